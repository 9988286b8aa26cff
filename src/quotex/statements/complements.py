"""The clauses that a reporting verb governs, as far as the parse tells them."""

from __future__ import annotations

from spacy.tokens import Token

from quotex.statements.units import COMPLEMENTIZERS
from quotex.tokens import FINITE

__all__ = ["LONGEST_SUBJECT", "complements", "hides_verb", "is_finite"]

LONGEST_SUBJECT = 10
"""Tokens up to the verb of a clause."""


def complements(verb: Token) -> list[Token]:
    """The verbs of the clauses that `verb` reports, to its right: "said he [came] and [left]"."""
    found = [child for child in verb.rights if child.dep_ == "ccomp" and child.tag_ != "POS"]
    if not found and verb.lemma_ == "say":
        return [child for child in verb.rights if child.dep_ == "dobj" and _hides_clause(child)]
    return found


def hides_verb(token: Token) -> bool:
    """Whether a verb with an object was parsed as a participle of the sentence's first noun.

    Example: "A bus crash [killed] at least 12 people".
    """
    is_participle = token.tag_ == "VBN" and token.dep_ == "acl" and token.head.dep_ == "ROOT"
    return is_participle and any(child.dep_ == "dobj" for child in token.rights)


def is_finite(verb: Token) -> bool:
    """Whether it is a verb with a tense, and no noun that the tagger took for one: "that calls"."""
    if verb.tag_ != "VBZ" or verb.pos_ == "AUX":
        return verb.tag_ in FINITE
    for token in verb.doc[verb.i + 1 : verb.i + LONGEST_SUBJECT]:
        if token.tag_ in FINITE:
            return False
        if token.is_punct or token.lower_ in COMPLEMENTIZERS or token.tag_.startswith("W"):
            break
    return True


def _hides_clause(noun: Token) -> bool:
    """Whether a clause was parsed as a noun with a participle: "said [people registered]"."""
    return any(child.dep_ == "acl" and child.tag_ in {"VBN", "VBD"} for child in noun.rights)
