"""Write docs/rules.md: what each name means that can stand in `Quote.rule`.

usage: python scripts/rules.py [--check]

The names are collected from the code and their meaning from the docstrings of the functions that
bear them. With --check nothing is written; the exit status is 1 if the page is not up to date.
"""

import argparse
import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from quotex.confidence import UNLIKELY
from quotex.explanations import STATEMENT_RULES
from quotex.speakers.component import RULES as SPEAKER_RULES
from quotex.statements.orphans import RULES as ORPHAN_RULES
from quotex.statements.speech import REASONS

Rule = Callable[..., Any]

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "rules.md"
SOURCE = ROOT / "src" / "quotex"

HEAD = """\
# Rules

`Quote.rule` names the rule that decided who the speaker is. This page says what each name means;
it is written by `scripts/rules.py` from the code, so change the docstrings and not this page.

A name has two parts. `statements` and `orphans` mean that the words beside the quote say who
speaks: the first with a reporting clause, the second without. `speakers` means that they only
point to somebody, and that a later stage had to find out whom.
"""


class RulesError(Exception):
    """The code has a rule that this page cannot explain."""


def main() -> int:
    """Write or check the page; return the exit status."""
    parser = argparse.ArgumentParser(description="Write docs/rules.md from the docstrings.")
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")
    args = parser.parse_args()
    try:
        wanted = page()
    except RulesError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if not args.check:
        PAGE.write_text(wanted, encoding="utf-8", newline="\n")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != wanted:
        sys.stderr.write(f"{PAGE.name} is out of date; run python scripts/rules.py\n")
        return 1
    return 0


def page() -> str:
    """The whole page."""
    clauses = names_in_code("statements")
    check_told(clauses, STATEMENT_RULES, "statements")
    orphans = {rule.__name__: rule for rule in ORPHAN_RULES}
    shown = names_in_code("orphans")
    check_told(shown, orphans, "orphans")
    speakers = {rule.__name__: rule for rule in SPEAKER_RULES}
    silent = [name for name, rule in speakers.items() if not names_itself(rule)]
    orphans_file = file_of(ORPHAN_RULES[0])
    parts = [
        HEAD,
        "## With a reporting clause\n\n"
        "In `src/quotex/statements/`: `content.py` unless said otherwise.\n",
        *(
            f"### statements.{name}\n\n{meaning}\n"
            for name, meaning in STATEMENT_RULES.items()
            if name in clauses
        ),
        f"## Without a reporting clause\n\nIn `{orphans_file}`. {tried(orphans)}\n"
        "Not in `Quote.rule`, because the quote before goes on and keeps its own: "
        f"{in_a_row(name for name in orphans if name not in shown)}.\n",
        *(told("orphans", rule) for name, rule in orphans.items() if name in shown),
        "## Mentions that point elsewhere\n\n"
        f"`RULES` in `src/quotex/speakers/component.py` lists them. {tried(speakers)}\n"
        "Not in `Quote.rule`, because the mention itself says who speaks and the rule that found "
        f"it\nstays: {in_a_row(silent)}.\n",
        *(
            told("speakers", rule, file_of(rule))
            for name, rule in speakers.items()
            if name not in silent
        ),
        "## Words in quotation marks that are nobody's\n\n"
        "`Article.rejected` and `doc._.rejected` give one of these reasons, tried in this order.\n",
        *(
            f"### {reason}\n\n{text_of(rule)}\n\nIn `{file_of(rule)}`.\n"
            for reason, rule in REASONS.items()
        ),
        "### word or term in quotation marks\n\n"
        f"No rule says whose words they are.\n\nIn `{orphans_file}`.\n",
        f"### {UNLIKELY}\n\nA rule took them for somebody's words, but with such features that is "
        "seldom right.\n\nIn `src/quotex/confidence.py`.\n",
    ]
    return "\n".join(parts)


def names_in_code(module: str) -> set[str]:
    """The names of a module's rules, `NAME` for each string "MODULE.NAME" in the code."""
    pattern = re.compile(rf"{module}\.(\w+)")
    matches = (
        pattern.fullmatch(value)
        for path in sorted(SOURCE.rglob("*.py"))
        for value in strings_in(path)
    )
    return {match[1] for match in matches if match}


def strings_in(path: Path) -> Iterator[str]:
    """The string constants of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def check_told(found: set[str], known: Iterable[str], module: str) -> None:
    """Refuse a name that nothing explains."""
    unknown = sorted(found - set(known))
    if unknown:
        raise RulesError(f"scripts/rules.py cannot explain {module}.{unknown[0]}")


def names_itself(rule: Rule) -> bool:
    """Whether a speaker rule puts its name into its answers, and so into `Quote.rule`."""
    public: Iterable[str] = getattr(inspect.getmodule(rule), "__all__", ())
    strings = list(strings_in(Path(inspect.getfile(rule))))
    return strings.count(rule.__name__) > (rule.__name__ in public)


def told(module: str, rule: Rule, file: str | None = None) -> str:
    """The section of one rule."""
    where = f"\nIn `{file}`.\n" if file else ""
    return f"### {module}.{rule.__name__}\n\n{text_of(rule)}\n{where}"


def text_of(rule: Rule) -> str:
    """The docstring of a rule as Markdown."""
    text = inspect.getdoc(rule)
    if not text:
        raise RulesError(f"{rule.__module__}.{rule.__name__} has no docstring")
    return text


def tried(names: Iterable[str]) -> str:
    """A sentence on the order of rules."""
    row = "\n".join(f"{n}. `{name}`" for n, name in enumerate(names, 1))
    return f"Tried in this order; the first that answers\ndecides:\n\n{row}\n"


def in_a_row(names: Iterable[str]) -> str:
    """`a`, `b` and `c`."""
    *first, last = [f"`{name}`" for name in names] or ["none"]
    return f"{', '.join(first)} and {last}" if first else last


def file_of(rule: Rule) -> str:
    """The file of a rule, as a path in the repository."""
    return "src/" + rule.__module__.replace(".", "/") + ".py"


if __name__ == "__main__":
    sys.exit(main())
