"""Arithmetic with spans of text: trimming, sizes, overlaps and likeness."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

SPACES = " \t\r\n\u00a0"
QUOTATION_MARKS = "\"“”„‟«»'‘’`´"
PUNCTUATION = ",.;:…-–—•*"
BRACKETS = "()[]{}"
EDGE = SPACES + QUOTATION_MARKS + PUNCTUATION + BRACKETS
COMPLEMENTISER = re.compile(r"(?:that|whether)\s+")


class Bounds(NamedTuple):
    """Where a span starts and ends; it is never empty once it has been read and trimmed."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many characters the span has."""
        return self.end - self.start

    def overlaps(self, other: Bounds) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def trim(text: str, span: Bounds) -> Bounds:
    """The span without marks at its edges, then without a leading "that" or "whether"."""
    opened = text[span.start : span.end].lstrip(EDGE)
    start = span.end - len(opened)
    end = start + len(opened.rstrip(EDGE))
    complementiser = COMPLEMENTISER.match(text, start, end)
    return Bounds(complementiser.end() if complementiser else start, end)


def on_target(gold: Bounds | None, predicted: Bounds | None) -> bool:
    """The prediction touches the gold span and is no blanket over half the sentence."""
    if gold is None or predicted is None or not gold.overlaps(predicted):
        return False
    return predicted.length <= 2 * gold.length + 40


def likeness(one: Sequence[Bounds], other: Sequence[Bounds]) -> float:
    """Characters in common, as a share of the characters in either."""
    either = _size([*one, *other])
    return (_size(one) + _size(other) - either) / either


def _size(spans: Iterable[Bounds]) -> int:
    """How many characters the spans cover, each counted once."""
    covered = reached = 0
    for start, end in sorted(spans):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered


class Coverage:
    """How much of something lies in given spans; where these overlap, it counts each time.

    The characters of a span that are covered are those covered before its end less those covered
    before its start, and both come from running sums: no span is compared with every other.
    """

    def __init__(self, spans: Iterable[Bounds]) -> None:
        given = list(spans)
        self._starts = sorted(span.start for span in given)
        self._ends = sorted(span.end for span in given)
        self._start_sums = [0, *accumulate(self._starts)]
        self._end_sums = [0, *accumulate(self._ends)]

    def share(self, spans: Sequence[Bounds]) -> float:
        """The covered part of the spans' characters, from 0 to 1."""
        total = sum(span.length for span in spans)
        covered = sum(self._before(span.end) - self._before(span.start) for span in spans)
        return covered / total if total else 0.0

    def _before(self, offset: int) -> int:
        opened = bisect_left(self._starts, offset)
        closed = bisect_left(self._ends, offset)
        since_starts = opened * offset - self._start_sums[opened]
        since_ends = closed * offset - self._end_sums[closed]
        return since_starts - since_ends


def touching(
    gold: Sequence[Sequence[Bounds]], predicted: Sequence[Sequence[Bounds]]
) -> set[tuple[int, int]]:
    """The pairs of positions whose spans share a character, found in one sweep over the text."""
    spans = sorted(
        (span, side, position)
        for side, units in enumerate((gold, predicted))
        for position, unit in enumerate(units)
        for span in unit
    )
    found: set[tuple[int, int]] = set()
    still_open: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for span, side, position in spans:
        opposite = still_open[1 - side]
        opposite[:] = [(end, other) for end, other in opposite if end > span.start]
        found.update((other, position) if side else (position, other) for _, other in opposite)
        still_open[side].append((span.end, position))
    return found
