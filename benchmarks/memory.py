"""`memory`: whether memory stays flat over a stream of articles that keep bringing new words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from random import Random
from statistics import mean
from typing import Annotated

import typer

from benchmarks.reporting import Markdown, peak_mb, show, show_machine
from benchmarks.texts import GOLD, Texts, invented_word, read_texts, repeated

__all__ = ["memory"]

READINGS = 20
LENGTH = 600
"""The characters after which an article ends with its paragraph."""

CHANGEABLE = re.compile(r"\b[A-Z][a-z]{3,}\b|\b\d+\b")


def memory(
    texts: Texts = GOLD,
    articles: Annotated[int, typer.Option(min=READINGS, help="How many are read.")] = 100_000,
    markdown: Markdown = False,
) -> None:
    """Memory over a stream of short articles, each with words that no other one has.

    Prints what the process takes 20 times on the way, how many strings spaCy holds, and by how much
    the last fifth is above the first.
    """
    import psutil

    import quotex

    process = psutil.Process()
    step = articles // READINGS
    rows, sizes, words = [], [], 0
    stream = islice(unlike_articles(read_texts(texts)), step * READINGS)
    for number, article in enumerate(quotex.extract_many(stream), start=1):
        words += article.text.count(" ")
        if number % step == 0:
            sizes.append(process.memory_info().rss / 1e6)
            strings = len(quotex.load().vocab.strings)
            rows.append((f"{number:,}", f"{sizes[-1]:.0f}", f"{strings:,}"))
    fifth = READINGS // 5
    first, last = mean(sizes[:fifth]), mean(sizes[-fifth:])
    show(
        f"{step * READINGS:,} short articles ({words / number:.0f} words on average) as a stream, "
        "one process. They are the first paragraphs of the texts, with about every second name and "
        "number replaced by invented ones.",
        ["articles", "MB", "strings in spaCy"],
        rows,
        markdown=markdown,
    )
    typer.echo(
        f"First fifth {first:.0f} MB, last fifth {last:.0f} MB: {last - first:+.0f} MB "
        f"({last / first - 1:+.1%}). Peak {peak_mb():.0f} MB."
    )
    show_machine()


def unlike_articles(texts: Sequence[str]) -> Iterator[str]:
    """Short articles without end, no two alike; the same ones each time."""
    random = Random(4)

    def changed(word: re.Match[str]) -> str:
        if random.random() < 0.5:
            return word[0]
        return str(random.randrange(10**9)) if word[0].isdigit() else invented_word(random)

    for text in repeated(texts):
        yield CHANGEABLE.sub(changed, beginning(text))


def beginning(text: str) -> str:
    """The first paragraphs of a text."""
    end = text.find("\n", LENGTH)
    return text if end == -1 else text[:end]
