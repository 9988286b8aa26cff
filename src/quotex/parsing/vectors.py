"""Token vectors as a Tok2Vec layer of spaCy's computes them, in less time.

The embedding of a word depends on the word alone, and the same words come again and again: it is
computed once for all words of a batch that look the same to the layer. The layers that look at
neighbours get few words at a time, so that the numbers stay in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from spacy.pipeline import Tok2Vec
from spacy.tokens import Doc
from thinc.api import Model

from quotex.parsing.columns import alike
from quotex.parsing.encoder import Encoder
from quotex.parsing.layers import Floats, kinds, unchained

__all__ = ["WORDS_TOGETHER", "Tensors", "Vectors", "few_words_together"]

WORDS_TOGETHER = 2000
"""About as many as the cache has room for."""
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
            self.embedding = [hashed.layers[0], mixed.layers[0]]
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
        _, first, which = alike(rows)
        different = rows[first]
        for layer in self.embedding:
            different = layer.predict(different)
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
