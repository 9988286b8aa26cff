"""The index as a picture: a bar for each speaker, and a circle for each outlet credited.

Only places and sizes are worked out here, in units of the SVG; the template draws them. Who spoke
less often than the speakers shown is in the table below the picture.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt

from quotex.rendering.totals import NO_OUTLET, Totals

__all__ = ["Picture", "picture_of"]

MOST_ROWS, MOST_COLUMNS = 15, 8
LABEL, BARS, COLUMN = 170, 120, 60
TOP, ROW = 104, 28
SMALLEST, LARGEST = 8.0, 13.5
"""Radii of the circles: the smallest has room for a number."""


@dataclass(frozen=True, slots=True)
class Circle:
    """How often a speaker's words came through an outlet."""

    x: float
    radius: float
    count: int
    outlet: str


@dataclass(frozen=True, slots=True)
class Row:
    """A speaker."""

    y: float
    name: str
    count: int
    bar: float
    circles: list[Circle]


@dataclass(frozen=True, slots=True)
class Column:
    """An outlet."""

    x: float
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn, and how large it is."""

    width: float
    height: float
    label: float
    top: float
    rows: list[Row]
    columns: list[Column]


def picture_of(totals: Totals) -> Picture:
    """The picture of those who spoke most, and of the outlets that most of it came through."""
    speakers = totals.ranked(totals.speakers)[:MOST_ROWS]
    longest = max((count for _, count in speakers), default=1)
    credited: Counter[str] = Counter()
    for name, _ in speakers:
        credited.update(totals.credits[name])
    del credited[NO_OUTLET]
    left = LABEL + BARS + COLUMN
    columns = [
        Column(x=left + position * COLUMN, name=name, count=count)
        for position, (name, count) in enumerate(credited.most_common(MOST_COLUMNS))
    ]
    most = max(
        (totals.credits[name][each.name] for name, _ in speakers for each in columns), default=1
    )
    rows = [
        Row(
            y=TOP + (position + 0.5) * ROW,
            name=name,
            count=count,
            bar=round(BARS * count / longest, 1),
            circles=circles_of(name, columns, totals, most),
        )
        for position, (name, count) in enumerate(speakers)
    ]
    return Picture(
        width=left + len(columns) * COLUMN + (COLUMN if columns else 0),
        height=TOP + len(rows) * ROW + ROW / 3,
        label=LABEL,
        top=TOP,
        rows=rows,
        columns=columns,
    )


def circles_of(name: str, columns: list[Column], totals: Totals, most: int) -> list[Circle]:
    """A speaker's circles; their areas grow with the counts."""
    return [
        Circle(
            x=column.x,
            radius=round(max(SMALLEST, LARGEST * sqrt(count / most)), 1),
            count=count,
            outlet=column.name,
        )
        for column in columns
        if (count := totals.credits[name][column.name])
    ]
