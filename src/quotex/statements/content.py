"""Which stretches of a unit each reporting clause reports."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from quotex.statements.asides import broken_off
from quotex.statements.complements import complements, hides_verb, is_finite
from quotex.statements.cues import CLAUSE_SUBJECTS, Clause, is_cue_verb, looks_like_outlet
from quotex.statements.endings import reporter_resumes, resumes_at
from quotex.statements.later import LaterClauses, is_joined_report
from quotex.statements.units import COMPLEMENTIZERS, Layout, Unit
from quotex.tokens import FINITE
from quotex.wordlists import words

__all__ = ["Report", "reports"]

SHORTEST_HEADLINE = 4
"""Tokens of a headline that can be content though they are no clause for the parser."""
TRAILING = {"advcl", "prep", "npadvmod", "conj", "parataxis", "advmod", "dep"}
DEPENDENT = {"relcl", "acl", "advcl", "pcomp", "conj"}
LONGEST_HALF = 300
"""Tokens on each side of a clause that may depend on a word on the other side."""
SETTING = {"as", "when", "while", "after", "before", "who", "whose", "which"}
"""What begins a clause that says when it was said, or who said it."""
TALKS = {"speak", "talk"}
"""What "as" in front of makes no comment of: "As she spoke, it rained" tells when."""
ASKED = {"asked", "pressed", "questioned", "quizzed"}
"""What begins a clause with another's question: "Asked whether it was late, she said no"."""
LONGEST_LABEL = 4
"""Tokens before a colon that only label a line."""
LONGEST_DATELINE = 9
"""Tokens: "SAINT PETERSBURG, Fla., 14 November —"."""


@dataclass(slots=True)
class Report:
    """A reporting clause with its content, as token ranges, half-open."""

    clause: Clause
    regions: list[tuple[int, int]]
    rule: str


def reports(layout: Layout, unit: Unit, clauses: list[Clause]) -> list[Report]:
    """The clauses that report something in `unit`, each with what it reports.

    A clause that lies in what another one reports is left out: the outermost source counts.
    """
    if _introduces_report(layout, clauses) and (second := reports(layout, unit, clauses[1:])):
        return second
    found: list[Report] = []
    free_from = unit.start
    outermost = _outermost(layout, unit, clauses)
    clauses = [outermost] if outermost is not None else clauses
    later = LaterClauses(layout, clauses[1:])
    reported: list[tuple[int, int]] = []
    for clause in clauses:
        reported = [(start, end) for start, end in reported if end > clause.cue.start]
        if any(start <= clause.cue.start for start, _ in reported):
            continue
        if found and _shares_source(layout, clause, found[-1]):
            clause.source, clause.start = found[-1].clause.source, clause.cue.start
        report = _around_aside(layout, unit, clause, free_from, later)
        if report is None:
            describes = _describes_source(clause, later)
            before = None if describes else _before(layout, free_from, clause)
            behind = _behind(layout, unit, clause, later)
            report = _choose(layout, unit, clause, before, behind)
        if report is not None and _add(found, report):
            reported += report.regions
            free_from = max(clause.end, *(end for _, end in report.regions))
    return found


def _shares_source(layout: Layout, clause: Clause, last: Report) -> bool:
    """Whether "and" joins the clause to the last one: "said A and added that B"."""
    end = last.regions[-1][1]
    if clause.verb.dep_ != "conj":
        return False
    resumes = end < len(layout.doc) and resumes_at(layout, end, clause.verb)
    return resumes or is_joined_report(layout, clause)


def _around_aside(
    layout: Layout, unit: Unit, clause: Clause, free_from: int, later: LaterClauses
) -> Report | None:
    """The clause with both halves of the sentence that it stands in the middle of, if it does."""
    start = _first_word(layout, free_from, clause.start)
    halves = broken_off(layout, unit, clause, start)
    if halves is None:
        return None
    start, behind = halves
    end = _region_end(layout, unit, clause, behind, later)
    rule = _comment_rule(layout, clause) if _is_comment(clause) else "statements.split_by_clause"
    return Report(clause, [(start, clause.start - 1), (behind, end)], rule)


def _add(found: list[Report], report: Report) -> bool:
    """Add the report to those found, so that no words are reported twice; whether it was added.

    What is behind a clause and another one within it is one quote. It is the earlier one's if the
    later only depends on it, as in "denied saying A" and "told a man who asked whether A", else the
    later one's, as in "“A,” he said before adding: “B”"; the earlier keeps what it has in front.
    """
    last = found[-1] if found else None
    cue, start = report.clause.cue.start, report.regions[-1][0]
    if last is not None and last.clause.cue.end <= cue < start < last.regions[-1][1]:
        if len(last.regions) == 1 and report.clause.verb.dep_ in {"xcomp", "relcl", "acl"}:
            return False
        last.regions.pop()
        last.rule = "statements.clause_behind_content"
        if not last.regions:
            found.pop()
    found.append(report)
    return True


def _describes_source(clause: Clause, later: LaterClauses) -> bool:
    """Whether the clause only describes the source of a later one: "a man who asked … told"."""
    return clause.verb.dep_ == "relcl" and later.has_source_of(clause)


def _introduces_report(layout: Layout, clauses: list[Clause]) -> bool:
    """Whether an outlet is only named for where the next report was read.

    Example: "According to the Herald, Ruiz said that it was late" reports Ruiz, and so does "As the
    BBC reported, Ruiz said".
    """
    if len(clauses) < 2:
        return False
    first, second = clauses[:2]
    opener = layout.doc[first.start].lower_
    if not first.is_without_verb and opener != "as":
        return False
    if first.source is None or not looks_like_outlet(first.source):
        return False
    follows = first.end <= second.start <= first.end + 2
    return follows and second.source is not None and second.source.start == second.start


def _outermost(layout: Layout, unit: Unit, clauses: list[Clause]) -> Clause | None:
    """The last clause, if it ends the unit and reports all that is before it, clauses included.

    Example: "The caller said, “I am here,” the prosecutor said." reports the prosecutor.
    """
    if len(clauses) < 2 or not is_cue_verb(clauses[-1].verb):
        return None
    last, first = clauses[-1], clauses[0]
    doc = layout.doc
    if first.is_without_verb or last.end < unit.end - 1 or complements(last.verb):
        return None
    if last.source is None or last.source.start < last.start or last.verb.dep_ in DEPENDENT:
        return None
    abuts = layout.closes(last.start - 1) and doc[last.start - 2].text == ","
    later = LaterClauses(layout, [last])
    reports_before = first.end < last.start and _behind(layout, unit, first, later) is not None
    first_quoted = _before(layout, unit.start, first)
    return last if abuts and reports_before and first_quoted is None else None


def _choose(
    layout: Layout,
    unit: Unit,
    clause: Clause,
    before: tuple[int, int] | None,
    behind: tuple[int, int] | None,
) -> Report | None:
    """The rule by which the clause reports what is before it, behind it, or both."""
    if before is not None and _leads_to_title(layout, before):
        before = None
    is_quotation = before is not None and layout.closes(before[1] - 1)
    if _is_comment(clause):
        return _report_comment(layout, unit, clause, before, behind)
    if before and behind and (is_quotation or _is_split(layout, clause, before, behind)):
        return Report(clause, [before, behind], "statements.split_by_clause")
    if behind:
        return Report(clause, [behind], "statements.clause_before_content")
    if before:
        return Report(clause, [before], "statements.clause_behind_content")
    return None


def _leads_to_title(layout: Layout, part: tuple[int, int]) -> bool:
    """Whether a part is no clause and closes with a title: "Later on CNN’s “New Day”"."""
    start, end = part
    if not layout.closes(end - 1) or layout.opens(start):
        return False
    closed = layout.quotations[layout.quotation_of[end - 2]]
    return closed.rejected is not None and not layout.subjects(start, end)


def _is_comment(clause: Clause) -> bool:
    """Whether the clause is set beside what it reports: "according to X", "as X put it"."""
    first = clause.cue.doc[clause.start].lower_
    if clause.is_without_verb:
        return True
    objects = [c for c in clause.verb.rights if c.dep_ in {"dobj", "xcomp", "ccomp", "conj"}]
    if clause.verb.lemma_.lower() in TALKS:
        return False
    return first == "as" and all(child.lower_ == "it" for child in objects)


def _report_comment(
    layout: Layout,
    unit: Unit,
    clause: Clause,
    before: tuple[int, int] | None,
    behind: tuple[int, int] | None,
) -> Report | None:
    """ "According to X, A", "A, according to X", "A, according to X, B" and "As X put it, A"."""
    rule = _comment_rule(layout, clause)
    if behind and (clause.start - unit.start <= 2 or _within_clause(layout, clause)):
        return Report(clause, [behind], rule)
    if before and behind and _is_split(layout, clause, before, behind):
        return Report(clause, [before, behind], rule)
    return Report(clause, [before], rule) if before else None


def _comment_rule(layout: Layout, clause: Clause) -> str:
    compares = layout.doc[clause.start].lower_ == "as"
    return "statements.as_somebody_says" if compares else "statements.according_to"


def _within_clause(layout: Layout, clause: Clause) -> bool:
    """Whether the clause stands right behind the word that begins another: "because, X says, B"."""
    doc, i = layout.doc, clause.start
    return i >= 2 and doc[i - 1].text == "," and doc[i - 2].pos_ in {"SCONJ", "CCONJ"}


def _behind_dateline(layout: Layout, start: int, end: int) -> int:
    """Where a report begins behind the dateline that opens it: "Oslo, 3 May — The ferry sank"."""
    doc = layout.doc
    for i in range(start, min(start + LONGEST_DATELINE, end - 1)):
        token = doc[i]
        if token.text in {"—", "–", "--"}:
            return i + 1 if i > start else start
        if not (token.text[0].isupper() or token.is_punct or token.like_num) or layout.is_mark[i]:
            break
    return start


def _behind_label(layout: Layout, start: int, end: int) -> int:
    """Where a line begins behind what labels it: "FARMERS: We need rain, Ruiz said"."""
    doc = layout.doc
    first, last = layout.paragraph_tokens(start) if start < end else (start, start)
    if start != first or start >= end:
        return start
    for i in range(start + 1, min(start + LONGEST_LABEL + 1, end - 1)):
        if doc[i].text == ":":
            label = doc[start:i]
            is_headline = doc[last - 1].text not in {".", "?", "!"} and not layout.is_mark[last - 1]
            is_label = is_headline or all(token.is_upper or not token.is_alpha for token in label)
            return i + 1 if is_label else start
        if doc[i].pos_ in {"VERB", "AUX"} or doc[i].is_punct or layout.quotation_of[i] >= 0:
            return start
    return start


def _first_word(layout: Layout, start: int, end: int) -> int:
    """The first word or opening mark from `start` on, behind a dateline or label, else `end`."""
    doc = layout.doc
    start = _behind_label(layout, _behind_dateline(layout, start, end), end)
    while start < end and (doc[start].is_punct or doc[start].is_space) and not layout.opens(start):
        start += 1
    return start


def _before(layout: Layout, start: int, clause: Clause) -> tuple[int, int] | None:
    """The tokens from `start` to the clause, if they can be what it reports."""
    doc, end = layout.doc, clause.start
    start = _first_word(layout, start, end)
    if start >= end:
        return None
    if doc[start].lower_ in ASKED and not layout.quoted(doc[start]):
        return None
    comma_outside = doc[end - 1].text == "," and end - 2 > start and layout.closes(end - 2)
    end -= comma_outside
    last, verb = doc[end - 1], clause.verb
    if verb.tag_ == "VBG" and clause.start == verb.i and not _is_comment(clause):
        return None
    if layout.closes(end - 1):
        start = _behind_colon(layout, start, end)
        ends_sentence = comma_outside or doc[end - 2].text in {",", "?", "!", ".", "—", "–", "…"}
        return (start, end) if ends_sentence or not complements(verb) else None
    is_comment = _is_comment(clause)
    if last.text not in {",", "—", "–", "-", "?", "!"} and not clause.is_without_verb:
        return None
    if not is_comment and (not is_cue_verb(verb) or _has_content_behind(layout, clause)):
        return None
    if verb.dep_ in {"relcl", "acl"} or _has_object(clause):
        return None
    if layout.any_quoted(start, end):
        return start, end
    if layout.is_headline(start) and end - start >= SHORTEST_HEADLINE:
        return start, end
    reported = _is_inverted_aside(layout, clause) or _is_clause(layout, start, end, verb)
    return (start, end) if reported else None


def _behind_colon(layout: Layout, start: int, end: int) -> int:
    """Where a quotation begins that a colon parts from a clause: "He knew: “Yes,” she said"."""
    quotation = layout.quotation_of[end - 2]
    first = end - 2
    while first > start and layout.quotation_of[first - 1] == quotation:
        first -= 1
    is_parted = first - 2 > start and layout.doc[first - 2].text == ":"
    tells = is_parted and layout.is_mark[first - 1] and layout.subjects(start, first - 2)
    return first - 1 if tells else start


def _has_object(clause: Clause) -> bool:
    """Whether the verb acts on something, so that it does not report: "claimed the title"."""
    verb, source = clause.verb, clause.source
    if verb.lemma_.lower() in words("telling_cues") or verb.lemma_ == "ask":
        return False
    objects = [child for child in verb.rights if child.dep_ == "dobj"]
    return any(o.pos_ in {"NOUN", "PROPN"} and (source is None or o not in source) for o in objects)


def _has_content_behind(layout: Layout, clause: Clause) -> bool:
    """Whether a clause without comma follows the verb: "On Monday, Roe said [it was late]"."""
    follows = layout.doc[clause.end].text if clause.end < len(layout.doc) else "."
    return bool(complements(clause.verb)) and follows not in {",", "—", "–"}


def _is_clause(layout: Layout, start: int, end: int, verb: Token) -> bool:
    """Whether the words are a clause of their own, not one that tells when `verb` happened."""
    if not layout.subjects(start, end):
        return any(map(hides_verb, layout.doc[start : min(end, start + LONGEST_HALF)]))
    return not any(
        child.dep_ == "advcl" and any(c.dep_ == "mark" for c in child.lefts)
        for child in verb.lefts
        if start <= child.i < end
    )


def _behind(
    layout: Layout, unit: Unit, clause: Clause, later: LaterClauses
) -> tuple[int, int] | None:
    """The tokens behind the clause, if they can be what it reports."""
    doc, verb, i = layout.doc, clause.verb, clause.end
    if i >= unit.end:
        return None
    separators: set[str] = set()
    while i < unit.end and _leads_in(doc[i], separators):
        separators.add(doc[i].lower_)
        i += 1
    if _is_comment(clause) and i < unit.end and _begins_aside(doc[i]):
        i = next((n + 1 for n in range(i, unit.end) if doc[n].text == ","), unit.end)
    if i >= unit.end:
        return None
    if not separators and is_cue_verb(verb) and _names_programme(layout, clause, i):
        return None
    if layout.opens(i) and (separators or is_cue_verb(verb) or _is_inverted(clause)):
        i = i if separators else _complement_start(clause, i)
        return i, _region_end(layout, unit, clause, i, later)
    if _is_comment(clause):
        return (i, _region_end(layout, unit, clause, i, later)) if "," in separators else None
    if not is_cue_verb(verb):
        return _quoted_object(layout, unit, clause, later)
    reports_clause = (
        (bool(complements(verb)) and not separators & {",", "—", "–"})
        or bool(separators & (COMPLEMENTIZERS | {":"}))
        or (bool(separators) and _closes_aside(layout, unit, clause, i))
        or (not separators and _starts_clause(layout, i, unit.end))
    )
    return (i, _region_end(layout, unit, clause, i, later)) if reports_clause else None


def _names_programme(layout: Layout, clause: Clause, i: int) -> bool:
    """Whether a title opens at token `i` behind the quote: "“A,” she said on the “Today” show"."""
    start = clause.start
    is_behind = layout.closes(start - 1) or (start > 1 and layout.closes(start - 2))
    if not is_behind or not layout.opens(i) or layout.doc[i - 1].pos_ not in {"ADP", "DET", "PART"}:
        return False
    return layout.quotations[layout.quotation_of[i + 1]].rejected is not None


def _begins_aside(token: Token) -> bool:
    """Whether more of the source follows: "According to TASS, [citing] X," "…, [which] cited X"."""
    return token.lower_ in words("outlet_citing") or token.lower_ in {"which", "who"}


def _leads_in(token: Token, before: set[str]) -> bool:
    """Whether the token only leads to what is reported: "said [that] A", not "said [that] is A"."""
    if token.lower_ in COMPLEMENTIZERS:
        is_subject = any(map(is_finite, token.doc[token.i + 1 : token.i + 2]))
        is_first = not before & COMPLEMENTIZERS and (token.lower_ != "if" or "," not in before)
        return is_first and not is_subject
    return token.text in {",", ":", "—", "–", "-"}


def _closes_aside(layout: Layout, unit: Unit, clause: Clause, i: int) -> bool:
    """Whether the clause is set in commas, in the middle of what it reports: "A, he said, B"."""
    before = (unit.start, clause.start)
    return layout.doc[clause.start - 1].text == "," and _is_split(
        layout, clause, before, (i, unit.end)
    )


def _starts_clause(layout: Layout, i: int, end: int) -> bool:
    """Whether a clause with a subject begins at token `i`: for text that was parsed wrongly."""
    for token in layout.doc[i : min(i + 8, end)]:
        if token.dep_ in CLAUSE_SUBJECTS and token.head.i > token.i:
            return True
        if token.pos_ in {"VERB", "AUX", "ADP", "SCONJ"} or token.is_punct:
            return False
    return False


def _is_inverted(clause: Clause) -> bool:
    """Whether the source stands behind the verb: "said Ana Ruiz"."""
    return clause.source is not None and clause.source.start > clause.verb.i


def _is_inverted_aside(layout: Layout, clause: Clause) -> bool:
    """Whether "said Ana Ruiz" stands between commas, and a clause goes on: "A, said B, C"."""
    doc, i = layout.doc, clause.end + 1
    if not _is_inverted(clause) or doc[clause.start - 1].text != ",":
        return False
    if i >= len(doc) or doc[i - 1].text != "," or doc[i].lower_ in SETTING:
        return False
    _, unit = layout.unit_at(i)
    if doc[i].tag_ in FINITE:
        return True
    for n in layout.subjects(i, min(unit.end, i + LONGEST_HALF))[:1]:
        apposition = any(token.text == "," for token in doc[i:n])  # "said B, a doctor, but he"
        return not apposition and doc[n].head.dep_ != "relcl"
    return False


def _complement_start(clause: Clause, mark: int) -> int:
    """Where what is reported begins, when no comma or colon stands before the opening mark.

    Example: "urged them to keep “an open mind”" at "to".
    """
    infinitives = [c for c in clause.verb.rights if c.dep_ == "xcomp" and c.i < mark]
    return infinitives[0].left_edge.i if infinitives and not _is_inverted(clause) else mark


def _quoted_object(
    layout: Layout, unit: Unit, clause: Clause, later: LaterClauses
) -> tuple[int, int] | None:
    """What follows a verb that reports only words in quotation marks: "called it “late”"."""
    start = clause.cue.end
    limit = later.first(start, unit.end)
    if clause.source is not None and _is_inverted(clause):
        limit = min(limit, clause.source.start)  # "was called “late” by Ana Ruiz"
        if not layout.any_quoted(start, limit):
            return None
    last_mark = None
    for i in range(start, limit):
        if layout.closes(i):
            last_mark = i
        elif layout.doc[i].text in {",", ";"} and not layout.quoted(layout.doc[i]):
            break
    return (start, last_mark + 1) if last_mark is not None else None


def _region_end(layout: Layout, unit: Unit, clause: Clause, start: int, later: LaterClauses) -> int:
    """Where what the clause reports ends, when it begins at `start`."""
    doc, verb, end = layout.doc, clause.verb, unit.end
    mark = start
    if start < clause.end:
        mark = next((i for i in range(start, unit.end) if layout.opens(i)), start)
    quotation_end = _quotation_end(layout, mark, unit.end)
    contents = complements(verb)
    floor = max([quotation_end, start + 1, *(content.right_edge.i + 1 for content in contents)])
    subtree_end = max(verb.right_edge.i + 1, quotation_end)
    depends = verb.dep_ in {"relcl", "acl", "advcl", "pcomp"} and not _is_comment(clause)
    if depends and (subtree_end > start or _begins_with_verb(doc[start:end])):
        end = min(end, subtree_end)
    for child in verb.rights:
        if child.dep_ in TRAILING and child.left_edge.i >= floor:
            end = min(end, child.left_edge.i)
    if quotation_end > start and doc[quotation_end - 2].text in {",", ".", "?", "!"}:
        end = min(end, quotation_end)
    behind = max(quotation_end, start + 1, clause.cue.end)
    end = reporter_resumes(layout, verb, behind, end)
    return max(later.first_report(clause, behind, end), quotation_end)


def _begins_with_verb(content: Span) -> bool:
    """Whether it is the main verb that follows: "Ruiz, quoted by TASS, later [said] so"."""
    first = next((token for token in content[:LONGEST_LABEL] if token.pos_ != "ADV"), None)
    return first is not None and first.tag_ in FINITE


def _quotation_end(layout: Layout, start: int, limit: int) -> int:
    """Behind the quotation that opens at token `start`; `start` itself if none does."""
    if not layout.opens(start):
        return start
    i = start + 1
    while i < limit and layout.quotation_of[i] == layout.quotation_of[start + 1]:
        i += 1
    return min(i + 1, limit) if i < limit and layout.is_mark[i] else i


def _is_split(
    layout: Layout, clause: Clause, before: tuple[int, int], behind: tuple[int, int]
) -> bool:
    """Whether the parts before and behind the clause belong to one sentence of the source's."""
    doc = layout.doc
    if layout.opens(behind[0]) or doc[behind[0]].tag_ == "VBG":
        return False
    if _is_inverted_aside(layout, clause):
        return True
    cue = range(clause.start, clause.end)
    left = range(max(before[0], before[1] - LONGEST_HALF), before[1])
    right = range(behind[0], min(behind[1], behind[0] + LONGEST_HALF))
    for half, other in ((left, behind), (right, before)):
        for token in (doc[i] for i in half):
            crosses = other[0] <= token.head.i < other[1]
            if crosses and token.i not in cue and not token.is_punct:
                return True
    return False
