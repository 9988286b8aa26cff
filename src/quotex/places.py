"""Where each word of a Doc stands, so that a rule visits only the words that it is about.

Most rules begin at one of a few words ("newspaper", "told"). To ask every token of an article
whether it is one of them takes longer than all that the rule does then.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from itertools import chain

from spacy.attrs import ORTH
from spacy.tokens import Doc, Token

__all__ = ["Places"]


class Places:
    """The places of the words of a Doc.

    doc (Doc): the Doc; only its words are read.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        found: dict[int, list[int]] = {}
        for i, word in enumerate(doc.to_array(ORTH).tolist()):
            if word in found:
                found[word].append(i)
            else:
                found[word] = [i]
        strings = doc.vocab.strings
        self._places = {strings[word]: places for word, places in found.items()}
        self._spellings: dict[str, list[str]] = {}
        for text in self._places:
            self._spellings.setdefault(text.lower(), []).append(text)

    def of(self, words: Set[str]) -> list[Token]:
        """The tokens that are one of these words, written in lower case here, in text order."""
        return self._tokens(
            [text for word in self._spellings.keys() & words for text in self._spellings[word]]
        )

    def where(self, fits: Callable[[str], bool]) -> list[Token]:
        """The tokens whose text fits, in text order. `fits` is asked once for each word."""
        return self._tokens([text for text in self._places if fits(text)])

    def _tokens(self, texts: list[str]) -> list[Token]:
        places = sorted(chain.from_iterable([self._places[text] for text in texts]))
        return [self.doc[i] for i in places]
