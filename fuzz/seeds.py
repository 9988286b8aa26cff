"""What a fuzzer begins with: the fixtures, the pages of the tests and the worst inputs known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fuzz.worst import WORST

__all__ = ["seeds_for"]

ROOT = Path(__file__).resolve().parent.parent


def seeds_for(target: str, longest: int) -> Iterator[bytes]:
    """The seeds of a target, none of them longer than it takes."""
    if target == "html":
        for page in sorted((ROOT / "tests" / "data" / "pages").glob("*.html")):
            yield b"\x00" + page.read_bytes()[: longest - 1]
        for fragment in range(256):  # pages of hardly anything
            yield bytes([255, fragment])
    for story in sorted((ROOT / "fixtures").glob("*.txt")):
        yield b"\x00" + story.read_bytes()[: longest - 1]
    for make in WORST.values():
        text = make(longest // 4).encode("utf-8", errors="surrogatepass")
        yield (b"\x00" + text)[:longest]
    for first in range(0, 256, 8):  # each kind of file and of fragments
        yield bytes([first, *range(0, 256, 3)])[:longest]
        yield bytes([first, *(n * 7 % 256 for n in range(60))])
