"""The cues and sources that the role tagger sees, looked up by place."""

from __future__ import annotations

from bisect import bisect_left

from quotex.annotations import Offsets
from quotex.roles import Reading, Role, RoleName
from quotex.statements.units import Layout

__all__ = ["Sightings", "gap"]

NEAREST = 6
"""So many roles on each side of a statement are looked at."""


class Sightings:
    """The roles of each name, in the order of the text.

    layout (Layout): the text.
    reading (Reading): what the role tagger makes of it.
    """

    def __init__(self, layout: Layout, reading: Reading) -> None:
        self._roles: dict[RoleName, list[Role]] = {"cue": [], "source": []}
        self._first: dict[RoleName, list[int]] = {"cue": [], "source": []}
        for role in reading.roles:
            if role.name in self._roles:
                self._roles[role.name].append(role)
                self._first[role.name].append(layout.token_at(role.start))

    def near(self, name: RoleName, region: tuple[int, int], within: tuple[int, int]) -> list[Role]:
        """The roles nearest to a region, on each side and inside, in the order of the text.

        region, within (tuple[int, int]): tokens, half-open; roles outside `within` are left out.
        """
        first = self._first[name]
        start = max(bisect_left(first, within[0]), bisect_left(first, region[0]) - NEAREST)
        end = min(bisect_left(first, within[1]), bisect_left(first, region[1]) + NEAREST)
        return self._roles[name][start:end]

    def count(self, name: RoleName, start: int, end: int) -> int:
        """How many roles begin at the tokens from `start` to `end`, half-open."""
        first = self._first[name]
        return max(bisect_left(first, end) - bisect_left(first, start), 0)


def gap(left: Offsets, right: Offsets) -> int:
    """The characters between two stretches of text; 0 if they touch."""
    return max(right[0] - left[1], left[0] - right[1], 0)
