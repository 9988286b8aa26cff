"""Sort what quotex gets wrong on a gold file into classes, and count them.

    python scripts/errors.py gold.jsonl [--examples 5]

Each miss and each false hit among whole quotes, each wrong mention, name and outlet of the quotes
that were found, is in one class. The largest class comes first: it is the one to work on.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from measuring import Answer, answers
from quotex.evaluation.documents import Document, Quote
from quotex.evaluation.matching import match, match_outlets
from quotex.evaluation.spans import Bounds, likeness, on_target
from quotex.records import Quote as QuoteRecord

LONGEST_EXAMPLE = 100


class Error(NamedTuple):
    """One thing that is wrong: its class, the words concerned, and what was expected and found."""

    group: str
    kind: str
    words: str
    detail: str


def main() -> None:
    """Read the gold, run quotex over it, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--examples", type=int, default=0, help="examples to print of each class")
    arguments = parser.parse_args()
    classes: dict[tuple[str, str], list[Error]] = defaultdict(list)
    for answer in answers(arguments.gold):
        for error in errors_of(answer):
            classes[error.group, error.kind].append(error)
    show(classes, arguments.examples)


def show(classes: dict[tuple[str, str], list[Error]], examples: int) -> None:
    """Print the classes, the largest first, each with some examples."""
    table = Table("Class", "Of", "Count")
    console = Console()
    ordered = sorted(classes.items(), key=lambda item: -len(item[1]))
    for (group, kind), found in ordered:
        table.add_row(group, kind, str(len(found)))
    console.print(table)
    for (group, kind), found in ordered if examples else []:
        console.print(f"\n{group}, {kind}", style="bold", markup=False)
        for error in found[:examples]:
            console.print(f"  {error.words}  [{error.detail}]", markup=False, soft_wrap=True)


def errors_of(answer: Answer) -> Iterator[Error]:
    """The errors of one article."""
    document, records = answer.document, answer.records
    matching = match(document).half
    for position, wanted in enumerate(document.gold):
        if not wanted.optional and position not in matching.found:
            yield Error(
                f"missed: {relation(wanted, document.predicted)}",
                str(wanted.kind),
                words(document, wanted),
                f"cue: {document.words(wanted.cue)}",
            )
    for position in matching.wrong:
        quote, record = document.predicted[position], records[position]
        group = f"false hit: {relation(quote, document.gold)}"
        yield Error(group, record.kind, words(document, quote), record.rule)
    for gold_position, position in matching.pairs:
        wanted = document.gold[gold_position]
        yield from speaker_errors(document, wanted, document.predicted[position], records[position])


def relation(quote: Quote, others: list[Quote]) -> str:
    """How the content of a quote lies to the nearest one on the other side."""
    nearest = max(others, key=lambda other: likeness(quote.content, other.content), default=None)
    if nearest is None or not likeness(quote.content, nearest.content):
        return "nothing there"
    mine, theirs = length(quote.content), length(nearest.content)
    return "part of a longer one" if mine < theirs else "longer than the one there"


def length(spans: list[Bounds]) -> int:
    """The characters in the spans."""
    return sum(span.end - span.start for span in spans)


def speaker_errors(
    document: Document, wanted: Quote, got: Quote, record: QuoteRecord
) -> Iterator[Error]:
    """What is wrong about speaker and outlets of a quote that was found."""
    expected = f"{document.words(wanted.mention)} / {wanted.name}"
    found = f"{document.words(got.mention)} / {got.name}"
    detail = f"expected {expected}, found {found}, {record.rule}"
    if wanted.mention is not None and not on_target(wanted.mention, got.mention):
        group = "mention: none given" if got.mention is None else "mention: another one"
        yield Error(group, record.rule.partition(".")[0], words(document, wanted), detail)
    elif wanted.type is not None and not wanted.is_named_alike(got):
        group = "name: none given" if got.name is None else "name: another one"
        group = "name: given, but not in the text" if wanted.name is None else group
        yield Error(group, wanted.type, words(document, wanted), detail)
    right = {i for i, _ in match_outlets(wanted.outlets, got.outlets, same_role=False)}
    for position, outlet in enumerate(wanted.outlets):
        if position not in right and not outlet.carried:
            yield Error(
                "outlet missed", str(outlet.role), words(document, wanted), str(outlet.name)
            )


def words(document: Document, quote: Quote) -> str:
    """The beginning of a quote, on one line."""
    start, end = quote.content[0].start, quote.content[-1].end
    text = " ".join(document.text[start:end].split())
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE]}…"


if __name__ == "__main__":
    main()
