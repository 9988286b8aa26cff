"""What holds for every text: arbitrary ones, and ones made of what articles are made of."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from fuzz.promises import check_article, check_paragraphs
from quotex.extraction import read
from quotex.marks import find_marks, pair_marks
from quotex.paragraphs import paragraphs

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
    check_paragraphs(text)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_marks_are_what_the_text_has_in_their_place(text: str) -> None:
    for mark in find_marks(text, 0, len(text)):
        assert text[mark.start : mark.end] == mark.text
        assert mark.can_open or mark.can_close


@pytest.mark.model
@SLOWLY
@example("“We will appeal,” Ruiz said. “And win.”\n\n“Soon,” she told TASS.")
@example("““it is late“‹ andwe lost")
@example("“" * 40)
@example("'\" ”“\n\n«RUIZ: no»")
@example("\x00\ufeff\u2028“\u200b”")
@given(texts)
def test_the_records_keep_their_promises(nlp: Language, text: str) -> None:
    check_article(read(text, nlp=nlp, rejected=True), text)
