"""`quotex evaluate`: extracted quotes against a gold standard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from quotex import outputs
from quotex.cli.streams import Messages, exit_codes, standard_output, write

__all__ = ["evaluate_cli"]


def evaluate_cli(
    gold: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, help="JSON Lines with the right quotes."),
    ],
    pred: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, help="JSON Lines from quotex extract."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    errors: Annotated[
        int, typer.Option(min=0, metavar="N", help="Also print the first N disagreements.")
    ] = 0,
) -> None:
    """Score extracted quotes against a gold standard."""
    messages = Messages()
    with exit_codes(messages):
        write(evaluation_shown(gold, pred, as_json=as_json, errors=errors), standard_output())


def evaluation_shown(gold: Path, pred: Path, *, as_json: bool, errors: int) -> Iterator[str]:
    """The figures, then the disagreements; or one JSON object with both."""
    from quotex.evaluation import evaluate_files

    evaluation = evaluate_files(gold, pred)
    disagreements = evaluation.errors[:errors]
    if as_json:
        figures = evaluation.as_dict()
        if errors:
            figures["errors"] = [asdict(each) for each in disagreements]
        yield json.dumps(figures, ensure_ascii=False) + "\n"
        return
    yield evaluation.table() + "\n"
    for each in disagreements:
        yield outputs.printable(str(each)) + "\n"
