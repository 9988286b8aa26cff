"""Whom a pronoun or description means: everybody it can mean, ranked by trained weights.

A candidate is an entity with features, each with a name; its score is the sum of their weights.
"Nobody whom the article names" is a candidate too. The weights are trained by
`scripts/train_ranking.py` and stored in `data/en/ranking.json`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, Field

from quotex.annotations import Choice
from quotex.speakers.discourse import Discourse, Trace
from quotex.speakers.entities import Entity
from quotex.speakers.nouns import Gender
from quotex.weights import Numbers, stored
from quotex.wordlists import MOST_KEPT

__all__ = [
    "Candidate",
    "Features",
    "Pointer",
    "Ranking",
    "Weighing",
    "Weights",
    "choice_of",
    "trained",
]

Kind = Literal["he", "it", "person", "body"]
"""What points: he or she, it, a description of a person, a description of a body."""
Features = dict[str, float]
Weights = Mapping[str, Mapping[str, float]]
"""For each kind, the weight of each feature."""

NEAR = 2
"""Sentences within which somebody is still spoken of."""
MOST_SEEN = "most often seen"
HEAD = 3
"""Paragraphs at the top that say what an article is about."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Something that points to somebody, at a character offset."""

    kind: Kind
    offset: int
    gender: Gender = "unknown"
    barred: frozenset[int] = frozenset()
    """Ids of entities named in the quoted words, who seldom speak them."""
    about: Callable[[Entity], Features] | None = None
    """What the words of a description say of an entity."""
    nobody: Features | None = None
    """What speaks for nobody; None if somebody is certainly meant."""


@dataclass(slots=True)
class Candidate:
    """Somebody whom a pointer can mean; nobody named if `entity` is None."""

    kind: Kind
    entity: Entity | None
    score: float
    known: Sequence[Features]
    """What it is wherever the text speaks of it, and what the pointer says of it."""
    trace: Trace | None = None
    """How it was sighted a while ago."""
    most: bool = False
    """True if nobody was sighted more often."""

    @property
    def features(self) -> Features:
        """All its features; those that it lacks are 0."""
        found = _of_trace(self.trace) if self.trace is not None else {}
        if self.most:
            found[MOST_SEEN] = 1.0
        for features in self.known:
            found |= features
        return found


@dataclass(frozen=True, slots=True)
class _Profile:
    """An entity that a pointer can mean, with the features that are the same at each sighting."""

    features: tuple[Features, ...]
    weighed: list[float]


class Weighing:
    """Weights, and what each trace weighs by them."""

    def __init__(self, weights: Weights) -> None:
        self.of_kind = weights
        self.trace = lru_cache(MOST_KEPT)(self._trace)

    def features(self, kind: Kind, features: Features) -> list[float]:
        """What each feature weighs that is not 0."""
        own = self.of_kind.get(kind, {})
        return [own[name] * value for name, value in features.items() if value and name in own]

    def _trace(self, kind: Kind, trace: Trace) -> float:
        return sum(self.features(kind, _of_trace(trace)))


class Stored(BaseModel):
    """What the file of weights must hold."""

    weights: Annotated[dict[str, Numbers], Field(min_length=len(get_args(Kind)))]


@cache
def trained() -> Weighing:
    """The weights that come with the package.

    Raises:
        QuotexError: if they are missing or broken.
    """
    return Weighing(stored("ranking.json", Stored).weights)


class Ranking:
    """The candidates of one document, ranked."""

    def __init__(self, discourse: Discourse, weighing: Weighing) -> None:
        self.discourse = discourse
        self.weighing = weighing
        self._lasting: dict[tuple[Kind, Entity], _Profile] = {}

    def rank(
        self, pointer: Pointer, fits: Callable[[Entity], bool], others: Sequence[Entity]
    ) -> list[Candidate]:
        """The candidates for what `pointer` means, the likeliest first.

        Candidates are those whom the text has spoken of, and `others`, if they fit.
        """
        kind = pointer.kind
        traces = self.discourse.traces(pointer.offset, fits)
        profiles = {entity: self._profile(entity, pointer) for entity in dict(traces)}
        most = max([trace.seen for _, trace in traces], default=0)
        bonus = self.weighing.of_kind.get(kind, {}).get(MOST_SEEN, 0.0)
        found: list[Candidate] = []
        for entity, trace in traces:
            profile, often = profiles[entity], trace.seen == most
            seen = self.weighing.trace(kind, trace) + (bonus if often else 0.0)
            score = sum(profile.weighed, seen)
            found.append(Candidate(kind, entity, score, profile.features, trace, often))
        unseen = (entity for entity in others if entity not in profiles and fits(entity))
        found += [self._unseen(entity, pointer) for entity in unseen]
        if pointer.nobody is not None:
            near = any(trace.back <= NEAR for _, trace in traces)
            nobody = {"nobody": 1.0, "nobody near": float(not near), **pointer.nobody}
            score = sum(self.weighing.features(kind, nobody))
            found.append(Candidate(kind, None, score, (nobody,)))
        return sorted(found, key=attrgetter("score"), reverse=True)

    def _unseen(self, entity: Entity, pointer: Pointer) -> Candidate:
        """The candidate for somebody whom the text has not just spoken of."""
        profile = self._profile(entity, pointer)
        unseen = _of_unseen(entity, pointer.offset, self.discourse)
        score = sum(profile.weighed, sum(self.weighing.features(pointer.kind, unseen)))
        return Candidate(pointer.kind, entity, score, (unseen, *profile.features))

    def _profile(self, entity: Entity, pointer: Pointer) -> _Profile:
        """What somebody is, and what the pointer says of it."""
        kind = pointer.kind
        lasting = self._lasting.get((kind, entity))
        if lasting is None:
            features = _of_entity(entity, self.discourse)
            lasting = _Profile((features,), self.weighing.features(kind, features))
            self._lasting[kind, entity] = lasting
        said = _as_pointed(entity, pointer)
        if not said:
            return lasting
        weighed = lasting.weighed + self.weighing.features(kind, said)
        return _Profile((*lasting.features, said), weighed)


def choice_of(rule: str, candidates: Sequence[Candidate]) -> Choice:
    """How sure the ranking is of its first candidate, and who came second.

    rule (str): the rule that asked. What is likely of one entity is summed over its sightings.
    """
    best = max(candidate.score for candidate in candidates)
    likely: dict[str | None, float] = {}
    for candidate in candidates:
        name = candidate.entity.name if candidate.entity is not None else None
        likely[name] = likely.get(name, 0.0) + math.exp(candidate.score - best)
    total = sum(likely.values())
    first = candidates[0].entity.name if candidates[0].entity is not None else None
    likelihood = likely.pop(first) / total
    second = max(likely, key=lambda name: likely[name], default=None)
    return Choice(
        rule=rule,
        likelihood=round(likelihood, 3),
        runner_up=(second or "nobody named") if likely else None,
        runner_up_likelihood=round(likely[second] / total, 3) if likely else None,
    )


def _of_trace(trace: Trace) -> Features:
    """What the text said of somebody a while ago; only what is not 0."""
    back, paragraphs, order = trace.back, trace.paragraphs, trace.order
    found: Features = {}
    if not trace.latest:
        found["earlier"] = 1.0
    elif order < 2:
        found["second latest" if order else "latest"] = 1.0
    if order:
        found["others since"] = math.log1p(order)
    if back < 2:
        found["sentence before" if back else "same sentence"] = 1.0
    if back:
        found["sentences back"] = back
    if paragraphs < 2:
        found["paragraph before" if paragraphs else "same paragraph"] = 1.0
    if paragraphs:
        found["paragraphs back"] = paragraphs
    if trace.subject:
        found["subject"] = 1.0
        if back < 2:
            near = "subject of the sentence before" if back else "subject in the sentence"
            found[near] = 1.0
        if trace.fresh:
            found["subject, new paragraph"] = 1.0
    if trace.possessor:
        found["possessor"] = 1.0
    if trace.pronoun:
        found["pronoun"] = 1.0
        if not back:
            found["pronoun in the sentence"] = 1.0
    elif not (back or trace.subject):
        found["object in the sentence"] = 1.0
    if trace.opens:
        found["opens the paragraph"] = 1.0
    if trace.seen == 1:
        found["just introduced"] = 1.0
    else:
        found["times seen"] = math.log(trace.seen)
    if trace.spoke:
        found["spoke"] = 1.0
        if paragraphs < 2:
            spoke = "spoke in the paragraph before" if paragraphs else "spoke in the paragraph"
            found[spoke] = 1.0
    if trace.last_speaker:
        found["last speaker"] = 1.0
        if trace.fresh:
            found["last speaker, new paragraph"] = 1.0
    return found


def _of_unseen(entity: Entity, offset: int, discourse: Discourse) -> Features:
    """Where somebody is named whom the text has not just spoken of."""
    here = discourse.place(offset)
    ahead = next((n for n in entity.namings[:2] if n.start > offset), None)
    if ahead is None or entity.namings[0].start < offset:
        return {"long ago": 1.0}
    there = discourse.place(ahead.start)
    return {
        "ahead": 1.0,
        "ahead in the sentence": float(there[0] == here[0]),
        "paragraphs ahead": math.log1p(there[1] - here[1]),
    }


def _of_entity(entity: Entity, discourse: Discourse) -> Features:
    """What somebody is, wherever the text speaks of it."""
    found = {
        "unnamed": float(not entity.name),
        "one word": float(bool(entity.name) and " " not in entity.name),
        "with a role": float(bool(entity.roles)),
        "times named": math.log1p(len(entity.namings)),
        f"{entity.kind}": 1.0,
    }
    if entity.namings:
        found["in the head"] = float(discourse.place(entity.namings[0].start)[1] <= HEAD)
    return found


def _as_pointed(entity: Entity, pointer: Pointer) -> Features:
    """What a pointer and its place say of somebody; only what is not 0, unless it describes."""
    found: Features = {}
    if id(entity) in pointer.barred:
        found["named in the quotation"] = 1.0
    if pointer.gender != "unknown":
        if entity.gender == pointer.gender:
            found["same gender"] = 1.0
        elif entity.gender != "unknown":
            found["another gender"] = 1.0
    if pointer.about is not None:
        found |= pointer.about(entity)
    return found
