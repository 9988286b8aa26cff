"""The markup of a web page made ready for the extraction of its text.

Works on the tree, in place. What a page quotes gets the quotation marks that a browser or the
design shows, what is no part of the article goes, and white space counts as little as in a browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement
from lxml.html.defs import block_tags

from quotex.wordlists import words

__all__ = ["NOT_IN_XML", "prepare"]

OUTER_MARKS, INNER_MARKS = ("“", "”"), ("‘", "’")
ANY_MARK = re.compile("[“”„‟\"'‘’‚‛«»‹›]|``")
ATTRIBUTION = ("cite", "footer", "figcaption")
"""What names the source in a block quote, and is no part of it."""

DASHES = ("—", "–", "―", "-", "~")

BLOCKS = block_tags | {"dd", "dt", "figcaption", "footer", "header", "li"}
FURNITURE = ("nav", "footer", "form", "button", "dialog", "select")
"""Elements that hold no part of an article, whatever their class."""

ROLES = frozenset(("banner", "complementary", "contentinfo", "dialog", "navigation", "search"))
NEVER_SHOWN = ("noscript", "template", "script", "style")
ARTICLE_PARTS = "descendant-or-self::*[self::main or self::h1]"
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
WINDOWS_1252 = {
    number: character
    for number in range(0x80, 0xA0)
    if (character := bytes([number]).decode("cp1252", errors="ignore"))
}
SPACES = re.compile(r"[ \t\r\n\f]+")
PULLED = re.compile(r"pull-?_?quote", re.IGNORECASE)
LIVE_BLOG = "LiveBlogPosting"


def prepare(page: HtmlElement) -> None:
    """Change the tree of a page as the module's docstring says."""
    tidy_text(page)
    demote_site_name(page)
    gather_live_blog(page)
    remove_what_is_not_shown(page)
    unfold_layout_tables(page)
    remove_furniture(page)
    remove_repeated_quotes(page)
    mark_inline_quotes(page)
    half = text_length(page) / 2
    for quote in list(page.iter("blockquote")):
        if text_length(quote) < half:  # else it only indents the page
            mark_block_quote(quote)


def demote_site_name(page: HtmlElement) -> None:
    """Make the site's own name, which some pages have as their first heading, no heading."""
    names = {name.strip() for name in page.xpath("//meta[@property='og:site_name']/@content")}
    for heading in list(page.iter("h1")):
        if heading.text_content().strip() in names:
            heading.tag = "div"


def gather_live_blog(page: HtmlElement) -> None:
    """Make the entries of a live blog one article, of which the extraction takes only the first."""
    schema = "".join(page.xpath("//script[@type='application/ld+json']/text() | //@itemtype"))
    entries = page.xpath("//article | //*[@itemprop='liveBlogUpdate']")
    if LIVE_BLOG not in schema or len(entries) < 2:
        return
    around = [{entry, *entry.iterancestors()} for entry in entries]
    first = entries[0]
    common = next(
        each for each in (first, *first.iterancestors()) if all(each in a for a in around)
    )
    for entry in entries:
        entry.tag = "div"
    if common.tag not in ("body", "html"):
        common.tag = "article"


def remove_what_is_not_shown(page: HtmlElement) -> None:
    """Remove what a browser does not show; the metadata in JSON stays."""
    for element in list(page.iter(*NEVER_SHOWN)):
        if element.get("type") != "application/ld+json":
            element.drop_tree()


def unfold_layout_tables(page: HtmlElement) -> None:
    """Make tables that only lay the page out plain blocks: those that one cell nearly fills."""
    for table in list(page.iter("table")):
        cells = [
            cell for cell in table.iter("td", "th") if next(cell.iterancestors("table")) is table
        ]
        largest = max(cells, key=text_length, default=None)
        if largest is None or text_length(largest) <= text_length(table) / 2:
            continue
        if next(largest.iterdescendants("br", *BLOCKS), None) is not None:
            for part in (table, *table.iter("thead", "tbody", "tfoot", "tr"), *cells):
                part.tag = "div"


def remove_furniture(page: HtmlElement) -> None:
    """Remove elements that by their tag, role, class or id are no part of the article.

    What holds the headline, or more than half of the page, is more than that.
    """
    body = page.find("body")
    if body is None:
        return
    half = text_length(body) / 2
    for element in list(body.iterdescendants()):
        if (
            is_furniture(element)
            and element.getparent() is not None
            and not element.xpath(ARTICLE_PARTS)
            and text_length(element) < half
        ):
            element.drop_tree()


def is_furniture(element: HtmlElement) -> bool:
    """Whether an element is said to be a menu, an advertisement, a form and the like."""
    if element.tag == "footer":  # of a block quote it names the source
        return next(element.iterancestors("blockquote"), None) is None
    return (
        element.tag in FURNITURE
        or element.get("role") in ROLES
        or not words("page_classes").isdisjoint(names_of(element))
    )


def names_of(element: HtmlElement) -> Iterator[str]:
    """The words in an element's class and id: "newsletter" in `articleNewsletter_box`."""
    for match in WORD.finditer(f"{element.get('class', '')} {element.get('id', '')}"):
        yield match[0].lower()


def text_length(element: HtmlElement) -> int:
    """How many characters an element shows, white space left out."""
    return sum(len(text) - text.count(" ") for text in element.itertext())


def remove_repeated_quotes(page: HtmlElement) -> None:
    """Remove pull quotes, which show in large letters what the article says elsewhere."""
    whole = letters(page)
    for element in list(page.iter("aside", "blockquote", "div", "figure", "p", "q", "span")):
        if PULLED.search(element.get("class", "")) and element.getparent() is not None:
            said = letters(element)
            if not said or whole.count(said) > 1:
                element.drop_tree()


def letters(element: HtmlElement) -> str:
    """The letters and digits of an element's text."""
    return "".join(letter for letter in element.text_content() if letter.isalnum())


def tidy_text(page: HtmlElement) -> None:
    """Make each run of white space one space, but where it is kept (`<pre>`).

    Characters that XML does not allow go; quotation marks and others that a page has by their
    number in windows-1252 (`&#147;`, U+0093) become what was meant.
    """
    kept = {element for pre in page.iter("pre") for element in pre.iter()}
    for element in page.iter():
        if element.text:
            element.text = tidied(element.text, keep_space=element in kept)
        if element.tail:
            element.tail = tidied(element.tail, keep_space=element.getparent() in kept)


def tidied(text: str, *, keep_space: bool) -> str:
    """A text of the page as `tidy_text` wants it."""
    text = NOT_IN_XML.sub("", text.translate(WINDOWS_1252))
    return text if keep_space else SPACES.sub(" ", text)


def mark_inline_quotes(page: HtmlElement) -> None:
    """Put the marks around each `<q>` that a browser shows; then it is text like any other."""
    for quote in list(page.iter("q")):
        inside = next(quote.iterancestors("q", "blockquote"), None) is not None
        put_marks(quote, *(INNER_MARKS if inside else OUTER_MARKS))
    for quote in list(page.iter("q")):
        quote.tag = "span"


def mark_block_quote(quote: HtmlElement) -> None:
    """Make a block quote plain paragraphs in quotation marks, with the source behind them.

    Each paragraph opens with a mark and the last one closes, as a newspaper prints it. A block
    quote that begins with a quotation mark keeps the marks that it has.
    """
    for source in list(quote.iter(*ATTRIBUTION)):
        source.tag = "p"
        source.set("class", "attribution")
    wrap_loose_text(quote)
    quote.tag = "div"
    blocks = [block for block in innermost_blocks(quote) if block.text_content().strip()]
    said = [block for n, block in enumerate(blocks) if not names_source(block, first=n == 0)]
    if not said or begins_with_mark(said[0]):
        return
    opening, closing = OUTER_MARKS
    for paragraph in said:
        trim_breaks(paragraph)
        put_marks(paragraph, opening, closing if paragraph is said[-1] else "")
        for line in paragraph.iter("br"):
            if line.tail and line.tail.strip():
                line.tail = opening + line.tail.lstrip()


def trim_breaks(paragraph: HtmlElement) -> None:
    """Remove line breaks at the start and the end of a paragraph."""
    while not (paragraph.text or "").strip() and len(paragraph) and paragraph[0].tag == "br":
        paragraph[0].drop_tree()
    while len(paragraph) and paragraph[-1].tag == "br" and not (paragraph[-1].tail or "").strip():
        paragraph[-1].drop_tree()


def names_source(paragraph: HtmlElement, *, first: bool) -> bool:
    """Whether a paragraph of a block quote says whose words these are: "— Ana Ruiz"."""
    if paragraph.get("class") == "attribution":
        return True
    return not first and paragraph.text_content().lstrip().startswith(DASHES)


def wrap_loose_text(quote: HtmlElement) -> None:
    """Put text that stands in a block quote without a paragraph of its own into one."""
    children = list(quote)
    first, quote.text = quote.text, None
    loose = new_paragraph(quote, 0, first) if first and first.strip() else None
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag in BLOCKS:
            loose = None
        elif loose is None:
            loose = new_paragraph(quote, quote.index(child))
            loose.append(child)
        else:
            loose.append(child)
        if tail and tail.strip():
            if loose is None:
                loose = new_paragraph(quote, quote.index(child) + 1, tail)
            else:
                append_text(loose, tail)


def new_paragraph(quote: HtmlElement, index: int, text: str = "") -> HtmlElement:
    """A paragraph made among the children of a block quote."""
    paragraph: HtmlElement = quote.makeelement("p")
    paragraph.text = text
    quote.insert(index, paragraph)
    return paragraph


def innermost_blocks(element: HtmlElement) -> Iterator[HtmlElement]:
    """The blocks in an element that have no block in them."""
    for block in element.iterdescendants(*BLOCKS):
        if next(block.iterdescendants(*BLOCKS), None) is None:
            yield block


def begins_with_mark(element: HtmlElement) -> bool:
    """Whether an element's text begins with a quotation mark of any shape."""
    return ANY_MARK.match(element.text_content().lstrip()) is not None


def put_marks(element: HtmlElement, opening: str, closing: str) -> None:
    """Put marks before and behind an element's text, unless it begins with one."""
    if begins_with_mark(element):
        return
    element.text = opening + (element.text or "").lstrip()
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + closing
    else:
        element.text = element.text.rstrip() + closing


def append_text(element: HtmlElement, text: str) -> None:
    """Add text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
