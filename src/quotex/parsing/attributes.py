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
from spacy.tokens import Doc, Span, Token

from quotex.parsing.columns import Hashes, alike, columns, token_in, write_columns

__all__ = ["Attributes"]

ASKED_FOR = ("LOWER", "TAG", "DEP", "IS_SPACE")
"""What patterns may ask for."""
TESTS = {"IN", "NOT_IN", "REGEX"}
WRITTEN = ("POS", "MORPH", "LEMMA")
"""What a Doc has where a ruler was before."""
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
        self.strings: Any = ruler.vocab.strings
        forms = {form for test in single for form in values_of(test.get("LOWER", []))}
        self.forms = np.array([self.strings.add(form) for form in forms], np.uint64)
        self.longer = Matcher(ruler.vocab)
        if longer:
            self.longer.add("longer", longer)
        self.reach = max((len(pattern) for pattern in longer), default=1) - 1
        named = [min(named_in(pattern), key=len, default=[]) for pattern in longer]
        self.anchors = np.array(
            [self.strings.add(name) for names in named for name in names], np.uint64
        )
        """Forms and dependencies without which no longer pattern matches, if all name some."""
        self.is_anchored = all(named)
        self.said: dict[int, Hashes] = {}
        """What the ruler sets on each kind of token."""

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Write what the ruler says on the Docs."""
        untouched: list[Doc] = []
        for doc in docs:
            if not self.is_known or any(map(doc.has_annotation, WRITTEN)):
                self.ruler(doc)
            elif len(doc):
                untouched.append(doc)
        if untouched:
            self._write(untouched)

    def _write(self, docs: Sequence[Doc]) -> None:
        kinds = np.concatenate([columns(doc, ASKED_FOR) for doc in docs])
        kinds[~np.isin(kinds[:, 0], self.forms), 0] = 0
        keys, first, which = alike(kinds)
        ends = np.cumsum([len(doc) for doc in docs])
        for key, row in zip(keys.tolist(), first.tolist(), strict=True):
            if key not in self.said:
                self._ask(key, token_in(docs, ends, row), kinds[row])
        said = np.stack([self.said[key] for key in keys.tolist()])[which]
        tables = np.split(kinds, ends[:-1]), np.split(said, ends[:-1])
        for doc, its_kinds, its_said in zip(docs, *tables, strict=True):
            for start, end in self._longer_matches(doc):
                its_said[start:end] = self._asked(doc[start:end], its_kinds[start:end])
            write_columns(doc, SET, its_said)

    def _longer_matches(self, doc: Doc) -> set[tuple[int, int]]:
        """Where patterns of several tokens match: looked for around words that they name."""
        if not self.is_anchored:
            spans = self.longer(doc, allow_missing=True, as_spans=True)
            return {(span.start, span.end) for span in spans}
        named = np.isin(columns(doc, ("LOWER", "DEP")), self.anchors).any(axis=1)
        return {
            (span.start, span.end)
            for i in np.flatnonzero(named).tolist()
            for span in self.longer(
                doc[max(i - self.reach, 0) : i + self.reach + 1], allow_missing=True, as_spans=True
            )
        }

    def _ask(self, kind: int, word: Token, its_columns: Hashes) -> None:
        """Find out what the ruler sets on words of a kind, of which this is one."""
        span = word.doc[word.i : word.i + 1]
        self.said[kind] = self._asked(span, its_columns[None])[0]
        for value in self.said[kind].tolist():  # they outlive the Docs
            self.strings.add(self.strings[value], allow_transient=False)

    def _asked(self, tokens: Span, kinds: Hashes) -> Hashes:
        """What the ruler sets on these tokens, were they a text of their own."""
        alone = Doc(tokens.doc.vocab, words=[token.text for token in tokens])
        write_columns(alone, ASKED_FOR[1:3], kinds[:, 1:3])
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


def named_in(pattern: Pattern) -> list[list[str]]:
    """The forms or dependencies one of which a test of the pattern demands, for each such test."""
    return [
        values_of(value)
        for test in pattern
        for name, value in test.items()
        if name in {"LOWER", "DEP"} and (isinstance(value, str) or set(value) == {"IN"})
    ]
