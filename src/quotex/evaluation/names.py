"""When two names of a speaker or an outlet are the same name."""

from __future__ import annotations

import re
import unicodedata

# A possessive ("Smith's", "Reuters'"), and the stop between two initials ("U.S.", "J. K.").
POSSESSIVE = re.compile(r"[’'](?:s\b|(?!\w))")
INITIAL_STOP = re.compile(r"(?<=\b\w)\.\s?(?=\w\b)")
JOINT = re.compile(r"\sand\s|,")

# fmt: off
TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "sir", "dame", "lord", "lady", "hon", "the",
    "dr", "prof", "professor", "rev", "pope", "king", "queen", "prince", "princess",
    "president", "minister", "secretary", "senator", "sen", "representative", "rep",
    "governor", "gov", "judge", "justice", "general", "gen", "col", "capt", "lt", "sgt",
})
# fmt: on


def comparable(name: str | None, *, person: bool = False) -> str | None:
    """A form in which equal names are equal strings; None for a name without a word.

    A person's titles and middle initials do not count, nor does the article of anything else.
    """
    words = _words(name or "")
    if person:
        while len(words) > 1 and words[0] in TITLES:
            del words[0]
        edges = (0, len(words) - 1)
        words = [word for n, word in enumerate(words) if len(word) > 1 or n in edges]
    elif len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words) or None


def same_name(gold: str | None, predicted: str | None, *, person: bool) -> bool:
    """Equal names; joint speakers in any order; an unnamed source has to stay unnamed."""
    if not gold or not predicted or not comparable(gold) or not comparable(predicted):
        return comparable(gold) == comparable(predicted)
    if comparable(gold, person=person) == comparable(predicted, person=person):
        return True
    return _joint_names(gold, person) == _joint_names(predicted, person)


def _joint_names(name: str, person: bool) -> set[str | None]:
    return {comparable(part, person=person) for part in JOINT.split(name) if part.strip()}


def _words(name: str) -> list[str]:
    """The words of a name without case, accents and possessive; "U.S." and "U. S." as "us"."""
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    return re.findall(r"\w+", INITIAL_STOP.sub("", POSSESSIVE.sub("", plain)))
