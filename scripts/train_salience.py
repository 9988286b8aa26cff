"""Train the weights that say who "he" is, from a gold file with names, and write them.

    python scripts/train_salience.py polnear-train-named.jsonl.gz

Every quote of the gold is given to the speaker rules with its own mention; what counts is how
many speakers get the right name. Each weight in turn is moved up and down for as long as that
helps, by ever smaller steps. Nothing is random: the same file gives the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from itertools import chain
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from quotex.annotations import Offsets, Statement, read
from quotex.evaluation.documents import read_entries
from quotex.evaluation.names import same_name
from quotex.outlets.gazetteer import Gazetteer
from quotex.pipeline import find_model
from quotex.speakers.component import RULES, outlet_names
from quotex.speakers.discourse import Discourse
from quotex.speakers.resolver import Resolver
from quotex.speakers.salience import Salience

WEIGHTS = Path(__file__).parents[1] / "src" / "quotex" / "data" / "en" / "salience.json"
START = Salience(
    per_sentence=-1.0,
    per_paragraph=-1.0,
    per_sighting=-0.1,
    latest=0.5,
    subject=1.0,
    spoke=1.0,
    same_sentence_pronoun=1.0,
    same_sentence_name=-0.5,
    possessor=0.5,
    known_gender=0.5,
    frequency=0.5,
    unlabelled=-1.0,
    shared_word=1.0,
)
"""What one would guess: all traits count, in round numbers. A weight that makes no difference
on the training articles keeps its guess."""
STEPS = (1.0, 0.5, 0.2)
FOLDS = 5

Score = Callable[[Salience], int]
"""How many speakers get the right name with these weights."""


class Article:
    """An article of the gold, ready to be resolved again and again."""

    def __init__(self, doc: Doc, quotes: list[Mapping[str, Any]], outlets: frozenset[str]) -> None:
        quotes = sorted(quotes, key=lambda quote: tuple(quote["content"][0]))
        self.speakers = [quote["speaker"] or {} for quote in quotes]
        self.asked = [not quote["optional"] for quote in quotes]
        self.statements = [statement_of(quote) for quote in quotes]
        self.resolver = Resolver(doc, read(doc)[0], self.statements, RULES, outlets)
        self.found = [(e, e.gender, e.described) for e in self.resolver.entities.all]
        self.known: dict[Salience, int] = {}

    def right(self, weights: Salience) -> int:
        """How many speakers get the right name with these weights."""
        if weights not in self.known:
            self.resolve(weights)
            self.known[weights] = sum(
                same_name(gold.get("name"), statement.name, person=is_person(gold))
                for gold, statement, asked in zip(
                    self.speakers, self.statements, self.asked, strict=True
                )
                if asked
            )
        return self.known[weights]

    def resolve(self, weights: Salience) -> None:
        """Walk through the article anew, with nothing left of an earlier walk."""
        for entity, gender, described in self.found:
            entity.gender, entity.described = gender, described
        self.resolver.answers.clear()
        self.resolver.discourse = Discourse(self.resolver.doc, weights)
        self.resolver.resolve()


def main() -> None:
    """Read the gold, search, report on articles not searched on, and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="gold file with names")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    found = articles(arguments.gold)
    asked = sum(sum(article.asked) for article in found)
    weights = search(score_on(found))
    before, after = score_on(found)(START), score_on(found)(weights)
    print(f"{asked} speakers: {before} right at the start, {after} with the weights found")
    print(f"{unseen(found)} right on articles not searched on, in {FOLDS} folds")
    about = {
        "trained_on": {
            arguments.gold.name: hashlib.sha256(arguments.gold.read_bytes()).hexdigest()
        },
        "speakers": {"asked": asked, "right": after},
    }
    stored = {"about": about, "weights": asdict(weights)}
    arguments.output.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def articles(path: Path) -> list[Article]:
    """The articles of a gold file, parsed."""
    nlp = spacy.load(find_model())
    nlp.add_pipe("quotex_paragraphs", before="parser")
    nlp.add_pipe("quotex_marks")
    entries = [entry.fields for entry in read_entries(path)]
    docs = nlp.pipe([str(fields["text"]) for fields in entries], batch_size=16)
    outlets = outlet_names(Gazetteer.load())
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


def is_person(speaker: Mapping[str, Any]) -> bool:
    return speaker.get("type") in {"person", "unknown", None}


def score_on(found: list[Article]) -> Score:
    """The score on some articles."""
    return lambda weights: sum(article.right(weights) for article in found)


def search(score: Score) -> Salience:
    """The weights that no single step makes better."""
    best = START
    for step in STEPS:
        moved = True
        while moved:
            before = best
            for name in (field.name for field in fields(Salience)):
                best = max((best, *neighbours(best, name, step)), key=score)
            moved = best != before
    return best


def neighbours(weights: Salience, name: str, step: float) -> list[Salience]:
    """The weights with one of them a step higher and lower."""
    value = getattr(weights, name)
    return [replace(weights, **{name: round(value + move, 2)}) for move in (step, -step)]


def unseen(found: list[Article]) -> int:
    """How many speakers are right on each fold, with weights searched on the others."""
    total = 0
    for fold in range(FOLDS):
        others = list(chain.from_iterable(found[n::FOLDS] for n in range(FOLDS) if n != fold))
        total += score_on(found[fold::FOLDS])(search(score_on(others)))
    return total


if __name__ == "__main__":
    main()
