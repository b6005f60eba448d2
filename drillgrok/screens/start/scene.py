"""The first screen as a scene: keys in, pages out. Light, like its page; what Enter opens is not known."""

from __future__ import annotations

from dataclasses import replace

from drillgrok.model.log import Stamp
from drillgrok.screens.kit.bare_scene import BareScene
from drillgrok.screens.kit.help import help_page, small_page
from drillgrok.screens.kit.page import MIN_HEIGHT, MIN_WIDTH, Page
from drillgrok.screens.start.page import Start, start_page, turned


class StartScene(BareScene):
    """The first screen, until Enter or q."""

    def __init__(self, start: Start) -> None:
        self.start = start
        self._help = False

    def key(self, name: str, char: str | None, _at: Stamp) -> None:
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

    def lasts(self) -> None:
        """The session is still being opened, after a while."""
        self.start = replace(self.start, long=self.start.opening)

    def told(self, deck_id: str, code: tuple[str, ...]) -> None:
        """How a deck is answered is known now."""
        self.start = replace(self.start, told={**self.start.told, deck_id: code})

    @property
    def untold(self) -> str | None:
        """The chosen deck, where it is new and not yet known how it is answered."""
        card = self.start.card
        return None if card.responses or card.id in self.start.told or self.start.opening else card.id

    def refused(self, why: str) -> None:
        """The chosen deck could not be opened."""
        self.start = replace(self.start, opening=False, long=False, trouble=why)

    def page(self, width: int, height: int, _now_ns: int) -> Page:
        """The first screen."""
        if width < MIN_WIDTH or height < MIN_HEIGHT:
            return small_page((MIN_WIDTH, MIN_HEIGHT), width, height)
        return help_page(width, height) if self._help else start_page(self.start, width, height)
