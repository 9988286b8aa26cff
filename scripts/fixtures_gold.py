"""Print the fixtures as one gold file, a JSON object a line, for training.

python scripts/fixtures_gold.py > fixtures.jsonl
"""

from __future__ import annotations

import json

from floors import gold_document, names


def main() -> None:
    """Print the articles with their quotes, in the order of their names."""
    for name in names():
        print(json.dumps(gold_document(name), ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main()
