"""The component `quotex_speakers`: who each mention is, by name, type and role.

Reads the quotations and statements on a Doc, and its entities, tags and parse where there are
any; writes `name`, `type` and `role` of each statement, and `rule` where it had to decide who a
pronoun, a description or nothing at all stands for. The first of RULES that answers wins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc, Token

from quotex.annotations import Offsets, Quotation, Statement, read, write
from quotex.descriptions import fitness, same_trade
from quotex.discourse import Discourse
from quotex.entities import Entities, Entity
from quotex.mentions import POSSESSIVE, Mention, mention_at
from quotex.names import (
    POSSESSIVES,
    Gender,
    Kind,
    Naming,
    before,
    gather,
    gender_of,
    is_person_noun,
    singular,
)
from quotex.wordlists import bare, fold, words

__all__ = ["RULES", "Answer", "Resolver", "SpeakerResolver", "make_speakers"]

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
CLIMBED = frozenset({"advcl", "xcomp", "conj", "pcomp", "prep", "acl", "ccomp"})
"""Relations from a verb without a subject up to the one whose subject it shares."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
TYPES: dict[Kind, str] = {
    "person": "person",
    "organization": "organization",
    "outlet": "outlet",
    "place": "organization",
    "unknown": "person",
}
BODY_TYPES = frozenset({"organization", "outlet"})
BODIES: frozenset[Kind] = frozenset({"organization", "outlet", "place"})


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

    def __init__(self, doc: Doc, quotations: list[Quotation], statements: list[Statement]) -> None:
        self.doc = doc
        self.statements = statements
        self.quoted = [part for quotation in quotations for part in quotation.parts]
        self.quoted += [part for statement in statements for part in statement.verbatim]
        self.namings = gather(doc, self.quoted)
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
            if token.lower_ in HE_OR_SHE and token.idx not in taken:
                if token.i not in self.inside_quotes:
                    events.append((token.idx, token))
        return events

    @cached_property
    def inside_quotes(self) -> set[int]:
        """Indices of the tokens in quotation marks."""
        inside: set[int] = set()
        for start, end in self.quoted:
            span = self.doc.char_span(start, end, alignment_mode="expand") if start < end else None
            if span is not None:
                inside.update(range(span.start, span.end))
        return inside

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
            possessor=behind is not None and behind.text in {"'s", "’s", "’", "'"},
        )

    def _see_pronoun(self, token: Token) -> None:
        entity = self.discourse.salient(token.idx, _can_be_person, HE_OR_SHE[token.lower_])
        if entity is not None:
            possessor = token.lower_ in {"his", "hers"} or token.tag_ == "PRP$"
            self.discourse.see(
                token.idx, entity, subject=is_subject(token), possessor=possessor
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
        """What the first of RULES that answers says."""
        for rule in RULES:
            answer = rule(self, case)
            if answer is not None:
                return answer
        return Answer()

    def _barred(self, statement: Statement) -> frozenset[int]:
        """Ids of the entities named inside the statement: nobody speaks of himself by name."""
        found = set()
        for sighting in _between(self.namings, statement.content):
            entity = self.entities.of(sighting)
            if entity is not None:
                found.add(id(entity))
        return frozenset(found)

    @cached_property
    def starting(self) -> dict[int, Entity]:
        """The entity whose name starts at a token, by the token's index."""
        found = ((naming.first, self.entities.of(naming)) for naming in self.namings)
        return {index: entity for index, entity in found if entity is not None}

    @cached_property
    def ending(self) -> dict[int, Entity]:
        """The entity whose name ends at a token, by the token's index."""
        found = ((naming.last - 1, self.entities.of(naming)) for naming in self.namings)
        return {index: entity for index, entity in found if entity is not None}

    @cached_property
    def authors(self) -> dict[str, Entity]:
        """Who issued a text, by the noun for it, where the article says so anywhere."""
        found: dict[str, Entity] = {}
        for token in self.doc:
            noun = singular(token.text)
            if noun in words("documents") and noun not in found:
                entity = author(self, token)
                if entity is not None and entity.kind in BODY_TYPES:
                    found[noun] = entity
        return found

    def near(self, case: Case, earlier: Case, sentences: int) -> bool:
        """True if `earlier` stands at most so many sentences before `case`."""
        here, there = self.discourse.place(case.offset), self.discourse.place(earlier.offset)
        return here[0] - there[0] <= sentences

    def previous(self, case: Case) -> tuple[Case, Answer] | None:
        """The statement answered before this one."""
        return self.answers[-1] if self.answers else None


def is_subject(token: Token) -> bool:
    """True for the head of a subject; without a parse, for a word before a verb or early."""
    return token.dep_ in SUBJECTS


def _offset(event: tuple[int, object]) -> tuple[int, bool]:
    return event[0], isinstance(event[1], Case)


def _can_be_person(entity: Entity) -> bool:
    return entity.kind == "person"


def _can_be_it(entity: Entity) -> bool:
    return entity.kind in {"organization", "outlet", "unknown"}


def _between(namings: list[Naming], spans: list[Offsets]) -> list[Naming]:
    """The namings inside the spans."""
    from bisect import bisect_left

    found = []
    for start, end in spans:
        index = bisect_left(namings, start, key=lambda n: n.start)
        while index < len(namings) and namings[index].start < end:
            found.append(namings[index])
            index += 1
    return found


def of_entity(entity: Entity, rule: str | None = None) -> Answer:
    """The answer that a speaker is this entity."""
    return Answer(entity.name, TYPES[entity.kind], entity.role, (entity,), rule)


# The rules. Each looks at a case and answers, or returns None for the next one to try.


def implied(resolver: Resolver, case: Case) -> Answer | None:
    """A cue without a subject of its own: that of its clause. Ana Ruiz left, saying so."""
    if case.mention is not None or case.statement.cue is None:
        return None
    subject = subject_above(resolver.doc, case.statement.cue)
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
    """The subject that governs a participle or infinitive; None for a passive."""
    span = doc.char_span(*cue, alignment_mode="expand")
    if span is None:
        return None
    verb = span.root
    for _ in range(6):
        relations = {child.dep_: child for child in verb.children}
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
    earlier = resolver.previous(case)
    if earlier is None or not case.statement.verbatim:
        return Answer(rule="context")
    answer = earlier[1]
    return Answer(answer.name, answer.type, answer.role, answer.entities, "context")


def he_or_she(resolver: Resolver, case: Case) -> Answer | None:
    """A pronoun for one person: the one spoken of last. Ana Ruiz resigned. “Enough,” she said."""
    pronoun = case.mention.pronoun if case.mention else None
    if pronoun not in HE_OR_SHE:
        return None
    gender = HE_OR_SHE[pronoun]
    entity = resolver.discourse.salient(case.offset, _can_be_person, gender, case.barred)
    if entity is None:
        entity = resolver.discourse.salient(case.offset, _can_be_person, gender)
    if entity is None:
        return Answer(type="person", rule="he_or_she")
    if entity.gender == "unknown":
        entity.gender = gender
    return of_entity(entity, "he_or_she")


def they_or_it(resolver: Resolver, case: Case) -> Answer | None:
    """A pronoun for a group or body: the last such speaker. The ministry denied it, it said."""
    pronoun = case.mention.pronoun if case.mention else None
    if pronoun not in {"they", "it", "them", "these", "those", "this", "that"}:
        return None
    plural = pronoun in {"they", "them", "these", "those"}
    spoke = BODY_TYPES | {"group"} if plural else BODY_TYPES | {"document"}
    here = resolver.discourse.place(case.offset)
    for earlier, answer in reversed(resolver.answers[-2:]):
        there = resolver.discourse.place(earlier.offset)
        if answer.type in spoke and here[0] - there[0] <= (3 if plural else 1):
            return Answer(answer.name, answer.type, answer.role, answer.entities, "they_or_it")
    if plural:
        return Answer(type="group", rule="they_or_it")
    entity = resolver.discourse.salient(case.offset, _can_be_it, "unknown", case.barred)
    return of_entity(entity, "they_or_it") if entity else Answer(rule="they_or_it")


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
    antecedent = resolver.doc[index]
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


def joint(resolver: Resolver, case: Case) -> Answer | None:
    """Several names: "Ruiz and Okafor"; of "Ruiz and two aides" only Ruiz is named."""
    mention = case.mention
    if mention is None or len(mention.names) < 2:
        return None
    row = [mention.names[0]]
    linked = False
    for naming in mention.names[1:]:
        gap = [token for token in resolver.doc[row[-1].last : naming.first] if not token.is_space]
        if not _is_link(gap):
            break
        linked = linked or gap[0].text != "," or gap[-1].text == "and"
        row.append(naming)
    after = resolver.doc[row[-1].last : mention.span.end].text.split()
    if len(row) < 2 or not (linked or "and" in after[:2]):
        return None
    entities = list(dict.fromkeys(filter(None, map(resolver.entities.of, row))))
    if len(entities) < 2 or all(_is_people(naming) for naming in row):
        return None
    kinds = {TYPES[entity.kind] for entity in entities}
    kind = "person" if "person" in kinds else sorted(kinds)[0]
    roles = [entity.role for entity in entities if entity.role]
    name = " and ".join(_with_surname(entity, entities) for entity in entities)
    return Answer(name, kind, " and ".join(roles) or None, tuple(entities))


def _is_link(gap: list[Token]) -> bool:
    """True for what joins two names: a comma, "and", "and the", "and Senator"."""
    texts = [token.text for token in gap]
    if texts in ([","], [",", "and"], ["or"], ["&"]):
        return True
    if texts[:1] == [","]:
        texts = texts[1:]
    plain = all(text[0].isalnum() for text in texts) and len(texts) < 7
    return texts[:1] == ["and"] and plain and not {"of", "in", "at"} & set(texts)


def _is_people(naming: Naming) -> bool:
    """True for a naming of people at large: "Democrats", "Germans"."""
    noun = singular(naming.text)
    return noun != bare(naming.text) and (noun in words("nationalities") or is_person_noun(noun))


def _with_surname(entity: Entity, entities: list[Entity]) -> str:
    """A joint speaker's name, with a surname lent by the last: "Khizr and Ghazala Khan"."""
    last = entities[-1].name.split()
    if entity.kind == "person" and " " not in entity.name and len(last) > 1:
        if fold(entity.name) in words("given_names_male", "given_names_female"):
            return f"{entity.name} {last[-1]}"
    return entity.name


def named(resolver: Resolver, case: Case) -> Answer | None:
    """The head of the mention is a name: "Foreign Minister Ana Ruiz", "Ruiz", "Okafor Energy"."""
    mention = case.mention
    naming = mention.head_name if mention else None
    if mention is not None and naming is None:
        naming = name_at_end(mention)
    if mention is None or naming is None or is_common(mention):
        return None
    entity = resolver.entities.of(naming)
    if entity is None:
        return None
    return of_entity(entity)


def name_at_end(mention: Mention) -> Naming | None:
    """A name that closes the core: "scientist and author Ana Ruiz", or opens "Ruiz and his team"."""
    core = mention.core
    for naming in mention.names:
        if naming.last == core.end and naming.kind == "person" and naming.first > core.start:
            before = core.doc[naming.first - 1]
            if before.pos_ in {"NOUN", "PROPN", "ADJ"} or is_person_noun(before.text):
                return naming
        joined = naming.first == core.start and naming.last < core.end
        if joined and core.doc[naming.last].text == "and":
            return naming
    return None


def is_common(mention: Mention) -> bool:
    """True if the head is no name though capitalised: "Teachers", "Prosecutors", "Republicans"."""
    head, noun = mention.head, mention.noun
    if not head.text[0].isupper():
        return name_at_end(mention) is None
    plural = noun != bare(head.text)
    if plural and noun in words("nationalities", "persons"):
        return True
    return plural and is_person_noun(noun.casefold()) and head.tag_ != "NNP"


def name_beside(resolver: Resolver, case: Case) -> Answer | None:
    """A description with the name in apposition: "the party's leader, Ana Ruiz"."""
    mention = case.mention
    if mention is None or not mention.names:
        return None
    for naming in mention.names:
        mark = resolver.doc[naming.first - 1].text if naming.first else ""
        if naming.first > mention.core.start and mark in {",", "—", "–"}:
            entity = resolver.entities.of(naming)
            if entity is not None:
                return of_entity(entity)
    return None


def office(resolver: Resolver, case: Case) -> Answer | None:
    """The campaign or office of somebody named: "Ana Ruiz's campaign", "his office"."""
    mention = case.mention
    if mention is None or mention.noun not in {"campaign", "office", "administration", "team", "camp"}:
        return None
    owner = mention.owner
    entity = None
    if owner is not None and owner.lower_ in HE_OR_SHE:
        entity = resolver.discourse.salient(
            case.offset, _can_be_person, HE_OR_SHE[owner.lower_], case.barred
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
    entity = author(resolver, mention.head) or _reporter(resolver, mention)
    if entity is not None:
        return Answer(entity.name, "document", entity.role)
    rule = None
    if mention.definite or len(mention.core) == 1:
        rule = "document"
        entity = resolver.authors.get(mention.noun)
        if entity is not None:
            return Answer(entity.name, "document", entity.role, (), rule)
        spoke = resolver.previous(case)
        if spoke is not None and mention.noun in OWN_WORDS and resolver.near(case, spoke[0], 2):
            return Answer(spoke[1].name, "document", spoke[1].role, (), rule)
    return Answer(None, "document", None, (), rule)


OWN_WORDS = frozenset({"statement", "letter", "email", "e-mail", "tweet", "post", "release", "memo"})
"""Texts that go on speaking for whoever was quoted before."""


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


def _reporter(resolver: Resolver, mention: Mention) -> Entity | None:
    """A body elsewhere in the phrase: "a study published by the Okafor Institute"."""
    for naming in mention.names:
        entity = resolver.entities.of(naming)
        if entity is not None and entity.kind in BODY_TYPES and naming.first > mention.head.i:
            if resolver.doc[before(resolver.doc, naming.first)].lower_ in {"by", "from", "the"}:
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
    if holding:
        entity = resolver.discourse.salient(case.offset, set(holding).__contains__)
        entity = entity or holding[0]
    else:
        wanted = _can_be_outlet if kind == "outlet" else _can_be_organization
        entity = resolver.discourse.salient(case.offset, wanted, "unknown", case.barred)
    return of_entity(entity, "body") if entity else Answer(None, kind, rule="body")


GENERIC = frozenset({"company", "firm", "group", "business", "team", "campaign", "party", "club"})
"""Nouns for bodies of every name: "Fast Company" is not the company."""


def _can_be_outlet(entity: Entity) -> bool:
    return entity.kind == "outlet"


def _can_be_organization(entity: Entity) -> bool:
    return entity.kind in {"organization", "unknown"}


PER_SHARED_WORD = 2.0
"""What a word that a description shares with a role weighs, in terms of `discourse`."""


def _first(pair: tuple[float, Entity]) -> float:
    return pair[0]


def described(resolver: Resolver, case: Case) -> Answer | None:
    """A person by a description: "the Russian foreign minister", "the actor", "the 45-year-old"."""
    mention = case.mention
    if mention is None or mention.number == "many" or mention.indefinite:
        return None
    text = mention.core.text.split()
    wanted = gender_of(mention.head.text, "")
    fits: dict[int, float] = {}
    best: tuple[float, Entity] | None = None
    for entity in resolver.entities.all:
        if entity.kind in {"person", "unknown"} and entity.roles:
            fit = max(fitness(text, mention.head.text, role) for role in entity.roles)
            if fit > 0 and (wanted == "unknown" or entity.gender in {wanted, "unknown"}):
                fits[id(entity)] = PER_SHARED_WORD * fit
                best = max(best or (0.0, entity), (fit, entity), key=_first)
    if best is not None:
        salient = resolver.discourse.salient
        entity = salient(case.offset, lambda e: id(e) in fits, wanted, case.barred, fits)
        return of_entity(entity or best[1], "described")
    if mention.owner is not None or not mention.definite:
        return None
    for earlier, answer in reversed(resolver.answers[-30:]):
        if earlier.mention and answer.name is None and same_trade(earlier.mention.noun, mention.noun):
            return Answer(None, "person", answer.role, (), "described")
    if not _points_back(mention):
        return None
    entity = resolver.discourse.salient(case.offset, _can_be_person, wanted, case.barred)
    return of_entity(entity, "described") if entity else None


def _points_back(mention: Mention) -> bool:
    """True for a description that only somebody named can bear: "the 45-year-old"."""
    if mention.head.text in {"old", "year"}:
        return True
    return is_person_noun(mention.noun) and mention.noun not in words("anonymous")


def unnamed(_resolver: Resolver, case: Case) -> Answer | None:
    """A source that the article leaves without a name: "a senior official", "residents"."""
    mention = case.mention
    if mention is None:
        return None
    if mention.number == "many":
        return Answer(None, "group")
    first = mention.core.start
    while first < mention.core.end - 1:
        word = mention.core.doc[first].lower_
        if word not in {"a", "an", "one", "another", "the", "this", "some"} | POSSESSIVE:
            break
        first += 1
    role = " ".join(mention.core.doc[first : mention.core.end].text.split())
    person = is_person_noun(mention.noun) or is_person_noun(mention.head.text)
    return Answer(None, "person" if person else "unknown", role if person else None)


RULES: tuple[Callable[[Resolver, Case], Answer | None], ...] = (
    implied,
    context,
    he_or_she,
    they_or_it,
    relative,
    other_pronoun,
    joint,
    document,
    named,
    name_beside,
    office,
    body,
    described,
    unnamed,
)
"""Tried in this order; the first that answers decides."""


class SpeakerResolver:
    """Fills in the speaker of every statement on a Doc."""

    def __call__(self, doc: Doc) -> Doc:
        quotations, statements = read(doc)
        if statements:
            Resolver(doc, quotations, statements).resolve()
            write(doc, statements=statements)
        return doc


@Language.factory("quotex_speakers", assigns=["doc._.quotex"])
def make_speakers(nlp: Language, name: str) -> SpeakerResolver:  # noqa: ARG001
    """Create the component; spaCy calls this for `nlp.add_pipe("quotex_speakers")`."""
    return SpeakerResolver()
