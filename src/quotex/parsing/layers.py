"""Layers of thinc's, one behind the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model
from thinc.layers.chain import forward as run_chain

__all__ = ["Floats", "kinds", "unchained"]

Floats = NDArray[np.float32]


def unchained(model: Model[Any, Any]) -> Iterator[Model[Any, Any]]:
    """The layers that run one behind the other, in order."""
    if model._func is run_chain:
        for layer in model.layers:
            yield from unchained(layer)
    else:
        yield model


def kinds(layers: Sequence[Model[Any, Any]]) -> tuple[str, ...]:
    """What the layers are, without what is in them."""
    return tuple(layer.name.partition("(")[0] for layer in layers)
