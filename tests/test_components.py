"""Many Docs at once through quotex: the same statements as one by one, and none costs another."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import FrameType

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc

from parsed import parsed
from quotex import components
from quotex.annotations import read, write
from quotex.components import in_batches
from quotex.marks import pair_marks
from quotex.pipeline import make_quotex
from quotex.roles import RoleTagger, load_tagger
from quotex.roles.decoding import LABELS, best_labels, marginals
from quotex.statements import make_statements

LINES = (
    "“ It/nsubj fell/ROOT , ” Ruiz/nsubj said/ROOT .",
    "It/nsubj stood/ROOT .",
    "Hale/nsubj told/ROOT them/dobj that/mark it/nsubj fell/ccomp . ¶ It/nsubj fell/ROOT .",
)
BLANK = spacy.blank("en")


def docs() -> list[Doc]:
    """Parsed Docs with their quotations, and one without a word."""
    found = [*map(parsed, LINES), Doc(BLANK.vocab)]
    for doc in found:
        write(doc, quotations=pair_marks(doc.text))
    return found


def stage_of(name: str) -> Pipe:
    if name == "quotex":
        return make_quotex(BLANK, name, [], [], 0.0)
    return make_statements(BLANK, name, [])


@pytest.mark.parametrize("batch_size", [1, 3, 100])
@pytest.mark.parametrize("name", ["quotex", "quotex_statements"])
def test_many_docs_get_what_each_gets_alone(name: str, batch_size: int) -> None:
    stage = stage_of(name)
    given = docs() if name == "quotex_statements" else docs()[:-1]
    together = list(stage.pipe(given, batch_size=batch_size))
    assert all(one is another for one, another in zip(together, given, strict=True))
    assert [read(doc) for doc in together] == [read(stage(doc)) for doc in docs()[: len(given)]]
    assert read(together[0])[1]


def test_nothing_at_all_is_read_as_nothing() -> None:
    assert list(stage_of("quotex").pipe([])) == []
    assert load_tagger().read_all([]) == []


@pytest.mark.parametrize("name", ["quotex", "quotex_statements"])
def test_a_doc_that_fails_goes_to_the_error_handler_and_costs_no_other(name: str) -> None:
    stage, failed = stage_of(name), []
    first, bad, last = docs()[:3]
    bad.user_data = None  # nothing can be stored on it
    stage.set_error_handler(lambda *seen: failed.append((seen[0], seen[2])))
    done = list(stage.pipe([first, bad, last], batch_size=3))
    assert done == [first, last]
    assert failed == [(name, [bad])]
    assert all(read(doc)[1] for doc in done)


def test_without_an_error_handler_the_error_is_raised() -> None:
    bad = docs()[1]
    bad.user_data = None
    with pytest.raises(TypeError):
        list(stage_of("quotex_statements").pipe([bad]))


def test_a_batch_is_full_with_so_many_docs_or_so_many_tokens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def note(batch: list[Doc]) -> list[Doc]:
        sizes.append(len(batch))
        return batch

    sizes: list[int] = []
    long, short = (Doc(BLANK.vocab, words=["so"] * length) for length in (30, 4))
    monkeypatch.setattr(components, "MOST_TOKENS", 20)
    given = [long, short, short, short, long, short]
    assert list(in_batches(stage_of("quotex"), note, given, 2)) == given
    assert sizes == [1, 2, 2, 1]


def test_docs_are_read_together_by_the_tagger(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, sizes = RoleTagger.read_all, []

    def note(self: RoleTagger, subjects: Sequence[object]) -> object:
        sizes.append(len(subjects))
        return whole(self, subjects)

    monkeypatch.setattr(RoleTagger, "read_all", note)
    list(stage_of("quotex").pipe(docs()[:-1], batch_size=32))
    assert sizes == [3]


@pytest.mark.parametrize("decode", [best_labels, marginals])
def test_decoding_many_paragraphs_takes_no_more_steps_than_the_longest(
    decode: Callable[..., object],
) -> None:
    def calls(count: int) -> int:
        """How many functions are called to decode so many paragraphs of ten rows."""
        first = np.arange(count) * 11
        paragraphs = np.stack([first, first + 10], axis=1)
        scores = np.zeros((11 * count, LABELS), np.float32)
        seen = 0

        def see(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal seen
            seen += event in {"call", "c_call"}

        before = sys.getprofile()
        sys.setprofile(see)
        try:
            decode(scores, paragraphs, np.zeros((LABELS, LABELS), np.float32))
        finally:
            sys.setprofile(before)
        return seen

    assert calls(200) == calls(2)


@pytest.mark.model
def test_a_pipeline_hands_its_docs_over_together(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, sizes = RoleTagger.read_all, []

    def note(self: RoleTagger, subjects: Sequence[object]) -> object:
        sizes.append(len(subjects))
        return whole(self, subjects)

    monkeypatch.setattr(RoleTagger, "read_all", note)
    found = [doc._.quotes for doc in nlp.pipe(["“No,” Ana Ruiz said."] * 5, batch_size=5)]
    assert [len(quotes) for quotes in found] == [1] * 5
    assert sizes == [5]
