"""The command line: `quotex extract`, `explain`, `evaluate`, `info` and `schema`.

Results go to standard output, everything else to standard error. spaCy is imported only when a
command needs it.
"""

from __future__ import annotations

from typing import Annotated

import typer

import quotex
from quotex.cli.describe import info_cli, schema_cli
from quotex.cli.evaluate import evaluate_cli
from quotex.cli.explain import explain_cli
from quotex.cli.extract import extract_cli

__all__ = ["app", "main"]

app = typer.Typer(
    name="quotex",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line."""
    app()


def show_version(wanted: bool) -> None:
    """Answer `--version`."""
    if wanted:
        typer.echo(f"quotex {quotex.__version__}")
        raise typer.Exit


@app.callback()
def quotex_cli(
    version: Annotated[
        bool,
        typer.Option("--version", callback=show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Who said what in a news article, in which words, and through which outlet."""


app.command("extract", short_help="Extract the quotes of articles.")(extract_cli)
app.command("explain", short_help="Say why quotes are as they are.")(explain_cli)
app.command("evaluate", short_help="Score extracted quotes against a gold standard.")(evaluate_cli)
app.command("info", short_help="Show versions, model and gazetteer.")(info_cli)
app.command("schema", short_help="Print the JSON Schema of the results.")(schema_cli)
