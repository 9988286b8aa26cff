"""Counts for each measure, added up document by document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .documents import Document, Outlet, Quote
from .matching import Matches, Matching, match_outlets, outlet_fit
from .results import MEASURES, Score
from .spans import on_target


@dataclass
class _Tally:
    tp: int = 0
    predicted: int = 0
    gold: int = 0


class Tallies:
    """The running counts of every measure that was counted."""

    def __init__(self) -> None:
        self._tallies: dict[str, _Tally] = {}

    def add(self, measure: str, *, tp: int, predicted: int, gold: int) -> None:
        """Add the counts of a document to a measure."""
        tally = self._tallies.setdefault(measure, _Tally())
        tally.tp += tp
        tally.predicted += predicted
        tally.gold += gold

    def scores(self) -> dict[str, Score]:
        """The scores so far, in the order of `MEASURES`."""
        return {
            measure: Score.from_counts(tp=tally.tp, predicted=tally.predicted, gold=tally.gold)
            for measure in MEASURES
            if (tally := self._tallies.get(measure))
        }


def count_document(tallies: Tallies, document: Document, matches: Matches, *, named: bool) -> None:
    """Count one document; `named` is false where the gold has no names to compare with."""
    _count_quoted_spans(tallies, matches, named)
    _count_quotes(tallies, document, matches, named)
    _count_indirect(tallies, document, matches.half)
    found = [(document.gold[i], document.predicted[j]) for i, j in matches.half.pairs]
    _count_cues(tallies, found)
    _count_kinds(tallies, found)
    if named:
        _count_types(tallies, found)
        _count_outlets(tallies, "outlets", document, matches.half, same_role=False)
        _count_outlets(tallies, "outlets+role", document, matches.half, same_role=True)


def _count_quoted_spans(tallies: Tallies, matches: Matches, named: bool) -> None:
    asked = [item.quote for item in matches.gold_spans]
    matching = matches.spans
    counted = len(matching.counted)
    tallies.add("verbatim", tp=len(matching.pairs), predicted=counted, gold=len(asked))
    found = [(asked[i], matches.predicted_spans[j].quote) for i, j in matching.pairs]
    _count_mentions(tallies, "verbatim+mention", asked, found, counted)
    if named:
        _count_names(tallies, "verbatim+name", asked, found, counted)


def _count_quotes(tallies: Tallies, document: Document, matches: Matches, named: bool) -> None:
    asked = document.asked
    for measure, matching in (("content50", matches.half), ("content90", matches.nearly)):
        counted = len(matching.counted)
        tallies.add(measure, tp=len(matching.pairs), predicted=counted, gold=len(asked))
    counted = len(matches.half.counted)
    found = [(document.gold[i], document.predicted[j]) for i, j in matches.half.pairs]
    _count_mentions(tallies, "content50+mention", asked, found, counted)
    if named:
        _count_names(tallies, "content50+name", asked, found, counted)


def _count_mentions(
    tallies: Tallies,
    measure: str,
    asked: Sequence[Quote],
    found: Sequence[tuple[Quote, Quote]],
    counted: int,
) -> None:
    """Count mentions; a quote for which the gold has none is left out on both sides."""
    tallies.add(
        measure,
        tp=sum(on_target(wanted.mention, got.mention) for wanted, got in found),
        predicted=counted - sum(wanted.mention is None for wanted, _ in found),
        gold=sum(wanted.mention is not None for wanted in asked),
    )


def _count_names(
    tallies: Tallies,
    measure: str,
    asked: Sequence[Quote],
    found: Sequence[tuple[Quote, Quote]],
    counted: int,
) -> None:
    right = sum(wanted.is_named_alike(got) for wanted, got in found)
    tallies.add(measure, tp=right, predicted=counted, gold=len(asked))


def _count_indirect(tallies: Tallies, document: Document, matching: Matching) -> None:
    right = sum(document.gold[i].kind == "indirect" for i in matching.found)
    wrong = sum(not document.predicted[j].verbatim for j in matching.wrong)
    gold = sum(quote.kind == "indirect" for quote in document.asked)
    tallies.add("indirect50", tp=right, predicted=right + wrong, gold=gold)


def _count_cues(tallies: Tallies, found: Sequence[tuple[Quote, Quote]]) -> None:
    tallies.add(
        "cue",
        tp=sum(on_target(wanted.cue, got.cue) for wanted, got in found),
        predicted=sum(got.cue is not None for _, got in found),
        gold=sum(wanted.cue is not None for wanted, _ in found),
    )


def _count_kinds(tallies: Tallies, found: Sequence[tuple[Quote, Quote]]) -> None:
    same = sum(wanted.kind == got.kind for wanted, got in found)
    tallies.add("kind", tp=same, predicted=len(found), gold=len(found))


def _count_types(tallies: Tallies, found: Sequence[tuple[Quote, Quote]]) -> None:
    known = [(wanted, got) for wanted, got in found if wanted.type not in (None, "unknown")]
    same = sum(wanted.type == got.type for wanted, got in known)
    tallies.add("type", tp=same, predicted=len(known), gold=len(known))


def _count_outlets(
    tallies: Tallies, measure: str, document: Document, matching: Matching, *, same_role: bool
) -> None:
    """Count outlets; those carried over, or credited elsewhere to the speaker, are excused."""
    credited = _outlets_by_speaker(document.gold)
    partners = matching.partners
    gold = sum(not outlet.carried for quote in document.asked for outlet in quote.outlets)
    tp = predicted = 0
    for j in matching.counted:
        got = document.predicted[j]
        wanted = document.gold[partners[j]] if j in partners else None
        asked = wanted.outlets if wanted else []
        pairs = match_outlets(asked, got.outlets, same_role=same_role)
        paired = {k for _, k in pairs}
        unpaired = [outlet for k, outlet in enumerate(got.outlets) if k not in paired]
        elsewhere = credited.get((wanted or got).source, [])
        excused = sum(any(outlet_fit(known, outlet) for known in elsewhere) for outlet in unpaired)
        right = sum(not asked[i].carried for i, _ in pairs)
        tp += right
        predicted += right + len(unpaired) - excused
    tallies.add(measure, tp=tp, predicted=predicted, gold=gold)


def _outlets_by_speaker(quotes: Iterable[Quote]) -> dict[str | None, list[Outlet]]:
    """The outlets credited in a document with any quote of each named speaker."""
    outlets: dict[str | None, list[Outlet]] = {}
    for quote in quotes:
        if quote.source:
            outlets.setdefault(quote.source, []).extend(quote.outlets)
    return outlets
