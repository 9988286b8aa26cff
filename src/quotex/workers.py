"""Batches of articles through several processes: in order, and none pays for another's end.

Each worker has a pipe of its own, and nothing else is shared: one that is killed takes no lock with
it and no more than the batch that it had. Batches come and go in the thread of the caller, a few at
a time, so that sources may be endless.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import pickle  # noqa: TID251 - for its error; only processes of our own exchange objects
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from pydantic import TypeAdapter
from spacy.language import Language
from spacy.tokens.underscore import Underscore
from threadpoolctl import threadpool_limits

from quotex.batches import read_batch
from quotex.errors import PipelineError
from quotex.records import Article, Quote, Rejection

__all__ = ["read_in_workers"]

AHEAD = 4
"""Batches for each worker that may be done and wait for one before them."""

STARTS = 3
"""How often in a row a process may die before it has begun, once others have."""

DYING = 5.0
"""Seconds that a process has to end after it has closed its pipe."""

QUOTES = TypeAdapter(list[Quote])
REJECTIONS = TypeAdapter(list[Rejection])

Extensions = tuple[dict[Any, Any], dict[Any, Any], dict[Any, Any]]

Answer = tuple[bytes, bytes, str | None]
"""What a worker says of an article: quotes and rejections as JSON, which is faster than pickled
records, and the error. The text is not sent back."""


@dataclass(slots=True, eq=False)
class Batch:
    """Articles on their way; `read` has them with their quotes when they are through."""

    articles: Sequence[Article]
    read: list[Article] | None = None


@dataclass(slots=True, eq=False)
class Worker:
    """A process, the pipe to it and the batch that it has.

    begun (bool): whether it has said that it is there; then the batch is sent.
    deadline (float): until when it may take for the batch, as `time.monotonic` counts.
    """

    process: BaseProcess
    pipe: Connection
    begun: bool = False
    batch: Batch | None = None
    deadline: float = math.inf

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def read_in_workers(
    batches: Iterable[Sequence[Article]],
    nlp: Language,
    *,
    n_process: int,
    rejected: bool = False,
    max_seconds: float | None = None,
) -> Iterator[Article]:
    """The articles of all batches, in order, each with its quotes or with `error` set.

    A batch whose process dies or takes longer than `max_seconds` is read again, an article at a
    time, so that only the one to blame has an error.

    batches (Iterable[Sequence[Article]]): what it raises comes after the articles before.
    nlp (Language): a pipeline with quotex in it. Where processes are not forked it is pickled.
    n_process (int): number of processes, at least 1.
    rejected (bool): also list the quoted spans that are nobody's words, with the reason.
    max_seconds (float | None): how long an article may take.

    Raises:
        PipelineError: if the processes cannot begin.
    """
    crew = Crew(nlp, n_process, rejected=rejected, max_seconds=max_seconds)
    source = iter(batches)
    failure: Exception | None = None
    more = True
    try:
        while True:
            while more and crew.wants_more():
                try:
                    batch = next(source, None)
                except Exception as error:
                    batch, failure = None, error
                if batch is None:
                    more = False
                else:
                    crew.take(Batch(batch))
            if not crew.batches:
                break
            if (done := crew.batches[0].read) is None:
                crew.hear()
            else:
                crew.batches.popleft()
                yield from done
    finally:
        crew.end()
    if failure is not None:
        raise failure


class Crew:
    """The workers and the batches in their hands.

    batches (deque[Batch]): all that are not handed on yet, in order.
    waiting (deque[Batch]): those of them that no worker has.
    starts_left (int): processes that may still die before they begin; none do at first, as what
        keeps the first from beginning will keep all.
    """

    def __init__(
        self, nlp: Language, size: int, *, rejected: bool, max_seconds: float | None
    ) -> None:
        self.nlp = nlp
        self.size = size
        self.rejected = rejected
        self.max_seconds = math.inf if max_seconds is None else max_seconds
        self.workers: list[Worker] = []
        self.batches: deque[Batch] = deque()
        self.waiting: deque[Batch] = deque()
        self.starts_left = 0

    def wants_more(self) -> bool:
        """Whether no batch is there for the next worker that is done, unless there are too many."""
        return not self.waiting and len(self.batches) < AHEAD * self.size

    def take(self, batch: Batch) -> None:
        """Have a batch read."""
        self.batches.append(batch)
        self.waiting.append(batch)
        self.give_out()

    def give_out(self) -> None:
        """Give batches to workers that have none."""
        while self.waiting and (worker := self.idle_worker()):
            worker.batch = self.waiting.popleft()
            if worker.begun:
                self.send(worker)

    def idle_worker(self) -> Worker | None:
        """A worker without a batch; a new one if there may be more."""
        for worker in [worker for worker in self.workers if worker.batch is None]:
            if worker.process.is_alive():
                return worker
            self.dismiss(worker)
        if len(self.workers) == self.size:
            return None
        self.workers.append(started(self.nlp, rejected=self.rejected))
        return self.workers[-1]

    def send(self, worker: Worker) -> None:
        """Let a worker read its batch."""
        assert worker.batch is not None
        worker.deadline = time.monotonic() + self.max_seconds
        # an OSError is that of a process which has died: `hear` will find it so
        with suppress(OSError):
            worker.pipe.send([(article.text, article.error) for article in worker.batch.articles])

    def hear(self) -> None:
        """Wait until a worker says something, dies, or has had its time."""
        busy = [worker for worker in self.workers if worker.batch is not None]
        first = min(worker.deadline for worker in busy)
        patience = None if first == math.inf else max(0.0, first - time.monotonic())
        audible = wait([worker.pipe for worker in busy], patience)
        for worker in busy:
            if worker.pipe in audible:
                self.listen(worker)
            elif worker.deadline < time.monotonic():
                self.lose(worker, too_slow(self.max_seconds))
        self.give_out()

    def listen(self, worker: Worker) -> None:
        """Take what a worker says: that it is there, what it found, or nothing as it is dead."""
        try:
            answers: list[Answer] = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(DYING)
            died = how_died(worker.process.exitcode)
            if worker.begun:
                self.lose(worker, f"the process that read this article died: {died}")
            else:
                self.start_again(worker, died)
            return
        if not worker.begun:
            worker.begun = True
            self.starts_left = STARTS
            self.send(worker)
        elif worker.batch is not None:
            pairs = zip(worker.batch.articles, answers, strict=True)
            worker.batch.read = [understood(*pair, rejected=self.rejected) for pair in pairs]
            worker.batch, worker.deadline = None, math.inf

    def start_again(self, worker: Worker, died: str) -> None:
        """Do without a worker that died before it had begun: its batch is not to blame."""
        self.starts_left -= 1
        if self.starts_left <= 0:
            raise PipelineError(HOW_TO_BEGIN.format(died=died))
        if worker.batch is not None:
            self.waiting.appendleft(worker.batch)
        self.dismiss(worker)

    def lose(self, worker: Worker, reason: str) -> None:
        """Do without a worker; its batch is read again one by one, or was one that has failed."""
        batch = worker.batch
        self.dismiss(worker)
        if batch is None:
            return
        if len(batch.articles) == 1:
            batch.read = [batch.articles[0].model_copy(update={"error": reason})]
            return
        alone = [Batch([article]) for article in batch.articles]
        place = self.batches.index(batch)
        self.batches.remove(batch)
        for number, each in enumerate(alone):
            self.batches.insert(place + number, each)
        self.waiting.extendleft(reversed(alone))

    def dismiss(self, worker: Worker) -> None:
        """End a worker."""
        self.workers.remove(worker)
        worker.end()

    def end(self) -> None:
        """End all workers."""
        for worker in self.workers:
            worker.end()
        self.workers.clear()


HOW_TO_BEGIN = """a process could not begin to read articles: {died}. Standard error may say why. \
A script with several processes or a time limit needs `if __name__ == "__main__":` around what it \
does, as each process reads the script again."""


NO_CHILDREN = """this process is a daemonic one, which may not start others; use n_process=1 and \
no max_seconds here, or have its pool make processes that are not daemonic (in Dask's distributed: \
the setting distributed.worker.daemon)."""


def too_slow(seconds: float) -> str:
    """The error of an article that has had its time."""
    return f"reading this article took longer than the limit of {seconds:g} seconds"


def how_died(exitcode: int | None) -> str:
    """What is known of the end of a process."""
    if exitcode is None or exitcode >= 0:
        return f"exit code {exitcode}"
    try:
        name = f" ({signal.Signals(-exitcode).name})"
    except ValueError:
        name = ""
    hint = ", as where memory runs out" if name == " (SIGKILL)" else ""
    return f"signal {-exitcode}{name}{hint}"


def understood(article: Article, answer: Answer, *, rejected: bool) -> Article:
    """`article` with what a worker found in it."""
    quotes, rejections, error = answer
    if error is not None:
        return article.model_copy(update={"error": error})
    found: dict[str, object] = {"quotes": QUOTES.validate_json(quotes)}
    if rejected:
        found["rejected"] = REJECTIONS.validate_json(rejections)
    return article.model_copy(update=found)


def started(nlp: Language, *, rejected: bool) -> Worker:
    """A new process that will read batches.

    Raises:
        PipelineError: if there may be none, or the pipeline cannot be sent to it.
    """
    if multiprocessing.current_process().daemon:
        raise PipelineError(NO_CHILDREN)
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(
        target=work,
        args=(theirs, nlp, rejected, Underscore.get_state()),
        name="quotex",
        daemon=True,
    )
    try:
        with interrupts_held_back():
            process.start()
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise PipelineError(
            f"this pipeline cannot be sent to another process ({error}); use n_process=1 and no "
            "max_seconds, or components that can be pickled."
        ) from error
    theirs.close()
    return Worker(process, ours)


@contextmanager
def interrupts_held_back() -> Iterator[None]:
    """Keep Ctrl-C from a process that is being started here, and has not learnt to ignore it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def work(pipe: Connection, nlp: Language, rejected: bool, extensions: Extensions) -> None:
    """What a worker does: read batch after batch, until it is ended.

    Each multiplies matrices in one thread: the threads of several would fight for the cores.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    Underscore.load_state(extensions)
    with suppress(EOFError, OSError):  # where the other end is closed, it is to end
        pipe.send([])
        threadpool_limits(1)
        while True:
            asked = [Article(id="", text=text, error=error) for text, error in pipe.recv()]
            pipe.send([answer(article) for article in read_batch(asked, nlp, rejected=rejected)])


def answer(article: Article) -> Answer:
    """What a worker says of an article."""
    return (
        QUOTES.dump_json(article.quotes),
        REJECTIONS.dump_json(article.rejected),
        article.error,
    )


def end_with_parent() -> None:
    """End this process when the one that began it is no more, even in the midst of an article."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
