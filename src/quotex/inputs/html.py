"""An article from a web page: its text, and what the page says about itself.

trafilatura finds the main text and the metadata; `markup.py` makes the page ready for it. The text
has a paragraph a line and a blank line between two of them, the headline first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotex.errors import InputError
from quotex.extras import extra
from quotex.inputs.sources import Failure, Source
from quotex.records import Article
from quotex.wordlists import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

__all__ = ["decoded_page", "page_article", "read_page", "require_html"]

WITHIN_LINE = re.compile(r"\s+")
TABLE_RULE = re.compile(r"[|\s:-]+")
LIST_BULLET = re.compile(r"^- +")
BEFORE_OUTLET = frozenset("|–—•·:-")
"""What stands between a title and the publisher behind it."""

SHORT_LINE = 150
"""Characters that a line may have which invites the reader to do something."""

MAX_TAGS = 100_000
"""Tags that a page may have; many more would fill memory and keep the extraction busy."""

MAX_ATTRIBUTES = 1000
"""Attributes that a tag may have; the parser compares each with all the others."""

TAG = re.compile(r"<[A-Za-z][^\s>/]*")
ATTRIBUTE = re.compile(r"""[\s/"'=]*[^\s>/"'=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?""")
"""An attribute behind a tag's name or another attribute, its value in quotation marks or not."""

SHORT_ARTICLE = 1500
"""Characters below which an article is looked for twice."""


def require_html() -> None:
    """Check that HTML can be read.

    Raises:
        MissingExtraError: if the extra `html` is not installed.
    """
    with extra("html", "HTML is read"):
        import trafilatura  # noqa: F401
        import w3lib.encoding  # noqa: F401


def read_page(data: bytes, source: Source, position: int) -> Article | Failure:
    """One article from a page; without an address, as a file does not tell where it is from."""
    try:
        return page_article(decoded_page(data), id=source.id or str(position))
    except InputError as error:
        return Failure(source.name, str(error))


def decoded_page(data: bytes, content_type: str | None = None) -> str:
    """A page as text, as a browser would decode it.

    UTF-8 if it is valid, else what a byte order mark, the `Content-Type` of HTTP or the page itself
    declares, else windows-1252. Bytes that stand for nothing become U+FFFD.
    """
    from w3lib.encoding import html_to_unicode

    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return html_to_unicode(content_type, data, default_encoding="cp1252")[1]


def page_article(html: str, *, id: str, url: str | None = None) -> Article:
    """The article of a page.

    url (str | None): the page's address, which goes before the one that the page names.

    Raises:
        InputError: if no text comes from the page.
        MissingExtraError: if the extra `html` is not installed.
    """
    require_html()
    try:
        found = extracted(html, url)
    except InputError:
        raise
    except Exception as error:  # of lxml or trafilatura, for markup that nobody foresaw
        raise InputError(f"no article can be made of this page ({error!r})") from error
    paragraphs = list(paragraphs_of(found.text or "")) if found is not None else []
    if found is None or not paragraphs:
        raise InputError(
            "no text was found in this page; if it needs JavaScript or a login, save what the "
            "browser shows, or the article's text as .txt"
        )
    outlet = outlet_of(found.sitename, found.url)
    title = title_of(found.title, outlet)
    return Article(
        id=id,
        text="\n\n".join(with_headline(paragraphs, title)),
        title=title,
        url=url or found.url,
        published=found.date,
        outlet=outlet,
    )


def extracted(html: str, url: str | None) -> Document | None:
    """What trafilatura finds in a page.

    In a short article it distrusts what it has found, and may take the text of the whole page in
    place of it, without paragraphs. So a short one is looked for again without that distrust.
    """
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    from quotex.inputs.markup import NOT_IN_XML, prepare

    data = NOT_IN_XML.sub("", html).encode()
    if not data.strip():
        return None
    if data.count(b"<") > MAX_TAGS:
        raise InputError(f"this page has more than {MAX_TAGS} tags; no article has so many")
    if most_attributes(html) > MAX_ATTRIBUTES:
        raise InputError(f"a tag of this page has more than {MAX_ATTRIBUTES} attributes")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(data, parser=parser)
    except ParserError:  # there is nothing but end tags, comments and the like
        return None
    prepare(page)
    found = extracted_from(page, url)
    if found is not None and len(found.text or "") < SHORT_ARTICLE:
        short = extracted_from(page, url, MIN_EXTRACTED_SIZE="1")
        if short is not None and len(short.text or "") > len(found.text or "") / 3:
            return short
    return found


def most_attributes(html: str) -> int:
    """How many attributes the tag with the most has, or a few more if its marks are broken."""
    most = position = 0
    while (tag := TAG.search(html, position)) is not None:
        position, attributes = tag.end(), 0
        while (attribute := ATTRIBUTE.match(html, position)) is not None:
            position, attributes = attribute.end(), attributes + 1
        most = max(most, attributes)
    return most


def extracted_from(page: HtmlElement, url: str | None, **settings: str) -> Document | None:
    """What trafilatura finds in the tree of a page, with some of its settings changed."""
    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    config = use_config()
    config["DEFAULT"].update(settings)
    found = bare_extraction(
        page,
        url=url,
        config=config,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    return found if not isinstance(found, dict) else None  # it is one only if asked for


def paragraphs_of(text: str) -> Iterator[str]:
    """The lines of an extracted text that belong to the article."""
    for line in text.splitlines():
        line = WITHIN_LINE.sub(" ", line).strip()
        if not TABLE_RULE.fullmatch(line) and not is_furniture(line):
            yield LIST_BULLET.sub("", line.strip("| "), count=1)


def is_furniture(line: str) -> bool:
    """Whether a line is a credit, a link to elsewhere, or asks the reader to do something."""
    if not line:
        return True
    bare = line.strip(" .:!…»›>[]()|*–—-").casefold()
    if not bare or bare in words("page_lines"):
        return True
    label, colon, _ = bare.partition(":")
    if colon and label.strip() in words("page_labels"):
        return True
    return len(line) <= SHORT_LINE and bare.startswith(tuple(words("page_beginnings")))


def outlet_of(site: str | None, url: str | None) -> str | None:
    """The publisher, unless all that is known is the host of the page's address."""
    return None if not site or (url and f"{site}/" in f"{url}/") else site


def title_of(title: str | None, outlet: str | None) -> str | None:
    """The title without the publisher's name at its end: "Title | The Paper"."""
    if title and outlet and title.casefold().endswith(outlet.casefold()):
        words_before = title[: -len(outlet)].rsplit(maxsplit=1)
        if len(words_before) == 2 and words_before[1] in BEFORE_OUTLET:
            title = words_before[0]
    return title or None


def with_headline(paragraphs: list[str], title: str | None) -> list[str]:
    """The paragraphs with the headline as the first: who is quoted in it is quoted too."""
    if title is None:
        return paragraphs
    headline = letters_of(title)
    return [title, *(each for each in paragraphs if letters_of(each) != headline)]


def letters_of(text: str) -> str:
    """The letters and digits of a text, without case."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
