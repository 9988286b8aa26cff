"""The gazetteer: what it holds, what it refuses, and how its names are found in a text."""

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from quotex.errors import GazetteerError
from quotex.outlets.gazetteer import Entry, Gazetteer, GazetteerMatcher

GAZETTE = {"id": "kentish-gazette", "name": "Kentish Gazette", "kind": "newspaper", "country": "GB"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("en")


@pytest.fixture(scope="module")
def matcher(nlp: Language) -> GazetteerMatcher:
    return GazetteerMatcher(nlp, Gazetteer.load())


@pytest.fixture
def file_of(tmp_path: Path):
    def write(*entries: dict[str, object] | str) -> str:
        path = tmp_path / "mine.jsonl"
        lines = [entry if isinstance(entry, str) else json.dumps(entry) for entry in entries]
        path.write_text("\n".join(lines), encoding="utf-8")
        return str(path)

    return write


def found(nlp: Language, matcher: GazetteerMatcher, text: str) -> list[str]:
    doc = nlp(text)
    return [doc[name.start : name.end].text for name in matcher(doc)]


def test_gazetteer_holds_outlets_of_every_kind_and_of_many_countries() -> None:
    entries = Gazetteer.load().entries.values()
    assert len(entries) > 500
    assert {entry.kind for entry in entries} == {
        "agency", "newspaper", "broadcaster", "programme", "magazine", "site", "platform"
    }  # fmt: skip
    assert len({entry.country for entry in entries}) > 100


@pytest.mark.parametrize(
    "platform",
    [
        "X",
        "Twitter",
        "Truth Social",
        "Telegram",
        "VK",
        "Weibo",
        "WeChat",
        "Threads",
        "Bluesky",
        "Mastodon",
        "TikTok",
        "Instagram",
        "Facebook",
        "LinkedIn",
        "YouTube",
        "Reddit",
        "Substack",
        "Medium",
        "Snapchat",
        "Discord",
        "WhatsApp",
        "Gab",
        "Parler",
        "Rumble",
    ],
)
def test_gazetteer_holds_the_platforms(platform: str) -> None:
    kinds = {entry.kind for entry in Gazetteer.load().by_form().get(platform, ())}
    assert "platform" in kinds


@pytest.mark.parametrize(
    ("country", "agency"),
    [
        ("AR", "Télam"), ("AU", "Australian Associated Press"), ("BR", "Agência Brasil"),
        ("CA", "The Canadian Press"), ("CN", "Xinhua"), ("DE", "dpa"), ("FR", "AFP"),
        ("GB", "Reuters"), ("ID", "Antara"), ("IN", "PTI"), ("IT", "ANSA"), ("JP", "Kyodo News"),
        ("KR", "Yonhap"), ("MX", "Notimex"), ("RU", "TASS"), ("SA", "Saudi Press Agency"),
        ("TR", "Anadolu"), ("US", "The Associated Press"), ("ZA", "African News Agency"),
    ],
)  # fmt: skip
def test_gazetteer_holds_the_agencies_of_the_g20(country: str, agency: str) -> None:
    entries = Gazetteer.load().by_form().get(agency, ())
    assert (country, "agency") in {(entry.country, entry.kind) for entry in entries}


def test_gazetteer_file_is_sorted_by_id() -> None:
    ids = list(Gazetteer.load().entries)
    assert ids == sorted(ids)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She told Reuters.", ["Reuters"]),
        ("He wrote to the Washington Post.", ["the Washington Post"]),
        ("The Washington Post's editor", ["The Washington Post"]),
        ("a Washington Post-ABC News poll", ["Washington Post", "ABC News"]),
        ('on NBC\'s "Meet the Press"', ["NBC", "Meet the Press"]),
        ("on CBS' Face the Nation", ["CBS", "Face the Nation"]),
        ("he told USA TODAY", ["USA TODAY"]),
        ("SHE TOLD THE WASHINGTON POST", ["THE WASHINGTON POST"]),
        ("the People’s Daily wrote", ["People’s Daily"]),
        ("said the Argus Leader", ["Argus Leader"]),
        ("people like an atlantic breeze in times of rest", []),
        ("he wrote it on X.", ["X."]),
    ],
)
def test_names_are_found_as_articles_write_them(
    nlp: Language, matcher: GazetteerMatcher, text: str, names: list[str]
) -> None:
    assert found(nlp, matcher, text) == names


def test_a_name_that_several_outlets_bear_is_ambiguous(
    nlp: Language, matcher: GazetteerMatcher
) -> None:
    (name,) = matcher(nlp("She told the Post."))
    assert name.ambiguous
    assert set(name.ids) == {"new-york-post", "washington-post"}


def test_users_file_adds_an_outlet(nlp: Language, file_of) -> None:
    gazetteer = Gazetteer.load([file_of(GAZETTE)])
    assert len(gazetteer) == len(Gazetteer.load()) + 1
    assert found(nlp, GazetteerMatcher(nlp, gazetteer), "the Kentish Gazette") == [
        "Kentish Gazette"
    ]


def test_users_file_replaces_an_outlet_of_the_same_id(file_of) -> None:
    tass = {"id": "tass", "name": "Tass", "kind": "agency", "country": "RU"}
    assert Gazetteer.load([file_of(tass)]).entries["tass"].forms == ("Tass",)


def test_blank_lines_in_a_users_file_are_passed_over(file_of) -> None:
    assert "kentish-gazette" in Gazetteer.load([file_of("", GAZETTE, "")]).entries


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (["{"], "mine.jsonl, line 1: Invalid JSON"),
        ([GAZETTE, {**GAZETTE, "id": "Not An Id"}], "mine.jsonl, line 2: id"),
        ([{**GAZETTE, "kind": "blimp"}], "line 1: kind"),
        ([{**GAZETTE, "city": "Canterbury"}], "line 1: city"),
        ([GAZETTE, GAZETTE], "line 2: the id 'kentish-gazette' is used twice"),
        ([{**GAZETTE, "aliases": ["TASS"]}], "'TASS' is a name of"),
        ([{**GAZETTE, "aliases": ["Kentish Gazette"]}], "stands twice"),
        ([{**GAZETTE, "ambiguous": ["Gazette"]}], "neither name nor alias"),
        ([{**GAZETTE, "owner": "nobody"}], "line 1: no outlet has the id of its owner"),
    ],
)
def test_a_wrong_line_is_refused_with_file_and_line(file_of, entries, message: str) -> None:
    with pytest.raises(GazetteerError, match=message):
        Gazetteer.load([file_of(*entries)])


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"nowhere\.jsonl: cannot be read"):
        Gazetteer.load([tmp_path / "nowhere.jsonl"])


def test_a_shared_name_is_accepted_if_both_outlets_call_it_ambiguous(file_of) -> None:
    star = {**GAZETTE, "id": "kentish-star", "name": "The Star", "ambiguous": ["The Star"]}
    entries = Gazetteer.load([file_of(star)]).by_form()["The Star"]
    assert "kentish-star" in {entry.id for entry in entries}


def test_an_entry_cannot_be_changed() -> None:
    entry = Entry.model_validate(GAZETTE)
    with pytest.raises(ValueError, match="frozen"):
        entry.name = "Kentish Mercury"  # type: ignore[misc]
