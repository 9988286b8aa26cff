"""Many Docs at once through a component that takes less time for them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.pipeline import Pipe
from spacy.tokens import Doc

__all__ = ["in_batches"]

MOST_TOKENS = 50_000
"""With so many a batch is full, however few Docs it has: memory does not grow with their length."""
Together = Callable[[list[Doc]], list[Doc]]


def in_batches(
    component: Pipe, together: Together, stream: Iterable[Doc], batch_size: int
) -> Iterator[Doc]:
    """The Docs of a stream with what a component adds to them, in order.

    component (Pipe): it is asked for each Doc of a batch that fails, so that a failing Doc is
        left to its error handler and costs no other.
    together (Callable[[list[Doc]], list[Doc]]): what it does, for many Docs.
    batch_size (int): the most Docs in a batch; long ones are fewer.

    Raises:
        Exception: what the component raises on a Doc, if it has no other error handler.
    """
    for batch in _batches(stream, batch_size):
        yield from _done(component, together, batch)


def _batches(stream: Iterable[Doc], batch_size: int) -> Iterator[list[Doc]]:
    batch: list[Doc] = []
    tokens = 0
    for doc in stream:
        batch.append(doc)
        tokens += len(doc)
        if len(batch) == batch_size or tokens >= MOST_TOKENS:
            yield batch
            batch, tokens = [], 0
    if batch:
        yield batch


def _done(component: Pipe, together: Together, batch: list[Doc]) -> Iterable[Doc]:
    try:
        return together(batch)
    except Exception:
        return Pipe.pipe(component, batch)
