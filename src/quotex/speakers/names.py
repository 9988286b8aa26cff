"""What persons and bodies an article names: every naming, with the role and gender beside it.

A small model's entities miss, split and mislabel names. So a naming is any run of capitalised
words (`runs`); titles, given names and the model's labels say which part of it is the name
(`persons`); the words around it say the role (`roles`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotex.annotations import Offsets
from quotex.speakers.nouns import Gender, as_pronoun, gender_of, is_person_noun, singular
from quotex.speakers.persons import (
    LONGEST_NAME,
    Kind,
    has_body_word,
    is_given,
    is_joined_given,
    split,
)
from quotex.speakers.roles import ARTICLES, before, role_after, role_before
from quotex.speakers.runs import (
    capitals_of,
    datelines_of,
    headlines_of,
    lines_of,
    name_runs,
    runs_of,
)
from quotex.tokens import Tokens
from quotex.wordlists import bare, words

__all__ = ["Naming", "gather", "tokens_in"]

AGED = re.compile(r"(?:,\s+|\s+\()(?:an?\s+)?\d{1,3}(?:[,)]|[\s-]year[\s-]old)")
"""An age behind a name: "Ana Ruiz, 46,", "Ana Ruiz (46)", "Ana Ruiz, a 46-year-old"."""
AGED_ALONE = re.compile(r",\s+[1-9]\d,\s+(?:who|whose|from|an?|said|says|told)\b")
"""An age behind a name of one word, which can be a place in a table: "Zdena, 67, who"."""
AGE = re.compile(r",?\s+\(?(\d{1,3})\b[,.)]")
AMOUNT = re.compile(r"[A-Z]{1,3}[^\w\s]?\d[\d.,]*")
LARGE = frozenset({"million", "billion", "trillion", "crore", "lakh", "m", "bn", "per"})
"""What follows the digits of an amount."""
TITLE_END = re.compile(r"\b(?:of|for|at|to|who|in)\b")
"""What stands behind the noun that says what a person is: "leader of the party"."""
# linear: a name has a few words, and an attempt begins at none but the spaces between them
NICKNAME = re.compile(r"""\s(?:``|''|["“‘(]).+(?:''|["”’)])\s""")
"""A nickname between given name and surname: Ana "Ace" Ruiz is Ana Ruiz."""


@dataclass(slots=True)
class Naming:
    """One place where the text names somebody; `start` and `end` enclose the name alone."""

    start: int
    end: int
    first: int
    """Index of the name's first token."""
    last: int
    """Index of the token behind the name."""
    text: str
    """The name, without titles, words separated by one space."""
    kind: Kind
    role: str | None
    gender: Gender
    quoted: bool
    """True if it stands inside quotation marks."""
    headline: bool
    """True if it stands in a line where every word is capitalised."""
    parts: list[str]
    """The words of the name."""
    age: str | None
    """The number behind it that can be an age: "Ana Ruiz, 46," and "Ruiz (46)"."""


def gather(
    doc: Tokens, quoted: list[Offsets], outlets: frozenset[str] = frozenset()
) -> list[Naming]:
    """Every naming in `doc`, in text order.

    `quoted` are the stretches in quotation marks, `outlets` what news outlets are called.
    """
    inside = tokens_in(doc, quoted)
    lines = lines_of(doc)
    headlines = headlines_of(lines)
    datelines = datelines_of(lines)
    runs = list(runs_of(doc))
    capitals = capitals_of(doc, runs, headlines)
    namings = []
    for run in name_runs(doc, runs, headlines, capitals):
        for first, last, kind in split(doc, run.first, run.last, capitals):
            if last - first == 1 and as_pronoun(doc[first].text):
                continue
            if (first in datelines and kind != "outlet") or _is_amount(doc, first, last):
                continue
            if _is_outlet(doc, first, last, kind, outlets):
                kind = "outlet"
            elif kind in {"place", "organization", "unknown"} and (
                _is_titled(doc, first, last) or _is_introduced(doc, first, last, kind)
            ):
                kind = "person"
            elif kind == "unknown" or (kind == "person" and last - first == 1):
                kind = _kind_beside(doc, first, last) or kind
            namings.append(_naming(doc, first, last, kind, inside, headlines))
    return namings


def _is_amount(doc: Tokens, first: int, last: int) -> bool:
    """True for money in letters and digits: "R14", of "R14 500" and "R14 million"."""
    if last - first > 1 or last >= len(doc) or not AMOUNT.fullmatch(doc[first].text):
        return False
    return doc[last].text[0].isdigit() or doc[last].lower_ in words("quantities") | LARGE


def _is_outlet(doc: Tokens, first: int, last: int, kind: Kind, outlets: frozenset[str]) -> bool:
    """True for an outlet's name, unless a person's title or given name stands before it."""
    name = doc.text_of(first, last)
    if _is_branch(doc, first, last, kind, outlets):
        return True
    article = first > 0 and doc[first - 1].text in {"The", "the"}
    if name not in outlets and not (article and f"The {name}" in outlets):
        return False
    full = last - first > 1 and is_given(doc[first].text)
    person = kind == "person" and (role_before(doc, first) or full)
    return not person or article


def _is_branch(doc: Tokens, first: int, last: int, kind: Kind, outlets: frozenset[str]) -> bool:
    """True for an outlet's name with more behind it, which the model takes for a person's."""
    if kind != "person" or last - first < 2 or doc[first].text not in outlets:
        return False
    return not any(is_given(doc[i].text) for i in range(first, last)) and not role_before(
        doc, first
    )


def _is_titled(doc: Tokens, first: int, last: int) -> bool:
    """True for a full name beside a title, whatever its label: "resident Ana Ruiz"."""
    if not 2 <= last - first <= LONGEST_NAME or has_body_word(doc, first, last):
        return False
    if bare(doc[last - 1].text) in words("companies"):
        return False
    noun = first - 1
    if noun > 0 and doc[noun].text == ",":
        closed = last >= len(doc) or not doc[last].text[0].isalnum()
        noun = noun - 1 if closed else -1
    return noun >= 0 and doc[noun].text.islower() and is_person_noun(doc[noun].text)


def _is_introduced(doc: Tokens, first: int, last: int, kind: Kind) -> bool:
    """True for a full name before an age or what a person is: "Ana Ruiz, a nurse,".

    A body can be "the owner of the port", but hardly "the mayor of Kent".
    """
    if last - first == 1:
        return AGED_ALONE.match(doc.text, doc[first].end) is not None
    if not 2 <= last - first <= LONGEST_NAME or last + 1 >= len(doc) or kind == "place":
        return False
    if has_body_word(doc, first, last) or bare(doc[last - 1].text) in words("companies"):
        return False
    if AGED.match(doc.text, doc[last - 1].end):
        return True
    if doc[last].text not in {",", "is", "was"} or (role := role_after(doc, last)) is None:
        return False
    office = TITLE_END.split(role, maxsplit=1)[0].split()
    alone = bool(office) and bare(office[-1]) not in words("persons_or_bodies")
    return alone or kind == "unknown" or doc[last + 1].lower_ in {"a", "an"}


def _kind_beside(doc: Tokens, first: int, last: int) -> Kind | None:
    """The kind that a noun beside a name says: "the airline X", "X, a small maker of tyres,"."""
    nouns = {doc[first - 1].text} if first else set()
    if last + 1 < len(doc) and doc[last].text == "," and doc[last + 1].text in ARTICLES:
        end = last + 2
        while end < len(doc) and doc[end].pos_ in {"ADJ", "NOUN", "PROPN", "PUNCT"}:
            if doc[end].text == ",":
                break
            end += 1
        nouns.add(singular(doc[end - 1].text))
    if nouns & words("outlets"):
        return "outlet"
    return "organization" if nouns & words("organizations") else None


def tokens_in(doc: Tokens, quoted: list[Offsets]) -> set[int]:
    """Indices of the tokens inside the stretches."""
    inside: set[int] = set()
    for start, end in quoted:
        touched = doc.touched((start, end)) if start < end else None
        if touched is not None:
            inside.update(range(*touched))
    return inside


def _naming(
    doc: Tokens, first: int, last: int, kind: Kind, inside: set[int], headlines: set[int]
) -> Naming:
    """The record of the name doc[first:last], with what stands beside it."""
    role = role_before(doc, first) or role_after(doc, last) if kind != "place" else None
    beside = before(doc, first)
    text = doc.text_of(first, last)
    parts = (NICKNAME.sub(" ", text) if last - first > 2 else text).split()
    age = AGE.match(doc.text, doc[last - 1].end)
    address = bare(doc[beside].text) if beside >= 0 else ""
    given = doc[first].text if kind == "person" and last - first > 1 else ""
    return Naming(
        start=doc[first].idx,
        end=doc[last - 1].end,
        first=first,
        last=last,
        text=" ".join(parts),
        kind="person" if kind == "unknown" and address in words("honorifics") else kind,
        role=role,
        gender=_gender(text, given, address, role),
        quoted=first in inside,
        headline=first in headlines,
        parts=parts,
        age=age[1] if age else None,
    )


def _gender(name: str, given: str, address: str, role: str | None) -> Gender:
    """The gender that the words beside a name and the given name in it, if any, say."""
    parts = name.split() if given else []
    if len(parts) == 2 and is_joined_given(parts[1]):  # "Kim Min-jae" is no Kim
        given = ""
    title = TITLE_END.split(role, maxsplit=1)[0].split() if role else []
    return gender_of(f"{title[-1] if title else ''} {address}", given)
