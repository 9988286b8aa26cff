"""quotex_outlets: the outlets that the article credits in connection with each statement.

Reads the statements of the Doc and the mentions of outlets in it; writes `Statement.outlets`, and
type and name of a statement whose speaker is an outlet itself. Each mention gets its role once,
from the words around it (`rules.py`); a statement takes the credits of its sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from quotex.annotations import Credit, Statement, read, write
from quotex.outlets.gazetteer import Gazetteer, GazetteerMatcher
from quotex.outlets.mentions import find_mentions
from quotex.outlets.names import Identities
from quotex.outlets.neighbours import explains_scene, sets_scene
from quotex.outlets.rules import (
    CLEAR,
    Rule,
    bracketed_credit,
    makes_outlet,
    outlet_reports,
    platform_user,
    role_of,
)
from quotex.outlets.settings import QUOTES, Page, governor_of, is_passed_over, setting_of
from quotex.outlets.shapes import GUESSES, POSSESSIVE, Mention
from quotex.wordlists import fold, words

__all__ = ["Outlets", "make_outlets"]

RANK = {"told": 0, "posted": 0, "reported": 1, "cited": 2}
"""How far from the speaker each role is."""

RENAMING = frozenset(
    {",", "(", "as", "called", "formerly", "known", "now", "platform", "previously", "site"}
    | {"the", "then"}
)
"""Words between two names of one outlet."""

MOST = 30
"""The most credits that one sentence gives."""


Ranked = tuple[int, int, Credit]
"""A credit with its distance from the speaker and its place, to sort by."""


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


@Language.factory("quotex_outlets", default_config={"gazetteer": []})
def make_outlets(nlp: Language, name: str, gazetteer: list[str] | str | None) -> Outlets:  # noqa: ARG001
    """Build the component.

    gazetteer (list[str] | str | None): paths of JSON Lines files with more outlets.

    Raises:
        GazetteerError: if one of them cannot be read.
    """
    paths = [gazetteer] if isinstance(gazetteer, str) else gazetteer or []
    return Outlets(nlp, Gazetteer.load(paths))


class Outlets:
    """The spaCy component."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.matcher = GazetteerMatcher(nlp, gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        """Fill in the outlets of the statements of `doc`."""
        _, statements = read(doc)
        if statements:
            mentions = find_mentions(doc, self.matcher, self.gazetteer)
            credit(doc, statements, mentions, self.gazetteer)
            write(doc, statements=statements)
        return doc


def credit(
    doc: Doc, statements: list[Statement], mentions: list[Mention], gazetteer: Gazetteer
) -> None:
    """Write to each statement its outlets, and to one that an outlet makes its type and name."""
    page = Page(doc, statements, mentions)
    identities = Identities(doc, mentions, gazetteer)
    by_sentence: dict[int, list[Reading]] = defaultdict(list)
    for reading in readings(page, identities):
        for sentence in _covered(page, reading):
            if len(by_sentence[sentence]) < MOST:
                by_sentence[sentence].append(reading)
    taken = {sentence for statement in statements for sentence in page.sentences(statement)}
    for statement in statements:
        name = outlet_speaker(page, identities, statement)
        if name is not None:
            statement.type, statement.name = "outlet", name
        own = page.sentences(statement)
        found = [
            reading
            for sentence in own
            for reading in by_sentence.get(sentence, ())
            if not belongs_elsewhere(page, statements, statement, reading)
        ]
        if not found and own and own[0] - 1 not in taken:
            before = by_sentence.get(own[0] - 1, ())
            found = [r for r in before if sets_scene(page, statement, r.mention, r.role)]
        if not found and own and own[-1] + 1 not in taken:
            behind = by_sentence.get(own[-1] + 1, ())
            found = [r for r in behind if explains_scene(page, statement, r.mention, r.role)]
        statement.outlets = chain(page, identities, statement, found)


def belongs_elsewhere(
    page: Page, statements: list[Statement], statement: Statement, reading: Reading
) -> bool:
    """Whether a credit in a statement's sentence is another statement's alone.

    A credit in brackets stands behind what it covers. "Commenting on the mayor, who told CNN it
    was lost, she said that …": what the mayor told CNN, she did not.
    """
    if reading.rule is bracketed_credit:
        return page.tokens(statement.content[0])[0] > reading.mention.start
    if reading.governor is None or reading.role not in {"told", "posted"}:
        return False
    owners = [
        owner
        for owner in statements
        if owner.cue is not None and reading.governor in range(*page.tokens(owner.cue))
    ]
    names = {owner.name for owner in owners}
    named = statement.name is not None and None not in names
    return bool(owners) and named and statement.name not in names


def _covered(page: Page, reading: Reading) -> list[int]:
    """The sentences that a credit covers: its own, and the one before a credit in brackets."""
    own = page.sentence(reading.mention.start)
    return [own - 1, own] if reading.rule is bracketed_credit and own else [own]


def readings(page: Page, identities: Identities) -> Iterator[Reading]:
    """The mentions outside of contents that have a role, with it."""
    for mention in page.mentions:
        identity = None if page.inside[mention.start] else identities.of(mention)
        if identity is None or _is_other_name(page, mention):
            continue
        setting = setting_of(page, mention, identity.kind)
        answer = role_of(setting)
        if answer is None or not (identity.sure or answer[1] in CLEAR):
            continue
        if mention.kind in GUESSES and not makes_outlet(setting):
            continue
        governor = governor_of(page, mention.start)
        yield Reading(mention, *answer, identity.name, identity.id, governor)


def _is_other_name(page: Page, mention: Mention) -> bool:
    """Whether a mention only renames or describes the one before it: X, formerly Twitter."""
    before = mention.start - 1
    if mention.kind == "media":
        while before > 0 and page.doc[before].lower_ in {"a", "an", "the", ","}:
            before -= 1
        return before in page.mention_at and page.mention_at[before].kind != "media"
    changed = False
    while before > 0 and page.doc[before].lower_ in RENAMING:
        changed = changed or page.doc[before].lower_ in {"formerly", "previously", "now", "then"}
        before -= 1
    return changed and before in page.mention_at


def outlet_speaker(page: Page, identities: Identities, statement: Statement) -> str | None:
    """The name of the outlet that makes a statement itself: The Post wrote; the paper said.

    None if somebody of the outlet speaks, or a platform as a company. Of several outlets
    ("CNN and Reuters said") the names are joined by " and ".
    """
    start, end = (0, 0) if statement.mention is None else page.tokens(statement.mention)
    end = _behind_apposition(page, start, end)
    names: list[str] = []
    for mention in dict.fromkeys(page.mention_at.get(i) for i in range(start, end)):
        if mention is None or mention.kind in GUESSES or mention.end > end:
            continue
        identity = identities.of(mention)
        if identity is None or not _is_head(page, mention, start, end):
            continue
        if identity.kind == "platform" or (not identity.sure and statement.type == "person"):
            return None
        names = [*(names if _is_joined(page, mention, start) else ()), identity.name]
    if names:
        return " and ".join(names)
    described = {page.doc[i].lower_ for i in range(start, end)} & words("persons", "titles")
    if statement.type in {"organization", "unknown"} and statement.name and not described:
        return identities.outlet_named(statement.name)
    return None


def _behind_apposition(page: Page, start: int, end: int) -> int:
    """The end of a speaker's mention with the name behind it: the Israeli newspaper Haaretz."""
    behind = page.mention_at.get(end) if end > start else None
    noun = end > start and page.doc[end - 1].lower_ in words("outlet_nouns")
    return behind.end if noun and behind is not None and behind.start == end else end


def _is_head(page: Page, mention: Mention, start: int, end: int) -> bool:
    """Whether nothing but the outlet's own words surrounds it in a mention of a speaker."""
    return _is_head_from(page, mention, start) and all(
        i in page.mention_at
        or page.doc[i].lower_ in words("outlet_works") | {"and", "the", ","}
        or page.doc[i].text in POSSESSIVE | QUOTES
        for i in range(mention.end, end)
    )


def _is_head_from(page: Page, mention: Mention, start: int) -> bool:
    """Whether only modifiers stand before an outlet: "the Dutch daily", "an editorial in"."""
    doc = page.doc
    first = mention.start - 1
    while first >= start and is_passed_over(page, doc[first]):
        first -= 1
    if first <= start or doc[first].lower_ not in {"in", "by", "from"}:
        return first < start
    return doc[first - 1].lower_ in words("outlet_works") and all(
        doc[i].lower_ in words("outlet_works") or is_passed_over(page, doc[i])
        for i in range(start, first)
    )


def _is_joined(page: Page, mention: Mention, start: int) -> bool:
    """Whether "and" or a comma links an outlet to one before it."""
    before = mention.start - 1
    before -= before > start and page.doc[before].lower_ == "the"
    return before >= start and page.doc[before].lower_ in {"and", ","}


def chain(
    page: Page, identities: Identities, statement: Statement, found: Iterable[Reading]
) -> list[Credit]:
    """The credits of a statement without repetition, the nearest to the speaker first."""
    speaker = identities.named(statement.name)
    credits: dict[str, Ranked] = {}
    for reading in found:
        if reading.key == speaker or _is_of_speaker(page, statement, reading):
            continue
        credit = Credit(reading.name, reading.role, reading.id, page.offsets(reading.mention))
        rank = (RANK[reading.role], reading.mention.start, credit)
        if reading.key not in credits or _nearness(rank) < _nearness(credits[reading.key]):
            credits[reading.key] = rank
    return [credit for _, _, credit in sorted(credits.values(), key=_nearness)]


def _is_of_speaker(page: Page, statement: Statement, reading: Reading) -> bool:
    """Whether a mention only says who speaks: CNN's Jim Acosta said, Reuters reported."""
    if reading.rule is platform_user:
        return False
    start, end = (0, 0) if statement.mention is None else page.tokens(statement.mention)
    if not start <= reading.mention.start < end:
        return reading.rule is outlet_reports and reading.mention.start in page.speakers
    governed = reading.governor is not None and start <= reading.governor < end
    if governed and reading.governor is not None and page.doc[reading.governor].lower_ == "for":
        return True
    return statement.type == "outlet" or reading.rule is outlet_reports or not governed


def _nearness(ranked: Ranked) -> tuple[int, int]:
    return ranked[0], ranked[1]
