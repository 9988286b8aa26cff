"""The places where prediction and gold differ, in words that a reader can check."""

from __future__ import annotations

from collections.abc import Iterator

from .documents import Document, Quote
from .matching import Matches, Matching, QuotedSpan, match_outlets
from .results import Category, Disagreement


def disagreements(document: Document, matches: Matches, *, named: bool) -> Iterator[Disagreement]:
    """All disagreements of a document: quoted spans and speakers, whole quotes, outlets."""
    yield from _quoted_spans(document, matches)
    for i, j in matches.spans.pairs:
        yield from _speaker(
            document, matches.gold_spans[i], matches.predicted_spans[j].quote, named
        )
    yield from _quotes(document, matches.half)
    if named:
        yield from _missed_outlets(document, matches.half)
        yield from _outlets_of_missed_quotes(document, matches.half)


def _note(
    document: Document, category: Category, text: str | None, detail: str | None = None
) -> Disagreement:
    return Disagreement(document.id, category, text or "", detail or "")


def _quoted_spans(document: Document, matches: Matches) -> Iterator[Disagreement]:
    found = matches.spans.found
    for i, item in enumerate(matches.gold_spans):
        if i not in found:
            yield _note(document, "missed quoted span", document.words(item.span))
    for j in matches.spans.wrong:
        words = document.words(matches.predicted_spans[j].span)
        yield _note(document, "quoted span that is no quote, or wrong bounds", words)


def _speaker(
    document: Document, wanted: QuotedSpan, got: Quote, named: bool
) -> Iterator[Disagreement]:
    """A wrong name; or, with the right name, a mention elsewhere in the text."""
    words, gold = document.words(wanted.span), wanted.quote
    if named and not gold.is_named_alike(got):
        yield _note(document, "wrong name", words, f"gold {gold.name!r}, got {got.name!r}")
    elif gold.mention and not (got.mention and gold.mention.overlaps(got.mention)):
        expected, given = document.words(gold.mention), document.words(got.mention)
        yield _note(document, "wrong mention", words, f"gold {expected!r}, got {given!r}")


def _quotes(document: Document, matching: Matching) -> Iterator[Disagreement]:
    found = matching.found
    for i, quote in enumerate(document.gold):
        if not quote.optional and i not in found:
            yield _note(document, "missed quote", document.words(quote.extent), quote.kind)
    for j in matching.wrong:
        quote = document.predicted[j]
        words = document.words(quote.extent)
        yield _note(document, "quote that is none, or wrong extent", words, quote.kind)


def _missed_outlets(document: Document, matching: Matching) -> Iterator[Disagreement]:
    """Outlets that are missing from quotes that were found."""
    partners = matching.partners
    for j in matching.counted:
        if j not in partners:
            continue
        quote = document.predicted[j]
        start = quote.content[0].start
        wanted = document.gold[partners[j]].outlets
        credited = {i for i, _ in match_outlets(wanted, quote.outlets, same_role=False)}
        for i, outlet in enumerate(wanted):
            if i not in credited and not outlet.carried:
                opening = document.text[start : start + 60]
                yield _note(document, "missed outlet", outlet.name, opening)


def _outlets_of_missed_quotes(document: Document, matching: Matching) -> Iterator[Disagreement]:
    found = matching.found
    for i, quote in enumerate(document.gold):
        if i not in found and not quote.optional:
            for outlet in quote.outlets:
                if not outlet.carried:
                    yield _note(document, "missed outlet", outlet.name, "quote not found")
