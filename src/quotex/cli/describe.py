"""`quotex info` and `quotex schema`: what is installed, and what results look like."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from importlib.metadata import version

import quotex
from quotex.cli.streams import Messages, exit_codes, standard_output, write
from quotex.errors import ModelNotFoundError
from quotex.records import Article

__all__ = ["info_cli", "schema_cli"]


def info_cli() -> None:
    """Show versions, the model in use and the size of the gazetteer."""
    with exit_codes(Messages()):
        write(information(), standard_output())


def information() -> Iterator[str]:
    """Lines of a name and a value."""
    from quotex.outlets.gazetteer import Gazetteer

    yield f"quotex     {quotex.__version__}\n"
    yield f"python     {platform.python_version()}\n"
    yield f"spacy      {version('spacy')}\n"
    yield f"model      {model_found()}\n"
    yield f"gazetteer  {len(Gazetteer.load())} outlets\n"


def model_found() -> str:
    """The model that is used without --model, and its version."""
    from quotex.pipeline import find_model

    try:
        model = find_model()
    except ModelNotFoundError as error:
        return " ".join(str(error).split())
    return f"{model} {version(model)}"


def schema_cli() -> None:
    """Print the JSON Schema of an article, which is a line of jsonl output."""
    with exit_codes(Messages()):
        schema = json.dumps(Article.model_json_schema(), indent=2, ensure_ascii=False)
        write([schema + "\n"], standard_output())
