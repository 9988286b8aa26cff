"""Compressed files, and inputs that are longer than an article may be."""

from __future__ import annotations

import gzip
import io
import json
import sys
import tracemalloc
from pathlib import Path

import pytest

from quotex.inputs import Failure, Item, Note, bounded, count_articles, find_sources, read_sources
from quotex.inputs.sources import Source
from quotex.records import Article

LIMIT = 2**16


def read(*paths: Path | str) -> list[Item]:
    return list(read_sources(find_sources([str(path) for path in paths])))


def compressed(path: Path, data: str | bytes) -> Path:
    """Write a gzip file."""
    path.write_bytes(gzip.compress(data.encode() if isinstance(data, str) else data))
    return path


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article may have 64 KiB."""
    monkeypatch.setattr(bounded, "MAX_BYTES", LIMIT)


@pytest.mark.parametrize("name", ["story.txt.gz", "story.md.GZ"])
def test_a_compressed_text_is_an_article(tmp_path: Path, name: str) -> None:
    path = compressed(tmp_path / name, "“No,”\r\nshe said.")
    assert read(path) == [Article(id=name, text="“No,”\r\nshe said.")]


def test_compressed_json_lines_are_articles(tmp_path: Path) -> None:
    path = compressed(tmp_path / "a.jsonl.gz", '{"text": "a"}\n\n{"id": "x", "text": "b"}')
    assert read(path) == [Article(id="0", text="a"), Article(id="x", text="b")]
    assert count_articles([Source(path, "jsonl")]) == 2


def test_a_compressed_page_is_an_article(tmp_path: Path) -> None:
    page = "<html><head><title>Bridge</title></head><body><p>Nobody spoke.</p></body></html>"
    [article] = read(compressed(tmp_path / "page.html.gz", page))
    assert article == Article(id="page.html.gz", text="Bridge\n\nNobody spoke.", title="Bridge")


def test_compressed_files_in_a_folder_are_read_with_the_others(tmp_path: Path) -> None:
    compressed(tmp_path / "b.txt.gz", "b")
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    compressed(tmp_path / "c.tar.gz", "c")
    articles = [item for item in read(tmp_path) if isinstance(item, Article)]
    assert [article.id for article in articles] == ["a.txt", "b.txt.gz"]
    assert Note(str(tmp_path), "files of other kinds are left out (.gz: 1)") in read(tmp_path)


def test_files_that_were_compressed_in_pieces_are_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "story.txt.gz"
    path.write_bytes(gzip.compress(b"one ") + gzip.compress(b"two"))
    assert read(path) == [Article(id="story.txt.gz", text="one two")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no gzip at all", "Not a gzipped file"),
        (gzip.compress(b"cut off" * 99)[:-12], "ended before"),
        (gzip.compress(b"broken")[:10] + b"\xff" * 30, "decompressing"),
    ],
)
def test_a_broken_file_fails_and_the_rest_is_read(
    tmp_path: Path, data: bytes, message: str
) -> None:
    path, other = tmp_path / "a.txt.gz", tmp_path / "b.txt"
    path.write_bytes(data)
    other.write_text("b", encoding="utf-8")
    failure, article = read(path, other)
    assert isinstance(failure, Failure)
    assert (failure.source, article) == (str(path), Article(id="b.txt", text="b"))
    assert message in failure.reason


def test_articles_in_front_of_the_place_where_a_file_breaks_are_kept(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": f"{n} " + "x" * 5000}) + "\n" for n in range(50))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode())[:-20])
    *articles, failure = read(path)
    assert isinstance(failure, Failure)
    assert len(articles) > 40


# --- too long --------------------------------------------------------------------------------


@pytest.mark.usefixtures("small_limit")
@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "a.html", "a.html.gz"])
def test_what_is_longer_than_an_article_may_be_fails(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    data = b"x" * (LIMIT + 1)
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    [failure] = read(path)
    assert isinstance(failure, Failure)
    assert "longer than the" in failure.reason


@pytest.mark.usefixtures("small_limit")
def test_a_text_as_long_as_an_article_may_be_is_read(tmp_path: Path) -> None:
    path = compressed(tmp_path / "a.txt.gz", "x" * LIMIT)
    assert read(path) == [Article(id="a.txt.gz", text="x" * LIMIT)]


@pytest.mark.usefixtures("small_limit")
def test_a_line_that_is_too_long_fails_and_the_others_are_read(tmp_path: Path) -> None:
    lines = ['{"text": "a"}', json.dumps({"text": "x" * LIMIT}), '{"text": "c"}']
    path = compressed(tmp_path / "a.jsonl.gz", "\n".join(lines))
    first, failure, last = read(path)
    assert (first, last) == (Article(id="0", text="a"), Article(id="2", text="c"))
    assert isinstance(failure, Failure)
    assert failure.source == f"{path}, line 2"
    assert count_articles([Source(path, "jsonl")]) == 3


@pytest.mark.usefixtures("small_limit")
def test_standard_input_is_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (b"x" * (LIMIT + 1), b"\n" * (LIMIT + 1), b"{\n" + b"x" * (LIMIT + 1)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        [failure] = read("-")
        assert isinstance(failure, Failure)


class Endless(io.RawIOBase):
    """A stream of line breaks that never ends."""

    given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        assert self.given < 3 * LIMIT, "more is read than an article may have"
        self.given += len(buffer)
        buffer[:] = b"\n" * len(buffer)
        return len(buffer)


@pytest.mark.usefixtures("small_limit")
def test_standard_input_without_an_end_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Endless())))
    [failure] = read("-")
    assert isinstance(failure, Failure)
    assert "longer than" in failure.reason


@pytest.mark.usefixtures("small_limit")
@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "a.jsonl.gz"])
def test_a_small_file_that_holds_very_much_does_not_fill_memory(tmp_path: Path, name: str) -> None:
    path = compressed(tmp_path / name, b"x" * 2**25)
    assert path.stat().st_size < 2**16
    tracemalloc.start()
    [failure] = read(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(failure, Failure)
    assert peak < 2**21


# --- what standard input holds ---------------------------------------------------------------


def test_standard_input_that_begins_like_a_page_is_read_as_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = b"\n<!DOCTYPE html>\n<html><body><p>Nobody spoke.</p></body></html>"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page)))
    note, article = read("-")
    assert note == Note("standard input", "read as HTML, as it begins like a web page")
    assert article == Article(id="0", text="Nobody spoke.")
