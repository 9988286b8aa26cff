"""Quotes of a Spark DataFrame of articles, found by Spark's own workers."""

from __future__ import annotations

from quotex.arrow import FIELDS, SCHEMA, Extractor, check_names, check_types
from quotex.extras import extra

with extra("spark", "Spark DataFrames are read"):
    from pyspark.sql import DataFrame

__all__ = ["extract"]


def extract(
    articles: DataFrame, *, nlp: str | None = None, batch_size: int = 64, rejected: bool = False
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

    Raises:
        InputError: if a column is missing or has another type.
        MissingExtraError: if the extra `spark` is not installed, when the module is imported.
    """
    extractor = Extractor(nlp=nlp, batch_size=batch_size, rejected=rejected)
    check_names(articles.columns)
    given = articles.select([name for name in FIELDS if name in articles.columns])
    check_types(given.limit(0).toArrow().schema)
    columns = articles.sparkSession.createDataFrame(SCHEMA.empty_table()).schema
    return given.mapInArrow(extractor.stream, columns)
