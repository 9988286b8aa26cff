"""From the scores of labels to the best labels of each paragraph, and how likely each one is.

The labels of a paragraph form a linear-chain conditional random field (Lafferty, McCallum and
Pereira 2001, "Conditional Random Fields"): a score for each label of each row and one for each
label behind another. All paragraphs, of as many Docs as are given, go step by step together, the
longest first: the effort is linear in the number of rows, and a step costs little more for many.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from quotex.roles.encoding import Ints
from quotex.roles.network import Floats

__all__ = ["KINDS", "LABELS", "Chains", "Doubles", "RoleName", "best_labels", "marginals", "spans"]

RoleName = Literal["source", "cue", "content"]
NAMES: tuple[RoleName, ...] = ("source", "cue", "content")
KINDS = tuple((name, optional) for name in NAMES for optional in (False, True))
"""A role, and whether its quote is optional: a thought, a wish, an infinitive."""
LABELS = 1 + 2 * len(KINDS)
"""0 is outside of all roles; 1 + 2k begins a span of the k-th kind, 2 + 2k goes on with it."""

Doubles = NDArray[np.float64]

NEVER = np.float32(-1e6)


def _may_follow() -> NDArray[np.bool_]:
    """Which label (column) may follow which (row): a span only goes on where it began."""
    allowed = np.ones((LABELS, LABELS), bool)
    for label in range(2, LABELS, 2):
        allowed[:, label] = False
        allowed[[label - 1, label], label] = True
    return allowed


MAY_FOLLOW = _may_follow()
MAY_BEGIN = np.array([label == 0 or label % 2 == 1 for label in range(LABELS)])


class Chains:
    """The rows of the paragraphs in steps: the first row of each, the second of each, and so on.

    The longest paragraph comes first. Those that have a row at one step are thus the first ones
    of the step before, and a step is a slice.
    """

    def __init__(self, paragraphs: Ints) -> None:
        lengths = np.sort(paragraphs[:, 1] - paragraphs[:, 0])[::-1]
        first = paragraphs[np.argsort(paragraphs[:, 0] - paragraphs[:, 1], kind="stable"), 0]
        longest = int(lengths.max(initial=0))
        alive = np.searchsorted(-lengths, -np.arange(longest), side="left")
        begins = np.cumsum(alive) - alive
        place = np.arange(int(alive.sum())) - np.repeat(begins, alive)
        self.order: Ints = first[place] + np.repeat(np.arange(longest), alive)
        """Which row each one in steps is."""
        self.begin = slice(0, len(lengths))
        """The first row of each paragraph."""
        self.last: Ints = begins[lengths - 1] + np.arange(len(lengths))
        """The last row of each paragraph."""
        self.steps = [
            (slice(before, before + count), slice(start, start + count))
            for before, start, count in zip(
                begins[:-1].tolist(), begins[1:].tolist(), alive[1:].tolist(), strict=True
            )
        ]
        """The rows of each step from the second on, behind the rows before them."""

    def in_text(self, values: NDArray[Any], length: int) -> NDArray[Any]:
        """Values of rows in steps, in the order of the text; 0 in the rows between paragraphs."""
        out = np.zeros((length, *values.shape[1:]), values.dtype)
        out[self.order] = values
        return out


def best_labels(scores: Floats, paragraphs: Ints, transitions: Floats) -> Ints:
    """The best allowed label of each row (Viterbi 1967); 0 in the rows between paragraphs."""
    chains = Chains(paragraphs)
    allowed = np.where(MAY_FOLLOW, transitions, NEVER).astype(np.float32)
    best = np.ascontiguousarray(scores[chains.order].T, np.float32)
    best[~MAY_BEGIN, chains.begin] = NEVER
    for before, rows in chains.steps:
        best[:, rows] += (best[:, None, before] + allowed[:, :, None]).max(axis=0)
    labels = np.zeros(len(chains.order), np.int64)
    labels[chains.last] = best[:, chains.last].argmax(axis=0)
    for before, rows in reversed(chains.steps):
        labels[before] = (best[:, before] + allowed[:, labels[rows]]).argmax(axis=0)
    return chains.in_text(labels, len(scores))


def marginals(scores: Floats, paragraphs: Ints, transitions: Floats) -> Doubles:
    """How likely each label of each row is, given all the scores of its paragraph."""
    chains = Chains(paragraphs)
    odds = np.where(MAY_FOLLOW, np.exp(transitions.astype(np.float64)), 0.0)
    emitted, _ = emissions(scores[chains.order])
    ahead, _ = forward(chains, emitted, odds)
    return chains.in_text(ahead * backward(chains, emitted, odds, ahead), len(scores))


def emissions(scores: Floats) -> tuple[Doubles, Doubles]:
    """The exponentials of the scores, and the logarithms of what each row was divided by."""
    peak = scores.max(axis=1, keepdims=True).astype(np.float64)
    return np.exp(scores - peak), peak[:, 0]


def forward(chains: Chains, emitted: Doubles, odds: Doubles) -> tuple[Doubles, Doubles]:
    """The weight of all ways that lead to each label; rows sum to 1, their sums come along.

    All rows are in steps, here and in `backward`.
    """
    weights = emitted.copy()
    weights[chains.begin] *= MAY_BEGIN
    totals = np.ones(len(emitted))
    totals[chains.begin] = weights[chains.begin].sum(axis=1)
    weights[chains.begin] /= totals[chains.begin, None]
    for before, rows in chains.steps:
        weight = weights[rows]
        weight *= weights[before] @ odds
        totals[rows] = weight.sum(axis=1)
        weight /= totals[rows, None]
    return weights, totals


def backward(chains: Chains, emitted: Doubles, odds: Doubles, ahead: Doubles) -> Doubles:
    """The weight of all ways that lead on from each label; times `ahead`, rows sum to 1."""
    weights = np.ones(emitted.shape)
    for before, rows in reversed(chains.steps):
        weight = (emitted[rows] * weights[rows]) @ odds.T
        weights[before] = weight / (ahead[before] * weight).sum(axis=1, keepdims=True)
    return weights


def spans(labels: Ints) -> Iterator[tuple[int, int, int]]:
    """The labelled spans: first row, row behind the last, number of the kind."""
    goes_on = (labels > 0) & (labels % 2 == 0)
    edges = np.append(np.flatnonzero(~goes_on), len(labels))
    for start, end in pairwise(edges.tolist()):
        if labels[start]:
            yield start, end, int(labels[start] - 1) // 2
