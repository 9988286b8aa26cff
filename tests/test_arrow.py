"""Parquet files and data frames: the rows and columns of CSV, with types."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pandas
import polars
import pyarrow as pa
import pytest
from pyarrow import parquet
from pydantic import BaseModel
from typer.testing import CliRunner

import quotex
from fake_extraction import STAND_INS, extract_many
from quotex import outputs
from quotex.cli import app
from quotex.errors import InputError, MissingExtraError
from quotex.records import Article, Cue, Outlet, Quote, Rejection, Span, Speaker

COLUMN_NAMES = [column.name for column in outputs.COLUMNS]

MENTION, SOURCE, CUE = (
    Span(start=1, end=4, text="she"),
    Span(start=30, end=33, text="BBC"),
    Cue(start=5, end=9, text="said", lemma="say"),
)
FULL = Quote(
    id="q0",
    kind="mixed",
    content=[Span(start=10, end=13, text="one"), Span(start=20, end=23, text="two")],
    verbatim=[Span(start=21, end=23, text="wo")],
    text="one two",
    speaker=Speaker(name="Ana Ruiz", mention=MENTION, type="person", role="mayor"),
    cue=CUE,
    outlets=[
        Outlet(name="BBC", id="bbc", role="told", mention=SOURCE),
        Outlet(name="Kanal Pet", role="cited"),
    ],
    confidence=0.75,
    rule="some.rule",
)
BARE = Quote(
    id="q1",
    kind="indirect",
    content=[Span(start=40, end=44, text="four")],
    text="four",
    speaker=Speaker(),
    confidence=0.5,
    rule="other.rule",
)
ARTICLE = Article(id="a", text="…", title="T", url="U", published="P", outlet="O").model_copy(
    update={"quotes": [FULL, BARE]}
)
ROW = {
    "article_id": "a",
    "article_title": "T",
    "article_url": "U",
    "article_published": "P",
    "article_outlet": "O",
    "quote_id": "q0",
    "kind": "mixed",
    "text": "one two",
    "start": 10,
    "end": 23,
    "content_spans": [{"start": 10, "end": 13}, {"start": 20, "end": 23}],
    "verbatim_spans": [{"start": 21, "end": 23}],
    "speaker_name": "Ana Ruiz",
    "speaker_type": "person",
    "speaker_role": "mayor",
    "speaker_mention": "she",
    "speaker_mention_start": 1,
    "speaker_mention_end": 4,
    "cue": "said",
    "cue_lemma": "say",
    "cue_start": 5,
    "cue_end": 9,
    "outlet_names": ["BBC", "Kanal Pet"],
    "outlet_ids": ["bbc", None],
    "outlet_roles": ["told", "cited"],
    "outlet_mentions": ["BBC", None],
    "confidence": 0.75,
    "rule": "some.rule",
    "rejected": None,
    "error": None,
}
NICKNAME = Rejection(span=Span(start=50, end=55, text="Snail"), reason="a nickname")
REJECTING = ARTICLE.model_copy(update={"rejected": [NICKNAME]})
FAILED = Article(id="f", text="…", url="U", error="it took too long")


def written(*articles: Article, **options: int) -> pa.Table:
    """The articles, written to Parquet and read again."""
    data = b"".join(outputs.as_parquet(articles, **options))
    return parquet.read_table(io.BytesIO(data))


# --- columns ---------------------------------------------------------------------------------


def record_in(annotation: Any) -> type[BaseModel] | None:
    """The record in a field's type: Span in `list[Span]` and in `Span | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(record_in, get_args(annotation))), None)


def leaves(record: type[BaseModel], path: str) -> Iterator[str]:
    """The paths of all fields of a record that are no records themselves."""
    for name, field in record.model_fields.items():
        inner = record_in(field.annotation)
        yield from leaves(inner, f"{path}.{name}") if inner else [f"{path}.{name}"]


def test_each_field_of_a_quote_is_in_a_column() -> None:
    """The text of spans apart, which the offsets give, and the offsets of outlets' mentions."""
    fields = {column.field for column in outputs.COLUMNS}
    missing = [
        path
        for path in leaves(Quote, "quote")
        if path not in fields and path.rsplit(".", 1)[0] not in fields
    ]
    assert missing == ["quote.outlets.mention.start", "quote.outlets.mention.end"]


def test_each_column_has_a_type_that_its_values_have() -> None:
    types = {"text": str, "integer": int, "number": float, "spans": list, "texts": list}
    for column in outputs.COLUMNS:
        article = FAILED if column.name == "error" else ARTICLE
        assert type(column.value(article, FULL, NICKNAME)) is types[column.type], column.name
        assert isinstance(column.value(ARTICLE, BARE), types[column.type] | None)


# --- Parquet ---------------------------------------------------------------------------------


def test_parquet_has_a_row_for_each_quote_with_lists_and_structs() -> None:
    table = written(ARTICLE, Article(id="b", text="Nothing."))
    full, bare = table.to_pylist()
    assert full == ROW
    assert list(full) == COLUMN_NAMES
    assert (bare["cue_start"], bare["speaker_name"]) == (None, None)
    assert (bare["outlet_names"], bare["verbatim_spans"]) == ([], [])


def test_an_article_that_could_not_be_read_has_a_row_with_nothing_but_what_is_known_of_it() -> None:
    quotes, bad = written(ARTICLE, FAILED).to_pylist()[1:]
    assert quotes["error"] is None
    given = {name: value for name, value in bad.items() if value is not None}
    assert given == {"article_id": "f", "article_url": "U", "error": "it took too long"}
    for frame in map(quotex.to_dataframe, ([FAILED, ARTICLE], [ARTICLE, FAILED])):
        failed = frame[frame["error"].notna()]
        assert failed["article_id"].tolist() == ["f"]
        assert failed["start"].isna().all()
        assert frame["quote_id"].count() == 2


def test_rejected_words_have_a_row_with_the_reason_behind_the_quotes() -> None:
    *quotes, rejected = written(REJECTING).to_pylist()
    assert [row["rejected"] for row in quotes] == [None, None]
    given = {name: value for name, value in rejected.items() if value is not None}
    about = {name: value for name, value in ROW.items() if name.startswith("article_")}
    said = {"text": "Snail", "start": 50, "end": 55, "rejected": "a nickname"}
    assert given == about | said


def test_parquet_columns_have_types_also_if_there_is_no_quote() -> None:
    schema = written().schema
    assert schema.names == COLUMN_NAMES
    assert schema.equals(written(ARTICLE).schema)
    assert str(schema.field("start").type) == "int64"
    assert str(schema.field("confidence").type) == "double"
    assert str(schema.field("outlet_names").type) == "list<element: string>"
    assert str(schema.field("content_spans").type) == (
        "list<element: struct<start: int64 not null, end: int64 not null>>"
    )


def test_a_parquet_file_says_which_version_of_the_columns_it_has_and_what_they_mean() -> None:
    schema = written(ARTICLE).schema
    assert schema.metadata[b"quotex_columns_version"] == str(outputs.COLUMNS_VERSION).encode()
    assert schema.field("kind").metadata[b"description"] == b"direct, mixed or indirect"


def test_parquet_is_written_in_groups_of_rows_as_the_articles_are_read() -> None:
    read: list[int] = []

    def articles() -> Iterator[Article]:
        for number in range(5):
            read.append(number)
            yield ARTICLE

    pieces = outputs.as_parquet(articles(), rows=4)
    data = next(pieces)
    assert read == [0, 1]
    data += b"".join(pieces)
    file = parquet.ParquetFile(io.BytesIO(data))
    sizes = [file.metadata.row_group(n).num_rows for n in range(file.metadata.num_row_groups)]
    assert sizes == [4, 4, 2]


def test_csv_and_parquet_say_the_same() -> None:
    articles = (REJECTING, FAILED, ARTICLE)
    rows = list(csv.DictReader(io.StringIO("".join(outputs.as_csv(articles)), newline="")))
    for flat, row in zip(rows, written(*articles).to_pylist(), strict=True):
        assert list(flat) == list(row)
        for name, value in row.items():
            if isinstance(value, list):
                spans = value and isinstance(value[0], dict)
                texts = [f"{each['start']}:{each['end']}" for each in value] if spans else value
                assert flat[name] == (" " if spans else " | ").join(each or "" for each in texts)
            else:
                assert flat[name] == ("" if value is None else str(value))


def test_a_lone_surrogate_is_written_as_an_escape() -> None:
    given = ARTICLE.model_copy(update={"id": "a\ud800", "title": "“é”"})
    row = written(given).to_pylist()[0]
    assert (row["article_id"], row["article_title"]) == (r"a\ud800", "“é”")


# --- data frames -----------------------------------------------------------------------------


def test_pandas_has_the_rows_with_integers_that_may_be_missing() -> None:
    frame = quotex.to_dataframe([ARTICLE], library="pandas")
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == COLUMN_NAMES
    assert frame["cue_start"].dtype == "Int64"
    assert frame["cue_start"].isna().tolist() == [False, True]
    assert frame["outlet_names"][0].tolist() == ["BBC", "Kanal Pet"]
    named = frame.explode("outlet_names")["outlet_names"]
    assert named.tolist()[:2] == ["BBC", "Kanal Pet"]


def test_polars_has_the_same_rows() -> None:
    frame = quotex.to_dataframe(iter([ARTICLE]), library="polars")
    assert isinstance(frame, polars.DataFrame)
    assert frame.rows(named=True)[0] == ROW


def test_an_empty_data_frame_has_the_columns() -> None:
    assert list(quotex.to_dataframe([], library="pandas").columns) == COLUMN_NAMES
    assert quotex.to_dataframe([], library="polars").columns == COLUMN_NAMES


def test_pandas_is_taken_where_no_library_is_named_and_polars_where_pandas_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert isinstance(quotex.to_dataframe([ARTICLE]), pandas.DataFrame)
    monkeypatch.setattr("quotex.outputs.arrow.find_spec", {"polars": True}.get)
    assert isinstance(quotex.to_dataframe([ARTICLE]), polars.DataFrame)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_missing_is_named_with_what_to_install(
    library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=rf'pip install "quotex\[{library}\]"'):
        quotex.to_dataframe([], library=library)


def test_what_is_no_library_and_no_articles_is_refused() -> None:
    library: Any = "excel"
    with pytest.raises(InputError, match="choose 'pandas' or 'polars'"):
        quotex.to_dataframe([], library=library)
    articles: Any = ARTICLE
    with pytest.raises(InputError, match=r"or \[article\]"):
        quotex.to_dataframe(articles)


# --- from the command line -------------------------------------------------------------------


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Extraction without a model."""
    for name, stand_in in STAND_INS.items():
        monkeypatch.setitem(vars(quotex), name, stand_in)


def run(*arguments: object) -> tuple[int, bytes, str]:
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout_bytes, result.stderr


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text("“We will appeal,” Ana Ruiz said.", encoding="utf-8")
    return path


@pytest.mark.usefixtures("fake")
def test_parquet_is_chosen_by_the_ending_or_by_name(story: Path, tmp_path: Path) -> None:
    out = tmp_path / "quotes.parquet"
    code, _, err = run("extract", story, "-o", out)
    assert (code, err) == (0, f"{out}: 1 article, 1 quote\n")
    assert parquet.read_table(out)["text"].to_pylist() == ["“We will appeal,”"]
    code, data, err = run("extract", story, "--format", "parquet")
    assert (code, data, err) == (0, out.read_bytes(), "")


@pytest.mark.usefixtures("fake")
def test_an_interrupted_parquet_file_is_not_there(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*given: Any, **options: Any) -> Iterator[Article]:
        yield from extract_many(*given, **options)
        raise KeyboardInterrupt

    monkeypatch.setitem(vars(quotex), "extract_many", interrupted)
    out = tmp_path / "quotes.parquet"
    code, _, err = run("extract", story, "-o", out)
    assert code == 130
    assert err == (
        f"what was written so far is in {out}.part; --resume goes on with it\nquotex: interrupted\n"
    )
    assert not out.exists()
    assert {path.name for path in tmp_path.iterdir()} == {
        story.name,
        "quotes.parquet.part",
        "quotes.parquet.run",
    }


@pytest.mark.usefixtures("fake")
def test_without_the_extra_nothing_is_written(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    code, _, err = run("extract", story, "-o", tmp_path / "quotes.parquet")
    assert code == 2
    assert 'pip install "quotex[arrow]"' in err
    assert list(tmp_path.iterdir()) == [story]
