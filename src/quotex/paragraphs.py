"""quotex_paragraphs: a sentence never runs on over the end of a line.

Writes `token.is_sent_start`. Scraped articles have headlines, captions and name lines without a
full stop; the parser, left alone, joins them to the next sentence. It also overlooks the full stop
that the tokeniser leaves at an abbreviation: "It lost £47m." and "she wrote on X." Runs before the
parser.
"""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from quotex.annotations import Offsets
from quotex.parsing.columns import columns, write_columns
from quotex.texts import text_of

__all__ = ["make_paragraphs", "paragraphs"]

STOPPED = [get_string_id(short) for short in ("m.", "X.")]
"""Tokens that hold the full stop of their sentence."""
ON = {"on", "to", "via"}
"""What stands before a platform."""


def paragraphs(text: str) -> list[Offsets]:
    """The lines of `text` that hold more than white space, without the white space around them."""
    found: list[Offsets] = []
    start = 0
    for line in text.splitlines(keepends=True):
        words = line.lstrip()
        if words:
            first = start + len(line) - len(words)
            found.append((first, first + len(words.rstrip())))
        start += len(line)
    return found


def start_sentences(doc: Doc) -> Doc:
    """Mark the first word of each line, and behind "£47m." and "on X.", as a sentence's start."""
    starts = [start for start, _ in paragraphs(text_of(doc))]
    table = columns(doc, ("IDX", "SENT_START", "ORTH"))
    table[np.isin(table[:, 0], starts), 1] = 1
    for i in np.flatnonzero(np.isin(table[:-1, 2], STOPPED)).tolist():
        if i and _ends_sentence(doc[i]):
            table[i + 1, 1] = 1
    write_columns(doc, ("SENT_START",), table[:, 1:2])  # a token's own setter reads all of the Doc
    return doc


def _ends_sentence(short: Token) -> bool:
    """Whether an amount or the platform X ends a sentence here, and no initial or name does."""
    before, behind = short.nbor(-1), short.nbor()
    is_word = before.text[-1].isdigit() if short.text == "m." else before.lower_ in ON
    return is_word and (behind.is_title or behind.is_left_punct or behind.is_quote)


@Language.factory("quotex_paragraphs", assigns=["token.is_sent_start"])
def make_paragraphs(nlp: Language, name: str) -> ParagraphStarts:  # noqa: ARG001
    """Build the component; see the module's docstring."""
    return ParagraphStarts()


class ParagraphStarts:
    """The spaCy component; it has no state."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first word of each line of `doc` as the start of a sentence."""
        return start_sentences(doc)
