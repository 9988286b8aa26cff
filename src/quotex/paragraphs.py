"""quotex_paragraphs: a sentence never runs on over the end of a line.

Writes `token.is_sent_start`. Scraped articles have headlines, captions and name lines without a
full stop; the parser, left alone, joins them to the next sentence. Runs before the parser.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from quotex.annotations import Offsets

__all__ = ["make_paragraphs", "paragraphs"]


def paragraphs(text: str) -> list[Offsets]:
    """The lines of `text` that hold more than white space, as offsets without the line's end."""
    found: list[Offsets] = []
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((start, start + len(line.rstrip())))
        start += len(line)
    return found


def start_sentences_at_lines(doc: Doc) -> Doc:
    """Mark the first word of each line as the start of a sentence."""
    after_line_end = False
    for token in doc:
        if token.is_space:
            after_line_end = after_line_end or "\n" in token.text or "\r" in token.text
        elif after_line_end:
            token.is_sent_start = True
            after_line_end = False
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
