"""Token vectors as a Tok2Vec layer of spaCy's computes them, in less time.

The embedding of a word depends on the word alone, and the same words come again and again: it is
computed once for all words that look the same to the layer, and kept for the texts that follow. The
layers that look at neighbours get few words at a time, so that the numbers stay in the processor's
cache.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import Tok2Vec
from spacy.tokens import Doc
from thinc.api import Model

from quotex.parsing.columns import alike
from quotex.parsing.encoder import Encoder
from quotex.parsing.layers import Floats, kinds, unchained

__all__ = ["WORDS_TOGETHER", "Tensors", "Vectors", "few_words_together"]

WORDS_TOGETHER = 2000
"""About as many as the cache has room for."""
MOST_KEPT = 40_000
"""Words whose embedding is kept, in some 15 MB."""
HASH_EMBEDDING = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")
"""The layers of `spacy.MultiHashEmbed.v2` without static vectors."""
WINDOW_ENCODER = ("with_array",)
"""The layer of `spacy.MaxoutWindowEncoder.v2`."""


class Tensors:
    """Does what a `Tok2Vec` component does: gives each Doc its tensor."""

    def __init__(self, component: Tok2Vec) -> None:
        self.component = component
        self.vectors = Vectors(component.model)

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Set the tensors of the Docs."""
        if any(len(doc) for doc in docs):
            self.component.set_annotations(docs, self.vectors(docs))
        else:
            self.component.set_annotations(docs, self.component.predict(docs))


class Vectors:
    """Computes what `model.predict` computes.

    model (Model): a Tok2Vec, with or without layers behind it; one of another architecture than
        spaCy's default runs as it is.
    """

    def __init__(self, model: Model[Any, Any]) -> None:
        layers = list(unchained(model))
        known = len(HASH_EMBEDDING)
        self.model = model
        self.is_known = kinds(layers[: known + 1]) == HASH_EMBEDDING + WINDOW_ENCODER
        if self.is_known:
            self.extract, _, hashed, mixed, _, encoder = layers[: known + 1]
            self.embedding = Embedding(hashed.layers[0], mixed.layers[0])
            self.encoder = Encoder(encoder)
            self.behind = layers[known + 1 :]

    def __call__(self, docs: Sequence[Doc]) -> Any:
        """What `model.predict(docs)` gives: arrays, or what the layers behind make of them."""
        if not self.is_known:
            return self.model.predict(docs)
        found: Any = []
        for some in few_words_together(docs, WORDS_TOGETHER):
            found += self._encoded(self._embedded(some))
        for layer in self.behind:
            found = layer.predict(found)
        return found

    def _embedded(self, docs: Sequence[Doc]) -> list[Floats]:
        rows: Any = np.concatenate(self.extract.predict(docs))
        hashes, first, which = alike(rows)
        different = self.embedding(hashes.tolist(), rows[first])
        return np.split(different[which], np.cumsum([len(doc) for doc in docs])[:-1])

    def _encoded(self, embedded: list[Floats]) -> list[Floats]:
        """The vectors; those of a long Doc are computed in windows, with what they look at."""
        if len(embedded) > 1 or len(embedded[0]) <= 2 * WORDS_TOGETHER:
            return self.encoder(embedded)
        (doc,), reach = embedded, self.encoder.pad
        windows = []
        for start in range(0, len(doc), WORDS_TOGETHER):
            first = max(start - reach, 0)
            (window,) = self.encoder([doc[first : start + WORDS_TOGETHER + reach]])
            windows.append(window[start - first :][:WORDS_TOGETHER])
        return [np.concatenate(windows)]


class Embedding:
    """What two layers make of words, each computed once.

    hashed, mixed (Model): the layers, one behind the other. They may be trained between two calls.
    """

    def __init__(self, hashed: Model[Any, Any], mixed: Model[Any, Any]) -> None:
        self.hashed, self.mixed = hashed, mixed
        self.forget()

    def forget(self) -> None:
        """Keep nothing of what was computed."""
        self.rows: dict[int, int] = {}
        self.known = np.empty((MOST_KEPT, self.mixed.get_dim("nO")), np.float32)
        self.weights = self._fingerprint()

    def __call__(self, hashes: Sequence[int], words: NDArray[np.uint64]) -> Floats:
        """The vector of each word.

        hashes (Sequence[int]): of each word, all different.
        words (NDArray): what the first layer reads, a row a word.
        """
        if self.weights != self._fingerprint():
            self.forget()
        new = [row for row, word in enumerate(hashes) if word not in self.rows]
        if len(self.rows) + len(new) > MOST_KEPT:
            self.forget()
            new = [*range(len(hashes))]
        if len(new) > MOST_KEPT:
            return self._computed(words)
        if new:
            first = len(self.rows)
            self.known[first : first + len(new)] = self._computed(words[new])
            self.rows.update((hashes[row], first + number) for number, row in enumerate(new))
        return self.known[[self.rows[word] for word in hashes]]

    def _computed(self, words: NDArray[np.uint64]) -> Floats:
        vectors: Floats = self.mixed.predict(self.hashed.predict(words))
        return vectors

    def _fingerprint(self) -> float:
        """Another one, in all likelihood, once the layers have been trained."""
        maxout, *_ = unchained(self.mixed)
        return float(np.sum(np.asarray(maxout.get_param("W"))))


def few_words_together(docs: Sequence[Doc], most: int) -> Iterator[list[Doc]]:
    """The Docs, in order, some at a time with at most so many words; a longer one stands alone."""
    some: list[Doc] = []
    words = 0
    for doc in docs:
        if some and words + len(doc) > most:
            yield some
            some, words = [], 0
        some.append(doc)
        words += len(doc)
    if some:
        yield some
