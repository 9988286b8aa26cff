"""How results are written: JSON Lines, JSON, CSV, Parquet and a table for the terminal.

Each `as_...` function turns a stream of articles into a stream of text or bytes and holds one
article at a time, Parquet a group of rows. `docs/formats.md` describes the formats; `COLUMNS` are
those of all formats that have a quote a row.
"""

from quotex.outputs.arrow import as_parquet, require_arrow, to_dataframe
from quotex.outputs.columns import COLUMNS, COLUMNS_VERSION, Column
from quotex.outputs.csv import as_csv
from quotex.outputs.files import (
    GrowingFile,
    is_special,
    part_of,
    put_in_place,
    replacing,
    whole_lines,
)
from quotex.outputs.jsonl import as_json, as_jsonl
from quotex.outputs.locks import LockedError, locked
from quotex.outputs.table import as_table, printable

__all__ = [
    "COLUMNS",
    "COLUMNS_VERSION",
    "ENDINGS",
    "FORMATS",
    "Column",
    "GrowingFile",
    "LockedError",
    "as_csv",
    "as_json",
    "as_jsonl",
    "as_parquet",
    "as_table",
    "is_special",
    "locked",
    "part_of",
    "printable",
    "put_in_place",
    "replacing",
    "require_arrow",
    "to_dataframe",
    "whole_lines",
]

FORMATS = ("jsonl", "json", "csv", "parquet", "table", "html")
ENDINGS = {
    ".jsonl": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".parquet": "parquet",
    ".txt": "table",
    ".html": "html",
}
"""The format that a file's ending stands for."""
