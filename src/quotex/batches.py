"""A batch of articles through the pipeline, so that none costs another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from quotex.annotations import quotes_of, rejections_of
from quotex.parsing import parsed
from quotex.records import Article

__all__ = ["read_batch", "why_unreadable"]

KNOWN_WORDS = 300_000
"""About a third of them come with the model; the rest takes some 100 MB."""

DROPPED = "a component of the pipeline failed on the text and dropped it"


def read_batch(batch: Sequence[Article], nlp: Language, *, rejected: bool = False) -> list[Article]:
    """The articles of `batch`, in order, each with its quotes or with `error` set.

    batch (Sequence[Article]): articles; one that came with an error keeps it and is not read.
    nlp (Language): a pipeline with quotex in it.
    rejected (bool): also list the quoted spans that are nobody's words, with the reason.
    """
    checked = [
        article.model_copy(update={"error": why_unreadable(article, nlp)}) for article in batch
    ]
    with bounded_vocabulary(nlp):
        docs = docs_of([article.text for article in checked if article.error is None], nlp)
        return [
            article if article.error is not None else read_from(article, next(docs), nlp, rejected)
            for article in checked
        ]


def bounded_vocabulary(nlp: Language) -> AbstractContextManager[object]:
    """Once spaCy knows very many words, what a batch adds to them goes with the batch.

    Until then they are kept: known words are read more quickly.
    """
    vocab: Any = nlp.vocab
    if len(vocab.strings) < KNOWN_WORDS or vocab.in_memory_zone:
        return nullcontext()
    return nlp.memory_zone()


def docs_of(texts: list[str], nlp: Language) -> Iterator[Doc | None]:
    """The Docs of the texts; nothing instead of them if one of them makes the pipeline fail.

    A component that fails on one text may spoil the whole batch: `read_from` tries each alone.
    """
    try:
        docs: list[Doc] = parsed(nlp, texts)
    except Exception:
        docs = []
    return iter(docs if len(docs) == len(texts) else [None] * len(texts))


def read_from(article: Article, doc: Doc | None, nlp: Language, rejected: bool) -> Article:
    """`article` with the quotes of its Doc, or with the reason why there are none."""
    try:
        if doc is None:
            docs = parsed(nlp, [article.text])
            if not docs:
                return article.model_copy(update={"error": DROPPED})
            doc = docs[0]
        found: dict[str, Any] = {"quotes": quotes_of(doc)}
        if rejected:
            found["rejected"] = rejections_of(doc)
    except Exception as error:
        return article.model_copy(update={"error": f"{type(error).__name__}: {error}"})
    return article.model_copy(update=found)


def why_unreadable(article: Article, nlp: Language) -> str | None:
    """Why the article's text cannot be processed at all, or None."""
    if article.error is not None:
        return article.error
    try:
        article.text.encode("utf-8")
    except UnicodeEncodeError as error:
        return (
            f"the text has a lone surrogate at offset {error.start} and is no valid Unicode; "
            "decode the file with its right encoding."
        )
    if len(article.text) > nlp.max_length:
        return (
            f"the text has {len(article.text)} characters, more than the {nlp.max_length} that "
            "the pipeline takes; split it, or raise nlp.max_length."
        )
    return None
