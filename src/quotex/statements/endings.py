"""Where unquoted content ends, because the reporter goes on with what the source did next.

The parser joins that to what was said: "said [the deal was done] but declined to give details".
"""

from __future__ import annotations

from spacy.tokens import Token

from quotex.statements.cues import is_cue_verb, is_quote_verb
from quotex.statements.units import Layout
from quotex.tokens import FINITE
from quotex.wordlists import words

__all__ = ["JOINS", "LONGEST_GROUP", "reporter_resumes"]

JOINS = {"and", "but", "yet"}
REFUSES = {"decline", "refuse"}
GIVES = {"give", "offer", "provide"}
WITHHOLDS = GIVES | {
    *("answer", "comment", "confirm", "disclose", "discuss", "elaborate", "explain", "identify"),
    *("name", "reveal", "say", "specify", "speculate", "take"),
}
"""What sources do not do: "but did not say when", "and refused to take questions"."""
LIVING = {"PERSON", "ORG", "NORP", "GPE"}
LIFELESS = {"it", "that", "this", "these", "those", "there", "which"}
OCCASIONS = {"ahead", "amid", "following"}
"""What says when it was said, behind a sentence in quotation marks."""
LONGEST_CONTENT = 120
"""Tokens that are looked through."""
LONGEST_GROUP = 3
"""Tokens between the word that joins and the verb: "and later also"."""


def reporter_resumes(layout: Layout, cue: Token, start: int, end: int) -> int:
    """The word from token `start` on that leads to what the source did next, or when; else `end`.

    cue (Token): the verb that reports the words from `start` on.

    Examples: "said the deal was done [but] declined to say when", "said “it is over” [amid] cheers"
    and, as no deal can do such a thing, "said the deal was done [and] thanked the staff".
    """
    for i in range(start, min(end - 1, start + LONGEST_CONTENT)):
        token = layout.doc[i]
        if layout.quotation_of[i] >= 0:
            continue
        if token.lower_ in OCCASIONS and _follows_whole_sentence(layout, i):
            return i
        if token.lower_ not in JOINS:
            continue
        verb = _verb_behind(token, end)
        if verb is not None and (_withholds(verb) or _is_the_sources(layout, cue, verb, start)):
            return i
    return end


def _follows_whole_sentence(layout: Layout, i: int) -> bool:
    """Whether quoted words with a subject and a verb of their own end right before token `i`."""
    if not layout.closes(i - 1):
        return False
    first = i - 2
    while first > 0 and layout.quotation_of[first - 1] == layout.quotation_of[i - 2]:
        first -= 1
    subjects = layout.subjects(first, i - 1)
    return any(layout.doc[n].head.i > n and layout.doc[n].head.i < i for n in subjects)


def _verb_behind(join: Token, end: int) -> Token | None:
    """The verb, or its auxiliary, that follows without a subject of its own."""
    for token in join.doc[join.i + 1 : min(join.i + 1 + LONGEST_GROUP, end)]:
        if token.tag_ in FINITE:
            return token
        if token.pos_ != "ADV":
            return None
    return None


def _withholds(verb: Token) -> bool:
    """Whether it says that the source did not tell more: "declined to", "gave no details"."""
    follows = [token.lemma_.lower() for token in verb.doc[verb.i + 1 : verb.i + 3]]
    if verb.lemma_ in REFUSES:
        return follows[:1] == ["to"] and follows[-1] in WITHHOLDS
    if verb.lemma_ in GIVES:
        return follows[:1] in (["no"], ["few"], ["little"])
    is_negated = verb.pos_ == "AUX" and follows[:1] in (["not"], ["n't"], ["n’t"])
    return is_negated and follows[1] in WITHHOLDS if len(follows) > 1 else False


def _is_the_sources(layout: Layout, cue: Token, verb: Token, start: int) -> bool:
    """Whether the verb says what only somebody can do, and the content's subject is nobody."""
    if verb.tag_ != cue.tag_ or not (is_cue_verb(verb) or is_quote_verb(verb)):
        return False
    subjects = layout.subjects(start, verb.i)
    return bool(subjects) and not _is_living(layout.doc[subjects[-1]])


def _is_living(noun: Token) -> bool:
    """Whether the noun can be somebody who says or does something."""
    if noun.pos_ == "PRON":
        return noun.lower_ not in LIFELESS
    named = noun.ent_type_ in LIVING or noun.pos_ == "PROPN"
    return named or noun.lemma_.lower() in words("persons", "bodies", "collectives", "kin")
