"""What surrounds an outlet mention in a Doc, as the rules of `rules.py` want to see it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from spacy.attrs import IDX, SENT_START
from spacy.tokens import Token

from quotex.annotations import Offsets, Statement
from quotex.outlets.rules import NEAR, Setting
from quotex.outlets.shapes import CLOSING, GUESSES, OPENING, POSSESSIVE, Mention, is_closed
from quotex.places import Places
from quotex.wordlists import bare, words

__all__ = ["Page", "governor_of", "is_passed_over", "setting_of"]

REACH = 14
"""The most words between a mention and the word that governs it."""

CLOSE = 4
"""How many words before its governor a reporting word still governs it."""

AIRED = frozenset(
    {"aired", "be", "been", "broadcast", "debuted", "featured", "is", "mentioned", "seen", "shown"}
    | {"appear", "premiered", "was", "were"}
)
"""Words before "on" that say who or what was on air, not where something was said."""

PARTS = frozenset(
    ["issue", "edition", "episode", "pages", "page", "broadcast", "airing", "taping", "installment"]
)
"""Nouns that "of" links to an outlet without governing it: the April issue of the Atlantic."""
QUOTES = OPENING | CLOSING
LEADING = frozenset({"in", "on", "to", "via", "with"})
"""Prepositions that lead from a cue to an outlet: said on Telegram."""
RELAYING = frozenset({"reported", "reports", "wrote", "said", "says"})
DAYS = words("calendar")
OWNING = frozenset({"'s", "’s", "'", "’"})
"""Possessives, without the marks that rather open a quotation."""


class Page:
    """A Doc with what the rules ask of it: sentences, tokens by offset, words inside contents."""

    def __init__(
        self, places: Places, statements: list[Statement], mentions: list[Mention]
    ) -> None:
        doc = places.doc
        self.doc = doc
        self.mentions = mentions
        self._mention_starts = [mention.start for mention in mentions]
        self._starts: list[int] = doc.to_array(IDX).tolist()
        self._sentence_starts = _sentence_starts(places)
        self.inside = bytearray(len(doc))
        self.mention_at: dict[int, Mention] = {
            i: mention for mention in mentions for i in range(mention.start, mention.end)
        }
        for statement in statements:
            for start, end in map(self.tokens, statement.content):
                self.inside[start:end] = b"\x01" * (end - start)
        cues = [statement.cue for statement in statements if statement.cue is not None]
        self.cues = {i for cue in cues for i in range(*self.tokens(cue))}
        self.speakers = {
            i
            for statement in statements
            if statement.mention is not None
            for i in range(*self.tokens(statement.mention))
        }
        self.spoken = bytearray(len(doc))
        for statement in statements:
            for start, end in map(self.tokens, statement.verbatim):
                self.spoken[start:end] = b"\x01" * (end - start)
        self.by_cue: defaultdict[int, list[Statement]] = defaultdict(list)
        """The statements by the last token of their cue."""
        for statement in statements:
            if statement.cue is not None:
                self.by_cue[self.tokens(statement.cue)[1] - 1].append(statement)
        for statement in statements:
            for start, end in map(self.tokens, statement.content):
                for i in _attribution(self, start, end):
                    self.inside[i] = 0

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
        return bisect_right(self._sentence_starts, token)

    def first(self, token: int) -> int:
        """The first token of a token's sentence."""
        sentence = self.sentence(token)
        return self._sentence_starts[sentence - 1] if sentence else 0

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin between two tokens."""
        first, last = (bisect_left(self._mention_starts, i) for i in (start, end))
        return self.mentions[first:last]

    def sentences(self, statement: Statement) -> list[int]:
        """The sentences that a statement has a part in, in text order."""
        parts = [*statement.content, statement.cue, statement.mention]
        spans = [self.tokens(part) for part in parts if part is not None]
        return sorted({self.sentence(i) for start, end in spans for i in (start, end - 1)})


def _sentence_starts(places: Places) -> list[int]:
    """The tokens that begin a sentence, or a line if there are no sentences; not the first.

    A semicolon ends a sentence here: what is credited before it does not cover what follows.
    """
    doc = places.doc
    if doc.has_annotation("SENT_START"):
        starts = {i for i, start in enumerate(doc.to_array(SENT_START).tolist()) if start == 1}
    else:
        starts = {token.i + 1 for token in places.where(_ends_line)}
    starts |= {token.i + 1 for token in places.of({";"})}
    return sorted(starts - {0, len(doc)})


def _ends_line(text: str) -> bool:
    return text.isspace() and "\n" in text


def _attribution(page: Page, start: int, end: int) -> Iterable[int]:
    """The tokens of a content that belong to a reporting clause, whatever found the content.

    Either its first words name the outlet that the cue leads to, as in "told the newspaper
    [Novi Glas that …", or it ends in a clause of the outlet: "[… was late, the Herald reported".
    """
    doc = page.doc
    head = start + (doc[start].lower_ in LEADING and start - 1 in page.cues)
    while head < end and (head in page.mention_at or _joins_mentions(page, head)):
        head += 1
    named = [page.mention_at[i] for i in range(start, head) if i in page.mention_at]
    if named and (doc[start].lower_ in LEADING or _leads_to_outlet(page, named[0])):
        return range(start, named[-1].end)
    tail: list[int] = []
    for mention in page.mentions_in(start, end):
        first = mention.start
        if page.spoken[first]:
            continue
        if mention.kind in GUESSES | {"anaphor"}:
            continue
        if _is_inserted(page, mention):
            before = first - (doc[first - 1].lower_ == "the")
            tail += range(max(before - 2, start), min(mention.end + REACH, end))
        elif _is_told(page, mention, start):
            tail += range(max(first - CLOSE, start), min(mention.end + 1, end))
        elif _closes_with_interview(page, mention, end):
            tail += range(max(first - REACH, start), end)
        else:
            tail += range(_closes_on_air(page, mention, end), end)
    return tail


def _joins_mentions(page: Page, i: int) -> bool:
    token = page.doc[i]
    return token.text in POSSESSIVE | QUOTES or token.lower_ in words("outlet_nouns") | {"the"}


def _leads_to_outlet(page: Page, mention: Mention) -> bool:
    """Whether a cue and a preposition, or a verb of telling, govern an outlet: said on CNN."""
    doc, start = page.doc, mention.start
    if doc[start - 1].text in QUOTES and not is_closed(doc, mention.end):
        return False
    governor = governor_of(page, start)
    if governor is None or any(
        doc[i].is_punct and doc[i].text not in QUOTES for i in range(governor + 1, start)
    ):
        return False
    if doc[governor].lower_ in words("outlet_tell"):
        return True
    return doc[governor].lower_ in {"on", "to", "in", "with"} and governor - 1 in page.cues


def _is_inserted(page: Page, mention: Mention) -> bool:
    """Whether a clause of an outlet stands between commas: ", the Herald reported,"."""
    doc, first = page.doc, mention.start
    first -= first > 0 and doc[first - 1].lower_ == "the"
    before = [doc[i].lower_ for i in range(max(first - 3, 0), first)]
    if before[1:] == ["according", "to"]:
        return before[0] == "," and _ends_clause(page, mention.end)
    if before[1:] and before[-1] in {"per", "via"}:
        return before[-2] == "," and _ends_clause(page, mention.end)
    end = mention.end
    while end < len(doc) and doc[end].lower_ in words("outlet_nouns"):
        end += 1
    reports = end < len(doc) and doc[end].lower_ in RELAYING
    return before[-1:] == [","] and reports and _ends_clause(page, end + 1)


def _is_told(page: Page, mention: Mention, start: int) -> bool:
    """Whether a clause of telling an outlet stands between commas: ", Lee told CNN,"."""
    doc = page.doc
    told = governor_of(page, mention.start, inside=True)
    if told is None or doc[told].lower_ not in words("outlet_tell"):
        return False
    clause = [i for i in range(max(told - CLOSE, start), told) if doc[i].text == ","]
    return bool(clause) and _ends_clause(page, mention.end)


def _closes_with_interview(page: Page, mention: Mention, end: int) -> bool:
    """Whether a content ends in where it was said: "… in an interview with CNN on Sunday"."""
    doc = page.doc
    if end - mention.end > CLOSE:
        return False
    before = [doc[i].lower_ for i in range(max(mention.start - REACH, 0), mention.start)]
    lead = before[: before.index("interview")] if "interview" in before else []
    talked = not {"during", "in"}.isdisjoint(lead[-NEAR:])
    behind = [doc[i] for i in range(mention.end, end)]
    rest = all(_is_name(t) or t.lower_ == "on" or t.text in POSSESSIVE | QUOTES for t in behind)
    return talked and rest


def _closes_on_air(page: Page, mention: Mention, end: int) -> int:
    """Where a content goes over to where it was said, or `end`: "… on Friday's New Day"."""
    doc = page.doc
    governor = governor_of(page, mention.start, inside=True)
    if governor is None or doc[governor].lower_ not in {"during", "on"}:
        return end
    if doc[governor - 1].lower_ in AIRED | words("outlet_appearing", "outlet_venues"):
        return end
    dated = [i for i in range(governor + 1, mention.start) if bare(doc[i].text) in DAYS]
    behind = [doc[i] for i in range(mention.end, end)]
    rest = all(t.i in page.mention_at or t.is_punct or t.text in POSSESSIVE for t in behind)
    return governor if rest and any(doc[i + 1].text in POSSESSIVE for i in dated) else end


def _ends_clause(page: Page, i: int) -> bool:
    doc = page.doc
    while i < len(doc) and (doc[i].lower_ in {"on", "late", "in"} or bare(doc[i].text) in DAYS):
        i += 1
    return i == len(doc) or doc[i].text in {".", ",", "-", "–", "—"} or doc[i].is_space


def setting_of(page: Page, mention: Mention, kind: str | None) -> Setting:
    """The words around a mention, as the rules see them."""
    governor = governor_of(page, mention.start)
    before = () if governor is None else tuple(_words_before(page, governor))
    nouns, verb = _words_after(page, mention.end)
    last = page.doc[mention.end - 1].lower_
    if mention.end - mention.start > 1 and last in words("outlet_posts"):
        nouns = [last, *nouns]
    return Setting(
        kind=kind,
        governor="" if governor is None else page.doc[governor].lower_,
        before=tuple(_word(page, i) for i in before),
        cued=not page.cues.isdisjoint(before[:CLOSE]),
        after=tuple(nouns),
        verb=verb,
        bracketed=_is_bracketed(page, mention),
    )


def _word(page: Page, i: int) -> str:
    """A word in lower case; empty for the speaker's name, since Ann Hall speaks in no hall."""
    return "" if i in page.speakers and _is_name(page.doc[i]) else page.doc[i].lower_


def governor_of(page: Page, start: int, *, inside: bool = False) -> int | None:
    """The token that governs what begins at `start`: walks left over whatever belongs to it.

    inside (bool): also look inside of contents.
    """
    first = page.first(start)
    doc = page.doc
    for i in range(start - 1, max(first, start - REACH) - 1, -1):
        token = doc[i]
        if page.inside[i] and not inside:
            return None
        if i in page.mention_at and page.mention_at[i].kind not in GUESSES | {"anaphor"}:
            continue
        if not is_passed_over(page, token):
            return i
    return None


def is_passed_over(page: Page, token: Token) -> bool:
    """Whether a word left of an outlet belongs to it: the Dutch daily, CNN's, Chris Wallace of."""
    low, i = token.lower_, token.i
    before = page.doc[i - 1] if i > 0 else None
    if low in {"of", "for", "at", "with", "from"} and before is not None:
        person = before.lower_ in words("outlet_people") or (low == "of" and _is_name(before))
        return person or (low == "of" and before.lower_ in PARTS)
    if low in words("outlet_governors", "outlet_tell"):
        return False
    if low in {"and", "or", ",", "&"} and before is not None:
        linked = before.i in page.mention_at and not page.inside[before.i]
        return linked or (low == "," and before.lower_ in words("outlet_nouns"))
    return (
        token.is_space
        or low in words("outlet_links", "outlet_modifiers", "outlet_nouns", "outlet_people")
        or low in PARTS
        or token.text in POSSESSIVE
        or token.text in QUOTES
        or token.text in {"-", "/"}
        or token.pos_ in {"ADJ", "NUM", "DET"}
        or (before is not None and before.text == "-")
        or _is_attribute(token)
        or _is_possessor(token)
        or bare(low) in words("nationalities", "calendar")
        or _is_name(token)
    )


def _is_attribute(token: Token) -> bool:
    """Whether a noun goes with an outlet's noun behind it: the crime podcast Cold Water."""
    if token.pos_ != "NOUN" or token.i + 1 == len(token.doc):
        return False
    return token.nbor(1).lower_ in words("outlet_nouns")


def _is_possessor(token: Token) -> bool:
    """Whether a noun owns what follows: the school's Facebook page, this weekend's Newsnight."""
    noun = token.text.islower() and not token.is_stop and token.i + 1 < len(token.doc)
    return noun and token.nbor(1).text in OWNING


def _is_name(token: Token) -> bool:
    return (token.text[0].isupper() and not token.is_stop) or token.like_num


def _words_before(page: Page, governor: int) -> Iterator[int]:
    """The tokens of the words left of the governor outside of contents, the nearest first."""
    first = page.first(governor)
    for i in range(governor - 1, max(first, governor - REACH) - 1, -1):
        if page.inside[i]:
            return
        if page.doc[i].is_alpha or not {"-", "&"}.isdisjoint(page.doc[i].text[1:]):
            yield i


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
        if low in words("outlet_helpers") or token.pos_ == "ADV":
            adverb = True
        elif _is_name(token) or low in words("outlet_nouns", "outlet_people"):
            nouns += [] if adverb else [low]
        elif token.is_stop or (token.is_punct and low != "-"):
            return nouns, low
        elif low in words("outlet_says", "outlet_asks"):
            return [*nouns, low], low
        elif adverb or len(nouns) > 4:
            break
        else:
            nouns.append(low)
    return nouns, ""


def _is_bracketed(page: Page, mention: Mention) -> bool:
    """Whether a mention stands alone in brackets, or behind a dash, where a paragraph ends."""
    doc = page.doc
    if mention.start == 0:
        return False
    start = mention.start
    while (
        start > 1
        and mention.start - start < 6
        and (_is_name(doc[start - 1]) or doc[start - 1].text == ",")
    ):
        start -= 1
    before = doc[start - 1].text if doc[start - 1].text == "[" else doc[mention.start - 1].text
    end = mention.end
    while end < len(doc) and doc[end].text in {".", "]", ")", ".]", "$", "£", "€"}:
        end += 1
    closes = end >= len(doc) or "\n" in doc[end].text
    behind = doc[mention.end : end].text
    if before == "[":
        return "]" in behind
    return closes and (before in {"—", "–", "--"} or (before == "(" and ")" in behind))
