"""quotex_outlets: the outlets that the article credits in connection with each statement.

Reads the statements of the Doc and the mentions of outlets in it; writes `Statement.outlets`, and
type and name of a statement whose speaker is an outlet itself. Each mention gets its role once,
from the words around it (`outlet_rules.py`); a statement takes the credits of its sentences.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from quotex.annotations import Credit, Offsets, Statement, read, write
from quotex.gazetteer import Gazetteer, GazetteerMatcher
from quotex.outlet_mentions import ANAPHORS, Mention, find_mentions
from quotex.outlet_rules import CLEAR, Rule, Setting, outlet_reports, role_of
from quotex.wordlists import bare, fold, words

__all__ = ["Outlets", "make_outlets"]

REACH = 14
"""The most words between a mention and the word that governs it."""

RANK = {"told": 0, "posted": 0, "reported": 1, "cited": 2}
"""How far from the speaker each role is."""

GOVERNORS = frozenset(
    "about across after amid among at before behind by during for from in inside into of on onto "
    "over per since through to toward under using via with within without according".split()
)
HELPERS = frozenset(
    "has had have also first later previously recently then since that it which who who's is was "
    "earlier initially separately subsequently further once even".split()
)
POSSESSIVE = frozenset({"'s", "’s", "'", "’", "‘s", "‘"})
QUOTES = frozenset("\"“”‘’'«»„") | {"``", "''"}
OUTLET_WORKS = frozenset(
    "editorial editorials board report reports article story investigation analysis fact checker "
    "news newspaper magazine agency website site network channel service profile review op-ed "
    "reporters reporting".split()
)
"""Nouns behind an outlet's name that leave the outlet the speaker: the Post's editorial board."""


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
        for sentence in page.sentences_of(reading):
            by_sentence[sentence].append(reading)
    for statement in statements:
        speaker = outlet_speaker(page, identities, statement)
        if speaker is not None:
            statement.type, statement.name = "outlet", speaker[0]
        found = [r for s in page.sentences(statement) for r in by_sentence.get(s, ())]
        statement.outlets = chain(page, identities, statement, found)


class Page:
    """A Doc with what the rules ask of it: sentences, tokens by offset, words inside contents."""

    def __init__(self, doc: Doc, statements: list[Statement], mentions: list[Mention]) -> None:
        self.doc = doc
        self.mentions = mentions
        self._starts = [token.idx for token in doc]
        self._sentence = _number_sentences(doc)
        self.first = {n: i for i, n in reversed(list(enumerate(self._sentence)))}
        self.inside = bytearray(len(doc))
        self.mention_at: dict[int, Mention] = {
            i: mention for mention in mentions for i in range(mention.start, mention.end)
        }
        for statement in statements:
            for start, end in map(self.tokens, statement.content):
                self.inside[start:end] = b"\x01" * (end - start)
        self.speakers = {
            i
            for statement in statements
            if statement.mention is not None
            for i in range(*self.tokens(statement.mention))
        }

    def tokens(self, offsets: Offsets) -> tuple[int, int]:
        """The tokens that a stretch of text touches, half-open."""
        start = max(bisect_right(self._starts, offsets[0]) - 1, 0)
        return start, max(bisect_right(self._starts, offsets[1] - 1), start + 1)

    def offsets(self, mention: Mention) -> Offsets:
        """Where a mention stands in the text."""
        last = self.doc[mention.end - 1]
        return self.doc[mention.start].idx, last.idx + len(last)

    def sentence(self, token: int) -> int:
        """The number of a token's sentence."""
        return self._sentence[token]

    def sentences(self, statement: Statement) -> list[int]:
        """The sentences that a statement has a part in, in text order."""
        parts = [*statement.content, statement.cue, statement.mention]
        spans = [self.tokens(part) for part in parts if part is not None]
        return sorted({self._sentence[i] for start, end in spans for i in (start, end - 1)})

    def sentences_of(self, reading: Reading) -> list[int]:
        """The sentences that a credit covers: its own, and the one before credits in brackets."""
        own = self._sentence[reading.mention.start]
        return [own - 1, own] if reading.rule.__name__ == "bracketed_credit" and own else [own]


def _number_sentences(doc: Doc) -> list[int]:
    """For each token the number of its sentence, or of its line if there are no sentences.

    A semicolon ends a sentence here: what is credited before it does not cover what follows.
    """
    parsed = doc.has_annotation("SENT_START")
    number, numbers = 0, []
    line_end = semicolon = False
    for token in doc:
        starts = token.is_sent_start is True if parsed else line_end
        if token.i and (starts or semicolon):
            number += 1
        line_end = token.is_space and "\n" in token.text
        semicolon = token.text == ";"
        numbers.append(number)
    return numbers


def readings(page: Page, identities: Identities) -> Iterator[Reading]:
    """The mentions outside of contents that have a role, with it."""
    for mention in page.mentions:
        if page.inside[mention.start]:
            continue
        identity = identities.of(mention)
        if identity is None:
            continue
        name, id, kind, sure = identity
        answer = role_of(setting_of(page, mention, kind))
        if answer is None or not (sure or answer[1] in CLEAR):
            continue
        if mention.kind == "organisation" and not _is_interview(answer[1]):
            continue
        first = page.first[page.sentence(mention.start)]
        yield Reading(mention, *answer, name, id, _governor(page, mention.start, first))


def _is_interview(rule: Rule) -> bool:
    return rule.__name__ in {"interviewed_with"}


def setting_of(page: Page, mention: Mention, kind: str | None) -> Setting:
    """The words around a mention, as the rules see them."""
    doc = page.doc
    first = page.first[page.sentence(mention.start)]
    governor = _governor(page, mention.start, first)
    low, before = "", []
    if governor is not None:
        low = doc[governor].lower_
        before = list(_words_before(page, governor, first))
    after, verb = _words_after(page, mention.end)
    return Setting(
        kind, low, tuple(before), tuple(after), _in_brackets(page, mention), verb
    )


def _governor(page: Page, start: int, first: int) -> int | None:
    """The token that governs what begins at `start`: walks left over whatever belongs to it."""
    doc = page.doc
    for i in range(start - 1, max(first, start - REACH) - 1, -1):
        token = doc[i]
        if page.inside[i]:
            return None
        if i in page.mention_at and page.mention_at[i].kind not in {"anaphor", "organisation"}:
            continue
        if not _is_passed_over(page, token):
            return i
    return None


def _is_passed_over(page: Page, token: Token) -> bool:
    """Whether a word left of an outlet belongs to it: the Dutch daily, CNN's, Chris Wallace of."""
    low, i = token.lower_, token.i
    before = page.doc[i - 1] if i > 0 else None
    if low in {"of", "for", "at", "with", "from"} and before is not None:
        person = before.lower_ in words("outlet_people") or (low == "of" and _is_name(before))
        return person or (low == "of" and before.lower_ in {"issue", "edition", "episode", "pages"})
    if low in GOVERNORS or low in words("outlet_tell"):
        return False
    if low in {"and", "or", ",", "&"} and before is not None:
        linked = before.i in page.mention_at and not page.inside[before.i]
        return linked or (low == "," and before.lower_ in words("outlet_nouns"))
    return (
        token.is_space
        or low in words("outlet_links", "outlet_modifiers", "outlet_nouns", "outlet_people")
        or low in {"issue", "edition", "episode", "pages"}
        or token.text in POSSESSIVE
        or token.text in QUOTES
        or token.text in {"-", "/"}
        or token.pos_ in {"ADJ", "NUM", "DET"}
        or bare(low) in words("nationalities", "calendar")
        or _is_name(token)
    )


def _is_name(token: Token) -> bool:
    return token.text[0].isupper() and not token.is_stop or token.like_num


def _words_before(page: Page, governor: int, first: int) -> Iterator[str]:
    """The words left of the governor, the nearest first, as far as the sentence's frame goes."""
    for i in range(governor - 1, max(first, governor - REACH) - 1, -1):
        if page.inside[i]:
            return
        if page.doc[i].is_alpha or "-" in page.doc[i].text[1:]:
            yield page.doc[i].lower_


def _words_after(page: Page, end: int) -> tuple[list[str], str]:
    """The nouns behind a mention, and the first word that is neither noun, name nor adverb."""
    doc = page.doc
    nouns: list[str] = []
    adverb = False
    for i in range(end, min(end + REACH, len(doc))):
        token = doc[i]
        low = token.lower_
        if page.inside[i] or page.sentence(i) != page.sentence(end - 1):
            break
        if i in page.mention_at or token.is_space or token.text in POSSESSIVE | QUOTES:
            continue
        if low in HELPERS or token.pos_ == "ADV":
            adverb = True
        elif _is_name(token) or low in words("outlet_nouns", "outlet_people"):
            nouns += [] if adverb else [low]
        elif token.is_stop or (token.is_punct and low != "-"):
            return nouns, low
        elif low in words("outlet_says"):
            return [*nouns, low], low
        elif adverb or len(nouns) > 4:
            break
        else:
            nouns.append(low)
    return nouns, ""


def _in_brackets(page: Page, mention: Mention) -> bool:
    """Whether a mention stands alone in brackets, or behind a dash, where a paragraph ends."""
    doc = page.doc
    if mention.start == 0:
        return False
    start = mention.start
    while start > 1 and mention.start - start < 6 and (_is_name(doc[start - 1]) or doc[start - 1].text == ","):
        start -= 1
    before = doc[start - 1].text if doc[start - 1].text == "[" else doc[mention.start - 1].text
    end = mention.end
    while end < len(doc) and doc[end].text in {".", "]", ")", ".]"}:
        end += 1
    closes = end >= len(doc) or "\n" in doc[end].text
    behind = doc[mention.end : end].text
    if before == "[":
        return "]" in behind
    return closes and (before in {"—", "–", "--"} or (before == "(" and ")" in behind))


class Identities:
    """Which outlet each mention of a Doc means, and its fullest name there."""

    def __init__(self, doc: Doc, mentions: list[Mention], gazetteer: Gazetteer) -> None:
        self._doc = doc
        self._entries = gazetteer.entries
        self._full: dict[str, str] = {}
        self._by_last: dict[str, Mention] = {}
        self._latest: dict[int, Mention] = {}
        self._sure: set[str] = set()
        for mention in mentions:
            if mention.sure and len(mention.ids) == 1:
                self._sure.add(mention.ids[0])
        self._names: dict[str, str] = {}
        latest: dict[str, Mention] = {}
        for mention in mentions:
            if mention.kind == "anaphor":
                kind = ANAPHORS[doc[mention.start].lower_]
                if kind in latest:
                    self._latest[mention.start] = latest[kind]
            elif mention.kind not in {"organisation", "media"} and self._is_sure(mention):
                self._note(mention, latest)

    def _note(self, mention: Mention, latest: dict[str, Mention]) -> None:
        text = self._text(mention)
        key = mention.ids[0] if len(mention.ids) == 1 else text
        self._names[_fold(text)] = key if mention.ids else fold(text)
        generic = text.rpartition(" ")[2] in words("outlet_nouns")
        if len(text) > len(self._full.get(key, "")) and not generic:
            self._full[key] = text
        if mention.end - mention.start > 1:
            self._by_last.setdefault(self._doc[mention.end - 1].lower_, mention)
        kind = self._kind(mention)
        if kind is not None:
            latest[kind] = mention
        if kind != "programme" and kind != "platform":
            latest["outlet"] = mention

    def _is_sure(self, mention: Mention) -> bool:
        return mention.sure or any(id in self._sure for id in mention.ids)

    def _kind(self, mention: Mention) -> str | None:
        kind = mention.kind
        if mention.ids:
            kind = self._entries[mention.ids[0]].kind
        if kind is None:
            last = self._doc[mention.end - 1].lower_
            broadcast = {"tv", "television", "radio", "news", "channel", "network"}
            kind = "broadcaster" if last in broadcast else "newspaper"
        return kind

    def _text(self, mention: Mention) -> str:
        text = self._doc[mention.start : mention.end].text
        return " ".join(text.split())

    def of(self, mention: Mention) -> tuple[str, str | None, str | None, bool] | None:
        """Name, id and kind of the outlet, and whether the mention surely means one.

        None for "the paper" if no newspaper was named before.
        """
        if mention.kind == "anaphor":
            referent = self._latest.get(mention.start)
            return None if referent is None else self.of(referent)
        sure = [id for id in mention.ids if id in self._sure]
        if not sure and not mention.sure:
            fuller = self._by_last.get(self._doc[mention.end - 1].lower_)
            if fuller is not None and fuller.start != mention.start and self._may_shorten(mention):
                return self.of(fuller)
        ids = sure or list(mention.ids)
        id = ids[0] if len(ids) == 1 or sure else None
        name = self._full.get(id or self._text(mention), self._text(mention))
        if mention.kind in {"media", "organisation"} or id is None:
            name = self._text(mention)
        return name, id, self._kind(mention), mention.sure or bool(sure)

    def named(self, name: str | None) -> str | None:
        """What stands for the outlet of this name among the article's outlets; None if none has it."""
        return None if name is None else self._names.get(_fold(name))

    def _may_shorten(self, mention: Mention) -> bool:
        """Whether a mention is of the kind "the Post", "the Gazette"."""
        return mention.end - mention.start <= 2


def _fold(name: str) -> str:
    """A name without case, punctuation and leading article."""
    return fold(name.casefold().removeprefix("the "))


def outlet_speaker(
    page: Page, identities: Identities, statement: Statement
) -> tuple[str, str | None] | None:
    """Name and id of the outlet that makes a statement itself: The Post wrote; the paper said.

    None if somebody of the outlet speaks, or a platform as a company.
    """
    if statement.mention is None:
        return None
    start, end = page.tokens(statement.mention)
    for i in range(start, end):
        mention = page.mention_at.get(i)
        if mention is None or mention.kind == "organisation" or mention.end > end:
            continue
        identity = identities.of(mention)
        if identity is None or not _is_head(page, mention, start, end):
            continue
        name, id, kind, sure = identity
        if kind == "platform" or (not sure and statement.type == "person"):
            return None
        return name, id
    return None


def _is_head(page: Page, mention: Mention, start: int, end: int) -> bool:
    """Whether nothing but the outlet's own words surrounds it in a mention of a speaker."""
    doc = page.doc
    first = mention.start - 1
    while first >= start and _is_passed_over(page, doc[first]):
        first -= 1
    if first > start and doc[first].lower_ in {"in", "by", "from"}:
        works = range(start, first)
        before = doc[first - 1].lower_ in OUTLET_WORKS and all(
            doc[i].lower_ in OUTLET_WORKS or _is_passed_over(page, doc[i]) for i in works
        )
    else:
        before = first < start
    behind = all(
        doc[i].lower_ in OUTLET_WORKS or doc[i].text in POSSESSIVE or doc[i].text in QUOTES
        for i in range(mention.end, end)
    )
    return before and behind


def chain(
    page: Page, identities: Identities, statement: Statement, found: Iterable[Reading]
) -> list[Credit]:
    """The credits of a statement without repetition, the nearest to the speaker first."""
    speaker = identities.named(statement.name)
    credits: dict[str, tuple[int, int, Credit]] = {}
    for reading in found:
        key = reading.id or fold(reading.name)
        if key == speaker or _is_of_speaker(page, statement, reading):
            continue
        credit = Credit(reading.name, reading.role, reading.id, page.offsets(reading.mention))
        rank = (RANK[reading.role], reading.mention.start, credit)
        if key not in credits or rank[:2] < credits[key][:2]:
            credits[key] = rank
    return [credit for _, _, credit in sorted(credits.values(), key=_nearness)]


def _is_of_speaker(page: Page, statement: Statement, reading: Reading) -> bool:
    """Whether a mention only says who speaks: CNN's Jim Acosta said, Reuters reported."""
    start, end = (0, 0) if statement.mention is None else page.tokens(statement.mention)
    if not start <= reading.mention.start < end:
        return reading.rule is outlet_reports and reading.mention.start in page.speakers
    governed = reading.governor is not None and start <= reading.governor < end
    return statement.type == "outlet" or reading.rule is outlet_reports or not governed


def _nearness(ranked: tuple[int, int, Credit]) -> tuple[int, int]:
    return ranked[0], ranked[1]
