"""The attributes of a Doc's tokens as tables: a row a token, a column an attribute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

__all__ = ["Hashes", "columns", "write_columns"]

Hashes = NDArray[np.uint64]


def columns(doc: Doc, names: Sequence[str]) -> Hashes:
    """What `Doc.to_array` gives, for one name too in columns.

    names (Sequence[str]): names of attributes, such as "TAG".
    """
    table = np.asarray(doc.to_array(list(names)), np.uint64)
    return table.reshape(len(doc), len(names))


def write_columns(doc: Doc, names: Sequence[str], table: Hashes) -> None:
    """Set attributes of all tokens."""
    doc.from_array(list(names), cast(Any, table))
