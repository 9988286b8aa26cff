"""Where articles come from: files, folders, globs and standard input.

`find_sources` decides what is to be read, `read_sources` reads it as a stream. Neither raises for
anything wrong in the input: it gives a `Failure` in place of the article, and a `Note` for what a
user should know.
"""

from __future__ import annotations

import glob
import json
import os
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any, BinaryIO, Literal

from quotex.errors import InputError
from quotex.records import Article

__all__ = [
    "KINDS",
    "STDIN",
    "Failure",
    "Kind",
    "Note",
    "Source",
    "count_articles",
    "find_sources",
    "read_sources",
]

Kind = Literal["text", "jsonl"]
"""What a source holds: one article as plain text, or an article a line as JSON."""

STDIN = "-"
KINDS: dict[str, Kind] = {".txt": "text", ".md": "text", ".jsonl": "jsonl"}
NOT_YET = {
    ".gz": "compressed files are not read in this version; decompress it first (gunzip -k FILE)",
    ".html": "HTML is not read in this version; save the article's text as .txt first",
}
JSON_TYPES: dict[type, str] = {
    bool: "true or false",
    dict: "an object",
    float: "a number",
    int: "a number",
    list: "a list",
    str: "text",
    type(None): "null",
}
FIELDS_NAMED = 12


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read; `path` is None for standard input, `kind` None where it is to be seen."""

    path: Path | None
    kind: Kind | None
    id: str | None = None

    @property
    def name(self) -> str:
        """The source as the user knows it."""
        return "standard input" if self.path is None else str(self.path)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a user should know about an input that was read."""

    source: str
    message: str


Found = Source | Failure | Note
Item = Article | Failure | Note


def find_sources(paths: Sequence[str], *, kind: Kind | None = None) -> Iterator[Found]:
    """What there is to read at `paths`: files, folders, globs, or `-` for standard input.

    kind (Kind | None): what standard input and files named one by one hold, whatever their ending.
    """
    for path in paths:
        if path == STDIN:
            yield Source(None, kind)
            continue
        if not path:
            yield Failure("an empty path", "it names no file or folder")
            continue
        try:
            Path(path).stat()
        except (OSError, ValueError) as error:
            if glob.has_magic(path):
                yield from matching_sources(path)
            else:
                yield Failure(path, reason_of(error))
        else:
            if Path(path).is_dir():
                yield from folder_sources(Path(path))
            else:
                yield named_source(Path(path), kind)


def named_source(path: Path, kind: Kind | None) -> Source | Failure:
    """A file that the user named."""
    ending = path.suffix.lower()
    if ending in NOT_YET:
        return Failure(str(path), NOT_YET[ending])
    kind = kind or KINDS.get(ending)
    if kind is None:
        return Failure(
            str(path),
            f"its ending is none of {', '.join(KINDS)}; say what it holds with "
            "--input-format text or --input-format jsonl",
        )
    return Source(path, kind, id=identity(Path(path.name)))


def matching_sources(pattern: str) -> Iterator[Found]:
    """The files, and the files in the folders, that match a glob pattern."""
    root = Path(*fixed_parts(pattern))
    matches = [
        Path(match)
        for match in glob.iglob(pattern, recursive=True)  # noqa: PTH207 (pattern may be absolute)
    ]
    files = {path for path in matches if not path.is_dir()}
    for folder in matches:
        if folder.is_dir():
            inside, failures = files_below(folder)
            files.update(inside)
            yield from failures
    yield from sources_among(files, root, pattern, "nothing matches")


def fixed_parts(pattern: str) -> Iterator[str]:
    """The folders of a pattern in front of its first wildcard."""
    for part in Path(pattern).parts[:-1]:
        if glob.has_magic(part):
            return
        yield part


def folder_sources(folder: Path) -> Iterator[Found]:
    """The files in a folder and the folders below it."""
    files, failures = files_below(folder)
    yield from failures
    yield from sources_among(files, folder, str(folder), "the folder is empty")


def files_below(folder: Path) -> tuple[list[Path], list[Failure]]:
    """All files in a folder and the folders below it, but hidden ones."""
    errors: list[OSError] = []
    files = []
    for parent, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(parent, name) for name in names if not name.startswith(".")]
    return files, [Failure(str(error.filename), reason_of(error)) for error in errors]


def sources_among(files: Iterable[Path], root: Path, name: str, if_none: str) -> Iterator[Found]:
    """The files with a known ending, in order, with their path below `root` as id."""
    left_out: Counter[str] = Counter()
    found = 0
    for path in sorted(files):
        kind = KINDS.get(path.suffix.lower())
        if kind is None:
            left_out[path.suffix.lower() or "no ending"] += 1
            continue
        found += 1
        yield Source(path, kind, id=identity(path.relative_to(root)))
    others = ", ".join(f"{ending}: {number}" for ending, number in sorted(left_out.items()))
    if not found:
        reason = f"it has other files only ({others})" if others else if_none
        yield Failure(name, f"no {', '.join(KINDS)} file here: {reason}")
    elif others:
        yield Note(name, f"files of other kinds are left out ({others})")


def identity(path: Path) -> str:
    """A path as an id; bytes in it that are no UTF-8 are written as escapes."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="backslashreplace")


def count_articles(sources: Iterable[Source]) -> int | None:
    """How many articles there are, if that can be known before they are read."""
    total = 0
    for source in sources:
        if source.path is None or not source.path.is_file():
            return None
        try:
            total += count_lines(source.path) if source.kind == "jsonl" else 1
        except OSError:
            return None
    return total


def count_lines(path: Path) -> int:
    """The lines of a file that are not blank."""
    with path.open("rb") as lines:
        return sum(1 for line in lines if line.strip())


def read_sources(found: Iterable[Found], *, text_field: str = "text") -> Iterator[Item]:
    """The articles of the sources, one at a time, among the failures and notes.

    text_field (str): the field of a JSON object that has the article's text.
    """
    positions = count()
    for source in found:
        if not isinstance(source, Source):
            yield source
            continue
        try:
            with opened(source) as stream:
                yield from read_stream(stream, source, text_field, positions)
        except OSError as error:
            yield Failure(source.name, reason_of(error))


def opened(source: Source) -> AbstractContextManager[BinaryIO]:
    """The bytes of a source."""
    return nullcontext(sys.stdin.buffer) if source.path is None else source.path.open("rb")


def read_stream(
    stream: BinaryIO, source: Source, text_field: str, positions: Iterator[int]
) -> Iterator[Item]:
    """The articles of one open source."""
    kind, lines = source.kind, iter(stream)
    if kind is None:
        head = first_lines(lines)
        lines = chain(head, lines)
        kind = kind_of(head[-1] if head else b"")
        if kind == "jsonl":
            yield Note(source.name, "read as JSON Lines, as its first line is a JSON object")
    if kind == "jsonl":
        yield from read_lines(lines, source, text_field, positions)
    else:
        yield read_text(b"".join(lines), source, next(positions))


def first_lines(lines: Iterator[bytes]) -> list[bytes]:
    """The lines up to the first that is not blank."""
    head = []
    for line in lines:
        head.append(line)
        if line.strip():
            break
    return head


def kind_of(first_line: bytes) -> Kind:
    """JSON Lines if the first line is a whole JSON object, else plain text."""
    try:
        json_object(decoded(first_line))
    except InputError:
        return "text"
    return "jsonl"


def read_text(data: bytes, source: Source, position: int) -> Article | Failure:
    """One article from plain text; no newline in it is translated."""
    try:
        return Article(id=source.id or str(position), text=decoded(data))
    except InputError as error:
        return Failure(source.name, str(error))


def read_lines(
    lines: Iterator[bytes], source: Source, text_field: str, positions: Iterator[int]
) -> Iterator[Article | Failure]:
    """An article from each line that is not blank."""
    started = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if not started and (reason := why_no_json_lines(line)):
            yield Failure(source.name, reason)
            return
        started = True
        position = next(positions)
        try:
            yield article_of(json_object(decoded(line)), text_field, position)
        except InputError as error:
            yield Failure(f"{source.name}, line {number}", str(error))


def why_no_json_lines(first_line: bytes) -> str | None:
    """Why a whole file that begins with this line is no JSON Lines, if that can be seen."""
    if first_line.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        return "this is UTF-16; save it as UTF-8"
    start = first_line.removeprefix(BOM_UTF8).strip()
    if start == b"{" or start.startswith(b"["):
        return (
            "this is a JSON list, or JSON spread over several lines; JSON Lines has one object "
            "a line (jq -c '.[]' FILE makes it from a list, jq -c . FILE from objects)"
        )
    return None


def decoded(data: bytes) -> str:
    """UTF-8 as text, without a byte order mark at its start."""
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        utf16 = data.startswith((BOM_UTF16_BE, BOM_UTF16_LE))
        raise InputError(
            f"not valid UTF-8 at byte {error.start} (0x{data[error.start]:02x}); "
            + ("this looks like UTF-16: " if utf16 else "")
            + "save it as UTF-8"
        ) from error


def json_object(line: str) -> dict[str, Any]:
    """The JSON object on a line."""
    try:
        value = json.loads(line.rstrip(), parse_constant=no_number)
    except json.JSONDecodeError as error:
        raise InputError(f"not valid JSON: {error.msg} (column {error.colno})") from error
    except RecursionError as error:
        raise InputError("not valid JSON: nested too deeply") from error
    except ValueError as error:  # a number with thousands of digits
        raise InputError(f"not valid JSON: {error}") from error
    if not isinstance(value, dict):
        raise InputError(f"this is {JSON_TYPES[type(value)]}, not a JSON object")
    return value


def no_number(constant: str) -> None:
    """NaN and Infinity, which pandas and others write for a missing value, are none."""


def article_of(fields: dict[str, Any], text_field: str, position: int) -> Article:
    """An article from a JSON object; fields of other names are ignored."""
    if text_field not in fields:
        raise InputError(
            f'there is no field "{text_field}"; the fields are {field_names(fields)} '
            "(--text-field names the one with the text)"
        )
    text = fields[text_field]
    if not isinstance(text, str):
        raise InputError(f'"{text_field}" is {JSON_TYPES[type(text)]}, not text')
    return Article(
        id=label(fields, "id") or str(position),
        text=text,
        title=label(fields, "title"),
        url=label(fields, "url"),
        published=label(fields, "published"),
        outlet=label(fields, "outlet"),
    )


def field_names(fields: dict[str, Any]) -> str:
    """The names of a JSON object's fields, for a message."""
    names = [f'"{name}"' for name in fields]
    more = [f"and {len(names) - FIELDS_NAMED} more"] if len(names) > FIELDS_NAMED else []
    return ", ".join(names[:FIELDS_NAMED] + more) or "none"


def label(fields: dict[str, Any], name: str) -> str | None:
    """A field that says something about the article; a number is taken as text."""
    value = fields.get(name)
    if isinstance(value, bool | dict | list):
        raise InputError(f'"{name}" is {JSON_TYPES[type(value)]}, not text')
    return None if value is None else str(value)


def reason_of(error: OSError | ValueError) -> str:
    """What the operating system says, without the file's name."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    return getattr(error, "strerror", None) or str(error)
