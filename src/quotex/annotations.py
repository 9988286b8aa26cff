"""What the components leave on a Doc, and the only place that reads or writes it.

Everything is kept as plain lists and dicts in `doc._.quotex`, so that it survives
`Doc.to_bytes`, a DocBin and `nlp.pipe(n_process=2)`. Offsets are characters of `doc.text`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
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

__all__ = [
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
    id: str | None
    mention: Offsets | None


@dataclass(slots=True)
class Statement:
    """A quote in the making: each component fills in what it decides."""

    content: list[Offsets]
    verbatim: list[Offsets]
    cue: Offsets | None
    mention: Offsets | None
    rule: str
    confidence: float
    lemma: str | None = None
    """The cue's dictionary form."""
    name: str | None = None
    type: str = "unknown"
    role: str | None = None
    outlets: list[Credit] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """Direct if all of the content is in quotation marks, indirect if none is."""
        if not self.verbatim:
            return "indirect"
        return "direct" if self.verbatim == self.content else "mixed"


def _pairs(value: list[Any]) -> list[Offsets]:
    return [(start, end) for start, end in value]


def _pair(value: Any) -> Offsets | None:
    return None if value is None else (value[0], value[1])


def write(
    doc: Doc,
    *,
    quotations: list[Quotation] | None = None,
    statements: list[Statement] | None = None,
) -> None:
    """Store quotations or statements on `doc`, in place of earlier ones of their kind."""
    stored = dict(doc._.quotex)
    if quotations is not None:
        stored["quotations"] = [asdict(quotation) for quotation in quotations]
    if statements is not None:
        stored["statements"] = [asdict(statement) for statement in statements]
    doc._.set(ATTRIBUTE, stored)


def read(doc: Doc) -> tuple[list[Quotation], list[Statement]]:
    """The quotations and statements stored on `doc`; empty lists where no component ran."""
    stored = doc._.quotex
    quotations = [
        Quotation(**{**item, "parts": _pairs(item["parts"])})
        for item in stored.get("quotations", [])
    ]
    statements = [
        Statement(
            **{
                **item,
                "content": _pairs(item["content"]),
                "verbatim": _pairs(item["verbatim"]),
                "cue": _pair(item["cue"]),
                "mention": _pair(item["mention"]),
                "outlets": [
                    Credit(**{**credit, "mention": _pair(credit["mention"])})
                    for credit in item["outlets"]
                ],
            }
        )
        for item in stored.get("statements", [])
    ]
    return quotations, statements


def quotes_of(doc: Doc) -> list[Quote]:
    """The finished records of `doc`, in the order of their content's start."""
    _, statements = read(doc)
    ordered = sorted(statements, key=_content_order)
    return [_quote(f"q{n}", statement, doc.text) for n, statement in enumerate(ordered, start=1)]


def rejections_of(doc: Doc) -> list[Rejection]:
    """The quoted spans of `doc` that are nobody's words, each with the reason."""
    quotations, _ = read(doc)
    return [
        Rejection(span=_span(part, doc.text), reason=quotation.rejected)
        for quotation in quotations
        if quotation.rejected is not None
        for part in quotation.parts
    ]


def _content_order(statement: Statement) -> Offsets:
    return statement.content[0]


def _span(offsets: Offsets, text: str) -> Span:
    start, end = offsets
    return Span(start=start, end=end, text=text[start:end])


def _quote(quote_id: str, statement: Statement, text: str) -> Quote:
    cue = statement.cue and _span(statement.cue, text)
    return Quote(
        id=quote_id,
        kind=statement.kind,
        content=[_span(part, text) for part in statement.content],
        verbatim=[_span(part, text) for part in statement.verbatim],
        text=readable_text(statement, text),
        speaker=Speaker(
            name=statement.name,
            mention=statement.mention and _span(statement.mention, text),
            type=cast(SpeakerType, statement.type),
            role=statement.role,
        ),
        cue=cue and Cue(**cue.model_dump(), lemma=statement.lemma or cue.text.lower()),
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


def readable_text(statement: Statement, text: str) -> str:
    """The content as a person would read it: a mark lost at an edge of mixed content is put back.

    `there is “absolutely no room` becomes `there is “absolutely no room”`.
    """
    parts = []
    for start, end in statement.content:
        part = text[start:end]
        if statement.kind == "mixed":
            starts_quoted = any(quoted[0] == start for quoted in statement.verbatim)
            ends_quoted = any(quoted[1] == end for quoted in statement.verbatim)
            part = (
                (text[max(start - 1, 0) : start] if starts_quoted else "")
                + part
                + (text[end : end + 1] if ends_quoted else "")
            )
        parts.append(part)
    return " ".join(parts)


for _name, _options in (
    (ATTRIBUTE, {"default": {}}),
    ("quotes", {"getter": quotes_of}),
    ("rejected", {"getter": rejections_of}),
):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, **_options)
