"""An article from plain text in UTF-8."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from quotex.errors import InputError
from quotex.inputs.sources import Failure, Source
from quotex.records import Article

__all__ = ["decoded", "read_text"]


def read_text(data: bytes, source: Source, position: int) -> Article | Failure:
    """One article from plain text; no newline in it is translated."""
    try:
        return Article(id=source.id or str(position), text=decoded(data))
    except InputError as error:
        return Failure(source.name, str(error))


def decoded(data: bytes) -> str:
    """UTF-8 as text, without a byte order mark at its start."""
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        utf16 = data.startswith((BOM_UTF16_BE, BOM_UTF16_LE))
        raise InputError(
            f"not valid UTF-8 at byte {error.start} (0x{data[error.start]:02x}); "
            + ("this looks like UTF-16: " if utf16 else "")
            + "save it as UTF-8"
        ) from error
