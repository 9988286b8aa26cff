"""Outlets that no list knows: by the shape of the name, by a noun beside it, or without a name.

Each finder is a generator of mentions; `mentions.py` puts them in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from quotex.outlets.shapes import (
    ANAPHORS,
    BANDS,
    CLOSING,
    MOST_MODIFIERS,
    NAME_LENGTH,
    OPENING,
    POSSESSIVE,
    Finder,
    Mention,
    capitals_end,
    capitals_start,
    ends_news_agency,
    is_blank,
    is_capital,
    is_channel,
    is_date,
    is_modifier,
    modifiers_start,
    newscast_end,
)
from quotex.places import Places
from quotex.wordlists import MOST_KEPT, bare, words

__all__ = ["OTHERS", "UNLISTED"]

CALL_SIGN = re.compile(r"[KW][A-Z]{3}(?:-(?:TV|FM|AM))?")
INITIALS = re.compile(r"[A-Z0-9]{1,4}(TV|FM)")
ENDS_OF_SHOWS = frozenset({"show", "podcast", "tonight", "live", "hour"})
NETWORKS = frozenset({"ABC", "CBS", "CW", "FOX", "Fox", "NBC"})
CHANNELS = frozenset({"channel", "newscenter", "newschannel"})
STATION_WORDS = CHANNELS | {"action", "eyewitness", "live", "local", "news"}
"""Words that stand before the number of an American station."""
PERIODS = frozenset({"daily", "monthly", "quarterly", "weekly"})
"""Words for papers that may as well say how often something is."""
SHOWS = frozenset({"show", "program", "programme", "podcast", "series"})
OTHERS = frozenset({"PERSON", "GPE", "LOC", "FAC", "DATE", "TIME", "NORP", "EVENT", "LAW"})
"""Entities that are no outlets."""


def shows_of_persons(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """A programme called after its host: "Hugh Hewitt's radio show"."""
    doc = places.doc
    for token in places.of(SHOWS):
        if token.text not in {"show", "program", "programme", "podcast"}:
            continue
        start = token.i
        while start > 0 and doc[start - 1].lower_ in {
            "radio",
            "tv",
            "television",
            "talk",
            "-",
            "night",
            "late",
            "web",
        }:
            start -= 1
        if start < 2 or doc[start - 1].text not in POSSESSIVE:
            continue
        first = capitals_start(doc, start - 1)
        if start - 1 - first >= (1 if token.text == "show" or start < token.i else 2):
            yield Mention(first, token.i + 1, (), "programme")


def titles_of_programmes(places: Places, listed: list[Mention]) -> Iterator[Mention]:
    """A title in quotation marks behind its outlet or its kind: CNBC's "Trading Nation"."""
    stations = [*stations_by_number(places, listed), *call_signs(places, listed)]
    behind = {mention.end for mention in (*listed, *stations)}
    doc = places.doc
    for token in places.of(OPENING):
        if token.text not in OPENING or not _awaits_title(doc, token.i, behind):
            continue
        start = token.i + 1
        while start < len(doc) and doc[start].is_space:
            start += 1
        close = start
        while close < len(doc) and close - start < NAME_LENGTH and doc[close].text not in CLOSING:
            close += 1
        end = close
        while end > start and doc[end - 1].is_punct:
            end -= 1
        closed = start < end and close < len(doc) and doc[close].text in CLOSING
        if closed and is_capital(doc[start]) and doc[end - 1].text[0].isupper():
            yield Mention(start, end, (), "programme")


def _awaits_title(doc: Doc, mark: int, behind: set[int]) -> bool:
    """Whether an outlet or "show" stands before a quotation mark: MSNBC's ", radio show, "."""
    before = mark - 1
    if mark > 1 and doc[before].text == ",":
        return doc[before - 1].lower_ in SHOWS
    owned = before in behind and (doc[before].text in POSSESSIVE or doc[before].text in OPENING)
    return mark in behind or owned or (mark > 0 and doc[before].lower_ in SHOWS)


def names_behind_nouns(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """A name that its noun introduces: "the Dutch newspaper NRC Handelsblad"."""
    doc = places.doc
    for token in places.of(_introducing()):
        if not _introduces(token):
            continue
        start = token.i + 1
        while start < len(doc) and (doc[start].lower_ == "the" or is_blank(doc[start])):
            start += 1
        end = capitals_end(doc, start)
        if end == start or is_date(doc[start]) or doc[start].ent_type_ == "GPE":
            continue
        if not _is_outlet_behind(doc, token, start, end):
            continue
        if doc[start].lower_ not in words("outlet_says"):
            yield Mention(start, end, (), ANAPHORS.get(token.lower_, "broadcaster"))


def programmes_behind_outlets(places: Places, listed: list[Mention]) -> Iterator[Mention]:
    """A title behind its outlet and kind: "Sky News programme Harbour Talk"."""
    doc = places.doc
    for mention in listed:
        start = mention.end + 1
        if mention.kind == "platform" or start >= len(doc) or doc[start - 1].text not in SHOWS:
            continue
        end = _title_end(doc, start)
        if end > start and doc[start].ent_type_ != "PERSON" and not is_date(doc[start]):
            yield Mention(start, end, (), "programme")


def _title_end(doc: Doc, start: int) -> int:
    """Behind the capitalised words that begin at `start`, and small ones in them: "On the Pier"."""
    end = capitals_end(doc, start)
    inner = end
    while start < inner < len(doc) and inner - start < NAME_LENGTH:
        if is_capital(doc[inner]):
            inner = end = capitals_end(doc, inner)
        elif doc[inner].text in {"of", "the"}:
            inner += 1
        else:
            break
    return end


def _is_outlet_behind(doc: Doc, noun: Token, start: int, end: int) -> bool:
    """Whether a noun names what stands behind it: "the daily Novi Glas".

    "They told the newspaper Ann Lee was late" has a clause behind the noun.
    """
    if noun.lower_ not in ANAPHORS:
        return doc[start].ent_type_ != "PERSON"
    before = noun.i - 1
    while before > 0 and (doc[before].pos_ in {"ADJ", "DET", "PUNCT"} or is_modifier(doc[before])):
        before -= 1
    told = before >= 0 and doc[before].lower_ in words("outlet_tell")
    return not (told and end < len(doc) and doc[end].pos_ in {"AUX", "VERB"})


def _introduces(token: Token) -> bool:
    """Whether a noun may stand before an outlet's name: "newspaper", "news agency", "TV"."""
    if token.lower_ == "agency":
        return ends_news_agency(token)
    if token.text == "title":
        return token.i > 0 and is_modifier(token.nbor(-1))
    if token.lower_ not in _nouns_of_outlets():
        return False
    begins = token.is_sent_start is True and token.text.istitle()
    return token.text.islower() or token.text == "TV" or begins


@cache
def _nouns_of_outlets() -> frozenset[str]:
    nouns = (words("outlet_nouns") & set(ANAPHORS)) | {"television", "tv", "radio", "blog"}
    return nouns - {"show", "program", "programme", "network", "platform", "app"}


@cache
def _introducing() -> frozenset[str]:
    """The words that `_introduces` may be true for."""
    return _nouns_of_outlets() | {"agency", "title"}


def names_in_apposition(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """A name between commas behind whose it is: "on his podcast, Big Idea, she said".

    It can stand in quotation marks.
    """
    doc = places.doc
    for token in places.of(SHOWS):
        start = token.i + 2
        if token.lower_ not in SHOWS or start >= len(doc) or doc[start - 1].text != ",":
            continue
        start += start + 1 < len(doc) and doc[start].text in OPENING
        end = capitals_end(doc, start)
        closed = start < end < len(doc) and doc[end].text in CLOSING | {",", "."}
        if closed and doc[start].ent_type_ not in {"PERSON", "GPE"} and not is_date(doc[start]):
            yield Mention(start, end, (), "programme")


def names_before_appositions(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """A name with an outlet's noun in apposition: "Mwebantu, a Zambian news website"."""
    doc = places.doc
    for token in places.of(ANAPHORS.keys()):
        if token.text not in ANAPHORS or (token.i + 1 < len(doc) and _is_noun(token.nbor(1))):
            continue
        comma = token.i - 1
        while comma > 0 and token.i - comma < NAME_LENGTH and doc[comma].lower_ not in {"a", "an"}:
            comma -= 1
        comma -= 1
        if comma > 0 and doc[comma].text == "," and doc[comma + 1].lower_ in {"a", "an"}:
            start = capitals_start(doc, comma)
            place = doc[comma - 1].ent_type_ in {"GPE", "LOC"}
            if start < comma and not (place or is_date(doc[start])):
                yield Mention(start, comma, (), ANAPHORS[token.text])


def _is_noun(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} or token.text in {"-", "'s", "’s"}


def names_before_nouns(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """A name that its noun closes: "Bunte magazine", "Rossiya television"."""
    doc = places.doc
    for token in places.of(_introducing() | {"news"}):
        agency = (
            token.lower_ == "news" and token.i + 1 < len(doc) and token.nbor(1).lower_ == "agency"
        )
        if (not agency and not _introduces(token)) or token.lower_ in SHOWS:
            continue
        start = capitals_start(doc, token.i)
        first = doc[start]
        if start == token.i or any(is_modifier(doc[i]) for i in range(start, token.i)):
            continue
        if first.lower_ in words("outlet_unnamed"):
            continue
        if _is_described(doc, start, token.i + 1):
            continue
        person = first.ent_type_ == "PERSON" and token.text not in {"magazine", "newspaper"}
        if not (first.is_stop or is_date(first) or person):
            kind = ANAPHORS.get(token.lower_, "broadcaster")
            yield Mention(start, token.i, (), kind, sure=agency)


def _is_described(doc: Doc, start: int, end: int) -> bool:
    """Whether an outlet is said to be of a place: "a Leeds newspaper", no "a Bunte reporter"."""
    article = start > 0 and doc[start - 1].lower_ in {"a", "an", "another"}
    persons = words("persons", "outlet_people")
    return article and not any(token.lower_ in persons for token in doc[end : end + 2])


def titles_before_nouns(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """A title that its noun closes: "The Rest Is Noise podcast"; "the Lagoon programme", if told.

    A podcast is nothing else; other programmes and shows may be, so that the setting must tell.
    """
    doc = places.doc
    for token in places.of(SHOWS):
        if token.text not in SHOWS:
            continue
        start = capitals_start(doc, token.i)
        if start < token.i and doc[start].is_sent_start and doc[start].is_stop:
            start += 1
        if start == token.i or all(
            is_modifier(doc[i]) or is_date(doc[i]) for i in range(start, token.i)
        ):
            continue
        if token.text == "podcast":
            yield Mention(start, token.i, (), "programme")
        else:
            yield Mention(start, token.i, (), "title", sure=False)


def names_by_ending(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """Capitalised words of which the last says news: "the Kentish Gazette", "Iowa TV"."""
    doc = places.doc
    for token in places.where(_ends_outlet):
        if _is_within_name(token):
            continue
        start = capitals_start(doc, token.i + 1)
        while start < token.i and (_is_opener(doc[start]) or _is_mere_date(doc, start)):
            start += 1
        behind = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
        before = doc[start - 1].lower_ if start > 0 else ""
        if behind == "of" or before in {"journal", "journals"} or token.i - start >= NAME_LENGTH:
            continue
        alone = start == token.i
        if alone and (before != "the" or token.lower_ == "tv" or doc[start].is_sent_start):
            continue
        yield Mention(start, token.i + 1, (), None, sure=start < token.i)


def _is_within_name(token: Token) -> bool:
    """Whether another word for news follows: the "Daily" of "Kent Daily News"."""
    i, doc = token.i + 1, token.doc
    i += i < len(doc) and is_blank(doc[i])
    return i < len(doc) and _ends_outlet(doc[i].text) and not doc[i].is_sent_start


def _is_opener(token: Token) -> bool:
    """Whether a common word only stands before a name: "The Kent Post", no "Six O'Clock News"."""
    return token.is_stop and not token.like_num


def _ends_outlet(text: str) -> bool:
    return text[0].isupper() and bare(text) in words("outlet_endings")


def _is_mere_date(doc: Doc, i: int) -> bool:
    """Whether a date only stands before a name: "on Sunday Reuters", no "Sunday Standard"."""
    if i == 0 or not is_date(doc[i]):
        return is_date(doc[i])
    before = doc[i - 1]
    return before.is_punct or before.is_space or before.lower_ in {"on", "last", "next", "this"}


def names_by_beginning(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """Capitalised words of which the first says broadcaster: "Radio Varna"."""
    doc = places.doc
    for token in places.of(words("outlet_beginnings")):
        if token.text[0].isupper() and token.i + 1 < len(doc) and token.text.istitle():
            end = capitals_end(doc, token.i)
            if end > token.i + 1 and not is_date(doc[token.i + 1]):
                yield Mention(token.i, end, (), "broadcaster")


def stations_by_number(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """A station called after its channel: "NewsChannel 8", "Local 10 News", "13News".

    What is called News and a number is one only if told.
    """
    doc = places.doc
    for token in places.of(STATION_WORDS):
        number = token.i + 1
        if not token.text[0].isupper() or number == len(doc) or doc[number].is_sent_start:
            continue
        start = token.i
        first = max(token.i - NAME_LENGTH, 0)
        while (
            start > first and doc[start - 1].lower_ in STATION_WORDS and is_capital(doc[start - 1])
        ):
            start -= 1
        end = newscast_end(doc, number + 1)
        if token.lower_ in CHANNELS and doc[number].like_num:
            yield Mention(start, end, (), "broadcaster")
        elif is_channel(doc[number]) and (end > number + 1 or token.text == "News"):
            alone = end - start == 2
            yield Mention(start, end, (), "station" if alone else "broadcaster", sure=not alone)
    for token in places.where(_has_number_inside):
        yield Mention(token.i, token.i + 1, (), "broadcaster")


def _has_number_inside(text: str) -> bool:
    """Whether a number is glued to what has channels: "13News", "NBC31"."""
    if text[0].isdigit():
        return text.endswith(("News", "NEWS")) and text[:-4].isdigit()
    return text[-1].isdigit() and text.rstrip("0123456789") in NETWORKS


def broadcasters_in_capitals(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """Initials that end in TV or FM: "KWTV", "MUTV"."""
    for token in places.where(_ends_in_band):
        yield Mention(token.i, token.i + 1, (), "broadcaster")


def _ends_in_band(text: str) -> bool:
    if not text.endswith(("TV", "FM")) or INITIALS.fullmatch(text) is None:
        return False
    return text.lower() not in words("outlet_not_stations")


def call_signs(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """The call sign of an American station: "KWBO", "WXYK-TV"."""
    doc = places.doc
    for token in places.where(_is_call_sign):
        end = token.i + 1
        if end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].text in BANDS:
            end += 2
        sure = end > token.i + 1 or "-" in token.text
        yield Mention(token.i, end, (), "broadcaster" if sure else "station", sure=sure)


def _is_call_sign(text: str) -> bool:
    if not text.startswith(("K", "W")) or CALL_SIGN.fullmatch(text) is None:
        return False
    return text.lower() not in words("outlet_not_stations")


def names_of_shows(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """Capitalised words that end in a word for a programme: "The Laura Ingraham Show"."""
    doc = places.doc
    for token in places.of(ENDS_OF_SHOWS):
        if token.text.istitle():
            start = capitals_start(doc, token.i + 1)
            while start < token.i and doc[start].is_stop and doc[start].text != "The":
                start += 1
            if start < token.i and token.i - start < NAME_LENGTH:
                yield Mention(start, token.i + 1, (), "programme")


def sites(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """An address: "GunBroker.com"."""
    for token in places.where(_can_be_address):
        if token.like_url and "@" not in token.text and token.text[0].isalnum():
            yield Mention(token.i, token.i + 1, (), "site")


def _can_be_address(text: str) -> bool:
    return len(text) > 2 and ("." in text or ":" in text)


def unnamed_media(places: Places, listed: list[Mention]) -> Iterator[Mention]:
    """Media without a name: "Serbian media outlets", "state-run television", "local TV"."""
    named = {mention.start for mention in listed}
    doc = places.doc
    for token in places.of(words("outlet_unnamed") | {"agency", "agencies"}):
        agency = ends_news_agency(token)
        if token.lower_ not in words("outlet_unnamed") and not agency:
            continue
        end = token.i + 1
        if end < len(doc) and doc[end].lower_ in words("outlet_companies"):
            end += 1
        if end in named or (end < len(doc) and _goes_on(doc[end])):
            continue
        start = token.i - 1 if agency else token.i
        first = modifiers_start(doc, start)
        if first == start and start > 0 and doc[start - 1].lower_ == "news":
            first = modifiers_start(doc, start - 1)
            first = start if first == start - 1 else first
        if first < start:
            kind = "platform" if doc[first].lower_ == "social" else "media"
            yield Mention(first, end, (), kind)


def media_without_names(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """Media that are only described: "a radio station in Omaha", "a Leeds newspaper"."""
    doc = places.doc
    for token in places.of(_last_words()):
        if token.i == 0:
            continue
        pair = doc[token.i - 1 : token.i + 1].text
        if token.text not in words("outlets") and pair not in words("outlets"):
            continue
        end = token.i + 1
        if token.text in {"media", "press"} or _is_period(token):
            continue
        if end < len(doc) and _goes_on(doc[end]):
            continue
        start = token.i - (pair in words("outlets"))
        while start > max(0, token.i - MOST_MODIFIERS) and (
            is_modifier(doc[start - 1]) or doc[start - 1].pos_ in {"ADJ", "NOUN"}
        ):
            start -= 1
        start = capitals_start(doc, start)
        if start > 0 and doc[start - 1].lower_ in {"a", "an", "another", "one"}:
            yield Mention(start, _place_end(doc, end), (), "media")


@cache
def _last_words() -> frozenset[str]:
    """The last word of each noun for an outlet: "station" of "radio station"."""
    return frozenset(noun.split()[-1] for noun in words("outlets"))


def _place_end(doc: Doc, end: int) -> int:
    """Behind the place that says where media are, or `end`: "in Omaha"."""
    if end + 1 < len(doc) and doc[end].lower_ in {"in", "from", "of"} and not is_date(doc[end + 1]):
        return max(end, capitals_end(doc, end + 1) if is_capital(doc[end + 1]) else end)
    return end


def _is_period(token: Token) -> bool:
    """Whether a word only says how often: the daily briefing, a weekly conference call."""
    if token.text not in PERIODS or token.i + 1 == len(token.doc):
        return False
    behind = token.nbor()
    return behind.pos_ in {"ADJ", "NOUN"} or behind.text == "-"


def _goes_on(token: Token) -> bool:
    """Whether the word behind "local radio" makes it another thing: a name, a host."""
    named = is_capital(token) and token.is_sent_start is not True
    return named or token.lower_ in words("outlet_people")


def anaphors(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """A noun for an outlet named before: "the paper", "the show", "the trade publication"."""
    doc = places.doc
    for token in places.of(ANAPHORS.keys()):
        if token.text not in ANAPHORS or _is_period(token):
            continue
        before = token.i - 1
        before -= before > 0 and doc[before].lower_ in {"news", "trade"}
        if token.i > 0 and doc[before].lower_ in {"the", "that"}:
            yield Mention(token.i, token.i + 1, (), "anaphor")


def compounds(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """A word with a capital or a figure inside, if told: told "InsideSources", told "Dock24"."""
    for token in places.where(_is_compound):
        yield Mention(token.i, token.i + 1, (), "compound", sure=False)


@lru_cache(MOST_KEPT)
def _is_compound(text: str) -> bool:
    """Whether a capital or a figure stands behind a small letter: "Dock24", but not "McLean"."""
    if not text.isalnum() or not text[0].isalpha():
        return False
    inner = any(
        (text[i].isupper() or text[i].isdigit()) and text[i - 1].islower()
        for i in range(2, len(text))
    )
    return inner and not text.startswith(("Mc", "Mac", "De", "La", "Le"))


def organisations(places: Places, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """An organisation that an interview makes an outlet: "in an interview with Mwebantu"."""
    for entity in places.doc.ents:
        if entity.label_ in {"ORG", "WORK_OF_ART"} and not any(
            bare(token.text) in words("bodies", "organizations") for token in entity
        ):
            yield Mention(entity.start, entity.end, (), "organisation", sure=False)


def titles(places: Places, listed: list[Mention]) -> Iterator[Mention]:
    """Capitalised words that telling or appearing may make an outlet: told "The Lagooner".

    Whom one tells is rather a person, unless a capital article makes it a title.
    """
    doc = places.doc
    owners = {mention.end for mention in listed if mention.kind != "platform"}
    for before in places.of(words("outlet_tell") | POSSESSIVE | {"for", "on"}):
        if before.i + 1 == len(doc):
            continue
        token = before.nbor()
        if token.is_sent_start or not token.text[0].isupper() or not _may_host(token, owners):
            continue
        end = capitals_end(doc, token.i)
        if end - token.i > 1 and (
            _is_trade_paper(doc, token.i, end) or _is_free(doc, token.i, end)
        ):
            yield Mention(token.i, end, (), "title", sure=False)


def _is_free(doc: Doc, start: int, end: int) -> bool:
    """Whether capitalised words are no person, place or date that the model or a list knows."""
    return not any(
        doc[i].ent_type_ in OTHERS
        or is_date(doc[i])
        or bare(doc[i].text) in words("outlet_not_titles")
        for i in range(start, end)
    )


def _is_trade_paper(doc: Doc, start: int, end: int) -> bool:
    """Whether capitalised words end as papers do, and do not begin as people do."""
    return doc[end - 1].lower_ in words("outlet_trades") and not _is_given_name(doc[start])


def _may_host(token: Token, owners: set[int]) -> bool:
    """Whether the word before a title may lead to it: told The …, on …, last week's …, CNN's …."""
    before = token.nbor(-1)
    if before.lower_ in words("outlet_tell"):
        end = capitals_end(token.doc, token.i)
        return token.text == "The" or _is_trade_paper(token.doc, token.i, end)
    if before.lower_ == "for":
        verbs = token.doc[max(before.i - 4, 0) : before.i]
        return any(verb.lower_ in words("outlet_writing") for verb in verbs)
    if before.i in owners and before.text in POSSESSIVE:
        return not _is_given_name(token)
    return before.lower_ == "on" or (before.text in POSSESSIVE and is_date(before))


def _is_given_name(token: Token) -> bool:
    return bare(token.text) in words("given_names_female", "given_names_male")


UNLISTED: tuple[Finder, ...] = (
    titles_of_programmes,
    shows_of_persons,
    names_behind_nouns,
    programmes_behind_outlets,
    names_in_apposition,
    names_before_appositions,
    titles_before_nouns,
    stations_by_number,
    names_by_beginning,
    names_by_ending,
    names_of_shows,
    names_before_nouns,
    sites,
    broadcasters_in_capitals,
    call_signs,
    unnamed_media,
    media_without_names,
    anaphors,
    compounds,
    titles,
    organisations,
)
