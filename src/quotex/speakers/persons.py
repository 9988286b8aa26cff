"""What a run of capitalised words names, and where the name in it begins.

"Russian Foreign Minister Sergey Lavrov" holds "Sergey Lavrov", a person; "Okafor Energy" is a
body. Titles and given names decide before the model's labels, which a small model gets wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from quotex.speakers.nouns import is_person_noun, singular
from quotex.tokens import Tokens
from quotex.wordlists import MOST_KEPT, bare, words

__all__ = [
    "LONGEST_NAME",
    "NICKNAME_MARKS",
    "Capitals",
    "Kind",
    "given_name",
    "has_body_word",
    "is_given",
    "is_joined_given",
    "last_title",
    "split",
]

Kind = Literal["person", "organization", "outlet", "place", "unknown"]

LABELS: dict[str, Kind] = {
    "PERSON": "person",
    "ORG": "organization",
    "NORP": "place",
    "FAC": "organization",
    "GPE": "place",
    "LOC": "place",
}
NICKNAME_MARKS = frozenset('"“”‘’()') | {"``", "''"}
"""What encloses a nickname inside a name."""
JOINED_GIVEN = re.compile(
    "[A-Z][a-z]{1,5}[-‐‑]([bcdfghjklmnpqrstwxyz]{0,2}[aeiouy]{1,3}(?:ng|[hklmnprtw])?)"
)
"""A Chinese or Korean given name of two syllables: "Wing-hang", "Min-jae"."""
LONGEST_OFFICE = 12
"""Tokens from an office to the last word of what it is for."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
OFFICE_LINKS = frozenset({"of", "for"})
LIST_LINKS = frozenset({"and", "&", ","})
LONGEST_NAME = 5
"""Words in the longest name of a person."""


@dataclass(frozen=True, slots=True)
class Capitals:
    """How often a document spells a word with and without a capital, headlines left out."""

    lower: Counter[str] = field(default_factory=Counter)
    upper: Counter[str] = field(default_factory=Counter)
    """With a capital, elsewhere than at the beginning of a sentence."""
    alone: Counter[str] = field(default_factory=Counter)
    """With a capital, and no other capitalised word beside it."""


def split(
    doc: Tokens, first: int, last: int, capitals: Capitals
) -> Iterator[tuple[int, int, Kind]]:
    """The name in a run: "Russian Foreign Minister Sergey Lavrov" holds "Sergey Lavrov"."""
    for start, end, kind in _split(doc, first, last, capitals):
        if kind == "person":
            start, end = _person_alone(doc, start, end, capitals)
        if start < end:
            yield start, end, kind


def _person_alone(doc: Tokens, first: int, last: int, capitals: Capitals) -> tuple[int, int]:
    """A person's name without what is glued to it: "Danny QUITS", "Ana Ruiz KC", "Nordfisk Ana"."""
    while last - first > 1 and doc[last - 1].text in words("postnominals"):
        last -= 1
    if not all(doc[i].text.isupper() for i in range(first, last)):
        loud = [i for i in range(first, last) if _shouts(doc[i].text, capitals)]
        if loud and loud[0] > first:
            last = loud[0]
        elif loud and loud[-1] + 1 < last:
            first = loud[-1] + 1
    while last - first > 2 and _is_bodys(doc, first, capitals) and is_given(doc[first + 1].text):
        first += 1
    return first, last


def _shouts(text: str, capitals: Capitals) -> bool:
    """True for a word of a headline in capitals, which the text below does not capitalise."""
    return (
        len(text) > 3
        and text.isupper()
        and text.isalpha()
        and not capitals.upper[text.capitalize()]
    )


def _is_bodys(doc: Tokens, index: int, capitals: Capitals) -> bool:
    """True for a body's name before a person's: "the shipping company Nordfisk Ana Ruiz"."""
    text = doc[index].text
    if is_given(text) or _initial(text):
        return False
    kind = index > 0 and doc[index - 1].lower_ in words("organizations", "outlets")
    return kind or capitals.alone[text] > 0


def _split(
    doc: Tokens, first: int, last: int, capitals: Capitals
) -> Iterator[tuple[int, int, Kind]]:
    holder = _behind_office(doc, first, last)
    if holder > first:
        if holder < last:
            yield holder, last, "person"
        return
    title = last_title(doc, first, last)
    if title is not None and title + 1 < last:
        if all(is_person_noun(doc[i].text) for i in range(title, last)):
            return
        if _is_office_alone(doc, title, last):
            return
        yield from _person_part(doc, title + 1, last)
        return
    if _is_title_alone(doc, first, last):
        return
    lettered = last - first > 2 and doc[last - 1].text in words("postnominals")
    if has_nickname(doc, first, last) or (lettered and not has_body_word(doc, first, last)):
        yield first, last, "person"
        return
    if doc.text_of(first, last) in words("capitals"):
        yield first, last, "place"
        return
    person = labelled(doc, first, last, "PERSON")
    if person is not None and _is_no_person(doc, first, last):
        person = None
    outlet = _has_article(doc, first) and last - first > 1 and has_outlet_ending(doc, last)
    if outlet or has_body_word(doc, first, last):
        yield first, last, kind_of(doc, first, last)
    elif person is not None:
        begins = _widened(doc, first, person[0], capitals)
        yield begins, _to_word_end(doc, max(person[1], first + 1), last), "person"
    else:
        start = given_name(doc, first, last)
        if start is not None:
            yield start, last, "person"
        else:
            yield first, last, kind_of(doc, first, last)


def _person_part(doc: Tokens, first: int, last: int) -> Iterator[tuple[int, int, Kind]]:
    """What follows a title, cut where the model or a given name begins the person."""
    if has_body_word(doc, first, last) and not labelled(doc, first, last, "PERSON"):
        yield first, last, kind_of(doc, first, last)
    elif last - first <= LONGEST_NAME or has_nickname(doc, first, last):
        yield first, last, "person"
    else:
        person = labelled(doc, first, last, "PERSON")
        yield (person[0] if person else last - 2), last, "person"


def last_title(doc: Tokens, first: int, last: int) -> int | None:
    """Index of the last title that a name follows: the "Minister" of "Minister Ana Ruiz"."""
    for index in range(last - 2, first - 1, -1):
        text = doc[index].text
        noun = bare(text)
        if is_given(noun) and not text.endswith("."):
            continue
        plural = not text.isupper() and singular(text) in words("persons", "titles")
        title = noun in words("honorifics") or is_person_noun(text) or plural
        title = title and doc[index + 1].text[0].isupper()
        behind = index + 1 if is_person_noun(text) else first
        if title and not (_whole_body(doc, behind, last) or _is_within_name(doc, index)):
            return index
    if first >= 2 and doc[first - 1].text in {"of", "for"} and is_person_noun(doc[first - 2].text):
        start = max(_holder(doc, first, last), _portfolio(doc, first, last))
        return start - 1 if start > first else None
    return None


def _is_within_name(doc: Tokens, title: int) -> bool:
    """True for the titles in "Prince Edward Island" and "Doctors Without Borders"."""
    behind = doc[title + 1]
    place = doc[title].ent_type_ in PLACES and behind.ent_iob_ == "I"
    return place or behind.lower_ in words("prepositions")


def _holder(doc: Tokens, first: int, last: int) -> int:
    """Where who has an office begins, behind where: "Ana" in "[mayor of] Leeds Ana Ruiz"."""
    person = labelled(doc, first, last, "PERSON")
    if person is None or person[0] == first:
        given = given_name(doc, first, last)
        return first if given is None else given
    start = person[0]
    while start - 1 > first and not doc[start - 1].ent_type_ and is_given(doc[start - 1].text):
        start -= 1
    return start


def _portfolio(doc: Tokens, first: int, last: int) -> int:
    """Where the name begins behind what a minister is for: "Health Ana Ruiz" of "Minister for"."""
    index = first
    while index < last and doc[index].lower_ in words("portfolios"):
        index += 1
    return index if index + 1 < last or labelled(doc, index, last, "PERSON") else first


def _behind_office(doc: Tokens, first: int, last: int) -> int:
    """Where a name begins behind an office: "Ana" of "Minister of Work and [Pensions Ana Ruiz]".

    `last` if the run has nothing but the office, or what it is for; `first` if it has no such.
    """
    index = first
    links = (i for i in range(first + 1, last - 1) if doc[i].lower_ in OFFICE_LINKS)
    link = next(links, None)
    if link is not None and is_person_noun(doc[link - 1].text):
        index = link + 1
    elif not _is_in_office(doc, first):
        return first
    while index < last and _is_for_office(doc, index):
        index += 1
    if index == last or doc[index].ent_type_ == "PERSON":
        return index
    return index if is_given(doc[index].text) or _initial(doc[index].text) else first


def _is_in_office(doc: Tokens, first: int) -> bool:
    """True for the "Sport" of "Minister for Culture, Media and Sport"."""
    for index in range(first - 1, max(0, first - LONGEST_OFFICE), -1):
        if doc[index].lower_ in OFFICE_LINKS and is_person_noun(doc[index - 1].text):
            return True
        if not _is_for_office(doc, index):
            return False
    return False


def _is_for_office(doc: Tokens, index: int) -> bool:
    """True for a word of what an office is for: the "Media", "and" and "Sport" of such."""
    word = doc[index].lower_
    return word in words("portfolios") or word in OFFICE_LINKS or word in LIST_LINKS


def _is_office_alone(doc: Tokens, title: int, last: int) -> bool:
    """True for an office of three words and more: "Chief Communications Officer"."""
    named = labelled(doc, title + 1, last, "PERSON") or given_name(doc, title + 1, last)
    return last - title > 2 and is_person_noun(doc[last - 1].text) and named is None


def _is_no_person(doc: Tokens, first: int, last: int) -> bool:
    """True where the model mistakes a body for a person: "TNO", "the Orlando Sentinel"."""
    text = doc[first].text
    article = _has_article(doc, first)
    if last - first > 1:
        return article and given_name(doc, first, last) is None
    if article and doc[first].dep_ not in {"compound", ""} and doc[first].tag_ == "NNP":
        return True
    return (text.isupper() and 2 < len(text) < 9) or kind_of(doc, first, last) == "outlet"


def _has_article(doc: Tokens, first: int) -> bool:
    return first > 0 and doc[first - 1].text in {"The", "the"}


def _is_title_alone(doc: Tokens, first: int, last: int) -> bool:
    """True for an office without a holder: "Foreign Minister", "White House Press Secretary"."""
    if not is_person_noun(doc[last - 1].text):
        return False
    if (
        last - first == 1
        and first > 0
        and doc[first - 1].text == "The"
        and doc[first].text.istitle()
    ):
        return not has_outlet_ending(doc, last)
    if last - first == 1:
        return doc[first].ent_type_ != "PERSON" or doc[first].text in words("office_initials")
    labels = {doc[i].ent_type_ for i in range(first, last)}
    if labels in ({"PERSON"}, {"ORG"}):
        return False
    if doc[last - 1].text in words("postnominals") and given_name(doc, first, last) is not None:
        return False
    return not is_given(doc[last - 2].text) and not _initial(doc[last - 2].text)


def _initial(text: str) -> bool:
    return text[0].isupper() and (len(text) == 1 or (len(text) == 2 and text[1] == "."))


def _whole_body(doc: Tokens, first: int, last: int) -> bool:
    """True for a body with a title word in its name: "Republican National Committee"."""
    if not has_body_word(doc, first, last) or labelled(doc, first, last, "PERSON"):
        return False
    return given_name(doc, first, last) is None


def labelled(doc: Tokens, first: int, last: int, label: str) -> tuple[int, int] | None:
    """The part of doc[first:last] that the model labels so, or None."""
    found = [i for i in range(first, last) if doc[i].ent_type_ == label]
    return (found[0], found[-1] + 1) if found else None


def _widened(doc: Tokens, first: int, start: int, capitals: Capitals) -> int:
    """Where a person's name begins that the model may have cut: never at a place or body."""
    if doc[first].ent_iob_ == "I":  # a body's label that reaches over "'s": "MSNBC's Ana"
        return first
    for index in range(start - 1, first - 1, -1):
        token = doc[index]
        if index == start - 1 and is_given(token.text):  # taken for a place: "Chelsea Ruiz"
            continue
        other = token.ent_type_ not in {"", "PERSON"} or bare(token.text) in words("nationalities")
        if other or _is_bodys(doc, index, capitals):
            return index + 1
    return first


def _to_word_end(doc: Tokens, end: int, last: int) -> int:
    """`end`, moved to where a hyphenated word or "de Boer" ends, but not behind `last`."""
    while end < last and (
        "-" in {doc[end].text, doc[end - 1].text} or doc[end - 1].text in words("particles")
    ):
        end += 1
    return min(end, last)


@lru_cache(MOST_KEPT)
def is_given(text: str) -> bool:
    """True for a given name on the lists: "Ana"."""
    return text.casefold() in words("given_names_male", "given_names_female")


def is_joined_given(text: str) -> bool:
    """True for a given name of two syllables, the second without a capital: "Wing-hang"."""
    found = JOINED_GIVEN.fullmatch(text)
    return found is not None and found[1] not in words("suffixes")


def given_name(doc: Tokens, first: int, last: int) -> int | None:
    """Where a given name with a surname behind it begins."""
    for index in range(first, last - 1):
        if is_given(doc[index].text) and last - index <= LONGEST_NAME:
            return index
    return None


def has_body_word(doc: Tokens, first: int, last: int) -> bool:
    return any(bare(doc[i].text) in words("bodies") for i in range(first, last))


def has_nickname(doc: Tokens, first: int, last: int) -> bool:
    """True if a nickname stands in the name: Ana "Ace" Ruiz."""
    marks = (i for i in range(first + 1, last) if doc[i].text in NICKNAME_MARKS)
    return any(doc[i - 1].whitespace_ for i in marks)  # no apostrophe: "the Workers’ Union"


def has_outlet_ending(doc: Tokens, last: int) -> bool:
    """True if the word before `last` ends outlets' names: "Herald"."""
    return bare(doc[last - 1].text) in words("outlet_endings")


def kind_of(doc: Tokens, first: int, last: int) -> Kind:
    """What a run without a person names, by lists and the model's label."""
    text = doc.text_of(first, last)
    ends = bare(doc[last - 1].text)
    article = _has_article(doc, first)
    if last - first > 1 and ends in words("outlet_endings"):
        return "outlet"
    if (
        article
        and last - first == 1
        and ends in words("outlet_endings")
        and doc[first].text[0].isupper()
    ):
        return "outlet"
    if all(doc[i].ent_type_ in {"GPE", "LOC"} for i in range(first, last)):
        return "place"
    people = last - first > 2 and is_person_noun(singular(doc[first].text))
    if has_body_word(doc, first, last) or (people and _is_within_name(doc, first)):
        return "organization"
    labels = Counter(LABELS.get(doc[i].ent_type_, "unknown") for i in range(first, last))
    kind = labels.most_common(1)[0][0]
    if kind == "person" and article:
        return "organization"
    if kind in {"unknown", "person"} and text.isupper() and 2 <= len(text) <= 6:
        return "organization"
    return kind
