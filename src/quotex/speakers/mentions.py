"""What kind of phrase a mention is: a pronoun, names, or a description with its head noun."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from quotex.annotations import Offsets
from quotex.speakers.names import Naming
from quotex.speakers.nouns import as_pronoun, is_person_noun, singular
from quotex.speakers.persons import has_body_word
from quotex.speakers.roles import ARTICLES, CLAUSE_OPENERS, breaks, is_calendar
from quotex.tokens import Stretch, Token, Tokens
from quotex.wordlists import bare, words

__all__ = ["Mention", "Number", "mention_at"]

Number = Literal["one", "many"]

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
POSSESSIVE = frozenset({"his", "her", "its", "their", "my", "our", "your"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "DT"})
MARKS = "\"“”‘’'`´,;:()[]–—-"


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention taken apart."""

    span: Stretch
    """The whole phrase, without marks at its edges."""
    core: Stretch
    """The phrase up to its first comma, bracket or clause: "the aide" of "the aide, who"."""
    head: Token
    """The noun that the core is about: "spokesman" of "a spokesman for Platte River"."""
    names: tuple[Naming, ...]
    """The names in the phrase, in text order."""

    @property
    def pronoun(self) -> str | None:
        """The pronoun in lower case if the phrase is nothing else: "he", but not "WHO"."""
        return as_pronoun(self.span.text)

    @property
    def leading_pronoun(self) -> str | None:
        """The pronoun before an unnamed company: the "she" of "she and her aides"."""
        if len(self.core) > 2 and self.core[1].text in {"and", "himself", "herself"}:
            return self.core[0].lower_
        return None

    @property
    def noun(self) -> str:
        """The head in lower case, singular: "officials" is "official"."""
        doc, index = self.core.doc, self.head.i
        if _hyphened(doc, self.head) and index > 1 and not is_person_noun(self.head.text):
            whole = doc.text_of(index - 2, index + 1)
            if is_person_noun(whole):  # "centre-half"
                return singular(whole)
        return singular(self.head.text)

    @property
    def number(self) -> Number:
        """Whether the head is one or many: "officials", "people", "two aides"."""
        text = bare(self.head.text)
        if self.head_name is not None and self.head_name.kind == "person":
            return "one"
        if is_person_noun(self.head.text) and self.head.text.isupper():  # "the CS"
            return "one"
        first = self.core[0].text.casefold()
        plural = singular(text) != text
        if self.noun != singular(text):  # "centre-half"
            return "many" if plural else "one"
        if text in words("collectives") and not self._is_group:
            return "many"
        counts = [
            token.lower_ for token in self.core.tokens[:4] if token.lower_ in words("quantities")
        ]
        if "one" in counts:
            return "one"
        if counts and plural:
            return "many"
        if first in {"one", "a", "an", "another", "every", "each", "this", "that"}:
            return "one"
        return "many" if plural else "one"

    @property
    def _is_group(self) -> bool:
        """True for "the group", which is a body; not for "the group that owns it"."""
        if self.head.lower_ != "group" or self.core[0].lower_ != "the":
            return False
        doc, end = self.core.doc, self.core.end
        behind = doc[end].text if end < len(doc) else ""
        return self.head.i == end - 1 and behind not in CLAUSE_OPENERS

    @property
    def definite(self) -> bool:
        """True for "the minister" and "the party's leader", False for "a minister"."""
        return self.core[0].text.casefold() in DEFINITE

    @property
    def indefinite(self) -> bool:
        """True for "a minister", "one of the aides", "some residents"."""
        first = self.core[0]
        return first.text.casefold() in words("indefinite") or first.text.isdigit()

    @property
    def owner(self) -> Token | None:
        """Whose it is: the "his" of "his lawyer", the "Morrison" of "Morrison's lawyer"."""
        if self.core[0].text.casefold() in POSSESSIVE:
            return self.core[0]
        for token in self.core.tokens[1:]:
            if token.i >= self.head.i:
                break
            if token.text in {"'s", "’s", "’", "'"}:
                return self.core.doc[token.i - 1]
        return None

    def holds(self, naming: Naming, token: Token) -> bool:
        """True if the token belongs to the naming."""
        return naming.first <= token.i < naming.last

    @property
    def head_name(self) -> Naming | None:
        """The name that the head belongs to: "Lavrov" of "Minister Lavrov"."""
        return next((naming for naming in self.names if self.holds(naming, self.head)), None)


def mention_at(doc: Tokens, offsets: Offsets, namings: list[Naming]) -> Mention | None:
    """The mention at these offsets, taken apart; None if no word is there."""
    touched = doc.touched(offsets)
    if touched is None:
        return None
    first, last = touched
    while first < last and (doc[first].is_space or doc[first].text in MARKS):
        first += 1
    while last > first and (doc[last - 1].is_space or doc[last - 1].text in MARKS):
        last -= 1
    if first >= last:
        return None
    first, last = _word_start(doc, first), _word_end(doc, last)
    first = _behind_dateline(doc, first, last)
    last = _to_name(doc, first, last, namings)
    start = bisect_left(namings, doc[first].idx, key=_start)
    if start > 0 and namings[start - 1].end > doc[first].idx:
        start -= 1
        first = namings[start].first
    stop = bisect_left(namings, doc[last - 1].idx + 1, key=_start)
    names = namings[start:stop]
    core = doc.stretch(first, _core_end(doc, first, last, names))
    return Mention(doc.stretch(first, last), core, _head(core), tuple(names))


def _word_start(doc: Tokens, first: int) -> int:
    """Where the hyphenated word that `first` is in begins: at the "the" of "the 51-year-old"."""
    start = first
    while start > 1 and _hyphened(doc, doc[start]) and not doc[start - 2].whitespace_:
        start -= 2
    return start - (0 < start < first and doc[start - 1].lower_ in ARTICLES)


def _word_end(doc: Tokens, last: int) -> int:
    """Where the hyphenated word that breaks off at `last` ends: behind "old" of "51-year-old"."""
    while last + 1 < len(doc) and _hyphened(doc, doc[last + 1]) and not doc[last - 1].whitespace_:
        last += 2
    return last


def _behind_dateline(doc: Tokens, first: int, last: int) -> int:
    """Where a phrase begins behind the dateline in it: "AKRON, Ohio — Mayor Ana Ruiz"."""
    if not doc[first].text.isupper():
        return first
    dashes = (i for i in range(first + 1, last - 1) if doc[i].text in {"—", "–", "--"})
    return next(dashes, first - 1) + 1


def _start(naming: Naming) -> int:
    return naming.start


def _to_name(doc: Tokens, first: int, last: int, namings: list[Naming]) -> int:
    """The end of a phrase that breaks off at a title, moved behind the name that the title has."""
    if last >= len(doc):
        return last
    index = bisect_left(namings, doc[last].idx, key=_start)
    naming = namings[index] if index < len(namings) else None
    if naming is None or naming.first != last:
        return last
    if naming.kind != "person" and doc[last - 1].text in words("organizations"):
        return naming.last  # "the airline Halcyon"
    if naming.kind in {"outlet", "place"}:
        return last
    noun = naming.kind == "person" and is_person_noun(doc[last - 1].text)
    described = len(naming.parts) > 1 and is_person_noun(_head(doc.stretch(first, last)).text)
    described = described and not has_body_word(doc, naming.first, naming.last)
    return naming.last if noun or described else last


def _core_end(doc: Tokens, first: int, last: int, names: list[Naming]) -> int:
    """Where the core of the phrase ends: before a comma, a bracket, "who", a name's verb."""
    ends = {naming.last for naming in names}
    for index in range(first + 1, last):
        token = doc[index]
        if _is_short_form(doc, index, last):
            continue
        if token.text in {",", "(", "[", ";", ":", "—", "–"} or breaks(token):
            return index
        if token.tag_ in {"VBD", "VBZ"} and doc[index - 1].i + 1 in ends:
            return index
        if token.text in CLAUSE_OPENERS and (
            token.text != "that" or _verb_follows(doc, token, last)
        ):
            return index
    return last


def _is_short_form(doc: Tokens, index: int, last: int) -> bool:
    """True inside the "(KGB)" that a title follows: "the Kent Growers Board (KGB) chair"."""
    for start in (index, index - 1, index - 2):
        if doc[start].text == "(" and start + 3 < last and doc[start + 2].text == ")":
            return doc[start + 1].text.isupper() and doc[start + 3].text[0].isalpha()
    return False


def _verb_follows(doc: Tokens, token: Token, last: int) -> bool:
    behind = doc[token.i + 1] if token.i + 1 < last else None
    return behind is not None and behind.tag_ in {"VBZ", "VBD", "VBP", "MD"}


def _head(core: Stretch) -> Token:
    """The last noun before a preposition or participle: "report" of "a report on X"."""
    end = len(core)
    core = _counted(core)
    for index in range(1, len(core)):
        token = core[index]
        word = token.text.casefold()
        if word in words("prepositions") and not _hyphened(core.doc, token):
            end = len(core) if _is_within_name(core, index) else index
            break
        if word in words("prepositions") and is_person_noun(core[index - 2].text):
            end = index - 1  # "the mother-of-two"
            break
        verbal = token.tag_ in {"VBN", "VBD", "VBG"} and core[index - 1].tag_ in NOUN_TAGS
        if core[index - 1].lower_ in ARTICLES:  # "the accused"
            verbal = False
        if verbal and not token.text[0].isupper() and not _noun_follows(core, index):
            end = index
            break
        if token.text == "and" and 1 < index < len(core) - 1 and core[index + 1].text[0].islower():
            end = index
            break
    end = min(end, len(core))
    titled = core[0].lower_ == "the" and is_person_noun(core[end - 1].text)  # "the Kent MP"
    if titled:
        return core[end - 1]
    tokens = [token for token in core.tokens[:end] if _can_be_head(core.doc, token)]
    while len(tokens) > 1 and tokens[-1].pos_ == "ADJ" and tokens[-2].tag_ in NOUN_TAGS:
        tokens.pop()
    return tokens[-1] if tokens else core[0]


def _is_within_name(core: Stretch, index: int) -> bool:
    """True for the "of" of "the Bank of Kent governor" and "the Hall of Famer", who is one."""
    if core[0].lower_ != "the" or not is_person_noun(core[-1].text):
        return False
    before = core[index - 1].text
    named = core.tokens[index + 1 : -1] or core.tokens[index + 1 :]
    named = [core[index - 1], *named]
    return not is_person_noun(before) and all(token.text[0].isupper() for token in named)


def _counted(core: Stretch) -> Stretch:
    """What is counted: "economists" of "a wide array of economists", "one of the economists"."""
    for index in range(min(5, len(core) - 1)):
        if core[index].lower_ in words("prepositions"):  # "an aide from one of the states"
            break
        of = core[index + 1].text == "of"
        if of and index + 2 < len(core) and bare(core[index].text) in words("quantities"):
            return core.doc.stretch(core.start + index + 2, core.end)
    return core


def _can_be_head(doc: Tokens, token: Token) -> bool:
    text = token.text
    behind = text in words("postnominals") and token.i > 0 and doc[token.i - 1].tag_ == "NNP"
    return not (
        token.is_space or text in MARKS or text in {"'s", "’s"} or text in REFLEXIVE or behind
    )


def _hyphened(doc: Tokens, token: Token) -> bool:
    """True inside a hyphenated word: the "in" of "editor-in-chief"."""
    before = doc[token.i - 1] if token.i else token
    return before.text == "-" and not before.whitespace_


def _noun_follows(core: Stretch, index: int) -> bool:
    behind = core[index + 1] if index + 1 < len(core) else None
    return (
        behind is not None and behind.tag_ in {"NN", "NNS", "NNP"} and not is_calendar(behind.text)
    )
