"""Arrow tables, Parquet files and data frames: a row for each quote, with typed columns.

An article that could not be read has a row too, with `error`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, overload

from quotex.errors import InputError
from quotex.extras import extra
from quotex.outputs.columns import COLUMNS, COLUMNS_VERSION, rows_of
from quotex.records import Article, Span

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["as_parquet", "require_arrow", "schema", "table_of", "to_dataframe"]

ROWS = 10_000
"""Rows that are held in memory and make a group of them in a Parquet file."""


def require_arrow() -> None:
    """Check that Parquet can be written.

    Raises:
        MissingExtraError: if the extra `arrow` is not installed.
    """
    with extra("arrow", "Parquet is written"):
        import pyarrow.parquet  # noqa: F401


def schema() -> pyarrow.Schema:
    """The columns with their Arrow types; the metadata have their version and meaning."""
    import pyarrow as pa

    span = pa.struct([pa.field("start", pa.int64(), False), pa.field("end", pa.int64(), False)])
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "spans": pa.list_(span),
        "texts": pa.list_(pa.string()),
    }
    fields = [
        pa.field(column.name, types[column.type], metadata={"description": column.meaning})
        for column in COLUMNS
    ]
    return pa.schema(fields, metadata={"quotex_columns_version": str(COLUMNS_VERSION)})


def as_parquet(articles: Iterable[Article], *, rows: int = ROWS) -> Iterator[bytes]:
    """A Parquet file piece by piece, a row group for every so many rows.

    Raises:
        MissingExtraError: if the extra `arrow` is not installed.
    """
    require_arrow()
    from pyarrow import parquet

    sink = Pieces()
    with parquet.ParquetWriter(sink, schema()) as writer:
        for batch in batches(articles, rows):
            writer.write_batch(batch)
            yield sink.taken()
    yield sink.taken()


class Pieces(io.RawIOBase):
    """A file that keeps what is written to it until it is taken."""

    def __init__(self) -> None:
        self.pending = bytearray()
        self.position = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.pending += data
        self.position += len(data)
        return len(data)

    def tell(self) -> int:
        return self.position

    def taken(self) -> bytes:
        """What was written since this was called before."""
        data = bytes(self.pending)
        self.pending.clear()
        return data


def batches(articles: Iterable[Article], size: int = ROWS) -> Iterator[pyarrow.RecordBatch]:
    """The rows of the articles, so many together."""
    import pyarrow as pa

    columns = schema()
    rows = (plain(row) for article in articles for row in rows_of(checked(article)))
    while batch := list(islice(rows, size)):
        yield pa.RecordBatch.from_pylist(batch, schema=columns)


def checked(article: object) -> Article:
    """`article`, if it is one.

    Raises:
        InputError: if not; a single article given in place of several looks like this too.
    """
    if isinstance(article, Article):
        return article
    raise InputError(
        f"this is a {type(article).__name__}; give several quotex.Article records, such as "
        "extract_many returns, or [article]"
    )


def plain(value: Any) -> Any:
    """A row or a value in one as Arrow takes it: spans as structs, lone surrogates as escapes."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end}
    if isinstance(value, str):
        return value.encode("utf-8", errors="backslashreplace").decode("utf-8")
    return value


@overload
def to_dataframe(
    articles: Iterable[Article], *, library: Literal["pandas"]
) -> pandas.DataFrame: ...
@overload
def to_dataframe(
    articles: Iterable[Article], *, library: Literal["polars"]
) -> polars.DataFrame: ...
@overload
def to_dataframe(articles: Iterable[Article]) -> Any: ...


def to_dataframe(
    articles: Iterable[Article], *, library: Literal["pandas", "polars"] | None = None
) -> Any:
    """The quotes of the articles as a data frame, a row each, with the columns of CSV and Parquet.

    An article that could not be read has a row with `error`, and words that were rejected have one
    with `rejected`; an article with nothing of all this has none. What is a list, such as
    `outlet_names`, is a list in its cell. pandas gets nullable integers (`Int64`).

    articles (Iterable[Article]): what `extract_many` returns, or `[read(text)]`.
    library ("pandas" | "polars" | None): by default pandas, or polars where pandas is missing.

    Raises:
        InputError: if the library is another one, or an article is none.
        MissingExtraError: if the library is not installed.
    """
    if library not in (None, "pandas", "polars"):
        raise InputError(f"{library!r} is no data frame library; choose 'pandas' or 'polars'")
    if library is None:
        library = "polars" if not find_spec("pandas") and find_spec("polars") else "pandas"
    if library == "pandas":
        with extra("pandas", "pandas data frames are made"):
            import pandas
            import pyarrow as pa
        integers = {pa.int64(): pandas.Int64Dtype()}
        return table_of(articles).to_pandas(types_mapper=integers.get)
    with extra("polars", "polars data frames are made"):
        import polars
        import pyarrow  # noqa: F401
    return polars.from_arrow(table_of(articles))


def table_of(articles: Iterable[Article]) -> pyarrow.Table:
    """The rows of the articles as an Arrow table."""
    import pyarrow as pa

    return pa.Table.from_batches(batches(articles), schema=schema())
