"""Articles with quotes made by hand, for the tests of pages: no model has read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quotex.records import Article, Cue, Outlet, Quote, Rejection, Span, Speaker


def span_of(text: str, words: str | Span) -> Span:
    """Where the words first stand in the text."""
    if isinstance(words, Span):
        return words
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def spans_of(text: str, offsets: Sequence[tuple[int, int]]) -> list[Span]:
    return [Span(start=start, end=end, text=text[start:end]) for start, end in offsets]


def quote_of(
    text: str,
    *content: str | Span,
    verbatim: Sequence[str] = (),
    speaker: str | None = "Ana Ruiz",
    role: str | None = None,
    mention: str | None = None,
    cue: str | None = None,
    outlets: Sequence[tuple[str, Any, str | None]] = (),
    kind: Any = "direct",
    confidence: float = 0.92,
) -> Quote:
    """A quote whose spans are given by their words."""
    spans = [span_of(text, words) for words in content]
    return Quote(
        id="q",
        kind=kind,
        content=spans,
        verbatim=[span_of(text, words) for words in verbatim],
        text=" ".join(span.text for span in spans),
        speaker=Speaker(
            name=speaker, role=role, mention=span_of(text, mention) if mention else None
        ),
        cue=Cue(**span_of(text, cue).model_dump(), lemma=cue) if cue else None,
        outlets=[
            Outlet(name=name, role=part, mention=span_of(text, words) if words else None)
            for name, part, words in outlets
        ],
        confidence=confidence,
        rule="test.rule",
    )


def article_of(text: str, *quotes: Quote) -> Article:
    return Article(id="a1", text=text, quotes=list(quotes))


TEXT = (
    "Pipeline talks may resume, minister says\n\n"
    "Talks could resume “within days”, Foreign Minister Ana Ruiz told Serbian media, according to "
    "The Post, citing Interfax.\n\n"
    "“We have nothing to hide,” she wrote. “Let them read it.\n\n"
    "“All of it.”\n\n"
    "Prices would rise, the airline said.\n"
)
WIRE = Article(
    id="wire.txt",
    text=TEXT,
    quotes=[
        quote_of(
            TEXT,
            "Talks could resume “within days”",
            verbatim=["within days"],
            role="Foreign Minister",
            mention="Foreign Minister Ana Ruiz",
            cue="told",
            outlets=[
                ("Serbian media", "told", "Serbian media"),
                ("The Post", "reported", "The Post"),
                ("Interfax", "cited", "Interfax"),
            ],
            kind="mixed",
        ),
        quote_of(
            TEXT,
            "We have nothing to hide,",
            "Let them read it.\n\n“All of it.",
            verbatim=["We have nothing to hide,"],
            mention="she",
            cue="wrote",
        ),
        quote_of(
            TEXT,
            "Prices would rise",
            speaker=None,
            mention="the airline",
            cue="said",
            kind="indirect",
            confidence=0.4,
        ),
    ],
)

HOSTILE = (
    "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'>\"'> </style></title>"
    "<!-- ]]> {{ 7 * 7 }} {% raw %} \x1b[31m\x1b]0;x\x07\x9b1m \u202egnp.exe\u2066 \x00 &lt;b&gt;"
)


def hostile() -> Article:
    """An article whose every field tries to be obeyed rather than shown."""
    text = f"“{HOSTILE}” {HOSTILE} said \ud800.\nAnother line."
    span = Span(start=1, end=1 + len(HOSTILE), text=HOSTILE)
    return Article(
        id=HOSTILE,
        text=text,
        title=HOSTILE,
        url=f"https://example.org/{HOSTILE}",
        published=HOSTILE,
        outlet=HOSTILE,
        error=HOSTILE,
        quotes=[
            quote_of(text, span, speaker=HOSTILE, role=HOSTILE, cue="said").model_copy(
                update={
                    "rule": HOSTILE,
                    "outlets": [Outlet(name=HOSTILE, role="told", mention=span)],
                }
            )
        ],
        rejected=[Rejection(span=span, reason=HOSTILE)],
    )


def many_quotes(number: int, *, speakers: int = 9) -> Article:
    """An article with so many quotes, a line each."""
    lines = [f"“Answer {each}.” Speaker {each % speakers} said." for each in range(number)]
    text = "\n".join(lines)
    quotes = [
        quote_of(text, f"Answer {each}.", speaker=f"Speaker {each % speakers}", cue="said")
        for each in range(number)
    ]
    return article_of(text, *quotes)
