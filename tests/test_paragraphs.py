"""Lines of text, and that no sentence runs on over the end of one."""

from __future__ import annotations

import pytest
from spacy.language import Language

from conftest import BLANK
from quotex.paragraphs import make_paragraphs, paragraphs, start_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.", ["One."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
        ("One.\rTwo.", ["One.", "Two."]),
        ("One.\u2028Two.\u2029Three.\x85Four.", ["One.", "Two.", "Three.", "Four."]),
        ("\n\n  One. \t\n\u00a0\n\u3000Two.", ["One.", "Two."]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_a_paragraph_is_a_line_without_the_white_space_around_it(
    text: str, expected: list[str]
) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n", "\n\n", "\n \n", "\n\u00a0", "\u2028"])
def test_a_line_begins_a_sentence_whatever_ends_the_line_before(line_end: str) -> None:
    doc = start_sentences(BLANK.make_doc(f"Court rejects tax{line_end}Ruiz will appeal"))
    assert [token.text for token in doc if token.is_sent_start] == ["Court", "Ruiz"]


def test_words_within_a_line_are_left_to_the_parser() -> None:
    doc = start_sentences(BLANK.make_doc("It rained. It   snowed.\nRuiz left."))
    undecided = [token.text for token in doc if token.is_sent_start is None]
    assert {"It", "rained", "snowed"}.issubset(undecided)


def test_an_empty_text_has_no_paragraph_and_no_sentence() -> None:
    assert len(make_paragraphs(BLANK, "quotex_paragraphs")(BLANK.make_doc(""))) == 0


@pytest.mark.model
def test_a_headline_without_a_full_stop_is_a_sentence_of_its_own(nlp: Language) -> None:
    doc = nlp("Court rejects the new tax\nRuiz said the city will appeal\nBy Ana Roe")
    assert [sent.text.strip() for sent in doc.sents] == [
        "Court rejects the new tax",
        "Ruiz said the city will appeal",
        "By Ana Roe",
    ]
