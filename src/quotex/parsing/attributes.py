"""The attribute ruler's word: part of speech, morphology and lemma by tag, form and dependency.

Nearly all of its patterns are about one token, and say the same of each that has the same form,
tag and dependency: the ruler is asked once for each kind of token. Where a pattern of
several tokens matches, it is asked about these tokens together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from quotex.parsing.columns import Hashes, columns, write_columns

__all__ = ["Attributes"]

ASKED_FOR = ("LOWER", "TAG", "DEP", "IS_SPACE")
"""What patterns may ask for."""
TESTS = {"IN", "NOT_IN", "REGEX"}
SET = ("TAG", "POS", "MORPH", "LEMMA", "DEP")
"""What the ruler may set."""
Pattern = list[dict[str, Any]]


class Attributes:
    """Does what an attribute ruler does.

    ruler (AttributeRuler): the component; one whose patterns ask for something else than
        `ASKED_FOR`, or for an uncertain number of tokens, runs as it is, and so do all where a
        Doc has attributes already.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self.ruler = ruler
        rules: list[dict[str, Any]] = [dict(rule) for rule in ruler.patterns]
        patterns: list[Pattern] = [pattern for rule in rules for pattern in rule["patterns"]]
        single = [pattern[0] for pattern in patterns if len(pattern) == 1]
        longer = [pattern for pattern in patterns if len(pattern) > 1]
        self.is_known = all(is_plain(test) for pattern in patterns for test in pattern)
        forms = {form for test in single for form in values_of(test.get("LOWER", []))}
        self.forms = np.array([ruler.vocab.strings.add(form) for form in forms], np.uint64)
        self.longer = Matcher(ruler.vocab)
        if longer:
            self.longer.add("longer", longer)
        self.said: dict[bytes, Hashes] = {}
        """What the ruler sets on each kind of token."""

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Write what the ruler says on the Docs."""
        for doc in docs:
            if self.is_known and not columns(doc, ("POS", "MORPH", "LEMMA")).any():
                self._write(doc)
            else:
                self.ruler(doc)

    def _write(self, doc: Doc) -> None:
        if not len(doc):
            return
        kinds = columns(doc, ASKED_FOR)
        kinds[~np.isin(kinds[:, 0], self.forms), 0] = 0
        keys = kinds.view(f"V{kinds.strides[0]}")[:, 0]
        _, first, which = np.unique(keys, return_index=True, return_inverse=True)
        said = np.stack([self._said(keys[i].tobytes(), doc, i) for i in first.tolist()])[which]
        for _, start, end in self.longer(doc, allow_missing=True) if len(self.longer) else ():
            said[start:end] = self._asked(doc, start, end)
        write_columns(doc, SET, said)

    def _said(self, kind: bytes, doc: Doc, i: int) -> Hashes:
        """What the ruler sets on tokens of a kind, of which token `i` is one."""
        if kind not in self.said:
            self.said[kind] = self._asked(doc, i, i + 1)[0]
        return self.said[kind]

    def _asked(self, doc: Doc, start: int, end: int) -> Hashes:
        """What the ruler sets on these tokens, were they a text of their own."""
        alone = Doc(doc.vocab, words=[token.text for token in doc[start:end]])
        write_columns(alone, ("TAG", "DEP"), columns(doc, ("TAG", "DEP"))[start:end])
        return columns(self.ruler(alone), SET)


def is_plain(test: dict[str, Any]) -> bool:
    """Whether a pattern's test of a token asks only for what makes up a kind of token."""
    return all(
        name in ASKED_FOR and (not isinstance(value, dict) or set(value) <= TESTS)
        for name, value in test.items()
    )


def values_of(value: Any) -> list[str]:
    """The values that a test compares with."""
    if isinstance(value, dict):
        return [each for values in value.values() for each in values]
    return [value] if isinstance(value, str) else value
