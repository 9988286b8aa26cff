"""The tokens of a Doc as plain values, read from it once.

spaCy makes a new `Token` each time that one is asked for, and looks its strings up again. A rule
that goes over all words of an article spends nearly all its time on that. Here are the same
attributes under the same names. Nothing here changes when the Doc does: a component reads the
tokens when it gets the Doc, and keeps them no longer than that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, partial
from operator import itemgetter
from typing import Any, NamedTuple

from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    IDX,
    IS_PUNCT,
    IS_SPACE,
    IS_STOP,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)
from spacy.tokens import Doc

from quotex.annotations import Offsets
from quotex.texts import text_of

__all__ = ["FINITE", "Stretch", "Token", "Tokens"]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""The tags of verbs that have a person and a tense."""

FLAGS = (IS_SPACE, IS_PUNCT, IS_STOP)
COLUMNS = [ORTH, TAG, POS, DEP, ENT_TYPE, IDX, ENT_IOB, SPACY, SENT_START, *FLAGS]
IOB = ("", "I", "O", "B")
BLANK = ("", " ")
SENTENCE_START = {0: None, 1: True, 2**64 - 1: False}
"""What spaCy's numbers mean; the last is -1 without a sign."""


class Token(NamedTuple):
    """What spaCy knows of a token; the names are spaCy's."""

    text: str
    lower_: str
    tag_: str
    pos_: str
    dep_: str
    ent_type_: str
    idx: int
    i: int
    ent_iob_: str
    whitespace_: str
    is_sent_start: bool | None
    is_space: int
    is_punct: int
    is_stop: int

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.idx + len(self.text)


class Tokens(list[Token]):
    """The tokens of a Doc, in order.

    doc (Doc): the Doc; no tag, label or parse is needed.
    """

    def __init__(self, doc: Doc) -> None:
        self.parsed = doc
        """For what only spaCy knows, such as the children of a token."""
        columns: list[list[Any]] = doc.to_array(COLUMNS).T.tolist()
        *ids, self.starts, iob, spaces, sentences = columns[: -len(FLAGS)]
        strings = {key: doc.vocab.strings[key] for key in set().union(*ids)}
        texts, *names = (list(map(strings.__getitem__, column)) for column in ids)
        lower = {text: text.lower() for text in set(texts)}
        rows = zip(
            texts,
            map(lower.__getitem__, texts),
            *names,
            self.starts,
            range(len(doc)),
            map(IOB.__getitem__, iob),
            map(BLANK.__getitem__, spaces),
            map(SENTENCE_START.__getitem__, sentences),
            *columns[-len(FLAGS) :],
            strict=True,
        )
        super().__init__(map(partial(tuple.__new__, Token), rows))

    @cached_property
    def text(self) -> str:
        """The text of the Doc."""
        return text_of(self.parsed)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The indices of each word, by the word in lower case."""
        found: dict[str, list[int]] = {}
        for i, word in enumerate(map(itemgetter(1), self)):
            if word in found:
                found[word].append(i)
            else:
                found[word] = [i]
        return found

    def text_of(self, start: int, end: int) -> str:
        """The text of the tokens from `start` to `end`, without the space behind the last."""
        return self.text[self[start].idx : self[end - 1].end] if start < end else ""

    def stretch(self, start: int, end: int) -> Stretch:
        """The tokens from `start` to `end`."""
        return Stretch(self, start, end, self[start:end])

    def touched(self, offsets: Offsets) -> tuple[int, int] | None:
        """The tokens that hold these characters, half-open, as `Doc.char_span` expands to them.

        None if the offsets lie outside of the text.
        """
        start, end = offsets
        if not self or start < 0 or end < 1 or max(start, end - 1) >= self._length:
            return None
        first = bisect_right(self.starts, start) - 1
        first += start == self[first].end
        return first, bisect_right(self.starts, end - 1)

    @property
    def _length(self) -> int:
        return self[-1].end + len(self[-1].whitespace_)


class Stretch:
    """Tokens in a row: doc[start:end]."""

    __slots__ = ("doc", "end", "start", "tokens")

    def __init__(self, doc: Tokens, start: int, end: int, tokens: list[Token]) -> None:
        self.doc, self.start, self.end, self.tokens = doc, start, end, tokens

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

    @property
    def text(self) -> str:
        """The text of the tokens, without the space behind the last."""
        return self.doc.text_of(self.start, self.end)
