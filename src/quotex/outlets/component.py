"""quotex_outlets: the outlets that the article credits in connection with each statement.

Reads the statements of the Doc and the mentions of outlets in it; writes `Statement.outlets`, and
type and name of a statement whose speaker is an outlet itself. Each mention gets its role once,
from the words around it (`rules.py`); a statement takes the credits of its sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import takewhile

from spacy.language import Language
from spacy.tokens import Doc

from quotex.annotations import Credit, Statement, read, write
from quotex.outlets.gazetteer import Gazetteer, GazetteerMatcher
from quotex.outlets.mentions import find_mentions
from quotex.outlets.names import Identities
from quotex.outlets.neighbours import explains_scene, sets_scene
from quotex.outlets.readings import Reading, readings
from quotex.outlets.rules import (
    bracketed_credit,
    outlet_asks,
    outlet_reports,
    platform_user,
)
from quotex.outlets.settings import CLOSE, QUOTES, REACH, Page, is_passed_over
from quotex.outlets.shapes import GUESSES, POSSESSIVE, Mention
from quotex.places import Places
from quotex.wordlists import words

__all__ = ["Outlets", "make_outlets"]

RANK = {"told": 0, "posted": 0, "reported": 1, "cited": 2}
"""How far from the speaker each role is."""

MOST = 30
"""The most credits that one sentence gives."""


Ranked = tuple[int, int, Credit]
"""A credit with its distance from the speaker and its place, to sort by."""


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
            places = Places(doc)
            mentions = find_mentions(places, self.matcher, self.gazetteer)
            credit(places, statements, mentions, self.gazetteer)
            write(doc, statements=statements)
        return doc


def credit(
    places: Places, statements: list[Statement], mentions: list[Mention], gazetteer: Gazetteer
) -> None:
    """Write to each statement its outlets, and to one that an outlet makes its type and name."""
    page = Page(places, statements, mentions)
    identities = Identities(places.doc, mentions, gazetteer)
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
            if not belongs_elsewhere(page, statement, reading)
        ]
        if any(reading.role == "told" and _is_owned(page, statement, reading) for reading in found):
            found = [r for r in found if r.role != "posted" or _is_owned(page, statement, r)]
        if not found and own and own[0] - 1 not in taken:
            before = by_sentence.get(own[0] - 1, ())
            found = [r for r in before if sets_scene(page, statement, r)]
        if not found and own and own[-1] + 1 not in taken:
            behind = by_sentence.get(own[-1] + 1, ())
            found = [r for r in behind if explains_scene(page, statement, r)]
        statement.outlets = chain(page, identities, statement, found)


def belongs_elsewhere(page: Page, statement: Statement, reading: Reading) -> bool:
    """Whether a credit in a statement's sentence is another statement's alone.

    A credit in brackets stands behind what it covers. "Commenting on the mayor, who told CNN it
    was lost, she said that …": what the mayor told CNN, she did not. "Asked by CNN whether it was
    lost, she said that …": what CNN asked, she told it.
    """
    if reading.rule is bracketed_credit:
        return page.tokens(statement.content[0])[0] > reading.mention.start
    asked = statement.lemma == "ask"
    if asked and reading.role == "told" and _is_host(page, statement):
        return True
    if reading.governor is None or reading.role not in {"told", "posted"} or asked:
        return False
    if page.doc[reading.governor].lower_ == "by":
        return False
    owners = _owners(page, reading.governor)
    if not owners or statement in owners or not _is_described(page, statement):
        return False
    if page.doc[reading.governor - 1].lower_ == "who":
        return statement.mention not in [owner.mention for owner in owners]
    speaker = statement.name or statement.mention
    return speaker not in [owner.name or owner.mention for owner in owners]


def _is_host(page: Page, statement: Statement) -> bool:
    """Whether a speaker works for an outlet: on Morning Joe, the co-host asked."""
    start, end = (0, 0) if statement.mention is None else page.tokens(statement.mention)
    return any(page.doc[i].lower_ in words("outlet_people") for i in range(start, end))


def _owners(page: Page, governor: int) -> list[Statement]:
    """The statements whose cue governs an outlet, itself or through a preposition: said on CNN."""
    found: list[Statement] = []
    for cue in range(governor, max(governor - CLOSE, -1), -1):
        found += page.by_cue.get(cue, ())
        if page.doc[cue].is_punct:
            break
    return found


def _is_owned(page: Page, statement: Statement, reading: Reading) -> bool:
    """Whether a statement's own cue governs an outlet, so that no other clause may."""
    return reading.governor is not None and statement in _owners(page, reading.governor)


def _is_described(page: Page, statement: Statement) -> bool:
    """Whether a clause of its own says who speaks, with more than an unresolved "she"."""
    if statement.mention is None or statement.name is not None:
        return statement.mention is not None
    start, end = page.tokens(statement.mention)
    return not all(page.doc[i].lower_ in words("pronouns") for i in range(start, end))


def _covered(page: Page, reading: Reading) -> list[int]:
    """The sentences that a credit covers: its own, and the one before a credit in brackets."""
    own = page.sentence(reading.mention.start)
    return [own - 1, own] if reading.rule is bracketed_credit and own else [own]


def outlet_speaker(page: Page, identities: Identities, statement: Statement) -> str | None:
    """The name of the outlet that makes a statement itself: The Post wrote; the paper said.

    None if somebody of the outlet speaks, or a platform as a company. Of several outlets
    ("CNN and Reuters said") the names are joined by " and ".
    """
    start, end = (0, 0) if statement.mention is None else page.tokens(statement.mention)
    if _names_somebody(page, statement, start, end):
        return None
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


def _names_somebody(page: Page, statement: Statement, start: int, end: int) -> bool:
    """Whether a speaker's mention names somebody beside the outlet: Ann Lee of Reuters.

    The Post's Fact Checker is the Post.
    """
    name = set((statement.name or "").split())
    named = [i for i in range(start, end) if page.doc[i].text in name]
    return bool(named) and not any(
        page.doc[i].lower_ in words("outlet_works")
        or (i in page.mention_at and page.mention_at[i].kind not in GUESSES)
        for i in named
    )


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
        itself = reading.key == speaker and reading.role != "posted"
        if itself or _is_of_speaker(page, statement, reading):
            continue
        rule = f"outlets.{reading.rule.__name__}"
        mention = page.offsets(reading.mention)
        credit = Credit(reading.name, reading.role, reading.id, mention, rule)
        rank = (RANK[reading.role], reading.mention.start, credit)
        if reading.key not in credits or _nearness(rank) < _nearness(credits[reading.key]):
            credits[reading.key] = rank
    return [credit for _, _, credit in sorted(credits.values(), key=_nearness)]


def _is_of_speaker(page: Page, statement: Statement, reading: Reading) -> bool:
    """Whether a mention only says who speaks: CNN's Jim Acosta said, an interview with Lee."""
    if reading.rule is platform_user:
        return False
    speaker = set((statement.name or "").split())
    if reading.id is None and speaker.issuperset(reading.name.split()):
        return True
    behind = page.doc[reading.mention.end : reading.mention.end + REACH]
    beside = takewhile(lambda token: token.text != ",", behind)
    if reading.rule is outlet_reports and any(token.text in speaker for token in beside):
        return True
    start, end = (0, 0) if statement.mention is None else page.tokens(statement.mention)
    if not start <= reading.mention.start < end:
        return reading.rule is outlet_reports and reading.mention.start in page.speakers
    governed = reading.governor is not None and start <= reading.governor < end
    if governed and reading.governor is not None and page.doc[reading.governor].lower_ == "for":
        return True
    own = reading.rule in {outlet_asks, outlet_reports}
    return statement.type == "outlet" or own or not governed


def _nearness(ranked: Ranked) -> tuple[int, int]:
    return ranked[0], ranked[1]
