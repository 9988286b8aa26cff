"""The mentions of a Doc that credit an outlet, each with its role and the outlet that it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotex.outlets.names import Identities
from quotex.outlets.rules import CLEAR, Rule, Setting, makes_outlet, role_of
from quotex.outlets.settings import Page, governor_of, setting_of
from quotex.outlets.shapes import GUESSES, Mention, capitals_start
from quotex.wordlists import fold

__all__ = ["Reading", "readings"]

RENAMING = frozenset(
    {",", "(", "as", "called", "formerly", "known", "now", "platform", "previously", "site"}
    | {"the", "then"}
)
"""Words between two names of one outlet."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention with its role, and the outlet that it means in this article."""

    mention: Mention
    role: str
    rule: Rule
    name: str
    id: str | None
    governor: int | None
    """The token that governs the mention, if it is outside of all contents."""

    @property
    def key(self) -> str:
        """Equal for all mentions of one outlet."""
        return self.id or fold(self.name)


def readings(page: Page, identities: Identities) -> Iterator[Reading]:
    """The mentions outside of contents that have a role, with it."""
    for mention in page.mentions:
        identity = None if page.inside[mention.start] else identities.of(mention)
        if identity is None or _is_other_name(page, mention):
            continue
        setting = setting_of(page, mention, identity.kind)
        if _is_own_work(page, mention, setting):
            continue
        answer = role_of(setting)
        if answer is None or not (identity.sure or answer[1] in CLEAR):
            continue
        if mention.kind in GUESSES and not makes_outlet(setting):
            continue
        if not identity.sure:
            identities.confirm(mention)
        governor = governor_of(page, mention.start)
        yield Reading(mention, *answer, identity.name, identity.id, governor)


def _is_own_work(page: Page, mention: Mention, setting: Setting) -> bool:
    """Whether what looks like an outlet is what a body itself puts out: in its Economic Review."""
    if setting.kind == "platform" or setting.after or setting.governor != "in":
        return False
    start = capitals_start(page.doc, mention.start)
    while start > 0 and page.doc[start - 1].pos_ == "ADJ":
        start -= 1
    return start > 0 and page.doc[start - 1].lower_ in {"its", "their"}


def _is_other_name(page: Page, mention: Mention) -> bool:
    """Whether a mention only renames or describes another: X, formerly Twitter."""
    before = mention.start - 1
    if page.doc[mention.end : mention.end + 1].text in {"affiliate", "station"}:
        return mention.end + 1 in page.mention_at
    if mention.kind == "media":
        while before > 0 and page.doc[before].lower_ in {"a", "an", "the", ","}:
            before -= 1
        return before in page.mention_at and page.mention_at[before].kind != "media"
    changed = False
    while before > 0 and page.doc[before].lower_ in RENAMING:
        changed = changed or page.doc[before].lower_ in {"formerly", "previously", "now", "then"}
        before -= 1
    return changed and before in page.mention_at
