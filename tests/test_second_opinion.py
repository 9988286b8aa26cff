"""What the role tagger may change about the statements of the rules: edges, gaps and speakers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from parsed import parsed
from quotex.annotations import Statement
from quotex.marks import pair_marks
from quotex.roles import KINDS, Reading, Role, RoleName
from quotex.statements import find_statements, linking
from quotex.statements.linking import Surroundings, features
from quotex.statements.orphans import TERM
from quotex.statements.second_opinion import extended, measure, second_opinion
from quotex.statements.sightings import NEAREST, Sightings
from quotex.statements.units import Layout

SURE = 0.9


def seen(
    layout: Layout, *roles: tuple[RoleName, str], optional: bool = False, likely: float = SURE
) -> Reading:
    """A reading in which the tagger sees these words in these roles, the first time they occur."""
    begins = np.zeros((len(layout.doc), len(KINDS)), np.float32)
    inside = np.zeros_like(begins)
    found = []
    for name, words in roles:
        start = layout.text.index(words)
        end = start + len(words)
        kind = KINDS.index((name, optional))
        first, behind = layout.tokens_in((start, end))
        begins[first, kind] = likely
        inside[first:behind, kind] = likely
        found.append(Role(start, end, name, optional, likely))
    return Reading(sorted(found, key=lambda role: role.start), begins, inside)


def laid_out(line: str) -> tuple[Layout, list[Statement]]:
    """The text of a line, and what the rules make of it."""
    doc = parsed(line)
    layout = Layout(doc, pair_marks(doc.text))
    return layout, find_statements(layout)


def contents(layout: Layout, statements: list[Statement]) -> list[str]:
    return [
        " | ".join(layout.text[start:end] for start, end in statement.content)
        for statement in statements
    ]


@pytest.fixture(autouse=True)
def weights(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """Weights of the choice of mentions that a test sets itself."""
    chosen: dict[str, float] = {}
    monkeypatch.setattr(linking, "load_weights", lambda: chosen)
    return chosen


SAID_ON_MONDAY = "Ruiz/nsubj said/ROOT the pier/nsubj fell/ccomp on/prep Monday/pobj ."


def test_content_ends_where_the_tagger_is_surer_that_it_does() -> None:
    layout, statements = laid_out(SAID_ON_MONDAY)
    assert contents(layout, statements) == ["the pier fell on Monday"]
    reading = seen(layout, ("content", "the pier fell"))
    changed = extended(layout, reading, statements)
    assert contents(layout, changed) == ["the pier fell"]
    choice = changed[0].choices["content"]
    assert (choice.rule, choice.runner_up) == ("statements.moved_edges", "the pier fell on Monday")
    assert choice.likelihood == pytest.approx(SURE * SURE, abs=0.001)


def test_content_stays_where_the_tagger_is_hardly_surer() -> None:
    layout, statements = laid_out(SAID_ON_MONDAY)
    reading = seen(layout, ("content", "the pier fell"), likely=0.1)
    changed = extended(layout, reading, statements)
    assert contents(layout, changed) == ["the pier fell on Monday"]
    assert not changed[0].choices


def test_edges_never_move_over_the_cue_or_the_mention() -> None:
    layout, statements = laid_out(SAID_ON_MONDAY)
    reading = seen(layout, ("content", "Ruiz said the pier fell on Monday"))
    assert contents(layout, extended(layout, reading, statements)) == ["the pier fell on Monday"]


def test_edges_never_move_into_what_another_said() -> None:
    layout, statements = laid_out(
        "“ It/nsubj fell/ROOT , ” Ruiz/nsubj said/ROOT . “ It/nsubj stood/ROOT , ” "
        "Hale/nsubj said/ROOT ."
    )
    before = contents(layout, statements)
    reading = seen(layout, ("content", "It fell,” Ruiz said. “It stood"))
    assert contents(layout, extended(layout, reading, statements)) == before


def test_moved_content_takes_quotations_in_whole() -> None:
    layout, statements = laid_out(
        "Ruiz/nsubj said/ROOT the pier/nsubj was/ccomp “ rotten/acomp ” on/prep Monday/pobj ."
    )
    reading = seen(layout, ("content", "the pier was “rotten"))
    (changed,) = extended(layout, reading, statements)
    assert contents(layout, [changed]) == ["the pier was “rotten"]
    assert [layout.text[start:end] for start, end in changed.verbatim] == ["rotten"]
    assert changed.kind == "mixed"


NOT_SEEN_BY_RULES = "The mayor/nsubj VBD:quoth/ROOT that/mark the pier/nsubj fell/ccomp ."


def test_a_clause_that_no_rule_found_is_added_with_its_cue() -> None:
    layout, statements = laid_out(NOT_SEEN_BY_RULES)
    assert statements == []
    reading = seen(
        layout, ("source", "The mayor"), ("cue", "quoth"), ("content", "that the pier fell")
    )
    (added,) = second_opinion(layout, reading, statements)
    assert contents(layout, [added]) == ["the pier fell"]
    assert added.found_by == "statements.seen_by_tagger"
    assert added.cue and layout.text[slice(*added.cue)] == "quoth"
    assert added.mention and layout.text[slice(*added.mention)] == "The mayor"
    assert added.kind == "indirect"


def test_a_clause_without_a_cue_is_not_added() -> None:
    layout, statements = laid_out(NOT_SEEN_BY_RULES)
    reading = seen(layout, ("content", "that the pier fell"))
    assert second_opinion(layout, reading, statements) == []


def test_a_thing_that_was_announced_is_no_reported_clause() -> None:
    layout, statements = laid_out("The mayor/nsubj VBD:quoth/ROOT a long pier/dobj .")
    reading = seen(layout, ("cue", "quoth"), ("content", "a long pier"))
    assert second_opinion(layout, reading, statements) == []


def test_thoughts_and_wishes_are_not_added() -> None:
    layout, statements = laid_out(NOT_SEEN_BY_RULES)
    roles: list[tuple[RoleName, str]] = [("cue", "quoth"), ("content", "that the pier fell")]
    reading = seen(layout, *roles, optional=True)
    assert second_opinion(layout, reading, statements) == []


def test_what_the_rules_have_is_not_added_again() -> None:
    layout, statements = laid_out(SAID_ON_MONDAY)
    reading = seen(layout, ("cue", "said"), ("content", "fell on Monday"))
    assert len(second_opinion(layout, reading, statements)) == 1


TWO_SOURCES = "Ruiz/nsubj met/ROOT Hale/dobj . ¶ “ It/nsubj fell/ccomp , ” Ruiz/nsubj said/ROOT ."


def test_the_likeliest_mention_speaks_and_brings_its_cue(weights: dict[str, float]) -> None:
    layout, statements = laid_out(TWO_SOURCES)
    reading = seen(layout, ("source", "Hale"), ("cue", "met"))
    weights["by_rule=False"] = 2.0
    (chosen,) = second_opinion(layout, reading, statements)
    assert chosen.mention and layout.text[slice(*chosen.mention)] == "Hale"
    assert chosen.cue and layout.text[slice(*chosen.cue)] == "met"
    assert chosen.rule == "statements.ranked_source"
    assert chosen.found_by == "statements.clause_behind_content"
    choice = chosen.choices["mention"]
    assert choice.runner_up == "Ruiz"
    assert choice.likelihood and choice.runner_up_likelihood
    assert choice.likelihood + choice.runner_up_likelihood == pytest.approx(1, abs=0.01)
    assert choice.likelihood > choice.runner_up_likelihood


def test_the_rules_keep_their_mention_if_it_is_likelier(weights: dict[str, float]) -> None:
    layout, statements = laid_out(TWO_SOURCES)
    reading = seen(layout, ("source", "Hale"), ("cue", "met"))
    weights["by_rule=True"] = 2.0
    (kept,) = second_opinion(layout, reading, statements)
    assert kept.mention and layout.text[slice(*kept.mention)] == "Ruiz"
    assert kept.rule == "statements.clause_behind_content"
    assert kept.choices["mention"].runner_up == "Hale"


def test_an_outlet_that_only_passes_it_on_is_no_candidate() -> None:
    layout, statements = laid_out(
        "Ruiz/nsubj said/ROOT the pier/nsubj fell/ccomp , according/prep to/prep/according "
        "the Northern/compound Post/pobj ."
    )
    reading = seen(layout, ("source", "the Northern Post"), ("cue", "according to"))
    around = Surroundings(layout, reading, statements)
    words = [layout.text[slice(*each.mention)] for each in around.candidates(statements[0])]
    assert words == ["Ruiz"]


def test_who_quotes_another_is_no_candidate() -> None:
    layout, statements = laid_out(
        "Reuters/nsubj quoted/ROOT Ruiz/dobj as/prep saying/pcomp it/nsubj fell/ccomp ."
    )
    reading = seen(layout, ("source", "Reuters"), ("cue", "saying"))
    around = Surroundings(layout, reading, statements)
    words = [layout.text[slice(*each.mention)] for each in around.candidates(statements[0])]
    assert words == ["Ruiz"]


def test_who_stands_for_the_noun_before_it() -> None:
    layout, _ = laid_out(
        "The mayor/nsubj/left , who/nsubj VBD:quoth/relcl/mayor it/nsubj fell/ccomp , left/ROOT ."
    )
    reading = seen(layout, ("source", "who"), ("cue", "quoth"), ("content", "it fell"))
    (added,) = second_opinion(layout, reading, [])
    assert added.mention and layout.text[slice(*added.mention)] == "The mayor"


def test_a_mention_never_lies_in_the_content() -> None:
    layout, statements = laid_out(SAID_ON_MONDAY)
    around = Surroundings(layout, seen(layout, ("source", "the pier")), statements)
    words = [layout.text[slice(*each.mention)] for each in around.candidates(statements[0])]
    assert words == ["Ruiz"]


def test_features_say_where_a_candidate_stands_and_who_sees_it() -> None:
    layout, statements = laid_out(TWO_SOURCES)
    reading = seen(layout, ("source", "Hale"), ("cue", "met"), likely=0.95)
    around = Surroundings(layout, reading, statements)
    candidates = around.candidates(statements[0])
    by_rule, other = features(around, statements[0], candidates)
    assert {
        "by_rule=True",
        "found_by=statements.clause_behind_content",
        "head=PROPN+behind",
    } <= by_rule
    assert {
        "by_rule=False",
        "unit=before+before",
        "rival=statements.clause_behind_content",
    } <= other
    assert "likely=9" in other and "likely=0" in by_rule


def test_likelihoods_are_those_of_the_words_concerned() -> None:
    layout, statements = laid_out(SAID_ON_MONDAY)
    reading = seen(layout, ("source", "Ruiz"), ("content", "the pier fell"))
    measure(layout, reading, statements)
    likely = statements[0].likely
    assert likely["mention"] == likely["start"] == pytest.approx(SURE)
    assert likely["content"] == pytest.approx(SURE * 3 / 5)
    assert likely["cue"] == likely["end"] == 0


def test_only_the_nearest_sightings_are_looked_at() -> None:
    many = "Ruiz/nsubj said/ROOT " + " ".join(f"N{n}/dobj" for n in range(40)) + " ."
    doc = parsed(many)
    layout = Layout(doc, [])
    reading = seen(layout, *[("source", f"N{n}") for n in range(10, 40)])
    middle = layout.token_at(layout.text.index("N25"))
    near = Sightings(layout, reading).near("source", (middle, middle + 1), (0, len(doc)))
    assert len(near) == 2 * NEAREST + 1, "on each side, and the one itself"
    assert Sightings(layout, reading).count("source", 0, middle) == 15


def test_a_second_opinion_of_nothing_is_nothing() -> None:
    layout, statements = laid_out("It/nsubj fell/ROOT .")
    empty: Any = seen(layout)
    assert second_opinion(layout, empty, statements) == []


TERM_IN_CONTENT = (
    "Ruiz/nsubj said/ROOT that/mark the “ NN:elites/compound ” pier/nsubj fell/ccomp ."
)


def test_a_quoted_term_in_what_is_reported_is_the_sources_own_word() -> None:
    layout, statements = laid_out(TERM_IN_CONTENT)
    layout.quotations[0].rejected = TERM
    statements[0].verbatim = []
    reading = seen(layout, ("content", "the “elites” pier fell"))
    (changed,) = extended(layout, reading, statements)
    assert [layout.text[start:end] for start, end in changed.verbatim] == ["elites"]
    assert layout.quotations[0].rejected is None
    assert changed.kind == "mixed"


def test_a_term_stays_nobodys_if_the_tagger_does_not_see_it_reported() -> None:
    layout, statements = laid_out(TERM_IN_CONTENT)
    layout.quotations[0].rejected = TERM
    statements[0].verbatim = []
    (unchanged,) = extended(layout, seen(layout), statements)
    assert unchanged.verbatim == []
    assert layout.quotations[0].rejected == TERM
