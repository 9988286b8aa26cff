"""Rules for what is written: reports, statements, articles, and the bodies behind them."""

from __future__ import annotations

from quotex.annotations import Statement
from quotex.speakers.bodies import MOST_TEXTS, can_be_outlet, is_initials
from quotex.speakers.entities import Entity
from quotex.speakers.mentions import Mention, mention_at
from quotex.speakers.nouns import is_person_noun
from quotex.speakers.ranking import Pointer
from quotex.speakers.resolver import BODY_TYPES, Answer, Case, Resolver, of_entity
from quotex.speakers.roles import POSSESSIVES, before, breaks
from quotex.speakers.rows import joint_name, row_from
from quotex.tokens import FINITE, Token
from quotex.wordlists import words

__all__ = ["article", "author", "document"]

FARTHEST_ISSUER = 14
"""Tokens from a report to the body that issued it."""
LONGEST_WITHIN = 6
"""Tokens from "in" to the text that somebody speaks in."""
MOST_SPOKEN = 5
"""How many of the last statements, and mentions of a text, are looked at."""
SOON = 4
"""Sentences back to who spoke in a text."""
STOPS = frozenset('.;:?!()"“”') | {"``", "''"}
AFFILIATED = frozenset({"at", "of", "from", "with"})
"""What stands between authors and their body: "economists at Kent University"."""
OWN_WORDS = frozenset(
    {"statement", "letter", "email", "e-mail", "tweet", "post", "release", "memo"}
)
"""Texts that go on speaking for whoever was quoted before."""
OWNERS = frozenset({"his", "her"})
PLACES = frozenset({"state", "country", "city", "county"})
"""Bodies that are meant as places when something is theirs: "the country's finances"."""
PIECES = frozenset({"editorial", "article", "story", "piece", "column"})
"""Texts that are their outlet's own words."""


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
    entity = entity or _issuer(resolver, mention)
    if entity is not None:
        return Answer(entity.name, "document", entity.role)
    owner = _owner(resolver, case, mention)
    if owner is not None:
        return Answer(owner.name, "document", owner.role, (), "document")
    rule = None
    within_own = mention.core[0].lower_ == "in"
    if mention.definite or mention.owner is not None or within_own or len(mention.core) == 1:
        rule = "document"
        spoken = _spoken_in(resolver, case, mention)
        if spoken is not None:
            return Answer(spoken.name, "document", spoken.role, (), rule)
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
    candidates = resolver.rank(Pointer("it", case.offset), can_be_outlet)
    entity = candidates[0].entity if candidates else None
    return of_entity(entity, "article", candidates) if entity else None


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
        if entity is not None and (own or entity.kind != "place" or is_initials(entity.name)):
            return entity
        if doc[index].text not in POSSESSIVES and doc[index].pos_ not in {"NOUN", "ADJ"}:
            return None
        index, steps = before(doc, index), steps + 1
    return None


def _owner(resolver: Resolver, case: Case, mention: Mention) -> Answer | None:
    """Whose a text is, if a noun or pronoun says so: "the club's own report", "her letter"."""
    owner, doc = mention.owner, resolver.doc
    if owner is None:
        return None
    if owner.lower_ in OWNERS:
        pointing = owner.i, owner.i + 1
    elif owner.text[0].islower():
        pointing = mention.core.start, owner.i + 1
    else:
        return None
    whose = mention_at(doc, (doc[pointing[0]].idx, doc[pointing[1] - 1].end), resolver.namings)
    if whose is None or whose.noun in words("documents") | PLACES:
        return None
    statement = Statement([], case.statement.verbatim, None, None, "", 0.0)
    answer = resolver.ask(Case(statement, whose, whose.head.idx, case.barred))
    return answer if answer.name is not None else None


def _spoken_in(resolver: Resolver, case: Case, mention: Mention) -> Answer | None:
    """Whoever spoke in this text before: In its report the bank said so. The report added more."""
    for earlier, answer in reversed(resolver.answers[-MOST_SPOKEN:]):
        if not resolver.near(case, earlier, SOON):
            return None
        sentence = resolver.discourse.place(earlier.offset)[0]
        for token in resolver.tokens_before(mention.noun, mention.head.i, MOST_SPOKEN):
            if resolver.discourse.place(token.idx)[0] == sentence and _is_within(resolver, token):
                return answer
    return None


def _is_within(resolver: Resolver, head: Token) -> bool:
    """True for the "report" of "In its annual report"."""
    for index in range(head.i - 1, max(-1, head.i - LONGEST_WITHIN), -1):
        if resolver.doc[index].lower_ == "in":
            return True
        if resolver.doc[index].pos_ not in {"DET", "PRON", "ADJ", "NOUN", "PUNCT", "NUM", ""}:
            return False
    return False


def _author_anywhere(resolver: Resolver, noun: str) -> Entity | None:
    """Who issued a text of this kind, where the article says so anywhere."""
    for token in resolver.tokens_of(noun)[:MOST_TEXTS]:
        entity = author(resolver, token)
        if entity is not None and entity.kind in BODY_TYPES:
            return entity
    return None


def _issuer(resolver: Resolver, mention: Mention) -> Entity | None:
    """The body behind the phrase: "A report", of "A report released on Monday by the NRK"."""
    doc = resolver.doc
    for index in range(mention.head.i + 1, min(mention.head.i + FARTHEST_ISSUER, len(doc) - 2)):
        token = doc[index]
        if token.tag_ in FINITE or token.text in STOPS or breaks(token):
            return None
        if token.lower_ in {"by", "from"}:
            start = index + 1 + (doc[index + 1].lower_ == "the")
            entity = resolver.starting.get(start)
            if entity is not None and entity.kind in BODY_TYPES:
                return entity
            at = (i for i in range(start, min(start + 4, len(doc))) if doc[i].lower_ in AFFILIATED)
            for place in at:
                entity = resolver.starting.get(place + 1 + (doc[place + 1].lower_ == "the"))
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
