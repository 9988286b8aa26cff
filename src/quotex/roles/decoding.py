"""From the scores of labels to the best labels of each paragraph, and how likely each one is.

The labels of a paragraph form a linear-chain conditional random field (Lafferty, McCallum and
Pereira 2001, "Conditional Random Fields"): a score for each label of each row and one for each
label behind another. All paragraphs of a Doc go step by step together, the longest first, so the
effort is linear in the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from quotex.roles.encoding import Ints
from quotex.roles.network import Floats

__all__ = ["KINDS", "LABELS", "Chains", "RoleName", "best_labels", "marginals", "spans"]

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
    """The paragraphs, the longest first, to be gone through row by row together."""

    def __init__(self, paragraphs: Ints) -> None:
        lengths = paragraphs[:, 1] - paragraphs[:, 0]
        order = np.argsort(-lengths, kind="stable")
        self.first = paragraphs[order, 0]
        self.last = paragraphs[order, 1] - 1
        self.longest = int(lengths.max(initial=0))
        self._alive = np.searchsorted(-lengths[order], -np.arange(self.longest), side="left")

    def rows(self, step: int) -> Ints:
        """The row that each paragraph with so many rows has at this step, from 0."""
        alive = self._alive[step] if step < self.longest else 0
        rows: Ints = self.first[:alive] + step
        return rows


def best_labels(scores: Floats, paragraphs: Ints, transitions: Floats) -> Ints:
    """The best allowed label of each row (Viterbi 1967); 0 in the rows between paragraphs."""
    chains = Chains(paragraphs)
    allowed = np.where(MAY_FOLLOW, transitions, NEVER).astype(np.float32)
    best = np.where(MAY_BEGIN, scores, NEVER).astype(np.float32)
    before = np.zeros(scores.shape, np.int8)
    for step in range(1, chains.longest):
        rows = chains.rows(step)
        through = best[rows - 1][:, :, None] + allowed
        before[rows] = through.argmax(axis=1)
        best[rows] = through.max(axis=1) + scores[rows]
    labels = np.zeros(len(scores), np.int64)
    labels[chains.last] = best[chains.last].argmax(axis=1)
    for step in range(chains.longest - 1, 0, -1):
        rows = chains.rows(step)
        labels[rows - 1] = before[rows, labels[rows]]
    return labels


def marginals(scores: Floats, paragraphs: Ints, transitions: Floats) -> Doubles:
    """How likely each label of each row is, given all the scores of its paragraph."""
    chains = Chains(paragraphs)
    odds = np.where(MAY_FOLLOW, np.exp(transitions.astype(np.float64)), 0.0)
    emitted, _ = emissions(scores)
    ahead, _ = forward(chains, emitted, odds)
    return ahead * backward(chains, emitted, odds, ahead)


def emissions(scores: Floats) -> tuple[Doubles, Doubles]:
    """The exponentials of the scores, and the logarithms of what each row was divided by."""
    peak = scores.max(axis=1, keepdims=True).astype(np.float64)
    return np.exp(scores - peak), peak[:, 0]


def forward(chains: Chains, emitted: Doubles, odds: Doubles) -> tuple[Doubles, Doubles]:
    """The weight of all ways that lead to each label; rows sum to 1, their sums come along."""
    weights = np.zeros(emitted.shape)
    totals = np.ones(len(emitted))
    for step in range(chains.longest):
        rows = chains.rows(step)
        weight = emitted[rows] * (weights[rows - 1] @ odds if step else MAY_BEGIN)
        totals[rows] = weight.sum(axis=1)
        weights[rows] = weight / totals[rows, None]
    return weights, totals


def backward(chains: Chains, emitted: Doubles, odds: Doubles, ahead: Doubles) -> Doubles:
    """The weight of all ways that lead on from each label; times `ahead`, rows sum to 1."""
    weights = np.zeros(emitted.shape)
    weights[chains.last] = 1.0
    for step in range(chains.longest - 1, 0, -1):
        rows = chains.rows(step)
        weight = (emitted[rows] * weights[rows]) @ odds.T
        weights[rows - 1] = weight / (ahead[rows - 1] * weight).sum(axis=1, keepdims=True)
    return weights


def spans(labels: Ints) -> Iterator[tuple[int, int, int]]:
    """The labelled spans: first row, row behind the last, number of the kind."""
    goes_on = (labels > 0) & (labels % 2 == 0)
    edges = np.append(np.flatnonzero(~goes_on), len(labels))
    for start, end in pairwise(edges.tolist()):
        if labels[start]:
            yield start, end, int(labels[start] - 1) // 2
