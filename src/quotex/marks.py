"""quotex_marks: which quotation marks belong together, and what they enclose.

Writes the quotations of a Doc. Works on characters alone, so it needs no model and its offsets
are those of the text. Marks are read a paragraph at a time: first each mark is told from
apostrophes and inches and its shape is read from its neighbours, then marks are paired with a
stack. A quotation left open goes on in the next paragraph if that opens with a mark again, and
else ends with its paragraph, so a lost mark costs at most one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from quotex.annotations import QUOTATION_MARK, Offsets, Quotation, write
from quotex.paragraphs import paragraphs
from quotex.texts import text_of

__all__ = ["SPEAKER_LABEL", "Mark", "find_marks", "make_marks", "pair_marks"]

Family = Literal["double", "single", "angle"]

# fmt: off
FAMILIES: dict[str, Family] = {
    "“": "double", "”": "double", "„": "double", "‟": "double", '"': "double", "``": "double",
    "''": "double", "‘": "single", "’": "single", "‚": "single", "‛": "single", "'": "single",
    "`": "single", "«": "angle", "»": "angle", "‹": "angle", "›": "angle",
}
OPENING = {"“", "„", "‟", "``", "‘", "‚", "‛", "`", "«", "‹"}
CLOSING = {"”", "»", "›"}
# fmt: on
ELISION = re.compile(r"[’'‘](?:\d0s|em|til|till|tis|twas|cause|bout|round|n)\b", re.IGNORECASE)
BEHIND_ELISION = re.compile(r"(?<=[’'‘]n)[’']")
"""The second apostrophe of rock ’n’ roll."""
SPEAKER_LABEL = re.compile(r"\s*(?P<name>[A-Z][A-Z.’'-]+(?: [A-Z.’'-]+){0,3}):\s+(?=\S)")
"""The name before a turn in a transcript: `RUIZ: `, `DR. ANA RUIZ: `."""
# linear: recheck proves it with * for {0,30} and + for {1,4}, which leave more ways to match
REPORTING_CLAUSE = re.compile(
    r"[,?!]\s+(?:(?:[A-Z][\w.’'-]{0,30}|he|she|they)\s+){1,4}(?:said|says|told|added|asked|wrote)\b"
)
"""What follows a quotation, by its shape alone: `, Ana Ruiz said`, `, he added`."""
MAY_FOLLOW_CLOSING_MARK = set(".,;:!?…)]}—–-/*")
MAY_PRECEDE_OPENING_MARK = set("([{—–-/:;,.!?…*•>|=")


@dataclass(slots=True)
class Mark:
    """A quotation mark in its place, with the parts that it can play there."""

    start: int
    end: int
    text: str
    family: Family
    can_open: bool
    can_close: bool
    at_start: bool = False
    """It is the first character of its paragraph."""
    runs_on: bool = False
    """It can only open, none closes it, and the next paragraph begins with its like."""
    after_digit: bool = False
    after_s: bool = False
    """It may be a plural's apostrophe: left of it an s, right of it another word."""
    openers_ahead: int = 0
    closers_ahead: int = 0
    """How many marks of the family follow in the paragraph that can only open, or can close."""


@dataclass(slots=True)
class Opened:
    """A quotation that is open while a paragraph is read."""

    mark: Mark
    earlier_parts: list[Offsets] = field(default_factory=list)
    inner: list[Quotation] = field(default_factory=list)
    """What was closed inside it: kept only if its own mark turns out to be an apostrophe."""

    @property
    def may_be_apostrophe(self) -> bool:
        """Whether its mark, left unclosed, need not be a quotation mark."""
        stands_out = self.mark.at_start or self.mark.runs_on
        return self.mark.family == "single" and not stands_out and not self.earlier_parts


def find_marks(text: str, start: int, end: int) -> list[Mark]:
    """The quotation marks in `text[start:end]`, apostrophes and inches left out, in order."""
    marks = [
        mark
        for match in QUOTATION_MARK.finditer(text, start, end)
        if (mark := _read_mark(text, match, start, end)) is not None
    ]
    ahead: dict[Family, list[int]] = {"double": [0, 0], "single": [0, 0], "angle": [0, 0]}
    for mark in reversed(marks):
        counts = ahead[mark.family]
        mark.openers_ahead, mark.closers_ahead = counts
        counts[0] += mark.can_open and not mark.can_close
        counts[1] += mark.can_close
    return marks


def _read_mark(text: str, match: re.Match[str], start: int, end: int) -> Mark | None:
    """The mark with its shape, or None if it is an apostrophe or a sign for feet."""
    form, family = match.group(), FAMILIES[match.group()]
    left = text[match.start() - 1] if match.start() > start else " "
    right = text[match.end()] if match.end() < end else " "
    can_open, can_close = _shape(form, left, right)
    if family == "single":
        if (left.isalnum() and right.isalnum()) or _is_elision(text, match.start()):
            return None
        if left.isdigit() and text[match.end() + 1 : match.end() + 2].isdigit():
            return None
        if left.isspace() and right.isspace():
            return None
    following = text[match.end() : match.end() + 2]
    return Mark(
        start=match.start(),
        end=match.end(),
        text=form,
        family=family,
        can_open=can_open,
        can_close=can_close,
        at_start=match.start() == start,
        after_digit=left.isdigit() and not (right in MAY_FOLLOW_CLOSING_MARK and right != "-"),
        after_s=left in "sS" and following[:1] == " " and following[1:].isalpha(),
    )


def _is_elision(text: str, i: int) -> bool:
    """Whether the mark stands for letters left out: ’90s, ’em, rock ’n’ roll."""
    return bool(ELISION.match(text, i) or BEHIND_ELISION.match(text, i))


def _shape(form: str, left: str, right: str) -> tuple[bool, bool]:
    """Whether a mark between these two characters can open, and whether it can close."""
    at_left_edge = left.isspace() or left in MAY_PRECEDE_OPENING_MARK or left in FAMILIES
    at_right_edge = right.isspace() or right in MAY_FOLLOW_CLOSING_MARK or right in FAMILIES
    can_open = at_left_edge and not right.isspace() and right not in ".,;:!?)]}"
    can_close = at_right_edge and not left.isspace() and left not in "([{"
    if can_open == can_close or (can_open and left in ",.!?…"):
        if form in OPENING:
            return True, False
        if form in CLOSING:
            return False, True
        return True, True
    return can_open, can_close


def pair_marks(text: str) -> list[Quotation]:
    """The outermost quotations of `text`, in text order. Never fails, whatever the marks.

    Example: `“A,” he said. “B.` gives the closed quotation `A,` and the open one `B.`
    """
    found: list[Quotation] = []
    carried: Opened | None = None
    lines = paragraphs(text)
    for (start, end), following in zip_longest(lines, lines[1:]):
        marks = find_marks(text, start, end)
        if following is not None:
            note_what_runs_on(marks, text, following[0])
        stack: list[Opened] = []
        if carried is not None:
            if marks and marks[0].at_start and _reopens(marks[0], carried.mark):
                stack = [Opened(marks.pop(0), carried.earlier_parts)]
            else:
                found.append(_ended(carried, closed=False))
            carried = None
        found += _pair_paragraph(marks, stack)
        for opened in stack:
            if not opened.may_be_apostrophe:
                opened.earlier_parts.append((opened.mark.end, end))
                carried = opened
                break
            found += opened.inner
    if carried is not None:
        found.append(_ended(carried, closed=False))
    for quotation in found:
        if not quotation.closed:
            leave_out_clause(text, quotation)
    found = list(split_transcripts(text, (q for q in found if q.parts)))
    return sorted(found, key=_first_part)


def note_what_runs_on(marks: list[Mark], text: str, next_start: int) -> None:
    """Note the last mark of a paragraph if it opens what the paragraph at `next_start` goes on."""
    if marks:
        last = marks[-1]
        only_opens = last.can_open and not last.can_close
        last.runs_on = only_opens and text.startswith(last.text, next_start)


def _first_part(quotation: Quotation) -> Offsets:
    return quotation.parts[0]


def _reopens(mark: Mark, carried: Mark) -> bool:
    return mark.family == carried.family and mark.can_open


def _ended(opened: Opened, *, closed: bool, last: Offsets | None = None) -> Quotation:
    parts = [*opened.earlier_parts, *([last] if last else [])]
    return Quotation([p for p in parts if p[0] < p[1]], mark=opened.mark.text, closed=closed)


def leave_out_clause(text: str, quotation: Quotation) -> None:
    """End a quotation whose closing mark is lost before the reporting clause behind it.

    Example: `“We won, Ana Ruiz said.` ends behind "won".
    """
    if len(quotation.parts) == 1:
        start, end = quotation.parts[0]
        clause = REPORTING_CLAUSE.search(text, start, end)
        if clause is not None:
            quotation.parts[0] = (start, clause.start())


def split_transcripts(text: str, quotations: Iterable[Quotation]) -> Iterator[Quotation]:
    """A part that begins with a speaker's label (`RUIZ: …`) is a quotation of its own."""
    for quotation in quotations:
        current: list[Offsets] = []
        for part in quotation.parts:
            if current and SPEAKER_LABEL.match(text, *part):
                yield Quotation(current, quotation.mark, closed=False)
                current = []
            current.append(part)
        yield Quotation(current, quotation.mark, quotation.closed)


def _pair_paragraph(marks: Iterable[Mark], stack: list[Opened]) -> Iterator[Quotation]:
    """Pair the marks of one paragraph; what stays open is left on the stack."""
    for mark in marks:
        partner = _partner(mark, stack)
        if partner is not None and _closes(mark):
            opened = stack[partner]
            del stack[partner:]
            ended = _ended(opened, closed=True, last=(opened.mark.end, mark.start))
            yield from _outermost([ended], stack)
        elif mark.can_open and _opens(mark):
            yield from _outermost(_give_up_unclosed(mark, stack), stack)
            stack.append(Opened(mark))


def _outermost(ended: list[Quotation], stack: list[Opened]) -> list[Quotation]:
    """The quotations that have ended, unless they stand inside another one, which keeps them."""
    if not stack:
        return ended
    stack[-1].inner += ended
    return []


def _partner(mark: Mark, stack: list[Opened]) -> int | None:
    """Where on the stack the quotation is that `mark` would close: its own form before others."""
    innermost = range(len(stack) - 1, max(len(stack) - 5, -1), -1)
    family = [n for n in innermost if stack[n].mark.family == mark.family]
    same_form = (n for n in family if stack[n].mark.text == mark.text)
    return next(same_form, family[0] if family else None)


def _closes(mark: Mark) -> bool:
    """Whether a mark, with a quotation of its family open, ends that quotation."""
    if not mark.can_close:
        return False
    if mark.after_digit and mark.family == "double":
        is_inch = mark.closers_ahead % 2 == 1 and mark.openers_ahead == 0
        return not is_inch
    if mark.family == "single" and mark.after_s:
        return mark.closers_ahead <= mark.openers_ahead
    return True


def _opens(mark: Mark) -> bool:
    """Whether a mark that can open does: inches do not, a single mark needs one that closes.

    A single mark that begins its paragraph, or the next, may be closed in a later one.
    """
    if mark.after_digit:
        return False
    in_later_one = mark.at_start or mark.runs_on
    return mark.family != "single" or in_later_one or mark.closers_ahead > 0


def _give_up_unclosed(mark: Mark, stack: list[Opened]) -> list[Quotation]:
    """End the innermost quotation before `mark` if too few marks follow to close both."""
    if not stack or stack[-1].mark.text != mark.text:
        return []
    depth = sum(opened.mark.family == mark.family for opened in stack[-4:])
    if mark.closers_ahead - mark.openers_ahead > depth:
        return []
    opened = stack.pop()
    if opened.may_be_apostrophe:
        return opened.inner
    return [_ended(opened, closed=False, last=(opened.mark.end, mark.start))]


@Language.factory("quotex_marks")
def make_marks(nlp: Language, name: str) -> Marks:  # noqa: ARG001
    """Build the component; see the module's docstring."""
    return Marks()


class Marks:
    """The spaCy component; it has no state."""

    def __call__(self, doc: Doc) -> Doc:
        """Store the quotations of `doc`."""
        write(doc, quotations=pair_marks(text_of(doc)))
        return doc
