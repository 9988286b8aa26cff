"""Where content begins and ends: without marks, spaces and closing punctuation at its edges."""

from __future__ import annotations

from quotex.annotations import Offsets

__all__ = ["trim"]

EDGE_MARKS = "“”„‟\"‘’‚‛'`«»‹›"
LEFT_EDGE = EDGE_MARKS + ",;:…—–-. \t\r\n\u00a0•*"
RIGHT_EDGE = EDGE_MARKS + ",;:.—–- \t\r\n\u00a0•*"


def trim(text: str, start: int, end: int) -> Offsets | None:
    """The span without marks, spaces and closing punctuation at its edges; None if empty."""
    while start < end and text[start] in LEFT_EDGE:
        start += 1
    while end > start and text[end - 1] in RIGHT_EDGE:
        end -= 1
    return (start, end) if start < end else None
