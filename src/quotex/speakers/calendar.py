"""Days and months, which can be somebody's name: "Theresa May", "April Jones"."""

from __future__ import annotations

from quotex.speakers.nouns import is_person_noun
from quotex.speakers.persons import is_given
from quotex.tokens import Token, Tokens
from quotex.wordlists import bare, words

__all__ = ["dates_of"]

IN_DATES = frozenset({"in", "on", "since", "until", "last", "next", "this", "early", "late", "mid"})
"""What stands before a day or month, and hardly before a person."""


def dates_of(doc: Tokens) -> set[int]:
    """Indices of the words for days and months, but of those that name somebody.

    Once a title or a given name has said so, the same word alone does too, but not in a date.
    """
    found: set[int] = set()
    for word in doc.places.keys() & words("calendar"):
        places = [i for i in doc.places[word] if doc[i].text.istitle()]
        if any(_is_surname(doc, i) or _is_given(doc, i) for i in places):
            places = [i for i in places if _is_in_date(doc, i)]
        found.update(places)
    return found


def _is_surname(doc: Tokens, index: int) -> bool:
    """True behind a title or a given name: "Mrs May"; days are none: "the President Friday"."""
    before = doc[index - 1] if index else None
    if before is None or not before.text[0].isupper() or _is_in_date(doc, index):
        return False
    given = is_given(before.text) and doc[index].tag_ in {"NNP", ""}
    title = is_person_noun(before.text) and not doc[index].lower_.endswith("day")
    return given or title or bare(before.text) in words("honorifics")


def _is_given(doc: Tokens, index: int) -> bool:
    """True before a person's surname: "April Jones"."""
    if index + 1 >= len(doc) or not is_given(doc[index].text):
        return False
    return doc[index].ent_type_ == doc[index + 1].ent_type_ == "PERSON"


def _is_in_date(doc: Tokens, index: int) -> bool:
    """True beside a number or what else stands with days and months: "May 5", "in May"."""
    before = doc[index - 1] if index else None
    behind = doc[index + 1] if index + 1 < len(doc) else None
    if any(token is not None and _is_number(token) for token in (before, behind)):
        return True
    return before is not None and before.lower_ in IN_DATES


def _is_number(token: Token) -> bool:
    return token.text[0].isdigit()
