"""Arrow batches of articles in, Arrow batches of quotes out: one kernel for every engine.

`Extractor` is the kernel. It knows no engine: whatever hands over record batches or tables can call
it. `quotex.spark` and `quotex.ray` hand it to theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import quotex
from quotex.errors import InputError
from quotex.extras import extra
from quotex.limits import MAX_CHARACTERS, require_positive
from quotex.outputs.arrow import schema, table_of
from quotex.records import Article

with extra("arrow", "Arrow batches are read"):
    import pyarrow as pa
    import pyarrow.types as kind

if TYPE_CHECKING:
    Batch = TypeVar("Batch", pa.RecordBatch, pa.Table)

__all__ = ["FIELDS", "SCHEMA", "Extractor", "check_names", "check_types"]

FIELDS = ("id", "text", "title", "url", "published", "outlet")
"""The columns that are read, each the field of `quotex.Article` of that name."""

REQUIRED = ("id", "text")

SCHEMA = schema()
"""The columns that are written, those of Parquet files."""


@dataclass(frozen=True)
class Extractor:
    """A batch of articles to a batch of their quotes; picklable, to be called in any process.

    The model is loaded with the first batch and kept in its process.

    nlp (str | None): name or path of a spaCy pipeline that each worker has; by default
        `en_core_web_sm`.
    batch_size (int): number of texts that spaCy works on together, however large a batch is.
    rejected (bool): also give rows for quoted words that are nobody's, with the reason.
    max_characters (int): how long a text may be.
    max_seconds (float | None): how long reading one article may take; by default for ever. With a
        limit, each batch is read in a process of its own, which is ended, and an article over
        which that process dies costs no other one.

    Raises:
        InputError: if `nlp` is no name, or a number makes no sense.
    """

    nlp: str | None = None
    batch_size: int = 64
    rejected: bool = False
    max_characters: int = MAX_CHARACTERS
    max_seconds: float | None = None

    def __post_init__(self) -> None:
        if self.nlp is not None and not isinstance(self.nlp, str):
            raise InputError(
                f"nlp is of type {type(self.nlp).__name__}; give the name or the path of a spaCy "
                "pipeline, which each worker loads for itself (nlp.to_disk makes a folder of one)."
            )
        require_positive(
            batch_size=self.batch_size,
            max_characters=self.max_characters,
            max_seconds=self.max_seconds,
        )

    def __call__(self, batch: Batch) -> Batch:
        """The quotes of a batch, a row each, with the columns of `SCHEMA`.

        An article that cannot be read has one row, with `error`; one without quotes has none.

        batch (RecordBatch | Table): articles, with the columns `id` and `text` and, where known,
            `title`, `url`, `published` and `outlet`; others are ignored. It may be empty.

        Returns:
            What was given: a RecordBatch or a Table.

        Raises:
            InputError: if it is no batch, or a column is missing or has another type.
            ModelNotFoundError: if there is no such pipeline.
            PipelineError: if there is a limit of time, and this process may not start another.
        """
        if not isinstance(batch, pa.RecordBatch | pa.Table):
            raise InputError(
                f"this is a {type(batch).__name__}; give a pyarrow RecordBatch or Table, such as "
                "pyarrow.Table.from_pandas makes (in Ray: batch_format='pyarrow')."
            )
        articles = quotex.extract_many(
            articles_of(batch),
            nlp=self.nlp,
            batch_size=self.batch_size,
            rejected=self.rejected,
            max_characters=self.max_characters,
            max_seconds=self.max_seconds,
        )
        found = table_of(articles)
        return found if isinstance(batch, pa.Table) else one_batch(found)

    def stream(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """The quotes of each batch, as they are asked for."""
        return map(self, batches)


def one_batch(table: pa.Table) -> pa.RecordBatch:
    """The rows of a table in one batch."""
    filled: list[pa.RecordBatch] = table.combine_chunks().to_batches()
    return filled[0] if filled else pa.RecordBatch.from_pylist([], schema=table.schema)


def check_names(names: Sequence[str]) -> None:
    """Check that there are the columns that articles are read from, each once.

    Raises:
        InputError: if one is missing or there twice.
    """
    for name in FIELDS:
        count = names.count(name)
        if count > 1:
            raise InputError(f"there are {count} columns {name!r}; leave one of them.")
        if name in REQUIRED and not count:
            raise InputError(
                f"there is no column {name!r}; the columns are {', '.join(names)}. "
                "Articles need an id and a text: rename the columns that have them."
            )


def check_types(columns: pa.Schema) -> None:
    """Check that the text is text, and that what describes an article can be written as text.

    Raises:
        InputError: if a column has another type.
    """
    for name in FIELDS:
        if name not in columns.names:
            continue
        given = columns.field(name).type
        values = given.value_type if kind.is_dictionary(given) else given
        if not (is_text(values) or (name != "text" and is_label(values))):
            raise InputError(
                f"the column {name!r} is of type {given}, not text; cast it to text first."
            )


def is_text(given: pa.DataType) -> bool:
    """Whether these are strings, or nulls throughout."""
    tests = (kind.is_string, kind.is_large_string, kind.is_string_view, kind.is_null)
    return any(test(given) for test in tests)


def is_label(given: pa.DataType) -> bool:
    """Whether these are numbers or dates."""
    tests = (kind.is_integer, kind.is_floating, kind.is_decimal, kind.is_date, kind.is_timestamp)
    return any(test(given) for test in tests)


def articles_of(batch: pa.RecordBatch | pa.Table) -> Iterator[Article]:
    """The articles of a batch, each that cannot be read with the reason as its error.

    Raises:
        InputError: if a column is missing or has another type; before the first article.
    """
    if not batch.num_rows:  # an engine's empty batch may be without columns
        return iter(())
    check_names(batch.schema.names)
    check_types(batch.schema)
    names = [name for name in FIELDS if name in batch.schema.names]
    rows = zip(*(cells_of(batch.column(name)) for name in names), strict=True)
    return (article_of(dict(zip(names, cells, strict=True))) for cells in rows)


def cells_of(column: pa.Array | pa.ChunkedArray) -> list[bytes | None]:
    """The cells as UTF-8; Arrow does not promise that it is valid."""
    cells: list[bytes | None] = column.cast(pa.large_string()).cast(pa.large_binary()).to_pylist()
    return cells


def article_of(cells: dict[str, bytes | None]) -> Article:
    """An article of a row."""
    labels: dict[str, Any] = {
        name: None if cell is None else cell.decode("utf-8", errors="backslashreplace")
        for name, cell in cells.items()
        if name != "text"
    }
    labels["id"] = labels["id"] or ""
    try:
        return Article(text=text_of(cells), **labels)
    except InputError as error:
        return Article(text="", error=str(error), **labels)


def text_of(cells: dict[str, bytes | None]) -> str:
    """The text of a row.

    Raises:
        InputError: if there is none that can be read, or nothing that would name its quotes.
    """
    if not cells["id"]:
        raise InputError("the article has no id to tell its quotes from others; give it one.")
    if cells["text"] is None:
        raise InputError("the text is null; leave this row out, or give it a text.")
    try:
        return cells["text"].decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"the text is no valid UTF-8 at byte {error.start}; "
            "decode the file with its right encoding."
        ) from error
