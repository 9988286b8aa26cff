"""The role tagger: its encoding, decoding, weights and training, mostly with tiny networks."""

from __future__ import annotations

import importlib
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from spacy.language import Language

from conftest import BLANK, doc_of
from quotex.annotations import Statement
from quotex.errors import QuotexError
from quotex.marks import pair_marks
from quotex.roles import Reading, RoleTagger, load_tagger
from quotex.roles.decoding import KINDS, LABELS, best_labels, marginals, spans
from quotex.roles.encoding import (
    BETWEEN_PARAGRAPHS,
    CLOSING_MARK,
    FIRST_OF_PARAGRAPH,
    HASHED,
    INSIDE,
    OPENING_MARK,
    OUTSIDE,
    UNCLOSED,
    encode,
    pieces,
)
from quotex.roles.network import Network, Plan
from quotex.statements import find_statements
from quotex.statements.units import Layout

ROOT = Path(__file__).parents[1]
EMBEDDED = (6, 4, 3, 3, 2, 2, 2, 2, 3, 3, 4, 4)
PLAN = Plan(width=8, distances=(1, 0, 2), embedded=EMBEDDED, labels=LABELS)
TEXTS = [
    "Yes.",
    "“We will appeal,” Ana Ruiz said. She added that it was late.\n\n“Never again,” she said.",
    "  \n\nRain fell.\n   \nNobody came: ''It was cold.''\n",
    "“One paragraph.\n\n“And another,” Ana Ruiz wrote to the 'Northern Gazette'.",
    "ein\u2028zwei\x0bdrei\x85vier 😀 “fünf",
    "no end " * 40,
]


def tagger(seed: int = 0, scale: float = 1.0) -> RoleTagger:
    """A tagger with random weights that knows the words of `TEXTS`."""
    random = np.random.default_rng(seed)
    hashes = np.concatenate([encode(BLANK(text), pair_marks(text), []).hashes for text in TEXTS])
    known = [np.unique(column) for column in hashes.T]
    weights = {
        name: (scale * random.standard_normal(shape)).astype(np.float16).astype(np.float32)
        for name, shape in PLAN.shapes(known).items()
    }
    return RoleTagger(Network(PLAN, known, weights), source_bias=0.5, about={"seed": seed})


def read(text: str, reader: RoleTagger) -> Reading:
    return reader.read(BLANK(text), pair_marks(text), [])


def tagged(text: str, reader: RoleTagger) -> list[tuple[str, str]]:
    return [(role.name, text[role.start : role.end]) for role in read(text, reader).roles]


# what the network sees


def test_encode_states() -> None:
    text = "“Never,” Ruiz said.\nHe wept: “Oh no"
    encoded = encode(BLANK(text), pair_marks(text), [])
    assert encoded.states.tolist() == [
        *(OPENING_MARK, INSIDE, INSIDE, CLOSING_MARK, OUTSIDE, OUTSIDE, OUTSIDE),
        BETWEEN_PARAGRAPHS,
        *(FIRST_OF_PARAGRAPH, OUTSIDE, OUTSIDE),
        *(OPENING_MARK + 3 * UNCLOSED, INSIDE + 3 * UNCLOSED, INSIDE + 3 * UNCLOSED),
        BETWEEN_PARAGRAPHS,
    ]
    assert encoded.paragraphs.tolist() == [[0, 7], [8, 14]]
    assert [text[a:b] for a, b in zip(encoded.starts, encoded.ends, strict=True) if a >= 0] == [
        token.text for token in BLANK(text) if not token.is_space
    ]


def test_encode_marks_are_alike() -> None:
    curly, straight = "“No,” he said.", '"No," he said.'
    first, second = (encode(BLANK(text), pair_marks(text), []) for text in (curly, straight))
    assert (first.hashes[:, 0] == second.hashes[:, 0]).all()
    assert (first.states == second.states).all()


def test_encode_says_what_part_a_word_plays_in_a_statement_of_the_rules() -> None:
    text = "Ruiz said it was very late."
    rule = "statements.clause_before_content"
    statement = Statement(
        content=[(10, 26)], verbatim=[], cue=(5, 9), mention=(0, 4), rule=rule, found_by=rule
    )
    encoded = encode(BLANK(text), [], [statement])
    content, clause = (
        encoded.hashes[:, HASHED.index(name)].tolist() for name in ("RULE_CONTENT", "RULE_CLAUSE")
    )
    assert [bool(value) for value in content] == [
        False,
        False,
        True,
        True,
        True,
        True,
        False,
        False,
    ]
    assert content[2] != content[3] == content[5], "its first word begins it"
    assert [bool(value) for value in clause] == [True, True] + [False] * 6
    assert clause[0] != clause[1], "a mention is no cue"


def test_encode_sentences() -> None:
    text = "It rained. “Stop!” Ruiz said. He has 3.5 per cent. and more…\nNext line"
    encoded = encode(BLANK(text), pair_marks(text), [])
    first = [text[encoded.starts[row]] for row in encoded.sentences if encoded.starts[row] >= 0]
    assert first == ["I", "“", "R", "H", "N"]


# decoding


def sequences(length: int) -> list[tuple[int, ...]]:
    """All allowed sequences of labels."""
    return [
        labels
        for labels in itertools.product(range(LABELS), repeat=length)
        if all(
            label % 2 or not label or (k and labels[k - 1] in {label - 1, label})
            for k, label in enumerate(labels)
        )
    ]


def test_decoding_is_exact() -> None:
    random = np.random.default_rng(3)
    scores = random.standard_normal((6, LABELS)).astype(np.float32) * 2
    transitions = random.standard_normal((LABELS, LABELS)).astype(np.float32)
    paragraphs = np.array([[0, 2], [3, 6]])
    labels = best_labels(scores, paragraphs, transitions)
    likely = marginals(scores, paragraphs, transitions)
    for first, behind in paragraphs:
        ways = sequences(behind - first)
        weights = [
            sum(scores[first + k, label] for k, label in enumerate(way))
            + sum(transitions[pair] for pair in itertools.pairwise(way))
            for way in ways
        ]
        assert tuple(labels[first:behind]) == ways[int(np.argmax(weights))]
        shares = np.exp(weights) / np.exp(weights).sum()
        expected = np.zeros((behind - first, LABELS))
        for way, share in zip(ways, shares, strict=True):
            expected[np.arange(len(way)), way] += share
        assert likely[first:behind] == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("seed", range(5))
def test_decoding_goes_on_only_where_it_began(seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = (random.standard_normal((60, LABELS)) * 5).astype(np.float32)
    scores[:, 2::2] += 8
    transitions = random.standard_normal((LABELS, LABELS)).astype(np.float32) * 5
    labels = best_labels(scores, np.array([[0, 20], [21, 22], [23, 59]]), transitions)
    for before, label in itertools.pairwise([0, *labels]):
        assert label == 0 or label % 2 == 1 or before in {label - 1, label}
    assert labels[[20, 22, 59]].tolist() == [0, 0, 0]


def test_spans() -> None:
    assert list(spans(np.array([1, 2, 0, 3, 3, 4, 0, 11]))) == [
        (0, 2, 0),
        (3, 4, 1),
        (4, 6, 1),
        (7, 8, 5),
    ]
    assert list(spans(np.zeros(0, np.int64))) == []


# the tagger


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("seed", range(4))
def test_roles_lie_in_the_text(text: str, seed: int) -> None:
    reading = read(text, tagger(seed))
    end = 0
    for role in reading.roles:
        assert end <= role.start < role.end <= len(text)
        assert text[role.start : role.end].strip() == text[role.start : role.end]
        assert len(text[role.start : role.end].splitlines()) == 1
        assert 0 <= role.score <= 1
        end = role.end
    assert reading.begins.shape == reading.inside.shape == (len(BLANK(text)), len(KINDS))
    assert (reading.begins <= reading.inside + 1e-6).all()
    assert (reading.inside.sum(axis=1) <= 1 + 1e-6).all()


def test_roles_are_found() -> None:
    assert any(tagged(text, tagger()) for text in TEXTS)


@pytest.mark.parametrize("text", ["", " ", "\n \n"])
def test_no_words_no_roles(text: str) -> None:
    reading = read(text, tagger())
    assert reading.roles == []
    assert reading.inside.shape == (len(BLANK(text)), len(KINDS))


def test_other_paragraphs_far_away_change_nothing() -> None:
    short, reader = TEXTS[1], tagger()
    long = short + "\n\n" + "It rained all day.\n" * 3
    found = read(short, reader).roles
    first_paragraph = [role for role in found if role.end < short.index("\n")]
    assert [role for role in read(long, reader).roles if role.end < short.index("\n")] == (
        first_paragraph
    )


# the file of weights


def test_save_and_load(tmp_path: Path) -> None:
    written = tagger(scale=0.5)
    written.save(tmp_path / "a.npz")
    written.save(tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    loaded = RoleTagger.load(tmp_path / "a.npz")
    assert loaded.about == {"seed": 0}
    assert loaded.network.plan == PLAN
    for text in TEXTS:
        assert read(text, loaded).roles == read(text, written).roles


def change(header: dict[str, Any], **plan: Any) -> dict[str, Any]:
    return {**header, "plan": {**header["plan"], **plan}}


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda header: change(header, width=9), "mix has the shape"),
        (lambda header: change(header, labels=5), "5 labels"),
        (lambda header: change(header, color=1), "color"),
        (lambda header: {**header, "format": 99}, "format 99"),
        (lambda _: {}, "format"),
    ],
)
def test_load_refuses_other_weights(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], dict[str, Any]], reason: str
) -> None:
    path = tmp_path / "roles.npz"
    tagger().save(path)
    with np.load(path) as arrays:
        kept = dict(arrays)
    header = spoil(json.loads(kept.pop("header").tobytes()))
    np.savez(path, header=np.frombuffer(json.dumps(header).encode(), np.uint8), **kept)
    with pytest.raises(QuotexError, match=f"roles.npz does not hold weights.*{reason}"):
        RoleTagger.load(path)


@pytest.mark.parametrize("content", [None, b"", b"no weights", b"PK\x03\x04broken"])
def test_load_refuses_other_files(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "roles.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(QuotexError, match="install quotex again"):
        RoleTagger.load(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_load_refuses_damaged_files(tmp_path: Path, share: float) -> None:
    path = tmp_path / "roles.npz"
    tagger().save(path)
    data = bytearray(path.read_bytes())
    place = int(share * len(data))
    path.write_bytes(data[:place])
    with pytest.raises(QuotexError, match="install quotex again"):
        RoleTagger.load(path)


# training


@pytest.fixture
def training(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The package that `scripts/train_roles.py` trains with."""
    monkeypatch.syspath_prepend(ROOT / "scripts")
    for module in ("gold", "crf", "trainer"):
        importlib.import_module(f"role_training.{module}")
    return importlib.import_module("role_training")


def article(number: int, text: str, source: str, cue: str, content: str) -> dict[str, Any]:
    """A line of a gold file with one quote."""

    def place(part: str) -> list[int]:
        start = text.index(part)
        return [start, start + len(part)]

    quote = {
        "optional": False,
        "content": [place(content)],
        "cue": place(cue),
        "speaker": {"mention": place(source)},
    }
    return {"id": f"invented-{number}", "text": text, "quotes": [quote]}


ARTICLES = [
    article(
        1, "“The bridge is closed,” Ana Ruiz said.", "Ana Ruiz", "said", "The bridge is closed"
    ),
    article(2, "It rained. The mayor said the dam holds.", "The mayor", "said", "the dam holds"),
]


def lessons_of(training: ModuleType) -> list[Any]:
    return training.gold.lessons(ARTICLES, [BLANK(entry["text"]) for entry in ARTICLES])


def small(training: ModuleType, **settings: Any) -> Any:
    defaults = {"width": 12, "distances": (1, 0), "embedded": EMBEDDED, "batch_rows": 20}
    return training.trainer.Settings(**{**defaults, **settings})


@pytest.fixture
def _known_words(training: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that occur once are learnt too."""
    monkeypatch.setattr(training.gold, "LEAST_OFTEN", {})
    monkeypatch.setattr(training.gold, "LEAST_OFTEN_ELSE", 1)


@pytest.mark.usefixtures("_known_words")
def test_training_is_deterministic(training: ModuleType) -> None:
    first, second = (
        training.trainer.train(lessons_of(training), small(training, passes=1)) for _ in range(2)
    )
    assert first.weights.keys() == second.weights.keys()
    assert all((first.weights[name] == second.weights[name]).all() for name in first.weights)


@pytest.mark.usefixtures("_known_words")
def test_training_learns(training: ModuleType) -> None:
    settings = small(training, passes=60, rate=0.02, name_dropout=0.1)
    learnt = RoleTagger(training.trainer.train(lessons_of(training), settings))
    assert tagged(ARTICLES[0]["text"], learnt) == [
        ("content", "The bridge is closed"),
        ("source", "Ana Ruiz"),
        ("cue", "said"),
    ]
    assert tagged(ARTICLES[1]["text"], learnt) == [
        ("source", "The mayor"),
        ("cue", "said"),
        ("content", "the dam holds"),
    ]


@pytest.mark.usefixtures("_known_words")
def test_training_gradients(training: ModuleType) -> None:
    settings = small(training, dropout=0.0, word_dropout=0.0, name_dropout=0.0)
    learned = lessons_of(training)
    known = training.gold.vocabularies(learned)
    trainer = training.trainer.Trainer(settings, known)
    trainer.weights = {name: w.astype(np.float64) for name, w in trainer.weights.items()}
    trainer.adam.step = lambda *_: None
    batch = training.trainer.Batch.of(learned, known)
    trainer.update(batch, 0.0)
    gradients = trainer.gradients
    for name in ("norm", "place", "mix", "layer0", "layer1_gain", "out", "transitions"):
        weights = trainer.weights[name]
        place = np.unravel_index(np.abs(gradients[name]).argmax(), weights.shape)
        expected = gradients[name][place]
        value, losses = weights[place], []
        for step in (1e-4, -1e-4):
            weights[place] = value + step
            losses.append(trainer.update(batch, 0.0))
        weights[place] = value
        assert (losses[0] - losses[1]) / 2e-4 == pytest.approx(expected, rel=0.01)


def test_labels_begin_anew_in_each_paragraph(training: ModuleType) -> None:
    text = "“One.\n\n“Two,” she said."
    entry = article(3, text, "she", "said", "One.\n\n“Two")
    encoded = encode(BLANK(text), pair_marks(text), [])
    labels = training.gold.labels_of(entry, encoded)
    content, source, cue = (
        1 + 2 * KINDS.index((name, False)) for name in ("content", "source", "cue")
    )
    on = content + 1
    assert labels.tolist() == [0, content, on, 0, content, on, 0, 0, source, cue, 0, 0]


# the weights that come with quotex


@pytest.mark.model
def test_shipped_weights(nlp: Language) -> None:
    text = (
        "“The bridge will stay closed until May,” Mayor Ana Ruiz said on Friday.\n\n"
        "The governor announced that the state would pay for the repairs."
    )
    doc = nlp(text)
    quotations = pair_marks(text)
    statements = find_statements(Layout(doc, quotations))
    roles = load_tagger().read(doc, quotations, statements).roles
    assert [(role.name, text[role.start : role.end]) for role in roles] == [
        ("content", "The bridge will stay closed until May"),
        ("source", "Mayor Ana Ruiz"),
        ("cue", "said"),
        ("source", "The governor"),
        ("cue", "announced"),
        ("content", "the state would pay for the repairs"),
    ]
    assert set(load_tagger().about) == {"settings", "trained_on", "unseen_half"}


def test_shipped_weights_are_small() -> None:
    assert (ROOT / "src" / "quotex" / "data" / "en" / "roles.npz").stat().st_size < 4_000_000


def test_a_long_text_is_read_in_pieces_of_whole_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = doc_of("\n\n".join(f"Paragraph {n} says little. It ends." for n in range(9)))
    encoded = encode(doc, [], [])
    monkeypatch.setattr("quotex.roles.encoding.ROWS_TOGETHER", 20)
    found = list(pieces(encoded))
    assert len(found) > 2
    np.testing.assert_array_equal(np.concatenate([piece.hashes for piece in found]), encoded.hashes)
    before = np.cumsum([0, *map(len, found)])
    for name in ("sentences", "paragraphs"):
        rows = [getattr(piece, name) + start for piece, start in zip(found, before, strict=False)]
        np.testing.assert_array_equal(np.concatenate(rows), getattr(encoded, name))
