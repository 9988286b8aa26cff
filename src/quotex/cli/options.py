"""What commands that read articles have in common: their paths and the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from quotex import inputs
from quotex.cli.streams import Messages, usage_error
from quotex.records import Article

__all__ = ["Model", "Paths", "articles_among", "usable_paths"]

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        show_default=False,
        help="Files (.txt, .md, .html, .jsonl, .warc; each also as .gz), folders, globs, or - "
        "for standard input.",
    ),
]

Model = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="An English spaCy pipeline, by name or path.  [default: en_core_web_sm]",
    ),
]


def usable_paths(paths: list[str] | None) -> list[str]:
    """The paths; a usage error if there are none, or standard input comes twice."""
    if not paths:
        raise usage_error("PATH", "give files, folders or globs, or - for standard input")
    if paths.count(inputs.STDIN) > 1:
        raise usage_error("PATH", "standard input (-) can be read only once")
    return paths


def articles_among(items: Iterable[inputs.Item], messages: Messages) -> Iterator[Article]:
    """The articles; what else there is goes to standard error."""
    for item in items:
        if isinstance(item, inputs.Failure):
            messages.fail(item.source, item.reason)
        elif isinstance(item, inputs.Note):
            messages.note(item.source, item.message)
        else:
            yield item
