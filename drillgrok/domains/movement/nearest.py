"""The line of strokes that taps come nearest to, at whatever tempo they were tapped: what an answer in time says. Knows
no bar and no rule."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from math import log

from drillgrok.domains.movement.taps import REST, gaps_ms, keys_of, meant, read


def line_said(text: str, lengths: Sequence[int]) -> str:
    """The line, with gaps of these numbers of beats alone. A line comes to itself."""
    taps = read(text)
    if taps is None:
        return text
    struck = meant(taps)
    gaps = [max(gap_ms, 1) for gap_ms in gaps_ms(struck)]
    tempos = [gap_ms / beats for gap_ms in gaps for beats in lengths]
    _, beats = min((_nearest(gaps, beat_ms, lengths) for beat_ms in tempos), default=(0.0, ()))
    keys = keys_of(struck)
    return keys[:1] + "".join(REST * (gap - 1) + key for gap, key in zip(beats, keys[1:], strict=True))


def _nearest(gaps: Sequence[int], beat_ms: float, lengths: Sequence[int]) -> tuple[float, tuple[int, ...]]:
    """How far the gaps are from whole beats of this tempo, and the nearest ones."""
    beats = tuple(min(lengths, key=lambda length: _off(gap_ms, length, beat_ms)) for gap_ms in gaps)
    return sum(map(_off, gaps, beats, repeat(beat_ms))), beats


def _off(gap_ms: int, beats: int, beat_ms: float) -> float:
    """How far a gap is from so many beats, as a ratio."""
    return abs(log(gap_ms / (beats * beat_ms)))
