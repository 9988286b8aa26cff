"""Whether a description fits a role: "the senator" fits "Sen.", "top diplomat" a minister."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from quotex.speakers.nouns import singular
from quotex.wordlists import bare, fold, words

__all__ = ["WORD", "contradict", "fitness", "kin_of", "offices_of", "same_trade"]

ELSEWHERE = 0.6
"""What it costs that description and role name different places."""
RANKS = frozenset({"prime", "vice"})
"""Words before a noun that make it another office."""
SKIPPED = frozenset(
    {"the", "a", "an", "of", "for", "and", "in", "at", "to"}
    | {"his", "her", "their", "its", "this", "that", "one"}
)
LINKS = [[link, "the"] for link in ("of", "for", "to")]
"""What stands between somebody and whose kin or helper that is."""

WORD = re.compile(r"[^\s-]+")
"""A word of a role; "director-general" has two."""


def offices_of(role: str) -> list[str]:
    """What an office is called by its initials: "CS" for "Health Cabinet Secretary"."""
    # linear: one character class, nothing to go back to
    capitals = [part for part in WORD.findall(role) if part[0].isupper()]
    initials = "".join(part[0] for part in capitals)
    return [initials[-2:], initials[-3:]] if len(initials) > 2 else [initials]


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


def kin_of(noun: str) -> frozenset[str]:
    """The nouns that can stand for this one: "senator" for "lawmaker"."""
    return _groups().get(noun, frozenset())


def same_trade(one: str, other: str) -> bool:
    """True for role words that can mean one person: same_trade("senator", "Sen.")."""
    one, other = singular(one), singular(other)
    return one == other or other in _groups().get(one, ()) or one in _groups().get(other, ())


def fitness(description: list[str], head: str, role: str) -> float:
    """How well a description fits a role: 0 if its head is not in it, more for shared words.

    fitness(["the", "Russian", "foreign", "minister"], "minister", "Russian Foreign Minister")
    is 3.0.
    """
    found = WORD.findall(role)
    if _is_kin_of_head(found, head):
        return 0.0
    parts = [bare(part) for part in found]
    if head in offices_of(role) or bare(head) in parts or singular(head) in parts:
        score = 1.0
    elif any(same_trade(head, part) for part in parts):
        score = 0.7
    else:
        return 0.0
    if _rank(description, head) != _rank(role.split(), head):
        return 0.0
    own = {fold(part) for part in parts} - SKIPPED
    given = {fold(part) for part in description if bare(part) != bare(head)} - SKIPPED
    score += len(own & given)
    return score if not _differ(description, role.split(), head) else score - ELSEWHERE


def _is_kin_of_head(role: list[str], head: str) -> bool:
    """True for "the mayor's uncle" and "a spokesman for the mayor", who are not the mayor."""
    places = [i for i, part in enumerate(role) if bare(_unowned(part)) == bare(head)]
    return bool(places) and all(
        _unowned(role[i]) != role[i] or (i > 1 and role[i - 2 : i] in LINKS) for i in places
    )


def _unowned(part: str) -> str:
    """A word without its possessive ending."""
    return part.removesuffix("'s").removesuffix("’s")


def _rank(words_of: list[str], head: str) -> str | None:
    """The word before a head that makes it another office: the "prime" of "prime minister"."""
    parts = [bare(part) for part in words_of]
    place = parts.index(bare(head)) if bare(head) in parts else 0
    return parts[place - 1] if place and parts[place - 1] in RANKS else None


def _differ(description: list[str], role: list[str], head: str) -> bool:
    """True if both name a place or body, and not the same: "Florida senator", "Texas Sen."."""
    one = {fold(p) for p in description[1:] if p[0].isupper() and not same_trade(p, head)}
    other = {fold(p) for p in role if p[0].isupper() and not same_trade(p, head)}
    return bool(one and other) and not one & other


def contradict(description: list[str], head: str, roles: list[str]) -> bool:
    """True if roles and description are of other countries or teams: "Danish PM", "the French PM".

    A team is meant by a plural name before the head: "the Kent Hawks coach".
    """
    parts = [part for role in roles for part in role.split()]
    if _differ_in(_nations(description), _nations(parts)):
        return True
    return _differ_in(_teams(description, head), _teams(parts, head))


def _differ_in(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _nations(parts: list[str]) -> set[str]:
    """The countries whose adjectives are among the words, each by the first word for it."""
    found = {bare(part) for part in parts} & (words("nationalities") - words("allegiances"))
    return {_same_nation().get(word, word) for word in found}


@cache
def _same_nation() -> dict[str, str]:
    """For each word of `nations`, the first of its line: "american" for "us"."""
    lines = [line.split() for line in words("nations")]
    return {bare(word): line[0] for line in lines for word in line}


def _teams(parts: list[str], head: str) -> set[str]:
    """The plural names directly before a head: "Hawks" of "the Hawks coach"."""
    return {
        part
        for part, behind in pairwise(parts)
        if bare(behind) == head and part[0].isupper() and part.endswith("s") and part != "US"
    }
