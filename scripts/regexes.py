#!/usr/bin/env python3
"""Check that no regular expression of quotex can be kept busy by a text made for it.

usage: python scripts/regexes.py

Reads the source as syntax trees and finds each expression with the methods that it is used with.
recheck (`npm install --no-save recheck@4.5.0`) must prove from its automaton that the effort is
linear in the length of the text. What it cannot prove needs a comment `# linear: REASON` in front,
for a person to check. An expression that is only put together when the program runs has no proof,
so it fails.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
ANCHORED = {"match", "fullmatch"}
METHODS = {*ANCHORED, "search", "sub", "subn", "split", "findall", "finditer"}
FLAGS = {"IGNORECASE": "i", "I": "i", "MULTILINE": "m", "M": "m", "DOTALL": "s", "S": "s"}
LAST_LOOK_AHEAD = re.compile(r"\(\?=((?:\\.|[^()\\])+)\)$")
ARGUED = re.compile(r"# linear: (?P<reason>\S.*)")


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression in its place.

    source (str | None): None if it is put together when the program runs.
    methods (set[str]): how it is used; nothing if that cannot be seen.
    """

    place: str
    source: str | None
    flags: str
    methods: frozenset[str]
    reason: str | None

    @property
    def question(self) -> tuple[str, str]:
        """The same for recheck, in JavaScript's notation: where it must begin, it says so.

        What must follow at its end costs the same whether it is looked at or read. Only ASCII
        letters count as `\\w` there, which is the same as long as the expression itself has no
        others.
        """
        source = (self.source or "").replace("(?P<", "(?<")
        source = LAST_LOOK_AHEAD.sub(r"(?:\1)", source)
        if any(not each.isascii() and re.match(r"[\w\s]", each) for each in source):
            raise SystemExit(f"{self.place}: letters and spaces that recheck does not know as such")
        if self.methods and self.methods <= ANCHORED:
            source = f"^(?:{source})" + ("$" if self.methods == {"fullmatch"} else "")
        return source, self.flags


def main() -> int:
    """Print a line for each expression; return the exit status."""
    found = list(expressions())
    known = [each for each in found if each.source is not None]
    verdicts = iter(proofs([each.question for each in known]))
    failed = 0
    for each in found:
        status, what = next(verdicts) if each.source is not None else ("unknown", "put together")
        if status == "safe":
            verdict = "proven linear"
        elif each.reason:
            verdict = f"linear: {each.reason}"
        else:
            verdict, failed = f"NOT PROVEN LINEAR ({what})", failed + 1
        print(f"{each.place}: {verdict}")
    print(f"{len(found)} regular expressions, {failed} that may be slow")
    return 1 if failed or not found else 0


def expressions() -> Iterator[Expression]:
    """All regular expressions of the package."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py")}
    used = methods_by_name(trees.values())
    for path, tree in sorted(trees.items()):
        lines = path.read_text(encoding="utf-8").splitlines()
        names = {
            id(node.value): target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            method = called_of_re(node)
            if method is None or not isinstance(node, ast.Call):
                continue
            methods = {method} if method in METHODS else used.get(names.get(id(node), ""), set())
            yield Expression(
                place=f"{path.relative_to(ROOT)}:{node.lineno}",
                source=constant(node.args[0]),
                flags=flags_of(node),
                methods=frozenset(methods),
                reason=reason_above(lines, node.lineno),
            )


def called_of_re(node: ast.AST) -> str | None:
    """The function of `re` that is called, if one is that takes a pattern."""
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in {"compile", *METHODS}
    ):
        return node.func.attr
    return None


def methods_by_name(trees: Iterable[ast.Module]) -> dict[str, set[str]]:
    """For each name in capitals the methods of expressions that are called on it, anywhere."""
    used: dict[str, set[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                name = node.value
                if isinstance(name, ast.Name | ast.Attribute):
                    key = name.id if isinstance(name, ast.Name) else name.attr
                    used.setdefault(key, set()).add(node.attr)
    return used


def constant(node: ast.expr) -> str | None:
    """A pattern that stands in the source; bytes as the characters of the same numbers."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
        return node.value if isinstance(node.value, str) else node.value.decode("latin-1")
    return None


def flags_of(call: ast.Call) -> str:
    """The flags of a call, as JavaScript has them."""
    names = {
        node.attr
        for each in call.args[1:] + [k.value for k in call.keywords]
        for node in ast.walk(each)
        if isinstance(node, ast.Attribute)
    }
    return "".join(sorted({FLAGS[name] for name in names & FLAGS.keys()}))


def reason_above(lines: list[str], number: int) -> str | None:
    """Why an expression is linear all the same, by the comments in front of line `number`."""
    for line in reversed(lines[: number - 1]):
        if not line.lstrip().startswith("#"):
            return None
        if match := ARGUED.search(line):
            return match["reason"]
    return None


def proofs(questions: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """recheck's status and complexity for each expression."""
    script = Path(__file__).with_name("recheck.mjs")
    done = subprocess.run(
        ["node", str(script)], input=json.dumps(questions), capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"recheck failed; npm install --no-save recheck@4.5.0\n{done.stderr}")
    return [(status, what) for status, what in json.loads(done.stdout)]


if __name__ == "__main__":
    sys.exit(main())
