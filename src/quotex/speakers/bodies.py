"""Rules for bodies and what they write: offices, reports, "the ministry"."""

from __future__ import annotations

from spacy.tokens import Token

from quotex.speakers.entities import Entity
from quotex.speakers.mentions import Mention
from quotex.speakers.nouns import is_person_noun
from quotex.speakers.phrases import joint_name, row_from
from quotex.speakers.resolver import HE_OR_SHE, Answer, Case, Resolver, can_be_person, of_entity
from quotex.speakers.roles import POSSESSIVES, before
from quotex.wordlists import words

__all__ = ["article", "author", "body", "document", "office"]

BODY_TYPES = frozenset({"organization", "outlet"})
MOST_TEXTS = 50
"""How many other mentions of a report are looked at for its author."""
OWN_WORDS = frozenset(
    {"statement", "letter", "email", "e-mail", "tweet", "post", "release", "memo"}
)
"""Texts that go on speaking for whoever was quoted before."""
PIECES = frozenset({"editorial", "article", "story", "piece", "column"})
"""Texts that are their outlet's own words."""
GENERIC = frozenset({"company", "firm", "group", "business", "team", "campaign", "party", "club"})
"""Nouns for bodies of every name: "Fast Company" is not the company."""


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
            case.offset, can_be_person, HE_OR_SHE[owner.lower_], case.barred
        )
    elif owner is not None or mention.noun == "campaign":
        for naming in mention.names:
            found = resolver.entities.of(naming)
            if found is not None and found.kind == "person":
                entity = found
    if entity is None:
        return None
    return Answer(f"{entity.name}'s {mention.head.text}", "organization", rule="office")


def document(resolver: Resolver, case: Case) -> Answer | None:
    """A text that speaks: "a report by the Okafor Institute"; its name is the body behind it."""
    mention = case.mention
    if mention is None or mention.noun not in words("documents") or is_person_noun(mention.noun):
        return None
    if mention.head_name is not None and not mention.indefinite:
        return None
    within = mention.head_name
    if within is not None and len(within.parts) > 1:
        return Answer(" ".join(within.parts[:-1]), "document")
    authors = _authors_behind(resolver, mention)
    if authors:
        return Answer(joint_name(authors), "document", authors[0].role)
    entity = author(resolver, mention.head) or _reporter(resolver, mention)
    if entity is not None:
        return Answer(entity.name, "document", entity.role)
    rule = None
    if mention.definite or len(mention.core) == 1:
        rule = "document"
        entity = _author_anywhere(resolver, mention.noun)
        if entity is not None:
            return Answer(entity.name, "document", entity.role, (), rule)
        spoke = resolver.previous()
        if spoke is not None and mention.noun in OWN_WORDS and resolver.near(case, spoke[0], 2):
            return Answer(spoke[1].name, "document", spoke[1].role, (), rule)
    return Answer(None, "document", None, (), rule)


def _authors_behind(resolver: Resolver, mention: Mention) -> list[Entity]:
    """Several authors: "a study by Ruiz and Okafor"."""
    for place, naming in enumerate(mention.names):
        if naming.first > mention.head.i:
            link = resolver.doc[mention.head.i + 1].lower_
            row = row_from(mention, place) if link in {"by", "from"} else []
            return [entity for entity in map(resolver.entities.of, row) if entity is not None]
    return []


def article(resolver: Resolver, case: Case) -> Answer | None:
    """A piece that speaks for its outlet: "an article in the Kent Herald", "the editorial"."""
    mention = case.mention
    if mention is None or mention.noun not in PIECES:
        return None
    for naming in mention.names:
        entity = resolver.entities.of(naming)
        if entity is not None and entity.kind == "outlet":
            return of_entity(entity)
    if not mention.definite:
        return None
    entity = resolver.discourse.salient(case.offset, _can_be_outlet)
    return of_entity(entity, "article") if entity else None


def author(resolver: Resolver, head: Token) -> Entity | None:
    """Who issued the text that `head` names: "report by X", "X's report", "the X report"."""
    doc = resolver.doc
    if head.i + 1 < len(doc) and doc[head.i + 1].lower_ in {"by", "from"}:
        for index in range(head.i + 2, min(head.i + 6, len(doc))):
            entity = resolver.starting.get(doc[index].i)
            if entity is not None:
                return entity
    index = before(doc, head.i)
    steps = 0
    while index >= 0 and steps < 3:
        entity = resolver.ending.get(index)
        own = index + 1 < len(doc) and doc[index + 1].text in POSSESSIVES
        if entity is not None and (own or entity.kind != "place" or _is_initials(entity.name)):
            return entity
        if doc[index].text not in POSSESSIVES and doc[index].pos_ not in {"NOUN", "ADJ"}:
            return None
        index, steps = before(doc, index), steps + 1
    return None


def _author_anywhere(resolver: Resolver, noun: str) -> Entity | None:
    """Who issued a text of this kind, where the article says so anywhere."""
    for token in resolver.nouns.get(noun, [])[:MOST_TEXTS]:
        entity = author(resolver, token)
        if entity is not None and entity.kind in BODY_TYPES:
            return entity
    return None


def _reporter(resolver: Resolver, mention: Mention) -> Entity | None:
    """A body elsewhere in the phrase: "a study published by the Okafor Institute"."""
    for naming in mention.names:
        entity = resolver.entities.of(naming)
        link = resolver.doc[before(resolver.doc, naming.first)].lower_
        behind = naming.first > mention.head.i and link in {"by", "from", "the"}
        if behind and entity is not None and entity.kind in BODY_TYPES:
            return entity
    return None


def _is_initials(name: str) -> bool:
    letters = name.replace(".", "")
    return letters.isupper() and len(letters) > 2


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
        start = own[0].first
        name = resolver.doc[start : mention.head.i + 1].text
        known = resolver.entities.body(name)
        return of_entity(known) if known else Answer(name, kind)
    if mention.number == "many":
        return Answer(None, kind)
    if mention.noun in {"board", "panel"} and mention.owner is not None:
        return Answer(None, kind)
    if not mention.definite and mention.owner is None:
        return Answer(None, kind)
    holding = [e for e in resolver.entities.with_word(mention.noun) if e.kind != "person"]
    if mention.noun in GENERIC:
        holding = []
    entity = None
    if not holding and mention.noun not in GENERIC:
        phrase = _phrase_anywhere(resolver, mention.noun)
        if phrase is not None:
            return Answer(phrase, kind, None, (), "body")
    if holding:
        entity = resolver.discourse.salient(case.offset, set(holding).__contains__)
        entity = entity or holding[0]
    else:
        wanted = _can_be_outlet if kind == "outlet" else _can_be_organization
        entity = resolver.discourse.salient(case.offset, wanted, "unknown", case.barred)
    return of_entity(entity, "body") if entity else Answer(None, kind, rule="body")


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


def _can_be_outlet(entity: Entity) -> bool:
    return entity.kind == "outlet"


def _can_be_organization(entity: Entity) -> bool:
    return entity.kind in {"organization", "unknown"}
