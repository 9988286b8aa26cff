"""Print how well quotex does on the fixtures, and raise the floors that it must not fall below.

    python scripts/floors.py                        the figures beside their floors
    python scripts/floors.py --raise                raise the floors to the figures
    python scripts/floors.py --raise --lower cue    the same, and let the floor of "cue" sink

`fixtures/floors.json` holds an F1 per measure, rounded down to a tenth, and a fingerprint of the
articles and gold files that gave it. `tests/test_fixtures.py` fails when a figure is below its
floor, or when the fixtures are not those of the fingerprint.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

import quotex
from quotex.evaluation import MEASURES, Evaluation, evaluate

FIXTURES = Path(__file__).parents[1] / "fixtures"
FLOORS = FIXTURES / "floors.json"
RENEW = "python scripts/floors.py --raise"

Figures = dict[str, float]


@dataclass(frozen=True)
class Floors:
    """The floor of each measure, and the fixtures that they were measured on."""

    fingerprint: str
    f1: Figures

    @classmethod
    def read(cls, path: Path) -> Floors:
        """The stored floors; none if there is no file yet."""
        if not path.exists():
            return cls("", {})
        stored = json.loads(path.read_text(encoding="utf-8"))
        return cls(stored["fixtures"], stored["f1"])

    def write(self, path: Path) -> None:
        """Store them."""
        stored = {"fixtures": self.fingerprint, "f1": self.f1}
        path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def main(path: Path = FLOORS) -> int:
    """Run the command on a file of floors; return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--raise", dest="raising", action="store_true", help="write the floors")
    parser.add_argument(
        "--lower",
        action="append",
        default=[],
        choices=MEASURES,
        metavar="MEASURE",
        help="with --raise: let the floor of this measure sink; may be given several times",
    )
    arguments = parser.parse_args()
    if arguments.lower and not arguments.raising:
        parser.error("--lower is for use with --raise")
    floors, figures = Floors.read(path), figures_of(measure())
    print(table(figures, floors.f1))
    if not arguments.raising:
        return 0
    try:
        raised = raise_floors(floors.f1, figures, lower=arguments.lower)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    Floors(fingerprint(), raised).write(path)
    return 0


def names(folder: Path = FIXTURES) -> list[str]:
    """The names of the articles that have gold."""
    return sorted(path.name.removesuffix(".gold.json") for path in folder.glob("*.gold.json"))


def article_text(name: str, folder: Path = FIXTURES) -> str:
    """The article as the library gets it, newlines as they are."""
    return (folder / f"{name}.txt").read_bytes().decode("utf-8")


def gold_document(name: str, folder: Path = FIXTURES) -> dict[str, Any]:
    """The article with its gold, as the evaluation reads it: a span is a pair of offsets."""
    stored = json.loads((folder / f"{name}.gold.json").read_text(encoding="utf-8"))
    return {**_pairs(stored), "text": article_text(name, folder)}


def _pairs(value: Any) -> Any:
    """The same with [start, end] in place of each span."""
    if isinstance(value, list):
        return [_pairs(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"start", "end", "text"}:
        return [value["start"], value["end"]]
    return {key: _pairs(item) for key, item in value.items()}


def measure(nlp: Language | None = None, folder: Path = FIXTURES) -> Evaluation:
    """Run quotex over the articles and compare with their gold."""
    found = names(folder)
    articles = [quotex.Article(id=name, text=article_text(name, folder)) for name in found]
    predicted = list(quotex.extract_many(articles, nlp=nlp))
    return evaluate([gold_document(name, folder) for name in found], predicted)


def figures_of(evaluation: Evaluation) -> Figures:
    """F1 per measure, in percent, rounded down to a tenth."""
    return {name: rounded_down(score) for name, score in evaluation.scores.items()}


def rounded_down(score: Any) -> float:
    """The F1 of a score from its counts, since `f1` itself may be rounded up."""
    counted: int = score.predicted + score.gold
    return math.floor(2000 * score.tp / counted) / 10 if counted else 0.0


def fingerprint(folder: Path = FIXTURES) -> str:
    """A sum over the names and bytes of all articles and gold files."""
    total = hashlib.sha256()
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*.gold.json")]):
        total.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def raise_floors(floors: Figures, figures: Figures, *, lower: list[str]) -> Figures:
    """The new floors: the figures.

    Raises:
        ValueError: if that would lower or lose a floor that is not among `lower`.
    """
    sunk = [*below(floors, figures, lower), *lost(floors, figures, lower)]
    if sunk:
        more = " ".join(f"--lower {line.split(':')[0]}" for line in sunk)
        raise ValueError("\n".join([*sunk, f"No floor was changed. To lower them: {RENEW} {more}"]))
    return dict(figures)


def below(floors: Figures, figures: Figures, lower: list[str]) -> list[str]:
    """A line for each figure below its floor, save for the measures in `lower`."""
    return [
        f"{name}: F1 {figures[name]:.1f} is below the floor of {floor:.1f}"
        for name, floor in floors.items()
        if name in figures and figures[name] < floor and name not in lower
    ]


def lost(floors: Figures, figures: Figures, lower: list[str]) -> list[str]:
    """A line for each floor without a figure, save for the measures in `lower`."""
    return [
        f"{name}: is not measured, its floor is {floor:.1f}"
        for name, floor in floors.items()
        if name not in figures and name not in lower
    ]


def table(figures: Figures, floors: Figures) -> str:
    """The figures and their floors, a measure a line."""
    lines = [f"{'F1 on the fixtures':20}{'figure':>8}{'floor':>8}"]
    for name, figure in figures.items():
        floor = f"{floors[name]:8.1f}" if name in floors else f"{'-':>8}"
        lines.append(f"{name:20}{figure:8.1f}{floor}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
