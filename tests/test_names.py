"""What an article names: namings, roles and their grouping into entities."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from quotex.speakers.descriptions import contradict, fitness
from quotex.speakers.entities import Entities, surname_key
from quotex.speakers.names import Naming, gather
from quotex.speakers.nouns import gender_of, is_person_noun, singular
from quotex.tokens import Tokens
from quotex.wordlists import words

NLP = spacy.blank("en")


def labelled(text: str, **labels: str) -> Doc:
    """A tokenised Doc with entities: labelled("Ana left.", Ana="PERSON")."""
    doc = NLP.make_doc(text)
    spans = []
    for name, label in labels.items():
        start = text.index(name.replace("_", " "))
        spans.append(doc.char_span(start, start + len(name), label=label))
    doc.ents = [span for span in spans if span is not None]
    return doc


def gathered(doc: Doc) -> list[Naming]:
    """What is named in a Doc without quotations."""
    return gather(Tokens(doc), [])


def entities_of(doc: Doc) -> Entities:
    """Who is named in a Doc without quotations."""
    return Entities(Tokens(doc), gathered(doc))


def namings(text: str) -> list[Naming]:
    """What is named in a text that no model has seen."""
    return gathered(NLP.make_doc(text))


def test_a_title_is_no_part_of_a_name() -> None:
    (found,) = namings("They met Russian Foreign Minister Pavel Orlov.")
    assert (found.text, found.kind) == ("Pavel Orlov", "person")
    assert found.role == "Russian Foreign Minister"


def test_offsets_enclose_the_name_alone() -> None:
    text = "They met Dr. Ana Ruiz there."
    (found,) = namings(text)
    assert text[found.start : found.end] == "Ana Ruiz"


def test_a_given_name_reveals_a_person_that_no_model_has_seen() -> None:
    (found,) = namings("They met Helen Okafor there.")
    assert (found.kind, found.gender) == ("person", "female")


def test_the_surname_says_nothing_about_the_gender() -> None:
    (found,) = namings("They met Mx Graham there.")
    assert found.gender == "unknown"


def test_hyphens_particles_and_initials_belong_to_the_name() -> None:
    text = "They met Eva-Marie de Boer, James P. Ruiz Jr. and Peter al-Masri."
    assert [n.text for n in namings(text)] == [
        "Eva-Marie de Boer",
        "James P. Ruiz Jr.",
        "Peter al-Masri",
    ]


def test_the_first_word_of_a_sentence_is_no_name_for_its_capital() -> None:
    assert [n.text for n in namings("However, Ruiz left. The door was open.")] == ["Ruiz"]


def test_months_and_days_are_nobody() -> None:
    assert namings("It rained on Monday in October.") == []


def test_a_body_word_keeps_a_run_together() -> None:
    (found,) = namings("He works for the Helen Ruiz Foundation.")
    assert (found.text, found.kind) == ("Helen Ruiz Foundation", "organization")


def test_of_joins_the_parts_of_a_body() -> None:
    (found,) = namings("It joined the Ministry of Public Works.")
    assert found.text == "Ministry of Public Works"


def test_an_office_without_a_holder_is_no_name() -> None:
    assert namings("He became Foreign Minister.") == []


def test_what_stands_in_quotation_marks_is_marked_as_such() -> None:
    text = "She said “Helen Ruiz lied” there."
    (found,) = gather(Tokens(NLP.make_doc(text)), [(10, 25)])
    assert found.quoted


def test_a_headline_names_only_what_the_text_names_too() -> None:
    text = "Ruiz Denies Taking Harbour Money\n\nThe harbour chief Ana Ruiz spoke. So did Ruiz."
    assert [n.text for n in namings(text)][:2] == ["Ruiz", "Ana Ruiz"]


def test_short_forms_join_the_full_name() -> None:
    doc = NLP.make_doc("Mayor Helen Ruiz spoke. Then Ruiz left. Ms. Ruiz was tired.")
    (entity,) = entities_of(doc).all
    assert (entity.name, len(entity.namings), entity.gender) == ("Helen Ruiz", 3, "female")


def test_two_persons_with_one_surname_stay_two() -> None:
    doc = NLP.make_doc("They met Helen Ruiz, then David Ruiz.")
    assert [e.name for e in entities_of(doc).all] == ["Helen Ruiz", "David Ruiz"]


def test_the_fullest_form_is_the_name() -> None:
    doc = NLP.make_doc("They met Helen Ruiz and later Helen Maria Ruiz.")
    assert [e.name for e in entities_of(doc).all] == ["Helen Maria Ruiz"]


def test_an_acronym_joins_its_long_form() -> None:
    doc = labelled("The Harbour Safety Board met. The HSB said no.")
    entities = entities_of(doc)
    assert [e.name for e in entities.all] == ["Harbour Safety Board"]
    body = entities.body("HSB")
    assert body is not None and body.name == "Harbour Safety Board"


@pytest.mark.parametrize("variant", ["Zelenskyy", "Zelenskiy", "Zelensky", "ZELENSKY"])
def test_spelling_variants_share_a_key(variant: str) -> None:
    assert surname_key(variant) == surname_key("Zelensky")


def test_different_surnames_have_different_keys() -> None:
    assert len({surname_key(name) for name in ("Ruiz", "Ray", "Roe", "Rao", "Reyes")}) == 5


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Sen.", True),
        ("spokeswoman", True),
        ("seismologist", True),
        ("list", False),
        ("tax", False),
    ],
)
def test_person_nouns(word: str, expected: bool) -> None:
    assert is_person_noun(word) is expected


@pytest.mark.parametrize(
    ("plural", "one"),
    [("ministries", "ministry"), ("officials", "official"), ("women", "woman"), ("press", "press")],
)
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_a_role_tells_the_gender_before_the_given_name_does() -> None:
    assert gender_of("company spokeswoman", "David") == "female"


def test_a_description_fits_the_role_with_the_same_trade() -> None:
    assert fitness(["the", "senator"], "senator", "Sen.") > 0
    assert fitness(["the", "senator"], "senator", "company spokesman") == 0
    nearer = fitness(["the", "Kent", "senator"], "senator", "Kent Sen.")
    assert nearer > fitness(["the", "Kent", "senator"], "senator", "Essex Sen.")


@pytest.mark.parametrize(
    ("description", "head", "roles", "other"),
    [
        ("the French president", "president", ["Danish President"], True),
        ("the French president", "president", ["French President"], False),
        ("the French president", "president", ["President"], False),
        ("the French leader", "leader", ["Danish-born French leader"], False),
        ("the American senator", "senator", ["U.S. Sen."], False),
        ("the American senator", "senator", ["Republican Sen."], False),
        ("the Hawks coach", "coach", ["Ravens coach"], True),
        ("the Hawks coach", "coach", ["Hawks coach"], False),
        ("the Hawks coach", "coach", ["Kent coach"], False),
    ],
)
def test_a_description_of_another_country_or_team_contradicts_a_role(
    description: str, head: str, roles: list[str], other: bool
) -> None:
    assert contradict(description.split(), head, roles) == other


LISTS = ["titles", "honorifics", "persons", "given_names_male", "given_names_female", "bodies"]


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_in_lower_case_and_not_empty(name: str) -> None:
    entries = words(name)
    assert entries
    assert all(entry == entry.casefold() for entry in entries)


@pytest.mark.parametrize("nickname", ['"Ace"', "“Ace”", "(Ace)", '"The Ace"'])
def test_a_nickname_is_no_part_of_the_name_around_it(nickname: str) -> None:
    (found,) = namings(f"They met Helen {nickname} Okafor there.")
    assert (found.text, found.kind) == ("Helen Okafor", "person")


def test_a_common_noun_that_opens_a_sentence_is_no_part_of_the_name_behind_it() -> None:
    (found,) = namings("Newspaper Ny Dag was closed.")
    assert (found.text, found.kind) == ("Ny Dag", "unknown")


def test_a_title_beside_a_full_name_outweighs_the_label() -> None:
    doc = labelled("The union's secretary, Tamlin Oakes, left.", Tamlin_Oakes="GPE")
    assert [(n.text, n.kind) for n in gathered(doc)] == [("Tamlin Oakes", "person")]


def test_a_body_with_an_article_is_no_person_whatever_its_label() -> None:
    doc = labelled("They asked the Guild.", Guild="PERSON")
    for token in doc:
        token.tag_, token.dep_ = ("NNP", "dobj") if token.text == "Guild" else ("", "dep")
    assert [n.kind for n in gathered(doc)] == ["organization"]


@pytest.mark.parametrize("letters", ["KC", "SC", "MBE", "PhD"])
def test_letters_behind_a_name_are_no_part_of_it(letters: str) -> None:
    (found,) = namings(f"They met Helen Bowman-Okafor {letters}, defending.")
    assert (found.text, found.kind) == ("Helen Bowman-Okafor", "person")


def test_a_surname_that_ends_in_man_is_no_title() -> None:
    doc = labelled("They met Nachman Ruiz there.", Nachman_Ruiz="PERSON")
    assert [n.text for n in gathered(doc)] == ["Nachman Ruiz"]


def test_a_word_in_headline_capitals_is_no_surname() -> None:
    doc = labelled("They saw how Helen QUITS the show. So did Helen Ruiz.", Helen_QUITS="PERSON")
    assert [n.text for n in gathered(doc)] == ["Helen", "Helen Ruiz"]


def test_the_company_before_a_person_is_no_given_name() -> None:
    doc = labelled(
        "It was the shipping company Nordvik David Ruiz spoke for.", Nordvik_David_Ruiz="PERSON"
    )
    assert [n.text for n in gathered(doc)] == ["David Ruiz"]


def test_a_dateline_names_nobody() -> None:
    assert [n.text for n in namings("AKRON, Ohio — Helen Ruiz spoke.")] == ["Helen Ruiz"]


def test_an_office_by_its_initials_is_a_title_in_capitals_only() -> None:
    assert is_person_noun("CM") and not is_person_noun("cm")


def test_a_capital_is_no_person_whatever_its_label() -> None:
    doc = labelled("They heard that Kyiv refused.", Kyiv="PERSON")
    assert [n.kind for n in gathered(doc)] == ["place"]


def test_a_body_under_a_short_name_is_one_with_its_full_name() -> None:
    doc = labelled(
        "They asked Ovik Transit Ltd there. Then Ovik Transit refused.",
        Ovik_Transit_Ltd="ORG",
    )
    ovik = doc.char_span(40, 52, label="PERSON")
    assert ovik is not None and ovik.text == "Ovik Transit"
    doc.ents = [*doc.ents, ovik]
    assert [e.name for e in entities_of(doc).all] == ["Ovik Transit Ltd"]


@pytest.mark.parametrize("name", ["Helen Fok Wing-hang", "Kim Min-jae", "Helen Ruiz-Okafor"])
def test_a_hyphenated_name_is_not_cut_at_its_hyphen(name: str) -> None:
    doc = labelled(f"They met {name} there.")
    end = doc.text.index("-")
    doc.ents = [doc.char_span(doc.text.index(name), end, label="PERSON")]
    assert [n.text for n in gathered(doc)] == [name]


def test_a_hyphenated_adjective_is_no_name() -> None:
    assert [n.text for n in namings("A Hong Kong-run school and a Kent-based one.")] == [
        "Hong Kong",
        "Kent",
    ]


def test_a_body_that_opens_a_sentence_with_a_small_word_keeps_its_hyphen() -> None:
    assert [n.text for n in namings("Even-Gesher denied it. Even Ruiz did.")] == [
        "Even-Gesher",
        "Ruiz",
    ]


@pytest.mark.parametrize("short", ["Fok", "Mr Fok", "Stanley Fok", "Fok Wing-hang"])
def test_a_surname_before_the_given_name_finds_the_full_name(short: str) -> None:
    doc = NLP.make_doc(f"They met Stanley Fok Wing-hang there, and then saw {short} leave.")
    assert [e.name for e in entities_of(doc).all] == ["Stanley Fok Wing-hang"]


def test_a_surname_in_front_says_nothing_about_the_gender() -> None:
    (found,) = gathered(labelled("They met Kim Min-jae there.", Kim_Min="PERSON"))
    assert (found.text, found.gender) == ("Kim Min-jae", "unknown")


@pytest.mark.parametrize(
    "title", ["MK", "Sayyid", "Datin", "Tánaiste", "Flanker", "Panellist", "Councilmember", "CS"]
)
def test_titles_of_the_worlds_press_are_no_part_of_a_name(title: str) -> None:
    doc = NLP.make_doc(f"They met {title} Helen Okafor there.")
    doc.ents = [doc.char_span(9, 9 + len(f"{title} Helen Okafor"), label="PERSON")]
    assert [(n.text, n.role) for n in gathered(doc)] == [("Helen Okafor", title)]


@pytest.mark.parametrize("letters", ["MLA", "TD"])
def test_an_office_in_initials_behind_a_name_does_not_hide_the_name(letters: str) -> None:
    assert [n.text for n in namings(f"They met Helen Okafor {letters} there.")] == ["Helen Okafor"]


@pytest.mark.parametrize(
    "behind",
    [", a nurse,", ", an amateur historian,", ", 46,", " (46)", ", a 46-year-old from Kent,"],
)
def test_who_is_introduced_with_an_age_or_a_trade_is_a_person_whatever_the_label(
    behind: str,
) -> None:
    doc = labelled(f"They met Tamlin Oakes{behind} there.", Tamlin_Oakes="ORG")
    assert [n.kind for n in gathered(doc) if n.text == "Tamlin Oakes"] == ["person"]


@pytest.mark.parametrize("behind", [", the mayor,", " is the mayor of Kent"])
def test_who_holds_an_office_is_a_person_whatever_the_label(behind: str) -> None:
    doc = labelled(f"They met Tamlin Oakes{behind} there.", Tamlin_Oakes="ORG")
    assert [n.kind for n in gathered(doc) if n.text == "Tamlin Oakes"] == ["person"]


def test_the_owner_of_something_may_be_a_body() -> None:
    doc = labelled("They met Tamlin Shipping, the owner of the ferry.", Tamlin_Shipping="ORG")
    assert [n.kind for n in gathered(doc)] == ["organization"]


@pytest.mark.parametrize("title", ["Police Chief", "Union Leader", "Council President"])
def test_a_title_that_begins_with_a_body_is_no_part_of_a_name(title: str) -> None:
    found = [(n.text, n.kind, n.role) for n in namings(f"They met {title} Tamlin Oakes there.")]
    assert found == [("Tamlin Oakes", "person", title)]


def test_a_given_name_that_the_model_takes_for_a_place_belongs_to_the_surname_behind() -> None:
    doc = labelled("They met Helen Oakes there.", Helen="GPE", Oakes="PERSON")
    assert [(n.text, n.kind) for n in gathered(doc)] == [("Helen Oakes", "person")]


def test_a_company_before_a_persons_trade_is_no_person() -> None:
    doc = labelled("They asked Oakes Energy, a farmer said.", Oakes_Energy="ORG")
    assert [n.kind for n in gathered(doc)] == ["organization"]


def test_letters_behind_a_name_make_it_a_persons_whatever_the_label() -> None:
    doc = labelled("They met Tamlin Oakes BL there.", Tamlin_Oakes_BL="ORG")
    assert [(n.text, n.kind) for n in gathered(doc)] == [("Tamlin Oakes", "person")]


def test_an_apostrophe_is_no_mark_of_a_nickname() -> None:
    doc = NLP.make_doc("They met the Rock Workers’ Union there.")
    doc.ents = [Span(doc, 3, 7, label="ORG")]
    (found,) = gathered(doc)
    assert (found.text, found.kind) == ("Rock Workers’ Union", "organization")


def test_what_a_ministry_is_for_belongs_to_its_name() -> None:
    doc = NLP.make_doc("The Ministry of Health, Labour and Welfare met. Oxfam and Toyota came.")
    assert gathered(doc)[0].text == "Ministry of Health, Labour and Welfare"


def test_a_university_beside_others_keeps_its_own_name() -> None:
    doc = NLP.make_doc("The University of Kelham, Harvard and Yale met.")
    assert gathered(doc)[0].text == "University of Kelham"


def test_a_club_may_be_called_by_its_place() -> None:
    doc = labelled("Kelham Rovers won. Fans left Kelham singing.", Kelham_Rovers="ORG")
    assert "Kelham Rovers" in {entity.name for entity in entities_of(doc).all}


def test_a_surname_behind_its_company_is_the_company() -> None:
    doc = labelled(
        "Peter Okafor left. Then came Okafor Foods. It rained, Okafor said.",
        Peter_Okafor="PERSON",
    )
    last = gathered(doc)[-1]
    entity = entities_of(doc).of(last)
    assert entity is not None and entity.name == "Okafor Foods"


def test_a_surname_behind_its_bearer_is_the_person() -> None:
    doc = labelled(
        "Okafor Foods met. Then came Peter Okafor. It rained, Okafor said.",
        Peter_Okafor="PERSON",
    )
    entity = entities_of(doc).of(gathered(doc)[-1])
    assert entity is not None and entity.name == "Peter Okafor"


def test_initials_are_not_short_for_a_longer_name_that_begins_with_them() -> None:
    doc = labelled(
        "The UN Rights Office met. The United Nations replied. The UN left.",
        UN_Rights_Office="ORG",
        United_Nations="ORG",
    )
    entity = entities_of(doc).of(gathered(doc)[-1])
    assert entity is not None and entity.name == "United Nations"


def test_money_is_nobody() -> None:
    assert namings("They want R14 500 a month and R31 million.") == []


def test_an_outlet_with_more_behind_its_name_is_no_person() -> None:
    doc = labelled("They met HuffPost Live there.", HuffPost_Live="PERSON")
    (found,) = gather(Tokens(doc), [], frozenset({"HuffPost"}))
    assert found.kind == "outlet"


def test_what_begins_a_clause_behind_a_name_is_no_role() -> None:
    doc = NLP.make_doc("With Ana Ruiz, the native revealed it.")
    doc[6].tag_ = "VBD"
    assert gathered(doc)[0].role is None


def test_who_is_given_an_age_is_no_place() -> None:
    doc = labelled("It rained. Zdena, 67, who lives there, left.", Zdena="GPE")
    (found,) = gathered(doc)
    assert (found.text, found.kind) == ("Zdena", "person")


def test_a_place_with_a_number_behind_it_is_no_person() -> None:
    doc = labelled("They counted Kelham, 67, and Marlbank.", Kelham="GPE")
    assert gathered(doc)[0].kind == "place"


def test_what_a_minister_is_for_is_no_part_of_the_name() -> None:
    found = namings("They met Minister for Health Orlagh Costello.")[0]
    assert (found.text, found.role) == ("Orlagh Costello", "Minister for Health")


def test_an_office_in_capitals_is_nobody_s_name() -> None:
    assert gathered(labelled("They met the former MLA there.", MLA="PERSON")) == []


def test_the_union_of_growers_is_one_body() -> None:
    assert [n.text for n in namings("They met the Hill Growers' Union there.")] == [
        "Hill Growers' Union"
    ]


def test_a_company_is_short_for_its_longer_name_though_it_looks_like_a_person() -> None:
    doc = labelled(
        "They met Aurex Minerals. Then Aurex left.", Aurex_Minerals="ORG", Then_Aurex="PERSON"
    )
    entity = entities_of(doc).of(gathered(doc)[-1])
    assert entity is not None and (entity.name, entity.kind) == ("Aurex Minerals", "organization")


@pytest.mark.parametrize("role", ["the mayor's uncle", "spokesman for the mayor"])
def test_the_mayor_is_not_who_is_something_to_him(role: str) -> None:
    assert fitness(["the", "mayor"], "mayor", role) == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Theresa May left in May. There May came back on May 5.", ["Theresa May", "May"]),
        ("In May, Mrs May was late.", ["May"]),
        ("Ana Ruiz left in May. May 2017 was dry.", ["Ana Ruiz"]),
    ],
)
def test_a_month_is_a_name_once_somebody_is_called_so_and_not_in_a_date(
    text: str, found: list[str]
) -> None:
    assert [naming.text for naming in namings(text)] == found


def test_a_given_name_can_be_a_month_too() -> None:
    (found,) = gathered(labelled("They met April Jones in April.", April_Jones="PERSON"))
    assert found.text == "April Jones"


def test_a_label_that_breaks_off_at_a_particle_is_led_to_the_surname() -> None:
    text = "Ursula von der Leyen left."
    doc = labelled(text, Ursula_von_der="PERSON", Leyen="GPE")
    assert [naming.text for naming in gathered(doc)] == ["Ursula von der Leyen"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Usaro Boltem, the sprinter, left.", "person"),
        ("Usaro Boltem, the owner, left.", "organization"),
        ("In Usaro Boltem, the sprinter left.", "organization"),
    ],
)
def test_a_trade_makes_a_person_of_what_the_model_takes_for_a_body(text: str, kind: str) -> None:
    doc = labelled(text, Usaro_Boltem="ORG")
    for token in doc:
        token.tag_ = "VBD" if token.text == "left" else "NN"
        token.pos_ = "VERB" if token.text == "left" else "NOUN"
    assert [naming.kind for naming in gathered(doc)] == [kind]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("They met Marks & Spencer there, and M&S left.", "M&S"),
        ("They met the Department for Education there, and DfE left.", "DfE"),
        ("They met the U.S. Geological Survey there, and USGS left.", "USGS"),
        ("They met the Federal Reserve there, and the Fed left.", "Fed"),
    ],
)
def test_a_body_is_known_by_what_it_is_called_for_short(text: str, short: str) -> None:
    full = text.removeprefix("They met ").removeprefix("the ").split(" there")[0]
    doc = labelled(text, **{full.replace(" ", "_"): "ORG", short: "ORG"})
    entities = entities_of(doc)
    (naming,) = [naming for naming in gathered(doc) if naming.text == short]
    found = entities.of(naming)
    assert found is not None
    assert found.name == full


def test_a_word_that_is_a_body_once_is_no_person_elsewhere() -> None:
    text = "The Labour Party met. There Labour won. Then Labour left."
    doc = labelled(text, Labour_Party="ORG")
    first, second = (i for i, token in enumerate(doc) if token.text == "Labour" and i > 2)
    doc.ents = [
        *doc.ents,
        Span(doc, first, first + 1, "PERSON"),
        Span(doc, second, second + 1, "ORG"),
    ]
    assert {entity.name for entity in entities_of(doc).all} == {"Labour Party"}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("They met Mayor of Leeds Ana Ruiz.", "Leeds Ana Ruiz"),
        ("They met Mayor of Leeds Helen Ruiz.", "Ruiz"),
    ],
)
def test_the_place_of_an_office_is_no_part_of_the_name(text: str, person: str) -> None:
    doc = labelled(text, **{person.replace(" ", "_"): "PERSON"})
    (found,) = [naming for naming in gathered(doc) if naming.kind == "person"]
    assert found.text == text.removeprefix("They met Mayor of Leeds ").rstrip(".")


def test_a_title_can_be_part_of_the_name_of_a_body_or_place() -> None:
    (body,) = namings("They met Doctors Without Walls there.")
    assert body.text == "Doctors Without Walls"
    (place,) = gathered(labelled("They left Prince Helen Island.", Prince_Helen_Island="GPE"))
    assert place.text == "Prince Helen Island"
    (person,) = namings("They came with Prince Helen.")
    assert person.text == "Helen"
