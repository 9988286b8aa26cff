"""What a comparison gives: scores, and the places where prediction and gold differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

MEASURES = (
    "verbatim",
    "verbatim+mention",
    "verbatim+name",
    "content50",
    "content90",
    "content50+mention",
    "content50+name",
    "indirect50",
    "cue",
    "kind",
    "type",
    "outlets",
    "outlets+role",
)

DocumentId: TypeAlias = str | int
Category: TypeAlias = Literal[
    "missed quoted span",
    "quoted span that is no quote, or wrong bounds",
    "wrong name",
    "wrong mention",
    "missed quote",
    "quote that is none, or wrong extent",
    "missed outlet",
]


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 in percent, and the counts that they come from."""

    precision: float
    recall: float
    f1: float
    tp: int
    predicted: int
    gold: int

    @classmethod
    def from_counts(cls, *, tp: int, predicted: int, gold: int) -> Score:
        """Compute the percentages; nothing predicted or nothing to find gives 0."""
        precision = tp / predicted if predicted else 0.0
        recall = tp / gold if gold else 0.0
        both = precision + recall
        return cls(
            precision=round(100 * precision, 1),
            recall=round(100 * recall, 1),
            f1=round(200 * precision * recall / both, 1) if both else 0.0,
            tp=tp,
            predicted=predicted,
            gold=gold,
        )

    def as_dict(self) -> dict[str, float | int]:
        """The figures under their usual short names."""
        return {
            "P": self.precision,
            "R": self.recall,
            "F1": self.f1,
            "tp": self.tp,
            "pred": self.predicted,
            "gold": self.gold,
        }


@dataclass(frozen=True)
class Disagreement:
    """One place where prediction and gold differ."""

    document: DocumentId
    category: Category
    text: str
    detail: str = ""

    def __str__(self) -> str:
        """One line for a terminal: the four fields, shortened, with tabs between."""
        fields = (str(self.document), self.category, self.text, self.detail)
        return "\t".join(field.replace("\n", " ")[:160] for field in fields)


@dataclass(frozen=True)
class Evaluation:
    """The outcome of a comparison; `scores` has the keys of `MEASURES` that apply."""

    documents: int
    missing: list[DocumentId]
    scores: dict[str, Score]
    errors: list[Disagreement]

    def as_dict(self) -> dict[str, Any]:
        """Everything but the disagreements, as one flat object for JSON."""
        scores = {measure: score.as_dict() for measure, score in self.scores.items()}
        return {"documents": self.documents, "missing": list(self.missing), **scores}

    def table(self) -> str:
        """The scores as text, a measure a line."""
        heading = f"{self.documents} documents"
        if self.missing:
            heading += f", {len(self.missing)} with no prediction: {self.missing[:3]}"
        return "\n".join(
            [heading]
            + [
                f"{measure:18} P {score.precision:5.1f}  R {score.recall:5.1f}  F1 {score.f1:5.1f}"
                f"   ({score.tp} of {score.gold} gold, {score.predicted} predicted)"
                for measure, score in self.scores.items()
            ]
        )
