"""Who the text has just spoken of: what a pronoun or "the minister" can point back to.

The walk goes through the article once. Each naming, and each pronoun or description that has
been resolved, is a sighting of an entity. What the sightings before a place say of an entity is
its trace there; `ranking` weighs the traces against each other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from quotex.speakers.entities import Entity
from quotex.tokens import Tokens

__all__ = ["Discourse", "Place", "Sighting", "Trace"]

WINDOW = 80
"""How many of the last sightings are looked at."""

MOST_TRACES = 4
"""How many sightings of one entity are looked at."""

FAR = 8
"""Sentences or paragraphs back, more than which make no difference."""

Place = tuple[int, int]
"""Number of a sentence and of a paragraph."""


@dataclass(slots=True)
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


class Trace(NamedTuple):
    """How a sighting looks from a place behind it: all on which its features depend."""

    back: int
    """Sentences back, at most FAR."""
    paragraphs: int
    """Paragraphs back, at most FAR."""
    order: int
    """How many others that fit were sighted since its entity was last."""
    latest: bool
    """The last sighting of its entity."""
    opens: bool
    """Its entity is the first to be sighted in the paragraph."""
    seen: int
    """How often its entity was sighted in all."""
    last_speaker: bool
    """Nobody has spoken since its entity did."""
    fresh: bool
    """The place from which it is looked at opens a paragraph."""
    subject: bool
    spoke: bool
    possessor: bool
    pronoun: bool


class Discourse:
    """The sightings up to a point of the text, in order."""

    def __init__(self, doc: Tokens) -> None:
        self.sightings: list[Sighting] = []
        self._seen: dict[Entity, int] = defaultdict(int)
        self._sentences, self._paragraphs = _starts(doc)

    def place(self, offset: int) -> Place:
        """Number of the sentence and of the paragraph at an offset."""
        return bisect_right(self._sentences, offset), bisect_right(self._paragraphs, offset)

    def opens_paragraph(self, offset: int) -> bool:
        """True in the first sentence of a paragraph."""
        sentence, paragraph = self.place(offset)
        return self._sentences[sentence - 1] <= self._paragraphs[paragraph - 1]

    def see(self, offset: int, entity: Entity, **flags: bool) -> None:
        """Note that the text refers to `entity` at `offset`; `flags` are those of `Sighting`."""
        sentence, paragraph = self.place(offset)
        self._seen[entity] += 1
        self.sightings.append(Sighting(offset, entity, sentence, paragraph, **flags))

    def traces(self, offset: int, fits: Callable[[Entity], bool]) -> list[tuple[Entity, Trace]]:
        """The last sightings outside quotation marks of entities that fit, the latest first.

        offset (int): where they are seen from. `fits` is asked once of each entity.
        """
        sentence, paragraph = self.place(offset)
        fresh = self.opens_paragraph(offset)
        recent = [s for s in reversed(self.sightings[-WINDOW:]) if not s.quoted]
        opener = _first_in(paragraph, recent)
        speaker = next((s.entity for s in recent if s.spoke), None)
        times: dict[Entity, int] = {}
        orders: dict[Entity, int] = {}
        found = []
        for s in recent:
            entity = s.entity
            time = times.get(entity, 0)
            if not time and fits(entity):
                orders[entity] = len(orders)
            times[entity] = time + 1
            if time >= MOST_TRACES or entity not in orders:
                continue
            back, paragraphs = sentence - s.sentence, paragraph - s.paragraph
            trace = Trace(
                back if 0 <= back <= FAR else FAR if back > 0 else 0,
                paragraphs if 0 <= paragraphs <= FAR else FAR if paragraphs > 0 else 0,
                orders[entity],
                not time,
                entity is opener,
                self._seen[entity],
                entity is speaker,
                fresh,
                s.subject,
                s.spoke,
                s.possessor,
                s.pronoun,
            )
            found.append((entity, trace))
        return found


def _first_in(paragraph: int, recent: list[Sighting]) -> Entity | None:
    """Who was sighted first in a paragraph; `recent` has the latest sighting first."""
    first = None
    for sighting in recent:
        if sighting.paragraph < paragraph:
            break
        if sighting.paragraph == paragraph:
            first = sighting.entity
    return first


def _starts(doc: Tokens) -> tuple[list[int], list[int]]:
    """Offsets where sentences and paragraphs start."""
    sentences, paragraphs = [0], [0]
    fresh = False
    ended = False
    parsed = doc.parsed.has_annotation("SENT_START")
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
