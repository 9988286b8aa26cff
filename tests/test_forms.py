"""Every usual way to write a quote is found, in the marks of every usual style."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import pytest

from quotex import extract_many

BEFORE = "The harbour was closed at noon. Ana Ruiz and Dmitry Orlov were there.\n\n"
BEHIND = "\n\nThe rain went on."
SPEAKERS = (
    "Ana Ruiz",
    "Mayor Ana Ruiz",
    "the mayor of Leeds",
    "the 34-year-old",
    "one resident",
    "police",
)
SAID = (
    "No",
    "Absolutely not",
    "The bridge is safe",
    "It is late. We must go home",
    "Boris Keller is a liar",
)


class Style(NamedTuple):
    """The marks of a house style, and whether its commas and full stops stand inside them."""

    opening: str
    closing: str
    inside: bool

    def ends(self, words: str, stop: str) -> str:
        """The words in marks, with their stop: “No,” or ‘No’,"""
        inner, outer = (stop, "") if self.inside else ("", stop)
        return f"{self.opening}{words}{inner}{self.closing}{outer}"


STYLES = {
    "American": Style("“", "”", inside=True),
    "straight": Style('"', '"', inside=True),
    "British": Style("‘", "’", inside=False),
    "double, commas outside": Style("“", "”", inside=False),
}


class Written(NamedTuple):
    """A sentence that quotes somebody, the words and who says them."""

    sentence: str
    content: list[str]
    mention: str


def behind(style: Style, speaker: str, said: str) -> Written:
    """The speaker behind the words: “No,” said Ana Ruiz on Tuesday."""
    return Written(f"{style.ends(said, ',')} said {speaker} on Tuesday.", [said], speaker)


def behind_before_verb(style: Style, speaker: str, said: str) -> Written:
    """The speaker and then the verb: “No,” Ana Ruiz replied."""
    return Written(f"{style.ends(said, ',')} {speaker} replied.", [said], speaker)


def in_front(style: Style, speaker: str, said: str) -> Written:
    """The speaker before a colon: Ana Ruiz told reporters: “No.”"""
    speaker = speaker[0].upper() + speaker[1:]
    return Written(f"{speaker} told reporters: {style.ends(said, '.')}", [said], speaker)


def in_the_middle(style: Style, speaker: str, _: str) -> Written:
    """The speaker between two halves: “If they come,” Ana Ruiz warned, “we will leave.”"""
    halves = style.ends("If they come", ","), style.ends("we will leave", ".")
    content = ["If they come", "we will leave"]
    return Written(f"{halves[0]} {speaker} warned, {halves[1]}", content, speaker)


def between_sentences(style: Style, speaker: str, said: str) -> Written:
    """The speaker between two sentences: “No,” Ana Ruiz added. “It cannot go on.”"""
    more = "It cannot go on"
    sentence = f"{style.ends(said, ',')} {speaker} added. {style.ends(more, '.')}"
    return Written(sentence, [said, more], speaker)


FORMS = (behind, behind_before_verb, in_front, in_the_middle, between_sentences)


def written(style: Style) -> Iterator[Written]:
    for form, speaker, said in product(FORMS, SPEAKERS, SAID):
        yield form(style, speaker, said)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_the_words_and_their_speaker_are_found_in_every_form(style: Style) -> None:
    asked = list(written(style))
    articles = extract_many([BEFORE + each.sentence + BEHIND for each in asked])
    wrong = []
    for each, article in zip(asked, articles, strict=True):
        found = [
            ([span.text for span in quote.content], mention.text)
            for quote in article.quotes
            if (mention := quote.speaker.mention) is not None
        ]
        if (each.content, each.mention) not in found:
            wrong.append((each.sentence, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Ruiz was asked whether the bridge was safe.", {}),
        ("Asked whether the bridge was safe, Ruiz said: “No.”", {"No": "Ana Ruiz"}),
        ("Ruiz was told by Orlov that it was late.", {"it was late": "Dmitry Orlov"}),
        ("In Ruiz’s words, it was a disaster.", {"it was a disaster": "Ana Ruiz"}),
        ("According to the BBC, Ruiz said it was late.", {"it was late": "Ana Ruiz"}),
        ("As the BBC reported, Ruiz said it was late.", {"it was late": "Ana Ruiz"}),
        ("According to the BBC, Ruiz left.", {"Ruiz left": "BBC"}),
        ("“It is late,” Ruiz wrote in her book, “Late Hours.”", {"It is late": "Ana Ruiz"}),
        (
            "Ana Lind and Paul Ruiz left. They said it was late.",
            {"it was late": "Ana Lind and Paul Ruiz"},
        ),
        ("Leeds is closed, a charity said. “It is late,” it added.", {}),
        ("Theresa May was late. “No,” May said in May.", {"No": "Theresa May"}),
    ],
)
def test_nobody_is_given_the_words_of_another(sentence: str, said: dict[str, str]) -> None:
    (article,) = extract_many([BEFORE + sentence])
    named = {quote.content[0].text: quote.speaker.name for quote in article.quotes}
    assert {words: name for words, name in named.items() if name} == said
