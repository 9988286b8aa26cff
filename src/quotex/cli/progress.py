"""The progress bar on standard error: how many articles are done, how fast, and the time left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
)
from rich.text import Text

from quotex.records import Article

__all__ = ["with_progress"]

FEW = 3
"""Up to so many articles are extracted without a progress bar."""


def rate_of(task: Task) -> float:
    """Articles a second since the start; 0 if none is done.

    spaCy hands out a batch at a time, so the rate of the last few says little.
    """
    return task.completed / task.elapsed if task.elapsed else 0.0


class RateColumn(ProgressColumn):
    """Articles a second, or a minute if they are slow."""

    def render(self, task: Task) -> Text:
        """The rate, once it is known."""
        rate = rate_of(task)
        if not rate:
            return Text("")
        return Text(f"{rate:.1f}/s" if rate >= 1 else f"{rate * 60:.1f}/min")


class TimeLeftColumn(ProgressColumn):
    """The time that the rest will take at this rate."""

    def render(self, task: Task) -> Text:
        """The time left, once it is known."""
        rate = rate_of(task)
        if task.remaining is None or not rate:
            return Text("")
        return Text(f"{timedelta(seconds=round(task.remaining / rate))} left")


def with_progress(
    articles: Iterable[Article], total: int | None, console: Console
) -> Iterator[Article]:
    """`articles`, with a progress bar once there are more than a few.

    total (int | None): how many articles there are, if that is known.
    """
    columns = [
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeLeftColumn(),
    ]
    progress = Progress(*columns, console=console, transient=True)
    task = progress.add_task("Extracting", total=total)
    if total is not None and total > FEW:
        progress.start()
    try:
        for done, article in enumerate(articles, start=1):
            if done > FEW:
                progress.start()
            progress.update(task, completed=done)
            yield article
    finally:
        progress.stop()
