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


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a pointer can mean; nobody named if `entity` is None."""

    kind: Kind
    entity: Entity | None
    features: Features
    score: float


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
    traces = [trace for trace in discourse.traces(pointer.offset) if fits(trace.sighting.entity)]
    most = max((trace.seen for trace in traces), default=0)
    known: list[tuple[Entity | None, Features]] = []
    order: dict[int, int] = {}
    for trace in traces:
        entity = trace.sighting.entity
        rank = order.setdefault(id(entity), len(order))
        known.append((entity, _of_trace(trace, rank, here, opens)))
        known[-1][1]["most often seen"] = float(trace.seen == most)
    seen = set(order)
    known.extend(
        (entity, _of_unseen(entity, pointer.offset, discourse))
        for entity in others
        if id(entity) not in seen and fits(entity)
    )
    for somebody, found in known:
        if somebody is not None:
            found.update(_of_entity(somebody, pointer, discourse))
    if pointer.nobody is not None:
        near = any(here[0] - trace.sighting.sentence <= NEAR for trace in traces)
        known.append((None, {"nobody": 1.0, "nobody near": float(not near), **pointer.nobody}))
    own = weights.get(pointer.kind, {})
    scored = [
        Candidate(pointer.kind, entity, found, sum(own.get(n, 0.0) * v for n, v in found.items()))
        for entity, found in known
    ]
    return sorted(scored, key=_score, reverse=True)


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
    """What the text said of somebody a while ago."""
    sighting = trace.sighting
    back = max(0, here[0] - sighting.sentence)
    paragraphs = max(0, here[1] - sighting.paragraph)
    return {
        "latest": float(trace.latest and order == 0),
        "second latest": float(trace.latest and order == 1),
        "earlier": float(not trace.latest),
        "others since": math.log1p(order),
        "same sentence": float(back == 0),
        "sentence before": float(back == 1),
        "sentences back": min(back, FAR),
        "same paragraph": float(paragraphs == 0),
        "paragraph before": float(paragraphs == 1),
        "paragraphs back": min(paragraphs, FAR),
        "subject": float(sighting.subject),
        "subject in the sentence": float(sighting.subject and back == 0),
        "subject of the sentence before": float(sighting.subject and back == 1),
        "subject, new paragraph": float(sighting.subject and opens),
        "possessor": float(sighting.possessor),
        "pronoun": float(sighting.pronoun),
        "pronoun in the sentence": float(sighting.pronoun and not back),
        "object in the sentence": float(not (back or sighting.subject or sighting.pronoun)),
        "opens the paragraph": float(trace.opens),
        "times seen": math.log(trace.seen),
        "just introduced": float(trace.seen == 1),
        "spoke": float(sighting.spoke),
        "spoke in the paragraph": float(sighting.spoke and not paragraphs),
        "spoke in the paragraph before": float(sighting.spoke and paragraphs == 1),
        "last speaker": float(trace.last_speaker),
        "last speaker, new paragraph": float(trace.last_speaker and opens),
    }


def _of_unseen(entity: Entity, offset: int, discourse: Discourse) -> Features:
    """Where somebody is named whom the text has not just spoken of."""
    here = discourse.place(offset)
    ahead = next((n for n in entity.namings if n.start > offset), None)
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
