"""The reporting clauses of a unit: where each begins and ends, and whose words it reports."""

from __future__ import annotations

from itertools import islice

from spacy.lang.en.syntax_iterators import noun_chunks
from spacy.tokens import Span, Token

from quotex.outlets.gazetteer import outlet_forms
from quotex.statements.cues import (
    NOMINAL,
    QUOTING,
    SUBJECTS,
    TIMES,
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
    source_of,
)
from quotex.statements.units import COMPLEMENTIZERS, ENDS_CLAUSE, Layout, Unit
from quotex.tokens import FINITE
from quotex.wordlists import words

__all__ = ["complements", "find_clauses", "hides_verb", "is_finite"]

NO_TITLE = {"AUX", "SCONJ", "CCONJ", "ADP", "PRON", "ADV"}
WHERE = {"at", "in", "on", "by", "via"}
RECENT = {"last", "this", "earlier", "later", "yesterday", "today"}
WHEN = {"after", "before", "during", "following", "since", "amid", "until"}
PAST = {"VBD", "VBN"}
PHRASE = {"ADP", "CCONJ", "PART"}
NO_NAME = {"VERB", "AUX", "ADP", "ADV"}
LONGEST_NAME_AT_END = 6
"""Tokens behind a cue that can be nothing but its source."""
LONGEST_SOURCE = 8
"""Tokens between a closing mark and a verb that the parser took for something else."""
LONGEST_PHRASE_BEFORE = 12
"""Tokens between a quotation or comma and the verb that can be nothing but its source."""
LONGEST_ASIDE = 30
"""Tokens between a name and its verb."""
LONGEST_SUBJECT = 10
"""Tokens up to the verb of a clause."""
LONGEST_OUTLET = 5
"""Tokens of the name of an outlet that is told something."""
LONGEST_QUOTED = 100
"""Tokens between a passive verb and the one who did it, behind the quoted words."""
BEFORE_CUE = {"aux", "auxpass", "neg", "advmod"}


def find_clauses(layout: Layout, unit: Unit) -> list[Clause]:
    """The reporting clauses of `unit`, in text order; those inside quotations are left out."""
    found = []
    for token in layout.possible_cues(unit):
        clause = (
            _according_to(layout, unit, token)
            or _in_the_words_of(layout, unit, token)
            or _in_their_words(layout, unit, token)
            or _verb_clause(layout, unit, token)
        )
        if clause is not None:
            found.append(clause)
    return found


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


def _according_to(layout: Layout, unit: Unit, token: Token) -> Clause | None:
    """ "according to the mayor", "as per the mayor": the cue is two words, the source follows."""
    doc, i = layout.doc, token.i - (token.lower_ == "per")
    cue = doc[max(i, unit.start) : i + 2]
    if cue.text.casefold() not in {"according to", "as per"} or cue.end >= unit.end:
        return None
    head = next((c for c in cue[1].children if c.dep_ in {"pobj", "pcomp"}), None)
    source = noun_phrase(head) if head is not None and head.i >= cue.end else None
    source = source or nearest_phrase(doc, cue.end, _next_stop(layout, unit, cue.end))
    if source is None or layout.quoted(source.root):
        return None
    if cue[0].lower_ == "as" and not _can_report(source.root):
        return None
    end = _apposition_end(layout, source, _next_stop(layout, unit, source.end))
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
    source = source or nearest_phrase(doc, phrase.end, _next_stop(layout, unit, phrase.end))
    if source is None or layout.quoted(source.root):
        return None
    return Clause(phrase, source, first, _next_stop(layout, unit, source.end))


def _in_their_words(layout: Layout, unit: Unit, token: Token) -> Clause | None:
    """ "in the mayor's words, it was late", "…, in her own words": the source is whose they are."""
    owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
    if token.lower_ != "words" or owner is None:
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


def _apposition_end(layout: Layout, source: Span, comma: int) -> int:
    """The comma behind what describes the source, if that begins behind `comma`, else `comma`."""
    doc = layout.doc
    for child in source.root.rights:
        describes = child.dep_ in {"appos", "relcl", "acl"} and child.left_edge.i == comma + 1
        if describes and doc[child.right_edge.i + 1 : child.right_edge.i + 2].text == ",":
            return int(child.right_edge.i + 1)
    return comma


def _next_stop(layout: Layout, unit: Unit, i: int) -> int:
    """The first token from `i` on that ends a clause: punctuation or an opening mark."""
    stops = layout.stops(i, unit.end)
    return next((i for i in stops if layout.doc[i].lower_ not in COMPLEMENTIZERS), unit.end)


def _verb_clause(layout: Layout, unit: Unit, verb: Token) -> Clause | None:
    """The clause around a reporting verb, or None if the word reports nothing here."""
    reports = is_cue_verb(verb) or is_quote_verb(verb) or _answers(layout, unit, verb)
    if not reports or (_is_command(verb) and not layout.closes(verb.i - 1)):
        return None
    if _only_leads_on(verb):
        return None
    source = _source_beside(layout, unit, verb)
    if source is None and is_told_in_passing(verb):
        return None
    if source is not None and only_says_who_had_it(source):
        return None
    if source is not None:
        behind = source.start > verb.i
        source = (
            _without_occasion(source)
            if behind
            else _with_trade(_from_mark(layout, unit, source), verb)
        )
    told = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    phrase = noun_phrase(told) if source is None and told is not None and is_told(verb) else source
    start = _clause_start(unit, verb, phrase)
    quoting = _quoting_verb(verb)
    if quoting is not None:
        start = min(start, _clause_start(unit, quoting, _source_beside(layout, unit, quoting)))
    end = _clause_end(layout, unit, verb, source)
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
    rest = doc[verb.i + 1 : _next_stop(layout, unit, verb.i + 1)]
    named = i < verb.i - 1 or (len(rest) > 0 and rest[0].pos_ in NOMINAL)
    i -= doc[i].text == ","
    is_last = not any(token.tag_ in FINITE for token in rest)
    return i > unit.start and layout.closes(i) and named and is_last


def _is_command(verb: Token) -> bool:
    """Whether the verb commands or invites rather than reports: "Ask yourself", "tell us"."""
    subjects = [child for child in verb.lefts if child.dep_ in SUBJECTS | {"aux"}]
    return verb.tag_ == "VB" and verb.dep_ == "ROOT" and not subjects


def _name_beside(layout: Layout, unit: Unit, verb: Token) -> Span | None:
    """The source, where commas or marks tell it more surely than the parse."""
    return (
        _name_before_aside(layout, unit, verb)
        or _name_behind_office(layout, unit, verb)
        or _name_in_commas(layout, unit, verb)
        or _name_before_participle(layout, verb)
        or _name_at_end(layout, unit, verb)
    )


def _source_beside(layout: Layout, unit: Unit, verb: Token) -> Span | None:
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
    return nearest_phrase(doc, mark + 2, _next_stop(layout, unit, mark + 2))


def _phrase_behind(layout: Layout, unit: Unit, verb: Token) -> Span | None:
    """ "“…,” said Ana Ruiz": the words after the verb, when a quotation or comma is before it."""
    if verb.i == unit.start or not (
        layout.closes(verb.i - 1) or layout.doc[verb.i - 1].text == ","
    ):
        return None
    if verb.lemma_ == "tell" or layout.doc[verb.i + 1 : verb.i + 2].text in COMPLEMENTIZERS:
        return None
    return nearest_phrase(layout.doc, verb.i + 1, _next_stop(layout, unit, verb.i + 1))


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


def _clause_start(unit: Unit, verb: Token, source: Span | None) -> int:
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


def _clause_end(layout: Layout, unit: Unit, verb: Token, source: Span | None) -> int:
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
