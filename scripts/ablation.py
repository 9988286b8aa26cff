"""Say what each trained part of quotex is worth, on gold files.

    python scripts/ablation.py gold.jsonl [more.jsonl ...]

Prints the F1 of the rules alone, with the confidence model that drops unlikely quotes, and with the
role tagger that finds what the rules overlook.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
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
from quotex.statements import find_statements

VARIANTS = {
    "rules": (False, False),
    "and confidence": (False, True),
    "and role tagger": (True, True),
}
"""Whether the role tagger is used, and whether the confidence model is."""
MEASURES = ("verbatim", "verbatim+mention", "verbatim+name", "content50", "content50+mention")
MORE_MEASURES = ("content50+name", "content90", "indirect50", "outlets")


@Language.component("rule_statements")
def rule_statements(doc: Doc) -> Doc:
    """The statements that the rules find without the role tagger."""
    quotations, _ = read(doc)
    statements = find_statements(doc, quotations)
    write(doc, quotations=quotations, statements=statements)
    return doc


def main() -> None:
    """Run each variant over each file and print a table for each file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="+")
    for path in parser.parse_args().gold:
        table = Table("F1", *MEASURES, *MORE_MEASURES, title=path.name)
        for name, (with_tagger, with_confidence) in VARIANTS.items():
            scores = score(path, pipeline(with_tagger, with_confidence)).scores
            table.add_row(name, *(f"{scores[m].f1:.1f}" for m in (*MEASURES, *MORE_MEASURES)))
        Console(width=140).print(table)


def pipeline(with_tagger: bool, with_confidence: bool) -> Language:
    """quotex without some of its parts."""
    nlp = spacy.load(find_model())
    nlp.add_pipe("quotex_paragraphs", before="parser")
    for stage in stages(with_tagger, with_confidence):
        nlp.add_pipe(stage)
    return nlp


def stages(with_tagger: bool, with_confidence: bool) -> Iterator[str]:
    """The components of a variant, in order."""
    for stage in STAGES:
        if stage == "quotex_statements" and not with_tagger:
            yield "rule_statements"
        elif stage != "quotex_confidence" or with_confidence:
            yield stage


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
