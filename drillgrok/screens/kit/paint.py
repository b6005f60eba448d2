"""The one widget that shows a page. Knows nothing of what the page says."""

from __future__ import annotations

import time
from collections.abc import Callable

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from drillgrok.console.styles import styles
from drillgrok.model.drawing import Ground, Tone
from drillgrok.screens.kit.page import Page, Row


class PageView(Widget):
    """Shows a page over the whole screen; only the rows that changed are painted again."""

    DEFAULT_CSS = "PageView { width: 100%; height: 100%; }"

    def __init__(self, resized: Callable[[], None]) -> None:
        """`resized` is called when there is another size to lay a page out for."""
        super().__init__()
        self._resized = resized
        self._styles_of = styles()
        self._page: Page = ()
        self._strips: list[Strip] = []
        self.painted: Page = ()
        """The page that was handed to the terminal last."""

    def on_resize(self) -> None:
        """The whole screen, and the app with it, has its new size."""
        self._resized()

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

    def hasten(self) -> None:
        """Hand what is to be painted to the terminal now. Textual's own way leads through three queues of messages,
        which takes as long as to choose the next item."""
        if self._repaint_required and self.is_mounted and self.screen.is_current:
            self._repaint_required = False
            self.screen._dirty_widgets.add(self)
            self.screen._on_timer_update()
            time.sleep(0)  # let the thread that writes to the terminal go first

    def _strip(self, row: Row, width: int) -> Strip:
        segments = [Segment(piece.text, self._styles_of[piece.tone, piece.ground]) for piece in row]
        return Strip(segments).adjust_cell_length(width, self._styles_of[Tone.PLAIN, Ground.OPEN])

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of one region, without Textual's own styling: colours are decided above."""
        self.painted = self._page
        blank = Strip.blank(crop.width)
        rows = (self._strips[y] if y < len(self._strips) else blank for y in range(crop.y, crop.bottom))
        return [strip.crop_extend(crop.x, crop.right, None) for strip in rows]
