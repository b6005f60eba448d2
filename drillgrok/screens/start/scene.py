"""The first screen as a scene: keys in, pages out. Light, like its page; what Enter opens is not known."""

from __future__ import annotations

from dataclasses import replace

from drillgrok.model.log import Stamp
from drillgrok.screens.kit.help import help_page, small_page
from drillgrok.screens.kit.page import MIN_HEIGHT, MIN_WIDTH, Page
from drillgrok.screens.start.page import Start, start_page, turned


class StartScene:
    """The first screen, until Enter or q."""

    def __init__(self, start: Start) -> None:
        self.start = start
        self.left = False
        self._help = False

    def key(self, name: str, char: str | None, at: Stamp) -> None:  # noqa: ARG002 - no time is taken here
        """Choose a deck, change the goal, open, leave."""
        if self._help:
            self._help = False
        elif self.start.opening:
            return
        elif name == "enter":
            self.start = replace(self.start, opening=True, trouble="")
        elif char == "q":
            self.left = True
        elif char == "?":
            self._help = True
        else:
            self.start = turned(self.start, name, char)

    def refused(self, why: str) -> None:
        """The chosen deck could not be opened."""
        self.start = replace(self.start, opening=False, trouble=why)

    def click(self, column: int, row: int, at: Stamp) -> None:
        """Nothing can be clicked here."""

    def pasted(self, text: str) -> None:
        """Nothing can be pasted here."""

    def tick(self, at: Stamp) -> None:
        """Time does not matter here."""

    def painted(self, at: Stamp) -> None:
        """Time does not matter here."""

    def suspending(self, at: Stamp) -> None:
        """Time does not matter here."""

    def stop(self, at: Stamp) -> None:
        """Nothing has begun."""

    def fit(self, width: int, height: int, at: Stamp) -> None:
        """The page itself says when there is too little room."""

    @property
    def awaits_paint(self) -> bool:
        """No prompt is shown here."""
        return False

    @property
    def takes_clicks(self) -> bool:
        """Nothing can be clicked here."""
        return False

    def changes_at_ns(self, now_ns: int) -> int | None:  # noqa: ARG002 - nothing moves
        """Nothing moves by itself."""
        return None

    def page(self, width: int, height: int, now_ns: int) -> Page:  # noqa: ARG002 - nothing moves
        """The first screen."""
        if width < MIN_WIDTH or height < MIN_HEIGHT:
            return small_page((MIN_WIDTH, MIN_HEIGHT), width, height)
        return help_page(width, height) if self._help else start_page(self.start, width, height)
