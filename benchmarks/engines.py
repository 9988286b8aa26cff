"""What Spark and Ray cost beside `extract_many`: `python -m benchmarks.engines --help`.

Run from a checkout with the extras `en`, `polars`, `spark` and `ray`, and Java. The articles are
those of fixtures/, over and over, each with an id of its own. They are dealt over rounds; in each
round every way reads the same articles once, one way after the other, with as many processes.

Each way has a process of its own that hands out the work, as Spark and Ray do not get on in one. An
engine starts once, before the first round: itself, its workers, and the model in each. That is
measured apart and is not in the times of the rounds. Before each round it is woken with a few short
texts, as engines stop workers that nobody needs for a while. What it costs to hand the articles to
the workers and to get the quotes back is in the times.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Annotated, Any

import pyarrow as pa
import typer

FIXTURES = Path(__file__).parent.parent / "fixtures"
PARTITIONS = 4
"""Partitions of a round for each worker, so that one that is done early finds more to do."""

ENVIRONMENT = {
    **dict.fromkeys(("BLIS_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"),
    "PYSPARK_PYTHON": sys.executable,
    "RAY_USAGE_STATS_ENABLED": "0",
}

Read = Callable[[pa.Table], list[tuple[Any, ...]]]
"""Reads articles and returns their quotes in order, as `comparable` has them."""

KEYS = ("article_id", "start", "end", "speaker_name", "confidence", "outlet_names")


@contextmanager
def extract_many(workers: int) -> Iterator[Read]:
    """quotex alone, on this machine."""
    import quotex

    def read(articles: pa.Table) -> list[tuple[Any, ...]]:
        given = [quotex.Article(**article) for article in articles.to_pylist()]
        found = list(quotex.extract_many(given, n_process=workers))
        return comparable(quotex.to_dataframe(found, library="polars").to_arrow())

    yield read


@contextmanager
def spark(workers: int) -> Iterator[Read]:
    """Spark in local mode."""
    from pyspark.sql import SparkSession

    import quotex.spark

    builder = SparkSession.builder.master(f"local[{workers}]")
    for name in ("spark.ui.enabled", "spark.ui.showConsoleProgress"):
        builder = builder.config(name, "false")
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")

    def read(articles: pa.Table) -> list[tuple[Any, ...]]:
        given = session.createDataFrame(articles).repartition(workers * PARTITIONS)
        return comparable(quotex.spark.extract(given).toArrow())

    yield read
    session.stop()


@contextmanager
def ray(workers: int) -> Iterator[Read]:
    """Ray on this machine."""
    import ray

    import quotex.ray

    logging.getLogger("ray.data").setLevel(logging.ERROR)
    ray.init(
        num_cpus=workers, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR
    )
    ray.data.DataContext.get_current().enable_progress_bars = False

    def read(articles: pa.Table) -> list[tuple[Any, ...]]:
        given = ray.data.from_arrow(articles).repartition(workers * PARTITIONS)
        found = ray.get(quotex.ray.extract(given).to_arrow_refs())
        return comparable(pa.concat_tables(found, promote_options="default"))

    yield read
    ray.shutdown()


WAYS = {"extract_many": extract_many, "Spark": spark, "Ray": ray}


def comparable(quotes: pa.Table) -> list[tuple[Any, ...]]:
    """What tells quotes apart, in the order of articles and places."""
    rows = quotes.select(KEYS).to_pylist()
    return sorted(tuple(str(row[key]) for key in KEYS) for row in rows)


def repeated(count: int) -> pa.Table:
    """So many articles: those of the fixtures, over and over."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*-*.txt"))]
    return table_of(islice(cycle(texts), count))


def table_of(texts: Iterable[str]) -> pa.Table:
    """The texts as articles, each with its number as its id."""
    return pa.Table.from_pylist([{"id": str(n), "text": text} for n, text in enumerate(texts)])


def serve(name: str, workers: int, pipe: Connection) -> None:
    """Read what comes through the pipe, one way; answer with the seconds, and what was found."""
    warnings.simplefilter("ignore")  # those of the engines
    usual, *_ = multiprocessing.get_all_start_methods()
    multiprocessing.set_start_method(usual, force=True)  # what is spawned would spawn in turn
    with WAYS[name](workers) as read:
        while (articles := pipe.recv()) is not None:
            start = perf_counter()
            found = read(articles)
            pipe.send((perf_counter() - start, found))


@contextmanager
def running(name: str, workers: int) -> Iterator[Connection]:
    """A process that reads one way."""
    ours, theirs = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=serve, args=(name, workers, theirs), name=name)
    process.start()
    theirs.close()
    yield ours
    ours.send(None)
    process.join()


def timed(pipe: Connection, articles: pa.Table) -> tuple[float, list[tuple[Any, ...]]]:
    """How many seconds a way takes for the articles, and what it finds."""
    pipe.send(articles)
    answer: tuple[float, list[tuple[Any, ...]]] = pipe.recv()
    return answer


def overhead(ours: list[float], reference: list[float]) -> str:
    """By how much all rounds together took longer, and the least and the greatest of one."""
    each = [100 * (own / other - 1) for own, other in zip(ours, reference, strict=True)]
    whole = 100 * (sum(ours) / sum(reference) - 1)
    return f"{whole:+.1f} % ({min(each):+.1f} to {max(each):+.1f}, median {median(each):+.1f})"


def engines(
    articles: Annotated[int, typer.Option(help="Articles that each way reads.", min=1)] = 2000,
    workers: Annotated[int, typer.Option(help="Processes of each way.", min=1)] = 2,
    rounds: Annotated[int, typer.Option(help="Rounds that they are dealt over.", min=1)] = 8,
) -> None:
    """Measure Spark and Ray against extract_many, interleaved, and compare what they find."""
    os.environ.update(ENVIRONMENT)  # all processes inherit it
    corpus = repeated(articles)
    size = -(-articles // rounds)
    parts = [corpus.slice(start, size) for start in range(0, articles, size)]
    waking = table_of(["Nobody spoke."] * workers * PARTITIONS)
    starts: dict[str, float] = {}
    times: dict[str, list[float]] = {name: [] for name in WAYS}
    quotes = 0
    with ExitStack() as stack:
        pipes: dict[str, Connection] = {}
        for name in WAYS:
            began = perf_counter()
            pipes[name] = stack.enter_context(running(name, workers))
            timed(pipes[name], waking)
            starts[name] = perf_counter() - began
        for number, part in enumerate(parts):
            names = [*WAYS][number % len(WAYS) :] + [*WAYS][: number % len(WAYS)]
            found = {}
            for name in names:
                timed(pipes[name], waking)
                seconds, found[name] = timed(pipes[name], part)
                times[name].append(seconds)
                typer.echo(f"round {number + 1}: {name} {seconds:.1f} s", err=True)
            if any(each != found["extract_many"] for each in found.values()):
                raise SystemExit(f"round {number + 1}: they do not find the same quotes")
            quotes += len(found["extract_many"])
    words = sum(len(text.split()) for text in corpus["text"].to_pylist())
    typer.echo(
        f"{articles:,} articles, {words:,} words, {quotes:,} quotes, the same from each way. "
        f"{workers} processes, {len(parts)} rounds. Load at the end: {os.getloadavg()[0]:.1f}."
    )
    reference = times["extract_many"]
    for name, taken in times.items():
        typer.echo(f"{name}: start-up {starts[name]:.1f} s, all rounds {sum(taken):.1f} s")
        if taken is not reference:
            typer.echo(f"    against extract_many {overhead(taken, reference)}")


if __name__ == "__main__":
    typer.run(engines)
