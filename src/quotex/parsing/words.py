"""The words of a text as spaCy's tokenizer finds them, but for what is no word at all.

The tokenizer takes affixes off a word one by one and looks at the rest anew each time, so that a
thousand quotation marks in a row keep it busy for a while, and a million for days.
"""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["doc_of"]

# linear: an attempt begins only where a word does, and reads it once
NO_WORD = re.compile(r"(?<!\S)\S{1001,}")
"""Longer than the longest words and addresses."""
PART = 100
"""What is no word is tokenised in parts of so many characters."""


def doc_of(nlp: Language, text: str) -> Doc:
    """The Doc of `text`, tokenised."""
    cuts = [
        cut for run in NO_WORD.finditer(text) for cut in range(run.start() + PART, run.end(), PART)
    ]
    if not cuts:
        return nlp.make_doc(text)
    edges = pairwise([0, *cuts, len(text)])
    tokens = [token for start, end in edges for token in nlp.make_doc(text[start:end])]
    words = [token.text for token in tokens]
    return Doc(nlp.vocab, words=words, spaces=[bool(token.whitespace_) for token in tokens])
