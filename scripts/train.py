"""Train the confidence models from gold files and write their weights.

    python scripts/train_roles.py polnear-train.jsonl.gz --out-of-fold roles.jsonl
    python scripts/train.py polnear-train.jsonl.gz --named polnear-train-named.jsonl.gz \\
        --roles roles.jsonl

The first file teaches what is a quote; the second, whose gold has names, when a speaker is right;
the third has the roles that a tagger sees in articles that it was not trained on. The same files
give the same weights, bit for bit on one machine. Needs scikit-learn (extra "train").
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from spacy.tokens import Doc

from quotex.annotations import quotes_of, read, write
from quotex.confidence import features
from quotex.evaluation.documents import Document, Entry, read_entries
from quotex.evaluation.matching import match
from quotex.marks import pair_marks
from quotex.pipeline import find_model
from quotex.roles import Role
from quotex.statements import find_statements

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
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="gold file: what is a quote")
    parser.add_argument("--named", type=Path, required=True, help="gold file with names")
    parser.add_argument("--roles", type=Path, required=True, help="roles by scripts/train_roles.py")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    roles = read_roles(arguments.roles)
    quote_cases = list(cases(arguments.gold, roles))
    speaker_cases = [case for case in cases(arguments.named, roles) if case.has_partner]
    stored = {
        "about": {
            "trained_on": {
                path.name: hashlib.sha256(path.read_bytes()).hexdigest()
                for path in (arguments.gold, arguments.named)
            },
            "statements": {"quote": len(quote_cases), "speaker": len(speaker_cases)},
        },
        "quote": fit("quote", quote_cases, [case.is_quote for case in quote_cases]),
        "speaker": fit("speaker", speaker_cases, [case.speaker_right for case in speaker_cases]),
    }
    arguments.output.write_text(
        json.dumps(stored, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
    )


def read_roles(path: Path) -> dict[str, list[Role]]:
    """The roles of each article, by its id."""
    lines = path.read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    return {
        article["id"]: [
            Role(start, end, name, optional, score)
            for start, end, name, optional, score in article["roles"]
        ]
        for article in articles
    }


def cases(path: Path, roles: dict[str, list[Role]]) -> Iterator[Case]:
    """The statements that rules and tagger find in the articles of a gold file."""
    nlp = spacy.load(find_model())
    nlp.add_pipe("quotex_paragraphs", before="parser")
    later = [nlp.create_pipe(stage) for stage in ("quotex_speakers", "quotex_outlets")]
    entries = list(read_entries(path))
    docs = nlp.pipe([str(entry.fields["text"]) for entry in entries], batch_size=16)
    for number, (entry, doc) in enumerate(zip(entries, docs, strict=True)):
        quotations = pair_marks(doc.text)
        statements = find_statements(doc, quotations, roles[str(entry.id)])
        write(doc, quotations=quotations, statements=statements)
        for stage in later:
            stage(doc)
        yield from cases_of(number, entry, doc)


def cases_of(number: int, gold: Entry, doc: Doc) -> Iterator[Case]:
    """The statements of one article that count for or against."""
    statements = sorted(read(doc)[1], key=lambda statement: statement.content[0])
    quotes = [quote.model_dump() for quote in quotes_of(doc)]
    predicted = Entry(gold.id, {"id": gold.id, "quotes": quotes}, gold.where)
    document = Document.compare(gold, predicted)
    matches = match(document)
    verbatim_right = {id(matches.predicted_spans[j].quote) for _, j in matches.spans.pairs}
    for position in matches.half.counted:
        quote = document.predicted[position]
        partner = matches.half.partners.get(position)
        yield Case(
            present=features(doc, statements[position]),
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
