"""Statements in training articles as quotex makes them of articles that it has not seen.

The role tagger that comes with quotex has learned from all training articles and knows them too
well. What is trained on its word in turn gets the word of two others, which have each learned from
one half of the articles and read the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quotex.annotations import Quotation, Statement, quotes_of, read
from quotex.evaluation.documents import Document, Entry, read_entries
from quotex.marks import pair_marks
from quotex.pipeline import find_model
from quotex.roles import Reading
from quotex.roles.tagger import RoleTagger
from quotex.statements import find_statements
from quotex.statements.second_opinion import extended
from quotex.statements.units import Layout
from role_training.gold import half_of

__all__ = ["UnseenArticle", "compared", "parser", "unseen_articles"]


class UnseenArticle(NamedTuple):
    """An article with the statements of rules and tagger, whose speakers are not yet chosen."""

    entry: Entry
    doc: Doc
    quotations: list[Quotation]
    layout: Layout
    reading: Reading
    statements: list[Statement]


def parser() -> Language:
    """The pipeline in front of quotex."""
    nlp = spacy.load(find_model())
    nlp.add_pipe("quotex_paragraphs", before="parser")
    return nlp


def unseen_articles(gold: Path, taggers: list[Path], nlp: Language) -> Iterator[UnseenArticle]:
    """The articles of a gold file, each read by the tagger that has not seen it.

    taggers (list[Path]): the weights of the two that left out half 0 and half 1.
    """
    loaded = [RoleTagger.load(path) for path in taggers]
    if [tagger.about.get("unseen_half") for tagger in loaded] != [0, 1]:
        raise SystemExit("give the weights by train_roles.py --unseen-half 0, then those of 1")
    entries = list(read_entries(gold))
    docs = nlp.pipe([str(entry.fields["text"]) for entry in entries], batch_size=16)
    for entry, doc in zip(entries, docs, strict=True):
        quotations = pair_marks(doc.text)
        layout = Layout(doc, quotations)
        statements = find_statements(layout)
        reading = loaded[half_of(str(entry.id))].read(doc, quotations, statements)
        statements = extended(layout, reading, statements)
        yield UnseenArticle(entry, doc, quotations, layout, reading, statements)


def compared(entry: Entry, doc: Doc) -> tuple[list[Statement], Document]:
    """The statements stored on a Doc, in order, and what they are beside the gold."""
    statements = sorted(read(doc)[1], key=lambda statement: statement.first_part)
    quotes = [quote.model_dump() for quote in quotes_of(doc)]
    predicted = Entry(entry.id, {"id": entry.id, "quotes": quotes}, entry.where)
    return statements, Document.compare(entry, predicted)
