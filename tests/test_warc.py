"""Articles from WARC files: which records they come from, and what a broken record costs."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from quotex.errors import MissingExtraError
from quotex.inputs import Failure, Item, bounded, find_sources, read_sources, require_extras
from quotex.inputs.sources import Source
from quotex.records import Article

Pack = Callable[[list[bytes]], bytes]


def page(said: str) -> bytes:
    html = f"<html><head><title>Bridge</title></head><body><p>“{said},” she said.</p></body></html>"
    return html.encode()


def record(
    url: str,
    body: bytes,
    *,
    kind: str = "response",
    status: str = "200 OK",
    headers: str = "Content-Type: text/html; charset=utf-8",
    length: int | None = None,
) -> bytes:
    """A record of a WARC file; `length` is what its header says, if that is not true."""
    block = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        "WARC-Date: 2024-05-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def plain(records: list[bytes]) -> bytes:
    return b"".join(records)


def packed(records: list[bytes]) -> bytes:
    """Each record compressed by itself, as archives have them."""
    return b"".join(gzip.compress(each) for each in records)


def read(path: Path) -> list[Item]:
    return list(read_sources(find_sources([str(path)])))


def written(folder: Path, data: bytes) -> Path:
    path = folder / ("crawl.warc.gz" if data.startswith(b"\x1f\x8b") else "crawl.warc")
    path.write_bytes(data)
    return path


def urls(items: list[Item]) -> list[str | None]:
    return [item.url for item in items if isinstance(item, Article)]


ONE, TWO, THREE = (
    record(f"https://e.example/{number}", page(f"This is number {number}")) for number in (1, 2, 3)
)
both = pytest.mark.parametrize("pack", [plain, packed])


@both
def test_each_web_page_is_an_article_that_is_called_by_its_address(
    tmp_path: Path, pack: Pack
) -> None:
    first, second = read(written(tmp_path, pack([ONE, TWO])))
    assert first == Article(
        id="https://e.example/1",
        url="https://e.example/1",
        title="Bridge",
        text="Bridge\n\n“This is number 1,” she said.",
    )
    assert isinstance(second, Article)
    assert second.id == "https://e.example/2"


def test_a_file_that_was_compressed_as_a_whole_is_read(tmp_path: Path) -> None:
    assert len(urls(read(written(tmp_path, gzip.compress(ONE + TWO))))) == 2


@both
def test_other_records_are_passed_over(tmp_path: Path, pack: Pack) -> None:
    others = [
        record("https://e.example/a", page("A request"), kind="request"),
        record("https://e.example/b", page("A visit"), kind="revisit"),
        record("https://e.example/c", page("Not found"), status="404 Not Found"),
        record("https://e.example/d", page("Moved"), status="301 Moved Permanently"),
        record("https://e.example/e", b"\x89PNG", headers="Content-Type: image/png"),
        record("https://e.example/f", page("No type"), headers="Server: none"),
        record("dns:e.example", b"1.2.3.4").replace(b"application/http", b"text/dns"),
    ]
    assert urls(read(written(tmp_path, pack([*others, ONE])))) == ["https://e.example/1"]


def test_a_page_is_decoded_as_the_server_said(tmp_path: Path) -> None:
    data = page("Déjà vu").decode().encode("mac_roman")
    given = record(
        "https://e.example/1", data, headers="Content-Type: text/html; charset=macintosh"
    )
    [article] = read(written(tmp_path, given))
    assert isinstance(article, Article)
    assert "“Déjà vu,” she said." in article.text


@pytest.mark.parametrize(
    ("coding", "encode"),
    [
        ("Content-Encoding: gzip", gzip.compress),
        ("Content-Encoding: deflate", zlib.compress),
        ("Transfer-Encoding: chunked", lambda data: b"%x\r\n%b\r\n0\r\n\r\n" % (len(data), data)),
        ("Content-Encoding: gzip", bytes),  # some crawlers decode pages and keep the header
        ("Content-Encoding: br", bytes),
        ("Transfer-Encoding: chunked", bytes),
    ],
)
def test_a_page_is_decompressed_if_it_was_stored_compressed(
    tmp_path: Path, coding: str, encode: Callable[[bytes], bytes]
) -> None:
    headers = f"Content-Type: text/html\r\n{coding}"
    given = record("https://e.example/0", encode(page("It is true")), headers=headers)
    first, second = read(written(tmp_path, given + ONE))
    assert isinstance(first, Article)
    assert "“It is true,” she said." in first.text
    assert isinstance(second, Article)


def test_a_page_without_text_is_named_by_its_address(tmp_path: Path) -> None:
    path = written(tmp_path, record("https://e.example/0", b"<html></html>") + ONE)
    failure, article = read(path)
    assert isinstance(failure, Failure)
    assert failure.source == f"{path}, https://e.example/0"
    assert failure.reason.startswith("no text was found")
    assert urls([article]) == ["https://e.example/1"]


# --- broken records --------------------------------------------------------------------------

BROKEN = [
    pytest.param(TWO.replace(b"WARC/1.0", b"garbage"), id="no record"),
    pytest.param(TWO.replace(b"Content-Length", b"Content-Lungth"), id="no length"),
    pytest.param(record("https://e.example/2", page("No"), length=20), id="too short a length"),
    pytest.param(record("https://e.example/2", page("No"), length=9999), id="too long a length"),
]


@both
@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_record_is_named_once_and_the_others_are_read(
    tmp_path: Path, broken: bytes, pack: Pack
) -> None:
    path = written(tmp_path, pack([ONE, broken, THREE]))
    items = read(path)
    assert urls(items) == ["https://e.example/1", "https://e.example/3"]
    [failure] = [item for item in items if isinstance(item, Failure)]
    assert failure.source.startswith(f"{path}, ")


def test_a_record_whose_compressed_bytes_are_broken_costs_no_other(tmp_path: Path) -> None:
    data = bytearray(packed([ONE, TWO, THREE]))
    middle = len(packed([ONE])) + 60
    data[middle : middle + 4] = b"\xff\xff\xff\xff"
    items = read(written(tmp_path, bytes(data)))
    assert urls(items) == ["https://e.example/1", "https://e.example/3"]
    assert len(items) == 3


@both
def test_a_file_that_ends_in_a_record_gives_what_is_before_it(tmp_path: Path, pack: Pack) -> None:
    items = read(written(tmp_path, pack([ONE, TWO])[:-30]))
    assert urls(items) == ["https://e.example/1"]
    assert isinstance(items[1], Failure)


def test_a_file_that_is_no_warc_file_fails(tmp_path: Path) -> None:
    [failure] = read(written(tmp_path, b"<html>no archive</html>"))
    assert isinstance(failure, Failure)
    assert read(written(tmp_path, b"")) == []


def test_standard_input_can_be_a_warc_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(packed([ONE, TWO]))))
    assert len(urls(list(read_sources([Source(None, "warc")])))) == 2


def test_a_page_that_is_too_long_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "MAX_BYTES", 2**16)
    long = b"<html>" + b"x" * 2**20
    headers = "Content-Type: text/html\r\nContent-Encoding: gzip"
    given = [
        record("https://e.example/a", long),
        record("https://e.example/b", gzip.compress(long), headers=headers),
        ONE,
    ]
    *failures, article = read(written(tmp_path, packed(given)))
    assert all(isinstance(each, Failure) and "longer than" in each.reason for each in failures)
    assert len(failures) == 2
    assert urls([article]) == ["https://e.example/1"]


def test_without_the_extra_it_is_said_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    with pytest.raises(MissingExtraError, match=r'pip install "quotex\[warc\]"'):
        require_extras([Source(tmp_path / "crawl.warc", "warc")])
