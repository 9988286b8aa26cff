"""Quotes of a Ray Dataset of articles, found by Ray's own workers."""

from __future__ import annotations

from typing import Any

from quotex.arrow import Extractor
from quotex.extras import extra

with extra("ray", "Ray Datasets are read"):
    from ray.data import Dataset

__all__ = ["extract"]


def extract(
    articles: Dataset,
    *,
    nlp: str | None = None,
    batch_size: int = 64,
    rejected: bool = False,
    **options: Any,
) -> Dataset:
    """The quotes of a Dataset of articles, a row each, with the columns of `quotex.arrow.SCHEMA`.

    Nothing is read before Ray is asked for rows. As many articles are read at the same time as the
    Dataset has blocks and Ray has CPUs.

    articles (Dataset): with the columns `id` and `text` and, where known, `title`, `url`,
        `published` and `outlet`; others are ignored.
    nlp (str | None): name or path of a spaCy pipeline that each worker has; by default
        `en_core_web_sm`.
    batch_size (int): number of texts that are worked on together.
    rejected (bool): also give rows for quoted words that are nobody's, with the reason.
    options (Any): what else `Dataset.map_batches` takes: `compute`, `num_cpus`, `memory` …

    Raises:
        MissingExtraError: if the extra `ray` is not installed, when the module is imported.
    """
    extractor = Extractor(nlp=nlp, batch_size=batch_size, rejected=rejected)
    return articles.map_batches(extractor, batch_format="pyarrow", batch_size=None, **options)
