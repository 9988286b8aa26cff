"""Trained weights that are plain numbers in a JSON file of the package, checked when read."""

from __future__ import annotations

from importlib import resources
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field, ValidationError

from quotex.errors import QuotexError
from quotex.wordlists import LANGUAGE

__all__ = ["Number", "Numbers", "stored"]

Number = Annotated[float, Field(allow_inf_nan=False)]
Numbers = Annotated[dict[str, Number], Field(min_length=1)]

Stored = TypeVar("Stored", bound=BaseModel)


def stored(name: str, form: type[Stored]) -> Stored:
    """What a file in `data/en/` holds, in the form that it must have.

    Raises:
        QuotexError: if the file is missing or holds anything else; it names the file.
    """
    file = resources.files("quotex") / "data" / LANGUAGE / name
    try:
        return form.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else None
        reason = f"{'.'.join(map(str, first['loc']))}: {first['msg']}" if first else str(error)
        raise QuotexError(
            f"{file} does not hold weights ({reason}): install quotex again, or write new weights "
            "with scripts/train_all"
        ) from error
