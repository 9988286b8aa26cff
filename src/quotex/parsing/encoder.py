"""The forward pass of spaCy's MaxoutWindowEncoder, with fewer passes over the numbers.

The layers are those of `spacy.MaxoutWindowEncoder.v2`: each sees a row between its neighbours,
maxout (Goodfellow et al. 2013, "Maxout Networks"), layer normalisation (Ba et al. 2016) and a
residual connection. The sums are done in another order than thinc does them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from thinc.api import Model

from quotex.parsing.layers import Floats, kinds, unchained

__all__ = ["Encoder", "normalised_maxout"]

LAYER = ("expand_window", "maxout", "layernorm", "dropout")
EPSILON = np.float32(1e-8)


class Encoder:
    """Computes what `layer.predict` computes.

    layer (Model): the encoder, from an array a Doc to another of the same shape; one of another
        make runs as it is.
    """

    def __init__(self, layer: Model[Any, Any]) -> None:
        self.layer = layer
        self.pad: int = layer.attrs["pad"]
        """How far a row looks in all."""
        residuals = list(unchained(layer.layers[0]))
        inner = [list(unchained(each.layers[0])) if each.layers else [] for each in residuals]
        self.is_known = all(
            each.name.startswith("residual(")
            and kinds(layers) == LAYER
            and layers[0].attrs["window_size"] == 1
            for each, layers in zip(residuals, inner, strict=True)
        )
        self.layers = inner

    def __call__(self, arrays: Sequence[Floats]) -> list[Floats]:
        """The encoded rows of each array."""
        if not self.is_known:
            found: list[Floats] = self.layer.predict(arrays)
            return found
        ops: Any = self.layer.ops
        rows = ops.flatten(arrays, pad=self.pad)
        for _, maxout, norm, _ in self.layers:
            rows += normalised_maxout(between_neighbours(rows), maxout, norm)
        lengths = np.array([len(array) for array in arrays])
        return list(ops.unflatten(rows, lengths, pad=self.pad))


def between_neighbours(rows: Floats) -> Floats:
    """Each row between the one before and the one behind it; zeros at the ends."""
    n, width = rows.shape
    seen = np.empty((n, 3 * width), np.float32)
    seen[0, :width] = seen[-1, 2 * width :] = 0
    seen[1:, :width] = rows[:-1]
    seen[:, width : 2 * width] = rows
    seen[:-1, 2 * width :] = rows[1:]
    return seen


def normalised_maxout(rows: Floats, maxout: Model[Any, Any], norm: Model[Any, Any]) -> Floats:
    """What the two layers make of the rows, one behind the other."""
    weights, bias, gain, shift = (
        np.asarray(layer.get_param(name))
        for layer, name in ((maxout, "W"), (maxout, "b"), (norm, "G"), (norm, "b"))
    )
    weights = weights.transpose(1, 0, 2)
    pieces, width, columns = weights.shape
    z = rows @ weights.reshape(pieces * width, columns).T
    z += bias.T.reshape(-1)
    y: Floats = np.maximum(z[:, :width], z[:, width : 2 * width])
    for piece in range(2, pieces):
        np.maximum(y, z[:, piece * width : (piece + 1) * width], out=y)
    y -= y @ np.full((width, 1), 1 / width, np.float32)
    variance = np.einsum("ij,ij->i", y, y) / np.float32(width)
    y *= (np.float32(1) / np.sqrt(variance + EPSILON))[:, None]
    y *= gain
    y += shift
    return y
