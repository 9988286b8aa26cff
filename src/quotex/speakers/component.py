"""The component `quotex_speakers`: who each mention is, by name, type and role.

Reads the quotations and statements on a Doc, and its entities, tags and parse where there are
any; writes `name`, `type` and `role` of each statement, and `rule` where it had to decide who a
pronoun, a description or nothing at all stands for. The first of RULES that answers wins.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from quotex.annotations import Statement, read, write
from quotex.outlets.gazetteer import outlet_names
from quotex.speakers.anaphora import (
    context,
    he_or_she,
    implied,
    other_pronoun,
    relative,
    they_or_it,
)
from quotex.speakers.bodies import body, office
from quotex.speakers.documents import article, document
from quotex.speakers.headlines import introduced, repeated
from quotex.speakers.phrases import described, name_beside, named, unnamed
from quotex.speakers.ranking import Candidate, trained
from quotex.speakers.resolver import Resolver, Rule
from quotex.speakers.rows import joint, together

__all__ = ["RULES", "SpeakerResolver", "make_speakers", "ranked"]

RULES: tuple[Rule, ...] = (
    repeated,
    implied,
    context,
    he_or_she,
    together,
    they_or_it,
    relative,
    other_pronoun,
    article,
    document,
    joint,
    named,
    name_beside,
    office,
    body,
    introduced,
    described,
    unnamed,
)
"""Tried in this order; the first that answers decides."""


class SpeakerResolver:
    """Fills in the speaker of every statement on a Doc."""

    def __init__(self, outlets: frozenset[str] = frozenset()) -> None:
        self.outlets = outlets
        """What news outlets are called, so that one that speaks is known as such."""

    def __call__(self, doc: Doc) -> Doc:
        quotations, statements = read(doc)
        if statements:
            Resolver(doc, quotations, statements, RULES, self.outlets).resolve()
            write(doc, statements=statements)
        return doc


@Language.factory("quotex_speakers", assigns=["doc._.quotex"])
def make_speakers(nlp: Language, name: str) -> SpeakerResolver:  # noqa: ARG001
    """Create the component; spaCy calls this for `nlp.add_pipe("quotex_speakers")`.

    Raises:
        QuotexError: if the weights that come with quotex are missing or broken.
    """
    trained()  # what is broken is told now, and not for each text
    return SpeakerResolver(outlet_names())


def ranked(
    doc: Doc, outlets: frozenset[str] = frozenset()
) -> list[tuple[Statement, list[Candidate]]]:
    """Each statement on a Doc with everybody whom its mention can mean, the likeliest first.

    No candidates where the words of the mention alone say who it is. Nothing on the Doc changes.
    """
    quotations, statements = read(doc)
    resolver = Resolver(doc, quotations, statements, RULES, outlets)
    resolver.resolve()
    return [
        (
            case.statement,
            list({id(c.entity): c for c in reversed(answer.candidates)}.values())[::-1],
        )
        for case, answer in resolver.answers
    ]
