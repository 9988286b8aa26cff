"""Bytes as articles, pages and files, so that a fuzzer that changes bytes stays to the point.

The first byte says how to read the others: as they are, or each as a fragment of what articles and
pages are made of.
"""

from __future__ import annotations

import gzip
import json

__all__ = ["file_of", "page_of", "text_of"]

MARKS = ["“", "”", "„", '"', "‘", "’", "'", "«", "»", "‹", "›", "``", "''", "‚", "`", "‟", "‛"]
WORDS = [
    *("Ana Ruiz", "Ruiz", "the mayor", "She", "he", "TASS", "the Guardian", "RUIZ:", "officials"),
    *("said", "told", "says", "asked", "according to", "wrote on", "called", "adding", "tweeted"),
    *("that", "we lost", "it is late", "no", "players’", "6'", "’90s", "and", "But", "Never", "I"),
    *("Foreign Minister", "Mr.", "Dr", "47", "$3m", "U.S.", "Ms Kim Min-jae", "Deputy", "of", "a"),
    *(
        "Reuters reported",
        "citing",
        "in an interview with",
        "on Twitter",
        "the report",
        "who",
        "it",
    ),
    *("Bo Ek, 46,", "(Reuters) -", "spokesman", "its", "they", "The", "Norjet", "sources", "not"),
]
GLUE = [*(" " * 12), ", ", ". ", ": ", "? ", "! ", " — ", "\n", "\n\n", "\r\n", "\r", "…", "; "]
ODD = [
    *("\u2028", "\x85", "\x0b", "\x1c", "\x00", "\x1b[31m", "\x7f", "\u200b", "\ufeff", "\u00a0"),
    *("\u0301", "\u202e", "\u2066", "\ud800", "\udc80", "\U0001f469\u200d", "İ", "ß", "ﬃ", "½"),
    *("שלום", "نعم", "はい", "中文", "да", "\ufffd", "\uffff", "\U0010ffff", "â€œ", "&amp;", "<b>"),
    *("=1+1", "-2", "+3", "@x", "\t", "|", "'", ",", ";", "\\", "{{ x }}", "[red]", "javascript:"),
]
FRAGMENTS = [*MARKS, *MARKS, *WORDS, *GLUE, *GLUE, *ODD]

TAGS = [
    *("<p>", "</p>", "<br>", "<q>", "</q>", "<blockquote>", "</blockquote>", "<cite>", "</cite>"),
    *("<h1>", "</h1>", "<div>", "</div>", "<table><tr><td>", "</table>", "<li>", "<ul>", "</ul>"),
    *("<script>", "</script>", "<style>", "</style>", "<!--", "-->", "<![CDATA[", "<?php", "?>"),
    *('<aside class="pull-quote">', "</aside>", "<footer>", "</footer>", "<article>", "</article>"),
    *('<div class="newsletter">', '<meta property="og:title" content="', '">', "<pre>", "</pre>"),
    *("<a href='javascript:x'>", "</a>", "<svg>", "<math>", "<template>", "<noscript>", "<title>"),
    *(
        "&ldquo;",
        "&#147;",
        "&#0;",
        "&#xD800;",
        "&#x110000;",
        "&",
        "<",
        ">",
        "</",
        "<html>",
        "<body>",
    ),
    *('<script type="application/ld+json">', '"@type": "LiveBlogPosting"', "<article>", "<time>"),
    *("<main>", "<nav>", "<form>", "<button>", "<head>", "</head>", "<base href='//x'>", "<th>"),
]
LINES = [
    *('{"text": "', '"}', '"', "\n", "\r\n", "{}", "[]", "null", '{"text": 3}', '{"text": null}'),
    *('{"id": [1], "text": "a"}', '{"text": "\\ud800"}', '{"text": "a", "id": 1e400}', "\\u0000"),
    *("[" * 50, "{" * 50, '{"a":' * 30, "NaN", "1" * 300, "\ufeff", "\x00", '", "id": "', "\\"),
    *('", "title": "', '", "url": "', "true", '{"text": "a"} x', '{"text": "“No,” she said."}\n'),
]
HEADERS = [
    *("WARC/1.0\r\n", "WARC-Type: response\r\n", "WARC-Target-URI: http://a.example/\r\n", "\r\n"),
    *("Content-Type: application/http; msgtype=response\r\n", "Content-Length: 120\r\n"),
    *("Content-Length: 0\r\n", "Content-Length: -1\r\n", "Content-Length: 99999999999999\r\n"),
    *("HTTP/1.1 200 OK\r\n", "Content-Type: text/html\r\n", "Content-Encoding: gzip\r\n"),
    *("Content-Encoding: br\r\n", "Content-Encoding: zstd\r\n", "Transfer-Encoding: chunked\r\n"),
    *(
        "Content-Encoding: deflate\r\n",
        "WARC-Type: warcinfo\r\n",
        "WARC-Date: x\r\n",
        "\n",
        "5\r\n",
    ),
    *("<html><body><p>“No,” she said.</p></body></html>", "HTTP/1.1 404\r\n", "\r\n\r\n", "WARC/9"),
    *("Content-Type: text/html; charset=utf-7\r\n", "Content-Type: text/html; charset=x\r\n"),
]


def text_of(data: bytes) -> str:
    """An article's text, at times with lone surrogates."""
    kind, rest = data[:1], data[1:]
    if kind < b"\x40":
        return rest.decode("utf-8", errors="surrogateescape")
    return _from(FRAGMENTS, rest)


def page_of(data: bytes) -> str | bytes:
    """A web page: bytes, characters, or tags among an article's words."""
    kind, rest = data[:1], data[1:]
    if kind < b"\x30":
        return rest
    if kind < b"\x40":
        return rest.decode("utf-8", errors="surrogateescape")
    return _from([*TAGS, *TAGS, *FRAGMENTS], rest)


def file_of(data: bytes) -> tuple[str, bytes]:
    """A file's ending and what it holds: right or wrong, compressed or not."""
    kind, rest = data[0] if data else 0, data[1:]
    ending = (".jsonl", ".warc", ".txt", ".html")[kind % 4]
    if kind >= 64:
        fragments = {".jsonl": LINES, ".warc": HEADERS}.get(ending, FRAGMENTS)
        rest = _from(fragments, rest).encode("utf-8", errors="surrogatepass")
    if kind >= 128 and ending == ".warc":
        rest = _record(rest)
    elif kind >= 192 and ending == ".jsonl":
        rest = json.dumps({"text": text_of(rest)}).encode()
    if kind % 16 < 4:
        return ending + ".gz", gzip.compress(rest, mtime=0)
    return (ending + ".gz" if kind % 16 == 15 else ending), rest


def _from(fragments: list[str], data: bytes) -> str:
    return "".join(fragments[each % len(fragments)] for each in data)


def _record(page: bytes) -> bytes:
    """A WARC record whose lengths are right, so that its page is read."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"
