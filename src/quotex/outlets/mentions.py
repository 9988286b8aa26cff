"""Where a Doc names outlets: from the gazetteer, by the shape of the name, or without a name.

Only finds them; whether a mention credits a quote is for `component.py` to say. Each finder is a
generator of mentions, listed in FINDERS with the surest first: a later one takes no word of an
earlier one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from quotex.outlets.gazetteer import Gazetteer, GazetteerMatcher
from quotex.wordlists import bare, words

__all__ = ["ANAPHORS", "FINDERS", "GUESSES", "Mention", "find_mentions"]

NAME_LENGTH = 6
"""The most words that a name which no list knows may have."""

ANAPHORS = {
    **dict.fromkeys(("newspaper", "paper", "daily", "tabloid", "broadsheet"), "newspaper"),
    **dict.fromkeys(("magazine", "weekly"), "magazine"),
    **dict.fromkeys(("network", "channel", "broadcaster", "station"), "broadcaster"),
    **dict.fromkeys(("show", "program", "programme", "podcast"), "programme"),
    **dict.fromkeys(("site", "website"), "site"),
    "agency": "agency",
    "outlet": "outlet",
    "publication": "outlet",
}
"""Nouns that stand for an outlet named before, and its kind."""

GUESSES = frozenset({"organisation", "compound"})
"""Kinds of mentions that are outlets only where nothing else can stand."""
SHOWS = frozenset({"show", "program", "programme", "podcast", "series"})
OPENING = frozenset("\"“‘'«„") | {"``", "''"}
CLOSING = frozenset("\"”’'»“") | {"''"}
POSSESSIVE = frozenset({"'s", "’s", "'", "’", "‘s", "‘"})
LONGER = frozenset({"agency", "news", "television", "tv", "radio", "newspaper", "magazine"})
"""Words that may follow a name of the gazetteer as part of it: "TASS Russian News Agency"."""


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


Finder = Callable[[Doc, list[Mention]], Iterator[Mention]]


def find_mentions(doc: Doc, matcher: GazetteerMatcher, gazetteer: Gazetteer) -> list[Mention]:
    """All mentions of outlets in `doc`, in text order, without overlaps."""
    mentions: list[Mention] = []
    owner: dict[int, Mention] = {}
    listed = [
        Mention(
            found.start + (doc[found.start].text == "the"),
            found.end,
            found.ids,
            gazetteer.entries[found.ids[0]].kind,
            not found.ambiguous,
        )
        for found in matcher(doc)
    ]
    for finder in FINDERS:
        for mention in finder(doc, listed):
            if not any(i in owner for i in range(mention.start, mention.end)):
                owner.update(dict.fromkeys(range(mention.start, mention.end), mention))
                mentions.append(mention)
    return sorted(mentions, key=_position)


def _position(mention: Mention) -> int:
    return mention.start


def longer_names(doc: Doc, listed: list[Mention]) -> Iterator[Mention]:
    """A name of the gazetteer that goes on: "TASS Russian News Agency", "Fox 35"."""
    for mention in listed:
        end = mention.end
        if mention.kind == "broadcaster" and end < len(doc) and _is_channel(doc[end]):
            yield Mention(mention.start, end + 1, mention.ids, mention.kind, True)
            continue
        end = _capitals_end(doc, end) if mention.sure else end
        while end > mention.end and bare(doc[end - 1].text) not in LONGER:
            end -= 1
        if end > mention.end and not any(
            doc[i].ent_type_ == "PERSON" for i in range(mention.end, end)
        ):
            yield Mention(mention.start, end, mention.ids, mention.kind, True)


def _is_channel(token: Token) -> bool:
    return token.text.isdigit() and len(token) < 3 and not token.is_sent_start


def listed_names(doc: Doc, listed: list[Mention]) -> Iterator[Mention]:
    """A name of the gazetteer: "Reuters"; a common word only if it is no part of another name."""
    ends = {mention.end for mention in listed}
    for mention in listed:
        titled = _is_titled(doc, mention, ends)
        if mention.sure or titled:
            yield replace(mention, sure=True)
        elif not (_is_word(doc, mention) or _is_part_of_name(doc, mention)):
            yield mention


def _is_word(doc: Doc, mention: Mention) -> bool:
    """Whether a common word has its capital, if any, from the start of a sentence: "People"."""
    first = doc[mention.start]
    if mention.start + 1 < mention.end or not first.text.istitle() or first.ent_type_:
        return doc[mention.end - 1].text.islower()
    before = doc[mention.start - 1] if mention.start else None
    return before is None or first.is_sent_start is True or before.is_space or before.is_punct


def _is_titled(doc: Doc, mention: Mention, ends: set[int]) -> bool:
    """Whether a programme's common name is marked as one: ABC's This Week, "This Week"."""
    if mention.kind != "programme" or mention.start == 0:
        return False
    i = mention.start - 1
    quoted = doc[i].text in OPENING
    i -= quoted
    owned = i > 0 and doc[i].text in POSSESSIVE and i in ends
    return owned or (quoted and mention.end < len(doc) and _is_closed(doc, mention.end))


def _is_closed(doc: Doc, end: int) -> bool:
    closes = doc[end].text in CLOSING
    return closes or (doc[end].is_punct and end + 1 < len(doc) and doc[end + 1].text in CLOSING)


def _is_part_of_name(doc: Doc, mention: Mention) -> bool:
    """Whether a common word belongs to a longer name: "the National" Academies, Wealth-"X"."""
    start, end = mention.start, mention.end
    if start > 0 and doc[start - 1].text == "-":
        return True
    if end < len(doc) and _is_capital(doc[end]) and not doc[end].is_sent_start:
        follows_noun = doc[end].ent_type_ in {"PERSON", "DATE"} or _is_date(doc[end])
        return not follows_noun
    if end + 1 < len(doc) and doc[end].text == "of" and _is_capital(doc[end + 1]):
        return True
    first, last = doc[start], doc[end - 1]
    before = start > 0 and first.ent_iob_ == "I" and doc[start - 1].lower_ != "the"
    behind = end < len(doc) and last.ent_type_ != "" and doc[end].ent_iob_ == "I"
    return (before or (behind and doc[end].text not in POSSESSIVE)) and last.ent_type_ != "PERSON"


def shows_of_persons(doc: Doc, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """A programme called after its host: "Hugh Hewitt's radio show"."""
    for token in doc:
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
        first = _capitals_start(doc, start - 1)
        if start - 1 - first >= (1 if token.text == "show" or start < token.i else 2):
            yield Mention(first, token.i + 1, (), "programme")


def titles_of_programmes(doc: Doc, listed: list[Mention]) -> Iterator[Mention]:
    """A title in quotation marks behind its outlet or its kind: CNBC's "Trading Nation"."""
    behind = {mention.end for mention in listed}
    for token in doc:
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
        if closed and _is_capital(doc[start]) and doc[end - 1].text[0].isupper():
            yield Mention(start, end, (), "programme")


def _awaits_title(doc: Doc, mark: int, behind: set[int]) -> bool:
    """Whether an outlet or "show" stands before a quotation mark: MSNBC's ", radio show, "."""
    before = mark - 1
    if mark > 1 and doc[before].text == ",":
        return doc[before - 1].lower_ in SHOWS
    owned = before in behind and (doc[before].text in POSSESSIVE or doc[before].text in OPENING)
    return mark in behind or owned or (mark > 0 and doc[before].lower_ in SHOWS)


def names_behind_nouns(doc: Doc, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """A name that its noun introduces: "the Dutch newspaper NRC Handelsblad"."""
    for token in doc:
        if not _introduces(token):
            continue
        start = token.i + 1
        start += start < len(doc) and doc[start].lower_ == "the"
        end = _capitals_end(doc, start)
        if end == start or _is_date(doc[start]) or doc[start].ent_type_ == "GPE":
            continue
        if doc[start].ent_type_ != "PERSON" or end == start + 1:
            yield Mention(start, end, (), ANAPHORS.get(token.lower_, "broadcaster"))


def _introduces(token: Token) -> bool:
    """Whether a noun may stand before an outlet's name: "newspaper", "news agency", "TV"."""
    if token.lower_ == "agency":
        return _ends_news_agency(token)
    nouns = (words("outlet_nouns") & set(ANAPHORS)) | {"television", "tv", "radio", "blog"}
    shows = {"show", "program", "programme", "network"}
    return token.lower_ in nouns - shows and (token.text.islower() or token.text == "TV")


def names_before_nouns(doc: Doc, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """A name that its noun closes: "Bunte magazine", "Rossiya television"."""
    for token in doc:
        agency = (
            token.lower_ == "news" and token.i + 1 < len(doc) and token.nbor(1).lower_ == "agency"
        )
        if not agency and not _introduces(token):
            continue
        start = _capitals_start(doc, token.i)
        first = doc[start]
        if start == token.i or any(_is_modifier(doc[i]) for i in range(start, token.i)):
            continue
        if not (first.is_stop or _is_date(first) or first.ent_type_ == "PERSON"):
            kind = ANAPHORS.get(token.lower_, "broadcaster")
            yield Mention(start, token.i, (), kind, sure=agency)


def names_by_ending(doc: Doc, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """Capitalised words of which the last says news: "the Kentish Gazette", "Iowa TV"."""
    endings = words("outlet_endings")
    for token in doc:
        if bare(token.text) not in endings or not token.text[0].isupper():
            continue
        start = _capitals_start(doc, token.i + 1)
        while start < token.i and (doc[start].is_stop or _is_date(doc[start])):
            start += 1
        behind = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
        before = doc[start - 1].lower_ if start > 0 else ""
        if behind == "of" or before in {"journal", "journals"} or token.i - start >= NAME_LENGTH:
            continue
        if start == token.i and (before != "the" or doc[start].is_sent_start):
            continue
        yield Mention(start, token.i + 1, (), None, sure=start < token.i)


def names_of_shows(doc: Doc, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """Capitalised words that end in a word for a programme: "The Laura Ingraham Show"."""
    for token in doc:
        if token.text in {"Show", "Podcast", "Tonight", "Live", "Hour"}:
            start = _capitals_start(doc, token.i + 1)
            while start < token.i and doc[start].is_stop and doc[start].text != "The":
                start += 1
            if start < token.i and token.i - start < NAME_LENGTH:
                yield Mention(start, token.i + 1, (), "programme")


def sites(doc: Doc, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """An address: "GunBroker.com"."""
    for token in doc:
        if token.like_url and "@" not in token.text and token.text[0].isalnum():
            yield Mention(token.i, token.i + 1, (), "site")


def unnamed_media(doc: Doc, listed: list[Mention]) -> Iterator[Mention]:
    """Media without a name: "Serbian media outlets", "state-run television", "local TV"."""
    named = {mention.start for mention in listed}
    for token in doc:
        agency = _ends_news_agency(token)
        if token.lower_ not in words("outlet_unnamed") and not agency:
            continue
        end = token.i + 1
        if end < len(doc) and doc[end].lower_ in words("outlet_companies"):
            end += 1
        if end in named or (end < len(doc) and _goes_on(doc[end])):
            continue
        start = token.i - 1 if agency else token.i
        first = _modifiers_start(doc, start)
        if first == start and start > 0 and doc[start - 1].lower_ == "news":
            first = _modifiers_start(doc, start - 1)
            first = start if first == start - 1 else first
        if first < start:
            kind = "platform" if doc[first].lower_ == "social" else "media"
            yield Mention(first, end, (), kind)


def _goes_on(token: Token) -> bool:
    """Whether the word behind "local radio" makes it another thing: a name, a host."""
    named = _is_capital(token) and token.is_sent_start is not True
    return named or token.lower_ in words("outlet_people")


def anaphors(doc: Doc, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """A noun for an outlet named before: "the paper", "the show"."""
    for token in doc:
        if token.lower_ in ANAPHORS and token.i > 0 and doc[token.i - 1].lower_ in {"the", "that"}:
            yield Mention(token.i, token.i + 1, (), "anaphor")


def compounds(doc: Doc, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """A word with a capital inside, which telling makes an outlet: told "InsideSources"."""
    for token in doc:
        text = token.text
        inner = any(text[i].isupper() and text[i - 1].islower() for i in range(2, len(text)))
        if inner and token.is_alpha and not text.startswith(("Mc", "Mac", "De", "La", "Le")):
            yield Mention(token.i, token.i + 1, (), "compound", sure=False)


def organisations(doc: Doc, listed: list[Mention]) -> Iterator[Mention]:  # noqa: ARG001
    """An organisation that an interview makes an outlet: "in an interview with Mwebantu"."""
    for entity in doc.ents:
        known = any(bare(token.text) in words("bodies", "organizations") for token in entity)
        if entity.label_ in {"ORG", "WORK_OF_ART"} and not known:
            yield Mention(entity.start, entity.end, (), "organisation", sure=False)


FINDERS: tuple[Finder, ...] = (
    longer_names,
    listed_names,
    titles_of_programmes,
    shows_of_persons,
    names_behind_nouns,
    names_by_ending,
    names_of_shows,
    names_before_nouns,
    sites,
    unnamed_media,
    anaphors,
    compounds,
    organisations,
)


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() or (token.text[0].isdigit() and token.i > 0 and token.is_alpha)


def _capitals_end(doc: Doc, start: int) -> int:
    """Behind the last of the capitalised words that begin at `start`."""
    end = start
    while (
        end < len(doc)
        and end - start < NAME_LENGTH
        and (end == start or not doc[end].is_sent_start)
    ):
        inner = doc[end].text in {"-", "&"} and end > start and end + 1 < len(doc)
        if not (_is_capital(doc[end]) or (inner and _is_capital(doc[end + 1]))):
            break
        end += 1
    return end


def _capitals_start(doc: Doc, end: int) -> int:
    """Where the capitalised words begin that end before `end`."""
    start = end
    while start > 0 and end - start < NAME_LENGTH:
        inner = doc[start - 1].text in {"-", "&"} and start < end and start > 1
        if not (_is_capital(doc[start - 1]) or (inner and _is_capital(doc[start - 2]))):
            break
        start -= 1
        if doc[start].is_sent_start:
            break
    return start


def _is_date(token: Token) -> bool:
    return token.ent_type_ == "DATE" or token.lower_ in words("calendar")


def _is_modifier(token: Token) -> bool:
    """Whether a word before "media" says whose they are: "state", "Serbian", "U.S."."""
    return (
        token.lower_ in words("outlet_modifiers")
        or bare(token.text) in words("nationalities")
        or (token.ent_type_ in {"NORP", "GPE"} and token.text[0].isupper())
    )


def _modifiers_start(doc: Doc, end: int) -> int:
    """Where the modifiers begin that end before `end`: "Iranian state-run" before "media"."""
    start = end
    while start > 0:
        if start > 2 and doc[start - 3 : start].text.lower() in words("outlet_modifiers"):
            start -= 3
        elif _is_modifier(doc[start - 1]):
            start -= 1
        else:
            break
    return start


def _ends_news_agency(token: Token) -> bool:
    return (
        token.lower_ in {"agency", "agencies"} and token.i > 0 and token.nbor(-1).lower_ == "news"
    )
