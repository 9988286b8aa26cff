"""What the role tagger sees of a Doc.

The words of the Doc in rows, with a blank row behind each paragraph. Of a word the network sees
its form, what tagger, parser and NER say of it, where it stands in its sentence and to the
quotation marks, and which part it plays in a statement that the rules have made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc

from quotex.annotations import QUOTATION_MARK, Offsets, Quotation, Statement
from quotex.paragraphs import paragraphs
from quotex.texts import text_of

__all__ = ["HASHED", "PLACES", "STATES", "Encoded", "Hashes", "Ints", "encode", "pieces"]

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

ATTRIBUTES = ("NORM", "SUFFIX", "PREFIX", "SHAPE", "TAG", "DEP", "ENT_TYPE")
"""Of spaCy's tokens."""
HASHED = (*ATTRIBUTES, "HEAD", "RULE_CONTENT", "RULE_CLAUSE")
"""What is known of a word by hashes: also where its head stands, and whether it is the content of
a statement of the rules, or its cue or mention."""
ROWS_TOGETHER = 20_000
"""What the network needs for so many has room in some 80 MB."""
HEAD_DISTANCES = (1, 2, 3, 5, 9, 16)
"""Where the classes of distances to the head begin, in words."""

OUTSIDE, FIRST_OF_PARAGRAPH = 0, 1
OPENING_MARK, INSIDE, CLOSING_MARK = 2, 3, 4
"""Of the shortest quotations; three more for each class of longer ones."""
QUOTED_LENGTHS = (3, 9)
"""Upper limits of the length classes of quotations, in words."""
UNCLOSED = len(QUOTED_LENGTHS) + 1
"""The class of a part of a quotation with no mark behind it."""
BETWEEN_PARAGRAPHS = 2 + 3 * (UNCLOSED + 1)
STATES = BETWEEN_PARAGRAPHS + 1

DISTANCES = (1, 2, 3, 6, 11, 21, 36)
"""Where the classes of distances to the edges of the sentence begin, in words."""
PLACES = (len(DISTANCES) + 1) ** 2 + 1
"""Pairs of classes: to the first word and to the last; and one for the blank rows."""

ANY_MARK = get_string_id('"')
ENDINGS = np.array([get_string_id(character) for character in ".!?…"], np.uint64)
CLOSERS = set("”’\"')]")
OPENERS = set("“‘\"'([—`")


@dataclass(slots=True)
class Encoded:
    """The rows that a Doc gives the network."""

    hashes: Hashes
    """A column for each of `HASHED`; 0 in blank rows."""
    states: Ints
    """Where each row stands to quotation marks, below `STATES`."""
    places: Ints
    """Where each row stands in its sentence, below `PLACES`."""
    tokens: Ints
    """The token's number in the Doc; -1 in blank rows."""
    starts: Ints
    ends: Ints
    """Offsets in characters; -1 in blank rows."""
    sentences: Ints
    """The first row of each sentence; a blank row is a sentence of its own."""
    paragraphs: Ints
    """The first row and the blank row of each paragraph, in two columns."""

    def __len__(self) -> int:
        return len(self.states)


@dataclass(slots=True)
class Words:
    """The tokens of a Doc that are not white space."""

    table: Hashes
    tokens: Ints
    starts: Ints
    ends: Ints
    paragraphs: Ints
    """The number of each word's paragraph, from 0."""


def pieces(encoded: Encoded) -> Iterator[Encoded]:
    """The rows in pieces that have room in the memory, cut between paragraphs.

    Those of a text shorter than `ROWS_TOGETHER` are one piece.
    """
    edges = [0]
    for behind in (encoded.paragraphs[:, 1] + 1).tolist():
        if behind - edges[-1] >= ROWS_TOGETHER or behind == len(encoded):
            edges.append(behind)
    for start, end in pairwise(edges):
        first = encoded.paragraphs[:, 0]
        yield Encoded(
            hashes=encoded.hashes[start:end],
            states=encoded.states[start:end],
            places=encoded.places[start:end],
            tokens=encoded.tokens[start:end],
            starts=encoded.starts[start:end],
            ends=encoded.ends[start:end],
            sentences=within(encoded.sentences, encoded.sentences, start, end),
            paragraphs=within(encoded.paragraphs, first, start, end),
        )


def within(rows: Ints, first: Ints, start: int, end: int) -> Ints:
    """Those of `rows` whose first one lies in a piece, counted from its start."""
    found: Ints = rows[(first >= start) & (first < end)] - start
    return found


def encode(doc: Doc, quotations: list[Quotation], statements: list[Statement]) -> Encoded:
    """The rows of `doc`; without words there are none.

    statements (list[Statement]): those that the rules make of it.
    """
    text = text_of(doc)
    words = _words(doc, text, statements)
    n = len(words.tokens)
    rows = np.arange(n) + words.paragraphs
    first = np.flatnonzero(np.diff(words.paragraphs, prepend=-1))
    count = len(first)
    bounds = np.stack([first, np.append(first[1:], n)[:count]], axis=1) + np.arange(count)[:, None]
    states, is_mark = _states(text, words, first, quotations)
    words.table[is_mark, 0] = ANY_MARK
    opens = _sentence_starts(text, words)
    return Encoded(
        hashes=_spread(words.table, rows, n + count, 0),
        states=_spread(states, rows, n + count, BETWEEN_PARAGRAPHS),
        places=_spread(_places(opens, n), rows, n + count, PLACES - 1),
        tokens=_spread(words.tokens, rows, n + count, -1),
        starts=_spread(words.starts, rows, n + count, -1),
        ends=_spread(words.ends, rows, n + count, -1),
        sentences=np.sort(np.concatenate([rows[opens], bounds[:, 1]])),
        paragraphs=bounds,
    )


def _words(doc: Doc, text: str, statements: list[Statement]) -> Words:
    columns: list[int | str] = [*ATTRIBUTES, "HEAD", "IDX", "LENGTH", "IS_SPACE"]
    table = np.asarray(doc.to_array(columns), np.uint64).reshape(len(doc), len(columns))
    tokens = np.flatnonzero(table[:, -1] == 0)
    starts = table[:, -3].astype(np.int64)
    hashed = np.column_stack(
        [
            table[:, : len(ATTRIBUTES)],
            _head_classes(table[:, len(ATTRIBUTES)].astype(np.int64)),
            *_rule_columns(starts, statements),
        ]
    )
    lines = np.array([start for start, _ in paragraphs(text)], np.int64)
    _, numbers = np.unique(
        np.searchsorted(lines, starts[tokens], side="right"), return_inverse=True
    )
    return Words(
        table=hashed[tokens],
        tokens=tokens,
        starts=starts[tokens],
        ends=starts[tokens] + table[tokens, -2].astype(np.int64),
        paragraphs=numbers,
    )


def _head_classes(offsets: Ints) -> Hashes:
    """For each token the class of where its head stands: never 0, which is for unknown things."""
    classes = np.searchsorted(HEAD_DISTANCES, np.abs(offsets), side="right")
    found: Hashes = (np.sign(offsets) * classes + len(HEAD_DISTANCES) + 1).astype(np.uint64)
    return found


def _rule_columns(starts: Ints, statements: list[Statement]) -> tuple[Hashes, Hashes]:
    """For each token the part that it plays in a statement, and in whose reporting clause."""
    content = np.zeros(len(starts), np.uint64)
    clause = np.zeros(len(starts), np.uint64)
    for statement in statements:
        for span in statement.content:
            _enter(content, starts, span, f"content {statement.found_by} {statement.kind}")
        for name, beside in (("cue", statement.cue), ("mention", statement.mention)):
            if beside is not None:
                _enter(clause, starts, beside, f"{name} {statement.found_by} {statement.kind}")
    return content, clause


def _enter(column: Hashes, starts: Ints, span: Offsets, name: str) -> None:
    """Write into the tokens of a span what it is; its first token says that it begins."""
    first, behind = starts.searchsorted(span)
    first = min(first, len(starts) - 1)
    column[first] = get_string_id(f"begins {name}")
    column[first + 1 : behind] = get_string_id(name)


def _spread(values: NDArray[Any], rows: Ints, length: int, blank: int) -> NDArray[Any]:
    """The words' values in their rows, and `blank` in the blank ones."""
    out = np.full((length, *values.shape[1:]), blank, values.dtype)
    out[rows] = values
    return out


def _states(
    text: str, words: Words, first: Ints, quotations: list[Quotation]
) -> tuple[Ints, NDArray[np.bool_]]:
    """The state of each word, and which words are nothing but a quotation mark."""
    states = np.full(len(words.tokens), OUTSIDE, np.int64)
    states[first] = FIRST_OF_PARAGRAPH
    is_mark = np.zeros(len(words.tokens), bool)
    for quotation in quotations:
        for part in quotation.parts:
            is_last = part == quotation.parts[-1]
            mark = QUOTATION_MARK.match(text, part[1]) if quotation.closed and is_last else None
            closing = mark.end() if mark else part[1]
            edges = (max(part[0] - len(quotation.mark), 0), *part, closing)
            opening, start, end, behind = words.starts.searchsorted(edges)
            size = _length_class(int(end - start)) if mark else UNCLOSED
            states[opening:start] = OPENING_MARK + 3 * size
            states[start:end] = INSIDE + 3 * size
            states[end:behind] = CLOSING_MARK + 3 * size
            is_mark[opening:start] = words.ends[opening:start] <= part[0]
            is_mark[end:behind] = words.ends[end:behind] <= closing
    return states, is_mark


def _length_class(length: int) -> int:
    return sum(length > limit for limit in QUOTED_LENGTHS)


def _sentence_starts(text: str, words: Words) -> Ints:
    """The first word of each sentence.

    It begins a paragraph, or stands behind . ! ? or … and closing marks, and has a capital, a
    digit or an opening mark.
    """
    opens = np.diff(words.paragraphs, prepend=-1) > 0
    for i in np.flatnonzero(np.isin(words.table[:, 2], ENDINGS)):
        k = _behind_closers(text, words, int(i) + 1)
        if k < len(opens) and not opens[k]:
            letter = text[words.starts[k]]
            opens[k] = letter.isupper() or letter.isdigit() or letter in OPENERS
    return np.flatnonzero(opens)


def _behind_closers(text: str, words: Words, k: int) -> int:
    """The first word from the k-th on that is no closing mark attached to the one before it."""
    while (
        k < len(words.starts)
        and text[words.starts[k]] in CLOSERS
        and words.starts[k] == words.ends[k - 1]
    ):
        k += 1
    return k


def _places(opens: Ints, n: int) -> Ints:
    """For each word the class of its distance to both ends of its sentence."""
    lengths = np.diff(np.append(opens, n))
    before = np.arange(n) - np.repeat(opens, lengths)
    behind = np.repeat(lengths, lengths) - 1 - before
    classes = len(DISTANCES) + 1
    found: Ints = np.searchsorted(DISTANCES, before, side="right") * classes
    return found + np.searchsorted(DISTANCES, behind, side="right")
