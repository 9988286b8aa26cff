"""Run the examples of README.md and of the pages in docs/, and write what they print into them.

usage: python scripts/examples.py [--check] [PAGE ...]

Each page has a directory of its own to run in, which has fixtures/ in it. What is run:

- a block with a title (```json title="outlets.jsonl") is a file of that name;
- a block of a shell session (```console) has commands behind "$ ", each followed by its output;
- the blocks of Python of a page are one program; a block of text behind one is its output.

In this order: all files, then the sessions, then the program. An output that ends with a line "…"
is cut after as many lines as it has. Blocks of other kinds are not run. With --check nothing is
written; the exit status is 1 if an output has changed.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
COLUMNS = "100"
CUT = "…"
NEXT = "\x1e"
"""Printed by the program between two blocks."""

FILE = re.compile(
    r'^```\w+ title="(?P<name>[^"/]+)"\n(?P<content>.*?)^```$', re.DOTALL | re.MULTILINE
)
SESSION = re.compile(r"^```console\n(?P<session>.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (?P<code>.+)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
PYTHON = re.compile(
    r"^```python\n(?P<code>.*?)^```$(?:\n\n```text\n(?P<output>.*?)^```$)?",
    re.DOTALL | re.MULTILINE,
)


class ExampleError(Exception):
    """An example does not run."""


def main() -> int:
    """Write or check the pages; return the exit status."""
    parser = argparse.ArgumentParser(description="Run the examples of the documents.")
    parser.add_argument("--check", action="store_true", help="only say whether they still hold")
    parser.add_argument("pages", nargs="*", type=Path, default=PAGES, help="by default all")
    args = parser.parse_args()
    status = 0
    for page in args.pages:
        text = page.read_text(encoding="utf-8")
        try:
            current = updated(text)
        except ExampleError as error:
            sys.stderr.write(f"{page.name}: {error}\n")
            status = 1
            continue
        if not args.check:
            page.write_text(current, encoding="utf-8", newline="\n")
        elif current != text:
            sys.stderr.write(f"{page.name} shows old output; run python scripts/examples.py\n")
            status = 1
    return status


def updated(text: str) -> str:
    """A page with the output that its examples have now."""
    with TemporaryDirectory() as directory:
        here = Path(directory)
        (here / "fixtures").symlink_to(ROOT / "fixtures")
        for file in FILE.finditer(text):
            (here / file["name"]).write_text(file["content"], encoding="utf-8")
        text = SESSION.sub(lambda session: with_output_of_session(session, here), text)
        return with_output_of_program(text, here)


def with_output_of_session(session: re.Match[str], here: Path) -> str:
    """A shell session with the output of its commands."""
    return COMMAND.sub(
        lambda command: replaced(command, run(["bash", "-c", command["code"]], here)), session[0]
    )


def with_output_of_program(text: str, here: Path) -> str:
    """A page with the output of its program."""
    blocks = list(PYTHON.finditer(text))
    if not blocks:
        return text
    program = f"print({NEXT!r}, end='', flush=True)\n".join(block["code"] for block in blocks)
    outputs = iter(run([sys.executable, "-W", "error", "-c", program], here).split(NEXT))

    def with_output(block: re.Match[str]) -> str:
        output = next(outputs)
        if block["output"] is not None:
            return replaced(block, output)
        if output:
            raise ExampleError(f"no block of text shows what this prints:\n{block['code']}")
        return block[0]

    return PYTHON.sub(with_output, text)


def replaced(example: re.Match[str], output: str) -> str:
    """The example with another output, cut where the old one is."""
    old = example["output"].splitlines()
    lines = [line.rstrip() for line in output.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    if old[-1:] == [CUT]:
        lines = [*lines[: len(old) - 1], CUT]
    start, end = example.span("output")
    whole = example[0]
    offset = example.start()
    return whole[: start - offset] + "".join(f"{line}\n" for line in lines) + whole[end - offset :]


def run(command: list[str], here: Path) -> str:
    """What a command prints, run in `here` with the `quotex` beside this Python."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    # Not a terminal: rich takes its width from COLUMNS and leaves colours out.
    environment = {**os.environ, "PATH": path, "COLUMNS": COLUMNS, "PYTHONIOENCODING": "utf-8"}
    result = subprocess.run(
        command,
        cwd=here,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    if result.returncode:
        raise ExampleError(f"{command[-1]}\nfails with {result.returncode}:\n{result.stderr}")
    return result.stdout


if __name__ == "__main__":
    sys.exit(main())
