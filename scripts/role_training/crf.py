"""How unlikely a conditional random field finds the right labels, and which way is better.

Lafferty, McCallum and Pereira 2001, "Conditional Random Fields". The gradients are what the
field expects, less what is right.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from quotex.roles.decoding import MAY_FOLLOW, Chains, backward, emissions, forward
from quotex.roles.encoding import Ints
from quotex.roles.network import Floats

__all__ = ["Loss", "loss"]


class Loss(NamedTuple):
    """The negative log-likelihood, a mean over paragraphs, with its gradients."""

    value: float
    scores: Floats
    transitions: Floats


def loss(scores: Floats, labels: Ints, paragraphs: Ints, transitions: Floats) -> Loss:
    """Compare the scores with the right labels; rows between paragraphs do not count."""
    chains = Chains(paragraphs)
    odds = np.where(MAY_FOLLOW, np.exp(transitions.astype(np.float64)), 0.0)
    emitted, peaks = emissions(scores[chains.order])
    ahead, totals = forward(chains, emitted, odds)
    behind = backward(chains, emitted, odds, ahead)
    value = np.log(totals).sum() + peaks.sum()
    emitted, ahead, behind = (
        chains.in_text(each, len(scores)) for each in (emitted, ahead, behind)
    )

    rows = np.concatenate([np.arange(first, end) for first, end in paragraphs])
    later = np.concatenate([np.arange(first + 1, end) for first, end in paragraphs])
    right = scores[rows, labels[rows]].sum(dtype=np.float64)
    right += transitions[labels[later - 1], labels[later]].sum(dtype=np.float64)
    value -= right

    by_score = ahead * behind
    by_score[rows, labels[rows]] -= 1
    onward = emitted[later] * behind[later]
    norm = (ahead[later - 1] * (onward @ odds.T)).sum(axis=1, keepdims=True)
    by_transition = odds * ((ahead[later - 1] / norm).T @ onward)
    np.add.at(by_transition, (labels[later - 1], labels[later]), -1.0)

    count = len(paragraphs)
    return Loss(
        value=float(value) / count,
        scores=(by_score / count).astype(np.float32),
        transitions=(by_transition / count).astype(np.float32),
    )
