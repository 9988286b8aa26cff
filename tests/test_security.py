"""What SECURITY.md promises: nothing but the named output is written, nothing is fetched or run."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quotex.inputs import Failure, Item, bounded, find_sources, read_sources

ROOT = Path(__file__).parent.parent
AUDITED = Path(__file__).with_name("audited.py")
STORY = ROOT / "fixtures" / "wire-talks.txt"
PAGE = ROOT / "tests" / "data" / "pages" / "harbour-bridge.html"


def audited(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command line; its status is 99 if it does what it may not."""
    command = [sys.executable, "-B", str(AUDITED), str(folder), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300)


@pytest.mark.model
@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet", "html"])
def test_an_extraction_writes_its_output_and_nothing_else_and_fetches_and_runs_nothing(
    tmp_path: Path, ending: str
) -> None:
    output = tmp_path / f"quotes.{ending}"
    run = audited(tmp_path, "extract", STORY, PAGE, "--output", output)
    assert run.returncode == 0, run.stderr
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


@pytest.mark.model
def test_without_an_output_nothing_is_written_at_all(tmp_path: Path) -> None:
    run = audited(tmp_path, "extract", STORY, "--format", "table")
    assert run.returncode == 0, run.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.model
def test_the_watcher_notices_a_file_that_is_written_elsewhere(tmp_path: Path) -> None:
    allowed, elsewhere = tmp_path / "allowed", tmp_path / "elsewhere.jsonl"
    allowed.mkdir()
    run = audited(allowed, "extract", STORY, "--output", elsewhere)
    assert run.returncode == 99
    assert elsewhere.name in run.stderr


# --- bombs ---------------------------------------------------------------------------------------


def read(path: Path) -> list[Item]:
    return list(read_sources(find_sources([str(path)])))


@pytest.mark.parametrize("ending", ["txt.gz", "html.gz", "jsonl.gz"])
def test_a_small_file_that_holds_much_is_read_no_further_than_an_article_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(bounded, "MAX_BYTES", 2**16)
    path = tmp_path / f"bomb.{ending}"
    path.write_bytes(gzip.compress(b"a" * 2**24))
    [failure] = read(path)
    assert isinstance(failure, Failure)
    assert "longer than" in failure.reason


@pytest.mark.parametrize("where", ["the record", "the answer"])
def test_a_small_crawl_with_headers_without_end_is_broken(tmp_path: Path, where: str) -> None:
    endless = b"X-A: " + b"a" * 2**24 + b"\r\n"
    head = b"WARC/1.0\r\nWARC-Type: response\r\n" + (endless if where == "the record" else b"")
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + endless + b"\r\n<p>a</p>"
    head += b"Content-Type: application/http; msgtype=response\r\n"
    record = head + b"Content-Length: %d\r\n\r\n" % len(answer) + answer + b"\r\n\r\n"
    path = tmp_path / "bomb.warc.gz"
    path.write_bytes(gzip.compress(record))
    [failure] = read(path)
    assert isinstance(failure, Failure)
    assert "header" in failure.reason


# --- what CI installs ----------------------------------------------------------------------------


def test_every_package_that_ci_installs_has_a_version_and_hashes_and_no_place() -> None:
    lines = (ROOT / ".ci" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    packages = [line for line in lines if not line.startswith(" ")]
    hashes = [line for line in lines if line.startswith(" ")]
    assert len(packages) > 100
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+( ; [^\\]+)? \\", line) for line in packages)
    assert all(re.fullmatch(r" +--hash=sha256:[0-9a-f]{64}( \\)?", line) for line in hashes)
    assert "://" not in "\n".join(lines)
