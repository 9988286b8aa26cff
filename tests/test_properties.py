"""What holds for every text: arbitrary ones, and ones made of what articles are made of."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from quotex.extraction import read
from quotex.marks import find_marks, pair_marks
from quotex.paragraphs import paragraphs
from quotex.records import Article, Quote, Span

MARKS = ["“", "”", "„", '"', "‘", "’", "'", "«", "»", "‹", "›", "``", "''", "‚", "`", "‟", "‛"]
NAMES = ["Ana Ruiz", "Ruiz", "the mayor", "She", "he", "TASS", "the Guardian", "RUIZ:", "officials"]
VERBS = ["said", "told", "says", "asked", "according to", "wrote", "called", "adding", "tweeted"]
WORDS = ["that", "we lost", "it is late", "no", "the players’", "6'", "’90s", "and", "But", "Never"]
GLUE = [" ", " ", " ", ", ", ". ", ": ", "? ", " — ", "\n", "\n\n", "\r\n", "\u2028", "  ", ""]

newsy = st.lists(
    st.sampled_from([*MARKS, *MARKS, *NAMES, *VERBS, *WORDS, *GLUE, *GLUE]), max_size=60
).map("".join)
marks_only = st.text(alphabet="".join(MARKS) + " \n.,s7", max_size=80)
arbitrary = st.text(max_size=120)
quoted = st.tuples(st.sampled_from(MARKS), st.sampled_from(WORDS), st.sampled_from(MARKS))
clauses = st.tuples(st.sampled_from(NAMES), st.just(" "), st.sampled_from(VERBS))
sentences = st.tuples(
    st.one_of(st.sampled_from(["“it is late,”", '"No," ', "‘We lost’ "]), quoted.map("".join)),
    clauses.map("".join),
    st.sampled_from([" ", " that it was late", " “we lost” and", ": “Never”", ", "]),
    st.sampled_from([" ", ". ", ".\n", ".\n\n“", "\n"]),
)
articles = st.lists(sentences.map(" ".join), min_size=1, max_size=6).map("".join)
texts = st.one_of(newsy, marks_only, arbitrary, articles, articles)

SLOWLY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@settings(max_examples=400, deadline=None)
@given(texts)
def test_quotations_are_disjoint_in_order_and_inside_the_text(text: str) -> None:
    parts = [part for quotation in pair_marks(text) for part in quotation.parts]
    assert all(0 <= start < end <= len(text) for start, end in parts)
    assert all(one[1] <= other[0] for one, other in pairwise(sorted(parts)))
    starts = [quotation.parts[0] for quotation in pair_marks(text)]
    assert starts == sorted(starts)


@settings(max_examples=400, deadline=None)
@given(texts)
def test_each_part_stands_behind_a_mark_and_within_one_paragraph(text: str) -> None:
    lines = paragraphs(text)
    for quotation in pair_marks(text):
        for start, end in quotation.parts:
            assert text[start - 1] in "".join(MARKS)
            assert any(first <= start and end <= last for first, last in lines)


@settings(max_examples=200, deadline=None)
@given(newsy)
def test_what_is_quoted_in_one_paragraph_does_not_change_the_next(text: str) -> None:
    before = "“We will appeal,” Ruiz said.\n"
    moved = [
        ([(a - len(before), b - len(before)) for a, b in quotation.parts], quotation.closed)
        for quotation in pair_marks(before + text)[1:]
    ]
    assert moved == [(quotation.parts, quotation.closed) for quotation in pair_marks(text)]


@settings(max_examples=200, deadline=None)
@given(texts)
def test_paragraphs_and_the_white_space_between_them_make_up_the_text(text: str) -> None:
    end = 0
    for start, stop in paragraphs(text):
        assert end <= start < stop
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not text[end:].strip()


@settings(max_examples=200, deadline=None)
@given(texts)
def test_marks_are_what_the_text_has_in_their_place(text: str) -> None:
    for mark in find_marks(text, 0, len(text)):
        assert text[mark.start : mark.end] == mark.text
        assert mark.can_open or mark.can_close


def check_span(span: Span, article: Article) -> None:
    assert 0 <= span.start < span.end <= len(article.text)
    assert span.text == article.text[span.start : span.end] != ""


def inside(span: Span, others: list[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def apart(span: Span, others: list[Span]) -> bool:
    return all(span.end <= other.start or other.end <= span.start for other in others)


def check_quote(quote: Quote, article: Article) -> None:
    mentions = [quote.speaker.mention, quote.cue, *(outlet.mention for outlet in quote.outlets)]
    for span in [*quote.content, *quote.verbatim, *(m for m in mentions if m is not None)]:
        check_span(span, article)
    assert all(one.end <= other.start for one, other in pairwise(quote.content))
    assert all(one.end <= other.start for one, other in pairwise(quote.verbatim))
    assert all(inside(span, quote.content) for span in quote.verbatim)
    assert quote.cue is None or apart(quote.cue, quote.content)
    assert quote.speaker.mention is None or apart(quote.speaker.mention, quote.content)
    assert (quote.kind == "indirect") == (not quote.verbatim)
    assert (quote.kind == "direct") == (quote.verbatim == quote.content)
    assert all(span.text in quote.text for span in quote.content)


@pytest.mark.model
@SLOWLY
@example("“We will appeal,” Ruiz said. “And win.”\n\n“Soon,” she told TASS.")
@example("““it is late“‹ andwe lost")
@example("“" * 40)
@example("'\" ”“\n\n«RUIZ: no»")
@example("\x00\ufeff\u2028“\u200b”")
@given(texts)
def test_the_records_keep_their_promises(nlp: Language, text: str) -> None:
    article = read(text, nlp=nlp, rejected=True)
    assert article.text == text
    assert article.error is None
    for quote in article.quotes:
        check_quote(quote, article)
    for rejection in article.rejected:
        check_span(rejection.span, article)
    starts = [quote.content[0].start for quote in article.quotes]
    assert starts == sorted(starts)
    assert [quote.id for quote in article.quotes] == [f"q{n + 1}" for n in range(len(starts))]
    assert Article.model_validate_json(article.model_dump_json()) == article
