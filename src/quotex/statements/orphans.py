"""Quotations that no reporting clause claims: whose words they are, or why they are nobody's.

Each rule takes such a quotation and answers with a statement, or with None; the first answer
counts. What no rule takes up is rejected, with the reason.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter

from spacy.tokens import Span, Token

from quotex.annotations import Offsets, Quotation, Statement
from quotex.marks import SPEAKER_LABEL
from quotex.statements.cues import (
    is_cue_verb,
    is_quote_verb,
    looks_like_outlet,
    nearest_phrase,
    noun_phrase,
    source_of,
)
from quotex.statements.edges import trim
from quotex.statements.units import Layout, Unit
from quotex.wordlists import words

__all__ = ["RULES", "TERM", "adopt"]

TERM = "word or term in quotation marks"
"""Why quoted words that no rule takes up are rejected."""
FEWEST_WORDS_OF_A_SENTENCE = 3
LONGEST_NAME_LINE = 12
MOST_ABOVE = 8
"""Words above a quotation in the parse that may govern it."""
DASHES = {"—", "–", "-", "--", "―"}
ENDS_IN_COMMA = re.compile(r",\s?[“\"‘'«„]{1,2}$")
BEHIND_DASH = re.compile(r"[.,”\"’'»\s]{0,4}(?:[—–―]|--?\s)\s?(?P<name>[^\n“\"]{3,120})")


@dataclass(slots=True)
class Orphan:
    """A quotation without a reporting clause, in its surroundings."""

    layout: Layout
    quotation: Quotation
    parts: list[Offsets]
    """Its parts without the marks and spaces at their edges."""
    first: int
    last: int
    """Its first token, and the token behind its last, in the paragraph where it begins or ends."""
    unit: Unit
    next_unit: Unit | None
    before: Statement | None
    """The last statement that begins before it."""
    alone: bool
    """Whether its unit holds nothing but quotations."""
    words: list[str] = field(default_factory=list)


def adopt(layout: Layout, statements: list[Statement]) -> list[Statement]:
    """The statements, with those that the quotations without reporting clause make, in order."""
    _join_parts(layout, statements)
    claimed = {part for statement in statements for part in statement.verbatim}
    result = sorted(statements, key=attrgetter("first_part"))
    position = 0
    for quotation in layout.quotations:
        parts = _trimmed(layout, quotation)
        if not parts or quotation.rejected or any(part in claimed for part in parts):
            continue
        while position < len(result) and result[position].first_part < parts[0]:
            position += 1
        before = result[position - 1] if position else None
        orphan = _surroundings(layout, quotation, parts, before)
        statement = next((s for rule in RULES if (s := rule(orphan)) is not None), None)
        if statement is None:
            quotation.rejected = TERM
        elif statement is not orphan.before:
            result.insert(position, statement)
    return result


def _join_parts(layout: Layout, statements: list[Statement]) -> None:
    """Give each quotation that runs over paragraphs whole to the statement that has a part."""
    owner = {part: statement for statement in statements for part in statement.verbatim}
    for quotation in layout.quotations:
        if len(quotation.parts) < 2:
            continue
        parts = _trimmed(layout, quotation)
        current = next((owner[part] for part in parts if part in owner), None)
        if current is None:
            continue
        for part in parts:
            if part in owner:
                current = owner[part]
            elif part < current.content[0] and not _overlaps(part, current.mention, current.cue):
                current.content.insert(0, part)
                current.verbatim.insert(0, part)
            else:
                insort(current.content, part)
                insort(current.verbatim, part)


def _trimmed(layout: Layout, quotation: Quotation) -> list[Offsets]:
    """The parts of a quotation as content has them, those without words left out."""
    parts = (trim(layout.text, *part, [part]) for part in quotation.parts)
    return [part for part in parts if part is not None]


def _overlaps(part: Offsets, *others: Offsets | None) -> bool:
    return any(other and other[0] < part[1] and part[0] < other[1] for other in others)


def _surroundings(
    layout: Layout,
    quotation: Quotation,
    parts: list[Offsets],
    before: Statement | None,
) -> Orphan:
    first, last = layout.token_at(parts[0][0]), layout.token_at(parts[-1][1] - 1) + 1
    _, unit = layout.unit_at(first)
    last_index, last_unit = layout.unit_at(last - 1)
    following = layout.units[last_index + 1] if last_index + 1 < len(layout.units) else None
    return Orphan(
        layout=layout,
        quotation=quotation,
        parts=parts,
        first=first,
        last=last,
        unit=unit,
        next_unit=following,
        before=before,
        alone=layout.holds_only_quotations(unit) and layout.holds_only_quotations(last_unit),
        words=[t.text for t in layout.doc[first:last] if t.text[0].isalnum()],
    )


def goes_on(orphan: Orphan) -> Statement | None:
    """ "“A,” he said. “B.”": what follows the clause in the same paragraph is the same quote."""
    before = orphan.before
    if not orphan.alone or before is None or not before.verbatim or before.cue is None:
        return None
    _, unit = orphan.layout.unit_at(orphan.layout.token_at(before.content[-1][0]))
    _, cue_unit = orphan.layout.unit_at(orphan.layout.token_at(before.cue[0]))
    if unit.paragraph != orphan.unit.paragraph:
        return None
    follows = orphan.layout.only_marks_between(max(unit.end, cue_unit.end), orphan.first)
    clause_is_last = before.cue[0] > before.verbatim[0][1] and any(
        part[1] == quoted[1] for part in before.content for quoted in before.verbatim
    )
    if not follows or not clause_is_last:
        return None
    before.content += orphan.parts
    before.verbatim += orphan.parts
    return before


def goes_on_in_sentence(orphan: Orphan) -> Statement | None:
    """ "said it was “late”, and wanted “more”": the reported clause goes on up to the quotation."""
    layout, before = orphan.layout, orphan.before
    if orphan.alone or before is None or before.cue is None:
        return None
    start, end = before.content[-1]
    last = layout.token_at(end - 1)
    behind_cue = before.cue[1] <= start and orphan.unit.start <= last < orphan.first
    between = layout.doc[last + 1 : orphan.first]
    if not behind_cue or any(token.text in {";", "—", "–"} for token in between):
        return None
    if any((is_cue_verb(t) and not layout.quoted(t)) or t.lower_ == "according" for t in between):
        return None
    if before.mention is not None and before.mention[0] >= end:
        return None
    before.content[-1] = (start, orphan.parts[-1][1])
    before.verbatim += orphan.parts
    return before


def second_half(orphan: Orphan) -> Statement | None:
    """ "“A,” she said, shaking her head, “and B.”": a comma and a small letter: it goes on."""
    before, text = orphan.before, orphan.layout.text
    if before is None or before.cue is None or not before.verbatim:
        return None
    end, start = before.content[-1][1], orphan.parts[0][0]
    unbroken = before.verbatim[-1][1] == end <= before.cue[0] and text[start].islower()
    if not unbroken or "," not in text[end : end + 2] or not ENDS_IN_COMMA.search(text[end:start]):
        return None
    cue = orphan.layout.token_at(before.cue[1] - 1)
    between = orphan.layout.doc[cue + 1 : orphan.first]
    if cue < orphan.unit.start or any(is_cue_verb(token) for token in between):
        return None
    before.content += orphan.parts
    before.verbatim += orphan.parts
    return before


def name_before_turn(orphan: Orphan) -> Statement | None:
    """ "“RUIZ: We will appeal.”": in a transcript the name stands before each turn."""
    start, end = orphan.parts[0]
    doc = orphan.layout.doc
    label = SPEAKER_LABEL.match(orphan.layout.text, start, end)
    name = doc.char_span(*label.span("name"), alignment_mode="expand") if label else None
    if label is None or name is None:
        return None
    orphan.parts[0] = (label.end(), end)
    return _statement(orphan, name, None, "orphans.name_before_turn")


def name_behind_dash(orphan: Orphan) -> Statement | None:
    """ "“A.” – Commissioner Ana Ruiz": a dash and the name follow, up to the end of the line."""
    doc = orphan.layout.doc
    line = BEHIND_DASH.match(orphan.layout.text, orphan.parts[-1][1])
    if line is None:
        return None
    span = doc.char_span(*line.span("name"), alignment_mode="contract")
    mention = _name(span) if span is not None else None
    return _statement(orphan, mention, None, "orphans.name_behind_dash") if mention else None


def name_line(orphan: Orphan) -> Statement | None:
    """A name on the line below a quotation that fills its paragraph is the speaker's."""
    following, doc = orphan.next_unit, orphan.layout.doc
    if not orphan.alone or following is None or following.end - following.start > LONGEST_NAME_LINE:
        return None
    if following.paragraph == orphan.unit.paragraph:
        return None
    line = doc[following.start : following.end]
    start = 1 if line[0].text in DASHES else 0
    mention = _name(line[start:])
    return _statement(orphan, mention, None, "orphans.name_line") if mention else None


def _name(line: Span) -> Span | None:
    """The line without spaces at its edges, if it is a name, perhaps with a description."""
    tokens = [token for token in line if not token.is_space]
    while tokens and (tokens[-1].text == "." or tokens[-1].is_quote):
        tokens.pop()
    if not tokens or len(tokens) > LONGEST_NAME_LINE or tokens[-1].text in {"!", "?", ":"}:
        return None
    has_verb = any(token.pos_ in {"VERB", "AUX"} and token.text.islower() for token in tokens)
    if has_verb or not tokens[0].text[0].isupper():
        return None
    comma = next((n for n, token in enumerate(tokens) if token.text in {",", "("}), len(tokens))
    names = tokens[:comma]
    is_name = len(names) > 1 and all(t.text[0].isupper() or t.is_stop for t in names)
    return line.doc[names[0].i : names[-1].i + 1] if is_name else None


def name_before_colon(orphan: Orphan) -> Statement | None:
    """ "Ruiz: “A.”" and "And from Ana Ruiz:" on the line above: the name stands before a colon."""
    layout, doc = orphan.layout, orphan.layout.doc
    i = orphan.first - 1
    while i > 0 and (layout.is_mark[i] or doc[i].is_space):
        i -= 1
    if i < 1 or doc[i].text != ":":
        return None
    _, unit = layout.unit_at(i)
    lead = doc[unit.start : i]
    if any(layout.quoted(token) for token in lead):
        return None
    subject = next((t for t in lead if t.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None and lead and lead[-1].pos_ == "PROPN":
        name = _without_outlet(lead, doc[_first_of_name(lead) : i])
        return _statement(orphan, name, None, "orphans.name_before_colon")
    mention = noun_phrase(subject) if subject is not None else nearest_phrase(doc, unit.start, i)
    cue = next((t for t in lead if is_cue_verb(t) or is_quote_verb(t)), None)
    if mention is None or mention.text.lower() in {"us", "me", "you"}:
        return None
    if mention.end > i:
        mention = doc[mention.start : i]
    return _statement(orphan, mention, cue, "orphans.name_before_colon")


def _without_outlet(lead: Span, name: Span) -> Span:
    """The name before that of the outlet that was told: "Ana Ruiz on Sky News", "Ruiz, CNN"."""
    doc, i = lead.doc, name.start - 1
    if i <= lead.start or doc[i].lower_ not in {",", "on", "to"} or doc[i - 1].pos_ != "PROPN":
        return name
    first = _first_of_name(doc[lead.start : i])
    return doc[first:i] if looks_like_outlet(name) else name


def subject_of_sentence_before(orphan: Orphan) -> Statement | None:
    """ "Ruiz was furious. “A.”": whom the sentence before, itself without a quote, is about."""
    layout = orphan.layout
    index, unit = layout.unit_at(orphan.first)
    lead = layout.units[index - 1] if index > 0 else None
    if not orphan.alone or lead is None or lead.paragraph != unit.paragraph:
        return None
    end = layout.doc[lead.end - 1].idx
    if orphan.before is not None and orphan.before.content[-1][1] > layout.doc[lead.start].idx:
        return None
    root = next((t for t in layout.doc[lead.start : lead.end] if t.dep_ == "ROOT"), None)
    subject = source_of(root) if root is not None else None
    if subject is None or layout.quoted(subject) or not _may_speak(subject) or subject.idx > end:
        return None
    mention = noun_phrase(subject)
    return _statement(orphan, mention, None, "orphans.subject_of_sentence_before")


def _may_speak(token: Token) -> bool:
    """Whether a noun can be a speaker: a name, or a pronoun for a person."""
    return token.pos_ == "PROPN" or token.lower_ in {"he", "she", "they"}


def _first_of_name(lead: Span) -> int:
    """Where the run of capitalised words at the end of `lead` begins."""
    first = lead[-1].i
    while first > lead.start and lead.doc[first - 1].pos_ in {"PROPN", "NOUN", "ADJ"}:
        first -= 1
    return first


def speaker_of_context(orphan: Orphan) -> Statement | None:
    """A quotation that fills its sentence, without a clause, is the last speaker's.

    The mention is the one that the last speaker's own clause uses.
    """
    if not orphan.alone or len(orphan.words) < 2:
        return None
    statement = _statement(orphan, None, None, "orphans.speaker_of_context")
    statement.mention = orphan.before.mention if orphan.before is not None else None
    return statement


def words_in_a_sentence(orphan: Orphan) -> Statement | None:
    """Quoted words in a sentence of the reporter's: whoever governs them, if long enough.

    Example: "Her promise to “rebuild every bridge in the county” was met with cheers."
    """
    if len(orphan.words) < FEWEST_WORDS_OF_A_SENTENCE or _is_title(orphan.words):
        return None
    if _is_thought(orphan):
        return None
    verb, source = _governor(orphan)
    statement = _statement(orphan, source, verb, "orphans.words_in_a_sentence")
    if verb is not None and source is not None:
        statement.content = _object_of(orphan, verb, source)
    if source is None and orphan.before is not None and _same_paragraph(orphan):
        statement.mention = orphan.before.mention
    return statement


def _object_of(orphan: Orphan, verb: Token, source: Span) -> list[Offsets]:
    """What the verb before the quotation acts on, up to the end of the quoted words.

    Example: "likened it to a “long winter”" gives `it to a “long winter`.
    """
    is_acting = verb.pos_ == "VERB" and verb.lemma_ not in {"be", "have"}
    if not is_acting or not source.end <= verb.i + 1 <= orphan.first - 1:
        return list(orphan.parts)
    between = orphan.layout.doc[verb.i + 1 : orphan.first - 1]
    if any(token.text in {",", ";", ":", "—", "–"} for token in between):
        return list(orphan.parts)
    start = verb.i + 2 if between and between[0].lower_ == "that" else verb.i + 1
    return [(orphan.layout.doc[start].idx, orphan.parts[0][1]), *orphan.parts[1:]]


def _same_paragraph(orphan: Orphan) -> bool:
    """Whether the statement before begins in the orphan's paragraph."""
    before = orphan.before
    if before is None:
        return False
    _, unit = orphan.layout.unit_at(orphan.layout.token_at(before.content[0][0]))
    return unit.paragraph == orphan.unit.paragraph


def _is_thought(orphan: Orphan) -> bool:
    """Whether a verb of thinking or wishing stands above the words, and no reporting verb."""
    for token in _above(orphan):
        if is_cue_verb(token):
            return False
        if token.lemma_.lower() in words("thoughts") and token.pos_ == "VERB":
            return True
    return False


def _above(orphan: Orphan) -> list[Token]:
    """The words above the quotation in the parse, the nearest first."""
    inside = range(orphan.first, orphan.last)
    quoted = orphan.layout.doc[orphan.first : orphan.last]
    root = next((token for token in quoted if token.head.i not in inside), None)
    return list(islice(root.ancestors, MOST_ABOVE)) if root is not None else []


def _governor(orphan: Orphan) -> tuple[Token | None, Span | None]:
    """The nearest verb or noun above the quotation that says whose words these are."""
    layout = orphan.layout
    for token in _above(orphan):
        if layout.quoted(token) or not orphan.unit.start <= token.i < orphan.unit.end:
            continue
        if token.pos_ in {"VERB", "AUX"}:
            source = source_of(token)
            if source is not None and not layout.quoted(source):
                return token, noun_phrase(source)
        owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
        if owner is not None and not layout.quoted(owner):
            return token, noun_phrase(owner)
    return None, _subject_before(orphan)


def _subject_before(orphan: Orphan) -> Span | None:
    """The last subject before the quotation in its unit."""
    layout = orphan.layout
    for i in reversed(layout.unquoted_subjects(orphan.unit.start, orphan.first)):
        if layout.doc[i].dep_ in {"nsubj", "nsubjpass"}:
            return noun_phrase(layout.doc[i])
    return None


def _is_title(words: list[str]) -> bool:
    """Whether most of the longer words are capitalised, as in the title of a book."""
    long = [word for word in words[1:] if len(word) > 3]
    return bool(long) and sum(word[0].isupper() for word in long) > 0.6 * len(long)


def _statement(orphan: Orphan, mention: Span | None, cue: Token | None, rule: str) -> Statement:
    return Statement(
        content=list(orphan.parts),
        verbatim=list(orphan.parts),
        cue=(cue.idx, cue.idx + len(cue)) if cue is not None else None,
        mention=(mention.start_char, mention.end_char) if mention is not None else None,
        rule=rule,
        found_by=rule,
        lemma=cue.lemma_ if cue is not None else None,
    )


RULES: tuple[Callable[[Orphan], Statement | None], ...] = (
    name_before_turn,
    goes_on,
    goes_on_in_sentence,
    second_half,
    name_behind_dash,
    name_before_colon,
    name_line,
    subject_of_sentence_before,
    speaker_of_context,
    words_in_a_sentence,
)
"""The rules, in the order in which they are tried."""
