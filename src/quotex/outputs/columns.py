"""The columns of the formats that have a quote a row, and a quote's cells in them."""

from __future__ import annotations

from collections.abc import Sequence

from quotex.records import Article, Outlet, Quote, Span

__all__ = ["COLUMNS", "COLUMNS_VERSION", "Cell", "row_of"]

COLUMNS_VERSION = 1
"""Raised when a column of `COLUMNS` is renamed, removed or changes its meaning."""

COLUMNS = (
    "article_id",
    "article_title",
    "article_url",
    "article_published",
    "article_outlet",
    "quote_id",
    "kind",
    "text",
    "start",
    "end",
    "content_spans",
    "verbatim_spans",
    "speaker_name",
    "speaker_type",
    "speaker_role",
    "speaker_mention",
    "speaker_mention_start",
    "speaker_mention_end",
    "cue",
    "cue_lemma",
    "cue_start",
    "cue_end",
    "outlet_names",
    "outlet_ids",
    "outlet_roles",
    "outlet_mentions",
    "confidence",
    "rule",
)

SEPARATOR = " | "

Cell = str | int | float | None


def row_of(article: Article, quote: Quote) -> list[Cell]:
    """A quote's cells, in the order of `COLUMNS`."""
    speaker, cue = quote.speaker, quote.cue
    return [
        article.id,
        article.title,
        article.url,
        article.published,
        article.outlet,
        quote.id,
        quote.kind,
        quote.text,
        quote.content[0].start,
        quote.content[-1].end,
        offsets(quote.content),
        offsets(quote.verbatim),
        speaker.name,
        speaker.type,
        speaker.role,
        *span_cells(speaker.mention),
        cue.text if cue else None,
        cue.lemma if cue else None,
        cue.start if cue else None,
        cue.end if cue else None,
        *outlet_cells(quote.outlets),
        quote.confidence,
        quote.rule,
    ]


def offsets(spans: Sequence[Span]) -> str:
    """Spans as `start:end`, with a space between two of them."""
    return " ".join(f"{span.start}:{span.end}" for span in spans)


def span_cells(span: Span | None) -> tuple[Cell, Cell, Cell]:
    """A span's text, start and end."""
    return (span.text, span.start, span.end) if span else (None, None, None)


def outlet_cells(outlets: Sequence[Outlet]) -> list[Cell]:
    """Names, ids, roles and mentions of the outlets, in the same order in each cell."""
    return [
        SEPARATOR.join(outlet.name for outlet in outlets),
        SEPARATOR.join(outlet.id or "" for outlet in outlets),
        SEPARATOR.join(outlet.role for outlet in outlets),
        SEPARATOR.join(outlet.mention.text if outlet.mention else "" for outlet in outlets),
    ]
