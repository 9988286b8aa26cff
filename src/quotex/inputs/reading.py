"""The articles of sources, read as a stream.

`read_sources` raises for nothing that is wrong in the input: it gives a `Failure` in place of an
article, and a `Note` for what a user should know.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO

from quotex.inputs.jsonl import is_json_object, read_lines
from quotex.inputs.sources import Failure, Found, Note, Source, reason_of
from quotex.inputs.text import read_text
from quotex.records import Article

__all__ = ["Item", "count_articles", "read_sources"]

Item = Article | Failure | Note


def count_articles(sources: Iterable[Source]) -> int | None:
    """How many articles there are, if that can be known before they are read."""
    total = 0
    for source in sources:
        if source.path is None or not source.path.is_file():
            return None
        try:
            total += count_lines(source.path) if source.kind == "jsonl" else 1
        except OSError:
            return None
    return total


def count_lines(path: Path) -> int:
    """The lines of a file that are not blank."""
    with path.open("rb") as lines:
        return sum(1 for line in lines if line.strip())


def read_sources(found: Iterable[Found], *, text_field: str = "text") -> Iterator[Item]:
    """The articles of the sources, one at a time, among the failures and notes.

    text_field (str): the field of a JSON object that has the article's text.
    """
    positions = count()
    for source in found:
        if not isinstance(source, Source):
            yield source
            continue
        try:
            with opened(source) as stream:
                yield from read_stream(stream, source, text_field, positions)
        except OSError as error:
            yield Failure(source.name, reason_of(error))


def opened(source: Source) -> AbstractContextManager[BinaryIO]:
    """The bytes of a source."""
    return nullcontext(sys.stdin.buffer) if source.path is None else source.path.open("rb")


def read_stream(
    stream: BinaryIO, source: Source, text_field: str, positions: Iterator[int]
) -> Iterator[Item]:
    """The articles of one open source."""
    kind, lines = source.kind, iter(stream)
    if kind is None:
        head = first_lines(lines)
        lines = chain(head, lines)
        kind = "jsonl" if is_json_object(head[-1] if head else b"") else "text"
        if kind == "jsonl":
            yield Note(source.name, "read as JSON Lines, as its first line is a JSON object")
    if kind == "jsonl":
        yield from read_lines(lines, source, text_field, positions)
    else:
        yield read_text(b"".join(lines), source, next(positions))


def first_lines(lines: Iterator[bytes]) -> list[bytes]:
    """The lines up to the first that is not blank."""
    head = []
    for line in lines:
        head.append(line)
        if line.strip():
            break
    return head
