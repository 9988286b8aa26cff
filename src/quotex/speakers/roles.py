"""The role beside a name: the title before it, or the apposition before or behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from quotex.speakers.nouns import is_person_noun
from quotex.tokens import FINITE, Token, Tokens
from quotex.wordlists import MOST_KEPT, bare, words

__all__ = [
    "ARTICLES",
    "CLAUSE_OPENERS",
    "POSSESSIVES",
    "before",
    "breaks",
    "is_calendar",
    "role_after",
    "role_before",
]

LONGEST_ROLE = 30
"""Tokens in the longest role that is kept."""
POSSESSIVES = frozenset({"'s", "’s", "’", "'"})
CLAUSE_OPENERS = frozenset({"who", "which", "that", "whose", "whom", "where", "when", "while"})
ARTICLES = frozenset({"the", "a", "an"})
NO_ROLE = frozenset(
    [
        "such",
        "other",
        "many",
        "several",
        "few",
        "own",
        "same",
        "some",
        "more",
        "most",
        "all",
        "both",
    ]
)
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", ""})
AGE = re.compile(r"\d{1,3}$")


def breaks(token: Token) -> bool:
    """True for a space that ends a line; a no-break space between words does not."""
    return bool(token.is_space) and "\n" in token.text


def before(doc: Tokens, index: int) -> int:
    """Index of the last token before `index` that is no blank; -1 if there is none."""
    index -= 1
    while index >= 0 and doc[index].is_space and not breaks(doc[index]):
        index -= 1
    return index


@lru_cache(MOST_KEPT)
def is_calendar(text: str) -> bool:
    return bare(text) in words("calendar")


def role_before(doc: Tokens, first: int) -> str | None:
    """The title or trade before a name: "Kremlin spokesman" of "Kremlin spokesman D. Peskov"."""
    start = first
    if start and doc[start - 1].text == ",":
        return _role_before_comma(doc, start - 1)
    while start > 0 and first - start < LONGEST_ROLE:
        blank = doc[start - 1].is_space and not breaks(doc[start - 1])
        if not blank and not _in_role(doc, doc[start - 1], start == first):
            break
        start -= 1
    return _as_role(doc, start, first)


def _in_role(doc: Tokens, token: Token, beside: bool) -> bool:
    """True if a role before a name can hold this token."""
    text = token.text
    if token.is_space or is_calendar(text):
        return False
    if text == "-":
        glued = token.i > 0 and not token.whitespace_ and not doc[token.i - 1].whitespace_
        return glued and not beside
    if text in {"of", "and", "&", "for"} | POSSESSIVES:
        return not beside
    if bare(text) in words("honorifics") and text[0].isupper():
        return beside
    if not (text[0].isalnum()):
        return False
    if token.pos_:
        return token.pos_ in NOMINAL and token.lower_ not in NO_ROLE
    return text[0].isupper() or is_person_noun(text)


def _as_role(doc: Tokens, start: int, end: int) -> str | None:
    """doc[start:end] as a role, if the words beside the name say what a person is."""
    while end > start and (doc[end - 1].is_space or bare(doc[end - 1].text) in words("honorifics")):
        end -= 1
    while start < end and (
        doc[start].text[0].islower() and doc[start].lower_ in words("prepositions") | {"and"}
    ):
        start += 1
    while start < end and not doc[start].text[0].isalnum():
        start += 1
    for index in range(end - 2, start, -1):
        if doc[index].text == "and" and not is_person_noun(doc[index - 1].text):
            start = index + 1
            break
    start = _behind_relation(doc, start, end)
    if start >= end:
        return None
    heads = [doc[end - 1].text]
    of = [i for i in range(start + 1, end) if doc[i].text in {"of", "for"}]
    if of:
        heads.append(doc[of[0] - 1].text)
    if not any(is_person_noun(head) for head in heads):
        return None
    return " ".join(doc.text_of(start, end).split())


def _behind_relation(doc: Tokens, start: int, end: int) -> int:
    """Where a role begins behind whose kin or helper is told of: "[wife of] footballer"."""
    for index in range(end - 2, start, -1):
        link = doc[index].lower_ in {"of", "for", "to"}
        if link and bare(doc[index - 1].text) in words("relations"):
            return index + 1 + (doc[index + 1].lower_ in ARTICLES)
    return start


def _role_before_comma(doc: Tokens, comma: int) -> str | None:
    """The description before a comma: "leader of the party" of "The leader of the party, X"."""
    start = comma
    while start > 0 and comma - start < LONGEST_ROLE // 2:
        token = doc[start - 1]
        inner = token.text == "the" and start > 1 and doc[start - 2].text in {"of", "for", "at"}
        if not (inner or token.text == "at" or _in_role(doc, token, start == comma)):
            break
        start -= 1
    while start < comma and doc[start].text in POSSESSIVES:
        start += 1
    return _described(doc, start, comma) if start < comma else None


def role_after(doc: Tokens, last: int) -> str | None:
    """The apposition behind a name: "a doctor" of "Ana Ruiz, a doctor, said"."""
    if last >= len(doc):
        return None
    index = last
    if doc[index].text in {"is", "was"} and doc[min(index + 1, len(doc) - 1)].text in ARTICLES:
        return _described(doc, index + 2, _clause_end(doc, index + 2))
    if doc[index].text not in {",", "–", "—"}:
        return None
    index += 1
    if index + 1 < len(doc) and AGE.match(doc[index].text) and doc[index + 1].text == ",":
        index += 2
    if index < len(doc) and doc[index].text.casefold() in ARTICLES | {"its", "his", "her", "their"}:
        index += 1
    end = _clause_end(doc, index)
    if end < len(doc) and doc[end].tag_ in FINITE:
        return None  # "With Ana Ruiz, the mayor agreed"
    return _described(doc, index, end)


def _clause_end(doc: Tokens, index: int) -> int:
    """Where an apposition that begins at `index` stops."""
    end = index
    while end < len(doc) and end - index < LONGEST_ROLE:
        token = doc[end]
        if token.is_space or token.text in {",", ";", ".", "—", "–", "(", ")", '"', "“", "”", ":"}:
            break
        if token.text in CLAUSE_OPENERS or token.tag_ in FINITE:
            break
        end += 1
    return end


def _described(doc: Tokens, start: int, end: int) -> str | None:
    """doc[start:end] as a role, if its head is a noun for a person."""
    head = start
    while head < end and not (doc[head].pos_ == "ADP" or doc[head].lower_ in words("prepositions")):
        head += 1
    while head > start and not doc[head - 1].text[0].isalnum():
        head -= 1
    if head <= start or end - start > LONGEST_ROLE:
        return None
    nouns = [i for i in range(start, head) if is_person_noun(doc[i].text)]
    if not nouns or not (nouns[-1] == head - 1 or doc[nouns[-1] + 1].text == "and"):
        return None
    return " ".join(doc.text_of(start, end).split())
