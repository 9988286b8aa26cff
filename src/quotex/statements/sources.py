"""Whose words a verb reports: by commas and marks, by the parse, or by what is beside it."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Span, Token

from quotex.statements.boundaries import BEFORE_CUE, next_stop
from quotex.statements.cues import (
    NOMINAL,
    TIMES,
    cue_span,
    is_cue_verb,
    is_hyphen,
    is_told,
    nearest_phrase,
    noun_phrase,
    source_of,
)
from quotex.statements.units import COMPLEMENTIZERS, ENDS_CLAUSE, Layout, Unit
from quotex.wordlists import words

__all__ = ["source_beside", "whole_source"]

NO_TITLE = {"AUX", "SCONJ", "CCONJ", "ADP", "PRON", "ADV"}
WHERE = {"at", "in", "on", "by", "via"}
RECENT = {"last", "this", "earlier", "later", "yesterday", "today"}
WHEN = {"after", "before", "during", "following", "since", "amid", "until"}
PHRASE = {"ADP", "CCONJ", "PART"}
NO_NAME = {"VERB", "AUX", "ADP", "ADV"}
LONGEST_NAME_AT_END = 6
"""Tokens behind a cue that can be nothing but its source."""
LONGEST_PHRASE_BEFORE = 12
"""Tokens between a quotation or comma and the verb that can be nothing but its source."""
LONGEST_ASIDE = 30
"""Tokens between a name and its verb."""
LONGEST_QUOTED = 100
"""Tokens between a passive verb and the one who did it, behind the quoted words."""


def source_beside(layout: Layout, unit: Unit, verb: Token) -> Span | None:
    """The source by the parse; where that gives none, the noun phrase beside the verb."""
    told = is_told(verb)
    named = None if told else _name_beside(layout, unit, verb)
    named = named or _agent_behind_quotation(layout, unit, verb)
    if named is not None:
        return named
    head = source_of(verb)
    if head is not None and not layout.quoted(head) and not layout.is_mark[head.i]:
        return noun_phrase(head)
    if told:
        return None
    return _phrase_behind(layout, unit, verb) or _phrase_before(layout, unit, verb)


def _name_beside(layout: Layout, unit: Unit, verb: Token) -> Span | None:
    """The source, where commas or marks tell it more surely than the parse."""
    return (
        _name_before_aside(layout, unit, verb)
        or _name_behind_office(layout, unit, verb)
        or _name_in_commas(layout, unit, verb)
        or _name_before_participle(layout, verb)
        or _name_at_end(layout, unit, verb)
    )


def whole_source(layout: Layout, unit: Unit, verb: Token, source: Span) -> Span:
    """The source with what the parse cuts off before it, or without when and where it spoke."""
    if source.start > verb.i:
        return _without_occasion(source)
    return _with_trade(_from_mark(layout, unit, source), verb)


def _with_trade(source: Span, verb: Token) -> Span:
    """The source with the noun that the parser took for an adverb: "the Hawks [forward] said"."""
    doc, end = source.doc, source.end
    trade = end == verb.i - 1 and doc[end].lower_ in words("persons")
    named = source[0].lower_ == "the" and source[-1].pos_ == "PROPN"
    return doc[source.start : end + 1] if trade and named else source


def _name_before_aside(layout: Layout, unit: Unit, verb: Token) -> Span | None:
    """ "Hugh Hill, a doctor in Leeds, said": the name before an aside that ends at the verb."""
    doc, i = layout.doc, _first_auxiliary(unit, verb)
    if i - 2 <= unit.start or doc[i - 1].text != ",":
        return None
    for comma in range(i - 2, max(unit.start, i - LONGEST_ASIDE), -1):
        if layout.is_mark[comma] or layout.quoted(doc[comma]) or doc[comma].text in {";", ":"}:
            return None
        aside_begins = doc[comma].text == "," and _begins_aside(doc[comma + 1])
        if aside_begins and doc[comma - 1].pos_ == "PROPN":
            start = _title_start(unit, doc[comma - 1])
            if start == unit.start or doc[start - 1].pos_ != "ADP":
                return nearest_phrase(doc, start, comma)
    return None


def _name_behind_office(layout: Layout, unit: Unit, verb: Token) -> Span | None:
    """ "Its secretary-general, Elli Hill, told": the office and the name, to the second comma."""
    doc, end = layout.doc, _first_auxiliary(unit, verb) - 1
    if end - 3 < unit.start or doc[end].text != ",":
        return None
    name = end
    while name > unit.start and doc[name - 1].pos_ == "PROPN":
        name -= 1
    if name == end or doc[name - 1].text != ",":
        return None
    for i in range(name - 2, max(unit.start - 1, name - LONGEST_PHRASE_BEFORE), -1):
        first = i == unit.start or layout.closes(i - 1) or doc[i - 1].text == ","
        if first and doc[i].pos_ in {"DET", "PRON"}:
            return doc[i:end]
        if doc[i].pos_ not in NOMINAL | PHRASE and not is_hyphen(doc[i]):
            return None
    return None


def _from_mark(layout: Layout, unit: Unit, source: Span) -> Span:
    """The source with the words between the closing mark before it and itself.

    Examples: "“…,” Leeds [police chief Hill] said", parsed wrongly: "Leeds police chief Hill", and
    "“…,” the “Pose” [actor] said".
    """
    doc, i = layout.doc, source.start - 1
    while i > max(unit.start, source.start - LONGEST_PHRASE_BEFORE):
        title = _title_opening(layout, unit, i)
        if title is None and layout.closes(i):
            return doc[i + 1 : source.end]
        if title is None and (doc[i].is_punct or doc[i].pos_ in NO_TITLE or is_cue_verb(doc[i])):
            break
        i = (i if title is None else title) - 1
    return source


def _title_opening(layout: Layout, unit: Unit, i: int) -> int | None:
    """The opening mark of the title that closes at token `i`, or None."""
    if not layout.closes(i) or layout.quotations[layout.quotation_of[i - 1]].rejected is None:
        return None
    number, first = layout.quotation_of[i - 1], i - 1
    while first > unit.start and layout.quotation_of[first - 1] == number:
        first -= 1
    return first - 1


def _without_occasion(source: Span) -> Span:
    """The source behind a verb without where or when it spoke: "said Ana Ruiz [in a statement]"."""
    for token in source[1:]:
        objects = [child for child in token.rights if child.dep_ == "pobj"]
        spoken_at = token.lower_ in WHERE and any(_is_occasion(noun) for noun in objects)
        adjunct = token.pos_ == "ADP" and (spoken_at or token.lower_ in WHEN)
        if adjunct or (token.lower_ in RECENT and token.ent_type_ in TIMES):
            return source.doc[source.start : token.i]
    return source


def _is_occasion(noun: Token) -> bool:
    """Whether the noun is a day, or something that people speak at or in."""
    return noun.lower_ in words("calendar") or noun.lemma_.lower() in words("occasions")


def _name_in_commas(layout: Layout, unit: Unit, verb: Token) -> Span | None:
    """ "The pier, prosecutor Nigel Crewe said, would reopen": the name within the commas."""
    doc, end = layout.doc, cue_span(verb).end
    if end >= unit.end or doc[end].text != "," or doc[verb.i - 1].pos_ != "PROPN":
        return None
    first = verb.i
    while first > unit.start and doc[first - 1].pos_ in {"PROPN", "NOUN", "ADJ", "DET"}:
        first -= 1
    in_commas = first > unit.start and doc[first - 1].text == ","
    return doc[first : verb.i] if in_commas else None


def _first_auxiliary(unit: Unit, verb: Token) -> int:
    """Where the verb's group begins: at "has" in "has also said"."""
    i = verb.i
    while i > unit.start and verb.doc[i - 1].dep_ in BEFORE_CUE and not verb.doc[i - 1].is_punct:
        i -= 1
    return i


def _begins_aside(token: Token) -> bool:
    """Whether a description of the name before begins here: "a doctor", "48", "speaking"."""
    return (
        token.lower_ in {"a", "an", "the", "who", "whose"}
        or (token.text[0].islower() and token.tag_ in {"VBG", "VBN", "NN", "JJ"})
        or token.like_num
    )


def _name_start(unit: Unit, token: Token) -> int:
    """Where the run of capitalised words that ends at `token` begins."""
    doc, i = token.doc, token.i
    while i > unit.start and (
        doc[i - 1].pos_ == "PROPN" or doc[i - 1].text[0].isupper() or is_hyphen(doc[i - 1])
    ):
        i -= 1
    return i


def _title_start(unit: Unit, name: Token) -> int:
    """Where a name begins, or the title that the parse joins to it: "union boss Ana Ruiz"."""
    start, edge = _name_start(unit, name), max(name.left_edge.i, unit.start)
    before = name.doc[edge:start]
    titled = all(t.pos_ in NOMINAL or t.dep_ == "case" for t in before)
    titled = titled and all(t.ent_type_ not in TIMES for t in before)
    return edge if titled else start


def _name_before_participle(layout: Layout, verb: Token) -> Span | None:
    """ "footage of Ana Ruiz saying": the name directly before the participle."""
    if verb.tag_ != "VBG" or verb.i < 2:
        return None
    name = layout.doc[verb.i - 1]
    if name.pos_ != "PROPN" or layout.quoted(name) or name.ent_type_ in {"DATE", "TIME"}:
        return None
    return noun_phrase(name) if layout.doc[verb.i - 2].dep_ != "poss" else None


def _name_at_end(layout: Layout, unit: Unit, verb: Token) -> Span | None:
    """ "Bridge “safe”, says mayor": a few words without a verb end the sentence behind the cue."""
    doc, begin = layout.doc, cue_span(verb).end
    if verb.i < unit.start + 2 or doc[verb.i - 1].text not in {",", "”", '"', "’", "'"}:
        return None
    if verb.lemma_.lower() in words("telling_cues"):
        return None
    behind = (doc[i] for i in range(begin, unit.end))
    words_behind = (token for token in behind if not token.is_space and token.text != ".")
    rest = list(islice(words_behind, LONGEST_NAME_AT_END + 1))
    if not 0 < len(rest) <= LONGEST_NAME_AT_END or any(layout.quoted(token) for token in rest):
        return None
    if any(t.pos_ in NO_NAME or t.is_punct or t.ent_type_ in {"DATE", "TIME"} for t in rest):
        return None
    return nearest_phrase(doc, begin, rest[-1].i + 1) or doc[begin : rest[-1].i + 1]


def _agent_behind_quotation(layout: Layout, unit: Unit, verb: Token) -> Span | None:
    """ "was called “late” by Ana Ruiz": who did what the passive verb says was done."""
    doc = layout.doc
    if not any(child.dep_ == "auxpass" for child in verb.lefts):
        return None
    stops = layout.stops(verb.i + 1, min(unit.end, verb.i + LONGEST_QUOTED))
    mark = next((i for i in stops if layout.closes(i) and not layout.opens(i)), unit.end)
    if doc[mark + 1 : mark + 2].text != "by" or mark + 2 >= unit.end:
        return None
    return nearest_phrase(doc, mark + 2, next_stop(layout, unit, mark + 2))


def _phrase_behind(layout: Layout, unit: Unit, verb: Token) -> Span | None:
    """ "“…,” said Ana Ruiz": the words after the verb, when a quotation or comma is before it."""
    if verb.i == unit.start or not (
        layout.closes(verb.i - 1) or layout.doc[verb.i - 1].text == ","
    ):
        return None
    if verb.lemma_ == "tell" or layout.doc[verb.i + 1 : verb.i + 2].text in COMPLEMENTIZERS:
        return None
    return nearest_phrase(layout.doc, verb.i + 1, next_stop(layout, unit, verb.i + 1))


def _phrase_before(layout: Layout, unit: Unit, verb: Token) -> Span | None:
    """ "“…,” Ana Ruiz said": the words between a quotation or comma and the verb."""
    doc, i = layout.doc, _first_auxiliary(unit, verb)
    first = i
    while first > unit.start and not (
        doc[first - 1].text in ENDS_CLAUSE or layout.is_mark[first - 1]
    ):
        first -= 1
        if i - first > LONGEST_PHRASE_BEFORE:
            return None
    if first == i:
        return None
    return nearest_phrase(doc, first, i)
