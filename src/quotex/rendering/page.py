"""The pages, put together from the templates, styles and script beside this module.

Whatever a template shows goes through two gates, wherever it comes from: `shown` makes characters
visible that a browser would obey, and Jinja escapes what would be read as HTML.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from tempfile import SpooledTemporaryFile
from uuid import uuid4

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup
from pydantic import BaseModel

from quotex.errors import InputError
from quotex.outputs.table import printable
from quotex.records import Article, Quote
from quotex.rendering.legend import voices_of
from quotex.rendering.marking import Anchor, Close, Mark
from quotex.rendering.picture import picture_of
from quotex.rendering.totals import NO_OUTLET, Totals, outlets_of, speaker_of
from quotex.rendering.view import View

__all__ = ["as_html", "notebook_article", "notebook_quote", "render"]

IN_MEMORY = 16_000_000
"""Characters of finished articles that are held in memory; beyond that they wait in a file."""
CHUNK = 100_000
"""Characters that are read from there at a time."""
TOGETHER = 50
"""Values of the template that make a piece; each alone would be written to the file by itself."""

WHITE_SPACE = re.compile(r"\s+")

CHAIN = {"told": "told", "reported": "reported by", "cited": "citing", "posted": "posted on"}
"""How an outlet's part is said between the speaker and the outlet."""


def render(articles: Article | Iterable[Article]) -> str:
    """One self-contained HTML view of an article, or of several with an index.

    The view loads nothing, so it can be sent, archived and opened anywhere. What an article holds
    is shown and never run. The view is one string; `as_html` gives it in pieces.

    articles (Article | Iterable[Article]): results of `quotex.read` or `quotex.extract_many`.

    Raises:
        InputError: if something else than articles is given.
    """
    if isinstance(articles, Article):
        articles = [articles]
    elif isinstance(articles, str | BaseModel) or not isinstance(articles, Iterable):
        raise no_article(articles)
    return "".join(as_html(articles))


def as_html(articles: Iterable[Article]) -> Iterator[str]:
    """The page of `articles`, in pieces.

    The index stands at the top and needs the last article's numbers. So that memory does not grow
    with the articles, each one waits, finished, in a temporary file; only counts are kept.
    """
    totals = Totals()
    with SpooledTemporaryFile(
        max_size=IN_MEMORY, mode="w+", encoding="utf-8", newline=""
    ) as finished:
        for article in articles:
            finished.write(section(article, totals))
        finished.seek(0)
        several = len(totals.entries) != 1
        page = template("page").stream(
            totals=totals,
            several=several,
            picture=picture_of(totals) if several else None,
            sections=map(Markup, iter(lambda: finished.read(CHUNK), "")),
            styles=styles("article", "page"),
            script=asset("page.js"),
            policy=policy(),
        )
        page.enable_buffering(TOGETHER)
        yield from page


def section(article: Article, totals: Totals) -> str:
    """An article as a part of a page; it is counted in `totals`."""
    if not isinstance(article, Article):
        raise no_article(article)
    view = View.of(article, prefix=f"article-{len(totals.entries) + 1}")
    totals.add(article, view.title)
    return template("article").render(view=view, totals=totals, chain=CHAIN)


def no_article(value: object) -> InputError:
    """The error for something that cannot be shown."""
    return InputError(
        f"a page shows quotex.Article, not {type(value).__name__}; "
        "quotex.read(text) gives the article of a text."
    )


def notebook_article(article: Article) -> str:
    """An article as the output of a notebook's cell: no script, no id that another one has."""
    view = View.of(article, prefix=f"quotex-{uuid4().hex[:12]}")
    return template("notebook").render(
        view=view, totals=None, chain=CHAIN, quote=None, styles=styles("article")
    )


def notebook_quote(quote: Quote) -> str:
    """A quote as the output of a notebook's cell."""
    [voice] = voices_of([quote])
    return template("notebook").render(
        view=None, quote=quote, voice=voice, chain=CHAIN, styles=styles("article")
    )


def shown(value: object) -> object:
    """A value for a template: text on one line, with nothing in it that a browser would obey."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return printable(WHITE_SPACE.sub(without_line_break, value))


def without_line_break(space: re.Match[str]) -> str:
    """White space as it is, or one space if a line ends in it."""
    return space[0] if {"\r", "\n"}.isdisjoint(space[0]) else " "


@cache
def environment() -> Environment:
    """The templates, and the functions that they may call."""
    found = Environment(
        loader=PackageLoader("quotex.rendering"),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.tests.update(
        mark=lambda token: isinstance(token, Mark),
        close=lambda token: isinstance(token, Close),
        anchor=lambda token: isinstance(token, Anchor),
    )
    found.globals.update(speaker_of=speaker_of, outlets_of=outlets_of, no_outlet=NO_OUTLET)
    return found


def template(name: str) -> Template:
    """A template by name."""
    return environment().get_template(f"{name}.html")


@cache
def asset(name: str) -> Markup:
    """A style sheet or script beside this module, to be put into a page as it is."""
    file = resources.files("quotex.rendering") / "templates" / name
    return Markup(file.read_text(encoding="utf-8"))  # noqa: S704 (a file of this package)


def styles(*names: str) -> Markup:
    """Style sheets, one after the other."""
    return Markup("\n").join(asset(f"{name}.css") for name in names)


@cache
def policy() -> str:
    """What the browser is told to allow: this page's own styles and script, and no request."""
    style, script = hash_of(styles("article", "page")), hash_of(asset("page.js"))
    return f"default-src 'none'; img-src data:; style-src '{style}'; script-src '{script}'"


def hash_of(source: str) -> str:
    """How a content security policy names an inline style or script that may be used."""
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
