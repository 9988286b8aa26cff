"""The walk through a document that answers, statement by statement, who speaks.

Namings, pronouns and statements are met in text order, so that what a pronoun points back to is
known when it comes. The rules themselves are handed in (`speakers.RULES`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Token

from quotex.annotations import Offsets, Quotation, Statement
from quotex.speakers.discourse import Discourse
from quotex.speakers.entities import Entities, Entity
from quotex.speakers.mentions import Mention, mention_at
from quotex.speakers.names import Naming, gather, tokens_in
from quotex.speakers.nouns import Gender, singular
from quotex.speakers.persons import Kind

__all__ = ["HE_OR_SHE", "TYPES", "Answer", "Case", "Resolver", "Rule", "can_be_person", "of_entity"]

HE_OR_SHE: dict[str, Gender] = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
TYPES: dict[Kind, str] = {
    "person": "person",
    "organization": "organization",
    "outlet": "outlet",
    "place": "organization",
    "unknown": "person",
}


@dataclass(slots=True)
class Answer:
    """Who a mention is."""

    name: str | None = None
    type: str = "unknown"
    role: str | None = None
    entities: tuple[Entity, ...] = ()
    rule: str | None = None
    """Name of the rule, if the words of the mention alone did not say it."""


@dataclass(slots=True)
class Case:
    """A statement whose speaker is asked for, and its mention taken apart."""

    statement: Statement
    mention: Mention | None
    offset: int
    barred: frozenset[int] = field(default_factory=frozenset)


class Resolver:
    """Walks through one document and answers who made each of its statements."""

    def __init__(
        self,
        doc: Doc,
        quotations: list[Quotation],
        statements: list[Statement],
        rules: tuple[Rule, ...],
        outlets: frozenset[str] = frozenset(),
    ) -> None:
        self.doc = doc
        self.rules = rules
        self.statements = statements
        self.quoted = [part for quotation in quotations for part in quotation.parts]
        self.quoted += [part for statement in statements for part in statement.verbatim]
        self.namings = gather(doc, self.quoted, outlets)
        self.entities = Entities(doc, self.namings)
        self.discourse = Discourse(doc)
        self.answers: list[tuple[Case, Answer]] = []

    def resolve(self) -> None:
        """Fill in name, type and role of every statement."""
        for _, event in sorted(self._events(), key=_offset):
            if isinstance(event, Naming):
                self._see_naming(event)
            elif isinstance(event, Token):
                self._see_pronoun(event)
            else:
                self._answer(event)
        for case, answer in self.answers:
            if answer.role is None and len(answer.entities) == 1:
                case.statement.role = answer.entities[0].role

    def _events(self) -> list[tuple[int, Naming | Token | Case]]:
        """Namings, pronouns outside quotations and statements, each with its offset."""
        events: list[tuple[int, Naming | Token | Case]] = []
        taken: set[int] = set()
        for statement in self.statements:
            mention = statement.mention and mention_at(self.doc, statement.mention, self.namings)
            offset = mention.span.start_char if mention else statement.content[0][0]
            if mention and mention.pronoun:
                taken.add(mention.span.start_char)
            events.append((offset, Case(statement, mention or None, offset)))
        events += [(naming.start, naming) for naming in self.namings]
        for token in self.doc:
            free = token.idx not in taken and token.i not in self.inside_quotes
            if token.lower_ in HE_OR_SHE and free:
                events.append((token.idx, token))
        return events

    @cached_property
    def inside_quotes(self) -> set[int]:
        """Indices of the tokens in quotation marks."""
        return tokens_in(self.doc, self.quoted)

    def _see_naming(self, naming: Naming) -> None:
        entity = self.entities.of(naming)
        if entity is None:
            return
        behind = self.doc[naming.last] if naming.last < len(self.doc) else None
        self.discourse.see(
            naming.start,
            entity,
            subject=is_subject(self.doc[naming.last - 1]),
            quoted=naming.quoted,
            possessor=behind is not None and behind.text in {"'s", "’s"},
        )

    def _see_pronoun(self, token: Token) -> None:
        entity = self.discourse.salient(token.idx, can_be_person, HE_OR_SHE[token.lower_])
        if entity is not None:
            possessor = token.lower_ in {"his", "hers"} or token.tag_ == "PRP$"
            self.discourse.see(
                token.idx, entity, subject=is_subject(token), possessor=possessor, pronoun=True
            )

    def _answer(self, case: Case) -> None:
        case.barred = self._barred(case.statement)
        statement = case.statement
        answer = self.ask(case)
        statement.name, statement.type = answer.name, answer.type
        statement.role = answer.role
        if answer.rule is not None:
            statement.rule = f"speakers.{answer.rule}"
        for entity in answer.entities:
            self.discourse.see(case.offset, entity, subject=True, spoke=True)
        self.answers.append((case, answer))

    def ask(self, case: Case) -> Answer:
        """What the first rule that answers says."""
        for rule in self.rules:
            answer = rule(self, case)
            if answer is not None:
                return answer
        return Answer()

    def _barred(self, statement: Statement) -> frozenset[int]:
        """Ids of the entities named in the quoted words: nobody speaks of himself by name."""
        found = set()
        for naming in _between(self.namings, statement.verbatim):
            entity = self.entities.of(naming)
            if entity is not None:
                found.add(id(entity))
        return frozenset(found)

    @cached_property
    def naming_at(self) -> dict[int, Naming]:
        """The naming that starts at a token, by the token's index."""
        return {naming.first: naming for naming in self.namings}

    @cached_property
    def starting(self) -> dict[int, Entity]:
        """The entity whose name starts at a token, by the token's index."""
        found = ((index, self.entities.of(naming)) for index, naming in self.naming_at.items())
        return {index: entity for index, entity in found if entity is not None}

    @cached_property
    def ending(self) -> dict[int, Entity]:
        """The entity whose name ends at a token, by the token's index."""
        found = ((naming.last - 1, self.entities.of(naming)) for naming in self.namings)
        return {index: entity for index, entity in found if entity is not None}

    @cached_property
    def nouns(self) -> dict[str, list[Token]]:
        """The tokens of each word of the document, by its singular in lower case."""
        found: dict[str, list[Token]] = {}
        for token in self.doc:
            found.setdefault(singular(token.text), []).append(token)
        return found

    def near(self, case: Case, earlier: Case, sentences: int) -> bool:
        """True if `earlier` stands at most so many sentences before `case`."""
        here, there = self.discourse.place(case.offset), self.discourse.place(earlier.offset)
        return here[0] - there[0] <= sentences

    def previous(self) -> tuple[Case, Answer] | None:
        """The statement answered before this one."""
        return self.answers[-1] if self.answers else None


def is_subject(token: Token) -> bool:
    """True for the head of a subject; without a parse, for a word before a verb or early."""
    return token.dep_ in SUBJECTS


def _offset(event: tuple[int, object]) -> tuple[int, bool]:
    return event[0], isinstance(event[1], Case)


def can_be_person(entity: Entity) -> bool:
    return entity.kind == "person"


def _start(naming: Naming) -> int:
    return naming.start


def _between(namings: list[Naming], spans: list[Offsets]) -> list[Naming]:
    """The namings inside the spans."""
    found = []
    for start, end in spans:
        index = bisect_left(namings, start, key=_start)
        while index < len(namings) and namings[index].start < end:
            found.append(namings[index])
            index += 1
    return found


def of_entity(entity: Entity, rule: str | None = None) -> Answer:
    """The answer that a speaker is this entity."""
    return Answer(entity.name, TYPES[entity.kind], entity.role, (entity,), rule)


Rule = Callable[[Resolver, Case], Answer | None]
"""Looks at a case and answers, or returns None for the next rule to try."""
