"""The hand that taps an answer: a stem to look at, whole or flashed beat by beat, then as many keys as are asked for.
Whether they are right is judged elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from drillgrok.domains.movement.lanes import lanes_drawing
from drillgrok.domains.movement.taps import REST, Taps, keys_of, on_the_beat, strokes, then, written
from drillgrok.model.drawing import Drawing, Hand
from drillgrok.model.layouts import latin_of

LEAD_MS: Final = 600
"""From the first paint to the first beat of a flashed stem."""
LINE_BEAT_MS: Final = 250
"""The beat of an answer by lines where no beat was shown."""
_LIT: Final = 0.7
"""Share of its beat that a stroke is on."""


@dataclass(frozen=True, slots=True)
class TapHand(Hand):
    """Taps. Keys that are not the drill's, and keys before the stem is over, are slips."""

    keys: str
    """What can be tapped."""
    lanes: str
    """The keys from the top of the picture down."""
    stem: tuple[str, ...]
    """Bars of strokes."""
    count: int
    """Taps of a whole answer."""
    flash_ms: int | None = None
    """The beat at which the stem is flashed; None shows it whole and without time."""
    taps: Taps = ()
    first_ms: int = 0
    """When the first tap was struck, since the first paint."""
    slipped: bool = False

    @property
    def text(self) -> str:
        """The taps with their times."""
        return written(self.taps)

    @property
    def done(self) -> bool:
        """As many taps as were asked for."""
        return len(self.taps) == self.count

    @property
    def _opens_ms(self) -> int:
        """From when on taps count: half a beat before the answer's first beat."""
        beats = sum(map(len, self.stem))
        return 0 if self.flash_ms is None else LEAD_MS + round((beats - 0.5) * self.flash_ms)

    def _turns_ms(self) -> Iterator[tuple[int, int]]:
        """When the picture changes by itself, and the beat that is lit from then on, -1 for none."""
        if self.flash_ms is not None:
            for beat in range(sum(map(len, self.stem))):
                on_ms = LEAD_MS + beat * self.flash_ms
                yield on_ms, beat
                yield on_ms + round(_LIT * self.flash_ms), -1

    def drawing(self, elapsed_ms: int) -> Drawing:
        """The stem as it is seen at this time, and the taps so far; a flashed stem can be read again after them."""
        lit = None if self.flash_ms is None else -1
        for turn_ms, beat in self._turns_ms():
            if turn_ms <= elapsed_ms:
                lit = beat
        return lanes_drawing(self.lanes, self.stem, keys_of(self.taps), self.count, lit=None if self.done else lit)

    def changes_at_ms(self, elapsed_ms: int) -> int | None:
        """The next stroke of a flashed stem, or its end."""
        return next((turn_ms for turn_ms, _ in self._turns_ms() if turn_ms > elapsed_ms), None)

    def key(self, _name: str, char: str | None, elapsed_ms: int) -> TapHand:
        """One more tap."""
        struck = latin_of((char or "").lower())
        if len(struck) != 1 or struck not in self.keys or elapsed_ms < self._opens_ms or self.done:
            return replace(self, slipped=True)
        first_ms = self.first_ms if self.taps else elapsed_ms
        taps = then(self.taps, struck, elapsed_ms, first_ms=first_ms)
        return replace(self, taps=taps, first_ms=first_ms, slipped=False)

    def line(self, text: str) -> TapHand:
        """A line of keys, a beat each, with a dot for a beat without a stroke: taken as struck exactly in time."""
        line = "".join(text.lower().split()).strip(REST)
        if len(strokes(line)) != self.count or not set(line) <= {*self.keys, REST}:
            return replace(self, slipped=True)
        return replace(self, taps=on_the_beat(line, self.flash_ms or LINE_BEAT_MS), slipped=False)
