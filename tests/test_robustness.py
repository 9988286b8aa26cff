"""Any input at all: what the fuzzer tries, in a bounded form, and the worst inputs known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

import quotex
from fuzz.promises import check_article, check_paragraphs, check_parts
from fuzz.seeds import seeds_for
from fuzz.targets import TARGETS
from fuzz.worst import WORST
from quotex.inputs import Failure, find_sources, read_sources
from quotex.marks import pair_marks

BOUNDED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def run(target: str, data: bytes) -> None:
    TARGETS[target][0](data)


# --- the worst texts known -----------------------------------------------------------------------


@pytest.mark.parametrize("name", WORST)
@pytest.mark.parametrize("size", [1, 2, 7, 20_000])
def test_marks_are_paired_in_the_worst_texts_too(name: str, size: int) -> None:
    text = WORST[name](size)
    assert len(text) <= size
    check_paragraphs(text)
    check_parts(text, pair_marks(text))


@pytest.mark.model
@pytest.mark.parametrize("name", WORST)
def test_the_records_keep_their_promises_in_the_worst_texts_too(nlp: Language, name: str) -> None:
    for text in (WORST[name](400), f"Ana Ruiz said “no”. {WORST[name](200)} “Yes,” she said."):
        check_article(quotex.read(text, nlp=nlp, rejected=True), text)


def test_a_million_nested_marks_are_one_quotation() -> None:
    text = WORST["nested marks, all closed"](1_000_000)
    [quotation] = pair_marks(text)
    assert quotation.closed
    assert quotation.parts == [(1, len(text) - 1)]


@pytest.mark.model
def test_a_text_longer_than_the_limit_is_told_at_once() -> None:
    article = quotex.read("a" * 10_000_001)
    assert "10000001 characters, more than the limit of 10000000" in (article.error or "")


# --- any bytes -----------------------------------------------------------------------------------


@BOUNDED
@given(st.binary(max_size=300))
def test_any_bytes_as_marks(data: bytes) -> None:
    run("marks", data)


@BOUNDED
@given(st.binary(max_size=120))
def test_any_bytes_as_a_file(data: bytes) -> None:
    run("inputs", data)


@BOUNDED
@given(st.binary(max_size=60))
def test_nothing_in_an_article_is_obeyed_in_any_output(data: bytes) -> None:
    run("outputs", data)


@pytest.mark.model
@settings(BOUNDED, max_examples=25)
@given(st.binary(max_size=60))
def test_any_bytes_as_a_text(data: bytes) -> None:
    run("text", data)


@pytest.mark.model
@settings(BOUNDED, max_examples=25)
@given(st.binary(max_size=60))
def test_any_bytes_as_a_page(data: bytes) -> None:
    run("html", data)


@pytest.mark.parametrize("target", ["marks", "inputs", "outputs"])
def test_what_the_fuzzer_begins_with_breaks_no_promise(target: str) -> None:
    seeds = list(seeds_for(target, 200))
    assert len(seeds) > 50
    for seed in seeds:
        run(target, seed)


# --- wrong types ---------------------------------------------------------------------------------

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@BOUNDED
@given(ANYTHING)
def test_any_json_value_where_an_article_should_be_is_told_with_its_line(
    tmp_path: Path, value: object
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a"}\n' + json.dumps(value) + "\n", encoding="utf-8")
    good, failure = read_sources(find_sources([str(path)]))
    assert not isinstance(good, Failure)
    assert isinstance(failure, Failure)
    assert failure.source == f"{path}, line 2"


@BOUNDED
@given(st.sampled_from(["text", "id", "title", "url", "published", "outlet"]), ANYTHING)
def test_any_json_value_in_any_field_is_text_or_is_told_with_line_and_field(
    tmp_path: Path, field: str, value: object
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n" + json.dumps({"text": "a", field: value}), encoding="utf-8")
    [item] = read_sources(find_sources([str(path)]))
    usable = str | int | float | None
    if isinstance(value, str) or (
        field != "text" and isinstance(value, usable) and not isinstance(value, bool)
    ):
        assert not isinstance(item, Failure)
    else:
        assert isinstance(item, Failure)
        assert item.source == f"{path}, line 2"
        assert f'"{field}"' in item.reason


@pytest.mark.model
@pytest.mark.parametrize("wrong", [None, 3, b"bytes", ["a"], {"text": "a"}, object()])
def test_what_is_no_text_is_refused_in_python_with_its_place(nlp: Language, wrong: object) -> None:
    articles = quotex.extract_many(["a", wrong], nlp=nlp)  # type: ignore[list-item]
    with pytest.raises(quotex.InputError, match=f"input 1 is a {type(wrong).__name__}"):
        list(articles)
