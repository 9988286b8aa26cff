"""The trained pipeline, and Docs built by hand for the rules that need none."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import quotex
from quotex.marks import pair_marks
from quotex.statements.units import Layout

BLANK = spacy.blank("en")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The English pipeline with quotex, for tests marked `model`."""
    return quotex.load()


def doc_of(text: str, **pos: str) -> Doc:
    """A tokenised Doc; `pos` gives words their part of speech: `said="VERB"`."""
    doc = BLANK.make_doc(text)
    for token in doc:
        token.pos_ = pos.get(token.text, "X")
    return doc


def layout_of(text: str, *, sentences: tuple[str, ...] = (), **pos: str) -> Layout:
    """The units of a Doc with its quotations; `sentences` are first words of sentences."""
    doc = doc_of(text, **pos)
    for token in doc[1:]:
        token.is_sent_start = token.text in sentences
    return Layout(doc, pair_marks(text))
