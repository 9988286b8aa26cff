"""The rows and columns of all formats that have a quote a row: CSV, Parquet, data frames, batches.

`COLUMNS` is the one list of the columns. A list in Parquet or a data frame is flattened in CSV;
names, order and meaning are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from quotex.records import Article, Quote, Rejection

__all__ = ["COLUMNS", "COLUMNS_VERSION", "Column", "ColumnType", "Row", "rows_of"]

COLUMNS_VERSION = 1
"""Raised when a column of `COLUMNS` is renamed, removed or changes its type or meaning."""

ColumnType = Literal["text", "integer", "number", "spans", "texts"]

Row = dict[str, Any]
"""The cells of a row by the names of their columns, in their order."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a quote's row.

    field (str): the record's field in its cells: `quote.speaker.name`. Behind a list stands the
        field of each item, or `first` or `last` for one of them.
    """

    name: str
    type: ColumnType
    field: str
    meaning: str

    def value(
        self, article: Article, quote: Quote | None = None, rejection: Rejection | None = None
    ) -> Any:
        """The cell of a quote, of rejected words, or of an article that has neither."""
        root, *fields = self.field.split(".")
        records = {"article": article, "quote": quote, "rejection": rejection}
        return field_of(records[root], fields)


def field_of(record: Any, fields: list[str]) -> Any:
    """A field of a field of a record; None where one on the way is None."""
    if record is None or not fields:
        return record
    first, *rest = fields
    if not isinstance(record, list):
        return field_of(getattr(record, first), rest)
    if first in ("first", "last"):
        return field_of(record[0 if first == "first" else -1], rest)
    return [field_of(item, fields) for item in record]


# fmt: off
COLUMNS = (
    Column("article_id", "text", "article.id", "id of the article"),
    Column("article_title", "text", "article.title", "its title"),
    Column("article_url", "text", "article.url", "its address"),
    Column("article_published", "text", "article.published", "its date, as it was given"),
    Column("article_outlet", "text", "article.outlet", "its own publisher"),
    Column("quote_id", "text", "quote.id", "id of the quote in the article"),
    Column("kind", "text", "quote.kind", "direct, mixed or indirect"),
    Column("text", "text", "quote.text", "the content as a person would read it"),
    Column("start", "integer", "quote.content.first.start",
           "where the content starts in the article's text, in characters"),
    Column("end", "integer", "quote.content.last.end", "where it ends"),
    Column("content_spans", "spans", "quote.content", "where each part of it starts and ends"),
    Column("verbatim_spans", "spans", "quote.verbatim",
           "the same for what is inside quotation marks"),
    Column("speaker_name", "text", "quote.speaker.name", "the fullest name that the article gives"),
    Column("speaker_type", "text", "quote.speaker.type",
           "person, organization, outlet, document, group or unknown"),
    Column("speaker_role", "text", "quote.speaker.role", "title or description"),
    Column("speaker_mention", "text", "quote.speaker.mention.text",
           "the words that refer to the speaker beside the quote"),
    Column("speaker_mention_start", "integer", "quote.speaker.mention.start", "where they start"),
    Column("speaker_mention_end", "integer", "quote.speaker.mention.end", "where they end"),
    Column("cue", "text", "quote.cue.text", 'the reporting words, such as "said"'),
    Column("cue_lemma", "text", "quote.cue.lemma", "their dictionary form"),
    Column("cue_start", "integer", "quote.cue.start", "where they start"),
    Column("cue_end", "integer", "quote.cue.end", "where they end"),
    Column("outlet_names", "texts", "quote.outlets.name",
           "credited outlets, nearest to the speaker first"),
    Column("outlet_ids", "texts", "quote.outlets.id",
           "their gazetteer ids in the same order; nothing where one has none"),
    Column("outlet_roles", "texts", "quote.outlets.role",
           "their roles in the same order: told, reported, cited or posted"),
    Column("outlet_mentions", "texts", "quote.outlets.mention.text",
           "the words that name them in the same order"),
    Column("confidence", "number", "quote.confidence", "how sure quotex is, 0 to 1"),
    Column("rule", "text", "quote.rule", "the rule that decided the speaker"),
    Column("rejected", "text", "rejection.reason", "why these quoted words are nobody's"),
    Column("error", "text", "article.error", "why the article could not be read"),
)
# fmt: on


def rows_of(article: Article) -> Iterator[Row]:
    """What was found in an article: its quotes, its rejected words, or why it was not read."""
    for quote in article.quotes:
        yield row_of(article, quote)
    for rejection in article.rejected:
        span = rejection.span
        words = {"text": span.text, "start": span.start, "end": span.end}
        yield row_of(article, rejection=rejection) | words
    if article.error is not None:
        yield row_of(article)


def row_of(article: Article, quote: Quote | None = None, rejection: Rejection | None = None) -> Row:
    """The cells of all columns; those of what is not there are None."""
    return {column.name: column.value(article, quote, rejection) for column in COLUMNS}
