"""The fixtures and the quality gate: how much of the gold must be found, measure by measure.

The floors stand in `fixtures/floors.json`; `scripts/floors.py` prints the figures and raises them.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from spacy.language import Language

import quotex
from quotex.evaluation import MEASURES, Score, evaluate

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"


def script(name: str) -> ModuleType:
    """A script of the project as a module."""
    spec = importlib.util.spec_from_file_location(f"scripts_{name}", ROOT / f"scripts/{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


annotate, floors = script("annotate"), script("floors")
NAMES: list[str] = floors.names()


@pytest.fixture(scope="module")
def figures(nlp: Language) -> dict[str, float]:
    """F1 per measure that quotex reaches on the fixtures."""
    found: dict[str, float] = floors.figures_of(floors.measure(nlp))
    return found


@pytest.mark.model
@pytest.mark.parametrize("measure", MEASURES)
def test_as_much_is_right_as_the_floor_asks(measure: str, figures: dict[str, float]) -> None:
    floor = floors.Floors.read(floors.FLOORS).f1[measure]
    assert figures[measure] >= floor, (
        f"{measure}: F1 on the fixtures is {figures[measure]:.1f}, below its floor of {floor:.1f}. "
        "`quotex evaluate` lists the differences; if this is the price of something better, "
        f"`{floors.RENEW} --lower {measure}` lowers the floor."
    )


@pytest.mark.model
def test_no_words_are_reported_twice(nlp: Language) -> None:
    lines = (FIXTURES / "corpora/written-dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    for article in quotex.extract_many(texts, nlp=nlp):
        parts = sorted((s.start, s.end) for quote in article.quotes for s in quote.content)
        for (_, end), (start, _) in pairwise(parts):
            assert end <= start, f"twice in a quote: {article.text[start:end]!r}"


def test_each_measure_has_a_floor() -> None:
    assert list(floors.Floors.read(floors.FLOORS).f1) == list(MEASURES)


def test_the_floors_were_measured_on_these_articles() -> None:
    assert floors.fingerprint() == floors.Floors.read(floors.FLOORS).fingerprint, (
        "Articles or gold files in fixtures/ have changed since the floors were measured. "
        f"If that was meant, `{floors.RENEW}` measures them again; a floor that would sink has "
        "to be named with --lower."
    )


# The articles


def test_there_are_enough_articles_and_each_has_its_gold() -> None:
    assert len(NAMES) >= 15
    assert sorted(path.stem for path in FIXTURES.glob("*.txt")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_gold_and_article_agree(name: str) -> None:
    assert annotate.process(FIXTURES / f"{name}.gold.json", check_only=True) == []


def test_the_articles_together_hold_every_kind_of_quote_speaker_and_credit() -> None:
    quotes = [quote for name in NAMES for quote in floors.gold_document(name)["quotes"]]
    assert {quote["kind"] for quote in quotes} == set(annotate.KINDS)
    assert {quote["speaker"]["type"] for quote in quotes} >= {"person", "organization", "document"}
    outlets = [credit for quote in quotes for credit in quote["outlets"]]
    assert {credit["role"] for credit in outlets} == set(annotate.ROLES)
    assert {quote["optional"] for quote in quotes} == {True, False}


@pytest.mark.parametrize("name", NAMES)
def test_each_article_is_described_in_the_readme(name: str) -> None:
    assert f"| `{name}` |" in (FIXTURES / "README.md").read_text(encoding="utf-8")


def test_gold_compared_with_itself_is_all_right() -> None:
    gold = [floors.gold_document(name) for name in NAMES]
    scores = evaluate(gold, gold).scores
    assert {measure: score.f1 for measure, score in scores.items()} == dict.fromkeys(
        MEASURES, 100.0
    )


# What the gate notices


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the fixtures, to be changed."""
    return Path(shutil.copytree(FIXTURES, tmp_path / "fixtures"))


@pytest.mark.parametrize("changed", [f"{NAMES[0]}.txt", f"{NAMES[-1]}.gold.json"])
def test_a_changed_article_or_gold_file_is_noticed(changed: str, copy: Path) -> None:
    path = copy / changed
    path.write_bytes(path.read_bytes() + b"\n")
    assert floors.fingerprint(copy) != floors.fingerprint()


def test_a_new_lost_or_renamed_article_is_noticed(copy: Path) -> None:
    seen = {floors.fingerprint(copy)}
    (copy / "new.txt").write_text("It rained.\n", encoding="utf-8")
    seen.add(floors.fingerprint(copy))
    (copy / "new.txt").rename(copy / "newer.txt")
    seen.add(floors.fingerprint(copy))
    for name in ("newer.txt", f"{NAMES[0]}.txt", f"{NAMES[0]}.gold.json"):
        (copy / name).unlink()
    seen.add(floors.fingerprint(copy))
    assert len(seen) == 4


def test_new_floors_or_a_new_readme_are_no_change_of_the_articles(copy: Path) -> None:
    for name in ("floors.json", "README.md"):
        (copy / name).write_text("{}", encoding="utf-8")
    assert floors.fingerprint(copy) == floors.fingerprint()


@pytest.mark.parametrize(
    ("tp", "predicted", "gold", "figure"),
    [(2, 3, 3, 66.6), (1, 1, 1, 100.0), (0, 3, 0, 0.0), (0, 0, 0, 0.0), (9, 10, 10, 90.0)],
)
def test_figures_are_rounded_down(tp: int, predicted: int, gold: int, figure: float) -> None:
    score = Score.from_counts(tp=tp, predicted=predicted, gold=gold)
    assert floors.rounded_down(score) == figure


def test_better_figures_raise_the_floors() -> None:
    raised = floors.raise_floors({"cue": 80.0}, {"cue": 80.5, "kind": 90.0}, lower=[])
    assert raised == {"cue": 80.5, "kind": 90.0}


def test_a_floor_that_would_sink_keeps_all_as_they_are_and_is_named() -> None:
    with pytest.raises(ValueError) as caught:
        floors.raise_floors({"cue": 80.0, "kind": 90.0}, {"cue": 79.9, "kind": 95.0}, lower=[])
    message = str(caught.value)
    assert "cue: F1 79.9 is below the floor of 80.0" in message
    assert "--lower cue" in message
    assert "kind" not in message


def test_a_floor_sinks_only_if_its_measure_is_named() -> None:
    old, new = {"cue": 80.0, "kind": 90.0}, {"cue": 70.0, "kind": 85.0}
    assert floors.raise_floors(old, new, lower=["cue", "kind"]) == new
    with pytest.raises(ValueError, match=r"kind: F1 85\.0"):
        floors.raise_floors(old, new, lower=["cue"])


def test_a_measure_that_is_no_longer_taken_is_noticed() -> None:
    with pytest.raises(ValueError, match="cue: is not measured"):
        floors.raise_floors({"cue": 80.0}, {"kind": 90.0}, lower=[])


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., tuple[int, Any]]:
    """Run the script with a figure of our own, on a file of our own where its floor is 80."""
    path = tmp_path / "floors.json"
    floors.Floors("old", {"cue": 80.0}).write(path)
    monkeypatch.setattr(floors, "measure", dict)

    def run_with(cue: float, *arguments: str) -> tuple[int, Any]:
        monkeypatch.setattr(floors, "figures_of", lambda _: {"cue": cue})
        monkeypatch.setattr(sys, "argv", ["floors.py", *arguments])
        return floors.main(path), floors.Floors.read(path)

    return run_with


def test_the_script_prints_figures_and_changes_nothing_unless_asked(
    run: Callable[..., tuple[int, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(85.0) == (0, floors.Floors("old", {"cue": 80.0}))
    assert capsys.readouterr().out.splitlines()[-1].split() == ["cue", "85.0", "80.0"]


def test_the_script_raises_floors_and_renews_the_fingerprint(
    run: Callable[..., tuple[int, Any]],
) -> None:
    assert run(85.0, "--raise") == (0, floors.Floors(floors.fingerprint(), {"cue": 85.0}))


def test_the_script_refuses_to_lower_a_floor_unless_it_is_named(
    run: Callable[..., tuple[int, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(70.0, "--raise") == (1, floors.Floors("old", {"cue": 80.0}))
    assert "cue: F1 70.0 is below the floor of 80.0" in capsys.readouterr().err
    assert run(70.0, "--raise", "--lower", "cue")[1].f1 == {"cue": 70.0}


@pytest.mark.parametrize("wrong", [["--lower", "cue"], ["--raise", "--lower", "speed"]])
def test_the_script_refuses_what_makes_no_sense(
    wrong: list[str], run: Callable[..., tuple[int, Any]]
) -> None:
    with pytest.raises(SystemExit) as caught:
        run(85.0, *wrong)
    assert caught.value.code == 2
