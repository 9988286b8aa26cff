"""Which quotations are nobody's words."""

from __future__ import annotations

import pytest

from conftest import layout_of
from quotex.statements.speech import REASONS, why_not_speech


def reasons_in(text: str, **pos: str) -> list[str | None]:
    """For each quotation of the text, why it is nobody's words."""
    layout = layout_of(text, sentences=("It",), **pos)
    return [why_not_speech(layout, number) for number in range(len(layout.quotations))]


@pytest.mark.parametrize(
    "text",
    [
        "The film “The Night Shift” opened on Monday.",
        "She wrote “A House of Glass” in prison.",
        "They call the boat “Morning Star” here.",
        "They call him “Bear” at home.",
        "The song “Never on a Sunday” was played.",
    ],
)
def test_a_title_or_name_is_nobodys_words(text: str) -> None:
    assert reasons_in(text) == ["title or name"]


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz said: “Never Again.”",
        "Ruiz called out, “Bear”",
        "The crowd chanted “We Want Justice” all night.",
        "The crowd chanted “Where Is Roe?” all night.",
        "The judge called it “Late and hasty” on Monday.",
        "The judge called it “late” on Monday.",
        "“Never,” said Ruiz.",
        "“Never” was all that Ruiz said.",
        "The book “The Very Long Night That Nobody Remembers Now” is his.",
        "Court Calls Budget Plan “Late Again” After Long Debate",
        "Court Calls Budget Plan “Late” After Long Debate",
    ],
)
def test_what_may_be_somebodys_words_is_kept(text: str) -> None:
    assert reasons_in(text, said="VERB", called="VERB") == [None]


@pytest.mark.parametrize(
    "text",
    [
        '<div id="4711">',
        '<p class="story">',
        '<a title= "so it goes on">',
        "The code was “4711” then.",
        "He wrote “…” there.",
        "He wrote “ ” there.",
    ],
)
def test_markup_and_figures_are_nobodys_words(text: str) -> None:
    assert reasons_in(text) == ["markup"]


def test_behind_a_work_and_a_comma_stands_its_title() -> None:
    assert reasons_in("He wrote in his book, “The Night Shift”.", wrote="VERB") == ["title or name"]
    assert reasons_in("He wrote in the book, “The Night Shift”.", wrote="VERB") == [None]
    assert reasons_in("He wrote in his room, “The Night Shift”.", wrote="VERB") == [None]
    assert reasons_in("He said in his book, “the night was long”.", said="VERB") == [None]


def test_a_crosshead_is_nobodys_words() -> None:
    text = "It rained on Monday.\n\n“A very late decision”\n\nIt snowed on Tuesday."
    assert reasons_in(text) == ["crosshead"]


@pytest.mark.parametrize(
    "line",
    [
        "“We were late”",
        "“A very late decision!”",
        "“A late decision?”",
        "“A very late decision,” Ruiz said.",
        "“A decision that took the court of the city far too long”",
        "Ruiz: “a very late decision”",
    ],
)
def test_a_line_that_says_something_is_no_crosshead(line: str) -> None:
    assert reasons_in(f"It rained.\n\n{line}\n\nIt snowed.", were="AUX", said="VERB") == [None]


def test_a_crosshead_fills_its_paragraph_not_its_sentence() -> None:
    assert reasons_in("“a very late decision” It rained.") == [None]


def test_each_quotation_is_judged_by_itself() -> None:
    text = "The film “The Night Shift” is “far too long” for id “4711”."
    assert reasons_in(text) == ["title or name", None, "markup"]


def test_each_reason_is_a_phrase_that_a_reader_understands() -> None:
    assert list(REASONS) == ["markup", "crosshead", "name", "title or name"]
    assert all(rule.__doc__ for rule in REASONS.values())
