"""The parse of a transition-based dependency parser, many texts step by step together.

spaCy's own loop runs without Python's global lock and takes it anew for each look at a state (its
state class is compiled so). With the lock held all along, the same compiled steps take about
half of the time, as long as there are many texts to each step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc

from quotex.parsing.columns import columns, write_columns
from quotex.parsing.vectors import few_words_together

__all__ = ["Dependencies"]

WORDS_TOGETHER = 16_000
"""What the parser keeps of so many words has room in some 70 MB."""
TEXTS_A_STEP = 4
"""From so many texts on, on average, steps from Python are the quicker ones."""
LONGEST = 20_000
"""In words. Longer texts are parsed in pieces, for the sake of memory."""
SHORTEST_PIECE, LONGEST_PIECE = 1000, 4000
"""In words. A piece ends where a sentence is known to begin, or else anywhere."""


class Dependencies:
    """Does what a dependency parser does.

    The one difference: where a text of more than `LONGEST` words is cut, the parser does not know
    what stood before.

    parser (DependencyParser): the component; one with a beam or without a hidden layer runs as
        it is.
    """

    def __init__(self, parser: DependencyParser) -> None:
        self.parser = parser
        self.is_known = parser.cfg["beam_width"] == 1 and parser.model.attrs["has_upper"]

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Write heads and labels, and with them the sentences, on the Docs."""
        by_length = sorted((doc for doc in docs if len(doc)), key=len)
        self._parse([doc for doc in by_length if len(doc) <= LONGEST])
        for doc in by_length:
            if len(doc) > LONGEST:
                self._parse_in_pieces(doc)

    def _parse_in_pieces(self, doc: Doc) -> None:
        found = np.zeros((len(doc), 2), np.uint64)
        pieces = dict(cut(doc))
        self._parse(sorted(pieces.values(), key=len))
        for start, piece in pieces.items():
            found[start : start + len(piece)] = columns(piece, ("HEAD", "DEP"))
        write_columns(doc, ("HEAD", "DEP"), found)

    def _parse(self, docs: Sequence[Doc]) -> None:
        for some in few_words_together(docs, WORDS_TOGETHER):
            mean = sum(map(len, some)) / len(some[-1])
            in_step = self.is_known and mean >= TEXTS_A_STEP
            states = self._in_step(some) if in_step else self.parser.predict(some)
            self.parser.set_annotations(some, states)

    def _in_step(self, docs: Sequence[Doc]) -> object:
        """The final states of the parser on these Docs."""
        model = self.parser.model
        states = self.parser.moves.init_batch(docs)
        step = model.predict(docs)
        upper = model.get_ref("upper")
        weights, bias = upper.get_param("W").T, upper.get_param("b")
        unfinished = [state for state in states if not state.is_final()]
        while unfinished:
            hidden = step.state2vec.predict(step.get_token_ids(unfinished))
            unfinished = self.parser.transition_states(unfinished, hidden @ weights + bias)
        return states


def cut(doc: Doc) -> Iterator[tuple[int, Doc]]:
    """The pieces of a Doc, each with the number of its first token."""
    table = columns(doc, ("ORTH", "SENT_START"))
    words = [doc.vocab.strings[orth] for orth in table[:, 0].tolist()]
    for start, end in pairwise(edges(np.flatnonzero(table[:, 1] == 1).tolist(), len(doc))):
        piece = Doc(doc.vocab, words=words[start:end])
        write_columns(piece, ("SENT_START",), table[start:end, 1:])
        piece.tensor = doc.tensor[start:end]
        yield start, piece


def edges(sentences: list[int], length: int) -> list[int]:
    """Where the pieces begin, and the end; `sentences` begin at these tokens."""
    found = [0]
    for start in [*sentences, length]:
        found.extend(range(found[-1] + LONGEST_PIECE, start, LONGEST_PIECE))
        if start - found[-1] >= SHORTEST_PIECE:
            found.append(start)
    if found[-1] < length:
        found.append(length)
    return found
