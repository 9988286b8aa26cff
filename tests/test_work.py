"""How much work the stages do: what a text does not need, and how it grows.

Work is counted in calls of functions, which a profile sees, and not in seconds.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

import pytest
import spacy
from spacy.tokens import Doc

from parsed import parsed
from quotex.annotations import Quotation, Statement, write
from quotex.confidence import make_confidence
from quotex.marks import pair_marks
from quotex.outlets.component import Outlets, make_outlets
from quotex.speakers.component import SpeakerResolver
from quotex.statements.component import find_statements
from quotex.statements.units import Layout

Subject = TypeVar("Subject")
NLP = spacy.blank("en")
QUOTED = re.compile(r"“(.+?)”")
SPEAKER = re.compile(r" (?:[A-Z]\w+ )*[A-Z]\w+(?= said)|(?<=and )[A-Z]\w+(?= told)|(?<= )[Ss]he\b")


@pytest.fixture(scope="module")
def outlets() -> Outlets:
    """The component with the outlets that come with quotex."""
    return make_outlets(NLP, "quotex_outlets", [])


def doc_of(text: str) -> Doc:
    """A tokenised Doc with one statement for each quotation; the speaker is named behind it."""
    doc = NLP.make_doc(text)
    parts = [match.span(1) for match in QUOTED.finditer(text)]
    mentions = [SPEAKER.search(text, end, end + 60) for _, end in parts]
    statements = [
        Statement([part], [part], None, mention.span() if mention else None, "test", 1.0)
        for part, mention in zip(parts, mentions, strict=True)
    ]
    write(doc, quotations=[Quotation([part], "“", True) for part in parts], statements=statements)
    return doc


def calls(stage: Callable[[Subject], object], subject: Subject) -> int:
    """How many functions are called while a stage works on a Doc, or on what was made of it."""
    count = 0

    def see(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        stage(subject)
    finally:
        sys.setprofile(before)
    return count


def test_a_text_without_statements_asks_nothing_of_the_gazetteer(
    outlets: Outlets, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_doc: Doc) -> None:
        raise AssertionError("asked for outlets that no statement can be credited to")

    monkeypatch.setattr(outlets, "matcher", refuse)
    assert outlets(NLP.make_doc("CNN reported on Reuters."))._.quotex == {}


@pytest.mark.parametrize("stage", ["speakers", "outlets", "confidence"])
def test_a_text_without_statements_is_the_same_work_however_long_it_is(
    stage: str, outlets: Outlets
) -> None:
    stages = {
        "speakers": SpeakerResolver(),
        "outlets": outlets,
        "confidence": make_confidence(NLP, "quotex_confidence", 0.0),
    }
    short, long = (NLP.make_doc("Ana Ruiz told CNN. " * n) for n in (10, 1000))
    calls(stages[stage], NLP.make_doc("No."))  # reads its lists and weights
    assert calls(stages[stage], long) == calls(stages[stage], short)


def numbered(n: int) -> str:
    """A surname of its own for each number: "Baaac"."""
    letters = ""
    for _ in range(4):
        n, digit = divmod(n, 26)
        letters += chr(97 + digit)
    return f"B{letters}"


TEXTS: dict[str, Callable[[int], str]] = {
    "an article again and again": lambda n: (
        "“It fell again,” Mayor Ana Ruiz said. She told CNN so. Ruiz, 45, left.\n\n" * n
    ),
    "other names each time": lambda n: "\n".join(
        f"“It fell again,” Ana {numbered(i)} said. She told the Kent Herald so." for i in range(n)
    ),
    "one line without end": lambda n: (
        "“It fell,” Ana Ruiz said, “and it stood,” Bea told TASS, " * n
    ),
    "one sentence of names": lambda n: (
        "“It fell,” said "
        + ", ".join(f"Ana {numbered(i)}" for i in range(n))
        + " to CNN; “it stood,” she said"
    ),
}


@pytest.mark.parametrize("stage", ["speakers", "outlets", "confidence"])
@pytest.mark.parametrize("text", TEXTS)
def test_twice_the_text_is_no_more_than_twice_the_work(
    text: str, stage: str, outlets: Outlets
) -> None:
    stages = {
        "speakers": SpeakerResolver(frozenset({"CNN", "TASS"})),
        "outlets": outlets,
        "confidence": make_confidence(NLP, "quotex_confidence", 0.0),
    }
    make = TEXTS[text]
    calls(stages[stage], doc_of(make(300)))  # what is kept of words is known from here on
    once, twice = (calls(stages[stage], doc_of(make(n))) for n in (400, 800))
    assert twice < 2.3 * once


def test_of_twice_as_many_unlikely_statements_is_no_more_than_twice_the_work() -> None:
    stage = make_confidence(NLP, "quotex_confidence", 1.0)
    once, twice = (calls(stage, doc_of("“It fell,” Ana Ruiz said.\n\n" * n)) for n in (200, 400))
    assert twice < 2.2 * once


PIECES = {
    "reporting clauses": "Ana/nsubj said/ROOT that/mark it/nsubj fell/ccomp and/cc",
    "reporting clauses in commas": "It/nsubj fell/ccomp , Ana/nsubj said/ROOT , and/cc",
    "reporting verbs alone": "Ana/nsubj said/ROOT and/cc",
    "reporting verbs of one subject": "said/ROOT and/cc",
    "quoted words": "Ana/nsubj said/ROOT “ it/nsubj fell/ccomp ” and/cc",
    "quoted words of nobody": "“ Not/neg so/advmod left/ROOT very/advmod ” and/cc",
    "quoted names": "“ Ana/compound Ruiz/ROOT ”",
}
"""What a sentence can be made of, over and over again."""


def sentence(piece: str, n: int) -> Layout:
    """A sentence of a piece `n` times, each joined to the one before."""
    doc = parsed(piece)
    width = len(doc)
    root = next(token.i for token in doc if token.dep_ == "ROOT")
    whole = Doc(
        doc.vocab,
        words=[token.text for token in doc] * n,
        spaces=[True] * (n * width),
        tags=[token.tag_ for token in doc] * n,
        pos=[token.pos_ for token in doc] * n,
        lemmas=[token.lemma_ for token in doc] * n,
        deps=[
            "conj" if token.dep_ == "ROOT" and i else token.dep_ for i in range(n) for token in doc
        ],
        heads=[
            i * width + token.head.i - (width if token.i == root and i else 0)
            for i in range(n)
            for token in doc
        ],
    )
    return Layout(whole, pair_marks(whole.text))


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_sentence_is_no_more_than_twice_the_work(piece: str) -> None:
    once, twice = (calls(find_statements, sentence(PIECES[piece], n)) for n in (200, 400))
    assert twice < 2.2 * once
