"""Who spoke how often over several articles, and through which outlets.

Grows with the number of different articles, speakers and outlets; keeps no text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from quotex.records import Article, Quote
from quotex.rendering.legend import label_of

__all__ = ["NOT_NAMED", "NO_OUTLET", "Entry", "Totals"]

NOT_NAMED = "(not named)"
NO_OUTLET = "(none)"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article's line in the index."""

    number: int
    heading: str
    id: str
    quotes: int
    speakers: int
    error: str | None


@dataclass(slots=True)
class Totals:
    """What the index and the filters show. `Counter` keeps the order of first appearance."""

    entries: list[Entry] = field(default_factory=list)
    quotes: int = 0
    speakers: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    credits: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    keys: dict[str, int] = field(default_factory=dict)

    def add(self, article: Article, heading: str) -> None:
        """Count an article and its quotes."""
        names = [speaker_of(quote) for quote in article.quotes]
        self.entries.append(
            Entry(
                number=len(self.entries) + 1,
                heading=heading,
                id=article.id,
                quotes=len(names),
                speakers=len({label_of(quote.speaker) for quote in article.quotes}),
                error=article.error,
            )
        )
        self.quotes += len(names)
        self.speakers.update(names)
        for name, quote in zip(names, article.quotes, strict=True):
            credited = outlets_of(quote)
            self.outlets.update(credited)
            self.credits[name].update(credited)

    def key(self, name: str) -> int:
        """The number by which the page's filters know a speaker or an outlet."""
        return self.keys.setdefault(name, len(self.keys))

    def choices(self, counts: Counter[str]) -> list[tuple[int, str, int]]:
        """What a filter offers: key, name and count, the most frequent first."""
        return [(self.key(name), name, count) for name, count in self.ranked(counts)]

    def ranked(self, counts: Counter[str]) -> list[tuple[str, int]]:
        """Names with their counts, the most frequent first; who is nobody by name comes last."""
        return sorted(
            counts.items(), key=lambda each: (each[0] in {NOT_NAMED, NO_OUTLET}, -each[1])
        )


def speaker_of(quote: Quote) -> str:
    """The speaker's name, as far as it can be compared between articles."""
    return quote.speaker.name or NOT_NAMED


def outlets_of(quote: Quote) -> list[str]:
    """The names of the outlets that a quote is credited to, each once."""
    return list(dict.fromkeys(outlet.name for outlet in quote.outlets)) or [NO_OUTLET]
