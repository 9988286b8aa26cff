"""Where content begins and ends: without outer marks, spaces and closing punctuation."""

from __future__ import annotations

from collections.abc import Sequence

from quotex.annotations import Offsets

__all__ = ["BULLETS", "trim"]

MARKS = "“”„‟\"‘’‚‛'`«»‹›"
BULLETS = "•*→➤►▶▪■●"
LEFT_EDGE = ",;:…—–-. \t\r\n\u00a0" + BULLETS
RIGHT_EDGE = ",;:.—–- \t\r\n\u00a0•*"


def trim(text: str, start: int, end: int, quoted: Sequence[Offsets]) -> Offsets | None:
    """The span without what does not belong to content at its edges; None if nothing is left.

    quoted (Sequence[Offsets]): what the quotation marks enclose. Marks outside it go; those inside,
        nested marks and apostrophes, stay: `‘Never’ is late`.
    """
    while start < end and (text[start] in LEFT_EDGE or _is_outer_mark(text, start, quoted)):
        start += 1
    while end > start and (text[end - 1] in RIGHT_EDGE or _is_outer_mark(text, end - 1, quoted)):
        end -= 1
    return (start, end) if start < end else None


def _is_outer_mark(text: str, offset: int, quoted: Sequence[Offsets]) -> bool:
    return text[offset] in MARKS and not any(start <= offset < end for start, end in quoted)
