"""The worst texts known, each as a short description of how to make it as long as wanted."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["WORST"]


def _of(piece: str) -> Callable[[int], str]:
    """A piece again and again, up to so many characters."""
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _around(opening: str, closing: str) -> Callable[[int], str]:
    """Quotations inside quotations, all of them closed."""

    def nested(size: int) -> str:
        depth = size // len(opening + closing)
        return opening * depth + closing * depth

    return nested


WORST: dict[str, Callable[[int], str]] = {
    # quotation marks
    "marks that only open": _of("“"),
    "marks that open inside each other": _of("“‘"),
    "nested marks, all closed": _around("“a ‘b ", "’”"),
    "marks that only close": _of("”"),
    "straight marks": _of('"'),
    "apostrophes": _of("'"),
    "backticks": _of("``''"),
    "marks of every shape": _of("“”„‟\"‘’‚‛'`«»‹›"),
    "a mark behind each letter": _of("a“"),
    "an opening mark in each paragraph": _of("“a\n"),
    "inches and feet": _of("6'2\" "),
    "labels of speakers": _of("“RUIZ: no "),
    "elisions": _of("’n’ "),
    "commas before capitals": _of("“A, A? A! "),
    # length
    "no space at all": _of("a"),
    "one long address": _of("http://a.example/b?c=d&"),
    "one sentence": _of("the dog saw a cat and "),
    "one sentence of clauses": _of("he said that she told him that "),
    "one sentence of verbs": _of("and said "),
    "one sentence of relative clauses": _of("who said that "),
    "one sentence of sources": _of("and Ana "),
    "one sentence of names": _of("Ana Ruiz, "),
    "one name": _of("Ana "),
    "one role": _of("former deputy "),
    "quotes in one line": _of("“No,” Ana Ruiz said. "),
    "quotes, a line each": _of("“No, never,” she told TASS.\n"),
    "outlets in a chain": _of("according to the Guardian, citing "),
    "brackets that open": _of("([{"),
    "dots": _of("."),
    "dashes": _of("— -- - "),
    # white space and control characters
    "spaces": _of(" "),
    "line ends of every system": _of("“a\r\nb\rc\n"),
    "line ends of Unicode": _of("“a\u2028b\u2029c\x85d\x0be\x0cf\x1c"),
    "no-break and zero-width spaces": _of("“a\u00a0b\u200bc\ufeffd\u2060”"),
    "NUL and its neighbours": _of("“\x00\x01\x1b[2J\x7f”"),
    # Unicode
    "combining marks": _of("a\u0301\u0302\u0323"),
    "a combining mark on each quotation mark": _of("“\u0301a”\u0338 "),
    "right to left": _of("«שלום» אמר \u202e“abc”\u202c "),
    "scripts": _of("“да” 「はい」 “نعم” 𝕳 "),
    "emoji": _of("“👩‍👩‍👧‍👦🏳️‍🌈” "),
    "characters that grow in lower case": _of("İİ ŉ ß ﬃ “İ” "),
    "digits of every script": _of("“٣५3²½Ⅷ” "),
    "noncharacters": _of("“\ufffe\uffff\U0010ffff” "),
    "mojibake": _of("â€œWe lost,â€\x9d she said â€™ Ã© "),
    # markup
    "HTML": _of("<p class=“a”>“&ldquo;a&#8221;</p><!--"),
    "JSON": _of('{"text": "“a”"},\\u201c'),
}
"""A name, and the text of so many characters."""
