"""The docs as a site, made by `make site`: Sphinx reads the same Markdown that is read where the code is."""

import re
from pathlib import Path

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

DOCS = Path(__file__).parent
REPOSITORY = "https://github.com/drillgrok/drillgrok"
LINK = re.compile(r"(?<=\]\()(\.\./[^)#\s]+)")

project = "drillgrok"
author = "The drillgrok maintainers"
copyright = "GPL-3.0-or-later"  # noqa: A001
html_title = "drillgrok"

extensions = ["myst_parser"]
myst_heading_anchors = 4
nitpicky = True

html_theme = "furo"
html_show_sphinx = False
html_copy_source = False
html_theme_options = {
    "source_repository": f"{REPOSITORY}/",
    "source_branch": "main",
    "source_directory": "docs/",
}


def setup(app: Sphinx) -> None:
    """What the pages hold beyond Markdown: tables as text, and links to files that are not of the site."""
    app.add_lexer("csv", TextLexer)
    app.connect("source-read", lead_outside)


def lead_outside(_app: Sphinx, page: str, source: list[str]) -> None:
    """Links to files beside the docs lead to the repository, where these can be read."""
    folder = (DOCS / page).parent

    def led(found: re.Match[str]) -> str:
        target = (folder / found[0]).resolve()
        inside = target.is_relative_to(DOCS) or not target.exists()
        return found[0] if inside else f"{REPOSITORY}/blob/main/{target.relative_to(DOCS.parent).as_posix()}"

    source[0] = LINK.sub(led, source[0])
