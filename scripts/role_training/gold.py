"""The articles to learn from, as the network sees them, with the right label of each row."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from quotex.marks import pair_marks
from quotex.roles.decoding import KINDS
from quotex.roles.encoding import ATTRIBUTES, Encoded, Hashes, Ints, encode

__all__ = ["HINTS", "Lesson", "fold_of", "lessons", "read_gold", "vocabularies"]

LEAST_OFTEN = (2, 3, 3, 3)
"""A norm, suffix, prefix or shape that the training articles have less often is unknown."""
HINTS = ("tag", "dependency", "head", "entity")
"""What the network also learns to tell of each word, from the parser, while it is trained."""
NO_NAME_BEHIND = set(".!?\"“'‘`:")

Article = dict[str, Any]
"""A line of a gold file."""


@dataclass(slots=True)
class Lesson:
    """An article to learn from."""

    encoded: Encoded
    labels: Ints
    is_name: NDArray[np.bool_]
    """A capital in the middle of a sentence: most likely a name, not to be learnt by heart."""
    hints: Ints
    """A column for each of `HINTS`, the number of its class; -1 for none."""


def read_gold(path: Path) -> list[Article]:
    """The articles of a gold file, packed by gzip or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def fold_of(article_id: str, folds: int) -> int:
    """Which of so many parts of the articles one belongs to, the same on every machine."""
    return int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % folds


def lessons(articles: Iterable[Article], docs: Iterable[Doc]) -> list[Lesson]:
    """The articles with words, their Docs read off."""
    classes: list[dict[str, int]] = [{} for _ in HINTS]
    found = []
    for article, doc in zip(articles, docs, strict=True):
        encoded = encode(doc, pair_marks(doc.text))
        if len(encoded):
            found.append(
                Lesson(
                    encoded=encoded,
                    labels=labels_of(article, encoded),
                    is_name=_names(doc.text, encoded),
                    hints=_hints(doc, encoded, classes),
                )
            )
    return found


def labels_of(article: Article, encoded: Encoded) -> Ints:
    """The right label of each row; of spans that overlap, the first in the file counts."""
    labels = np.zeros(len(encoded), np.int64)
    for quote in article["quotes"]:
        mention = (quote["speaker"] or {}).get("mention")
        for name, spans in (
            ("content", quote["content"]),
            ("cue", [quote["cue"]]),
            ("source", [mention]),
        ):
            kind = KINDS.index((name, quote["optional"]))
            for span in spans:
                if span is not None:
                    _label(labels, encoded, span, kind)
    return labels


def _label(labels: Ints, encoded: Encoded, span: list[int], kind: int) -> None:
    """Label the rows of a span that are free; it begins anew behind the end of a paragraph."""
    start, end = span
    touched = (encoded.starts < end) & (encoded.ends > start) & (encoded.tokens >= 0)
    rows = np.flatnonzero(touched)
    if not len(rows) or labels[rows].any():
        return
    labels[rows] = 2 + 2 * kind
    labels[rows[np.diff(rows, prepend=-2) > 1]] = 1 + 2 * kind


def _names(text: str, encoded: Encoded) -> NDArray[np.bool_]:
    is_name = np.zeros(len(encoded), bool)
    for first, behind in encoded.paragraphs:
        for row in range(first + 1, behind):
            before = text[encoded.starts[row - 1]]
            is_name[row] = text[encoded.starts[row]].isupper() and before not in NO_NAME_BEHIND
    return is_name


def _hints(doc: Doc, encoded: Encoded, classes: list[dict[str, int]]) -> Ints:
    """The parser's classes by number; new ones are added to `classes`."""
    hints = np.full((len(encoded), len(HINTS)), -1, np.int64)
    for row in np.flatnonzero(encoded.tokens >= 0):
        token = doc[int(encoded.tokens[row])]
        names = (token.tag_, token.dep_, _head(token), token.ent_type_)
        hints[row] = [
            known.setdefault(name, len(known)) for known, name in zip(classes, names, strict=True)
        ]
    return hints


def _head(token: Token) -> str:
    """Where the head of a word stands: its distance if it is near."""
    distance = token.head.i - token.i
    if abs(distance) < 3:
        return str(distance)
    return ("left" if distance < 0 else "right") + (" near" if abs(distance) < 7 else " far")


def vocabularies(found: list[Lesson]) -> list[Hashes]:
    """For each attribute the sorted hashes of the values that are not rare."""
    known = []
    for column, least in zip(range(len(ATTRIBUTES)), LEAST_OFTEN, strict=True):
        everything = np.concatenate([lesson.encoded.hashes[:, column] for lesson in found])
        values, counts = np.unique(everything, return_counts=True)
        known.append(values[counts >= least])
    return known
