"""Articles from web pages: what comes out of them, and what does not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import quotex
from quotex.errors import InputError, MissingExtraError
from quotex.inputs import Failure, find_sources, read_sources
from quotex.inputs.html import decoded_page, page_article, title_of
from quotex.marks import pair_marks
from quotex.records import Article

PAGES = Path(__file__).parent / "data" / "pages"


def page(name: str) -> Article:
    """The article of a page in `tests/data/pages`."""
    return page_article(decoded_page((PAGES / name).read_bytes()), id=name)


def text_of(body: str) -> str:
    """The text of a page with this body, between two paragraphs that make it an article."""
    before = "<p>The council met on Monday evening to talk about the new bridge.</p>"
    after = "<p>A decision is expected before the end of the year, the clerk said.</p>"
    article = page_article(f"<html><article>{before}{body}{after}</article></html>", id="a")
    paragraphs = article.text.split("\n\n")
    assert (paragraphs[0][:11], paragraphs[-1][:10]) == ("The council", "A decision")
    return "\n\n".join(paragraphs[1:-1])


def quoted(text: str) -> list[list[str]]:
    """What the quotation marks of a text enclose, a list for each quotation."""
    return [[text[start:end] for start, end in each.parts] for each in pair_marks(text)]


# --- whole pages -----------------------------------------------------------------------------


def test_a_news_page_gives_its_text_and_what_it_says_about_itself() -> None:
    article = page("harbour-bridge.html")
    assert article.title == "Harbour bridge to reopen ‘within days’, mayor says"
    assert article.url == "https://www.coastherald.example/news/2024/05/14/harbour-bridge"
    assert article.published == "2024-05-14"
    assert article.outlet == "The Coast Herald"
    assert article.text.split("\n\n") == [
        "Harbour bridge to reopen ‘within days’, mayor says",
        "The harbour bridge, shut since a barge struck one of its piers in March, could reopen "
        "“within days”, Mayor Ana Ruiz told Radio Meridian on Tuesday.",
        "“We have tested every single bolt,” she said. “I would drive my own children across it "
        "tomorrow.”",
        "Tomas Weld, who runs the ferry that has replaced the bridge, called the plan “a gamble "
        "with other people’s lives”.",
        "‘No shortcuts’",
        "In a letter to the council, the engineers wrote:",
        "“We took no shortcuts. Each of the four piers was examined by divers on two separate "
        "days.",
        "“Our advice is to open one lane first, and to lower the speed limit.”",
        "The council will vote on Thursday. The opposition said it would abstain.",
        "The barge’s owner, Weser Lines, declined to comment.",
    ]


@pytest.mark.parametrize(
    "unwanted",
    [
        "cookies",
        "Accept all",
        "newsletter",
        "Share on",
        "Email this",
        "Lena Okafor",
        "Photograph",
        "Read more",
        "asleep at the wheel",
        "Advertisement",
        "Ferry fares",
        "crane driver",
        "Rubbish",
        "rights reserved",
        "dataLayer",
        "Sport",
    ],
)
def test_what_stands_around_the_article_stays_out_of_its_text(unwanted: str) -> None:
    assert unwanted in (PAGES / "harbour-bridge.html").read_text(encoding="utf-8")
    assert unwanted not in page("harbour-bridge.html").text


@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.glob("[!e]*.html")))
def test_no_quotation_of_a_page_runs_over_a_headline_or_into_another(name: str) -> None:
    text = page(name).text
    for quotation in pair_marks(text):
        assert quotation.closed or name == "valley-water.html"
        parts = [text[start:end] for start, end in quotation.parts]
        assert all("\n" not in part for part in parts)
        assert len(parts) == 1 or name == "harbour-bridge.html"


def test_an_old_page_in_windows_1252_that_does_not_say_so_is_read_rightly() -> None:
    article = page("valley-water.html")
    paragraphs = article.text.split("\n\n")
    assert paragraphs[2] == (
        "“Nobody asked us,” said José Ibáñez, who grows apricots on 12 hectares. “They drew a "
        "line on a map – and we were on the wrong side of it.”"
    )
    assert "the café owner’s association" in article.text
    assert "the price of €3 a cubic metre" in article.text


def test_paragraphs_that_only_line_breaks_part_are_paragraphs() -> None:
    starts = [each.split()[0] for each in page("valley-water.html").text.split("\n\n")]
    assert starts == ["Farmers", "VALLEY", "“Nobody", "The", "Its", "A"]


def test_what_a_page_does_not_say_about_itself_is_not_made_up() -> None:
    article = page("valley-water.html")  # it has a year in its last line, and no address
    assert (article.url, article.published, article.outlet) == (None, None, None)


def test_entities_of_every_kind_become_characters() -> None:
    text = page("lakeside-table.html").text
    assert (
        "“This is a victory for every ferry passenger who ever waited in the rain,” Ms Novák told "
        "supporters outside Smith & Sons’ boathouse. “I'll be on the first boat tomorrow.”" in text
    )
    assert "The turnout was 48 per cent" in text


def test_a_table_has_a_row_a_line() -> None:
    lines = page("lakeside-table.html").text.split("\n\n")
    assert lines[3:7] == [
        "Candidate | Party | Votes",
        "Petra Novák | Civic List | 4,310",
        "Owen Hale | Union | 4,098",
        "Bea Lund | Greens | 1,277",
    ]


def test_all_entries_of_a_live_blog_are_read() -> None:
    text = page("storm-live.html").text
    for words in ("up the poles", "The trees are still falling", "a barn on the line"):
        assert words in text
    assert "Share this post" not in text


def test_a_post_that_is_embedded_is_a_quotation_with_its_author_behind_it() -> None:
    assert (
        "The transport minister, Dana Frost, has posted this on X:\n\n"
        "“If you do not have to travel, don’t. The trees are still falling.”\n\n"
        "— Dana Frost" in page("storm-live.html").text
    )


def test_credits_and_requests_that_look_like_paragraphs_are_left_out() -> None:
    text = page("museum-plain.html").text
    for unwanted in (
        "Mira Sand",
        "ADVERTISEMENT",
        "Read more",
        "Sign up",
        "Image credit",
        "Follow us",
        "READ ALSO",
    ):
        assert unwanted not in text
    assert text.endswith("This article was amended on 3 June to correct the maker’s name.")


def test_a_page_without_text_fails_and_says_so() -> None:
    [failure] = read_sources(find_sources([str(PAGES / "empty-app.html")]))
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("no text was found in this page")


# --- quotations ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>He called it <q>a farce</q>.</p>", "He called it “a farce”."),
        ("<p>He said: <q>She said <q>no</q></q>.</p>", "He said: “She said ‘no’”."),
        ("<p>He called it <q>“a farce”</q>.</p>", "He called it “a farce”."),
        ("<p>He called it <q><b>a</b> <i>farce</i></q>.</p>", "He called it “a farce”."),
        ("<p>He called it <q> a farce\n</q>.</p>", "He called it “a farce”."),
    ],
)
def test_inline_quotations_get_the_marks_that_a_browser_shows(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<blockquote>We won.</blockquote>", "“We won.”"),
        ("<blockquote><p>We won.</p></blockquote>", "“We won.”"),
        ("<blockquote><p>One.</p><p>Two.</p></blockquote>", "“One.\n\n“Two.”"),
        ("<blockquote>One.<br><br>Two.<br></blockquote>", "“One.\n\n“Two.”"),
        ("<blockquote><div><p>One.</p></div>Two.</blockquote>", "“One.\n\n“Two.”"),
        ("<blockquote>One <b>and</b> more.</blockquote>", "“One and more.”"),
        ("<blockquote>“We won,” she said.</blockquote>", "“We won,” she said."),
        ("<blockquote><p>We won.</p><p>— Ana Ruiz</p></blockquote>", "“We won.”\n\n— Ana Ruiz"),
        ("<blockquote>We won. <cite>Ana Ruiz</cite></blockquote>", "“We won.”\n\nAna Ruiz"),
        ("<blockquote><blockquote>We won.</blockquote></blockquote>", "“We won.”"),
    ],
)
def test_a_block_quote_gets_quotation_marks_but_not_its_source(body: str, text: str) -> None:
    assert text_of(body) == text


def test_the_paragraphs_of_a_block_quote_are_one_quotation() -> None:
    text = text_of("<blockquote><p>One.</p><p>Two.</p></blockquote><p>He left.</p>")
    assert quoted(text) == [["One.", "Two."]]


def test_a_pull_quote_that_repeats_the_article_is_left_out_and_another_stays() -> None:
    said = "<p>“It was the worst night of my life,” she said.</p>"
    pulled = '<blockquote class="article__pull-quote">{}</blockquote>'
    repeated = pulled.format("It was the worst night of my life")
    assert text_of(said + repeated) == "“It was the worst night of my life,” she said."
    other = pulled.format("Nobody came to help us")
    assert text_of(said + other).endswith("\n\n“Nobody came to help us”")


def test_a_block_quote_that_only_indents_the_page_is_no_quotation() -> None:
    story = "".join(f"<p>Paragraph {number} of the story.</p>" for number in range(20))
    text = page_article(f"<html><body><blockquote>{story}</blockquote></body></html>", id="a").text
    assert "“" not in text
    assert text.count("\n\n") == 19


# --- furniture -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "furniture",
    [
        "<div class='article__newsletterSignup'><p>The best stories, every day.</p></div>",
        "<div id='cookie_notice'><p>We and our partners keep data.</p></div>",
        "<p class='photo-credit'>Lena Okafor</p>",
        "<figure><img src='a.jpg'><figcaption>The mayor on Monday</figcaption></figure>",
        "<p>Read more: A bridge too far</p>",
        "<p>READ MORE</p>",
        "<p>Photograph: Lena Okafor/Coast Pictures</p>",
        "<p>[Photo: Lena Okafor]</p>",
        "<p>Sign up for our newsletter to get more of this.</p>",
        "<noscript><p>Please switch on JavaScript to see this.</p></noscript>",
    ],
)
def test_furniture_is_left_out(furniture: str) -> None:
    assert text_of(f"<p>Nobody spoke.</p>{furniture}") == "Nobody spoke."


@pytest.mark.parametrize(
    "paragraph",
    [
        "Read more books, he said: it is good for you.",
        "Pictures of the bridge were shown to the court.",
        "The newsletter of the parish was the first to report it.",
        "We use cookies as bait, the trapper explained, because a bear that has once eaten a "
        "biscuit will walk for three days through the snow to eat another one, and so would he.",
        "Watch makers fear the worst.",
    ],
)
def test_sentences_that_only_begin_like_furniture_stay(paragraph: str) -> None:
    assert text_of(f"<p>{paragraph}</p>") == paragraph


def test_dashes_and_bars_in_a_sentence_stay() -> None:
    for sentence in ("It was far away - half a mile - he said.", "The | key is on the right."):
        assert text_of(f"<p>{sentence}</p>") == sentence


def test_the_items_of_a_list_are_paragraphs_without_bullets() -> None:
    assert text_of("<ul><li>One, he said.</li><li>Two.</li></ul>") == "One, he said.\n\nTwo."


def test_a_class_that_stands_around_most_of_the_page_removes_nothing() -> None:
    body = "<p>“We won,” Ana Ruiz said.</p><p>Nobody else spoke on that day.</p>"
    page = f"<html><body><div class='social-layout'>{body}</div><p>The end.</p></body></html>"
    assert page_article(page, id="a").text.startswith("“We won,” Ana Ruiz said.")


def test_a_class_that_stands_around_the_headline_removes_nothing() -> None:
    body = "<p>“We won,” Ana Ruiz said.</p><p>Nobody else spoke on that day.</p>"
    header = "<div class='masthead'><h1>Bridge</h1><p>The vote was close.</p></div>"
    page = f"<html><body><article>{header}{body}</article></body></html>"
    assert page_article(page, id="a").text.startswith("Bridge\n\nThe vote was close.")


MENU = "<nav><ul><li><a href='/a'>World</a></li><li><a href='/b'>Sport</a></li></ul></nav>"
MOST_READ = (
    "<div class='page-sidebar'><h3>Most read</h3><ul><li><a href='/c'>“I am innocent,” says "
    "baker</a></li><li><a href='/d'>Rain to fall on Tuesday</a></li></ul></div>"
)
FOOTER = "<footer><p>Our terms apply to “all use” of this site.</p></footer>"
BRIEF = [
    "The paper mill in Brook will close in June, its owner said on Friday.",
    "“We have run out of orders,” said Hal Dean, the manager.",
    "The union called it “a black day for the valley”.",
]


def brief(tag: str = "p") -> str:
    return "".join(f"<{tag}>{paragraph}</{tag}>" for paragraph in BRIEF)


@pytest.mark.parametrize(
    "body",
    [
        f"{MENU}<main><h1>Mill closes</h1>{brief()}</main>{MOST_READ}{FOOTER}",
        f"{MENU}<div><h1>Mill closes</h1><div>{brief('div')}</div></div>{MOST_READ}{FOOTER}",
        f"<form><h1>Mill closes</h1>{brief()}{MENU}{FOOTER}<select><option>A</option></select>"
        "</form>",
        f"<article><h1>Mill closes</h1>{brief()}</article><section><article><h3>“Never,” says "
        "skipper</h3><p>The captain of the ferry spoke about the night.</p></article></section>",
        f"<table><tr><td class='left'><a href='/a'>World</a></td><td><h1>Mill closes</h1>{brief()}"
        "</td><td><a href='/x'>Advertise here</a></td></tr></table>",
        f"<h1>Mill closes</h1>{brief()}<div id='disqus_thread'><p>“Good riddance,” wrote one.</p>"
        "</div><div id='respond'><form><p>Your address will not be published.</p></form></div>",
    ],
    ids=["page", "blocks", "one form", "teasers", "layout table", "comments"],
)
def test_a_short_article_is_read_whole_and_alone(body: str) -> None:
    head = "<head><title>Mill closes</title></head>"
    article = page_article(f"<html>{head}<body>{body}</body></html>", id="a")
    assert article.text.split("\n\n") == ["Mill closes", *BRIEF]


# --- title, address and publisher ------------------------------------------------------------


def test_the_headline_is_the_first_paragraph_and_there_once() -> None:
    text = page("lakeside-table.html").text
    assert text.startswith("Lakeside by-election: the result in full\n\n")
    assert text.count("the result in full") == 1


def test_the_publisher_is_no_part_of_the_title() -> None:
    head = (
        "<head><meta property='og:title' content='Bridge open | The Paper'>"
        "<meta property='og:site_name' content='The Paper'></head>"
    )
    article = page_article(f"<html>{head}<body><p>Nobody spoke.</p></body></html>", id="a")
    assert (article.title, article.outlet) == ("Bridge open", "The Paper")


@pytest.mark.parametrize(
    "title",
    ["The Paper", "Why I read The Paper", "Quayside-The Paper", "Bridge | The Paper | More"],
)
def test_a_publisher_that_belongs_to_the_title_stays_in_it(title: str) -> None:
    assert title_of(title, "The Paper") == title


@pytest.mark.parametrize("separator", ["|", "–", "—", "•", "·", ":", "-"])
def test_the_publisher_is_told_from_the_title_whatever_stands_between(separator: str) -> None:
    assert title_of(f"Bridge open  {separator} THE PAPER", "The Paper") == "Bridge open"


def test_the_name_of_the_site_is_no_headline() -> None:
    html = (
        "<html><head><title>Bridge open | The Paper</title>"
        "<meta property='og:site_name' content='The Paper'></head>"
        "<body><h1>The Paper</h1><h2>Bridge open</h2><p>Nobody spoke on that day.</p></body></html>"
    )
    article = page_article(html, id="a")
    assert (article.title, article.outlet) == ("Bridge open", "The Paper")
    assert article.text.startswith("Bridge open\n\n")


def test_the_address_that_is_given_goes_before_the_one_in_the_page() -> None:
    html = (PAGES / "harbour-bridge.html").read_text(encoding="utf-8")
    assert page_article(html, id="a", url="https://e.example/x").url == "https://e.example/x"


def test_a_host_is_no_publisher() -> None:
    html = "<html><body><p>Nobody spoke on that day.</p></body></html>"
    assert page_article(html, id="a", url="https://e.example/x").outlet is None


# --- encodings -------------------------------------------------------------------------------

SHOWN = "“Déjà vu,” she said – for €5."


def in_page(*, head: str = "") -> str:
    return f"<html><head>{head}</head><body><p>{SHOWN}</p></body></html>"


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (in_page().encode(), None),
        (in_page().encode("utf-8-sig"), None),
        (in_page().encode("utf-16"), None),
        (in_page().encode("cp1252"), None),
        (in_page(head="<meta charset=windows-1252>").encode("cp1252"), None),
        (in_page(head="<meta charset=iso-8859-1>").encode("cp1252"), None),
        (in_page(head="<meta charset=iso-8859-1>").encode(), None),
        (in_page().encode("mac_roman"), "text/html; charset=macintosh"),
    ],
)
def test_pages_are_decoded_as_a_browser_would(data: bytes, content_type: str | None) -> None:
    assert SHOWN in decoded_page(data, content_type)


@pytest.mark.parametrize("marks", ["&#147; &#148; &#150;", "\x93 \x94 \x96"])
def test_marks_that_have_their_number_in_windows_1252_are_what_was_meant(marks: str) -> None:
    opening, closing, dash = marks.split(" ")
    said = text_of(f"<p>{opening}No,{closing} she said {dash} twice.</p>")
    assert said == "“No,” she said – twice."


@pytest.mark.parametrize(
    "html",
    [
        "",
        " ",
        "<",
        "<html/>",
        "<frameset></frameset>",
        "<div>" * 3000 + "deep",
        "\x00<p>a\x00\ud800&#1;b",
        "<script type='application/ld+json'>{</script>",
        "<article><article itemtype='LiveBlogPosting'></article></article>",
        "<blockquote><br><!-- --><br></blockquote><q></q>",
    ],
)
def test_no_markup_raises_anything_but_an_input_error(html: str) -> None:
    try:
        page_article(html, id="a")
    except InputError as error:
        assert "no text was found" in str(error)


def test_a_page_with_more_tags_than_any_article_fails_at_once() -> None:
    with pytest.raises(InputError, match="more than 100000 tags"):
        page_article("<html><body>" + "<p>No.</p>" * 50_000, id="a")


@pytest.mark.parametrize("attribute", ["a{}", "a{}='>'", 'a{}="<"', '" a{}', "a{}<"])
def test_a_tag_with_more_attributes_than_any_article_has_fails_at_once(attribute: str) -> None:
    many = " ".join(attribute.format(number) for number in range(50_000))
    with pytest.raises(InputError, match="more than 1000 attributes"):
        page_article(f"<html><body><p {many}>Nobody spoke.</p></body></html>", id="a")


def test_words_in_a_tags_values_and_behind_it_are_no_attributes() -> None:
    words = "a = b " * 5000
    page = f"<body><p title='{words}'>Nobody spoke.</p><p>{words}</p></body>"
    assert page_article(page, id="a").text.startswith("Nobody spoke.")


# --- from Python -----------------------------------------------------------------------------


@pytest.mark.model
def test_a_page_is_read_with_its_quotes_and_their_offsets() -> None:
    article = quotex.read_html((PAGES / "harbour-bridge.html").read_bytes())
    assert (article.id, article.error) == ("0", None)
    assert article.title == "Harbour bridge to reopen ‘within days’, mayor says"
    assert "tested every single bolt" in " ".join(quote.text for quote in article.quotes)
    engineers = [quote for quote in article.quotes if "took no shortcuts" in quote.text]
    assert [len(quote.content) for quote in engineers] == [2]
    for quote in article.quotes:
        for span in quote.content:
            assert article.text[span.start : span.end] == span.text


@pytest.mark.parametrize("html", ["</p>", "<!-- -->", "<?php ?>", "<!doctype html>", "\x00"])
def test_a_page_of_hardly_anything_has_no_text(html: str) -> None:
    with pytest.raises(InputError, match="no text was found in this page"):
        page_article(html, id="a")


@pytest.mark.model
def test_a_page_without_text_is_an_article_with_the_reason() -> None:
    article = quotex.read_html("<html></html>", url="https://e.example/x")
    assert (article.id, article.url, article.text) == ("https://e.example/x",) * 2 + ("",)
    assert article.error is not None
    assert article.error.startswith("no text was found in this page")
    assert quotex.read_html("<p>Nobody spoke on that day.</p>", id="mine").id == "mine"


def test_without_the_extra_a_page_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtraError, match=r'pip install "quotex\[html\]"'):
        quotex.read_html("<p>“No,” she said.</p>")
