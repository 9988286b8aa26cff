"""Train the choice of mentions from gold files and write its weights.

    python scripts/train_linking.py polnear-train.jsonl.gz written-train.jsonl \\
        --taggers half0.npz half1.npz

The weights of the two taggers are by `scripts/train_roles.py --unseen-half`. The same files give
the same weights, bit for bit on one machine. Needs scikit-learn and SciPy (extra "train").
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer

from quotex.annotations import write
from quotex.evaluation.matching import match
from quotex.evaluation.spans import Bounds, on_target
from quotex.statements.cues import RELATIVE, antecedent
from quotex.statements.linking import Surroundings, features
from unseen import UnseenArticle, compared, parser, unseen_articles

WEIGHTS = Path(__file__).parents[1] / "src" / "quotex" / "data" / "en" / "linking.json"
FEWEST_CHOICES = 5
"""A feature seen in fewer choices gets no weight."""
PENALTY = 3e-4
"""On the square of each weight; chosen by what it does to the development articles."""


class Choice(NamedTuple):
    """The features of the candidates of one statement, and which of them the gold agrees with."""

    candidates: list[set[str]]
    right: list[bool]


def main() -> None:
    """Read the gold, let rules and taggers find candidates, fit and write."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("gold", type=Path, nargs="+", help="gold files")
    arguments.add_argument(
        "--taggers", type=Path, nargs=2, required=True, help="weights by scripts/train_roles.py"
    )
    arguments.add_argument("--output", type=Path, default=WEIGHTS)
    given = arguments.parse_args()
    nlp = parser()
    articles = chain.from_iterable(unseen_articles(path, given.taggers, nlp) for path in given.gold)
    found = [choice for article in articles for choice in choices(article)]
    stored = {
        "about": {
            "trained_on": {
                path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in given.gold
            },
            "choices": len(found),
        },
        "weights": fit(found),
    }
    text = json.dumps(stored, indent=1, ensure_ascii=False, sort_keys=True)
    given.output.write_text(text + "\n", encoding="utf-8")


def choices(article: UnseenArticle) -> Iterator[Choice]:
    """The statements of an article that the gold has, and that leave a choice to make."""
    around = Surroundings(article.layout, article.reading, article.statements)
    write(article.doc, quotations=article.quotations, statements=article.statements)
    _, document = compared(article.entry, article.doc)
    for gold_position, position in match(document).half.pairs:
        wanted = document.gold[gold_position].mention
        if wanted is None:
            continue
        statement = article.statements[position]
        candidates = around.candidates(statement)
        wanted = meant(article, wanted)
        right = [on_target(wanted, Bounds(*candidate.mention)) for candidate in candidates]
        if len(candidates) > 1 and any(right):
            yield Choice(features(around, statement, candidates), right)


def meant(article: UnseenArticle, mention: Bounds) -> Bounds:
    """The mention; where the gold has "who", which PolNeAR does, the noun that it stands for."""
    word = article.doc[article.layout.token_at(mention.start)]
    phrase = antecedent(word) if word.lower_ in RELATIVE else None
    return Bounds(phrase.start_char, phrase.end_char) if phrase is not None else mention


def fit(found: list[Choice]) -> dict[str, float]:
    """The weights that make the right candidates likeliest (a conditional logit)."""
    rows = list(chain.from_iterable(choice.candidates for choice in found))
    counts = Counter(chain.from_iterable(rows))
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform(
        [{name: 1.0 for name in sorted(row) if counts[name] >= FEWEST_CHOICES} for row in rows]
    )
    right = np.array(list(chain.from_iterable(choice.right for choice in found)))
    first = np.cumsum([0, *(len(choice.right) for choice in found[:-1])])
    start = np.zeros(matrix.shape[1])
    solved = minimize(loss, start, (matrix, right, first), method="L-BFGS-B", jac=True)
    chosen = highest(matrix @ solved.x, first)
    print(
        f"{len(found)} choices, {right[chosen].mean():.1%} right, {right[first].mean():.1%} by rule"
    )
    named = zip(vectorizer.feature_names_, solved.x.tolist(), strict=True)
    return {name: round(weight, 4) for name, weight in named if round(weight, 4)}


def loss(
    weights: NDArray[np.float64],
    matrix: csr_matrix,
    right: NDArray[np.bool_],
    first: NDArray[np.int64],
) -> tuple[float, NDArray[np.float64]]:
    """How unlikely the right candidates are, with the gradient; `first` rows begin the choices."""
    scores = matrix @ weights
    lengths = np.diff(np.append(first, len(scores)))
    odds = np.exp(scores - np.repeat(np.maximum.reduceat(scores, first), lengths))
    likely = odds / np.repeat(np.add.reduceat(odds, first), lengths)
    likely_right = np.add.reduceat(likely * right, first)
    expected = likely * right / np.repeat(likely_right, lengths)
    value = -np.log(likely_right).mean() + PENALTY * float(weights @ weights)
    return value, matrix.T @ (likely - expected) / len(first) + 2 * PENALTY * weights


def highest(scores: NDArray[np.float64], first: NDArray[np.int64]) -> NDArray[np.int64]:
    """The row with the highest score of each choice."""
    behind = np.append(first[1:], len(scores))
    return np.array([a + scores[a:b].argmax() for a, b in zip(first, behind, strict=True)])


if __name__ == "__main__":
    main()
