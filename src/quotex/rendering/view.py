"""What a template needs of an article beside its fields: heading, marked lines, speakers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotex.records import Article
from quotex.rendering.legend import Voice, voices_of
from quotex.rendering.marking import Anchor, Line, Words, lines_of

__all__ = ["View"]

LONGEST_HEADLINE = 150
WEB_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class View:
    """An article, ready to be shown.

    prefix (str): what the ids in the page begin with.
    headline (Line | None): the first line, if it is the headline.
    body (list[Line]): the other lines.
    anchored (set[int]): positions of the quotes whose number stands in the text.
    """

    article: Article
    prefix: str
    title: str
    headline: Line | None
    body: list[Line]
    voices: list[Voice]
    anchored: set[int]

    @classmethod
    def of(cls, article: Article, prefix: str) -> View:
        """The view of an article."""
        lines = lines_of(article)
        first = words_of(lines[0]) if lines else ""
        has_headline = first != "" and is_headline(first, article.title, alone=len(lines) < 2)
        return cls(
            article=article,
            prefix=prefix,
            title=article.title or (first if has_headline else article.id),
            headline=lines[0] if has_headline else None,
            body=lines[1:] if has_headline else lines,
            voices=voices_of(article.quotes),
            anchored={token.quote for line in lines for token in line if isinstance(token, Anchor)},
        )

    @property
    def cast(self) -> list[Voice]:
        """The speakers, each once, in the order in which they first speak."""
        return list(dict.fromkeys(self.voices))

    @property
    def address(self) -> str | None:
        """The article's address, if a browser may follow it."""
        url = self.article.url
        return url if url and WEB_ADDRESS.match(url) else None


def words_of(line: Line) -> str:
    """A line without its marks."""
    return "".join(token.text for token in line if isinstance(token, Words))


def is_headline(line: str, title: str | None, *, alone: bool) -> bool:
    """Whether an article's first line is its title, or looks like one if it has none."""
    if title is not None:
        return " ".join(line.split()) == " ".join(title.split())
    return not alone and len(line) <= LONGEST_HEADLINE and not line.endswith((".", ":", "…"))
