"""The words that the rules know: one list a file in `data/en/`, one entry a line.

A user's own list has the same form; it counts in one pipeline, so nothing of it is kept here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from quotex.errors import InputError

__all__ = ["MOST_KEPT", "bare", "fold", "own_words", "words"]

LANGUAGE = "en"

MOST_KEPT = 2**15
"""Of how many words the answers are kept that depend on nothing but the word."""

ENTRY = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*(?: [^\W\d_]+)?")
"""What a user's entry may be: a word, or a word and the one behind it ("point out")."""


@cache
def words(*names: str) -> frozenset[str]:
    """The entries of the lists of these names together: words("titles") holds "senator"."""
    return frozenset().union(*(_read(name) for name in names))


@cache
def _read(name: str) -> frozenset[str]:
    file = resources.files("quotex") / "data" / LANGUAGE / f"{name}.txt"
    return frozenset(entry for _, entry in _entries(file.read_text(encoding="utf-8")))


def _entries(text: str) -> Iterator[tuple[int, str]]:
    """The entries of a list, each with its line number; blank lines and # comments have none."""
    for number, line in enumerate(text.splitlines(), start=1):
        entry = line.strip()
        if entry and not entry.startswith("#"):
            yield number, entry


def own_words(path: str | Path) -> frozenset[str]:
    """The entries of a user's own list, in lower case.

    Raises:
        InputError: if the file cannot be read, or a line is no word; it names file and line.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the word list cannot be read: {error}") from error
    found = set()
    for number, entry in _entries(text):
        if not ENTRY.fullmatch(entry):
            raise InputError(
                f"{path}, line {number}: {entry!r} is no word; give one dictionary form a line, "
                'such as "say", or a verb and the word behind it, such as "point out".'
            )
        found.add(entry.lower())
    return frozenset(found)


@lru_cache(MOST_KEPT)
def bare(word: str) -> str:
    """A word as the lists spell it: "Sen." is "sen", "US" is "us"."""
    return word.casefold().rstrip(".")


@lru_cache(MOST_KEPT)
def fold(word: str) -> str:
    """A word without case, accents and punctuation: "Calderón" and "CALDERON" are one."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if letter.isalnum())
