"""What persons and bodies an article names: every naming, with the role and gender beside it.

A small model's entities miss, split and mislabel names. So a naming is any run of capitalised
words; titles, given names, appositions and the model's labels say where the name in it begins
and what it names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from quotex.annotations import Offsets
from quotex.wordlists import bare, words

__all__ = [
    "Gender",
    "Kind",
    "Naming",
    "before",
    "breaks",
    "gather",
    "gender_of",
    "is_person_noun",
    "singular",
]

Kind = Literal["person", "organization", "outlet", "place", "unknown"]
Gender = Literal["male", "female", "unknown"]

LABELS: dict[str, Kind] = {
    "PERSON": "person",
    "ORG": "organization",
    "NORP": "place",
    "FAC": "organization",
    "GPE": "place",
    "LOC": "place",
}
LONGEST_NAME = 5
"""Words in the longest name of a person."""
LONGEST_ROLE = 30
"""Tokens in the longest role that is kept."""
PERSON_ENDINGS = ("man", "woman", "person", "ist", "ologist")
NO_PERSON = frozenset({"list", "mist", "twist", "human", "woman's", "waist", "wrist", "fist"})
CONNECTORS = frozenset({"of", "for", "and", "&", "on", "the", "in", "to"})
POSSESSIVES = frozenset({"'s", "’s", "’", "'"})
CLAUSE_OPENERS = frozenset({"who", "which", "that", "whose", "whom", "where", "when", "while"})
ARTICLES = frozenset({"the", "a", "an"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", ""})
AGE = re.compile(r"\d{1,3}$")
BREAK = re.compile(r"[^\w\s]")


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where the text names somebody; `start` and `end` enclose the name alone."""

    start: int
    end: int
    first: int
    """Index of the name's first token."""
    last: int
    """Index of the token behind the name."""
    text: str
    """The name, without titles, words separated by one space."""
    kind: Kind
    role: str | None
    gender: Gender
    quoted: bool
    """True if it stands inside quotation marks."""
    headline: bool
    """True if it stands in a line where every word is capitalised."""

    @property
    def parts(self) -> list[str]:
        """The words of the name."""
        return self.text.split()


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised tokens in a row: doc[first:last]."""

    first: int
    last: int


def breaks(token: Token) -> bool:
    """True for a space that ends a line; a no-break space between words does not."""
    return token.is_space and "\n" in token.text


def before(doc: Doc, index: int) -> int:
    """Index of the last token before `index` that is no blank; -1 if there is none."""
    index -= 1
    while index >= 0 and doc[index].is_space and not breaks(doc[index]):
        index -= 1
    return index


def singular(noun: str) -> str:
    """A noun as the lists spell it: "ministries" is "ministry", "boss" stays."""
    noun = bare(noun)
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


def is_person_noun(word: str) -> bool:
    """True for what a person can be: "minister", "Sen.", "spokeswoman", "geologist"."""
    noun = bare(word)
    if noun in words("persons", "titles"):
        return True
    known = noun in NO_PERSON or len(noun) < 5
    return word.islower() and noun.endswith(PERSON_ENDINGS) and not known


def gather(doc: Doc, quoted: list[Offsets]) -> list[Naming]:
    """Every naming in `doc`, in text order; `quoted` are the stretches in quotation marks."""
    inside = _mask(doc, quoted)
    headlines = _headlines(doc)
    lower = Counter(token.text for token in doc if token.text.islower())
    upper = Counter(
        token.text
        for token in doc
        if token.text[0].isupper() and token.i not in headlines and not _opens(token)
    )
    runs = []
    for run in _runs(doc):
        if run.first in headlines:
            runs.extend(_known_parts(doc, run, upper))
            continue
        run = _without_opener(doc, run, lower, upper)
        runs.append(run)
    namings = []
    for run in _chained(doc, runs):
        for first, last, kind in _split(doc, run):
            namings.append(_naming(doc, first, last, kind, inside, headlines))
    return namings


def _chained(doc: Doc, runs: list[Run]) -> Iterator[Run]:
    """The runs, those of one body joined: "Centre for Economic Policy", "People's Daily"."""
    chain: Run | None = None
    for run in runs:
        if run.first >= run.last:
            continue
        if chain is not None and _links(doc, chain, run):
            chain = Run(chain.first, run.last)
            continue
        if chain is not None:
            yield chain
        chain = run
    if chain is not None:
        yield chain


def _links(doc: Doc, one: Run, other: Run) -> bool:
    """True if the words between two runs make them the name of one body."""
    gap = [token.text for token in doc[one.last : other.first]]
    if not 1 <= len(gap) <= 2 or not set(gap) <= CONNECTORS | POSSESSIVES:
        return False
    if _last_title(doc, other.first, other.last) is not None:
        return False
    labels = {token.ent_type_ for token in doc[one.last - 1 : other.first + 1]}
    joined = all(token.ent_iob_ == "I" for token in doc[one.last : other.first + 1])
    whole = labels <= {"ORG", "FAC"} and joined
    if gap[0] in {"and", "&", "on", "in", "the", "to"}:
        return whole or gap[0] == "&"
    if gap[0] in POSSESSIVES:
        return len(gap) == 1 and (whole or doc[other.first].text == "Office")
    return whole or bare(doc[one.last - 1].text) in words("bodies")


def _mask(doc: Doc, quoted: list[Offsets]) -> set[int]:
    """Indices of the tokens inside the stretches."""
    inside: set[int] = set()
    for start, end in quoted:
        span = doc.char_span(start, end, alignment_mode="expand") if start < end else None
        if span is not None:
            inside.update(range(span.start, span.end))
    return inside


def _lines(doc: Doc) -> Iterator[list[Token]]:
    """The tokens of each line, without spaces."""
    line: list[Token] = []
    for token in doc:
        if token.is_space:
            if "\n" in token.text and line:
                yield line
                line = []
            continue
        line.append(token)
    if line:
        yield line


def _headlines(doc: Doc) -> set[int]:
    """Tokens in lines where all longer words are capitalised: "Minister Denies Report"."""
    found: set[int] = set()
    for line in _lines(doc):
        longer = [token for token in line if len(token.text) > 3 and token.text.isalpha()]
        capitals = sum(token.text[0].isupper() for token in longer)
        shouted = all(token.text.isupper() for token in line if token.text.isalpha())
        titled = 4 <= len(longer) and len(line) < 40 and capitals >= 0.85 * len(longer)
        if titled or (shouted and len(line) < 20):
            found.update(token.i for token in line)
    return found


def _capital(token: Token) -> bool:
    """True for a token that can be a word of a name: "Lavrov", "J.", "NATO"."""
    text = token.text
    return text[0].isupper() and not (text != text.upper() and _calendar(text))


def _calendar(text: str) -> bool:
    return bare(text) in words("calendar")


def _opens(token: Token) -> bool:
    """True for the first word of a sentence, line or quotation."""
    if token.i == 0:
        return True
    before = token.nbor(-1)
    return before.is_space or before.text in '.?!:"“‘”[(—–-*•' or bool(token.is_sent_start)


def _runs(doc: Doc) -> Iterator[Run]:
    """Capitalised words in a row, with hyphens and particles between: "Eva-Marie de Boer"."""
    index = 0
    while index < len(doc):
        if not _capital(doc[index]):
            index += 1
            continue
        last = index + 1
        while (step := _reach(doc, last)) > last:
            last = step
        yield Run(index, last)
        index = last


def _reach(doc: Doc, index: int) -> int:
    """Where the run that reaches `index` goes on to; `index` itself if it ends there."""
    start = index
    while index < len(doc) and doc[index].is_space and not breaks(doc[index]):
        index += 1
    if index >= len(doc):
        return start
    token = doc[index]
    if _capital(token):
        return index + 1
    particles = words("particles")
    ahead = index
    while ahead < len(doc) and ahead < index + 3 and bare(doc[ahead].text) in particles:
        ahead += 1
    if ahead > index and ahead < len(doc) and doc[ahead].text == "-":
        ahead += 1
    glued = token.text in "-‐‑/" and not doc[index - 1].whitespace_ and not token.whitespace_
    if glued and index + 1 < len(doc):
        ahead = index + 1
        if doc[ahead].ent_type_ == "PERSON" and doc[ahead].text.isalpha():
            return ahead + 1
    if ahead > index and ahead < len(doc) and _capital(doc[ahead]):
        return ahead + 1
    return start


def _without_opener(
    doc: Doc, run: Run, lower: Counter[str], upper: Counter[str]
) -> Run:
    """The run without a first word that is capitalised only because it opens a sentence."""
    first = doc[run.first]
    if (first.text.isupper() and len(first.text) > 1):
        return run
    plain = first.text.casefold()
    given = plain in words("given_names_male", "given_names_female")
    if first.is_stop and not given:
        return Run(run.first + 1, run.last)
    if not _opens(first):
        return run
    word = first.pos_ not in {"PROPN", "NOUN", "ADJ", ""}
    common = lower[plain] > upper[first.text]
    gerund = plain.endswith("ing") and not upper[first.text] and run.last - run.first == 2
    if gerund and not first.ent_type_ == "ORG":
        return Run(run.first + 1, run.last)
    titled = is_person_noun(plain) or plain in words("honorifics")
    titled = titled or given or plain in words("nationalities")
    if titled and run.last - run.first > 1:
        return run
    if word and not upper[first.text]:
        return Run(run.first + 1, run.last)
    if common and not first.ent_type_:
        return Run(run.first + 1, run.last)
    if run.last - run.first > 1 and doc[run.first + 1].text == "-":
        return run
    alone = run.last - run.first == 1 and first.tag_ in {"NN", "NNS", "JJ"}
    if alone and not upper[first.text] and not first.ent_type_:
        return Run(run.first + 1, run.last)
    return run


def _known_parts(doc: Doc, run: Run, upper: Counter[str]) -> Iterator[Run]:
    """The parts of a run in a headline that are capitalised in the text below it too."""
    first = run.first
    for index in range(run.first, run.last + 1):
        token = doc[index] if index < run.last else None
        given = token is not None and token.text.casefold() in words(
            "given_names_male", "given_names_female"
        )
        if token is not None and (given or upper[token.text] or token.ent_type_ == "PERSON"):
            plain = token.is_stop or token.pos_ in {"VERB", "AUX", "PRON", "ADV"}
            if not plain or upper[token.text] > 1:
                continue
        if index > first:
            yield Run(first, index)
        first = index + 1


def _split(doc: Doc, run: Run) -> Iterator[tuple[int, int, Kind]]:
    """The name in a run: "Russian Foreign Minister Sergey Lavrov" holds "Sergey Lavrov"."""
    first, last = run.first, run.last
    if first >= last:
        return
    title = _last_title(doc, first, last)
    if title is not None and title + 1 < last:
        yield from _person_part(doc, title + 1, last)
        return
    if _is_title_alone(doc, first, last):
        return
    person = _labelled(doc, first, last, "PERSON")
    if last - first == 1 and doc[first].text.isupper() and 2 < len(doc[first]) < 7:
        person = None
    if _has_body_word(doc, first, last):
        yield first, last, _kind_of(doc, first, last)
    elif person is not None:
        yield _widened(doc, first, person[0]), min(last, max(person[1], first + 1)), "person"
    else:
        start = _given_name(doc, first, last)
        if start is not None:
            yield start, last, "person"
        else:
            yield first, last, _kind_of(doc, first, last)


def _person_part(doc: Doc, first: int, last: int) -> Iterator[tuple[int, int, Kind]]:
    """What follows a title, cut where the model or a given name begins the person."""
    if _has_body_word(doc, first, last) and not _labelled(doc, first, last, "PERSON"):
        yield first, last, _kind_of(doc, first, last)
    elif last - first <= LONGEST_NAME:
        yield first, last, "person"
    else:
        person = _labelled(doc, first, last, "PERSON")
        yield (person[0] if person else last - 2), last, "person"


def _last_title(doc: Doc, first: int, last: int) -> int | None:
    """Index of the last title that a name follows: the "Minister" of "Minister Ana Ruiz"."""
    for index in range(last - 2, first - 1, -1):
        text = doc[index].text
        noun = bare(text)
        if noun in words("given_names_male", "given_names_female") and not text.endswith("."):
            continue
        if noun in words("honorifics") or is_person_noun(text) or is_person_noun(singular(text)):
            if not _whole_body(doc, first, last):
                return index
    if first >= 2 and doc[first - 1].text in {"of", "for"} and is_person_noun(doc[first - 2].text):
        person = _labelled(doc, first, last, "PERSON")
        start = person[0] if person else _given_name(doc, first, last)
        return start - 1 if start is not None and start > first else None
    return None


def _is_title_alone(doc: Doc, first: int, last: int) -> bool:
    """True for an office without a holder: "Foreign Minister", "White House Press Secretary"."""
    if not is_person_noun(doc[last - 1].text):
        return False
    if last - first == 1:
        return doc[first].ent_type_ != "PERSON"
    if all(doc[i].ent_type_ == "PERSON" for i in range(first, last)):
        return False
    given = words("given_names_male", "given_names_female")
    return doc[last - 2].text.casefold() not in given and not _initial(doc[last - 2].text)


def _initial(text: str) -> bool:
    return text[0].isupper() and (len(text) == 1 or (len(text) == 2 and text[1] == "."))


def _whole_body(doc: Doc, first: int, last: int) -> bool:
    """True for a body with a title word in its name: "Republican National Committee"."""
    if not _has_body_word(doc, first, last) or _labelled(doc, first, last, "PERSON"):
        return False
    return _given_name(doc, first, last) is None


def _labelled(doc: Doc, first: int, last: int, label: str) -> tuple[int, int] | None:
    """The part of doc[first:last] that the model labels so, or None."""
    found = [i for i in range(first, last) if doc[i].ent_type_ == label]
    return (found[0], found[-1] + 1) if found else None


def _widened(doc: Doc, first: int, start: int) -> int:
    """Where a person's name begins that the model may have cut: never at a place or people."""
    for index in range(start - 1, first - 1, -1):
        token = doc[index]
        other = token.ent_type_ not in {"", "PERSON"} or bare(token.text) in words("nationalities")
        if other:
            return index + 1
    return first


def _given_name(doc: Doc, first: int, last: int) -> int | None:
    """Where a given name with a surname behind it begins."""
    given = words("given_names_male", "given_names_female")
    for index in range(first, last - 1):
        if doc[index].text.casefold() in given and last - index <= LONGEST_NAME:
            return index
    return None


def _has_body_word(doc: Doc, first: int, last: int) -> bool:
    return any(bare(doc[i].text) in words("bodies") for i in range(first, last))


def _kind_of(doc: Doc, first: int, last: int) -> Kind:
    """What a run without a person names, by lists and the model's label."""
    text = doc[first:last].text
    ends = bare(doc[last - 1].text)
    article = first and doc[first - 1].text in {"The", "the"} and last - first == 1
    if ends in words("outlet_names") or (last - first > 1 and ends in words("outlet_endings")):
        return "outlet"
    if article and ends in words("outlet_endings") and doc[first].text[0].isupper():
        return "outlet"
    if all(doc[i].ent_type_ in {"GPE", "LOC"} for i in range(first, last)):
        return "place"
    if _has_body_word(doc, first, last):
        return "organization"
    labels = Counter(LABELS.get(doc[i].ent_type_, "unknown") for i in range(first, last))
    kind = labels.most_common(1)[0][0]
    if kind == "unknown" and text.isupper() and 2 <= len(text) <= 6:
        return "organization"
    return kind


def _naming(
    doc: Doc, first: int, last: int, kind: Kind, inside: set[int], headlines: set[int]
) -> Naming:
    """The record of the name doc[first:last], with what stands beside it."""
    role = role_before(doc, first) or role_after(doc, last) if kind != "place" else None
    beside = before(doc, first)
    address = bare(doc[beside].text) if beside >= 0 else ""
    return Naming(
        start=doc[first].idx,
        end=doc[last - 1].idx + len(doc[last - 1]),
        first=first,
        last=last,
        text=" ".join(doc[first:last].text.split()),
        kind="person" if kind == "unknown" and address in words("honorifics") else kind,
        role=role,
        gender=_gender(doc, first, last, kind, address, role),
        quoted=first in inside,
        headline=first in headlines,
    )


def _gender(
    doc: Doc, first: int, last: int, kind: Kind, address: str, role: str | None
) -> Gender:
    """The gender that the words beside a person's name and the given name in it say."""
    given = doc[first].text if kind == "person" and last - first > 1 else ""
    title = re.split(r"\b(?:of|for|at|to|who|in)\b", role or "")[0].split()
    return gender_of(f"{title[-1] if title else ''} {address}", given)


def gender_of(description: str, given: str) -> Gender:
    """What a description and a given name say: gender_of("spokeswoman", "Ana") is "female"."""
    for word in reversed(description.split()):
        if bare(word) in words("gendered_male"):
            return "male"
        if bare(word) in words("gendered_female"):
            return "female"
    male = given.casefold() in words("given_names_male")
    female = given.casefold() in words("given_names_female")
    if male != female:
        return "male" if male else "female"
    return "unknown"


def role_before(doc: Doc, first: int) -> str | None:
    """The title or trade before a name: "Kremlin spokesman" of "Kremlin spokesman D. Peskov"."""
    start = first
    if start and doc[start - 1].text == ",":
        return _role_before_comma(doc, start - 1)
    while start > 0 and first - start < LONGEST_ROLE:
        blank = doc[start - 1].is_space and not breaks(doc[start - 1])
        if not blank and not _in_role(doc[start - 1], start == first):
            break
        start -= 1
    return _as_role(doc, start, first)


def _in_role(token: Token, beside: bool) -> bool:
    """True if a role before a name can hold this token."""
    text = token.text
    if token.is_space or _calendar(text):
        return False
    if text in {"of", "and", "&", "'s", "’s", "’", "-", "for"}:
        return not beside
    if bare(text) in words("honorifics") and text[0].isupper():
        return beside
    if not (text[0].isalnum()):
        return False
    if token.pos_:
        return token.pos_ in NOMINAL and not token.is_stop or text[0].isupper() and not token.is_stop
    return text[0].isupper() or is_person_noun(text)


def _as_role(doc: Doc, start: int, end: int) -> str | None:
    """doc[start:end] as a role, if the words beside the name say what a person is."""
    while end > start and (
        doc[end - 1].is_space or bare(doc[end - 1].text) in words("honorifics")
    ):
        end -= 1
    while start < end and (doc[start].text[0].islower() and doc[start].text in CONNECTORS):
        start += 1
    while start < end and not doc[start].text[0].isalnum():
        start += 1
    if start >= end:
        return None
    heads = [doc[end - 1].text]
    of = [i for i in range(start + 1, end) if doc[i].text in {"of", "for"}]
    if of:
        heads.append(doc[of[0] - 1].text)
    if not any(is_person_noun(head) for head in heads):
        return None
    return " ".join(doc[start:end].text.split())


def _role_before_comma(doc: Doc, comma: int) -> str | None:
    """The description before a comma: "leader of the party" of "The leader of the party, X"."""
    start = comma
    line = comma - LONGEST_ROLE // 2
    while start > 0 and start > line:
        token = doc[start - 1]
        if token.is_space or token.pos_ in {"VERB", "AUX", "SCONJ"} or token.text in {",", ".", '"'}:
            break
        start -= 1
    for index in range(start, comma):
        if doc[index].text.casefold() in ARTICLES | {"another", "his", "her", "their"}:
            start = index + 1
            return _described(doc, start, comma)
    return None


def role_after(doc: Doc, last: int) -> str | None:
    """The apposition behind a name: "a doctor" of "Ana Ruiz, a doctor, said"."""
    if last >= len(doc):
        return None
    index = last
    if doc[index].text in {"is", "was"} and doc[index : index + 2].text.split()[-1] in ARTICLES:
        return _described(doc, index + 2, _clause_end(doc, index + 2))
    if doc[index].text not in {",", "–", "—"}:
        return None
    index += 1
    if index + 1 < len(doc) and AGE.match(doc[index].text) and doc[index + 1].text == ",":
        index += 2
    if index < len(doc) and doc[index].text.casefold() in ARTICLES:
        index += 1
    return _described(doc, index, _clause_end(doc, index))


def _clause_end(doc: Doc, index: int) -> int:
    """Where an apposition that begins at `index` stops."""
    end = index
    while end < len(doc) and end - index < LONGEST_ROLE:
        token = doc[end]
        if token.is_space or token.text in {",", ";", ".", "—", "–", "(", ")", '"', "“", "”", ":"}:
            break
        if token.text in CLAUSE_OPENERS or token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            break
        end += 1
    return end


def _described(doc: Doc, start: int, end: int) -> str | None:
    """doc[start:end] as a role, if its head is a noun for a person."""
    head = start
    while head < end and not (doc[head].pos_ == "ADP" or doc[head].text in {"of", "for", "at"}):
        head += 1
    while head > start and not doc[head - 1].text[0].isalnum():
        head -= 1
    if head <= start or end - start > LONGEST_ROLE:
        return None
    nouns = [i for i in range(start, head) if is_person_noun(doc[i].text)]
    if not nouns or not (nouns[-1] == head - 1 or doc[nouns[-1] + 1].text == "and"):
        return None
    return " ".join(doc[start:end].text.split())
