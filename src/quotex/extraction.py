"""The Python entry points: a text or many in, records out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import raise_error

from quotex.annotations import quotes_of, rejections_of
from quotex.errors import InputError
from quotex.pipeline import load
from quotex.records import Article, Quote

__all__ = ["extract", "extract_many", "read"]

Source = str | Article
ErrorHandler = Callable[[str, Any, list[Doc], Exception], None]


def extract(source: Source, *, nlp: Language | str | None = None) -> list[Quote]:
    """The quotes of one text, in text order.

    source (str | Article): the text; offsets in the result refer to it.
    nlp (Language | str | None): a spaCy pipeline or its name; by default `en_core_web_sm`.

    Raises:
        InputError: if the text cannot be processed; the message says why.
        ModelNotFoundError: if there is no such pipeline.
    """
    article = read(source, nlp=nlp)
    if article.error is not None:
        raise InputError(article.error)
    return article.quotes


def read(source: Source, *, nlp: Language | str | None = None, rejected: bool = False) -> Article:
    """One text as an `Article` with its quotes; `error` says why there are none, if so.

    rejected (bool): also list the quoted spans that are nobody's words, with the reason.
    """
    return next(extract_many([source], nlp=nlp, rejected=rejected))


def extract_many(
    sources: Iterable[Source],
    *,
    nlp: Language | str | None = None,
    n_process: int = 1,
    batch_size: int = 32,
    rejected: bool = False,
) -> Iterator[Article]:
    """One `Article` for each source, in order, read and returned as a stream.

    A source that fails gives an `Article` with `error` set and costs no other one.

    sources (Iterable[str | Article]): texts, or articles whose texts are read.
    nlp (Language | str | None): a spaCy pipeline or its name; by default `en_core_web_sm`.
    n_process (int): number of processes.
    batch_size (int): number of texts that spaCy works on together.
    rejected (bool): also list the quoted spans that are nobody's words, with the reason.

    Raises:
        ModelNotFoundError: if there is no such pipeline.
        PipelineError: if the pipeline lacks what quotex needs.
    """
    pipeline = with_quotex(nlp)
    waiting: deque[Article] = deque()

    def readable() -> Iterator[tuple[str, int]]:
        for position, source in enumerate(sources):
            article = as_article(source, position)
            article = article.model_copy(update={"error": why_unreadable(article, pipeline)})
            waiting.append(article)
            if article.error is None:
                yield article.text, position

    done = 0
    with failures_handled(pipeline, skip):
        for doc, position in pipeline.pipe(
            readable(), as_tuples=True, n_process=n_process, batch_size=batch_size
        ):
            while done < position:
                yield with_reason(waiting.popleft(), pipeline)
                done += 1
            yield with_quotes(waiting.popleft(), doc, rejected=rejected)
            done += 1
    while waiting:
        yield with_reason(waiting.popleft(), pipeline)


def with_quotex(nlp: Language | str | None) -> Language:
    """The pipeline to use, with the component `quotex` in it."""
    if not isinstance(nlp, Language):
        return load(nlp)
    if "quotex" not in nlp.pipe_names:
        nlp.add_pipe("quotex", last=True)
    return nlp


def as_article(source: Source, position: int) -> Article:
    """`source` as an Article; a bare text is named by its position."""
    if isinstance(source, Article):
        return source
    if not isinstance(source, str):
        raise InputError(
            f"input {position} is a {type(source).__name__}; give texts (str) or quotex.Article."
        )
    return Article(id=str(position), text=source)


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


def with_quotes(article: Article, doc: Doc, *, rejected: bool) -> Article:
    """`article` with the quotes found in its Doc."""
    found: dict[str, Any] = {"quotes": quotes_of(doc)}
    if rejected:
        found["rejected"] = rejections_of(doc)
    return article.model_copy(update=found)


def with_reason(article: Article, nlp: Language) -> Article:
    """`article`, which the pipeline dropped, with the reason as its error."""
    if article.error is not None:
        return article
    try:
        with failures_handled(nlp, raise_error):
            nlp(article.text)
    except Exception as error:
        return article.model_copy(update={"error": f"{type(error).__name__}: {error}"})
    return article.model_copy(update={"error": "failed in a batch, but not when tried again"})


def skip(name: str, component: object, docs: list[Doc], error: Exception) -> None:
    """A spaCy error handler that drops the failing texts; `with_reason` accounts for them."""


@contextmanager
def failures_handled(nlp: Language, handler: ErrorHandler) -> Iterator[None]:
    """Let `handler` deal with texts on which a component fails."""
    before = nlp.default_error_handler
    nlp.set_error_handler(handler)
    try:
        yield
    finally:
        nlp.set_error_handler(before)
