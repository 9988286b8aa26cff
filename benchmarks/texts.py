"""The texts that are measured on: those of real articles, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Annotated

import typer

__all__ = ["GOLD", "Texts", "invented_word", "read_texts", "repeated"]

GOLD = ["../shared/gold/polnear-dev.jsonl.gz", "../shared/gold/news-dev.jsonl"]
"""Where the annotated articles lie that docs/accuracy.md describes; they are in no repository."""

HOW_TO_NAME_TEXTS = (
    "Name articles of your own with --texts: JSON Lines with a field `text`, text files, folders "
    "or globs, as for `quotex extract`. --texts 'fixtures/*.txt' takes those of this repository; "
    "they are few and short."
)

Texts = Annotated[
    list[str], typer.Option("--texts", help=f"Articles to read; repeatable. {HOW_TO_NAME_TEXTS}")
]

SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]


def read_texts(paths: Sequence[str]) -> list[str]:
    """The texts of all articles at `paths`.

    Raises:
        typer.BadParameter: if one cannot be read, or there is none.
    """
    from quotex import Article
    from quotex.inputs import Failure, find_sources, read_sources

    texts = []
    for item in read_sources(find_sources(paths)):
        if isinstance(item, Failure):
            raise typer.BadParameter(f"{item.source}: {item.reason}. {HOW_TO_NAME_TEXTS}")
        if isinstance(item, Article):
            texts.append(item.text)
    if not texts:
        raise typer.BadParameter(f"there is no article. {HOW_TO_NAME_TEXTS}")
    return texts


def repeated(texts: Sequence[str]) -> Iterator[str]:
    """The texts over and over again."""
    while True:
        yield from texts


def invented_word(random: Random) -> str:
    """A word like a name that no text has had before, or hardly: there are 24 million of them."""
    return "".join(random.choices(SYLLABLES, k=4)).title()
