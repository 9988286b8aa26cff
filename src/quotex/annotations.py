"""What the components leave on a Doc, and the only place that reads or writes it.

Components of users read and write it here too: `Statement`, `Quotation`, `Credit`, `read` and
`write` are public.

Everything is kept as plain lists and dicts in `doc._.quotex`, so that it survives
`Doc.to_bytes`, a DocBin and `nlp.pipe(n_process=2)`. Offsets are characters of `doc.text`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, fields
from operator import attrgetter, itemgetter
from typing import Any, cast

from spacy.tokens import Doc

from quotex.records import (
    Cue,
    Kind,
    Outlet,
    OutletRole,
    Quote,
    Rejection,
    Span,
    Speaker,
    SpeakerType,
)
from quotex.texts import text_of

__all__ = [
    "QUOTATION_MARK",
    "Choice",
    "Credit",
    "Offsets",
    "Quotation",
    "Statement",
    "quotes_of",
    "read",
    "rejections_of",
    "write",
]

Offsets = tuple[int, int]
"""Start and end of a stretch of text, half-open, in characters."""

ATTRIBUTE = "quotex"

QUOTATION_MARK = re.compile(r"``|''|[“”„‟\"‘’‚‛'`«»‹›]")


@dataclass(slots=True)
class Quotation:
    """What one pair of quotation marks encloses; a part per paragraph if it is reopened."""

    parts: list[Offsets]
    """The quoted words, without the marks."""
    mark: str
    """The opening mark."""
    closed: bool
    """False if the text ends, or another paragraph begins, before the closing mark."""
    rejected: str | None = None
    """Why these are nobody's words, or None."""


@dataclass(slots=True)
class Credit:
    """An outlet credited in connection with a statement."""

    name: str
    role: str
    """One of the values of `Outlet.role`."""
    id: str | None
    """Its id in the gazetteer."""
    mention: Offsets | None
    rule: str


@dataclass(slots=True)
class Choice:
    """How one field of a statement was decided, and what came second."""

    rule: str
    likelihood: float | None = None
    """How likely the choice was found, between 0 and 1; None where a rule was sure."""
    runner_up: str | None = None
    runner_up_likelihood: float | None = None


@dataclass(slots=True)
class Statement:
    """A quote in the making: each component fills in what it decides."""

    content: list[Offsets]
    """What was said, without outer quotation marks: disjoint parts in text order, at least one."""
    verbatim: list[Offsets]
    """The parts of the content that are the speaker's own words."""
    cue: Offsets | None
    """The reporting words, outside the content."""
    mention: Offsets | None
    """The words that name the speaker, outside the content."""
    rule: str
    """The rule that decided the speaker; `Quote.rule` has it."""
    confidence: float = 0.0
    """Between 0 and 1; `quotex_confidence` sets it."""
    found_by: str = ""
    """The rule that found cue and content; `rule` and this are the same at first."""
    lemma: str | None = None
    """The cue's dictionary form."""
    name: str | None = None
    """The speaker's fullest name; `quotex_speakers` sets it, and `type` and `role`."""
    type: str = "unknown"
    """One of the values of `Speaker.type`."""
    role: str | None = None
    """The speaker's office or function, as the article has it."""
    outlets: list[Credit] = field(default_factory=list)
    likely: dict[str, float] = field(default_factory=dict)
    """How likely the role tagger holds its parts to be what they seem, between 0 and 1."""
    choices: dict[str, Choice] = field(default_factory=dict)
    """How `content`, `mention` and `name` were decided, where a model had a say."""

    @property
    def first_part(self) -> Offsets:
        """The first part of the content; statements are sorted by it."""
        return self.content[0]

    def overlaps(self, span: Offsets) -> bool:
        """Whether a stretch of text and the content have characters in common."""
        return any(start < span[1] and span[0] < end for start, end in self.content)

    @property
    def kind(self) -> Kind:
        """Direct if all of the content is in quotation marks, indirect if none is."""
        if not self.verbatim:
            return "indirect"
        return "direct" if self.verbatim == self.content else "mixed"


Part = tuple[int, int, Quotation]
"""Start and end of a part of a quotation, and the quotation."""


FIELDS = tuple(field.name for field in fields(Statement))


def _pairs(value: list[Any]) -> list[Offsets]:
    return [(start, end) for start, end in value]


def _pair(value: Any) -> Offsets | None:
    return None if value is None else (value[0], value[1])


# Written out by hand: `dataclasses.asdict` copies deeply and takes longer than most rules.


def _stored_quotation(quotation: Quotation) -> dict[str, Any]:
    return {
        "parts": [*quotation.parts],
        "mark": quotation.mark,
        "closed": quotation.closed,
        "rejected": quotation.rejected,
    }


def _stored_statement(statement: Statement) -> dict[str, Any]:
    stored = {name: getattr(statement, name) for name in FIELDS}
    stored["content"] = [*statement.content]
    stored["verbatim"] = [*statement.verbatim]
    stored["outlets"] = [_stored_credit(credit) for credit in statement.outlets]
    stored["likely"] = {**statement.likely}
    stored["choices"] = {name: _stored_choice(each) for name, each in statement.choices.items()}
    return stored


def _stored_credit(credit: Credit) -> dict[str, Any]:
    return {
        "name": credit.name,
        "role": credit.role,
        "id": credit.id,
        "mention": credit.mention,
        "rule": credit.rule,
    }


def _stored_choice(choice: Choice) -> dict[str, Any]:
    return {
        "rule": choice.rule,
        "likelihood": choice.likelihood,
        "runner_up": choice.runner_up,
        "runner_up_likelihood": choice.runner_up_likelihood,
    }


def _statement(stored: dict[str, Any]) -> Statement:
    statement = Statement(**stored)
    statement.content = _pairs(statement.content)
    statement.verbatim = _pairs(statement.verbatim)
    statement.cue = _pair(statement.cue)
    statement.mention = _pair(statement.mention)
    statement.outlets = [
        Credit(**{**credit, "mention": _pair(credit["mention"])}) for credit in stored["outlets"]
    ]
    statement.likely = {**statement.likely}
    statement.choices = {name: Choice(**choice) for name, choice in stored["choices"].items()}
    return statement


def write(
    doc: Doc,
    *,
    quotations: list[Quotation] | None = None,
    statements: list[Statement] | None = None,
) -> None:
    """Store quotations or statements on `doc`, in place of earlier ones of their kind.

    doc (Doc): the Doc; what is not given stays as it is.
    quotations (list[Quotation] | None): what the quotation marks enclose, in text order.
    statements (list[Statement] | None): the quotes in the making, in any order.

    Raises:
        ValueError: if a statement has no content, or offsets that are no stretch of the text.
    """
    stored = dict(doc._.quotex)
    if quotations is not None:
        stored["quotations"] = [_stored_quotation(quotation) for quotation in quotations]
    if statements is not None:
        length = _length(doc)
        for statement in statements:
            _check(statement, length)
        stored["statements"] = [_stored_statement(statement) for statement in statements]
    doc._.set(ATTRIBUTE, stored)


def _length(doc: Doc) -> int:
    """How many characters the text of `doc` has, which need not be joined for that."""
    return doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0


def _check(statement: Statement, length: int) -> None:
    """Refuse what no later component could work on, and name the rule that made it."""
    rule = statement.found_by or statement.rule
    if not statement.content:
        raise ValueError(f"a statement of the rule {rule!r} has no content.")
    beside = [span for span in (statement.cue, statement.mention) if span is not None]
    for start, end in (*statement.content, *statement.verbatim, *beside):
        if not 0 <= start <= end <= length:
            raise ValueError(
                f"a statement of the rule {rule!r} has the offsets ({start}, {end}), which are no "
                f"stretch of a text of {length} characters."
            )


def read(doc: Doc) -> tuple[list[Quotation], list[Statement]]:
    """The quotations and statements stored on `doc`; empty lists where no component ran.

    They are copies: a change counts once it is written with `write`.
    """
    stored = doc._.quotex
    quotations = [
        Quotation(**{**item, "parts": _pairs(item["parts"])})
        for item in stored.get("quotations", [])
    ]
    statements = [_statement(item) for item in stored.get("statements", [])]
    return quotations, statements


def quotes_of(doc: Doc) -> list[Quote]:
    """The finished records of `doc`, in the order of their content's start."""
    quotations, statements = read(doc)
    ordered = sorted(statements, key=attrgetter("first_part"))
    parts = _parts(quotations)
    text = text_of(doc)
    return [_quote(f"q{n}", s, parts, text) for n, s in enumerate(ordered, start=1)]


def rejections_of(doc: Doc) -> list[Rejection]:
    """The quoted spans of `doc` that are nobody's words, each with the reason."""
    quotations, _ = read(doc)
    text = text_of(doc)
    return [
        Rejection(span=_span(part, text), reason=quotation.rejected)
        for quotation in quotations
        if quotation.rejected is not None
        for part in quotation.parts
    ]


def _span(offsets: Offsets, text: str) -> Span:
    start, end = offsets
    return Span(start=start, end=end, text=text[start:end])


def _parts(quotations: list[Quotation]) -> list[Part]:
    found = [(*part, quotation) for quotation in quotations for part in quotation.parts]
    return sorted(found, key=itemgetter(0))


def _beside(offsets: Offsets | None, statement: Statement, text: str) -> Span | None:
    """The span, unless it runs into the content: a word glued to a mark may."""
    if offsets is None or statement.overlaps(offsets):
        return None
    return _span(offsets, text)


def _cue(statement: Statement, text: str) -> Cue | None:
    span = _beside(statement.cue, statement, text)
    if span is None:
        return None
    return Cue(**span.model_dump(), lemma=statement.lemma or span.text.lower())


def _quote(quote_id: str, statement: Statement, parts: list[Part], text: str) -> Quote:
    return Quote(
        id=quote_id,
        kind=statement.kind,
        content=[_span(part, text) for part in statement.content],
        verbatim=[_span(part, text) for part in statement.verbatim],
        text=readable_text(statement, parts, text),
        speaker=Speaker(
            name=statement.name,
            mention=_beside(statement.mention, statement, text),
            type=cast(SpeakerType, statement.type),
            role=statement.role,
        ),
        cue=_cue(statement, text),
        outlets=[
            Outlet(
                name=credit.name,
                id=credit.id,
                role=cast(OutletRole, credit.role),
                mention=credit.mention and _span(credit.mention, text),
            )
            for credit in statement.outlets
        ],
        confidence=statement.confidence,
        rule=statement.rule,
    )


def readable_text(statement: Statement, parts: list[Part], text: str) -> str:
    """The content as a person would read it: marks lost at an edge of it are put back.

    `there is “absolutely no room` becomes `there is “absolutely no room”`. Direct content gets
    back only the marks that stood inside its quotation: `Never’ is late` becomes `‘Never’ is late`.
    """
    quoted_from = {start for start, _ in statement.verbatim}
    quoted_to = {end for _, end in statement.verbatim}
    outer = statement.kind == "mixed"
    return " ".join(
        (_marks_before(start, parts, text, outer=outer) if start in quoted_from else "")
        + text[start:end]
        + (_marks_behind(end, parts, text, outer=outer) if end in quoted_to else "")
        for start, end in statement.content
    )


def _marks_before(offset: int, parts: list[Part], text: str, *, outer: bool) -> str:
    part = _part_at(offset, parts)
    if part is None:
        return ""
    start, _, quotation = part
    return _marks_in(text[start - len(quotation.mark) * outer : offset])


def _marks_behind(offset: int, parts: list[Part], text: str, *, outer: bool) -> str:
    part = _part_at(offset - 1, parts)
    if part is None:
        return ""
    _, end, quotation = part
    closing = QUOTATION_MARK.match(text, end) if outer and quotation.closed else None
    return _marks_in(text[offset : closing.end() if closing else end])


def _part_at(offset: int, parts: list[Part]) -> Part | None:
    """The part of a quotation that holds the character at `offset`."""
    index = bisect_right(parts, offset, key=itemgetter(0)) - 1
    return parts[index] if index >= 0 and offset < parts[index][1] else None


def _marks_in(edge: str) -> str:
    """The quotation marks between content and the edge of its quotation.

    Where a word stands there, such as the name before a turn, no mark was lost.
    """
    has_word = any(character.isalnum() for character in edge)
    return "" if has_word else "".join(QUOTATION_MARK.findall(edge))


for _name, _options in (
    (ATTRIBUTE, {"default": {}}),
    ("quotes", {"getter": quotes_of}),
    ("rejected", {"getter": rejections_of}),
):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, **_options)
