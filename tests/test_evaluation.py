"""What the evaluation counts as found, missed and wrong.

The gold and the predictions are short stories of our own. The figures that they have to give were
printed by the project's reference scorer; they stand, test by test, in the file
`data/evaluation/figures.json`.
"""

from __future__ import annotations

import copy
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from quotex.errors import QuotexError
from quotex.evaluation import (
    MEASURES,
    Evaluation,
    EvaluationError,
    documents,
    evaluate,
    evaluate_files,
)

DATA = Path(__file__).parent / "data" / "evaluation"
FIGURES = json.loads((DATA / "figures.json").read_text(encoding="utf-8"))

STORY = (
    "“We will appeal the ruling,” harbour master Ana Ruiz told Coast Radio on Monday. "
    "“The bridge is safe.”\n"
    "Mayor Tom Hale said that the harbour would reopen in May, The Daily Gull reported. "
    "He promised “a much better pier” by summer.\n"
    "“Nobody asked the anglers,” she added. Inspectors call the crack a “minor leak”.\n"
    "Repairs have begun, according to a senior official."
)

Fields = dict[str, Any]
Compare = Callable[[list[Fields], list[Fields]], Evaluation]


def at(words: str, text: str = STORY) -> list[int]:
    """The span of words that stand in the text exactly once."""
    assert text.count(words) == 1, words
    start = text.index(words)
    return [start, start + len(words)]


def quote(
    *content: str,
    kind: str = "direct",
    verbatim: list[str] | None = None,
    mention: str | None = None,
    name: str | None = None,
    type: str = "person",
    cue: str | None = None,
    outlets: list[Fields] | None = None,
    optional: bool = False,
    text: str = STORY,
) -> Fields:
    """A quote whose spans are given as words of the text."""
    if verbatim is None:
        verbatim = list(content) if kind == "direct" else []
    return {
        "kind": kind,
        "optional": optional,
        "content": [at(words, text) for words in content],
        "verbatim": [at(words, text) for words in verbatim],
        "speaker": {"mention": mention and at(mention, text), "name": name, "type": type},
        "cue": cue and at(cue, text),
        "outlets": outlets or [],
    }


def outlet(
    name: str | None, role: str = "told", mention: str | None = None, carried: bool = False
) -> Fields:
    return {
        "name": name,
        "role": role,
        "mention": mention and at(mention),
        "carried": carried,
    }


def story(id: str = "story", text: str = STORY, **quotes: Fields) -> Fields:
    """A document with the quotes of the story, those given by keyword replaced or added."""
    own = {} if text != STORY else _quotes_of_the_story()
    return {"id": id, "text": text, "quotes": list({**own, **quotes}.values())}


def without(document: Fields, position: int) -> Fields:
    """The document less one quote."""
    quotes = [kept for n, kept in enumerate(document["quotes"]) if n != position]
    return {**document, "quotes": quotes}


def _quotes_of_the_story() -> dict[str, Fields]:
    return {
        "appeal": quote(
            "We will appeal the ruling",
            "The bridge is safe",
            mention="harbour master Ana Ruiz",
            name="Ana Ruiz",
            cue="told",
            outlets=[outlet("Coast Radio", "told", "Coast Radio")],
        ),
        "reopen": quote(
            "the harbour would reopen in May",
            kind="indirect",
            mention="Mayor Tom Hale",
            name="Tom Hale",
            cue="said",
            outlets=[outlet("The Daily Gull", "reported", "The Daily Gull")],
        ),
        "pier": quote(
            "“a much better pier” by summer",
            kind="mixed",
            verbatim=["a much better pier"],
            mention="He",
            name="Tom Hale",
            cue="promised",
        ),
        "anglers": quote(
            "Nobody asked the anglers",
            mention="she",
            name="Ana Ruiz",
            cue="added",
            outlets=[outlet("Coast Radio", "told", "Coast Radio", carried=True)],
        ),
        "leak": quote("minor leak", mention="Inspectors", type="group", cue="call", optional=True),
        "repairs": quote(
            "Repairs have begun",
            kind="indirect",
            mention="a senior official",
            type="group",
            cue="according to",
        ),
    }


def changed(key: str, **fields: Any) -> Fields:
    """The story with other values for some fields of one quote."""
    return story("story", STORY, **{key: {**_quotes_of_the_story()[key], **fields}})


def spoken_by(key: str, **fields: Any) -> Fields:
    """The story with another speaker for one quote."""
    return changed(key, speaker={**_quotes_of_the_story()[key]["speaker"], **fields})


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Compare:
    """Evaluate, and require the reference scorer's figures and disagreements for this test."""

    def evaluate_as_reference(gold: list[Fields], predicted: list[Fields]) -> Evaluation:
        result = evaluate(gold, predicted)
        expected = FIGURES[request.node.name]
        assert result.as_dict() == expected["figures"]
        assert list(result.as_dict()) == list(expected["figures"])
        assert [[e.document, e.category, e.text, e.detail] for e in result.errors] == expected[
            "disagreements"
        ]
        return result

    return evaluate_as_reference


# --- Quotes ------------------------------------------------------------------------------------


def test_the_gold_itself_gets_full_marks(compare: Compare) -> None:
    result = compare([story()], [story()])
    assert {score.f1 for score in result.scores.values()} == {100.0}
    assert result.errors == []


def test_a_missed_quote_costs_recall_but_not_precision(compare: Compare) -> None:
    result = compare([story()], [without(story(), 0)])
    assert result.scores["content50"].precision == 100.0
    assert result.scores["content50"].recall == 80.0
    assert result.errors[0].text == "We will appeal the ruling"


def test_a_spurious_quote_costs_precision_but_not_recall(compare: Compare) -> None:
    spurious = quote("on Monday", name="Ana Ruiz")
    result = compare([story()], [story(spurious=spurious)])
    assert result.scores["verbatim"].recall == 100.0
    assert result.scores["verbatim"].precision < 100.0


def test_a_quote_with_wrong_bounds_is_both_missed_and_spurious(compare: Compare) -> None:
    cut = [at("Nobody asked the")]
    result = compare([story()], [changed("anglers", content=cut, verbatim=cut)])
    assert result.scores["content50"].f1 == 100.0
    assert result.scores["content90"].f1 < 100.0
    assert [error.category for error in result.errors] == [
        "missed quoted span",
        "quoted span that is no quote, or wrong bounds",
    ]


def test_a_quote_that_lost_a_word_is_found_but_not_whole(compare: Compare) -> None:
    cut = [at("the harbour would reopen in")]
    result = compare([story()], [changed("reopen", content=cut)])
    assert result.scores["indirect50"].f1 == 100.0
    assert result.scores["content90"].tp == 4


def test_half_of_a_broken_quotation_is_not_the_whole_quote(compare: Compare) -> None:
    part = [at("We will appeal the ruling")]
    result = compare([story()], [changed("appeal", content=part, verbatim=part)])
    assert result.scores["content90"].tp == 4


def test_two_quotes_run_together_answer_one(compare: Compare) -> None:
    words = ["the harbour would reopen in May", "“a much better pier” by summer"]
    both = {
        "kind": "mixed",
        "content": [at(part) for part in words],
        "verbatim": [at("a much better pier")],
    }
    result = compare([story()], [without(changed("reopen", **both), 2)])
    assert result.scores["content50"].tp == 4


def test_of_two_equally_good_predictions_the_first_is_paired(compare: Compare) -> None:
    twin = {**_quotes_of_the_story()["anglers"], "cue": None}
    compare([story()], [story(twin=twin)])


def test_overlapping_content_spans_count_their_characters_once(compare: Compare) -> None:
    content = [at("We will appeal the ruling"), at("will appeal"), at("The bridge is safe")]
    result = compare([story()], [changed("appeal", content=content)])
    assert result.scores["content90"].f1 == 100.0


def test_an_optional_quote_is_neither_asked_for_nor_wrong(compare: Compare) -> None:
    with_it, without_it = story(), without(story(), 4)
    assert compare([story()], [with_it]).scores == evaluate([story()], [without_it]).scores


def test_a_prediction_inside_an_optional_quote_does_not_count(compare: Compare) -> None:
    part = [at("leak")]
    result = compare([story()], [changed("leak", content=part, verbatim=part)])
    assert result.scores["verbatim"].precision == 100.0


def test_a_prediction_far_beyond_an_optional_quote_counts_as_wrong(compare: Compare) -> None:
    wide = [at("added. Inspectors call the crack a “minor leak")]
    result = compare([story()], [changed("leak", content=wide, verbatim=wide)])
    assert result.scores["verbatim"].precision == 80.0


def test_optional_words_in_quotation_marks_excuse_more_than_optional_words(
    compare: Compare,
) -> None:
    wide = [at("Inspectors call the crack a “minor leak")]
    result = compare([story()], [changed("leak", content=wide, verbatim=wide)])
    assert result.scores["verbatim"].predicted == 4
    assert result.scores["content50"].predicted == 6


def test_marks_at_the_edges_do_not_matter(compare: Compare) -> None:
    marked = [at("“Nobody asked the anglers,” ")]
    result = compare([story()], [changed("anglers", content=marked, verbatim=marked)])
    assert result.errors == []


def test_a_leading_that_or_whether_does_not_matter(compare: Compare) -> None:
    text = "She asked whether it rains. He said that no one knew."
    gold = story(
        "rain",
        text,
        a=quote("it rains", kind="indirect", text=text),
        b=quote("no one knew", kind="indirect", text=text),
    )
    predicted = story(
        "rain",
        text,
        a=quote("whether it rains.", kind="indirect", text=text),
        b=quote("that no one knew.", kind="indirect", text=text),
    )
    assert compare([gold], [predicted]).scores["content90"].f1 == 100.0


def test_a_quote_of_nothing_but_marks_is_no_quote(compare: Compare) -> None:
    start, end = at("safe.”\nMayor")
    nothing = [[start + len("safe"), end - len("Mayor")]]
    marks = {"kind": "direct", "content": nothing, "verbatim": nothing}
    assert compare([story()], [story(marks=marks)]).scores["content50"].predicted == 5


def test_a_verbatim_span_outside_the_content_is_ignored(compare: Compare) -> None:
    verbatim = [at("a much better pier"), at("Nobody asked the anglers")]
    result = compare([story()], [changed("pier", verbatim=verbatim)])
    assert result.errors == []


def test_kind_and_type_are_compared_where_the_quote_was_found(compare: Compare) -> None:
    predicted = changed("pier", kind="direct")
    predicted["quotes"][0]["speaker"]["type"] = "organization"
    result = compare([story()], [predicted])
    assert result.scores["kind"].tp == result.scores["type"].tp == 4


def test_an_indirect_quote_taken_for_direct_is_found_all_the_same(compare: Compare) -> None:
    marked = {"kind": "direct", "verbatim": [at("Repairs have begun")]}
    result = compare([story()], [changed("repairs", **marked)])
    assert result.scores["indirect50"].f1 == 100.0


# --- Speakers and cues -------------------------------------------------------------------------


def test_a_mention_of_somebody_else_is_wrong(compare: Compare) -> None:
    result = compare([story()], [spoken_by("anglers", mention=at("Mayor Tom Hale"))])
    assert result.errors[0].category == "wrong mention"
    assert result.errors[0].detail == "gold 'she', got 'Mayor Tom Hale'"


def test_part_of_the_mention_is_enough(compare: Compare) -> None:
    result = compare([story()], [spoken_by("appeal", mention=at("Ana Ruiz"))])
    assert result.scores["verbatim+mention"].f1 == 100.0


def test_a_mention_that_blankets_the_sentence_is_wrong(compare: Compare) -> None:
    blanket = at("“Nobody asked the anglers,” she added. Inspectors call the crack")
    result = compare([story()], [spoken_by("anglers", mention=blanket)])
    assert result.scores["content50+mention"].tp == 4


def test_a_quote_without_a_mention_in_gold_is_left_out(compare: Compare) -> None:
    gold = spoken_by("anglers", mention=None)
    result = compare([gold], [story()])
    assert result.scores["verbatim+mention"].gold == 3
    assert result.errors == []


def test_a_mention_that_was_not_given_is_missed(compare: Compare) -> None:
    assert compare([story()], [spoken_by("anglers", mention=None)]).errors[0].detail == (
        "gold 'she', got None"
    )


def test_a_pronoun_is_no_name(compare: Compare) -> None:
    result = compare([story()], [spoken_by("anglers", name="she")])
    assert result.errors[0].category == "wrong name"


def test_a_quote_without_a_speaker_has_neither_name_nor_mention(compare: Compare) -> None:
    result = compare([story()], [changed("anglers", speaker=None)])
    assert result.scores["content50+name"].tp == 4


def test_a_name_for_an_unnamed_source_is_wrong(compare: Compare) -> None:
    result = compare([story()], [spoken_by("repairs", name="Tom Hale")])
    assert result.scores["content50+name"].tp == 4


SAME_NAMES = [
    pytest.param(
        "person", "Tom Hale", "Mayor Tom Hale", False, id="a title that is not in the list"
    ),
    pytest.param("person", "Tom Hale", "Sen. Tom B. Hale", True, id="a title and a middle initial"),
    pytest.param("person", "Tom Hale", "TOM HALE’S", True, id="capitals and a possessive"),
    pytest.param("person", "Tom Hale", "Hale", False, id="a surname alone"),
    pytest.param("person", "Tom B. Hale", "Tom Hale", True, id="a middle initial in gold"),
    pytest.param("person", "J.K. Moss", "J. K. Moss", True, id="initials with a space"),
    pytest.param("person", "Zoë Núñez", "Zoe Nunez", True, id="accents"),
    pytest.param(
        "person",
        "Ana Ruiz and Tom Hale",
        "Tom Hale and Dr. Ana Ruiz",
        True,
        id="joint speakers in another order",
    ),
    pytest.param(
        "person",
        "Ana Ruiz and Tom Hale",
        "Tom Hale, Ana Ruiz",
        True,
        id="joint speakers with a comma",
    ),
    pytest.param(
        "person", "Ana Ruiz and Tom Hale", "Ana Ruiz", False, id="one of two joint speakers"
    ),
    pytest.param("person", "President", "The President", True, id="nothing but titles"),
    pytest.param(
        "organization",
        "The U.S. Harbour Board",
        "U. S. Harbour Board",
        True,
        id="an article and an abbreviation",
    ),
    pytest.param(
        "organization",
        "Harbour Board",
        "President Harbour Board",
        False,
        id="a title before an organization",
    ),
    pytest.param("organization", "Reuters'", "Reuters", True, id="a bare apostrophe"),
    pytest.param("unknown", "Mr. Grey", "Grey", True, id="a title where the type is unknown"),
    pytest.param("person", "…", None, True, id="no word on either side"),
    pytest.param("person", None, "Tom Hale", False, id="an unnamed source that was named"),
]


@pytest.mark.parametrize(("type", "gold", "predicted", "same"), SAME_NAMES)
def test_names_are_compared_without_titles_initials_and_accents(
    compare: Compare, type: str, gold: str | None, predicted: str | None, same: bool
) -> None:
    result = compare(
        [spoken_by("reopen", name=gold, type=type)], [spoken_by("reopen", name=predicted)]
    )
    assert result.scores["content50+name"].tp == (5 if same else 4)


def test_a_gold_without_names_is_not_asked_for_names(compare: Compare) -> None:
    gold = story()
    for given in gold["quotes"]:
        given["speaker"]["name"] = None
    gold["quotes"][0]["speaker"] = None
    result = compare([gold], [story()])
    assert "content50+name" not in result.scores
    assert "outlets" not in result.scores


def test_a_cue_elsewhere_or_missing_is_counted_apart(compare: Compare) -> None:
    predicted = changed("anglers", cue=at("call"))
    predicted["quotes"][0]["cue"] = None
    cue = compare([story()], [predicted]).scores["cue"]
    assert (cue.tp, cue.predicted, cue.gold) == (3, 4, 5)


# --- Outlets -----------------------------------------------------------------------------------


def test_an_outlet_that_is_not_credited_is_missed(compare: Compare) -> None:
    result = compare([story()], [changed("reopen", outlets=[])])
    assert result.scores["outlets"].recall == 50.0
    assert result.errors[0].text == "daily gull"


def test_an_outlet_with_the_wrong_role_is_found_and_does_not_count_against_the_role(
    compare: Compare,
) -> None:
    cited = [outlet("The Daily Gull", "cited", "The Daily Gull")]
    result = compare([story()], [changed("reopen", outlets=cited)])
    assert result.scores["outlets"].f1 == 100.0
    assert result.scores["outlets+role"].tp == 1


def test_an_outlet_is_known_by_its_words_in_the_text_too(compare: Compare) -> None:
    renamed = [outlet("Gull Media", "reported", "Daily Gull")]
    assert compare([story()], [changed("reopen", outlets=renamed)]).errors == []


def test_an_outlet_nobody_named_counts_as_wrong(compare: Compare) -> None:
    spurious = [outlet("Bay Times", "told", "Inspectors")]
    result = compare([story()], [changed("pier", outlets=spurious)])
    assert result.scores["outlets"].precision == 66.7


def test_an_outlet_carried_on_counts_neither_way(compare: Compare) -> None:
    scores = compare([story()], [changed("anglers", outlets=[])]).scores
    assert scores == evaluate([story()], [story()]).scores


def test_the_outlet_of_another_quote_of_the_speaker_counts_neither_way(compare: Compare) -> None:
    carried = [outlet("Daily Gull", "reported")]
    result = compare([story()], [changed("pier", outlets=carried)])
    assert result.scores["outlets"].predicted == 2


def test_the_outlet_of_another_speaker_counts_as_wrong(compare: Compare) -> None:
    result = compare([story()], [changed("repairs", outlets=[outlet("Coast Radio")])])
    assert result.scores["outlets"].predicted == 3


def test_the_outlets_of_a_missed_quote_are_missed(compare: Compare) -> None:
    result = compare([story()], [without(story(), 1)])
    assert result.errors[-1].detail == "quote not found"


def test_a_spurious_quote_of_a_known_speaker_may_repeat_his_outlet(compare: Compare) -> None:
    spurious = quote("on Monday", name="Ana Ruiz", outlets=[outlet("Coast Radio")])
    assert compare([story()], [story(spurious=spurious)]).scores["outlets"].predicted == 2


def test_it_is_the_true_speaker_whose_other_outlets_are_excused(compare: Compare) -> None:
    predicted = spoken_by("pier", name="Ana Ruiz")
    predicted["quotes"][2]["outlets"] = [outlet("Daily Gull", "reported")]
    assert compare([story()], [predicted]).scores["outlets"].predicted == 2


def test_an_outlet_with_the_same_name_is_paired_before_one_with_the_same_words(
    compare: Compare,
) -> None:
    gold = [outlet("Gull", "told", "The Daily Gull"), outlet("Coast Radio")]
    predicted = [outlet("Coast Radio", "told", "Daily Gull"), outlet("Bay", "told", "Daily Gull")]
    result = compare([changed("reopen", outlets=gold)], [changed("reopen", outlets=predicted)])
    assert result.scores["outlets"].tp == 3


# --- Documents ---------------------------------------------------------------------------------


def test_a_document_without_a_prediction_counts_as_missed_and_is_listed(compare: Compare) -> None:
    result = compare([story("one"), story("two")], [story("two")])
    assert result.missing == ["one"]
    assert result.table().startswith("2 documents, 1 with no prediction: ['one']\n")


def test_a_prediction_for_a_document_the_gold_does_not_know_is_ignored(compare: Compare) -> None:
    compare([story()], [story(), {"id": "stray", "quotes": [{"kind": "sung"}]}])


def test_a_gold_without_documents_gives_no_scores(compare: Compare) -> None:
    assert compare([], [story()]).scores == {}


def test_a_prediction_may_leave_out_the_text_and_everything_empty(compare: Compare) -> None:
    bare = {"kind": "indirect", "content": [at("Repairs have begun")]}
    compare([story()], [{"id": "story", "quotes": [bare]}])


def test_everything_wrong_at_once(compare: Compare) -> None:
    predicted = changed("pier", content=[at("a much better")], verbatim=[at("better pier")])
    predicted["quotes"] += changed("repairs", content=[at("senior official")])["quotes"][::-1]
    predicted["quotes"][1]["outlets"] = [outlet("Coast Radio"), outlet(None)]
    compare([story(), story("other")], [predicted, without(story("other"), 3)])


def test_spans_may_be_objects_as_quotex_writes_them() -> None:
    predicted = story()
    for given in predicted["quotes"]:
        for field in ("content", "verbatim"):
            given[field] = [{"start": start, "end": end} for start, end in given[field]]
    assert evaluate([story()], [predicted]) == evaluate([story()], [story()])


def test_pydantic_records_are_accepted_on_both_sides() -> None:
    class Record(BaseModel):
        id: str
        text: str
        quotes: list[Fields]

    record = Record(**story())
    assert evaluate([record], [record]) == evaluate([story()], [story()])


def test_the_documents_given_are_left_as_they_were() -> None:
    gold, predicted = story(), without(story(), 2)
    before = copy.deepcopy((gold, predicted))
    evaluate([gold], [predicted])
    assert (gold, predicted) == before


def test_thousands_of_quotes_in_one_document_are_no_trouble() -> None:
    text = "“Yes, it is so,” he said. " * 5000
    quotes = [
        {"kind": "direct", "content": [[start, start + 15]], "verbatim": [[start, start + 15]]}
        for start in range(0, len(text), 26)
    ]
    document = {"id": "long", "text": text, "quotes": quotes}
    assert evaluate([document], [document]).scores["content90"].tp == 5000


# --- What is shown -----------------------------------------------------------------------------


def test_the_table_has_a_line_for_every_measure() -> None:
    heading, *lines = evaluate([story()], [without(story(), 0)]).table().split("\n")
    assert heading == "1 documents"
    assert [line.split()[0] for line in lines] == list(MEASURES)
    assert lines[0] == (
        "verbatim           P 100.0  R  50.0  F1  66.7   (2 of 4 gold, 2 predicted)"
    )


def test_a_disagreement_is_shown_on_one_line() -> None:
    part = [[at("We will appeal the ruling")[0], at("The bridge is safe")[1]]]
    gold = changed("appeal", content=part, verbatim=part)
    gold["quotes"][0]["content"] = [at("on Monday. “The bridge is safe.”\nMayor Tom Hale said")]
    errors = evaluate([gold], [without(gold, 0)]).errors
    lines = [str(error) for error in errors]
    assert any("”\nMayor" in error.text for error in errors)
    assert all("\n" not in line and line.count("\t") == 3 for line in lines)
    assert lines[0].startswith("story\tmissed quote")


# --- Files -------------------------------------------------------------------------------------


def write(path: Path, *documents: Fields, mark: str = "") -> Path:
    """A JSON Lines file with a blank line at its end, compressed if its name says so."""
    lines = "".join(json.dumps(document) + "\r\n" for document in documents)
    data = (mark + lines + "\n").encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def test_files_give_what_the_documents_in_them_give(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl.gz", story("one"), story("two"))
    predicted = write(tmp_path / "predicted.jsonl", without(story("two"), 1), mark="\ufeff")
    assert evaluate_files(gold, str(predicted)) == evaluate(
        [story("one"), story("two")], [without(story("two"), 1)]
    )


def broken(**fields: Any) -> Fields:
    return changed("anglers", **fields)


BROKEN_PREDICTIONS = [
    (broken(content=[[5, 9000]]), r"quote 4, content 1: \[5, 9000\] is empty or outside the text"),
    (broken(content=[[-1, 4]]), "outside the text"),
    (broken(verbatim=[[7, 7]]), r"verbatim 1: \[7, 7\] is empty"),
    (broken(cue={"start": 9, "end": 3}), "quote 4, cue: .* is empty or outside"),
    (broken(cue=[3]), r"cue: \[3\] is no span"),
    (broken(cue="said"), "cue: 'said' is no span"),
    (broken(content=[None]), "content 1: None is no span"),
    (broken(content=7), "content: expected a list, not 7"),
    (broken(speaker="Ana Ruiz"), "speaker: expected an object, not 'Ana Ruiz'"),
    (broken(speaker={"name": 7}), "speaker's name: expected text or null, not 7"),
    (spoken_by("anglers", mention=[0, 9000]), "speaker's mention: .* outside the text"),
    (broken(outlets=[outlet("A"), {"mention": [0, 9000]}]), "outlet 2, mention: .* outside"),
    (broken(kind="indirect"), "kind 'indirect' needs no verbatim span"),
    (broken(kind="mixed", verbatim=[]), "kind 'mixed' needs a verbatim span"),
    (broken(kind="sung"), "kind is 'sung', not one of direct, mixed, indirect"),
    ({**story(), "text": "Another text."}, "the text differs from the gold text"),
    ({**story(), "quotes": {}}, "quotes: expected a list"),
    ({**story(), "quotes": ["We will appeal"]}, "quote 1: expected an object"),
]


@pytest.mark.parametrize(("predicted", "message"), BROKEN_PREDICTIONS)
def test_a_broken_prediction_is_refused_with_its_document_and_place(
    predicted: Fields, message: str
) -> None:
    with pytest.raises(EvaluationError, match=rf"predicted document 1 \('story'\).*{message}"):
        evaluate([story()], [predicted])


def test_a_document_predicted_twice_is_refused() -> None:
    with pytest.raises(EvaluationError, match=r"document 2 \('story'\): this id was predicted"):
        evaluate([story()], [story(), story()])


def test_a_document_without_an_id_is_refused() -> None:
    with pytest.raises(EvaluationError, match='predicted document 1: the document has no "id"'):
        evaluate([story()], [{"text": STORY, "quotes": []}])


def test_a_gold_document_needs_its_text() -> None:
    with pytest.raises(EvaluationError, match=r"gold document 1 \('story'\).* no \"text\""):
        evaluate([{"id": "story", "quotes": []}], [])


def test_a_gold_span_outside_the_text_is_refused() -> None:
    with pytest.raises(EvaluationError, match=r"gold document 1 \('story'\), quote 4, content 1"):
        evaluate([broken(content=[[5, 9000]])], [story()])


def test_something_that_is_no_document_is_refused() -> None:
    with pytest.raises(EvaluationError, match="gold document 1: expected an object, not str"):
        evaluate(story(), [])  # type: ignore[arg-type]


@pytest.mark.parametrize("line", ['{"id": "a"', "[1, 2]", "7", '{"text": "no id"}'])
def test_a_bad_line_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    path = write(tmp_path / "predicted.jsonl", story())
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"predicted\.jsonl, line [345]: "):
        evaluate_files(write(tmp_path / "gold.jsonl", story()), path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("latin.jsonl", '{"id": "é"}'.encode("latin-1")),
        ("plain.jsonl.gz", b'{"id": "a"}'),
        ("cut.jsonl.gz", gzip.compress(b'{"id": "a"}')[:-9]),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(EvaluationError, match=rf"{name} cannot be read"):
        evaluate_files(tmp_path / name, tmp_path / name)


def test_a_line_that_would_fill_memory_is_refused_with_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "LONGEST_LINE", 2**16)
    gold = write(tmp_path / "gold.jsonl", story())
    bomb = write(tmp_path / "bomb.jsonl.gz", story(), {"id": "bomb", "text": "x" * 2**17})
    with pytest.raises(EvaluationError, match=r"bomb\.jsonl\.gz, line 2: longer than"):
        evaluate_files(gold, bomb)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"nowhere\.jsonl cannot be read"):
        evaluate_files(tmp_path / "nowhere.jsonl", tmp_path / "nowhere.jsonl")


def test_an_evaluation_error_is_an_error_of_quotex() -> None:
    assert issubclass(EvaluationError, QuotexError)
