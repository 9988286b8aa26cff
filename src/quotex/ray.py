"""Quotes of a Ray Dataset of articles, found by Ray's own workers."""

from __future__ import annotations

from typing import Any

from quotex.arrow import Extractor
from quotex.extras import extra
from quotex.limits import MAX_CHARACTERS

with extra("ray", "Ray Datasets are read"):
    from ray.data import Dataset

__all__ = ["extract"]


def extract(
    articles: Dataset,
    *,
    nlp: str | None = None,
    batch_size: int = 64,
    rejected: bool = False,
    max_characters: int = MAX_CHARACTERS,
    max_seconds: float | None = None,
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
    max_characters (int): how long a text may be.
    max_seconds (float | None): how long reading one article may take; by default for ever. With a
        limit, the worker reads each batch in a process of its own, which is ended.
    options (Any): what else `Dataset.map_batches` takes: `compute`, `num_cpus`, `memory` …

    Raises:
        InputError: if a number makes no sense.
        MissingExtraError: if the extra `ray` is not installed, when the module is imported.
    """
    extractor = Extractor(nlp, batch_size, rejected, max_characters, max_seconds)
    return articles.map_batches(extractor, batch_format="pyarrow", batch_size=None, **options)
