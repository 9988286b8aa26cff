"""How the results are written."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import Color
from rich.console import Console

from fake_extraction import extract_many
from quotex import outputs
from quotex.outputs.table import COLOURS
from quotex.records import Article, Outlet, Span, Speaker

COLUMN_NAMES = tuple(column.name for column in outputs.COLUMNS)
TEXT = "Ana Ruiz said: “Yes.”\n“No.”"


def article(text: str = TEXT, **fields: str) -> Article:
    return next(extract_many([Article(**{"id": "a1", "text": text, **fields})]))


def rows(*articles: Article) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(outputs.as_csv(articles)), newline="")))


def table(*articles: Article, **options: object) -> str:
    console = Console(file=io.StringIO(), width=100, color_system=None, **options)
    return "".join(outputs.as_table(articles, console))


def with_quote(**changes: object) -> Article:
    """An article whose first quote is changed."""
    found = article()
    return found.model_copy(update={"quotes": [found.quotes[0].model_copy(update=changes)]})


# --- JSON ------------------------------------------------------------------------------------


def test_a_line_of_jsonl_is_the_article_again() -> None:
    given = article(title="A “title”")
    [line] = outputs.as_jsonl([given])
    assert line.endswith("}\n")
    assert line.count("\n") == 1
    assert "“Yes.”" in line
    assert Article.model_validate_json(line) == given


def test_the_text_can_be_left_out() -> None:
    [line] = outputs.as_jsonl([article()], text=False)
    assert "text" not in json.loads(line)
    assert json.loads(line)["quotes"][0]["text"] == "“Yes.”"
    assert "text" not in json.loads("".join(outputs.as_json([article()], text=False)))[0]


@pytest.mark.parametrize("number", [0, 1, 3])
def test_json_is_one_list_of_all_articles(number: int) -> None:
    written = "".join(outputs.as_json([article()] * number))
    assert [Article.model_validate(each) for each in json.loads(written)] == [article()] * number


@pytest.mark.parametrize("write", [outputs.as_jsonl, outputs.as_json, outputs.as_csv])
def test_results_are_written_before_the_next_article_is_read(write) -> None:
    read: list[int] = []

    def articles() -> Iterator[Article]:
        for number in range(5):
            read.append(number)
            yield article()

    next(iter(write(articles())))
    assert read == [0]


# --- CSV -------------------------------------------------------------------------------------


def test_csv_has_a_row_for_each_quote_under_the_documented_columns() -> None:
    first, second = rows(article(title="T", outlet="The Paper"), article("No quotes."))
    assert tuple(first) == COLUMN_NAMES
    assert first == {
        "article_id": "a1",
        "article_title": "T",
        "article_url": "",
        "article_published": "",
        "article_outlet": "The Paper",
        "quote_id": "q0",
        "kind": "direct",
        "text": "“Yes.”",
        "start": "15",
        "end": "21",
        "content_spans": "15:21",
        "verbatim_spans": "16:20",
        "speaker_name": "Ana Ruiz",
        "speaker_type": "person",
        "speaker_role": "mayor",
        "speaker_mention": "",
        "speaker_mention_start": "",
        "speaker_mention_end": "",
        "cue": "said",
        "cue_lemma": "say",
        "cue_start": "9",
        "cue_end": "13",
        "outlet_names": "TASS",
        "outlet_ids": "tass",
        "outlet_roles": "told",
        "outlet_mentions": "",
        "confidence": "0.9",
        "rule": "fake.curly",
        "rejected": "",
        "error": "",
    }
    assert second["text"] == "“No.”"


def test_an_article_that_failed_has_a_line_in_csv_that_says_why() -> None:
    before, *_, failed, after = rows(article(), article("\ud800", id="bad"), article("“No.”"))
    assert {name: cell for name, cell in failed.items() if cell} == {
        "article_id": "bad",
        "error": "the text has a lone surrogate",
    }
    assert (before["error"], after["error"]) == ("", "")


def test_csv_without_articles_is_its_heading() -> None:
    assert "".join(outputs.as_csv([])) == ",".join(COLUMN_NAMES) + "\r\n"


def test_several_outlets_and_spans_keep_their_order_in_each_column() -> None:
    mention = Span(start=0, end=3, text="BBC")
    outlets = [
        Outlet(name="BBC", role="told", mention=mention),
        Outlet(name="X", id="x", role="posted"),
    ]
    content = [Span(start=15, end=18, text="“Ye"), Span(start=19, end=21, text=".”")]
    [row] = rows(with_quote(outlets=outlets, content=content))
    assert row["outlet_names"] == "BBC | X"
    assert row["outlet_ids"] == " | x"
    assert row["outlet_roles"] == "told | posted"
    assert row["outlet_mentions"] == "BBC | "
    assert (row["start"], row["end"], row["content_spans"]) == ("15", "21", "15:18 19:21")


def test_line_breaks_and_marks_in_a_quote_survive_csv() -> None:
    text = 'one\r\ntwo\rthree, "four"\n'
    assert rows(with_quote(text=text))[0]["text"] == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝", "\t="])
def test_no_cell_can_run_in_a_spreadsheet(start: str) -> None:
    evil = start + "cmd|' /C calc'!A0"
    given = with_quote(text=evil, speaker=Speaker(name=evil, role=evil))
    given = given.model_copy(update={"id": evil, "title": evil})
    [row] = rows(given)
    for column in ("article_id", "article_title", "text", "speaker_name", "speaker_role"):
        assert row[column] == "'" + evil


def test_ordinary_cells_are_written_as_they_are() -> None:
    assert rows(with_quote(text="2 + 2 = 4, a@b"))[0]["text"] == "2 + 2 = 4, a@b"


def test_the_columns_are_documented_as_they_are_and_with_their_version() -> None:
    docs = (Path(__file__).parent.parent / "docs" / "formats.md").read_text(encoding="utf-8")
    table = docs.split("## Columns")[1].split("\n## ")[0]
    documented = [line for line in table.splitlines() if line.startswith("| `")]
    types = {"spans": "list of spans", "texts": "list of text"}
    assert documented == [
        f"| `{column.name}` | {types.get(column.type, column.type)} | {column.meaning} |"
        for column in outputs.COLUMNS
    ]
    assert f"version {outputs.COLUMNS_VERSION} of the columns" in table


# --- the table -------------------------------------------------------------------------------


def test_the_table_shows_speaker_quote_cue_and_outlets() -> None:
    shown = table(article(title="A title"))
    for value in ("a1: A title", "Ana Ruiz", "mayor", "“Yes.”", "said", "TASS (told)"):
        assert value in shown


def test_an_article_without_quotes_is_in_the_table_too() -> None:
    assert "a1: no quotes" in table(article("Nothing."))


def test_an_article_that_failed_is_not_in_the_table() -> None:
    assert table(article("\ud800")) == ""


def test_a_speaker_without_a_name_is_shown_by_the_words_for_him() -> None:
    speaker = Speaker(mention=Span(start=0, end=3, text="the official"))
    assert "(the official)" in table(with_quote(speaker=speaker))
    assert "(unknown)" in table(with_quote(speaker=Speaker()))


def test_rejected_words_are_shown_with_the_reason() -> None:
    [given] = extract_many([Article(id="a1", text="X marks")], rejected=True)
    assert "no quote: X (a nickname)" in table(given)


def test_markup_in_an_article_is_shown_and_not_obeyed() -> None:
    shown = table(with_quote(text="[red]alarm[/red] :smile: [link=https://e.org]x[/link]"))
    assert "[red]alarm[/red] :smile:" in shown
    table(with_quote(text="[/red] closes nothing"))


def test_a_long_quote_is_wrapped_and_nothing_of_it_is_lost() -> None:
    words = [f"word{number}" for number in range(60)]
    shown = table(with_quote(text=" ".join(words)))
    assert max(map(len, shown.splitlines())) == 100
    assert all(word in shown for word in words)


def spoken_by(*names: str | None) -> Article:
    """An article with a quote by each of the speakers."""
    found = article()
    quotes = [found.quotes[0].model_copy(update={"speaker": Speaker(name=name)}) for name in names]
    return found.model_copy(update={"quotes": quotes})


def colours_of(shown: str) -> list[tuple[str, str]]:
    """The names in a table, each with the number of its colour."""
    return [(name, colour) for colour, name in re.findall(r"\x1b\[38;5;(\d+)m(\w+)", shown)]


def test_each_speaker_has_a_colour_that_is_the_same_in_all_rows() -> None:
    console = Console(file=io.StringIO(), width=100, force_terminal=True, color_system="256")
    given = spoken_by("Ana", "Ben", None, "Ana", "Cid")
    found = colours_of("".join(outputs.as_table([given], console)))
    assert [name for name, _ in found] == ["Ana", "Ben", "Ana", "Cid"]
    assert len(set(found)) == 3
    assert len({colour for _, colour in found}) == 3


def test_there_are_more_speakers_than_colours_in_some_articles() -> None:
    console = Console(file=io.StringIO(), width=100, force_terminal=True, color_system="256")
    given = spoken_by(*(f"Name{number}" for number in range(30)))
    assert len(colours_of("".join(outputs.as_table([given], console)))) == 30


def test_no_colour_is_written_where_nobody_sees_it() -> None:
    assert "\x1b" not in table(spoken_by("Ana", "Ben"))


def luminance(colour: Color) -> float:
    """The relative luminance of a colour, as the rules for readable web pages define it."""
    parts = [part / 255 for part in colour.get_truecolor()]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_colours_can_be_read_on_black_and_on_white() -> None:
    for colour in COLOURS:
        light = luminance(Color.parse(colour))
        assert (light + 0.05) / 0.05 > 4
        assert 1.05 / (light + 0.05) > 4


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("\x1b[31mred\x1b]0;title\x07", r"\x1b[31mred\x1b]0;title\x07"),
        ("\x9b31m", r"\x9b31m"),
        ("bell\x07 back\x08", r"bell\x07 back\x08"),
        ("right\u202eleft", r"right\u202eleft"),
        ("\ud800", r"\ud800"),
        ("zażółć 😀", "zażółć 😀"),
    ],
)
def test_control_characters_are_shown_harmlessly(given: str, shown: str) -> None:
    assert outputs.printable(given) == shown
    written = table(with_quote(text=given, speaker=Speaker(name=given)), force_terminal=True)
    assert shown in written
    assert given == shown or given not in written


# --- files -----------------------------------------------------------------------------------


def test_a_file_appears_under_its_name_only_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old", encoding="utf-8")
    with outputs.replacing(path) as stream:
        stream.write("new “\r\n\n")
        assert path.read_text(encoding="utf-8") == "old"
    assert path.read_bytes() == "new “\r\n\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_the_old_file_and_nothing_of_the_new(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt), outputs.replacing(path) as stream:
        stream.write("new")
        raise KeyboardInterrupt
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_grows_is_read_up_to_a_line_that_is_not_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl.part"
    grows = outputs.GrowingFile(path)
    for line in (b'{"id": "a"}\n', b'{"id": "b"}\n'):
        grows.add(line)
        assert path.read_bytes().endswith(line)
    grows.close()
    for torn in (b"", b'{"id": "c"', b'{"id": "c"}', b"\0\0\0\n", b"3\n", b'{"id": "\xc3'):
        path.write_bytes(b'{"id": "a"}\n{"id": "b"}\n' + torn)
        assert list(outputs.whole_lines(path)) == [({"id": "a"}, 12), ({"id": "b"}, 24)]


def test_a_link_is_followed_and_the_rights_of_the_file_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "out.jsonl", tmp_path / "link.jsonl"
    path.touch(mode=0o600)
    link.symlink_to(path)
    with outputs.replacing(link) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "new"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_device_is_written_to_directly() -> None:
    with outputs.replacing(Path("/dev/null")) as stream:
        stream.write("new")
    assert not Path("/dev/null.part").exists()
    assert Path("/dev/null").is_char_device()


def test_a_lone_surrogate_is_written_as_the_escape_that_json_has_for_it(tmp_path: Path) -> None:
    given = article("a\ud800b")
    path = tmp_path / "out.jsonl"
    with outputs.replacing(path) as stream:
        stream.writelines(outputs.as_jsonl([given]))
    assert json.loads(path.read_bytes())["text"] == "a\ud800b"
