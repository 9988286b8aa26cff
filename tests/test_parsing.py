"""What components say of texts is what `nlp.pipe` has, in whatever quicker way it was found out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from quotex.parsing import parsed
from quotex.parsing.attributes import Attributes
from quotex.parsing.columns import columns
from quotex.parsing.dependencies import Dependencies
from quotex.parsing.vectors import Vectors
from quotex.pipeline import find_model

pytestmark = pytest.mark.model

FIXTURES = Path(__file__).parent.parent / "fixtures"
WRITTEN = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE")
ODD = ["", " ", "\n\n", "“", "It’s 5 p.m. in N. Y.\n\n\t", "gonna, c'm on; let's. There is one: I."]


@pytest.fixture(scope="module")
def bare() -> Language:
    """A pipeline as a user has it."""
    return spacy.load(find_model())


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.txt"))] + ODD


@Language.component("marks_rulings")
def mark_rulings(doc: Doc) -> Doc:
    doc.ents = [Span(doc, token.i, token.i + 1, "LAW") for token in doc if token.i % 50 == 7]
    return doc


def table_of(doc: Doc) -> list[list[int]]:
    return columns(doc, WRITTEN).tolist()


def test_every_attribute_of_every_word_is_as_spacy_has_it(bare: Language, texts: list[str]) -> None:
    for expected, doc in zip(bare.pipe(texts), parsed(bare, texts), strict=True):
        assert doc.text == expected.text
        assert table_of(doc) == table_of(expected), doc.text[:40]


def test_one_text_alone_gives_the_same(bare: Language, texts: list[str]) -> None:
    for text in [*texts[:4], *ODD]:
        assert table_of(parsed(bare, [text])[0]) == table_of(bare(text))


def test_no_text_gives_no_doc(bare: Language) -> None:
    assert parsed(bare, []) == []


def test_components_of_ones_own_run_in_their_place(texts: list[str]) -> None:
    own = spacy.load(find_model())
    own.add_pipe("marks_rulings", before="ner")
    for expected, doc in zip(own.pipe(texts), parsed(own, texts), strict=True):
        assert table_of(doc) == table_of(expected)


def test_rules_that_a_user_adds_to_the_attribute_ruler_count(texts: list[str]) -> None:
    own = spacy.load(find_model())
    own.get_pipe("attribute_ruler").add([[{"LENGTH": 3}]], {"LEMMA": "three"})  # type: ignore[attr-defined]
    own.get_pipe("attribute_ruler").add([[{"LOWER": "said"}, {}]], {"POS": "X"})  # type: ignore[attr-defined]
    for expected, doc in zip(own.pipe(texts[:3]), parsed(own, texts[:3]), strict=True):
        assert table_of(doc) == table_of(expected)


@pytest.mark.parametrize("shortest", [1, 20])
def test_a_text_in_pieces_is_parsed_as_in_whole(
    texts: list[str], monkeypatch: pytest.MonkeyPatch, shortest: int
) -> None:
    monkeypatch.setattr("quotex.parsing.dependencies.SHORTEST_PIECE", shortest)
    own = spacy.load(find_model())
    own.add_pipe("quotex_paragraphs", before="parser")
    closing = "He said it would.\n\n''It has to be now.\n\n''You may go, she said.\n"
    for expected, doc in zip(
        own.pipe([*texts, closing]), parsed(own, [*texts, closing]), strict=True
    ):
        assert table_of(doc) == table_of(expected), doc.text[:40]


def test_a_text_as_long_as_a_book_is_parsed_in_pieces_as_in_whole_but_where_it_is_cut(
    texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotex.parsing.dependencies.LONGEST", 200)
    monkeypatch.setattr("quotex.parsing.dependencies.SHORTEST_PIECE", 100)
    own = spacy.load(find_model())
    own.add_pipe("quotex_paragraphs", before="parser")
    docs = list(zip(own.pipe(texts), parsed(own, texts), strict=True))
    different = [
        i
        for expected, doc in docs
        for i, (one, other) in enumerate(zip(table_of(expected), table_of(doc), strict=True))
        if one != other
    ]
    assert len(different) < sum(len(doc) for _, doc in docs) / 500


def test_the_vectors_of_a_long_text_are_those_of_the_whole(
    bare: Language, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotex.parsing.vectors.WORDS_TOGETHER", 50)
    model = bare.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    docs = [bare.make_doc(text) for text in texts if text.strip()]
    for one, other in zip(model.predict(docs), Vectors(model)(docs), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5)


def test_the_attribute_ruler_is_asked_once_for_each_kind_of_word(
    bare: Language, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ruler = Attributes(bare.get_pipe("attribute_ruler"))  # type: ignore[arg-type]
    with bare.select_pipes(disable=["attribute_ruler", "lemmatizer", "ner"]):
        first, second = bare(texts[0]), bare(texts[0])
    ruler([first])
    monkeypatch.setattr(ruler, "ruler", None)
    monkeypatch.setattr(ruler, "longer", ())
    ruler([second])
    assert [token.pos_ for token in second] == [token.pos_ for token in first]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many words each thing has that the parser gets."""
    lengths: list[int] = []
    parse = Dependencies._in_step

    def counted(self: Dependencies, docs: list[Doc]) -> object:
        lengths.extend(len(doc) for doc in docs)
        return parse(self, docs)

    monkeypatch.setattr(Dependencies, "_in_step", counted)
    return lengths


def test_each_text_is_parsed_once(bare: Language, texts: list[str], seen: list[int]) -> None:
    docs = parsed(bare, texts)
    assert sorted(seen) == sorted(len(doc) for doc in docs if len(doc))


def test_hardly_any_word_is_parsed_twice_where_texts_are_cut(
    texts: list[str], seen: list[int]
) -> None:
    own = spacy.load(find_model())
    own.add_pipe("quotex_paragraphs", before="parser")
    words = sum(len(doc) for doc in parsed(own, texts))
    assert words <= sum(seen) < 1.1 * words


@pytest.mark.parametrize("run", ["“" * 3000, "'\"" * 1500, "a" * 2500, "-" * 1001])
def test_what_is_too_long_for_a_word_loses_no_character(bare: Language, run: str) -> None:
    text = f"  One {run} two.\n\n{run}"
    (doc,) = parsed(bare, [text])
    assert doc.text == text
    assert max(len(token) for token in doc) <= 1000


def test_a_long_address_is_one_word(bare: Language) -> None:
    address = "https://example.org/" + "a" * 900
    assert address in [token.text for token in parsed(bare, [f"See {address} ."])[0]]
