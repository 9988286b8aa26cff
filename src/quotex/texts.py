"""The text of a Doc, joined once: spaCy makes a token of each word for it, whenever asked."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from spacy.tokens import Doc

__all__ = ["text_of"]

_texts: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()
"""As long as the Docs are there; what a Doc's text is does not change."""


def text_of(doc: Doc) -> str:
    """What `doc.text` is."""
    text = _texts.get(doc)
    if text is None:
        text = _texts[doc] = doc.text
    return text
