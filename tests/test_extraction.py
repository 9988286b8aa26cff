"""A text or many in, records out: in order, whatever becomes of a single one."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import quotex
from quotex import Article, InputError, ModelNotFoundError
from quotex.extraction import batches_of, extract, extract_many, read, shared_out
from quotex.inputs import find_sources, read_sources
from quotex.marks import Marks
from quotex.pipeline import find_model

pytestmark = pytest.mark.model

FIXTURES = Path(__file__).parent.parent / "fixtures"
GOLD = FIXTURES.parent.parent / "shared" / "gold"
TEXT = "“We will appeal,” Ana Ruiz said."
FILM = "The film “The Night Shift” opened on Monday."
SURROGATE = "Ruiz said \ud800 no."


def poisoned(doc: Doc) -> Doc:
    """A component that fails on a word."""
    if "poison" in doc.text:
        raise ValueError("there is poison in it")
    return doc


needs_fork = pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork", reason="other processes lack the failing part"
)


@pytest.fixture
def fragile(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> Language:
    """The pipeline, with a stage of quotex failing on the word poison."""
    whole = Marks.__call__
    monkeypatch.setattr(Marks, "__call__", lambda self, doc: whole(self, poisoned(doc)))
    return nlp


def numbered(count: int) -> list[str]:
    return [f"“We lost {n} times,” Ana Ruiz said." for n in range(count)]


def test_one_text_gives_its_quotes() -> None:
    (quote,) = extract(TEXT)
    assert (quote.text, quote.kind, quote.speaker.name) == ("We will appeal", "direct", "Ana Ruiz")


def test_reading_a_text_gives_the_article() -> None:
    article = read(TEXT)
    assert (article.text, article.id, article.error, article.rejected) == (TEXT, "0", None, [])
    assert article.quotes == extract(TEXT)


def test_what_is_known_of_an_article_is_kept() -> None:
    known = Article(id="a7", text=TEXT, title="Court", url="https://example.org", outlet="Daily")
    assert read(known) == known.model_copy(update={"quotes": extract(TEXT)})


def test_rejected_quotations_are_listed_on_request() -> None:
    assert read(FILM).rejected == []
    (rejection,) = read(FILM, rejected=True).rejected
    assert (rejection.span.text, rejection.reason) == ("The Night Shift", "title or name")


@pytest.mark.parametrize("n_process", [1, 2])
def test_articles_come_back_in_the_order_given(n_process: int) -> None:
    texts = numbered(7)
    articles = list(extract_many(texts, n_process=n_process, batch_size=2))
    assert [article.text for article in articles] == texts
    assert [article.id for article in articles] == list("0123456")
    assert [q.text for a in articles for q in a.quotes] == [f"We lost {n} times" for n in range(7)]


def test_articles_come_back_while_later_ones_are_still_to_be_read() -> None:
    read_so_far = []

    def endless() -> Iterator[str]:
        while True:
            read_so_far.append(TEXT)
            yield TEXT

    first = next(extract_many(endless(), batch_size=2))
    assert first.quotes
    assert len(read_so_far) <= 4


@pytest.mark.parametrize("text", ["", " ", "\n\n", "It rained.", "”", "“"])
def test_a_text_without_quotes_is_no_error(text: str) -> None:
    assert read(text) == Article(id="0", text=text)


@pytest.mark.parametrize("text", ["“A\r\n\r\n“B,”\rRuiz said.\u2028", "\ufeff“No,” Ruiz said.\x00"])
def test_the_text_is_given_back_unaltered(text: str) -> None:
    assert read(text).text == text


def test_a_lone_surrogate_is_an_error_of_its_article() -> None:
    article = read(SURROGATE)
    assert article.text == SURROGATE
    assert article.quotes == []
    assert "lone surrogate at offset 10" in (article.error or "")


def test_extracting_from_a_text_that_cannot_be_read_raises_the_reason() -> None:
    with pytest.raises(InputError, match="lone surrogate"):
        extract(SURROGATE)


def test_a_text_that_is_too_long_is_an_error_of_its_article() -> None:
    fits, too_long = extract_many([TEXT, TEXT + " "], max_characters=len(TEXT))
    assert fits.error is None
    assert too_long.error is not None
    assert f"{len(TEXT) + 1} characters, more than the limit of {len(TEXT)}" in too_long.error


def test_the_limit_of_spacy_is_that_of_pipelines_that_users_bring(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nlp, "max_length", len(TEXT))
    fits, too_long = extract_many([TEXT, TEXT + " "], nlp=nlp)
    assert fits.error is None
    assert f"more than the {len(TEXT)} that the pipeline takes" in (too_long.error or "")
    assert [article.error for article in extract_many([TEXT, TEXT + " "])] == [None, None]


@pytest.mark.parametrize(
    "limits",
    [{"n_process": 0}, {"batch_size": -1}, {"max_characters": 0}, {"max_seconds": 0.0}],
)
def test_a_number_that_makes_no_sense_is_refused(limits: dict[str, Any]) -> None:
    [(name, _)] = limits.items()
    with pytest.raises(InputError, match=f"{name} is .*; it must be above 0"):
        next(extract_many([TEXT], **limits))


@needs_fork
def test_an_article_that_takes_too_long_is_an_error_and_costs_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = Marks.__call__

    def endless(self: Marks, doc: Doc) -> Doc:
        while "poison" in doc.text:
            pass
        return whole(self, doc)

    monkeypatch.setattr(Marks, "__call__", endless)
    articles = list(extract_many([TEXT, "It is poison.", TEXT], max_seconds=5))
    assert [article.error for article in articles] == [
        None,
        "reading this article took longer than the limit of 5 seconds",
        None,
    ]
    assert [len(article.quotes) for article in articles] == [1, 0, 1]


def test_long_articles_make_small_batches() -> None:
    long, short = (Article(id="a", text="x" * length) for length in (50, 1))
    batches = list(batches_of([long, short, long, short, short, short], 3, 100))
    assert batches == [[long, short, long], [short, short, short]]
    assert [len(batch) for batch in batches_of([long] * 5, 3, 100)] == [2, 2, 1]


def test_few_articles_are_shared_out_evenly_between_the_processes() -> None:
    article, long = Article(id="a", text="x" * 50), Article(id="b", text="x" * 350)
    assert [len(batch) for batch in shared_out([article] * 8, 64, 2)] == [4, 4]
    assert list(shared_out([long, *[article] * 7], 64, 2)) == [[long], [article] * 7]
    assert [len(batch) for batch in shared_out([article] * 8, 3, 2)] == [3, 3, 1, 1]
    assert list(shared_out([article, long], 64, 2)) == [[article], [long]]
    assert list(shared_out([], 64, 2)) == []


def test_an_article_that_came_with_an_error_keeps_it() -> None:
    article = Article(id="a", text=TEXT, error="not found")
    assert next(extract_many([article, TEXT])) == article


@pytest.mark.parametrize(
    ("bad", "n_process"),
    [({0}, 1), ({3}, 1), ({5}, 1), ({1, 2}, 1), ({0, 5}, 1), (set(range(6)), 1), ({1, 2}, 2)],
)
def test_an_unreadable_text_costs_no_other(bad: set[int], n_process: int) -> None:
    texts = [SURROGATE if n in bad else text for n, text in enumerate(numbered(6))]
    articles = list(extract_many(texts, n_process=n_process, batch_size=2))
    assert [article.text for article in articles] == texts
    assert {n for n, article in enumerate(articles) if article.error} == bad
    assert {n for n, article in enumerate(articles) if not article.quotes} == bad


@pytest.mark.usefixtures("fragile")
@pytest.mark.parametrize("bad", [{0}, {3}, {5}, {1, 2}, {0, 5}, set(range(6))])
def test_an_article_that_fails_costs_no_other(bad: set[int]) -> None:
    texts = [text + " It is poison." * (n in bad) for n, text in enumerate(numbered(6))]
    articles = list(extract_many(texts, batch_size=2))
    assert [article.text for article in articles] == texts
    assert {n for n, article in enumerate(articles) if article.error} == bad
    assert {n for n, article in enumerate(articles) if not article.quotes} == bad
    assert {articles[n].error for n in bad} == {"ValueError: there is poison in it"}


@pytest.mark.usefixtures("fragile")
@needs_fork
def test_an_article_that_fails_in_another_process_costs_no_other() -> None:
    texts = [text + " It is poison." * (n == 2) for n, text in enumerate(numbered(6))]
    articles = list(extract_many(texts, batch_size=2, n_process=2))
    assert [article.text for article in articles] == texts
    assert [bool(article.error) for article in articles] == [n == 2 for n in range(6)]
    assert [bool(article.quotes) for article in articles] == [n != 2 for n in range(6)]


class FailsInBatches:
    """A component as spaCy's own are: one bad text spoils its batch and ends the stream."""

    def __call__(self, doc: Doc) -> Doc:
        return poisoned(doc)

    def pipe(self, docs: Iterator[Doc], *, batch_size: int) -> Iterator[Doc]:
        for batch in spacy.util.minibatch(docs, size=batch_size):
            yield from [poisoned(doc) for doc in batch]


@pytest.mark.parametrize("bad", [{0}, {3}, {5}, {1, 4}, set(range(6))])
def test_a_batch_that_fails_costs_only_the_article_that_spoils_it(
    bad: set[int], nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nlp, "_components", [("fails", FailsInBatches()), *nlp._components])
    texts = [text + " It is poison." * (n in bad) for n, text in enumerate(numbered(6))]
    articles = list(extract_many(texts, batch_size=3))
    assert [article.text for article in articles] == texts
    assert {n for n, article in enumerate(articles) if article.error} == bad
    assert {n for n, article in enumerate(articles) if not article.quotes} == bad


def test_rejected_quotations_of_a_spoilt_batch_are_listed_too(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nlp, "_components", [("fails", FailsInBatches()), *nlp._components])
    _, film = extract_many(["It is poison.", FILM], rejected=True)
    assert [rejection.span.text for rejection in film.rejected] == ["The Night Shift"]


def test_failures_outside_quotex_are_still_raised_while_articles_are_read(
    fragile: Language,
) -> None:
    articles = extract_many([TEXT, TEXT], batch_size=1)
    next(articles)
    with pytest.raises(ValueError, match="poison"):
        fragile("It is poison.")
    assert next(articles).quotes


def test_two_streams_can_be_read_in_turn(fragile: Language) -> None:
    texts = [TEXT, "It is poison.", TEXT]
    pairs = list(zip(extract_many(texts), extract_many(texts), strict=True))
    assert all(one == other for one, other in pairs)
    with pytest.raises(ValueError, match="poison"):
        fragile("It is poison.")


def test_what_the_sources_raise_reaches_the_caller_after_the_articles_before_it() -> None:
    def sources() -> Iterator[str]:
        yield TEXT
        raise OSError("the disk is gone")

    articles = extract_many(sources())
    assert next(articles).quotes
    with pytest.raises(OSError, match="the disk is gone"):
        next(articles)


@pytest.mark.parametrize("source", [None, 7, b"bytes", ["a list"]])
def test_what_is_no_text_is_refused_with_its_place(source: object) -> None:
    articles = extract_many([TEXT, source])  # type: ignore[list-item]
    assert next(articles).quotes
    with pytest.raises(InputError, match=f"input 1 is a {type(source).__name__}"):
        next(articles)


def test_a_pipeline_of_ones_own_can_be_passed() -> None:
    own = spacy.load(find_model())
    assert [quote.text for quote in extract(TEXT, nlp=own)] == ["We will appeal"]
    assert own.pipe_names.count("quotex") == 1
    assert extract(TEXT, nlp=own) == own(TEXT)._.quotes
    assert own.pipe_names.count("quotex") == 1


def test_quotex_can_be_added_to_a_pipeline_of_ones_own() -> None:
    own = spacy.load(find_model())
    own.add_pipe("quotex")
    (quote,) = own(TEXT)._.quotes
    assert (quote.text, quote.speaker.name) == ("We will appeal", "Ana Ruiz")


def test_a_model_can_be_named() -> None:
    assert extract(TEXT, nlp=find_model()) == extract(TEXT)


def test_a_wrong_model_name_is_an_error_that_names_both_ways_to_get_one() -> None:
    with pytest.raises(ModelNotFoundError) as caught:
        quotex.extract(TEXT, nlp="no_such_model")
    assert 'pip install "quotex[en]"' in str(caught.value)
    assert "python -m spacy download en_core_web_sm" in str(caught.value)


@pytest.mark.parametrize(
    "where", [FIXTURES, GOLD / "news-dev.jsonl", GOLD / "polnear-dev.jsonl.gz"]
)
def test_a_pipeline_with_quotex_added_finds_the_quotes_that_extracting_finds(where: Path) -> None:
    if not where.exists():
        pytest.skip(f"there is no {where.name}: the gold standards are not in the repository")
    own = spacy.load(find_model())
    own.add_pipe("quotex_paragraphs", before="parser")
    own.add_pipe("quotex")
    texts = [a.text for a in read_sources(find_sources([str(where)])) if isinstance(a, Article)]
    assert len(texts) > 10
    different = [
        (article.id, one)
        for article, doc in zip(extract_many(texts), own.pipe(texts), strict=True)
        for one, other in zip_longest(article.quotes, doc._.quotes)
        if one != other
    ]
    assert different == []


def test_without_paragraphs_before_the_parser_few_quotes_differ() -> None:
    own = spacy.load(find_model())
    own.add_pipe("quotex")
    texts = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.txt"))]
    alike = total = 0
    for article, doc in zip(extract_many(texts), own.pipe(texts), strict=True):
        found = {(quote.text, quote.speaker.name) for quote in article.quotes}
        alike += len(found & {(quote.text, quote.speaker.name) for quote in doc._.quotes})
        total += len(found)
    assert alike > 0.97 * total
