"""The walk through a document that answers, statement by statement, who speaks.

Namings, pronouns and statements are met in text order, so that what a pronoun points back to is
known when it comes. The rules themselves are handed in (`speakers.RULES`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc

from quotex.annotations import Offsets, Quotation, Statement
from quotex.speakers.described import MOST_BEARERS, Description
from quotex.speakers.discourse import Discourse
from quotex.speakers.entities import Entities, Entity
from quotex.speakers.mentions import Mention, mention_at
from quotex.speakers.names import Naming, gather, tokens_in
from quotex.speakers.nouns import Gender, gender_of, is_person_noun, singular
from quotex.speakers.persons import Kind
from quotex.speakers.ranking import (
    Candidate,
    Pointer,
    Ranking,
    Weighing,
    Weights,
    choice_of,
    trained,
)
from quotex.speakers.roles import POSSESSIVES, breaks
from quotex.tokens import Token, Tokens
from quotex.wordlists import words

__all__ = [
    "BODY_TYPES",
    "HE_OR_SHE",
    "TYPES",
    "Answer",
    "Case",
    "Resolver",
    "Rule",
    "can_be_body",
    "can_be_person",
    "is_named_person",
    "is_subject",
    "of_entity",
]

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
BYLINES = frozenset({"By", "BY"})
INSIDE = frozenset({"in", "near", "across"})
"""What stands before a place and not before a company."""
MOST_NAMINGS = 50
"""How many namings of a place are looked at."""
LONGEST_INTRODUCTION = 16
"""Tokens from a description to the name that somebody gives."""
NAMING_LINKS = frozenset({"as", "was", "is"})
"""What stands between "gave his name" and the name."""
FARTHEST = 500
"""Tokens back to the person of whom "who" tells."""
MOST_SOON = 200
"""How many namings behind a mention are looked at."""
BODY_TYPES = frozenset({"organization", "outlet"})
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
    candidates: Sequence[Candidate] = ()
    """Whom the mention can mean, the likeliest first, if that had to be weighed."""


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
        weights: Weights | None = None,
    ) -> None:
        self.doc = Tokens(doc)
        self.text = self.doc.text
        self.rules = rules
        self.statements = statements
        self.quoted = [part for quotation in quotations for part in quotation.parts]
        self.quoted += [part for statement in statements for part in statement.verbatim]
        self.namings = gather(self.doc, self.quoted, outlets)
        self.entities = Entities(self.doc, self.namings)
        self.discourse = Discourse(self.doc)
        self.ranking = Ranking(self.discourse, Weighing(weights) if weights else trained())
        self.answers: list[tuple[Case, Answer]] = []
        self._coined: dict[str, Entity] = {}
        self._nouns: dict[str, list[Token]] = {}
        self._owned: dict[str, list[int]] = {}
        self.called: dict[int, set[str]] = defaultdict(set)
        """The nouns by which each entity was called, by its id."""

    def resolve(self) -> None:
        """Fill in name, type and role of every statement."""
        events = sorted(self._events(), key=_offset)
        while events and not isinstance(events[-1][1], Case):
            events.pop()  # nobody is asked for behind the last statement
        for _, event in events:
            if isinstance(event, Naming):
                self._see_naming(event)
            elif isinstance(event, Token) and event.lower_ in HE_OR_SHE:
                self._see_pronoun(event)
            elif isinstance(event, Token):
                self._see_description(event)
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
            offset = mention.span[0].idx if mention else statement.content[0][0]
            if mention:
                taken |= {mention.span[0].idx, mention.head.idx}
            events.append((offset, Case(statement, mention or None, offset)))
        events += [(naming.start, naming) for naming in self.namings]
        free = (t for t in self._pointing() if t.idx not in taken)
        events += [(t.idx, t) for t in free if t.i not in self.inside_quotes]
        return events

    def _pointing(self) -> Iterator[Token]:
        """The pronouns, and the nouns that can stand for somebody named."""
        for pronoun in HE_OR_SHE:
            yield from (self.doc[i] for i in self.doc.places.get(pronoun, ()))
        for token in [token for token in self.doc if token.tag_ == "NN"]:
            pointing = self.is_person_subject(token) or self.is_body(token)
            if pointing and token.lower_ not in HE_OR_SHE:
                yield token

    @cached_property
    def inside_quotes(self) -> set[int]:
        """Indices of the tokens in quotation marks."""
        return tokens_in(self.doc, self.quoted)

    def _see_naming(self, naming: Naming) -> None:
        entity = self.entities.of(naming)
        if entity is None or self._is_byline(naming):
            return
        behind = self.doc[naming.last] if naming.last < len(self.doc) else None
        self.discourse.see(
            naming.start,
            entity,
            subject=is_subject(self.doc[naming.last - 1]),
            quoted=naming.quoted,
            possessor=behind is not None and behind.text in {"'s", "’s"},
        )

    def _is_byline(self, naming: Naming) -> bool:
        """True for who wrote the article: "By Ana Ruiz" on a line of its own."""
        by = naming.first - 1
        return by >= 0 and self.doc[by].text in BYLINES and (not by or breaks(self.doc[by - 1]))

    def _see_pronoun(self, token: Token) -> None:
        gender = HE_OR_SHE[token.lower_]
        candidates = self.rank(Pointer("he", token.idx, gender), can_be_person)
        if candidates:
            entity = candidates[0].entity
            assert entity is not None, "nobody is no candidate here"
            possessor = token.lower_ in {"his", "hers"} or token.tag_ == "PRP$"
            self.discourse.see(
                token.idx, entity, subject=is_subject(token), possessor=possessor, pronoun=True
            )

    def _see_description(self, token: Token) -> None:
        """A noun that stands for somebody: "The minister left", "A nurse said", "the council"."""
        mention = mention_at(
            self.doc, (self.doc.parsed[token.i].left_edge.idx, token.end), self.namings
        )
        if mention is None or mention.head != token or mention.number == "many":
            return
        meant = self._body_meant if self.is_body(token) else self._person_meant
        entity = self.self_named(token.i) or meant(mention)
        if entity is not None:
            subject, pronoun = is_subject(token), not self.is_body(token)
            self.discourse.see(token.idx, entity, subject=subject, pronoun=pronoun)

    def _person_meant(self, mention: Mention) -> Entity | None:
        """Whom a description means: somebody unnamed, if it says no more than the gender."""
        found = None
        if not mention.indefinite:
            bearers = self.entities.with_trade(mention.noun)[:MOST_BEARERS]
            about = Description(mention, self.called, bearers)
            pointer = Pointer("person", mention.head.idx, about.gender, about=about.of)
            candidates = self.rank(pointer, about.fits, bearers)
            found = candidates[0].entity if candidates else None
        gender = gender_of(mention.head.text, "")
        if found is None and gender != "unknown":
            found = Entity("", "person", gender=gender)
            found.described = mention.core.text
        return found

    def _body_meant(self, mention: Mention) -> Entity:
        """Which body "the council" is; one without a name, if the article names none."""
        nothing = Statement([], [], None, None, "", 0.0)
        answer = self.ask(Case(nothing, mention, mention.head.idx))
        unnamed = Entity("", "organization", described=mention.noun)
        return next(iter(answer.entities), unnamed)

    def rank(
        self, pointer: Pointer, fits: Callable[[Entity], bool], others: Sequence[Entity] = ()
    ) -> list[Candidate]:
        """Whom `pointer` can mean, the likeliest first; see `Ranking.rank`."""
        return self.ranking.rank(pointer, fits, others)

    def coined(self, name: str, kind: Kind) -> Entity:
        """The body of a phrase that is its only name: "the Kent health ministry"."""
        return self._coined.setdefault(name, Entity(name, kind))

    def soon(self, offset: int) -> Iterator[Entity]:
        """Who is named in the sentence at `offset` and in the next, behind it."""
        sentence, _ = self.discourse.place(offset)
        first = bisect_right(self.namings, offset, key=_start)
        for naming in self.namings[first : first + MOST_SOON]:
            if self.discourse.place(naming.start)[0] > sentence + 1:
                return
            entity = None if naming.quoted else self.entities.of(naming)
            if entity is not None:
                yield entity

    def _answer(self, case: Case) -> None:
        case.barred = self._barred(case.statement)
        statement = case.statement
        answer = self._answered(case) or self.ask(case)
        statement.name, statement.type = answer.name, answer.type
        statement.role = answer.role
        if answer.rule is not None:
            statement.rule = f"speakers.{answer.rule}"
        if answer.candidates:
            statement.choices["name"] = choice_of(statement.rule, answer.candidates)
        for entity in answer.entities:
            if case.mention is not None and case.mention.pronoun is None:
                self.called[id(entity)].add(case.mention.noun)
            self.discourse.see(case.offset, entity, subject=True, spoke=True)
        if not answer.entities and answer.type in BODY_TYPES and case.mention is not None:
            unnamed = Entity("", "organization", described=case.mention.noun)
            self.discourse.see(case.offset, unnamed, subject=True, spoke=True)
        self.answers.append((case, answer))

    def _answered(self, case: Case) -> Answer | None:
        """What was answered for the same words: "her lawyer said he left, adding that …".

        Only for those with an owner: "her" can seem to be the lawyer, who has now spoken.
        """
        earlier = self.previous()
        if earlier is None or case.mention is None or case.mention.owner is None:
            return None
        same = earlier[0].mention is not None and earlier[0].mention.head == case.mention.head
        return earlier[1] if same else None

    def ask(self, case: Case) -> Answer:
        """What the first rule that answers says."""
        for rule in self.rules:
            answer = rule(self, case)
            if answer is not None:
                return answer
        return Answer()

    def _barred(self, statement: Statement) -> frozenset[int]:
        """Ids of the entities named in the quoted words or told them: nobody so names himself."""
        found = {id(told) for told in [self._told(statement)] if told is not None}
        for naming in _between(self.namings, statement.verbatim):
            entity = self.entities.of(naming)
            if entity is not None:
                found.add(id(entity))
        return frozenset(found)

    def _told(self, statement: Statement) -> Entity | None:
        """Whom somebody tells or asks: Ruiz of "The minister told Ana Ruiz that …"."""
        if statement.cue is None or statement.mention is None or statement.mention > statement.cue:
            return None
        touched = self.doc.touched(statement.cue)
        naming = self._named_from(touched[1]) if touched is not None else None
        return self.entities.of(naming) if naming is not None else None

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

    def person_before(self, index: int) -> Entity | None:
        """The person in the paragraph of whom "of Kent, who" goes on: "Ana Ruiz, of Kent, who"."""
        for place in range(index, max(-1, index - FARTHEST), -1):
            if breaks(self.doc[place]):
                return None
            entity = self.ending.get(place)
            if entity is not None and is_named_person(entity):
                return entity
        return None

    def is_place(self, entity: Entity) -> bool:
        """True for what the model takes for a place and the text speaks of as one: "in Kent"."""
        namings = entity.namings[:MOST_NAMINGS] if entity.kind == "place" else []
        return any(n.first and self.doc[n.first - 1].lower_ in INSIDE for n in namings)

    def owner_of(self, mention: Mention) -> Entity | None:
        """Whose somebody is: Ruiz for "Ruiz's lawyer" and, where she is meant, "her lawyer"."""
        owner = mention.owner
        if owner is None or owner.lower_ not in HE_OR_SHE:
            return self.ending.get(owner.i) if owner is not None else None
        pointer = Pointer("he", owner.idx, HE_OR_SHE[owner.lower_])
        candidates = self.rank(pointer, can_be_person)
        return candidates[0].entity if candidates else None

    def self_named(self, index: int) -> Entity | None:
        """Who a description at `index` says he is: "A driver, who gave his name as Ana"."""
        doc, last = self.doc, min(index + LONGEST_INTRODUCTION, len(self.doc) - 3)
        place = next((i for i in range(index, last) if breaks(doc[i]) or doc[i].text == "."), last)
        for i in range(index + 1, place):
            own = doc[i].lower_ == "name" and doc[i - 1].lower_ in HE_OR_SHE
            if own or doc[i].lower_ in {"himself", "herself"}:
                links = (j for j in range(i + 1, i + 4) if doc[j].lower_ in NAMING_LINKS)
                link = next(links, None)
                naming = None if link is None else self._named_from(link + 1)
                return self.entities.of(naming) if naming is not None else None
        return None

    def _named_from(self, index: int) -> Naming | None:
        """The naming at a token, or behind the title that stands there."""
        return self.naming_at.get(index) or self.naming_at.get(index + 1)

    def tokens_of(self, noun: str) -> list[Token]:
        """The tokens of a noun in the document, in singular or plural."""
        if noun not in self._nouns:
            places = self.doc.places
            found = [i for word in places if singular(word) == noun for i in places[word]]
            self._nouns[noun] = [self.doc[i] for i in sorted(found)]
        return self._nouns[noun]

    def tokens_before(self, noun: str, index: int, most: int) -> list[Token]:
        """The last tokens of a noun before `index`, `most` of them at most, the nearest first."""
        tokens = self.tokens_of(noun)
        here = bisect_left(tokens, index, key=_index)
        return tokens[max(0, here - most) : here][::-1]

    def is_body(self, token: Token) -> bool:
        """True for "the council", a body that may be named elsewhere."""
        if token.tag_ != "NN" or token.dep_ == "compound":
            return False
        if token.text not in words("organizations"):
            return False
        return any(child.lower_ == "the" for child in self.doc.parsed[token.i].lefts)

    def is_person_subject(self, token: Token) -> bool:
        """True for a noun for a person that is a subject and stands without its name."""
        if token.tag_ != "NN" or token.dep_ not in SUBJECTS or not is_person_noun(token.text):
            return False
        return not any(child.dep_ == "appos" for child in self.doc.parsed[token.i].children)

    def owned(self, noun: str) -> list[int]:
        """The indices of the tokens of a noun that stand behind a possessive: "Ruiz's office"."""
        if noun not in self._owned:
            tokens = self.tokens_of(noun)
            self._owned[noun] = [
                token.i for token in tokens if self.doc[token.i - 1].text in POSSESSIVES
            ]
        return self._owned[noun]

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


def _index(token: Token) -> int:
    return token.i


def _offset(event: tuple[int, object]) -> tuple[int, bool]:
    return event[0], isinstance(event[1], Case)


def can_be_person(entity: Entity) -> bool:
    """False for bodies, and for a lone word that nothing says is a name: "News"."""
    sure = entity.roles or entity.gender != "unknown" or " " in entity.name
    return entity.kind == "person" or (entity.kind == "unknown" and bool(sure))


def can_be_body(entity: Entity) -> bool:
    """False for persons, but for what only the model's label says is one."""
    sure = entity.roles or entity.gender != "unknown" or " " in entity.name
    return entity.kind != "person" or not (sure or not entity.name)


def is_named_person(entity: Entity) -> bool:
    """False for "a nurse", who can be "she" later, and for bodies."""
    return entity.kind == "person" and bool(entity.name)


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


def of_entity(
    entity: Entity, rule: str | None = None, candidates: Sequence[Candidate] = ()
) -> Answer:
    """The answer that a speaker is this entity."""
    kind = TYPES[entity.kind]
    return Answer(entity.name or None, kind, entity.role, (entity,), rule, candidates)


Rule = Callable[[Resolver, Case], Answer | None]
"""Looks at a case and answers, or returns None for the next rule to try."""
