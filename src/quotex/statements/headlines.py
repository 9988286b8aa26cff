"""Headlines that name the speaker beside a colon or a dash, without a reporting verb."""

from __future__ import annotations

from spacy.tokens import Span, Token

from quotex.statements.cues import CLAUSE_SUBJECTS
from quotex.statements.units import Layout, Unit
from quotex.wordlists import words

__all__ = ["Headline", "headline"]

LONGEST_SOURCE = 6
"""Tokens in the name or title before or behind the colon."""
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

    Only lines that do not end like a sentence are headlines, and the first one of a text.
    """
    start, end = layout.paragraph_tokens(unit.start)
    line = layout.text[layout.starts[start] : layout.starts[end - 1]]
    if start != unit.start or not any(mark in line for mark in PARTING):
        return None
    doc = layout.doc
    while end > start and doc[end - 1].is_space:
        end -= 1
    if doc[end - 1].text == "." and unit.start == layout.units[0].start:
        end -= 1
    parting = None if doc[end - 1].text in {".", ":", ";"} else _parting(layout, start, end)
    if parting is None:
        return None
    before, behind = doc[start:parting], doc[parting + 1 : end]
    if layout.any_quoted(before.start, before.end):
        behind = _without_subject(behind)
    elif layout.any_quoted(behind.start, behind.end):
        before = _without_subject(before)
    if _is_source(layout, behind) and _is_content(layout, before):
        return behind, before.start, before.end
    if doc[parting].text == ":" and _is_source(layout, before) and _is_content(layout, behind):
        return before, behind.start, behind.end
    return None


def _parting(layout: Layout, start: int, end: int) -> int | None:
    """The one colon of a line, else the one dash that stands behind quoted words."""
    free = [token for token in layout.doc[start:end] if not layout.quoted(token)]
    colons = [token.i for token in free if token.text == ":"]
    dashes = [token.i for token in free if token.text in DASHES and token.whitespace_]
    if len(colons) == 1:
        return colons[0]
    if colons or len(dashes) != 1 or not layout.any_quoted(start, dashes[0]):
        return None
    ends_sentence = layout.doc[dashes[0] - 2].text == "."  # a pull quote, with a name line
    return None if ends_sentence else dashes[0]


def _is_source(layout: Layout, span: Span) -> bool:
    """Whether the words can only name somebody: short, no verb, and a person or body at the end."""
    if not 0 < len(span) <= LONGEST_SOURCE or any(layout.quoted(token) for token in span):
        return False
    if any(t.pos_ in {"VERB", "AUX"} or (t.is_punct and t.text not in "-’'") for t in span):
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
    """Whether the words are a clause, as far as headlines have them, or in part in quotes."""
    has_verb = any(token.pos_ in {"VERB", "AUX"} for token in span)
    return len(span) >= SHORTEST_CONTENT and (
        has_verb
        or any(token.dep_ in CLAUSE_SUBJECTS for token in span)
        or layout.any_quoted(span.start, span.end)
    )
