"""CSV: a row for each quote, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from quotex.outputs.columns import COLUMNS, Cell, row_of
from quotex.records import Article

__all__ = ["as_csv"]

FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
"""How a cell begins that a spreadsheet may run as a formula."""


def as_csv(articles: Iterable[Article]) -> Iterator[str]:
    """A heading, then a line for each quote."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for article in articles:
        for quote in article.quotes:
            writer.writerow([harmless(cell) for cell in row_of(article, quote)])
        yield taken_from(buffer)
    yield taken_from(buffer)


def taken_from(buffer: io.StringIO) -> str:
    """What has been written to `buffer`, which is empty afterwards."""
    written = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return written


def harmless(cell: Cell) -> Cell:
    """A cell that a spreadsheet shows rather than runs: an apostrophe goes before a formula."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell
