"""Articles and their quotes as HTML: `quotex.render`, `--format html` and what notebooks show."""

from quotex.rendering.page import as_html, notebook_article, notebook_quote, render

__all__ = ["as_html", "notebook_article", "notebook_quote", "render"]
