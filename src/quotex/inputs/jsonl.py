"""Articles from JSON Lines: a JSON object a line, with the text in one of its fields."""

from __future__ import annotations

import json
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from typing import Any

from quotex.errors import InputError
from quotex.inputs.bounded import too_long
from quotex.inputs.sources import Failure, Source
from quotex.inputs.text import decoded
from quotex.records import Article

__all__ = ["is_json_object", "read_lines"]

JSON_TYPES: dict[type, str] = {
    bool: "true or false",
    dict: "an object",
    float: "a number",
    int: "a number",
    list: "a list",
    str: "text",
    type(None): "null",
}
FIELDS_NAMED = 12


def read_lines(
    lines: Iterator[bytes | None], source: Source, text_field: str, positions: Iterator[int]
) -> Iterator[Article | Failure]:
    """An article from each line that is not blank; None stands for a line that is too long."""
    started = False
    for number, line in enumerate(lines, start=1):
        if line is None:
            next(positions)
            yield Failure(f"{source.name}, line {number}", too_long("this line"))
            continue
        if not line.strip():
            continue
        if not started and (reason := why_no_json_lines(line)):
            yield Failure(source.name, reason)
            return
        started = True
        position = next(positions)
        try:
            yield article_of(json_object(decoded(line)), text_field, position)
        except InputError as error:
            yield Failure(f"{source.name}, line {number}", str(error))


def why_no_json_lines(first_line: bytes) -> str | None:
    """Why a whole file that begins with this line is no JSON Lines, if that can be seen."""
    if first_line.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        return "this is UTF-16; save it as UTF-8"
    start = first_line.removeprefix(BOM_UTF8).strip()
    if start == b"{" or start.startswith(b"["):
        return (
            "this is a JSON list, or JSON spread over several lines; JSON Lines has one object "
            "a line (jq -c '.[]' FILE makes it from a list, jq -c . FILE from objects)"
        )
    return None


def is_json_object(line: bytes) -> bool:
    """Whether a line is a whole JSON object."""
    try:
        json_object(decoded(line))
    except InputError:
        return False
    return True


def json_object(line: str) -> dict[str, Any]:
    """The JSON object on a line."""
    try:
        value = json.loads(line.rstrip(), parse_constant=no_number)
    except json.JSONDecodeError as error:
        raise InputError(f"not valid JSON: {error.msg} (column {error.colno})") from error
    except RecursionError as error:
        raise InputError("not valid JSON: nested too deeply") from error
    except ValueError as error:  # a number with thousands of digits
        raise InputError(f"not valid JSON: {error}") from error
    if not isinstance(value, dict):
        raise InputError(f"this is {JSON_TYPES[type(value)]}, not a JSON object")
    return value


def no_number(constant: str) -> None:
    """NaN and Infinity, which pandas and others write for a missing value, are none."""


def article_of(fields: dict[str, Any], text_field: str, position: int) -> Article:
    """An article from a JSON object; fields of other names are ignored."""
    if text_field not in fields:
        raise InputError(
            f'there is no field "{text_field}"; the fields are {field_names(fields)} '
            "(--text-field names the one with the text)"
        )
    text = fields[text_field]
    if not isinstance(text, str):
        raise InputError(f'"{text_field}" is {JSON_TYPES[type(text)]}, not text')
    return Article(
        id=label(fields, "id") or str(position),
        text=text,
        title=label(fields, "title"),
        url=label(fields, "url"),
        published=label(fields, "published"),
        outlet=label(fields, "outlet"),
    )


def field_names(fields: dict[str, Any]) -> str:
    """The names of a JSON object's fields, for a message."""
    names = [f'"{name}"' for name in fields]
    more = [f"and {len(names) - FIELDS_NAMED} more"] if len(names) > FIELDS_NAMED else []
    return ", ".join(names[:FIELDS_NAMED] + more) or "none"


def label(fields: dict[str, Any], name: str) -> str | None:
    """A field that says something about the article; a number is taken as text."""
    value = fields.get(name)
    if isinstance(value, bool | dict | list):
        raise InputError(f'"{name}" is {JSON_TYPES[type(value)]}, not text')
    return None if value is None else str(value)
