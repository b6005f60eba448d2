"""The hand that answers while coins move: one key, or a press of the mouse on a coin, at any time."""

from __future__ import annotations

from dataclasses import dataclass, replace

from drillgrok.domains.drops.motion import CoinFall, lane_at
from drillgrok.model.drawing import Drawing, Hand


@dataclass(frozen=True, slots=True)
class WatchingHand(Hand):
    """Takes the number of a coin."""

    motion: CoinFall
    text: str = ""
    slipped: bool = False

    @property
    def done(self) -> bool:
        """A coin was named."""
        return bool(self.text)

    def drawing(self, elapsed_ms: int) -> Drawing:
        """The coins as they are now."""
        return self.motion.drawing(elapsed_ms)

    def changes_at_ms(self, elapsed_ms: int) -> int | None:
        """The next frame; None once all coins are at rest."""
        return self.motion.changes_at_ms(elapsed_ms)

    def key(self, _name: str, char: str | None, _elapsed_ms: int) -> WatchingHand:
        """A coin's number."""
        return self.line(char or "")

    def click(self, column: int, row: int, _elapsed_ms: int) -> WatchingHand:
        """A coin's lane."""
        coin = lane_at(column, len(self.motion.coins)) if column >= 0 <= row else None
        return self if coin is None else self.line(str(coin + 1))

    def line(self, text: str) -> WatchingHand:
        """A coin's number."""
        number = text.strip()
        if number.isascii() and number.isdigit() and len(number) == 1 and 1 <= int(number) <= len(self.motion.coins):
            return replace(self, text=number, slipped=False)
        return replace(self, slipped=True)
