"""The reporting clauses of a sentence: the cue, whose words it reports, and how far it goes."""

from __future__ import annotations

import pytest

from parsed import layout, parsed
from quotex.statements.clauses import find_clauses
from quotex.statements.complements import complements

ROTTEN = "the pier/nsubj was/ccomp rotten/acomp ."
QUOTED = "“ It/nsubj fell/ccomp/said , ”"


def clauses(line: str) -> list[tuple[str, str | None, str]]:
    """Cue, source and whole clause, for each reporting clause of the line."""
    units = layout(line)
    return [
        (
            clause.cue.text,
            clause.source.text if clause.source is not None else None,
            units.doc[clause.start : clause.end].text,
        )
        for unit in units.units
        for clause in find_clauses(units, unit)
    ]


@pytest.mark.parametrize(
    ("line", "cue", "source", "clause"),
    [
        (f"Ana/compound Ruiz/nsubj said/ROOT {ROTTEN}", "said", "Ana Ruiz", "Ana Ruiz said"),
        (
            f"Ana/compound Ruiz/nsubj has/aux also/advmod VBN:said/ROOT that/mark {ROTTEN}",
            "said",
            "Ana Ruiz",
            "Ana Ruiz has also said",
        ),
        (
            f"Ana/compound Ruiz/nsubj told/ROOT the council/dobj that/mark {ROTTEN}",
            "told",
            "Ana Ruiz",
            "Ana Ruiz told the council",
        ),
        (
            f"Ana/compound Ruiz/nsubj told/ROOT them/dobj on/prep Monday/pobj that/mark {ROTTEN}",
            "told",
            "Ana Ruiz",
            "Ana Ruiz told them on Monday",
        ),
        (
            "The pier/nsubj was/ccomp rotten/acomp , said/ROOT Ana/compound Ruiz/nsubj "
            "on/prep Monday/pobj .",
            "said",
            "Ana Ruiz",
            "said Ana Ruiz on Monday",
        ),
        (
            "On/prep Monday/pobj , Ana/compound Ruiz/nsubj said/ROOT , " + ROTTEN,
            "said",
            "Ana Ruiz",
            "Ana Ruiz said",
        ),
        (f"Ruiz/nsubj pointed/ROOT out/prt {ROTTEN}", "pointed out", "Ruiz", "Ruiz pointed out"),
        (
            "Ruiz/nsubj asked/ROOT Hale/dobj whether/mark it/nsubj fell/ccomp .",
            "asked",
            "Ruiz",
            "Ruiz asked Hale",
        ),
    ],
)
def test_a_clause_has_its_addressee_and_times_but_nothing_of_the_content(
    line: str, cue: str, source: str, clause: str
) -> None:
    assert clauses(line) == [(cue, source, clause)]


@pytest.mark.parametrize(
    "aside",
    [
        "a pilot/appos/Ruiz from/prep/pilot Hull/pobj",
        "the mayor/appos/Ruiz",
        "who/nsubj runs/relcl/Ruiz it/dobj",
        "48/dep",
        "VBN:hired/acl/Ruiz by/agent/hired Hull/pobj",
    ],
)
def test_an_aside_between_name_and_verb_belongs_to_the_clause_not_to_the_name(aside: str) -> None:
    [(_, source, clause)] = clauses(f"Ana/compound Ruiz/nsubj/said , {aside} , said/ROOT {ROTTEN}")
    assert source == "Ana Ruiz"
    assert clause.startswith("Ana Ruiz, ")
    assert clause.endswith("said")


def test_the_name_before_an_aside_speaks_even_if_the_parser_has_taken_another_for_it() -> None:
    line = (
        "Ana/compound Ruiz/dep/said , the head/appos of/prep/head Hull/nsubj , said/ROOT " + ROTTEN
    )
    assert clauses(line) == [("said", "Ana Ruiz", "Ana Ruiz, the head of Hull, said")]


def test_brackets_behind_the_name_belong_to_the_clause() -> None:
    line = f"Ruiz/nsubj ( Hull/appos ) said/ROOT {ROTTEN}"
    assert clauses(line) == [("said", "Ruiz", "Ruiz (Hull) said")]


@pytest.mark.parametrize(
    "line",
    [
        "According/prep to/prep/According Ana/compound Ruiz/pobj , the pier/nsubj was/ROOT "
        "rotten/acomp .",
        "The pier/nsubj was/ROOT rotten/acomp , according/prep to/prep/according Ana/compound "
        "Ruiz/pobj/to .",
        "The pier/nsubj , according/prep/was to/prep/according Ana/compound Ruiz/pobj/to , "
        "was/ROOT rotten/acomp .",
        "The pier/nsubj was/ROOT rotten/acomp , according/prep to/prep/according Ana/dep "
        "Ruiz/dep .",
    ],
)
def test_according_to_is_a_clause_with_the_source_behind_it(line: str) -> None:
    [(cue, source, clause)] = clauses(line)
    assert cue.lower() == "according to"
    assert source == "Ana Ruiz"
    assert clause.lower() == "according to ana ruiz"


@pytest.mark.parametrize(
    "line",
    [
        "They/nsubj left/ROOT according/prep .",
        "They/nsubj left/ROOT according/prep as/prep/according planned/pcomp .",
        "They/nsubj left/ROOT according/prep to/prep/according .",
    ],
)
def test_according_without_a_source_is_no_clause(line: str) -> None:
    assert clauses(line) == []


@pytest.mark.parametrize(
    ("line", "cue", "source"),
    [
        (
            "In/prep/was the/det words/pobj/In of/prep/words the/det mayor/pobj/of , "
            "the pier/nsubj was/ROOT rotten/acomp .",
            "In the words of",
            "the mayor",
        ),
        (
            "In/prep/was the/det/mayor mayor/poss/words ’s/case/mayor words/pobj/In , the "
            "pier/nsubj was/ROOT rotten/acomp .",
            "In the mayor’s words",
            "the mayor",
        ),
        (
            "In/prep/was her/poss/words own/amod/words words/pobj/In , the pier/nsubj was/ROOT "
            "rotten/acomp .",
            "In her own words",
            "her",
        ),
    ],
)
def test_in_somebodys_words_is_a_clause(line: str, cue: str, source: str) -> None:
    [(found, of, _)] = clauses(line)
    assert (found, of) == (cue, source)


def test_in_other_words_and_what_is_put_in_words_is_no_clause() -> None:
    assert clauses("In/prep other/amod/words words/pobj/In , the pier/nsubj was/ROOT late .") == []
    line = "They/nsubj left/ROOT in/prep/left their/poss/words words/pobj/in ."
    assert clauses(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "VBN:Asked/advcl/said whether/mark it/nsubj was/ccomp/Asked late , Ruiz/nsubj said/ROOT .",
        "Ruiz/nsubj/said , VBN:asked/acl/Ruiz whether/mark it/nsubj was/ccomp/asked , said/ROOT .",
    ],
)
def test_who_is_asked_in_passing_reports_only_with_the_next_verb(line: str) -> None:
    assert [(cue, source) for cue, source, _ in clauses(line)] == [("said", "Ruiz")]


def test_who_is_told_something_does_not_say_it() -> None:
    line = "Ruiz/nsubjpass was/auxpass VBN:told/ROOT that/mark it/nsubj was/ccomp late ."
    assert [source for _, source, _ in clauses(line)] == [None]


def test_what_a_court_is_told_it_stands_for() -> None:
    line = "The jury/nsubjpass was/auxpass VBN:told/ROOT that/mark it/nsubj was/ccomp late ."
    assert [source for _, source, _ in clauses(line)] == ["The jury"]


def test_as_belongs_to_the_clause_that_it_begins() -> None:
    line = "As/mark Ana/compound Ruiz/nsubj put/advcl it/dobj , the pier/nsubj was/ROOT late ."
    assert clauses(line) == [("put", "Ana Ruiz", "As Ana Ruiz put it")]


def test_a_participle_reports_for_whoever_spoke_before() -> None:
    line = (
        f"{QUOTED} said/ROOT Ana/compound Ruiz/nsubj/said , adding/advcl that/mark it/nsubj "
        "fell/ccomp ."
    )
    assert clauses(line) == [
        ("said", "Ana Ruiz", "said Ana Ruiz"),
        ("adding", "Ana Ruiz", "adding"),
    ]


def test_a_participle_reports_for_the_name_before_it() -> None:
    line = f"They/nsubj knew/ROOT of/prep Ana/compound Ruiz/pobj saying/acl/of {ROTTEN}"
    assert clauses(line) == [("saying", "Ana Ruiz", "saying")]


@pytest.mark.parametrize(
    "line",
    [
        f"tell/ROOT us/dobj that/mark {ROTTEN}",
        f"VB:Ask/ROOT yourself/dobj whether/mark {ROTTEN}",
        f"VB:Say/ROOT that/mark {ROTTEN}",
    ],
)
def test_a_command_reports_nothing(line: str) -> None:
    assert clauses(line) == []


def test_to_say_something_is_no_command() -> None:
    assert clauses(f"to/aux say/ROOT that/mark {ROTTEN}") == [("say", None, "to say")]


def test_what_is_said_inside_a_quotation_is_no_clause_of_the_reporters() -> None:
    line = "Ruiz/nsubj said/ROOT “ They/nsubj said/ccomp it/nsubj was/ccomp late/acomp ” ."
    assert clauses(line) == [("said", "Ruiz", "Ruiz said")]


@pytest.mark.parametrize(
    ("behind", "source"),
    [
        ("said/ROOT the mayor/dep", "the mayor"),
        ("the mayor/dep said/ROOT", "the mayor"),
        ("Leeds/nmod police/compound chief/compound Roe/nsubj said/ROOT", "Leeds police chief Roe"),
        ("said/ROOT", None),
    ],
)
def test_beside_a_quotation_the_nearest_phrase_speaks_if_the_parse_has_no_subject(
    behind: str, source: str | None
) -> None:
    assert clauses(f"{QUOTED} {behind} .")[0][:2] == ("said", source)


def test_words_inside_the_quotation_never_speak() -> None:
    line = "“ Hale/nsubj/said fell/ccomp , ” said/ROOT the mayor/dep ."
    assert clauses(line) == [("said", "the mayor", "said the mayor")]


def test_whoever_is_told_is_no_part_of_the_content_even_if_the_parser_says_so() -> None:
    line = "Ruiz/nsubj told/ROOT reporters/nsubj the pier/nsubj was/ccomp late ."
    assert clauses(line) == [("told", "Ruiz", "Ruiz told reporters")]


def test_after_said_two_nouns_are_not_somebody_told() -> None:
    line = "Ruiz/nsubj said/ROOT reporters/nsubj the pier/nsubj was/ccomp late ."
    assert clauses(line) == [("said", "Ruiz", "Ruiz said")]


@pytest.mark.parametrize("stop", [",", ":", "—", "“"])
def test_a_clause_ends_at_punctuation_and_quotation_marks(stop: str) -> None:
    line = f"Ruiz/nsubj said/ROOT on/prep Monday/pobj {stop} It/nsubj fell/ccomp ”"
    assert clauses(line) == [("said", "Ruiz", "Ruiz said on Monday")]


def test_clauses_come_in_text_order_and_know_their_own_sources() -> None:
    line = (
        "Ruiz/nsubj said/ROOT it/nsubj fell/ccomp , but/cc Hale/nsubj said/conj it/nsubj/stood "
        "stood/ccomp ."
    )
    assert clauses(line) == [("said", "Ruiz", "Ruiz said"), ("said", "Hale", "Hale said")]


# What a verb reports, by the parse


def test_the_complement_of_a_verb_is_the_clause_behind_it() -> None:
    doc = parsed(f"Ruiz/nsubj said/ROOT {ROTTEN}")
    assert [token.text for token in complements(doc[1])] == ["was"]
    before = parsed(f"{QUOTED} Ruiz/nsubj said/ROOT .")
    assert complements(before[-2]) == []


def test_a_clause_parsed_as_a_noun_with_a_participle_is_a_complement_of_say() -> None:
    line = "Ruiz/nsubj {} people/dobj VBD:met/acl in/prep Hull/pobj ."
    assert [token.text for token in complements(parsed(line.format("said/ROOT"))[1])] == ["people"]
    assert complements(parsed(line.format("told/ROOT"))[1]) == []
    assert complements(parsed("Ruiz/nsubj said/ROOT nothing/dobj .")[1]) == []
