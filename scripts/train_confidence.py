"""Train the confidence models from gold files and write their weights.

    python scripts/train_confidence.py polnear-train.jsonl.gz written-train.jsonl \\
        --named polnear-train-named.jsonl.gz written-train.jsonl --taggers half0.npz half1.npz

The first files teach what is a quote; those whose gold has names, when a speaker is right. The
weights of the two taggers are by `scripts/train_roles.py --unseen-half`. The same files give the
same weights, bit for bit on one machine. Needs scikit-learn (extra "train").
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from quotex.annotations import write
from quotex.confidence import features
from quotex.evaluation.matching import match
from quotex.pipeline import STAGES
from quotex.statements.linking import link_speakers
from quotex.statements.second_opinion import measure
from unseen import compared, parser, unseen_articles

WEIGHTS = Path(__file__).parents[1] / "src" / "quotex" / "data" / "en" / "confidence.json"
FEWEST_CASES = 6
"""A feature seen in fewer statements gets no weight."""
STRENGTH = 0.3
"""Inverse of the regularisation, chosen by cross-validation within the training articles."""
FOLDS = 5


@dataclass
class Case:
    """A statement that the rules found, and whether the gold agrees."""

    present: set[str]
    article: int
    is_quote: bool
    """Half of the content is right, or words in quotation marks are."""
    speaker_right: bool
    has_partner: bool
    """There is a gold speaker to compare with."""


def main() -> None:
    """Read the gold, run the rules over it, fit and write."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("gold", type=Path, nargs="+", help="gold files: what is a quote")
    arguments.add_argument(
        "--named", type=Path, nargs="+", required=True, help="gold files with names"
    )
    arguments.add_argument(
        "--taggers", type=Path, nargs=2, required=True, help="weights by scripts/train_roles.py"
    )
    arguments.add_argument("--output", type=Path, default=WEIGHTS)
    given = arguments.parse_args()
    quote_cases = list(cases(given.gold, given.taggers))
    speaker_cases = [case for case in cases(given.named, given.taggers) if case.has_partner]
    stored = {
        "about": {
            "trained_on": {
                path.name: hashlib.sha256(path.read_bytes()).hexdigest()
                for path in (*given.gold, *given.named)
            },
            "statements": {"quote": len(quote_cases), "speaker": len(speaker_cases)},
        },
        "quote": fit("quote", quote_cases, [case.is_quote for case in quote_cases]),
        "speaker": fit("speaker", speaker_cases, [case.speaker_right for case in speaker_cases]),
    }
    given.output.write_text(
        json.dumps(stored, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
    )


def cases(gold: list[Path], taggers: list[Path]) -> Iterator[Case]:
    """The statements in the articles of gold files that count for or against."""
    nlp = parser()
    done = ("quotex_marks", "quotex_statements", "quotex_confidence")
    later = [nlp.create_pipe(stage) for stage in STAGES if stage not in done]
    articles = chain.from_iterable(unseen_articles(path, taggers, nlp) for path in gold)
    for number, article in enumerate(articles):
        link_speakers(article.layout, article.reading, article.statements)
        measure(article.layout, article.reading, article.statements)
        write(article.doc, quotations=article.quotations, statements=article.statements)
        for stage in later:
            stage(article.doc)
        statements, document = compared(article.entry, article.doc)
        matches = match(document)
        verbatim_right = {id(matches.predicted_spans[j].quote) for _, j in matches.spans.pairs}
        for position in matches.half.counted:
            quote = document.predicted[position]
            partner = matches.half.partners.get(position)
            yield Case(
                present=features(article.doc, statements[position]),
                article=number,
                is_quote=partner is not None or id(quote) in verbatim_right,
                speaker_right=partner is not None and document.gold[partner].is_named_alike(quote),
                has_partner=partner is not None,
            )


def fit(name: str, found: list[Case], labels: list[bool]) -> dict[str, Any]:
    """Fit a logistic regression; print how well it does on articles that it has not seen."""
    counts = Counter(feature for case in found for feature in case.present)
    rows = [
        {feature: 1.0 for feature in sorted(case.present) if counts[feature] >= FEWEST_CASES}
        for case in found
    ]
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform(rows)
    model = LogisticRegression(C=STRENGTH, solver="lbfgs", max_iter=2000)
    articles = [case.article for case in found]
    unseen = cross_val_predict(
        model, matrix, labels, groups=articles, cv=GroupKFold(FOLDS), method="predict_proba"
    )[:, 1]
    report(name, list(unseen), labels)
    model.fit(matrix, labels)
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "weights": {
            feature: round(float(weight), 4)
            for feature, weight in zip(vectorizer.feature_names_, model.coef_[0], strict=True)
            if round(float(weight), 4)
        },
    }


def report(name: str, likelihoods: list[float], labels: list[bool]) -> None:
    """Print, for each tenth of likelihood, how many statements there are and how many right."""
    print(f"{name}: {len(labels)} statements, {sum(labels)} right")
    for tenth in range(10):
        inside = [
            label
            for likelihood, label in zip(likelihoods, labels, strict=True)
            if tenth <= 10 * likelihood < tenth + 1 or (tenth == 9 and likelihood == 1)
        ]
        if inside:
            low, share = tenth / 10, sum(inside) / len(inside)
            print(f"  {low:.1f}-{low + 0.1:.1f}  {len(inside):5}  {share:.2f}")


if __name__ == "__main__":
    main()
