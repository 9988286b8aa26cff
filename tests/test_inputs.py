"""What quotex reads, and what it says about what it cannot read."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from quotex.inputs import (
    Failure,
    Item,
    Kind,
    Note,
    Source,
    count_articles,
    find_sources,
    read_sources,
)
from quotex.records import Article


def read(*paths: Path | str, kind: Kind | None = None, text_field: str = "text") -> list[Item]:
    found = find_sources([str(path) for path in paths], kind=kind)
    return list(read_sources(found, text_field=text_field))


def ids(items: list[Item]) -> list[str]:
    return [item.id for item in items if isinstance(item, Article)]


def reason(items: list[Item]) -> str:
    """The reason of the one failure among the items."""
    [failure] = [item for item in items if isinstance(item, Failure)]
    return failure.reason


def lines_file(folder: Path, *lines: object) -> Path:
    """A JSON Lines file; what is no text yet is written as JSON."""
    path = folder / "articles.jsonl"
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(written), encoding="utf-8", newline="")
    return path


def standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


# --- plain text ------------------------------------------------------------------------------


def test_a_text_file_is_an_article_that_is_called_like_the_file(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("“No,” she said.", encoding="utf-8")
    assert read(path) == [Article(id="story.txt", text="“No,” she said.")]


def test_markdown_is_read_as_the_text_that_it_is(tmp_path: Path) -> None:
    path = tmp_path / "story.MD"
    path.write_text("# Title\n\n*Hello*", encoding="utf-8")
    assert read(path) == [Article(id="story.MD", text="# Title\n\n*Hello*")]


def test_no_newline_is_translated(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(b"one\r\ntwo\rthree\n\n")
    assert read(path) == [Article(id="story.txt", text="one\r\ntwo\rthree\n\n")]


def test_one_byte_order_mark_at_the_start_is_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("\ufeff\ufeffHello \ufeff", encoding="utf-8")
    assert read(path) == [Article(id="story.txt", text="\ufeffHello \ufeff")]


def test_an_empty_file_is_an_empty_article(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    assert read(path) == [Article(id="empty.txt", text="")]


@pytest.mark.parametrize(
    ("data", "place"), [(b"caf\xe9", "byte 3 (0xe9)"), (b"\xef\xbb\xbfcaf\xe9", "byte 6 (0xe9)")]
)
def test_text_that_is_not_utf8_fails_at_the_byte_where_it_stands(
    tmp_path: Path, data: bytes, place: str
) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes(data)
    assert read(path) == [Failure(str(path), f"not valid UTF-8 at {place}; save it as UTF-8")]


def test_utf16_is_recognised_in_the_message(tmp_path: Path) -> None:
    text, lines = tmp_path / "story.txt", tmp_path / "stories.jsonl"
    text.write_text("Hello", encoding="utf-16")
    lines.write_text('{"text": "a"}\n{"text": "b"}\n', encoding="utf-16")
    assert "UTF-16" in reason(read(text))
    assert "UTF-16" in reason(read(lines))


# --- JSON Lines ------------------------------------------------------------------------------


def test_a_line_of_json_is_an_article_with_all_that_it_says(tmp_path: Path) -> None:
    given = {
        "id": "a1",
        "text": "Hello.",
        "title": "T",
        "url": "https://example.org",
        "published": "2024-05-01",
        "outlet": "The Paper",
    }
    assert read(lines_file(tmp_path, given)) == [Article(**given)]


def test_other_keys_are_ignored(tmp_path: Path) -> None:
    path = lines_file(tmp_path, {"text": "Hello.", "quotes": 3, "body": None})
    assert read(path) == [Article(id="0", text="Hello.")]


def test_an_article_without_an_id_is_called_by_its_position_in_the_run(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.touch()
    path = lines_file(
        tmp_path, {"text": "a"}, "", {"text": "b", "id": ""}, {"text": "c", "id": "x"}
    )
    assert ids(read(text, path)) == ["a.txt", "1", "2", "x"]


def test_a_line_that_fails_keeps_its_position(tmp_path: Path) -> None:
    assert ids(read(lines_file(tmp_path, {"text": "a"}, "{", {"text": "c"}))) == ["0", "2"]


def test_a_number_is_taken_as_text_where_it_says_something_about_the_article(
    tmp_path: Path,
) -> None:
    path = lines_file(tmp_path, {"id": 17, "text": "Hello.", "published": 2024})
    assert read(path) == [Article(id="17", text="Hello.", published="2024")]


def test_nan_as_pandas_writes_it_for_a_missing_value_is_no_value(tmp_path: Path) -> None:
    path = lines_file(tmp_path, '{"text": "Hello.", "title": NaN, "url": null}')
    assert read(path) == [Article(id="0", text="Hello.")]


def test_the_text_can_have_another_name(tmp_path: Path) -> None:
    path = lines_file(tmp_path, {"body": "Hello.", "text": "Something else"})
    assert read(path, text_field="body") == [Article(id="0", text="Hello.")]


def test_a_missing_text_field_is_told_with_the_fields_that_there_are(tmp_path: Path) -> None:
    path = lines_file(tmp_path, {"id": "a1", "body": "Hello."})
    assert read(path) == [
        Failure(
            f"{path}, line 1",
            'there is no field "text"; the fields are "id", "body" '
            "(--text-field names the one with the text)",
        )
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": 7}', '"text" is a number, not text'),
        ('{"text": null}', '"text" is null, not text'),
        ('{"text": ["a"]}', '"text" is a list, not text'),
        ('{"text": "a", "title": {"en": "b"}}', '"title" is an object, not text'),
        ('{"text": "a", "id": true}', '"id" is true or false, not text'),
        ('"text"', "this is text, not a JSON object"),
        ("null", "this is null, not a JSON object"),
        ("{}", 'there is no field "text"; the fields are none'),
        ('{"text": "a}', "not valid JSON: Unterminated string starting at (column 10)"),
        ('{"text": "a"} {"text": "b"}', "not valid JSON: Extra data (column 15)"),
        ('{"text": ' + "[" * 100_000, "not valid JSON: nested too deeply"),
        ('{"text": ' + "1" * 5000 + "}", "not valid JSON: Exceeds the limit"),
    ],
)
def test_a_line_that_is_no_article_fails_with_its_number_and_the_reason(
    tmp_path: Path, line: str, message: str
) -> None:
    path = lines_file(tmp_path, {"id": "a", "text": "x"}, "", line, {"id": "b", "text": "y"})
    items = read(path)
    assert ids(items) == ["a", "b"]
    assert items[1].source == f"{path}, line 3"
    assert message in reason(items)


def test_bytes_that_are_not_utf8_cost_only_their_line(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(b'{"text": "a"}\n{"text": "caf\xe9"}\n{"text": "c"}\n')
    items = read(path)
    assert ids(items) == ["0", "2"]
    assert items[1] == Failure(
        f"{path}, line 2", "not valid UTF-8 at byte 13 (0xe9); save it as UTF-8"
    )


@pytest.mark.parametrize(
    "written",
    ['[{"text": "a"},\n {"text": "b"}]', '{\n  "text": "a"\n}', '\ufeff[\n{"text": "a"}]'],
)
def test_a_json_file_under_the_name_of_json_lines_fails_once(tmp_path: Path, written: str) -> None:
    path = lines_file(tmp_path, written)
    assert "JSON Lines has one object a line" in reason(read(path))


def test_windows_newlines_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    path = lines_file(tmp_path, '\ufeff{"text": "a"}\r\n{"text": "b\\r\\n\u2028"}\r\n\r\n')
    assert read(path) == [Article(id="0", text="a"), Article(id="1", text="b\r\n\u2028")]


# --- standard input --------------------------------------------------------------------------


def test_standard_input_is_one_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, "\ufeff“No,”\r\n\r\nshe said.\n".encode())
    assert read("-") == [Article(id="0", text="“No,”\r\n\r\nshe said.\n")]


def test_standard_input_that_begins_with_a_json_object_is_json_lines_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    standard_input(monkeypatch, b'\n {"text": "a"}\n{"text": "b"}\n')
    note, *articles = read("-")
    assert note == Note("standard input", "read as JSON Lines, as its first line is a JSON object")
    assert articles == [Article(id="0", text="a"), Article(id="1", text="b")]


@pytest.mark.parametrize(
    "text", ['{"text": "a"}', "{Editor's note: corrected}", "{", "[1]", "\n\n"]
)
def test_the_user_can_say_that_standard_input_is_text(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    standard_input(monkeypatch, text.encode())
    assert read("-", kind="text") == [Article(id="0", text=text)]


@pytest.mark.parametrize("text", ["{Editor's note: corrected}", "[1]", "\n\n", ""])
def test_only_a_whole_json_object_makes_standard_input_json_lines(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    standard_input(monkeypatch, text.encode())
    assert read("-") == [Article(id="0", text=text)]


def test_the_user_can_say_that_standard_input_is_json_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    standard_input(monkeypatch, b'{"text": "a\n')
    assert "not valid JSON" in reason(read("-", kind="jsonl"))


# --- which files -----------------------------------------------------------------------------


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with articles in it and below it, and with other things."""
    for name in [
        "b.txt",
        "a.md",
        "page.pdf",
        "c.TXT",
        ".hidden.txt",
        "2024/05/b.txt",
        ".git/d.txt",
    ]:
        path = tmp_path / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path / "corpus"


def test_a_folder_is_read_in_order_with_the_folders_below_it(corpus: Path) -> None:
    assert ids(read(corpus)) == ["2024/05/b.txt", "a.md", "b.txt", "c.TXT"]


def test_files_of_other_kinds_in_a_folder_are_left_out_and_that_is_said(corpus: Path) -> None:
    notes = [item for item in read(corpus) if isinstance(item, Note)]
    assert notes == [Note(str(corpus), "files of other kinds are left out (.pdf: 1)")]


def test_a_folder_without_articles_fails(tmp_path: Path) -> None:
    no_file = "no .txt, .md, .html, .htm, .jsonl, .warc file here: "
    assert reason(read(tmp_path)) == no_file + "the folder is empty"
    (tmp_path / "README").touch()
    (tmp_path / "page.pdf").touch()
    (tmp_path / "all.tar.gz").touch()
    assert reason(read(tmp_path)) == (
        no_file + "it has other files only (.gz: 1, .pdf: 1, no ending: 1)"
    )


def test_a_glob_that_the_shell_has_not_expanded_works(corpus: Path) -> None:
    assert ids(read(corpus / "*.txt")) == ["b.txt"]
    assert ids(read(corpus / "**" / "*.txt")) == ["2024/05/b.txt", "b.txt"]
    assert ids(read(corpus / "20*")) == ["2024/05/b.txt"]


def test_a_glob_can_be_relative(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus.parent)
    assert ids(read("corpus/*/*/b.txt")) == ["2024/05/b.txt"]
    assert ids(read("*/b.txt")) == ["corpus/b.txt"]


def test_a_glob_that_matches_nothing_fails(corpus: Path) -> None:
    assert "nothing matches" in reason(read(corpus / "*.jsonl"))


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "what[1]?.txt"
    path.touch()
    (tmp_path / "what1x.txt").touch()
    assert ids(read(path)) == ["what[1]?.txt"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing.txt", "there is no such file or folder"),
        ("x" * 5000, "File name too long"),
        ("", "it names no file or folder"),
        ("nul\0.txt", "null"),
    ],
)
def test_a_path_that_names_nothing_fails(path: str, message: str) -> None:
    assert message in reason(read(path))


def test_a_file_that_goes_away_before_it_is_read_fails(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.touch()
    found = list(find_sources([str(path)]))
    path.unlink()
    assert list(read_sources(found)) == [Failure(str(path), "there is no such file or folder")]


@pytest.mark.parametrize("name", ["a.docx", "a.gz", "a.tar.gz", "a"])
def test_a_named_file_of_no_known_kind_fails_with_what_to_do(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert "say what it holds with --input-format" in reason(read(tmp_path / name))


def test_the_user_can_say_what_a_named_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "articles"
    path.write_text('{"id": "a1", "text": "Hello."}', encoding="utf-8")
    assert read(path, kind="jsonl") == [Article(id="a1", text="Hello.")]
    assert ids(read(path, kind="text")) == ["articles"]


def test_a_file_name_that_is_no_utf8_becomes_an_id_that_is() -> None:
    from quotex.inputs.sources import identity

    assert identity(Path("caf\udce9.txt")) == r"caf\xe9.txt"


def test_articles_are_counted_only_where_they_can_be_read_twice(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.touch()
    sources = [Source(text, "text"), Source(lines_file(tmp_path, "{}", "", "{}"), "jsonl")]
    assert count_articles(sources) == 3
    assert count_articles([*sources, Source(None, None)]) is None


def test_articles_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = lines_file(tmp_path, *[{"text": "a"}] * 3)
    items = read_sources([Source(path, "jsonl"), Source(tmp_path / "missing.txt", "text")])
    assert next(items) == Article(id="0", text="a")
