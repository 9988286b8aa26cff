"""Say what each trained part of quotex is worth, on gold files.

    python scripts/ablation.py gold.jsonl [more.jsonl ...]

Prints the F1 of the rules alone, and then with one trained part after the other.
"""

from __future__ import annotations

import argparse
from operator import attrgetter
from pathlib import Path

import spacy
from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.tokens import Doc

from measuring import answers
from quotex.annotations import read, write
from quotex.evaluation import Evaluation, evaluate
from quotex.pipeline import STAGES, find_model
from quotex.roles import load_tagger
from quotex.statements import find_statements
from quotex.statements.extents import move_edges
from quotex.statements.linking import link_speakers
from quotex.statements.overlooked import overlooked
from quotex.statements.second_opinion import measure
from quotex.statements.units import Layout

PARTS = ("edges", "overlooked clauses", "choice of mention", "confidence")
"""What is added to the rules, in this order."""
MEASURES = ("verbatim", "verbatim+mention", "verbatim+name", "content50", "content50+mention")
MORE_MEASURES = ("content50+name", "content90", "indirect50", "outlets")


@Language.factory("partial_statements", default_config={"parts": []})
class PartialStatements:
    """The statements with some parts of the second opinion."""

    def __init__(self, nlp: Language, name: str, parts: list[str]) -> None:  # noqa: ARG002
        self.parts = parts

    def __call__(self, doc: Doc) -> Doc:
        """Store the statements of `doc`."""
        quotations, _ = read(doc)
        layout = Layout(doc, quotations)
        statements = find_statements(layout)
        reading = load_tagger().read(doc, quotations, statements)
        if "edges" in self.parts:
            move_edges(layout, reading, statements)
        if "overlooked clauses" in self.parts:
            statements += overlooked(layout, reading, statements)
        statements.sort(key=attrgetter("first_part"))
        if "choice of mention" in self.parts:
            link_speakers(layout, reading, statements)
        measure(layout, reading, statements)
        write(doc, quotations=quotations, statements=statements)
        return doc


def main() -> None:
    """Run each variant over each file and print a table for each file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="+")
    for path in parser.parse_args().gold:
        table = Table("F1", *MEASURES, *MORE_MEASURES, title=path.name)
        for count in range(len(PARTS) + 1):
            parts = list(PARTS[:count])
            scores = score(path, pipeline(parts)).scores
            name = f"and {parts[-1]}" if parts else "rules"
            table.add_row(name, *(f"{scores[m].f1:.1f}" for m in (*MEASURES, *MORE_MEASURES)))
        Console(width=140).print(table)


def pipeline(parts: list[str]) -> Language:
    """quotex with some of its trained parts."""
    nlp = spacy.load(find_model())
    nlp.add_pipe("quotex_paragraphs", before="parser")
    for stage in STAGES:
        if stage == "quotex_statements":
            nlp.add_pipe("partial_statements", config={"parts": parts})
        elif stage != "quotex_confidence" or "confidence" in parts:
            nlp.add_pipe(stage)
    return nlp


def score(path: Path, nlp: Language) -> Evaluation:
    """The figures of a pipeline on a gold file."""
    found = list(answers(path, nlp))
    predicted = [
        {"id": answer.gold.id, "quotes": [record.model_dump() for record in answer.records]}
        for answer in found
    ]
    return evaluate([answer.gold.fields for answer in found], predicted)


if __name__ == "__main__":
    main()
