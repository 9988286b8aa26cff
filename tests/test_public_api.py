"""What `import quotex` gives, and what it costs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import quotex
from quotex import errors

HEAVY = ("spacy", "thinc", "numpy", "pydantic", "typer", "rich", "jinja2")


def loaded_after(statement: str) -> set[str]:
    """The top-level modules that another Python has loaded after the statement."""
    code = (
        f"import sys\n{statement}\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(result.stdout.splitlines()[-1].split())


def test_the_public_names_are_exactly_these() -> None:
    lazy = [name for names in quotex.LAZY.values() for name in names]
    assert sorted(quotex.__all__) == sorted([*lazy, *errors.__all__, "__version__"])
    assert dir(quotex) == sorted(quotex.__all__)


@pytest.mark.parametrize("name", quotex.__all__)
def test_each_public_name_can_be_imported(name: str) -> None:
    assert getattr(quotex, name) is not None


def test_a_name_that_quotex_does_not_have_is_an_ordinary_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"'quotex' has no attribute 'extrct'"):
        _ = quotex.extrct


def test_each_error_can_be_caught_as_quotex_error() -> None:
    assert all(issubclass(getattr(quotex, name), quotex.QuotexError) for name in errors.__all__)


def test_the_version_is_the_one_in_pyproject() -> None:
    pyproject = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(r'^version = "(.+)"$', pyproject, re.M)[1] == quotex.__version__


def test_importing_quotex_loads_neither_spacy_nor_pydantic() -> None:
    assert not loaded_after("import quotex").intersection(HEAVY)


def test_the_records_can_be_used_without_spacy() -> None:
    loaded = loaded_after("import quotex; quotex.Article(id='1', text='Hello.')")
    assert "pydantic" in loaded
    assert "spacy" not in loaded


@pytest.mark.parametrize(
    "arguments", [["--help"], ["extract", "--help"], ["schema"], ["--version"]]
)
def test_asking_for_help_or_the_schema_does_not_load_spacy(arguments: list[str]) -> None:
    loaded = loaded_after(
        "from quotex.cli import app\n"
        "try:\n"
        f"    app({arguments})\n"
        "except SystemExit as end:\n"
        "    assert end.code == 0\n"
    )
    assert "typer" in loaded
    assert "spacy" not in loaded
