"""Nouns for people: which words are such, in which number, and whether they say man or woman."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from quotex.wordlists import MOST_KEPT, bare, words

__all__ = ["Gender", "as_pronoun", "gender_of", "is_person_noun", "singular"]

Gender = Literal["male", "female", "unknown"]

PERSON_ENDINGS = ("man", "woman", "person", "ist", "ologist")
NO_PERSON = frozenset({"list", "mist", "twist", "human", "woman's", "waist", "wrist", "fist"})


@lru_cache(MOST_KEPT)
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


@lru_cache(MOST_KEPT)
def is_person_noun(word: str) -> bool:
    """True for what a person can be: "minister", "Sen.", "spokeswoman", "geologist"."""
    noun = bare(word)
    if noun in words("persons", "titles") or word in words("office_initials"):
        return True
    known = noun in NO_PERSON or len(noun) < 5
    return word.islower() and noun.endswith(PERSON_ENDINGS) and not known


def as_pronoun(text: str) -> str | None:
    """The pronoun in lower case, "he" for "He"; None for another word and for "WHO" and "US"."""
    initials = len(text) > 1 and text.isupper()
    return text.casefold() if text.casefold() in words("pronouns") and not initials else None


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
