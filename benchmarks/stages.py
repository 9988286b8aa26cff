"""`stages`: where the time of `quotex.extract_many` goes.

A sample is taken every few milliseconds of processor time: whose code is running? The innermost
file of quotex on the stack answers, or the component of spaCy. Profilers cannot tell the
components apart, for they are compiled and leave no frames; but the frame that runs one of them, in
spaCy or in `quotex.parsing`, has its name in a variable.
"""

from __future__ import annotations

import signal
from collections import defaultdict
from collections.abc import Container, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from time import process_time
from types import FrameType
from typing import Annotated

import typer

from benchmarks.reporting import Markdown, show, show_machine
from benchmarks.texts import GOLD, Texts, read_texts

__all__ = ["stages"]

INTERVAL = 0.002
"""Seconds of processor time between two samples."""


def stages(
    texts: Texts = GOLD,
    rounds: Annotated[int, typer.Option(min=1, help="How often the texts are read.")] = 2,
    markdown: Markdown = False,
) -> None:
    """Where quotex's own time goes: the share of each of its stages and of spaCy's components.

    Prints them, the greatest first, and what quotex and spaCy take together.
    """
    import quotex

    corpus = read_texts(texts)
    nlp = quotex.load()
    for _ in quotex.extract_many(corpus[:10]):
        pass
    with sampled(nlp.component_names) as spent:
        for _ in range(rounds):
            for _ in quotex.extract_many(corpus):
                pass
    total = sum(spent.values())
    own = sum(time for stage, time in spent.items() if stage.startswith("quotex"))
    show(
        f"Share of the processor's time. {len(corpus)} articles, one process, rounds: {rounds}. "
        f"quotex: {own / total:.1%}, everything else: {1 - own / total:.1%}.",
        ["stage", "share", "of quotex"],
        (
            (
                stage,
                f"{time / total:.1%}",
                f"{time / own:.1%}" if stage.startswith("quotex") else "",
            )
            for stage, time in sorted(spent.items(), key=lambda item: -item[1])
            if time / total >= 0.001
        ),
        markdown=markdown,
    )
    show_machine()


@contextmanager
def sampled(components: Container[str]) -> Iterator[dict[str, float]]:
    """Seconds of processor time by stage, while this lasts."""
    spent: defaultdict[str, float] = defaultdict(float)
    before = process_time()

    def sample(_: int, frame: FrameType | None) -> None:
        # Compiled code delays a signal, so a sample counts for all the time since the last one.
        nonlocal before
        now = process_time()
        spent[stage_of(frame, components)] += now - before
        before = now

    handler = signal.signal(signal.SIGPROF, sample)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        yield spent
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, handler)


def stage_of(frame: FrameType | None, components: Container[str]) -> str:
    """The stage of quotex or the component of spaCy that is running."""
    through_thinc = False
    while frame is not None:
        package, below = place_of(frame.f_code.co_filename)
        runs_components = package == "spacy" or (package, below) == ("quotex", "parsing")
        if package == "quotex" and not runs_components:
            stage = f"quotex.{below.removesuffix('.py')}"
            return f"thinc, called by {stage}" if through_thinc else stage
        if package == "thinc":
            through_thinc = True
        if runs_components:
            if frame.f_code.co_name in {"make_doc", "doc_of"}:
                return "spaCy: tokenizer"
            name = frame.f_locals.get("name")
            if isinstance(name, str) and name in components:
                return f"spaCy: {name}"
        frame = frame.f_back
    return "other"


@cache
def place_of(path: str) -> tuple[str, str]:
    """The package of a file and what it is in there; nothing for packages not told apart."""
    for package in ("quotex", "spacy", "thinc"):
        folder = Path(str(import_module(package).__file__)).parent
        if Path(path).is_relative_to(folder):
            return package, Path(path).relative_to(folder).parts[0]
    return "", ""
