"""What quotex promises of every input, as checks that raise an AssertionError.

The tests and the fuzzer share them, so that both mean the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quotex.annotations import QUOTATION_MARK, Quotation
from quotex.paragraphs import paragraphs
from quotex.records import Article, Quote, Span

__all__ = [
    "check_article",
    "check_paragraphs",
    "check_parts",
    "check_quote",
    "check_span",
    "is_unicode",
]


def check_paragraphs(text: str) -> None:
    """Paragraphs and the white space between them make up the text."""
    end = 0
    for start, stop in paragraphs(text):
        assert end <= start < stop
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not text[end:].strip()


def check_parts(text: str, quotations: Sequence[Quotation]) -> None:
    """Quotations are disjoint, in order, each part behind a mark and within one paragraph."""
    parts = sorted(part for quotation in quotations for part in quotation.parts)
    assert all(0 <= start < end <= len(text) for start, end in parts)
    assert all(one[1] <= other[0] for one, other in pairwise(parts))
    starts = [quotation.parts[0] for quotation in quotations]
    assert starts == sorted(starts)
    last = dict(paragraphs(text))
    firsts = sorted(last)
    at = 0
    for start, end in parts:
        assert QUOTATION_MARK.fullmatch(text[start - 1])
        while at + 1 < len(firsts) and firsts[at + 1] <= start:
            at += 1
        assert firsts[at] <= start
        assert end <= last[firsts[at]]


def check_article(article: Article, text: str) -> None:
    """What was read from `text` is its text, unaltered, and all that is said of it is in it.

    Text that is no valid Unicode gives an error and no quotes, anything else gives no error.
    """
    assert article.text == text
    assert (article.error is None) == is_unicode(text), article.error
    for quote in article.quotes:
        check_quote(quote, article)
    for rejection in article.rejected:
        check_span(rejection.span, article)
    starts = [quote.content[0].start for quote in article.quotes]
    assert starts == sorted(starts)
    assert [quote.id for quote in article.quotes] == [f"q{n + 1}" for n in range(len(starts))]
    if article.error is None:
        assert Article.model_validate_json(article.model_dump_json()) == article


def check_quote(quote: Quote, article: Article) -> None:
    """A quote's spans are the text's; content, verbatim, mention and cue lie as they should."""
    mentions = [quote.speaker.mention, quote.cue, *(outlet.mention for outlet in quote.outlets)]
    for span in [*quote.content, *quote.verbatim, *(m for m in mentions if m is not None)]:
        check_span(span, article)
    assert all(one.end <= other.start for one, other in pairwise(quote.content))
    assert all(one.end <= other.start for one, other in pairwise(quote.verbatim))
    assert all(_inside(span, quote.content) for span in quote.verbatim)
    assert quote.cue is None or _apart(quote.cue, quote.content)
    assert quote.speaker.mention is None or _apart(quote.speaker.mention, quote.content)
    assert (quote.kind == "indirect") == (not quote.verbatim)
    assert (quote.kind == "direct") == (quote.verbatim == quote.content)
    assert all(span.text in quote.text for span in quote.content)
    assert 0 <= quote.confidence <= 1


def check_span(span: Span, article: Article) -> None:
    """A span slices back to its own text and is not empty."""
    assert 0 <= span.start < span.end <= len(article.text)
    assert span.text == article.text[span.start : span.end] != ""


def is_unicode(text: str) -> bool:
    """Whether a text can be written as UTF-8: it has no lone surrogate."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _inside(span: Span, others: list[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _apart(span: Span, others: list[Span]) -> bool:
    return all(span.end <= other.start or other.end <= span.start for other in others)
