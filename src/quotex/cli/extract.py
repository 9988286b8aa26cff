"""`quotex extract`: articles in, quotes out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console

import quotex
from quotex import inputs, outputs
from quotex.cli.progress import with_progress
from quotex.cli.streams import Messages, destination, exit_codes, write
from quotex.records import Article

__all__ = ["extract", "extract_cli"]

NOT_YET = {
    "gz": "leave out --output and pipe into gzip: quotex extract ... | gzip > FILE",
}


class InputFormat(str, Enum):
    """What `--input-format` can be."""

    text = "text"
    html = "html"
    jsonl = "jsonl"
    warc = "warc"


def extract_cli(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            show_default=False,
            help="Files (.txt, .md, .html, .jsonl, .warc; each also as .gz), folders, globs, or - "
            "for standard input.",
        ),
    ] = None,
    output_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(outputs.FORMATS),
            help="How to write the results.  [default: by the ending of --output; else table on "
            "a terminal, jsonl elsewhere]",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, not to the screen."),
    ] = None,
    text_field: Annotated[
        str,
        typer.Option(metavar="NAME", help="Field of JSON Lines input that has the text."),
    ] = "text",
    input_format: Annotated[
        InputFormat | None,
        typer.Option(
            help="What standard input, and files named one by one, hold.  [default: by the "
            "ending; standard input is text unless it begins like HTML or JSON Lines]",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="An English spaCy pipeline, by name or path.  [default: en_core_web_sm]",
        ),
    ] = None,
    n_process: Annotated[int, typer.Option(min=1, metavar="N", help="Number of processes.")] = 1,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave the articles' text out of jsonl and json.")
    ] = False,
    rejected: Annotated[
        bool,
        typer.Option("--rejected", help="Also list quoted words that are nobody's, and why."),
    ] = False,
    resume: Annotated[bool, typer.Option("--resume", hidden=True)] = False,
) -> None:
    """Extract quotes: who said what, in which words, and through which outlet."""
    paths = usable_paths(paths)
    if resume:
        raise typer.BadParameter(
            "this is not available in this version; run again without it, and all is done anew",
            param_hint="--resume",
        )
    if output == Path(inputs.STDIN):  # "-" means standard output here
        output = None
    messages = Messages()
    with exit_codes(messages):
        extract(
            paths,
            kind=input_format.value if input_format else None,
            text_field=text_field,
            output=output,
            output_format=chosen_format(output_format, output),
            model=model,
            n_process=n_process,
            text=not no_text,
            rejected=rejected,
            messages=messages,
        )


def extract(
    paths: list[str],
    *,
    kind: inputs.Kind | None,
    text_field: str,
    output: Path | None,
    output_format: str,
    model: str | None,
    n_process: int,
    text: bool,
    rejected: bool,
    messages: Messages,
) -> None:
    """Read the articles at `paths` and write their quotes; `messages` counts the failures."""
    found = list(inputs.find_sources(paths, kind=kind))
    sources = [each for each in found if isinstance(each, inputs.Source)]
    items = inputs.read_sources(found, text_field=text_field)
    if not sources:  # then an older output is left as it is
        list(articles_among(items, messages))
        return
    inputs.require_extras(sources)
    if output_format == "parquet":
        outputs.require_arrow()
    if output:
        refuse_to_overwrite(sources, output)
    nlp = quotex.load(model)
    keep_part = output_format != "parquet"
    with destination(output, messages, keep_part=keep_part) as stream:
        articles = quotex.extract_many(
            articles_among(items, messages), nlp=nlp, n_process=n_process, rejected=rejected
        )
        if messages.console.is_terminal and not stream.isatty():
            total = inputs.count_articles(sources)
            articles = with_progress(articles, total, messages.console)
        articles = accounted_for(articles, messages, output)
        write(formatted(articles, output_format, stream, text=text), stream)


def usable_paths(paths: list[str] | None) -> list[str]:
    """The paths; a usage error if there are none, or standard input comes twice."""
    if not paths:
        raise typer.BadParameter(
            "give files, folders or globs, or - for standard input", param_hint="PATH"
        )
    if paths.count(inputs.STDIN) > 1:
        raise typer.BadParameter("standard input (-) can be read only once", param_hint="PATH")
    return paths


def chosen_format(name: str | None, output: Path | None) -> str:
    """The format that the user named, or else the one that suits the output."""
    if name is not None:
        name = available_format(name.lower(), "--format")
        if name == "parquet" and output is None and sys.stdout.isatty():
            raise typer.BadParameter(
                "parquet is not for a terminal; name a file with --output", param_hint="--format"
            )
        return name
    if output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    ending = output.suffix.lower()
    if ending in outputs.ENDINGS:
        return outputs.ENDINGS[ending]
    return available_format(ending.removeprefix("."), "--output")


def available_format(name: str, option: str) -> str:
    """`name` if it is a format; a usage error about `option` if not."""
    if name in outputs.FORMATS:
        return name
    formats = ", ".join(outputs.FORMATS)
    if name in NOT_YET:
        message = f"{name} is not available in this version; {NOT_YET[name]}"
    elif option == "--output":
        message = f"the ending tells no format; name one with --format: {formats}"
    else:
        message = f"{name!r} is no format; choose one of {formats}"
    raise typer.BadParameter(message, param_hint=option)


def refuse_to_overwrite(sources: Iterable[inputs.Source], output: Path) -> None:
    """A usage error if one of the sources is the file to be written."""
    targets = [path for path in (output, outputs.part_of(output)) if path.is_file()]
    for source in sources:
        path = source.path
        if path is not None and any(path.samefile(target) for target in targets if path.exists()):
            raise typer.BadParameter(
                f"{output} is one of the inputs ({path}); write to another file or folder",
                param_hint="--output",
            )


def articles_among(items: Iterable[inputs.Item], messages: Messages) -> Iterator[Article]:
    """The articles; what else there is goes to standard error."""
    for item in items:
        if isinstance(item, inputs.Failure):
            messages.fail(item.source, item.reason)
        elif isinstance(item, inputs.Note):
            messages.say(f"{item.source}: {item.message}")
        else:
            yield item


def accounted_for(
    articles: Iterable[Article], messages: Messages, output: Path | None
) -> Iterator[Article]:
    """`articles`; at the end, standard error says what they amount to."""
    times: Counter[str] = Counter()
    quotes = 0
    for article in articles:
        if article.error is not None:
            messages.fail(f"article {article.id}", article.error)
        times[article.id] += 1
        quotes += len(article.quotes)
        yield article
    repeated = [name for name, number in times.items() if number > 1]
    if repeated:
        messages.say(
            f"more than one article has the id {repeated[0]!r}"
            + (f" (and so for {counted(len(repeated) - 1, 'other id')})" if repeated[1:] else "")
            + "; quotex evaluate refuses such a file"
        )
    if output is not None:
        messages.say(f"{output}: {counted(times.total(), 'article')}, {counted(quotes, 'quote')}")


def counted(number: int, noun: str) -> str:
    """A number of things, in words that fit it."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def formatted(
    articles: Iterable[Article], output_format: str, stream: TextIO, *, text: bool
) -> Iterator[str] | Iterator[bytes]:
    """`articles` as text in the format, or as bytes."""
    if output_format == "table":
        console = Console(file=stream, markup=False, highlight=False, emoji=False)
        return outputs.as_table(articles, console)
    if output_format == "html":
        from quotex.rendering import as_html

        return as_html(articles)
    if output_format == "csv":
        return outputs.as_csv(articles)
    if output_format == "parquet":
        return outputs.as_parquet(articles)
    if output_format == "json":
        return outputs.as_json(articles, text=text)
    return outputs.as_jsonl(articles, text=text)
