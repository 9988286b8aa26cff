"""Files that have their name only when all of them is written, and files that grow by lines.

A file that grows holds JSON Lines. Wherever its writer was killed, the lines before that are whole.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

__all__ = ["GrowingFile", "is_special", "part_of", "put_in_place", "replacing", "whole_lines"]


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a file for writing that takes the place of `path` when all is written.

    Until then it is called `path` with `.new` at the end; if the writing fails, it is removed and
    an older `path` is not touched. A device or a pipe is written to directly.
    """
    target = path.resolve()
    new = target if is_special(target) else target.with_name(target.name + ".new")
    try:
        with new.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            yield stream
    except BaseException:
        if new != target:
            new.unlink(missing_ok=True)
        raise
    if new != target:
        put_in_place(new, target)


def put_in_place(new: Path, target: Path) -> None:
    """Give a file that is all written its name; it keeps the rights of one that had the name."""
    synchronised(new, os.O_RDWR)
    if target.exists():
        shutil.copymode(target, new)
    new.replace(target)
    if hasattr(os, "O_DIRECTORY"):  # elsewhere a folder cannot be opened
        synchronised(target.parent, os.O_RDONLY)


def synchronised(path: Path, mode: int) -> None:
    """See to it that what was written is on the disk, even if the power fails now."""
    descriptor = os.open(path, mode)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_special(path: Path) -> bool:
    """Whether this is a device, a pipe or the like, which nothing can take the place of."""
    return path.exists() and not path.is_file() and not path.is_dir()


def part_of(path: Path) -> Path:
    """The name of what there is of a file that is not all written yet."""
    return path.with_name(path.name + ".part")


class GrowingFile:
    """A file to which line after line is added, each in the file before the next is there."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("ab", buffering=0)

    def add(self, line: bytes) -> None:
        """Add a line.

        Raises:
            OSError: if it does not fit on the disk; a part of it may be in the file then.
        """
        rest = memoryview(line)
        while rest:
            rest = rest[self.file.write(rest) :]

    def close(self) -> None:
        """End the file."""
        self.file.close()


def whole_lines(path: Path) -> Iterator[tuple[dict[str, Any], int]]:
    """The JSON objects of a file that grew, up to one that is not whole, and where each ends."""
    end = 0
    with path.open("rb") as file:
        for line in file:
            try:
                fields = json.loads(line)
            except ValueError:
                return
            if not line.endswith(b"\n") or not isinstance(fields, dict):
                return
            end += len(line)
            yield fields, end
