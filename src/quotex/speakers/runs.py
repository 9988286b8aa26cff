"""Runs of capitalised words, in which all names are.

A word that is capitalised only because it opens a sentence is left out, and so are the words of
a headline that are nobody's name in the text below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from quotex.speakers.calendar import dates_of
from quotex.speakers.nouns import is_person_noun
from quotex.speakers.persons import (
    NICKNAME_MARKS,
    Capitals,
    given_name,
    has_body_word,
    is_given,
    is_joined_given,
    last_title,
)
from quotex.speakers.roles import POSSESSIVES, breaks, is_calendar
from quotex.tokens import Token, Tokens
from quotex.wordlists import bare, words

__all__ = ["Run", "capitals_of", "datelines_of", "headlines_of", "lines_of", "name_runs", "runs_of"]

LONGEST_DATELINE = 12
"""Tokens before the dash of the longest dateline."""
LONGEST_RUN = 200
"""Tokens in the longest run; what goes on, such as a text in capitals, is another run."""
LONGEST_HEADLINE = 40
"""Tokens in a line that is no headline any more; one in capitals is shorter."""
LONGEST_SHOUTED = 20
TOPICS = frozenset({"of", "for", "on"})
"""What stands between a body's name and what it is for."""
CONNECTORS = frozenset({"of", "for", "and", "&", "on", "the", "in", "to"})


@dataclass(slots=True)
class Run:
    """Capitalised tokens in a row: doc[first:last]."""

    first: int
    last: int


def capitals_of(doc: Tokens, runs: list[Run], headlines: set[int]) -> Capitals:
    """How the text of `doc` spells its words.

    runs (list[Run]): those of `runs_of`; headlines (set[int]): the tokens of `headlines_of`.
    """
    capitals = Capitals(Counter([token.text for token in doc if token.text.islower()]))
    for run in runs:
        if run.first in headlines:
            continue
        opener = opens(doc, run.first)
        if run.last - run.first == 1 and not opener:
            capitals.alone[doc[run.first].text] += 1
        for token in doc[run.first + opener : run.last]:
            capitals.upper[token.text] += token.text[0].isupper()
    return capitals


def name_runs(doc: Tokens, runs: list[Run], headlines: set[int], capitals: Capitals) -> list[Run]:
    """The runs that can hold a name."""
    lower, upper = capitals.lower, capitals.upper
    found: list[Run] = []
    for run in runs:
        if run.first in headlines:
            found.extend(known_parts(doc, run, upper, lower))
        else:
            found.append(without_opener(doc, run, lower, upper))
    return list(chained(doc, found))


def chained(doc: Tokens, runs: list[Run]) -> Iterator[Run]:
    """The runs, those of one body joined: "Centre for Economic Policy", "People's Daily"."""
    chain: Run | None = None
    for run in runs:
        if run.first >= run.last:
            continue
        if chain is not None and (_links(doc, chain, run) or _is_listed(doc, chain, run)):
            chain = Run(chain.first, run.last)
            continue
        if chain is not None:
            yield chain
        chain = run
    if chain is not None:
        yield chain


def _links(doc: Tokens, one: Run, other: Run) -> bool:
    """True if the words between two runs make them the name of one body."""
    gap = [token.text for token in doc[one.last : other.first]]
    if not 1 <= len(gap) <= 2 or not set(gap) <= CONNECTORS | POSSESSIVES:
        return False
    title = last_title(doc, other.first, other.last)
    if given_name(doc, other.first, other.last) is not None:
        return False
    if title is not None and doc[title + 1].ent_type_ == "PERSON":
        return False
    labels = {token.ent_type_ for token in doc[one.last - 1 : other.first + 1]}
    joined = all(token.ent_iob_ == "I" for token in doc[one.last : other.first + 1])
    whole = labels <= {"ORG", "FAC"} and joined
    if gap[0] in {"and", "&", "on", "in", "the", "to"}:
        return whole or gap[0] == "&"
    if gap[0] in POSSESSIVES:
        office = doc[other.first].text == "Office" or _is_union(doc, one, other)
        return len(gap) == 1 and (whole or office)
    return whole or bare(doc[one.last - 1].text) in words("bodies")


def _is_union(doc: Tokens, one: Run, other: Run) -> bool:
    """True for "Growers" and "Union" of "the Growers' Union"."""
    plural = doc[one.last - 1].text.endswith("s") and doc[one.last].text in {"'", "’"}
    return plural and bare(doc[other.first].text) in words("bodies")


def _is_listed(doc: Tokens, one: Run, other: Run) -> bool:
    """True for what a body is for: "Culture", "Media" and "Sport" of the Ministry for them."""
    gap = [token.text for token in doc[one.last : other.first]]
    if gap not in ([","], ["and"], [",", "and"]):
        return False
    links = (i for i in range(one.first + 1, one.last) if doc[i].text in TOPICS)
    of = next((i for i in links if bare(doc[i - 1].text) in words("bodies_topical")), None)
    if of is None:
        return False
    topics = [token.text for token in doc[of : one.last]]
    if "and" in topics or (gap == ["and"] and "," not in topics):
        return False
    if other.last - other.first > 2 or any(_is_other(token) for token in doc[of : other.last]):
        return False
    return gap != [","] or _goes_on(doc, other)


def _is_other(token: Token) -> bool:
    """True for a person or place, which is no topic."""
    return token.ent_type_ in {"PERSON", "GPE", "NORP", "LOC"}


def _goes_on(doc: Tokens, run: Run) -> bool:
    """True if a list goes on behind a run with "and" and a last topic: "Media and Sport"."""
    index = run.last + (run.last < len(doc) and doc[run.last].text == ",")
    if index + 1 < len(doc) and doc[index].text == "and":
        return doc[index + 1].text[0].isupper()
    return "and" in doc.text_of(run.first, run.last).split()


def lines_of(doc: Tokens) -> list[list[Token]]:
    """The tokens of each line, without spaces; no line is empty."""
    lines, start = [], 0
    spaces = [token for token in doc if token.is_space]
    ends = [token.i for token in spaces if "\n" in token.text]
    for end in [*ends, len(doc)]:
        lines.append(doc[start:end])
        start = end + 1
    if len(spaces) > len(ends):
        lines = [[token for token in line if not token.is_space] for line in lines]
    return [line for line in lines if line]


def headlines_of(lines: list[list[Token]]) -> set[int]:
    """Tokens in lines where all longer words are capitalised: "Minister Denies Report"."""
    found: set[int] = set()
    for line in lines:
        if len(line) < LONGEST_HEADLINE and _is_headline(line):
            found.update(token.i for token in line)
    return found


def _is_headline(line: list[Token]) -> bool:
    alphabetic = [token for token in line if token.text.isalpha()]
    if len(line) < LONGEST_SHOUTED and all(token.text.isupper() for token in alphabetic):
        return True
    longer = [token for token in alphabetic if len(token.text) > 3 or not token.is_stop]
    capitals = sum(token.text[0].isupper() for token in longer)
    return len(longer) >= 4 and capitals >= 0.9 * len(longer)


def _capital(token: Token, dates: set[int]) -> bool:
    """True for a token that can be a word of a name: "Lavrov", "J.", "NATO"."""
    return token.text[0].isupper() and token.i not in dates


def datelines_of(lines: list[list[Token]]) -> set[int]:
    """Tokens of the place and agency before a dash that opens a paragraph: "AKRON, Ohio (AP) —"."""
    found: set[int] = set()
    for line in lines:
        if not line[0].text.isupper() or len(line[0].text) < 3:
            continue
        for place, token in enumerate(line[: LONGEST_DATELINE + 1]):
            if token.text in {"—", "–", "--"} or (token.text == "-" and token.whitespace_):
                found.update(part.i for part in line[:place])
                break
            if token.text[0].islower():
                break
    return found


def opens(doc: Tokens, index: int) -> bool:
    """True for the first word of a sentence, line or quotation."""
    if index == 0:
        return True
    before = doc[index - 1]
    opener = bool(before.is_space) or before.text in '.?!:"“‘”[(—–-*•'
    return opener or bool(doc[index].is_sent_start)


def runs_of(doc: Tokens) -> Iterator[Run]:
    """Capitalised words in a row, with hyphens and particles between: "Eva-Marie de Boer"."""
    dates = dates_of(doc)
    last = 0
    for index in [token.i for token in doc if token.text[0].isupper()]:
        if index < last or not _capital(doc[index], dates):
            continue
        last = index + 1
        while (step := _reach(doc, last, dates)) > last and step - index <= LONGEST_RUN:
            last = step
        yield Run(index, last)


def _reach(doc: Tokens, index: int, dates: set[int]) -> int:
    """Where the run that reaches `index` goes on to; `index` itself if it ends there."""
    start = index
    while index < len(doc) and doc[index].is_space and not breaks(doc[index]):
        index += 1
    if index >= len(doc):
        return start
    token = doc[index]
    if _capital(token, dates):
        return index + 1
    nickname = _behind_nickname(doc, index, dates)
    if nickname is not None:
        return nickname
    particles = words("particles")
    ahead = index
    while ahead < len(doc) and ahead < index + 3 and bare(doc[ahead].text) in particles:
        ahead += 1
    if ahead > index and ahead < len(doc) and doc[ahead].text == "-":
        ahead += 1
    glued = token.text in "-‐‑/" and not doc[index - 1].whitespace_ and not token.whitespace_
    if glued and index + 1 < len(doc):
        ahead = index + 1
        joined = doc.text_of(index - 1, ahead + 1)
        person = doc[ahead].ent_type_ == "PERSON" and doc[ahead].text.isalpha()
        if person or is_joined_given(joined):
            return ahead + 1
    if ahead > index and ahead < len(doc) and _capital(doc[ahead], dates):
        return ahead + 1
    return start


def _behind_nickname(doc: Tokens, index: int, dates: set[int]) -> int | None:
    """Where a name goes on to over a nickname: the token behind "Ruiz" in Ana "Ace" Ruiz."""
    if doc[index].text not in NICKNAME_MARKS:
        return None
    for end in range(index + 2, min(index + 5, len(doc) - 1)):
        if doc[end].text in NICKNAME_MARKS:
            name = doc[end + 1]
            known = is_given(doc[index - 1].text) or "PERSON" in {
                doc[index - 1].ent_type_,
                name.ent_type_,
            }
            return end + 2 if known and _capital(name, dates) else None
        if not doc[end - 1].text[0].isalnum():
            return None
    return None


def without_opener(doc: Tokens, run: Run, lower: Counter[str], upper: Counter[str]) -> Run:
    """The run without a first word that is capitalised only because it opens a sentence."""
    first = doc[run.first]
    if first.text.isupper() and len(first.text) > 1:
        return run
    if is_calendar(first.text):  # a person's name, as no run has a date in it
        return run
    plain = first.text.casefold()
    given = is_given(plain)
    hyphened = run.last - run.first > 1 and doc[run.first + 1].text == "-"
    if first.is_stop and not given and not hyphened:
        return Run(run.first + 1, run.last)
    if not opens(doc, run.first) or hyphened:
        return run
    if run.last - run.first > 1 and _is_kind_of_body(first) and not upper[first.text]:
        return Run(run.first + 1, run.last)
    word = first.pos_ not in {"PROPN", "NOUN", "ADJ", ""}
    common = lower[plain] > upper[first.text]
    gerund = plain.endswith("ing") and not upper[first.text] and run.last - run.first == 2
    gerund = gerund and not has_body_word(doc, run.first + 1, run.last)
    if gerund and first.ent_type_ != "ORG":
        return Run(run.first + 1, run.last)
    titled = is_person_noun(plain) or plain in words("honorifics")
    titled = titled or given or plain in words("nationalities")
    if titled and run.last - run.first > 1:
        return run
    if word and not upper[first.text]:
        return Run(run.first + 1, run.last)
    if common and not first.ent_type_:
        return Run(run.first + 1, run.last)
    alone = run.last - run.first == 1 and first.tag_ in {"NN", "NNS", "NNPS", "JJ"}
    labelled = first.ent_type_ in {"PERSON", "ORG", "GPE"} or (
        first.ent_type_ and first.tag_ != "NNS"
    )
    if alone and not upper[first.text] and not labelled:
        return Run(run.first + 1, run.last)
    return run


def _is_kind_of_body(token: Token) -> bool:
    """True for a noun that says what the name behind it is: "Newspaper", "Airline"."""
    noun = token.text.casefold()
    if noun in words("bodies") or token.ent_type_:
        return False
    return noun in words("organizations", "outlets")


def known_parts(doc: Tokens, run: Run, upper: Counter[str], lower: Counter[str]) -> Iterator[Run]:
    """The parts of a run in a headline that are capitalised in the text below it too."""
    first = run.first
    for index in range(run.first, run.last + 1):
        token = doc[index] if index < run.last else None
        given = token is not None and is_given(token.text)
        below = 0 if token is None else upper[token.text] or upper[token.text.capitalize()]
        if token is not None and (given or below or token.ent_type_ == "PERSON"):
            common = not given and lower[token.lower_] > below
            plain = common or token.is_stop or token.pos_ in {"VERB", "AUX", "PRON", "ADV"}
            if not plain or below > 1:
                continue
        if index > first:
            yield Run(first, index)
        first = index + 1
