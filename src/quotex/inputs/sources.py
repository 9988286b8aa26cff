"""What there is to read at the paths that a user names: files, folders, globs, standard input.

`find_sources` raises for nothing that is wrong with a path: it gives a `Failure` in place of the
source, and a `Note` for what a user should know.
"""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

__all__ = [
    "KINDS",
    "STDIN",
    "Failure",
    "Found",
    "Kind",
    "Note",
    "Source",
    "find_sources",
    "identity",
    "reason_of",
]

Kind = Literal["text", "html", "jsonl", "warc"]
"""What a source holds: one article as plain text or as a web page, an article a line as JSON, or
the web pages of a crawl."""

STDIN = "-"
KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".warc": "warc",
}
"""What a file holds by its ending, to which `COMPRESSED` may be added."""

COMPRESSED = ".gz"


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

    @property
    def compressed(self) -> bool:
        """Whether it is a gzip file, by its ending."""
        return self.path is not None and self.path.suffix.lower() == COMPRESSED


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
    kind = kind or kind_of(path)
    if kind is None:
        return Failure(
            str(path),
            f"its ending is none of {', '.join(KINDS)} (with {COMPRESSED} or without); say what it "
            "holds with --input-format",
        )
    return Source(path, kind, id=identity(Path(path.name)))


def kind_of(path: Path) -> Kind | None:
    """What a file holds, by its ending."""
    ending = path.suffix.lower()
    if ending == COMPRESSED:
        ending = path.with_suffix("").suffix.lower()
    return KINDS.get(ending)


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
        kind = kind_of(path)
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


def reason_of(error: Exception) -> str:
    """What the operating system says, without the file's name."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    return getattr(error, "strerror", None) or str(error)
