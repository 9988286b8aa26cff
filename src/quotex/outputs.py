"""How results are written: JSON Lines, JSON, CSV and a table for the terminal.

Each `as_...` function turns a stream of articles into a stream of text and holds one article at a
time. `docs/formats.md` describes the formats; the columns of CSV are `COLUMNS`.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotex.records import Article, Outlet, Quote, Span

__all__ = [
    "COLUMNS",
    "COLUMNS_VERSION",
    "ENDINGS",
    "FORMATS",
    "as_csv",
    "as_json",
    "as_jsonl",
    "as_table",
    "printable",
    "replacing",
]

FORMATS = ("jsonl", "json", "csv", "table", "html")
ENDINGS = {".jsonl": "jsonl", ".json": "json", ".csv": "csv", ".txt": "table", ".html": "html"}
"""The format that a file's ending stands for."""

COLUMNS_VERSION = 1
"""Raised when a column of `COLUMNS` is renamed, removed or changes its meaning."""

COLUMNS = (
    "article_id",
    "article_title",
    "article_url",
    "article_published",
    "article_outlet",
    "quote_id",
    "kind",
    "text",
    "start",
    "end",
    "content_spans",
    "verbatim_spans",
    "speaker_name",
    "speaker_type",
    "speaker_role",
    "speaker_mention",
    "speaker_mention_start",
    "speaker_mention_end",
    "cue",
    "cue_lemma",
    "cue_start",
    "cue_end",
    "outlet_names",
    "outlet_ids",
    "outlet_roles",
    "outlet_mentions",
    "confidence",
    "rule",
)

SEPARATOR = " | "
FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
"""How a cell begins that a spreadsheet may run as a formula."""

INVISIBLE = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What a terminal obeys rather than shows, but for the tab, and what cannot be encoded."""

Cell = str | int | float | None


def as_jsonl(articles: Iterable[Article], *, text: bool = True) -> Iterator[str]:
    """An article a line; without its text if `text` is false."""
    for article in articles:
        yield json_of(article, text=text) + "\n"


def as_json(articles: Iterable[Article], *, text: bool = True) -> Iterator[str]:
    """One JSON list of all articles."""
    opening = "[\n"
    for article in articles:
        yield opening + json_of(article, text=text)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def json_of(article: Article, *, text: bool) -> str:
    """An article as JSON on one line.

    Lone surrogates stay as they are, which pydantic's own `model_dump_json` refuses: an output
    opened with `errors="backslashreplace"` writes them as the escapes that JSON has for them.
    """
    fields = article.model_dump(exclude=None if text else {"text"})
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


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


def row_of(article: Article, quote: Quote) -> list[Cell]:
    """A quote's cells, in the order of `COLUMNS`."""
    speaker, cue = quote.speaker, quote.cue
    return [
        article.id,
        article.title,
        article.url,
        article.published,
        article.outlet,
        quote.id,
        quote.kind,
        quote.text,
        quote.content[0].start,
        quote.content[-1].end,
        offsets(quote.content),
        offsets(quote.verbatim),
        speaker.name,
        speaker.type,
        speaker.role,
        *span_cells(speaker.mention),
        cue.text if cue else None,
        cue.lemma if cue else None,
        cue.start if cue else None,
        cue.end if cue else None,
        *outlet_cells(quote.outlets),
        quote.confidence,
        quote.rule,
    ]


def offsets(spans: Sequence[Span]) -> str:
    """Spans as `start:end`, with a space between two of them."""
    return " ".join(f"{span.start}:{span.end}" for span in spans)


def span_cells(span: Span | None) -> tuple[Cell, Cell, Cell]:
    """A span's text, start and end."""
    return (span.text, span.start, span.end) if span else (None, None, None)


def outlet_cells(outlets: Sequence[Outlet]) -> list[Cell]:
    """Names, ids, roles and mentions of the outlets, in the same order in each cell."""
    return [
        SEPARATOR.join(outlet.name for outlet in outlets),
        SEPARATOR.join(outlet.id or "" for outlet in outlets),
        SEPARATOR.join(outlet.role for outlet in outlets),
        SEPARATOR.join(outlet.mention.text if outlet.mention else "" for outlet in outlets),
    ]


def as_table(articles: Iterable[Article], console: Console) -> Iterator[str]:
    """A table for each article that could be read, as wide and coloured as `console` allows."""
    for article in articles:
        if article.error is not None:
            continue
        with console.capture() as capture:
            if article.quotes:
                console.print(table_of(article))
            else:
                console.print(heading_of(article) + Text(": no quotes"))
            for rejection in article.rejected:
                said = shown(rejection.span.text)
                console.print(Text("no quote: ") + said + Text(f" ({rejection.reason})"))
            console.print()
        yield capture.get()


def table_of(article: Article) -> Table:
    """An article's quotes, a row each."""
    table = Table(title=heading_of(article), title_justify="left", expand=True, show_lines=True)
    table.add_column("Speaker", ratio=3, overflow="fold")
    table.add_column("Quote", ratio=7, overflow="fold")
    table.add_column("Cue", ratio=2, overflow="fold")
    table.add_column("Outlets", ratio=3, overflow="fold")
    for quote in article.quotes:
        table.add_row(
            speaker_shown(quote),
            shown(quote.text),
            shown(quote.cue.text if quote.cue else ""),
            Text("\n").join(shown(f"{each.name} ({each.role})") for each in quote.outlets),
        )
    return table


def heading_of(article: Article) -> Text:
    """An article's id and title."""
    return shown(f"{article.id}: {article.title}" if article.title else article.id)


def speaker_shown(quote: Quote) -> Text:
    """The speaker's name, or else the words that refer to one, with the role below."""
    speaker = quote.speaker
    mention = f"({speaker.mention.text})" if speaker.mention else "(unknown)"
    lines = [speaker.name or mention, speaker.role]
    return Text("\n").join(shown(line) for line in lines if line)


def shown(value: str) -> Text:
    """A value for the terminal: on one line, no markup read in it, nothing in it obeyed."""
    return Text(printable(" ".join(value.split())))


def printable(value: str) -> str:
    """`value` with control characters written as escapes, so that a terminal shows them."""
    return INVISIBLE.sub(escape, value)


def escape(match: re.Match[str]) -> str:
    """A character as Python writes it in a string."""
    return match[0].encode("unicode_escape").decode("ascii")


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a file for writing that takes the place of `path` when all is written.

    Until then it is called `path` with `.part` at the end; if the writing is interrupted, that
    file stays and an older `path` is not touched. A device or a pipe is written to directly.
    """
    target = path.resolve()
    special = target.exists() and not target.is_file()
    part = target if special else part_of(target)
    with part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        yield stream
    if not special:
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)


def part_of(path: Path) -> Path:
    """The name of a file that is not all written yet."""
    return path.with_name(path.name + ".part")
