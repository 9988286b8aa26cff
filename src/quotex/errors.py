"""The errors that quotex raises on purpose. Each message says what to do next.

QuotexError
├── ModelNotFoundError    no English spaCy pipeline is installed, or the named one is not
├── PipelineError         a spaCy pipeline lacks what a component needs
├── InputError            an input file, line or value cannot be read
├── MissingExtraError     an optional dependency is not installed
├── GazetteerError        a line of a gazetteer file is not an outlet
└── EvaluationError       gold or predicted documents cannot be compared
"""

__all__ = [
    "EvaluationError",
    "GazetteerError",
    "InputError",
    "MissingExtraError",
    "ModelNotFoundError",
    "PipelineError",
    "QuotexError",
]


class QuotexError(Exception):
    """Base of every error that quotex raises on purpose."""


class ModelNotFoundError(QuotexError):
    """No English spaCy pipeline is installed, or the named one is not."""


class PipelineError(QuotexError):
    """A spaCy pipeline lacks what a component needs."""


class InputError(QuotexError):
    """An input file, line or value cannot be read."""


class MissingExtraError(QuotexError, ImportError):
    """An optional dependency is not installed; the message has the command that installs it."""


class GazetteerError(QuotexError):
    """A line of a gazetteer file is not an outlet."""


class EvaluationError(QuotexError):
    """Gold or predicted documents cannot be compared."""
