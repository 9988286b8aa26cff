"""A lock between processes: the system lets go of it when its process ends, in whatever way."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

__all__ = ["LockedError", "locked"]


class LockedError(Exception):
    """Another process has the lock."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other processes that ask for the same lock out, until this is left.

    The lock is on a file, which is removed at the end. One that a killed process has left locks
    nobody out. Where a file system has no locks, as some of a network, nobody is locked out either.

    Raises:
        LockedError: if another process has the lock.
        OSError: if the file cannot be opened.
    """
    file = locked_file(path)
    try:
        yield
    finally:
        if sys.platform == "win32":  # which removes no open file: nor one that another run has
            file.close()
            remove(path)
        else:  # while the lock is held: the file is not another's
            remove(path)
            file.close()


def locked_file(path: Path) -> BinaryIO:
    """The file of this name, open and locked."""
    while True:
        file = path.open("ab")
        try:
            lock(file.fileno())
            if is_open_as(file, path):
                return file
        except BaseException:
            file.close()
            raise
        file.close()  # the process before has just removed it


def lock(descriptor: int) -> None:
    """Lock an open file, or raise LockedError at once."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            os.lockf(descriptor, os.F_TLOCK, 0)
    except (BlockingIOError, PermissionError) as error:
        raise LockedError from error
    except OSError:  # there are no locks here
        return


def is_open_as(file: BinaryIO, path: Path) -> bool:
    """Whether an open file still has its name."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def remove(path: Path) -> None:
    """Remove a file if that can be done; it does no harm if it stays."""
    with suppress(OSError):
        path.unlink()
