"""Inks to the terminal's own colours, and the one widget that shows a page. Knows nothing of what the page says."""

from __future__ import annotations

import os
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from drillgrok.screens.page import Ink, Page, Row

# Only the terminal's sixteen colours and its own background: what is readable there is the terminal's business, light
# or dark. Nothing is said by colour alone.
_COLOURS: Final = {
    Ink.PLAIN: Style(),
    Ink.STRONG: Style(bold=True),
    Ink.FAINT: Style(dim=True),
    Ink.ACCENT: Style(color="cyan"),
    Ink.METAL: Style(color="yellow"),
    Ink.SHADE: Style(color="yellow", dim=True),
    Ink.RIGHT: Style(color="green", bold=True),
    Ink.WRONG: Style(color="red", bold=True),
    Ink.KEY: Style(reverse=True, bold=True),
}
_NO_COLOURS: Final = {ink: style.without_color for ink, style in _COLOURS.items()}


def styles() -> dict[Ink, Style]:
    """The style of each ink, without colours where the NO_COLOR variable asks for that."""
    return _NO_COLOURS if os.environ.get("NO_COLOR") else _COLOURS


class PageView(Widget):
    """Shows a page over the whole screen; only the rows that changed are painted again."""

    DEFAULT_CSS = "PageView { width: 100%; height: 100%; }"

    def __init__(self) -> None:
        super().__init__()
        self._styles_of = styles()
        self._page: Page = ()
        self._strips: list[Strip] = []
        self.painted: Page = ()
        """The page that was handed to the terminal last."""

    def show(self, page: Page, width: int) -> bool:
        """Show a page laid out for `width` cells. False where it looks like the one before: nothing will be painted."""
        whole = len(page) != len(self._page) or not self._strips or self._strips[0].cell_length != width
        changed = [y for y, row in enumerate(page) if whole or row != self._page[y]]
        if whole:
            self._strips = [Strip.blank(width)] * len(page)
        for y in changed:
            self._strips[y] = self._strip(page[y], width)
        self._page = page
        if changed:
            self.refresh(*(() if whole else [Region(0, y, width, 1) for y in changed]))
        return bool(changed)

    def _strip(self, row: Row, width: int) -> Strip:
        segments = [Segment(piece.text, self._styles_of[piece.ink]) for piece in row]
        return Strip(segments).adjust_cell_length(width, self._styles_of[Ink.PLAIN])

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of one region, without Textual's own styling: colours are decided above."""
        self.painted = self._page
        blank = Strip.blank(crop.width)
        rows = (self._strips[y] if y < len(self._strips) else blank for y in range(crop.y, crop.bottom))
        return [strip.crop_extend(crop.x, crop.right, None) for strip in rows]
