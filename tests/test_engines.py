"""Spark and Ray find what one process finds: the real engines, each with two workers.

They need the extras `spark` and `ray`, and Spark needs Java; what is missing is skipped.
"""

from __future__ import annotations

import datetime
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import quotex
from quotex.arrow import SCHEMA, Extractor
from quotex.errors import InputError

pytestmark = [
    pytest.mark.engines,
    pytest.mark.model,
    pytest.mark.filterwarnings("default"),  # the engines' own warnings are not ours to mend
]

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
PAGE = (ROOT / "docs" / "how-to" / "engines.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r'^```python title="(\S+)"\n(.*?)^```\n\n```text\n(.*?)^```$', re.DOTALL | re.MULTILINE
)
WORKERS = 2
Rows = list[dict[str, Any]]


class Spark:
    """Spark on this machine; an article's partition depends on the seed."""

    failure: type[Exception] = InputError

    def __init__(self) -> None:
        from pyspark.sql import SparkSession

        os.environ["PYSPARK_PYTHON"] = sys.executable
        builder = SparkSession.builder.master(f"local[{WORKERS}]").appName("quotex tests")
        for name, value in {
            "spark.ui.enabled": "false",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
        }.items():
            builder = builder.config(name, value)
        self.session = builder.getOrCreate()

    def stop(self) -> None:
        self.session.stop()

    def dataset(self, articles: pa.Table, partitions: int) -> Any:
        return self.session.createDataFrame(articles).repartition(partitions)

    def quotes(self, articles: pa.Table, *, partitions: int = 5, **options: Any) -> pa.Table:
        adapter = import_module("quotex.spark")
        return adapter.extract(self.dataset(articles, partitions), **options).toArrow()

    def mapped(self, function: Callable[[pa.Table], pa.Table], articles: pa.Table) -> Rows:
        """The rows that a function gives for the batches of a dataset."""

        def stream(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for batch in batches:
                yield from function(pa.Table.from_batches([batch])).to_batches()

        found = self.dataset(articles, 6).mapInArrow(stream, "worker bigint, loads bigint")
        return found.toArrow().to_pylist()


class Ray:
    """Ray on this machine."""

    def __init__(self) -> None:
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        import ray

        self.ray = ray
        self.failure: type[Exception] = ray.exceptions.RayTaskError
        ray.init(num_cpus=WORKERS, include_dashboard=False, log_to_driver=False)

    def stop(self) -> None:
        self.ray.shutdown()

    def dataset(self, articles: pa.Table, partitions: int) -> Any:
        return self.ray.data.from_arrow(articles).repartition(partitions)

    def quotes(self, articles: pa.Table, *, partitions: int = 5, **options: Any) -> pa.Table:
        adapter = import_module("quotex.ray")
        found = adapter.extract(self.dataset(articles, partitions), **options)
        return pa.concat_tables(self.ray.get(found.to_arrow_refs()), promote_options="default")

    def mapped(self, function: Callable[[pa.Table], pa.Table], articles: pa.Table) -> Rows:
        """The rows that a function gives for the batches of a dataset."""
        found = self.dataset(articles, 6).map_batches(function, batch_format="pyarrow")
        return found.take_all()


def skip_without(package: str) -> None:
    """Skip a test of an engine that is not here, and say what is missing."""
    if find_spec(package) is None:
        pytest.skip(f"{package} is not installed")
    if package == "pyspark" and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java, and there is none")


@pytest.fixture(scope="module", params=[Spark, Ray], ids=["spark", "ray"])
def engine(request: pytest.FixtureRequest) -> Iterator[Spark | Ray]:
    """An engine with two workers, stopped before the next one starts."""
    skip_without("pyspark" if request.param is Spark else "ray")
    started = request.param()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def articles() -> list[dict[str, Any]]:
    """The articles of the fixtures, and among them two that cannot be read."""
    read = [
        {"id": path.stem, "text": path.read_text(encoding="utf-8"), "title": f"On {path.stem}"}
        for path in sorted(FIXTURES.glob("*-*.txt"))
    ]
    read.insert(3, {"id": "no text", "text": None, "title": "On nothing"})
    read.insert(9, {"id": "too long", "text": "word " * 2_000_001, "title": None})
    return read


@pytest.fixture(scope="module")
def expected(articles: list[dict[str, Any]]) -> Rows:
    """The quotes that `extract_many` finds in this process, and why two articles have none."""
    given = [quotex.Article(**article) for article in articles if article["text"] is not None]
    found = list(quotex.extract_many(given))
    rows = quotex.to_dataframe(found, library="polars").rows(named=True)
    assert len(rows) > 150
    return in_order([row for row in rows if row["error"] is None])


def in_order(rows: Rows) -> Rows:
    """Rows by article and place, whatever order the workers gave them in."""
    return sorted(rows, key=lambda row: (row["article_id"], row["start"], row["quote_id"]))


def table(articles: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(articles)


@pytest.mark.parametrize("partitions", [2, 40])
def test_an_engine_finds_the_quotes_that_one_process_finds_whatever_the_order_of_partitions(
    engine: Spark | Ray, articles: list[dict[str, Any]], expected: Rows, partitions: int
) -> None:
    shuffled = random.Random(partitions).sample(articles, len(articles))
    found = engine.quotes(table(shuffled), partitions=partitions).to_pylist()
    quotes = [row for row in found if row["error"] is None]
    assert in_order(quotes) == expected
    errors = {row["article_id"]: row["error"] for row in found if row["error"] is not None}
    assert sorted(errors) == ["no text", "too long"]
    assert errors["no text"].startswith("the text is null")
    assert "10000005 characters" in errors["too long"]


def test_an_engine_gives_the_documented_columns(engine: Spark | Ray) -> None:
    noon = datetime.datetime(2024, 5, 14, 12, tzinfo=datetime.timezone.utc)
    article = {"id": 1, "text": "“It is late,” Ana Ruiz said.", "published": noon, "words": [5]}
    found = engine.quotes(table([article]), partitions=1)
    assert found.schema.names == SCHEMA.names
    assert found.schema.types == SCHEMA.types
    (row,) = found.to_pylist()
    assert (row["article_id"], row["speaker_name"]) == ("1", "Ana Ruiz")
    assert row["article_published"].startswith("2024-05-14")


def test_an_engine_gives_rejected_words_if_asked_for(engine: Spark | Ray) -> None:
    film = table([{"id": "film", "text": "The film “The Night Shift” opened on Monday."}])
    assert engine.quotes(film, partitions=1).num_rows == 0
    (row,) = engine.quotes(film, partitions=1, rejected=True).to_pylist()
    assert (row["kind"], row["text"]) == (None, "The Night Shift")
    assert row["rejected"]


def test_an_engine_gives_up_an_article_beyond_a_limit_and_reads_the_others(
    engine: Spark | Ray,
) -> None:
    given = table(
        [
            {"id": "a", "text": "“It is late,” Ana Ruiz said."},
            {"id": "endless", "text": "Nobody spoke on Monday. " * 80_000},
            {"id": "b", "text": "“It is early,” Tomas Berg said."},
            {"id": "too long", "text": "word " * 500_000},
        ]
    )
    limits = {"max_characters": 2_000_000, "max_seconds": 3}
    found = engine.quotes(given, partitions=1, **limits).to_pylist()
    speakers = {row["article_id"]: row["speaker_name"] for row in found if row["error"] is None}
    assert speakers == {"a": "Ana Ruiz", "b": "Tomas Berg"}
    errors = {row["article_id"]: row["error"] for row in found if row["error"] is not None}
    assert sorted(errors) == ["endless", "too long"]
    assert errors["endless"] == "reading this article took longer than the limit of 3 seconds"
    assert "more than the limit of 2000000" in errors["too long"]


def test_an_engine_says_which_column_is_missing(engine: Spark | Ray) -> None:
    with pytest.raises(engine.failure, match="no column 'text'; the columns are id, body"):
        engine.quotes(table([{"id": "a", "body": "…"}]))


def test_two_workers_read_and_each_loads_the_model_once(
    engine: Spark | Ray, articles: list[dict[str, Any]]
) -> None:
    extractor = Extractor()

    def loads(articles: pa.Table) -> pa.Table:
        from quotex.pipeline import _load

        if articles.num_rows:
            extractor(articles)
        time.sleep(3)  # or one worker has read all before the other has begun
        row = {"worker": os.getpid(), "loads": _load.cache_info().misses}
        return pa.Table.from_pylist([row])

    found = engine.mapped(loads, table(articles))
    assert {row["loads"] for row in found} == {1}
    assert len({row["worker"] for row in found}) >= WORKERS
    assert os.getpid() not in {row["worker"] for row in found}


@pytest.mark.parametrize(
    ("package", "example"),
    [
        ("pyspark", "quotes_on_spark.py"),
        ("ray", "quotes_on_ray.py"),
        ("duckdb", "quotes_in_duckdb.py"),
        ("dask", "quotes_on_dask.py"),
    ],
)
def test_the_example_of_the_documentation_prints_what_the_page_shows(
    package: str, example: str, tmp_path: Path
) -> None:
    skip_without(package)
    code, output = {name: rest for name, *rest in EXAMPLE.findall(PAGE)}[example]
    (tmp_path / example).write_text(code, encoding="utf-8")
    result = subprocess.run(
        [sys.executable, example], cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=300
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == output.strip()
