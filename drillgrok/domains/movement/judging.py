"""Whether taps are the right ones: by their keys, and in time where a deck asks for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from drillgrok.domains.movement.taps import beats_of, keys_of, read, strokes

TEMPO: Final = 1.5
"""How many times faster or slower than a shown beat an answer may be as a whole."""
FLOOR_MS: Final = 40
"""What any gap may be off: below some 250 ms a hand's spread grows no smaller with the gap."""


class MissedSide(StrEnum):
    """Which side of an answer in time is wrong, in the words for it."""

    KEYS = "not these keys"
    TIMING = "the right keys, but not in time"
    TEMPO = "the right keys, but far from the beat that was shown"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How exactly the time between strokes is to be kept.

    The spread of a kept gap grows with the gap (scalar timing: Gibbon 1977, Psychological Review 84, 279), down to
    some 250 ms, below which it stays as it is (Friberg and Sundberg 1995, JASA 98, 2524). So the tolerance is a share
    of each gap, and never below FLOOR_MS.
    """

    tolerance: float
    """Share of itself by which each gap may be longer or shorter; below a third, so that no gap of one beat can be
    taken for one of two."""
    beat_ms: int | None = None
    """The beat that was shown; None leaves the tempo to the learner."""

    def missed(self, at_ms: Sequence[int], beats: Sequence[int]) -> MissedSide | None:
        """What is wrong with strokes at these times that should fall on these beats, as many; None where nothing is.

        The learner's own beat is the whole time over all beats: it has to be near the one shown, and every gap near its
        number of beats.
        """
        beat_ms = own_beat_ms(at_ms, beats)
        if beat_ms is None:
            return None if len(beats) < 2 else MissedSide.TIMING
        if self.beat_ms and not self.beat_ms / TEMPO <= beat_ms <= self.beat_ms * TEMPO:
            return MissedSide.TEMPO
        return None if all(self.in_time(at_ms, beats)) else MissedSide.TIMING

    def in_time(self, at_ms: Sequence[int], beats: Sequence[int]) -> list[bool]:
        """Of each gap, whether it lasts as long as it should by the learner's own beat."""
        beat_ms = own_beat_ms(at_ms, beats) or 0.0
        gaps = zip(pairwise(at_ms), pairwise(beats), strict=True)
        due = ((late - early, (b - a) * beat_ms) for (early, late), (a, b) in gaps)
        return [abs(gap_ms - due_ms) <= max(self.tolerance * due_ms, FLOOR_MS) for gap_ms, due_ms in due]


def own_beat_ms(at_ms: Sequence[int], beats: Sequence[int]) -> float | None:
    """The beat that strokes at these times keep over all; None where they take no time."""
    if len(beats) < 2 or at_ms[-1] <= at_ms[0]:
        return None
    return (at_ms[-1] - at_ms[0]) / (beats[-1] - beats[0])


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the text of timed taps against a line of strokes."""

    right: str
    rhythm: Rhythm | None = None
    """None: the keys alone count."""

    def __call__(self, text: str) -> bool:
        """Whether these taps are the line; a text in another form is not."""
        return self.missed(text) is None

    def missed(self, text: str) -> MissedSide | None:
        """What is wrong with these taps; None where nothing is."""
        taps = read(text)
        if taps is None or keys_of(taps) != strokes(self.right):
            return MissedSide.KEYS
        at_ms = [tap.at_ms for tap in taps]
        return None if self.rhythm is None else self.rhythm.missed(at_ms, beats_of(self.right))
