"""What the articles of a run amount to, for the last line on standard error."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from quotex.cli.streams import Messages

__all__ = ["Tally", "counted"]


@dataclass(slots=True)
class Tally:
    """What the articles amount to."""

    messages: Messages
    ids: Counter[str] = field(default_factory=Counter)
    quotes: int = 0

    def add(self, name: str, quotes: int, error: str | None) -> None:
        """Count an article, and name it if it has failed."""
        if error is not None:
            self.messages.fail(f"article {name}", error)
        self.ids[name] += 1
        self.quotes += quotes

    def sum_up(self, output: Path | None) -> None:
        """Say on standard error what was written."""
        repeated = [name for name, number in self.ids.items() if number > 1]
        if repeated:
            self.messages.say(
                f"more than one article has the id {repeated[0]!r}"
                + (
                    f" (and so for {counted(len(repeated) - 1, 'other id')})"
                    if repeated[1:]
                    else ""
                )
                + "; quotex evaluate refuses such a file"
            )
        if output is not None:
            articles = counted(self.ids.total(), "article")
            self.messages.note(str(output), f"{articles}, {counted(self.quotes, 'quote')}")


def counted(number: int, noun: str) -> str:
    """A number of things, in words that fit it."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
