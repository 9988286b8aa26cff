"""Docs with a parse, built from a line of text, for the rules that read one.

    parsed("Ana/compound Ruiz/nsubj said/ROOT that/mark the pier/nsubj was/ccomp rotten/acomp .")

A word is `word/dep`; `word/dep/head` names its head, a word nearby or a distance (`+2`, `-1`),
where that is not the usual one:

- the next verb for subjects, auxiliaries and "that"; the next noun for what describes it;
- the noun before for clauses and appositions, the preposition before for what it governs;
- the verb before for anything else; the ROOT for punctuation; the word before for `word` alone.

Parts of speech come from the lists below; else capitals make a name, other words a noun. A tag in
front says otherwise: `VBN:left/acl`. `¶` is an empty line. Marks and punctuation stand apart; in
the text they have their usual places.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from conftest import BLANK
from quotex.annotations import Quotation, Statement
from quotex.marks import pair_marks
from quotex.statements.component import find_statements
from quotex.statements.units import Layout

# fmt: off
VERBS = {
    "said": ("say", "VBD"), "says": ("say", "VBZ"), "say": ("say", "VB"), "saying": ("say", "VBG"),
    "told": ("tell", "VBD"), "tell": ("tell", "VB"), "tells": ("tell", "VBZ"),
    "adding": ("add", "VBG"), "added": ("add", "VBD"), "adds": ("add", "VBZ"),
    "asked": ("ask", "VBD"), "ask": ("ask", "VB"),
    "called": ("call", "VBD"), "urged": ("urge", "VBD"), "warned": ("warn", "VBD"),
    "quoted": ("quote", "VBD"), "put": ("put", "VBD"), "pointed": ("point", "VBD"),
    "claimed": ("claim", "VBD"), "issued": ("issue", "VBD"), "left": ("leave", "VBD"),
    "knew": ("know", "VBD"), "fell": ("fall", "VBD"), "stood": ("stand", "VBD"),
    "keep": ("keep", "VB"), "believes": ("believe", "VBZ"), "wants": ("want", "VBZ"),
    "liked": ("like", "VBD"), "likened": ("liken", "VBD"), "went": ("go", "VBD"),
    "hired": ("hire", "VBN"), "compared": ("compare", "VBN"), "paused": ("pause", "VBD"),
    "met": ("meet", "VBD"), "speaking": ("speak", "VBG"),
    "rebuild": ("rebuild", "VB"), "runs": ("run", "VBZ"),
}
AUXILIARIES = {
    "was": ("be", "VBD"), "is": ("be", "VBZ"), "has": ("have", "VBZ"), "have": ("have", "VBP"),
    "would": ("would", "MD"), "will": ("will", "MD"), "be": ("be", "VB"), "did": ("do", "VBD"),
}
OTHERS = {
    "DT": "a an the this", "PRP": "he she it they we you i them", "WP": "who which", "TO": "to",
    "PRP$": "her his its", "POS": "’s",
    "IN": "that whether if as of from in on by with about according at while because",
    "CC": "and but or", "RB": "not also out often never however again",
    "JJ": "long late rotten safe furious empty much better open calm ready loud so",
}
# fmt: on
TAGS = {word: tag for tag, line in OTHERS.items() for word in line.split()}
POS = {
    "DT": "DET", "PRP": "PRON", "WP": "PRON", "PRP$": "PRON", "TO": "PART", "POS": "PART",
    "IN": "ADP", "CC": "CCONJ", "RB": "ADV", "JJ": "ADJ", "CD": "NUM", "NN": "NOUN",
    "NNP": "PROPN", "MD": "AUX", "_SP": "SPACE", ".": "PUNCT",
}  # fmt: skip
USUAL_HEADS = (
    {"nsubj", "nsubjpass", "csubj", "expl", "mark", "aux", "auxpass", "neg"},
    {"det", "compound", "amod", "poss", "nummod"},
    {"acl", "relcl", "appos", "case"},
    {"pobj", "pcomp"},
)
"""Dependents of the next verb, of the next noun, of the noun before, of the preposition before."""
NO_SPACE_BEFORE = set(".,;:?!”’)") | {"’s"}
NO_SPACE_BEHIND = set("“‘(\n")


@dataclass
class Word:
    """A word as it was written in the line."""

    text: str
    dep: str
    head: str
    tag: str
    pos: str
    lemma: str


def word(written: str) -> Word:
    """What `word/dep/head` says, and what it leaves to the lists."""
    tag, _, rest = (
        written.rpartition(":") if written[1:2].isupper() and ":" in written else ("",) * 3
    )
    text, dep, head = [*(rest or written).split("/"), "", ""][:3]
    lower = text.lower()
    lemma, pos = lower, ""
    if text == "¶":
        return Word("\n\n", "dep", "-1", "_SP", "SPACE", "\n\n")
    if lower in VERBS:
        lemma, listed = VERBS[lower]
        pos = "VERB"
    elif lower in AUXILIARIES:
        lemma, listed = AUXILIARIES[lower]
        pos = "AUX"
    elif not any(letter.isalnum() for letter in text):
        listed = "."
    elif lower in TAGS:
        listed = TAGS[lower]
    else:
        listed = "CD" if text.isdigit() else "NNP" if text[0].isupper() else "NN"
        lemma = text if listed == "NNP" else lower
    if tag or not pos:
        pos = POS.get(tag or listed, "VERB")
    return Word(text, dep, head, tag or listed, pos, lemma)


def parsed(line: str) -> Doc:
    """The Doc that the line describes."""
    words = [word(written) for written in line.split()]
    texts = [each.text for each in words]
    return Doc(
        BLANK.vocab,
        words=texts,
        spaces=[_space(*pair) for pair in zip(texts, [*texts[1:], "\n"], strict=False)],
        heads=[_head(words, i) for i in range(len(words))],
        deps=[each.dep or _dep(each) for each in words],
        tags=[each.tag for each in words],
        pos=[each.pos for each in words],
        lemmas=[each.lemma for each in words],
    )


def _space(text: str, following: str) -> bool:
    return not (following in NO_SPACE_BEFORE or following.isspace() or text[-1] in NO_SPACE_BEHIND)


def _dep(each: Word) -> str:
    return {"DT": "det", ".": "punct"}.get(each.tag, "dep")


def _head(words: list[Word], i: int) -> int:
    """The place of the word that word `i` depends on."""
    each = words[i]
    if each.dep == "ROOT":
        return i
    if each.head[:1] in {"+", "-"}:
        return i + int(each.head)
    if each.head:
        return _nearest(i, [n for n, other in enumerate(words) if other.text == each.head])
    if each.tag == "." and not each.dep:
        return _root_beside(words, i)
    if each.dep == "dep" or (not each.dep and each.tag != "DT"):
        return max(i - 1, 0)
    kind = next((n for n, deps in enumerate(USUAL_HEADS) if (each.dep or "det") in deps), None)
    if kind is None:
        return _nearest(i, [n for n in _verbs(words) if n < i] or _verbs(words))
    if kind == 0:
        return min([n for n in _verbs(words) if n > i] or _verbs(words)[-1:])
    if kind == 3:
        return _nearest(i, [n for n in range(i) if words[n].tag in {"IN", "TO"}])
    nouns = [n for n, other in enumerate(words) if other.pos in {"NOUN", "PROPN", "PRON"}]
    return min(n for n in nouns if n > i) if kind == 1 else max(n for n in nouns if n < i)


def _root_beside(words: list[Word], i: int) -> int:
    """The ROOT above the word behind an opening mark, or before other punctuation."""
    step = 1 if words[i].text in NO_SPACE_BEHIND else -1
    n = i + step
    while 0 <= n < len(words) and not words[n].dep:
        n += step
    n = n if 0 <= n < len(words) else next(n for n, each in enumerate(words) if each.dep)
    for _ in words:
        n = _head(words, n)
    return n


def _verbs(words: list[Word]) -> list[int]:
    """The places of the main verbs."""
    auxiliary = {"aux", "auxpass", "amod", "compound"}
    verbs = {"VERB", "AUX"}
    return [n for n, each in enumerate(words) if each.pos in verbs and each.dep not in auxiliary]


def _nearest(i: int, places: list[int]) -> int:
    """The place nearest to `i`, before it if two are."""
    assert places, f"no head for word {i}"
    distances = [(abs(place - i), place) for place in places if place != i]
    return min(distances)[1]


def layout(line: str) -> Layout:
    """The units of the Doc, with its quotations."""
    doc = parsed(line)
    return Layout(doc, pair_marks(doc.text))


def statements(line: str) -> tuple[list[Statement], list[Quotation], str]:
    """What is said in the Doc, its quotations, and its text."""
    doc = parsed(line)
    quotations = pair_marks(doc.text)
    return find_statements(Layout(doc, quotations)), quotations, doc.text


def found(line: str) -> list[str]:
    """What is said in the Doc, readable: "kind: content | content [cue, mention] rule"."""
    said, _, text = statements(line)
    return [_readable(statement, text) for statement in said]


def _readable(statement: Statement, text: str) -> str:
    content = " | ".join(text[start:end] for start, end in statement.content)
    cue, mention = (
        text[span[0] : span[1]] if span else "-" for span in (statement.cue, statement.mention)
    )
    return f"{statement.kind}: {content} [{cue}, {mention}] {statement.rule.split('.')[1]}"
