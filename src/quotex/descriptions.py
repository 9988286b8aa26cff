"""Whether a description fits a role: "the senator" fits "Sen.", "top diplomat" a minister."""

from __future__ import annotations

from functools import cache

from quotex.names import singular
from quotex.wordlists import bare, fold, words

__all__ = ["fitness", "same_trade"]

SKIPPED = frozenset("the a an of for and in at to his her their its this that one".split())


@cache
def _groups() -> dict[str, frozenset[str]]:
    """For each word of `kin`, all the words that can stand for it."""
    found: dict[str, set[str]] = {}
    for line in words("kin"):
        group = line.split()
        found.setdefault(group[0], set()).update(group)
        for word in group[1:]:
            found.setdefault(word, set()).add(group[0])
    return {word: frozenset(group) for word, group in found.items()}


def same_trade(one: str, other: str) -> bool:
    """True for role words that can mean one person: same_trade("senator", "Sen.")."""
    one, other = singular(one), singular(other)
    return one == other or other in _groups().get(one, ()) or one in _groups().get(other, ())


def fitness(description: list[str], head: str, role: str) -> float:
    """How well a description fits a role: 0 if its head is not in it, more for shared words.

    fitness(["the", "Russian", "foreign", "minister"], "minister", "Russian Foreign Minister")
    is 3.0.
    """
    parts = [bare(part) for part in role.split()]
    if bare(head) in parts or singular(head) in parts:
        score = 1.0
    elif any(same_trade(head, part) for part in parts):
        score = 0.7
    else:
        return 0.0
    own = {fold(part) for part in parts} - SKIPPED
    shared = {fold(part) for part in description if bare(part) != bare(head)} - SKIPPED
    return score + len(own & shared)
