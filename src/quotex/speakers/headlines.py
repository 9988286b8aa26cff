"""Rules for the head of an article, where a speaker is described who is named further down."""

from __future__ import annotations

import re

from quotex.annotations import Statement
from quotex.speakers.descriptions import fitness
from quotex.speakers.entities import Entity
from quotex.speakers.mentions import Mention, mention_at
from quotex.speakers.nouns import gender_of, is_person_noun
from quotex.speakers.resolver import Answer, Case, Resolver, of_entity

__all__ = ["introduced", "repeated"]

HEAD = 3
"""How many paragraphs at the top can point to a name below them."""
MOST_IN_HEAD = 10
"""How many statements at the top can do so, where a text has no paragraphs."""
SOON = 4
"""How many paragraphs below the description the name stands at most."""
FEWEST_REPEATED = 3
"""Words in the shortest quotation that is known again."""
WELL = 1.0
"""How well the role must fit the description of somebody who is named only later."""


def repeated(resolver: Resolver, case: Case) -> Answer | None:
    """A headline quotes what is quoted again below, where its speaker is named.

    Minister: “Not one job is lost” … “Not one job is lost,” Ana Ruiz said.
    """
    if not _is_in_head(resolver, case) or (case.mention and not _is_description(case.mention)):
        return None
    words = quoted_words(resolver, case.statement)
    if len(words.split()) < FEWEST_REPEATED:
        return None
    for other in resolver.statements:
        mention = other.mention and mention_at(resolver.doc, other.mention, resolver.namings)
        naming = mention.head_name if mention else None
        if naming and other is not case.statement and words in quoted_words(resolver, other):
            entity = resolver.entities.of(naming)
            return of_entity(entity, "repeated") if entity else None
    return None


def introduced(resolver: Resolver, case: Case) -> Answer | None:
    """A person described in the lead and named soon after: A judge ruled … Judge Ana Ruiz said."""
    mention = case.mention
    if mention is None or mention.number == "many" or mention.owner is not None:
        return None
    if not _is_in_head(resolver, case) or not is_person_noun(mention.noun):
        return None
    fitting = [
        entity
        for entity in resolver.entities.with_trade(mention.noun)
        if entity.kind == "person"
        and _comes_soon(resolver, case, entity)
        and _fits(entity, mention)
    ]
    return of_entity(fitting[0], "introduced") if len(fitting) == 1 else None


def quoted_words(resolver: Resolver, statement: Statement) -> str:
    """The quoted words in lower case, without punctuation."""
    text = " ".join(resolver.text[start:end] for start, end in statement.verbatim)
    return " ".join(re.findall(r"\w+", text.casefold()))


def _is_in_head(resolver: Resolver, case: Case) -> bool:
    few = len(resolver.answers) < MOST_IN_HEAD
    return few and resolver.discourse.place(case.offset)[1] <= HEAD


def _is_description(mention: Mention) -> bool:
    return mention.head_name is None and mention.pronoun is None


def _comes_soon(resolver: Resolver, case: Case, entity: Entity) -> bool:
    """True if the first naming outside headlines stands behind, in one of the next paragraphs."""
    body = [naming for naming in entity.namings if not naming.headline]
    if not body or body[0].start < case.offset:
        return False
    here, there = resolver.discourse.place(case.offset), resolver.discourse.place(body[0].start)
    return there[1] - here[1] <= SOON


def _fits(entity: Entity, mention: Mention) -> bool:
    wanted = gender_of(mention.head.text, "")
    if "unknown" not in {wanted, entity.gender} and wanted != entity.gender:
        return False
    text = mention.core.text.split()
    return max(fitness(text, mention.head.text, role) for role in entity.roles) >= WELL
