"""Whether taps are the right ones: by their keys, and in time where a deck asks for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from drillgrok.domains.movement.taps import beats_of, keys_of, read, strokes

TEMPO: Final = 1.5
"""How many times faster or slower than a shown beat an answer may be as a whole."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How exactly the time between strokes is to be kept."""

    tolerance: float
    """Share of a beat that each gap may be longer or shorter than it should."""
    beat_ms: int | None = None
    """The beat that was shown; None leaves the tempo to the learner."""

    def holds(self, at_ms: Sequence[int], beats: Sequence[int]) -> bool:
        """Whether strokes at these times fall on these beats.

        The learner's own beat is the whole time over all beats: it has to be near the one shown, and every gap near its
        number of beats.
        """
        if len(at_ms) != len(beats):
            return False
        if len(beats) < 2:
            return True
        beat_ms = (at_ms[-1] - at_ms[0]) / (beats[-1] - beats[0])
        if beat_ms <= 0 or (self.beat_ms and not self.beat_ms / TEMPO <= beat_ms <= self.beat_ms * TEMPO):
            return False
        off_ms = (
            late - early - (b - a) * beat_ms
            for (early, late), (a, b) in zip(pairwise(at_ms), pairwise(beats), strict=True)
        )
        return all(abs(gap_ms) <= self.tolerance * beat_ms for gap_ms in off_ms)


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the text of timed taps against a line of strokes."""

    right: str
    rhythm: Rhythm | None = None
    """None: the keys alone count."""

    def __call__(self, text: str) -> bool:
        """Whether these taps are the line; a text in another form is not."""
        taps = read(text)
        if taps is None or keys_of(taps) != strokes(self.right):
            return False
        return self.rhythm is None or self.rhythm.holds([tap.at_ms for tap in taps], beats_of(self.right))
