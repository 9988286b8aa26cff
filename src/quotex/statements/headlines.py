"""Headlines that name the speaker beside a colon, without a reporting verb."""

from __future__ import annotations

from spacy.tokens import Span, Token

from quotex.statements.cues import CLAUSE_SUBJECTS
from quotex.statements.units import Layout, Unit
from quotex.wordlists import words

__all__ = ["Headline", "headline"]

LONGEST_SOURCE = 6
"""Tokens in the name or title before or behind the colon."""
SHORTEST_CONTENT = 4
BEHIND_SOURCE = frozenset({"at", "on", "to"})
"""What leads to the subject, the place or the hearers of a quoted headline."""

Headline = tuple[Span, int, int]
"""Whose words these are, and the first token of the words and the one behind their last."""


def headline(layout: Layout, unit: Unit) -> Headline | None:
    """Source and content of "Ruiz: Bridge is safe" or "Bridge is safe: Mayor Ruiz", or None.

    unit (Unit): the first one of the line.

    Only lines that do not end like a sentence are headlines, and the first one of a text.
    """
    start, end = layout.paragraph_tokens(unit.start)
    if start != unit.start or not layout.has(":", unit):
        return None
    doc = layout.doc
    while end > start and doc[end - 1].is_space:
        end -= 1
    if doc[end - 1].text == "." and unit.start == layout.units[0].start:
        end -= 1
    line = doc[start:end]
    colons = [t.i for t in line if t.text == ":" and not layout.quoted(t)]
    if len(colons) != 1 or doc[end - 1].text in {".", ":", ";"}:
        return None
    before, behind = doc[start : colons[0]], doc[colons[0] + 1 : end]
    if layout.any_quoted(behind.start, end):
        before = _without_subject(before)
    if _is_source(layout, behind) and _is_content(layout, before):
        return behind, before.start, before.end
    if _is_source(layout, before) and _is_content(layout, behind):
        return before, behind.start, behind.end
    return None


def _is_source(layout: Layout, span: Span) -> bool:
    """Whether the words can only name somebody: short, no verb, and a person or body at the end."""
    if not 0 < len(span) <= LONGEST_SOURCE or any(layout.quoted(token) for token in span):
        return False
    if any(t.pos_ in {"VERB", "AUX"} or (t.is_punct and t.text not in "-’'") for t in span):
        return False
    return _names_somebody(layout, span[-1]) and span[0].text[0].isupper()


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
