"""Where articles come from: files, folders, globs and standard input.

`find_sources` decides what is to be read, `read_sources` reads it as a stream. Neither raises for
anything wrong in the input.
"""

from quotex.inputs.reading import Item, Positions, count_articles, read_sources, require_extras
from quotex.inputs.sources import (
    KINDS,
    STDIN,
    Failure,
    Found,
    Kind,
    Note,
    Source,
    find_sources,
    reason_of,
)

__all__ = [
    "KINDS",
    "STDIN",
    "Failure",
    "Found",
    "Item",
    "Kind",
    "Note",
    "Positions",
    "Source",
    "count_articles",
    "find_sources",
    "read_sources",
    "reason_of",
    "require_extras",
]
