"""Where a Doc names outlets: those of the gazetteer, and with `unlisted.py` all others.

Only finds them; whether a mention credits a quote is for `component.py` to say. Each finder is a
generator of mentions, listed in FINDERS with the surest first: a later one takes no word of an
earlier one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from quotex.outlets.gazetteer import Gazetteer, GazetteerMatcher, outlet_names
from quotex.outlets.shapes import (
    BANDS,
    OPENING,
    POSSESSIVE,
    Finder,
    Mention,
    capitals_end,
    is_capital,
    is_channel,
    is_closed,
    is_date,
    is_modifier,
    newscast_end,
)
from quotex.outlets.unlisted import OTHERS, UNLISTED
from quotex.places import Places
from quotex.tokens import FINITE
from quotex.wordlists import bare, words

__all__ = ["FINDERS", "find_mentions"]

LONGER = frozenset({"agency", "news", "television", "tv", "radio", "newspaper", "magazine"})
"""Words that may follow a name of the gazetteer as part of it: "TASS Russian News Agency"."""


def find_mentions(places: Places, matcher: GazetteerMatcher, gazetteer: Gazetteer) -> list[Mention]:
    """All mentions of outlets in a Doc, in text order, without overlaps."""
    doc = places.doc
    mentions: list[Mention] = []
    owner: dict[int, Mention] = {}
    listed = [
        Mention(
            found.start + (doc[found.start].text == "the"),
            found.end - (found.end - found.start > 1 and _is_noun(doc[found.end - 1])),
            found.ids,
            gazetteer.entries[found.ids[0]].kind,
            not found.ambiguous,
        )
        for found in matcher(doc)
    ]
    for finder in FINDERS:
        for mention in finder(places, listed):
            if not any(i in owner for i in range(mention.start, mention.end)):
                owner.update(dict.fromkeys(range(mention.start, mention.end), mention))
                mentions.append(mention)
    return sorted(mentions, key=_position)


def _is_noun(token: Token) -> bool:
    """Whether a word only says that the words before it name a programme: Today programme."""
    return token.text in {"podcast", "program", "programme", "show"}


def _position(mention: Mention) -> int:
    return mention.start


def longer_names(places: Places, listed: list[Mention]) -> Iterator[Mention]:
    """A name of the gazetteer that goes on: "TASS Russian News Agency", "Fox 35"."""
    doc = places.doc
    for mention in listed:
        end = _station_end(doc, mention.end) if mention.kind == "broadcaster" else mention.end
        if end > mention.end:
            yield Mention(mention.start, end, mention.ids, mention.kind, True)
            continue
        end = capitals_end(doc, end) if mention.sure else end
        local = doc[mention.end - 1].text == "Radio" and end == mention.end + 1
        while end > mention.end and bare(doc[end - 1].text) not in LONGER and not local:
            end -= 1
        if end > mention.end and not any(
            doc[i].ent_type_ == "PERSON" for i in range(mention.end, end)
        ):
            yield Mention(mention.start, end, mention.ids, mention.kind, True)


def _station_end(doc: Doc, end: int) -> int:
    """Behind what makes a broadcaster's name a station's, or `end`: "Fox 35", "WBNS-TV"."""
    if end < len(doc) and is_channel(doc[end]):
        return newscast_end(doc, end + 1)
    band = end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].text in BANDS
    return end + 2 if band else end


def listed_names(places: Places, listed: list[Mention]) -> Iterator[Mention]:
    """A name of the gazetteer: "Reuters"; a common word only if it is no part of another name."""
    doc = places.doc
    ends = {mention.end for mention in listed}
    for mention in listed:
        titled = _is_titled(doc, mention, ends)
        if mention.sure or titled:
            yield replace(mention, sure=True)
        elif not (_is_word(doc, mention) or _is_part_of_name(doc, mention)) or _is_told(
            doc, mention
        ):
            yield mention


def _is_told(doc: Doc, mention: Mention) -> bool:
    """Whether a common word is told what a name did: "told People Ann Lee was late"."""
    if mention.start == 0 or doc[mention.start - 1].lower_ not in words("outlet_tell"):
        return False
    end = capitals_end(doc, mention.end)
    return mention.end < end < len(doc) and doc[end].tag_ in FINITE


def _is_word(doc: Doc, mention: Mention) -> bool:
    """Whether a common word has its capital, if any, from the start of a sentence: "People".

    So is one that also says where people speak: "a Q&A".
    """
    first = doc[mention.start]
    if first.lower_ in words("outlet_venues"):
        return mention.start > 0 and doc[mention.start - 1].lower_ in {"a", "an", "the"}
    if mention.start + 1 < mention.end or not first.text.istitle() or first.ent_type_:
        return doc[mention.end - 1].text.islower()
    before = doc[mention.start - 1] if mention.start else None
    return before is None or first.is_sent_start is True or before.is_space or before.is_punct


def _is_titled(doc: Doc, mention: Mention, ends: set[int]) -> bool:
    """Whether a programme's common name is marked as one: ABC's This Week, "This Week"."""
    if mention.kind != "programme" or mention.start == 0:
        return False
    end = mention.end
    if (
        end < len(doc)
        and is_capital(doc[end])
        and not (doc[end].is_sent_start or is_date(doc[end]) or doc[end].ent_type_ == "PERSON")
    ):
        return False
    i = mention.start - 1
    quoted = doc[i].text in OPENING
    i -= quoted
    owned = i > 0 and doc[i].text in POSSESSIVE and i in ends
    return owned or (quoted and is_closed(doc, mention.end))


def _goes_before(token: Token) -> bool:
    """Whether a word may be the beginning of a longer name: the "Novaya" of "Novaya Star"."""
    if not is_capital(token) or token.is_stop or is_date(token) or is_modifier(token):
        return False
    return token.ent_type_ not in OTHERS and outlet_names().isdisjoint({token.text})


def _is_part_of_name(doc: Doc, mention: Mention) -> bool:
    """Whether a common word belongs to a longer name: "the National" Academies, Wealth-"X"."""
    start, end = mention.start, mention.end
    if start > 0 and (doc[start - 1].text == "-" or _goes_before(doc[start - 1])):
        return True
    if end < len(doc) and is_capital(doc[end]) and not doc[end].is_sent_start:
        follows_noun = doc[end].ent_type_ in {"PERSON", "DATE"} or is_date(doc[end])
        return not follows_noun
    if end + 1 < len(doc) and doc[end].text == "of" and is_capital(doc[end + 1]):
        return True
    first, last = doc[start], doc[end - 1]
    before = start > 0 and first.ent_iob_ == "I" and doc[start - 1].lower_ != "the"
    behind = end < len(doc) and last.ent_type_ != "" and doc[end].ent_iob_ == "I"
    goes_on = behind and doc[end].text not in POSSESSIVE | {",", ")", "]"}
    return (before or goes_on) and last.ent_type_ != "PERSON"


FINDERS: tuple[Finder, ...] = (longer_names, listed_names, *UNLISTED)
