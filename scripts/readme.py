"""Run the examples of README.md and write what they print back into it.

usage: python scripts/readme.py [--check]

An example is a block of Python followed by a block of text, its output; or a block of a shell
session whose first line is the command behind "$ ", and the rest its output. An output that ends
with a line "…" is cut after as many lines as it has. With --check nothing is written; the exit
status is 1 if an output has changed.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
COLUMNS = "100"
CUT = "…"

PYTHON = re.compile(r"```python\n(?P<code>[^`]*?)```\n\n```text\n(?P<output>[^`]*)```")
SESSION = re.compile(r"```console\n\$ (?P<code>[^\n`]+)\n(?P<output>[^`]*)```")


class ExampleError(Exception):
    """An example does not run."""


def main() -> int:
    """Write or check README.md; return the exit status."""
    parser = argparse.ArgumentParser(description="Run the examples of README.md.")
    parser.add_argument("--check", action="store_true", help="only say whether they still hold")
    args = parser.parse_args()
    text = README.read_text(encoding="utf-8")
    try:
        current = updated(text)
    except ExampleError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if not args.check:
        README.write_text(current, encoding="utf-8", newline="\n")
    elif current != text:
        sys.stderr.write("README.md shows old output; run python scripts/readme.py\n")
        return 1
    return 0


def updated(text: str) -> str:
    """README.md with the output that its examples have now."""
    return SESSION.sub(with_output_of_session, PYTHON.sub(with_output_of_python, text))


def with_output_of_python(example: re.Match[str]) -> str:
    """An example in Python with its output."""
    output = run([sys.executable, "-W", "error", "-c", example["code"]])
    return replaced(example, output)


def with_output_of_session(example: re.Match[str]) -> str:
    """An example for the shell with its output; a session that shows none stays as it is."""
    return (
        replaced(example, run(["bash", "-c", example["code"]])) if example["output"] else example[0]
    )


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
    return whole[: start - offset] + "\n".join(lines) + "\n" + whole[end - offset :]


def run(command: list[str]) -> str:
    """What a command prints, run in the repository with the `quotex` beside this Python."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    # Not a terminal: rich takes its width from COLUMNS and leaves colours out.
    environment = {**os.environ, "PATH": path, "COLUMNS": COLUMNS, "PYTHONIOENCODING": "utf-8"}
    result = subprocess.run(
        command,
        cwd=ROOT,
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
