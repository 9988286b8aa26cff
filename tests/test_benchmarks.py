"""Every benchmark runs and shows its figures. How large they are is no matter of the tests."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TWO_ARTICLES = ["--texts", "fixtures/wire-talks.txt", "--texts", "fixtures/press-release.txt"]

COMMANDS = {
    "speed": [*TWO_ARTICLES, "--rounds", "1", "--pass-seconds", "0"],
    "memory": [*TWO_ARTICLES, "--articles", "20"],
    "growth": [*TWO_ARTICLES, "--smallest", "1", "--largest", "2"],
    "startup": ["--rounds", "1"],
    "stages": [*TWO_ARTICLES, "--rounds", "30"],
}
ROWS = {
    "speed": ["(a) tokenising", "(b) nlp.pipe, default batches", "(c) quotex"],
    "memory": ["1", "10", "20"],
    "growth": ["articles", "straight marks", "names that speak", "no spaces"],
    "startup": ["import quotex", "quotex --help", "first quote", "load the model"],
    "stages": [
        "quotex.statements",
        "quotex.speakers",
        "spaCy: parser",
        "spaCy: ner",
    ],
}


@cache
def benchmark(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What a command of the benchmarks prints."""
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


@pytest.mark.model
@pytest.mark.parametrize("command", COMMANDS)
def test_each_benchmark_shows_a_figure_for_all_that_it_measures(command: str) -> None:
    result = benchmark(command, *COMMANDS[command], "--markdown")
    assert result.returncode == 0, result.stderr
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in result.stdout.splitlines()
        if line.startswith("|")
    ]
    figures = {name: re.match(r"[\d.,]+", figure) for name, figure, *_ in rows}
    assert [name for name in ROWS[command] if not figures.get(name)] == []
    assert f"Python {sys.version_info.major}" in result.stdout


@pytest.mark.model
def test_starting_up_is_measured_with_and_without_spacy() -> None:
    shown = benchmark("startup", *COMMANDS["startup"], "--markdown").stdout
    assert re.search(r"^\| import spacy .* yes \|$", shown, re.MULTILINE)
    assert re.search(r"^\| import quotex +\|.* no \|$", shown, re.MULTILINE)
    assert re.search(r"^\| quotex --help .* no \|$", shown, re.MULTILINE)


def test_who_has_no_such_articles_is_told_how_to_name_others() -> None:
    result = benchmark("stages", "--texts", "nowhere.jsonl")
    assert result.returncode == 2
    assert "nowhere.jsonl: there is no such file or folder" in result.stderr
    assert "--texts" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_row_that_growth_does_not_have_is_told_apart() -> None:
    result = benchmark("growth", *TWO_ARTICLES, "--only", "nonsense")
    assert result.returncode == 2
    assert "nonsense" in result.stderr
    assert "articles" in result.stderr
