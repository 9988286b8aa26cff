"""`quotex extract`: articles in, quotes out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console

import quotex
from quotex import inputs, outputs
from quotex.cli.job import Job
from quotex.cli.options import Model, Paths, articles_among, usable_paths
from quotex.cli.place import Place, place_of
from quotex.cli.progress import with_progress
from quotex.cli.streams import Messages, destination, exit_codes, usage_error, write
from quotex.cli.tally import Tally
from quotex.limits import MAX_CHARACTERS
from quotex.records import Article

__all__ = ["extract", "extract_cli"]

NOT_YET = {
    "gz": "leave out --output and pipe into gzip: quotex extract ... | gzip > FILE",
}
TEXT_KEPT = ("jsonl", "json")
"""The formats that have the articles' texts unless they are to be left out."""

MAX_SECONDS = 600.0
"""Seconds that an article may take in a run which nobody may be watching.

The limit needs a process of its own, which is slow to start on some systems: a look at an article
on the screen does without.
"""

Extraction = Callable[[Iterable[Article]], Iterator[Article]]


class InputFormat(str, Enum):
    """What `--input-format` can be."""

    text = "text"
    html = "html"
    jsonl = "jsonl"
    warc = "warc"


def extract_cli(
    paths: Paths = None,
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
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|FOLDER/",
            help="Write to a file, or a folder of part files, not to the screen.",
        ),
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
    model: Model = None,
    n_process: Annotated[int, typer.Option(min=1, metavar="N", help="Number of processes.")] = 1,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave the articles' text out of jsonl and json.")
    ] = False,
    rejected: Annotated[
        bool,
        typer.Option("--rejected", help="Also list quoted words that are nobody's, and why."),
    ] = False,
    max_characters: Annotated[
        int,
        typer.Option(min=1, metavar="N", help="Characters that an article may have."),
    ] = MAX_CHARACTERS,
    max_seconds: Annotated[
        float | None,
        typer.Option(
            min=0.001,
            metavar="N",
            help="Seconds that reading an article may take.  [default: 600 with --output or "
            "several processes, else for ever]",
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Go on with an interrupted run into the same output."),
    ] = False,
    part_size: Annotated[
        int, typer.Option(min=1, metavar="N", help="Articles in each part of a folder.")
    ] = 10_000,
) -> None:
    """Extract quotes: who said what, in which words, and through which outlet."""
    paths = usable_paths(paths)
    output = None if output == inputs.STDIN else output  # "-" means standard output here
    output_format = chosen_format(output_format, output)
    place = place_of(output, output_format, part_size) if output else None
    if resume:
        require_repeatable(paths, place)
    if max_seconds is None and (place is not None or n_process > 1):
        max_seconds = MAX_SECONDS
    messages = Messages()
    request = Request(
        paths=paths,
        kind=input_format.value if input_format else None,
        text_field=text_field,
        place=place,
        output_format=output_format,
        model=model,
        n_process=n_process,
        text=not no_text,
        rejected=rejected,
        max_characters=max_characters,
        max_seconds=max_seconds,
        resume=resume,
    )
    with exit_codes(messages):
        extract(request, messages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a user asks `quotex extract` for."""

    paths: list[str]
    kind: inputs.Kind | None
    text_field: str
    place: Place | None
    output_format: str
    model: str | None
    n_process: int
    text: bool
    rejected: bool
    max_characters: int
    max_seconds: float | None
    resume: bool

    def job(self, messages: Messages) -> Job | None:
        """The run that can be gone on with, if it writes to files."""
        place = self.place
        if place is None or outputs.is_special(place.path):
            return None
        return Job(
            place,
            {
                "version": quotex.__version__,
                "inputs": [path if path == inputs.STDIN else absolute(path) for path in self.paths],
                "input format": self.kind,
                "text field": self.text_field,
                "format": self.output_format,
                "part size": place.part_size,
                "model": self.model,
                "text": self.text,
                "rejected": self.rejected,
                "limit on characters": self.max_characters,
            },
            messages,
            text=self.text if self.output_format in TEXT_KEPT else self.output_format == "html",
            write_as=partial(write_as, self.output_format, text=self.text),
        )


def extract(request: Request, messages: Messages) -> None:
    """Read articles and write their quotes; `messages` counts the failures."""
    job = request.job(messages)
    with nullcontext() if job is None else job.place.taken():
        extract_alone(request, job, messages)


def extract_alone(request: Request, job: Job | None, messages: Messages) -> None:
    """The same, while no other run writes to where the job does, if it is one."""
    goes_on = job is not None and request.resume and job.place.log.exists()
    if job is not None and goes_on:
        job.go_on()
        found = job.found
    else:
        found = list(inputs.find_sources(request.paths, kind=request.kind))
    sources = [each for each in found if isinstance(each, inputs.Source)]
    if not sources:  # then an older output is left as it is
        list(articles_among(inputs.read_sources(found), messages))
        return
    inputs.require_extras(sources)
    if request.output_format == "parquet":
        outputs.require_arrow()
    if request.place is not None:
        refuse_to_overwrite(sources, request.place)
    read = partial(
        quotex.extract_many,
        nlp=quotex.load(request.model),
        n_process=request.n_process,
        rejected=request.rejected,
        max_characters=request.max_characters,
        max_seconds=request.max_seconds,
    )
    if job is None:
        extract_to_stream(request, found, read, messages)
        return
    if not goes_on:
        job.begin(found)
    articles = read(job.articles(request.text_field))
    job.write(with_progress_shown(articles, sources, job.recovered, messages))


def extract_to_stream(
    request: Request, found: list[inputs.Found], read: Extraction, messages: Messages
) -> None:
    """Write the quotes to standard output or a device, as they come."""
    path = None if request.place is None else request.place.path
    with destination(path) as stream:
        items = inputs.read_sources(found, text_field=request.text_field)
        articles = read(articles_among(items, messages))
        if not stream.isatty():
            sources = [each for each in found if isinstance(each, inputs.Source)]
            articles = with_progress_shown(articles, sources, 0, messages)
        articles = accounted_for(articles, messages, path)
        write(formatted(articles, request.output_format, stream, text=request.text), stream)


def with_progress_shown(
    articles: Iterator[Article], sources: list[inputs.Source], done: int, messages: Messages
) -> Iterator[Article]:
    """`articles`, with a progress bar if there is somebody who sees it."""
    if not messages.console.is_terminal:
        return articles
    total = inputs.count_articles(sources)
    return with_progress(articles, None if total is None else total - done, messages.console)


def absolute(path: str) -> str:
    """A path that means the same wherever one is."""
    return str(Path(path).absolute())


def require_repeatable(paths: list[str], place: Place | None) -> None:
    """A usage error if a run cannot be gone on with."""
    if place is None or outputs.is_special(place.path):
        message = "name the file that the interrupted run was to write: --output FILE"
    elif inputs.STDIN in paths:
        message = "standard input cannot be read again; save it as a file and begin anew with that"
    else:
        return
    raise usage_error("--resume", message)


def chosen_format(name: str | None, output: str | None) -> str:
    """The format that the user named, or else the one that suits the output."""
    if name is not None:
        name = available_format(name.lower(), "--format")
        if name == "parquet" and output is None and sys.stdout.isatty():
            raise usage_error(
                "--format", "parquet is not for a terminal; name a file with --output"
            )
        return name
    if output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    ending = Path(output).suffix.lower()
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
    raise usage_error(option, message)


def refuse_to_overwrite(sources: Iterable[inputs.Source], place: Place) -> None:
    """A usage error if one of the sources is a file to be written, or in the folder for the parts.

    Else the parts would be among the inputs of the next run.
    """
    targets = place.written()
    for source in sources:
        path = source.path
        if path is None or not path.exists():
            continue
        if place.holds(path) or any(path.samefile(target) for target in targets):
            raise usage_error(
                "--output",
                f"{place.path} is one of the inputs, or has one in it ({path}); write to another "
                "file or folder",
            )


def accounted_for(
    articles: Iterable[Article], messages: Messages, output: Path | None
) -> Iterator[Article]:
    """`articles`; at the end, standard error says what they amount to."""
    tally = Tally(messages)
    for article in articles:
        tally.add(article.id, len(article.quotes), article.error)
        yield article
    tally.sum_up(output)


def write_as(output_format: str, so_far: Path, file: Path, *, text: bool) -> None:
    """Make a file in the format from the articles of a run, and give it its name."""
    if output_format == "jsonl":
        outputs.put_in_place(so_far, file)
        return
    with outputs.replacing(file) as stream:
        articles = (
            Article.model_validate({"text": "", **fields})
            for fields, _ in outputs.whole_lines(so_far)
        )
        write(formatted(articles, output_format, stream, text=text), stream)


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
