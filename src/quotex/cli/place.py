"""Where a run of `quotex extract` writes: a file, or a folder of parts, and what is beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from quotex import outputs
from quotex.cli.streams import usable, usage_error

__all__ = ["Place", "place_of"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run writes: a file, or a folder of parts.

    part_size (int | None): the articles of a part; None for a file.
    ending (str): of the names of parts.
    """

    path: Path
    part_size: int | None
    ending: str

    @property
    def log(self) -> Path:
        """The file that says how far a run is."""
        if self.part_size is not None:
            return self.path / "_run.jsonl"
        return self.target.with_name(self.target.name + ".run")

    @property
    def lock(self) -> Path:
        """The file that keeps other runs out; hidden, so that it is no input either."""
        if self.part_size is not None:
            return self.path / "._run.lock"
        return self.target.with_name(f".{self.target.name}.lock")

    @property
    def target(self) -> Path:
        """The output where a link leads to it."""
        return self.path.resolve()

    def file(self, number: int) -> Path:
        """The file that the articles of a part go to."""
        if self.part_size is None:
            return self.target
        return self.path / f"part-{number:05}{self.ending}"

    def written(self) -> list[Path]:
        """The files that a run writes to and that are there."""
        paths = [self.file(0), outputs.part_of(self.file(0)), self.log]
        return [path for path in paths if path.is_file()]

    def holds(self, path: Path) -> bool:
        """Whether a file is in the folder of parts."""
        return self.part_size is not None and self.target in path.resolve().parents

    def require_new(self) -> None:
        """Check that a run can begin here.

        Raises:
            typer.BadParameter: if a folder has parts, which nobody wants mixed with others.
        """
        if self.part_size is not None and (
            self.log.exists() or any(self.path.glob(f"part-*{self.ending}"))
        ):
            raise usage_error(
                "--output",
                f"{self.path} has parts of another run; go on with it (--resume), or name a folder "
                "without parts",
            )

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Have the place for one run alone; a folder is made if there is none.

        Raises:
            typer.BadParameter: if another run has it, or nothing can be written there.
        """
        with ExitStack() as stack:
            try:
                with usable(self.path):
                    if self.part_size is not None:
                        if not self.path.exists():
                            stack.callback(remove_if_empty, self.path)
                        self.path.mkdir(exist_ok=True)
                    stack.enter_context(outputs.locked(self.lock))
            except outputs.LockedError as error:
                raise usage_error(
                    "--output",
                    f"another run is writing to {self.path}; wait until it has ended, or name "
                    "another file or folder",
                ) from error
            yield


def remove_if_empty(folder: Path) -> None:
    """Remove a folder unless there is something in it."""
    with suppress(OSError):
        folder.rmdir()


def place_of(output: str, output_format: str, part_size: int) -> Place:
    """The file or, if it is one or its name ends like one, the folder to write to."""
    path = Path(output)
    if not output.endswith(("/", os.sep)) and not path.is_dir():
        return Place(path, None, "")
    [ending] = [each for each, name in outputs.ENDINGS.items() if name == output_format]
    return Place(path, part_size, ending)
