"""The articles of sources, read as a stream.

`read_sources` raises for nothing that is wrong in the input: it gives a `Failure` in place of an
article, and a `Note` for what a user should know.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO

from quotex.errors import InputError
from quotex.inputs import bounded
from quotex.inputs.bounded import BROKEN_STREAM, bounded_lines, opened, whole
from quotex.inputs.html import read_page, require_html
from quotex.inputs.jsonl import is_json_object, read_lines
from quotex.inputs.sources import Failure, Found, Kind, Note, Source, reason_of
from quotex.inputs.text import read_text
from quotex.inputs.warc import read_records, require_warc
from quotex.records import Article

__all__ = ["Item", "Positions", "count_articles", "read_sources", "require_extras"]

Item = Article | Failure | Note

HTML_START = re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype\s+html|html)\b", re.IGNORECASE)


def require_extras(sources: Iterable[Source]) -> None:
    """Check that what the sources need is installed.

    Raises:
        MissingExtraError: if not; the message says how to install it.
    """
    kinds = {source.kind for source in sources}
    if "html" in kinds:
        require_html()
    if "warc" in kinds:
        require_warc()


def count_articles(sources: Iterable[Source]) -> int | None:
    """How many articles there are, if that can be known before they are read."""
    total = 0
    for source in sources:
        if source.path is None or not source.path.is_file() or source.kind == "warc":
            return None
        try:
            total += count_lines(source) if source.kind == "jsonl" else 1
        except BROKEN_STREAM:
            return None
    return total


def count_lines(source: Source) -> int:
    """The lines of a file that are not blank."""
    with opened(source) as stream:
        return sum(line is None or bool(line.strip()) for line in bounded_lines(stream))


class Positions:
    """The places of articles among all that are read, which name those without an id.

    next (int): the place of the next article.
    """

    def __init__(self, first: int = 0) -> None:
        self.next = first

    def __iter__(self) -> Positions:
        return self

    def __next__(self) -> int:
        self.next += 1
        return self.next - 1


def read_sources(
    found: Iterable[Found], *, text_field: str = "text", positions: Positions | None = None
) -> Iterator[Item]:
    """The articles of the sources, one at a time, among the failures and notes.

    text_field (str): the field of a JSON object that has the article's text.
    positions (Positions | None): where others have been read before; by default from 0 on.

    Raises:
        MissingExtraError: if what a source needs is not installed; see `require_extras`.
    """
    positions = positions or Positions()
    for source in found:
        if not isinstance(source, Source):
            yield source
            continue
        try:
            with opened(source) as stream:
                yield from read_stream(stream, source, text_field, positions)
        except BROKEN_STREAM as error:
            yield Failure(source.name, reason_of(error))


def read_stream(
    stream: IO[bytes], source: Source, text_field: str, positions: Iterator[int]
) -> Iterator[Item]:
    """The articles of one open source."""
    kind, head = source.kind, b""
    if kind is None:
        head = first_lines(stream)
        kind, why = kind_seen(head)
        if why:
            yield Note(source.name, why)
    if kind == "warc":
        yield from read_records(stream, source, positions)
    elif kind == "jsonl":
        lines = chain(io.BytesIO(head), bounded_lines(stream))
        yield from read_lines(lines, source, text_field, positions)
    else:
        read = read_page if kind == "html" else read_text
        try:
            yield read(whole(stream, head), source, next(positions))
        except InputError as error:
            yield Failure(source.name, str(error))


def first_lines(stream: IO[bytes]) -> bytes:
    """The lines up to the first that is not blank."""
    head = b""
    while len(head) <= bounded.MAX_BYTES and (line := stream.readline(bounded.MAX_BYTES + 1)):
        head += line
        if line.strip():
            break
    return head


def kind_seen(head: bytes) -> tuple[Kind, str | None]:
    """What a stream holds by its first lines, and what to tell the user if that is a guess."""
    if HTML_START.match(head):
        return "html", "read as HTML, as it begins like a web page"
    if is_json_object(head.lstrip(b"\r\n\t ")):
        return "jsonl", "read as JSON Lines, as its first line is a JSON object"
    return "text", None
