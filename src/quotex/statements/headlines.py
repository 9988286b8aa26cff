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

Headline = tuple[Span, int, int]
"""Whose words these are, and the first token of the words and the one behind their last."""


def headline(layout: Layout, unit: Unit) -> Headline | None:
    """Source and content of "Ruiz: Bridge is safe" or "Bridge is safe: Mayor Ruiz", or None.

    Only lines that do not end like a sentence are headlines.
    """
    if not _is_line(layout, unit) or not layout.has(":", unit):
        return None
    doc, end = layout.doc, unit.end
    while end > unit.start and doc[end - 1].is_space:
        end -= 1
    line = doc[unit.start : end]
    colons = [t.i for t in line if t.text == ":" and not layout.quoted(t)]
    if len(colons) != 1 or doc[end - 1].text in {".", ":", ";"}:
        return None
    before, behind = doc[unit.start : colons[0]], doc[colons[0] + 1 : end]
    if _is_source(layout, behind) and _is_content(before):
        return behind, before.start, before.end
    if _is_source(layout, before) and _is_content(behind):
        return before, behind.start, behind.end
    return None


def _is_line(layout: Layout, unit: Unit) -> bool:
    """Whether the unit is a whole paragraph."""
    return layout.paragraph_tokens(unit.start) == (unit.start, unit.end)


def _is_source(layout: Layout, span: Span) -> bool:
    """Whether the words can only name somebody: short, no verb, and a person or body at the end."""
    if not 0 < len(span) <= LONGEST_SOURCE or any(layout.quoted(token) for token in span):
        return False
    if any(t.pos_ in {"VERB", "AUX"} or (t.is_punct and t.text not in "-’'") for t in span):
        return False
    last = span[-1]
    return _names_somebody(last) and span[0].text[0].isupper()


def _names_somebody(token: Token) -> bool:
    return token.ent_type_ in {"PERSON", "ORG"} or token.lemma_.lower() in words(
        "persons", "titles"
    )


def _is_content(span: Span) -> bool:
    """Whether the words are a clause, as far as headlines have them."""
    has_verb = any(token.pos_ in {"VERB", "AUX"} for token in span)
    return len(span) >= SHORTEST_CONTENT and (
        has_verb or any(token.dep_ in CLAUSE_SUBJECTS for token in span)
    )
