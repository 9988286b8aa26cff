"""The role tagger's network: from the rows of a Doc to a score for each label.

The features of a row are embedded and mixed by a maxout layer (Goodfellow et al. 2013, "Maxout
Networks"). Residual maxout layers follow that see each row with its neighbours at a growing
distance, as dilated convolutions do (Strubell et al. 2017, "Fast and Accurate Entity Recognition
with Iterated Dilated Convolutions"), or with the greatest values of its sentence and paragraph.
Layer normalisation: Ba et al. 2016. The effort is linear in the number of rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotex.roles.encoding import HASHED, PLACES, STATES, Encoded, Hashes, Ints

__all__ = [
    "EMBEDDED",
    "EPSILON",
    "POOLING",
    "Floats",
    "Network",
    "Plan",
    "known_rows",
    "spread",
    "stretches",
    "window",
]

Floats = NDArray[np.float32]

POOLING = 0
"""In place of a distance: the layer looks at the sentence and the paragraph."""
EMBEDDED = (*(name.lower() for name in HASHED), "state", "place")
"""What is embedded of a row; all but the last two have vocabularies."""
EPSILON = np.float32(1e-5)


@dataclass(frozen=True, slots=True)
class Plan:
    """The sizes of a network."""

    width: int
    """Columns of each layer."""
    distances: tuple[int, ...]
    """One entry a layer: how far it looks, or `POOLING`."""
    embedded: tuple[int, ...]
    """Columns of each of `EMBEDDED`."""
    labels: int

    def shapes(self, vocabularies: list[Hashes]) -> dict[str, tuple[int, ...]]:
        """The shape of each array of weights."""
        rows = [*(len(known) + 1 for known in vocabularies), STATES, PLACES]
        shapes: dict[str, tuple[int, ...]] = dict(
            zip(EMBEDDED, zip(rows, self.embedded, strict=True), strict=True)
        )
        inputs = {"mix": sum(self.embedded)}
        inputs |= {f"layer{k}": 3 * self.width for k in range(len(self.distances))}
        for name, columns in inputs.items():
            shapes[name] = (columns, 2 * self.width)
            shapes[f"{name}_bias"] = (2 * self.width,)
            shapes[f"{name}_gain"] = shapes[f"{name}_shift"] = (self.width,)
        return shapes | {
            "out": (self.width, self.labels),
            "out_bias": (self.labels,),
            "transitions": (self.labels, self.labels),
        }


class Network:
    """The forward pass."""

    def __init__(self, plan: Plan, vocabularies: list[Hashes], weights: dict[str, Floats]) -> None:
        self.plan = plan
        self.vocabularies = vocabularies
        self.weights = weights
        self._mean = np.full((plan.width, 1), 1 / plan.width, np.float32)

    def scores(self, encoded: Encoded) -> Floats:
        """A row for each of `encoded`, a column for each label."""
        w = self.weights
        x = self._maxout(self._embed(encoded) @ w["mix"], "mix")
        for k, distance in enumerate(self.plan.distances):
            name = f"layer{k}"
            pooling = distance == POOLING
            z = _pooled(x, encoded, w[name]) if pooling else window(x, distance) @ w[name]
            x += self._maxout(z, name)
        scores: Floats = x @ w["out"] + w["out_bias"]
        return scores

    def _embed(self, encoded: Encoded) -> Floats:
        features = [*known_rows(self.vocabularies, encoded.hashes).T]
        features += [encoded.states, encoded.places]
        columns = [self.weights[name][f] for name, f in zip(EMBEDDED, features, strict=True)]
        return np.concatenate(columns, axis=1)

    def _maxout(self, z: Floats, name: str) -> Floats:
        """The greater of two linear maps, then layer normalisation; in place, for speed."""
        w, width = self.weights, self.plan.width
        z += w[f"{name}_bias"]
        y: Floats = np.maximum(z[:, :width], z[:, width:])
        y -= y @ self._mean
        variance = np.einsum("ij,ij->i", y, y) / np.float32(width)
        y *= (np.float32(1) / np.sqrt(variance + EPSILON))[:, None]
        y *= w[f"{name}_gain"]
        y += w[f"{name}_shift"]
        return y


def known_rows(vocabularies: list[Hashes], hashes: Hashes) -> Ints:
    """The row of each hash in its sorted vocabulary, from 1 on; 0 for an unknown one."""
    found = np.zeros(hashes.shape, np.int64)
    for column, known in enumerate(vocabularies):
        if not len(known):
            continue
        at = np.minimum(np.searchsorted(known, hashes[:, column]), len(known) - 1)
        found[:, column] = np.where(known[at] == hashes[:, column], at + 1, 0)
    return found


def window(x: Floats, distance: int) -> Floats:
    """Each row between its neighbours so far to the left and right; zeros beyond the ends."""
    n, width = x.shape
    out = np.empty((n, 3 * width), np.float32)
    out[:distance, :width] = out[-distance:, 2 * width :] = 0
    out[distance:, :width] = x[:-distance]
    out[:, width : 2 * width] = x
    out[:-distance, 2 * width :] = x[distance:]
    return out


def spread(values: Floats, first: Ints, length: int) -> Floats:
    """The row of each stretch for each of its rows; `first` rows begin the stretches."""
    rows: Floats = np.repeat(values, np.diff(np.append(first, length)), axis=0)
    return rows


def stretches(encoded: Encoded) -> tuple[Ints, Ints]:
    """The first rows of what is pooled over: sentences, and paragraphs with the rows between."""
    return encoded.sentences, encoded.paragraphs.reshape(-1)


def _pooled(x: Floats, encoded: Encoded, weights: Floats) -> Floats:
    """Each row beside what its sentence and paragraph pool to, times the weights.

    The product is computed once for each stretch.
    """
    width = x.shape[1]
    z: Floats = x @ weights[:width]
    for k, first in enumerate(stretches(encoded), start=1):
        greatest = np.maximum.reduceat(x, first, axis=0) @ weights[k * width : (k + 1) * width]
        z += spread(greatest, first, len(x))
    return z
