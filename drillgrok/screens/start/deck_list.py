"""The list of all decks while it lies over the first screen: keys, letters and clicks in, pages out, and at the end the
deck that was taken. Loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drillgrok.screens.backend import DeckCard
from drillgrok.screens.start.choosing import choosing_from, erased, moved, typing
from drillgrok.screens.start.choosing_page import choosing_page, list_rows
from drillgrok.screens.start.laid import Laid


class DeckList:
    """Open until a deck is taken, or Esc."""

    def __init__(self, cards: Sequence[DeckCard], deck_id: str) -> None:
        self.choosing = choosing_from(cards, deck_id)
        self.left = False
        """It is closed."""
        self.taken = ""
        """The deck that was taken, by its id; empty where none was."""

    def key(self, name: str, char: str | None, size: tuple[int, int]) -> None:
        """Find, move, take, go back, in a terminal of this size."""
        if name == "enter":
            self._take()
        elif name == "escape" and not self.choosing.typed:
            self.left = True
        elif name in {"escape", "backspace"}:
            self.choosing = erased(self.choosing, everything=name == "escape")
        elif char is not None and (char != "/" or self.choosing.typed):
            self.choosing = typing(self.choosing, char)
        else:
            self.choosing = moved(self.choosing, name, list_rows(self.choosing, *size))

    def pasted(self, text: str) -> None:
        """As if it were typed."""
        self.choosing = typing(self.choosing, text)

    def click(self, place: int) -> None:
        """On a deck, by its place in what was found: it is chosen, and where it is chosen already, taken."""
        if self.choosing.at == place:
            self._take()
        self.choosing = replace(self.choosing, at=place)

    def _take(self) -> None:
        if self.choosing.card is not None:
            self.taken, self.left = self.choosing.card.id, True

    def laid(self, width: int, height: int) -> Laid:
        """The page."""
        return choosing_page(self.choosing, width, height)
