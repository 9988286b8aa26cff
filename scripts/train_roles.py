"""Train the role tagger from gold files and write its weights.

    python scripts/train_roles.py polnear-train.jsonl.gz written-train.jsonl
    python scripts/train_roles.py ... --unseen-half 0 --output half0.npz

The second form leaves out one half of the articles: what the tagger says of those is what it says
of articles that it has not seen, for what is trained on its word in turn. A file that is named more
than once counts so many times.

Give the numerical library one thread (OMP_NUM_THREADS=1): the same file then gives the same
weights, bit for bit on one machine, and it is not slower. Takes about ten minutes.
"""

from __future__ import annotations

import argparse
import hashlib
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from quotex.pipeline import find_model
from quotex.roles.tagger import RoleTagger
from role_training.gold import Article, half_of, lessons, read_gold
from role_training.trainer import Settings, train

WEIGHTS = Path(__file__).parents[1] / "src" / "quotex" / "data" / "en" / "roles.npz"
SOURCE_BIAS = 1.0
"""Chosen on a tenth of the training articles: a source is overlooked more often than made up."""


def main() -> None:
    """Read the gold, parse it, train and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="+", help="gold files, packed by gzip or not")
    parser.add_argument("--output", type=Path, default=WEIGHTS, help="the weights, .npz")
    parser.add_argument("--unseen-half", type=int, choices=(0, 1), help="articles to leave out")
    parser.add_argument("--passes", type=int, default=Settings().passes)
    arguments = parser.parse_args()
    settings = replace(Settings(), passes=arguments.passes)
    articles = [
        article
        for path in arguments.gold
        for article in read_gold(path)
        if half_of(article["id"]) != arguments.unseen_half
    ]
    docs = parsed(articles)
    print(f"{len(articles)} articles, {sum(len(doc) for doc in docs)} tokens")
    about: dict[str, Any] = {
        "trained_on": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in arguments.gold
        },
        "unseen_half": arguments.unseen_half,
        "settings": asdict(settings),
    }
    network = train(lessons(articles, docs), settings)
    RoleTagger(network, source_bias=SOURCE_BIAS, about=about).save(arguments.output)


def parsed(articles: list[Article]) -> list[Doc]:
    """The articles as quotex sees them, parsed."""
    nlp = spacy.load(find_model())
    nlp.add_pipe("quotex_paragraphs", before="parser")
    return list(nlp.pipe([article["text"] for article in articles], batch_size=16))


if __name__ == "__main__":
    main()
