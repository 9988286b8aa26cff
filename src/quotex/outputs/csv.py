"""CSV: a row for each quote, and for what could not be read; safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from quotex.outputs.columns import COLUMNS, ColumnType, Row, rows_of
from quotex.records import Article

__all__ = ["as_csv"]

SEPARATOR = " | "
FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
"""How a cell begins that a spreadsheet may run as a formula."""

Cell = str | int | float | None


def as_csv(articles: Iterable[Article]) -> Iterator[str]:
    """A heading, then a line for each quote, and for each article that could not be read."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(column.name for column in COLUMNS)
    for article in articles:
        writer.writerows(map(cells_of, rows_of(article)))
        yield taken_from(buffer)
    yield taken_from(buffer)


def taken_from(buffer: io.StringIO) -> str:
    """What has been written to `buffer`, which is empty afterwards."""
    written = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return written


def cells_of(row: Row) -> list[Cell]:
    """The cells of a line."""
    return [harmless(flat(row[column.name], column.type)) for column in COLUMNS]


def flat(value: Any, type_: ColumnType) -> Cell:
    """A value in one cell: spans as `start:end` with a space between, texts with ` | `."""
    if type_ == "spans":
        return " ".join(f"{span.start}:{span.end}" for span in value or [])
    if type_ == "texts":
        return SEPARATOR.join(text or "" for text in value or [])
    cell: Cell = value
    return cell


def harmless(cell: Cell) -> Cell:
    """A cell that a spreadsheet shows rather than runs: an apostrophe goes before a formula."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell
