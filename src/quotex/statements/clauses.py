"""The reporting clauses of a unit: where each begins and ends, and whose words it reports."""

from __future__ import annotations

from spacy.tokens import Token

from quotex.statements.boundaries import apposition_end, clause_end, clause_start, next_stop
from quotex.statements.complements import complements
from quotex.statements.cues import (
    NOMINAL,
    QUOTING,
    SUBJECTS,
    Clause,
    cue_span,
    is_cue_verb,
    is_hyphen,
    is_listed_cue,
    is_quote_verb,
    is_told,
    is_told_in_passing,
    nearest_phrase,
    noun_phrase,
    only_says_who_had_it,
)
from quotex.statements.sources import source_beside, whole_source
from quotex.statements.units import Layout, Unit
from quotex.tokens import FINITE
from quotex.wordlists import words

__all__ = ["find_clauses"]

PAST = {"VBD", "VBN"}
LONGEST_SOURCE = 8
"""Tokens between a closing mark and a verb that the parser took for something else."""


def find_clauses(layout: Layout, unit: Unit) -> list[Clause]:
    """The reporting clauses of `unit`, in text order; those inside quotations are left out."""
    found = []
    for token in layout.possible_cues(unit):
        clause = _without_verb(layout, unit, token) or _verb_clause(layout, unit, token)
        if clause is not None:
            found.append(clause)
    return found


def _without_verb(layout: Layout, unit: Unit, token: Token) -> Clause | None:
    if token.lower_ == "words":
        return _in_the_words_of(layout, unit, token) or _in_their_words(layout, unit, token)
    return _according_to(layout, unit, token) if token.lower_ in {"according", "per"} else None


def _according_to(layout: Layout, unit: Unit, token: Token) -> Clause | None:
    """ "according to the mayor", "as per the mayor": the cue is two words, the source follows."""
    doc, i = layout.doc, token.i - (token.lower_ == "per")
    cue = doc[max(i, unit.start) : i + 2]
    if cue.text.casefold() not in {"according to", "as per"} or cue.end >= unit.end:
        return None
    head = next((c for c in cue[1].children if c.dep_ in {"pobj", "pcomp"}), None)
    source = noun_phrase(head) if head is not None and head.i >= cue.end else None
    source = source or nearest_phrase(doc, cue.end, next_stop(layout, unit, cue.end))
    if source is None or layout.quoted(source.root):
        return None
    if cue[0].lower_ == "as" and not _can_report(source.root):
        return None
    end = apposition_end(layout, source, next_stop(layout, unit, source.end))
    return Clause(cue, source, cue.start, end)


def _can_report(noun: Token) -> bool:
    """Whether it names somebody or a report, and no rule: "as per the police", "as per policy"."""
    named = noun.pos_ == "PROPN" or noun.ent_type_ in {"PERSON", "ORG"}
    nouns = words("persons", "bodies", "collectives", "outlet_nouns") | {"report"}
    return named or noun.lemma_.lower() in nouns


def _in_the_words_of(layout: Layout, unit: Unit, token: Token) -> Clause | None:
    """ "in the words of the mayor": the source follows."""
    doc, first = layout.doc, token.i - 2
    phrase = doc[max(first, unit.start) : token.i + 2]
    if phrase.text.casefold() != "in the words of" or phrase.end >= unit.end:
        return None
    head = next((child for child in phrase[-1].children if child.dep_ == "pobj"), None)
    source = noun_phrase(head) if head is not None else None
    source = source or nearest_phrase(doc, phrase.end, next_stop(layout, unit, phrase.end))
    if source is None or layout.quoted(source.root):
        return None
    return Clause(phrase, source, first, next_stop(layout, unit, source.end))


def _in_their_words(layout: Layout, unit: Unit, token: Token) -> Clause | None:
    """ "in the mayor's words, it was late", "…, in her own words": the source is whose they are."""
    owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
    if owner is None:
        return None
    doc, first = layout.doc, owner.left_edge.i
    between = {word.lower_ for word in doc[owner.i + 1 : token.i]}
    if first <= unit.start or doc[first - 1].lower_ != "in" or between - {"own", "'s", "’s"}:
        return None
    opens = first - 1 <= unit.start + 1
    if (doc[token.i + 1 : token.i + 2] if opens else doc[first - 2 : first - 1]).text != ",":
        return None
    if not opens and any(layout.is_mark[token.i + 1 : token.i + 3]):
        return None  # “It is, in her words, ‘a farce’” does not end before the mark
    return Clause(doc[first - 1 : token.i + 1], doc[first : owner.i + 1], first - 1, token.i + 1)


def _verb_clause(layout: Layout, unit: Unit, verb: Token) -> Clause | None:
    """The clause around a reporting verb, or None if the word reports nothing here."""
    reports = is_cue_verb(verb) or is_quote_verb(verb) or _answers(layout, unit, verb)
    if not reports or (_is_command(verb) and not layout.closes(verb.i - 1)):
        return None
    if _only_leads_on(verb):
        return None
    source = source_beside(layout, unit, verb)
    if source is None and is_told_in_passing(verb):
        return None
    if source is not None and only_says_who_had_it(source):
        return None
    if source is not None:
        source = whole_source(layout, unit, verb, source)
    told = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    phrase = noun_phrase(told) if source is None and told is not None and is_told(verb) else source
    start = clause_start(unit, verb, phrase)
    quoting = _quoting_verb(verb)
    if quoting is not None:
        start = min(start, clause_start(unit, quoting, source_beside(layout, unit, quoting)))
    end = clause_end(layout, unit, verb, source)
    return Clause(cue_span(verb), source, start, end)


def _only_leads_on(verb: Token) -> bool:
    """Whether another verb reports: "quoted Ruiz as [saying]", "Speaking late, Ruiz [said]"."""
    if verb.lemma_ in QUOTING and any(
        _quoting_verb(below) == verb for child in verb.rights for below in child.children
    ):
        return True
    leads = verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.head.i > verb.i
    return leads and is_cue_verb(verb.head) and not complements(verb)


def _quoting_verb(verb: Token) -> Token | None:
    """ "quoted" for the verb "saying" of "the Herald quoted Ruiz as saying", else None."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in QUOTING:
        return verb.head.head
    return None


def _answers(layout: Layout, unit: Unit, verb: Token) -> bool:
    """Whether words behind a closing mark say who said it, whatever the parser made of the verb.

    Examples: "“Not yet,” [added] officials", an adjective, or "“Late,” one resident [joked]", a
    participle.
    """
    doc, i = layout.doc, verb.i - 1
    if verb.tag_ not in PAST or not is_listed_cue(verb):
        return False
    while i > verb.i - LONGEST_SOURCE and (doc[i].pos_ in NOMINAL or is_hyphen(doc[i])):
        i -= 1
    rest = doc[verb.i + 1 : next_stop(layout, unit, verb.i + 1)]
    named = i < verb.i - 1 or (len(rest) > 0 and rest[0].pos_ in NOMINAL)
    i -= doc[i].text == ","
    is_last = not any(token.tag_ in FINITE for token in rest)
    return i > unit.start and layout.closes(i) and named and is_last


def _is_command(verb: Token) -> bool:
    """Whether the verb commands or invites rather than reports: "Ask yourself", "tell us"."""
    subjects = [child for child in verb.lefts if child.dep_ in SUBJECTS | {"aux"}]
    return verb.tag_ == "VB" and verb.dep_ == "ROOT" and not subjects
