"""The command line, as a user meets it: exit codes, messages and where results go."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rich.progress import Progress
from typer.testing import CliRunner

import quotex
from fake_extraction import STAND_INS
from quotex.cli import app
from quotex.cli.progress import RateColumn, TimeLeftColumn
from quotex.records import Article

DONE, SOME_FAILED, WRONG_USAGE = 0, 1, 2
SCRIPT = Path(__file__).with_name("fake_extraction.py")


@dataclass
class Ended:
    """How a run of `quotex` ended."""

    code: int
    out: str
    err: str

    @property
    def articles(self) -> list[Article]:
        return [Article.model_validate_json(line) for line in self.out.splitlines()]

    @property
    def ids(self) -> list[str]:
        return [article.id for article in self.articles]


def run(*arguments: object, given: str | bytes | None = None) -> Ended:
    """Run a command in this process."""
    result = CliRunner().invoke(app, [str(each) for each in arguments], input=given)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ended(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Extraction without a model: whatever is between “ and ” was said by Ana Ruiz."""
    for name, stand_in in STAND_INS.items():
        monkeypatch.setitem(vars(quotex), name, stand_in)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text("“We will appeal,” Ana Ruiz said.", encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three articles, the second of which is no article."""
    path = tmp_path / "corpus.jsonl"
    path.write_text(
        '{"id": "a", "text": "“One,” she said."}\n{"id": "b"}\n{"id": "c", "text": "Nothing."}\n',
        encoding="utf-8",
    )
    return path


pytestmark = pytest.mark.usefixtures("fake")


# --- results ---------------------------------------------------------------------------------


def test_an_article_file_gives_a_line_of_json_with_its_quotes(story: Path) -> None:
    ended = run("extract", story)
    assert (ended.code, ended.err) == (DONE, "")
    [article] = ended.articles
    assert (article.id, article.text) == ("story.txt", story.read_text(encoding="utf-8"))
    assert article.quotes[0].text == "“We will appeal,”"


def test_standard_input_is_read_where_a_dash_stands(story: Path) -> None:
    ended = run("extract", "-", given=story.read_bytes())
    assert (ended.code, ended.err, ended.ids) == (DONE, "", ["0"])
    assert ended.articles[0].quotes[0].speaker.name == "Ana Ruiz"


def test_json_lines_on_standard_input_are_seen_and_that_is_said(corpus: Path) -> None:
    ended = run("extract", "-", given=corpus.read_bytes())
    assert (ended.code, ended.ids) == (SOME_FAILED, ["a", "c"])
    assert "standard input: read as JSON Lines" in ended.err
    assert run("extract", "-", "--input-format", "text", given=corpus.read_bytes()).ids == ["0"]


def test_newlines_of_an_article_come_out_as_they_went_in(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes("“One\r\n\rTwo”\n".encode())
    out = tmp_path / "out.json"
    assert run("extract", path, "--output", out).code == DONE
    assert json.loads(out.read_bytes())[0]["text"] == "“One\r\n\rTwo”\n"
    assert run("extract", path).articles[0].text == "“One\r\n\rTwo”\n"


def test_the_text_can_be_in_another_field(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"body": "“One.”"}\n', encoding="utf-8")
    assert run("extract", path, "--text-field", "body").articles[0].text == "“One.”"


def test_the_text_can_be_left_out(story: Path) -> None:
    assert "text" not in json.loads(run("extract", story, "--no-text").out)


def test_rejected_words_come_only_when_asked_for(story: Path) -> None:
    assert run("extract", story).articles[0].rejected == []
    assert run("extract", story, "--rejected").articles[0].rejected != []
    assert "a nickname" not in run("extract", story, "--format", "csv").out
    assert "a nickname" in run("extract", story, "--format", "csv", "--rejected").out


@pytest.mark.parametrize(
    ("name", "start"),
    [("jsonl", '{"id":'), ("json", "[\n{"), ("csv", "article_id,"), ("table", "story.txt")],
)
def test_each_format_can_be_named_or_told_by_the_ending(
    story: Path, tmp_path: Path, name: str, start: str
) -> None:
    named = run("extract", story, "--format", name)
    assert (named.code, named.err) == (DONE, "")
    assert named.out.startswith(start)
    out = tmp_path / ("out." + {"table": "txt"}.get(name, name))
    ended = run("extract", story, "-o", out)
    assert (ended.code, ended.out) == (DONE, "")
    assert ended.err == f"{out}: 1 article, 1 quote\n"
    assert out.read_text(encoding="utf-8").startswith(start)


def test_a_named_format_goes_before_the_ending(story: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run("extract", story, "-o", out, "--format", "CSV").code == DONE
    [row] = csv.DictReader(io.StringIO(out.read_bytes().decode(), newline=""))
    assert row["text"] == "“We will appeal,”"


def test_an_output_called_dash_is_standard_output(story: Path) -> None:
    assert run("extract", story, "-o", "-").ids == ["story.txt"]


# --- inputs that fail ------------------------------------------------------------------------


def test_inputs_that_fail_are_named_and_the_rest_is_written(
    corpus: Path, story: Path, tmp_path: Path
) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes(b"caf\xe9")
    ended = run("extract", "missing.txt", corpus, latin, story)
    assert (ended.code, ended.ids) == (SOME_FAILED, ["a", "c", "story.txt"])
    first, second, third = ended.err.splitlines()
    assert first == "missing.txt: there is no such file or folder"
    assert second.startswith(f'{corpus}, line 2: there is no field "text"; the fields are "id"')
    assert third == f"{latin}: not valid UTF-8 at byte 3 (0xe9); save it as UTF-8"


def test_an_article_that_cannot_be_processed_is_written_with_its_error(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"id": "a", "text": "\\ud800"}\n{"id": "b", "text": "ok"}\n', encoding="utf-8")
    ended = run("extract", path)
    assert (ended.code, ended.err) == (SOME_FAILED, "article a: the text has a lone surrogate\n")
    failed, other = map(json.loads, ended.out.splitlines())
    assert (failed["text"], failed["error"]) == ("\ud800", "the text has a lone surrogate")
    assert other["error"] is None
    for name in ("json", "csv", "table"):
        assert run("extract", path, "--format", name).code == SOME_FAILED


@pytest.mark.parametrize("name", ["jsonl", "json", "csv", "parquet", "html"])
def test_what_was_skipped_is_named_with_its_reason_in_the_result(tmp_path: Path, name: str) -> None:
    path, out = tmp_path / "articles.jsonl", tmp_path / f"out.{name}"
    path.write_text('{"id": "bad-one", "text": "\\ud800"}\n{"text": "“No,” she said."}\n')
    assert run("extract", path, "-o", out).code == SOME_FAILED
    result = out.read_bytes()
    assert b"bad-one" in result
    assert b"the text has a lone surrogate" in result


def test_an_older_output_is_left_alone_if_there_is_nothing_to_read(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old", encoding="utf-8")
    assert run("extract", tmp_path / "missing", "-o", out).code == SOME_FAILED
    assert out.read_text(encoding="utf-8") == "old"


def test_ids_that_come_twice_are_extracted_and_told(story: Path) -> None:
    ended = run("extract", story, story)
    assert (ended.code, ended.ids) == (DONE, ["story.txt", "story.txt"])
    assert "more than one article has the id 'story.txt'; quotex evaluate refuses" in ended.err


def test_a_terminal_is_not_fooled_by_a_file_name(tmp_path: Path) -> None:
    ended = run("extract", tmp_path / "\x1b[2J[red]\nall done.txt")
    assert "\x1b" not in ended.err
    assert r"\x1b[2J[red]\nall done.txt: " in ended.err


def test_html_is_a_page_that_shows_each_article_also_the_one_that_failed(tmp_path: Path) -> None:
    path, page = tmp_path / "articles.jsonl", tmp_path / "page.html"
    path.write_text('{"id": "a", "text": "“One,” she said."}\n{"id": "b", "text": "\\ud800"}\n')
    ended = run("extract", path, "-o", page)
    assert ended.code == SOME_FAILED
    shown = page.read_text(encoding="utf-8")
    assert "Quotes in 2 articles" in shown
    assert "This article could not be processed" in shown
    assert run("extract", path, "--format", "html").out == shown


# --- wrong usage -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give files, folders or globs, or - for standard input"),
        (["-", "-"], "standard input (-) can be read only once"),
        (["STORY", "--resume"], "name the file that the interrupted run was to write: --output"),
        (["-", "--resume", "-o", "out.csv"], "standard input cannot be read again"),
        (["STORY", "--resume", "-o", "/dev/null", "-f", "csv"], "name the file that"),
        (["STORY", "-o", "parts/"], "the ending tells no format; name one with --format"),
        (["STORY", "--max-characters", "0"], "--max-characters"),
        (["STORY", "--max-seconds", "0"], "--max-seconds"),
        (["STORY", "--format", "xml"], "'xml' is no format; choose one of jsonl, json, csv, parq"),
        (["STORY", "-o", "out.parquet.gz"], "gz is not available in this version"),
        (["STORY", "-o", "out.jsonl.gz"], "pipe into gzip"),
        (["STORY", "-o", "out.xyz"], "the ending tells no format; name one with --format"),
        (["STORY", "-o", "no/such/folder/out.csv"], "there is no such file or folder"),
        (["STORY", "--n-process", "0"], "--n-process"),
        (["STORY", "--input-format", "xml"], "--input-format"),
        (["STORY", "--model", "no_such_model"], "there is no spaCy pipeline 'no_such_model'"),
        (["STORY", "--no-such-option"], "No such option"),
    ],
)
def test_wrong_usage_is_told(story: Path, arguments: list[str], message: str) -> None:
    ended = run("extract", *(str(story) if each == "STORY" else each for each in arguments))
    assert (ended.code, ended.out) == (WRONG_USAGE, "")
    assert message in ended.err
    assert "Traceback" not in ended.err


EVIL = "\x1b[2J\u202e\nall done"
SHOWN = r"\x1b[2J\u202e\nall done"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["STORY", "-o", "EVIL/out.csv"], "{}/out.csv cannot be written"),
        (["STORY", "-f", "csv", "-o", "/dev/EVIL/a"], "/dev/{}/a cannot be written"),
        (["EVIL.txt", "-f", "csv", "-o", "EVIL.txt"], "{}.txt is one of the inputs"),
        (["STORY", "-f", "csv", "-o", "EVIL/"], "{} has parts of another run"),
        (["STORY", "-f", "csv", "-o", "EVIL.csv"], "{}.csv: 1 article, 1 quote"),
        (["STORY", "EVIL", "-f", "csv"], "{}: no .txt, .md"),
        (["STORY", "-f", "EVIL"], "is no format; choose one of"),
        (["STORY", "-o", "out.EVIL"], "the ending tells no format"),
        (["STORY", "--input-format", "EVIL"], "all done' is not one of"),
        (["STORY", "--n-process", "EVIL"], "--n-process"),
        (["STORY", "--model", "EVIL"], "there is no spaCy pipeline"),
    ],
)
def test_no_name_that_a_user_gives_reaches_the_terminal_as_a_command(
    story: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    def load(model: str | None) -> None:
        if model is not None:
            raise quotex.ModelNotFoundError(f"there is no spaCy pipeline {model}")

    monkeypatch.setitem(vars(quotex), "load", load)
    monkeypatch.chdir(story.parent)
    Path(f"{EVIL}.txt").write_text("Nobody spoke.", encoding="utf-8")
    if arguments[-1] == "EVIL/" or "EVIL" in arguments[1]:
        Path(EVIL).mkdir()
        Path(EVIL, "part-00000.csv").write_text("", encoding="utf-8")
    given = [each.replace("EVIL", EVIL).replace("STORY", str(story)) for each in arguments]
    ended = run("extract", *given)
    assert not re.search("[\x1b\u202e]", ended.err)
    assert message.format(SHOWN) in ended.err


def test_an_output_that_is_the_folder_of_an_input_is_refused(story: Path, tmp_path: Path) -> None:
    ended = run("extract", story, "-o", tmp_path, "--format", "csv")
    assert ended.code == WRONG_USAGE
    assert f"{tmp_path} is one of the inputs, or has one in it ({story})" in ended.err
    ended = run("extract", story, "-o", f"{story}/", "--format", "csv")
    assert ended.code == WRONG_USAGE
    assert list(tmp_path.iterdir()) == [story]


def test_an_input_is_never_overwritten(corpus: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.jsonl"
    link.symlink_to(corpus)
    before = corpus.read_bytes()
    for path, output in [(corpus, corpus), (tmp_path, corpus), (corpus, link)]:
        ended = run("extract", path, "-o", output)
        assert ended.code == WRONG_USAGE
        assert "is one of the inputs" in ended.err
    assert corpus.read_bytes() == before


# --- another process -------------------------------------------------------------------------


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """More articles than fit into a pipe."""
    path = tmp_path / "many.jsonl"
    line = json.dumps({"text": "“One,” she said."}) + "\n"
    path.write_text(line * 2000, encoding="utf-8")
    return path


def started(*arguments: object, **options: Any) -> subprocess.Popen[bytes]:
    """`quotex` with the stand-in for the model, in a process of its own."""
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, **options)


def test_a_broken_pipe_ends_quietly(many: Path) -> None:
    for name in ("jsonl", "json", "csv", "table"):
        with started("extract", many, "--format", name, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr is not None
            assert process.stderr.read() == b""
            assert process.wait(timeout=30) == DONE


def test_results_are_utf8_whatever_the_locale(story: Path) -> None:
    options = {"env": {"PYTHONIOENCODING": "ascii", "PYTHONPATH": ":".join(sys.path)}}
    for name in ("jsonl", "csv", "table"):
        with started(
            "extract", story, "--format", name, stdout=subprocess.PIPE, **options
        ) as process:
            out, err = process.communicate(timeout=30)
        assert (process.returncode, err) == (DONE, b"")
        assert "“We will appeal,”".encode() in out


def test_a_full_disk_is_told_without_a_traceback(story: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with started("extract", story, "-o", "/dev/full", "--format", "jsonl") as process:
        _, err = process.communicate(timeout=30)
    assert process.returncode == SOME_FAILED
    assert b"No space left on device" in err
    assert b"Traceback" not in err


def wait_for_results_in(path: Path) -> None:
    """Wait until something is written, but no longer than a minute."""
    for _ in range(1200):
        if path.exists() and path.stat().st_size:
            return
        time.sleep(0.05)


def test_an_interrupted_run_says_where_its_results_are(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    lines = b'{"id": "a", "text": "\xe2\x80\x9cOne.\xe2\x80\x9d"}\n'
    with started("extract", "-", "-o", out, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(lines)
        process.stdin.flush()
        part = tmp_path / "out.jsonl.part"
        wait_for_results_in(part)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.decode().splitlines()[-2:] == [
        f"what was written so far is in {part}",
        "quotex: interrupted",
    ]
    assert not out.exists()
    assert json.loads(part.read_bytes())["id"] == "a"


# --- what a terminal shows -------------------------------------------------------------------


def on_a_terminal(
    *arguments: object, output_too: bool = True, stdin: Any = subprocess.DEVNULL
) -> Ended:
    """Run `quotex` with standard error, and standard output if asked, on a terminal."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    options: dict[str, Any] = {"stdout": theirs if output_too else subprocess.PIPE}
    with subprocess.Popen(command, stdin=stdin, stderr=theirs, **options) as process:
        os.close(theirs)
        seen = b"".join(chunks_of(ours))
        out = process.stdout.read().decode() if process.stdout else ""
    os.close(ours)
    return Ended(process.returncode, out, seen.decode())


def chunks_of(terminal: int) -> Iterator[bytes]:
    try:
        while chunk := os.read(terminal, 65536):
            yield chunk
    except OSError:  # how Linux says that the other side is closed
        return


def test_a_terminal_gets_a_table(story: Path) -> None:
    ended = on_a_terminal("extract", story)
    assert ended.code == DONE
    assert "Speaker" in ended.err
    assert "Ana Ruiz" in ended.err


def test_a_progress_bar_is_shown_only_for_more_than_a_few_articles(
    many: Path, story: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    ended = on_a_terminal("extract", many, "-o", out)
    assert "Extracting" in ended.err
    assert f"{out}: 2000 articles, 2000 quotes" in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", ended.err)
    assert "Extracting" not in on_a_terminal("extract", story, "-o", out).err
    assert "Extracting" not in on_a_terminal("extract", many).err  # the table is enough to look at


def test_a_progress_bar_shows_how_many_how_fast_and_the_time_left(
    many: Path, tmp_path: Path
) -> None:
    shown = on_a_terminal("extract", many, "-o", tmp_path / "out.jsonl").err
    assert re.search(r"\d+/2000", shown)
    assert re.search(r"\d\.\d/s", shown)
    assert re.search(r"\d:\d\d:\d\d left", shown)


def test_the_rate_counts_from_the_start_and_not_from_the_last_batch() -> None:
    now = [0.0]
    progress = Progress(get_time=lambda: now[0])
    number = progress.add_task("Extracting", total=80)
    [task] = progress.tasks
    now[0] = 10.0
    assert TimeLeftColumn().render(task).plain == ""
    progress.update(number, completed=20)
    assert RateColumn().render(task).plain == "2.0/s"
    assert TimeLeftColumn().render(task).plain == "0:00:30 left"
    progress.update(number, completed=5)
    assert RateColumn().render(task).plain == "30.0/min"


def test_a_few_articles_on_standard_input_have_no_progress_bar(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    for number, bar in [(3, False), (20, True)]:
        path.write_text('{"text": "“One.”"}\n' * number, encoding="utf-8")
        with path.open("rb") as given:
            ended = on_a_terminal("extract", "-", output_too=False, stdin=given)
        assert len(ended.articles) == number
        assert ("Extracting" in ended.err) is bar


def test_no_progress_bar_is_shown_where_nobody_sees_it(many: Path, tmp_path: Path) -> None:
    with started("extract", many, "-o", tmp_path / "out.jsonl") as process:
        _, err = process.communicate(timeout=60)
    assert b"Extracting" not in err


def test_parquet_is_not_written_to_a_terminal(story: Path) -> None:
    ended = on_a_terminal("extract", story, "--format", "parquet")
    assert ended.code == WRONG_USAGE
    assert "name a file with --output" in ended.err


def test_a_progress_bar_leaves_the_results_alone(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"text": "“One.”"}\n' * 20, encoding="utf-8")
    ended = on_a_terminal("extract", path, output_too=False)
    assert "Extracting" in ended.err
    assert len(ended.articles) == 20


# --- the other commands ----------------------------------------------------------------------


def test_help_names_every_command_and_each_has_help() -> None:
    overview = run("--help").out
    for name in ("extract", "evaluate", "info", "schema"):
        assert name in overview
        assert run(name, "--help").code == DONE


def test_every_command_and_option_is_documented() -> None:
    docs = (Path(__file__).parent.parent / "docs" / "cli.md").read_text(encoding="utf-8")
    for name in ("extract", "evaluate", "info", "schema"):
        assert f"## quotex {name}" in docs
        for option in re.findall(r"--[a-z-]+", run(name, "--help").out):
            assert f"`{option}" in docs, option


def test_the_schema_is_the_one_of_an_article() -> None:
    ended = run("schema")
    assert ended.code == DONE
    assert json.loads(ended.out) == Article.model_json_schema()


def test_info_names_versions_model_and_gazetteer() -> None:
    ended = run("info")
    assert (ended.code, ended.err) == (DONE, "")
    values = dict(line.split(maxsplit=1) for line in ended.out.splitlines())
    assert list(values) == ["quotex", "python", "spacy", "model", "gazetteer"]
    assert values["quotex"] == quotex.__version__
    assert re.fullmatch(r"[1-9]\d+ outlets", values["gazetteer"])


def test_info_says_how_to_get_a_model_if_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    from quotex import pipeline

    monkeypatch.setattr(pipeline, "MODELS", ())
    ended = run("info")
    assert ended.code == DONE
    assert 'pip install "quotex[en]"' in ended.out


def test_version_is_shown() -> None:
    assert run("--version").out == f"quotex {quotex.__version__}\n"


def test_extracted_articles_can_be_evaluated(corpus: Path, tmp_path: Path) -> None:
    gold, pred, bare = (tmp_path / name for name in ("gold.jsonl", "pred.jsonl", "bare.jsonl"))
    assert run("extract", corpus, "-o", gold).code == SOME_FAILED
    assert run("extract", corpus, "-o", pred).code == SOME_FAILED
    assert run("extract", corpus, "-o", bare, "--no-text").code == SOME_FAILED
    for predicted in (pred, bare):
        ended = run("evaluate", gold, predicted)
        assert (ended.code, ended.err) == (DONE, "")
        assert ended.out.startswith("2 documents\n")
        figures = json.loads(run("evaluate", gold, predicted, "--json").out)
        assert figures["content90"]["F1"] == 100.0
        assert "errors" not in figures


def test_disagreements_are_shown_when_asked_for(story: Path, tmp_path: Path) -> None:
    gold, pred = tmp_path / "gold.jsonl", tmp_path / "pred.jsonl"
    run("extract", story, "-o", gold)
    pred.write_text('{"id": "story.txt", "quotes": []}\n', encoding="utf-8")
    ended = run("evaluate", gold, pred, "--errors", 1)
    assert ended.out.splitlines()[-1].startswith("story.txt\tmissed quoted span")
    figures = json.loads(run("evaluate", gold, pred, "--errors", 1, "--json").out)
    assert figures["errors"][0]["document"] == "story.txt"


def test_files_that_cannot_be_evaluated_are_told(corpus: Path, tmp_path: Path) -> None:
    assert run("evaluate", corpus, tmp_path / "missing.jsonl").code == WRONG_USAGE
    ended = run("evaluate", corpus, corpus)
    assert (ended.code, ended.out) == (SOME_FAILED, "")
    assert ended.err.startswith("quotex: ")


# --- with the model --------------------------------------------------------------------------


@pytest.mark.model
def test_with_the_model_the_command_finds_what_python_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    text = "“We will appeal the ruling,” Ana Ruiz, the mayor, told Reuters on Monday.\r\n"
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode())
    quotes = quotex.extract(text)
    assert [quote.speaker.name for quote in quotes] == ["Ana Ruiz"]
    assert run("extract", path).articles[0].quotes == quotes
    assert run("extract", path, "--n-process", 2).articles[0].quotes == quotes


@pytest.fixture
def long_run(tmp_path: Path) -> Path:
    """Articles that keep two processes busy for a while."""
    path = tmp_path / "long.jsonl"
    line = json.dumps({"text": "“We will appeal,” Ana Ruiz told Reuters on Monday. " * 20}) + "\n"
    path.write_text(line * 400, encoding="utf-8")
    return path


def with_model(*arguments: object, **options: Any) -> subprocess.Popen[bytes]:
    """The real `quotex` in a process of its own."""
    command = [sys.executable, "-m", "quotex", *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, **options)


@pytest.mark.model
def test_a_broken_pipe_ends_several_processes_quietly(long_run: Path) -> None:
    with with_model(
        "extract", long_run, "--n-process", 2, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == DONE


@pytest.mark.model
def test_an_interruption_ends_several_processes_without_tracebacks(
    long_run: Path, tmp_path: Path
) -> None:
    out, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    with with_model(
        "extract", long_run, "--n-process", 2, "-o", out, start_new_session=True
    ) as process:
        wait_for_results_in(part)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.decode() == (
        f"what was written so far is in {part}; --resume goes on with it\nquotex: interrupted\n"
    )
