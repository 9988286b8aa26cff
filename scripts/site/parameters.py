"""For mkdocstrings: the parameters of a function, as this project's docstrings write them.

A line `name (type): meaning`, in a paragraph of such lines, becomes an entry of the section `Args`.
"""

import re
from typing import Any

import griffe

PARAMETERS = re.compile(r"(?:^|(?<=\n\n))(?:\w+ \(.+\): .+(?:\n .+)*(?:\n|$))+(?=\n|$)")


class Parameters(griffe.Extension):
    """Marks those paragraphs as the section that Google's style of docstrings has for them."""

    def on_function(self, *, func: griffe.Function, **_: Any) -> None:
        """Rewrite the docstring of one function before it is parsed."""
        if func.docstring:
            func.docstring.value = PARAMETERS.sub(as_section, func.docstring.value)

    def on_class(self, *, cls: griffe.Class, **_: Any) -> None:
        """The same for a class that is called with parameters."""
        if cls.docstring and "dataclass" in cls.labels:
            cls.docstring.value = PARAMETERS.sub(as_section, cls.docstring.value)


def as_section(found: re.Match[str]) -> str:
    """The lines under a heading of their own."""
    lines = "".join(f"    {line}\n" for line in found[0].splitlines())
    return f"Args:\n{lines}"
