"""The attributes of a Doc's tokens as tables: a row a token, a column an attribute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

__all__ = ["Hashes", "Ints", "alike", "columns", "token_in", "write_columns"]

Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]

GOLDEN_RATIO = np.uint64(0x9E3779B97F4A7C15)
"""As the multiplier of Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4)."""


def columns(doc: Doc, names: Sequence[str]) -> Hashes:
    """What `Doc.to_array` gives, for one name too in columns.

    names (Sequence[str]): names of attributes, such as "TAG".
    """
    table = np.asarray(doc.to_array(list(names)), np.uint64)
    return table.reshape(len(doc), len(names))


def write_columns(doc: Doc, names: Sequence[str], table: Hashes) -> None:
    """Set attributes of all tokens."""
    doc.from_array(list(names), cast(Any, table))


def alike(table: Hashes) -> tuple[Hashes, Ints, Ints]:
    """The different rows of a table of hashes.

    Returns a hash of each, where each first comes, and which of them each row of the table is.
    """
    odd = np.arange(1, 2 * table.shape[1], 2, dtype=np.uint64) * GOLDEN_RATIO
    return np.unique(table @ odd, return_index=True, return_inverse=True)


def token_in(docs: Sequence[Doc], ends: Ints, row: int) -> Token:
    """The token in a row of the tables of some Docs, one below the other; `ends` are theirs."""
    number = int(np.searchsorted(ends, row, side="right"))
    doc = docs[number]
    return doc[row - int(ends[number]) + len(doc)]
