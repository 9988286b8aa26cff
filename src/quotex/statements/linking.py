"""Whose words each statement reports: a learned choice among the mentions near it.

Candidates are the mention that the rules give and the sources that the role tagger sees. Each has
named features; a linear model ranks them (a conditional logit, McFadden 1974). Its weights are
plain numbers in `data/en/linking.json`, trained by `scripts/train_linking.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from pydantic import BaseModel
from spacy.tokens import Token

from quotex.annotations import Choice, Offsets, Statement
from quotex.roles import Reading, Role
from quotex.statements.cues import (
    QUOTING,
    RELATIVE,
    antecedent,
    is_told_outright,
    looks_like_outlet,
    only_says_who_had_it,
)
from quotex.statements.sightings import Sightings, gap
from quotex.statements.units import Layout
from quotex.weights import Numbers, stored
from quotex.wordlists import words

__all__ = ["Candidate", "Surroundings", "features", "link_speakers"]

RULE = "statements.ranked_source"
DISTANCES = (1, 2, 3, 5, 8, 13, 21, 34, 55)
"""Upper limits of the classes of distances, in tokens."""
RELAYS = ("outlet_citing", "outlet_reporting")
"""The lists of words by which an outlet passes on what another source says."""
Region = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that may be the speaker's."""

    mention: Offsets
    cue: Offsets | None
    seen: Region
    """The tokens that speak: the mention's, or those of the "who" that stands for it."""
    by_rule: bool
    confirmed: bool = False
    """Rules and tagger see the same."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the content of a statement is."""

    region: Region
    """The tokens from its first to its last."""
    parts: list[Region]
    """Those of each part."""
    opening: int
    closing: int
    """The numbers of the first and the last unit that it touches."""


class Surroundings:
    """What stands around the statements of a text.

    layout (Layout): the text.
    reading (Reading): what the role tagger makes of it.
    statements (Sequence[Statement]): all of them, in order.
    """

    def __init__(self, layout: Layout, reading: Reading, statements: Sequence[Statement]) -> None:
        self.layout = layout
        self.sightings = Sightings(layout, reading)
        self.likely_source = reading.likely("source")
        self._heads: dict[Region, Token] = {}
        said = np.zeros(len(layout.doc) + 1, np.int64)
        for statement in statements:
            for part in statement.content:
                first, behind = layout.tokens_in(part)
                said[first + 1 : behind + 1] = 1
        self._said_before = said.cumsum()
        """How many tokens before each one are content of a statement."""

    def is_said(self, start: int, end: int) -> bool:
        """Whether any of the tokens from `start` to `end`, half-open, is content of a statement."""
        return bool(start < end and self._said_before[end] > self._said_before[start])

    def candidates(self, statement: Statement) -> list[Candidate]:
        """The mentions that may be the speaker's, that of the rules first."""
        found: list[Candidate] = []
        if statement.mention is not None:
            seen = self.layout.tokens_in(statement.mention)
            found.append(Candidate(statement.mention, statement.cue, seen, by_rule=True))
        if statement.cue is not None and is_told_outright(self._verb_of(statement.cue)):
            return found
        region = self.region_of(statement)
        within = self._units_near(region)
        cues = self.sightings.near("cue", region, within)
        for role in self.sightings.near("source", region, within):
            mention = self._mention_of(role)
            if mention is None or statement.overlaps(mention) or self._is_aside(role):
                continue
            if found and found[0].by_rule and self._only_credits(role, cues):
                continue
            same = [n for n, other in enumerate(found) if _overlap(other.mention, mention)]
            if not same:
                seen = self.layout.tokens_in((role.start, role.end))
                cue = _cue_of(statement, role, cues)
                found.append(Candidate(mention, cue, seen, by_rule=False))
            elif found[same[0]].by_rule:
                found[same[0]] = replace(found[same[0]], confirmed=True)
        return found

    def region_of(self, statement: Statement) -> Region:
        """The tokens from the content's first to its last."""
        return self.layout.tokens_in((statement.content[0][0], statement.content[-1][1]))

    def head_of(self, region: Region) -> Token:
        """The head of the words of a candidate; statements that are neighbours share them."""
        if region not in self._heads:
            self._heads[region] = self.layout.doc[slice(*region)].root
        return self._heads[region]

    def place_of(self, statement: Statement) -> Place:
        """Where the content of a statement is."""
        parts = [self.layout.tokens_in(part) for part in statement.content]
        opening, _ = self.layout.unit_at(parts[0][0])
        closing, _ = self.layout.unit_at(parts[-1][1] - 1)
        return Place((parts[0][0], parts[-1][1]), parts, opening, closing)

    def _units_near(self, region: Region) -> Region:
        """The tokens of the region's units, the one before, and the next in the paragraph."""
        units = self.layout.units
        first, opening = self.layout.unit_at(region[0])
        last, closing = self.layout.unit_at(region[1] - 1)
        end = closing.end
        if last + 1 < len(units) and units[last + 1].paragraph in {
            opening.paragraph,
            closing.paragraph,
        }:
            end = units[last + 1].end
        return units[max(first - 1, 0)].start, end

    def _verb_of(self, cue: Offsets) -> Token:
        """The verb of a cue: "told" of "was told"."""
        first, behind = self.layout.tokens_in(cue)
        return self.layout.doc[first:behind].root

    def _mention_of(self, role: Role) -> Offsets | None:
        """The words of a source, or for "who" those of the noun that it stands for."""
        word = self.layout.doc[self.layout.token_at(role.start)]
        if word.lower_ not in RELATIVE or word.idx + len(word) < role.end:
            return role.start, role.end
        phrase = antecedent(word)
        return (phrase.start_char, phrase.end_char) if phrase is not None else None

    def _is_aside(self, role: Role) -> bool:
        """Whether a source stands in an aside: "wrote in a memo, seen by the Herald, that"."""
        return only_says_who_had_it(
            self.layout.doc[slice(*self.layout.tokens_in((role.start, role.end)))]
        )

    def _only_credits(self, role: Role, cues: list[Role]) -> bool:
        """Whether a source only passes on what another one says.

        Example: "…, Ruiz said, according to the Post"; "the Post quoted Ruiz as saying …".
        """
        doc, span = self.layout.doc, (role.start, role.end)
        _, behind = self.layout.tokens_in(span)
        if behind < len(doc) and doc[behind].lemma_ in QUOTING:
            return True
        cue = min(cues, key=lambda cue: gap((cue.start, cue.end), span), default=None)
        if cue is None:
            return False
        word = doc[self.layout.token_at(cue.start)]
        if word.lemma_ in QUOTING:
            return True
        if word.lower_ != "according" and word.lower_ not in words(*RELAYS):
            return False
        phrase = doc.char_span(*span, alignment_mode="expand")
        return phrase is not None and looks_like_outlet(phrase)


def _overlap(left: Offsets, right: Offsets) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _cue_of(statement: Statement, source: Role, cues: list[Role]) -> Offsets | None:
    """The cue nearest to the source, and to the content."""

    def distance(cue: Role) -> float:
        span = cue.start, cue.end
        return gap(span, (source.start, source.end)) + 0.5 * min(
            gap(span, part) for part in statement.content
        )

    nearest = min(cues, key=distance, default=None)
    if nearest is None or statement.overlaps((nearest.start, nearest.end)):
        return None
    return nearest.start, nearest.end


def features(
    around: Surroundings, statement: Statement, candidates: Sequence[Candidate]
) -> list[set[str]]:
    """The features of each candidate, as `name=value` strings."""
    rival = next((candidate for candidate in candidates if candidate.by_rule), None)
    place = around.place_of(statement)
    return [
        {
            *_of_origin(around, statement, candidate, len(candidates)),
            *_of_place(around, statement, place, candidate),
            *_of_words(around, place, candidate),
            *_of_what_is_between(around, place, candidate),
            *_of_cue(around, place, candidate),
            *_of_rival(around, statement, candidate, rival),
        }
        for candidate in candidates
    ]


def _of_origin(
    around: Surroundings, statement: Statement, candidate: Candidate, count: int
) -> Iterator[str]:
    """Who sees the candidate, and how likely the tagger holds it to be a source."""
    likely = int(10 * _likelihood(around, candidate))
    yield f"by_rule={candidate.by_rule}"
    yield f"likely={likely}"
    yield f"likely+by_rule={likely}+{candidate.by_rule}"
    yield f"candidates+by_rule={min(count, 4)}+{candidate.by_rule}"
    if candidate.confirmed:
        yield "confirmed"
    if candidate.by_rule:
        yield f"found_by={statement.found_by}"
        yield f"found_by+kind={statement.found_by}+{statement.kind}"


def _likelihood(around: Surroundings, candidate: Candidate) -> float:
    first, behind = candidate.seen
    return float(around.likely_source[first:behind].mean())


def _of_place(
    around: Surroundings, statement: Statement, place: Place, candidate: Candidate
) -> Iterator[str]:
    """How far from the content it stands, on which side, and whether in the same unit."""
    first, behind = candidate.seen
    side = _side(place.region, candidate)
    distance = min(max(start - behind, first - end, -1) + 1 for start, end in place.parts)
    unit, _ = around.layout.unit_at(first)
    where = "before" if unit < place.opening else "behind" if unit > place.closing else "inside"
    yield f"distance={_distance_class(distance)}+{side}"
    yield f"distance+kind={_distance_class(distance)}+{side}+{statement.kind}"
    yield f"unit={where}+{side}"
    yield f"unit+by_rule={where}+{candidate.by_rule}"


def _side(region: Region, candidate: Candidate) -> str:
    first, behind = candidate.seen
    if behind <= region[0]:
        return "before"
    return "behind" if first >= region[1] else "between"


def _distance_class(distance: int) -> str:
    return next((f"<{limit}" for limit in DISTANCES if distance < limit), "far")


def _of_words(around: Surroundings, place: Place, candidate: Candidate) -> Iterator[str]:
    """What kind of phrase it is, and whether somebody else says it."""
    layout = around.layout
    first, behind = candidate.seen
    head = around.head_of(candidate.seen)
    side = _side(place.region, candidate)
    yield f"head={head.pos_}+{side}"
    yield f"dependency={head.dep_}"
    yield f"said_by_another={around.is_said(first, behind)}"
    yield f"quoted={layout.quotation_of[first] >= 0}"
    if head.lower_ in RELATIVE:
        yield "relative"


def _of_what_is_between(around: Surroundings, place: Place, candidate: Candidate) -> Iterator[str]:
    """How many other cues, sources and contents stand between it and the content."""
    region = place.region
    side = _side(region, candidate)
    first, behind = candidate.seen
    start, end = (behind, region[0]) if side == "before" else (region[1], first)
    yield f"cues_between={min(around.sightings.count('cue', start, end), 2)}+{side}"
    yield f"sources_between={min(around.sightings.count('source', start, end), 2)}+{side}"
    yield f"contents_between={around.is_said(start, end)}+{side}"


def _of_cue(around: Surroundings, place: Place, candidate: Candidate) -> Iterator[str]:
    """Where its cue stands to it."""
    if candidate.cue is None:
        yield "cue=none"
        return
    first, behind = candidate.seen
    start, end = around.layout.tokens_in(candidate.cue)
    order = "behind" if start >= behind else "before"
    yield f"cue_distance={_distance_class(max(start - behind + 1, first - end + 1, 0))}"
    yield f"cue={order}+{_side(place.region, candidate)}"


def _of_rival(
    around: Surroundings, statement: Statement, candidate: Candidate, rival: Candidate | None
) -> Iterator[str]:
    """What the rules say, if it is not this candidate."""
    if rival is None:
        yield f"no_rival={statement.found_by}"
    elif not candidate.by_rule:
        yield f"rival={statement.found_by}"
        yield f"rival_likely={int(5 * _likelihood(around, rival))}"


class Linking(BaseModel):
    """What the file of weights must hold."""

    weights: Numbers


@cache
def load_weights() -> dict[str, float]:
    """The weights of the features that come with quotex; read once.

    Raises:
        QuotexError: if they are missing or broken.
    """
    return stored("linking.json", Linking).weights


def link_speakers(layout: Layout, reading: Reading, statements: Sequence[Statement]) -> None:
    """Give each statement the likeliest mention and the cue that goes with it."""
    around = Surroundings(layout, reading, statements)
    weights = load_weights()
    for statement in statements:
        candidates = around.candidates(statement)
        if candidates:
            seen = features(around, statement, candidates)
            scores = [sum(weights.get(feature, 0.0) for feature in found) for found in seen]
            _choose(layout, statement, candidates, scores)


def _choose(
    layout: Layout, statement: Statement, candidates: list[Candidate], scores: list[float]
) -> None:
    total = sum(math.exp(score - max(scores)) for score in scores)
    ranked = sorted(zip(scores, candidates, strict=True), key=_by_score)
    best = ranked[0][1]
    if not best.by_rule:
        statement.mention = best.mention
        statement.rule = RULE
        if best.cue is not None:
            statement.cue = best.cue
            statement.lemma = layout.doc[layout.token_at(best.cue[0])].lemma_
    second = ranked[1] if len(ranked) > 1 else None
    likelihood = 1 / total
    statement.choices["mention"] = Choice(
        rule=RULE if not best.by_rule else statement.found_by,
        likelihood=round(likelihood, 3),
        runner_up=layout.text[slice(*second[1].mention)] if second else None,
        runner_up_likelihood=round(math.exp(second[0] - max(scores)) / total, 3) if second else 0.0,
    )


def _by_score(scored: tuple[float, Candidate]) -> float:
    return -scored[0]
