"""What is fuzzed: each target takes any bytes, and raises if a promise is broken.

A target that needs the model loads it when it is first called.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

import quotex
from fuzz.fragments import file_of, page_of, text_of
from fuzz.promises import check_article, check_paragraphs, check_parts, is_unicode
from quotex import inputs, outputs
from quotex.cli.streams import Messages
from quotex.inputs.bounded import MAX_BYTES
from quotex.marks import pair_marks
from quotex.records import Article, Cue, Outlet, Quote, Rejection, Span, Speaker
from quotex.rendering import render

__all__ = ["TARGETS"]


def fuzz_marks(data: bytes) -> None:
    """Marks alone, without a model: quotations lie in the text as they should."""
    text = text_of(data)
    check_paragraphs(text)
    check_parts(text, pair_marks(text))


def fuzz_text(data: bytes) -> None:
    """A text through the whole pipeline: the records keep what they promise."""
    text = text_of(data)
    check_article(quotex.read(text, rejected=True), text)


def fuzz_html(data: bytes) -> None:
    """A page gives an article without anything a page may not hold, or says why there is none."""
    article = quotex.read_html(page_of(data))
    if article.error is None:
        check_article(article, article.text)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]", article.text)
    else:
        assert (article.text, article.quotes) == ("", [])
        assert "Error(" not in article.error, article.error


def fuzz_inputs(data: bytes) -> None:
    """A file gives articles, and a reason for each thing that is wrong in it."""
    ending, content = file_of(data)
    with TemporaryDirectory() as folder:
        path = Path(folder, f"file{ending}")
        path.write_bytes(content)
        for item in inputs.read_sources(inputs.find_sources([str(path)])):
            if isinstance(item, Article):
                assert len(item.text) <= MAX_BYTES
                assert item.error is None
                continue
            assert isinstance(item, inputs.Failure)
            assert item.reason.strip()
            assert item.source.startswith(str(path))


def fuzz_outputs(data: bytes) -> None:
    """Whatever an article holds is written as text in every format, and none of it is obeyed."""
    article = hostile_article(data)
    check_jsonl(article)
    check_csv(article)
    check_table(article)
    check_page(render(article))
    check_page(render([article, article]))
    check_messages(article.id, article.text)
    b"".join(outputs.as_parquet([article]))


TARGETS: dict[str, tuple[Callable[[bytes], None], int]] = {
    "marks": (fuzz_marks, 4096),
    "text": (fuzz_text, 400),
    "html": (fuzz_html, 1000),
    "inputs": (fuzz_inputs, 2000),
    "outputs": (fuzz_outputs, 400),
}
"""The target of each name, and how many bytes it is given at most."""


def hostile_article(data: bytes) -> Article:
    """An article with the same odd text in each of its fields; no quotes if it is no Unicode."""
    text = text_of(data)
    quotes = list(_hostile_quotes(text)) if is_unicode(text) else []
    rejected = [Rejection(span=quote.content[0], reason="not said") for quote in quotes[:1]]
    return Article(
        id=text[:50],
        text=text,
        title=text[50:90],
        url=text[:80],
        published=text[3:9],
        outlet=text[5:20],
        quotes=quotes,
        rejected=rejected,
    )


def _hostile_quotes(text: str) -> Iterator[Quote]:
    for number, quotation in enumerate(pair_marks(text)[:4]):
        spans = [Span(start=a, end=b, text=text[a:b]) for a, b in quotation.parts]
        words = text[number : number + 30] or "x"
        yield Quote(
            id=words[:5],
            kind="direct",
            content=spans,
            verbatim=spans,
            text=words,
            speaker=Speaker(name=words, mention=spans[0], role=words[::-1]),
            cue=Cue(**spans[-1].model_dump(), lemma=words[:9]),
            outlets=[Outlet(name=words, id=words[:3], role="told")],
            confidence=0.5,
            rule=words[4:8],
        )


def check_jsonl(article: Article) -> None:
    """A line of JSON is the article again."""
    [line] = outputs.as_jsonl([article])
    assert line.count("\n") == 1
    assert Article.model_validate(json.loads(line)) == article


def check_csv(article: Article) -> None:
    """A row a quote or rejection, every cell as it was or behind an apostrophe, and no formula."""
    written = "".join(outputs.as_csv([article]))
    heading, *rows = csv.reader(io.StringIO(written, newline=""), strict=True)
    said = [*(quote.text for quote in article.quotes), *(no.span.text for no in article.rejected)]
    assert [len(row) for row in rows] == [len(heading)] * len(said)
    for text, row in zip(said, rows, strict=True):
        cells = dict(zip(heading, row, strict=True))
        assert cells["text"].removeprefix("'") in {text, text.removeprefix("'")}
        assert cells["article_id"].endswith(article.id)
        assert not any(re.match(r"\s*[=+\-@]|[\t\r\n]", cell) for cell in row)


def check_table(article: Article) -> None:
    """The only control characters in a table are the ends of its lines, and colours of ours."""
    for colours in (False, True):
        console = Console(file=io.StringIO(), width=80, force_terminal=colours, markup=False)
        table = "".join(outputs.as_table([article], console))
        table = re.sub(r"\x1b\[[0-9;]*m", "", table) if colours else table
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", table)
        table.encode("utf-8")


def check_messages(source: str, reason: str) -> None:
    """A message on standard error is one, whatever the input is called."""
    written = io.StringIO()
    Messages(Console(file=written, markup=False, highlight=False, emoji=False)).fail(source, reason)
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written.getvalue()
    )


def check_page(page: str) -> None:
    """A view has the elements and attributes of its templates and no others, and can be encoded."""
    page.encode("utf-8")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    found = Elements()
    found.feed(page)
    found.close()
    assert found.tags <= PLAIN.tags, found.tags - PLAIN.tags
    assert found.attributes <= PLAIN.attributes, found.attributes - PLAIN.attributes
    assert (found.scripts, found.declarations) == (1, 1)
    for address in found.addresses:
        assert address in PLAIN.addresses or re.match(r"#|https?://[^\s/]", address, re.IGNORECASE)


class Elements(HTMLParser):
    """What a page consists of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()
        self.scripts = 0
        self.declarations = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.add(tag)
        self.scripts += tag == "script"
        self.attributes.update((tag, name) for name, _ in attrs)
        self.addresses.update(value or "" for name, value in attrs if name in {"href", "src"})

    def handle_decl(self, decl: str) -> None:  # noqa: ARG002
        """Note the document type."""
        self.declarations += 1


def _plain() -> Elements:
    """What a page consists of that has a bit of everything, and nothing odd in it."""
    article = hostile_article(b"\x00" + "A\n“One,” he said. “Two\n“Three” ‘four’ «five» a".encode())
    error = Article(id="a", text="b", error="c")
    found = Elements()
    web = article.model_copy(update={"url": "http://a.example/"})
    nameless = article.quotes[0].model_copy(update={"speaker": Speaker()})
    other = web.model_copy(update={"quotes": [nameless, *article.quotes]})
    for page in (render(article), render(web), render([article, other, error]), render([])):
        found.feed(page)
    return found


PLAIN = _plain()
