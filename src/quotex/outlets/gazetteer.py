"""The gazetteer: the outlets of the world by id, and a matcher that finds them in a Doc.

Reads `data/outlets.jsonl`, one outlet a line (see `data/README.md`), and then the user's own files,
which add outlets or replace those of the same id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from spacy.attrs import IS_SPACE
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from quotex.errors import GazetteerError

__all__ = [
    "Entry",
    "Found",
    "Gazetteer",
    "GazetteerMatcher",
    "Kind",
    "outlet_forms",
    "outlet_names",
]

Kind = Literal["agency", "newspaper", "broadcaster", "programme", "magazine", "site", "platform"]


class Entry(BaseModel):
    """An outlet: one line of a gazetteer file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=1)
    kind: Kind
    aliases: tuple[str, ...] = ()
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$", description="ISO 3166-1.")
    owner: str | None = Field(default=None, description="Id of the outlet that it belongs to.")
    ambiguous: tuple[str, ...] = Field(
        default=(), description="Forms that are also other words or other outlets' names."
    )

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)

    @model_validator(mode="after")
    def _check_forms(self) -> Entry:
        if len(set(self.forms)) < len(self.forms):
            raise ValueError("an alias stands twice, or repeats the name")
        if any(not form.strip() for form in self.forms):
            raise ValueError("an alias is empty")
        unknown = set(self.ambiguous) - set(self.forms)
        if unknown:
            raise ValueError(f"ambiguous, but neither name nor alias: {sorted(unknown)}")
        return self


class Source(Protocol):
    """Where entries are read from: a `pathlib.Path` or a resource of a package."""

    def read_text(self, encoding: str) -> str: ...


class Gazetteer:
    """Outlets by id, and for each written form the outlets that it may mean.

    >>> gazetteer = Gazetteer.load()
    >>> gazetteer.entries["tass"].kind
    'agency'
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self._where: dict[str, str] = {}

    @classmethod
    def load(cls, paths: Iterable[str | Path] = ()) -> Gazetteer:
        """The outlets that come with quotex, and those in the files at `paths`.

        Raises:
            GazetteerError: if a line is not an outlet; it names the file and the line.
        """
        gazetteer = cls()
        gazetteer._add(resources.files("quotex") / "data" / "outlets.jsonl", "outlets.jsonl")
        for path in paths:
            gazetteer._add(Path(path), str(path))
        gazetteer._check()
        return gazetteer

    def __len__(self) -> int:
        return len(self.entries)

    def by_form(self) -> dict[str, list[Entry]]:
        """For each name and alias the outlets that bear it."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            for form in entry.forms:
                found.setdefault(form, []).append(entry)
        return found

    def _add(self, source: Source, file: str) -> None:
        """Read one file; an id that an earlier file has is replaced, one of its own is refused."""
        here: set[str] = set()
        for where, line in _lines(source, file):
            try:
                entry = Entry.model_validate_json(line)
            except ValidationError as error:
                raise GazetteerError(f"{where}: {_explain(error)}") from error
            if entry.id in here:
                raise GazetteerError(f"{where}: the id {entry.id!r} is used twice in this file")
            here.add(entry.id)
            self.entries[entry.id] = entry
            self._where[entry.id] = where

    def _check(self) -> None:
        """Refuse a form of two outlets that does not say so, and an owner that does not exist."""
        for form, entries in self.by_form().items():
            sure = [entry for entry in entries if form not in entry.ambiguous]
            if len(entries) > 1 and sure:
                ids = " and ".join(repr(entry.id) for entry in entries)
                raise GazetteerError(
                    f"{self._where[sure[-1].id]}: {form!r} is a name of {ids}; "
                    "list it under ambiguous in each"
                )
        for entry in self.entries.values():
            if entry.owner is not None and entry.owner not in self.entries:
                raise GazetteerError(f"{self._where[entry.id]}: no outlet has the id of its owner")


@cache
def outlet_names() -> frozenset[str]:
    """The forms that name an outlet that comes with quotex, and nothing else.

    Of an ambiguous form only that with its article counts: "The Hill", not "Hill".
    """
    return frozenset(
        form
        for entry in _own_outlets()
        for form in entry.forms
        if form not in entry.ambiguous or form.startswith("The ")
    )


@cache
def outlet_forms() -> frozenset[str]:
    """All forms that may name an outlet that comes with quotex, common words among them."""
    return frozenset(form for entry in _own_outlets() for form in entry.forms)


@cache
def _own_outlets() -> tuple[Entry, ...]:
    """The outlets that come with quotex, without platforms: these speak as companies do."""
    entries = Gazetteer.load().entries.values()
    return tuple(entry for entry in entries if entry.kind != "platform")


def _lines(source: Source, file: str) -> Iterator[tuple[str, str]]:
    """The lines of a gazetteer file that are not blank, each with its place for messages."""
    try:
        text = source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{file}: cannot be read: {error}") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield f"{file}, line {number}", line


def _explain(error: ValidationError) -> str:
    """The first thing that is wrong with a line, in words."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first['msg']}" if field else first["msg"]


@dataclass(frozen=True, slots=True)
class Found:
    """A name of the gazetteer in a Doc: tokens `start` to `end`, half-open."""

    start: int
    end: int
    ids: tuple[str, ...]
    ambiguous: bool
    """The form is also a common word, or several outlets bear it."""


class GazetteerMatcher:
    """Finds the gazetteer's names in a Doc, the longest first.

    "The" of a name may be in lower case, and a name may stand in capitals: "the Washington Post"
    and "USA TODAY" are found. The possessive 's is a token of its own and stays outside. The Doc
    may have another vocab than the matcher.
    """

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._ids: dict[int, tuple[str, ...]] = {}
        self._ambiguous: set[int] = set()
        variants: dict[str, str] = {}
        for form, entries in gazetteer.by_form().items():
            ambiguous = any(form in entry.ambiguous for entry in entries)
            key = nlp.vocab.strings.add(form)
            self._ids[key] = tuple(entry.id for entry in entries)
            if ambiguous:
                self._ambiguous.add(key)
            programme = ambiguous and all(entry.kind == "programme" for entry in entries)
            for variant in _variants(form, capitals=not ambiguous, lower=not programme):
                variants.setdefault(variant, form)
        patterns: dict[str, list[Doc]] = {}
        for variant, form in variants.items():
            patterns.setdefault(form, []).append(nlp.make_doc(variant))
        for form, docs in patterns.items():
            self._matcher.add(form, docs)

    def __call__(self, doc: Doc) -> list[Found]:
        """The names in `doc`, in text order, none inside or across another.

        A name may have more than one space, or one that keeps its line together, inside.
        """
        blanks = _blanks(doc)
        if not blanks:
            return self._found(doc)
        kept = [i for i in range(len(doc)) if i not in blanks]
        dense = Doc(doc.vocab, words=[doc[i].text for i in kept])
        return [
            replace(found, start=kept[found.start], end=kept[found.end - 1] + 1)
            for found in self._found(dense)
        ]

    def _found(self, doc: Doc) -> list[Found]:
        matches = sorted(self._matcher(doc), key=partial(_longest_first, doc))
        taken: set[int] = set()
        found = []
        for key, start, end in matches:
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                found.append(Found(start, end, self._ids[key], key in self._ambiguous))
        return sorted(found, key=_position)


def _blanks(doc: Doc) -> set[int]:
    """The tokens that are nothing but space within a line, if one of them may part a name."""
    spaces = doc.to_array(IS_SPACE)[:-1].nonzero()[0].tolist()
    blanks = {i for i in spaces if "\n" not in doc[i].text}
    parts = any(doc[i - 1].text[-1].isalnum() and doc[i + 1].text[0].isupper() for i in blanks if i)
    return blanks if parts else set()


def _longest_first(doc: Doc, match: tuple[int, int, int]) -> tuple[int, int]:
    """Sort key: most words first, an article not counted ("the Argus" loses to "Argus Leader")."""
    _, start, end = match
    return start - end + (doc[start].lower_ == "the"), start


def _position(found: Found) -> int:
    return found.start


def _variants(form: str, *, capitals: bool, lower: bool) -> Iterator[str]:
    """The ways to write a form: "The Sun" as "the Sun", a sure one as "THE SUN".

    A programme that is also a common word keeps its article: "The House" is not "the House".

    A single letter that ends a sentence is one token with its full stop.
    """
    yield form
    if lower and form.startswith("The "):
        yield f"the {form[4:]}"
    if "'" in form:
        yield form.replace("'", "’")
    if len(form) == 1:
        yield f"{form}."
    if capitals and len(form) > 4:
        yield form.upper()
