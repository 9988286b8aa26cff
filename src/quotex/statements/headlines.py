"""Headlines that name the speaker beside a colon or a dash, without a reporting verb."""

from __future__ import annotations

from spacy.tokens import Span, Token

from quotex.statements.cues import CLAUSE_SUBJECTS, looks_like_outlet
from quotex.statements.speech import PERSONAL
from quotex.statements.units import Layout, Unit
from quotex.tokens import FINITE
from quotex.wordlists import words

__all__ = ["Headline", "headline"]

LONGEST_SOURCE = 6
"""Tokens in the name or title beside the colon or dash."""
SHORTEST_CONTENT = 4
DASHES = ("-", "–", "—")
PARTING = (":", *(f" {dash} " for dash in DASHES))
"""What parts the source from its words."""
BEHIND_SOURCE = frozenset({"at", "on", "to"})
"""What leads to the subject, the place or the hearers of a quoted headline."""

Headline = tuple[Span, int, int]
"""Whose words these are, and the first token of the words and the one behind their last."""


def headline(layout: Layout, unit: Unit) -> Headline | None:
    """Source and content of "Ruiz: Bridge is safe" or "Bridge ‘is safe’ – Mayor Ruiz", or None.

    unit (Unit): the first one of the line.

    A headline does not end like a sentence; the first line of a text may, if it quotes somebody.
    """
    start, end = layout.paragraph_tokens(unit.start)
    line = layout.text[layout.starts[start] : layout.starts[end - 1]]
    if start != unit.start or not any(mark in line for mark in PARTING):
        return None
    doc = layout.doc
    while end > start and doc[end - 1].is_space:
        end -= 1
    is_first = unit.start == layout.units[0].start
    if doc[end - 1].text == "." and is_first and layout.any_quoted(start, end):
        end -= 1
    parting = None if doc[end - 1].text in {".", ":", ";"} else _parting(layout, start, end)
    if parting is None:
        return None
    before, behind = doc[start:parting], doc[parting + 1 : end]
    if layout.opens(behind.start):
        before = _without_subject(before)
    elif layout.closes(before.end - 1):
        behind = _without_subject(behind)
    if _is_source(layout, behind) and _is_content(layout, before):
        return behind, before.start, before.end
    if doc[parting].text == ":" and _is_source(layout, before) and _is_content(layout, behind):
        return before, behind.start, behind.end
    return None


def _parting(layout: Layout, start: int, end: int) -> int | None:
    """The one colon of a line, else the one dash that parts somebody from what is quoted before it.

    A quoted sentence with its full stop is a pull quote; what stands behind it is a name line.
    """
    doc = layout.doc
    free = [token for token in doc[start:end] if not layout.quoted(token)]
    colons = [token.i for token in free if token.text == ":"]
    dashes = [token.i for token in free if token.text in DASHES and token.whitespace_]
    if len(colons) == 1:
        return colons[0]
    if colons or len(dashes) != 1 or doc[dashes[0] - 2].text == ".":
        return None
    said = [token for token in doc[start : dashes[0]] if layout.quoted(token)]
    speaks = any(token.tag_ in FINITE or token.lower_ in PERSONAL for token in said)
    return dashes[0] if speaks and not looks_like_outlet(doc[dashes[0] + 1 : end]) else None


def _is_source(layout: Layout, span: Span) -> bool:
    """Whether the words can only name somebody: short, no verb, and a person or body at the end."""
    if not 0 < len(span) <= LONGEST_SOURCE or any(layout.quoted(token) for token in span):
        return False
    if span[0].pos_ == "ADP" or any(t.pos_ in {"VERB", "AUX"} for t in span):
        return False
    if any(token.is_punct and token.text not in "-’'" for token in span):
        return False
    last = span[-1]
    is_alone = len(span) == 1 and last.lemma_.lower() in words("persons", "titles")
    return _names_somebody(layout, last) and (span[0].text[0].isupper() or is_alone)


def _names_somebody(layout: Layout, token: Token) -> bool:
    """Whether it is a name or a title; the model often overlooks a surname in a headline."""
    return (
        token.ent_type_ in {"PERSON", "ORG"}
        or token.text in layout.surnames
        or token.lemma_.lower() in words("persons", "titles")
    )


def _without_subject(span: Span) -> Span:
    """The "Ruiz" of "Ruiz on the floods" and "Ruiz to MPs"."""
    ends = (token.i for token in span[1:] if token.lower_ in BEHIND_SOURCE)
    return span.doc[span.start : next(ends, span.end)]


def _is_content(layout: Layout, span: Span) -> bool:
    """Whether the words are a clause, as far as headlines have them, or begin with quoted words."""
    is_clause = any(t.pos_ in {"VERB", "AUX"} or t.dep_ in CLAUSE_SUBJECTS for t in span)
    return len(span) >= SHORTEST_CONTENT and (is_clause or layout.opens(span.start))
