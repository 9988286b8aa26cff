"""JSON Lines and JSON: the articles as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from quotex.records import Article

__all__ = ["as_json", "as_jsonl"]


def as_jsonl(articles: Iterable[Article], *, text: bool = True) -> Iterator[str]:
    """An article a line; without its text if `text` is false."""
    for article in articles:
        yield json_of(article, text=text) + "\n"


def as_json(articles: Iterable[Article], *, text: bool = True) -> Iterator[str]:
    """One JSON list of all articles."""
    opening = "[\n"
    for article in articles:
        yield opening + json_of(article, text=text)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def json_of(article: Article, *, text: bool) -> str:
    """An article as JSON on one line.

    Lone surrogates stay as they are, which pydantic's own `model_dump_json` refuses: an output
    opened with `errors="backslashreplace"` writes them as the escapes that JSON has for them.
    """
    fields = article.model_dump(exclude=None if text else {"text"})
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
