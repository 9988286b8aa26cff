"""The tokens and places of a Doc: what rules read instead of asking spaCy token by token."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from quotex.places import Places
from quotex.tokens import Token, Tokens

NLP = spacy.blank("en")
TEXT = "“It's late,”  Ana Ruiz\ntold TASS; the newspaper didn't say so. The Newspaper…\n\nNo. "


def labelled() -> Doc:
    """A Doc with an entity, tags, and sentences that are known in part."""
    doc = NLP.make_doc(TEXT)
    start = TEXT.index("Ana")
    doc.ents = [span for span in [doc.char_span(start, start + 8, label="PERSON")] if span]
    doc[3].is_sent_start, doc[4].is_sent_start = True, False
    for token in doc:
        token.tag_, token.pos_, token.dep_ = "NN", "NOUN", "nsubj"
    return doc


@pytest.mark.parametrize("name", Token._fields)
def test_a_token_says_what_spacy_says(name: str) -> None:
    doc = labelled()
    assert [getattr(t, name) for t in Tokens(doc)] == [getattr(t, name) for t in doc]


def test_tokens_have_the_text_of_their_doc() -> None:
    doc = labelled()
    tokens = Tokens(doc)
    assert tokens.text == TEXT
    for start in range(len(doc)):
        for end in range(start, len(doc) + 1):
            assert tokens.text_of(start, end) == tokens.stretch(start, end).text
            assert tokens.text_of(start, end) == doc[start:end].text


def test_offsets_touch_the_tokens_to_which_spacy_expands_them() -> None:
    doc = labelled()
    tokens = Tokens(doc)
    for start in range(-1, len(TEXT) + 2):
        for end in range(start, len(TEXT) + 2):
            span = doc.char_span(start, end, alignment_mode="expand")
            expanded = None if span is None else (span.start, span.end)
            assert tokens.touched((start, end)) == expanded


def test_a_doc_without_words_has_no_tokens_and_no_places() -> None:
    doc = NLP.make_doc("")
    assert (list(Tokens(doc)), Tokens(doc).text, Tokens(doc).touched((0, 1))) == ([], "", None)
    assert Places(doc).of({"a"}) == Places(doc).where(bool) == []


def test_the_places_of_words_are_in_text_order_however_they_are_written() -> None:
    doc = labelled()
    found = Places(doc).of({"newspaper", "told", "paper"})
    assert found == [t for t in doc if t.lower_ in {"newspaper", "told", "paper"}]
    assert [t.text for t in found] == ["told", "newspaper", "Newspaper"]


def test_a_question_about_words_is_asked_once_for_each_word() -> None:
    doc = NLP.make_doc("one two " * 1000)
    asked = []

    def begins_with_t(text: str) -> bool:
        asked.append(text)
        return text.startswith("t")

    assert len(Places(doc).where(begins_with_t)) == 1000
    assert sorted(asked) == ["one", "two"]
