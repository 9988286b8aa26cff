"""Files that appear under their name only when all of them is written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

__all__ = ["part_of", "replacing"]


@contextmanager
def replacing(path: Path, *, keep_part: bool = True) -> Iterator[TextIO]:
    """Open a file for writing that takes the place of `path` when all is written.

    Until then it is called `path` with `.part` at the end; if the writing is interrupted, that
    file stays and an older `path` is not touched. A device or a pipe is written to directly.

    keep_part (bool): false for a format that nobody can read before its end is written.
    """
    target = path.resolve()
    special = target.exists() and not target.is_file()
    part = target if special else part_of(target)
    with part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        try:
            yield stream
        except BaseException:
            if not keep_part and not special:
                part.unlink(missing_ok=True)
            raise
    if not special:
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)


def part_of(path: Path) -> Path:
    """The name of a file that is not all written yet."""
    return path.with_name(path.name + ".part")
