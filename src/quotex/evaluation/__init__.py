"""Compare extracted quotes with a gold standard: what was found, missed, or wrong.

Two kinds of unit are counted, each paired one to one with gold, the most alike first:

- quoted spans (`verbatim`): the words inside quotation marks, found if four fifths of the
  characters agree;
- whole quotes (`content50`, `content90`): content of every kind, found if half (nine tenths) of
  the characters agree.

Over the units that were found, `+mention` asks whether the speaker's words in the text are right
and `+name` whether the resolved name is. `kind`, `type`, `cue`, `outlets` and `outlets+role` look
at the whole quotes found by `content50`. What the gold marks as optional is neither asked for nor
counted wrong, and neither is an outlet that is carried over from another quote of the speaker.

Measures that need names are left out if the gold names nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import EvaluationError
from .counting import Tallies, count_document
from .disagreements import disagreements
from .documents import Document, Dumpable, Entry, entry, names_a_speaker, read_entries
from .matching import match
from .results import MEASURES, Disagreement, Evaluation, Score

__all__ = [
    "MEASURES",
    "Disagreement",
    "Evaluation",
    "EvaluationError",
    "Score",
    "evaluate",
    "evaluate_files",
]


def evaluate(
    gold: Iterable[Mapping[str, Any] | Dumpable],
    predicted: Iterable[Mapping[str, Any] | Dumpable],
) -> Evaluation:
    """Score predicted documents against gold documents with the same ids.

    Documents are dictionaries (`id`, `text`, `quotes`) or records such as `quotex.Article`. A
    predicted document may lack its text; one that the gold does not know is ignored.
    Raises `EvaluationError` if a document breaks the format.
    """
    return _evaluate(
        [entry(document, f"gold document {n}") for n, document in enumerate(gold, 1)],
        [entry(document, f"predicted document {n}") for n, document in enumerate(predicted, 1)],
    )


def evaluate_files(gold_path: str | Path, pred_path: str | Path) -> Evaluation:
    """Score a file of predictions against a gold file; both JSON Lines, also compressed (.gz)."""
    return _evaluate(list(read_entries(Path(gold_path))), list(read_entries(Path(pred_path))))


def _evaluate(gold: Sequence[Entry], predicted: Sequence[Entry]) -> Evaluation:
    answers: dict[str | int, Entry] = {}
    for answer in predicted:
        if answer.id in answers:
            raise EvaluationError(f"{answer.where}: this id was predicted before")
        answers[answer.id] = answer
    named = any(map(names_a_speaker, gold))
    tallies = Tallies()
    errors: list[Disagreement] = []
    for wanted in gold:
        document = Document.compare(wanted, answers.get(wanted.id))
        matches = match(document)
        count_document(tallies, document, matches, named=named)
        errors += disagreements(document, matches, named=named)
    return Evaluation(
        documents=len(gold),
        missing=[wanted.id for wanted in gold if wanted.id not in answers],
        scores=tallies.scores(),
        errors=errors,
    )
