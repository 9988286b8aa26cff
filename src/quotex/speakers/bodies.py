"""Rules for bodies: offices of somebody named, "the ministry", "the company"."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from quotex.speakers.entities import Entity
from quotex.speakers.nouns import is_person_noun
from quotex.speakers.resolver import (
    HE_OR_SHE,
    TYPES,
    Answer,
    Case,
    Resolver,
    is_named_person,
    of_entity,
)
from quotex.speakers.roles import POSSESSIVES, before
from quotex.wordlists import bare, words

__all__ = ["BODY_TYPES", "MOST_TEXTS", "body", "can_be_outlet", "is_initials", "office"]

BODY_TYPES = frozenset({"organization", "outlet"})
MOST_TEXTS = 50
"""How many other mentions of a report are looked at for its author."""
INITIALS = "ABC"
"""Stands in `bodies_by_noun` for a name that is initials."""
GENERIC = frozenset({"group", "organization", "organisation", "team", "campaign", "party", "club"})
"""Nouns for bodies of every name."""


def office(resolver: Resolver, case: Case) -> Answer | None:
    """The campaign or office of somebody named: "Ana Ruiz's campaign", "his office"."""
    mention = case.mention
    if mention is None or mention.noun not in {
        "campaign",
        "office",
        "administration",
        "team",
        "camp",
    }:
        return None
    owner = mention.owner
    entity = None
    if owner is not None and owner.lower_ in HE_OR_SHE:
        entity = resolver.discourse.salient(
            case.offset, is_named_person, HE_OR_SHE[owner.lower_], case.barred
        )
    elif owner is not None or mention.noun == "campaign":
        for naming in mention.names:
            found = resolver.entities.of(naming)
            if found is not None and found.kind == "person":
                entity = found
    if entity is None:
        return None
    return Answer(f"{entity.name}'s {mention.head.text}", "organization", rule="office")


def body(resolver: Resolver, case: Case) -> Answer | None:
    """A body by its kind: "the ministry", "the company", "China's commerce ministry"."""
    mention = case.mention
    if mention is None or mention.noun not in words("organizations", "outlets"):
        return None
    if is_person_noun(mention.noun) and not mention.definite:
        return None
    kind = "outlet" if mention.noun in words("outlets") else "organization"
    own = [n for n in mention.names if n.first < mention.head.i and n.last <= mention.head.i]
    if own and mention.number == "one":
        name = resolver.doc[own[0].first : mention.head.i + 1].text
        known = resolver.entities.body(name)
        return of_entity(known) if known else Answer(name, kind)
    phrase = _own_name(mention)
    if phrase and mention.number == "one":
        return Answer(phrase, kind)
    owned_board = mention.noun in {"board", "panel"} and mention.owner is not None
    pointing = mention.definite or mention.owner is not None
    if mention.number == "many" or owned_board or not pointing:
        return Answer(None, kind)
    return _body_meant(resolver, case, mention.noun, kind)


def _own_name(mention: Mention) -> str | None:
    """The name in a phrase whose head is a small word: "the Harbour safety committee"."""
    first = mention.core.start
    while first < mention.head.i and not mention.core.doc[first].text[0].isupper():
        first += 1
    modifiers = mention.core.doc[first : mention.head.i]
    opener = first == mention.core.start and modifiers and modifiers[0].tag_ not in {"NNP", "NNPS"}
    if opener or any(bare(token.text) in words("nationalities") for token in modifiers):
        return None
    named = modifiers and all(token.tag_ in {"NNP", "NN", "NNPS"} for token in modifiers)
    return mention.core.doc[first : mention.head.i + 1].text if named else None


def _body_meant(resolver: Resolver, case: Case, noun: str, kind: str) -> Answer:
    """Which body a noun means: one whose name has it, else the last one that it fits."""
    closed = _named_after(noun)
    if closed and not _holding(resolver, frozenset({noun})):
        phrase = _phrase_anywhere(resolver, noun)
        if phrase is not None:
            return Answer(phrase, kind, None, (), "body")
    holding = _holding(resolver, closed)
    fits = _fitting(noun, frozenset(holding))
    entity = resolver.discourse.salient(case.offset, fits, "unknown", case.barred)
    if entity is None and holding:
        entity = holding[0]
    if entity is None:
        return Answer(None, kind, rule="body")
    of_kind = TYPES[entity.kind] if entity.kind in BODY_TYPES else kind
    return Answer(entity.name, of_kind, entity.role, (entity,), "body")


def _fitting(noun: str, holding: frozenset[Entity]) -> Callable[[Entity], bool]:
    """Which bodies a noun can mean: those of its kind, or any company."""
    closed = _named_after(noun)
    if noun in words("outlets"):
        return can_be_outlet
    if INITIALS in closed:
        return lambda entity: entity in holding or _has_initials(entity)
    if closed:
        return holding.__contains__
    return _can_be_organization if noun in GENERIC else _can_be_company


@cache
def _nouns_in_names() -> dict[str, frozenset[str]]:
    """For each noun of `bodies_by_noun`, the words in the names of those that it can mean."""
    lines = [line.split() for line in words("bodies_by_noun")]
    return {noun: frozenset(fitting) for noun, *fitting in lines}


@cache
def _other_words() -> frozenset[str]:
    """The words in names of bodies that are no companies."""
    return frozenset().union(*_nouns_in_names().values())


def _named_after(noun: str) -> frozenset[str]:
    """The words of which a body's name must hold one; none for "company" or "airline"."""
    return _nouns_in_names().get(noun, frozenset())


def _holding(resolver: Resolver, wanted: frozenset[str]) -> list[Entity]:
    """The bodies with one of these words in their names."""
    found = (entity for word in sorted(wanted) for entity in resolver.entities.with_word(word))
    return [entity for entity in dict.fromkeys(found) if entity.kind != "person"]


def _phrase_anywhere(resolver: Resolver, noun: str) -> str | None:
    """The phrase that names such a body elsewhere: "China's commerce ministry"."""
    doc = resolver.doc
    for token in resolver.nouns.get(noun, [])[:MOST_TEXTS]:
        index = before(doc, token.i)
        while index >= 0 and doc[index].pos_ in {"NOUN", "ADJ"} and token.i - index < 4:
            index = before(doc, index)
        if index > 0 and doc[index].text in POSSESSIVES:
            entity = resolver.ending.get(index - 1)
            if entity is not None and entity.kind != "person":
                return " ".join(doc[index - len(entity.name.split()) : token.i + 1].text.split())
    return None


def is_initials(name: str) -> bool:
    """True for "FBI" and "U.S.D.A."."""
    letters = name.replace(".", "")
    return letters.isupper() and letters.isalpha() and 2 < len(letters) < 7


def can_be_outlet(entity: Entity) -> bool:
    return entity.kind == "outlet"


def _can_be_organization(entity: Entity) -> bool:
    return entity.kind in {"organization", "unknown"} and bool(entity.name)


def _has_initials(entity: Entity) -> bool:
    return _can_be_organization(entity) and is_initials(entity.name)


def _can_be_company(entity: Entity) -> bool:
    """False for a body whose name says what else it is: "Labor Department"."""
    parts = {bare(part) for part in entity.name.split()}
    return _can_be_organization(entity) and _other_words().isdisjoint(parts)
