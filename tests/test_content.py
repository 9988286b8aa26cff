"""Which words a reporting clause reports: where they begin and end, and of which kind they are."""

from __future__ import annotations

import pytest

from parsed import found, statements

IT_FELL = "It/nsubj fell/ccomp/said"


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        (
            "“ The pier/nsubj fell/ccomp , ” Ana/compound Ruiz/nsubj said/ROOT .",
            "direct: The pier fell [said, Ana Ruiz] clause_behind_content",
        ),
        (
            "“ The pier/nsubj fell/ccomp , ” said/ROOT Ana/compound Ruiz/nsubj .",
            "direct: The pier fell [said, Ana Ruiz] clause_behind_content",
        ),
        (  # a dateline is nobody's words
            "Oslo/npadvmod , 3 May — The pier/nsubj was/ccomp bad/acomp , Ruiz/nsubj said/ROOT .",
            "indirect: The pier was bad [said, Ruiz] clause_behind_content",
        ),
        (
            "Ruiz/nsubj told/ROOT Hale/dobj : “ It/nsubj fell/ccomp . ”",
            "direct: It fell [told, Ruiz] clause_before_content",
        ),
        (
            "“ Why/advmod did/aux it/nsubj keep/ccomp ? ” asked/ROOT Ruiz/dobj .",
            "direct: Why did it keep? [asked, Ruiz] clause_behind_content",
        ),
        (
            "Ruiz/nsubj said/ROOT that/mark the pier/nsubj was/ccomp rotten/acomp .",
            "indirect: the pier was rotten [said, Ruiz] clause_before_content",
        ),
        (
            "Ruiz/nsubj asked/ROOT whether/mark the pier/nsubj was/ccomp rotten/acomp .",
            "indirect: the pier was rotten [asked, Ruiz] clause_before_content",
        ),
        (
            "The pier/nsubj was/ccomp rotten/acomp , Ruiz/nsubj said/ROOT .",
            "indirect: The pier was rotten [said, Ruiz] clause_behind_content",
        ),
        (
            "On/prep Monday/pobj , Ruiz/nsubj said/ROOT the pier/nsubj fell/ccomp .",
            "indirect: the pier fell [said, Ruiz] clause_before_content",
        ),
        (
            "On/prep Meridian/pobj ’s/case “ Harbour/compound Matters/pobj , ” "
            "Ruiz/nsubj said/ROOT that/mark the pier/nsubj fell/ccomp .",
            "indirect: the pier fell [said, Ruiz] clause_before_content",
        ),
        (
            "Ruiz/nsubj/left , who/nsubj said/relcl/Ruiz it/nsubj fell/ccomp , left/ROOT .",
            "indirect: it fell [said, Ruiz] clause_before_content",
        ),
        (
            "Ruiz/nsubj said/ROOT that/mark the pier/nsubj was/ccomp “ rotten/acomp ” .",
            "mixed: the pier was “rotten [said, Ruiz] clause_before_content",
        ),
        (
            "Ruiz/nsubj said/ROOT the pier/nsubj was/ccomp “ rotten/acomp ” on/prep Monday/pobj .",
            "mixed: the pier was “rotten” on Monday [said, Ruiz] clause_before_content",
        ),
        (
            "The pier/nsubj was/ccomp “ rotten/acomp , ” Ruiz/nsubj said/ROOT .",
            "mixed: The pier was “rotten [said, Ruiz] clause_behind_content",
        ),
    ],
)
def test_one_clause_reports_what_is_beside_it(line: str, quote: str) -> None:
    assert found(line) == [quote]


@pytest.mark.parametrize(
    ("line", "content", "kind"),
    [
        (
            "“ The pier/nsubj/fell , ” Ruiz/nsubj said/ROOT , “ fell/ccomp twice/advmod . ”",
            "The pier | fell twice",
            "direct",
        ),
        (
            "The pier/nsubj/was , Ruiz/nsubj said/parataxis , was/ROOT rotten/acomp .",
            "The pier | was rotten",
            "indirect",
        ),
        (
            f"“ {IT_FELL} , ” Ruiz/nsubj said/ROOT ; “ it/nsubj was/ccomp late . ”",
            "It fell | it was late",
            "direct",
        ),
    ],
)
def test_a_clause_in_the_middle_splits_one_quote_in_two(line: str, content: str, kind: str) -> None:
    assert found(line) == [f"{kind}: {content} [said, Ruiz] split_by_clause"]


@pytest.mark.parametrize(
    ("line", "content"),
    [
        (
            "According/prep to/prep/According Ruiz/pobj , the pier/nsubj fell/ROOT .",
            "indirect: the pier fell",
        ),
        (
            "The pier/nsubj fell/ROOT , according/prep to/prep/according Ruiz/pobj .",
            "indirect: The pier fell",
        ),
        (
            "The pier/nsubj fell/ROOT according/prep to/prep/according Ruiz/pobj .",
            "indirect: The pier fell",
        ),
        (
            "The pier/nsubj , according/prep to/prep/according Ruiz/pobj , fell/ROOT .",
            "indirect: The pier | fell",
        ),
        (
            "According/prep to/prep/According Ruiz/pobj , “ it/nsubj fell/ROOT . ”",
            "direct: it fell",
        ),
        (
            "“ It/nsubj fell/ROOT , ” according/prep to/prep/according Ruiz/pobj .",
            "direct: It fell",
        ),
    ],
)
def test_according_to_reports_its_sentence(line: str, content: str) -> None:
    [quote] = found(line)
    assert quote.lower() == f"{content} [according to, Ruiz] according_to".lower()


@pytest.mark.parametrize(
    ("line", "content"),
    [
        (
            "As/mark Ruiz/nsubj put/advcl it/dobj , the pier/nsubj fell/ROOT .",
            "indirect: the pier fell",
        ),
        (
            "The pier/nsubj/fell , as/mark Ruiz/nsubj put/advcl it/dobj , fell/ROOT .",
            "indirect: The pier | fell",
        ),
        (
            "“ It/nsubj fell/ROOT , ” as/mark Ruiz/nsubj put/advcl it/dobj .",
            "direct: It fell",
        ),
    ],
)
def test_as_somebody_puts_it_reports_what_it_is_set_beside(line: str, content: str) -> None:
    assert found(line) == [f"{content} [put, Ruiz] as_somebody_says"]


def test_a_comment_behind_and_reports_only_what_follows() -> None:
    line = (
        "They/nsubj left/ROOT and/cc , as/mark Ruiz/nsubj put/advcl/fell it/dobj/put"
        " , it/nsubj fell/conj/left ."
    )
    assert found(line) == ["indirect: it fell [put, Ruiz] as_somebody_says"]


# More than one report in a sentence


@pytest.mark.parametrize(
    ("line", "first", "second"),
    [
        (
            f"“ {IT_FELL} , ” Ruiz/nsubj said/ROOT , adding/advcl : “ It/nsubj was/ccomp so . ”",
            "direct: It fell [said, Ruiz] clause_behind_content",
            "direct: It was so [adding, Ruiz] clause_before_content",
        ),
        (
            "Ruiz/nsubj said/ROOT “ it/nsubj fell/ccomp ” , adding/advcl that/mark he/nsubj "
            "knew/ccomp .",
            "direct: it fell [said, Ruiz] clause_before_content",
            "indirect: he knew [adding, Ruiz] clause_before_content",
        ),
        (
            "Ruiz/nsubj said/ROOT it/nsubj fell/ccomp , but/cc Hale/nsubj said/conj it/nsubj/stood "
            "stood/ccomp .",
            "indirect: it fell [said, Ruiz] clause_before_content",
            "indirect: it stood [said, Hale] clause_before_content",
        ),
        (
            "Ruiz/nsubj said/ROOT : “ It/nsubj fell/ccomp/said , ” while/mark/+2 Hale/nsubj "
            "said/advcl/said : “ It/nsubj/stood stood/ccomp . ”",
            "direct: It fell [said, Ruiz] clause_before_content",
            "direct: It stood [said, Hale] clause_before_content",
        ),
    ],
)
def test_each_source_of_a_sentence_has_its_own_quote(line: str, first: str, second: str) -> None:
    assert found(line) == [first, second]


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        (
            "Ruiz/nsubj said/ROOT that/mark Hale/nsubj told/ccomp them/dobj it/nsubj fell/ccomp .",
            "indirect: Hale told them it fell [said, Ruiz] clause_before_content",
        ),
        (
            "The man/nsubj said/ccomp/+9 , “ It/nsubj fell/ccomp , ” the judge/nsubj said/ROOT .",
            "mixed: The man said, “It fell [said, the judge] clause_behind_content",
        ),
        (
            "Ruiz/nsubj said/ROOT “ They/nsubj said/ccomp it/nsubj was/ccomp late/acomp ” .",
            "direct: They said it was late [said, Ruiz] clause_before_content",
        ),
    ],
)
def test_the_outermost_source_has_the_quote_and_the_inner_one_none(line: str, quote: str) -> None:
    assert found(line) == [quote]


# Where content begins and ends


@pytest.mark.parametrize("connective", ["But/cc/fell", "However/advmod/fell ,", "And/cc/fell"])
def test_connectives_stay_outside(connective: str) -> None:
    line = f"{connective} the pier/nsubj fell/ccomp , Ruiz/nsubj said/ROOT ."
    assert found(line) == ["indirect: the pier fell [said, Ruiz] clause_behind_content"]


def test_a_clause_that_tells_when_it_was_said_stays_outside() -> None:
    line = "Ruiz/nsubj said/ROOT it/nsubj fell/ccomp when/advmod/left she/nsubj left/advcl/{} ."
    assert found(line.format("said")) == ["indirect: it fell [said, Ruiz] clause_before_content"]
    assert found(line.format("fell")) == [
        "indirect: it fell when she left [said, Ruiz] clause_before_content"
    ]


def test_a_clause_before_that_only_tells_when_it_was_said_is_not_reported() -> None:
    assert found("When/mark the pier/nsubj fell/advcl , Ruiz/nsubj said/ROOT .") == []
    line = "When/mark the pier/nsubj fell/advcl , Ruiz/nsubj said/ROOT he/nsubj knew/ccomp ."
    assert found(line) == ["indirect: he knew [said, Ruiz] clause_before_content"]


def test_content_cuts_no_quotation() -> None:
    line = (
        "Ruiz/nsubj said/ROOT it/nsubj “ fell/ccomp/said when/advmod/left she/nsubj/left "
        "left/advcl/said ” ."
    )
    assert found(line) == ["mixed: it “fell when she left [said, Ruiz] clause_before_content"]


def test_words_before_a_clause_are_reported_only_if_a_comma_or_mark_sets_them_apart() -> None:
    line = "They/nsubj left/ccomp/said {} Ruiz/nsubj said/ROOT ."
    assert found(line.format("")) == []
    assert found(line.format(",")) == ["indirect: They left [said, Ruiz] clause_behind_content"]


def test_content_ends_with_the_quotation_if_that_ends_a_sentence() -> None:
    line = "Ruiz/nsubj said/ROOT : “ It/nsubj fell/ccomp . ” Hull/nsubj stood/ROOT ."
    assert found(line) == ["direct: It fell [said, Ruiz] clause_before_content"]


def test_a_relative_clause_reports_only_what_depends_on_it() -> None:
    line = "Hale/nsubj/left , who/nsubj said/relcl/Hale it/nsubj fell/ccomp , left/ROOT them ."
    assert found(line) == ["indirect: it fell [said, Hale] clause_before_content"]


def test_two_quoted_fragments_in_one_paraphrase_are_one_quote() -> None:
    line = (
        "Ruiz/nsubj said/ROOT the pier/nsubj was/ccomp “ rotten/acomp ” and/cc the men/nsubj "
        "knew/conj “ nothing/dobj ” ."
    )
    [statement], _, text = statements(line)
    assert [text[start:end] for start, end in statement.verbatim] == ["rotten", "nothing"]
    assert [text[start:end] for start, end in statement.content] == [
        "the pier was “rotten” and the men knew “nothing"
    ]


# Verbs that report only words in quotation marks


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        (
            "Ruiz/nsubj called/ROOT it/nsubj/late “ much/advmod/+2 too/advmod/+1 late/oprd ” "
            "on/prep/called Monday/pobj .",
            "mixed: it “much too late [called, Ruiz] clause_before_content",
        ),
        (
            "“ It/nsubj fell/ccomp , ” urged/ROOT Ruiz/nsubj .",
            "direct: It fell [urged, Ruiz] clause_behind_content",
        ),
    ],
)
def test_a_naming_verb_reports_the_words_in_quotation_marks(line: str, quote: str) -> None:
    assert found(line) == [quote]


def test_a_naming_verb_without_quotation_marks_reports_nothing() -> None:
    assert found("Ruiz/nsubj called/ROOT it/nsubj/late late/oprd .") == []
    assert found("The pier/nsubj fell/ccomp , Ruiz/nsubj urged/ROOT .") == []


def test_an_infinitive_with_quoted_words_is_reported() -> None:
    [quote] = found("Ruiz/nsubj urged/ROOT men/dobj to/aux “ keep/xcomp so/advmod calm ” .")
    assert "keep so calm [urged, Ruiz]" in quote


# What is no report


@pytest.mark.parametrize(
    "line",
    [
        "Ruiz/nsubj claimed/ROOT the title/dobj .",
        "The pier/nsubj fell/ccomp , Ruiz/nsubj claimed/ROOT the title/dobj .",
        "Ruiz/nsubj said/ROOT nothing/dobj .",
        "Ruiz/nsubj said/ROOT , late .",
        "Ruiz/nsubj told/ROOT Hale/dobj a story/dobj .",
        "Ruiz/nsubj believes/ROOT the pier/nsubj fell/ccomp .",
        "Ruiz/nsubj wants/ROOT it/nsubj to/aux VB:fell/ccomp .",
        "tell/ROOT us/dobj that/mark the pier/nsubj fell/ccomp .",
        "In/prep Hull/pobj , Ruiz/nsubj said/ROOT .",
        "",
    ],
)
def test_acts_thoughts_and_commands_without_reported_words_are_no_quotes(line: str) -> None:
    assert found(line) == []


def test_a_speaker_that_lies_in_the_content_is_not_named_as_the_mention() -> None:
    for line in (
        "The film/nsubj “ The/det Long/compound Road/appos ” left/ROOT them/dobj .",
        "Ruiz/nsubj said/ROOT “ it/nsubj fell/ccomp ” .",
    ):
        for statement in statements(line)[0]:
            assert statement.mention is not None
            assert all(
                statement.mention[1] <= start or end <= statement.mention[0]
                for start, end in statement.content
            )
