"""The role tagger's network with its gradients.

Each step of the forward pass returns its output and a function that takes the gradient of that
output, adds the gradients of the weights and returns that of its input. Methods: Adam (Kingma and
Ba 2015), decoupled weight decay (Loshchilov and Hutter 2019), dropout (Srivastava et al. 2014),
and a running mean of the weights in place of the last ones (Polyak and Juditsky 1992).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from quotex.roles.decoding import LABELS
from quotex.roles.encoding import Hashes, Ints
from quotex.roles.network import (
    EMBEDDED,
    EPSILON,
    POOLING,
    Floats,
    Network,
    Plan,
    known_rows,
    spread,
    stretches,
    window,
)
from role_training.crf import loss
from role_training.gold import Lesson, vocabularies

__all__ = ["Settings", "Trainer", "train"]

Back = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train; chosen on a tenth of the training articles."""

    seed: int = 1
    passes: int = 10
    width: int = 64
    distances: tuple[int, ...] = (1, 2, 4, POOLING, 8, 1, POOLING, 1)
    embedded: tuple[int, ...] = (64, 24, 16, 16, 16, 16, 8, 8, 24, 24, 16, 16)
    batch_rows: int = 1800
    """At least so many rows of whole articles are learnt from at once."""
    rate: float = 0.003
    decay: float = 0.01
    clip: float = 5.0
    """The greatest length of the gradient."""
    dropout: float = 0.2
    word_dropout: float = 0.1
    name_dropout: float = 0.3
    """How often a word, or a name, is made unknown."""
    memory: float = 0.999
    """How much of the running mean of the weights a step keeps."""


@dataclass(slots=True)
class Batch:
    """Some articles, one behind the other."""

    ends: Ints
    """The row behind each article."""
    features: list[Ints]
    """The rows of the embeddings, for each of `EMBEDDED`."""
    stretches: tuple[Ints, ...]
    paragraphs: Ints
    labels: Ints
    is_name: Ints

    @classmethod
    def of(cls, lessons: list[Lesson], known: list[Hashes]) -> Batch:
        """Lay the articles end to end."""
        ends = np.cumsum([len(lesson.encoded) for lesson in lessons])
        shifts = [0, *ends[:-1]]
        every = [lesson.encoded for lesson in lessons]
        looked_up = np.concatenate([known_rows(known, encoded.hashes) for encoded in every])
        moved = [
            [first + shift for first in stretches(encoded)]
            for encoded, shift in zip(every, shifts, strict=True)
        ]
        return cls(
            ends=ends,
            features=[
                *looked_up.T,
                np.concatenate([encoded.states for encoded in every]),
                np.concatenate([encoded.places for encoded in every]),
            ],
            stretches=tuple(np.concatenate(column) for column in zip(*moved, strict=True)),
            paragraphs=np.concatenate(
                [encoded.paragraphs + shift for encoded, shift in zip(every, shifts, strict=True)]
            ),
            labels=np.concatenate([lesson.labels for lesson in lessons]),
            is_name=np.concatenate([lesson.is_name for lesson in lessons]),
        )


class Trainer:
    """The network in training."""

    def __init__(self, settings: Settings, known: list[Hashes]) -> None:
        self.settings = settings
        self.known = known
        self.plan = Plan(settings.width, settings.distances, settings.embedded, LABELS)
        self.random = np.random.default_rng(settings.seed)
        self.weights = self._first_weights()
        self.means = {name: values.copy() for name, values in self.weights.items()}
        """The running means of the weights, which are what is stored."""
        self.gradients: dict[str, Floats] = {}
        self.adam = Adam(settings, self.weights)

    def _first_weights(self) -> dict[str, Floats]:
        weights = {}
        for name, shape in self.plan.shapes(self.known).items():
            if name.endswith("_gain"):
                values = np.full(shape, 1.0 if name == "mix_gain" else 0.5)
            elif len(shape) == 1 or name == "transitions":
                values = np.zeros(shape)
            else:
                values = self.random.standard_normal(shape) * self._spread(name, shape[0])
            weights[name] = values.astype(np.float32)
        return weights

    def _spread(self, name: str, inputs: int) -> float:
        if name in EMBEDDED:
            return 0.3
        return 0.05 if name == "out" else inputs**-0.5

    def update(self, batch: Batch, rate: float) -> float:
        """Learn from some articles; gives the loss before it."""
        self.gradients = {}
        x, back = self._forward(batch)
        w = self.weights
        scores = x @ w["out"] + w["out_bias"]
        result = loss(scores, batch.labels, batch.paragraphs, w["transitions"])
        self.gradients["transitions"] = result.transitions
        back(self._linear_back(x, result.scores, "out"))
        self.adam.step(self.weights, self.gradients, rate)
        self._remember()
        return result.value

    def _remember(self) -> None:
        """Move the means towards the weights; the first ones are soon forgotten."""
        steps = self.adam.steps
        change = np.float32(1 - min(self.settings.memory, (1 + steps) / (10 + steps)))
        for name, mean in self.means.items():
            mean += change * (self.weights[name] - mean)

    def _forward(self, batch: Batch) -> tuple[Floats, Back]:
        """The rows in front of the scores."""
        backs: list[Back] = []
        embedded, embed_back = self._embed(batch)
        x, mix_back = self._layer(embedded, "mix")
        for k, distance in enumerate(self.plan.distances):
            if distance == POOLING:
                seen, see_back = _pooled(x, batch.stretches)
            else:
                seen, see_back = _windows(x, batch.ends, distance)
            y, layer_back = self._layer(seen, f"layer{k}")
            y, drop_back = self._drop(y)
            backs.append(_residual(see_back, layer_back, drop_back))
            x = x + y
        x, last_back = self._drop(x)

        def back(d: Floats) -> Floats:
            d = last_back(d)
            for one in reversed(backs):
                d = one(d)
            return embed_back(mix_back(d))

        return x, back

    def _embed(self, batch: Batch) -> tuple[Floats, Back]:
        features = self._hide_words(batch)
        tables = [self.weights[name] for name in EMBEDDED]
        columns = [table[rows] for table, rows in zip(tables, features, strict=True)]
        x, drop_back = self._drop(np.concatenate(columns, axis=1))

        def back(d: Floats) -> Floats:
            d = drop_back(d)
            edges = np.cumsum([table.shape[1] for table in tables])[:-1]
            pieces = np.split(d, edges, axis=1)
            for name, rows, piece in zip(EMBEDDED, features, pieces, strict=True):
                self.gradients[name] = _sum_by_row(self.weights[name].shape, rows, piece)
            return d

        return x, back

    def _hide_words(self, batch: Batch) -> list[Ints]:
        """Make some words unknown, and every other one of their suffixes and prefixes."""
        norm, suffix, prefix, *others = batch.features
        n, s = len(norm), self.settings
        hidden = self.random.random(n) < np.where(batch.is_name, s.name_dropout, s.word_dropout)
        suffix = np.where(hidden & (self.random.random(n) < 0.5), 0, suffix)
        prefix = np.where(hidden & (self.random.random(n) < 0.5), 0, prefix)
        return [np.where(hidden, 0, norm), suffix, prefix, *others]

    def _drop(self, x: Floats) -> tuple[Floats, Back]:
        rate = np.float32(self.settings.dropout)
        kept = self.random.random(x.shape, dtype=np.float32) >= rate
        mask = kept.astype(np.float32) / (1 - rate)
        return x * mask, lambda d: d * mask

    def _layer(self, x: Floats, name: str) -> tuple[Floats, Back]:
        """Maxout over two linear maps, then layer normalisation."""
        w = self.weights
        z = x @ w[name] + w[f"{name}_bias"]
        half = z.shape[1] // 2
        first = z[:, :half] >= z[:, half:]
        y = np.where(first, z[:, :half], z[:, half:])
        y -= y.mean(axis=1, keepdims=True)
        scale = 1 / np.sqrt((y * y).mean(axis=1, keepdims=True) + EPSILON)
        y *= scale

        def back(d: Floats) -> Floats:
            self.gradients[f"{name}_gain"] = (d * y).sum(axis=0)
            self.gradients[f"{name}_shift"] = d.sum(axis=0)
            d = d * w[f"{name}_gain"]
            along = (d * y).mean(axis=1, keepdims=True)
            d = scale * (d - d.mean(axis=1, keepdims=True) - y * along)
            return self._linear_back(x, np.concatenate([d * first, d * ~first], axis=1), name)

        return y * w[f"{name}_gain"] + w[f"{name}_shift"], back

    def _linear_back(self, x: Floats, d: Floats, name: str) -> Floats:
        self.gradients[name] = x.T @ d
        self.gradients[f"{name}_bias"] = d.sum(axis=0)
        before: Floats = d @ self.weights[name].T
        return before

    def network(self) -> Network:
        """The network as it will be stored, with weights of 16 bits."""
        stored = {name: values.astype(np.float16) for name, values in self.means.items()}
        weights = {name: values.astype(np.float32) for name, values in stored.items()}
        return Network(self.plan, self.known, weights)


class Adam:
    """Adam with decoupled weight decay."""

    MEAN, SQUARE = 0.9, 0.999
    """How much of the running means of the gradients and of their squares is kept."""

    def __init__(self, settings: Settings, weights: dict[str, Floats]) -> None:
        self.settings = settings
        self.means = {name: np.zeros_like(values) for name, values in weights.items()}
        self.squares = {name: np.zeros_like(values) for name, values in weights.items()}
        self.steps = 0

    def step(self, weights: dict[str, Floats], gradients: dict[str, Floats], rate: float) -> None:
        """Change the weights, in place."""
        self.steps += 1
        length = float(np.sqrt(sum(float((d * d).sum()) for d in gradients.values())))
        shrink = np.float32(min(1.0, self.settings.clip / (length + 1e-9)))
        size = np.float32(rate * (1 - self.SQUARE**self.steps) ** 0.5 / (1 - self.MEAN**self.steps))
        decay = np.float32(1 - rate * self.settings.decay)
        for name, gradient in gradients.items():
            d = gradient * shrink
            mean, square = self.means[name], self.squares[name]
            mean += np.float32(1 - self.MEAN) * (d - mean)
            square += np.float32(1 - self.SQUARE) * (d * d - square)
            weights[name] -= size * mean / (np.sqrt(square) + np.float32(1e-8))
            if weights[name].ndim == 2 and name != "transitions":
                weights[name] *= decay


def _residual(see_back: Back, layer_back: Back, drop_back: Back) -> Back:
    return lambda d: d + see_back(layer_back(drop_back(d)))


def _windows(x: Floats, ends: Ints, distance: int) -> tuple[Floats, Back]:
    """The rows with their neighbours in the same article."""
    articles = np.split(np.arange(len(x)), ends[:-1])
    width = x.shape[1]
    seen = np.concatenate([window(x[rows[0] : rows[-1] + 1], distance) for rows in articles])

    def back(d: Floats) -> Floats:
        before: Floats = d[:, width : 2 * width].copy()
        for rows in articles:
            inside = slice(rows[0], rows[-1] + 1)
            before[inside][:-distance] += d[inside, :width][distance:]
            before[inside][distance:] += d[inside, 2 * width :][:-distance]
        return before

    return seen, back


def _pooled(x: Floats, firsts: tuple[Ints, ...]) -> tuple[Floats, Back]:
    """The rows with the greatest values of their sentence and paragraph."""
    greatest = [spread(np.maximum.reduceat(x, first, axis=0), first, len(x)) for first in firsts]
    width = x.shape[1]

    def back(d: Floats) -> Floats:
        before: Floats = d[:, :width].copy()
        for k, (first, values) in enumerate(zip(firsts, greatest, strict=True), start=1):
            total = np.add.reduceat(d[:, k * width : (k + 1) * width], first, axis=0)
            before += spread(total, first, len(x)) * (x == values)
        return before

    return np.concatenate([x, *greatest], axis=1), back


def _sum_by_row(shape: tuple[int, ...], rows: Ints, d: Floats) -> Floats:
    """The sum of the rows of `d` that belong to each row of a table."""
    total = np.zeros(shape, np.float32)
    order = np.argsort(rows, kind="stable")
    ordered = rows[order]
    first = np.flatnonzero(np.diff(ordered, prepend=-1))
    total[ordered[first]] = np.add.reduceat(d[order], first, axis=0)
    return total


def train(lessons: list[Lesson], settings: Settings) -> Network:
    """Go over the articles in random order, several times; prints what each pass did."""
    known = vocabularies(lessons)
    trainer = Trainer(settings, known)
    total = settings.passes * sum(len(lesson.encoded) for lesson in lessons)
    began, done = time.monotonic(), 0
    for number in range(1, settings.passes + 1):
        losses = []
        for chosen in _batches(lessons, settings.batch_rows, trainer.random):
            batch = Batch.of(chosen, known)
            done += len(batch.labels)
            share = done / total
            rate = settings.rate * min(share / 0.03, (1 - share) / 0.97 + 0.01)
            losses.append(trainer.update(batch, rate))
        seconds = time.monotonic() - began
        print(f"pass {number}: loss {np.mean(losses):.3f}, {seconds:.0f} s", flush=True)
    return trainer.network()


def _batches(
    lessons: list[Lesson], least_rows: int, random: np.random.Generator
) -> Iterator[list[Lesson]]:
    """The articles in random order, some at once."""
    batch: list[Lesson] = []
    for k in random.permutation(len(lessons)):
        batch.append(lessons[k])
        if sum(len(lesson.encoded) for lesson in batch) >= least_rows:
            yield batch
            batch = []
    if batch:
        yield batch
