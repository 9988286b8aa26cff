"""quotex_confidence: how likely each statement is right, and which are too unlikely to keep.

Reads the statements, the parse and the quotations; writes each statement's `confidence`, which
is the likelihood that it is a quote times the likelihood that its speaker is right. Statements
that are hardly quotes are dropped and their quotations rejected, unless a rule of the user's own
found them: its name has no weight, so the other features alone say how likely they are. Both
likelihoods are logistic regressions over features that a reader can check (`features`), trained
by `scripts/train_confidence.py`; their weights are plain numbers in `data/en/confidence.json`.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from quotex.annotations import Offsets, Quotation, Statement, read, write
from quotex.texts import text_of
from quotex.weights import Number, Numbers, stored

__all__ = ["Model", "features", "load_models", "make_confidence"]

LEAST_LIKELY_QUOTE = 0.5
"""Statements that are less likely to be quotes than this are dropped."""
CERTAIN = frozenset({"statements.as_somebody_says", "statements.headline_with_colon"})
"""Rules whose form reports by definition, and that the training articles hardly have."""
TRAINED = ("statements.", "orphans.")
"""How the names of the rules begin that the training articles know."""
UNLIKELY = "unlikely to be reported speech"
LENGTHS = (1, 2, 3, 4, 6, 9, 14, 25)
"""Upper limits of the length classes, in words."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression: the weight of each feature, and what to start from."""

    intercept: Number
    weights: Numbers

    def probability(self, present: set[str]) -> float:
        """The likelihood that a statement with these features is right, between 0 and 1."""
        score = self.intercept + sum(self.weights.get(feature, 0.0) for feature in present)
        return 1 / (1 + math.exp(-score))

    def reasons(self, present: set[str]) -> list[tuple[str, float]]:
        """The features that count, the weightiest first, each with its weight."""
        found = [(name, self.weights[name]) for name in present if name in self.weights]
        return sorted(found, key=_weight)


def _weight(reason: tuple[str, float]) -> tuple[float, str]:
    return -abs(reason[1]), reason[0]


class Models(BaseModel):
    """What the file of weights must hold."""

    quote: Model
    speaker: Model


@cache
def load_models() -> tuple[Model, Model]:
    """The models that come with quotex: is it a quote, and is its speaker right.

    Raises:
        QuotexError: if they are missing or broken.
    """
    models = stored("confidence.json", Models)
    return models.quote, models.speaker


def features(doc: Doc, statement: Statement) -> set[str]:
    """The features of a statement, as `name=value` strings."""
    return {
        *_of_rule(statement),
        *_of_cue(doc, statement),
        *_of_content(doc, statement),
        *_of_quoted_words(doc, statement),
        *_of_source(doc, statement),
        *_of_roles(statement),
    }


def _of_rule(statement: Statement) -> Iterator[str]:
    """How the statement was found, and of which kind it is."""
    yield f"found_by={statement.found_by}"
    yield f"kind={statement.kind}"
    yield f"found_by+kind={statement.found_by}+{statement.kind}"
    yield f"parts={min(len(statement.content), 3)}"


def _of_cue(doc: Doc, statement: Statement) -> Iterator[str]:
    """The reporting verb: its lemma, form, and place in the sentence."""
    if statement.cue is None:
        yield "cue=none"
        return
    verb = _span(doc, statement.cue).root
    yield f"cue={statement.lemma}"
    yield f"cue+kind={statement.lemma}+{statement.kind}"
    yield f"cue_tag={verb.tag_}"
    yield f"cue_dep={verb.dep_}"
    for child in verb.children:
        if child.dep_ in {"aux", "neg", "mark", "auxpass"}:
            yield f"cue_{child.dep_}={child.lemma_.lower()}"
    if verb.i and doc[verb.i - 1].lower_ == "to":
        yield "cue_infinitive"


def _of_content(doc: Doc, statement: Statement) -> Iterator[str]:
    """What is reported: its length, its verb, and what stands around it."""
    first = _span(doc, statement.content[0])
    last = _span(doc, statement.content[-1])
    length = sum(len(_span(doc, part)) for part in statement.content)
    yield f"content_length={_length_class(length)}"
    yield f"content_length+kind={_length_class(length)}+{statement.kind}"
    if not any(token.dep_ in {"nsubj", "nsubjpass", "expl"} for token in first):
        yield "content_without_subject"
    yield f"content_begins={first[0].pos_}"
    yield f"content_behind={_form(doc, first.start - 1)}"
    yield f"content_before={_form(doc, last.end)}"
    start, end = statement.content[0]
    line_ends = text_of(doc).count("\n", start, end)
    if line_ends and any(t.text == "\n" or "\n\n" in t.text for t in first):
        yield "content_over_lines"


def _of_quoted_words(doc: Doc, statement: Statement) -> Iterator[str]:
    """The words in quotation marks: how many, how written, how introduced."""
    if not statement.verbatim:
        return
    spans = [_span(doc, part) for part in statement.verbatim]
    longest = max(spans, key=len)
    yield f"quoted_length={_length_class(len(longest))}"
    yield f"quoted_length+found_by={_length_class(len(longest))}+{statement.found_by}"
    words = [token for token in longest if token.is_alpha]
    capitals = sum(token.text[0].isupper() for token in words[1:] if len(token) > 3)
    yield f"quoted_capitals={min(capitals, 3)}"
    if any(token.pos_ in {"VERB", "AUX"} for token in longest):
        yield "quoted_verb"
    if any(token.lower_ in {"i", "we", "you", "my", "our", "your", "me", "us"} for token in words):
        yield "quoted_personal"
    yield f"quoted_begins={'upper' if longest.text[:1].isupper() else 'lower'}"
    start, end = longest.start_char, longest.end_char
    yield f"quoted_ends={_character(longest[-1], end)}"
    yield f"quoted_behind={_form(doc, doc[longest.start].i - 2)}"
    yield f"quoted_before={_form(doc, longest.end + 1)}"
    yield f"quoted_share={round(5 * (end - start) / _extent(statement.content))}"


def _of_source(doc: Doc, statement: Statement) -> Iterator[str]:
    """Whose words they are said to be: kind of phrase, kind of speaker, rule that named it."""
    rule = statement.rule if statement.rule.startswith("speakers.") else "statements"
    yield f"speaker_rule={rule}"
    yield f"speaker_type={statement.type}"
    yield f"speaker_named={statement.name is not None}"
    if statement.mention is None:
        yield "mention=none"
        return
    mention = _span(doc, statement.mention)
    head = mention.root
    yield f"mention={head.pos_}"
    yield f"mention_label={head.ent_type_}"
    yield f"mention_dep={head.dep_}"
    if head.pos_ == "PRON":
        yield f"mention_pronoun={head.lower_}"
    if statement.cue is not None:
        gap = abs(_span(doc, statement.cue).start - mention.end)
        yield f"mention_gap={_length_class(gap)}"


def _of_roles(statement: Statement) -> Iterator[str]:
    """How likely the role tagger holds its parts to be what they seem, in classes."""
    likely = statement.likely
    for name, value in likely.items():
        yield f"tagger_{name}={min(int(10 * value), 9)}"
    if "content" in likely:
        content = min(int(5 * likely["content"]), 4)
        yield f"tagger_content+kind={content}+{statement.kind}"
        yield f"tagger_content+found_by={content}+{statement.found_by}"
        yield f"tagger_edges={min(int(5 * likely['start'] * likely['end']), 4)}"


def _span(doc: Doc, offsets: Offsets) -> Span:
    """The tokens that hold these characters."""
    span = doc.char_span(*offsets, alignment_mode="expand")
    assert span is not None, "offsets of statements lie in the text"
    return span


def _character(last: Token, offset: int) -> str:
    """The character of the text at an offset within or right behind its token `last`."""
    behind = last.text_with_ws[offset - last.idx :][:1]
    return behind or (last.nbor().text[:1] if last.i + 1 < len(last.doc) else "")


def _extent(content: list[Offsets]) -> int:
    return sum(end - start for start, end in content)


def _length_class(length: int) -> str:
    return next((f"<={limit}" for limit in LENGTHS if length <= limit), f">{LENGTHS[-1]}")


def _form(doc: Doc, i: int) -> str:
    """A token by its punctuation, its function word, or its part of speech."""
    if not 0 <= i < len(doc):
        return "none"
    token: Token = doc[i]
    if token.is_space or token.is_punct:
        return token.text.strip(" \t") or "space"
    return token.lower_ if token.is_stop else token.pos_


@Language.factory("quotex_confidence", default_config={"min_confidence": 0.0})
def make_confidence(nlp: Language, name: str, min_confidence: float) -> Confidence:  # noqa: ARG001
    """Build the component; see the module's docstring.

    min_confidence (float): statements below it are dropped too, between 0 and 1.

    Raises:
        QuotexError: if the weights that come with quotex are missing or broken.
    """
    load_models()  # what is broken is told now, and not for each text
    return Confidence(min_confidence)


class Confidence:
    """The spaCy component."""

    def __init__(self, min_confidence: float = 0.0) -> None:
        self.min_confidence = min_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Store the confidence of the statements of `doc`, without the unlikely ones."""
        quotations, statements = read(doc)
        quote_model, speaker_model = load_models()
        in_order = sorted(quotations, key=_first_start)
        kept = []
        for statement in statements:
            present = features(doc, statement)
            is_quote = quote_model.probability(present)
            statement.confidence = round(is_quote * speaker_model.probability(present), 3)
            if is_quote >= least_likely(statement) and statement.confidence >= self.min_confidence:
                kept.append(statement)
            else:
                reject(in_order, statement)
        write(doc, quotations=quotations, statements=kept)
        return doc


def least_likely(statement: Statement) -> float:
    """How likely a statement must at least be a quote, for it to be kept."""
    known = statement.found_by.startswith(TRAINED) and statement.found_by not in CERTAIN
    return LEAST_LIKELY_QUOTE if known else 0.0


def reject(quotations: list[Quotation], statement: Statement) -> None:
    """Say of the quotations in a dropped statement that they are nobody's words.

    quotations (list[Quotation]): all of the text, in order; they do not overlap.
    """
    for start, _ in statement.verbatim:
        place = bisect_right(quotations, start, key=_first_start) - 1
        if place < 0 or quotations[place].parts[0][1] <= start:
            continue
        if quotations[place].rejected is None:
            quotations[place].rejected = UNLIKELY


def _first_start(quotation: Quotation) -> int:
    return quotation.parts[0][0]
