"""A batch of articles in, a batch of quotes out: the kernel of the engines, without an engine."""

from __future__ import annotations

import datetime
import pickle
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import spacy

import quotex
from fake_extraction import STAND_INS, extract_many
from quotex.arrow import SCHEMA, Extractor
from quotex.errors import InputError, MissingExtraError
from quotex.outputs import COLUMNS

TEXT = "“We will appeal,” Ana Ruiz said."
MANY = "“One,” she said. “Two,” she said."
ROOT = Path(__file__).parent.parent

Rows = list[dict[str, Any]]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Extraction without a model."""
    for name, stand_in in STAND_INS.items():
        monkeypatch.setitem(vars(quotex), name, stand_in)


def batch(*articles: dict[str, Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(articles))


def rows(*articles: dict[str, Any], **options: Any) -> Rows:
    return Extractor(**options)(batch(*articles)).to_pylist()


def invalid(*cells: bytes) -> pa.Array:
    """A column of text whose bytes nobody has checked, as some engines hand them over."""
    return pa.Array.from_buffers(pa.string(), len(cells), pa.array(cells).buffers())


# --- rows ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("fake")
def test_each_quote_is_a_row_as_in_a_data_frame_of_the_articles() -> None:
    article = {"id": "a", "text": MANY, "title": "T", "url": "U", "published": "P", "outlet": "O"}
    frame = quotex.to_dataframe(extract_many([quotex.Article(**article)]), library="polars")
    assert rows(article) == frame.rows(named=True)
    assert [row["text"] for row in rows(article)] == ["“One,”", "“Two,”"]


@pytest.mark.usefixtures("fake")
def test_an_article_without_quotes_has_no_row() -> None:
    found = rows({"id": "a", "text": "Nobody spoke."}, {"id": "b", "text": TEXT})
    assert [row["article_id"] for row in found] == ["b"]


@pytest.mark.usefixtures("fake")
def test_an_article_without_text_has_a_row_that_says_so_and_costs_no_other() -> None:
    before, bad, after = rows(
        {"id": "a", "text": TEXT, "url": None},
        {"id": "b", "text": None, "url": "U"},
        {"id": "c", "text": TEXT, "url": None},
    )
    assert (before["text"], after["text"]) == ("“We will appeal,”", "“We will appeal,”")
    assert bad["error"].startswith("the text is null")
    given = {name: value for name, value in bad.items() if value is not None}
    assert given == {"article_id": "b", "article_url": "U", "error": bad["error"]}


@pytest.mark.usefixtures("fake")
def test_a_text_that_is_no_utf8_has_a_row_that_says_where() -> None:
    given = pa.RecordBatch.from_arrays(
        [pa.array(["a", "b"]), invalid(b"Caf\xe9", TEXT.encode())], names=["id", "text"]
    )
    bad, good = Extractor()(given).to_pylist()
    assert (bad["article_id"], bad["kind"]) == ("a", None)
    assert "no valid UTF-8 at byte 3" in bad["error"]
    assert good["text"] == "“We will appeal,”"


@pytest.mark.usefixtures("fake")
def test_a_title_that_is_no_utf8_is_kept_with_escapes() -> None:
    given = pa.RecordBatch.from_arrays(
        [pa.array(["a"]), pa.array([TEXT]), invalid(b"Caf\xe9")], names=["id", "text", "title"]
    )
    assert Extractor()(given).to_pylist()[0]["article_title"] == r"Caf\xe9"


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("missing", [None, ""])
def test_quotes_that_could_not_be_told_from_others_are_an_error(missing: str | None) -> None:
    bad, good = rows({"id": missing, "text": TEXT, "url": "U"}, {"id": "b", "text": TEXT})
    assert (bad["article_url"], bad["text"], good["error"]) == ("U", None, None)
    assert "has no id" in bad["error"]


@pytest.mark.usefixtures("fake")
def test_rejected_words_are_rows_with_the_reason_if_asked_for() -> None:
    found = rows({"id": "a", "text": TEXT}, rejected=True)
    assert [(row["kind"], row["rejected"]) for row in found] == [
        ("direct", None),
        (None, "a nickname"),
    ]
    assert [found[1][name] for name in ("article_id", "text", "start", "end")] == ["a", "“", 0, 1]
    assert all(row["rejected"] is None for row in rows({"id": "a", "text": TEXT}))


# --- batches ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("fake")
def test_a_batch_comes_back_as_a_batch_and_a_table_as_a_table() -> None:
    given = batch({"id": "a", "text": TEXT})
    found = Extractor()(given)
    assert isinstance(found, pa.RecordBatch)
    table = pa.Table.from_batches([given, given])
    assert isinstance(Extractor()(table), pa.Table)
    assert Extractor()(table).to_pylist() == found.to_pylist() * 2


@pytest.mark.usefixtures("fake")
def test_a_large_batch_comes_back_whole() -> None:
    given = batch(*({"id": str(n), "text": MANY} for n in range(6000)))
    found = Extractor()(given)
    assert isinstance(found, pa.RecordBatch)
    assert found["article_id"].to_pylist() == [str(n) for n in range(6000) for _ in range(2)]


@pytest.mark.parametrize("given", [{"id": ["a"], "text": [TEXT]}, [TEXT], TEXT])
def test_what_is_no_batch_is_refused(given: Any) -> None:
    with pytest.raises(InputError, match="give a pyarrow RecordBatch or Table"):
        Extractor()(given)


@pytest.mark.usefixtures("fake")
def test_every_batch_has_the_documented_columns_also_an_empty_one() -> None:
    given = batch({"id": "a", "text": TEXT})
    nothing = batch({"id": "a", "text": "Nobody spoke."})
    without_columns = pa.table({})
    of_other_types = pa.table({"text": pa.array([], pa.list_(pa.int8()))})
    for each in (given, nothing, given.slice(0, 0), without_columns, of_other_types):
        assert Extractor()(each).schema.equals(SCHEMA, check_metadata=True)
    assert [Extractor()(each).num_rows for each in (given, given.slice(0, 0))] == [1, 0]


def test_the_columns_are_those_of_parquet() -> None:
    assert SCHEMA.names == [column.name for column in COLUMNS]
    assert SCHEMA.metadata == {b"quotex_columns_version": b"1"}


@pytest.mark.usefixtures("fake")
def test_the_quotes_do_not_depend_on_how_the_articles_are_split() -> None:
    articles = batch(*({"id": str(n), "text": TEXT if n % 3 else MANY} for n in range(10)))
    whole = Extractor()(articles).to_pylist()
    halves = Extractor().stream([articles.slice(0, 4), articles.slice(4)])
    assert [row for half in halves for row in half.to_pylist()] == whole


@pytest.mark.usefixtures("fake")
def test_a_stream_is_read_as_it_is_asked_for() -> None:
    read: list[int] = []

    def batches() -> Any:
        for number in range(3):
            read.append(number)
            yield batch({"id": str(number), "text": TEXT})

    stream = Extractor().stream(batches())
    assert read == []
    assert next(stream)["article_id"].to_pylist() == ["0"]
    assert read == [0]


def test_the_options_are_those_of_extract_many(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def asked_for(articles: Any, **options: Any) -> Any:
        asked.update(options)
        return extract_many(articles)

    monkeypatch.setitem(vars(quotex), "extract_many", asked_for)
    options = {
        "nlp": "my_pipeline",
        "batch_size": 8,
        "rejected": True,
        "max_characters": 500,
        "max_seconds": 9.5,
    }
    Extractor(**options)(batch({"id": "a", "text": TEXT}))
    assert asked == options


# --- columns of the articles -------------------------------------------------------------------


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(
    "column",
    [
        pa.array([TEXT, None], pa.large_string()),
        pa.array([TEXT, None], pa.string_view()),
        pa.array([TEXT, None]).dictionary_encode(),
        pa.array([TEXT, None], pa.large_string()).dictionary_encode(),
    ],
    ids=lambda column: str(column.type),
)
def test_text_may_have_any_of_the_types_that_arrow_has_for_it(column: pa.Array) -> None:
    given = pa.RecordBatch.from_arrays([pa.array(["a", "b"]), column], names=["id", "text"])
    good, bad = Extractor()(given).to_pylist()
    assert good["text"] == "“We will appeal,”"
    assert bad["error"].startswith("the text is null")


@pytest.mark.usefixtures("fake")
def test_numbers_and_dates_that_describe_an_article_are_taken_as_text() -> None:
    (row,) = rows(
        {"id": 7, "text": TEXT, "published": datetime.date(2024, 5, 14), "title": None, "more": [1]}
    )
    assert [row[f"article_{name}"] for name in ("id", "published", "title")] == [
        "7",
        "2024-05-14",
        None,
    ]


def test_a_missing_column_is_named_with_those_that_are_there_before_a_model_is_loaded() -> None:
    with pytest.raises(InputError, match=r"no column 'text'; the columns are id, body\."):
        rows({"id": "a", "body": TEXT})
    with pytest.raises(InputError, match="no column 'id'"):
        rows({"text": TEXT}, nlp="no_such_model")


@pytest.mark.parametrize(
    ("article", "column"),
    [
        ({"id": "a", "text": 7}, "text"),
        ({"id": "a", "text": b"bytes"}, "text"),
        ({"id": "a", "text": [TEXT]}, "text"),
        ({"id": True, "text": TEXT}, "id"),
        ({"id": "a", "text": TEXT, "title": ["T"]}, "title"),
    ],
)
def test_a_column_of_another_type_is_named_with_its_type(
    article: dict[str, Any], column: str
) -> None:
    with pytest.raises(InputError, match=rf"'{column}' is of type .*; cast it to text first"):
        rows(article)


def test_a_column_that_is_there_twice_is_refused() -> None:
    twice = pa.RecordBatch.from_arrays([pa.array(["a"])] * 3, names=["id", "text", "text"])
    with pytest.raises(InputError, match="2 columns 'text'"):
        Extractor()(twice)


# --- in other processes ------------------------------------------------------------------------


def test_an_extractor_travels_to_other_processes_without_its_model() -> None:
    extractor = Extractor(nlp="en_core_web_sm", rejected=True)
    data = pickle.dumps(extractor)
    assert pickle.loads(data) == extractor
    assert len(data) < 500


def test_a_pipeline_object_is_refused_because_it_would_travel_with_every_task() -> None:
    pipeline: Any = spacy.blank("en")
    with pytest.raises(InputError, match=r"nlp is of type English; give the name or the path"):
        Extractor(nlp=pipeline)


@pytest.mark.parametrize("option", ["batch_size", "max_characters", "max_seconds"])
def test_a_number_that_makes_no_sense_is_refused_before_a_batch_comes(option: str) -> None:
    with pytest.raises(InputError, match=f"{option} is 0; it must be above 0"):
        Extractor(**{option: 0})


def test_an_extractor_can_be_made_without_loading_spacy_or_an_engine() -> None:
    code = (
        "import sys; from quotex.arrow import Extractor; Extractor(); "
        "print(*{'spacy', 'pyspark', 'ray'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert result.stdout.split() == []


@pytest.mark.parametrize(
    ("module", "package", "extra"),
    [("arrow", "pyarrow", "arrow"), ("spark", "pyspark.sql", "spark"), ("ray", "ray.data", "ray")],
)
def test_what_is_missing_is_named_with_what_to_install(
    module: str, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(sys.modules, f"quotex.{module}", raising=False)
    with pytest.raises(MissingExtraError, match=rf'pip install "quotex\[{extra}\]"'):
        import_module(f"quotex.{module}")


@pytest.mark.model
def test_the_model_is_loaded_with_the_first_batch_and_kept() -> None:
    code = (
        "import pyarrow as pa, sys\n"
        "from quotex.arrow import Extractor\n"
        f"batch = pa.RecordBatch.from_pylist([{{'id': 'a', 'text': {TEXT!r}}}])\n"
        "for _ in range(2):\n"
        "    assert Extractor()(batch)['speaker_name'].to_pylist() == ['Ana Ruiz']\n"
        "from quotex.pipeline import _load\n"
        "print(_load.cache_info().misses)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert result.stdout == "1\n"


@pytest.mark.model
def test_a_text_that_the_pipeline_does_not_take_has_a_row_that_says_so() -> None:
    found = rows({"id": "long", "text": "a " * 5_000_001}, {"id": "b", "text": TEXT})
    assert [(row["article_id"], row["speaker_name"]) for row in found] == [
        ("long", None),
        ("b", "Ana Ruiz"),
    ]
    assert "10000002 characters" in found[0]["error"]


@pytest.mark.model
def test_an_article_beyond_a_limit_has_a_row_that_says_which_and_costs_no_other() -> None:
    articles = [{"id": "a", "text": TEXT}, {"id": "b", "text": f"{TEXT} Nobody else spoke."}]
    good, bad = rows(*articles, max_characters=len(TEXT))
    assert (good["speaker_name"], good["error"]) == ("Ana Ruiz", None)
    assert bad["article_id"] == "b"
    assert f"more than the limit of {len(TEXT)}" in bad["error"]
    endless = {"id": "endless", "text": "Nobody spoke on Monday. " * 80_000}
    bad, good = rows(endless, articles[0], max_seconds=3)
    assert (bad["article_id"], good["speaker_name"]) == ("endless", "Ana Ruiz")
    assert bad["error"] == "reading this article took longer than the limit of 3 seconds"
