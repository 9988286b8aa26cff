"""Which quotations are nobody's words: titles, names, signs, crossheads, markup."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from quotex.statements.cues import NOMINAL, RELATIVE, is_cue_verb, is_hyphen, is_quote_verb
from quotex.statements.units import Layout
from quotex.tokens import FINITE
from quotex.wordlists import words

__all__ = ["PERSONAL", "REASONS", "why_not_speech"]

LONGEST_TITLE = 6
LONGEST_OWNER = 3
"""Words before a work that say whose it is: "her second book"."""
LONGEST_NAME = 6
LONGEST_CROSSHEAD = 7
LONGEST_SPEAKER = 8
OWNERS = {"his", "her", "its", "their", "my", "our", "your", "'s", "’s"}
WRITING = {"write", "publish", "post", "announce"}
STYLED = ("so-called", "self-described", "self-proclaimed", "self-styled")
PERSONAL = frozenset({"i", "we", "you", "my", "our", "your", "me", "us", "i’m", "i'm"})


def why_not_speech(layout: Layout, number: int) -> str | None:
    """Why the quotation is nobody's words, or None if it may be somebody's.

    number (int): its place in `layout.quotations`.
    """
    tokens = layout.tokens_of(number)
    return next((reason for reason, applies in REASONS.items() if applies(layout, tokens)), None)


def is_markup(layout: Layout, tokens: list[Token]) -> bool:
    """Values of attributes, and quotations without a letter: `id="4711"`."""
    first = tokens[0].i if tokens else 0
    attribute = first >= 2 and layout.doc[first - 2].text.endswith("=")
    return attribute or not any(token.is_alpha or token.text[0].isalpha() for token in tokens)


def is_title(layout: Layout, tokens: list[Token]) -> bool:
    """Short, and each telling word capitalised, in a sentence that is not: “The Night Shift”."""
    spoken = [token for token in tokens if token.text[0].isalnum()]
    if not spoken or len(spoken) > LONGEST_TITLE:
        return False
    if _introduced(layout, tokens) or _answered(layout, tokens):
        return False
    if not spoken[0].text[0].isupper() or any(token.lower_ in PERSONAL for token in spoken):
        return False
    if len(spoken) == 1:
        return spoken[0].i > 1 and tokens[-1].text not in "?!" and not _is_sentence(layout, tokens)
    telling = [token for token in spoken if not token.is_stop] or spoken
    telling = [token for token in telling if token.i != spoken[0].i]
    capital = bool(telling) and all(token.text[0].isupper() for token in telling)
    return capital and tokens[-1].text not in "?!"


def is_name(layout: Layout, tokens: list[Token]) -> bool:
    """A few words behind a word that says it is a name: nicknamed “the Boss”, the so-called “X”."""
    start, end = max(tokens[0].i - 4, 0), tokens[0].i
    before = [token.lower_ for token in layout.doc[start:end] if not layout.quoted(token)]
    known_as = before[-3:-1] == ["known", "as"] or before[-2:] == ["known", "as"]
    called = "".join(before).rstrip("“\"'‘").endswith(STYLED)
    called = called or ("whom" in before and bool({"call", "called"} & set(before)))
    named = known_as or called or any(word in words("naming_words") for word in before[-3:])
    return named and len(tokens) <= LONGEST_NAME


def is_crosshead(layout: Layout, tokens: list[Token]) -> bool:
    """A few quoted words without a verb that fill a paragraph of their own."""
    words = [token for token in tokens if token.text[0].isalnum()]
    if len(words) > LONGEST_CROSSHEAD or any(t.pos_ in {"VERB", "AUX", "INTJ"} for t in words):
        return False
    start, end = layout.paragraph_tokens(tokens[0].i)
    return layout.only_marks_between(start, end) and tokens[-1].text not in {"?", "!"}


def _introduced(layout: Layout, tokens: list[Token]) -> bool:
    """Whether a colon, a comma behind a verb, or the verb itself stands before the opening mark."""
    before = tokens[0].i - 2
    if before < 0:
        return False
    mark = layout.doc[before].text
    reported = (
        mark == ","
        and not _is_thing(layout.doc[before - 1])
        and any(token.pos_ == "VERB" for token in layout.doc[max(before - 8, 0) : before])
    )
    leads = mark == ":" or reported or layout.is_headline(tokens[0].i)
    return leads or _is_all_said(layout, tokens)


def _is_all_said(layout: Layout, tokens: list[Token]) -> bool:
    """Whether it is the whole object of a verb of speech: "she said “No”", but "wrote “Hamlet”"."""
    _, unit = layout.unit_at(tokens[0].i)
    verb = layout.doc[tokens[0].i - 2]
    says = is_cue_verb(verb) and verb.lemma_ not in WRITING
    return says and layout.only_marks_between(tokens[0].i, unit.end)


def _is_sentence(layout: Layout, tokens: list[Token]) -> bool:
    """Whether a word is a sentence of its own behind others: "“No idea,” she said. “Maybe.”"."""
    index, unit = layout.unit_at(tokens[0].i)
    if tokens[-1].text != "." or layout.paragraph_tokens(unit.start)[0] == unit.start:
        return False
    before = layout.units[index - 1]
    said = {layout.quotation_of[i] for i in range(before.start, before.end)} - {-1}
    is_speech = any(layout.quotations[number].rejected is None for number in said)
    return is_speech and layout.holds_only_quotations(unit)


def _answered(layout: Layout, tokens: list[Token]) -> bool:
    """Whether it begins a unit that goes on with who said it: “No,” replied the mayor."""
    doc, first, last = layout.doc, tokens[0].i, tokens[-1].i
    behind = last + 2 if doc[last].text == "," else last + 3
    if "," not in doc[last:behind].text or layout.unit_at(first)[1].start < first - 1:
        return False
    for token in doc[behind : behind + LONGEST_SPEAKER]:
        if is_cue_verb(token) or is_quote_verb(token):
            finite = token.tag_ in FINITE or doc[token.i - 1].pos_ == "AUX"
            return finite and (token.i > behind or doc[token.i + 1].pos_ in NOMINAL)
        if token.lower_ in RELATIVE or (token.is_punct and not is_hyphen(token)):
            return False
    return False


def _is_thing(token: Token) -> bool:
    """Whether it is a work, or what a verb acts on, but nobody who is told: "wrote a [novel]"."""
    if token.lower_ in words("works") and OWNERS & {
        word.lower_ for word in token.doc[max(token.i - LONGEST_OWNER, 0) : token.i]
    }:
        return True
    return token.dep_ == "dobj" and token.head.lemma_.lower() not in words("telling_cues")


REASONS: dict[str, Callable[[Layout, list[Token]], bool]] = {
    "markup": is_markup,
    "crosshead": is_crosshead,
    "name": is_name,
    "title or name": is_title,
}
"""The reasons, in the order in which they are tried."""
