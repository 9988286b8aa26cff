"""Whom a description means: the person whose role it fits, and who was spoken of last."""

from __future__ import annotations

from quotex.speakers.descriptions import fitness
from quotex.speakers.discourse import Discourse
from quotex.speakers.entities import Entities, Entity
from quotex.speakers.mentions import Mention
from quotex.speakers.nouns import gender_of

__all__ = ["by_role"]

OWNED = 1.9
"""How well "its vice president" must fit a role, when another's vice president will not do."""
MOST_CANDIDATES = 200
"""How many persons with a fitting role are looked at."""
NOBODY: frozenset[int] = frozenset()


def by_role(
    entities: Entities,
    discourse: Discourse,
    mention: Mention,
    offset: int,
    barred: frozenset[int] = NOBODY,
) -> Entity | None:
    """The person whose role a description fits: "the minister" is "Foreign Minister Ana Ruiz"."""
    text = mention.core.text.split()
    wanted = gender_of(mention.head.text, "")
    least = OWNED if mention.owner is not None else 0.0
    fits: dict[Entity, float] = {}
    for entity in entities.with_trade(mention.noun)[:MOST_CANDIDATES]:
        if entity.kind in {"person", "unknown"} and entity.roles:
            fit = max(fitness(text, mention.head.text, role) for role in entity.roles)
            if fit > least and (wanted == "unknown" or entity.gender in {wanted, "unknown"}):
                fits[entity] = fit
    bonus = {id(entity): discourse.weights.shared_word * fit for entity, fit in fits.items()}
    found = discourse.salient(offset, fits.__contains__, wanted, barred, bonus)
    return found or max(fits, key=fits.__getitem__, default=None)
