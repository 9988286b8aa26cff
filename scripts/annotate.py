"""Fill in and check the gold annotation of the fixtures.

usage: python scripts/annotate.py [--check] FILE...

FILE is a gold file, `NAME.gold.json`, beside its article `NAME.txt`. A span may be written without
offsets, as {"text": "said"}; this script finds it and writes the file back with the offsets:

content         the first occurrence at or after the start of the previous quote's content,
                a further piece after the piece before it
verbatim        inside the content
cue, mention    (of the speaker or an outlet) the occurrence nearest to the content, outside it
not_quotes      the first occurrence behind a quotation mark, after the previous one

Give "start" as well where that finds the wrong place or two places are equally near. Every file is
then checked against the rules that all gold follows. With --check nothing is written, and every
span must have its offsets. The exit status is 1 if anything is wrong.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

Json = dict[str, Any]

KINDS = ("direct", "mixed", "indirect")
TYPES = ("person", "organization", "outlet", "document", "group", "unknown")
ROLES = ("told", "reported", "cited", "posted")
MARKS = "\"“”„‟«»‘’‚'`"
ABBREVIATION = re.compile(r"(?:\b[A-Za-z]\.|\b(?:Inc|Ltd|Jr|Sr|Co|Corp|No|etc)\.|\.\.\.)$")
LEADING_THAT = re.compile(r"(?:that|whether)\s")
SPAN_LINES = re.compile(r'\{\s+"start": (\d+),\s+"end": (\d+),\s+"text": ("(?:[^"\\]|\\.)*")\s+\}')


class GoldError(Exception):
    """Words that cannot be placed in the article."""


def main() -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description="Fill in and check fixture gold files.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--check", action="store_true", help="write nothing, only check")
    args = parser.parse_args()
    problems = [p for path in args.files for p in process(path, check_only=args.check)]
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


def process(path: Path, *, check_only: bool) -> list[str]:
    """Fill in (unless `check_only`) and check one gold file; return what is wrong with it."""
    try:
        gold, text = read(path)
    except (OSError, ValueError) as error:
        return [f"{path.name}: {error}"]
    problems = [] if check_only else fill(gold, text)
    if not problems:
        problems = list(check(gold, text, path.name.removesuffix(".gold.json")))
    if not problems and not check_only:
        path.write_text(dump(gold), encoding="utf-8", newline="\n")
    return [f"{path.name}: {problem}" for problem in problems]


def read(path: Path) -> tuple[Json, str]:
    """Read a gold file and the article beside it, newlines as they are."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(gold, dict) or not isinstance(gold.get("quotes"), list):
        raise ValueError('a gold file is an object with a list "quotes"')
    article = path.with_name(path.name.removesuffix(".gold.json") + ".txt")
    return gold, article.read_bytes().decode("utf-8")


def dump(gold: Json) -> str:
    """Pretty-print a gold file, each span on a line."""
    pretty = json.dumps(gold, indent=1, ensure_ascii=False)
    return SPAN_LINES.sub(r'{"start": \1, "end": \2, "text": \3}', pretty) + "\n"


# Filling in


def fill(gold: Json, text: str) -> list[str]:
    """Give every span of the file its offsets, in place; return what could not be placed."""
    problems = []
    start = 0
    for number, quote in enumerate(gold["quotes"], 1):
        problem = try_fill(quote, text, start)
        if problem:
            problems.append(f"{label(quote, number)}: {problem}")
        else:
            start = quote["content"][0]["start"]
    try:
        gold["not_quotes"] = fill_not_quotes(gold.get("not_quotes", []), text)
    except (GoldError, KeyError, TypeError) as error:
        problems.append(f"not_quotes: {reason(error)}")
    return problems


def try_fill(quote: Json, text: str, start: int) -> str | None:
    """Fill in one quote; return what could not be placed, if anything."""
    try:
        fill_quote(quote, text, start)
    except (GoldError, KeyError, TypeError) as error:
        return reason(error)
    return None


def fill_quote(quote: Json, text: str, start: int) -> None:
    """Give the spans of one quote their offsets; `start` is where the quote before it starts."""
    quote.setdefault("optional", False)
    quote["content"] = fill_in_order(quote["content"], text, start, len(text))
    content = quote["content"]
    first, last = content[0]["start"], content[-1]["end"]
    quote["verbatim"] = fill_in_order(quote["verbatim"], text, first, last)
    quote["cue"] = fill_near(quote["cue"], text, content)
    quote["speaker"]["mention"] = fill_near(quote["speaker"]["mention"], text, content)
    for outlet in quote["outlets"]:
        outlet["mention"] = fill_near(outlet["mention"], text, content)
        outlet.setdefault("carried", False)


def fill_in_order(spans: list[Json], text: str, start: int, stop: int) -> list[Json]:
    """Place spans one after the other between `start` and `stop`."""
    placed = []
    for span in spans:
        found = [at for at in occurrences(span["text"], text) if start <= at < stop]
        placed.append(place(span, text, found[0] if found else None))
        start = placed[-1]["end"]
    return placed


def fill_near(span: Json | None, text: str, content: list[Json]) -> Json | None:
    """Place a span where its words are nearest to the content."""
    if span is None:
        return None
    if "start" in span:
        return place(span, text, None)
    size = len(span["text"])
    free = [at for at in occurrences(span["text"], text) if not inside(at, at + size, content)]
    near = sorted((distance(at, at + size, content), at) for at in free)
    if len(near) > 1 and near[0][0] == near[1][0]:
        places = f"{near[0][1]} or {near[1][1]}"
        raise GoldError(f'"{span["text"]}" is ambiguous: {places}? Give "start"')
    return place(span, text, near[0][1] if near else None)


def fill_not_quotes(spans: list[Json], text: str) -> list[Json]:
    """Place the quoted words that are nobody's, in text order."""
    placed: list[Json] = []
    start = 0
    for span in spans:
        found = [at for at in occurrences(span["text"], text) if at >= start]
        marked = [at for at in found if behind_mark(at, text)]
        placed.append(place(span, text, marked[0] if marked else None))
        start = placed[-1]["end"]
    return placed


def place(span: Json, text: str, found: int | None) -> Json:
    """Return the span at its given start, else at the place found."""
    words = span["text"]
    start = span.get("start", found)
    if start is None:
        raise GoldError(f'"{words}" not found where it should stand')
    end = span.get("end", start + len(words))
    if text[start:end] != words:
        raise GoldError(f'"{words}" does not stand at {start}:{end}, but "{text[start:end]}"')
    return {"start": start, "end": end, "text": words}


def occurrences(words: str, text: str) -> list[int]:
    """Find where words stand in a text, not inside longer words."""
    if not words:
        return []
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    return [match.start() for match in re.finditer(before + re.escape(words) + after, text)]


def inside(start: int, end: int, spans: list[Json]) -> bool:
    """Tell whether a stretch touches one of the spans."""
    return any(start < span["end"] and span["start"] < end for span in spans)


def distance(start: int, end: int, spans: list[Json]) -> int:
    """Count the characters between a stretch and the nearest span."""
    gaps: list[int] = [max(span["start"] - end, start - span["end"]) for span in spans]
    return min(gaps)


def behind_mark(start: int, text: str) -> bool:
    """Tell whether a quotation mark stands directly before a place."""
    return text[:start].rstrip(" \u00a0")[-1:] in MARKS if start else False


# Checking


def check(gold: Json, text: str, name: str) -> Iterator[str]:
    """Yield what is wrong with a filled-in gold file."""
    if gold.get("id") != name:
        yield f'"id" is {gold.get("id")!r}, not {name!r}'
    previous = 0
    for number, quote in enumerate(gold["quotes"], 1):
        try:
            problems = list(check_quote(quote, text))
            if quote["content"][0]["start"] < previous:
                problems.append("starts before the quote before it")
            previous = quote["content"][0]["start"]
        except (KeyError, TypeError, IndexError) as error:
            problems = [reason(error)]
        yield from (f"{label(quote, number)}: {problem}" for problem in problems)
    for span in gold.get("not_quotes", []):
        yield from (f"not_quotes: {problem}" for problem in check_span(span, text))


def check_quote(quote: Json, text: str) -> Iterator[str]:
    """Yield what is wrong with one quote."""
    for span in spans_of(quote):
        yield from check_span(span, text)
    yield from check_kind(quote)
    yield from check_content(quote["content"])
    yield from check_verbatim(quote, text)
    yield from check_speaker(quote["speaker"])
    for outlet in quote["outlets"]:
        yield from check_outlet(outlet)
    for what, span in (("cue", quote["cue"]), ("mention", quote["speaker"]["mention"])):
        if span and inside(span["start"], span["end"], quote["content"]):
            yield f'{what} "{span["text"]}" lies in the content'


def spans_of(quote: Json) -> list[Json]:
    """List all spans of a quote."""
    single = [quote["cue"], quote["speaker"]["mention"], *(o["mention"] for o in quote["outlets"])]
    return [*quote["content"], *quote["verbatim"], *(span for span in single if span)]


def check_span(span: Json, text: str) -> Iterator[str]:
    """Yield what is wrong with one span."""
    if "start" not in span or "end" not in span:
        yield f'"{span["text"]}" has no offsets'
    elif not span["text"] or text[span["start"] : span["end"]] != span["text"]:
        held = text[span["start"] : span["end"]]
        yield f'{span["start"]}:{span["end"]} holds "{held}", not "{span["text"]}"'


def check_kind(quote: Json) -> Iterator[str]:
    """Yield how the kind of a quote disagrees with its verbatim spans."""
    kind = quote["kind"]
    if kind not in KINDS:
        yield f"kind {kind!r} is none of {', '.join(KINDS)}"
    if kind == "direct" and quote["verbatim"] != quote["content"]:
        yield "kind direct, but verbatim differs from content"
    if kind == "mixed" and quote["verbatim"] in ([], quote["content"]):
        yield "kind mixed, but verbatim is empty or all of the content"
    if kind == "indirect" and quote["verbatim"]:
        yield "kind indirect, but there is verbatim"


def check_content(content: list[Json]) -> Iterator[str]:
    """Yield content spans with wrong edges or in the wrong order."""
    for before, after in pairwise(content):
        if before["end"] > after["start"]:
            yield f'content "{after["text"]}" does not follow on the piece before it'
    for span in content:
        words = span["text"]
        if words != words.strip() or words[-1:] in ",;:" or words[:1] in ",;:.":
            yield f'content "{words}" has a space or a comma at its edge'
        if words.endswith(".") and not ABBREVIATION.search(words):
            yield f'content "{words}" ends with a full stop'
    if LEADING_THAT.match(content[0]["text"]):
        yield f'content "{content[0]["text"]}" begins with its complementiser'


def check_verbatim(quote: Json, text: str) -> Iterator[str]:
    """Yield verbatim spans outside the content or without a mark before them."""
    content = quote["content"]
    for span in quote["verbatim"]:
        if not any(c["start"] <= span["start"] and span["end"] <= c["end"] for c in content):
            yield f'verbatim "{span["text"]}" is not inside the content'
        if not quote["optional"] and not behind_mark(span["start"], text):
            yield f'verbatim "{span["text"]}" has no quotation mark before it'


def check_speaker(speaker: Json) -> Iterator[str]:
    """Yield what is wrong with a speaker record."""
    if speaker["type"] not in TYPES:
        yield f"speaker type {speaker['type']!r} is none of {', '.join(TYPES)}"
    for field in ("name", "role"):
        if speaker[field] is not None and not speaker[field].strip():
            yield f"speaker {field} is empty; write null"


def check_outlet(outlet: Json) -> Iterator[str]:
    """Yield what is wrong with an outlet record."""
    if outlet["role"] not in ROLES:
        yield f"outlet role {outlet['role']!r} is none of {', '.join(ROLES)}"
    if not outlet["name"]:
        yield "an outlet has no name"
    if not isinstance(outlet["carried"], bool):
        yield f"outlet {outlet['name']}: carried is neither true nor false"


def label(quote: Json, number: int) -> str:
    """Name a quote in a message: its number and first words."""
    content = quote.get("content") or [{}]
    words = str(content[0].get("text", ""))
    return f'quote {number} ("{words[:40]}{"…" if len(words) > 40 else ""}")'


def reason(error: Exception) -> str:
    """Say what an exception means for the author of the file."""
    return f"field {error} is missing" if isinstance(error, KeyError) else str(error)


if __name__ == "__main__":
    sys.exit(main())
