"""Reporting cues: which words report speech, and whose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, Token

from quotex.outlets.gazetteer import outlet_names
from quotex.wordlists import words

__all__ = [
    "OWN_CUES",
    "QUOTING",
    "RELATIVE",
    "Clause",
    "antecedent",
    "cue_span",
    "is_cue_verb",
    "is_quote_verb",
    "is_told",
    "is_told_in_passing",
    "is_told_outright",
    "looks_like_outlet",
    "may_report",
    "noun_phrase",
    "only_says_who_had_it",
    "source_of",
]

OWN_CUES = "quotex_cues"
"""Where `Doc.user_data` has the lemmas that this pipeline adds to the clause cues, as dict keys.

Not in `doc._.quotex`, because it is asked for often, and not in a set, which cannot be stored.
"""
WITHOUT_VERB = {get_string_id(word) for word in ("according", "per", "words")}
"""The words by which a reporting phrase without a verb is found."""
SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
CLAUSE_SUBJECTS = SUBJECTS | {"expl"}
"""What says that words are a clause: a subject, or "there"."""
TIMES = {"DATE", "TIME"}
TOLD = {"ask", "tell", "inform", "assure", "remind", "advise", "notify", "warn"}
OPENS_REPORTED = {"whether", "if", "that", "how", "why", "what", "when", "where", "who", "which"}
"""Words with which what somebody is asked or told begins."""
HEARINGS = frozenset(
    [
        "commission",
        "committee",
        "court",
        "hearing",
        "inquest",
        "inquiry",
        "jurors",
        "jury",
        "panel",
        "trial",
        "tribunal",
    ]
)
"""What stands for those who speak before it: "the court was told", "the court heard"."""
HEARD = "hear"
QUOTING = {"quote", "cite"}
RELATIVE = {"who", "which", "that"}
LONGEST_WAY_BACK = 6
"""Tokens between a relative pronoun and the noun that it stands for."""
MOST_VERBS_UP = 50
"""Verbs from one without a subject up to the one whose subject it shares."""
LONGEST_LIST = 200
"""Names or nouns that are joined to one source."""
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}
PHRASE_ENDS_AT = {"relcl", "acl", "advcl", "parataxis", "ccomp", "dep", "cc", "preconj"}


@dataclass(slots=True)
class Clause:
    """A reporting clause: a cue and, where the sentence has it, whose words it reports.

    `start` and `end` enclose the clause in tokens, half-open, addressee and adjuncts included.
    """

    cue: Span
    source: Span | None
    start: int
    end: int

    @property
    def verb(self) -> Token:
        """The cue's main word."""
        return self.cue.root if len(self.cue) > 1 else self.cue[0]

    @property
    def is_without_verb(self) -> bool:
        """Whether it is a phrase: "according to Ruiz", "as per Ruiz", "in the words of Ruiz"."""
        return self.cue[0].lower_ in {"according", "as", "in"}


def may_report(doc: Doc) -> list[int]:
    """The tokens that may be cues by their form: `WITHOUT_VERB` and those of listed verbs.

    Few tokens are: only they need to be asked `is_cue_verb`, `is_quote_verb` and what follows.
    """
    listed = words("clause_cues", "quote_cues").union({HEARD}, doc.user_data.get(OWN_CUES, ()))
    first_words = listed | {entry.split(" ")[0] for entry in listed}
    lemmas, lower = (doc.to_array([attribute]).tolist() for attribute in ("LEMMA", "LOWER"))
    strings = doc.vocab.strings
    reporting = {key for key in set(lemmas) if strings[key].lower() in first_words}
    return [
        i
        for i, (lemma, word) in enumerate(zip(lemmas, lower, strict=True))
        if lemma in reporting or word in WITHOUT_VERB
    ]


def is_cue_verb(token: Token) -> bool:
    """Whether `token` is a verb that can report a clause: "said", "told", "the court heard"."""
    return (_is_listed(token, "clause_cues") or _is_heard(token)) and _is_verbal(token)


def _is_heard(token: Token) -> bool:
    """Whether a court hears what is said before it; what others hear, they do not say."""
    return token.lemma_ == HEARD and any(
        child.dep_ in SUBJECTS and child.lower_ in HEARINGS for child in token.children
    )


def is_quote_verb(token: Token) -> bool:
    """Whether `token` is a verb that reports words in quotation marks: "called", "urged"."""
    return _is_listed(token, "quote_cues") and _is_verbal(token)


def is_listed_cue(token: Token) -> bool:
    """Whether `token` is a form of a reporting verb, whatever the parser takes it for."""
    return _is_listed(token, "clause_cues") or _is_listed(token, "quote_cues")


def _is_listed(token: Token, cues: str) -> bool:
    """Whether the verb is on the list, alone or with the word behind it: "go on"."""
    own = token.doc.user_data.get(OWN_CUES, ()) if cues == "clause_cues" else ()
    listed, lemma = words(cues), token.lemma_.lower()
    if lemma in listed or lemma in own:
        return True
    if token.i + 1 == len(token.doc):
        return False
    both = f"{lemma} {token.nbor().lower_}"
    return both in listed or both in own


def _is_verbal(token: Token) -> bool:
    """Whether the word is used as a verb; taggers slip on "says" in headlines."""
    if token.pos_ in {"VERB", "AUX"}:
        is_adjective = token.dep_ in {"amod", "compound"} and not _is_past_behind_comma(token)
        return not is_adjective and not _is_bare_participle(token)
    return token.dep_ == "ROOT" or token.lower_ in {"says", "said", "adds", "tells"}


def _is_past_behind_comma(token: Token) -> bool:
    """Whether a comma and the past tense tell that it is no adjective: "It fell, [warned] Ruiz"."""
    return token.tag_ == "VBD" and token.i > 0 and token.nbor(-1).text == ","


def _is_bare_participle(token: Token) -> bool:
    """Whether a past participle stands without auxiliary or agent: "the share, compared to 11%"."""
    if token.tag_ != "VBN" or token.dep_ not in {"acl", "advcl", "prep"}:
        return False
    if token.head.dep_ == "ROOT" and token.i > 0 and token.nbor(-1).text == ",":
        behind = token.doc[token.i + 1 : token.i + LONGEST_WAY_BACK]
        if any(word.lower_ == "that" and word.dep_ == "mark" for word in behind):
            return False  # "Ruiz, a nurse, posted on X that": the sentence has no other verb
    return not any(child.dep_ in {"aux", "auxpass", "agent", "nsubj"} for child in token.children)


def cue_span(verb: Token) -> Span:
    """The verb with the particle that belongs to it: "said", "pointed out"."""
    doc, end = verb.doc, verb.i + 1
    has_particle = end < len(doc) and doc[end].dep_ == "prt" and doc[end].head.i == verb.i
    return doc[verb.i : end + has_particle]


def noun_phrase(head: Token, more: int = LONGEST_LIST) -> Span:
    """The phrase that names or describes somebody, without trailing apposition or clause.

    more (int): so many are joined to it at most; those that follow are taken in as they are.

    Examples: the head "Zubkov" of "Sergei Zubkov, a doctor, who" gives "Sergei Zubkov", the head
    "doctor" of "the doctor Sergei Zubkov, who" gives "the doctor Sergei Zubkov".
    """
    doc, start, end = head.doc, _phrase_start(head), head.i + 1
    for child in head.rights:
        beside = _end_beside(child, end, more)
        if beside is not None:
            end = beside
            continue
        joined = child.dep_ in {"conj", "cc"} or (child.text == "," and _is_list(head))
        if not (joined or child.dep_ in {"prep", "case", "compound", "nummod", "punct"}):
            break
        if child.dep_ == "punct" and child.text not in {"-", ","}:
            break
        if child.dep_ == "prep" and (child.i != end or doc[end - 1].text == ","):
            break
        end = _end_without_clause(child, more)
    while end > start + 1 and (doc[end - 1].is_punct or doc[end - 1].dep_ == "cc"):
        end -= 1
    while start < end - 1 and doc[start].is_right_punct:  # the mark that closes what was said
        start += 1
    if doc[end - 1].dep_ == "prep" and end < len(doc):
        stray = doc[end] if doc[end].dep_ != "compound" else doc[end].head
        end = stray.i + 1 if _is_stray(stray) and stray.left_edge.i == end else end
    return _whole_words(doc[start:end])


def _phrase_start(head: Token) -> int:
    """Where the words before a head begin that belong to it: "the long-serving [mayor]"."""
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ in PHRASE_ENDS_AT:
            break
        if any(token.text in {",", ":", ";", "”", '"'} for token in child.subtree):
            break
        start = child.left_edge.i
    return start


def _end_beside(child: Token, start: int, more: int) -> int | None:
    """Where the name or adjective ends that goes on with a phrase at `start`, without a comma.

    Examples: "the doctor [Sergei Zubkov]", "a person [familiar with the matter]", "officials
    [briefed on it]".
    """
    marked = any(token.is_punct for token in child.doc[start - 1 : start + 1])
    if child.left_edge.i != start or marked or more == 0:
        return None
    if child.dep_ == "appos" and child.tag_ == "NNP" and child.ent_type_ not in TIMES:
        return noun_phrase(child, more - 1).end
    if child.dep_ == "amod" or (child.dep_ == "acl" and child.tag_ in {"VBN", "VBD"}):
        behind = next(child.rights, None)
        if behind is not None and behind.dep_ == "prep" and behind.i == child.i + 1:
            end = _end_without_clause(behind, more)
            return end if end > behind.i else None
    return None


def _whole_words(phrase: Span) -> Span:
    """The phrase with all of a hyphenated word that it would cut: "the union's vice-president"."""
    doc, start, end = phrase.doc, phrase.start, phrase.end
    if is_hyphen(doc[start]):
        start -= 1
    while start > 1 and is_hyphen(doc[start - 1]):
        start -= 2
    if start < phrase.start:
        start = _phrase_start(doc[start])
    while end + 1 < len(doc) and is_hyphen(doc[end]):
        end += 2
    return doc[start:end]


def is_hyphen(token: Token) -> bool:
    """Whether a token is the hyphen inside a word, and no dash."""
    joins = token.text == "-" and token.i > 0 and not token.whitespace_
    return joins and not token.nbor(-1).whitespace_


def _is_list(head: Token) -> bool:
    """Whether more names are joined to this one: "A, B and C"."""
    return any(child.dep_ == "conj" for child in head.rights)


def _end_without_clause(child: Token, more: int) -> int:
    """Behind what a noun is joined to, without a clause: "of the ministry[, which closed]"."""
    if child.dep_ == "conj" and more > 0:
        return noun_phrase(child, more - 1).end
    words_of = child.doc[child.left_edge.i : child.right_edge.i + 1]  # `subtree` is slow if deep
    clause = child.dep_ == "prep" and any(t.pos_ in {"VERB", "AUX"} for t in words_of)
    if not clause or more == 0:
        return int(child.right_edge.i + 1)
    noun = next((word for word in child.rights if word.dep_ == "pobj"), None)
    end = noun_phrase(noun, more - 1).end if noun is not None else child.i
    return end if child.doc[end : end + 1].text == "," else child.i


def source_of(verb: Token, up: int = MOST_VERBS_UP) -> Token | None:
    """The head of the phrase that says whose words the verb reports, or None.

    Tried in order: the verb's own subject (for a relative pronoun, what it stands for; for an
    expletive, nobody; for a passive verb, the one "by" whom), whom a quoting verb quotes "as
    saying", and the subject of the verb that this one is joined to or depends on ("said …, adding
    that …").

    up (int): so many verbs above it are asked at most.
    """
    own = [child for child in verb.children if child.dep_ in SUBJECTS or _is_name(child, verb)]
    own = own or [c for child in verb.lefts if child.dep_ == "aux" for c in _subjects_of(child)]
    agents = [child for child in verb.rights if child.dep_ == "agent"]
    told = is_told(verb)
    if told or (own and own[0].dep_ == "nsubjpass" and agents and verb.lemma_ not in QUOTING):
        own = []
    elif own:
        subject = own[-1] if own[-1].i < verb.i or _is_aside(own[-1], verb) else own[0]
        return _antecedent(own[0] if _is_stray(subject) else subject, verb)
    for by in agents:
        return next((child for child in by.rights if child.dep_ == "pobj"), None)
    if told:
        return None
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        return _quoted_person(verb.head.head)
    if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ in NOMINAL:
        return _owner(verb.head)
    if verb.dep_ in {"conj", "advcl", "xcomp", "pcomp", "ccomp", "parataxis", "dep"}:
        governor = _reporting_ancestor(verb) if verb.tag_ == "VBG" else None
        governor = governor or _verb_above(verb)
        if up > 0 and governor is not verb and governor.pos_ in {"VERB", "AUX"}:
            return source_of(governor, up - 1)
    return None


def _subjects_of(auxiliary: Token) -> list[Token]:
    """Subjects that the parser gave to the auxiliary: "Ruiz had in May informed them"."""
    return [child for child in auxiliary.lefts if child.dep_ in SUBJECTS]


def is_told(verb: Token) -> bool:
    """Whether the verb says that somebody is told or asked: "was told that", "asked whether, he".

    That is not who tells or asks; "by" whom it is may stand behind it. What a court is told, it
    stands for itself.
    """
    if verb.lemma_ not in TOLD or verb.tag_ not in {"VBN", "VBD"}:
        return False
    relations = {child.dep_: child.lower_ for child in verb.children}
    if relations.get("nsubjpass") in HEARINGS:
        return False
    return bool(relations.keys() & {"nsubjpass", "auxpass"}) or is_told_in_passing(verb)


def is_told_outright(verb: Token) -> bool:
    """Whether `is_told` and not itself reported, as in "he was told so, she said"."""
    return is_told(verb) and verb.dep_ != "ccomp"


def is_told_in_passing(verb: Token) -> bool:
    """Whether it is a participle beside who is told or asked: "Ruiz, asked whether, said"."""
    if verb.lemma_ not in TOLD or verb.tag_ not in {"VBN", "VBD"}:
        return False
    relations = {child.dep_ for child in verb.children}
    behind = verb.doc[verb.i + 1 : verb.i + 2].text
    clause = behind in OPENS_REPORTED or any(child.dep_ == "ccomp" for child in verb.rights)
    if not clause or (behind and verb.nbor(1).is_quote):
        return False
    bare = verb.tag_ == "VBN" and not relations & (SUBJECTS | {"aux", "auxpass"})
    dependent = verb.dep_ in {"advcl", "acl"} or verb.doc[max(verb.i - 1, 0)].lower_ == "when"
    return (bare and dependent) or _is_behind_comma(verb)


def _is_behind_comma(verb: Token) -> bool:
    """Whether nothing but a comma is between its subject, no apposition, and "asked" or "told"."""
    doc, i = verb.doc, verb.i - 2
    if (
        i < 0
        or verb.lemma_ not in {"ask", "tell"}
        or doc[i + 1].text != ","
        or doc[i].dep_ != "nsubj"
    ):
        return False
    first = doc[i].left_edge.i
    return first < 2 or doc[first - 1].text != "," or doc[first - 2].ent_type_ in TIMES


def _is_name(word: Token, verb: Token) -> bool:
    """Whether the parser took a name for an auxiliary: "May said", which is not "may say"."""
    before_past = verb.tag_ == "VBD" and word.i == verb.i - 1
    return before_past and word.dep_ == "aux" and word.text.istitle()


def _is_stray(noun: Token) -> bool:
    """Whether it was parsed apart from its preposition: "a spokesman for [Minister Ana Ruiz]"."""
    edge = noun.left_edge
    return edge.i > 0 and edge.nbor(-1).dep_ == "prep" and edge.nbor(-1).head != noun.head


def _is_aside(subject: Token, verb: Token) -> bool:
    """Whether verb and subject alone stand between commas: "The pier, [said Ruiz], is safe"."""
    behind = verb.doc[subject.i + 1 : subject.i + 2].text
    return verb.i > 0 and verb.nbor(-1).text == "," and behind in {",", "."}


def _reporting_ancestor(verb: Token) -> Token | None:
    """The reporting verb that "adding" goes on from, whatever the parser attached it to."""
    return next((t for t in verb.ancestors if is_cue_verb(t) and t.sent == verb.sent), None)


def _verb_above(verb: Token) -> Token:
    """The verb that this one depends on, past prepositions between them."""
    governor = verb.head
    while governor.dep_ in {"prep", "aux", "mark"} and governor.head is not governor:
        governor = governor.head
    return governor


def _antecedent(subject: Token, verb: Token) -> Token | None:
    """What a subject stands for: itself, or for "who" the noun that the clause describes."""
    if subject.lower_ in RELATIVE and subject.dep_ != "expl":
        return _relative_antecedent(subject, verb)
    if subject.dep_ == "expl" or (subject.lower_ == "it" and subject.dep_ == "nsubjpass"):
        return None
    return subject


def antecedent(pronoun: Token) -> Span | None:
    """The phrase that a relative pronoun stands for; if the parse does not tell, the last noun."""
    noun = _relative_antecedent(pronoun, pronoun.head)
    if noun is None:
        before = _words_before(pronoun)
        noun = next((token for token in before if token.pos_ in {"PROPN", "NOUN"}), None)
    return noun_phrase(noun) if noun is not None else None


def _relative_antecedent(pronoun: Token, verb: Token) -> Token | None:
    """Whom "who" stands for: a name beside it comes before what the parser says.

    Example: "remarks from Ana Ruiz last week, who said" gives "Ruiz".
    """
    if pronoun.lower_ == "who":
        for token in _words_before(pronoun):
            if token.pos_ == "PROPN" and token.ent_type_ not in TIMES:
                return (
                    token if token.head.pos_ != "PROPN" or token.dep_ != "compound" else token.head
                )
            if token.pos_ == "VERB":
                break
    governor = verb.head
    return governor if verb.dep_ in {"relcl", "acl"} and governor.pos_ in NOMINAL else None


def _words_before(pronoun: Token) -> Iterator[Token]:
    """The last words before it in its sentence, the nearest first."""
    token = pronoun
    for _ in range(LONGEST_WAY_BACK):
        if token.i == 0 or token.is_sent_start:
            return
        token = token.nbor(-1)
        yield token


def _quoted_person(verb: Token) -> Token | None:
    """Whom "quoted Roe as saying" or "Roe was quoted as saying" quotes."""
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"}:
            return _antecedent(child, verb)
    if verb.dep_ in {"acl", "relcl"}:
        return verb.head
    return None


def _owner(noun: Token) -> Token:
    """Whose a statement is: "Roe's statement saying", "Roe issued a statement saying"."""
    noun = _sent_to(noun) or noun
    possessor = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    if possessor is not None:
        return possessor
    if noun.dep_ in {"dobj", "pobj"} and noun.lemma_.lower() in words("documents"):
        verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
        issuer = source_of(verb) if verb is not None else None
        return issuer or noun
    return noun


def _sent_to(reader: Token) -> Token | None:
    """What was sent to them: "message" for "readers" in "sent a message to readers saying"."""
    if reader.dep_ != "pobj" or reader.head.lower_ != "to":
        return None
    above = reader.head.head
    sent = [above, *(child for child in above.rights if child.dep_ == "dobj")]
    return next((word for word in sent if word.lemma_.lower() in words("documents")), None)


def nearest_phrase(doc: Doc, start: int, end: int) -> Span | None:
    """The noun phrase that fills `doc[start:end]` best, for text that was parsed wrongly."""
    span = doc[start:end]
    heads = [t for t in span if t.pos_ in {"NOUN", "PROPN", "PRON"} and t.dep_ != "compound"]
    heads = heads or [t for t in span if t.text[0].isupper() or t.pos_ == "NUM"]
    if not heads:
        return None
    first, last = heads[-1].i, heads[-1].i
    while first > start and (
        doc[first - 1].pos_ in NOMINAL | {"ADP", "PART"} or is_hyphen(doc[first - 1])
    ):
        first -= 1
    return _whole_words(doc[first : last + 1])


def only_says_who_had_it(source: Span) -> bool:
    """Whether "by X" is an aside before what is reported: "a memo, seen by the Herald, that"."""
    doc, end = source.doc, source.end
    if source.start == 0 or doc[source.start - 1].lower_ != "by":
        return False
    verb = doc[source.start - 1].head
    if verb.tag_ != "VBN" or any(child.dep_ in {"aux", "auxpass"} for child in verb.lefts):
        return False
    return (
        end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].lower_ in {"that", "whether"}
    )


def looks_like_outlet(source: Span) -> bool:
    """Whether the source looks like a news outlet: "the Coast Herald", "the BBC", "reports"."""
    last = source[-1]
    one_name = len(source) == 1 and last.ent_type_ == "ORG"
    if one_name or last.lower_ in words("outlet_endings", "outlets") | {"reports", "media"}:
        return True
    if source[0].lower_ == "the":
        return not outlet_names().isdisjoint({source[1:].text, f"The {source[1:].text}"})
    return source.text in outlet_names()
