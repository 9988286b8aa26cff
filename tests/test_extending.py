"""What users add to quotex without changing it: reporting verbs, rules, a resolver."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import quotex
from parsed import parsed
from quotex import InputError
from quotex.annotations import Statement, read, write
from quotex.confidence import LEAST_LIKELY_QUOTE, features, load_models, make_confidence
from quotex.marks import pair_marks
from quotex.pipeline import STAGES, find_model
from quotex.statements.component import make_statements
from quotex.statements.cues import OWN_CUES, is_cue_verb
from quotex.wordlists import own_words

GROUSED = "Mayor Ana Ruiz groused that the bridge was late."
PULLED = "Mayor Ana Ruiz opened the bridge.\n\n> A good day for ships — Ana Ruiz\n"
TAXES = "The plan, called “No New Taxes”, failed."


@Language.component("test_pulled")
def pulled(doc: Doc) -> Doc:
    """A user's rule: a line that begins with ">" is what the name behind the dash said."""
    _, found = read(doc)
    start, dash = doc.text.find("> ") + 2, doc.text.find(" — ")
    if start > 1 and dash > start:
        name = (dash + 3, len(doc.text.rstrip()))
        found.append(own_statement((start, dash), name))
    write(doc, statements=found)
    return doc


@Language.component("test_hizzoner")
def hizzoner(doc: Doc) -> Doc:
    """A user's resolver: it knows one nickname."""
    _, found = read(doc)
    for statement in found:
        if statement.mention and doc.text[slice(*statement.mention)] == "Hizzoner":
            statement.name, statement.type, statement.rule = "Ben Cole", "person", "desk.known"
    write(doc, statements=found)
    return doc


def own_statement(
    content: tuple[int, int], mention: tuple[int, int] | None, rule: str = "desk.pulled"
) -> Statement:
    """What a rule of the user's makes."""
    return Statement(
        content=[content], verbatim=[content], cue=None, mention=mention, rule=rule, found_by=rule
    )


def model() -> Language:
    """The model, fresh."""
    return spacy.load(find_model())


def staged() -> Language:
    """The model with the stages of quotex, one by one."""
    nlp = model()
    for stage in STAGES:
        nlp.add_pipe(stage)
    return nlp


@pytest.fixture
def cues(tmp_path: Path) -> str:
    """A user's list of reporting verbs."""
    path = tmp_path / "my_cues.txt"
    path.write_text("# Ours\n\ngrouse\nBlurt out\n", encoding="utf-8")
    return str(path)


# Reporting verbs


def test_a_word_list_has_a_word_a_line_and_comments(cues: str) -> None:
    assert own_words(cues) == {"grouse", "blurt out"}


@pytest.mark.parametrize(
    "line", ["grouse, kvetch", "let it slip", "say=1", "3", "-", '{"cue": "say"}']
)
def test_a_line_that_is_no_word_is_refused_with_its_place(line: str, tmp_path: Path) -> None:
    path = tmp_path / "my_cues.txt"
    path.write_text(f"# Ours\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"my_cues\.txt, line 2: .* is no word; give one"):
        own_words(path)


@pytest.mark.parametrize("component", ["quotex", "quotex_statements"])
def test_a_list_of_verbs_that_is_not_there_is_an_error_as_soon_as_it_is_named(
    component: str,
) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt: the word list cannot be read"):
        spacy.blank("en").add_pipe(component, config={"cues": ["nowhere.txt"]})


def test_a_list_of_verbs_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "my_cues.txt"
    path.write_bytes("naïve".encode("latin-1"))
    with pytest.raises(InputError, match="cannot be read"):
        own_words(path)


def test_an_own_verb_reports_only_on_docs_of_its_pipeline() -> None:
    line = "Ruiz/nsubj VBD:groused/ROOT so/advmod ."
    plain, own = parsed(line), parsed(line)
    lemma = own[1].lemma_.lower()
    own.user_data[OWN_CUES] = {lemma: True}
    assert is_cue_verb(own[1])
    assert not is_cue_verb(plain[1])


def test_an_own_entry_of_two_words_needs_both() -> None:
    for line, both in (("VBD:blurted/ROOT out/prt", True), ("VBD:blurted/ROOT so/advmod", False)):
        doc = parsed(f"Ruiz/nsubj {line} .")
        doc.user_data[OWN_CUES] = {f"{doc[1].lemma_.lower()} out": True}
        assert is_cue_verb(doc[1]) is both


@pytest.mark.model
def test_an_own_verb_reports_in_its_pipeline_and_in_no_other(cues: str, nlp: Language) -> None:
    own = model()
    own.add_pipe("quotex", config={"cues": [cues]})
    [quote] = quotex.extract(GROUSED, nlp=own)
    assert (quote.speaker.name, quote.text) == ("Ana Ruiz", "the bridge was late")
    assert quote.cue is not None
    assert quote.cue.lemma == "grouse"
    assert quotex.extract(GROUSED, nlp=nlp) == []


@pytest.mark.model
def test_a_doc_that_goes_through_another_pipeline_forgets_the_verbs_of_the_first(
    cues: str,
) -> None:
    nlp = model()
    doc = nlp.create_pipe("quotex", config={"cues": [cues]})(nlp(GROUSED))
    assert len(doc._.quotes) == 1
    assert nlp.create_pipe("quotex")(doc)._.quotes == []


@pytest.mark.model
def test_own_verbs_work_in_several_processes_and_after_saving(cues: str, tmp_path: Path) -> None:
    own = model()
    own.add_pipe("quotex", config={"cues": [cues]})
    own.to_disk(tmp_path / "saved")
    again = quotex.load(str(tmp_path / "saved"))
    articles = list(quotex.extract_many([GROUSED] * 2, nlp=again, n_process=2, batch_size=1))
    assert [len(article.quotes) for article in articles] == [1, 1]


def test_the_stage_takes_the_same_list_as_quotex(cues: str) -> None:
    stage = make_statements(spacy.blank("en"), "quotex_statements", [cues])
    assert stage.cues == ["blurt out", "grouse"]


# Pipelines of stages


@pytest.mark.model
def test_a_pipeline_of_stages_is_taken_as_it_is(nlp: Language) -> None:
    own = staged()
    before = list(own.pipe_names)
    quotes = quotex.extract("“We will appeal,” Ana Ruiz said.", nlp=own)
    assert own.pipe_names == before
    assert quotes == quotex.extract("“We will appeal,” Ana Ruiz said.", nlp=nlp) != []


@pytest.mark.model
def test_quotex_under_another_name_is_not_added_again() -> None:
    own = model()
    own.add_pipe("quotex", name="who_said_what")
    assert quotex.extract("“We will appeal,” Ana Ruiz said.", nlp=own)
    assert "quotex" not in own.pipe_names


@pytest.mark.model
def test_marks_alone_are_no_pipeline_of_stages() -> None:
    own = model()
    own.add_pipe("quotex_marks")
    assert quotex.extract("“We will appeal,” Ana Ruiz said.", nlp=own)
    assert own.pipe_names[-1] == "quotex"


@pytest.mark.model
def test_a_saved_pipeline_of_stages_is_loaded_as_it_is(tmp_path: Path) -> None:
    own = staged()
    own.to_disk(tmp_path)
    assert quotex.load(str(tmp_path)).pipe_names == own.pipe_names


# Rules and resolvers


@pytest.mark.model
def test_a_rule_of_ones_own_finds_quotes_and_keeps_its_name() -> None:
    own = staged()
    own.add_pipe("test_pulled", after="quotex_statements")
    [quote] = quotex.extract(PULLED, nlp=own)
    assert (quote.speaker.name, quote.text) == ("Ana Ruiz", "A good day for ships")
    assert (quote.kind, quote.rule) == ("direct", "desk.pulled")
    assert 0 < quote.confidence < 1


@pytest.mark.model
def test_a_rule_of_ones_own_is_explained_by_its_name() -> None:
    own = staged()
    own.add_pipe("test_pulled", after="quotex_statements")
    [explanation] = quotex.explain(PULLED, nlp=own)
    decided = {decision.field: decision for decision in explanation.decisions}
    assert decided["content"].rule == decided["name"].rule == "desk.pulled"
    assert decided["content"].meaning == ""
    assert decided["is_quote"].likelihood is not None


@pytest.mark.parametrize(
    ("rule", "kept"), [("desk.slogan", True), ("orphans.words_in_a_sentence", False)]
)
def test_only_a_rule_of_ones_own_may_find_what_is_hardly_a_quote(rule: str, kept: bool) -> None:
    doc = spacy.blank("en")(TAXES)
    paraphrase = own_statement((4, 8), None, rule)
    paraphrase.verbatim = []
    quote_model, _ = load_models()
    assert quote_model.probability(features(doc, paraphrase)) < LEAST_LIKELY_QUOTE
    write(doc, statements=[paraphrase])
    doc = make_confidence(spacy.blank("en"), "quotex_confidence", 0.0)(doc)
    assert bool(read(doc)[1]) is kept


def test_a_floor_for_confidence_holds_for_own_rules_too() -> None:
    doc = spacy.blank("en")(TAXES)
    quotations = pair_marks(TAXES)
    [span] = quotations[0].parts
    write(doc, quotations=quotations, statements=[own_statement(span, None)])
    doc = make_confidence(spacy.blank("en"), "quotex_confidence", 0.9)(doc)
    assert read(doc)[1] == []
    assert read(doc)[0][0].rejected is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"content": []},
        {"content": [(0, 400)]},
        {"content": [(-4, 4)]},
        {"verbatim": [(8, 4)]},
        {"cue": (4, 90)},
        {"mention": (40, 42)},
    ],
    ids=str,
)
def test_a_statement_that_is_not_in_the_text_is_refused_with_its_rule(
    wrong: dict[str, Any],
) -> None:
    doc = spacy.blank("en")(TAXES)
    with pytest.raises(ValueError, match=r"a statement of the rule 'desk\.pulled' has"):
        write(doc, statements=[replace(own_statement((4, 8), None), **wrong)])
    assert read(doc) == ([], [])


@pytest.mark.model
def test_a_resolver_of_ones_own_has_the_last_word_on_who_speaks(nlp: Language) -> None:
    text = "“We are open,” Hizzoner said."
    own = staged()
    own.add_pipe("test_hizzoner", after="quotex_speakers")
    [quote] = quotex.extract(text, nlp=own)
    assert (quote.speaker.name, quote.rule) == ("Ben Cole", "desk.known")
    assert quotex.extract(text, nlp=nlp)[0].speaker.name != "Ben Cole"


@pytest.mark.model
def test_a_resolver_of_ones_own_can_take_the_place_of_quotexs() -> None:
    own = staged()
    own.replace_pipe("quotex_speakers", "test_hizzoner")
    found = quotex.extract("“We are open,” Hizzoner said. “It is safe,” Ana Ruiz said.", nlp=own)
    assert [(quote.speaker.name, quote.speaker.type) for quote in found] == [
        ("Ben Cole", "person"),
        (None, "unknown"),
    ]
    assert found[1].speaker.mention is not None


@pytest.mark.model
def test_rules_of_ones_own_work_in_several_processes() -> None:
    own = staged()
    own.add_pipe("test_pulled", after="quotex_statements")
    articles = list(quotex.extract_many([PULLED] * 2, nlp=own, n_process=2, batch_size=1))
    assert [[quote.rule for quote in a.quotes] for a in articles] == [["desk.pulled"]] * 2
