"""Why a quote is as it is: which rule or model decided, and what came second."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

import quotex
from quotex.cli import app
from quotex.explanations import RULES, STATEMENT_RULES, meaning_of

TEXT = (
    "“The bridge is safe,” Mayor Ana Ruiz told the Guardian on Friday.\n\n"
    "She said that the old one had been closed for years.\n"
)


@pytest.fixture(scope="module")
def explained() -> list[quotex.Explanation]:
    return quotex.explain(TEXT)


@pytest.mark.model
def test_every_quote_is_explained_as_it_is_extracted(explained: list[quotex.Explanation]) -> None:
    assert [each.quote for each in explained] == quotex.extract(TEXT)


@pytest.mark.model
def test_each_field_has_the_rule_that_decided_it(explained: list[quotex.Explanation]) -> None:
    first, second = explained
    decided = {decision.field: decision for decision in first.decisions}
    assert list(decided) == ["content", "mention", "name", "outlet", "is_quote", "speaker_is_right"]
    assert decided["content"].value == "The bridge is safe"
    assert decided["content"].rule == "statements.clause_behind_content"
    assert decided["mention"].value == "Mayor Ana Ruiz"
    assert decided["outlet"].value == "Guardian (told)"
    assert decided["outlet"].rule == "outlets.told_outlet"
    name = next(decision for decision in second.decisions if decision.field == "name")
    assert name.value == "Ana Ruiz"
    assert name.rule == second.quote.rule


@pytest.mark.model
def test_the_two_likelihoods_make_the_confidence(explained: list[quotex.Explanation]) -> None:
    for each in explained:
        first, second = (
            decision.likelihood or 0.0
            for decision in each.decisions
            if decision.field in {"is_quote", "speaker_is_right"}
        )
        assert first * second == pytest.approx(each.quote.confidence, abs=0.002)


@pytest.mark.model
def test_likelihoods_come_with_what_counted_most(explained: list[quotex.Explanation]) -> None:
    decision = next(d for d in explained[0].decisions if d.field == "is_quote")
    weights = [abs(reason.weight) for reason in decision.reasons]
    assert weights == sorted(weights, reverse=True) and weights


@pytest.mark.model
def test_every_decision_says_what_its_rule_means(explained: list[quotex.Explanation]) -> None:
    assert all(decision.meaning for each in explained for decision in each.decisions)


def test_every_rule_has_a_meaning() -> None:
    assert meaning_of("statements.split_by_clause").startswith("The reporting clause splits")
    names = [f"statements.{name}" for name in STATEMENT_RULES] + [
        f"{module}.{rule.__name__}" for module, rules in RULES.items() for rule in rules
    ]
    assert [name for name in names if not meaning_of(name)] == []
    assert meaning_of("speakers.no_such_rule") == ""


@pytest.mark.model
def test_explain_refuses_what_cannot_be_read() -> None:
    with pytest.raises(quotex.InputError, match="surrogate"):
        quotex.explain("“A\ud800,” she said.")


@pytest.mark.model
def test_the_command_line_explains_one_quote() -> None:
    result = CliRunner().invoke(app, ["explain", "-", "--quote", "q1"], input=TEXT)
    assert result.exit_code == 0
    assert result.stdout.count("confidence ") == 1
    assert "content: The bridge is safe" in result.stdout
    assert "statements.clause_behind_content: The reporting clause follows" in result.stdout


@pytest.mark.model
def test_the_command_line_gives_explanations_as_json() -> None:
    result = CliRunner().invoke(app, ["explain", "-", "--json"], input=TEXT)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["quote"]["id"] for line in lines] == ["q1", "q2"]
    assert {decision["field"] for decision in lines[1]["decisions"]} >= {"content", "name"}


@pytest.mark.model
def test_a_quote_that_does_not_exist_is_named() -> None:
    result = CliRunner().invoke(app, ["explain", "-", "--quote", "q9"], input=TEXT)
    assert result.exit_code == 1
    assert "q9" in result.stderr
