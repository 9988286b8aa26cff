"""Which predicted span, quote or outlet answers which gold one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .documents import MOSTLY, Document, Outlet, Quote
from .spans import Bounds, Coverage, likeness, on_target, touching

QUOTED_SPAN_ALIKE = 0.8
CONTENT_HALF_ALIKE = 0.5
CONTENT_NEARLY_EQUAL = 0.9


class QuotedSpan(NamedTuple):
    """Words inside quotation marks, and the quote that they belong to."""

    span: Bounds
    quote: Quote


@dataclass(frozen=True)
class Matching:
    """Pairs of positions (gold, predicted), and the predictions that count for or against."""

    pairs: list[tuple[int, int]]
    counted: list[int]

    @property
    def found(self) -> set[int]:
        """The gold positions that were found."""
        return {gold for gold, _ in self.pairs}

    @property
    def partners(self) -> dict[int, int]:
        """For each predicted position that was right, its gold one."""
        return {predicted: gold for gold, predicted in self.pairs}

    @property
    def wrong(self) -> list[int]:
        """The predictions that count against."""
        right = self.partners
        return [predicted for predicted in self.counted if predicted not in right]


@dataclass(frozen=True)
class Matches:
    """Everything that was paired in one document."""

    gold_spans: list[QuotedSpan]
    predicted_spans: list[QuotedSpan]
    spans: Matching
    half: Matching
    nearly: Matching


def match(document: Document) -> Matches:
    """Pair the quoted spans and the whole quotes of a document."""
    gold_spans = _quoted_spans(document.asked)
    predicted_spans = _quoted_spans(document.predicted)
    candidates = _alike(
        [quote.content for quote in document.gold],
        [quote.content for quote in document.predicted],
        CONTENT_HALF_ALIKE,
    )
    nearly_equal = [pair for pair in candidates if -pair.badness >= CONTENT_NEARLY_EQUAL]
    return Matches(
        gold_spans=gold_spans,
        predicted_spans=predicted_spans,
        spans=_match_quoted_spans(document, gold_spans, predicted_spans),
        half=_match_quotes(document, candidates),
        nearly=_match_quotes(document, nearly_equal),
    )


def match_outlets(
    gold: Sequence[Outlet], predicted: Sequence[Outlet], *, same_role: bool
) -> list[tuple[int, int]]:
    """Pair the outlets of a quote, those with the same name before those with the same words."""
    return _pair(
        _Candidate(-fit, i, j)
        for i, wanted in enumerate(gold)
        for j, got in enumerate(predicted)
        if (fit := outlet_fit(wanted, got)) and (wanted.role == got.role or not same_role)
    )


def outlet_fit(gold: Outlet, predicted: Outlet) -> int:
    """2 for the same name, 1 for the same words in the text, 0 for neither."""
    if gold.name and gold.name == predicted.name:
        return 2
    return 1 if on_target(gold.mention, predicted.mention) else 0


def _quoted_spans(quotes: Iterable[Quote]) -> list[QuotedSpan]:
    return [QuotedSpan(span, quote) for quote in quotes for span in quote.verbatim]


def _match_quoted_spans(
    document: Document, gold: Sequence[QuotedSpan], predicted: Sequence[QuotedSpan]
) -> Matching:
    """Pair quoted spans; a prediction that lies in an optional gold quote does not count.

    Optional words in quotation marks weigh twice, once as verbatim and once as content.
    """
    pairs = _pair(
        _alike(
            [[item.span] for item in gold], [[item.span] for item in predicted], QUOTED_SPAN_ALIKE
        )
    )
    right = {j for _, j in pairs}
    optional = Coverage(
        span
        for quote in document.gold
        if quote.optional
        for span in [*quote.verbatim, *quote.content]
    )
    counted = [
        j for j, item in enumerate(predicted) if j in right or optional.share([item.span]) < MOSTLY
    ]
    return Matching(pairs, counted)


def _match_quotes(document: Document, candidates: Iterable[_Candidate]) -> Matching:
    """Pair whole quotes; a prediction that meets an optional gold quote does not count."""
    pairs = _pair(candidates)
    asked = [(i, j) for i, j in pairs if not document.gold[i].optional]
    excused = {j for i, j in pairs if document.gold[i].optional}
    right = {j for _, j in asked}
    optional = Coverage(span for quote in document.gold if quote.optional for span in quote.content)
    counted = [
        j
        for j, quote in enumerate(document.predicted)
        if j not in excused and (j in right or optional.share(quote.content) < MOSTLY)
    ]
    return Matching(asked, counted)


class _Candidate(NamedTuple):
    """A possible pair. Candidates sort best first, and equally good ones by their positions."""

    badness: float
    gold: int
    predicted: int


def _alike(
    gold: Sequence[Sequence[Bounds]], predicted: Sequence[Sequence[Bounds]], floor: float
) -> list[_Candidate]:
    """The possible pairs whose likeness reaches the floor."""
    touched = ((likeness(gold[i], predicted[j]), i, j) for i, j in touching(gold, predicted))
    return [_Candidate(-alike, i, j) for alike, i, j in touched if alike >= floor]


def _pair(candidates: Iterable[_Candidate]) -> list[tuple[int, int]]:
    """Pairs (gold, predicted), each position in one pair at most, the best first."""
    pairs = []
    gold_taken: set[int] = set()
    predicted_taken: set[int] = set()
    for _, gold, predicted in sorted(candidates):
        if gold not in gold_taken and predicted not in predicted_taken:
            gold_taken.add(gold)
            predicted_taken.add(predicted)
            pairs.append((gold, predicted))
    return pairs
