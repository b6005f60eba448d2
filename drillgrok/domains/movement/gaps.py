"""One key and the time between its strokes: a bar of long and short gaps is shown, the next is tapped in time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product, repeat
from math import log
from typing import Final

from drillgrok.domains.movement.orbits import groups_of
from drillgrok.domains.movement.phrases import BACKWARDS, Manner, Phrase, PhraseItems
from drillgrok.domains.movement.taps import REST, gaps_ms, meant, read

KEY: Final = "j"
EXCHANGED: Final = {1: 4, 2: 2, 4: 1}
"""The beats that a gap may last, each twice the one before it, so that none is taken for another; and what each becomes
in the next bar."""
GAPS: Final = 9
EVEN: Final = 1
"""By how many the shortest gaps of a bar may outnumber the longest, or the other way round: counting them says
nothing, and no bar is long."""

Bar = tuple[int, ...]
"""The beats of each gap."""


def _displaced(bar: Bar) -> Bar:
    return (*bar[1:], bar[0])


def _turned(bar: Bar) -> Bar:
    return bar[::-1]


def _exchanged(bar: Bar) -> Bar:
    return tuple(EXCHANGED[beats] for beats in bar)


def exchanged() -> PhraseItems:
    """In the next bar the longest gaps are the shortest and the shortest the longest, from the last to the first.

    The rule does alike to a bar, to its displacements, and to all of these backwards and exchanged: they are a group.
    Where both bars are one there is nothing to find: such bars are not asked.
    """
    bars = [bar for bar in product(EXCHANGED, repeat=GAPS) if _is_even(bar) and _turned(_exchanged(bar)) != bar]
    least = groups_of(bars, (_displaced, _turned, _exchanged))
    phrases = tuple(
        Phrase("".join(map(str, least[bar])), (_line(bar),), _line(_turned(_exchanged(bar)))) for bar in bars
    )
    return PhraseItems(phrases, Manner("Tap the next bar.", KEY, KEY, (BACKWARDS,), said=bar_said))


def bar_said(text: str) -> str:
    """The line of strokes that taps come nearest to, at whatever tempo: one key says nothing by itself. A line comes
    to itself."""
    taps = read(text)
    if taps is None:
        return text
    gaps = [max(gap_ms, 1) for gap_ms in gaps_ms(meant(taps))]
    tempos = [gap_ms / beats for gap_ms in gaps for beats in EXCHANGED]
    best = min((_nearest(gaps, beat_ms) for beat_ms in tempos), default=(0.0, ()))
    return _line(best[1]) if taps else ""


def _nearest(gaps: Sequence[int], beat_ms: float) -> tuple[float, Bar]:
    """How far the gaps are from a bar at this tempo, and the nearest such bar."""
    bar = tuple(min(EXCHANGED, key=lambda beats: _off(gap_ms, beats, beat_ms)) for gap_ms in gaps)
    return sum(map(_off, gaps, bar, repeat(beat_ms))), bar


def _off(gap_ms: int, beats: int, beat_ms: float) -> float:
    """How far a gap is from so many beats, as a ratio."""
    return abs(log(gap_ms / (beats * beat_ms)))


def _is_even(bar: Bar) -> bool:
    shortest, longest = min(EXCHANGED), max(EXCHANGED)
    return abs(bar.count(shortest) - bar.count(longest)) <= EVEN


def _line(bar: Bar) -> str:
    return KEY + "".join(REST * (beats - 1) + KEY for beats in bar)
