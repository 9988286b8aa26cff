"""Whether the sentence beside a statement only says where its speaker spoke or wrote."""

from __future__ import annotations

from itertools import pairwise

from quotex.annotations import Statement
from quotex.outlets.readings import Reading
from quotex.outlets.rules import NEAR, outlet_asks
from quotex.outlets.settings import Page
from quotex.wordlists import words

__all__ = ["explains_scene", "sets_scene"]

THESE = frozenset({"the", "these", "those", "this", "her", "his", "their"})


def sets_scene(page: Page, statement: Statement, reading: Reading) -> bool:
    """Whether the sentence before a statement only says where its speaker spoke or wrote.

    "She was less polite on Newsnight. “It is lost,” she said." "He took to Instagram. “It is
    lost,” he wrote." "The Gazette caught up with her. “It is lost,” she said." What is written may
    begin a paragraph of its own.
    """
    mention = reading.mention
    if reading.role not in {"told", "posted"} or statement.type == "outlet":
        return False
    last = page.tokens(statement.content[0])[0]
    scene = range(page.first(mention.start), mention.start)
    if reading.role == "posted":
        written = statement.lemma in words("outlet_captions")
        posting = any(page.doc[i].lower_ in words("outlet_posting") for i in scene[-NEAR:])
        return written and posting and _names_speaker(page, statement, scene)
    if any("\n" in token.text for token in page.doc[mention.end : last]):
        return False
    if reading.rule is outlet_asks:
        return _names_speaker(page, statement, range(mention.end, last))
    appears = any(_is_appearance(page, i) for i in scene)
    return appears and _names_speaker(page, statement, scene)


def explains_scene(page: Page, statement: Statement, reading: Reading) -> bool:
    """Whether the sentence behind a statement only says where its speaker spoke or wrote.

    "“It is lost,” he said. He was speaking on Newsnight." "She made the remarks in an interview
    with CNN." "The Instagram post was deleted." "The comments were first reported by Axios."
    """
    mention = reading.mention
    if reading.role == "cited" or statement.type == "outlet":
        return False
    scene = range(page.first(mention.start), mention.start)
    low = [page.doc[i].lower_ for i in scene if not page.doc[i].is_space]
    if low and low[0] in THESE:
        noun = low[1] if len(low) > 1 else page.doc[mention.end : mention.end + 1].text
        return noun in words("outlet_remarks")
    pairs = set(pairwise(low))
    speaking = any(a in {"was", "were"} and b in words("outlet_speaking") for a, b in pairs)
    making = "made" in low and any(b in words("outlet_remarks") for _, b in pairs)
    own = bool(low) and low[0] in {"he", "she", "they"}
    return (speaking or making) and (own or _names_speaker(page, statement, scene))


def _names_speaker(page: Page, statement: Statement, scene: range) -> bool:
    """Whether a stretch names the speaker, or a pronoun stands both there and in the mention."""
    if statement.mention is None or statement.name is None:
        return False
    start, end = page.tokens(statement.mention)
    pronoun = end == start + 1 and page.doc[start].lower_ in words("pronouns")
    names = {page.doc[i].text for i in scene}
    if not names.isdisjoint(statement.name.split()):
        return True
    return pronoun and not names.isdisjoint({"He", "She", "he", "she", "him", "her"})


def _is_appearance(page: Page, i: int) -> bool:
    """Whether a word is of speaking without content: spoke, was a guest, disclosed this."""
    low, after = page.doc[i].lower_, page.doc[i + 1]
    if low in {"was", "were"}:
        return after.pos_ in {"ADJ", "ADP", "ADV", "DET"}
    this = after.lower_ == "this" and page.doc[i].pos_ == "VERB"
    return this or low in words("outlet_appearing")
