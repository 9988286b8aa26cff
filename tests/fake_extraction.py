"""A stand-in for the model: whatever is between “ and ” was said by Ana Ruiz to TASS.

The tests of the command line use it, in their own process and, run as a script, in another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import quotex
from quotex.records import Article, Cue, Outlet, Quote, Rejection, Span, Speaker

QUOTED = re.compile("“([^”]*)”")


def quotes_of(text: str) -> list[Quote]:
    return [quote_of(text, match, number) for number, match in enumerate(QUOTED.finditer(text))]


def quote_of(text: str, match: re.Match[str], number: int) -> Quote:
    cue = text.find("said")
    return Quote(
        id=f"q{number}",
        kind="direct",
        content=[Span(start=match.start(), end=match.end(), text=match[0])],
        verbatim=[Span(start=match.start(1), end=match.end(1), text=match[1])],
        text=match[0],
        speaker=Speaker(name="Ana Ruiz", type="person", role="mayor"),
        cue=Cue(start=cue, end=cue + 4, text="said", lemma="say") if cue >= 0 else None,
        outlets=[Outlet(name="TASS", id="tass", role="told")],
        confidence=0.9,
        rule="fake.curly",
    )


def load(model: str | None = None) -> str:
    if model == "no_such_model":
        raise quotex.ModelNotFoundError("there is no spaCy pipeline 'no_such_model'.")
    return "the model"


def extract_many(
    sources: Iterable[Article], *, rejected: bool = False, **_: Any
) -> Iterator[Article]:
    for article in sources:
        if article.error is not None:
            yield article
            continue
        if any("\ud800" <= character <= "\udfff" for character in article.text):
            yield article.model_copy(update={"error": "the text has a lone surrogate"})
            continue
        found: dict[str, Any] = {"quotes": quotes_of(article.text)}
        if rejected:
            span = Span(start=0, end=1, text=article.text[:1])
            found["rejected"] = [Rejection(span=span, reason="a nickname")]
        yield article.model_copy(update=found)


STAND_INS = {"load": load, "extract_many": extract_many}

if __name__ == "__main__":
    vars(quotex).update(STAND_INS)
    from quotex.cli import main

    main()
