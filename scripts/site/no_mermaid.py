"""For mkdocs: notebooks without the script for Mermaid diagrams, which would come from elsewhere.

mkdocs-jupyter puts it into each notebook and has no setting for it. The notebooks have no such
diagrams.
"""

import re
from typing import Any

MERMAID = re.compile(r'<script type="module">(?:(?!</script>).)*mermaid.*?</script>', re.DOTALL)


def on_post_page(output: str, **_: Any) -> str:
    """Take the script out of a page."""
    return MERMAID.sub("", output)
