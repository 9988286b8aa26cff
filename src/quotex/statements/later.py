"""The later clauses of a unit, looked up by where they begin.

A sentence without end has thousands: what a clause asks of those behind it is asked of each of
them once, and not again for each clause before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from quotex.statements.cues import CLAUSE_SUBJECTS, Clause, is_cue_verb
from quotex.statements.units import Layout

__all__ = ["LaterClauses", "is_joined_report"]


class LaterClauses:
    """Clauses of a unit, for those before them. A clause begins at its cue or before it.

    layout (Layout): the text.
    clauses (Iterable[Clause]): the clauses, in text order.
    """

    def __init__(self, layout: Layout, clauses: Iterable[Clause]) -> None:
        self._starts: list[int] = []
        self._anew: list[int] = []
        self._joined: dict[int, list[int]] = {}
        self._of_source: dict[int, int] = {}
        for clause in clauses:
            self._starts.append(clause.start)
            if _reports_anew(layout, clause):
                self._anew.append(clause.start)
            if clause.verb.dep_ == "conj" and not _is_participle(clause):
                self._joined.setdefault(clause.verb.head.i, []).append(clause.start)
            if clause.source is not None:
                begun = self._of_source.get(clause.source.start, 0)
                self._of_source[clause.source.start] = max(begun, clause.start)
        for starts in (self._starts, self._anew, *self._joined.values()):
            starts.sort()

    def first(self, start: int, limit: int) -> int:
        """Where the first of them begins, from token `start` on, or `limit`."""
        return min(limit, _first(self._starts, start, limit))

    def first_report(self, clause: Clause, start: int, limit: int) -> int:
        """Where the first begins that is no part of what `clause` reports, or `limit`."""
        joined = self._joined.get(clause.verb.i, ())
        return min(limit, *(_first(starts, start, limit) for starts in (self._anew, joined)))

    def has_source_of(self, clause: Clause) -> bool:
        """Whether one behind the cue of `clause` has the same source."""
        source = clause.source
        return source is not None and self._of_source.get(source.start, 0) >= clause.cue.end


def _first(starts: Sequence[int], start: int, limit: int) -> int:
    place = bisect_left(starts, start)
    return starts[place] if place < len(starts) else limit


def _reports_anew(layout: Layout, clause: Clause) -> bool:
    """Whether it begins a report of its own, whatever clause is before it."""
    doc, verb, start = layout.doc, clause.verb, clause.start
    if clause.is_without_verb or layout.closes(start - 1):
        return True
    after_comma = doc[start - 1].text in {",", ";"} or (
        start >= 2
        and doc[start - 1].lower_ in {"and", "but", "while", "though", "although"}
        and (doc[start - 2].text == "," or layout.closes(start - 2))
    )
    if _is_participle(clause):
        return after_comma
    if verb.dep_ == "conj" and is_joined_report(layout, clause):
        return True
    has_own_source = clause.source is not None and clause.source.start >= start
    return after_comma and has_own_source and verb.dep_ != "relcl"


def _is_participle(clause: Clause) -> bool:
    """Whether it begins with its verb, as "adding that B" does."""
    return clause.verb.tag_ == "VBG" and clause.start == clause.verb.i


def is_joined_report(layout: Layout, clause: Clause) -> bool:
    """Whether "and" joins another report of the same source: "said A and added that B"."""
    doc, end = layout.doc, clause.cue.end
    has_subject = any(child.dep_ in CLAUSE_SUBJECTS for child in clause.verb.lefts)
    if has_subject or end + 1 >= len(doc) or not is_cue_verb(clause.verb):
        return False
    return doc[end].lower_ == "that" or (doc[end].text in {",", ":"} and layout.opens(end + 1))
