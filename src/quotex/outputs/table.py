"""A table for the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotex.records import Article, Quote

__all__ = ["as_table", "printable"]

COLOURS = (
    "color(27)",  # blue
    "color(130)",  # orange
    "color(163)",  # magenta
    "color(28)",  # green
    "color(129)",  # purple
    "color(30)",  # teal
    "color(131)",  # rose
    "color(64)",  # olive
)
"""Colours that can be read on dark and on light, as far apart as can be, for speakers in turn."""

INVISIBLE = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What a terminal obeys rather than shows, but for the tab, and what cannot be encoded."""


def as_table(articles: Iterable[Article], console: Console) -> Iterator[str]:
    """A table for each article that could be read, as wide and coloured as `console` allows."""
    for article in articles:
        if article.error is not None:
            continue
        with console.capture() as capture:
            if article.quotes:
                console.print(table_of(article))
            else:
                console.print(heading_of(article) + Text(": no quotes"))
            for rejection in article.rejected:
                said = shown(rejection.span.text)
                console.print(Text("no quote: ") + said + Text(f" ({rejection.reason})"))
            console.print()
        yield capture.get()


def table_of(article: Article) -> Table:
    """An article's quotes, a row each; each speaker has a colour."""
    colours: dict[str, str] = {}
    for quote in article.quotes:
        if quote.speaker.name is not None:
            colours.setdefault(quote.speaker.name, COLOURS[len(colours) % len(COLOURS)])
    table = Table(title=heading_of(article), title_justify="left", expand=True, show_lines=True)
    table.add_column("Speaker", ratio=3, overflow="fold")
    table.add_column("Quote", ratio=7, overflow="fold")
    table.add_column("Cue", ratio=2, overflow="fold")
    table.add_column("Outlets", ratio=3, overflow="fold")
    for quote in article.quotes:
        table.add_row(
            speaker_shown(quote, colours.get(quote.speaker.name or "", "")),
            shown(quote.text),
            shown(quote.cue.text if quote.cue else ""),
            Text("\n").join(shown(f"{each.name} ({each.role})") for each in quote.outlets),
        )
    return table


def heading_of(article: Article) -> Text:
    """An article's id and title."""
    return shown(f"{article.id}: {article.title}" if article.title else article.id)


def speaker_shown(quote: Quote, colour: str) -> Text:
    """The speaker's name, or else the words that refer to one, with the role below."""
    speaker = quote.speaker
    mention = f"({speaker.mention.text})" if speaker.mention else "(unknown)"
    name = shown(speaker.name or mention)
    name.stylize(colour)
    return Text("\n").join([name, shown(speaker.role)] if speaker.role else [name])


def shown(value: str) -> Text:
    """A value for the terminal: on one line, no markup read in it, nothing in it obeyed."""
    return Text(printable(" ".join(value.split())))


def printable(value: str) -> str:
    """`value` with control characters written as escapes, so that a terminal shows them."""
    return INVISIBLE.sub(escape, value)


def escape(match: re.Match[str]) -> str:
    """A character as Python writes it in a string."""
    return match[0].encode("unicode_escape").decode("ascii")
