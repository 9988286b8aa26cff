"""quotex_statements: what is reported, with which cue, and by whose mention.

Reads the quotations, the parse and the tags; writes the statements, and the reasons why other
quotations are nobody's words. A unit of text is cut into reporting clauses and what lies between
them; each stretch between is the content of the clause before it, or behind it, or of none. Then
the role tagger, which sees what the rules made of the text, gives a second opinion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc

from quotex.annotations import Offsets, Statement, read, write
from quotex.components import in_batches
from quotex.roles import load_tagger
from quotex.statements.clauses import find_clauses
from quotex.statements.content import Report, reports
from quotex.statements.cues import OWN_CUES
from quotex.statements.headlines import headline
from quotex.statements.linking import load_weights
from quotex.statements.orphans import adopt
from quotex.statements.regions import content_of
from quotex.statements.second_opinion import second_opinion
from quotex.statements.speech import why_not_speech
from quotex.statements.units import Layout, Unit
from quotex.wordlists import own_words

__all__ = ["find_statements", "make_statements"]


def find_statements(layout: Layout) -> list[Statement]:
    """The statements that the rules make of a text.

    Sets `rejected` on the quotations that are nobody's words.
    """
    for number, quotation in enumerate(layout.quotations):
        quotation.rejected = why_not_speech(layout, number)
    found: list[Statement] = []
    headline_end = 0
    for unit in layout.units:
        if unit.start < headline_end:
            continue
        in_unit = [
            statement
            for report in reports(layout, unit, find_clauses(layout, unit))
            if (statement := build(layout, report)) is not None
        ]
        told = any(s.mention or not _is_infinitive(layout, s) for s in in_unit)
        if not told and (statement := build_headline(layout, unit)) is not None:
            in_unit = [statement]
            headline_end = layout.paragraph_tokens(unit.start)[1]
        found += in_unit
    return sorted(adopt(layout, found), key=attrgetter("first_part"))


def _is_infinitive(layout: Layout, statement: Statement) -> bool:
    """Whether its cue only says what for: "Ruiz: ‘It is time’ to ask for help"."""
    return statement.cue is not None and layout.doc[layout.token_at(statement.cue[0])].tag_ == "VB"


def build_headline(layout: Layout, unit: Unit) -> Statement | None:
    """The statement of a headline that names its source beside a colon, or None."""
    found = headline(layout, unit)
    if found is None:
        return None
    source, start, end = found
    content, verbatim = content_of(layout, start, end)
    rule = "statements.headline_with_colon"
    if not content:
        return None
    return Statement(
        content=content,
        verbatim=verbatim,
        cue=None,
        mention=(source.start_char, source.end_char),
        rule=rule,
        found_by=rule,
    )


def build(layout: Layout, report: Report) -> Statement | None:
    """The statement that a report makes, or None if nothing is left of its content."""
    clause, doc = report.clause, layout.doc
    content: list[Offsets] = []
    verbatim: list[Offsets] = []
    for start, end in report.regions:
        parts, quoted = content_of(layout, start, end)
        content += parts
        verbatim += quoted
    if not content:
        return None
    source = clause.source
    mention = (source.start_char, source.end_char) if source is not None else None
    if mention and any(a < mention[1] and mention[0] < b for a, b in content):
        mention = None
    return Statement(
        content=content,
        verbatim=verbatim,
        cue=(clause.cue.start_char, clause.cue.end_char),
        mention=mention,
        rule=report.rule,
        found_by=report.rule,
        lemma=doc[clause.cue.start].lemma_ if len(clause.cue) == 1 else clause.cue.text.lower(),
    )


@Language.factory(
    "quotex_statements",
    default_config={"cues": []},
    requires=["token.dep", "token.pos", "token.lemma"],
)
def make_statements(nlp: Language, name: str, cues: list[str]) -> Statements:  # noqa: ARG001
    """Build the component; see the module's docstring.

    cues (list[str]): paths of word lists with more reporting verbs, a dictionary form a line.

    Raises:
        InputError: if one of them cannot be read, or a line of it is no word.
        QuotexError: if the weights that come with quotex are missing or broken.
    """
    load_tagger()  # what is broken is told now, and not for each text
    load_weights()
    return Statements(name, (own_words(path) for path in cues))


class Statements(Pipe):
    """The spaCy component."""

    def __init__(self, name: str, cues: Iterable[frozenset[str]] = ()) -> None:
        self.name = name
        self.cues = sorted(frozenset().union(*cues))
        """The lemmas that report in this pipeline, besides those that come with quotex."""

    def __call__(self, doc: Doc) -> Doc:
        """Store the statements of `doc`."""
        return self._read([doc])[0]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Store the statements of many Docs, up to `batch_size` together."""
        return in_batches(self, self._read, stream, batch_size)

    def _read(self, docs: list[Doc]) -> list[Doc]:
        """Store the statements of the Docs, or of none if one fails."""
        laid_out = [self._layout(doc) for doc in docs]
        ruled = [find_statements(layout) for layout in laid_out]
        subjects = [
            (layout.doc, layout.quotations, statements)
            for layout, statements in zip(laid_out, ruled, strict=True)
        ]
        readings = load_tagger().read_all(subjects)
        said = [
            second_opinion(layout, reading, statements)
            for layout, reading, statements in zip(laid_out, readings, ruled, strict=True)
        ]
        for layout, statements in zip(laid_out, said, strict=True):
            write(layout.doc, quotations=layout.quotations, statements=statements)
        return docs

    def _layout(self, doc: Doc) -> Layout:
        doc.user_data[OWN_CUES] = dict.fromkeys(self.cues, True)
        quotations, _ = read(doc)
        return Layout(doc, quotations)
