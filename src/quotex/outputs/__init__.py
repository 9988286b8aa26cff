"""How results are written: JSON Lines, JSON, CSV and a table for the terminal.

Each `as_...` function turns a stream of articles into a stream of text and holds one article at a
time. `docs/formats.md` describes the formats; the columns of CSV are `COLUMNS`.
"""

from quotex.outputs.columns import COLUMNS, COLUMNS_VERSION
from quotex.outputs.csv import as_csv
from quotex.outputs.files import part_of, replacing
from quotex.outputs.jsonl import as_json, as_jsonl
from quotex.outputs.table import as_table, printable

__all__ = [
    "COLUMNS",
    "COLUMNS_VERSION",
    "ENDINGS",
    "FORMATS",
    "as_csv",
    "as_json",
    "as_jsonl",
    "as_table",
    "part_of",
    "printable",
    "replacing",
]

FORMATS = ("jsonl", "json", "csv", "table")
ENDINGS = {".jsonl": "jsonl", ".json": "json", ".csv": "csv", ".txt": "table"}
"""The format that a file's ending stands for."""
