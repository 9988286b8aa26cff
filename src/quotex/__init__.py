"""Who said what in a news article, in which words, and through which outlet.

Importing quotex is cheap: spaCy, the records and the model are loaded on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from quotex.errors import (
    EvaluationError,
    GazetteerError,
    InputError,
    MissingExtraError,
    ModelNotFoundError,
    PipelineError,
    QuotexError,
)

if TYPE_CHECKING:
    from quotex.evaluation import Evaluation, evaluate
    from quotex.extraction import explain, extract, extract_many, read, read_html
    from quotex.outputs.arrow import to_dataframe
    from quotex.pipeline import load
    from quotex.records import (
        Article,
        Cue,
        Decision,
        Explanation,
        Outlet,
        Quote,
        Reason,
        Rejection,
        Span,
        Speaker,
    )
    from quotex.rendering import render

__all__ = [
    "Article",
    "Cue",
    "Decision",
    "Evaluation",
    "EvaluationError",
    "Explanation",
    "GazetteerError",
    "InputError",
    "MissingExtraError",
    "ModelNotFoundError",
    "Outlet",
    "PipelineError",
    "Quote",
    "QuotexError",
    "Reason",
    "Rejection",
    "Span",
    "Speaker",
    "__version__",
    "evaluate",
    "explain",
    "extract",
    "extract_many",
    "load",
    "read",
    "read_html",
    "render",
    "to_dataframe",
]

__version__ = "0.1.0"

LAZY = {
    "quotex.evaluation": ("Evaluation", "evaluate"),
    "quotex.extraction": ("explain", "extract", "extract_many", "read", "read_html"),
    "quotex.outputs.arrow": ("to_dataframe",),
    "quotex.pipeline": ("load",),
    "quotex.records": (
        "Article",
        "Cue",
        "Decision",
        "Explanation",
        "Outlet",
        "Quote",
        "Reason",
        "Rejection",
        "Span",
        "Speaker",
    ),
    "quotex.rendering": ("render",),
}
"""The public names of each module that is imported only when one of them is used."""

if not TYPE_CHECKING:  # hidden from mypy, which would believe that any name exists

    def __getattr__(name: str) -> object:
        """Import the module of a public name on its first use."""
        for module, names in LAZY.items():
            if name in names:
                globals()[name] = value = getattr(import_module(module), name)
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
