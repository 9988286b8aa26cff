"""Train the weights that say whom "he" or "the minister" means, from gold with names.

    python scripts/train_ranking.py polnear-train-named.jsonl.gz [MORE.jsonl ...]

A file given twice counts twice.

The speaker rules walk through each article with the gold's own mentions, and rank the candidates
of each mention that points elsewhere. A conditional log-linear model learns to put the one first
that has the gold's name. As an answer changes what later pronouns can mean, the walk is repeated
with the weights found, ROUNDS times. The same files give the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from scipy.optimize import minimize
from spacy.tokens import Doc

from quotex.annotations import Offsets, Statement, read
from quotex.evaluation.documents import read_entries
from quotex.evaluation.names import same_name
from quotex.outlets.gazetteer import outlet_names
from quotex.pipeline import find_model
from quotex.speakers.component import RULES
from quotex.speakers.ranking import Candidate, Weights
from quotex.speakers.resolver import Resolver

WEIGHTS = Path(__file__).parents[1] / "src" / "quotex" / "data" / "en" / "ranking.json"
ROUNDS = 4
FOLDS = 5
STRENGTH = {"he": 200.0, "it": 200.0, "person": 1.0, "body": 1.0}
"""What it costs, squared, that a weight differs from the guess. Pronouns keep close to it: trained
freely, they learn how the training articles are written and do worse on other news."""
GUESS = {
    "sentences back": -1.0,
    "paragraphs back": -3.0,
    "others since": -0.3,
    "subject": 1.0,
    "spoke": 2.0,
    "pronoun in the sentence": 2.0,
    "object in the sentence": -0.5,
    "possessor": 0.5,
    "times seen": 0.5,
    "same gender": 0.5,
    "another gender": -8.0,
    "unknown": -1.0,
    "named in the quotation": -5.0,
    "fits": 1.0,
    "fitness": 0.5,
    "of another role": -0.5,
    "fits another better": -2.0,
    "called so before": 1.0,
    "of that age": 5.0,
    "of an age": -2.0,
    "ahead": -8.0,
    "long ago": -8.0,
    "nobody": -8.0,
    "has the word": 1.0,
    "has its noun": 6.0,
    "must have another word": -4.0,
    "has the word of another kind": -3.0,
}
"""What one would guess; weights of which the articles say nothing keep it."""
START: Weights = dict.fromkeys(STRENGTH, GUESS)
"""The weights of the first walk."""


@dataclass(frozen=True)
class Question:
    """A mention that points elsewhere: its candidates, and which of them are right."""

    kind: str
    candidates: Sequence[Candidate]
    right: list[bool]


class Article:
    """An article of the gold, ready to be resolved again and again."""

    def __init__(self, doc: Doc, quotes: list[Mapping[str, Any]], outlets: frozenset[str]) -> None:
        quotes = sorted(quotes, key=lambda quote: tuple(quote["content"][0]))
        self.doc = doc
        self.quotations = read(doc)[0]
        self.speakers = [quote["speaker"] or {} for quote in quotes]
        self.asked = [not quote["optional"] for quote in quotes]
        self.statements = [statement_of(quote) for quote in quotes]
        self.outlets = outlets

    def questions(self, weights: Weights) -> list[Question]:
        """What had to be weighed in a walk with these weights."""
        resolver = Resolver(
            self.doc, self.quotations, self.statements, RULES, self.outlets, weights
        )
        resolver.resolve()
        gold = {
            id(s): (g, a)
            for s, g, a in zip(self.statements, self.speakers, self.asked, strict=True)
        }
        found = []
        for case, answer in resolver.answers:
            speaker, asked = gold[id(case.statement)]
            if asked and answer.candidates:
                right = [is_right(speaker, candidate) for candidate in answer.candidates]
                found.append(Question(answer.candidates[0].kind, answer.candidates, right))
        return found


def is_right(speaker: Mapping[str, Any], candidate: Candidate) -> bool:
    person = speaker.get("type") in {"person", "unknown", None}
    name = candidate.entity.name if candidate.entity else None
    return same_name(speaker.get("name"), name, person=person)


def main() -> None:
    """Read the gold, train, report on articles not trained on, and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="+", help="gold files with names")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    found = [article for path in arguments.gold for article in articles(path)]
    weights = train(found)
    report("trained on", found, weights)
    unseen: Counter[str] = Counter()
    texts = list(dict.fromkeys(article.doc.text for article in found))
    for fold in range(FOLDS):
        left_out = set(texts[fold::FOLDS])
        kept = [article for article in found if article.doc.text not in left_out]
        unseen += right([article for article in found if article.doc.text in left_out], train(kept))
    print("not trained on:", dict(unseen))
    about = {
        "trained_on": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in arguments.gold
        },
    }
    stored = {"about": about, "weights": weights}
    arguments.output.write_text(
        json.dumps(stored, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )


def articles(path: Path) -> list[Article]:
    """The articles of a gold file, parsed."""
    nlp = spacy.load(find_model())
    nlp.add_pipe("quotex_paragraphs", before="parser")
    nlp.add_pipe("quotex_marks")
    entries = [entry.fields for entry in read_entries(path)]
    docs = nlp.pipe([str(fields["text"]) for fields in entries], batch_size=16)
    outlets = outlet_names()
    return [
        Article(doc, fields["quotes"], outlets) for fields, doc in zip(entries, docs, strict=True)
    ]


def statement_of(quote: Mapping[str, Any]) -> Statement:
    """A statement with the mention that the gold gives, its speaker unknown."""
    return Statement(
        content=[pair(span) for span in quote["content"]],
        verbatim=[pair(span) for span in quote["verbatim"]],
        cue=pair(quote["cue"]) if quote["cue"] else None,
        mention=pair(mention) if (mention := (quote["speaker"] or {}).get("mention")) else None,
        rule="gold",
        confidence=1.0,
    )


def pair(span: list[int]) -> Offsets:
    return span[0], span[1]


def right(found: list[Article], weights: Weights) -> Counter[str]:
    """How many questions of each kind are answered right, and how many there are."""
    counts: Counter[str] = Counter()
    for article in found:
        for question in article.questions(weights):
            counts[f"{question.kind} asked"] += 1
            counts[f"{question.kind} answerable"] += any(question.right)
            counts[f"{question.kind} right"] += question.right[0]
    return counts


def report(what: str, found: list[Article], weights: Weights) -> None:
    print(f"{what}:", dict(right(found, weights)))


def train(found: list[Article]) -> Weights:
    """The weights after ROUNDS walks."""
    weights = START
    for _ in range(ROUNDS):
        by_kind: dict[str, list[Question]] = defaultdict(list)
        for article in found:
            for question in article.questions(weights):
                if any(question.right) and not all(question.right):
                    by_kind[question.kind].append(question)
        weights = {kind: fit(by_kind[kind], STRENGTH[kind]) for kind in STRENGTH}
    return weights


def fit(questions: list[Question], strength: float) -> dict[str, float]:
    """The weights that make the right candidates likeliest, and differ little from the guess."""
    names = sorted({name for q in questions for c in q.candidates for name in c.features})
    guess = np.array([GUESS.get(name, 0.0) for name in names])
    tables = [(table(question, names), np.array(question.right)) for question in questions]

    def loss(change: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = strength * change @ change, 2 * strength * change
        for features, good in tables:
            scores = features @ (guess + change)
            odds = np.exp(scores - scores.max())
            own = odds * good + 1e-300
            total -= np.log(own.sum() / odds.sum())
            slope += (odds / odds.sum() - own / own.sum()) @ features
        return total, slope

    change = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    pairs = zip(names, guess + change, strict=True)
    return {name: round(float(weight), 3) for name, weight in pairs}


def table(question: Question, names: list[str]) -> np.ndarray:
    """The features of the candidates, a row each."""
    return np.array([[c.features.get(name, 0.0) for name in names] for c in question.candidates])


if __name__ == "__main__":
    main()
