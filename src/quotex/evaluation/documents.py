"""Gold and predicted documents: read from files or records, checked, and made comparable."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple, Protocol

from ..errors import EvaluationError
from .names import comparable, same_name
from .results import DocumentId
from .spans import Bounds, Coverage, trim

KINDS = ("direct", "mixed", "indirect")
MOSTLY = 0.5
LONGEST_LINE = 64 * 2**20
"""Characters of an article with its quotes; a small gzip file can hold lines that fill memory."""


class Dumpable(Protocol):
    """A record that can be turned into a dictionary, such as `quotex.Article`."""

    def model_dump(self) -> dict[str, Any]:
        """The record's fields."""
        ...


# --- What is compared ------------------------------------------------------------------------


@dataclass(frozen=True)
class Outlet:
    """A credited outlet; its name in comparable form."""

    name: str | None
    role: str | None
    mention: Bounds | None
    carried: bool


@dataclass(frozen=True)
class Quote:
    """A quote with its spans trimmed; `source` is the speaker's name in comparable form."""

    kind: str | None
    optional: bool
    content: list[Bounds]
    verbatim: list[Bounds]
    mention: Bounds | None
    name: str | None
    source: str | None
    type: str | None
    cue: Bounds | None
    outlets: list[Outlet]

    @property
    def extent(self) -> Bounds:
        """From the first character of the content to the last."""
        return Bounds(self.content[0].start, self.content[-1].end)

    def is_named_alike(self, predicted: Quote) -> bool:
        """Whether a prediction has this gold quote's speaker by name."""
        person = self.type in ("person", "unknown", None)
        return same_name(self.name, predicted.name, person=person)


@dataclass(frozen=True)
class Document:
    """A text with its gold quotes and the predicted ones."""

    id: DocumentId
    text: str
    gold: list[Quote]
    predicted: list[Quote]

    @classmethod
    def compare(cls, gold: Entry, predicted: Entry | None) -> Document:
        """Bring both sides of a document together; without a prediction nothing was found."""
        text = gold.fields.get("text")
        if not isinstance(text, str):
            raise EvaluationError(f'{gold.where}: the gold document has no "text"')
        if predicted is not None:
            _check_contract(predicted, text)
        return cls(
            id=gold.id,
            text=text,
            gold=_quotes(gold, text),
            predicted=_quotes(predicted, text) if predicted else [],
        )

    @property
    def asked(self) -> list[Quote]:
        """The gold quotes that are to be found."""
        return [quote for quote in self.gold if not quote.optional]

    def words(self, span: Bounds | None) -> str | None:
        """The words of a span."""
        return None if span is None else self.text[span.start : span.end]


# --- Documents as they are given -------------------------------------------------------------


class Entry(NamedTuple):
    """A document as it was given, and the words that say where it stands."""

    id: DocumentId
    fields: Mapping[str, Any]
    where: str


def read_entries(path: Path) -> Iterator[Entry]:
    """The documents of a JSON Lines file; empty lines are skipped."""
    try:
        with _open(path) as lines:
            for number, line in enumerate(iter(partial(lines.readline, LONGEST_LINE + 1), ""), 1):
                where = f"{path}, line {number}"
                if len(line) > LONGEST_LINE:
                    raise EvaluationError(
                        f"{where}: longer than the {LONGEST_LINE // 2**20} million characters that "
                        "an article with its quotes may have"
                    )
                if line.strip():
                    yield entry(_parse(line, where), where)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} cannot be read: {error}") from error


def entry(document: object, where: str) -> Entry:
    """A document with an id, from a dictionary or a record."""
    fields = document
    if not isinstance(fields, Mapping) and hasattr(document, "model_dump"):
        fields = document.model_dump()
    if not isinstance(fields, Mapping):
        raise EvaluationError(f"{where}: expected an object, not {type(document).__name__}")
    identity = fields.get("id")
    if not isinstance(identity, str | int):
        raise EvaluationError(f'{where}: the document has no "id"')
    return Entry(identity, fields, f"{where} ({identity!r})")


def names_a_speaker(document: Entry) -> bool:
    """Whether any quote of the document has a speaker with a name."""
    return any(
        _object(quote.get("speaker"), f"{where}, speaker").get("name")
        for where, quote in _quote_objects(document)
    )


def _open(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig")
    return path.open(encoding="utf-8-sig")


def _parse(line: str, where: str) -> object:
    try:
        parsed: object = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise EvaluationError(f"{where}: not valid JSON: {error}") from error
    return parsed


def _check_contract(predicted: Entry, text: str) -> None:
    """Refuse a prediction for another text, or one whose kind and marks contradict each other."""
    if predicted.fields.get("text") not in (None, text):
        raise EvaluationError(f"{predicted.where}: the text differs from the gold text")
    for where, quote in _quote_objects(predicted):
        kind, verbatim = quote.get("kind"), quote.get("verbatim")
        if kind not in KINDS:
            raise EvaluationError(f"{where}: kind is {kind!r}, not one of {', '.join(KINDS)}")
        if (kind == "indirect") == bool(verbatim):
            needed = "no verbatim span" if kind == "indirect" else "a verbatim span"
            raise EvaluationError(f"{where}: kind {kind!r} needs {needed}")


# --- From fields to quotes -------------------------------------------------------------------


def _quotes(document: Entry, text: str) -> list[Quote]:
    """The quotes of a document that have any content once marks are trimmed away."""
    quotes = [_quote(quote, text, where) for where, quote in _quote_objects(document)]
    return [quote for quote in quotes if quote.content]


def _quote(fields: Mapping[str, Any], text: str, where: str) -> Quote:
    speaker = _object(fields.get("speaker"), f"{where}, speaker")
    name = _string(speaker.get("name"), f"{where}, speaker's name")
    content = _trimmed_spans(fields.get("content"), text, f"{where}, content")
    verbatim = _trimmed_spans(fields.get("verbatim"), text, f"{where}, verbatim")
    inside = Coverage(content)
    outlets = _list(fields.get("outlets"), f"{where}, outlets")
    return Quote(
        kind=_string(fields.get("kind"), f"{where}, kind"),
        optional=bool(fields.get("optional")),
        content=content,
        verbatim=[span for span in verbatim if inside.share([span]) >= MOSTLY],
        mention=_span(speaker.get("mention"), text, f"{where}, speaker's mention"),
        name=name,
        source=comparable(name),
        type=_string(speaker.get("type"), f"{where}, speaker's type"),
        cue=_span(fields.get("cue"), text, f"{where}, cue"),
        outlets=[_outlet(outlet, text, f"{where}, outlet {n}") for n, outlet in outlets],
    )


def _outlet(value: object, text: str, where: str) -> Outlet:
    fields = _object(value, where)
    return Outlet(
        name=comparable(_string(fields.get("name"), f"{where}, name")),
        role=_string(fields.get("role"), f"{where}, role"),
        mention=_span(fields.get("mention"), text, f"{where}, mention"),
        carried=bool(fields.get("carried")),
    )


def _quote_objects(document: Entry) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each quote as given, after the words that say where it stands."""
    for number, value in _list(document.fields.get("quotes"), f"{document.where}, quotes"):
        where = f"{document.where}, quote {number}"
        yield where, _object(value, where)


def _list(value: object, where: str) -> Iterator[tuple[int, object]]:
    """The numbered items of a list; null is an empty one."""
    if value is not None and not isinstance(value, list | tuple):
        raise EvaluationError(f"{where}: expected a list, not {value!r}")
    return enumerate(value or (), 1)


def _object(value: object, where: str) -> Mapping[str, Any]:
    """A JSON object; null is an empty one."""
    if value is not None and not isinstance(value, Mapping):
        raise EvaluationError(f"{where}: expected an object, not {value!r}")
    return value or {}


def _string(value: object, where: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise EvaluationError(f"{where}: expected text or null, not {value!r}")
    return value


def _span(value: object, text: str, where: str) -> Bounds | None:
    """A span from `[start, end]` or `{"start": ..., "end": ...}`; null stays null."""
    return None if value is None else _bounds(value, text, where)


def _bounds(value: object, text: str, where: str) -> Bounds:
    match value:
        case {"start": int(start), "end": int(end)} | [int(start), int(end), *_]:
            if 0 <= start < end <= len(text):
                return Bounds(start, end)
            problem = f"is empty or outside the text of {len(text)} characters"
        case _:
            problem = "is no span"
    raise EvaluationError(f"{where}: {value!r} {problem}")


def _trimmed_spans(value: object, text: str, where: str) -> list[Bounds]:
    """The spans of a list, trimmed; those of which nothing is left are dropped."""
    spans = [trim(text, _bounds(item, text, f"{where} {n}")) for n, item in _list(value, where)]
    return [span for span in spans if span.start < span.end]
