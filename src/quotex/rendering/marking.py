"""An article's text as lines of tokens: words, and where marks open and close among them.

Reads `Article.text` and the spans of its quotes; knows nothing of HTML. Spans may nest and overlap
in any way. Tags may only nest, so a mark that is crossed by another closes and opens again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from quotex.paragraphs import paragraphs
from quotex.records import Article, Quote, Span

__all__ = ["Anchor", "Close", "Line", "Mark", "Part", "Token", "Words", "lines_of"]

Part = Literal["content", "verbatim", "mention", "cue", "outlet"]

NESTING: tuple[Part, ...] = ("content", "verbatim", "mention", "cue", "outlet")
"""Which of two marks on the same words is around the other."""

CLOSING = frozenset("\"'”’»›」』.,;:!?…)")
"""What may stand between the end of a quote's words and its number."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of the text; as a token, the place where it opens.

    quotes (tuple[int, ...]): positions of the quotes that it belongs to.
    """

    part: Part
    start: int
    end: int
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Close:
    """Where the mark that was opened last ends."""

    part: Part


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the number of a quote stands: behind its words."""

    quote: int


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the text that nothing divides."""

    text: str


Token = Mark | Close | Anchor | Words
Line = list[Token]


def lines_of(article: Article) -> list[Line]:
    """The lines of the article that are not empty; what a span has outside the text is left out."""
    text = article.text
    bounds = paragraphs(text)
    marks = by_line(marks_of(article.quotes), bounds)
    anchors = anchors_of(article, bounds)
    return [
        list(tokens(text, start, end, marks[number], anchors[number]))
        for number, (start, end) in enumerate(bounds)
    ]


def marks_of(quotes: Sequence[Quote]) -> list[Mark]:
    """The marks of all quotes; words that are, say, the cue of two quotes are marked once."""
    shared: dict[tuple[Part, int, int], list[int]] = defaultdict(list)
    marks: list[Mark] = []
    for number, quote in enumerate(quotes):
        marks += (Mark("content", span.start, span.end, (number,)) for span in quote.content)
        for part, span in beside(quote):
            shared[part, span.start, span.end].append(number)
    marks += (Mark(*key, tuple(dict.fromkeys(numbers))) for key, numbers in shared.items())
    return sorted(marks, key=outer_first)


def beside(quote: Quote) -> Iterator[tuple[Part, Span]]:
    """The spans of a quote other than its content, each with the part it plays."""
    for span in quote.verbatim:
        yield "verbatim", span
    if quote.speaker.mention:
        yield "mention", quote.speaker.mention
    if quote.cue:
        yield "cue", quote.cue
    for outlet in quote.outlets:
        if outlet.mention:
            yield "outlet", outlet.mention


def outer_first(mark: Mark) -> tuple[int, int, int]:
    """Marks in text order; of two that begin together, the one around the other comes first."""
    return mark.start, -mark.end, NESTING.index(mark.part)


def by_line(marks: Sequence[Mark], bounds: Sequence[tuple[int, int]]) -> dict[int, list[Mark]]:
    """The marks of each line, cut where the line begins and ends."""
    starts = [start for start, _ in bounds]
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        number = max(0, bisect_right(starts, mark.start) - 1)
        while number < len(bounds) and bounds[number][0] < mark.end:
            start, end = max(mark.start, bounds[number][0]), min(mark.end, bounds[number][1])
            if start < end:
                found[number].append(replace(mark, start=start, end=end))
            number += 1
    return found


def anchors_of(
    article: Article, bounds: Sequence[tuple[int, int]]
) -> dict[int, dict[int, list[Anchor]]]:
    """For each line and offset the quotes whose numbers stand there."""
    starts = [start for start, _ in bounds]
    found: dict[int, dict[int, list[Anchor]]] = defaultdict(lambda: defaultdict(list))
    for number, quote in enumerate(article.quotes):
        end = quote.content[-1].end
        line = bisect_right(starts, end - 1) - 1
        if line < 0 or end > len(article.text):
            continue
        end = min(end, bounds[line][1])
        while end < bounds[line][1] and article.text[end] in CLOSING:
            end += 1
        found[line][end].append(Anchor(number))
    return found


def tokens(
    text: str, start: int, end: int, marks: Sequence[Mark], anchors: dict[int, list[Anchor]]
) -> Iterator[Token]:
    """The tokens of `text[start:end]`, with each mark closed before one around it closes."""
    edges = {start, end, *anchors}
    edges.update(offset for mark in marks for offset in (mark.start, mark.end))
    waiting = sorted(marks, key=outer_first, reverse=True)
    opened: list[Mark] = []
    before = start
    for edge in sorted(edges):
        if before < edge:
            yield Words(text[before:edge])
        before = edge
        crossing: list[Mark] = []
        while any(mark.end == edge for mark in opened):
            mark = opened.pop()
            yield Close(mark.part)
            if mark.end > edge:
                crossing.append(mark)
        for mark in reversed(crossing):
            opened.append(mark)
            yield mark
        yield from anchors.get(edge, ())
        while waiting and waiting[-1].start == edge:
            opened.append(waiting.pop())
            yield opened[-1]
