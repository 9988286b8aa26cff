"""Quotations that no reporting clause claims: whose words they are, or why they are nobody's."""

from __future__ import annotations

import pytest

from parsed import found, statements
from quotex.statements.orphans import RULES

FELL = "“ It/nsubj fell/ROOT twice/advmod . ”"
LATE = "“ It/nsubj was/ROOT late/acomp . ”"
SAID = "“ It/nsubj fell/ccomp/said , ” Ruiz/nsubj said/ROOT"


def why_rejected(line: str) -> list[str | None]:
    """For each quotation of the line, why it is nobody's words."""
    return [quotation.rejected for quotation in statements(line)[1]]


# The same quote goes on


@pytest.mark.parametrize("clause", [f"{SAID} .", f"{SAID} on/prep/said Monday/pobj ."])
def test_what_follows_the_clause_in_the_same_paragraph_is_the_same_quote(clause: str) -> None:
    assert found(f"{clause} {LATE}") == [
        "direct: It fell | It was late [said, Ruiz] clause_behind_content"
    ]


def test_the_same_quote_goes_on_over_more_than_one_quotation() -> None:
    line = f"{SAID} . {LATE} “ It/nsubj stood/ROOT so/advmod . ”"
    assert found(line) == [
        "direct: It fell | It was late | It stood so [said, Ruiz] clause_behind_content"
    ]


def test_the_next_paragraph_is_a_new_quote_of_the_same_speaker() -> None:
    assert found(f"{SAID} . ¶ {LATE}") == [
        "direct: It fell [said, Ruiz] clause_behind_content",
        "direct: It was late [-, Ruiz] speaker_of_context",
    ]


def test_behind_a_sentence_of_the_reporters_it_is_a_new_quote() -> None:
    quotes = found(f"{SAID} . The pier/nsubj fell/ROOT . {LATE}")
    assert [quote.split(" [")[0] for quote in quotes] == ["direct: It fell", "direct: It was late"]


def test_behind_a_clause_that_stands_before_its_content_it_is_a_new_quote() -> None:
    quotes = found(f"Ruiz/nsubj said/ROOT : “ It/nsubj fell/ccomp . ” {LATE}")
    assert [quote.split(" [")[0] for quote in quotes] == ["direct: It fell", "direct: It was late"]


@pytest.mark.parametrize("joined", ["and/cc VBD:wanted/conj/was", "the town/nsubj VBD:wanted/dep"])
def test_more_quoted_words_in_the_reported_clause_belong_to_it(joined: str) -> None:
    line = f"Ruiz/nsubj said/ROOT it/nsubj was/ccomp “ late/acomp ” , {joined} “ more/dobj ” ."
    [quote] = found(line)
    assert quote.startswith("mixed: it was “late”, ")
    assert quote.endswith("“more [said, Ruiz] clause_before_content")


def test_the_reported_clause_goes_on_up_to_the_quoted_words() -> None:
    line = (
        "Ruiz/nsubj said/ROOT it/nsubj fell/ccomp when/advmod/left she/nsubj/left left/advcl/said "
        "“ the town/dobj ” ."
    )
    assert found(line) == [
        "mixed: it fell when she left “the town [said, Ruiz] clause_before_content"
    ]


def test_quoted_words_behind_a_semicolon_are_not_part_of_the_clause() -> None:
    line = (
        "Ruiz/nsubj said/ROOT it/nsubj fell/ccomp ; the “ gull/amod ” club/nsubj left/conj/said ."
    )
    assert found(line)[0].startswith("indirect: it fell")
    assert why_rejected(line) == ["word or term in quotation marks"]


# Over several paragraphs


@pytest.mark.parametrize(
    ("line", "quotes"),
    [
        (
            "“ It/nsubj fell/ROOT . ¶ “ It/nsubj was/ccomp/said late , ” Ruiz/nsubj said/ROOT .",
            ["direct: It fell | It was late [said, Ruiz] clause_behind_content"],
        ),
        (
            f"{SAID} . “ It/nsubj was/ROOT late/acomp . ¶ “ It/nsubj stood/ROOT . ”",
            ["direct: It fell | It was late | It stood [said, Ruiz] clause_behind_content"],
        ),
        (
            "Ruiz/nsubj said/ROOT : “ It/nsubj fell/ccomp . ¶ “ It/nsubj was/ROOT late/acomp . ”",
            ["direct: It fell | It was late [said, Ruiz] clause_before_content"],
        ),
        (
            "Ruiz/nsubj was/ROOT furious/acomp . “ It/nsubj fell/ROOT twice/advmod . ¶ "
            "“ It/nsubj was/ROOT late/acomp . ”",
            ["direct: It fell twice | It was late [-, Ruiz] subject_of_sentence_before"],
        ),
    ],
)
def test_a_quotation_over_several_paragraphs_is_one_quote(line: str, quotes: list[str]) -> None:
    assert found(line) == quotes


# A name beside the quotation


@pytest.mark.parametrize(
    ("line", "mention", "rule"),
    [
        (f"{FELL} – Ana/compound Ruiz/ROOT", "Ana Ruiz", "name_behind_dash"),
        (f"{FELL} – Ana/compound Ruiz/ROOT , mayor/appos", "Ana Ruiz", "name_behind_dash"),
        (f"{FELL} ¶ — Ana/compound Ruiz/ROOT", "Ana Ruiz", "name_behind_dash"),
        (f"{FELL} ¶ Ana/compound Ruiz/ROOT", "Ana Ruiz", "name_line"),
        (f"{FELL} ¶ Ana/compound Ruiz/ROOT , mayor/appos ¶ So/ROOT .", "Ana Ruiz", "name_line"),
        (f"Ruiz/ROOT : {FELL}", "Ruiz", "name_before_colon"),
        (f"Ruiz/nsubj was/ROOT furious/acomp : {FELL}", "Ruiz", "name_before_colon"),
        (f"Ruiz/nsubj went/ROOT on/prep : ¶ {FELL}", "Ruiz", "name_before_colon"),
        (f"Ana/compound Ruiz/ROOT , CNN/appos : {FELL}", "Ana Ruiz", "name_before_colon"),
        (
            f"Ana/compound Ruiz/ROOT on/prep/Ruiz CNN/pobj : ¶ {FELL}",
            "Ana Ruiz",
            "name_before_colon",
        ),
        (f"Ana/compound Ruiz/ROOT , Leeds/appos : {FELL}", "Leeds", "name_before_colon"),
        ("“ RUIZ/ROOT : It/nsubj fell/ROOT twice/advmod . ”", "RUIZ", "name_before_turn"),
        (f"Ruiz/nsubj was/ROOT furious/acomp . {FELL}", "Ruiz", "subject_of_sentence_before"),
        (f"She/nsubj was/ROOT furious/acomp . {FELL}", "She", "subject_of_sentence_before"),
    ],
)
def test_a_name_beside_the_quotation_is_the_speakers(line: str, mention: str, rule: str) -> None:
    [quote] = found(line)
    assert quote.startswith("direct: It fell twice [")
    assert quote.endswith(f", {mention}] {rule}")


def test_each_turn_of_a_transcript_has_its_own_speaker_and_no_label_in_its_words() -> None:
    line = "“ HALE/ROOT : It/nsubj fell/ROOT . ¶ “ RUIZ/ROOT : It/nsubj was/ROOT late/acomp . ”"
    assert found(line) == [
        "direct: It fell [-, HALE] name_before_turn",
        "direct: It was late [-, RUIZ] name_before_turn",
    ]


@pytest.mark.parametrize(
    "below",
    [
        "Monday/ROOT",
        "Ruiz/nsubj left/ROOT them/dobj .",
        "they/nsubj left/ROOT",
        "Who/nsubj left/ROOT ?",
        "Ana/compound Ruiz/ROOT !",
    ],
)
def test_a_line_that_is_no_name_names_nobody(below: str) -> None:
    for line in (f"{FELL} ¶ {below}", f"{FELL} – {below}"):
        assert not any("Ruiz]" in quote or "Monday]" in quote for quote in found(line))


def test_a_name_in_the_next_sentence_of_the_paragraph_is_no_name_line() -> None:
    assert found(f"{FELL} Ana/compound Ruiz/ROOT .") == [
        "direct: It fell twice [-, -] speaker_of_context"
    ]


def test_a_thing_in_the_sentence_before_speaks_for_nobody() -> None:
    assert found(f"The pier/nsubj left/ROOT . {FELL}") == [
        "direct: It fell twice [-, -] speaker_of_context"
    ]


# Nobody beside it


def test_a_quotation_that_stands_alone_is_the_last_speakers() -> None:
    assert found(f"{SAID} . ¶ {FELL}")[1] == "direct: It fell twice [-, Ruiz] speaker_of_context"


def test_with_nobody_before_it_a_quotation_that_stands_alone_has_no_mention() -> None:
    assert found(FELL) == ["direct: It fell twice [-, -] speaker_of_context"]


def test_quoted_words_in_a_sentence_are_whose_they_are_said_to_be() -> None:
    line = (
        "Her/poss plan/nsubj/met to/aux “ rebuild/acl it/dobj all/dobj ” was/auxpass VBN:met/ROOT "
        "with/prep cheers/pobj ."
    )
    assert found(line) == ["direct: rebuild it all [plan, Her] words_in_a_sentence"]


def test_quoted_words_that_a_verb_acts_on_are_reported_with_their_sentence() -> None:
    line = "Ruiz/nsubj likened/ROOT it/dobj to/prep a “ long/amod and/cc late winter/pobj ” ."
    assert found(line) == [
        "mixed: it to a “long and late winter [likened, Ruiz] words_in_a_sentence"
    ]


# Nobody's words


@pytest.mark.parametrize(
    "line",
    [
        "The “ gull/compound ” club/nsubj left/ROOT .",
        "the “ long/amod winter/nsubj ” was/ROOT late .",
    ],
)
def test_short_terms_are_nobodys_words_and_the_reason_is_given(line: str) -> None:
    assert found(line) == []
    assert why_rejected(line) == ["word or term in quotation marks"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "The film/nsubj/left “ The/det/Road Long/amod Road/appos/film ” left/ROOT them/dobj .",
            "title or name",
        ),
        ("It/nsubj fell/ROOT . ¶ “ A late/amod winter/ROOT ” ¶ It/nsubj stood/ROOT .", "crosshead"),
    ],
)
def test_no_rule_adopts_what_was_rejected_before(line: str, reason: str) -> None:
    assert found(line) == []
    assert why_rejected(line) == [reason]


def test_what_somebody_said_is_not_rejected() -> None:
    assert why_rejected(f"{SAID} . {LATE} ¶ {FELL}") == [None, None, None]


def test_each_rule_says_what_it_does() -> None:
    assert all(rule.__doc__ for rule in RULES)
