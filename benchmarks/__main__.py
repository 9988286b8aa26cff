"""The command line of the benchmarks, a command for each module."""

from __future__ import annotations

import os

import typer

from benchmarks.growth import growth
from benchmarks.memory import memory
from benchmarks.reporting import ONE_THREAD
from benchmarks.speed import speed
from benchmarks.stages import stages
from benchmarks.startup import startup

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def benchmarks_cli() -> None:
    """Measure quotex, beside spaCy alone and beside textacy."""
    os.environ.update(ONE_THREAD)  # numpy is not imported yet; all processes inherit it


for command in (speed, memory, growth, startup, stages):
    app.command()(command)

if __name__ == "__main__":
    app(prog_name="python -m benchmarks")
