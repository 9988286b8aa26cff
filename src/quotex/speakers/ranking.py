"""Whom a pronoun or description means: everybody it can mean, ranked by trained weights.

A candidate is an entity with features, each with a name; its score is the sum of their weights.
"Nobody whom the article names" is a candidate too. The weights are trained by
`scripts/train_ranking.py` and stored in `data/en/ranking.json`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, Field

from quotex.annotations import Choice
from quotex.speakers.discourse import Discourse, Place, Trace
from quotex.speakers.entities import Entity
from quotex.speakers.nouns import Gender
from quotex.weights import Numbers, stored

__all__ = ["Candidate", "Features", "Pointer", "Weights", "choice_of", "rank", "trained"]

Kind = Literal["he", "it", "person", "body"]
"""What points: he or she, it, a description of a person, a description of a body."""
Features = dict[str, float]
Weights = Mapping[str, Mapping[str, float]]
"""For each kind, the weight of each feature."""

NEAR = 2
"""Sentences within which somebody is still spoken of."""
FAR = 8
"""Sentences or paragraphs back, more than which make no difference."""
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
    seen: Features
    """What the text said of it a while ago."""
    itself: Features
    """What it is, wherever the text speaks of it."""
    score: float

    @property
    def features(self) -> Features:
        """All its features; those that it lacks are 0."""
        return {**self.seen, **self.itself}


@dataclass(slots=True)
class _Profile:
    """An entity that a pointer can mean, with the features that are the same at each sighting."""

    features: Features
    weighed: list[float]
    order: int = -1
    """How many other candidates were sighted since it was last."""


class Ranking(BaseModel):
    """What the file of weights must hold."""

    weights: Annotated[dict[str, Numbers], Field(min_length=len(get_args(Kind)))]


@cache
def trained() -> Weights:
    """The weights that come with the package.

    Raises:
        QuotexError: if they are missing or broken.
    """
    return stored("ranking.json", Ranking).weights


def rank(
    discourse: Discourse,
    pointer: Pointer,
    fits: Callable[[Entity], bool],
    others: Sequence[Entity],
    weights: Weights,
) -> list[Candidate]:
    """The candidates for what `pointer` means, the likeliest first.

    Candidates are those whom the text has spoken of, and `others`, if they fit.
    """
    here = discourse.place(pointer.offset)
    opens = discourse.opens_paragraph(pointer.offset)
    own = weights.get(pointer.kind, {})
    profiles: dict[int, _Profile] = {}
    misfits: set[int] = set()

    def is_meant(entity: Entity) -> bool:
        key = id(entity)
        if key in profiles or key in misfits:
            return key in profiles
        if not fits(entity):
            misfits.add(key)
            return False
        features = _of_entity(entity, pointer, discourse)
        profiles[key] = _Profile(features, _weighed(features, own))
        return True

    def candidate(entity: Entity | None, seen: Features, profile: _Profile) -> Candidate:
        score = sum(profile.weighed, sum(_weighed(seen, own)))
        return Candidate(pointer.kind, entity, seen, profile.features, score)

    traces = discourse.traces(pointer.offset, is_meant)
    most = max([trace.seen for trace in traces], default=0)
    found: list[Candidate] = []
    order = 0
    for trace in traces:
        profile = profiles[id(trace.sighting.entity)]
        if profile.order < 0:
            profile.order, order = order, order + 1
        seen = _of_trace(trace, profile.order, here, opens)
        if trace.seen == most:
            seen["most often seen"] = 1.0
        found.append(candidate(trace.sighting.entity, seen, profile))
    for entity in others:
        if is_meant(entity) and profiles[id(entity)].order < 0:
            unseen = _of_unseen(entity, pointer.offset, discourse)
            found.append(candidate(entity, unseen, profiles[id(entity)]))
    if pointer.nobody is not None:
        near = any(here[0] - trace.sighting.sentence <= NEAR for trace in traces)
        nobody = {"nobody": 1.0, "nobody near": float(not near), **pointer.nobody}
        found.append(candidate(None, nobody, _Profile({}, [])))
    return sorted(found, key=_score, reverse=True)


def _weighed(features: Features, weights: Mapping[str, float]) -> list[float]:
    return [weights[name] * value for name, value in features.items() if name in weights]


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


def _score(candidate: Candidate) -> float:
    return candidate.score


def _of_trace(trace: Trace, order: int, here: Place, opens: bool) -> Features:
    """What the text said of somebody a while ago; only what is not 0."""
    sighting = trace.sighting
    back = max(0, here[0] - sighting.sentence)
    paragraphs = max(0, here[1] - sighting.paragraph)
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
        found["sentences back"] = min(back, FAR)
    if paragraphs < 2:
        found["paragraph before" if paragraphs else "same paragraph"] = 1.0
    if paragraphs:
        found["paragraphs back"] = min(paragraphs, FAR)
    if sighting.subject:
        found["subject"] = 1.0
        if back < 2:
            near = "subject of the sentence before" if back else "subject in the sentence"
            found[near] = 1.0
        if opens:
            found["subject, new paragraph"] = 1.0
    if sighting.possessor:
        found["possessor"] = 1.0
    if sighting.pronoun:
        found["pronoun"] = 1.0
        if not back:
            found["pronoun in the sentence"] = 1.0
    elif not (back or sighting.subject):
        found["object in the sentence"] = 1.0
    if trace.opens:
        found["opens the paragraph"] = 1.0
    if trace.seen == 1:
        found["just introduced"] = 1.0
    else:
        found["times seen"] = math.log(trace.seen)
    if sighting.spoke:
        found["spoke"] = 1.0
        if paragraphs < 2:
            spoke = "spoke in the paragraph before" if paragraphs else "spoke in the paragraph"
            found[spoke] = 1.0
    if trace.last_speaker:
        found["last speaker"] = 1.0
        if opens:
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


def _of_entity(entity: Entity, pointer: Pointer, discourse: Discourse) -> Features:
    """What somebody is, wherever the text speaks of it."""
    found = {
        "named in the quotation": float(id(entity) in pointer.barred),
        "unnamed": float(not entity.name),
        "one word": float(bool(entity.name) and " " not in entity.name),
        "with a role": float(bool(entity.roles)),
        "times named": math.log1p(len(entity.namings)),
        f"{entity.kind}": 1.0,
    }
    if entity.namings:
        found["in the head"] = float(discourse.place(entity.namings[0].start)[1] <= HEAD)
    if pointer.gender != "unknown":
        found["same gender"] = float(entity.gender == pointer.gender)
        found["another gender"] = float(entity.gender not in {pointer.gender, "unknown"})
    if pointer.about is not None:
        found.update(pointer.about(entity))
    return found
