"""The progress bar on standard error: how many articles are done, how fast, and the time left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from quotex.records import Article

__all__ = ["with_progress"]

FEW = 3
"""Up to so many articles are extracted without a progress bar."""


class RateColumn(ProgressColumn):
    """Articles a second, or a minute if they are slow."""

    def render(self, task: Task) -> Text:
        """The rate, once it is known."""
        speed = task.finished_speed or task.speed
        if not speed:
            return Text("")
        return Text(f"{speed:.1f}/s" if speed >= 1 else f"{speed * 60:.1f}/min")


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
        TimeRemainingColumn(elapsed_when_finished=True),
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
