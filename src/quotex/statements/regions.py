"""From a stretch of tokens to content: without connectives, marks and loose ends at its edges."""

from __future__ import annotations

from quotex.annotations import Offsets
from quotex.statements.edges import BULLETS, trim
from quotex.statements.units import Layout
from quotex.wordlists import words

__all__ = ["content_of"]


def content_of(layout: Layout, start: int, end: int) -> tuple[list[Offsets], list[Offsets]]:
    """The content and the verbatim parts, in characters, of the tokens from `start` to `end`.

    Quotations that the range cuts are taken in whole; if nothing but quotations is left, each
    is a part of its own, else the content is one stretch.
    """
    doc = layout.doc
    start, end = _whole_quotations(layout, start, end)
    while start < end and _is_connective(layout, start):
        start += 1
        if start < end and doc[start].text == ",":
            start += 1
    while start < end and _is_loose_end(layout, end - 1):
        end -= 1
    if start >= end:
        return [], []
    left, right = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    text = layout.text
    quoted = [
        trimmed
        for number in sorted(set(layout.quotation_of[start:end]) - {-1})
        for part in layout.quotations[number].parts
        if layout.quotations[number].rejected is None
        if left <= part[0] and part[1] <= right
        if (trimmed := trim(text, *part, [part])) is not None
    ]
    if not any(_is_word(layout, i) for i in range(start, end)):
        return list(quoted), quoted
    whole = trim(text, left, right, quoted)
    if whole is None:
        return [], []
    return [whole], [(max(a, whole[0]), min(b, whole[1])) for a, b in quoted]


def _whole_quotations(layout: Layout, start: int, end: int) -> tuple[int, int]:
    """The range, widened so that it cuts no quotation."""
    inside = layout.quotation_of
    while start > 0 and inside[start] >= 0 and inside[start - 1] == inside[start]:
        start -= 1
    while 0 < end < len(inside) and inside[end - 1] >= 0 and inside[end] == inside[end - 1]:
        end += 1
    return start, end


def _is_connective(layout: Layout, i: int) -> bool:
    token = layout.doc[i]
    return (
        not layout.quoted(token)
        and not layout.is_mark[i]
        and (
            token.lower_ in words("connectives")
            or token.text in {",", "-", "—", "–", ":", *BULLETS}
            or token.is_space
            or (token.lower_ == "that" and layout.doc[i + 1 : i + 2].text == ",")
        )
    )


def _is_loose_end(layout: Layout, i: int) -> bool:
    """Whether token `i` only leads on to what comes next: ", but"."""
    token = layout.doc[i]
    if layout.quoted(token) or layout.is_mark[i]:
        return False
    return token.is_space or token.text in {",", ";"} or token.lower_ in {"and", "but", "while"}


def _is_word(layout: Layout, i: int) -> bool:
    """Whether token `i` is a word outside quotation marks."""
    if layout.quotation_of[i] >= 0 or layout.is_mark[i]:
        return False
    token = layout.doc[i]
    return not token.is_punct and not token.is_space and token.lower_ not in {"and"}
