"""`growth`: whether time grows in proportion as a text doubles, the worst texts included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from time import perf_counter
from typing import Annotated

import typer

from benchmarks.reporting import Markdown, show, show_machine
from benchmarks.texts import GOLD, Texts, invented_word, read_texts, repeated

__all__ = ["growth"]

Pieces = Callable[[], Iterator[str]]


def growth(
    texts: Texts = GOLD,
    smallest: Annotated[int, typer.Option(min=1, help="Size of the first text in KB.")] = 10,
    largest: Annotated[int, typer.Option(help="Size that is not exceeded, in KB.")] = 5120,
    limit: Annotated[
        float, typer.Option(help="Go to the next series after a text that took so many seconds.")
    ] = 300,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Only this row, such as articles; repeatable."),
    ] = None,
    markdown: Markdown = False,
) -> None:
    """Seconds for one text of 10 KB, 20 KB ... 5 MB, and by what they grow as it doubles.

    Prints a row for each kind of text: of articles, and of nothing but what makes work.
    """
    import quotex

    series = {"articles": lambda: repeated(read_texts(texts)), **WORST}
    for name in only or ():
        if name not in series:
            raise typer.BadParameter(f"there is no row {name!r}, only: {', '.join(series)}")
    sizes: list[int] = []
    while not sizes or sizes[-1] * 2 <= largest:
        sizes.append(sizes[-1] * 2 if sizes else smallest)
    quotex.read(next(iter(read_texts(texts))))
    rows = [
        (name, *cells(pieces, sizes, limit))
        for name, pieces in series.items()
        if not only or name in only
    ]
    show(
        "Seconds for one text by its size in KB (1,000 characters), and behind × by what they grew "
        "from the half of it. The best of three measurements, or of as many as take 6 seconds. A "
        f"row ends after a text that took more than {limit:g} seconds.",
        ["text of", *(f"{size:,} KB" for size in sizes), "most"],
        rows,
        markdown=markdown,
    )
    show_machine()


def cells(pieces: Pieces, sizes: list[int], limit: float) -> Iterator[str]:
    """A row of the table: seconds and growth for each size, then the greatest growth."""
    before, most = 0.0, 0.0
    for size in sizes:
        if before > limit:
            yield "–"
            continue
        taken = seconds(text_of(pieces(), size * 1000))
        if isinstance(taken, str):
            yield taken
            before = limit + 1
            continue
        growth = taken / before if before else 0.0
        most = max(most, growth)
        yield f"{taken:.2f}" + (f" ×{growth:.2f}" if before else "")
        before = taken
    yield f"×{most:.2f}" if most else "–"


def seconds(text: str) -> float | str:
    """How long a text takes, or why it failed."""
    import quotex

    taken: list[float] = []
    while not taken or (len(taken) < 3 and sum(taken) < 6):
        start = perf_counter()
        article = quotex.read(text)
        taken.append(perf_counter() - start)
        if article.error is not None:
            typer.echo(f"a text of {len(text)} characters failed: {article.error}", err=True)
            return "failed"
    return min(taken)


def text_of(pieces: Iterator[str], size: int) -> str:
    """Pieces one after the other, `size` characters."""
    text, length = [], 0
    while length < size:
        text.append(next(pieces))
        length += len(text[-1])
    return "".join(text)[:size]


def again(piece: str) -> Pieces:
    """One piece over and over again."""
    return lambda: repeated([piece])


def with_names(pattern: str) -> Pieces:
    """The pattern over and over again, each time with another name for `NAME`."""

    def pieces() -> Iterator[str]:
        random = Random(4)
        while True:
            name = f"{invented_word(random)} {invented_word(random)}"
            yield pattern.replace("NAME", name)

    return pieces


WORST: dict[str, Pieces] = {
    "straight marks": again('"'),
    "opening marks": again("“ "),
    "one sentence": again("the old bridge over the river and "),
    "one sentence, cues": again("the mayor said that the bridge was closed and "),
    "one sentence, quotes": again("the mayor said “the bridge is closed” and "),
    "names": with_names("NAME met him. "),
    "names that speak": with_names("“It is late,” said NAME. He left.\n\n"),
    "names and marks": with_names("“ NAME ” "),
    "no spaces": again("bridge"),
}
"""Texts that are nothing but one thing; names are all different: 5 MB have many ten thousands."""
