"""A run of `quotex extract` into a file or a folder, which may be killed and gone on with.

While it runs there are beside the output

- `FILE.part`, the articles so far as JSON Lines, whatever the format. A folder has it for the part
  that is being written; the parts before it are there under their names.
- `FILE.run`, in a folder `_run.jsonl`: what was asked for, the inputs that were found, and then how
  far they were read when so many articles were written. It goes when all is done.
- `.FILE.lock`, in a folder `._run.lock`, on which `Place.taken` has a lock.

Whatever of these was written when the run was killed, what is missing is read again.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quotex import inputs, outputs
from quotex.cli.place import Place
from quotex.cli.streams import Messages, usable, usage_error
from quotex.cli.tally import Tally, counted
from quotex.records import Article

__all__ = ["Job"]

Options = dict[str, Any]
Entry = dict[str, Any]
Summary = tuple[str, int, str | None]
"""Of an article: its id, the number of quotes, the error."""

WriteAs = Callable[[Path, Path], None]
"""Makes a file of the output from one with articles as JSON Lines, which it may move."""


class Job:
    """A run: what it reads, what it writes, and its log.

    found (list[Found]): the inputs, as they were when the run was begun.
    start (Entry): the log's entry on the input with which reading begins, and what came before it.
    recovered (int): articles that an interrupted run has written.
    number (int): that of the part in work; a file has one only.
    in_part (int): the articles in it.
    summaries (list[Summary]): what they are, for the log of a folder.
    marks (deque[Entry]): what goes into the log when the articles before it are written.
    """

    def __init__(
        self, place: Place, options: Options, messages: Messages, *, text: bool, write_as: WriteAs
    ) -> None:
        self.place = place
        self.options = options
        self.messages = messages
        self.text = text
        self.write_as = write_as
        self.tally = Tally(messages)
        self.found: list[inputs.Found] = []
        self.start: Entry = {"source": 0, "articles": 0, "position": 0}
        self.recovered = 0
        self.written = 0
        self.number = 0
        self.in_part = 0
        self.summaries: list[Summary] = []
        self.marks: deque[Entry] = deque()
        self.part: outputs.GrowingFile | None = None
        self.log: outputs.GrowingFile | None = None

    def begin(self, found: list[inputs.Found]) -> None:
        """Begin a run with these inputs.

        Raises:
            typer.BadParameter: if the output cannot be written.
        """
        self.found = found
        self.place.require_new()
        with usable(self.place.path):
            for leftover in (self.place.log, outputs.part_of(self.place.file(0))):
                leftover.unlink(missing_ok=True)  # the log first: without it, there is no run
            with outputs.replacing(self.place.log) as stream:
                for entry in [self.options, *({"found": packed(each)} for each in found)]:
                    stream.write(json.dumps(entry) + "\n")
            self.log = outputs.GrowingFile(self.place.log)

    def go_on(self) -> None:
        """Go on with the run that has left its log.

        Raises:
            typer.BadParameter: if its options were others, or an input has changed since.
        """
        entries = outputs.whole_lines(self.place.log)
        before, kept = next(entries, ({}, 0))
        require_same(before, self.options)
        while self.place.part_size is not None and self.place.file(self.number).exists():
            outputs.part_of(self.place.file(self.number)).unlink(missing_ok=True)
            self.number += 1
        self.recover_part()
        self.recovered += self.number * (self.place.part_size or 0)
        self.written = self.recovered
        failed: dict[tuple[str, str], int] = {}
        parts: set[int] = set()
        for entry, end in entries:
            kept = end
            if "found" in entry:
                self.found.append(unpacked(entry["found"]))
            elif "part" in entry:  # twice if the run was killed before the part had its name
                if entry["part"] < self.number and entry["part"] not in parts:
                    parts.add(entry["part"])
                    for summary in entry["of"]:
                        self.tally.add(*summary)
            elif "failed" in entry:
                failed[tuple(entry["failed"])] = entry["source"]
            elif entry["articles"] <= self.recovered and entry["source"] >= self.start["source"]:
                self.start = entry
        os.truncate(self.place.log, kept)
        self.require_unchanged()
        for (name, reason), source in failed.items():
            if source < self.start["source"]:  # the others are found again
                self.messages.fail(name, reason)
        self.log = outputs.GrowingFile(self.place.log)
        self.messages.say(f"going on behind {counted(self.recovered, 'article')}")

    def recover_part(self) -> None:
        """Count what there is of the part in work, and cut off what is not whole."""
        path = outputs.part_of(self.place.file(self.number))
        if not path.exists():
            return
        kept = 0
        for fields, end in outputs.whole_lines(path):
            self.count(fields["id"], len(fields["quotes"]), fields["error"])
            self.recovered += 1
            kept = end
        os.truncate(path, kept)

    def require_unchanged(self) -> None:
        """Check that an input that was read in part is as it was.

        Raises:
            typer.BadParameter: if it has changed.
        """
        source = self.found[self.start["source"]]
        if self.recovered == self.start["articles"] or not isinstance(source, inputs.Source):
            return
        state = state_of(source)
        if state != self.start.get("state", state):
            raise usage_error(
                "--resume",
                f"{source.name} has changed since it was read in part; leave out --resume to begin "
                "anew",
            )

    def articles(self, text_field: str) -> Iterator[Article]:
        """The articles that are not written yet; failures among them are named."""
        positions = inputs.Positions(self.start["position"])
        read = self.start["articles"]
        for number in range(self.start["source"], len(self.found)):
            source = self.found[number]
            if isinstance(source, inputs.Source):
                state = state_of(source)
                self.mark(read, source=number, position=positions.next, state=state)
            for item in inputs.read_sources([source], text_field=text_field, positions=positions):
                if isinstance(item, inputs.Failure):
                    self.mark(read, source=number, failed=[item.source, item.reason])
                    self.messages.fail(item.source, item.reason)
                elif isinstance(item, inputs.Note):
                    self.messages.note(item.source, item.message)
                else:
                    read += 1
                    if read > self.recovered:
                        yield item

    def mark(self, read: int, **fields: Any) -> None:
        """Have an entry in the log when so many articles as were read are written."""
        self.marks.append({"articles": read, **fields})
        self.log_marks()

    def log_marks(self) -> None:
        """Write the entries on what is written."""
        while self.marks and self.marks[0]["articles"] <= self.written:
            self.log_entry(self.marks.popleft())

    def log_entry(self, entry: Entry) -> None:
        """Add to the log."""
        assert self.log is not None
        self.log.add(json.dumps(entry).encode() + b"\n")

    def write(self, articles: Iterable[Article]) -> None:
        """Write the articles behind those that are written, and give the output its name.

        Raises:
            OSError: if something cannot be written.
        """
        with self.kept():
            for article in articles:
                if self.in_part == self.place.part_size:
                    self.finish()
                self.add(article)
            if self.in_part or not self.number:
                self.finish()
        self.place.log.unlink()
        self.tally.sum_up(self.place.path)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Say where the results are if the run is broken off; close what is open."""
        try:
            yield
        except BaseException:
            path = self.place.path
            if self.place.part_size is None:
                path = outputs.part_of(path)
            how = "" if inputs.STDIN in self.options["inputs"] else "; --resume goes on with it"
            so_far = outputs.printable(str(path))
            self.messages.say(f"what was written so far is in {so_far}{how}")
            raise
        finally:
            for file in (self.part, self.log):
                if file is not None:
                    file.close()

    def add(self, article: Article) -> None:
        """Write an article into the part in work."""
        if self.part is None:
            self.part = outputs.GrowingFile(outputs.part_of(self.place.file(self.number)))
        [line] = outputs.as_jsonl([article], text=self.text)
        self.part.add(line.encode("utf-8", errors="backslashreplace"))
        self.written += 1
        self.count(article.id, len(article.quotes), article.error)
        self.log_marks()

    def count(self, name: str, quotes: int, error: str | None) -> None:
        """Count an article of the part in work."""
        self.tally.add(name, quotes, error)
        self.in_part += 1
        if self.place.part_size is not None:
            self.summaries.append((name, quotes, error))

    def finish(self) -> None:
        """Give the part in work its form and its name."""
        if self.place.part_size is not None:
            self.log_entry({"part": self.number, "of": self.summaries})
        file = self.place.file(self.number)
        so_far = outputs.part_of(file)
        so_far.touch()  # it is not there if there are no articles
        if self.part is not None:
            self.part.close()
        self.write_as(so_far, file)
        so_far.unlink(missing_ok=True)
        self.number += 1
        self.part, self.in_part, self.summaries = None, 0, []


def require_same(before: Options, now: Options) -> None:
    """Check that an interrupted run was asked for the same.

    Raises:
        typer.BadParameter: if not; the message names what is different.
    """
    for name in now:
        old, new = before.get(name), now[name]
        if old != new:
            values = "" if isinstance(new, list) else f" ({old}, not {new})"
            raise usage_error(
                "--resume",
                f"the run that was interrupted had other {name}{values}; ask for the same, or "
                "leave out --resume to begin anew",
            )


def state_of(source: inputs.Source) -> list[int] | None:
    """What changes if a file does: its size and when it was written; None if it is not there."""
    try:
        status = source.path.stat() if source.path is not None else None
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns] if status is not None else None


def packed(found: inputs.Found) -> list[Any]:
    """A source, failure or note as JSON can have it."""
    if isinstance(found, inputs.Source):
        return ["source", None if found.path is None else str(found.path), found.kind, found.id]
    if isinstance(found, inputs.Failure):
        return ["failure", found.source, found.reason]
    return ["note", found.source, found.message]


def unpacked(fields: list[Any]) -> inputs.Found:
    """What `packed` has made of it."""
    sort, *rest = fields
    if sort == "failure":
        return inputs.Failure(*rest)
    if sort == "note":
        return inputs.Note(*rest)
    path, kind, name = rest
    return inputs.Source(None if path is None else Path(path), kind, name)
