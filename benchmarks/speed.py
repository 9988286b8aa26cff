"""`speed`: words a second, side by side in one process, and the memory that each way takes.

In each round each of these reads all texts once, one after the other:

(a) spaCy's tokeniser alone
(b) `nlp.pipe` of the whole English model, in batches of its default size and of another one
(c) `quotex.extract_many`
(d) `direct_quotations` of textacy on what (b) gives
(b) and (c) again with two processes
"""

from __future__ import annotations

import gc
import multiprocessing
import resource
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.util import find_spec
from math import ceil
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from benchmarks.reporting import Markdown, peak_mb, show, show_machine, spread
from benchmarks.texts import GOLD, Texts, read_texts

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["speed"]

OTHER_BATCH_SIZES = (16, 64)
"""The batch sizes of which the fastest is measured beside the default one."""

SHORT = ["“It is late,” Ana Ruiz said."] * 2
"""What two processes read in hardly more than the time in which they start."""


class Way(NamedTuple):
    """A way to read texts: reads them all and says how many articles failed."""

    name: str
    read: Callable[..., int]
    n_process: int = 1
    batch_size: int | None = None

    def __call__(self, texts: Sequence[str]) -> int:
        return self.read(texts, n_process=self.n_process, batch_size=self.batch_size)


@cache
def model() -> Language:
    """The English model as it comes, without quotex."""
    import spacy

    from quotex.pipeline import find_model

    return spacy.load(find_model())


def tokenize(texts: Sequence[str], **_: int | None) -> int:
    """(a)"""
    for text in texts:
        model().make_doc(text)
    return 0


def pipe(texts: Sequence[str], *, n_process: int, batch_size: int | None) -> int:
    """(b)"""
    for _ in model().pipe(texts, n_process=n_process, batch_size=batch_size):
        pass
    return 0


def extract(texts: Sequence[str], *, n_process: int, **_: int | None) -> int:
    """(c)"""
    import quotex

    articles = quotex.extract_many(texts, n_process=n_process)
    return sum(article.error is not None for article in articles)


def direct_quotations(texts: Sequence[str], *, n_process: int, batch_size: int | None) -> int:
    """(d), which refuses an article with an odd number of quotation marks."""
    from textacy.extract.triples import direct_quotations

    failed = 0
    for doc in model().pipe(texts, n_process=n_process, batch_size=batch_size):
        try:
            for _ in direct_quotations(doc):
                pass
        except ValueError:  # noqa: PERF203 (it is what users of it have to do)
            failed += 1
    return failed


def speed(
    texts: Texts = GOLD,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds that count.")] = 5,
    pass_seconds: Annotated[
        float, typer.Option(help="Read the texts as often as (b) takes at least so long.")
    ] = 30,
    markdown: Markdown = False,
) -> None:
    """Words a second of tokenising, spaCy, quotex and textacy, with 1 and 2 processes, and memory.

    Prints a table of all ways with one process and their peaks of memory, and one of two processes.
    """
    corpus = read_texts(texts)
    spacy_alone, quotex_one = Way("(b) nlp.pipe, default batches", pipe), Way("(c) quotex", extract)
    spacy_two = Way("(b) nlp.pipe", pipe, n_process=2, batch_size=min(OTHER_BATCH_SIZES))
    quotex_two = quotex_one._replace(n_process=2)
    textacy = [Way("(d) textacy, on (b)", direct_quotations)] if find_spec("textacy") else []
    ways = [Way("(a) tokenising", tokenize), spacy_alone, quotex_one, *textacy]
    # Memory first: on Linux a process inherits the peak of the one that started it.
    peaks = {way: in_fresh_process(way, corpus) for way in [*ways, spacy_two, quotex_two]}

    words = sum(not token.is_space for text in corpus for token in model().make_doc(text))
    other = min(
        (
            Way(f"(b) nlp.pipe, batches of {size}", pipe, batch_size=size)
            for size in OTHER_BATCH_SIZES
        ),
        key=lambda way: seconds(way, corpus),
    )
    warm_up = [seconds(way, corpus) for way in [*ways, quotex_two]]
    times = max(1, ceil(pass_seconds / warm_up[1]))
    corpus, words = corpus * times, words * times
    ways.insert(2, other)

    starts: dict[Way, list[float]] = {spacy_two: [], quotex_two: []}
    # Two processes right behind one: the less the machine changes in between, the better.
    order = [*ways[:3], spacy_two, quotex_one, quotex_two, *textacy]
    taken: dict[Way, list[float]] = {way: [] for way in order}
    for _ in range(rounds):
        for way in taken:
            if way in starts:
                starts[way].append(seconds(way, SHORT))
            taken[way].append(seconds(way, corpus))

    best = min(spacy_alone, other, key=lambda way: median(taken[way]))
    show(
        f"One process. {len(corpus) // times} articles, {times} × in a pass: {words:,} "
        f"words (tokens that are no white space). Rounds: {rounds}, after one to warm up; median "
        f"(least–greatest). The ratio is to “{best.name}” in the same round. Peak of memory: in a "
        "process of its own, the articles read once.",
        ["", "words/s", "speed to (b)", "failed articles", "peak MB"],
        (
            (
                way.name,
                spread([words / time for time in taken[way]], ",.0f"),
                spread(quotients(taken[best], taken[way]), ".2f"),
                str(peaks[way].failed * times) if way in peaks else "",
                f"{peaks[way].main:.0f}" if way in peaks else "",
            )
            for way in ways
        ),
        markdown=markdown,
    )
    if not textacy:
        typer.echo('(d) is left out: textacy is not installed. pip install -e ".[bench]"\n')
    show(
        "Two processes, beside one process in the same round. Start-up is the time that two "
        f"sentences take. spaCy's batches have {spacy_two.batch_size} texts here, or all might go "
        "to one process.",
        ["", "words/s", "speed to 1", "without start-up", "start-up s", "peak MB", "of a worker"],
        (
            (
                one.name if one is quotex_one else two.name,
                spread([words / time for time in taken[two]], ",.0f"),
                spread(quotients(taken[one], taken[two]), ".2f"),
                spread(quotients(taken[one], differences(taken[two], starts[two])), ".2f"),
                spread(starts[two], ".2f"),
                f"{peaks[two].main:.0f}",
                f"{peaks[two].worker:.0f}",
            )
            for one, two in ((best, spacy_two), (quotex_one, quotex_two))
        ),
        markdown=markdown,
    )
    show_machine()


def seconds(way: Way, texts: Sequence[str]) -> float:
    """How long a way takes, from the same state of the garbage collector."""
    gc.collect()
    start = perf_counter()
    way(texts)
    return perf_counter() - start


def quotients(dividends: Sequence[float], divisors: Sequence[float]) -> list[float]:
    """The quotient of each round."""
    return [first / second for first, second in zip(dividends, divisors, strict=True)]


def differences(minuends: Sequence[float], subtrahends: Sequence[float]) -> list[float]:
    """The difference of each round."""
    return [first - second for first, second in zip(minuends, subtrahends, strict=True)]


class Peak(NamedTuple):
    """The most memory that a process and the largest of its workers took, in MB, and failures."""

    main: float
    worker: float
    failed: int


def in_fresh_process(way: Way, texts: Sequence[str]) -> Peak:
    """What a way takes in a new interpreter."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=spawn) as pool:
        return pool.submit(peak, way, texts).result()


def peak(way: Way, texts: Sequence[str]) -> Peak:
    """What a way takes in this interpreter, which has done nothing else."""
    failed = way(texts)
    return Peak(peak_mb(), peak_mb(resource.RUSAGE_CHILDREN), failed)
