"""The Python entry points: a text or many in, records out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language

from quotex.batches import read_batch, why_unreadable
from quotex.errors import InputError
from quotex.explanations import explanations_of
from quotex.inputs.html import decoded_page, page_article, require_html
from quotex.limits import MAX_CHARACTERS, require_positive
from quotex.pipeline import add_quotex, load, require
from quotex.records import Article, Explanation, Quote
from quotex.workers import read_in_workers

__all__ = ["explain", "extract", "extract_many", "read", "read_html"]

Source = str | Article

BATCH_CHARACTERS = 300_000
"""Characters that make a batch full, whatever the number of its articles."""

SHARED_CHARACTERS = 50_000
"""The same where batches go to processes: all are done at about the same time, and an article that
makes one fail has fewer beside it."""


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
    batch_size: int = 64,
    rejected: bool = False,
    max_characters: int = MAX_CHARACTERS,
    max_seconds: float | None = None,
) -> Iterator[Article]:
    """One `Article` for each source, in order, read and returned as a stream.

    A source that fails gives an `Article` with `error` set and costs no other one. That includes
    one over which a process dies, if there are several processes or a time limit.

    sources (Iterable[str | Article]): texts, or articles whose texts are read.
    nlp (Language | str | None): a spaCy pipeline or its name; by default `en_core_web_sm`.
    n_process (int): number of processes.
    batch_size (int): number of texts that are worked on together, fewer where they are long.
    rejected (bool): also list the quoted spans that are nobody's words, with the reason.
    max_characters (int): how long a text may be.
    max_seconds (float | None): how long reading one article may take; by default for ever. The
        articles are then read in another process, which is ended.

    Raises:
        InputError: if a source is neither text nor article, or a number makes no sense.
        ModelNotFoundError: if there is no such pipeline.
        PipelineError: if the pipeline lacks what quotex needs, or cannot go to another process.
    """
    require_positive(
        n_process=n_process,
        batch_size=batch_size,
        max_characters=max_characters,
        max_seconds=max_seconds,
    )
    pipeline = with_quotex(nlp)
    if not isinstance(nlp, Language):  # spaCy's limit is for pipelines that need more memory
        pipeline.max_length = max(pipeline.max_length, max_characters)
    articles = articles_of(sources, max_characters)
    if n_process == 1 and max_seconds is None:
        for batch in batches_of(articles, batch_size, BATCH_CHARACTERS):
            yield from read_batch(batch, pipeline, rejected=rejected)
    else:
        yield from read_in_workers(
            shared_out(articles, batch_size, n_process),
            pipeline,
            n_process=n_process,
            rejected=rejected,
            max_seconds=max_seconds,
        )


def articles_of(sources: Iterable[Source], max_characters: int) -> Iterator[Article]:
    """The sources as articles; those that are too long have an error."""
    for position, source in enumerate(sources):
        yield within_limit(as_article(source, position), max_characters)


def batches_of(articles: Iterable[Article], size: int, characters: int) -> Iterator[list[Article]]:
    """The articles, up to `size` together, or fewer that have so many characters.

    What the articles' source raises comes after the last.
    """
    batch: list[Article] = []
    so_far = 0
    failure: Exception | None = None
    try:
        for article in articles:
            batch.append(article)
            so_far += len(article.text)
            if len(batch) == size or so_far >= characters:
                yield batch
                batch, so_far = [], 0
    except Exception as error:
        failure = error
    if batch:
        yield batch
    if failure is not None:
        raise failure


def shared_out(articles: Iterable[Article], size: int, n_process: int) -> Iterator[list[Article]]:
    """Batches of at most `size` articles for processes, all of like length, also the last ones."""
    for portion in batches_of(articles, size * n_process, SHARED_CHARACTERS * n_process):
        left, parts = sum(len(article.text) for article in portion), n_process
        batch: list[Article] = []
        so_far = 0
        for article in portion:
            length = len(article.text)
            too_long = parts > 1 and so_far + length / 2 > left / parts
            if batch and (too_long or len(batch) == size):
                yield batch
                left, parts = left - so_far, max(parts - 1, 1)
                batch, so_far = [], 0
            batch.append(article)
            so_far += length
        yield batch


def within_limit(article: Article, max_characters: int) -> Article:
    """`article`, or what says why it is not read if its text is too long."""
    if article.error is not None or len(article.text) <= max_characters:
        return article
    error = (
        f"the text has {len(article.text)} characters, more than the limit of {max_characters}; "
        "split it, or raise the limit (max_characters, --max-characters)."
    )
    return article.model_copy(update={"error": error})


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
