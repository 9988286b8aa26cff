"""The words that the rules know: one list a file in `data/en/`, one entry a line."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources

__all__ = ["bare", "fold", "words"]

LANGUAGE = "en"


@cache
def words(*names: str) -> frozenset[str]:
    """The entries of the lists of these names together: words("titles") holds "senator"."""
    return frozenset().union(*(_read(name) for name in names))


@cache
def _read(name: str) -> frozenset[str]:
    file = resources.files("quotex") / "data" / LANGUAGE / f"{name}.txt"
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def bare(word: str) -> str:
    """A word as the lists spell it: "Sen." is "sen", "US" is "us"."""
    return word.casefold().rstrip(".")


def fold(word: str) -> str:
    """A word without case, accents and punctuation: "Calderón" and "CALDERON" are one."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if letter.isalnum())
