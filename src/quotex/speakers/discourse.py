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

from quotex.speakers.entities import Entity
from quotex.tokens import Tokens

__all__ = ["Discourse", "Place", "Sighting", "Trace"]

WINDOW = 80
"""How many of the last sightings are looked at."""

MOST_TRACES = 4
"""How many sightings of one entity are looked at."""

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


@dataclass(slots=True)
class Trace:
    """A sighting as it looks from a place behind it."""

    sighting: Sighting
    latest: bool
    """The last sighting of its entity."""
    opens: bool
    """Its entity is the first to be sighted in the paragraph."""
    seen: int
    """How often its entity was sighted in all."""
    last_speaker: bool
    """Nobody has spoken since its entity did."""


class Discourse:
    """The sightings up to a point of the text, in order."""

    def __init__(self, doc: Tokens) -> None:
        self.sightings: list[Sighting] = []
        self._seen: dict[int, int] = defaultdict(int)
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
        self._seen[id(entity)] += 1
        self.sightings.append(Sighting(offset, entity, sentence, paragraph, **flags))

    def traces(self, offset: int, fits: Callable[[Entity], bool]) -> list[Trace]:
        """The last sightings outside quotation marks of entities that fit, the latest first.

        offset (int): where they are seen from.
        """
        _, paragraph = self.place(offset)
        recent = [s for s in reversed(self.sightings[-WINDOW:]) if not s.quoted]
        opener = next((s.entity for s in reversed(recent) if s.paragraph == paragraph), None)
        speaker = next((s.entity for s in recent if s.spoke), None)
        times: dict[int, int] = {}
        found = []
        for sighting in recent:
            entity = sighting.entity
            key = id(entity)
            time = times[key] = times.get(key, 0) + 1
            if time <= MOST_TRACES and fits(entity):
                opens, spoke = entity is opener, entity is speaker
                found.append(Trace(sighting, time == 1, opens, self._seen[key], spoke))
        return found


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
