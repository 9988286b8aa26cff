"""The documents say what the code does: their examples, docs/rules.md, links between pages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
EXAMPLE = re.compile(r"^```(?:python|console)$", re.MULTILINE)
WITH_EXAMPLES = [page for page in PAGES if EXAMPLE.search(page.read_text(encoding="utf-8"))]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
LINK = re.compile(r"\]\((?!https?:)(?P<path>[^)#]*)(?:#(?P<anchor>[^)]*))?\)")
CODE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def name_of(page: Path) -> str:
    """How a page is called in the tests."""
    return page.relative_to(ROOT).as_posix()


def checked(script: str, *pages: Path) -> subprocess.CompletedProcess[str]:
    """What a script of the repository says about a page."""
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / script), "--check", *map(str, pages)],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def anchors(page: Path) -> set[str]:
    """What a link can point to in a page: its headings, as GitHub names them."""
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_each_rule_is_described_as_its_docstring_has_it() -> None:
    result = checked("rules.py")
    assert result.returncode == 0, result.stderr


@pytest.mark.model
@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=name_of)
def test_the_examples_of_each_page_print_what_it_shows(page: Path) -> None:
    result = checked("examples.py", page)
    assert result.returncode == 0, result.stderr


def test_the_readme_has_one_line_that_runs_and_one_that_tests() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)
    assert [re.search(r"\[(\w+)\]", line)[1] for line in lines] == ["en", "dev"]
    article = re.search(r"extract (\S+)", lines[0])[1]
    assert (ROOT / article).is_file()
    assert f"$ quotex extract {article}" in readme


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_each_link_leads_somewhere(page: Path) -> None:
    for link in LINK.finditer(CODE.sub("", page.read_text(encoding="utf-8"))):
        target = page.parent / link["path"] if link["path"] else page
        assert target.exists(), link["path"]
        if link["anchor"]:
            assert link["anchor"] in anchors(target), link[0]


@pytest.mark.parametrize("name", ["architecture.md", "rules.md"])
def test_each_module_that_a_page_names_exists(name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    code = [f"/{path.relative_to(ROOT).as_posix()}" for path in ROOT.glob("s*/**/*.py")]
    for module in re.findall(r"`([\w/]+\.py)`", page):
        assert any(path.endswith(f"/{module}") for path in code), module


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=name_of)
def test_notebooks_are_kept_without_output(notebook: Path) -> None:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)


def test_the_changelog_tells_of_this_version() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', pyproject, re.MULTILINE)[1]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
