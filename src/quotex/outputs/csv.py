"""CSV: a row for each quote, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from quotex.outputs.columns import COLUMNS, ColumnType
from quotex.records import Article

__all__ = ["as_csv"]

SEPARATOR = " | "
FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
"""How a cell begins that a spreadsheet may run as a formula."""

Cell = str | int | float | None


def as_csv(articles: Iterable[Article]) -> Iterator[str]:
    """A heading, then a line for each quote."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(column.name for column in COLUMNS)
    for article in articles:
        for quote in article.quotes:
            cells = (flat(column.value(article, quote), column.type) for column in COLUMNS)
            writer.writerow(harmless(cell) for cell in cells)
        yield taken_from(buffer)
    yield taken_from(buffer)


def taken_from(buffer: io.StringIO) -> str:
    """What has been written to `buffer`, which is empty afterwards."""
    written = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return written


def flat(value: Any, type_: ColumnType) -> Cell:
    """A value in one cell: spans as `start:end` with a space between, texts with ` | `."""
    if type_ == "spans":
        return " ".join(f"{span.start}:{span.end}" for span in value)
    if type_ == "texts":
        return SEPARATOR.join(text or "" for text in value)
    cell: Cell = value
    return cell


def harmless(cell: Cell) -> Cell:
    """A cell that a spreadsheet shows rather than runs: an apostrophe goes before a formula."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell
