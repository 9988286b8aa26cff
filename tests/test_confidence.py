"""How likely a statement is right: its features, the two models, and what is dropped."""

from __future__ import annotations

import ast
import json
import math
import re
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import quotex
from parsed import parsed, statements
from quotex import confidence
from quotex.annotations import Quotation, Statement, read, rejections_of, write
from quotex.confidence import LENGTHS, Model, features, load_models, make_confidence
from quotex.marks import pair_marks
from quotex.records import Kind

SAID = "“ We/nsubj fell/ccomp/said twice/advmod/fell , ” Ana/compound Ruiz/nsubj said/ROOT ."
TWO = "Ruiz/nsubj said/ROOT it/nsubj fell/ccomp , adding/advcl that/mark he/nsubj knew/ccomp ."
WEIGHTS = resources.files("quotex") / "data" / "en" / "confidence.json"
STORED: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
WEIGHTED = sorted({*STORED["quote"]["weights"], *STORED["speaker"]["weights"]})


def features_of(line: str, **decided: Any) -> set[str]:
    """The features of the first statement in the line; `decided` is what later stages set."""
    return features(parsed(line), replace(statements(line)[0][0], **decided))


# Features


def test_features_say_what_a_reader_can_check() -> None:
    assert features_of(SAID) >= {
        "found_by=statements.clause_behind_content",
        "kind=direct",
        "parts=1",
        "cue=say",
        "cue+kind=say+direct",
        "cue_tag=VBD",
        "cue_dep=ROOT",
        "content_length=<=3",
        "content_length+kind=<=3+direct",
        "content_begins=PRON",
        "content_behind=“",
        "content_before=,",
        "quoted_length=<=3",
        "quoted_personal",
        "quoted_verb",
        "quoted_begins=upper",
        "quoted_ends=,",
        "quoted_share=5",
        "mention=PROPN",
        "mention_dep=nsubj",
        "speaker_named=False",
        "speaker_rule=statements",
        "speaker_type=unknown",
    }


@pytest.mark.parametrize(
    ("line", "present", "absent"),
    [
        ("Ruiz/nsubj has/aux VBN:said/ROOT it/nsubj fell/ccomp .", "cue_aux=have", "cue_neg=not"),
        ("Ruiz/nsubj did/aux not/neg say/ROOT it/nsubj fell/ccomp .", "cue_neg=not", "cue=none"),
        ("It/nsubj fell/ROOT , as/mark he/nsubj says/advcl .", "cue_mark=as", "cue_infinitive"),
        ("to/aux say/ROOT it/nsubj fell/ccomp .", "cue_infinitive", "mention=PRON"),
        ("to/aux say/ROOT it/nsubj fell/ccomp .", "mention=none", "quoted_verb"),
        ("He/nsubj said/ROOT it/nsubj fell/ccomp .", "mention_pronoun=he", "quoted_length=<=1"),
        ("“ It/nsubj fell/ROOT twice/advmod . ”", "cue=none", "cue_tag=VBD"),
        ("“ It/nsubj fell/ROOT twice/advmod . ”", "content_before=.", "quoted_personal"),
        ("“ It/nsubj fell/ROOT . ¶ “ It/nsubj fell/ROOT . ”", "parts=2", "content_over_lines"),
        ("He/nsubj said/ROOT “ fell/ccomp ” .", "content_without_subject", "parts=2"),
        (
            "Ruiz/nsubj said/ROOT it/nsubj was/ccomp “ so/advmod rotten ” .",
            "kind=mixed",
            "kind=direct",
        ),
    ],
)
def test_each_feature_is_there_when_it_should_be(line: str, present: str, absent: str) -> None:
    found = features_of(line)
    assert present in found
    assert absent not in found


def test_the_same_statement_has_the_same_features_each_time() -> None:
    assert features_of(SAID) == features_of(SAID)


def test_features_do_not_depend_on_the_confidence_or_on_other_statements() -> None:
    doc, [first, second] = parsed(TWO), statements(TWO)[0]
    before = features(doc, first)
    first.confidence, second.confidence = 0.1, 0.2
    assert features(doc, first) == before != features(doc, second)


@pytest.mark.parametrize(
    ("length", "said"), [(1, "<=1"), (2, "<=2"), (5, "<=6"), (25, "<=25"), (26, ">25")]
)
def test_lengths_are_classes(length: int, said: str) -> None:
    line = " ".join(["“ It/ROOT", *["fell/dep"] * (length - 1), "”"])
    doc = parsed(line)
    part = (1, len(doc.text) - 1)
    statement = Statement([part], [part], None, None, "rule", 0.5)
    assert f"content_length={said}" in features(doc, statement)


# The model


def test_a_model_adds_up_the_weights_of_the_features_that_are_there() -> None:
    model = Model(0.5, {"a": 1.0, "b": -2.0, "c": 9.0})
    assert model.probability({"a", "b", "unknown"}) == pytest.approx(1 / (1 + math.exp(0.5)))
    assert model.probability(set()) == pytest.approx(1 / (1 + math.exp(-0.5)))


def test_a_model_says_its_reasons_the_weightiest_first() -> None:
    model = Model(0.0, {"a": 1.0, "b": -2.0, "c": 9.0, "d": -1.0})
    assert model.reasons({"d", "a", "b", "unknown"}) == [("b", -2.0), ("a", 1.0), ("d", -1.0)]
    assert model.reasons(set()) == []


@pytest.mark.parametrize("model", load_models())
def test_the_models_that_come_with_quotex_give_likelihoods(model: Model) -> None:
    sure = dict.fromkeys(("content", "start", "end", "cue", "mention"), 0.95)
    unlikely = {"optional": 0.01, "optional_cue": 0.01}
    present = features_of(SAID, name="Ana Ruiz", type="person", likely=sure | unlikely)
    assert 0.5 < model.probability(present) < 1
    assert [name for name, _ in model.reasons(present)] == sorted(
        (name for name in present if name in model.weights),
        key=lambda name: (-abs(model.weights[name]), name),
    )


# What the component makes of it


@pytest.fixture
def weights(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Replace the models by ones with an intercept and weights of our own."""

    def use(quote: Model, speaker: Model) -> None:
        monkeypatch.setattr(confidence, "load_models", lambda: (quote, speaker))

    return use


def judged(line: str, min_confidence: float = 0.0) -> Doc:
    """The Doc of the line when the component has run."""
    doc = parsed(line)
    said, quotations, _ = statements(line)
    write(doc, quotations=quotations, statements=said)
    component = make_confidence(spacy.blank("en"), "quotex_confidence", min_confidence)
    result: Doc = component(doc)
    return result


def test_confidence_is_that_it_is_a_quote_times_that_the_speaker_is_right(weights: Any) -> None:
    weights(Model(math.log(4), {}), Model(0.0, {}))
    [statement] = read(judged(SAID))[1]
    assert statement.confidence == 0.4


def test_what_is_hardly_a_quote_is_dropped_and_its_words_rejected(weights: Any) -> None:
    weights(Model(-0.1, {}), Model(9.0, {}))
    doc = judged(SAID)
    assert read(doc)[1] == []
    [rejection] = rejections_of(doc)
    assert (rejection.span.text, rejection.reason) == ("We fell twice,", confidence.UNLIKELY)


def test_a_doubtful_speaker_alone_drops_nothing(weights: Any) -> None:
    weights(Model(9.0, {}), Model(-9.0, {}))
    doc = judged(SAID)
    assert len(read(doc)[1]) == 1
    assert rejections_of(doc) == []


def test_only_the_unlikely_statement_is_dropped(weights: Any) -> None:
    weights(Model(1.0, {"cue=add": -5.0}), Model(1.0, {}))
    assert [statement.lemma for statement in read(judged(TWO))[1]] == ["say"]


def test_a_user_can_ask_for_more_confidence(weights: Any) -> None:
    weights(Model(math.log(4), {}), Model(0.0, {}))
    assert len(read(judged(SAID, 0.4))[1]) == 1
    doc = judged(SAID, 0.41)
    assert read(doc)[1] == []
    assert [rejection.reason for rejection in rejections_of(doc)] == [confidence.UNLIKELY]


def test_quotations_elsewhere_are_left_alone_and_keep_their_own_reasons() -> None:
    text = "“One.” “Two.” “Three.”"
    one, two, three = pair_marks(text)
    three.rejected = "title or name"
    dropped = Statement(two.parts + three.parts, two.parts + three.parts, None, None, "rule", 0.5)
    confidence.reject([one, two, three], dropped)
    assert [q.rejected for q in (one, two, three)] == [None, confidence.UNLIKELY, "title or name"]


def test_a_dropped_indirect_statement_rejects_nothing() -> None:
    quotation = Quotation([(1, 4)], "“", closed=True)
    confidence.reject([quotation], Statement([(0, 9)], [], None, None, "rule", 0.5))
    assert quotation.rejected is None


def test_a_text_without_statements_stays_as_it_is() -> None:
    assert read(judged("It/nsubj fell/ROOT .")) == ([], [])


@pytest.mark.model
def test_plain_reporting_is_trusted_and_a_term_is_not(nlp: Language) -> None:
    [quote] = quotex.extract("“The harbour will open in May,” Ana Ruiz said.", nlp=nlp)
    assert quote.confidence > 0.8
    assert quotex.extract("The word “pier” comes from Latin.", nlp=nlp) == []


# The weights file


def test_the_weights_are_plain_numbers_and_small() -> None:
    assert set(STORED) == {"about", "quote", "speaker"}
    assert len(WEIGHTS.read_bytes()) < 200_000
    for model in (STORED["quote"], STORED["speaker"]):
        assert set(model) == {"intercept", "weights"}
        numbers = [model["intercept"], *model["weights"].values()]
        assert all(type(number) in {int, float} and abs(number) < 20 for number in numbers)
        assert all(model["weights"].values())
        assert list(model["weights"]) == sorted(model["weights"])


def test_the_weights_say_what_they_were_trained_on() -> None:
    about = STORED["about"]
    assert about.get("trained_on"), "scripts/train_confidence.py writes the file with its sources"
    for name, digest in about["trained_on"].items():
        assert Path(name).name == name
        assert re.fullmatch("[0-9a-f]{64}", digest)
    assert set(about["statements"]) == {"quote", "speaker"}
    assert all(number > 1000 for number in about["statements"].values())


@cache
def producible() -> re.Pattern[str]:
    """The names that the code can give a feature, from what its functions yield."""
    source = Path(confidence.__file__).read_text(encoding="utf-8")
    yields = [
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Yield) and node.value is not None
    ]
    return re.compile("|".join(pattern for value in yields for pattern in _pattern(value)))


def _pattern(value: ast.expr) -> list[str]:
    """What a yielded string looks like: before "=" words and underscores fill a gap."""
    if isinstance(value, ast.Constant):
        return [re.escape(str(value.value))]
    if not isinstance(value, ast.JoinedStr):
        return []
    pattern, gap = "", r"\w+"
    for part in value.values:
        if isinstance(part, ast.Constant):
            text = str(part.value)
            pattern += re.escape(text)
            gap = r"(?s:.*)" if "=" in text else gap
        else:
            pattern += gap
    return [pattern]


@pytest.mark.parametrize("line", [SAID, TWO, "“ It/nsubj fell/ROOT twice/advmod . ”"])
def test_the_patterns_below_cover_what_the_code_gives(line: str) -> None:
    assert all(producible().fullmatch(feature) for feature in features_of(line))


def test_no_weight_is_for_a_feature_that_the_code_cannot_give() -> None:
    assert [name for name in WEIGHTED if not producible().fullmatch(name)] == []


def test_no_weight_is_for_a_rule_a_kind_or_a_length_that_there_is_not() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in Path(quotex.__file__).parent.rglob("*.py")
    )
    lengths = {*(f"<={limit}" for limit in LENGTHS), f">{LENGTHS[-1]}"}
    for name in WEIGHTED:
        feature, _, value = name.partition("=")
        parts = dict(zip(feature.split("+"), value.rsplit("+", feature.count("+")), strict=True))
        rule = parts.get("found_by", "statements.")
        assert f'"{rule}"' in code or rule == "statements.", name
        assert parts.get("kind", "direct") in get_args(Kind), name
        assert parts.get("content_length", "<=1") in lengths, name
        assert parts.get("quoted_length", "<=1") in lengths, name
