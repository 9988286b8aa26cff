"""Articles from WARC files, in which web crawlers and archives keep what servers answered.

Records are read one at a time, with fastwarc. A broken one is named and the reading goes on at the
next that can be read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from quotex.errors import InputError
from quotex.extras import extra
from quotex.inputs import bounded
from quotex.inputs.html import decoded_page, page_article, require_html
from quotex.inputs.sources import Failure, Source
from quotex.records import Article

if TYPE_CHECKING:
    from fastwarc.stream_io import WarcReader
    from fastwarc.warc import WarcRecord

__all__ = ["read_records", "require_warc"]

HTML_TYPES = ("text/html", "application/xhtml+xml")
OK = 200
RECORD_START = re.compile(rb"\x1f\x8b\x08|(?<=\n)WARC/\d")
"""How a record begins, compressed or not."""

DECODERS: dict[str, tuple[str, dict[str, bool]]] = {
    "chunked": ("ChunkedReader", {}),
    "gzip": ("GzipReader", {}),
    "x-gzip": ("GzipReader", {}),
    "deflate": ("GzipReader", {"zlib": True}),
    "br": ("BrotliReader", {}),
    "zstd": ("ZstdReader", {}),
}
"""The readers of fastwarc for the codings of HTTP."""

CHUNK = 2**20


class BrokenRecordError(InputError):
    """A record that does not hold what its header says; where the next one begins is not known."""


def require_warc() -> None:
    """Check that WARC files can be read.

    Raises:
        MissingExtraError: if the extra `warc` is not installed.
    """
    with extra("warc", "WARC files are read"):
        import fastwarc  # noqa: F401
    require_html()


def read_records(
    stream: IO[bytes], source: Source, positions: Iterator[int]
) -> Iterator[Article | Failure]:
    """An article from each record that holds a web page; other records are passed over."""
    require_warc()
    start: int | None = 0
    unread = False  # the record at `start` may be none: it was found by its first bytes
    while start is not None:
        reached = start
        try:
            for record in records_from(stream, start):
                reached, unread = record.stream_pos, False
                yield from articles_of(record, source, positions)
            return
        except (OSError, BrokenRecordError) as error:
            if not unread:
                yield Failure(f"{source.name}, at or behind byte {reached}", f"broken: {error}")
            start, unread = next_record(stream, reached + 1), True


def records_from(stream: IO[bytes], start: int) -> Iterator[WarcRecord]:
    """The records of a file from a position on."""
    from fastwarc import ArchiveIterator

    if start:
        stream.seek(start)
    return iter(ArchiveIterator(stream, parse_http=False))


def next_record(stream: IO[bytes], start: int) -> int | None:
    """The first position from `start` on at which a record may begin."""
    if not stream.seekable():
        return None
    stream.seek(max(start - 1, 0))
    position, window = stream.tell(), b""
    while chunk := stream.read(CHUNK):
        window += chunk
        match = RECORD_START.search(window, 1 if position < start else 0)
        if match is not None:
            return position + match.start()
        position, window = position + len(window) - 8, window[-8:]
    return None


def articles_of(
    record: WarcRecord, source: Source, positions: Iterator[int]
) -> Iterator[Article | Failure]:
    """The article of a record that is a server's answer with a web page.

    Raises:
        BrokenRecordError: if the record is shorter than it says.
    """
    from fastwarc import WarcRecordType

    if record.record_type != WarcRecordType.response or not record.is_http:
        return
    record.parse_http()
    if record.http_content_type not in HTML_TYPES or record.http_headers.status_code != OK:
        return
    position = next(positions)
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
    try:
        page = decoded_page(payload(record), record.http_headers.get("Content-Type"))
        yield page_article(page, id=url or str(position), url=url)
    except BrokenRecordError:
        raise
    except InputError as error:
        yield Failure(f"{source.name}, {url or f'at byte {record.stream_pos}'}", str(error))


def payload(record: WarcRecord) -> bytes:
    """The page that a server sent, decoded if it was sent in chunks or compressed.

    Crawlers may store it decoded and leave the headers that say otherwise: then it is taken as it
    is.

    Raises:
        BrokenRecordError: if the record is shorter than it says.
        InputError: if the page is longer than an article may be.
    """
    from fastwarc import stream_io

    length = record.content_length
    if length > bounded.MAX_BYTES:
        raise InputError(bounded.too_long("this page"))
    data = record.reader.read(length)
    if len(data) < length:
        raise BrokenRecordError("the record is cut off")
    for header in ("Transfer-Encoding", "Content-Encoding"):
        encoding = (record.http_headers.get(header) or "").strip().lower()
        if encoding in DECODERS:
            name, options = DECODERS[encoding]
            reader = getattr(stream_io, name)(io.BytesIO(data), **options)
            data = as_sent_or_decoded(data, reader)
    return data


def as_sent_or_decoded(data: bytes, reader: WarcReader) -> bytes:
    """What the reader makes of `data`, or `data` if that is markup already."""
    try:
        decoded = reader.read(bounded.MAX_BYTES + 1)
    except OSError as error:
        if data.lstrip()[:1] == b"<":
            return data
        raise InputError(f"the page cannot be decompressed: {error}") from error
    if len(decoded) > bounded.MAX_BYTES:
        raise InputError(bounded.too_long("this page"))
    return decoded
