"""Pages as text."""

from __future__ import annotations

from drillgrok.screens.kit.page import Page


def plain_text(page: Page) -> str:
    """The page without inks, a line a row: what the golden tests keep."""
    return "\n".join("".join(piece.text for piece in row).rstrip() for row in page) + "\n"
