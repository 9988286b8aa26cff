"""`startup`: how long quotex takes until it does something, each time in a new interpreter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from benchmarks.reporting import Markdown, show, show_machine, spread

__all__ = ["startup"]

ARTICLE = Path(__file__).parent.parent / "fixtures" / "wire-talks.txt"

PROGRAM = """
import sys
from time import perf_counter
{before}
start = perf_counter()
{timed}
seconds = perf_counter() - start
print(seconds, "spacy" in sys.modules)
"""

COMMAND = """
import contextlib, io
with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())), contextlib.suppress(SystemExit):
    sys.argv = ["quotex", *{arguments!r}]
    from quotex.cli import main
    main()
"""

LOAD = "spacy.load({model!r})"
FIRST_QUOTE = "quotex.extract(open({article!r}, encoding='utf-8').read())[0]"


class Program(NamedTuple):
    """What a new interpreter does; only `timed` counts. `beside` is the name of what to compare."""

    name: str
    timed: str
    before: str = ""
    beside: str = ""


PROGRAMS = (
    Program("import spacy", "import spacy"),
    Program("import quotex", "import quotex", beside="import spacy"),
    Program("quotex --help", COMMAND.format(arguments=["--help"]), beside="import spacy"),
    Program("import spacy, load the model", f"import spacy; {LOAD}"),
    Program(
        "import quotex, first quote",
        f"import quotex; {FIRST_QUOTE}",
        beside="import spacy, load the model",
    ),
    Program(
        "quotex extract ARTICLE",
        COMMAND.format(arguments=["extract", str(ARTICLE)]),
        beside="import spacy, load the model",
    ),
    Program("load the model", LOAD, before="import spacy"),
    Program(
        "first quote",
        FIRST_QUOTE,
        before="import quotex; quotex.extract",
        beside="load the model",
    ),
)


def startup(
    rounds: Annotated[int, typer.Option(min=1, help="Rounds that count.")] = 10,
    markdown: Markdown = False,
) -> None:
    """Seconds for importing, for --help and for the first quote, beside spaCy and its model.

    Prints a row for each, its ratio to what it is compared with, and whether it imports spaCy.
    """
    from quotex.pipeline import find_model

    names = {"model": find_model(), "article": str(ARTICLE)}
    taken: dict[str, list[float]] = {program.name: [] for program in PROGRAMS}
    imported = {}
    for number in range(rounds + 1):
        for program in PROGRAMS:
            seconds, imported[program.name] = run(program, names)
            if number:
                taken[program.name].append(seconds)
    show(
        f"Seconds in a new interpreter, its own start not counted. Rounds: {rounds}, after one to "
        f"warm up; median (least–greatest). The article is fixtures/{ARTICLE.name}.",
        ["", "seconds", "ratio", "to", "imports spaCy"],
        (
            (
                program.name,
                spread(taken[program.name], ".3f"),
                spread(
                    [
                        first / second
                        for first, second in zip(
                            taken[program.name], taken[program.beside], strict=True
                        )
                    ],
                    ".2f",
                )
                if program.beside
                else "",
                program.beside,
                "yes" if imported[program.name] else "no",
            )
            for program in PROGRAMS
        ),
        markdown=markdown,
    )
    show_machine()


def run(program: Program, names: dict[str, str]) -> tuple[float, bool]:
    """How long a program takes in a new interpreter, and whether spaCy was imported."""
    code = PROGRAM.format(before=program.before, timed=program.timed.format_map(names))
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
    )
    seconds, imported = done.stdout.split()
    return float(seconds), imported == "True"
