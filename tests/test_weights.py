"""Weights that come with quotex are checked when the component is made; what is broken is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import spacy

import quotex
from quotex.confidence import load_models
from quotex.roles import load_tagger
from quotex.speakers.ranking import trained
from quotex.statements.linking import load_weights

PACKAGE = Path(quotex.__file__).parent
LOADED_ONCE: tuple[Callable[[], Any], ...] = (load_models, load_tagger, load_weights, trained)
STAGE = {
    "confidence.json": "quotex_confidence",
    "linking.json": "quotex_statements",
    "ranking.json": "quotex_speakers",
    "roles.npz": "quotex_statements",
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data of the package, which is read in place of it."""
    copytree(PACKAGE / "data", tmp_path / "data")
    monkeypatch.setattr("importlib.resources.files", lambda _: tmp_path)
    forget()
    yield tmp_path / "data" / "en"
    forget()


def forget() -> None:
    for each in LOADED_ONCE:
        each.cache_clear()  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", STAGE)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff\xfe",
        b'{"weights": {}}',
        b'{"weights": {"a": "b"}, "quote": 3}',
        b'{"weights": {"a": NaN}}',
        b'{"weights": {"a": {"b": Infinity}}}',
        b'{"quote": {"intercept": 1e999, "weights": {"a": 1}}}',
        b"PK\x03\x04",
    ],
)
def test_a_broken_file_of_weights_is_named_before_any_text_is_read(
    data: Path, name: str, content: bytes
) -> None:
    (data / name).write_bytes(content)
    with pytest.raises(quotex.QuotexError, match=rf"{name}.*install quotex again"):
        spacy.blank("en").add_pipe(STAGE[name])


@pytest.mark.parametrize("name", STAGE)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_half_a_file_of_weights_is_named(data: Path, name: str, share: float) -> None:
    whole = (data / name).read_bytes()
    (data / name).write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(quotex.QuotexError, match=name):
        spacy.blank("en").add_pipe(STAGE[name])


@pytest.mark.parametrize("name", STAGE)
def test_a_missing_file_of_weights_is_named(data: Path, name: str) -> None:
    (data / name).unlink()
    with pytest.raises(quotex.QuotexError, match=name):
        spacy.blank("en").add_pipe(STAGE[name])


@pytest.mark.parametrize("stage", sorted(set(STAGE.values())))
def test_whole_files_of_weights_are_read(data: Path, stage: str) -> None:
    assert data.is_dir()
    spacy.blank("en").add_pipe(stage)


def test_a_broken_gazetteer_of_the_package_is_named_with_its_line(data: Path) -> None:
    with (data.parent / "outlets.jsonl").open("ab") as file:
        file.write(b'{"id": "x"')
    with pytest.raises(quotex.GazetteerError, match=r"outlets.jsonl, line \d+"):
        spacy.blank("en").add_pipe("quotex_outlets")
