"""Quotes of a Spark DataFrame of articles, found by Spark's own workers."""

from __future__ import annotations

from quotex.arrow import FIELDS, SCHEMA, Extractor, check_names, check_types
from quotex.extras import extra
from quotex.limits import MAX_CHARACTERS

with extra("spark", "Spark DataFrames are read"):
    from pyspark.sql import DataFrame

__all__ = ["extract"]


def extract(
    articles: DataFrame,
    *,
    nlp: str | None = None,
    batch_size: int = 64,
    rejected: bool = False,
    max_characters: int = MAX_CHARACTERS,
    max_seconds: float | None = None,
) -> DataFrame:
    """The quotes of a DataFrame of articles, a row each, with the columns of `quotex.arrow.SCHEMA`.

    Nothing is read before Spark is asked for rows. As many articles are read at the same time as
    the DataFrame has partitions and Spark has cores.

    articles (DataFrame): with the columns `id` and `text` and, where known, `title`, `url`,
        `published` and `outlet`; others are ignored.
    nlp (str | None): name or path of a spaCy pipeline that each worker has; by default
        `en_core_web_sm`.
    batch_size (int): number of texts that are worked on together.
    rejected (bool): also give rows for quoted words that are nobody's, with the reason.
    max_characters (int): how long a text may be.
    max_seconds (float | None): how long reading one article may take; by default for ever. With a
        limit, the worker reads each batch in a process of its own, which is ended.

    Raises:
        InputError: if a column is missing or has another type, or a number makes no sense.
        MissingExtraError: if the extra `spark` is not installed, when the module is imported.
    """
    extractor = Extractor(nlp, batch_size, rejected, max_characters, max_seconds)
    check_names(articles.columns)
    given = articles.select([name for name in FIELDS if name in articles.columns])
    check_types(given.limit(0).toArrow().schema)
    columns = articles.sparkSession.createDataFrame(SCHEMA.empty_table()).schema
    return given.mapInArrow(extractor.stream, columns)
