"""Who speaks in an article, and by which letter, colour and pattern a reader knows each one."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotex.records import Quote, Speaker

__all__ = ["COLOURS", "PATTERNS", "Voice", "label_of", "voices_of"]

COLOURS = 7
"""The colours in `article.css`: those of Okabe and Ito, told apart by colour-blind readers too."""

PATTERNS = 3
"""Plain, striped and dotted; a pattern begins when all colours have been given away."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of an article, as the page shows one.

    letter (str): A for the first to speak, Z, then AA; no two have the same.
    label (str): the name, or else the words for the speaker, in brackets.
    styles (str): the classes of the colour and the pattern.
    """

    letter: str
    label: str
    role: str | None
    styles: str
    quotes: int


def voices_of(quotes: Sequence[Quote]) -> list[Voice]:
    """The voice of each quote. Speakers are numbered in the order in which they first speak."""
    labels = [label_of(quote.speaker) for quote in quotes]
    counts = Counter(labels)
    roles: dict[str, str] = {}
    for label, quote in zip(labels, quotes, strict=True):
        if quote.speaker.role:
            roles.setdefault(label, quote.speaker.role)
    voices = {
        label: Voice(letter_of(position), label, roles.get(label), styles_of(position), count)
        for position, (label, count) in enumerate(counts.items())
    }
    return [voices[label] for label in labels]


def label_of(speaker: Speaker) -> str:
    """What a reader calls the speaker: by name, or by the article's words, in brackets."""
    if speaker.name:
        return speaker.name
    return f"({speaker.mention.text})" if speaker.mention else "(unknown)"


def letter_of(position: int) -> str:
    """A, B, … Z, AA, AB, …, as the columns of a spreadsheet are named."""
    letters = ""
    position += 1
    while position:
        position, letter = divmod(position - 1, len(string.ascii_uppercase))
        letters = string.ascii_uppercase[letter] + letters
    return letters


def styles_of(position: int) -> str:
    """The classes of a speaker's colour and pattern, which begin again when all are used."""
    return f"colour-{position % COLOURS} pattern-{position // COLOURS % PATTERNS}"
