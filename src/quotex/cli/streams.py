"""Where results and messages go, and how a command ends when something is wrong."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import typer
from rich.console import Console

from quotex import inputs, outputs
from quotex.errors import MissingExtraError, ModelNotFoundError, PipelineError, QuotexError

__all__ = [
    "Messages",
    "destination",
    "exit_codes",
    "standard_output",
    "usable",
    "usage_error",
    "write",
]

SOME_FAILED = 1
WRONG_USAGE = 2
INTERRUPTED = 130


class ReaderGoneError(Exception):
    """Nobody reads standard output any more."""


@dataclass
class Messages:
    """What is said on standard error, and what it amounts to."""

    console: Console = field(
        default_factory=lambda: Console(stderr=True, markup=False, highlight=False, emoji=False)
    )
    failures: int = 0

    def say(self, message: str) -> None:
        """Show a message of one or more lines, as it is."""
        for line in message.splitlines():
            self.console.print(outputs.printable(line), soft_wrap=True)

    def fail(self, source: str, reason: str) -> None:
        """Name an input that failed, and the reason."""
        self.failures += 1
        self.note(source, reason)

    def note(self, source: str, message: str) -> None:
        """Say something of an input or output, on one line whatever its name is."""
        self.say(f"{outputs.printable(source)}: {outputs.printable(message)}")


@contextmanager
def destination(output: Path | None) -> Iterator[TextIO]:
    """The stream that results are written to: standard output, or a device or pipe."""
    if output is None:
        yield standard_output()
        return
    with ExitStack() as stack:
        with usable(output):
            stream = stack.enter_context(outputs.replacing(output))
        yield stream


@contextmanager
def usable(output: Path) -> Iterator[None]:
    """A usage error if the output cannot be written at all."""
    try:
        yield
    except OSError as error:
        raise usage_error(
            "--output", f"{output} cannot be written: {inputs.reason_of(error)}"
        ) from error


def usage_error(option: str, message: str) -> typer.BadParameter:
    """The error of a wrong option or argument; a terminal obeys nothing of the names in it."""
    return typer.BadParameter(outputs.printable(message), param_hint=option)


def standard_output() -> TextIO:
    """Standard output: UTF-8 with untranslated newlines, or what a terminal wants."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if not sys.stdout.isatty():
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        sys.stdout.reconfigure(errors="backslashreplace")
    return sys.stdout


def write(chunks: Iterable[str] | Iterable[bytes], stream: TextIO) -> None:
    """Write `chunks` one by one, so that a reader has each as soon as it is there."""
    for chunk in chunks:
        send(chunk, stream)


def send(chunk: str | bytes, stream: TextIO) -> None:
    """Write `chunk` now; a pipe that breaks here is told from one that breaks elsewhere."""
    try:
        if isinstance(chunk, bytes):
            stream.buffer.write(chunk)
        else:
            stream.write(chunk)
        stream.flush()
    except BrokenPipeError as error:
        let_go(stream)
        raise ReaderGoneError from error


def let_go(stream: TextIO) -> None:
    """Let what a stream still holds go nowhere, or Python would try to write it at its end."""
    with suppress(OSError):  # some streams are no files
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


@contextmanager
def exit_codes(messages: Messages) -> Iterator[None]:
    """Say in a line what went wrong instead of a traceback, and end with the code for it."""
    try:
        yield
    except ReaderGoneError as gone:
        raise typer.Exit(SOME_FAILED if messages.failures else 0) from gone
    except (MissingExtraError, ModelNotFoundError, PipelineError) as error:
        messages.say(f"quotex: {error}")
        raise typer.Exit(WRONG_USAGE) from error
    except (QuotexError, OSError) as error:
        messages.say(f"quotex: {error}")
        raise typer.Exit(SOME_FAILED) from error
    except KeyboardInterrupt as interrupt:
        messages.say("quotex: interrupted")
        raise typer.Exit(INTERRUPTED) from interrupt
    if messages.failures:
        raise typer.Exit(SOME_FAILED)
