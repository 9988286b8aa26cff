"""Which words report speech, and whose words they report."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from conftest import BLANK
from parsed import parsed
from quotex.statements.cues import (
    cue_span,
    is_cue_verb,
    is_quote_verb,
    nearest_phrase,
    noun_phrase,
    source_of,
)
from quotex.wordlists import words


def token(text: str, line: str) -> Token:
    """The word of the line."""
    return next(each for each in parsed(line) if each.text == text)


# Which verbs report


@pytest.mark.parametrize(
    ("verb", "line"),
    [
        ("said", "Ruiz/nsubj said/ROOT so/advmod ."),
        ("told", "Ruiz/nsubj told/ROOT them/dobj ."),
        ("said", "Ruiz/nsubj has/aux VBN:said/ROOT so/advmod ."),
        ("pointed", "Ruiz/nsubj pointed/ROOT out/prt ."),
        ("saying", "Ruiz/nsubj left/ROOT , saying/advcl so/advmod ."),
        ("said", "It was VBN:said/ROOT so/advmod ."),
    ],
)
def test_a_reporting_verb_is_a_cue_in_each_of_its_forms(verb: str, line: str) -> None:
    assert is_cue_verb(token(verb, line))


def test_a_cue_of_two_words_needs_both() -> None:
    assert not is_cue_verb(token("pointed", "Ruiz/nsubj pointed/ROOT north/advmod"))
    assert not is_cue_verb(token("pointed", "Ruiz/nsubj pointed/ROOT"))


@pytest.mark.parametrize("verb", ["believes", "wants", "liked", "knew"])
def test_thoughts_and_wishes_report_nothing(verb: str) -> None:
    thought = token(verb, f"Ruiz/nsubj/{verb} {verb}/ROOT it/dobj/{verb} .")
    assert not is_cue_verb(thought)
    assert not is_quote_verb(thought)


@pytest.mark.parametrize("word", ["think", "believe", "hope", "want", "know", "plan", "feel"])
def test_no_thought_or_wish_is_on_a_list_of_cues(word: str) -> None:
    assert word not in words("clause_cues", "quote_cues")


@pytest.mark.parametrize("verb", ["called", "urged"])
def test_some_verbs_report_only_words_in_quotation_marks(verb: str) -> None:
    reporting = token(verb, f"Ruiz/nsubj/{verb} {verb}/ROOT it/dobj/{verb} late .")
    assert is_quote_verb(reporting)
    assert not is_cue_verb(reporting)


def test_no_verb_is_on_both_lists_and_every_telling_verb_reports_clauses() -> None:
    assert not words("clause_cues") & words("quote_cues")
    assert words("telling_cues") <= words("clause_cues")


def test_a_participle_that_describes_a_noun_reports_nothing() -> None:
    assert not is_cue_verb(token("said", "the VBN:said/amod sum/ROOT"))
    line = "The share/nsubj fell/ROOT , VBN:told/advcl to/prep them/pobj ."
    assert not is_cue_verb(token("told", line))


def test_a_participle_with_an_agent_reports() -> None:
    line = "The man/nsubj/left VBN:told/acl by/agent them/pobj left/ROOT ."
    assert is_cue_verb(token("told", line))


@pytest.mark.parametrize("verb", ["says", "said", "tells", "adds"])
def test_headline_verbs_report_even_if_taken_for_nouns(verb: str) -> None:
    assert is_cue_verb(token(verb, f"Minister/compound NN:{verb}/dobj/fell NN:fell/ROOT"))


def test_a_noun_reports_nothing() -> None:
    assert not is_cue_verb(token("claim", "the NN:claim/nsubj fell/ROOT"))


def test_the_cue_is_the_verb_with_its_particle() -> None:
    line = "Ruiz/nsubj pointed/ROOT out/prt that/mark it/nsubj fell/ccomp"
    assert cue_span(token("pointed", line)).text == "pointed out"
    assert cue_span(token("said", "Ruiz/nsubj said/ROOT out/advmod")).text == "said"
    apart = "Ruiz/nsubj put/ROOT it/dobj out/prt"
    assert cue_span(token("put", apart)).text == "put"


# What a mention is


@pytest.mark.parametrize(
    ("head", "line", "phrase"),
    [
        (
            "Ruiz",
            "The harbour/compound master/compound/Ruiz Ana/compound Ruiz/nsubj said/ROOT",
            "The harbour master Ana Ruiz",
        ),
        (
            "Ruiz",
            "Ana/compound Ruiz/nsubj , a pilot/appos , said/ROOT",
            "Ana Ruiz",
        ),
        (
            "Ruiz",
            "Ruiz/nsubj/said , who/nsubj knew/relcl/Ruiz it/dobj , said/ROOT",
            "Ruiz",
        ),
        ("head", "the head/nsubj of/prep/head the union/pobj said/ROOT", "the head of the union"),
        (
            "Ruiz",
            "Ana/compound Ruiz/nsubj and/cc/Ruiz Tom/compound Hale/conj/Ruiz said/ROOT",
            "Ana Ruiz and Tom Hale",
        ),
        (
            "Roe",
            "Roe/nsubj , Hale/conj/Roe and/cc/Hale Weir/conj/Hale said/ROOT",
            "Roe, Hale and Weir",
        ),
        ("mayor", "the mayor/nsubj/said hired/acl by/agent them/pobj said/ROOT", "the mayor"),
        (
            "head",
            "the head/nsubj/said of/prep/head the union/pobj , which/nsubj fell/relcl/union , "
            "said/ROOT",
            "the head of the union",
        ),
        ("Roe", "Roe/nsubj , of/prep/Roe Leeds/pobj , said/ROOT", "Roe"),
        ("he", "he/nsubj said/ROOT", "he"),
    ],
)
def test_a_mention_has_its_titles_but_no_apposition_or_clause(
    head: str, line: str, phrase: str
) -> None:
    assert noun_phrase(token(head, line)).text == phrase


def test_a_mention_leaves_out_what_happened_far_behind_it() -> None:
    line = (
        "the man/nsubj/said in/prep/man the hall/pobj of/prep/hall those/pobj hired/acl said/ROOT"
    )
    assert noun_phrase(token("man", line)).text == "the man"


def test_a_mention_does_not_begin_before_a_quotation_mark() -> None:
    line = "“ It/nsubj fell/dep/Ruiz , ” Ana/compound Ruiz/nsubj said/ROOT"
    assert noun_phrase(token("Ruiz", line)).text == "Ana Ruiz"


@pytest.mark.parametrize(
    ("line", "phrase"),
    [
        ("said/ROOT Ana/dep Ruiz/dep", "Ana Ruiz"),
        ("said/ROOT the mayor/dep of/prep/mayor Hull/pobj", "the mayor of Hull"),
        ("said/ROOT JJ:Late/advmod", "Late"),
        ("said/ROOT late/advmod", None),
    ],
)
def test_where_the_parse_fails_the_nearest_name_or_noun_is_the_mention(
    line: str, phrase: str | None
) -> None:
    doc = parsed(line)
    nearest = nearest_phrase(doc, 1, len(doc))
    assert (nearest.text if nearest is not None else None) == phrase


# Whose words a verb reports


@pytest.mark.parametrize(
    ("verb", "line", "speaker"),
    [
        ("said", "Ruiz/nsubj said/ROOT so/advmod", "Ruiz"),
        ("said", "“ so/advmod , ” said/ROOT Ruiz/nsubj", "Ruiz"),
        (
            "adding",
            "Ruiz/nsubj said/ROOT so/advmod , adding/advcl that/mark it/nsubj fell/ccomp",
            "Ruiz",
        ),
        (
            "adding",
            "Ruiz/nsubj said/ROOT Hale/nsubj fell/ccomp , adding/advcl it/dobj",
            "Ruiz",
        ),
        ("added", "Ruiz/nsubj said/ROOT so/advmod and/cc added/conj it/dobj", "Ruiz"),
        ("saying", "Ruiz/nsubj left/ROOT , saying/advcl so/advmod", "Ruiz"),
        (
            "saying",
            "The Gull/nsubj quoted/ROOT Ruiz/dobj as/prep saying/pcomp so/advmod",
            "Ruiz",
        ),
        (
            "saying",
            "Ruiz/nsubjpass was/auxpass VBN:quoted/ROOT as/prep saying/pcomp so/advmod",
            "Ruiz",
        ),
        (
            "saying",
            "Ruiz/ROOT , VBN:quoted/acl as/prep saying/pcomp so/advmod",
            "Ruiz",
        ),
        (
            "saying",
            "Ruiz/nsubj issued/ROOT a statement/dobj saying/acl so/advmod",
            "Ruiz",
        ),
        (
            "saying",
            "Ruiz/poss ’s/case statement/nsubj/left saying/acl so/advmod left/ROOT",
            "Ruiz",
        ),
        ("saying", "the woman/nsubj/left saying/acl so/advmod left/ROOT", "woman"),
        ("asked", "so/dobj VBN:asked/ROOT by/agent Ruiz/pobj", "Ruiz"),
        (
            "said",
            "Ruiz/nsubj/left , who/nsubj said/relcl/Ruiz so/advmod , left/ROOT",
            "Ruiz",
        ),
        (
            "said",
            "the man/nsubj/left who/nsubj said/relcl/man so/advmod left/ROOT",
            "man",
        ),
        (
            "said",
            "words/ROOT from/prep/words Ana/compound Ruiz/pobj last/amod"
            " week/npadvmod/words , who/nsubj said/relcl/words so/advmod",
            "Ruiz",
        ),
    ],
)
def test_who_speaks(verb: str, line: str, speaker: str) -> None:
    source = source_of(token(verb, line))
    assert source is not None
    assert source.text == speaker


@pytest.mark.parametrize(
    ("verb", "line"),
    [
        ("said", "It/nsubjpass was/auxpass VBN:said/ROOT that/mark he/nsubj fell/ccomp"),
        ("said", "There/expl was/auxpass VBN:said/ROOT nothing/dobj"),
        ("told", "Hale/nsubjpass was/auxpass VBN:told/ROOT that/mark it/nsubj fell/ccomp"),
        ("said", "said/ROOT so/advmod"),
    ],
)
def test_nobody_speaks_where_it_was_said_or_somebody_was_told(verb: str, line: str) -> None:
    assert source_of(token(verb, line)) is None


def test_whoever_is_quoted_speaks_also_in_the_passive() -> None:
    line = "Ruiz/nsubjpass was/auxpass VBN:quoted/ROOT so/advmod"
    source = source_of(token("quoted", line))
    assert source is not None
    assert source.text == "Ruiz"


def joined(word: str, dep: str, pos: str, n: int) -> Token:
    """The first of so many words, each joined to the one before it."""
    words, deps, heads = [word] * n, [dep] + ["conj"] * (n - 1), [max(i - 1, 0) for i in range(n)]
    return Doc(BLANK.vocab, words=words, deps=deps, heads=heads, pos=[pos] * n)[0]


@pytest.mark.parametrize("n", [3, 5000])
def test_a_list_of_names_is_one_source_however_long_it_is(n: int) -> None:
    assert len(noun_phrase(joined("Ana", "ROOT", "PROPN", n))) == n


def test_verbs_without_end_have_no_source() -> None:
    assert source_of(joined("said", "ROOT", "VERB", 5000).doc[-1]) is None


def test_a_name_that_is_taken_for_an_auxiliary_is_the_source() -> None:
    assert source_of(token("said", "“No”/ccomp , MD:May/aux said/ROOT .")) is not None
    assert source_of(token("say", "MD:May/aux VB:say/ROOT so/advmod .")) is None
    assert source_of(token("said", "what had/aux VBN:said/ROOT .")) is None
