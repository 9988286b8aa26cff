"""Which tokens the statement rules look at: only those that may report something.

spaCy makes a new `Token` each time that one is looked at, so rules that looked at every word would
spend all their time on that.
"""

from __future__ import annotations

import pytest

from parsed import layout
from quotex.statements import clauses, find_statements
from quotex.statements.clauses import find_clauses
from quotex.statements.cues import OWN_CUES
from quotex.statements.units import Layout

SILENT = "The long pier/nsubj fell/ROOT on/prep Monday/pobj and/cc it/nsubj stood/conj ."
"""No cue word, no mark."""


def looked_at(units: Layout) -> list[str]:
    """The words that the clause rules look at."""
    return [token.text for unit in units.units for token in units.possible_cues(unit)]


def test_a_text_without_cue_words_has_none_of_its_tokens_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("looked at a token that cannot report")

    units = layout(SILENT)
    monkeypatch.setattr(clauses, "_according_to", refuse)
    monkeypatch.setattr(clauses, "_verb_clause", refuse)
    assert [find_clauses(units, unit) for unit in units.units] == [[]]
    assert find_statements(units) == []


def test_only_words_that_may_report_are_looked_at() -> None:
    line = "Ruiz/nsubj said/ROOT the pier/nsubj fell/ccomp , according/prep to/prep Hale/pobj ."
    assert looked_at(layout(line)) == ["said", "according"]


def test_a_cue_of_two_words_is_looked_at_by_its_first() -> None:
    assert looked_at(layout("Ruiz/nsubj went/ROOT on/prt .")) == ["went"]


def test_a_cue_is_looked_at_whatever_its_case() -> None:
    doc = layout("Ruiz/nsubj SAID/ROOT so/advmod .").doc
    doc[1].lemma_ = "SAY"
    assert looked_at(Layout(doc, [])) == ["SAID"]


@pytest.mark.parametrize("entry", ["pause", "pause here"])
def test_a_users_own_cue_is_looked_at(entry: str) -> None:
    doc = layout("Ruiz/nsubj paused/ROOT here/advmod .").doc
    assert looked_at(Layout(doc, [])) == []
    doc.user_data[OWN_CUES] = {entry: True}
    assert looked_at(Layout(doc, [])) == ["paused"]


def test_quoted_words_are_not_looked_at() -> None:
    line = "“ Ruiz/nsubj said/ccomp so/advmod , ” Hale/nsubj told/ROOT them/dobj ."
    assert looked_at(layout(line)) == ["told"]
