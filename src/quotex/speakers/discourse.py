"""Who the text has just spoken of: what a pronoun or "the minister" can point back to.

The walk goes through the article once. Each naming, and each pronoun or description that has
been resolved, is a sighting of an entity; a pronoun takes the entity whose sightings before it
weigh most, by distance, subject, speech and gender.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from quotex.speakers.entities import Entity
from quotex.speakers.nouns import Gender
from quotex.speakers.salience import Salience

__all__ = ["Discourse", "Sighting"]

WINDOW = 80
"""How many of the last sightings a pronoun looks at."""

NO_BONUS: Mapping[int, float] = {}


@dataclass(frozen=True, slots=True)
class Sighting:
    """One reference to an entity, at a character offset."""

    offset: int
    entity: Entity
    sentence: int
    paragraph: int
    subject: bool = False
    spoke: bool = False
    quoted: bool = False
    possessor: bool = False
    pronoun: bool = False


class Discourse:
    """The sightings up to a point of the text, in order."""

    def __init__(self, doc: Doc, weights: Salience) -> None:
        self.weights = weights
        self.sightings: list[Sighting] = []
        self._seen: dict[int, int] = defaultdict(int)
        self._sentences, self._paragraphs = _starts(doc)

    def place(self, offset: int) -> tuple[int, int]:
        """Number of the sentence and of the paragraph at an offset."""
        return bisect_right(self._sentences, offset), bisect_right(self._paragraphs, offset)

    def see(self, offset: int, entity: Entity, **flags: bool) -> None:
        """Note that the text refers to `entity` at `offset`; `flags` are those of `Sighting`."""
        sentence, paragraph = self.place(offset)
        self._seen[id(entity)] += 1
        self.sightings.append(Sighting(offset, entity, sentence, paragraph, **flags))

    def salient(
        self,
        offset: int,
        fits: Callable[[Entity], bool],
        gender: Gender = "unknown",
        barred: frozenset[int] = frozenset(),
        bonus: Mapping[int, float] = NO_BONUS,
    ) -> Entity | None:
        """The fitting entity that weighs most at `offset`.

        `barred` are ids of entities that cannot be meant, `bonus` what ids weigh more.
        """
        here = self.place(offset)
        best: dict[int, tuple[float, Entity]] = {}
        for rank, sighting in enumerate(reversed(self.sightings[-WINDOW:])):
            entity = sighting.entity
            if sighting.quoted or id(entity) in barred or not fits(entity):
                continue
            if gender != "unknown" and entity.gender not in {gender, "unknown"}:
                continue
            weight = self._weigh_sighting(sighting, rank, *here)
            weight += self._weigh_entity(entity, gender) + bonus.get(id(entity), 0.0)
            if not best:
                weight += self.weights.latest
            if id(entity) not in best or weight > best[id(entity)][0]:
                best[id(entity)] = (weight, entity)
        return max(best.values(), key=_weight)[1] if best else None

    def _weigh_sighting(
        self, sighting: Sighting, rank: int, sentence: int, paragraph: int
    ) -> float:
        """How much one sighting weighs at a later place, `rank` sightings on."""
        weights = self.weights
        back = max(0, sentence - sighting.sentence)
        weight = weights.per_sentence * back + weights.per_sighting * rank
        weight += weights.per_paragraph * max(0, paragraph - sighting.paragraph)
        if sighting.subject:
            weight += weights.subject
        elif not back and not sighting.pronoun:
            weight += weights.same_sentence_name
        if sighting.pronoun and not back:
            weight += weights.same_sentence_pronoun
        if sighting.spoke:
            weight += weights.spoke
        if sighting.possessor:
            weight += weights.possessor
        return weight

    def _weigh_entity(self, entity: Entity, gender: Gender) -> float:
        """How much an entity weighs wherever it is sighted."""
        weight = self.weights.frequency * math.log(self._seen[id(entity)])
        if gender != "unknown" and entity.gender == gender:
            weight += self.weights.known_gender
        if entity.kind == "unknown":
            weight += self.weights.unlabelled
        return weight


def _weight(weighed: tuple[float, Entity]) -> float:
    return weighed[0]


def _starts(doc: Doc) -> tuple[list[int], list[int]]:
    """Offsets where sentences and paragraphs start."""
    sentences, paragraphs = [0], [0]
    fresh = False
    ended = False
    parsed = doc.has_annotation("SENT_START")
    for token in doc:
        if token.is_space:
            fresh = fresh or "\n" in token.text
            continue
        if fresh:
            paragraphs.append(token.idx)
        if fresh or (token.is_sent_start if parsed else ended):
            sentences.append(token.idx)
        fresh = False
        ended = token.text in {".", "!", "?"}
    return sentences, paragraphs
