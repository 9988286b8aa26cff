"""What the components leave on a Doc: it can be stored, sent to another process and read back."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from conftest import BLANK
from quotex.annotations import (
    Credit,
    Quotation,
    Statement,
    quotes_of,
    read,
    rejections_of,
    write,
)
from quotex.marks import pair_marks
from quotex.records import Cue, Outlet, Quote, Rejection, Span, Speaker

TEXT = (
    "Ana Ruiz, the mayor, told the Guardian the court had “a vital role,” and that it was late. "
    "“We will appeal,” she said. The “Night Shift” is a film."
)


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def span(words: str) -> Span:
    start, end = at(words)
    return Span(start=start, end=end, text=words)


def annotated() -> Doc:
    """A Doc with two statements, the later one first, and a rejected quotation."""
    doc = BLANK.make_doc(TEXT)
    quotations = pair_marks(TEXT)
    quotations[-1].rejected = "title or name"
    direct = Statement(
        content=[at("We will appeal")],
        verbatim=[at("We will appeal")],
        cue=at("said"),
        mention=at("she"),
        rule="speakers.pronoun",
        confidence=0.75,
    )
    mixed = Statement(
        content=[at("the court had “a vital role,” and that it was late")],
        verbatim=[at("a vital role")],
        cue=at("told"),
        mention=at("Ana Ruiz"),
        rule="speakers.own_name",
        confidence=0.9,
        lemma="tell",
        name="Ana Ruiz",
        type="person",
        role="mayor",
        outlets=[
            Credit("Guardian", "told", "guardian", at("the Guardian"), "outlets.told_outlet"),
            Credit("state media", "reported", None, None, "outlets.according_to"),
        ],
    )
    write(doc, quotations=quotations, statements=[direct, mixed])
    return doc


def test_the_records_say_what_the_components_wrote() -> None:
    content = "the court had “a vital role,” and that it was late"
    first, second = quotes_of(annotated())
    assert first == Quote(
        id="q1",
        kind="mixed",
        content=[span(content)],
        verbatim=[span("a vital role")],
        text=content,
        speaker=Speaker(name="Ana Ruiz", mention=span("Ana Ruiz"), type="person", role="mayor"),
        cue=Cue(**span("told").model_dump(), lemma="tell"),
        outlets=[
            Outlet(name="Guardian", id="guardian", role="told", mention=span("the Guardian")),
            Outlet(name="state media", role="reported"),
        ],
        confidence=0.9,
        rule="speakers.own_name",
    )
    assert second == Quote(
        id="q2",
        kind="direct",
        content=[span("We will appeal")],
        verbatim=[span("We will appeal")],
        text="We will appeal",
        speaker=Speaker(mention=span("she")),
        cue=Cue(**span("said").model_dump(), lemma="said"),
        confidence=0.75,
        rule="speakers.pronoun",
    )


def test_a_quote_without_clause_has_no_cue_and_no_mention() -> None:
    doc = BLANK.make_doc("No.")
    write(doc, statements=[Statement([(0, 2)], [(0, 2)], None, None, "test", 0.5)])
    (quote,) = quotes_of(doc)
    assert (quote.cue, quote.speaker.mention, quote.outlets) == (None, None, [])


@pytest.mark.parametrize(
    ("content", "verbatim", "kind"),
    [
        ([(0, 4)], [], "indirect"),
        ([(0, 4)], [(0, 4)], "direct"),
        ([(0, 4), (6, 9)], [(0, 4), (6, 9)], "direct"),
        ([(0, 4), (6, 9)], [(0, 4)], "mixed"),
        ([(0, 9)], [(2, 4)], "mixed"),
    ],
)
def test_the_kind_follows_from_what_is_in_quotation_marks(
    content: list[tuple[int, int]], verbatim: list[tuple[int, int]], kind: str
) -> None:
    assert Statement(content, verbatim, None, None, "test", 1.0).kind == kind


def test_what_is_quoted_but_nobodys_words_is_rejected_with_the_reason() -> None:
    assert rejections_of(annotated()) == [
        Rejection(span=span("Night Shift"), reason="title or name")
    ]


def test_a_quotation_that_is_rejected_is_so_in_each_of_its_paragraphs() -> None:
    doc = BLANK.make_doc("“One\n“Two”")
    (quotation,) = pair_marks(doc.text)
    quotation.rejected = "crosshead"
    write(doc, quotations=[quotation])
    assert [rejection.span.text for rejection in rejections_of(doc)] == ["One", "Two"]


def test_what_is_written_is_read_back() -> None:
    doc = annotated()
    quotations, statements = read(doc)
    other = BLANK.make_doc(TEXT)
    write(other, quotations=quotations, statements=statements)
    assert read(other) == (quotations, statements)
    assert statements[1].outlets[0].mention == at("the Guardian")


def test_writing_one_kind_leaves_the_other_as_it_is() -> None:
    doc = annotated()
    quotations, _ = read(doc)
    write(doc, statements=[])
    assert read(doc) == (quotations, [])
    write(doc, quotations=[])
    assert read(doc) == ([], [])


def test_a_mention_or_cue_that_runs_into_the_content_is_left_out() -> None:
    doc = BLANK.make_doc("It is late now.")
    write(doc, statements=[Statement([(3, 10)], [], (9, 14), (0, 5), "test", 0.5)])
    (quote,) = quotes_of(doc)
    assert (quote.cue, quote.speaker.mention) == (None, None)


def test_a_mention_and_cue_may_touch_the_content() -> None:
    doc = BLANK.make_doc("It is late now.")
    write(doc, statements=[Statement([(3, 10)], [], (10, 14), (0, 3), "test", 0.5)])
    (quote,) = quotes_of(doc)
    assert quote.cue is not None and quote.speaker.mention is not None


def test_two_docs_share_nothing() -> None:
    one, other = BLANK.make_doc("One."), BLANK.make_doc("Two.")
    write(one, quotations=[Quotation([(0, 3)], "“", True)])
    assert read(other) == ([], [])


def test_a_doc_that_no_component_has_seen_has_no_quotes() -> None:
    doc = BLANK.make_doc(TEXT)
    assert (doc._.quotes, doc._.rejected) == ([], [])


def test_the_attributes_of_a_doc_give_the_records() -> None:
    doc = annotated()
    assert doc._.quotes == quotes_of(doc)
    assert doc._.rejected == rejections_of(doc)


def test_quotes_survive_being_stored_as_bytes() -> None:
    doc = annotated()
    back = Doc(BLANK.vocab).from_bytes(doc.to_bytes())
    assert (back._.quotes, back._.rejected) == (doc._.quotes, doc._.rejected)


def test_quotes_survive_in_a_docbin() -> None:
    doc = annotated()
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (back,) = DocBin().from_bytes(stored).get_docs(BLANK.vocab)
    assert (back._.quotes, back._.rejected) == (doc._.quotes, doc._.rejected)


@pytest.mark.model
def test_quotes_come_back_from_other_processes(nlp: Language) -> None:
    texts = [TEXT, "Nothing is said here.", "“No,” Ruiz said."] * 2
    alone = [doc._.quotes for doc in nlp.pipe(texts)]
    assert [doc._.quotes for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == alone
    assert alone[0] and not alone[1] and alone[2]


def readable(marked: str) -> str:
    """The readable text of content between ⟦ and ⟧, with verbatim parts between ⟨ and ⟩."""
    text, spans = "", {"⟦": [], "⟨": []}
    starts = {}
    for character in marked:
        if character in "⟦⟨":
            starts[character] = len(text)
        elif character in "⟧⟩":
            opening = "⟦" if character == "⟧" else "⟨"
            spans[opening].append((starts[opening], len(text)))
        else:
            text += character
    doc = BLANK.make_doc(text)
    statement = Statement(spans["⟦"], spans["⟨"], None, None, "test", 1.0)
    write(doc, quotations=pair_marks(text), statements=[statement])
    return doc._.quotes[0].text


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("He said ⟦there is “⟨absolutely no room⟩⟧”.", "there is “absolutely no room”"),
        ("He said “⟦⟨absolutely no room⟩” is left⟧.", "“absolutely no room” is left"),
        ("He cited ⟦“⟨a vital role⟩,” and more⟧.", "“a vital role,” and more"),
        ("He said ⟦it had “⟨a vital role⟩⟧,” then left.", "it had “a vital role”"),
        ("He said ⟦it had “⟨a vital role⟩⟧.”", "it had “a vital role”"),
        ('He said ⟦it had "⟨a vital role⟩⟧," then left.', 'it had "a vital role"'),
        ("He said ⟦it had ``⟨a vital role⟩⟧,'' then left.", "it had ``a vital role''"),
        ("He said ``⟦⟨a vital role⟩'' was lost⟧.", "``a vital role'' was lost"),
        ("He said ''⟦⟨a vital role⟩'' was lost⟧.", "''a vital role'' was lost"),
        ("He said ⟦it had “⟨a vital role⟩⟧'' then.", "it had “a vital role''"),
        ("He said « ⟦⟨a vital role⟩ » was lost⟧.", "«a vital role » was lost"),
        ("He said ⟦it had „⟨a vital role⟩⟧“.", "it had „a vital role“"),
        ("He said “…⟦⟨a vital role⟩” was lost⟧.", "“a vital role” was lost"),
        ("He said ⟦it had “⟨a vital role⟩⟧ — ” then.", "it had “a vital role”"),
        ("“⟦⟨A⟩⟧,” he said, “⟦⟨B⟩” was late⟧.", "“A” “B” was late"),
        ("He said ⟦it had “⟨a ‘vital role⟩⟧’.”", "it had “a ‘vital role’”"),
        ("He said “‘⟦⟨Never⟩’ is late” to us⟧.", "“‘Never’ is late” to us"),
        ("He said ⟦it had “⟨one and then⟩⟧ “two” today.", "it had “one and then"),
        ("He said ⟦it had “⟨a vital role⟩⟧", "it had “a vital role"),
        ("He said ⟦it had “⟨a vital role⟩⟧.\n\nThen “no”.", "it had “a vital role"),
        ("He said “⟦⟨one⟩⟧,” ⟦“⟨two⟩” and three⟧.", "“one” “two” and three"),
        ("He said ⟦“⟨one⟩” was late⟧.", "“one” was late"),
        ("He said ⟦it was “⟨one⟩” day late⟧.", "it was “one” day late"),
    ],
)
def test_a_mark_lost_at_the_edge_of_mixed_content_is_put_back(marked: str, expected: str) -> None:
    assert readable(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("“⟦⟨We will appeal⟩⟧,” he said.", "We will appeal"),
        ("“⟦⟨A⟩⟧,” he said. “⟦⟨B⟩⟧.”", "A B"),
        ("“⟦⟨One⟩⟧.\n\n“⟦⟨Two⟩⟧.”", "One Two"),
        ("“‘⟦⟨Never⟩’ is late⟧,” he said.", "Never’ is late"),
        ("“‘⟦⟨Never’ is late⟩⟧,” he said.", "‘Never’ is late"),
        ("“⟦⟨It is ‘never⟩⟧’,” he said.", "It is ‘never’"),
        ("“RUIZ: ⟦⟨We will appeal⟩⟧.”", "We will appeal"),
        ("“O’NEILL: ⟦⟨We will appeal⟩⟧.”", "We will appeal"),
        ("He said ⟦it was late⟧, “not now”.", "it was late"),
    ],
)
def test_outer_marks_are_not_put_round_direct_or_indirect_content(
    marked: str, expected: str
) -> None:
    assert readable(marked).removeprefix("“‘") == expected
