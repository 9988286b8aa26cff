"""Rules for bodies: offices of somebody named, "the ministry", "the company"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quotex.speakers.entities import Entity
from quotex.speakers.mentions import Mention
from quotex.speakers.names import Naming
from quotex.speakers.nouns import is_person_noun
from quotex.speakers.persons import Kind
from quotex.speakers.ranking import Features, Pointer
from quotex.speakers.resolver import (
    BODY_TYPES,
    HE_OR_SHE,
    TYPES,
    Answer,
    Case,
    Resolver,
    can_be_body,
    is_named_person,
    of_entity,
)
from quotex.speakers.roles import POSSESSIVES, before
from quotex.wordlists import bare, fold, words

__all__ = ["MOST_TEXTS", "body", "can_be_outlet", "is_initials", "office"]

MOST_TEXTS = 50
"""How many mentions of a report are looked at for its author, or bodies for "the ministry"."""
INITIALS = "ABC"
"""Stands in `bodies_by_noun` for a name that is initials."""
GENERIC = frozenset({"body", "group", "organization", "organisation", "team", "campaign"})
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
        pointer = Pointer("he", case.offset, HE_OR_SHE[owner.lower_], case.barred)
        candidates = resolver.rank(pointer, is_named_person)
        entity = candidates[0].entity if candidates else None
    elif owner is not None or mention.noun == "campaign":
        for naming in mention.names:
            found = resolver.entities.of(naming)
            if found is not None and found.kind == "person":
                entity = found
    elif mention.definite and mention.noun == "office":
        entity = _owner_before(resolver, mention)
    if entity is None:
        return None
    return Answer(f"{entity.name}'s {mention.head.text}", "organization", rule="office")


def _owner_before(resolver: Resolver, mention: Mention) -> Entity | None:
    """Whose "the office" is, if the paragraph has spoken of "Ruiz's office"."""
    _, here = resolver.discourse.place(mention.head.idx)
    owned = resolver.owned(mention.noun)
    last = bisect_left(owned, mention.head.i) - 1
    if last < 0 or resolver.discourse.place(resolver.doc[owned[last]].idx)[1] < here:
        return None
    entity = resolver.ending.get(owned[last] - 2)
    return entity if entity is not None and entity.kind == "person" else None


def body(resolver: Resolver, case: Case) -> Answer | None:
    """A body by its kind: "the ministry", "the company", "China's commerce ministry"."""
    mention = case.mention
    if mention is None:
        return None
    if mention.noun not in words("organizations", "outlets"):
        return _by_last_word(resolver, case, mention)
    if is_person_noun(mention.noun) and not mention.definite:
        return None
    kind: Kind = "outlet" if mention.noun in words("outlets") else "organization"
    own = [n for n in mention.names if n.first < mention.head.i and n.last <= mention.head.i]
    own = [n for n in own if resolver.doc[n.last].text != "-"]  # "the Kent-based group"
    where = bool(own) and _says_where(own[0], mention)
    if own and not where and mention.number == "one":
        if own[0].kind != "place" and own[0].last == mention.head.i and _is_kind(mention.noun):
            return of_entity(resolver.entities.of(own[0]) or Entity(own[0].text, kind))
        name = resolver.doc.text_of(own[0].first, mention.head.i + 1)
        return of_entity(resolver.entities.body(name) or resolver.coined(name, kind))
    phrase = None if where else _own_name(mention)
    if phrase and mention.number == "one":
        return of_entity(resolver.coined(phrase, kind))
    owned_board = mention.noun in {"board", "panel"} and mention.owner is not None
    pointing = mention.definite or mention.owner is not None
    if mention.number == "many" or owned_board or not pointing:
        return Answer(None, kind)
    return _body_meant(resolver, case, mention.noun, kind, owned=mention.owner is not None)


def _by_last_word(resolver: Resolver, case: Case, mention: Mention) -> Answer | None:
    """A body whose name ends in the noun: "the forum", of the Kent Growers Forum."""
    if not mention.definite or len(mention.core) != 2 or is_person_noun(mention.noun):
        return None
    found = resolver.entities.with_word(mention.noun)[:MOST_TEXTS]
    ending = [e for e in found if " " in e.name and bare(e.name.split()[-1]) == mention.noun]
    entity = resolver.entities.nearest(ending, case.offset)
    return of_entity(entity, "body") if entity is not None and entity.kind != "person" else None


def _says_where(naming: Naming, mention: Mention) -> bool:
    """True for the "Kent" of "the Kent company", which says where and is no part of a name."""
    first, noun = naming.first - mention.core.start, mention.noun
    place = naming.kind == "place" and first == 1 and naming.last == mention.head.i
    return place and mention.definite and noun in words("bodies_generic")


def _is_kind(noun: str) -> bool:
    """True for a noun that is no part of the name before it: "the Halcyon airline"."""
    return noun in words("outlets") or not _named_after(noun)


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
    return mention.core.doc.text_of(first, mention.head.i + 1) if named else None


def _body_meant(resolver: Resolver, case: Case, noun: str, kind: Kind, *, owned: bool) -> Answer:
    """Which body a noun means: one whose name has it, else the last one that it fits."""
    closed = _named_after(noun)
    if closed and not _holding(resolver, frozenset({noun})):
        phrase = _phrase_anywhere(resolver, noun)
        if phrase is not None:
            return of_entity(resolver.coined(phrase, kind), "body")
    holding = _holding(resolver, closed or frozenset({noun}))
    about = _About(noun, closed, frozenset(map(fold, closed)), resolver.called)
    nobody = {
        "owned": float(owned),
        "named after its kind": float(bool(closed)),
        "none has the word": float(bool(closed) and not holding),
        noun if noun in GENERIC else "another noun": 1.0,
    }
    pointer = Pointer("body", case.offset, barred=case.barred, about=about.of, nobody=nobody)

    def fits(entity: Entity) -> bool:
        """A body without a name only if it was called so before: "the school" is no district."""
        if noun not in words("polities") and resolver.is_place(entity):
            return False
        return can_be_body(entity) and (bool(entity.name) or entity.described == noun)

    candidates = resolver.rank(pointer, fits, holding)
    entity = candidates[0].entity
    if entity is None:
        return Answer(None, kind, rule="body", candidates=candidates)
    of_kind = TYPES[entity.kind] if entity.kind in BODY_TYPES else kind
    name = entity.name or None
    return Answer(name, of_kind, entity.role, (entity,), "body", candidates)


@dataclass(frozen=True, slots=True)
class _About:
    """What a noun for a body says of each body that it can mean."""

    noun: str
    closed: frozenset[str]
    """The words of which a body's name must hold one."""
    folded: frozenset[str]
    called: Mapping[int, set[str]]

    def of(self, entity: Entity) -> Features:
        """Features of a candidate."""
        closed = self.closed
        parts = [bare(part) for part in entity.name.split()]
        initials = INITIALS in closed and is_initials(entity.name)
        holding = entity.kind != "person" and not self.folded.isdisjoint(entity.words)
        fits = holding or initials
        other = not closed and not (_other_words() - _own_words(self.noun)).isdisjoint(parts)
        outlet = self.noun in words("outlets")
        more = bool(entity.words - {self.noun})
        has_noun = more and any(word.endswith(self.noun) for word in entity.words) and not closed
        return {
            "has the word": float(holding),
            "initials": float(initials),
            "must have another word": float(bool(closed) and not fits),
            "has its noun": float(has_noun),
            "has the word of another kind": float(
                other and not has_noun and self.noun not in GENERIC
            ),
            "a company's name": float(bool(parts) and parts[-1] in words("companies")),
            "called so before": float(self.noun in self.called.get(id(entity), ())),
            "outlet for outlet": float(outlet and entity.kind == "outlet"),
            "no outlet for outlet": float(outlet and entity.kind != "outlet"),
            "outlet for another": float(not outlet and entity.kind == "outlet"),
        }


@cache
def _nouns_in_names() -> dict[str, frozenset[str]]:
    """For each noun of `bodies_by_noun`, the words in the names of those that it can mean."""
    lines = [line.split() for line in words("bodies_by_noun")]
    return {noun: frozenset(fitting) for noun, *fitting in lines}


@cache
def _other_words() -> frozenset[str]:
    """The words in names of bodies that are no companies."""
    return frozenset().union(*_nouns_in_names().values())


def _own_words(noun: str) -> frozenset[str]:
    """The words in the names of others that such a body can have, too: "movement" for a party."""
    lines = [line.split() for line in words("bodies_open")]
    return next((frozenset(own) for first, *own in lines if first == noun), frozenset())


def _named_after(noun: str) -> frozenset[str]:
    """The words of which a body's name must hold one; none for "company" or "airline"."""
    return _nouns_in_names().get(noun, frozenset())


def _holding(resolver: Resolver, wanted: frozenset[str]) -> list[Entity]:
    """The bodies with one of these words in their names; of very many the first."""
    found: dict[Entity, None] = {}
    for word in sorted(wanted):
        for entity in resolver.entities.with_word(word):
            if len(found) == MOST_TEXTS:
                break
            if entity.kind != "person":
                found[entity] = None
    return list(found)


def _phrase_anywhere(resolver: Resolver, noun: str) -> str | None:
    """The phrase that names such a body elsewhere: "China's commerce ministry"."""
    doc = resolver.doc
    for token in resolver.tokens_of(noun)[:MOST_TEXTS]:
        index = before(doc, token.i)
        while index >= 0 and doc[index].pos_ in {"NOUN", "ADJ"} and token.i - index < 4:
            index = before(doc, index)
        if index > 0 and doc[index].text in POSSESSIVES:
            entity = resolver.ending.get(index - 1)
            if entity is not None and entity.kind != "person":
                return " ".join(doc.text_of(index - len(entity.name.split()), token.i + 1).split())
    return None


def is_initials(name: str) -> bool:
    """True for "FBI" and "U.S.D.A."."""
    letters = name.replace(".", "")
    return letters.isupper() and letters.isalpha() and 2 < len(letters) < 7


def can_be_outlet(entity: Entity) -> bool:
    return entity.kind == "outlet"
