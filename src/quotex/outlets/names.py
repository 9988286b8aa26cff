"""Which outlet a mention means in its article, and that outlet's fullest name there."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc

from quotex.outlets.gazetteer import Gazetteer
from quotex.outlets.shapes import ANAPHORS, GUESSES, Mention
from quotex.wordlists import fold, words

__all__ = ["Identities", "Identity"]

BROADCASTING = frozenset({"tv", "television", "radio", "news", "channel", "network"})


class Identity(NamedTuple):
    """The outlet that a mention means."""

    name: str
    id: str | None
    kind: str | None
    sure: bool
    """False if the words may well mean something else."""


class Identities:
    """Which outlet each mention of a Doc means, and its fullest name there."""

    def __init__(self, doc: Doc, mentions: list[Mention], gazetteer: Gazetteer) -> None:
        self._doc = doc
        self._entries = gazetteer.entries
        self._sure = {m.ids[0] for m in mentions if m.sure and len(m.ids) == 1}
        self._full: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._by_last: dict[str, Mention] = {}
        self._referents: dict[int, Mention] = {}
        self._confirmed: dict[str, Mention] = {}
        latest: dict[str, Mention] = {}
        for mention in mentions:
            if mention.kind == "anaphor":
                referent = latest.get(ANAPHORS[doc[mention.start].lower_])
                if referent is not None:
                    self._referents[mention.start] = referent
            elif mention.kind == "station":
                latest["broadcaster"] = mention
            elif mention.kind not in GUESSES | {"media"} and self._is_sure(mention):
                self._note(mention, latest)

    def _note(self, mention: Mention, latest: dict[str, Mention]) -> None:
        """Take down a sure mention: its full name, its last word, and that it is the latest."""
        text = self._text(mention)
        key = mention.ids[0] if len(mention.ids) == 1 else text
        self._keys[_fold(text)] = key if mention.ids else fold(text)
        generic = text.rpartition(" ")[2] in words("outlet_nouns")
        if len(text) > len(self._full.get(key, "")) and not generic:
            self._full[key] = text
        if mention.end - mention.start > 1:
            self._by_last.setdefault(self._doc[mention.end - 1].lower_, mention)
        latest.update(dict.fromkeys(self._nouns(mention), mention))

    def confirm(self, mention: Mention) -> None:
        """Take down that an unsure mention is an outlet, so that "the magazine" may mean it."""
        if mention.ids:
            self._confirmed.update(dict.fromkeys(self._nouns(mention), mention))

    def _nouns(self, mention: Mention) -> set[str]:
        """The kinds whose nouns may stand for an outlet: a site like the Kent Post is a paper."""
        kind = self._kind(mention)
        nouns = set() if kind is None else {kind}
        if kind == "platform":
            nouns.add("site")
        if kind == "site" and self._doc[mention.end - 1].lower_ in words("outlet_endings"):
            nouns.add("newspaper")
        return nouns if kind in {"programme", "platform"} else nouns | {"outlet"}

    def _is_sure(self, mention: Mention) -> bool:
        return mention.sure or any(id in self._sure for id in mention.ids)

    def _kind(self, mention: Mention) -> str | None:
        kind = mention.kind
        if mention.ids:
            kind = self._entries[mention.ids[0]].kind
        if kind is None:
            last = self._doc[mention.end - 1].lower_
            kind = "broadcaster" if last in BROADCASTING else "newspaper"
        return kind

    def _text(self, mention: Mention) -> str:
        text = " ".join(self._doc[mention.start : mention.end].text.split())
        return text.rstrip(".") if len(text) == 2 else text

    def of(self, mention: Mention) -> Identity | None:
        """The outlet that a mention means; None if "the paper" stands for none named before."""
        if mention.kind == "anaphor":
            referent = self._referent(mention)
            return None if referent is None else self._of_name(referent)
        fuller = self._fuller(mention)
        return self._of_name(mention if fuller is None else fuller)

    def _referent(self, mention: Mention) -> Mention | None:
        """The outlet that "the paper" stands for: the sure or confirmed one named last before."""
        sure = self._referents.get(mention.start)
        confirmed = self._confirmed.get(ANAPHORS[self._doc[mention.start].lower_])
        if confirmed is None or confirmed.start > mention.start:
            return sure
        if sure is None or sure.start < confirmed.start:
            self._referents[mention.start] = confirmed
            return confirmed
        return sure

    def _of_name(self, mention: Mention) -> Identity:
        text = self._text(mention)
        sure = [id for id in mention.ids if id in self._sure]
        id = sure[0] if sure else mention.ids[0] if len(mention.ids) == 1 else None
        name = text if id is None else self._full.get(id, text)
        return Identity(name, id, self._kind(mention), mention.sure or bool(sure))

    def _fuller(self, mention: Mention) -> Mention | None:
        """The full name that a short one like "the Post" or "the Gazette" takes up."""
        if self._is_sure(mention) or mention.end - mention.start > 2:
            return None
        fuller = self._by_last.get(self._doc[mention.end - 1].lower_)
        return None if fuller is None or fuller.start == mention.start else fuller

    def named(self, name: str | None) -> str | None:
        """What tells apart the outlet of this name in the article, as `Reading.key` does."""
        return None if name is None else self._keys.get(_fold(name))

    def outlet_named(self, name: str) -> str | None:
        """The fullest name of the listed outlet of this name, which is no platform; else None."""
        entry = self._entries.get(self.named(name) or "")
        return None if entry is None or entry.kind == "platform" else self._full.get(entry.id)


def _fold(name: str) -> str:
    """A name without case, punctuation and leading article."""
    return fold(name.casefold().removeprefix("the "))
