"""The page in a real browser: it opens, cards and filters work, nothing runs and nothing leaves.

Needs the extra `browser` (Playwright) and Chromium, which Playwright does not download here.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from marked_articles import WIRE, hostile, many_quotes
from quotex.records import Article
from quotex.rendering import render

sync_api = pytest.importorskip(
    "playwright.sync_api", reason='no Playwright; pip install "quotex[browser]"'
)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium; install it, on Debian with apt-get install chromium"
    ),
]

Page = Any
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open HTML as a file; whatever complains or asks for more fails the test at its end."""
    complaints: list[str] = []
    contexts: list[Any] = []

    def show(page_source: str, **options: Any) -> Page:
        path = tmp_path / f"page-{len(contexts)}.html"
        path.write_text(page_source, encoding="utf-8")
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on(
            "request",
            lambda request: (
                None
                if request.url in {path.as_uri(), "data:,"}
                else complaints.append(f"request: {request.url}")
            ),
        )
        page.goto(path.as_uri())
        return page

    yield show
    for context in contexts:
        context.close()
    assert complaints == []


def card_text(page: Page) -> str:
    """What the floating card says; empty while there is none."""
    floating = page.locator("#floating")
    return floating.inner_text() if floating.is_visible() else ""


def visible_cards(page: Page) -> int:
    return page.locator("li.card:visible").count()


def test_it_opens_and_shows_article_cards_and_filters(show: Open) -> None:
    page = show(render(WIRE))
    assert page.title() == "Pipeline talks may resume, minister says"
    assert visible_cards(page) == 3
    assert page.get_by_role("form", name="Filter the quotes").is_visible()
    assert page.get_by_role("status").inner_text() == "3 of 3 quotes"


def test_a_card_opens_with_the_keyboard_and_closes_with_escape(show: Open) -> None:
    page = show(render(WIRE))
    page.get_by_role("checkbox").first.focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.chip')"):
            break
    assert "Ana Ruiz" in card_text(page)
    assert "citing Interfax" in card_text(page)
    page.keyboard.press("Escape")
    assert card_text(page) == ""
    page.keyboard.press("Tab")
    assert "We have nothing to hide" in card_text(page)
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#article-1-quote-2"


def test_a_card_opens_beside_the_mouse_stays_under_it_and_goes_with_it(show: Open) -> None:
    page = show(render(WIRE))
    page.locator(".text").get_by_text("Interfax", exact=True).hover()
    assert "Serbian media" in card_text(page)
    assert page.locator(".outlet.lit").all_inner_texts() == [
        "Serbian media",
        "The Post",
        "Interfax",
    ]
    page.locator("#floating").hover()
    page.wait_for_timeout(400)
    assert card_text(page) != ""
    page.locator(".title").hover(position={"x": 2, "y": 2})
    page.locator("#floating").wait_for(state="hidden")
    assert page.locator(".lit").count() == 0


def test_a_finger_opens_the_card_at_the_bottom_and_a_second_tap_goes_to_the_list(
    show: Open,
) -> None:
    page = show(render(WIRE), **PHONE)
    chip = page.locator("a.chip").nth(2)
    chip.tap()
    assert "the airline" in card_text(page)
    box = page.locator("#floating").bounding_box()
    assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, 360, 740)
    assert page.evaluate("location.hash") == ""
    chip.tap()
    assert page.evaluate("location.hash") == "#article-1-quote-3"


@pytest.mark.parametrize("pages", [WIRE, [WIRE, hostile(), many_quotes(30, speakers=30)]])
def test_nothing_is_wider_than_a_phone(show: Open, pages: Any) -> None:
    page = show(render(pages), **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator("summary", has_text="Filter").tap()
    assert page.get_by_role("checkbox").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_filters_narrow_down_and_show_all_brings_everything_back(show: Open) -> None:
    page = show(render([WIRE, many_quotes(9, speakers=9)]))
    status = page.get_by_role("status")
    page.get_by_label("Ana Ruiz").check()
    assert status.inner_text() == "2 of 12 quotes in 1 of 2 articles"
    assert visible_cards(page) == 2
    assert page.locator("article:visible").count() == 1
    page.get_by_label("Interfax").check()
    assert status.inner_text() == "1 of 12 quotes in 1 of 2 articles"
    page.get_by_role("button", name="Show all").click()
    assert visible_cards(page) == 12
    page.get_by_label("indirect: reported").check()
    assert visible_cards(page) == 1
    page.get_by_role("button", name="Show all").click()
    page.get_by_label("at least").fill("0.5")
    assert status.inner_text() == "11 of 12 quotes in 2 of 2 articles"
    assert page.locator("#floor").inner_text() == "0.50"


def test_the_index_still_leads_to_an_article_that_was_filtered_out(show: Open) -> None:
    page = show(render([WIRE, many_quotes(9, speakers=9)]))
    page.get_by_label("Ana Ruiz").check()
    page.locator(".contents a").nth(1).click()
    assert page.locator("#article-2").is_visible()
    assert page.evaluate("location.hash") == "#article-2"
    assert not page.get_by_label("Ana Ruiz").is_checked()


def test_what_is_filtered_out_loses_mark_number_and_card(show: Open) -> None:
    page = show(render(WIRE))
    page.get_by_label("(not named)").check()
    assert page.locator("a.chip:visible").count() == 1
    page.locator(".text").get_by_text("Interfax", exact=True).hover()
    assert card_text(page) == ""
    ground = "element => getComputedStyle(element).backgroundColor"
    transparent = "rgba(0, 0, 0, 0)"
    assert page.locator("mark.mixed").evaluate(ground) == transparent
    assert page.locator(".text mark.indirect").evaluate(ground) != transparent


def test_nothing_of_a_hostile_article_runs(show: Open) -> None:
    for source in (render(hostile()), render([hostile(), hostile()]), hostile()._repr_html_()):
        page = show(source)
        for chip in page.locator("a.chip:visible").all():
            chip.focus()
        assert page.evaluate("window.ran") is None
        assert "window.ran = 1" in page.locator(".text").first.inner_text()


def test_three_hundred_quotes_open_and_filter(show: Open) -> None:
    page = show(render(many_quotes(300)))
    page.get_by_label("Speaker 3", exact=False).first.check()
    assert visible_cards(page) == len(range(3, 300, 9))


def test_without_scripts_a_number_leads_to_its_card_and_no_dead_filter_is_shown(
    show: Open,
) -> None:
    page = show(render(WIRE), java_script_enabled=False)
    assert page.locator("form").is_hidden()
    page.locator("a.chip").nth(1).click()
    assert page.url.endswith("#article-1-quote-2")
    assert visible_cards(page) == 3


@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_there_are_cards_and_numbers_but_no_filters(show: Open, scripts: bool) -> None:
    page = show(render([WIRE, WIRE]), java_script_enabled=scripts)
    page.emulate_media(media="print")
    assert page.locator("form").is_hidden()
    assert visible_cards(page) == 6
    assert page.locator("table").first.is_visible()
    assert page.pdf().startswith(b"%PDF")


def test_printing_unfolds_what_is_folded_in_older_browsers_too(show: Open) -> None:
    page = show(render([WIRE, WIRE]))
    page.locator("a.chip").first.focus()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert page.locator(".lit").count() == 0


def test_several_outputs_of_a_notebook_work_side_by_side(show: Open) -> None:
    page = show(WIRE._repr_html_() + WIRE._repr_html_() + WIRE.quotes[0]._repr_html_())
    page.locator("a.chip").nth(4).click()
    assert page.locator("li.card:visible").count() == 3  # the second output's, unfolded
    assert page.locator("li.card:target").inner_text().startswith("A2")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "source",
    [
        render(WIRE),
        render([WIRE, many_quotes(30, speakers=30), Article(id="c", text="x", error="wrong")]),
        "<!doctype html><html lang=en><title>x</title><main><h1>Notebook</h1>"
        f"{WIRE._repr_html_()}{WIRE.quotes[0]._repr_html_()}</main>",
    ],
    ids=["article", "articles", "notebook"],
)
@pytest.mark.skipif(not AXE.exists(), reason="no axe-core; npm install --no-save axe-core")
def test_axe_finds_nothing_that_keeps_readers_out(show: Open, scheme: str, source: str) -> None:
    page = show(source, color_scheme=scheme)
    for details in page.locator("details:not([open]) > summary").all():
        details.click()
    if page.locator("form").count():
        page.locator("a.chip").first.focus()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(result => result.violations)")
    assert [
        (each["id"], [node["html"][:200] for node in each["nodes"][:3]]) for each in found
    ] == []
