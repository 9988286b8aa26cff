"""Labels the words of a Doc with their roles: who speaks, by which words, what is said.

Reads the words of a Doc, its quotations and the statements of the rules, writes nothing. Its
weights were trained by `scripts/train_roles.py`.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from quotex.annotations import Quotation, Statement
from quotex.errors import QuotexError
from quotex.roles.decoding import (
    KINDS,
    LABELS,
    Doubles,
    RoleName,
    best_labels,
    marginals,
    spans,
)
from quotex.roles.encoding import HASHED, Encoded, Hashes, Ints, encode, pieces
from quotex.roles.network import Floats, Network, Plan

__all__ = ["Reading", "Role", "RoleTagger", "Subject", "load_tagger"]

Subject = tuple[Doc, list[Quotation], list[Statement]]
"""A Doc, its quotations as `quotex.marks.pair_marks` has them, and the rules' statements."""

FORMAT = 2
"""Of the file of weights; another number means that this version cannot read it."""
BROKEN = "{where} does not hold weights of the role tagger ({reason}): install quotex again, or \
write new weights with scripts/train_roles.py"


@dataclass(frozen=True, slots=True)
class Role:
    """A stretch of text that plays a role in a quote."""

    start: int
    end: int
    name: RoleName
    optional: bool
    """The quote is hardly one: a thought, a wish, an infinitive."""
    score: float
    """How likely its words have this role, between 0 and 1: the mean of their likelihoods."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tagger makes of a Doc."""

    roles: list[Role]
    """In the order of the text; they do not overlap, and none crosses a line."""
    begins: Floats
    """How likely a role begins at each token of the Doc; a column for each of `KINDS`."""
    inside: Floats
    """How likely each token has a role, its first word included. White space has none."""

    def likely(self, name: RoleName, *, optional: bool | None = None) -> Floats:
        """How likely each token has a role of this name, between 0 and 1.

        optional (bool | None): only that of optional quotes, or of others; by default of both.
        """
        return _columns(self.inside, name, optional)

    def starts(self, name: RoleName) -> Floats:
        """How likely a role of this name begins at each token."""
        return _columns(self.begins, name, None)

    def ends(self, name: RoleName) -> Floats:
        """How likely each token is the last one of a role of this name."""
        inside = self.likely(name)
        goes_on = np.append((inside - self.starts(name))[1:], np.zeros(1, np.float32))
        likely: Floats = np.maximum(inside - goes_on, np.float32(0))
        return likely


def _columns(table: Floats, name: RoleName, optional: bool | None) -> Floats:
    wanted = [
        number
        for number, kind in enumerate(KINDS)
        if kind[0] == name and optional in {None, kind[1]}
    ]
    total: Floats = table[:, wanted].sum(axis=1)
    return total


class RoleTagger:
    """The network with its weights. `about` says where they come from."""

    def __init__(
        self, network: Network, *, source_bias: float = 0.0, about: dict[str, Any] | None = None
    ) -> None:
        self.network = network
        self.source_bias = source_bias
        """Added to the scores of labels that begin a source."""
        self.about = about or {}

    def read(self, doc: Doc, quotations: list[Quotation], statements: list[Statement]) -> Reading:
        """The roles in `doc`, and how likely each role is at each of its tokens.

        quotations (list[Quotation]): those of the same text, as `quotex.marks.pair_marks` has them.
        statements (list[Statement]): those that the rules make of it.
        """
        (reading,) = self.read_all([(doc, quotations, statements)])
        return reading

    def read_all(self, subjects: Sequence[Subject]) -> list[Reading]:
        """What `read` makes of each, in order; many together take less time, and more memory."""
        if not subjects:
            return []
        encoded = [encode(*subject) for subject in subjects]
        found = self._decoded(encoded)
        return [
            _reading(doc, rows, labels, likely)
            for (doc, _, _), rows, (labels, likely) in zip(subjects, encoded, found, strict=True)
        ]

    def _decoded(self, encoded: Sequence[Encoded]) -> Iterator[tuple[Ints, Doubles]]:
        """The labels of each one's rows, and how likely each label is."""
        scores = np.concatenate([self._scores(rows) for rows in encoded])
        ends = np.cumsum([len(rows) for rows in encoded])
        paragraphs = np.concatenate(
            [rows.paragraphs + end - len(rows) for rows, end in zip(encoded, ends, strict=True)]
        )
        transitions = self.network.weights["transitions"]
        labels = best_labels(scores, paragraphs, transitions)
        likely = marginals(scores, paragraphs, transitions)
        return zip(np.split(labels, ends[:-1]), np.split(likely, ends[:-1]), strict=True)

    def _scores(self, encoded: Encoded) -> Floats:
        if not len(encoded):
            return np.zeros((0, LABELS), np.float32)
        scores = np.concatenate([self.network.scores(piece) for piece in pieces(encoded)])
        for kind, (name, _) in enumerate(KINDS):
            if name == "source":
                scores[:, 1 + 2 * kind] += np.float32(self.source_bias)
        return scores

    def save(self, path: Path) -> None:
        """Write the weights, as 16-bit numbers, and what is known about them."""
        header = {
            "format": FORMAT,
            "plan": asdict(self.network.plan),
            "source_bias": self.source_bias,
            "about": self.about,
        }
        arrays: dict[str, Any] = {
            name: values.astype(np.float16) for name, values in self.network.weights.items()
        }
        for number, known in enumerate(self.network.vocabularies):
            arrays[f"vocabulary{number}"] = known
        text = json.dumps(header, ensure_ascii=False, sort_keys=True)
        arrays["header"] = np.frombuffer(text.encode(), np.uint8)
        with path.open("wb") as file:
            np.savez_compressed(file, **arrays)

    @classmethod
    def load(cls, path: Path) -> RoleTagger:
        """Read a file that `save` has written.

        Raises:
            QuotexError: if the file is missing or holds anything else.
        """
        try:
            with path.open("rb") as file:
                return _read(file)
        except READING_ERRORS as error:
            raise QuotexError(BROKEN.format(where=path, reason=error)) from error


def _reading(doc: Doc, encoded: Encoded, labels: Ints, likely: Doubles) -> Reading:
    begins = np.zeros((len(doc), len(KINDS)), np.float32)
    inside = np.zeros((len(doc), len(KINDS)), np.float32)
    words = encoded.tokens >= 0
    with_role = likely[:, 1::2] + likely[:, 2::2]
    begins[encoded.tokens[words]] = likely[words, 1::2]
    inside[encoded.tokens[words]] = with_role[words]
    return Reading(list(_roles(encoded, labels, with_role)), begins, inside)


def _roles(encoded: Encoded, labels: Ints, with_role: Doubles) -> Iterator[Role]:
    totals = np.cumsum(with_role, axis=0)
    for first, behind, kind in spans(labels):
        before = totals[first - 1, kind] if first else 0.0
        name, optional = KINDS[kind]
        yield Role(
            start=int(encoded.starts[first]),
            end=int(encoded.ends[behind - 1]),
            name=name,
            optional=optional,
            score=round(float(totals[behind - 1, kind] - before) / (behind - first), 3),
        )


READING_ERRORS = (
    AttributeError,
    EOFError,
    KeyError,
    OSError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


def _read(file: IO[bytes]) -> RoleTagger:
    with np.load(file, allow_pickle=False) as arrays:
        header = json.loads(arrays["header"].tobytes())
        if header["format"] != FORMAT:
            raise ValueError(f"format {header['format']}, not {FORMAT}")
        vocabularies = [_hashes(arrays[f"vocabulary{k}"]) for k in range(len(HASHED))]
        plan = _plan(**header["plan"])
        if plan.labels != LABELS:
            raise ValueError(f"{plan.labels} labels, not {LABELS}")
        weights = {
            name: _checked(name, arrays[name], shape)
            for name, shape in plan.shapes(vocabularies).items()
        }
    network = Network(plan, vocabularies, weights)
    return RoleTagger(network, source_bias=header["source_bias"], about=header["about"])


def _plan(*, width: int, distances: list[int], embedded: list[int], labels: int) -> Plan:
    return Plan(width, tuple(distances), tuple(embedded), labels)


def _hashes(values: NDArray[Any]) -> Hashes:
    if values.dtype != np.uint64 or values.ndim != 1 or (values[1:] <= values[:-1]).any():
        raise ValueError("a vocabulary is not sorted hashes")
    return values


def _checked(name: str, values: NDArray[Any], shape: tuple[int, ...]) -> Floats:
    if values.shape != shape:
        raise ValueError(f"{name} has the shape {values.shape}, not {shape}")
    numbers = values.astype(np.float32)
    if not np.isfinite(numbers).all():
        raise ValueError(f"{name} has values that are no numbers")
    return numbers


@cache
def load_tagger() -> RoleTagger:
    """The tagger that comes with quotex; read once.

    Raises:
        QuotexError: if its weights are missing or broken.
    """
    file = resources.files("quotex") / "data" / "en" / "roles.npz"
    try:
        with file.open("rb") as stream:
            return _read(stream)
    except READING_ERRORS as error:
        raise QuotexError(BROKEN.format(where=file, reason=error)) from error
