"""How figures are shown: a table, what was measured, and on which machine."""

from __future__ import annotations

import os
import platform
import resource
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table

__all__ = ["ONE_THREAD", "Markdown", "peak_mb", "show", "show_machine", "spread"]

ONE_THREAD = dict.fromkeys(
    ("BLIS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"
)
"""The environment in which matrices are multiplied by one thread, whatever the library."""

PACKAGES = ("quotex", "spacy", "thinc", "numpy", "pydantic", "textacy")

Markdown = Annotated[
    bool, typer.Option("--markdown", help="Print tables as docs/performance.md has them.")
]


def show_machine() -> None:
    """Print which machine and software it was."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    packages = ", ".join(f"{package} {installed(package)}" for package in PACKAGES)
    typer.echo(
        f"{processor()}, {cores} cores, {platform.system()} {platform.machine()}, Python "
        f"{platform.python_version()}, {packages}. One thread for matrices. Load at the end: "
        f"{os.getloadavg()[0]:.1f}."
    )


def processor() -> str:
    """The name of the processor, as far as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown processor")


def installed(package: str) -> str:
    """The version of a package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def peak_mb(who: int = resource.RUSAGE_SELF) -> float:
    """The most memory that this process, or the largest of its children, took, in MB."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(who).ru_maxrss / unit


def spread(values: Sequence[float], form: str) -> str:
    """The median of rounds with the least and the greatest, as `5 (4–6)`."""
    if len(values) == 1:
        return format(values[0], form)
    return f"{median(values):{form}} ({min(values):{form}}–{max(values):{form}})"


def show(
    about: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, markdown: bool
) -> None:
    """Print a table under a sentence about it; the first column has names, the others figures."""
    table = Table(box=box.MARKDOWN if markdown else box.SIMPLE)
    for number, column in enumerate(columns):
        table.add_column(column, no_wrap=True, justify="right" if number else "left")
    for row in rows:
        table.add_row(*row)
    console = Console(width=500, highlight=False, markup=False)  # as wide as the table needs
    console.print(about, soft_wrap=True)
    console.print(table)
