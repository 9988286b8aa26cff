"""Say how far the confidence of quotes can be trusted, on gold files with names.

    python scripts/reliability.py gold.jsonl [more.jsonl ...]

Prints, for each tenth of confidence, how many quotes there are and how many of them are right,
speaker included; then which confidence to ask for (`min_confidence`) to have 98 of 100 right, and
how much is still found. A quote is right if half of its content and the speaker's name are.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console
from rich.table import Table

from measuring import answers
from quotex.evaluation.matching import match

PRECISION = 0.98
"""What the precision mode promises."""

Judged = tuple[float, bool]
"""The confidence of a quote, and whether it is right."""


def main() -> None:
    """Read the gold files, judge the quotes, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="+")
    console = Console()
    for path in parser.parse_args().gold:
        judged, wanted = judge(path)
        console.print(tenths(path.name, judged))
        console.print(precision_mode(judged, wanted), markup=False)


def judge(path: Path) -> tuple[list[Judged], int]:
    """Each quote that counts, and how many quotes the gold asks for."""
    judged: list[Judged] = []
    wanted = 0
    for answer in answers(path):
        document = answer.document
        wanted += len(document.asked)
        matching = match(document).half
        for position in matching.counted:
            partner = matching.partners.get(position)
            right = partner is not None and document.gold[partner].is_named_alike(
                document.predicted[position]
            )
            judged.append((answer.records[position].confidence, right))
    return judged, wanted


def tenths(title: str, judged: list[Judged]) -> Table:
    """How many quotes of each tenth are right."""
    table = Table("Confidence", "Quotes", "Right", title=title)
    for tenth in range(10):
        inside = [right for confidence, right in judged if tenth == min(int(confidence * 10), 9)]
        share = f"{100 * sum(inside) / len(inside):.0f} %" if inside else ""
        table.add_row(f"{tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}", str(len(inside)), share)
    return table


def precision_mode(judged: list[Judged], wanted: int) -> str:
    """The lowest confidence from which on enough quotes are right, and what is found with it."""
    best: tuple[float, int, int] | None = None
    right = 0
    ordered = sorted(judged, reverse=True)
    for kept, (confidence, is_right) in enumerate(ordered, start=1):
        right += is_right
        if right >= PRECISION * kept:
            best = (confidence, kept, right)
    if best is None:
        return f"no confidence gives a precision of {PRECISION:.0%}"
    confidence, kept, right = best
    return (
        f"min_confidence {confidence:.3f}: {right} of {kept} right, "
        f"{100 * right / wanted:.1f} % of the {wanted} quotes in the gold"
    )


if __name__ == "__main__":
    main()
