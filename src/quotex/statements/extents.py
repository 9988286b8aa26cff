"""Where content begins and ends, as the role tagger sees it: it may move what the rules say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from quotex.annotations import Choice, Offsets, Statement
from quotex.roles import Reading
from quotex.statements.cues import is_cue_verb
from quotex.statements.endings import reporter_resumes
from quotex.statements.regions import content_of
from quotex.statements.units import Layout

__all__ = ["move_edges"]

SURER = 0.2
"""So much likelier must the tagger hold its own edge than that of the rules."""

RULE = "statements.moved_edges"
Region = tuple[int, int]
"""First token and the token behind the last."""


def move_edges(layout: Layout, reading: Reading, statements: Sequence[Statement]) -> None:
    """Move the edges of contents to where the tagger is surer that they are."""
    edges = Edges(layout, reading)
    taken = _owners(layout, statements)
    for number, statement in enumerate(statements):
        regions = [layout.tokens_in(part) for part in statement.content]
        likelier = [
            _within(layout, statement, region, edges.likelier(region)) for region in regions
        ]
        moved = [
            new
            if _is_free(layout, statement, new, taken, number) and not _cuts(layout, old, new)
            else old
            for old, new in zip(regions, likelier, strict=True)
        ]
        before = _words(layout, statement)
        if moved != regions and _place(layout, statement, moved):
            statement.choices["content"] = Choice(
                rule=RULE,
                likelihood=edges.likelihood(moved),
                runner_up=before,
                runner_up_likelihood=edges.likelihood(regions),
            )


def _within(layout: Layout, statement: Statement, old: Region, new: Region) -> Region:
    """The new region within its sentences, from "that" on, without what the source did next."""
    start = max(new[0], layout.unit_at(old[0])[1].start)
    end = min(new[1], layout.unit_at(old[1] - 1)[1].end)
    new = start, end
    if statement.cue is None or layout.starts[start] < statement.cue[1]:
        return new
    if old[0] > 0 and layout.doc[old[0] - 1].lower_ == "that":
        start = old[0]
    cue = layout.doc[layout.token_at(statement.cue[0])]
    return start, reporter_resumes(layout, cue, start + 1, end)


class Edges:
    """Where the tagger sees content begin and end, and how sure it is."""

    def __init__(self, layout: Layout, reading: Reading) -> None:
        self.starts, self.ends = reading.starts("content"), reading.ends("content")
        self.seen = [
            layout.tokens_in((role.start, role.end))
            for role in reading.roles
            if role.name == "content"
        ]

    def likelier(self, region: Region) -> Region:
        """The region with the edges of the tagger where it is clearly surer of these."""
        other = self._most_alike(region)
        if other is None:
            return region
        start, end = region
        if self.starts[other[0]] > self.starts[start] + SURER:
            start = other[0]
        if self.ends[other[1] - 1] > self.ends[end - 1] + SURER:
            end = other[1]
        return start, end

    def _most_alike(self, region: Region) -> Region | None:
        """The region with most tokens in common, if any has one; regions do not overlap."""
        best, most = None, 0
        n = max(bisect_right(self.seen, region) - 1, 0)
        while n < len(self.seen) and self.seen[n][0] < region[1]:
            common = min(region[1], self.seen[n][1]) - max(region[0], self.seen[n][0])
            if common > most:
                best, most = self.seen[n], common
            n += 1
        return best

    def likelihood(self, regions: list[Region]) -> float:
        """How likely the first region's start and the last one's end are edges of content."""
        return round(float(self.starts[regions[0][0]] * self.ends[regions[-1][1] - 1]), 3)


def _words(layout: Layout, statement: Statement) -> str:
    return " ".join(layout.text[start:end] for start, end in statement.content)


def _owners(layout: Layout, statements: Sequence[Statement]) -> dict[int, int]:
    """The number of the statement whose content each token is."""
    return {
        i: number
        for number, statement in enumerate(statements)
        for part in statement.content
        for i in range(*layout.tokens_in(part))
    }


def _is_free(
    layout: Layout, statement: Statement, region: Region, taken: dict[int, int], number: int
) -> bool:
    """Whether nothing stands there but this statement's content and the reporter's words."""
    start, end = region
    beside = [layout.tokens_in(span) for span in (statement.cue, statement.mention) if span]
    if start >= end or any(start < b and a < end for a, b in beside):
        return False
    return all(taken.get(i, number) == number for i in range(start, end))


def _cuts(layout: Layout, old: Region, new: Region) -> bool:
    """Whether a report inside a report would be cut off, or the subject of the words that are left.

    Examples: "The caller said, “I am here,” the prosecutor said." reports the prosecutor; "says
    [that] is not true".
    """
    before, behind = range(old[0], min(new[0], old[1])), range(max(new[1], old[0]), old[1])
    if any(new[0] <= layout.doc[i].head.i < new[1] for i in layout.subjects(*old) if i in before):
        return True
    tokens = (layout.doc[i] for i in (*before, *behind))
    return any(is_cue_verb(token) and not layout.quoted(token) for token in tokens)


def _place(layout: Layout, statement: Statement, regions: list[Region]) -> bool:
    """Give the statement the content of other regions, unless that overlaps itself or is empty."""
    content: list[Offsets] = []
    verbatim: list[Offsets] = []
    for part, region in zip(statement.content, regions, strict=True):
        if region == layout.tokens_in(part):
            content.append(part)
            verbatim += [v for v in statement.verbatim if part[0] <= v[0] and v[1] <= part[1]]
        else:
            parts, quoted = content_of(layout, *region)
            content += parts
            verbatim += quoted
    if not content or any(left[1] > right[0] for left, right in pairwise(content)):
        return False
    statement.content, statement.verbatim = content, verbatim
    return True
