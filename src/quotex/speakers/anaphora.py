"""Rules for mentions that point elsewhere: pronouns, and cues with no speaker of their own."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Token

from quotex.annotations import Offsets
from quotex.speakers.entities import Entity
from quotex.speakers.mentions import mention_at
from quotex.speakers.names import Naming
from quotex.speakers.nouns import Gender
from quotex.speakers.ranking import Candidate, Pointer
from quotex.speakers.resolver import (
    BODY_TYPES,
    HE_OR_SHE,
    Answer,
    Case,
    Resolver,
    can_be_body,
    can_be_person,
    of_entity,
)
from quotex.statements.cues import is_told

__all__ = ["context", "he_or_she", "implied", "other_pronoun", "relative", "they_or_it"]

CLIMBED = frozenset({"advcl", "xcomp", "conj", "pcomp", "prep", "acl", "ccomp"})
"""Relations from a verb without a subject up to the one whose subject it shares."""


def implied(resolver: Resolver, case: Case) -> Answer | None:
    """A cue without a subject of its own: that of its clause. Ana Ruiz left, saying so."""
    if case.mention is not None or case.statement.cue is None:
        return None
    subject = subject_above(resolver.doc.parsed, case.statement.cue)
    if subject is None:
        return Answer(rule="implied")
    first, last = subject.left_edge.idx, subject.idx + len(subject)
    mention = mention_at(resolver.doc, (first, last), resolver.namings)
    if mention is None:
        return Answer(rule="implied")
    answer = resolver.ask(Case(case.statement, mention, subject.idx, case.barred))
    answer.rule = "implied"
    return answer


def subject_above(doc: Doc, cue: Offsets) -> Token | None:
    """The subject that governs a participle or infinitive; None for who is told or asked."""
    span = doc.char_span(*cue, alignment_mode="expand")
    if span is None or not len(span) or not doc.has_annotation("DEP"):
        return None
    verb = span.root
    if is_told(verb):
        return None
    for _ in range(6):
        relations = {child.dep_: child for child in verb.children}
        if verb.tag_ == "VBN" and not relations.keys() & {"aux", "nsubj"}:
            return None
        if "auxpass" in relations or "nsubjpass" in relations:
            return None
        if "nsubj" in relations:
            return relations["nsubj"]
        if verb.head is verb or verb.dep_ not in CLIMBED:
            return None
        verb = verb.head
    return None


def context(resolver: Resolver, case: Case) -> Answer | None:
    """No cue, no mention: whoever spoke before. “It is late,” she said. “Too late.”"""
    if case.mention is not None:
        return None
    earlier = resolver.previous()
    if earlier is None or not case.statement.verbatim:
        return Answer(rule="context")
    answer = earlier[1]
    return Answer(answer.name, answer.type, answer.role, answer.entities, "context")


def he_or_she(resolver: Resolver, case: Case) -> Answer | None:
    """A pronoun for one person: the one spoken of last. Ana Ruiz resigned. “Enough,” she said."""
    pronoun = case.mention.pronoun or case.mention.leading_pronoun if case.mention else None
    if pronoun not in HE_OR_SHE:
        return None
    gender = HE_OR_SHE[pronoun]
    pointer = Pointer("he", case.offset, gender, case.barred, nobody={})
    candidates = resolver.rank(pointer, can_be_person, list(resolver.soon(case.offset)))
    known = [candidate for candidate in candidates if not _is_stranger(candidate)]
    if known and known[0].entity is not None and known[0].entity.gender in {gender, "unknown"}:
        candidates = known
    candidates = _turned_to_first(resolver, case, candidates, gender)
    entity = candidates[0].entity
    if entity is None:
        return Answer(type="person", rule="he_or_she", candidates=candidates)
    if entity.gender == "unknown":
        entity.gender = gender
    return of_entity(entity, "he_or_she", candidates)


def _turned_to_first(
    resolver: Resolver, case: Case, candidates: list[Candidate], gender: Gender
) -> list[Candidate]:
    """First the only one in the sentence before, its subject, if the likeliest spoke earlier.

    Example: Ana Ruiz said so. Eva Hale laughed. “Never,” she said.
    """
    best = candidates[0].trace
    if best is None or not best.spoke or best.back < 2:
        return candidates
    near = [c for c in candidates if c.trace is not None and c.trace.back < 2]
    near = [c for c in near if c.entity is not None and c.entity.gender in {gender, "unknown"}]
    turned = next((c for c in near if c.trace is not None and c.trace.subject), None)
    if turned is None or turned.entity is None or len({c.entity for c in near}) > 1:
        return candidates
    if _had_acted(resolver, turned.entity, case.offset):
        return candidates
    return [turned, *(candidate for candidate in candidates if candidate is not turned)]


def _had_acted(resolver: Resolver, entity: Entity, offset: int) -> bool:
    """True for who is told of as of the past: "Ruiz had left", which goes on about another."""
    index = bisect_left(entity.namings, offset, key=_start) - 1
    if index < 0:
        return False
    verb = resolver.doc.parsed[entity.namings[index].last - 1].head
    return any(child.lower_ in {"had", "has", "have"} for child in verb.lefts)


def _start(naming: Naming) -> int:
    return naming.start


def _is_stranger(candidate: Candidate) -> bool:
    """True for somebody unnamed in another paragraph, of whom the text says no gender."""
    entity, trace = candidate.entity, candidate.trace
    unnamed = entity is not None and not entity.name and entity.gender == "unknown"
    return unnamed and trace is not None and trace.paragraphs > 0


def they_or_it(resolver: Resolver, case: Case) -> Answer | None:
    """A pronoun for a group or body: the last such speaker. The ministry denied it, it said."""
    pronoun = case.mention.pronoun if case.mention else None
    if pronoun not in {"they", "it", "them", "these", "those", "this", "that"}:
        return None
    plural = pronoun in {"they", "them", "these", "those"}
    spoke = BODY_TYPES | {"group"} if plural else {"document"}
    here = resolver.discourse.place(case.offset)
    if pronoun == "they" and _is_one_unnamed(resolver, case):
        return Answer(type="person", rule="they_or_it")
    for earlier, answer in reversed(resolver.answers[-2:]):
        there = resolver.discourse.place(earlier.offset)
        fits = answer.type in spoke or (plural and len(answer.entities) > 1)
        if fits and here[0] - there[0] <= (3 if plural else 1):
            return Answer(answer.name, answer.type, answer.role, answer.entities, "they_or_it")
    if plural:
        return Answer(type="group", rule="they_or_it")
    pointer = Pointer("it", case.offset, barred=case.barred, nobody={})
    candidates = resolver.rank(pointer, can_be_body)
    entity = candidates[0].entity
    if entity is None:
        return Answer(rule="they_or_it", candidates=candidates)
    return of_entity(entity, "they_or_it", candidates)


def _is_one_unnamed(resolver: Resolver, case: Case) -> bool:
    """True where "they" goes on for one of no known gender: A source spoke. “…,” they added."""
    earlier = resolver.previous()
    if earlier is None or not case.statement.verbatim or not resolver.near(case, earlier[0], 1):
        return False
    spoke, answer = earlier[0].mention, earlier[1]
    unknown = [entity for entity in answer.entities if entity.gender == "unknown"]
    one = answer.type == "person" and answer.name is None and bool(unknown)
    return one and spoke is not None and spoke.number == "one"


def relative(resolver: Resolver, case: Case) -> Answer | None:
    """A relative pronoun: the name before it. Ana Ruiz, who said she would stay, left."""
    pronoun = case.mention.pronoun if case.mention else None
    if pronoun not in {"who", "which", "that"} or case.mention is None:
        return None
    index = case.mention.span.start - 1
    while index >= 0 and (resolver.doc[index].text in {",", ")"} or resolver.doc[index].is_space):
        index -= 1
    if index < 0:
        return Answer(type="group", rule="relative")
    entity = resolver.ending.get(index)
    if entity is not None and pronoun == "who" and entity.kind == "place":
        entity = resolver.person_before(index) or entity
    if entity is not None:
        return of_entity(entity)
    antecedent = resolver.doc.parsed[index]
    start = antecedent.left_edge.idx if antecedent.left_edge.i <= index else antecedent.idx
    span = (start, antecedent.idx + len(antecedent))
    mention = mention_at(resolver.doc, span, resolver.namings)
    if mention is None or mention.pronoun:
        return Answer(type="group", rule="relative")
    return resolver.ask(Case(case.statement, mention, case.offset, case.barred))


def other_pronoun(_resolver: Resolver, case: Case) -> Answer | None:
    """I, we and you stand for nobody that the article names."""
    pronoun = case.mention.pronoun if case.mention else None
    if pronoun is None:
        return None
    many = pronoun in {"we", "you", "us", "our", "your"}
    return Answer(type="group" if many else "unknown", rule="other_pronoun")
