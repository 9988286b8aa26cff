"""Sentences as journalists write them, through the real model: who said what, and what nobody said.

A quote is written as the reader would tell it: the pieces of its content with " | " between them.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

import quotex

pytestmark = pytest.mark.model

Told = tuple[str, str, str | None, str | None]
"""Kind, content, cue and mention."""


def told(text: str, nlp: Language) -> list[Told]:
    """The quotes of the text."""
    return [
        (
            quote.kind,
            " | ".join(span.text for span in quote.content),
            quote.cue and quote.cue.text,
            quote.speaker.mention and quote.speaker.mention.text,
        )
        for quote in quotex.extract(text, nlp=nlp)
    ]


def rejected(text: str, nlp: Language) -> list[tuple[str, str]]:
    """The quoted words that are nobody's, with the reason."""
    article = quotex.read(text, nlp=nlp, rejected=True)
    return [(rejection.span.text, rejection.reason) for rejection in article.rejected]


# Direct, mixed and indirect


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("“The pier is rotten,” Ana Ruiz said.", "direct", "The pier is rotten"),
        ("“The pier is rotten,” said Ana Ruiz.", "direct", "The pier is rotten"),
        ("Ana Ruiz said: “The pier is rotten.”", "direct", "The pier is rotten"),
        ("«The pier is rotten», Ana Ruiz said.", "direct", "The pier is rotten"),
        ('"It is over — and I am glad," Ana Ruiz said.', "direct", "It is over — and I am glad"),
        (
            "Ana Ruiz said that the harbour would open in May.",
            "indirect",
            "the harbour would open in May",
        ),
        ("Ana Ruiz said the harbour was safe.", "indirect", "the harbour was safe"),
        (
            "But the harbour will not be safe by May, Ana Ruiz said.",
            "indirect",
            "the harbour will not be safe by May",
        ),
        (
            "On Monday, Ana Ruiz said the harbour would be safe by May.",
            "indirect",
            "the harbour would be safe by May",
        ),
        (
            "Ana Ruiz said the harbour would open “again, and for good” in May.",
            "mixed",
            "the harbour would open “again, and for good” in May",
        ),
        (
            "Ana Ruiz said the harbour would be “open to everybody.”",
            "mixed",
            "the harbour would be “open to everybody",
        ),
        (
            "The verdict was “a very bad day for the whole town,” Ana Ruiz said.",
            "mixed",
            "The verdict was “a very bad day for the whole town",
        ),
    ],
)
def test_the_subject_stands_before_or_behind_the_verb_and_the_words_on_either_side(
    text: str, kind: str, content: str, nlp: Language
) -> None:
    assert told(text, nlp) == [(kind, content, "said", "Ana Ruiz")]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Hugh Weir, a dentist from Leeds, said the list was too long.", "Hugh Weir"),
        ("Hugh Weir, who runs the surgery, said the list was too long.", "Hugh Weir"),
        ("Hugh Weir, speaking in Hull on Monday, said the list was too long.", "Hugh Weir"),
        ("Hugh Weir (Hull North) said the list was too long.", "Hugh Weir"),
        ("Speaking in Hull, Hugh Weir said the list was too long.", "Hugh Weir"),
        ("The list was too long, a senior official said.", "a senior official"),
    ],
)
def test_asides_and_appositions_stand_between_name_and_verb(
    text: str, mention: str, nlp: Language
) -> None:
    [(kind, content, cue, found)] = told(text, nlp)
    assert (kind, content.lower(), cue) == ("indirect", "the list was too long", "said")
    assert found == mention


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("“We will appeal,” Hugh Weir, a dentist from Leeds, said.", "Hugh Weir"),
        ("“We will appeal,” Hugh Weir, who is 61, said.", "Hugh Weir"),
        (
            "“We will appeal,” police chief Ana Ruiz, a former pilot, said on Monday.",
            "police chief Ana Ruiz",
        ),
        ("“We will appeal,” said Hugh Weir, who runs the surgery, on Monday.", "Hugh Weir"),
        ("“We will appeal,” Ana Ruiz and Tom Hale said.", "Ana Ruiz and Tom Hale"),
        (
            "“We will appeal,” a spokesman for Finance Minister Tim Hale said.",
            "a spokesman for Finance Minister Tim Hale",
        ),
    ],
)
def test_so_they_do_behind_a_quotation(text: str, mention: str, nlp: Language) -> None:
    assert told(text, nlp) == [("direct", "We will appeal", "said", mention)]


@pytest.mark.parametrize(
    "mention",
    [
        "The author Ana Ruiz",
        "His lawyer Ana Ruiz",
        "Okafor’s spokeswoman Ana Ruiz",
        "The harbour’s former director Ana Ruiz",
        "A person familiar with the matter",
        "A source close to the mayor",
        "Two officials briefed on the talks",
        "The Hawks forward",
        "The two-time All-Star",
    ],
)
@pytest.mark.parametrize("said", ["said the pier was rotten.", "told reporters it was rotten."])
def test_a_name_or_adjective_without_a_comma_belongs_to_who_speaks(
    mention: str, said: str, nlp: Language
) -> None:
    [(_, _, _, found)] = told(f"{mention} {said}", nlp)
    assert found == mention


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Ana Ruiz-Okafor, a teacher, said the pier was rotten.", "Ana Ruiz-Okafor"),
        ("Union boss Ana Ruiz, a retired pilot, said it was late.", "Union boss Ana Ruiz"),
        ("On Monday, Ana Ruiz, a retired pilot, said it was late.", "Ana Ruiz"),
        ("The minister Monday said that it was late.", "The minister"),
        ("The mayor, Ana Ruiz, said that it was late.", "The mayor, Ana Ruiz"),
    ],
)
def test_the_title_before_a_name_is_kept_and_the_day_is_not(
    text: str, mention: str, nlp: Language
) -> None:
    [(_, _, _, found)] = told(text, nlp)
    assert found == mention


# One quote in pieces


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        (
            "“The harbour,” Ana Ruiz said, “will open again in May.”",
            "direct",
            "The harbour | will open again in May",
        ),
        (
            "The waiting list, Ana Ruiz said, was too long for a small town.",
            "indirect",
            "The waiting list | was too long for a small town",
        ),
        (
            "“The harbour is safe,” Ana Ruiz said. “It will open again in May.”",
            "direct",
            "The harbour is safe | It will open again in May",
        ),
        (
            "“We found the boat at dawn.\n\n“It was empty, and the engine was still warm.\n\n"
            "“We have told the family,” Ana Ruiz said.",
            "direct",
            "We found the boat at dawn | It was empty, and the engine was still warm"
            " | We have told the family",
        ),
    ],
)
def test_what_the_clause_or_a_paragraph_breaks_is_one_quote(
    text: str, kind: str, content: str, nlp: Language
) -> None:
    assert told(text, nlp) == [(kind, content, "said", "Ana Ruiz")]


def test_a_later_paragraph_without_a_clause_is_a_new_quote(nlp: Language) -> None:
    text = "“The pier is rotten,” Ana Ruiz said.\n\n“We all know it, and nobody acts.”"
    assert told(text, nlp) == [
        ("direct", "The pier is rotten", "said", "Ana Ruiz"),
        ("direct", "We all know it, and nobody acts", None, "Ana Ruiz"),
    ]


# Other ways to report


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("According to Hugh Weir, the list was too long.", "the list was too long"),
        ("The list was too long, according to Hugh Weir.", "The list was too long"),
        (
            "The waiting list, according to Hugh Weir, was too long for a small town.",
            "The waiting list | was too long for a small town",
        ),
        ("“The list is far too long,” according to Hugh Weir.", "The list is far too long"),
        (
            "According to Hugh Weir, “the list is too long and should be closed.”",
            "the list is too long and should be closed",
        ),
    ],
)
def test_according_to_stands_in_front_behind_or_in_the_middle(
    text: str, content: str, nlp: Language
) -> None:
    [(_, found, cue, mention)] = told(text, nlp)
    assert (found, mention) == (content, "Hugh Weir")
    assert cue is not None
    assert cue.lower() == "according to"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("As Hugh Weir put it, the list was a disgrace.", "the list was a disgrace"),
        ("The list, as Hugh Weir put it, was a disgrace.", "The list | was a disgrace"),
        ("As Hugh Weir put it: “The list is a disgrace.”", "The list is a disgrace"),
        ("“The list is a disgrace,” as Hugh Weir put it.", "The list is a disgrace"),
    ],
)
def test_as_somebody_put_it(text: str, content: str, nlp: Language) -> None:
    [(_, found, cue, mention)] = told(text, nlp)
    assert (found, cue, mention) == (content, "put", "Hugh Weir")


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        (
            "The Daily Gull quoted Hugh Weir as saying the list was a disgrace.",
            ("indirect", "the list was a disgrace", "saying", "Hugh Weir"),
        ),
        (
            "Mary Okoro told the committee that the ferry was unsafe.",
            ("indirect", "the ferry was unsafe", "told", "Mary Okoro"),
        ),
        (
            "Mary Okoro told reporters the ferry was unsafe.",
            ("indirect", "the ferry was unsafe", "told", "Mary Okoro"),
        ),
        (
            "Mary Okoro told the Evening Gull: “The ferry is unsafe, and we all know it.”",
            ("direct", "The ferry is unsafe, and we all know it", "told", "Mary Okoro"),
        ),
        (
            "Mary Okoro asked whether the ferry would be safe by May.",
            ("indirect", "the ferry would be safe by May", "asked", "Mary Okoro"),
        ),
        (
            "“Why was nobody told?” asked Mary Okoro.",
            ("direct", "Why was nobody told?", "asked", "Mary Okoro"),
        ),
        (
            "Mary Okoro left the meeting early, saying that the ferry was unsafe.",
            ("indirect", "the ferry was unsafe", "saying", "Mary Okoro"),
        ),
        (
            "Mary Okoro issued a statement saying the ferry was unsafe.",
            ("indirect", "the ferry was unsafe", "saying", "Mary Okoro"),
        ),
        (
            "Mary Okoro sent a message to sailors saying the ferry was unsafe.",
            ("indirect", "the ferry was unsafe", "saying", "Mary Okoro"),
        ),
        (
            "Mary Okoro denied that the ferry was unsafe.",
            ("indirect", "the ferry was unsafe", "denied", "Mary Okoro"),
        ),
        (
            "Mary Okoro said this on Monday:\n\n“The ferry is unsafe, and we all know it.”",
            ("direct", "The ferry is unsafe, and we all know it", "said", "Mary Okoro"),
        ),
        (
            "Mary Okoro denied saying that the ferry was unsafe.",
            ("indirect", "the ferry was unsafe", "denied", "Mary Okoro"),
        ),
        (
            "Mary Okoro went on to say: “Nobody asked the crew about the ferry.”",
            ("direct", "Nobody asked the crew about the ferry", "went on", "Mary Okoro"),
        ),
    ],
)
def test_telling_asking_and_saying(text: str, told_as: Told, nlp: Language) -> None:
    assert told(text, nlp) == [told_as]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Mary Okoro said the ferry was unsafe, adding that the crew had known it for years.",
            "the crew had known it for years",
        ),
        ("“We are ready,” said Mary Okoro, adding that they would sail.", "they would sail"),
        ("“We are ready,” Mary Okoro said, adding: “We will sail.”", "We will sail"),
    ],
)
def test_what_is_added_is_a_second_quote_of_the_same_speaker(
    text: str, content: str, nlp: Language
) -> None:
    first, second = told(text, nlp)
    assert first[2:] == ("said", "Mary Okoro")
    assert second[1:] == (content, "adding", "Mary Okoro")


def test_what_stands_behind_two_clauses_is_reported_once(nlp: Language) -> None:
    text = "“We are ready,” Mary Okoro said before adding: “Not now, not ever.”"
    assert told(text, nlp) == [
        ("direct", "We are ready", "said", "Mary Okoro"),
        ("direct", "Not now, not ever", "adding", "Mary Okoro"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        (
            "“We are ready,” Hugh Weir said, shaking his head, “and nobody can stop us.”",
            "direct",
            "We are ready | and nobody can stop us",
        ),
        ("The pier, said Hugh Weir, is safe.", "indirect", "The pier | is safe"),
        (
            "The pier will be closed, warned Hugh Weir, if the rain goes on.",
            "indirect",
            "The pier will be closed | if the rain goes on",
        ),
        ("The pier is safe, said Hugh Weir, a dentist from Leeds.", "indirect", "The pier is safe"),
        ("The pier is safe, said Hugh Weir, as he crossed it.", "indirect", "The pier is safe"),
    ],
)
def test_an_aside_in_commas_does_not_end_what_is_said(
    text: str, kind: str, content: str, nlp: Language
) -> None:
    [(found, said, _, mention)] = told(text, nlp)
    assert (found, said, mention) == (kind, content, "Hugh Weir")


@pytest.mark.parametrize(
    "text",
    [
        "The plan was described as “the worst in years” by Hugh Weir.",
        "The plan, described by Hugh Weir as “the worst in years”, was dropped.",
        "The plan was called “the worst in years” by Hugh Weir.",
    ],
)
def test_behind_a_passive_verb_the_one_after_by_speaks(text: str, nlp: Language) -> None:
    [(_, content, _, mention)] = told(text, nlp)
    assert content.endswith("the worst in years")
    assert mention == "Hugh Weir"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Hugh Weir said that, if the rain went on, the pier would be closed.",
            "if the rain went on, the pier would be closed",
        ),
        (
            "According to Hugh Weir, one of the dentists, the pier would be closed.",
            "the pier would be closed",
        ),
        ("He had one answer: “It is late,” Hugh Weir said.", "It is late"),
        ("Hugh Weir says that is not true.", "that is not true"),
    ],
)
def test_what_leads_to_the_words_is_no_part_of_them(text: str, content: str, nlp: Language) -> None:
    [(_, found, _, mention)] = told(text, nlp)
    assert (found, mention) == (content, "Hugh Weir")


def test_a_semicolon_ends_what_one_says_when_another_speaks(nlp: Language) -> None:
    text = "Mary Okoro argues that two men were hurt; Hugh Weir maintains that nobody was hurt."
    assert [(said, who) for _, said, _, who in told(text, nlp)] == [
        ("two men were hurt", "Mary Okoro"),
        ("nobody was hurt", "Hugh Weir"),
    ]


def test_what_others_say_in_the_same_sentence_is_theirs(nlp: Language) -> None:
    text = (
        "The mayor said “the bridge is closed” and the pilot said “the river is high” while the "
        "judge said “the town is safe” and the priest said “the church is cold”."
    )
    assert told(text, nlp) == [
        ("direct", "the bridge is closed", "said", "The mayor"),
        ("direct", "the river is high", "said", "the pilot"),
        ("direct", "the town is safe", "said", "the judge"),
        ("direct", "the church is cold", "said", "the priest"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mary Okoro had one answer: “Nobody asked the crew about the ferry.”",
        "Mary Okoro: “Nobody asked the crew about the ferry.”",
        "In a statement, Mary Okoro was blunt: “Nobody asked the crew about the ferry.”",
        "“Nobody asked the crew about the ferry.” – Mary Okoro, harbour pilot",
        "“Nobody asked the crew about the ferry.”\n— Mary Okoro",
        "“Nobody asked the crew about the ferry.”\nMary Okoro, harbour pilot",
        "“Nobody asked the crew about the ferry.”\n\nMary Okoro\nHarbour pilot",
        "Mary Okoro was furious. “Nobody asked the crew about the ferry.”",
    ],
)
def test_a_name_beside_a_quotation_needs_no_verb(text: str, nlp: Language) -> None:
    [(kind, content, cue, mention)] = told(text, nlp)
    assert (kind, cue, mention) == ("direct", None, "Mary Okoro")
    assert content == "Nobody asked the crew about the ferry"


def test_a_transcript_names_each_speaker_before_the_turn(nlp: Language) -> None:
    text = "“OKORO: Who asked the crew of the ferry?\n\n“HALE: We asked them twice, in writing.”"
    assert told(text, nlp) == [
        ("direct", "Who asked the crew of the ferry?", None, "OKORO"),
        ("direct", "We asked them twice, in writing", None, "HALE"),
    ]


@pytest.mark.parametrize(
    ("text", "content", "mention"),
    [
        ("Pier Will Be Rebuilt by May, Minister Says", "Pier Will Be Rebuilt by May", "Minister"),
        ("Minister Says Pier Will Be Rebuilt by May", "Pier Will Be Rebuilt by May", "Minister"),
        (
            "‘The pier is rotten and nobody cares,’ says harbour master",
            "The pier is rotten and nobody cares",
            "harbour master",
        ),
    ],
)
def test_headlines(text: str, content: str, mention: str, nlp: Language) -> None:
    assert [(quote[1], quote[3]) for quote in told(text, nlp)] == [(content, mention)]


@pytest.mark.parametrize(
    ("headline", "content", "mention"),
    [
        ("Okoro: Pier will be rebuilt by May", "Pier will be rebuilt by May", "Okoro"),
        ("Okoro: Pier Was ‘Rotten’ for Years.", "Pier Was ‘Rotten’ for Years", "Okoro"),
        (
            "Okoro: ‘It is not too late’ to save the pier",
            "It is not too late’ to save the pier",
            "Okoro",
        ),
        (
            "Okoro to MPs: ‘The pier is a disgrace’ to the town",
            "The pier is a disgrace’ to the town",
            "Okoro",
        ),
    ],
)
def test_a_name_before_the_colon_of_a_headline_is_its_source(
    headline: str, content: str, mention: str, nlp: Language
) -> None:
    text = f"{headline}\n\nMary Okoro, a harbour pilot, spoke at the town hall on Monday."
    assert [(quote[1], quote[3]) for quote in told(text, nlp)] == [(content, mention)]


@pytest.mark.parametrize(
    ("headline", "content"),
    [
        (
            "‘We have got to stop’ - Okoro on the pier's latest collapse",
            "We have got to stop",
        ),
        ("‘Don't touch it, let it be’: Okoro on the pier", "Don't touch it, let it be"),
        ("Labour ‘has lost its way’ – Okoro", "Labour ‘has lost its way"),
        ("“It's world class” - Okoro", "It's world class"),
    ],
)
def test_a_name_behind_a_dash_or_colon_says_what_is_quoted(
    headline: str, content: str, nlp: Language
) -> None:
    text = f"{headline}\n\nMary Okoro, a harbour pilot, spoke at the town hall on Monday."
    assert [(quote[1], quote[3]) for quote in told(text, nlp)] == [(content, "Okoro")]


@pytest.mark.parametrize(
    "headline",
    [
        "The Latest: Minister leaves the town hall",
        "Pier: what happens next",
        "Okoro on the pier: what to know about the case",
    ],
)
def test_a_topic_before_the_colon_of_a_headline_is_no_source(headline: str, nlp: Language) -> None:
    text = f"{headline}\n\nMary Okoro, a harbour pilot, came to the town hall on Monday."
    assert told(text, nlp) == []


# A reporting clause in the middle of a sentence


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The pier, Ana Ruiz said, “is a floating coffin.”", "The pier | is a floating coffin"),
        ("The suspect, police said, “laughed at them.”", "The suspect | laughed at them"),
        ("It was, Ana Ruiz said, “not yet what we need.”", "It was | not yet what we need"),
        ("It was, said Ana Ruiz, a mistake.", "It was | a mistake"),
        ("If he wins, Ana Ruiz said, “all is lost.”", "If he wins | all is lost"),
        ("The pier, she told reporters, was late.", "The pier | was late"),
    ],
)
def test_a_clause_in_commas_parts_what_it_reports(text: str, content: str, nlp: Language) -> None:
    assert [quote[1] for quote in told(text, nlp)] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, Ana Ruiz said, “We are late with the pier.”",
        "In a statement, Ana Ruiz said, “we are late with the pier.”",
        "Looking tired, Ana Ruiz said, “We are late with the pier.”",
        "Still, Ana Ruiz said, “we are late with the pier.”",
    ],
)
def test_when_and_where_it_was_said_is_no_part_of_it(text: str, nlp: Language) -> None:
    content = text[text.index("“") + 1 : -2]
    assert [quote[1] for quote in told(text, nlp)] == [content]


# What the reporter puts between the verb and what was said, and behind it


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz said, without giving names, that the pier had burned.",
        "The agency said in a report, which was leaked to Reuters, that the pier had burned.",
        "Ana Ruiz told the board, which met in Leeds, that the pier had burned.",
        "Interfax reported on Monday, citing three sources, that the pier had burned.",
        "Ana Ruiz said in her book, “Late Hours,” that the pier had burned.",
        "Ana Ruiz said in her book “Late Hours” that the pier had burned.",
        "Ana Ruiz told Sky's “Sunday Morning” that the pier had burned.",
        "Ana Ruiz told the “Today” programme that the pier had burned.",
        "Ana Ruiz, quoted by TASS, said that the pier had burned.",
        "Ana Ruiz said the pier had burned but declined to give details.",
        "Ana Ruiz said the pier had burned and refused to take questions.",
        "Ana Ruiz said the pier had burned but did not say when.",
        "Ana Ruiz said the pier had burned but would not elaborate.",
        "Ana Ruiz says the pier had burned and accuses the owner of lying.",
        "Ana Ruiz said that “the pier had burned” amid a growing revolt.",
        "Ana Ruiz said that “the pier had burned” ahead of the vote.",
    ],
)
def test_an_aside_and_what_else_the_source_did_are_not_reported(text: str, nlp: Language) -> None:
    assert [quote[1] for quote in told(text, nlp)] == ["the pier had burned"]


@pytest.mark.parametrize(
    "content",
    [
        "she was tired but would stay",
        "the firm had cut jobs but did not plan to close",
        "Dmitry Orlov had lied to the board and refused to resign",
        "the firm lost money and refused to take responsibility",
        "the suspect ran away and refused to answer the police",
        "she was offered the job but refused to take it",
        "the inquiry had found faults and recommended new rules",
        "residents left when the pier burned and blamed the council",
    ],
)
def test_what_is_joined_within_the_words_stays(content: str, nlp: Language) -> None:
    assert [quote[1] for quote in told(f"Ana Ruiz said {content}.", nlp)] == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ruiz told MPs that calls for a vote were late.", "calls for a vote were late"),
        ("Ruiz had in August informed them that it was late.", "it was late"),
        ("“It is late,” she told SiriusXM's Jim Rome.", "It is late"),
        ("It is late, says Ana Ruiz, a physicist in Hull, and others agree.", "It is late"),
        ("→ “It is late,” Ana Ruiz said.", "It is late"),
        ("HARBOUR: It is late, Ana Ruiz said.", "It is late"),
        ("Bridge repairs: We are not late, says Ana Ruiz", "We are not late"),
        ("Ana Ruiz accepted that it was late.", "it was late"),
        (
            "A crash killed at least 12 people, according to police.",
            "A crash killed at least 12 people",
        ),
        ("At least three men were hurt, as per the police.", "At least three men were hurt"),
    ],
)
def test_words_that_the_parser_takes_for_others(text: str, content: str, nlp: Language) -> None:
    assert [quote[1] for quote in told(text, nlp)] == [content]


@pytest.mark.parametrize("told_to", ["CNN", "The New York Times", "the Guardian", "Reuters", "MPs"])
def test_who_is_told_is_no_part_of_it(told_to: str, nlp: Language) -> None:
    text = f"Dmitry Orlov, who leads the union, told {told_to} Ruiz was late."
    assert [quote[1] for quote in told(text, nlp)] == ["Ruiz was late"]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz confirmed that report.",
        "Tickets will be refunded as per company policy.",
        "Ana Ruiz explained that decision in an op-ed on Monday.",
        "As Ana Ruiz spoke, the crowd grew quiet.",
        "As she talked, the crowd grew quiet.",
        "Asked whether he would stand again, Dmitry Orlov said no.",
    ],
)
def test_words_that_nobody_reports(text: str, nlp: Language) -> None:
    assert told(text, nlp) == []


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("“I am proud of her,” Ana Ruiz said on the “Today” show.", "Ana Ruiz"),
        (
            "“I am proud of her,” the “Night Shift” singer told the outlet.",
            "the “Night Shift” singer",
        ),
    ],
)
def test_a_title_beside_the_cue_is_nobodys_words(text: str, mention: str, nlp: Language) -> None:
    assert [(quote[1], quote[3]) for quote in told(text, nlp)] == [("I am proud of her", mention)]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz, the MP for Whitby, posted on X that lessons “must be learned, and quickly”.",
        "Ana Ruiz, in her annual report released the same day, observed that lessons “must be "
        "learned, and quickly”.",
    ],
)
def test_a_verb_behind_a_long_aside_reports(text: str, nlp: Language) -> None:
    [(kind, content, _, mention)] = told(text, nlp)
    assert (kind, content) == ("mixed", "lessons “must be learned, and quickly")
    assert mention == "Ana Ruiz"


@pytest.mark.parametrize(
    ("text", "content", "mention"),
    [
        ("A man set fire to the pier, a court has heard.", "A man set fire to the pier", "a court"),
        (
            "The court heard that a man set fire to the pier.",
            "a man set fire to the pier",
            "The court",
        ),
        ("The jury heard how he lied to the police.", "how he lied to the police", "The jury"),
    ],
)
def test_what_a_court_hears_is_said(text: str, content: str, mention: str, nlp: Language) -> None:
    assert [(quote[1], quote[3]) for quote in told(text, nlp)] == [(content, mention)]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz heard the news on Monday.",
        "The inquiry has heard evidence from Ana Ruiz.",
        "The court will hear the case on Monday.",
    ],
)
def test_what_others_hear_they_do_not_say(text: str, nlp: Language) -> None:
    assert told(text, nlp) == []


@pytest.mark.parametrize(
    "text",
    [
        "“It is late,” its secretary-general, Elli Hill, told Reuters.",
        "Its secretary-general, Elli Hill, said it was late.",
        "On Monday, its secretary-general, Elli Hill, said it was late.",
    ],
)
def test_an_office_and_the_name_behind_it_are_one_mention(text: str, nlp: Language) -> None:
    [(*_, mention)] = told(text, nlp)
    assert mention and mention.casefold() == "its secretary-general, elli hill"


@pytest.mark.parametrize("mention", ["the sign", "one popular reply to the tweet"])
def test_what_reads_so_is_the_source(mention: str, nlp: Language) -> None:
    assert told(f"“Burn it all down,” read {mention}.", nlp) == [
        ("direct", "Burn it all down", "read", mention)
    ]


@pytest.mark.parametrize("word", ["Maybe", "Finished", "Never"])
def test_one_word_is_said_too_if_it_is_a_sentence(word: str, nlp: Language) -> None:
    text = f"“I don't know,” Ana Ruiz said. “{word}.”"
    assert [quote[1] for quote in told(text, nlp)] == [f"I don't know | {word}"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "Ana Ruiz said the firm lost £47m. Shares fell by a third.",
            [("the firm lost £47m", "Ana Ruiz")],
        ),
        (
            "“I am sorry,” Ana Ruiz said in a post on X. Her lawyer left early.",
            [("I am sorry", "Ana Ruiz")],
        ),
        (
            "The pier will cost £90m. “It is money well spent,” said Ana Ruiz.",
            [("It is money well spent", "Ana Ruiz")],
        ),
    ],
)
def test_a_sentence_ends_behind_millions_and_the_platform_x(
    text: str, quotes: list[tuple[str, str]], nlp: Language
) -> None:
    assert [(quote[1], quote[3]) for quote in told(text, nlp)] == quotes


# Words in quotation marks within a sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The mayor urged residents to “keep a cool head and stay away”.",
            "keep a cool head and stay away",
        ),
        (
            "Ana Ruiz accused the builders of “cutting every corner they could find.”",
            "cutting every corner they could find",
        ),
        (
            "The minister told the crowd to “go home and stay there”.",
            "go home and stay there",
        ),
        (
            "Ana Ruiz called the verdict “a very bad day for the whole of the town.”",
            "a very bad day for the whole of the town",
        ),
        (
            "Ana Ruiz described the pier as “a floating coffin for the brave”.",
            "a floating coffin for the brave",
        ),
        ("Tom Hale promised “a much better pier” by the summer.", "a much better pier"),
    ],
)
def test_quoted_words_in_a_sentence_are_whose_verb_it_is(
    text: str, words: str, nlp: Language
) -> None:
    [quote] = quotex.extract(text, nlp=nlp)
    assert [span.text for span in quote.verbatim] == [words]
    assert quote.speaker.mention is not None
    assert text.startswith(quote.speaker.mention.text)


def test_two_fragments_in_one_paraphrase_are_one_quote(nlp: Language) -> None:
    text = "Ana Ruiz said the pier was “rotten to the core” and the inspectors “blind as bats”."
    [quote] = quotex.extract(text, nlp=nlp)
    assert quote.kind == "mixed"
    assert [span.text for span in quote.verbatim] == ["rotten to the core", "blind as bats"]
    assert quote.text == "the pier was “rotten to the core” and the inspectors “blind as bats”"


# Whose quote it is when one quotes another


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        (
            "The lawyer said that the witness had told the police she was ill.",
            ("indirect", "the witness had told the police she was ill", "said", "The lawyer"),
        ),
        (
            "The caller said, “I am here,” the prosecutor said.",
            ("mixed", "The caller said, “I am here", "said", "the prosecutor"),
        ),
        (
            "The minister said the mayor “has told everybody that ‘all is well’ for a year”.",
            (
                "mixed",
                "the mayor “has told everybody that ‘all is well’ for a year",
                "said",
                "The minister",
            ),
        ),
        (
            "Ana Ruiz said she believed that the pier was rotten.",
            ("indirect", "she believed that the pier was rotten", "said", "Ana Ruiz"),
        ),
    ],
)
def test_the_outermost_source_has_the_quote(text: str, told_as: Told, nlp: Language) -> None:
    assert told(text, nlp) == [told_as]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz said the pier was rotten, but Tom Hale said it was safe.",
        "Ana Ruiz warned that the pier was rotten, while Tom Hale said that it was safe.",
        "Ana Ruiz said: “The pier is rotten,” while Tom Hale said: “It has never been safer.”",
    ],
)
def test_two_sources_in_a_sentence_have_a_quote_each(text: str, nlp: Language) -> None:
    assert [quote[3] for quote in told(text, nlp)] == ["Ana Ruiz", "Tom Hale"]


# No quotes


@pytest.mark.parametrize(
    "text",
    [
        "The mayor believes that the bridge is safe.",
        "The mayor wants the bridge to be closed by Friday.",
        "The mayor hopes the bridge will reopen soon.",
        "Ana Ruiz thinks the pier is rotten.",
        "Ana Ruiz plans to rebuild the pier by May.",
        "The mayor called for talks with the union.",
        "The minister confirmed the visit on Tuesday.",
        "The union criticised the plan for the harbour.",
        "Ana Ruiz said nothing about the pier.",
        "Ana Ruiz told her son a story.",
        "Ana Ruiz claimed the title in 2010.",
        "Tell us what you think of the new bridge.",
        "Tell us if you have walked on the pier.",
        "Ask yourself whether the bridge is safe.",
    ],
)
def test_thoughts_wishes_acts_and_invitations_are_no_quotes(text: str, nlp: Language) -> None:
    assert told(text, nlp) == []


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("The film “A Night on the Pier” opens today.", "A Night on the Pier", "title or name"),
        ("The guests sang “Happy Birthday” on the pier.", "Happy Birthday", "title or name"),
        ("Jim “The Walrus” Hale opened the pier.", "The Walrus", "title or name"),
        ("The sign on the gate reads “Keep Out”.", "Keep Out", "title or name"),
        ("The “Lifeboat Row” divided the town.", "Lifeboat Row", "title or name"),
        (
            "The rain stopped at noon.\n\n“A very late decision”\n\nThe council met again.",
            "A very late decision",
            "crosshead",
        ),
    ],
)
def test_titles_names_signs_and_crossheads_are_rejected_and_the_reason_is_given(
    text: str, words: str, reason: str, nlp: Language
) -> None:
    assert told(text, nlp) == []
    assert rejected(text, nlp) == [(words, reason)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The band's album, “Songs for a Broken Harbour”, sold badly.",
            "Songs for a Broken Harbour",
        ),
        ("The so-called “experts” stayed at home.", "experts"),
        ("The word “pier” comes from Latin.", "pier"),
    ],
)
def test_terms_and_scare_quotes_are_rejected_for_some_reason(
    text: str, words: str, nlp: Language
) -> None:
    assert told(text, nlp) == []
    assert [span for span, reason in rejected(text, nlp) if reason] == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It rained. “The Night Shift,” which tells of a nurse, opens today.", "The Night Shift"),
        ("It rained. “The Wire,” told over five seasons, is long.", "The Wire"),
        ("It rained. “Anybody but Hale,” was another.", "Anybody but Hale"),
        ("In that year Ana Ruiz wrote “Hamlet”.", "Hamlet"),
    ],
)
def test_a_title_before_what_it_is_about_is_nobodys_words(
    text: str, words: str, nlp: Language
) -> None:
    assert told(text, nlp) == []
    assert [span.strip(",") for span, _ in rejected(text, nlp)] == [words]


@pytest.mark.parametrize("verb", ["said", "replied", "answered", "shouted"])
def test_one_word_that_is_all_somebody_says_is_a_quote(verb: str, nlp: Language) -> None:
    assert told(f"The mayor asked. Ana Ruiz {verb} “No.”", nlp)[-1][1:] == ("No", verb, "Ana Ruiz")


@pytest.mark.parametrize(
    ("text", "cue", "mention"),
    [
        ("“Not yet,” added officials after the vote.", "added", "officials"),
        ("“Not yet”, one resident joked last week.", "joked", "one resident"),
        ("“Not yet,” said the mayor of Leeds last week.", "said", "the mayor of Leeds"),
        ("“Not yet,” said Ana Ruiz at a news conference.", "said", "Ana Ruiz"),
        ("“Not yet,” warned the head of the union in an email.", "warned", "the head of the union"),
        ("“Not yet,” said Tom Hale during a visit to Kent.", "said", "Tom Hale"),
        ("“Not yet,” said one member on the panel.", "said", "one member on the panel"),
    ],
)
def test_where_and_when_it_was_said_is_no_part_of_who_said_it(
    text: str, cue: str, mention: str, nlp: Language
) -> None:
    assert told(f"It rained.\n\n{text}", nlp) == [("direct", "Not yet", cue, mention)]


@pytest.mark.parametrize(
    "aside",
    ["first reported by the Kent Herald", "seen by Axios", "reported on Monday by Axios"],
)
def test_who_had_a_text_first_does_not_say_it(aside: str, nlp: Language) -> None:
    text = f"Hale wrote in a memo, {aside}, that the harbour was safe."
    assert told(text, nlp) == [("indirect", "the harbour was safe", "wrote", "Hale")]


@pytest.mark.parametrize(
    "source",
    ["TASS, which cited Bloomberg", "police, who closed the pier", "Hale, who lives in Leeds"],
)
def test_more_about_the_source_is_no_part_of_what_it_says(source: str, nlp: Language) -> None:
    mention = source.partition(",")[0]
    assert told(f"According to {source}, the pier was lost.", nlp) == [
        ("indirect", "the pier was lost", "According to", mention)
    ]


@pytest.mark.parametrize("what", ["The breach", "The mayor's plan", "News of the sale"])
def test_a_thing_that_was_reported_is_no_quote(what: str, nlp: Language) -> None:
    assert told(f"{what} was first reported by Axios.", nlp) == []


def test_who_reports_before_a_comma_says_it(nlp: Language) -> None:
    text = "It was reported by Axios, that the harbour was safe."
    assert told(text, nlp) == [("indirect", "the harbour was safe", "reported", "Axios")]


@pytest.mark.parametrize(
    ("told_what", "content"),
    [
        ("CNN Ruiz was furious", "Ruiz was furious"),
        ("the Post Ruiz was furious", "Ruiz was furious"),
        ("People Ruiz was happy", "Ruiz was happy"),
        ("Sky News Ana Ruiz would resign", "Ana Ruiz would resign"),
        ("CNN Friday was her last day", "Friday was her last day"),
        ("CNN Friday she was done", "she was done"),
        ("the magazine Ruiz was happy", "Ruiz was happy"),
    ],
)
def test_the_outlet_that_is_told_is_no_part_of_what_it_is_told(
    told_what: str, content: str, nlp: Language
) -> None:
    assert told(f"A source told {told_what}.", nlp) == [("indirect", content, "told", "A source")]


def test_what_is_rejected_is_listed_only_on_request(nlp: Language) -> None:
    assert quotex.read("The film “A Night on the Pier” opens today.", nlp=nlp).rejected == []
