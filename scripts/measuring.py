"""quotex run over a gold file, article by article, beside the gold: for the scripts that count."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language

from quotex.annotations import quotes_of
from quotex.evaluation.documents import Document, Entry, read_entries
from quotex.pipeline import load
from quotex.records import Quote

__all__ = ["Answer", "answers"]


class Answer(NamedTuple):
    """The gold of an article beside what quotex found, and that again as records."""

    gold: Entry
    document: Document
    records: list[Quote]


def answers(path: Path, nlp: Language | None = None) -> Iterator[Answer]:
    """Run a pipeline, by default quotex's own, over the articles of a gold file."""
    entries = list(read_entries(path))
    docs = (nlp or load()).pipe([str(entry.fields["text"]) for entry in entries], batch_size=16)
    for entry, doc in zip(entries, docs, strict=True):
        records = quotes_of(doc)
        found = {"id": entry.id, "quotes": [record.model_dump() for record in records]}
        document = Document.compare(entry, Entry(entry.id, found, entry.where))
        yield Answer(entry, document, records)
