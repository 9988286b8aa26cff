"""What a description says of each person whom it can mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from quotex.speakers.descriptions import contradict, fitness, same_trade
from quotex.speakers.entities import Entity
from quotex.speakers.mentions import POSSESSIVE, Mention
from quotex.speakers.nouns import Gender, gender_of
from quotex.speakers.ranking import Features
from quotex.wordlists import words

__all__ = ["MOST_BEARERS", "Description"]

MOST_BEARERS = 200
"""How many persons with a fitting role are looked at."""
WELL = 1.9
"""How well a description fits whose words say more than the trade."""
BETTER = 0.5
"""By how much more it must fit somebody to fit him better."""
OLD = re.compile(r"\b(\d{1,3})[\s-]+year[\s-]+old")


class Description:
    """A description of a person, such as "the minister": how well it fits somebody.

    bearers (Sequence[Entity]): the persons whose roles have its noun.
    """

    def __init__(
        self, mention: Mention, called: Mapping[int, set[str]], bearers: Sequence[Entity]
    ) -> None:
        self.mention = mention
        self.called = called
        self.bearers = bearers
        self.gender: Gender = gender_of(mention.head.text, "")
        self._words = mention.core.text.split()
        age = OLD.search(mention.core.text)
        self._age = age[1] if age else None

    @cached_property
    def best(self) -> float:
        """How well it fits whom it fits best of those named before it."""
        before = (
            e for e in self.bearers if e.namings and e.namings[0].start < self.mention.head.idx
        )
        return max((self.fitness(entity) for entity in before), default=0.0)

    def fitness(self, entity: Entity) -> float:
        """How well it fits the roles beside a name, 0 for not at all."""
        roles = entity.roles or [entity.described or ""]
        return max(fitness(self._words, self.mention.head.text, role) for role in roles)

    def fits(self, entity: Entity) -> bool:
        """True if a role of somebody's fits."""
        return entity.kind in {"person", "unknown"} and self.fitness(entity) > 0

    def excludes(self, entity: Entity) -> bool:
        """True for who is of another country, and for somebody with another role only.

        So is who is named later, and all but kin of "Kent's ambassador".
        """
        if contradict(self._words, self.mention.head.text, entity.roles):
            return True
        owner = self.mention.owner
        owned = owner is not None and owner.text[0].isupper() and owner.lower_ not in POSSESSIVE
        later = bool(entity.namings) and entity.namings[0].start > self.mention.head.idx
        return (owned or later) and bool(entity.roles) and not self.fits(entity)

    def of(self, entity: Entity) -> Features:
        """Features of a candidate."""
        fit = self.fitness(entity)
        owned = self.mention.owner is not None
        before = self.called.get(id(entity), ()) if self._age is None else ()
        age = self._age and self._age in entity.ages
        return {
            "of that age": float(bool(age)),
            "of no known age": float(bool(self._age) and not age),
            "fits": float(fit > 0),
            "fits well": float(fit >= WELL),
            "fitness": fit,
            "of another role": float(bool(entity.roles) and not fit),
            "fits another better": float(self.best - fit > BETTER),
            "owned and fits no more": float(owned and 0 < fit < WELL),
            "called so before": float(self.mention.noun in before),
            "called alike before": float(any(same_trade(n, self.mention.noun) for n in before)),
        }

    @property
    def nobody(self) -> Features:
        """What speaks for nobody whom the article names."""
        mention = self.mention
        return {
            "definite": float(mention.definite),
            "owned": float(mention.owner is not None),
            "often unnamed": float(mention.noun in words("anonymous")),
            "of an age": float(bool(self._age)),
            "long description": float(len(mention.core) > 3),
        }
