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
from spacy.tokens import Doc

from quotex.marks import pair_marks
from quotex.roles.decoding import KINDS
from quotex.roles.encoding import HASHED, Encoded, Hashes, Ints, encode
from quotex.statements import find_statements
from quotex.statements.units import Layout

__all__ = ["Lesson", "half_of", "lessons", "read_gold", "vocabularies"]

LEAST_OFTEN = {"NORM": 2, "RULE_CONTENT": 10, "RULE_CLAUSE": 10}
"""What the training articles have less often is unknown to the network."""
LEAST_OFTEN_ELSE = 3
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


def read_gold(path: Path) -> list[Article]:
    """The articles of a gold file, packed by gzip or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def half_of(article_id: str) -> int:
    """Which half of the articles one belongs to, 0 or 1, the same on every machine."""
    return int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 2


def lessons(articles: Iterable[Article], docs: Iterable[Doc]) -> list[Lesson]:
    """The articles with words, their Docs read off."""
    found = []
    for article, doc in zip(articles, docs, strict=True):
        quotations = pair_marks(doc.text)
        encoded = encode(doc, quotations, find_statements(Layout(doc, quotations)))
        if len(encoded):
            labels = labels_of(article, encoded)
            found.append(Lesson(encoded, labels, _names(doc.text, encoded)))
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


def vocabularies(found: list[Lesson]) -> list[Hashes]:
    """For each hashed column the sorted hashes of the values that are not rare."""
    known = []
    for column, name in enumerate(HASHED):
        everything = np.concatenate([lesson.encoded.hashes[:, column] for lesson in found])
        values, counts = np.unique(everything, return_counts=True)
        known.append(values[counts >= LEAST_OFTEN.get(name, LEAST_OFTEN_ELSE)])
    return known
