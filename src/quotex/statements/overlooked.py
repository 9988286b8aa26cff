"""Reported clauses that no rule found, but that the role tagger sees: cue, source and content."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

from quotex.annotations import Offsets, Statement
from quotex.roles import Reading, Role
from quotex.statements.cues import CLAUSE_SUBJECTS, is_told_outright
from quotex.statements.regions import content_of
from quotex.statements.sightings import Sightings, gap
from quotex.statements.units import Layout
from quotex.tokens import FINITE

__all__ = ["overlooked"]

RULE = "statements.seen_by_tagger"
LEAD_INS = ("that ", "whether ")


def overlooked(
    layout: Layout, reading: Reading, statements: Sequence[Statement]
) -> list[Statement]:
    """A statement for each clause that the tagger sees reported and no statement touches.

    It needs a cue in the same unit; `link_speakers` finds the source.
    """
    taken = sorted(part for statement in statements for part in statement.content)
    sightings = Sightings(layout, reading)
    found = []
    for role in reading.roles:
        if role.name != "content" or role.optional:
            continue
        statement = _build(layout, role, sightings, taken)
        if statement is not None:
            found.append(statement)
            for part in statement.content:
                insort(taken, part)
    return found


def _touches(part: Offsets, taken: list[Offsets]) -> bool:
    """Whether a stretch overlaps one of others, which are in order and do not overlap."""
    after = bisect_left(taken, (part[1], part[1]))
    return after > 0 and taken[after - 1][1] > part[0]


def _build(
    layout: Layout, role: Role, sightings: Sightings, taken: list[Offsets]
) -> Statement | None:
    start = role.start
    for lead_in in LEAD_INS:
        if layout.text.startswith(lead_in, start):
            start += len(lead_in)
    if start >= role.end:
        return None
    first, behind = layout.tokens_in((start, role.end))
    content, verbatim = content_of(layout, first, behind)
    if not content or any(_touches(part, taken) for part in content):
        return None
    _, unit = layout.unit_at(first)
    near = sightings.near("cue", (first, behind), (unit.start, unit.end))
    cues = [(cue.start, cue.end) for cue in near]
    cue = min(cues, key=lambda cue: gap(cue, (role.start, role.end)), default=None)
    governor = layout.doc[first:behind].root.head
    if is_told_outright(governor):  # "Asked whether it was late, Ruiz said": not Ruiz asks
        cue = governor.idx, governor.idx + len(governor)
    if cue is None or not _is_clause(layout, first, behind):
        return None
    statement = Statement(
        content=content,
        verbatim=verbatim,
        cue=cue,
        mention=None,
        rule=RULE,
        found_by=RULE,
    )
    if statement.overlaps(cue):
        return None
    statement.lemma = layout.doc[layout.token_at(cue[0])].lemma_
    return statement


def _is_clause(layout: Layout, first: int, behind: int) -> bool:
    """Whether the words are a clause with a verb of its own, not a thing that was announced.

    It has a subject, or, where the parser took that for a part of the clause above, it begins with
    its verb: "said [was not a prison]". "[The breach] was reported by Axios" has neither.
    """
    words = layout.doc[first:behind]
    return words[0].tag_ in FINITE or any(
        token.dep_ in CLAUSE_SUBJECTS and not (token.dep_ == "nsubjpass" and token.head.i >= behind)
        for token in words
    )
