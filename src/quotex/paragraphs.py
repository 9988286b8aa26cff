"""quotex_paragraphs: a sentence never runs on over the end of a line.

Writes `token.is_sent_start`. Scraped articles have headlines, captions and name lines without a
full stop; the parser, left alone, joins them to the next sentence. Runs before the parser.
"""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from quotex.annotations import Offsets
from quotex.parsing.columns import columns, write_columns

__all__ = ["make_paragraphs", "paragraphs"]


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


def start_sentences_at_lines(doc: Doc) -> Doc:
    """Mark the first word of each line as the start of a sentence."""
    starts = [start for start, _ in paragraphs(doc.text)]
    table = columns(doc, ("IDX", "SENT_START"))
    table[np.isin(table[:, 0], starts), 1] = 1
    write_columns(doc, ("SENT_START",), table[:, 1:])  # a token's own setter reads all of the Doc
    return doc


@Language.factory("quotex_paragraphs", assigns=["token.is_sent_start"])
def make_paragraphs(nlp: Language, name: str) -> ParagraphStarts:  # noqa: ARG001
    """Build the component; see the module's docstring."""
    return ParagraphStarts()


class ParagraphStarts:
    """The spaCy component; it has no state."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first word of each line of `doc` as the start of a sentence."""
        return start_sentences_at_lines(doc)
