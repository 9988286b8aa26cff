"""Train the role tagger from a gold file and write its weights.

    python scripts/train_roles.py polnear-train.jsonl.gz
    python scripts/train_roles.py polnear-train.jsonl.gz --out-of-fold roles.jsonl

The second form writes no weights. It trains one network on each half of the articles and writes
the roles that it finds in the other half: those of articles that it has not seen, for what is
trained on them in turn. A line is an article: {"id": ..., "roles": [[start, end, name, optional,
score], ...]}.

Give the numerical library one thread (OMP_NUM_THREADS=1): the same file then gives the same
weights, bit for bit on one machine, and it is not slower. Takes about ten minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from quotex.marks import pair_marks
from quotex.pipeline import find_model
from quotex.roles.tagger import RoleTagger
from role_training.gold import Article, fold_of, lessons, read_gold
from role_training.trainer import Settings, train

WEIGHTS = Path(__file__).parents[1] / "src" / "quotex" / "data" / "en" / "roles.npz"
SOURCE_BIAS = 1.0
"""Chosen on a tenth of the training articles: a source is overlooked more often than made up."""
FOLDS = 2


def main() -> None:
    """Read the gold, parse it, train and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="gold file, packed by gzip or not")
    parser.add_argument("--output", type=Path, default=WEIGHTS, help="the weights, .npz")
    parser.add_argument("--out-of-fold", type=Path, metavar="FILE", help="write roles instead")
    parser.add_argument("--passes", type=int, default=Settings().passes)
    arguments = parser.parse_args()
    settings = replace(Settings(), passes=arguments.passes)
    articles = read_gold(arguments.gold)
    docs = parsed(articles)
    if arguments.out_of_fold is None:
        about: dict[str, Any] = {
            "trained_on": {
                arguments.gold.name: hashlib.sha256(arguments.gold.read_bytes()).hexdigest()
            },
            "settings": asdict(settings),
        }
        tagger_of(articles, docs, settings, about).save(arguments.output)
    else:
        lines = out_of_fold(articles, docs, settings)
        arguments.out_of_fold.write_text("".join(lines), encoding="utf-8")


def parsed(articles: list[Article]) -> list[Doc]:
    """The articles as quotex sees them, parsed."""
    nlp = spacy.load(find_model())
    nlp.add_pipe("quotex_paragraphs", before="parser")
    return list(nlp.pipe([article["text"] for article in articles], batch_size=16))


def tagger_of(
    articles: list[Article],
    docs: list[Doc],
    settings: Settings,
    about: dict[str, Any] | None = None,
) -> RoleTagger:
    """Train a tagger."""
    print(f"{len(articles)} articles, {sum(len(doc) for doc in docs)} tokens")
    network = train(lessons(articles, docs), settings)
    return RoleTagger(network, source_bias=SOURCE_BIAS, about=about)


def out_of_fold(articles: list[Article], docs: list[Doc], settings: Settings) -> list[str]:
    """For each article a line with the roles that a tagger finds that has not seen it."""
    folds = [fold_of(article["id"], FOLDS) for article in articles]
    lines: dict[str, str] = {}
    for fold in range(FOLDS):
        seen = [k for k, other in enumerate(folds) if other != fold]
        tagger = tagger_of([articles[k] for k in seen], [docs[k] for k in seen], settings)
        for article, doc, other in zip(articles, docs, folds, strict=True):
            if other == fold:
                lines[article["id"]] = line_of(article, doc, tagger)
    return [lines[article["id"]] for article in articles]


def line_of(article: Article, doc: Doc, tagger: RoleTagger) -> str:
    """The roles of one article, as JSON."""
    roles = [
        [role.start, role.end, role.name, role.optional, role.score]
        for role in tagger.tag(doc, pair_marks(doc.text))
    ]
    return json.dumps({"id": article["id"], "roles": roles}) + "\n"


if __name__ == "__main__":
    main()
