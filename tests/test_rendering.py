"""The page of articles and what a notebook shows, read by an HTML parser."""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

import quotex
from marked_articles import HOSTILE, WIRE, article_of, hostile, many_quotes, quote_of, spans_of
from quotex.outputs import printable
from quotex.records import Article, Outlet, Quote, Rejection, Span
from quotex.rendering import as_html, render
from quotex.rendering.legend import COLOURS, PATTERNS, voices_of
from quotex.rendering.marking import Anchor, Close, Mark, Words, lines_of
from quotex.rendering.page import asset, hash_of, shown


def parsed(page: str) -> HtmlElement:
    return html.document_fromstring(page)


def page_of(*articles: Article) -> HtmlElement:
    return parsed(render(articles[0] if len(articles) == 1 else articles))


def notebook(*records: Article | Quote) -> HtmlElement:
    return parsed("".join(record._repr_html_() for record in records))


def having(root: HtmlElement, name: str) -> list[HtmlElement]:
    """The elements of a class."""
    return root.xpath(".//*[contains(concat(' ', @class, ' '), $name)]", name=f" {name} ")


def words(element: HtmlElement) -> str:
    """The text of an element on one line, without the quotes' numbers."""
    nodes = element.xpath(
        ".//text()[not(ancestor::a[@role='doc-noteref'])][not(ancestor::*[local-name()='title'])]"
    )
    return " ".join("".join(nodes).split())


def marked(root: HtmlElement, part: str, quote: int = 1) -> list[str]:
    """What is marked as a part of the first article's quote of that number."""
    return [
        words(element)
        for element in having(root, part)
        if f"-quote-{quote} " in element.get("data-quotes", "")
    ]


def card(root: HtmlElement, quote: int = 1) -> HtmlElement:
    return root.xpath("//li[contains(@class, 'card')]")[quote - 1]


# --- the article -----------------------------------------------------------------------------


def test_the_whole_article_is_there_line_by_line() -> None:
    root = page_of(WIRE)
    [title] = having(root, "title")
    [text] = having(root, "text")
    lines = [words(title), *(words(line) for line in text.xpath("./p"))]
    assert lines == [line for line in WIRE.text.split("\n") if line]


def test_what_a_quote_consists_of_is_marked_where_it_stands() -> None:
    root = page_of(WIRE)
    assert marked(root, "content", 1) == ["Talks could resume “within days”"]
    assert marked(root, "cue", 1) == ["told"]
    assert marked(root, "mention", 1) == ["Foreign Minister Ana Ruiz"]
    assert marked(root, "outlet", 1) == ["Serbian media", "The Post", "Interfax"]
    assert [words(each) for each in having(root, "verbatim")][1] == "within days"


def test_a_quote_in_several_pieces_over_paragraphs_is_marked_in_each() -> None:
    root = page_of(WIRE)
    assert marked(root, "content", 2) == [
        "We have nothing to hide,",
        "Let them read it.",
        "“All of it.",
    ]


def test_the_number_of_a_quote_stands_behind_its_closing_mark_and_leads_to_its_card() -> None:
    root = page_of(WIRE)
    chip = having(root, "text")[0].xpath(".//a[@role='doc-noteref']")[1]
    assert chip.text == "A2"
    assert chip.getprevious().tail == "”"
    target = root.get_element_by_id(chip.get("href").removeprefix("#"))
    assert "We have nothing to hide" in words(target)
    assert chip.get("aria-describedby") == target.get("id")
    back = target.xpath(".//a[@role='doc-backlink']")[0].get("href")
    assert root.get_element_by_id(back.removeprefix("#")) is chip


def test_a_card_says_who_told_whom_reported_by_and_citing() -> None:
    first = card(page_of(WIRE))
    assert words(having(first, "who")[0]) == "A1 Ana Ruiz Foreign Minister"
    assert [words(each) for each in having(first, "chain")[0]] == [
        "told Serbian media",
        "reported by The Post",
        "citing Interfax",
    ]
    facts = [words(each) for each in having(first, "facts")[0]]
    assert facts[:4] == ["mixed", "cue “told”", "confidence 0.92", "rule test.rule"]


def test_each_speaker_keeps_letter_and_colour_and_is_listed_once() -> None:
    voices = voices_of(WIRE.quotes)
    assert [voice.letter for voice in voices] == ["A", "A", "B"]
    assert voices[0] == voices[1]
    assert voices[0].styles != voices[2].styles
    cast = having(page_of(WIRE), "cast")[0]
    assert [words(each) for each in cast] == [
        "A Ana Ruiz, Foreign Minister , quotes: 2",
        "B (the airline) , quotes: 1",
    ]


def test_speakers_who_outnumber_the_colours_differ_by_pattern_and_always_by_letter() -> None:
    text = "x"
    quotes = [quote_of(text, "x", speaker=f"Speaker {number}") for number in range(60)]
    voices = voices_of(quotes)
    assert len({voice.styles for voice in voices[: COLOURS * PATTERNS]}) == COLOURS * PATTERNS
    assert len({voice.letter for voice in voices}) == 60
    assert [voices[number].letter for number in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def test_who_has_no_name_is_shown_by_the_articles_words_or_as_unknown() -> None:
    text = "It is late, the official said. No."
    named = quote_of(text, "It is late", mention="the official", speaker=None)
    unknown = quote_of(text, "No", speaker=None)
    assert [voice.label for voice in voices_of([named, unknown])] == ["(the official)", "(unknown)"]


# --- headings --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title", "heading", "lines"),
    [
        ("Bridge opens\n\nIt rained.", None, "Bridge opens", 1),
        ("Bridge  opens\nIt rained.", "Bridge opens", "Bridge opens", 1),
        ("It rained.", "Bridge opens", "Bridge opens", 1),
        ("It rained.\nIt snowed.", None, "a1", 2),
        ("Only a line", None, "a1", 1),
        ("", None, "a1", 0),
    ],
)
def test_the_heading_is_the_title_or_a_first_line_like_one_or_the_id(
    text: str, title: str | None, heading: str, lines: int
) -> None:
    root = page_of(Article(id="a1", text=text, title=title))
    assert words(having(root, "title")[0]) == heading
    assert (words(having(root, "origin")[0]) == "a1") is (heading != "a1")
    assert len(having(root, "text")[0].xpath("./p")) == lines
    assert root.findtext(".//title") == heading


def test_publisher_date_and_address_are_shown() -> None:
    root = page_of(
        Article(
            id="a1", text="x", outlet="The Paper", published="2024-05-01", url="https://e.org/1"
        )
    )
    assert words(having(root, "origin")[0]) == "The Paper 2024-05-01 original"
    assert root.xpath("//a[@href='https://e.org/1']/@rel") == ["noopener noreferrer"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "/local", "https:///"])
def test_an_address_that_is_no_web_address_is_text_and_no_link(url: str) -> None:
    root = page_of(Article(id="a1", text="x", url=url))
    assert url in words(having(root, "origin")[0])
    assert url not in root.xpath("//@href")


# --- articles that are unlike others -------------------------------------------------------------


def test_an_article_without_quotes_says_so_and_has_no_filters() -> None:
    root = page_of(Article(id="a1", text="It rained."))
    assert "No quotes were found" in words(root)
    assert not root.xpath("//form")


@pytest.mark.parametrize("title", ["", " ", "\n"])
def test_an_empty_article_with_an_empty_title_makes_a_page_too(title: str) -> None:
    root = page_of(Article(id="a.txt", text="", title=title))
    assert having(root, "article")


def test_an_article_that_failed_shows_why_and_its_text() -> None:
    root = page_of(Article(id="a1", text="It rained.\ud800", error="a lone <surrogate>"))
    assert words(having(root, "error")[0]).endswith("a lone <surrogate>")
    assert words(having(root, "text")[0]) == "It rained.\\ud800"


def test_three_hundred_quotes_are_all_marked_and_listed() -> None:
    root = page_of(many_quotes(300))
    assert len(root.xpath("//li[contains(@class, 'card')]")) == 300
    assert len(root.xpath("//a[@role='doc-noteref']")) == 300


def test_a_quote_whose_words_are_not_in_the_text_has_a_card_and_no_way_back() -> None:
    [quote] = article_of("“Yes,” she said.", quote_of("“Yes,” she said.", "Yes")).quotes
    root = page_of(Article(id="a1", text="", quotes=[quote]))
    assert "Yes" in words(card(root))
    assert not root.xpath("//a[@role='doc-backlink' or @role='doc-noteref']")


def test_rejected_words_are_listed_with_the_reason() -> None:
    span = Span(start=0, end=1, text="<")
    root = page_of(Article(id="a", text="<", rejected=[Rejection(span=span, reason="a title")]))
    assert words(having(root, "rejected")[0]) == "“<” a title"


def test_a_cue_inside_another_quotes_words_is_marked_inside_them() -> None:
    text = "“He told me to go, she said, and I went,” Ruiz added."
    outer = quote_of(text, "He told me to go, she said, and I went", cue="added", speaker="Ruiz")
    inner = quote_of(text, "to go", cue="told", mention="He", speaker="Him")
    root = page_of(article_of(text, outer, inner))
    assert marked(root, "content", 1) == [outer.content[0].text]
    assert marked(root, "cue", 2) == ["told"]
    [told] = [each for each in having(root, "cue") if words(each) == "told"]
    assert told.getparent() in having(root, "content")


def test_marks_that_cross_are_each_marked_whole() -> None:
    text = "one two three four"
    first, second = quote_of(text, "one two three"), quote_of(text, "three four")
    crossing = quote_of(text, "two three four")
    root = page_of(article_of(text, first, crossing, second))
    for number, said in enumerate(["one two three", "two three four", "three four"], start=1):
        assert " ".join(" ".join(marked(root, "content", number)).split()) == said


@given(data=st.data())
def test_any_spans_over_any_text_give_tags_that_nest_and_lose_no_word(data: st.DataObject) -> None:
    text = data.draw(st.text("ab \n\r\u2028”", min_size=1, max_size=40))
    offsets = st.integers(0, len(text))
    drawn = data.draw(
        st.lists(st.tuples(offsets, offsets).filter(lambda o: o[0] < o[1]), max_size=8)
    )
    quotes = [quote_of(text, *spans_of(text, [each])) for each in drawn]
    covered: dict[int, str] = Counter()
    lines = lines_of(article_of(text, *quotes))
    for line in lines:
        opened: list[Mark] = []
        for token in line:
            if isinstance(token, Mark):
                opened.append(token)
            elif isinstance(token, Close):
                assert opened.pop().part == token.part
            elif isinstance(token, Words):
                for quote in {each for mark in opened for each in mark.quotes}:
                    covered[quote] = (covered[quote] or "") + token.text
        assert opened == []
    assert ["".join(t.text for t in line if isinstance(t, Words)) for line in lines] == [
        line.strip() for line in text.splitlines() if line.strip()
    ]
    for number, (start, end) in enumerate(drawn):
        assert "".join((covered[number] or "").split()) == "".join(text[start:end].split())
    anchors = [token.quote for line in lines for token in line if isinstance(token, Anchor)]
    assert len(anchors) == len(set(anchors))


# --- nothing runs, nothing is fetched ------------------------------------------------------------


def test_a_hostile_article_is_shown_and_brings_no_element_of_its_own() -> None:
    root = page_of(hostile())
    assert len(root.xpath("//script")) == 1
    assert len(root.xpath("//style")) == 1
    assert not root.xpath("//img | //iframe | //b[@onclick] | //marquee | //base | //object")
    assert not [name for name in root.xpath("//@*") if name.attrname.startswith("on")]
    assert not root.xpath("//@style")
    shown = words(having(root, "text")[0])
    assert "<script>window.ran = 1</script>" in shown
    assert "</style>" in shown
    assert "\\x1b[31m" in shown
    assert "\\u202e" in shown


def test_no_character_reaches_the_page_that_a_browser_would_obey() -> None:
    for page in (render(hostile()), render([hostile(), hostile()]), hostile()._repr_html_()):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
        page.encode("utf-8")


@pytest.mark.parametrize(
    ("given", "seen"),
    [("a \r\n b", "a b"), ("a  b", "a  b"), ("\n", " "), ("a\t\u2003b \n", "a\t\u2003b ")],
)
def test_a_line_break_is_a_space_and_other_white_space_stays(given: str, seen: str) -> None:
    assert shown(given) == seen


def test_hostile_text_cannot_leave_an_attribute() -> None:
    root = page_of(hostile())
    escaped = printable(HOSTILE)
    assert root.xpath("//mark/@title")[0] == f"{escaped}, {escaped}"


def test_a_page_refers_to_nothing_outside_itself() -> None:
    for root in (page_of(WIRE), page_of(WIRE, WIRE), notebook(WIRE)):
        assert not root.xpath("//@src | //@srcset | //link[not(@href='data:,')]")
        assert all(each.startswith(("#", "data:,")) for each in root.xpath("//@href"))
        for style in root.xpath("//style/text()"):
            assert "url(" not in style
            assert "@import" not in style


def test_the_browser_is_told_to_run_only_the_pages_own_script_and_styles() -> None:
    page = render(WIRE)
    [policy] = re.findall('http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    [style] = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    [script] = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    directives = dict(each.split(" ", 1) for each in policy.replace("&#39;", "'").split("; "))
    assert directives == {
        "default-src": "'none'",
        "img-src": "data:",
        "style-src": f"'{hash_of(style)}'",
        "script-src": f"'{hash_of(script)}'",
    }


# --- several articles ------------------------------------------------------------------------


def others() -> list[Article]:
    text = "“No,” Ruiz told TASS. “Never,” he said."
    tass = [("TASS", "told", "TASS")]
    quotes = [
        quote_of(text, "No", speaker="Ana Ruiz", outlets=tass),
        quote_of(text, "Never", speaker="Max Roth"),
    ]
    return [
        WIRE,
        Article(id="b", text=text, title="Second", quotes=quotes),
        Article(id="c", text="x"),
    ]


def test_the_index_counts_speakers_and_outlets_over_all_articles() -> None:
    root = page_of(*others())
    speakers, contents = root.xpath("//table")
    rows = [[words(cell) for cell in row] for row in speakers.xpath(".//tbody/tr")]
    assert rows == [
        ["Ana Ruiz", "3", "Serbian media 1, The Post 1, Interfax 1, TASS 1"],
        ["Max Roth", "1", ""],
        ["(not named)", "1", ""],
    ]
    assert [[words(cell) for cell in row] for row in contents.xpath(".//tbody/tr")] == [
        ["Pipeline talks may resume, minister says", "3", "2"],
        ["Second", "2", "2"],
        ["c", "0", "0"],
    ]


def test_the_picture_shows_the_numbers_of_the_table_and_has_a_title_and_a_description() -> None:
    root = page_of(*others())
    [picture] = root.xpath("//svg[@role='img']")
    named = [root.get_element_by_id(each) for each in picture.get("aria-labelledby").split()]
    assert [element.tag for element in named] == ["title", "desc"]
    assert [each.text for each in having(picture, "number")] == ["3", "1", "1"]
    circles = [each.findtext("title") for each in having(picture, "dot")]
    assert "Ana Ruiz, TASS: 1" in circles
    assert len(circles) == 4


def test_the_picture_draws_those_who_spoke_most_and_says_how_many_there_are() -> None:
    articles = [many_quotes(30, speakers=30), many_quotes(3, speakers=1)]
    root = page_of(*articles)
    assert len(having(root, "bar")) == 15
    widths = [float(each.get("width")) for each in having(root, "bar")]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > widths[1]
    assert "the table has all 30" in words(root)


def test_each_line_of_the_index_leads_to_its_article_even_if_ids_repeat() -> None:
    root = page_of(WIRE, WIRE)
    targets = [each.removeprefix("#") for each in root.xpath("//table//a/@href")]
    assert targets == ["article-1", "article-2"]
    assert all(root.get_element_by_id(each).tag == "article" for each in targets)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_filters_offer_what_the_quotes_have() -> None:
    root = page_of(*others())
    [form] = root.xpath("//form")
    offered = {
        words(fieldset.find("legend")): [words(each) for each in fieldset.xpath(".//label")]
        for fieldset in form.xpath(".//fieldset")
    }
    assert offered["Speaker"] == ["Ana Ruiz 3", "Max Roth 1", "(not named) 1"]
    assert offered["Outlet"][-1] == "(none) 3"
    assert len(offered["Kind"]) == 3
    [roth] = form.xpath(".//input[@name='speaker'][following::bdi[1][text()='Max Roth']][last()]")
    [shown] = [c for c in having(root, "card") if c.get("data-speaker") == roth.get("value")]
    assert "Never" in words(shown)


def test_no_articles_make_a_page_too() -> None:
    assert "There are no articles" in words(parsed(render([])))


def test_what_waited_in_pieces_is_put_together_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [WIRE, hostile(), WIRE]
    whole = render(articles)
    assert "".join(as_html(articles)) == whole
    monkeypatch.setattr("quotex.rendering.page.CHUNK", 3)
    monkeypatch.setattr("quotex.rendering.page.IN_MEMORY", 10)
    assert render(articles) == whole


def test_articles_are_let_go_as_soon_as_they_are_drawn() -> None:
    def alive() -> int:
        return sum(isinstance(each, Article) and each.id == "mine" for each in gc.get_objects())

    most = 0

    def articles() -> Iterator[Article]:
        nonlocal most
        for _ in range(20):
            most = max(most, alive())
            yield Article(id="mine", text="It rained.")

    assert len(list(as_html(articles()))) > 1
    assert most <= 2


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [("It rained.", "str"), (WIRE.quotes, "Quote"), (WIRE.quotes[0], "Quote"), (1, "int")],
)
def test_what_is_no_article_is_refused_with_a_hint(wrong: object, kind: str) -> None:
    with pytest.raises(quotex.InputError, match=rf"not {kind}; quotex\.read\(text\)"):
        quotex.render(wrong)


# --- notebooks -------------------------------------------------------------------------------


def test_a_notebook_shows_an_article_without_any_script() -> None:
    root = notebook(WIRE)
    assert not root.xpath("//script | //form")
    assert marked(root, "content", 1) == ["Talks could resume “within days”"]
    assert root.xpath("//mark/@title")[0] == "Ana Ruiz, Foreign Minister"
    assert len(root.xpath("//details//li[contains(@class, 'card')]")) == 3


def test_a_quote_that_was_posted_says_where() -> None:
    outlet = Outlet(name="Telegram", role="posted")
    root = notebook(WIRE.quotes[0].model_copy(update={"outlets": [outlet]}))
    assert words(having(root, "chain")[0]) == "posted on Telegram"


def test_a_notebook_shows_a_quote_without_its_article() -> None:
    root = notebook(WIRE.quotes[0])
    assert having(root, "said")[0].text == WIRE.quotes[0].text
    assert "told Serbian media" in words(root)
    assert not root.xpath("//article")


def test_outputs_on_one_page_share_no_id_and_leave_the_notebooks_own_style_alone() -> None:
    root = notebook(WIRE, WIRE, *WIRE.quotes, Article(id="a", text="x"))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)) > 0
    for selector in re.findall(r"^([^@\s/}][^{]*)\{", asset("article.css"), re.MULTILINE):
        assert all(".quotex" in each for each in selector.split(","))


# --- colours ---------------------------------------------------------------------------------


def luminance(colour: tuple[float, ...]) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def rgb(value: str) -> tuple[float, ...]:
    return tuple(int(value[at : at + 2], 16) / 255 for at in (1, 3, 5))


def mixed(over: tuple[float, ...], share: float, under: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(share * a + (1 - share) * b for a, b in zip(over, under, strict=True))


def variables(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): ([^;]+);", block))


SPEAKERS = re.findall(r"\.colour-(\S+) \{ --colour: (#\w+); --on: (#\w+);", asset("article.css"))
LIGHT, DARK = (
    variables(block) for block in re.findall(r"--paper:.*?\}", asset("article.css"), re.DOTALL)
)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_all_text_can_be_read_on_its_ground(theme: dict[str, str]) -> None:
    paper, panel, ink = (rgb(theme[name]) for name in ("paper", "panel", "ink"))
    for name in ("ink", "soft", "link", "alarm"):
        assert contrast(rgb(theme[name]), paper) >= 4.5
        assert contrast(rgb(theme[name]), panel) >= 4.5
    assert [name for name, *_ in SPEAKERS] == [*map(str, range(COLOURS)), "none"]
    tint, deep = (float(theme[name].rstrip("%")) / 100 for name in ("tint", "deep"))
    for _, colour, on in SPEAKERS:
        assert contrast(rgb(on), rgb(colour)) >= 4.5
        ground = mixed(rgb(colour), tint, paper)
        assert contrast(ink, ground) >= 4.5
        assert contrast(ink, mixed(rgb(colour), deep, ground)) >= 4.5
        line = mixed(rgb(colour), 0.62, ink)
        assert contrast(line, paper) >= 3
