"""A run that is killed and gone on with ends like one that nobody disturbed.

`QUOTEX_KILLS=200 pytest tests/test_resume.py` kills as often instead of a few times.
"""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import quotex
from fake_extraction import STAND_INS
from quotex import outputs
from quotex.outputs import locks
from quotex.records import Article
from test_cli import SCRIPT, SOME_FAILED, WRONG_USAGE, Ended, run, started

KILLS = int(os.environ.get("QUOTEX_KILLS", "8"))

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Extraction without a model: whatever is between “ and ” was said by Ana Ruiz."""
    for name, stand_in in STAND_INS.items():
        monkeypatch.setitem(vars(quotex), name, stand_in)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder of 17 articles, one of which fails, among three inputs that cannot be read."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(4):
        (folder / f"a{number}.txt").write_text(f"“Text {number},” she said.", encoding="utf-8")
    (folder / "latin.txt").write_bytes(b"caf\xe9")
    lines = [json.dumps({"text": f"“Line {number},” she said."}) for number in range(9)]
    lines[3] = '{"id": "no text"}'
    lines[5] = '{"id": "fails", "text": "\\ud800"}'
    (folder / "b.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "gone.txt").symlink_to(tmp_path / "gone")
    for number in range(5):
        text = f"Nothing in {number}." if number % 2 else f"“Late {number},” she said."
        (folder / f"z{number}.txt").write_text(text, encoding="utf-8")
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    """The files of a folder with what is in them."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def said_in(ended: Ended) -> list[str]:
    """What a run said of inputs and articles, without what it says of itself."""
    lines = [line for line in ended.err.splitlines() if not line.startswith("going on")]
    return sorted(lines)


# --- killed at every step -------------------------------------------------------------------------

STEPS = {"open", "os.rename", "os.remove", "os.truncate", "os.mkdir", "shutil.copymode"}


def die_at(step: int, folder: Path, *arguments: object) -> None:
    """Run a command in this process, and kill it before a step that changes files."""
    steps = iter(range(step + 1))

    def watch(event: str, details: tuple[Any, ...]) -> None:
        if event in STEPS and str(details[0]).startswith(str(folder)) and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    run(*arguments)


def die_in_line(number: int, _: Path, *arguments: object) -> None:
    """Run a command in this process, and kill it with a line of a file half written."""
    whole = outputs.GrowingFile.add
    lines = iter(range(number + 1))

    def torn(self: outputs.GrowingFile, line: bytes) -> None:
        if next(lines) == number:
            whole(self, line[: len(line) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        whole(self, line)

    outputs.GrowingFile.add = torn  # type: ignore[method-assign]
    run(*arguments)


def is_killed(way: Any, step: int, folder: Path, *arguments: object) -> bool:
    """Whether a run in another process was killed on the way, or was done before."""
    process = multiprocessing.get_context("fork").Process(
        target=way, args=(step, folder, *arguments)
    )
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


@needs_fork
@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(
    ("way", "output"),
    [
        *((die_at, f"out.{each}") for each in ("jsonl", "csv", "parquet", "html")),
        (die_at, "parts/"),
        (die_in_line, "out.csv"),
        (die_in_line, "parts/"),
    ],
)
def test_a_run_killed_at_any_step_and_gone_on_with_ends_like_an_undisturbed_one(
    corpus: Path, tmp_path: Path, output: str, way: Any
) -> None:
    options = ["--format", "parquet", "--part-size", 5] if output == "parts/" else []
    undisturbed = tmp_path / "undisturbed"
    undisturbed.mkdir()
    whole = run("extract", corpus, "-o", f"{undisturbed}/{output}", *options)
    assert whole.code == SOME_FAILED
    step, killed = 0, True
    while killed:
        folder = tmp_path / f"killed{step}"
        folder.mkdir()
        command = ["extract", corpus, "-o", f"{folder}/{output}", *options]
        killed = is_killed(way, step, folder, *command)
        ended = run(*command, "--resume")
        if output == "parts/" and ended.code == WRONG_USAGE:  # there is nothing to go on with
            assert "parts of another run" in ended.err
            assert files_in_tree(folder) == files_in_tree(undisturbed)
            step += 1
            continue
        assert ended.code == SOME_FAILED
        said = [line.replace(str(folder), str(undisturbed)) for line in said_in(ended)]
        assert said == said_in(whole)
        for place in (folder, folder / "parts"):
            if place.is_dir():
                assert files_in_tree(place) == files_in_tree(
                    undisturbed / place.relative_to(folder)
                )
        step += 1
    assert step > 12


def files_in_tree(folder: Path) -> dict[str, bytes]:
    """The files of a folder and those below it with what is in them."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@needs_fork
@pytest.mark.usefixtures("fake")
def test_a_run_killed_again_and_again_goes_on_each_time(corpus: Path, tmp_path: Path) -> None:
    undisturbed, out = tmp_path / "undisturbed.csv", tmp_path / "out.csv"
    whole = run("extract", corpus, "-o", undisturbed)
    kills = 0
    # each run comes an article further, as it adds four lines to its files
    while is_killed(die_in_line, 4, tmp_path, "extract", corpus, "-o", out, "--resume"):
        kills += 1
        assert kills < 100
    assert kills > 4
    assert out.read_bytes() == undisturbed.read_bytes()
    assert not outputs.part_of(out).exists()
    assert whole.code == SOME_FAILED


# --- killed from outside --------------------------------------------------------------------------


@pytest.fixture
def long_corpus(tmp_path: Path) -> Path:
    """Some hundred short articles, each of which says something else."""
    path = tmp_path / "long.jsonl"
    names = ("Ana Ruiz", "Tomas Berg", "Lin Wei")
    with path.open("w", encoding="utf-8") as file:
        for number in range(500):
            text = (
                f"The council met for the {number}th time. “We lost {number} votes,” "
                f"{names[number % 3]} told Reuters on Monday. She said that it would meet again."
            )
            file.write(json.dumps({"id": f"a{number}", "text": text}) + "\n")
    return path


def killed_at_many_points(command: list[str], out: Path, *, articles: int, kills: int) -> int:
    """Kill a command again and again, each time some articles later; how often it was killed."""
    part = outputs.part_of(out)
    done = 0
    for number in range(kills):
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            wanted = articles * number // (kills + 1)
            while process.poll() is None and lines_in(part) <= wanted:
                time.sleep(0.01)
            time.sleep(random.uniform(0, 0.1))
            process.kill()
        if process.returncode != -signal.SIGKILL:
            break
        done += 1
    return done


def lines_in(path: Path) -> int:
    """The lines of a file, none if it is not there."""
    try:
        return path.read_bytes().count(b"\n")
    except OSError:
        return 0


@pytest.mark.model
@pytest.mark.parametrize(("output_format", "n_process"), [("jsonl", 1), ("parquet", 2)])
def test_a_real_run_killed_at_many_points_loses_no_article_and_has_none_twice(
    long_corpus: Path, tmp_path: Path, output_format: str, n_process: int
) -> None:
    undisturbed, out = tmp_path / f"undisturbed.{output_format}", tmp_path / f"out.{output_format}"
    quotex_extract = [sys.executable, "-m", "quotex", "extract", str(long_corpus)]
    subprocess.run([*quotex_extract, "-o", str(undisturbed)], check=True, capture_output=True)
    command = [*quotex_extract, "-o", str(out), "--resume", "--n-process", str(n_process)]
    assert killed_at_many_points(command, out, articles=500, kills=KILLS) >= KILLS / 2
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    assert ended.stderr.startswith("going on behind ")
    assert out.read_bytes() == undisturbed.read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {
        long_corpus.name,
        undisturbed.name,
        out.name,
    }


# --- what is told ---------------------------------------------------------------------------------


@pytest.fixture
def interrupted(corpus: Path, tmp_path: Path, fake: None, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001
    """The output of a run over the corpus that was interrupted behind seven articles."""
    out = tmp_path / "out.jsonl"

    def ends(sources: Iterator[Article], **_: Any) -> Iterator[Article]:
        for number, article in enumerate(STAND_INS["extract_many"](sources)):
            if number == 7:
                raise KeyboardInterrupt
            yield article

    with monkeypatch.context() as patched:
        patched.setitem(vars(quotex), "extract_many", ends)
        ended = run("extract", corpus, "-o", out)
    assert ended.code == 130
    assert f"what was written so far is in {out}.part; --resume goes on with it" in ended.err
    return out


def test_going_on_says_behind_what_and_names_the_failures_from_before(
    interrupted: Path, corpus: Path
) -> None:
    ended = run("extract", corpus, "-o", interrupted, "--resume")
    assert ended.code == SOME_FAILED
    first, *others = ended.err.splitlines()
    assert first == "going on behind 7 articles"
    assert [line.partition(": ")[0] for line in others] == [
        f"{corpus}/b.jsonl, line 4",
        "article fails",
        f"{corpus}/gone.txt",
        f"{corpus}/latin.txt",
        str(interrupted),
    ]
    assert others[-1] == f"{interrupted}: 17 articles, 14 quotes"


def test_only_what_is_missing_is_extracted(
    interrupted: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extracted = []

    def watched(sources: Iterator[Article], **_: Any) -> Iterator[Article]:
        for article in STAND_INS["extract_many"](sources):
            extracted.append(article.id)
            yield article

    monkeypatch.setitem(vars(quotex), "extract_many", watched)
    assert run("extract", corpus, "-o", interrupted, "--resume").code == SOME_FAILED
    articles = [json.loads(line)["id"] for line in interrupted.read_bytes().splitlines()]
    assert extracted == articles[7:]


def test_without_resume_a_run_begins_anew(interrupted: Path, corpus: Path) -> None:
    ended = run("extract", corpus, "-o", interrupted)
    assert ended.code == SOME_FAILED
    assert "going on" not in ended.err
    assert len(interrupted.read_bytes().splitlines()) == 17


def test_going_on_where_nothing_was_interrupted_is_beginning(corpus: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "out.csv", tmp_path / "other.csv"
    with pytest.MonkeyPatch.context() as patched:
        for name, stand_in in STAND_INS.items():
            patched.setitem(vars(quotex), name, stand_in)
        assert run("extract", corpus, "-o", out, "--resume").code == SOME_FAILED
        assert run("extract", corpus, "-o", other).code == SOME_FAILED
    assert out.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["CORPUS", "--no-text"], "other text (True, not False)"),
        (["CORPUS", "--rejected"], "other rejected (False, not True)"),
        (["CORPUS", "--format", "csv"], "other format (jsonl, not csv)"),
        (["CORPUS", "--max-characters", "99"], "other limit on characters (10000000, not 99)"),
        (["CORPUS", "CORPUS"], "other inputs;"),
        (["CORPUS/b.jsonl"], "other inputs;"),
    ],
)
def test_going_on_with_other_options_or_inputs_is_refused(
    interrupted: Path, corpus: Path, arguments: list[str], told: str
) -> None:
    part = outputs.part_of(interrupted)
    before = part.read_bytes()
    given = [each.replace("CORPUS", str(corpus)) for each in arguments]
    ended = run("extract", *given, "-o", interrupted, "--resume")
    assert ended.code == WRONG_USAGE
    assert told in ended.err
    assert "leave out --resume to begin anew" in ended.err
    assert part.read_bytes() == before


def test_the_number_of_processes_and_the_time_limit_may_be_others(
    interrupted: Path, corpus: Path
) -> None:
    options = ["--n-process", 2, "--max-seconds", 5, "--resume"]
    assert run("extract", corpus, "-o", interrupted, *options).code == SOME_FAILED
    assert len(interrupted.read_bytes().splitlines()) == 17


def test_an_input_that_changed_while_it_was_read_is_told(interrupted: Path, corpus: Path) -> None:
    with (corpus / "b.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"text": "one more"}\n')
    ended = run("extract", corpus, "-o", interrupted, "--resume")
    assert ended.code == WRONG_USAGE
    assert f"{corpus}/b.jsonl has changed since it was read in part" in ended.err


def test_inputs_that_come_or_go_meanwhile_do_not_shift_the_others(
    interrupted: Path, corpus: Path
) -> None:
    (corpus / "a0.txt").unlink()  # its article is written
    (corpus / "a00.txt").write_text("“New,” she said.", encoding="utf-8")
    (corpus / "z1.txt").unlink()  # its article is not
    ended = run("extract", corpus, "-o", interrupted, "--resume")
    assert ended.code == SOME_FAILED
    assert f"{corpus}/z1.txt: there is no such file or folder" in ended.err
    ids = [json.loads(line)["id"] for line in interrupted.read_bytes().splitlines()]
    assert len(ids) == 16
    assert ids[:4] == ["a0.txt", "a1.txt", "a2.txt", "a3.txt"]
    assert "a00.txt" not in ids


# --- a folder of parts ----------------------------------------------------------------------------


@pytest.mark.usefixtures("fake")
def test_a_folder_has_parts_of_so_many_articles(corpus: Path, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    ended = run("extract", corpus, "-o", f"{parts}/", "--format", "jsonl", "--part-size", 6)
    assert ended.code == SOME_FAILED
    assert ended.err.endswith(f"{parts}: 17 articles, 14 quotes\n")
    names = sorted(path.name for path in parts.iterdir())
    assert names == ["part-00000.jsonl", "part-00001.jsonl", "part-00002.jsonl"]
    lines = [line for name in names for line in (parts / name).read_bytes().splitlines()]
    one = tmp_path / "one.jsonl"
    run("extract", corpus, "-o", one)
    assert lines == one.read_bytes().splitlines()


@pytest.mark.usefixtures("fake")
def test_the_parts_of_an_interrupted_run_are_not_written_over(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts, whole = tmp_path / "parts", tmp_path / "whole"
    command = ["extract", corpus, "--format", "jsonl", "--part-size", 6, "-o"]
    assert run(*command, f"{whole}/").code == SOME_FAILED

    def ends(*_: Any, **__: Any) -> Iterator[Article]:
        raise KeyboardInterrupt
        yield

    with monkeypatch.context() as patched:
        patched.setitem(vars(quotex), "extract_many", ends)
        assert run(*command, f"{parts}/").code == 130
    ended = run(*command, f"{parts}/")
    assert ended.code == WRONG_USAGE
    assert "go on with it (--resume)" in ended.err
    assert run(*command, f"{parts}/", "--resume").code == SOME_FAILED
    assert files_in(parts) == files_in(whole)


@pytest.mark.usefixtures("fake")
def test_the_parts_of_two_runs_are_not_mixed(corpus: Path, tmp_path: Path) -> None:
    parts = tmp_path / "parts.csv"
    assert run("extract", corpus, "-o", f"{parts}/").code == SOME_FAILED
    before = files_in(parts)
    for options in ([], ["--resume"]):
        ended = run("extract", corpus, "-o", parts, "--format", "csv", *options)
        assert ended.code == WRONG_USAGE
        assert f"{parts} has parts of another run" in ended.err
    assert files_in(parts) == before


# --- two runs at a time ---------------------------------------------------------------------------


@pytest.fixture(params=["out.jsonl", "out.csv", "parts/"])
def going_on(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Any, list[str]]]:
    """A run that has begun and waits for its input, and its command."""
    folder = tmp_path / "results"
    folder.mkdir()
    arguments = ["-o", f"{folder}/{request.param}"]
    if request.param == "parts/":
        arguments += ["--format", "jsonl"]
    with started("extract", "-", *arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as one:
        while not any(b'"state"' in written for written in files_in_tree(folder).values()):
            time.sleep(0.02)
        yield one, arguments
        one.kill()


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("options", [[], ["--resume"]])
def test_a_second_run_into_the_same_output_is_told_and_touches_nothing(
    corpus: Path, going_on: Any, tmp_path: Path, options: list[str]
) -> None:
    first, arguments = going_on
    results = tmp_path / "results"
    before = files_in_tree(results)
    second = run("extract", corpus, *arguments, *options)
    assert second.code == WRONG_USAGE
    output = arguments[1].removesuffix("/")
    assert f"another run is writing to {output}; wait until it has ended" in second.err
    assert files_in_tree(results) == before
    _, err = first.communicate("“It is late,” she said.".encode(), timeout=60)
    assert (first.returncode, err) == (0, f"{output}: 1 article, 1 quote\n".encode())
    [(name, result)] = files_in_tree(results).items()
    assert "It is late" in result.decode()
    assert name in ("out.jsonl", "out.csv", "parts/part-00000.jsonl")


@pytest.mark.usefixtures("fake")
def test_a_run_that_was_killed_locks_nobody_out(
    corpus: Path, going_on: Any, tmp_path: Path
) -> None:
    first, arguments = going_on
    first.kill()
    first.wait()
    left = {path.name for path in (tmp_path / "results").rglob("*")}
    assert left & {".out.jsonl.lock", ".out.csv.lock", "._run.lock"}
    resumed = run("extract", corpus, *arguments, "--resume")
    assert resumed.code == WRONG_USAGE  # but not for the lock
    assert "the run that was interrupted had other inputs" in resumed.err
    anew = run("extract", corpus, *arguments)
    if "--format" in arguments:
        assert "has parts of another run" in anew.err
    else:
        assert anew.code == SOME_FAILED
        assert {path.name for path in (tmp_path / "results").iterdir()} == {Path(arguments[1]).name}


def test_a_lock_is_not_on_a_file_that_the_run_before_has_just_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lock"
    tries = []

    def lock(descriptor: int) -> None:
        tries.append(descriptor)
        if len(tries) == 1:
            path.unlink()

    monkeypatch.setattr(locks, "lock", lock)
    with outputs.locked(path):
        assert path.exists()
    assert len(tries) == 2
    assert not path.exists()


@pytest.mark.skipif(not hasattr(os, "lockf"), reason="this system locks in another way")
def test_where_a_file_system_has_no_locks_a_run_does_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lockf(*_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(os, "lockf", lockf)
    with outputs.locked(tmp_path / "lock"):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("fake")
def test_a_folder_that_nothing_was_written_to_is_not_left(tmp_path: Path) -> None:
    ended = run("extract", tmp_path / "missing", "-o", f"{tmp_path}/parts/", "--format", "csv")
    assert ended.code == SOME_FAILED
    assert list(tmp_path.iterdir()) == []


# --- disks and files ------------------------------------------------------------------------------


def limited(size: int) -> None:
    """Let this process write no file longer than `size`, as if the disk were full then."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("output", ["out.jsonl", "out.parquet", "parts/"])
def test_a_full_disk_is_told_and_what_was_written_is_gone_on_with(
    corpus: Path, tmp_path: Path, output: str
) -> None:
    options = ["--format", "csv", "--part-size", "15"] if output == "parts/" else []
    for folder in ("full", "undisturbed"):
        (tmp_path / folder).mkdir()
    command = [sys.executable, str(SCRIPT), "extract", str(corpus), *options, "-o"]
    out = str(tmp_path / "full" / output)
    full = subprocess.run(
        [*command, out],
        preexec_fn=lambda: limited(5000),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert full.returncode == SOME_FAILED
    assert "Traceback" not in full.stderr
    *_, kept, reason = full.stderr.splitlines()
    assert kept.startswith("what was written so far is in ")
    assert kept.endswith("; --resume goes on with it")
    assert reason == "quotex: [Errno 27] File too large"
    for arguments in ([out, "--resume"], [str(tmp_path / "undisturbed" / output)]):
        ended = subprocess.run([*command, *arguments], capture_output=True, timeout=60)
        assert ended.returncode == SOME_FAILED
    assert files_in_tree(tmp_path / "full") == files_in_tree(tmp_path / "undisturbed")


@pytest.mark.usefixtures("fake")
def test_a_file_that_goes_before_it_is_read_is_named_and_the_rest_is_written(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"

    def load(_: str | None) -> str:
        (corpus / "z1.txt").unlink()  # the inputs are listed by now
        return "the model"

    monkeypatch.setitem(vars(quotex), "load", load)
    ended = run("extract", corpus, "-o", out)
    assert ended.code == SOME_FAILED
    assert f"{corpus}/z1.txt: there is no such file or folder" in ended.err
    assert len(out.read_bytes().splitlines()) == 16
