"""Optional dependencies: what needs one says how to install it where it is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from quotex.errors import MissingExtraError

__all__ = ["extra"]


@contextmanager
def extra(name: str, purpose: str) -> Iterator[None]:
    """Import what the extra `name` installs in a `with` block of this.

    name (str): an extra of pyproject.toml.
    purpose (str): what cannot be done without it: "HTML is read".

    Raises:
        MissingExtraError: if an import in the block fails.
    """
    try:
        yield
    except ImportError as error:
        raise MissingExtraError(
            f'{purpose} with the extra {name!r}: pip install "quotex[{name}]" '
            f"(missing here: {error.name or error})"
        ) from error
