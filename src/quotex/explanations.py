"""Why each quote is as it is: which rule or model decided its fields, and what came second.

Reads a Doc that quotex has been run on. The choices that models made are on the statements; what
counts for a likelihood is computed again from the same features.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from spacy.tokens import Doc

from quotex.annotations import Choice, Statement, quotes_of, read
from quotex.confidence import Model, features, load_models
from quotex.outlets.rules import RULES as OUTLET_RULES
from quotex.records import Decision, Explanation, Quote, Reason
from quotex.speakers.component import RULES as SPEAKER_RULES
from quotex.statements.orphans import RULES as ORPHAN_RULES

__all__ = ["STATEMENT_RULES", "explanations_of", "meaning_of"]

MOST_REASONS = 5
"""So many features are given as reasons, the weightiest first."""

STATEMENT_RULES = {
    "clause_behind_content": "The reporting clause follows what it reports. "
    "“We will appeal,” Ana Ruiz said.",
    "clause_before_content": "The reporting clause stands before what it reports. "
    "Ana Ruiz said that she would appeal.",
    "split_by_clause": "The reporting clause splits what it reports in two. "
    "“We will appeal,” Ana Ruiz said, “and win.”",
    "according_to": '"according to" or "in the words of", before, behind or amid what it reports. '
    "The bridge is closed, according to Ana Ruiz.",
    "as_somebody_says": 'A reporting clause that begins with "as", or "as per" somebody. '
    "As Ana Ruiz put it, the bridge is closed.",
    "headline_with_colon": "A headline that names its source beside a colon, or behind a dash, "
    "without a verb. "
    "Bridge to stay closed for weeks: Mayor Ruiz.",
    "seen_by_tagger": "No rule found it, but the role tagger sees a cue and what it reports, in "
    "`statements/overlooked.py`.",
    "moved_edges": "The role tagger was surer that the content begins or ends elsewhere than the "
    "rule that found it, in `statements/extents.py`.",
    "ranked_source": "A source that the role tagger sees is likelier the speaker than the mention "
    "that the rules gave, in `statements/linking.py`.",
}
"""What the rules mean that are no function of their own; by default in `statements/content.py`."""


RULES: dict[str, tuple[Callable[..., Any], ...]] = {
    "orphans": ORPHAN_RULES,
    "outlets": OUTLET_RULES,
    "speakers": SPEAKER_RULES,
}
"""The rules that are functions, by the first part of their names."""


def meaning_of(rule: str) -> str:
    """What a rule's name means, in a sentence or two; empty for a name that no rule has.

    rule (str): a name as in `Quote.rule`, such as "orphans.name_line".
    """
    module, _, name = rule.partition(".")
    if module == "statements":
        return STATEMENT_RULES.get(name, "")
    found = next((each for each in RULES.get(module, ()) if each.__name__ == name), None)
    docstring = (inspect.getdoc(found) or "") if found is not None else ""
    return " ".join(docstring.partition("\n\n")[0].split())


def explanations_of(doc: Doc) -> list[Explanation]:
    """An explanation of each quote of `doc`, in the order of the quotes."""
    statements = sorted(read(doc)[1], key=lambda statement: statement.first_part)
    return [
        Explanation(quote=quote, decisions=list(_decisions(doc, statement, quote)))
        for statement, quote in zip(statements, quotes_of(doc), strict=True)
    ]


def _decisions(doc: Doc, statement: Statement, quote: Quote) -> Iterator[Decision]:
    """The decisions on one quote, in the order in which they were made."""
    quote_model, speaker_model = load_models()
    present = features(doc, statement)
    by_rule = Choice(rule=statement.found_by)
    yield _decision("content", quote.text, statement.choices.get("content", by_rule))
    mention = quote.speaker.mention.text if quote.speaker.mention else None
    yield _decision("mention", mention, statement.choices.get("mention", by_rule))
    named = statement.choices.get("name", Choice(rule=statement.rule))
    yield _decision("name", quote.speaker.name, named)
    for credit, outlet in zip(statement.outlets, quote.outlets, strict=True):
        yield _decision("outlet", f"{outlet.name} ({outlet.role})", Choice(rule=credit.rule))
    yield _likelihood("is_quote", quote_model, present)
    yield _likelihood("speaker_is_right", speaker_model, present)


def _decision(field: str, value: str | None, choice: Choice) -> Decision:
    return Decision(
        field=field,
        value=value,
        rule=choice.rule,
        meaning=meaning_of(choice.rule),
        likelihood=choice.likelihood,
        runner_up=choice.runner_up,
        runner_up_likelihood=choice.runner_up_likelihood,
    )


def _likelihood(field: str, model: Model, present: set[str]) -> Decision:
    """What a model finds likely, with the features that count most for or against it."""
    likelihood = model.probability(present)
    return Decision(
        field=field,
        value=None,
        rule=f"confidence.{field}",
        meaning="Features for and against it, weighed by a logistic regression.",
        likelihood=round(likelihood, 3),
        reasons=[
            Reason(feature=feature, weight=weight)
            for feature, weight in model.reasons(present)[:MOST_REASONS]
        ],
    )
