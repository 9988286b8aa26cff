"""Whom a pronoun or description means: everybody it can mean, ranked by trained weights.

A candidate is an entity with features, each with a name; its score is the sum of their weights.
"Nobody whom the article names" is a candidate too. The weights are trained by
`scripts/train_ranking.py` and stored in `data/en/ranking.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from quotex.speakers.discourse import Discourse, Place, Trace
from quotex.speakers.entities import Entity
from quotex.speakers.nouns import Gender
from quotex.wordlists import LANGUAGE

__all__ = ["Candidate", "Features", "Pointer", "Weights", "rank", "trained"]

Kind = Literal["he", "it", "person", "body"]
"""What points: he or she, it, a description of a person, a description of a body."""
Features = dict[str, float]
Weights = Mapping[str, Mapping[str, float]]
"""For each kind, the weight of each feature."""

NEAR = 2
"""Sentences within which somebody is still spoken of."""
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


@cache
def trained() -> Weights:
    """The weights that come with the package."""
    file = resources.files("quotex") / "data" / LANGUAGE / "ranking.json"
    weights: Weights = json.loads(file.read_text(encoding="utf-8"))["weights"]
    return weights


def rank(
    discourse: Discourse,
    pointer: Pointer,
    fits: Callable[[Entity], bool],
    others: list[Entity],
    weights: Weights,
) -> list[Candidate]:
    """The candidates for what `pointer` means, the likeliest first.

    Candidates are those whom the text has spoken of, and `others`, if they fit.
    """
    here = discourse.place(pointer.offset)
    opens = discourse.opens_paragraph(pointer.offset)
    traces = [trace for trace in discourse.traces(pointer.offset) if fits(trace.entity)]
    speaker = min(traces, key=_since_speech, default=None)
    most = max((trace.seen for trace in traces), default=0)
    known: list[tuple[Entity | None, Features]] = []
    for order, trace in enumerate(traces):
        found = _of_trace(trace, order, here, opens)
        if trace is speaker and trace.spoke:
            found["last speaker"] = 1.0
            found["last speaker, new paragraph"] = float(opens)
            found["last speaker and latest"] = float(order == 0)
        found["most often seen"] = float(trace.seen == most)
        known.append((trace.entity, found))
    seen = {id(trace.entity) for trace in traces}
    for entity in others:
        if id(entity) not in seen and fits(entity):
            known.append((entity, _of_unseen(entity, pointer.offset, discourse)))
    for entity, found in known:
        if entity is not None:
            found.update(_of_entity(entity, pointer, discourse))
    if pointer.nobody is not None:
        near = any(here[0] - trace.last.sentence <= NEAR for trace in traces)
        known.append((None, {"nobody": 1.0, "nobody near": float(not near), **pointer.nobody}))
    own = weights.get(pointer.kind, {})
    scored = [
        Candidate(pointer.kind, entity, found, sum(own.get(n, 0.0) * v for n, v in found.items()))
        for entity, found in known
    ]
    return sorted(scored, key=_score, reverse=True)


def _since_speech(trace: Trace) -> float:
    return -trace.spoke.offset if trace.spoke else math.inf


def _score(candidate: Candidate) -> float:
    return candidate.score


def _of_trace(trace: Trace, order: int, here: Place, opens: bool) -> Features:
    """What the text just said of somebody."""
    last = trace.last
    back = max(0, here[0] - last.sentence)
    paragraphs = max(0, here[1] - last.paragraph)
    found = {
        "latest": float(order == 0),
        "second latest": float(order == 1),
        "others since": math.log1p(order),
        "same sentence": float(back == 0),
        "sentence before": float(back == 1),
        "sentences back": math.log1p(back),
        "same paragraph": float(paragraphs == 0),
        "paragraphs back": math.log1p(paragraphs),
        "subject": float(last.subject),
        "subject, new paragraph": float(last.subject and opens),
        "latest subject": float(order == 0 and last.subject),
        "just introduced": float(trace.seen == 1),
        "possessor": float(last.possessor),
        "pronoun": float(last.pronoun),
        "pronoun in the sentence": float(last.pronoun and not back),
        "object in the sentence": float(not (back or last.subject or last.pronoun)),
        "opens the paragraph": float(trace.opens),
        "times seen": math.log(trace.seen),
    }
    if trace.subject is not None:
        since = max(0, here[0] - trace.subject.sentence)
        found["subject in the sentence"] = float(since == 0)
        found["subject of the sentence before"] = float(since == 1)
        found["subject before"] = 1 / (1 + since)
    if trace.spoke is not None:
        since = max(0, here[0] - trace.spoke.sentence)
        found["spoke"] = 1 / (1 + since)
        found["spoke in the paragraph"] = float(trace.spoke.paragraph == here[1])
        found["spoke in the paragraph before"] = float(trace.spoke.paragraph == here[1] - 1)
    return found


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
        "one word": float(" " not in entity.name),
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
