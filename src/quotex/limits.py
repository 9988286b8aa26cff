"""How much an article may have, and numbers that have to make sense."""

from __future__ import annotations

from quotex.errors import InputError

__all__ = ["MAX_CHARACTERS", "require_positive"]

MAX_CHARACTERS = 10_000_000
"""Characters that a text may have, unless the caller says otherwise."""


def require_positive(**numbers: float | None) -> None:
    """Check that numbers that were given are above 0.

    Raises:
        InputError: if one is not.
    """
    for name, number in numbers.items():
        if number is not None and not number > 0:
            raise InputError(f"{name} is {number}; it must be above 0.")
