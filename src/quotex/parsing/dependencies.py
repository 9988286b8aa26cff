"""The parse of a transition-based dependency parser, many pieces of text step by step together.

spaCy's own loop runs without Python's global lock and takes it anew for each look at a state (its
state class is compiled so). With the lock held all along, the same compiled steps take far less
time, as long as there are many pieces to each step. A piece begins where a sentence is known to
begin: the parser's stack is empty there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc
from thinc.api import Model

from quotex.parsing.columns import columns, write_columns
from quotex.parsing.layers import Floats
from quotex.parsing.vectors import few_words_together

__all__ = ["Dependencies"]

WORDS_TOGETHER = 8_000
"""What the parser keeps of so many words has room in some 35 MB."""
PIECES_A_STEP = 4
"""From so many pieces on, on average, steps from Python are the quicker ones."""
SHORTEST_PIECE = 100
"""In words."""
AHEAD = 2
"""Words behind a piece that the parser looks at before the piece is done."""
LONGEST = 20_000
"""In words. Longer texts are cut within sentences too, for the sake of memory."""
LONGEST_PIECE = 4000
"""In words, of a text of more than `LONGEST`."""


class Dependencies:
    """Does what a dependency parser does.

    The one difference: where a text of more than `LONGEST` words is cut within a sentence, the
    parser does not know what stood before.

    parser (DependencyParser): the component; one with a beam or of another make than spaCy's
        default runs as it is.
    """

    def __init__(self, parser: DependencyParser) -> None:
        self.parser = parser
        self.is_known = (
            parser.cfg["beam_width"] == 1
            and parser.model.attrs["has_upper"]
            and not parser.model.attrs["unseen_classes"]
            and parser.model.get_ref("lower").get_dim("nP") > 1
        )

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Write heads and labels, and with them the sentences, on the Docs."""
        texts = [Text(doc) for doc in docs if len(doc)]
        while pieces := [piece for text in texts for piece in text.unparsed()]:
            self._parse(sorted(pieces, key=len))
        for text in texts:
            text.write()

    def _parse(self, docs: Sequence[Doc]) -> None:
        for some in few_words_together(docs, WORDS_TOGETHER):
            mean = sum(map(len, some)) / len(some[-1])
            in_step = self.is_known and mean >= PIECES_A_STEP
            states = self._in_step(some) if in_step else self.parser.predict(some)
            self.parser.set_annotations(some, states)

    def _in_step(self, docs: Sequence[Doc]) -> object:
        """The final states of the parser on these Docs."""
        states = self.parser.moves.init_batch(docs)
        scores = Scores(self.parser.model, docs)
        unfinished = [state for state in states if not state.is_final()]
        while unfinished:
            unfinished = self.parser.transition_states(unfinished, scores(unfinished))
        return states


class Scores:
    """The score of each transition, from states of the parser on some Docs."""

    def __init__(self, model: Model[Any, Any], docs: Sequence[Doc]) -> None:
        lower: Any = model.get_ref("lower")
        upper: Any = model.get_ref("upper")
        features, hidden, pieces, width = lower.get_param("W").shape
        weights = lower.get_param("W").transpose(0, 2, 1, 3).reshape(-1, width)
        vectors: Any = model.get_ref("tok2vec").predict(docs)
        added = np.empty((len(vectors) + 1, len(weights)), np.float32)
        added[0] = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(-1)
        np.matmul(vectors, weights.T, out=added[1:])
        self.added = added.reshape(-1, pieces * hidden)
        """What a word adds to the hidden layer as a feature: a row for each feature of each word,
        the first ones for no word."""
        self.features = np.arange(features)
        self.sum_up = np.ones((1, features), np.float32)
        self.pieces = pieces
        self.hidden_bias = lower.get_param("b").T.reshape(-1)
        self.weights, self.bias = upper.get_param("W").T, upper.get_param("b")
        self.looked_at = model.predict(docs[:1]).get_token_ids

    def __call__(self, states: Sequence[object]) -> Floats:
        """A row for each state, a column for each transition."""
        rows = (self.looked_at(states) + 1) * len(self.features) + self.features
        summed = np.matmul(self.sum_up, self.added.take(rows, axis=0))[:, 0]
        summed += self.hidden_bias
        first, *others = np.split(summed, self.pieces, axis=1)
        hidden = reduce(np.maximum, others, first)
        scores: Floats = hidden @ self.weights
        scores += self.bias
        return scores


class Text:
    """A Doc in pieces.

    A piece is parsed with the words behind it that the parser sees from within, and may find that
    a sentence begins with the second of them. If the next piece, parsed for itself, does not find
    so, the two are parsed again as one.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.table = columns(doc, ("ORTH", "SENT_START"))
        self.edges = edges(np.flatnonzero(self.table[:, 1] == 1).tolist(), len(doc))
        self.parsed: dict[tuple[int, int], Doc] = {}

    def unparsed(self) -> list[Doc]:
        """The pieces that are still to be parsed."""
        if self.parsed:
            doubtful = set(self._doubtful())
            self.edges = [edge for edge in self.edges if edge not in doubtful]
        new = [bounds for bounds in pairwise(self.edges) if bounds not in self.parsed]
        self.parsed |= {bounds: self._piece(*bounds) for bounds in new}
        return [self.parsed[bounds] for bounds in new]

    def write(self) -> None:
        """Put the parse of the pieces together."""
        if len(self.edges) > 2:
            found = [
                columns(self.parsed[start, end], ("HEAD", "DEP"))[: end - start]
                for start, end in pairwise(self.edges)
            ]
            write_columns(self.doc, ("HEAD", "DEP"), np.concatenate(found))

    def _doubtful(self) -> Iterator[int]:
        """The edges at which the piece before may have to do with the one behind."""
        for start, edge, end in zip(self.edges, self.edges[1:], self.edges[2:], strict=False):
            ahead, behind = self.parsed[start, edge][edge - start :], self.parsed[edge, end]
            if len(ahead) == AHEAD and ahead[1].is_sent_start and not behind[1].is_sent_start:
                yield edge

    def _piece(self, start: int, end: int) -> Doc:
        if end - start == len(self.doc):
            return self.doc
        is_known = end < len(self.doc) and self.table[end, 1] == 1
        ahead = end + AHEAD * is_known
        table = self.table[start:ahead]
        strings = self.doc.vocab.strings
        piece = Doc(self.doc.vocab, words=[strings[orth] for orth in table[:, 0].tolist()])
        write_columns(piece, ("SENT_START",), table[:, 1:])
        piece.tensor = self.doc.tensor[start:ahead]
        return piece


def edges(sentences: list[int], length: int) -> list[int]:
    """Where the pieces begin, and the end; `sentences` are known to begin at these tokens."""
    found = [0]
    for start in [*sentences, length]:
        if length > LONGEST:
            found.extend(range(found[-1] + LONGEST_PIECE, start, LONGEST_PIECE))
        if start - found[-1] >= SHORTEST_PIECE:
            found.append(start)
    if found[-1] < length:
        found.append(length)
    return found
