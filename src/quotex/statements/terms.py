"""Quoted terms in the middle of what is reported: the source's own words, if the tagger agrees."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from operator import itemgetter

from quotex.annotations import Statement
from quotex.roles import Reading
from quotex.statements.edges import trim
from quotex.statements.orphans import TERM
from quotex.statements.units import Layout

__all__ = ["keep_terms"]

LEAST_LIKELY = 0.4
"""The mean likelihood that the words are content, from which on they are the source's."""


def keep_terms(layout: Layout, reading: Reading, statements: Sequence[Statement]) -> None:
    """Make terms that lie in what is reported verbatim: "said that the “elites” need not obey".

    Alone in a sentence of the reporter's such a term is nobody's words; in a sentence that
    somebody else is reported to have said, the marks are most likely about his words.
    """
    likely = reading.likely("content", optional=False)
    parts = sorted(
        ((*part, statement) for statement in statements for part in statement.content),
        key=itemgetter(0),
    )
    for quotation in layout.quotations:
        if quotation.rejected != TERM or len(quotation.parts) > 1:
            continue
        term = trim(layout.text, *quotation.parts[0], quotation.parts)
        index = bisect_right(parts, quotation.parts[0][0], key=itemgetter(0)) - 1
        if term is None or index < 0:
            continue
        start, end, statement = parts[index]
        if not (start <= term[0] and term[1] <= end):
            continue
        if likely[slice(*layout.tokens_in(term))].mean() >= LEAST_LIKELY:
            quotation.rejected = None
            insort(statement.verbatim, term)
