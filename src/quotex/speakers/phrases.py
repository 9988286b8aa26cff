"""Rules for mentions that name or describe a person: "Minister Ruiz", "the actor", "residents"."""

from __future__ import annotations

from quotex.speakers.described import MOST_BEARERS, Description
from quotex.speakers.entities import Entity
from quotex.speakers.mentions import POSSESSIVE, Mention
from quotex.speakers.names import Naming
from quotex.speakers.nouns import gender_of, is_person_noun, singular
from quotex.speakers.ranking import Pointer
from quotex.speakers.resolver import Answer, Case, Resolver, can_be_person, of_entity
from quotex.speakers.roles import POSSESSIVES, breaks
from quotex.tokens import Tokens
from quotex.wordlists import bare, words

__all__ = ["described", "name_beside", "named", "unnamed"]

SOON = 3
"""Sentences back to the unnamed source that is meant again."""
COMMAS = frozenset({",", "–", "—"})
RELATIVES = frozenset({"who", "that", "which"})
LONGEST_RELATIVE = 12
"""Tokens from the relative pronoun to the comma behind its clause."""
BESIDE = frozenset({"(", "is", "was", "as", "by", "not"})
"""What stands between a name and "a nurse" that describes who bears it."""
MOST_AGAIN = 4
"""How many mentions of such a source are looked at."""
LONGEST_TITLE = 8
"""Tokens from the comma of an apposition to the name in it."""
TITULAR = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
"""What stands before the name in an apposition: ", the wine merchant Ana Ruiz,"."""
OF_A_BODY = frozenset({"of", "from", "at"})
"""What follows a name that an apposition goes on behind: ", Ana Ruiz of Kent University,"."""
OWNED_BY = frozenset({"of", "for", "to"})
"""What stands between somebody and whose kin or helper that is."""
NATIVES = ("an", "i")
"""How what one person is called by the country ends; "the British" and "the U.S." are many."""
COUNTRYMEN = ("man", "woman")
"""How what one person is called by the region ends: "the Cornishman"."""
ONE_OF_SEVERAL = frozenset(
    {"one", "another", "the other", "a second", "a third", "a fourth", "one of them"}
)
"""What somebody is called who was just told of among others."""
UNSAID = frozenset({"a", "an", "one", "another", "the", "this", "some"}) | POSSESSIVE
"""Words that open a description and are no part of the role."""


def named(resolver: Resolver, case: Case) -> Answer | None:
    """The head of the mention is a name: "Foreign Minister Ana Ruiz", "Ruiz", "Okafor Energy"."""
    mention = case.mention
    naming = mention.head_name if mention else None
    if mention is not None and (naming is None or naming.kind != "person"):
        naming = _behind_title(mention) or naming or name_at_end(mention)
    if mention is None or naming is None or is_common(mention) or _is_native(mention):
        return None
    entity = resolver.entities.of(naming)
    if entity is None:
        return None
    if (
        entity.kind == "place"
        and resolver.doc.text_of(naming.last, min(naming.last + 2, len(resolver.doc))) == ", who"
    ):
        entity = resolver.person_before(naming.first) or entity
    return of_entity(entity)


def _behind_title(mention: Mention) -> Naming | None:
    """The person behind a body's name: "Kent Bank Director Ana Ruiz", "the Bank of Kent's Ruiz"."""
    naming = mention.names[-1] if mention.names else None
    if naming is None or naming.kind != "person" or naming.last != mention.core.end:
        return None
    full = len(naming.parts) > 1 and naming.first > mention.core.start
    if _is_anothers(mention):
        return None
    beside = mention.core.doc[naming.first - 1].text
    return naming if full and (beside in POSSESSIVES or is_person_noun(beside)) else None


def name_at_end(mention: Mention) -> Naming | None:
    """A name that closes the core, "scientist and author Ana Ruiz", or opens "Ruiz and team"."""
    core = mention.core
    if _is_anothers(mention):
        return None
    for naming in mention.names:
        if naming.last == core.end and naming.kind == "person" and naming.first > core.start:
            before = core.doc[naming.first - 1]
            if before.pos_ in {"NOUN", "PROPN", "ADJ"} or is_person_noun(before.text):
                return naming
        joined = naming.first == core.start and naming.last < core.end
        if joined and core.doc[naming.last].text == "and":
            return naming
    return None


def _is_anothers(mention: Mention) -> bool:
    """True if the name is that of whose kin or helper speaks: "the wife of the baker Ana Ruiz"."""
    doc, head = mention.core.doc, mention.head
    behind = doc[head.i + 1].lower_ if head.i + 1 < mention.core.end else ""
    return behind in OWNED_BY and singular(head.text) in words("relations")


def is_common(mention: Mention) -> bool:
    """True if the head is no name though capitalised: "Teachers", "Prosecutors", "Republicans"."""
    head, noun = mention.head, mention.noun
    if not head.text[0].isupper():
        return mention.head_name is None and name_at_end(mention) is None
    plural = noun != bare(head.text)
    naming = mention.head_name
    if naming is not None and head.i + 1 < naming.last and naming.kind != "person":
        return False
    alone = naming is None or len(naming.parts) == 1
    if plural and alone and noun in words("nationalities", "persons"):
        return True
    return plural and is_person_noun(noun.casefold()) and head.tag_ != "NNP"


def _is_native(mention: Mention) -> bool:
    """True for a person by the country alone: "the Croatian"."""
    noun = bare(mention.head.text)
    native = mention.definite and len(mention.core) == 2 and mention.number == "one"
    known = noun in words("nationalities") and noun.endswith(NATIVES)
    return native and (known or noun in words("natives") or noun.endswith(COUNTRYMEN))


def name_beside(resolver: Resolver, case: Case) -> Answer | None:
    """A description with the name in apposition: "the party's leader, Ana Ruiz"."""
    mention = case.mention
    if mention is None or mention.number == "many":
        return None
    for naming in mention.names:
        mark = resolver.doc[naming.first - 1].text if naming.first else ""
        closes = naming.last == mention.span.end and naming.first > mention.core.end
        closes = closes and mark != "("
        closes = closes and naming.kind != "place"
        if naming.first > mention.core.start and (mark in {",", "—", "–"} or closes):
            entity = resolver.entities.of(naming)
            if entity is not None:
                return of_entity(entity)
    apposed = _apposed(resolver, mention)
    entity = resolver.entities.of(apposed) if apposed else None
    return of_entity(entity) if entity else None


def _apposed(resolver: Resolver, mention: Mention) -> Naming | None:
    """The person named behind a mention: "his wife", of "his wife, the singer Ana Ruiz, said"."""
    doc = resolver.doc
    end = mention.span.end
    end += end < len(doc) and doc[end].text == ")"  # "head of the Kent Growers Board (KGB), Ana"
    end = _behind_relative(doc, end)
    if end >= len(doc) or doc[end].text != ",":
        return None
    if mention.definite and mention.noun in words("organizations", "outlets"):
        return _apposed_body(resolver, end + 1)
    if not is_person_noun(mention.noun):
        return None
    for index in range(end + 1, min(end + LONGEST_TITLE, len(doc))):
        naming = resolver.naming_at.get(index)
        if naming is not None and naming.kind == "person":
            behind = doc[naming.last].text if naming.last < len(doc) else ","
            return naming if not behind[0].isalnum() or behind in OF_A_BODY else None
        if doc[index].pos_ not in TITULAR:
            return None
    return None


def _behind_relative(doc: Tokens, end: int) -> int:
    """The comma behind a relative clause: ", Ana Ruiz," of "the judge who led it, Ana Ruiz,"."""
    if end >= len(doc) or doc[end].lower_ not in RELATIVES:
        return end
    for index in range(end + 1, min(end + LONGEST_RELATIVE, len(doc))):
        if doc[index].text == ",":
            return index
        if doc[index].text in {".", ";", ":"} or breaks(doc[index]):
            break
    return end


def _apposed_body(resolver: Resolver, index: int) -> Naming | None:
    """The body named at `index`, between commas: ", Okafor Lines," behind "the operator"."""
    naming = resolver.naming_at.get(index + (resolver.doc[index].text == "the"))
    if naming is None or naming.kind == "person" or naming.last >= len(resolver.doc):
        return None
    return naming if resolver.doc[naming.last].text == "," else None


def described(resolver: Resolver, case: Case) -> Answer | None:
    """A person by a description: "the Russian foreign minister", "the actor", "the 45-year-old"."""
    mention = case.mention
    if mention is None or mention.number == "many":
        return None
    himself = resolver.self_named(mention.head.i)
    if himself is not None:
        return of_entity(himself)
    if mention.indefinite:
        return None
    if _is_unnamed_again(resolver, mention):
        return unnamed(resolver, case)
    bearers = resolver.entities.with_trade(mention.noun)[:MOST_BEARERS]
    about = Description(mention, resolver.called, bearers)
    if not bearers and not _points_back(mention):
        return None
    pointer = Pointer(
        "person", case.offset, about.gender, case.barred, about=about.of, nobody=about.nobody
    )

    owner = resolver.owner_of(mention)

    def fits(entity: Entity) -> bool:
        """Somebody unnamed only if so described before: "the girl" is not "the actress"."""
        if entity is owner or about.excludes(entity):  # "his lawyer" is somebody else
            return False
        if mention.noun in words("nameless"):
            return about.fits(entity)
        return can_be_person(entity) and (bool(entity.name) or about.fits(entity))

    candidates = resolver.rank(pointer, fits, [*bearers, *resolver.soon(case.offset)])
    meant = candidates[0].entity
    if meant is None:
        answer = unnamed(resolver, case) or Answer()
        answer.candidates = candidates
        return answer
    if mention.head.text != "old" and not about.fits(meant):
        meant.described = meant.described or role_text(mention)
    return of_entity(meant, "described", candidates)


def _is_unnamed_again(resolver: Resolver, mention: Mention) -> bool:
    """True for a source that was just met without a name: "the official" after "an official"."""
    if not mention.definite or len(mention.core) != 2:
        return False
    doc, here = resolver.doc, resolver.discourse.place(mention.head.idx)[0]
    for token in resolver.tokens_before(mention.noun, mention.head.i, MOST_AGAIN):
        if here - resolver.discourse.place(token.idx)[0] > SOON:
            return False
        before = range(token.i - 1, max(0, token.i - LONGEST_TITLE), -1)
        first = next((i for i in before if doc[i].pos_ not in TITULAR - {"DET"}), 0)
        if doc[first].lower_ in {"a", "an"}:
            return not _is_somebodys(resolver, first, token.i)
        if doc[first].lower_ != "the":
            return False
    return False


def _is_somebodys(resolver: Resolver, first: int, last: int) -> bool:
    """True for a description beside a name: "Ana Ruiz, a nurse", "a nurse named Ana Ruiz"."""
    near = (resolver.naming_at.get(i) for i in range(first, last + LONGEST_TITLE))
    named = any(naming and naming.kind == "person" for naming in near)
    before = resolver.doc[first - 1].lower_
    apposed = before in COMMAS and first - 2 in resolver.ending
    return named or apposed or before in BESIDE


def _points_back(mention: Mention) -> bool:
    """True for a description that only somebody named can bear: "the 45-year-old"."""
    if mention.head.text in {"old", "year"} or _is_native(mention):
        return True
    return is_person_noun(mention.noun) or is_person_noun(mention.head.text)


def unnamed(_resolver: Resolver, case: Case) -> Answer | None:
    """A source that the article leaves without a name: "a senior official", "residents"."""
    mention = case.mention
    if mention is None:
        return None
    if mention.number == "many" or _is_share(mention):
        return Answer(None, "group")
    if mention.core.text.casefold() in ONE_OF_SEVERAL:
        return of_entity(Entity("", "person"))
    person = is_person_noun(mention.noun) or is_person_noun(mention.head.text)
    if not person:
        return Answer()
    somebody = Entity("", "person", gender=gender_of(mention.head.text, ""))
    somebody.described = role_text(mention)
    return of_entity(somebody)


def _is_share(mention: Mention) -> bool:
    """True for a number of people: "nine in 10", "one in four voters", "those surveyed"."""
    core = [token.lower_ for token in mention.core]
    if core[0] in {"those", "others", "nobody", "everybody"}:
        return True
    numbers = [word for word in core if word.isdigit() or word in words("quantities")]
    return len(numbers) > 1 and not words("prepositions").isdisjoint({"in", "of"} & set(core))


def role_text(mention: Mention) -> str:
    """A description without its articles: "senior official" of "a senior official"."""
    first = mention.core.start
    while first < mention.core.end - 1:
        if mention.core.doc[first].lower_ not in UNSAID:
            break
        first += 1
    return " ".join(mention.core.doc.text_of(first, mention.core.end).split())
