"""Where unquoted content ends, because the reporter goes on with what the source did or when.

The parser joins that to what was said: "said [the deal was done] but declined to say when".
"""

from __future__ import annotations

from spacy.tokens import Token

from quotex.statements.cues import is_cue_verb, is_quote_verb
from quotex.statements.units import Layout
from quotex.tokens import FINITE
from quotex.wordlists import words

__all__ = ["reporter_resumes", "resumes_at"]

JOINS = {"and", "but", "yet"}
LONGEST_GROUP = 3
"""Tokens between the word that joins and the verb: "and later also"."""
REFUSES = {"decline", "refuse"}
KEEPS_SILENT = {"comment", "elaborate", "specify", "speculate"}
"""What sources do not do: "but did not elaborate"."""
TELLS = {"confirm", "disclose", "explain", "give", "offer", "provide", "reveal", "say", "take"}
"""What they do not do with what is in `WITHHELD`: "but did not say when", "took no questions"."""
WITHHELD = {
    *("how", "if", "what", "when", "where", "whether", "which", "who", "why"),
    *("detail", "explanation", "figure", "question", "reason", "specific", "timeline", "timetable"),
}
LONGEST_OBJECT = 4
"""Tokens up to what is withheld: "gave no further details"."""
OCCASIONS = {"ahead", "amid", "following"}
"""What says when it was said, behind a sentence in quotation marks."""
LIVING = {"PERSON", "ORG", "NORP", "GPE"}
LIFELESS = {"it", "that", "this", "these", "those", "there", "which"}
SPEAKERS = ("persons", "bodies", "bodies_generic", "collectives", "documents", "kin")
"""Lists of nouns for those who say something."""
DEPENDENT = {"relcl", "advcl", "acl"}
LONGEST_CONTENT = 120
"""Tokens that are looked through."""


def reporter_resumes(layout: Layout, cue: Token, start: int, end: int) -> int:
    """The word from token `start` on that leads to what the source did next, or when; else `end`.

    cue (Token): the verb that reports the words.
    start (int): a token behind their first one.

    Examples: "said it was done [but] did not say when", "said it was done [and] thanked them" and
    "said “it is over” [amid] cheers".
    """
    for i in range(start, min(end - 1, start + LONGEST_CONTENT)):
        token = layout.doc[i]
        if layout.quotation_of[i] >= 0:
            continue
        if token.lower_ in OCCASIONS and _is_all_that_follows(layout, i, end):
            return i
        if token.lower_ in JOINS:
            verb = _verb_behind(token, end)
            if verb is not None and (
                _withholds(verb, cue) or _tells_more(layout, verb, cue, start)
            ):
                return i
    return end


def resumes_at(layout: Layout, join: int, verb: Token) -> bool:
    """Whether token `join` is the word that joins `verb` to what stands before it."""
    return 0 < verb.i - join <= LONGEST_GROUP and layout.doc[join].lower_ in JOINS


def _is_all_that_follows(layout: Layout, i: int, end: int) -> bool:
    """Whether a quoted sentence ends right before token `i`, and no other words of it follow."""
    if not layout.closes(i - 1) or layout.any_quoted(i, end):
        return False
    first = i - 2
    while first > 0 and layout.quotation_of[first - 1] == layout.quotation_of[i - 2]:
        first -= 1
    subjects = layout.subjects(first, i - 1)
    is_sentence = any(n < layout.doc[n].head.i < i for n in subjects)
    return is_sentence and not any(t.tag_ in FINITE for t in layout.doc[i : i + LONGEST_CONTENT])


def _verb_behind(join: Token, end: int) -> Token | None:
    """The verb, or its auxiliary, that follows without a subject of its own."""
    for token in join.doc[join.i + 1 : min(join.i + 1 + LONGEST_GROUP, end)]:
        if token.tag_ in FINITE:
            return token
        if token.pos_ != "ADV":
            return None
    return None


def _withholds(verb: Token, cue: Token) -> bool:
    """Whether it says that the source did not tell more: "declined to", "gave no details"."""
    if verb.tag_ not in {cue.tag_, "MD"}:
        return False
    follows = [t.lemma_.lower() for t in verb.doc[verb.i + 1 : verb.i + 2 + LONGEST_OBJECT]]
    if verb.lemma_ in REFUSES:
        is_negated = follows[:1] == ["to"]
    elif verb.pos_ == "AUX":
        is_negated = follows[:1] in (["not"], ["n't"], ["n’t"])
    else:
        return follows[:1] == ["no"] and _keeps([verb.lemma_, *follows])
    return is_negated and _keeps(follows[1:])


def _keeps(told: list[str]) -> bool:
    """Whether the words, a verb and what follows it, are what a source keeps to itself."""
    if not told or told[0] in KEEPS_SILENT:
        return bool(told)
    return told[0] in TELLS and not WITHHELD.isdisjoint(told[1:])


def _tells_more(layout: Layout, verb: Token, cue: Token, start: int) -> bool:
    """Whether it reports what the source said next, because nothing in the content can say so.

    Examples: "says it was late and accuses them", in another tense, and "said the levy had been
    announced and asked them to pay".
    """
    if verb.tag_ != cue.tag_ or not (is_cue_verb(verb) or is_quote_verb(verb)):
        return False
    subjects = (layout.doc[i] for i in reversed(layout.subjects(start - 1, verb.i)))
    subject = next((noun for noun in subjects if noun.head.dep_ not in DEPENDENT), None)
    if subject is None or _is_living(subject):
        return False
    said = subject.head
    finite = next((child for child in said.lefts if child.tag_ in FINITE), said)
    is_done = said.lemma_ == "be" or any(child.dep_ == "auxpass" for child in said.lefts)
    return is_done or finite.tag_ != verb.tag_


def _is_living(noun: Token) -> bool:
    """Whether the noun can be somebody, or a text, that says something."""
    if noun.pos_ == "PRON":
        return noun.lower_ not in LIFELESS
    named = noun.ent_type_ in LIVING or noun.pos_ == "PROPN"
    return named or noun.lemma_.lower() in words(*SPEAKERS)
