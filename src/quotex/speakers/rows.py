"""Rules for several who speak as one: "Ruiz and Okafor said", and "they" behind it."""

from __future__ import annotations

from bisect import bisect_left

from quotex.speakers.entities import Entity
from quotex.speakers.mentions import Mention
from quotex.speakers.names import Naming
from quotex.speakers.nouns import is_person_noun, singular
from quotex.speakers.resolver import TYPES, Answer, Case, Resolver, is_named_person, is_subject
from quotex.tokens import Token, Tokens
from quotex.wordlists import bare, fold, words

__all__ = ["joint", "joint_name", "row_from", "together"]

COUPLES = frozenset({"both", "two", "pair", "couple"})
"""Words for exactly two who were named."""
SOON = 1
"""Sentences from the names to "they"."""
LATER = 4
"""Sentences from the names to "both" and "the two men"."""
OBJECTS = frozenset({"dobj", "pobj", "attr", "dative"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp"})
MOST_NAMES = 20
"""How many names are looked at for two that stand together."""


def joint(resolver: Resolver, case: Case) -> Answer | None:
    """Several names: "Ruiz and Okafor"; of "Ruiz and two aides" only Ruiz is named."""
    mention = case.mention
    if mention is None or len(mention.names) < 2:
        return None
    if _ends_in_apposition(mention):
        return None
    row = row_from(mention, _behind_topic(mention))
    if not row and mention.number == "many":
        rows = [row_from(mention, start) for start in range(1, len(mention.names) - 1)]
        row = max(rows, key=len, default=[])
    if not row:
        return None
    entities = list(dict.fromkeys(filter(None, map(resolver.entities.of, row))))
    if len(entities) < 2 or all(_is_people(naming) for naming in row):
        return None
    kinds = {TYPES[entity.kind] for entity in entities}
    kind = "person" if "person" in kinds else sorted(kinds)[0]
    roles = [entity.role for entity in entities if entity.role]
    return Answer(joint_name(entities), kind, " and ".join(roles) or None, tuple(entities))


def together(resolver: Resolver, case: Case) -> Answer | None:
    """They who were just named together. Ruiz and Okafor left. “Enough,” they said."""
    mention = case.mention
    two = mention is not None and _are_two(mention)
    if mention is None or not (two or mention.pronoun == "they"):
        return None
    entities = _subject_before(resolver, case.offset, LATER if two else SOON)
    if len(entities) < 2 or (two and len(entities) > 2):
        return None
    return Answer(joint_name(entities), "person", None, tuple(entities), "together")


def _are_two(mention: Mention) -> bool:
    """True for "both", "the two" and "both men", but not for "two witnesses" and "both sides"."""
    core = [token.lower_ for token in mention.core]
    if core[0] not in {"the", "both"} or mention.names:
        return False
    core = core[core[0] == "the" :]
    persons = len(core) == 1 or (len(core) == 2 and is_person_noun(singular(core[1])))
    return bool(core) and core[0] in COUPLES and persons


def _subject_before(resolver: Resolver, offset: int, sentences: int) -> list[Entity]:
    """The persons named together as the subject of a sentence, unless others spoke since."""
    namings = resolver.namings
    spoke = resolver.answers[-1][0].offset if resolver.answers else 0
    first_sentence = resolver.discourse.place(offset)[0] - sentences
    last = bisect_left(namings, offset, key=lambda naming: naming.start)
    row: list[Naming] = []
    for naming in reversed(namings[max(0, last - MOST_NAMES) : last]):
        if naming.start < spoke or resolver.discourse.place(naming.start)[0] < first_sentence:
            return []
        joined = row and _is_link(_between(resolver.doc, naming, row[0]))
        row = [naming, *row] if joined else [naming]
        if len(row) > 1 and _are_subject(resolver, row):
            entities = list(dict.fromkeys(filter(None, map(resolver.entities.of, row))))
            return entities if all(map(is_named_person, entities)) else []
    return []


def _are_subject(resolver: Resolver, row: list[Naming]) -> bool:
    """Whether names are the subject of a sentence together, as the parser sees in one of them.

    What they do in a clause of another's sentence, such as "police said that", is not enough.
    """
    first, last = (resolver.doc[naming.last - 1] for naming in (row[0], row[-1]))
    subject = first if is_subject(first) else last
    if not is_subject(subject) or first.dep_ in OBJECTS:
        return False
    return resolver.doc.parsed[subject.i].head.dep_ not in CLAUSES


def _between(doc: Tokens, one: Naming, other: Naming) -> list[Token]:
    return [token for token in doc[one.last : other.first] if not token.is_space]


def _behind_topic(mention: Mention) -> int:
    """The place of the first name; 1 for "Energy" in "Energy and Trade Minister Ana Ruiz"."""
    one, other = mention.names[:2]
    doc = mention.span.doc
    gap = doc[one.last : other.first]
    topic = one.text.casefold() in words("portfolios") or one.kind == "unknown"
    titled = len(gap) > 2 and gap[0].text == "and" and is_person_noun(gap[-1].text)
    return int(topic and titled and len(one.parts) == 1 and gap[1].text[0].isupper())


def _ends_in_apposition(mention: Mention) -> bool:
    """True for "the president of the Growers and Millers Forum, Ana Ruiz"."""
    naming, doc = mention.names[-1], mention.span.doc
    person = naming.kind == "person" and len(naming.parts) > 1
    if not person or mention.number == "many" or naming.last != mention.span.end:
        return False
    bodies = all(other.kind != "person" for other in mention.names[:-1])
    return bodies and any(token.text == "," for token in doc[mention.core.end : naming.first])


def joint_name(entities: list[Entity]) -> str:
    """The names joined: "Helen Ruiz and David Okafor"."""
    return " and ".join(_with_surname(entity, entities) for entity in entities)


def row_from(mention: Mention, start: int) -> list[Naming]:
    """The names from one on that "and" joins; empty if it joins none."""
    doc = mention.span.doc
    row = [mention.names[start]]
    linked = False
    for naming in mention.names[start + 1 :]:
        if _is_adjective(naming, mention):
            continue
        gap = _between(doc, row[-1], naming)
        if not _is_link(gap):
            break
        linked = linked or gap[0].text != "," or gap[-1].text == "and"
        if _is_people(naming) and not _is_people(row[0]):
            break
        row.append(naming)
    linked = linked or "and" in doc.text_of(row[-1].last, mention.span.end).split()[:2]
    return row if linked and len(row) > 1 else []


def _is_adjective(naming: Naming, mention: Mention) -> bool:
    """True for a place that says which: the "Israeli" of "Israeli leaders"."""
    behind = mention.span.doc[naming.last] if naming.last < mention.span.end else None
    return naming.kind == "place" and behind is not None and behind.tag_ in {"NN", "NNS"}


def _is_link(gap: list[Token]) -> bool:
    """True for what joins two names: a comma, "and", "and the", "and Senator"."""
    texts = [token.text for token in gap]
    if texts in ([","], [",", "and"], ["or"], ["&"]):
        return True
    if texts[:1] == [","]:
        texts = texts[1:]
    plain = all(text[0].isalnum() or text == "-" for text in texts) and len(texts) < 8
    return texts[:1] == ["and"] and plain and not {"of", "in", "at"} & set(texts)


def _is_people(naming: Naming) -> bool:
    """True for a naming of people at large: "Democrats", "Germans"."""
    noun = singular(naming.text)
    return noun != bare(naming.text) and (noun in words("nationalities") or is_person_noun(noun))


def _with_surname(entity: Entity, entities: list[Entity]) -> str:
    """A joint speaker's name, with a surname lent by the last: "Khizr and Ghazala Khan"."""
    last = entities[-1].name.split()
    given = fold(entity.name) in words("given_names_male", "given_names_female")
    if given and entity.kind == "person" and len(last) > 1:
        return f"{entity.name} {last[-1]}"
    return entity.name
