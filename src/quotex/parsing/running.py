"""Runs a pipeline's components over some texts, each in the quickest way that is known for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.pipeline import AttributeRuler, DependencyParser, EntityRecognizer, Tok2Vec
from spacy.tokens import Doc
from thinc.api import NumpyOps

from quotex.parsing.attributes import Attributes
from quotex.parsing.dependencies import Dependencies
from quotex.parsing.entities import Entities
from quotex.parsing.lemmas import Lemmas
from quotex.parsing.vectors import Tensors
from quotex.parsing.words import doc_of

__all__ = ["parsed"]

Runner = Callable[[Sequence[Doc]], None]

RUNNERS: dict[type, Callable[[Any], Runner]] = {
    Tok2Vec: Tensors,
    DependencyParser: Dependencies,
    EntityRecognizer: Entities,
    AttributeRuler: Attributes,
    EnglishLemmatizer: Lemmas,
}
"""What does the same as a component of this class, and no other, in less time."""

_made: WeakKeyDictionary[Language, dict[str, tuple[object, Runner]]] = WeakKeyDictionary()


def parsed(nlp: Language, texts: Sequence[str]) -> list[Doc]:
    """The Docs of the texts as `nlp.pipe` would give them.

    Exceptions: what is too long for a word is cut, and very long texts are parsed in pieces.

    nlp (Language): a pipeline; what its components can do must not change between the calls.
    texts (Sequence[str]): as many texts as should be in memory at once.

    Raises:
        Exception: what a component raises on any of the texts.
    """
    docs = [doc_of(nlp, text) for text in texts]
    for name, component in nlp.pipeline:
        docs = run(nlp, name, component, docs)
    return docs


def run(nlp: Language, name: str, component: Any, docs: list[Doc]) -> list[Doc]:
    """The Docs with what this component adds to them."""
    if type(component) in RUNNERS and runs_on_cpu(component):
        made = _made.setdefault(nlp, {})
        if name not in made or made[name][0] is not component:
            made[name] = (component, RUNNERS[type(component)](component))
        made[name][1](docs)
        return docs
    if hasattr(component, "pipe"):
        return list(component.pipe(docs, batch_size=len(docs)))
    return [component(doc) for doc in docs]


def runs_on_cpu(component: Any) -> bool:
    """Whether the component computes with numpy, if it computes at all."""
    model = getattr(component, "model", None)
    return model is None or isinstance(model.ops, NumpyOps)
