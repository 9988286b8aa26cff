"""quotex_statements: what is reported, with which cue, and by whose mention.

Reads the quotations, the parse and the tags; writes the statements, and the reasons why other
quotations are nobody's words. A unit of text is cut into reporting clauses and what lies between
them; each stretch between is the content of the clause before it, or behind it, or of none. What
the rules overlook, the role tagger may see.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from spacy.language import Language
from spacy.tokens import Doc

from quotex.annotations import Offsets, Quotation, Statement, read, write
from quotex.roles import Role, load_tagger
from quotex.statements.clauses import find_clauses
from quotex.statements.content import Report, reports
from quotex.statements.edges import trim
from quotex.statements.headlines import headline
from quotex.statements.orphans import adopt
from quotex.statements.overlooked import overlooked
from quotex.statements.speech import why_not_speech
from quotex.statements.units import Layout, Unit
from quotex.wordlists import words

__all__ = ["find_statements", "make_statements"]


def find_statements(
    doc: Doc, quotations: list[Quotation], roles: Sequence[Role] = ()
) -> list[Statement]:
    """The statements of `doc`; sets `rejected` on the quotations that are nobody's words.

    roles (Sequence[Role]): what the role tagger sees, for what the rules overlook.
    """
    layout = Layout(doc, quotations)
    for number, quotation in enumerate(quotations):
        quotation.rejected = why_not_speech(layout, number)
    found: list[Statement] = []
    for unit in layout.units:
        in_unit = [
            statement
            for report in reports(layout, unit, find_clauses(layout, unit))
            if (statement := build(layout, report)) is not None
        ]
        if not in_unit and (statement := build_headline(layout, unit)) is not None:
            in_unit = [statement]
        found += in_unit
    statements = adopt(layout, found)
    statements += overlooked(layout, roles, statements)
    return sorted(statements, key=attrgetter("first_part"))


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


def content_of(layout: Layout, start: int, end: int) -> tuple[list[Offsets], list[Offsets]]:
    """The content and the verbatim parts, in characters, of the tokens from `start` to `end`.

    Quotations that the range cuts are taken in whole; if nothing but quotations is left, each
    is a part of its own, else the content is one stretch.
    """
    doc = layout.doc
    start, end = _whole_quotations(layout, start, end)
    while start < end and _is_connective(layout, start):
        start += 1
        if start < end and doc[start].text == ",":
            start += 1
    while start < end and _is_loose_end(layout, end - 1):
        end -= 1
    if start >= end:
        return [], []
    left, right = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    text = layout.text
    quoted = [
        trimmed
        for number in sorted({layout.quotation_of[i] for i in range(start, end)} - {-1})
        for part in layout.quotations[number].parts
        if layout.quotations[number].rejected is None
        if left <= part[0] and part[1] <= right
        if (trimmed := trim(text, *part, [part])) is not None
    ]
    if not any(_is_word(layout, i) for i in range(start, end)):
        return list(quoted), quoted
    whole = trim(text, left, right, quoted)
    if whole is None:
        return [], []
    return [whole], [(max(a, whole[0]), min(b, whole[1])) for a, b in quoted]


def _whole_quotations(layout: Layout, start: int, end: int) -> tuple[int, int]:
    """The range, widened so that it cuts no quotation."""
    inside = layout.quotation_of
    while start > 0 and inside[start] >= 0 and inside[start - 1] == inside[start]:
        start -= 1
    while 0 < end < len(inside) and inside[end - 1] >= 0 and inside[end] == inside[end - 1]:
        end += 1
    return start, end


def _is_connective(layout: Layout, i: int) -> bool:
    token = layout.doc[i]
    return (
        not layout.quoted(token)
        and not layout.is_mark[i]
        and (
            token.lower_ in words("connectives")
            or token.text in {",", "-", "—", "–", ":"}
            or token.is_space
        )
    )


def _is_loose_end(layout: Layout, i: int) -> bool:
    """Whether token `i` only leads on to what comes next: ", but"."""
    token = layout.doc[i]
    if layout.quoted(token) or layout.is_mark[i]:
        return False
    return token.is_space or token.text in {",", ";"} or token.lower_ in {"and", "but", "while"}


def _is_word(layout: Layout, i: int) -> bool:
    """Whether token `i` is a word outside quotation marks."""
    token = layout.doc[i]
    if layout.quoted(token) or layout.is_mark[i] or token.is_punct or token.is_space:
        return False
    return token.lower_ not in {"and"}


@Language.factory("quotex_statements", requires=["token.dep", "token.pos", "token.lemma"])
def make_statements(nlp: Language, name: str) -> Statements:  # noqa: ARG001
    """Build the component; see the module's docstring."""
    return Statements()


class Statements:
    """The spaCy component; it has no state."""

    def __call__(self, doc: Doc) -> Doc:
        """Store the statements of `doc`."""
        quotations, _ = read(doc)
        roles = load_tagger().tag(doc, quotations)
        statements = find_statements(doc, quotations, roles)
        write(doc, quotations=quotations, statements=statements)
        return doc
