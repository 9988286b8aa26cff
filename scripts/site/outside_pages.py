"""For mkdocs: pages of the site that stand elsewhere in the repository, and links between all.

The documents link to each other by where they are in the repository, so that the links work there.
On the site, links lead to the page that is made of the file, and those to other files become text.
"""

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE = {
    "CHANGELOG.md": "changes.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "README.md": "README.md",
    "fixtures/README.md": "fixtures.md",
    "src/quotex/data/README.md": "data.md",
}
"""Which page of the site a file outside of docs/ is; the two READMEs share the first one."""
INSIDE = {page: source for source, page in OUTSIDE.items() if source != "README.md"}

LINK = re.compile(r"\[(?P<text>[^\[\]]*)\]\((?![a-z]+:|#)(?P<path>[^)#\s]+)(?P<anchor>#[^)]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files from outside of docs/."""
    for page, source in INSIDE.items():
        files.append(File.generated(config, page, abs_src_path=str(ROOT / source)))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Let each link lead to a page of the site."""
    here = page.file.src_uri
    source = INSIDE.get(here, f"docs/{here}")

    def on_site(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), link["path"]))
        if target.startswith("docs/"):
            target = target.removeprefix("docs/")
        elif target in OUTSIDE:
            target = OUTSIDE[target]
        else:
            return link["text"]
        path = posixpath.relpath(target, posixpath.dirname(here) or ".")
        return f"[{link['text']}]({path}{link['anchor'] or ''})"

    return LINK.sub(on_site, markdown)
