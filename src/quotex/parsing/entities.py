"""What a transition-based entity recognizer finds, without going from word to word.

The recognizer reads the words in turn and says of each whether it begins, goes on with, ends or
makes up an entity. Outside of an entity it looks at one word only (its vector knows the
neighbours): what it says of each word, should it come there, is computed for all words at
once. Inside, it looks at the entity's first word, at the one before and at the present one: all
entities that could begin go on in step. What it comes to is then read off from left to right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc

from quotex.parsing.columns import columns, write_columns
from quotex.parsing.layers import Floats
from quotex.parsing.vectors import WORDS_TOGETHER, Vectors, few_words_together

__all__ = ["Entities"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

INSIDE, OUTSIDE, BEGINS = 1, 2, 3
"""Values of `ENT_IOB`."""
FEATURES = 3
"""The present word, the entity's first, and the one before."""


class Entities:
    """Does what an entity recognizer does.

    recognizer (EntityRecognizer): the component; one with a beam or of another make than spaCy's
        default runs as it is, and so do all where a Doc has entities already.
    """

    def __init__(self, recognizer: EntityRecognizer) -> None:
        self.recognizer = recognizer
        model, moves = recognizer.model, recognizer.moves
        self.lower, self.upper = model.get_ref("lower"), model.get_ref("upper")
        self.is_known = (
            recognizer.cfg["beam_width"] == 1
            and model.attrs["has_upper"]
            and not model.attrs["unseen_classes"]
            and self.lower.get_dim("nF") == FEATURES
            and self.lower.get_dim("nP") > 1
        )
        self.vectors = Vectors(model.get_ref("tok2vec"))
        names = [moves.get_class_name(i).partition("-")[::2] for i in range(moves.n_moves)]
        labels = sorted({label for _, label in names if label})
        self.hashes = np.array([recognizer.vocab.strings[label] for label in labels], np.uint64)
        self.begin, self.go_on, self.end, self.unit = (
            np.array([names.index((move, label)) for label in labels]) for move in "BILU"
        )
        self.out = names.index(("O", ""))

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Write the entities on the Docs."""
        if not self.is_known or any(columns(doc, ("ENT_IOB",)).any() for doc in docs):
            self.recognizer.set_annotations(docs, self.recognizer.predict(docs))
            return
        for some in few_words_together([doc for doc in docs if len(doc)], WORDS_TOGETHER):
            vectors = self.vectors(some)
            words = Words.of(some)
            table = np.full((len(vectors), 2), (OUTSIDE, 0), np.uint64)
            for start, end, label in self._found(vectors, words):
                table[start:end] = (INSIDE, self.hashes[label])
                table[start, 0] = BEGINS
            ends = np.cumsum([len(doc) for doc in some])
            for doc, rows in zip(some, np.split(table, ends[:-1]), strict=True):
                write_columns(doc, ("ENT_IOB", "ENT_TYPE"), rows)

    def _found(self, vectors: Floats, words: Words) -> Iterator[tuple[int, int, int]]:
        """The entities, in order: first word, word behind the last, number of the label."""
        said = self._outside(vectors, words)
        starts, labels = np.nonzero(said[:, None] == self.begin)
        ends = self._ends(vectors, words, starts, labels)
        units, unit_labels = np.nonzero(said[:, None] == self.unit)
        candidates = np.concatenate(
            [np.stack([starts, ends, labels], 1), np.stack([units, units + 1, unit_labels], 1)]
        )
        behind = 0
        for start, end, label in candidates[np.argsort(candidates[:, 0])].tolist():
            if start >= behind:
                yield start, end, label
                behind = end

    def _outside(self, vectors: Floats, words: Words) -> Ints:
        """For each word the number of what is said of it outside of an entity."""
        _, no_first, no_before = self.lower.get_param("pad")[0].transpose(0, 2, 1)
        scores = self._scores(self._feature(0, vectors) + no_first + no_before)
        scores[:, self._never_outside()] = -np.inf
        scores[np.ix_(words.is_space | words.is_last, self.begin)] = -np.inf
        scores[np.ix_(words.is_space, self.unit)] = -np.inf
        said: Ints = scores.argmax(axis=1)
        return said

    def _never_outside(self) -> Ints:
        possible = np.concatenate([self.begin, self.unit, [self.out]])
        return np.setdiff1d(np.arange(self.upper.get_dim("nO")), possible)

    def _ends(self, vectors: Floats, words: Words, starts: Ints, labels: Ints) -> Ints:
        """The word behind each entity that begins at `starts`."""
        ends = starts + 1
        first = self._feature(1, vectors[starts])
        going = np.arange(len(starts))
        while len(going):
            at = ends[going]
            present, before = self._feature(0, vectors[at]), self._feature(2, vectors[at - 1])
            scores = self._scores(present + first[going] + before)
            rows = np.arange(len(going))
            ending = scores[rows, self.end[labels[going]]]
            ends[going] += 1
            going = going[(ending <= scores[rows, self.go_on[labels[going]]]) & ~words.is_last[at]]
        return ends

    def _feature(self, number: int, vectors: Floats) -> Floats:
        """What words add to the two pieces of the hidden layer as the feature of this number."""
        weights = self.lower.get_param("W")[number].transpose(1, 0, 2)
        added: Floats = vectors @ weights.reshape(-1, weights.shape[-1]).T
        return added.reshape(len(vectors), *weights.shape[:-1])

    def _scores(self, features: Floats) -> Floats:
        """The score of each thing that can be said, from the sum of the features."""
        hidden = (features + self.lower.get_param("b").T).max(axis=1)
        scores: Floats = hidden @ self.upper.get_param("W").T + self.upper.get_param("b")
        return scores


@dataclass(slots=True)
class Words:
    """What else is known of the words of some Docs."""

    is_space: Bools
    is_last: Bools
    """Whether the sentence ends with the word: no entity goes on behind it."""

    @classmethod
    def of(cls, docs: Sequence[Doc]) -> Words:
        """The words of all the Docs, in one row."""
        table = np.concatenate([columns(doc, ("IS_SPACE", "SENT_START")) for doc in docs])
        is_last = np.append(table[1:, 1] == 1, True)
        is_last[np.cumsum([len(doc) for doc in docs]) - 1] = True
        return cls(table[:, 0] == 1, is_last)
