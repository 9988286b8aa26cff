"""Which quotations are nobody's words: titles, names, signs, crossheads, markup."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from quotex.statements.units import Layout

__all__ = ["REASONS", "why_not_speech"]

LONGEST_TITLE = 6
LONGEST_CROSSHEAD = 7
PERSONAL = frozenset({"i", "we", "you", "my", "our", "your", "me", "us", "i’m", "i'm"})
INTRODUCES_WORDS = frozenset({",", ":"})


def why_not_speech(layout: Layout, number: int) -> str | None:
    """Why the quotation is nobody's words, or None if it may be somebody's.

    number (int): its place in `layout.quotations`.
    """
    tokens = layout.tokens_of(number)
    return next((reason for reason, applies in REASONS.items() if applies(layout, tokens)), None)


def is_markup(layout: Layout, tokens: list[Token]) -> bool:
    """Values of attributes, and quotations without a letter: `id="4711"`."""
    first = tokens[0].i if tokens else 0
    attribute = first >= 2 and layout.doc[first - 2].text.endswith("=")
    return attribute or not any(token.is_alpha or token.text[0].isalpha() for token in tokens)


def is_title(layout: Layout, tokens: list[Token]) -> bool:
    """Short, and each longer word capitalised, in a sentence that is not: “The Night Shift”."""
    words = [token for token in tokens if token.text[0].isalnum()]
    if not words or len(words) > LONGEST_TITLE or _introduced(layout, tokens):
        return False
    if not words[0].text[0].isupper() or any(token.lower_ in PERSONAL for token in words):
        return False
    if any(t.text[0].islower() and not t.is_stop for t in words) or tokens[-1].text in "?!":
        return False
    return len(words) > 1 or words[0].i > 1


def is_crosshead(layout: Layout, tokens: list[Token]) -> bool:
    """A few quoted words without a verb that fill a paragraph of their own."""
    words = [token for token in tokens if token.text[0].isalnum()]
    if len(words) > LONGEST_CROSSHEAD or any(t.pos_ in {"VERB", "AUX", "INTJ"} for t in words):
        return False
    start, end = layout.paragraph_tokens(tokens[0].i)
    return layout.only_marks_between(start, end) and tokens[-1].text not in {"?", "!"}


def _introduced(layout: Layout, tokens: list[Token]) -> bool:
    """Whether a comma or colon before the mark says that words follow, or the words end in one."""
    before = tokens[0].i - 2
    said = before >= 0 and layout.doc[before].text in INTRODUCES_WORDS
    return said or layout.is_headline(tokens[0].i)


REASONS: dict[str, Callable[[Layout, list[Token]], bool]] = {
    "markup": is_markup,
    "crosshead": is_crosshead,
    "title or name": is_title,
}
"""The reasons, in the order in which they are tried."""
