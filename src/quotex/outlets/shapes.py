"""What an outlet's mention is, and the shapes of words that names are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from quotex.places import Places
from quotex.wordlists import bare, words

__all__ = [
    "ANAPHORS",
    "BANDS",
    "CLOSING",
    "GUESSES",
    "MOST_MODIFIERS",
    "NAME_LENGTH",
    "OPENING",
    "POSSESSIVE",
    "Finder",
    "Mention",
    "capitals_end",
    "capitals_start",
    "ends_news_agency",
    "is_blank",
    "is_capital",
    "is_channel",
    "is_closed",
    "is_date",
    "is_modifier",
    "modifiers_start",
    "newscast_end",
]

NAME_LENGTH = 6
"""The most words that a name which no list knows may have."""

MOST_MODIFIERS = 30
"""The most words before "media" that say whose they are."""

ANAPHORS = {
    **dict.fromkeys(("newspaper", "paper", "daily", "tabloid", "broadsheet"), "newspaper"),
    **dict.fromkeys(("magazine", "weekly"), "magazine"),
    **dict.fromkeys(("network", "channel", "broadcaster", "station"), "broadcaster"),
    **dict.fromkeys(("show", "program", "programme", "podcast"), "programme"),
    **dict.fromkeys(("site", "website", "portal"), "site"),
    **dict.fromkeys(("platform", "app"), "platform"),
    **dict.fromkeys(("agency", "newswire"), "agency"),
    "outlet": "outlet",
    "publication": "outlet",
}
"""Nouns that stand for an outlet named before, and its kind."""

GUESSES = frozenset({"organisation", "compound", "station", "title"})
"""Kinds of mentions that are outlets only where nothing else can stand."""
BANDS = frozenset({"TV", "FM", "AM"})
OPENING = frozenset("\"“‘'«„") | {"``", "''"}
CLOSING = frozenset("\"”’'»“") | {"''"}
POSSESSIVE = frozenset({"'s", "’s", "'", "’", "‘s", "‘"})


@dataclass(frozen=True, slots=True)
class Mention:
    """An outlet in a Doc: tokens `start` to `end`, half-open."""

    start: int
    end: int
    ids: tuple[str, ...] = ()
    kind: str | None = None
    """Kind of a gazetteer entry, "media" without a name, "anaphor" for "the paper"."""
    sure: bool = True
    """False if the words may well mean something else: then only the clearest settings count."""


Finder = Callable[[Places, list[Mention]], Iterator[Mention]]


def is_capital(token: Token) -> bool:
    """Whether a word begins with a capital, or with a figure as in "19th" or "20VC"."""
    text = token.text
    figure = text[0].isdigit() and token.i > 0
    return text[0].isupper() or (figure and (token.is_alpha or any(c.isupper() for c in text)))


def is_blank(token: Token) -> bool:
    """Whether a token is nothing but space within a line."""
    return token.is_space and "\n" not in token.text


def _is_inner(token: Token) -> bool:
    """Whether a token may stand between the capitalised words of a name."""
    return token.text in {"-", "&"} or is_blank(token)


def capitals_end(doc: Doc, start: int) -> int:
    """Behind the last of the capitalised words that begin at `start`."""
    end = start
    while (
        end < len(doc)
        and end - start < NAME_LENGTH
        and (end == start or not doc[end].is_sent_start)
    ):
        inner = _is_inner(doc[end]) and end > start and end + 1 < len(doc)
        if not (is_capital(doc[end]) or (inner and is_capital(doc[end + 1]))):
            break
        end += 1
    return end


def capitals_start(doc: Doc, end: int) -> int:
    """Where the capitalised words begin that end before `end`."""
    start = end
    while start > 0 and end - start < NAME_LENGTH:
        inner = _is_inner(doc[start - 1]) and start < end and start > 1
        if not (is_capital(doc[start - 1]) or (inner and is_capital(doc[start - 2]))):
            break
        start -= 1
        if doc[start].is_sent_start:
            break
    return start


def is_closed(doc: Doc, end: int) -> bool:
    """Whether a closing mark stands at `end`, or behind the comma or full stop there."""
    if end < len(doc) and doc[end].is_punct and doc[end].text not in CLOSING:
        end += 1
    return end < len(doc) and doc[end].text in CLOSING


def is_date(token: Token) -> bool:
    """Whether a word is part of a date: "Monday"."""
    return token.ent_type_ == "DATE" or token.lower_ in words("calendar")


def is_modifier(token: Token) -> bool:
    """Whether a word before "media" says whose they are: "state", "Serbian", "U.S."."""
    return (
        token.lower_ in words("outlet_modifiers")
        or bare(token.text) in words("nationalities")
        or (token.ent_type_ in {"NORP", "GPE"} and token.text[0].isupper())
    )


def modifiers_start(doc: Doc, end: int) -> int:
    """Where the modifiers begin that end before `end`: "Iranian state-run" before "media"."""
    start = end
    while start > 0 and end - start < MOST_MODIFIERS:
        if start > 2 and doc[start - 3 : start].text.lower() in words("outlet_modifiers"):
            start -= 3
        elif is_modifier(doc[start - 1]):
            start -= 1
        else:
            break
    return start


def is_channel(token: Token) -> bool:
    """Whether a word is the number of a channel: "35"."""
    return token.text.isdigit() and len(token) < 3 and not token.is_sent_start


def newscast_end(doc: Doc, end: int) -> int:
    """Behind the newscast that follows a channel, or `end`: "Action News" behind "Channel 2"."""
    last = capitals_end(doc, end)
    while last > end and doc[last - 1].lower_ != "news":
        last -= 1
    return last


def ends_news_agency(token: Token) -> bool:
    """Whether a word is the agency of "news agency"."""
    return (
        token.lower_ in {"agency", "agencies"} and token.i > 0 and token.nbor(-1).lower_ == "news"
    )
