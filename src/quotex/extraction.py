"""The Python entry points: a text or many in, records out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import raise_error

from quotex.annotations import quotes_of, rejections_of
from quotex.batches import failures_handled, read_batch, why_unreadable
from quotex.errors import InputError
from quotex.explanations import explanations_of
from quotex.inputs.html import decoded_page, page_article, require_html
from quotex.pipeline import add_quotex, load, require
from quotex.records import Article, Explanation, Quote

__all__ = ["explain", "extract", "extract_many", "read", "read_html"]

Source = str | Article


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


def explain(source: Source, *, nlp: Language | str | None = None) -> list[Explanation]:
    """The quotes of one text as `extract` gives them, each with how its fields were decided.

    source (str | Article): the text; offsets in the result refer to it.
    nlp (Language | str | None): a spaCy pipeline or its name; by default `en_core_web_sm`.

    Raises:
        InputError: if the text cannot be processed; the message says why.
        ModelNotFoundError: if there is no such pipeline.
    """
    pipeline = with_quotex(nlp)
    article = as_article(source, 0)
    error = why_unreadable(article, pipeline)
    if error is not None:
        raise InputError(error)
    try:
        doc = pipeline(article.text)
    except Exception as failure:
        raise InputError(f"{type(failure).__name__}: {failure}") from failure
    return explanations_of(doc)


def read(source: Source, *, nlp: Language | str | None = None, rejected: bool = False) -> Article:
    """One text as an `Article` with its quotes; `error` says why there are none, if so.

    source (str | Article): the text; offsets in the result refer to it.
    nlp (Language | str | None): a spaCy pipeline or its name; by default `en_core_web_sm`.
    rejected (bool): also list the quoted spans that are nobody's words, with the reason.

    Raises:
        ModelNotFoundError: if there is no such pipeline.
    """
    return next(extract_many([source], nlp=nlp, rejected=rejected))


def read_html(
    html: str | bytes,
    *,
    url: str | None = None,
    id: str | None = None,
    nlp: Language | str | None = None,
    rejected: bool = False,
) -> Article:
    """A web page as an `Article` with its text and quotes; offsets refer to `Article.text`.

    Title, address, date and publisher are those that the page names. `error` says why there is no
    text, if so.

    html (str | bytes): the page; bytes are decoded as a browser would.
    url (str | None): the page's address, where known; it goes before the one in the page.
    id (str | None): by default the address, or else "0".
    nlp (Language | str | None): a spaCy pipeline or its name; by default `en_core_web_sm`.
    rejected (bool): also list the quoted spans that are nobody's words, with the reason.

    Raises:
        MissingExtraError: if the extra `html` is not installed.
        ModelNotFoundError: if there is no such pipeline.
    """
    require_html()
    page = decoded_page(html) if isinstance(html, bytes) else html
    try:
        article = page_article(page, id=id or url or "0", url=url)
    except InputError as error:
        article = Article(id=id or url or "0", text="", url=url, error=str(error))
    return read(article, nlp=nlp, rejected=rejected)


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
    if n_process == 1:
        for batch in batches_of(sources, batch_size):
            yield from read_batch(batch, pipeline, rejected=rejected)
        return
    feed = Feed(sources, pipeline)
    done = 0
    for doc, position in docs_of(pipeline, feed, n_process=n_process, batch_size=batch_size):
        while done < position:
            yield tried_alone(feed.waiting.popleft(), pipeline, rejected=rejected)
            done += 1
        yield with_quotes(feed.waiting.popleft(), doc, rejected=rejected)
        done += 1
    while feed.waiting:
        yield tried_alone(feed.waiting.popleft(), pipeline, rejected=rejected)
    if feed.error is not None:
        raise feed.error


def batches_of(sources: Iterable[Source], size: int) -> Iterator[list[Article]]:
    """The sources as articles, up to `size` together; what they raise comes after the last."""
    batch: list[Article] = []
    failure: Exception | None = None
    try:
        for position, source in enumerate(sources):
            batch.append(as_article(source, position))
            if len(batch) == size:
                yield batch
                batch = []
    except Exception as error:
        failure = error
    if batch:
        yield batch
    if failure is not None:
        raise failure


class Feed:
    """The texts for the pipeline, each with its position, and the articles that wait for Docs.

    waiting (deque[Article]): the articles that were read and not yet returned, in order.
    error (Exception | None): what the sources themselves raised; it ends them.
    """

    def __init__(self, sources: Iterable[Source], pipeline: Language) -> None:
        self.sources = enumerate(sources)
        self.pipeline = pipeline
        self.waiting: deque[Article] = deque()
        self.error: Exception | None = None
        self.count = 0

    def __iter__(self) -> Iterator[tuple[str, int]]:
        try:
            for position, source in self.sources:
                article = as_article(source, position)
                article = article.model_copy(
                    update={"error": why_unreadable(article, self.pipeline)}
                )
                self.waiting.append(article)
                self.count += 1
                if article.error is None:
                    yield article.text, position
        except Exception as error:
            self.error = error


def docs_of(
    nlp: Language, feed: Feed, *, n_process: int, batch_size: int
) -> Iterator[tuple[Doc, int]]:
    """The Docs of the texts, each with its position, without the texts that fail.

    A component of quotex's or the user's that fails drops one text. One of spaCy's ends the
    stream; it is begun anew behind the texts that were read, and `tried_alone` reads those.
    """
    while True:
        count = feed.count
        docs = nlp.pipe(feed, as_tuples=True, n_process=n_process, batch_size=batch_size)
        try:
            while True:
                with failures_handled(nlp, skip):
                    pair = next(docs, None)
                if pair is None:
                    return
                yield pair
        except Exception:
            if feed.count == count:
                raise


def with_quotex(nlp: Language | str | None) -> Language:
    """The pipeline to use: the user's own if it has `quotex` or its stages, else with `quotex`."""
    if not isinstance(nlp, Language):
        return load(nlp)
    require(nlp)
    return add_quotex(nlp)


def as_article(source: Source, position: int) -> Article:
    """`source` as an Article; a bare text is named by its position."""
    if isinstance(source, Article):
        return source
    if not isinstance(source, str):
        raise InputError(
            f"input {position} is a {type(source).__name__}; give texts (str) or quotex.Article."
        )
    return Article(id=str(position), text=source)


def with_quotes(article: Article, doc: Doc, *, rejected: bool) -> Article:
    """`article` with the quotes found in its Doc."""
    found: dict[str, Any] = {"quotes": quotes_of(doc)}
    if rejected:
        found["rejected"] = rejections_of(doc)
    return article.model_copy(update=found)


def tried_alone(article: Article, nlp: Language, *, rejected: bool) -> Article:
    """`article`, which the pipeline dropped, with the reason as its error.

    A component that fails on one text may drop its whole batch: the others succeed here.
    """
    if article.error is not None:
        return article
    try:
        with failures_handled(nlp, raise_error):
            doc = nlp(article.text)
    except Exception as error:
        return article.model_copy(update={"error": f"{type(error).__name__}: {error}"})
    return with_quotes(article, doc, rejected=rejected)


def skip(name: str, component: object, docs: list[Doc], error: Exception) -> None:
    """A spaCy error handler that drops the failing texts."""
