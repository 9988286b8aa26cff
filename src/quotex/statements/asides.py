"""Reporting clauses set in commas in the middle of what they report: "The bill, he said, is dead".

Where the parser joins the two halves, `content` needs no more. Here are the forms that it seldom
joins: a half that stands in quotation marks, and a subject with the reporting clause for a verb.
"""

from __future__ import annotations

from quotex.statements.cues import Clause
from quotex.statements.units import Layout, Unit
from quotex.tokens import FINITE

__all__ = ["broken_off"]

OPENS_CONDITION = {"if", "unless"}
"""What begins a clause that needs another: "If he wins, she said, “all bets are off”"."""
NO_SUBJECT = {"ADP", "ADV", "SCONJ", "CCONJ", "PUNCT", "SPACE", "INTJ"}
"""What no subject begins with."""
GOES_ON = FINITE | {"VBN"}
"""The tags of the verb that the second half begins with; taggers take "laughed" for "VBN"."""
LONGEST_BEGINNING = 20
"""Tokens before the clause."""


def broken_off(layout: Layout, unit: Unit, clause: Clause, start: int) -> tuple[int, int] | None:
    """What the sentence says before the clause, from token `start` on, and where it goes on.

    Examples: "[The bill], Ruiz said, [“is] dead”", "[It was], Ruiz said, [“not] over yet”" and
    "[If he wins], Ruiz said, [“all] bets are off”". None if the words before are complete.
    """
    doc, end, behind = layout.doc, clause.start - 1, clause.end + 1
    if not start < end <= start + LONGEST_BEGINNING or behind + 1 >= unit.end:
        return None
    if doc[end].text != "," or doc[clause.end].text != "," or layout.any_quoted(start, end):
        return None
    own_source = clause.source is not None and clause.source.start >= clause.start
    if not own_source or clause.verb.dep_ in {"relcl", "acl"} or clause.verb.tag_ == "VBG":
        return None
    opens = layout.opens(behind)
    follows = doc[behind + opens : behind + opens + 2]
    if not follows.text[:1].islower():
        return None
    verbs = [token.i for token in doc[start:end] if token.tag_ in FINITE]
    if doc[start].lower_ in OPENS_CONDITION:
        return (start, behind) if opens and verbs else None
    if doc[start].pos_ in NO_SUBJECT:
        return None
    if verbs:
        lacks_rest = verbs == [end - 1] and (opens or doc[end - 1].lemma_ == "be")
        return (start, behind) if lacks_rest else None
    resumes = follows[0].tag_ in GOES_ON or (
        follows[0].pos_ == "ADV" and follows[1:2].text and follows[1].tag_ in GOES_ON
    )
    return (start, behind) if resumes else None
