"""Several processes: articles come back in order, and a bad one costs no other."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import threadpool_info, threadpool_limits

from quotex import workers
from quotex.batches import read_batch
from quotex.errors import PipelineError
from quotex.records import Article
from quotex.workers import read_in_workers

needs_fork = pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork", reason="other processes lack the failing part"
)


@Language.component("misbehaving")
def misbehaving(doc: Doc) -> Doc:
    """A component that does what the text says."""
    words = doc.text.split()
    if "raise" in words:
        raise ValueError("there is poison in it")
    if "memory" in words:
        raise MemoryError
    if "killed" in words:
        os.kill(os.getpid(), signal.SIGKILL)
    if "crash" in words:
        faulthandler.disable()
        os.kill(os.getpid(), signal.SIGSEGV)
    if "exit" in words:
        os._exit(0)
    if "leave" in words:
        sys.exit(7)
    while "endless" in words:
        pass
    if "threads" in words:
        raise ValueError(f"{max(pool['num_threads'] for pool in threadpool_info())} threads")
    if "slow" in words:
        time.sleep(0.3)
    return doc


@pytest.fixture
def blank() -> Language:
    """A pipeline that finds nothing and does what a text says."""
    nlp = spacy.blank("en")
    nlp.add_pipe("misbehaving")
    return nlp


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    """Whatever happens, the workers are ended with their work."""
    yield
    assert multiprocessing.active_children() == []


def batches_of(texts: list[str], size: int = 4) -> list[list[Article]]:
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    return [articles[start : start + size] for start in range(0, len(articles), size)]


def texts_with(bad: dict[int, str], count: int = 12) -> list[str]:
    return [bad.get(number, f"Article {number}.") for number in range(count)]


def test_articles_come_back_in_order_whichever_process_is_faster(blank: Language) -> None:
    texts = texts_with({0: "slow", 5: "slow"}, count=40)
    articles = list(read_in_workers(batches_of(texts), blank, n_process=3))
    assert [article.text for article in articles] == texts
    assert [article.id for article in articles] == [str(number) for number in range(40)]
    assert all(article.error is None for article in articles)


@pytest.mark.parametrize(("place", "n_process"), [(0, 1), (6, 2), (11, 2)])
@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("raise", "ValueError: there is poison in it"),
        ("memory", "MemoryError: "),
        (
            "killed",
            "the process that read this article died: signal 9 (SIGKILL), as where memory runs out",
        ),
        ("crash", "the process that read this article died: signal 11 (SIGSEGV)"),
        ("exit", "the process that read this article died: exit code 0"),
        ("leave", "the process that read this article died: exit code 7"),
        ("endless", "reading this article took longer than the limit of 0.5 seconds"),
    ],
)
def test_an_article_that_fails_or_ends_its_process_costs_itself_only(
    blank: Language, text: str, error: str, place: int, n_process: int
) -> None:
    texts = texts_with({place: text})
    articles = list(read_in_workers(batches_of(texts), blank, n_process=n_process, max_seconds=0.5))
    assert [article.text for article in articles] == texts
    assert {
        n: article.error for n, article in enumerate(articles) if article.error is not None
    } == {place: error}


def test_several_bad_articles_in_one_batch_and_in_all_are_each_named(blank: Language) -> None:
    for bad in ({1, 2}, {0, 3, 4, 7}, set(range(12))):
        texts = texts_with(dict.fromkeys(bad, "killed"))
        articles = list(read_in_workers(batches_of(texts), blank, n_process=2))
        assert {n for n, article in enumerate(articles) if article.error is not None} == bad
        assert [article.text for article in articles] == texts


def test_a_batch_that_takes_long_but_has_no_slow_article_loses_none(blank: Language) -> None:
    texts = ["slow"] * 4
    articles = list(read_in_workers(batches_of(texts), blank, n_process=2, max_seconds=1.0))
    assert [article.error for article in articles] == [None] * 4


def test_a_worker_that_is_killed_from_outside_loses_no_article(blank: Language) -> None:
    texts = texts_with({}, count=40)
    stream = read_in_workers(batches_of(texts), blank, n_process=2)
    articles = [next(stream)]
    for worker in multiprocessing.active_children():
        worker.kill()
        worker.join()
    articles += stream
    assert [article.text for article in articles] == texts
    assert [article.error for article in articles] == [None] * 40


@needs_fork
def test_a_worker_that_is_killed_before_it_has_begun_loses_no_article(
    blank: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, starts = workers.started, []

    def started(nlp: Language, *, rejected: bool) -> workers.Worker:
        worker = whole(nlp, rejected=rejected)
        starts.append(worker)
        if len(starts) in (2, 3):
            worker.process.kill()
        return worker

    monkeypatch.setattr(workers, "started", started)
    texts = ["slow", *texts_with({}, count=20)]
    articles = list(read_in_workers(batches_of(texts), blank, n_process=2))
    assert len(starts) == 4
    assert [article.text for article in articles] == texts
    assert [article.error for article in articles] == [None] * 21


def test_a_source_without_end_is_read_a_little_ahead_only(blank: Language) -> None:
    read = []

    def endless() -> Iterator[list[Article]]:
        while True:
            read.append(1)
            yield [Article(id="a", text="endless" if len(read) == 1 else "Nothing.")]

    stream = read_in_workers(endless(), blank, n_process=2, max_seconds=1.0)
    assert next(stream).error is not None
    for _ in range(50):
        assert next(stream).error is None
    stream.close()
    assert len(read) < 51 + 3 * workers.AHEAD


def test_leaving_early_ends_the_processes_even_in_an_endless_article(blank: Language) -> None:
    stream = read_in_workers(batches_of(["ok", "endless", "endless"], 1), blank, n_process=2)
    assert next(stream).error is None
    stream.close()
    assert multiprocessing.active_children() == []


def test_what_the_source_raises_comes_after_the_articles_before_it(blank: Language) -> None:
    def source() -> Iterator[list[Article]]:
        yield from batches_of(["a", "killed", "b"], 2)
        raise OSError("the disk is gone")

    stream = read_in_workers(source(), blank, n_process=2)
    assert [next(stream).text for _ in range(3)] == ["a", "killed", "b"]
    with pytest.raises(OSError, match="the disk is gone"):
        next(stream)


def test_an_article_of_many_megabytes_goes_through_the_pipes(blank: Language) -> None:
    blank.max_length = 10**8
    texts = ["word " * 400_000, "Short."] * 2
    articles = list(read_in_workers(batches_of(texts, 1), blank, n_process=2))
    assert [article.text for article in articles] == texts


@needs_fork
def test_processes_that_cannot_begin_are_an_error_and_no_endless_loop(
    blank: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        os._exit(3)

    monkeypatch.setattr(workers, "work", fails)
    with pytest.raises(PipelineError, match=r"could not begin to read articles: exit code 3.*main"):
        next(read_in_workers(batches_of(["a"]), blank, n_process=2))


def test_a_pipeline_that_cannot_be_sent_to_a_process_is_an_error_that_says_so(
    blank: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(_: object) -> None:
        raise pickle.PicklingError("Can't pickle a local function")

    monkeypatch.setattr(multiprocessing.Process, "start", start)
    with pytest.raises(PipelineError, match=r"local function.*use n_process=1"):
        next(read_in_workers(batches_of(["a"]), blank, n_process=2))


@needs_fork
def test_a_process_that_may_not_start_others_says_so_and_what_to_do(blank: Language) -> None:
    def attempt(answers: Connection) -> None:
        try:
            next(read_in_workers(batches_of(["a"]), blank, n_process=1, max_seconds=5))
        except PipelineError as error:
            answers.send(str(error))

    ours, theirs = multiprocessing.Pipe()
    daemonic = multiprocessing.Process(target=attempt, args=(theirs,), daemon=True)
    daemonic.start()
    theirs.close()
    assert "use n_process=1 and no max_seconds" in ours.recv()
    daemonic.join()


SPAWNED = """
import multiprocessing, sys
import quotex, spacy
from quotex.pipeline import find_model

TEXTS = [f"“We lost {number} times,” Ana Ruiz said." for number in range(6)]

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    own = spacy.load(find_model())
    one = list(quotex.extract_many(TEXTS, nlp=own, batch_size=3))
    two = list(quotex.extract_many(TEXTS, nlp=own, batch_size=3, n_process=2))
    assert one == two
    assert all(article.quotes for article in two)
    print("the same")
"""


@pytest.mark.model
def test_processes_that_start_from_nothing_get_the_pipeline_and_find_the_same(
    tmp_path: Path,
) -> None:
    script = tmp_path / "script.py"
    script.write_text(SPAWNED, encoding="utf-8")
    ended = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120)
    assert (ended.stdout, ended.stderr) == ("the same\n", "")


ORPHANED = """
import os, sys
sys.path.insert(0, {folder!r})
import spacy
import test_workers as tests

def batches():
    yield [tests.Article(id="a", text="ok")]
    yield [tests.Article(id="b", text="endless")]
    yield [tests.Article(id="c", text="endless")]

nlp = spacy.blank("en")
nlp.add_pipe("misbehaving")
stream = tests.read_in_workers(batches(), nlp, n_process=2)
next(stream)
print(*[worker.pid for worker in tests.multiprocessing.active_children()], flush=True)
os.kill(os.getpid(), tests.signal.SIGKILL)
"""


@needs_fork
def test_processes_end_in_the_midst_of_an_article_if_the_main_one_is_killed() -> None:
    script = ORPHANED.format(folder=str(Path(__file__).parent))
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    workers_left = [int(pid) for pid in ended.stdout.split()]
    assert len(workers_left) == 2
    wait_until(lambda: not any(is_running(pid) for pid in workers_left))


def is_running(pid: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has waited for does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, but no longer than 20 seconds."""
    for _ in range(400):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("it does not come to hold")


def test_one_process_and_several_find_the_same_errors_and_texts(blank: Language) -> None:
    texts = ["“No.”", "raise", "", "\ud800", "memory"]
    [batch] = batches_of(texts, 5)
    assert list(read_in_workers([batch], blank, n_process=2)) == read_batch(batch, blank)


@needs_fork
def test_several_processes_do_not_fight_for_the_cores_with_several_threads_each(
    blank: Language,
) -> None:
    article = Article(id="0", text="threads")
    with threadpool_limits(2):
        (read,) = read_in_workers([[article]], blank, n_process=2)
    assert read.error == "ValueError: 1 threads"
