"""The dictionary forms of a rule lemmatizer, which looks at a word's form, part of speech and
morphology: asked once for all words of some Docs that have these in common, and of lists that are
not gone through from the front to find a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc, Token

from quotex.parsing.columns import alike, columns, token_in, write_columns

__all__ = ["Lemmas"]

INDEX = "lemma_index"
"""The table of dictionary forms: a list of words for each part of speech."""
LOOKED_AT = ("ORTH", "POS", "MORPH")
MOST_CACHED = 100_000
"""The lemmatizer keeps what it has said of each word, and never lets go."""


class Lemmas:
    """Does what a lemmatizer does.

    lemmatizer (Lemmatizer): the component; one that does not go by rules runs as it is.
    """

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self.is_known = lemmatizer.mode == "rule" and not lemmatizer.overwrite
        self.lemmatizer = indexed(lemmatizer) if self.is_known else lemmatizer
        self.said: dict[int, int] = {}
        """The lemma of each kind of word, both as hashes."""

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Write the lemmas of words that have none."""
        if not self.is_known:
            for doc in docs:
                self.lemmatizer(doc)
            return
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        if len(self.lemmatizer.cache) > MOST_CACHED:
            self.lemmatizer.cache.clear()
            self.said.clear()
        table = np.concatenate([columns(doc, (*LOOKED_AT, "LEMMA")) for doc in docs])
        ends = np.cumsum([len(doc) for doc in docs])
        kinds, first, which = alike(table[:, :-1])
        said = {
            kind: self.said.get(kind) or self._said(token_in(docs, ends, row))
            for kind, row in zip(kinds.tolist(), first.tolist(), strict=True)
        }
        vocab: Any = self.lemmatizer.vocab
        if not vocab.in_memory_zone:  # there, hashes are not for keeps
            self.said |= said
        found = np.array([*said.values()], np.uint64)[which]
        lemmas = np.where(table[:, -1] == 0, found, table[:, -1])[:, None]
        for doc, rows in zip(docs, np.split(lemmas, ends[:-1]), strict=True):
            write_columns(doc, ("LEMMA",), rows)

    def _said(self, token: Token) -> int:
        """The hash of what the lemmatizer says of a word."""
        return token.vocab.strings.add(self.lemmatizer.lemmatize(token)[0])


def indexed(lemmatizer: Lemmatizer) -> Lemmatizer:
    """A lemmatizer that says the same, with its dictionary forms as keys in place of lists."""
    quicker = type(lemmatizer)(lemmatizer.vocab, None, lemmatizer.name, mode=lemmatizer.mode)
    for name in lemmatizer.lookups.tables:
        table = lemmatizer.lookups.get_table(name)
        if name == INDEX:
            by_word = {pos: dict.fromkeys(forms) for pos, forms in table.items()}
            quicker.lookups.add_table(name, by_word)
        else:
            quicker.lookups.set_table(name, table)
    return quicker
