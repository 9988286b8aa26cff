"""What the role tagger makes of the statements of the rules: edges, what is missing, speakers."""

from __future__ import annotations

from operator import attrgetter

import numpy as np

from quotex.annotations import Statement
from quotex.roles import Reading
from quotex.statements.extents import move_edges
from quotex.statements.linking import link_speakers
from quotex.statements.overlooked import overlooked
from quotex.statements.terms import keep_terms
from quotex.statements.units import Layout

__all__ = ["extended", "measure", "second_opinion"]


def second_opinion(
    layout: Layout, reading: Reading, statements: list[Statement]
) -> list[Statement]:
    """The statements with moved edges, those that the rules overlooked, and chosen mentions.

    reading (Reading): what the role tagger sees, with `statements` before its eyes.
    """
    everything = extended(layout, reading, statements)
    link_speakers(layout, reading, everything)
    measure(layout, reading, everything)
    return everything


def extended(layout: Layout, reading: Reading, statements: list[Statement]) -> list[Statement]:
    """The statements with moved edges, quoted terms and those that the rules overlooked."""
    move_edges(layout, reading, statements)
    everything = [*statements, *overlooked(layout, reading, statements)]
    keep_terms(layout, reading, everything)
    return sorted(everything, key=attrgetter("first_part"))


def measure(layout: Layout, reading: Reading, statements: list[Statement]) -> None:
    """Set how likely the tagger holds each part of each statement, between 0 and 1.

    `content` and `optional` are means over the content's tokens, `start` and `end` are its edges,
    `cue`, `optional_cue` and `mention` the likeliest token of these.
    """
    content = reading.likely("content", optional=False)
    optional = reading.likely("content", optional=True)
    starts, ends = reading.starts("content"), reading.ends("content")
    beside = {
        "cue": reading.likely("cue", optional=False),
        "optional_cue": reading.likely("cue", optional=True),
        "mention": reading.likely("source"),
    }
    for statement in statements:
        regions = [layout.tokens_in(part) for part in statement.content]
        tokens = np.concatenate([np.arange(*region) for region in regions])
        found = {
            "content": content[tokens].mean(),
            "optional": optional[tokens].mean(),
            "start": starts[regions[0][0]],
            "end": ends[regions[-1][1] - 1],
        }
        spans = {"cue": statement.cue, "optional_cue": statement.cue, "mention": statement.mention}
        for name, span in spans.items():
            if span is not None:
                found[name] = beside[name][slice(*layout.tokens_in(span))].max()
        statement.likely = {name: round(float(value), 3) for name, value in found.items()}
