"""The stretches of text that the statement rules look at one at a time.

A unit is a sentence, or several that one quotation holds together: sentence splitters break
inside quotations, and between a quotation and its reporting clause (`“Why?” he asked.`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from quotex.annotations import Offsets, Quotation
from quotex.paragraphs import paragraphs
from quotex.statements.cues import CLAUSE_SUBJECTS, is_cue_verb, is_quote_verb, may_report
from quotex.texts import text_of
from quotex.wordlists import bare, words

__all__ = ["Layout", "Unit"]

ENDS_CLAUSE = {",", ":", ";", "—", "–", "--", ".", "?", "!", "…", "(", ")"}
COMPLEMENTIZERS = {"that", "whether", "if"}
LONGEST_BARE_CLAUSE = 20
"""Tokens between a quotation that ends in ? or ! and the verb that reports it."""


@dataclass(slots=True)
class Unit:
    """A run of tokens, `start` and `end` half-open, within one paragraph."""

    start: int
    end: int
    paragraph: int


class Layout:
    """Where the quotations, paragraphs and units of a Doc are, in tokens.

    What is asked of every token is read from the Doc once and kept here: spaCy makes a new
    `Token` each time that one is looked at.

    doc (Doc): the parsed text.
    quotations (list[Quotation]): its outermost quotations.
    """

    def __init__(self, doc: Doc, quotations: list[Quotation]) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.quotations = quotations
        self.starts: list[int] = doc.to_array(["IDX"]).tolist()
        self._sentences = _places(doc.to_array(["SENT_START"]) == 1)
        self.quotation_of: list[int] = [-1] * len(doc)
        self.is_mark: list[bool] = [False] * len(doc)
        for number, quotation in enumerate(quotations):
            for start, end in quotation.parts:
                self._mark_quoted(number, start, end, len(quotation.mark))
        self._may_report = may_report(doc)
        self._paragraphs: list[tuple[int, int]] = []
        self.units = self._units()
        self._headlines: dict[int, bool] = {}
        self._only_quotations: dict[int, bool] = {}
        self._unit_starts = [unit.start for unit in self.units]

    def _mark_quoted(self, number: int, start: int, end: int, width: int) -> None:
        first, last = self.token_at(start - width), self.token_at(end)
        for i in range(first, min(last + 1, len(self.doc))):
            if start <= self.starts[i] < end:
                self.quotation_of[i] = number
                continue
            token = self.doc[i]
            if token.text and not token.text[0].isalnum() and not token.is_space:
                self.is_mark[i] = token.idx + len(token) > start - width and token.idx < end + 2

    def token_at(self, offset: int) -> int:
        """The index of the token that holds the character at `offset`."""
        return bisect_right(self.starts, offset, 1) - 1

    def tokens_in(self, offsets: Offsets) -> tuple[int, int]:
        """The first token that these characters touch, and the one behind the last."""
        start, end = offsets
        return bisect_right(self.starts, start, 1) - 1, bisect_right(self.starts, end - 1, 1)

    def quoted(self, token: Token) -> bool:
        """Whether `token` stands inside quotation marks."""
        return self.quotation_of[token.i] >= 0

    def opens(self, i: int) -> bool:
        """Whether token `i` is the opening mark of a quotation."""
        return self.is_mark[i] and i + 1 < len(self.doc) and self.quotation_of[i + 1] >= 0

    def closes(self, i: int) -> bool:
        """Whether token `i` is the closing mark of a quotation."""
        return self.is_mark[i] and i > 0 and self.quotation_of[i - 1] >= 0

    def possible_cues(self, unit: Unit) -> list[Token]:
        """The tokens of `unit`, outside quotations, that may be a cue by their form alone."""
        places = _between(self._may_report, unit.start, unit.end)
        return [self.doc[i] for i in places if self.quotation_of[i] < 0]

    def unit_at(self, i: int) -> tuple[int, Unit]:
        """The unit that token `i` lies in, or the last one before it, with its index."""
        index = bisect_right(self._unit_starts, i, 1) - 1
        return index, self.units[index]

    def tokens_of(self, number: int) -> list[Token]:
        """The words and punctuation of a quotation, without marks and spaces."""
        start = self.token_at(self.quotations[number].parts[0][0])
        end = self.token_at(self.quotations[number].parts[-1][1] - 1) + 1
        tokens = (self.doc[i] for i in range(start, end) if self.quotation_of[i] == number)
        return [token for token in tokens if not token.is_space]

    def paragraph_tokens(self, i: int) -> tuple[int, int]:
        """The first token of the paragraph that token `i` is in, and the one behind its last."""
        return self._paragraphs[self.unit_at(i)[1].paragraph]

    def is_headline(self, i: int) -> bool:
        """Whether the paragraph that token `i` is in is written with capitals, as headlines are."""
        number = self.unit_at(i)[1].paragraph
        if number not in self._headlines:
            start, end = self.paragraph_tokens(i)
            words = [t for t in self.doc[start:end] if t.is_alpha and not self.quoted(t)]
            long = [t for t in words[1:] if len(t) > 3]
            capitals = sum(token.text[0].isupper() for token in long)
            self._headlines[number] = bool(long) and capitals > 0.7 * len(long)
        return self._headlines[number]

    def holds_only_quotations(self, unit: Unit) -> bool:
        """Whether no word of `unit` stands outside quotation marks, save for a "But" before."""
        if unit.start not in self._only_quotations:
            start = unit.start
            while start < unit.end - 1 and self.doc[start].lower_ in words("connectives"):
                start += 1
            self._only_quotations[unit.start] = self.only_marks_between(start, unit.end)
        return self._only_quotations[unit.start]

    def only_marks_between(self, start: int, end: int) -> bool:
        """Whether the tokens from `start` to `end` are quoted, or only punctuation and spaces."""
        return not _between(self._unquoted_words, start, end)

    def any_quoted(self, start: int, end: int) -> bool:
        """Whether any of the tokens from `start` to `end` stands inside quotation marks."""
        return bool(_between(self._quoted, start, end))

    def subjects(self, start: int, end: int) -> Sequence[int]:
        """The subjects of clauses among the tokens from `start` to `end`."""
        return _between(self._subjects, start, end)

    def unquoted_subjects(self, start: int, end: int) -> Sequence[int]:
        """Those of the subjects that stand outside quotation marks."""
        return _between(self._unquoted_subjects, start, end)

    def stops(self, start: int, end: int) -> Sequence[int]:
        """The tokens from `start` to `end` that end a clause or may begin the next one."""
        return _between(self._stops, start, end)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last words of the persons that the text names with a given name or a title."""
        titles = words("titles", "honorifics")
        given = words("given_names_male", "given_names_female")
        named = (entity for entity in self.doc.ents if entity.label_ == "PERSON")
        found = {n[-1].text for n in named if len(n) > 1 or self._word_before(n.start) in titles}
        pairs = pairwise(token for token in self.doc if token.text[:1].isupper())
        found |= {b.text for a, b in pairs if b.i == a.i + 1 and a.lower_ in given}
        return frozenset(found)

    def _word_before(self, i: int) -> str:
        return bare(self.doc[i - 1].text) if i else ""

    @cached_property
    def _quoted(self) -> list[int]:
        return _places(np.array(self.quotation_of) >= 0)

    @cached_property
    def _unquoted_words(self) -> list[int]:
        silent = self.doc.to_array(["IS_PUNCT", "IS_SPACE"]).any(axis=1)
        silent |= np.array(self.is_mark)
        silent[self._quoted] = True
        return _places(~silent)

    @cached_property
    def _subjects(self) -> list[int]:
        return _places(self._is_one_of("DEP", CLAUSE_SUBJECTS))

    @cached_property
    def _unquoted_subjects(self) -> list[int]:
        return [i for i in self._subjects if self.quotation_of[i] < 0]

    @cached_property
    def _stops(self) -> list[int]:
        stops = self._is_one_of("LOWER", ENDS_CLAUSE | COMPLEMENTIZERS)
        stops |= np.array(self.is_mark)
        stops[self._quoted] = True
        return _places(stops)

    def _is_one_of(self, attribute: str, values: Set[str]) -> np.ndarray:
        """For each token, whether its attribute is one of these strings."""
        return np.isin(self.doc.to_array([attribute]), list(map(get_string_id, values)))

    def _units(self) -> list[Unit]:
        units: list[Unit] = []
        for number, (start, end) in enumerate(paragraphs(self.text)):
            first, last = bisect_right(self.starts, start - 1), bisect_right(self.starts, end - 1)
            self._paragraphs.append((first, last))
            sentences = _between(self._sentences, first + 1, last)
            cuts = sorted({self._cut(i) for i in sentences if self._splits_before(i)})
            edges = [first, *(cut for cut in cuts if first < cut < last), last]
            units += [Unit(a, b, number) for a, b in pairwise(edges) if a < b]
        return units

    def _cut(self, i: int) -> int:
        """Where the unit ends if a sentence starts at `i`: marks stay with what they enclose."""
        if self.opens(i - 1) and self.quotation_of[i] >= 0:
            return i - 1
        return i + 1 if self.closes(i) and not self.opens(i) else i

    def _splits_before(self, i: int) -> bool:
        """Whether a unit ends where a sentence starts, at `i`: not inside a quotation."""
        inside = self.quotation_of[i] >= 0 and self.quotation_of[i] == self.quotation_of[i - 1]
        return not inside and not self._goes_on(self._cut(i))

    def _goes_on(self, i: int) -> bool:
        """Whether the sentence goes on at token `i`, behind a closing mark and its comma."""
        if i < 2 or i >= len(self.doc):
            return False
        if self.doc[i - 1].text == "," and self.closes(i - 2):
            return True
        if not self.closes(i - 1):
            return False
        text, inner = self.doc[i].text, self.doc[i - 2].text
        if text[0].islower() or (inner in {",", "—", "–"} and text[0].isalpha()):
            return True
        return inner in {"?", "!", "…"} and self._is_bare_reporting_clause(i)

    def _is_bare_reporting_clause(self, i: int) -> bool:
        """Whether a sentence from token `i` reports, but has no content of its own."""
        for token in self.doc[i : i + LONGEST_BARE_CLAUSE]:
            if is_cue_verb(token) or is_quote_verb(token):
                return not any(child.dep_ == "ccomp" for child in token.rights)
            if token.text in {".", ":", ";"}:
                return False
        return False


def _places(which: np.ndarray) -> list[int]:
    """The numbers of the tokens for which this holds."""
    found: list[int] = np.flatnonzero(which).tolist()
    return found


def _between(places: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Those of the places, which are in order, from `start` to `end`, half-open."""
    return places[bisect_left(places, start) : bisect_left(places, end)]
