"""Which quotation marks belong together.

In the texts, ⟦ ⟧ encloses what a quotation is expected to hold. ⟦+ goes on with the quotation
before it, which was reopened in a new paragraph, and ~⟧ ends one that is never closed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from conftest import BLANK
from quotex.annotations import Quotation, read
from quotex.marks import find_marks, make_marks, pair_marks

# fmt: off
STYLES = [
    "“”", "””", '""', "„“", "„”", "‘’", "''", "’’", "‚‘", "‚’", "‛’", "«»", "»«", "‹›", "›‹",
    ("``", "''"), ("''", "''"), ("„", '"'), ("`", "'"), ("‟", "”"),
]
# fmt: on
SIGN = re.compile(r"⟦\+?|~?⟧")


def unmark(marked: str) -> tuple[str, list[tuple[list[str], bool]]]:
    """The text without signs; for each expected quotation its parts, and whether it is closed."""
    expected: list[tuple[list[str], bool]] = []
    text, start, position = "", 0, 0
    for sign in SIGN.finditer(marked):
        text += marked[position : sign.start()]
        position = sign.end()
        if sign[0] == "⟦":
            expected.append(([], True))
        if sign[0] in {"⟦", "⟦+"}:
            start = len(text)
            continue
        parts, _ = expected.pop()
        expected.append(([*parts, text[start:]], sign[0] == "⟧"))
    return text + marked[position:], expected


def found_in(text: str) -> list[tuple[list[str], bool]]:
    return [([text[a:b] for a, b in q.parts], q.closed) for q in pair_marks(text)]


def check(marked: str) -> None:
    text, expected = unmark(marked)
    assert found_in(text) == expected


@pytest.mark.parametrize(("opening", "closing"), STYLES)
@pytest.mark.parametrize(
    "sentence",
    [
        "{o}⟦We will appeal,⟧{c} Ruiz said. {o}⟦And we will win.⟧{c}",
        "Ruiz said {o}⟦we will appeal⟧{c}, not {o}⟦we will win⟧{c}.",
        "({o}⟦Why?⟧{c}) — {o}⟦Now!⟧{c}",
        "Ruiz: {o}⟦No.⟧{c}\n{o}⟦Yes.⟧{c}",
        "{o}⟦Every word is quoted here⟧{c}",
    ],
)
def test_quotation_marks_of_every_style_are_paired(
    sentence: str, opening: str, closing: str
) -> None:
    check(sentence.format(o=opening, c=closing))


@pytest.mark.parametrize(
    "marked",
    [
        "“⟦She said ‘never’ twice,⟧” Ruiz recalled.",
        "‘⟦She said “never” twice,⟧’ Ruiz recalled.",
        "\"⟦She said 'never' twice,⟧\" Ruiz recalled.",
        "'⟦She said \"never\" twice,⟧' Ruiz recalled.",
        "“⟦She said “never” to us and “no” to them,⟧” Ruiz recalled.",
        '"⟦She said "never" to us,⟧" Ruiz recalled.',
        "„⟦She said ‚never‘ to us⟧“, Ruiz recalled.",
        "«⟦She said “never” to us⟧», Ruiz recalled.",
        "“⟦‘Never’ is late,⟧” Ruiz said. “⟦Late is ‘never’.⟧”",
        "“⟦He told me ‘she said “no” to him’ again,⟧” Ruiz said.",
    ],
)
def test_a_quotation_within_a_quotation_belongs_to_the_outer_one(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "text",
    [
        "The players’ union and the dogs’ owners rejected it.",
        "The players' union and the dogs' owners rejected it.",
        "It’s Ruiz’s house, and the children's.",
        "The ’90s were ours, and so were the '80s.",
        "They danced to rock ’n’ roll and to rock 'n' roll.",
        "They danced to rock ‘n’ roll in the ‘60s.",
        "’Twas late. 'Tis so. Get ’em.",
        "Ruiz is 6' 2\" tall, Roe 5'11\".",
        'A 55" screen and a 40" one were sold.',
        'The 7" record outsold the 12" one.',
        "It stood 12 ' away.",
        "The O’Neill and d'Arc families met.",
        "That was 5’ of snow.",
        "A ' stood alone, and then a ' again.",
        'A 5"x5" tile broke.',
    ],
)
def test_apostrophes_feet_and_inches_quote_nothing(text: str) -> None:
    assert pair_marks(text) == []


@pytest.mark.parametrize(
    "marked",
    [
        "‘⟦The players’ union rejected it,⟧’ Ruiz said.",
        "'⟦The players' union rejected it,⟧' Ruiz said.",
        "“⟦The players’ union rejected it,⟧” Ruiz said.",
        "‘⟦I miss the ’90s and rock ’n’ roll,⟧’ Ruiz said.",
        "'⟦I miss the '90s and rock 'n' roll,⟧' Ruiz said.",
        "“⟦Don’t get ’em,⟧” Ruiz said.",
        "“⟦We met in ‘95,⟧” Ruiz said. “⟦Or in ’96.⟧”",
        "It was the boys' idea, '⟦not ours⟧', Ruiz said.",
        "“⟦He is 6' 2\" tall,⟧” Ruiz said.",
        '"⟦He is 6\'2" tall,⟧" Ruiz said.',
        '"⟦It is a 55" screen,⟧" Ruiz said.',
        'The 55" screen cost "⟦nothing at all⟧", Ruiz said.',
        '"⟦We hired 30,⟧" Ruiz said, "⟦in 2019⟧".',
        "“⟦We hired 30⟧” Ruiz said.",
        '"⟦We hired 30⟧" Ruiz said, "⟦not 40⟧".',
        "The '⟦yes⟧' camp met the '⟦no⟧' camp's leader.",
    ],
)
def test_apostrophes_and_inches_do_not_end_a_quotation(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("mark", ["“”", '""', "‘’", "''", "«»", "„“"])
@pytest.mark.parametrize("line_end", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\n \n   ", "\u2028"])
def test_a_quotation_reopened_in_each_paragraph_is_one(mark: str, line_end: str) -> None:
    o, c = mark
    check(line_end.join([f"{o}⟦One.~⟧", f"{o}⟦+Two.~⟧", f"{o}⟦+Three,⟧{c} Ruiz said."]))


def test_a_quotation_may_be_reopened_after_a_clause_within_its_paragraph() -> None:
    check("Ruiz said: “⟦One.~⟧\n\n“⟦+Two.⟧” He left.")


def test_a_paragraph_without_a_mark_ends_a_quotation_that_is_open() -> None:
    check("“⟦One.~⟧\n\nNothing is said here.\n\n“⟦Two,⟧” Ruiz said.")


def test_another_kind_of_mark_does_not_reopen_a_quotation() -> None:
    check("“⟦One.~⟧\n\n«⟦Two⟧», Ruiz said.")


def test_a_mark_within_the_next_paragraph_does_not_reopen_a_quotation() -> None:
    check("“⟦One.~⟧\n\nThen “⟦two⟧” followed.")


@pytest.mark.parametrize("odd", ["“", "”", '"', "‘", "’", "'", "«", "»", "„", "``", "''", "`"])
@pytest.mark.parametrize("place", ["{} It rained.", "It {}rained.", "It rained{} here.", "It. {}"])
def test_an_odd_mark_costs_at_most_its_own_paragraph(odd: str, place: str) -> None:
    before = "“We will appeal,” Ruiz said. “And win.”"
    after = "She said “never” and ‘late’ and \"no\", not 'yes'."
    text = f"{before}\n\n{place.format(odd)}\n\n{after}"
    others = [parts for parts, closed in found_in(text) if closed]
    assert others == [["We will appeal,"], ["And win."], ["never"], ["late"], ["no"], ["yes"]]


@pytest.mark.parametrize("odd", ["“", '"', "‘Bama", "'Bama", "‘", "„", "«", "players’", "6'", '7"'])
@pytest.mark.parametrize(
    "sentence",
    [
        "The {} coach said “we will win,” he told us.",
        "The {} coach said “it is ‘late’ now” and left.",
        "The {} coach said ‘we will win,’ he told us.",
        "“We will win,” the {} coach said. “And soon.”",
    ],
)
def test_no_quoted_word_is_lost_after_an_odd_mark(sentence: str, odd: str) -> None:
    text = sentence.format(odd)
    kept = " ".join(part for parts, _ in found_in(text) for part in parts)
    quoted = re.findall(r"“(.+?)”|(?<= )‘(.+?)’(?= )", sentence)
    assert all((double or single) in kept for double, single in quoted)


@pytest.mark.parametrize(
    "marked",
    [
        "“⟦We will appeal~⟧, Ruiz said.",
        "We will appeal,” Ruiz said.",
        "He said “⟦one and then ~⟧“⟦two⟧” and “⟦three⟧” today.",
        'He said "⟦one⟧" and "⟦two⟧" and "⟦three~⟧',
        'He said "⟦one.~⟧\n\nHe then said "⟦two⟧" and left.',
        "One” Ruiz said.\n\n“⟦Two,⟧” he said.",
        "The ‘Bama coach said “⟦no⟧” today.",
        "The ‘Bama crowd and the ‘⟦yes⟧’ camp said “⟦no⟧”.",
        "‘⟦One~⟧, Ruiz said.",
    ],
)
def test_marks_without_a_partner(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        '“⟦We will appeal,⟧" Ruiz said. "⟦And win,⟧” he said.',
        "“⟦We will appeal,⟧'' Ruiz said. ``⟦And win.⟧”",
        "“⟦We will appeal,⟧“ Ruiz said. ”⟦And win.⟧“",
        '"⟦One.⟧""⟦Two.⟧"',
        "“⟦One,⟧”—“⟦two⟧”",
        "“⟦We will appeal,⟧”Ruiz said. “⟦And win.⟧”",
        '"⟦We will appeal,⟧"Ruiz said. "⟦And win.⟧"',
        '"⟦He said “no to us,⟧" Roe said. "⟦Yes.⟧"',
        "He said “⟦one⟧”, then '⟦two⟧', then «⟦three⟧».",
    ],
)
def test_styles_may_be_mixed(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("mark", ["“”", '""'])
def test_each_turn_of_a_transcript_is_a_quotation_of_its_own(mark: str) -> None:
    o, c = mark
    check(
        f"{o}⟦RUIZ: We will appeal.~⟧\n\n{o}⟦DR. ANN O’HARA: Why?~⟧\n\n{o}⟦+And when?~⟧\n\n"
        f"{o}⟦RUIZ: Why not?⟧{c}"
    )


@pytest.mark.parametrize("word", ["NATO", "Note", "Mr. Ruiz"])
def test_words_in_capitals_or_before_a_colon_are_no_turn(word: str) -> None:
    colon = "" if word == "NATO" else ":"
    check(f"“⟦One.~⟧\n\n“⟦+{word}{colon} we will appeal,⟧” Ruiz said.")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“", "“”", '""', "''", "“\n”", "No marks."])
def test_where_nothing_is_quoted_nothing_is_found(text: str) -> None:
    assert pair_marks(text) == []


def test_guillemets_may_stand_apart_from_the_words() -> None:
    check("«⟦ We will appeal ⟧», Ruiz said.")


def test_the_opening_mark_is_kept_with_the_quotation() -> None:
    marks = [quotation.mark for quotation in pair_marks("“One” and ``two'' and „three“.")]
    assert marks == ["“", "``", "„"]


def test_quotations_come_in_text_order() -> None:
    text = "‘Bama said “one”.\n\n“Two.\n\n“Three.” ‘Four’"
    starts = [quotation.parts[0] for quotation in pair_marks(text)]
    assert starts == sorted(starts)


def test_apostrophes_are_not_among_the_marks() -> None:
    text = "It’s ‘ours’, the players’."
    assert [mark.text for mark in find_marks(text, 0, len(text))] == ["‘", "’", "’"]


def test_the_component_writes_the_quotations_and_leaves_the_text_alone() -> None:
    text = "“We will appeal,”\r\nRuiz\u00a0said."
    doc = make_marks(BLANK, "quotex_marks")(BLANK.make_doc(text))
    assert doc.text == text
    assert read(doc) == ([Quotation(parts=[(1, 16)], mark="“", closed=True)], [])


MANY = {
    "closed": '"a" ',
    "opening only": "“a ",
    "closing only": "a” ",
    "single": "‘a ",
    "straight single": "'a ",
    "apostrophes": "a’ ",
    "in turn": "“a ‘b «c ",
    "a paragraph each": "“a\n",
    "a turn each": "“RUIZ: a\n",
    "inches": '7" ',
    "bare": '"',
    "bare single": "'",
    "nested": "“‘",
}


def steps(work: Callable[[], Any]) -> int:
    """How many operations of Python's own the work takes: what time would be, without a clock."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", MANY.values(), ids=MANY)
def test_twice_as_many_marks_take_twice_the_work(piece: str) -> None:
    few, many = piece * 200, piece * 400
    assert steps(lambda: pair_marks(many)) < 2.3 * steps(lambda: pair_marks(few))


@pytest.mark.parametrize("piece", ["“‘", "“a\n"])
def test_a_text_of_200_000_marks_is_read(piece: str) -> None:
    marks = sum(character in "“‘" for character in piece)
    ends = [q.parts[-1][1] for q in pair_marks(piece * (200_000 // marks))]
    assert ends and ends == sorted(ends)
