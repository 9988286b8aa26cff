"""Where a reporting clause begins and ends."""

from __future__ import annotations

from spacy.lang.en.syntax_iterators import noun_chunks
from spacy.tokens import Span, Token

from quotex.outlets.gazetteer import outlet_forms
from quotex.statements.complements import LONGEST_SUBJECT, complements, is_finite
from quotex.statements.cues import (
    SUBJECTS,
    cue_span,
    is_cue_verb,
    is_listed_cue,
)
from quotex.statements.units import COMPLEMENTIZERS, ENDS_CLAUSE, Layout, Unit
from quotex.tokens import FINITE
from quotex.wordlists import words

__all__ = ["BEFORE_CUE", "apposition_end", "clause_end", "clause_start", "next_stop"]

LONGEST_ASIDE = 30
"""Tokens between a verb and its "that"."""
LONGEST_OUTLET = 5
"""Tokens of the name of an outlet that is told something."""
BEFORE_CUE = {"aux", "auxpass", "neg", "advmod"}
"""What belongs to a verb and stands before it."""


def apposition_end(layout: Layout, source: Span, comma: int) -> int:
    """The comma behind what describes the source, if that begins behind `comma`, else `comma`."""
    doc = layout.doc
    for child in source.root.rights:
        describes = child.dep_ in {"appos", "relcl", "acl"} and child.left_edge.i == comma + 1
        if describes and doc[child.right_edge.i + 1 : child.right_edge.i + 2].text == ",":
            return int(child.right_edge.i + 1)
    return comma


def next_stop(layout: Layout, unit: Unit, i: int) -> int:
    """The first token from `i` on that ends a clause: punctuation or an opening mark."""
    stops = layout.stops(i, unit.end)
    return next((i for i in stops if layout.doc[i].lower_ not in COMPLEMENTIZERS), unit.end)


def clause_start(unit: Unit, verb: Token, source: Span | None) -> int:
    """Where the clause begins: at its source if that stands before the verb, else at the verb."""
    start = verb.i
    while start > unit.start and verb.doc[start - 1].dep_ in BEFORE_CUE | {"cc", "mark"}:
        start -= 1
    borrowed = not any(c.dep_ in SUBJECTS for c in verb.children) and (
        verb.dep_ == "conj"
        or (verb.tag_ == "VBG" and not any(child.dep_ == "aux" for child in verb.lefts))
    )
    if source is None or source.start > verb.i or source.start < unit.start or borrowed:
        return start
    between = verb.doc[source.end : start]
    if any(is_cue_verb(token) and not _describes(token, source) for token in between):
        return start
    start = min(source.start, start)
    return start - 1 if start > unit.start and verb.doc[start - 1].lower_ == "as" else start


def _describes(verb: Token, source: Span) -> bool:
    """Whether the verb is that of a relative clause of the source: "a man [who asked …] told"."""
    return verb.dep_ == "relcl" and source.start <= verb.head.i < source.end


def clause_end(layout: Layout, unit: Unit, verb: Token, source: Span | None) -> int:
    """Where the clause ends: where its content begins, or at the next comma or mark."""
    doc = layout.doc
    begin = max(cue_span(verb).end, source.end if source and source.start > verb.i else 0)
    contents = [child.left_edge.i for child in complements(verb) if child.left_edge.i >= begin]
    limit = min([unit.end, *contents])
    if contents and verb.lemma_.lower() in words("telling_cues"):
        limit = _addressee_end(verb, begin, limit)
    aside_end = begin
    for i in layout.stops(begin, limit):
        token = doc[i]
        if token.text == "(":
            aside_end = next((n + 1 for n in range(i, min(i + 12, limit)) if doc[n].text == ")"), i)
        if i < aside_end:
            continue
        if (that := _behind_aside(layout, unit, verb, begin, i)) is not None:
            return that
        if layout.is_mark[i] or layout.quotation_of[i] >= 0 or token.text in ENDS_CLAUSE:
            return i
        if _is_complementizer(token) and not _is_anothers(token, verb):
            return i
    return limit


def _behind_aside(layout: Layout, unit: Unit, verb: Token, begin: int, stop: int) -> int | None:
    """The "that" behind an aside or a title that stands at `stop`, between verb and content.

    Examples: "said, without giving names, [that]", "told the board, which met on Monday, [that]"
    and "said in her book, “Late Hours,” [that]".
    """
    doc = layout.doc
    is_title = layout.opens(stop) and (
        verb.lemma_.lower() in words("telling_cues") or doc[begin].pos_ == "ADP"
    )
    if not is_cue_verb(verb) or not (doc[stop].text == "," or (is_title and begin < stop)):
        return None
    if stop + 1 < unit.end and doc[stop + 1].lower_ in COMPLEMENTIZERS:
        return None
    for i in range(stop + 2, min(stop + LONGEST_ASIDE, unit.end - 2)):
        if doc[i].text in {";", ":"} or doc[i].is_sent_start:
            return None
        number = layout.quotation_of[i]
        if number >= 0 and layout.quotations[number].rejected is None:
            return None
        if doc[i].lower_ == "that" and number < 0:
            ends_aside = doc[i - 1].text == "," or layout.closes(i - 1)
            ends_aside |= is_title and doc[i - 1].pos_ != "CCONJ"
            begins = doc[i].dep_ != "det" and doc[i + 1].tag_ not in FINITE
            return i if ends_aside and begins else None
    return None


def _is_anothers(complementizer: Token, verb: Token) -> bool:
    """Whether its clause belongs to a later verb: "said when asked [if] it was late"."""
    head = complementizer.head
    depends = complementizer.lower_ != "that" and head.dep_ == "ccomp"
    return depends and head.head.i > verb.i and is_listed_cue(head.head)


def _is_complementizer(token: Token) -> bool:
    """Whether "that", "whether" or "if" begins a clause here, by its label or what follows it."""
    if token.lower_ not in COMPLEMENTIZERS or token.i + 1 >= len(token.doc):
        return False
    following = token.nbor()
    is_relative = token.head.dep_ == "relcl" and token.dep_ in {"nsubj", "nsubjpass", "dobj"}
    if is_relative and is_finite(token.head):
        return False
    if token.dep_ == "det":  # "confirmed that report" ends there
        stop = token.i + LONGEST_SUBJECT
        return any(word.tag_ in FINITE for word in token.doc[token.i + 1 : stop])
    begins = token.lower_ == "that" and following.pos_ in {"PRON", "DET", "PROPN"}
    return token.dep_ in {"mark", "nsubj"} or begins


def _addressee_end(verb: Token, begin: int, limit: int) -> int:
    """Behind who is told, when the parser took them for a part of the content, else `limit`.

    Examples: "told [reporters] the vote was lost", "told [MPs] Ruiz was late" and "told [CNN] Ruiz
    was late".
    """
    doc, content_verb = verb.doc, min(c.i for c in complements(verb))
    for end in range(min(begin + LONGEST_OUTLET, content_verb), begin, -1):
        if _is_outlet(doc[begin:end]) and _is_name_with_verb(doc[end : content_verb + 1]):
            return end
    if doc[begin].tag_ == "NNS" and _is_name_with_verb(doc[begin + 1 : content_verb + 1]):
        return begin + 1
    if limit > begin:
        return limit
    # a Span's own `noun_chunks` goes through the whole Doc
    chunks = [edges for *edges, _ in noun_chunks(doc[begin:content_verb]) if edges[0] >= begin]
    if len(chunks) >= 2 and chunks[0][0] == begin and chunks[1][0] == chunks[0][1]:
        return int(chunks[0][1])
    return begin


def _is_outlet(told: Span) -> bool:
    """Whether those who are told are an outlet, by name or not: "CNN", "the magazine"."""
    if told[0].lower_ != "the":
        return told.text in outlet_forms()
    noun = len(told) == 2 and told[1].text in words("outlet_nouns")
    return noun or not outlet_forms().isdisjoint({told[1:].text, f"The {told[1:].text}"})


def _is_name_with_verb(rest: Span) -> bool:
    """Whether a name and its verb begin the words: "Ruiz was", "Ana Ruiz would"."""
    name = next((i for i, token in enumerate(rest) if not token.text[0].isupper()), 0)
    return name > 0 and rest[name].tag_ in FINITE
