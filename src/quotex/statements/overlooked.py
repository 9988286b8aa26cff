"""Reported clauses that no rule found, but that the role tagger sees: cue, source and content."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import partial

from quotex.annotations import Offsets, Statement
from quotex.roles import Role
from quotex.statements.cues import CLAUSE_SUBJECTS
from quotex.statements.edges import trim
from quotex.statements.units import Layout

__all__ = ["overlooked"]

RULE = "statements.seen_by_tagger"
LEAD_INS = ("that ", "whether ")


def overlooked(
    layout: Layout, roles: Sequence[Role], statements: list[Statement]
) -> list[Statement]:
    """A statement for each content that the tagger sees and no statement touches.

    It needs a cue in the same unit; the source is the one nearest to that cue.
    """
    taken = sorted(part for statement in statements for part in statement.content)
    in_units = _by_unit(layout, roles)
    found = []
    for beside in in_units.values():
        for content in beside:
            if content.name == "content" and not content.optional and not _touches(content, taken):
                cue = _nearest(beside, "cue", content)
                statement = cue and _build(layout, content, cue, _nearest(beside, "source", cue))
                if statement:
                    found.append(statement)
    return found


def _by_unit(layout: Layout, roles: Sequence[Role]) -> dict[int, list[Role]]:
    """The roles of each unit, by the unit's number."""
    found: dict[int, list[Role]] = {}
    for role in roles:
        found.setdefault(layout.unit_at(layout.token_at(role.start))[0], []).append(role)
    return found


def _touches(role: Role, taken: list[Offsets]) -> bool:
    """Whether a role overlaps one of the stretches, which are in order and do not overlap."""
    after = bisect_left(taken, (role.end, role.end))
    return after > 0 and taken[after - 1][1] > role.start


def _nearest(roles: list[Role], name: str, beside: Role) -> Role | None:
    """The role of this name that is nearest to another one."""
    found = [role for role in roles if role.name == name]
    return min(found, key=partial(_gap, beside), default=None)


def _gap(other: Role, role: Role) -> int:
    """The characters between two roles."""
    return max(role.start - other.end, other.start - role.end, 0)


def _is_clause(layout: Layout, part: Offsets) -> bool:
    """Whether the words are a clause with a verb of its own, not a thing that was announced."""
    first, last = layout.token_at(part[0]), layout.token_at(part[1] - 1)
    return any(token.dep_ in CLAUSE_SUBJECTS for token in layout.doc[first : last + 1])


def _build(layout: Layout, content: Role, cue: Role, source: Role | None) -> Statement | None:
    text = layout.text
    start = content.start
    for lead_in in LEAD_INS:
        if text.startswith(lead_in, start):
            start += len(lead_in)
    part = trim(text, start, content.end, [])
    quoted = any(layout.quotation_of[layout.token_at(i)] >= 0 for i in (start, content.end - 1))
    if (
        part is None
        or quoted
        or not _is_clause(layout, part)
        or (cue.start < part[1] and part[0] < cue.end)
    ):
        return None
    verb = layout.doc[layout.token_at(cue.start)]
    likely = {"content": content.score, "cue": cue.score, "source": source.score if source else 0.0}
    return Statement(
        content=[part],
        verbatim=[],
        cue=(cue.start, cue.end),
        mention=(source.start, source.end) if source is not None else None,
        rule=RULE,
        found_by=RULE,
        lemma=verb.lemma_,
        likely=likely,
    )
