"""The bytes of a source, never more of them in memory than one article may have.

A gzip file of a few kilobytes can hold gigabytes. What is longer than `MAX_BYTES` is read past or
refused, whether it was compressed or not.
"""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from quotex.errors import InputError
from quotex.inputs.sources import Source

__all__ = ["BROKEN_STREAM", "MAX_BYTES", "bounded_lines", "opened", "too_long", "whole"]

MAX_BYTES = 16 * 2**20
"""Bytes that a text, a page or a line of JSON Lines may have, decompressed."""

BROKEN_STREAM = (OSError, EOFError, zlib.error)
"""What reading can raise if a file cannot be read or decompressed."""


@contextmanager
def opened(source: Source) -> Iterator[IO[bytes]]:
    """The bytes of a source, decompressed; a WARC file's reader does that for its records."""
    if source.path is None:
        yield sys.stdin.buffer
        return
    with source.path.open("rb") as file:
        if source.compressed and source.kind != "warc":
            with gzip.open(file) as decompressed:
                yield io.BufferedReader(decompressed)
        else:
            yield file


def bounded_lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines of a stream; None stands for one that is longer than an article may be."""
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(2**16)
        yield None


def whole(stream: IO[bytes], head: bytes = b"") -> bytes:
    """All bytes of a stream, behind those that were read before.

    Raises:
        InputError: if they are more than an article may have.
    """
    data = head + stream.read(MAX_BYTES + 1 - len(head))
    if len(data) > MAX_BYTES:
        raise InputError(too_long("this"))
    return data


def too_long(what: str) -> str:
    """A message on what is longer than an article may be."""
    return f"{what} is longer than the {MAX_BYTES // 2**20} MiB that an article may have; split it"
