"""One key and the time between its strokes: a bar of long and short gaps is shown, the next is tapped in time."""

from __future__ import annotations

from itertools import product
from typing import Final

from drillgrok.domains.movement.judging import Rhythm
from drillgrok.domains.movement.orbits import groups_of
from drillgrok.domains.movement.phrases import BACKWARDS, Manner, Phrase, PhraseItems
from drillgrok.domains.movement.taps import REST

KEY: Final = "j"
LONGEST: Final = 4
"""Beats of the longest gap; the shortest is one."""
GAPS: Final = 7
BEATS: Final = (14, 16, 18, 20)
"""Of the bars that are asked; the bars after them have 15 to 21."""

Bar = tuple[int, ...]
"""The beats of each gap."""


def _displaced(bar: Bar) -> Bar:
    return (*bar[1:], bar[0])


def _turned(bar: Bar) -> Bar:
    return bar[::-1]


def _exchanged(bar: Bar) -> Bar:
    return tuple(LONGEST + 1 - beats for beats in bar)


def exchanged(rhythm: Rhythm) -> PhraseItems:
    """In the next bar the longest gaps are the shortest, and so on, from the last to the first.

    The rule does alike to a bar, to its displacements, and to all of these backwards and exchanged. Exchanging turns
    an even number of beats into an odd one: even bars are asked, those near the middle. A group is such a bar with its
    displacements, each also backwards.
    """
    bars = [bar for bar in product(range(1, LONGEST + 1), repeat=GAPS) if sum(bar) in BEATS]
    least = groups_of(bars, (_displaced, _turned))
    phrases = tuple(
        Phrase("".join(map(str, least[bar])), (_line(bar),), _line(_turned(_exchanged(bar)))) for bar in bars
    )
    return PhraseItems(phrases, Manner("Tap the next bar in time.", KEY, KEY, (BACKWARDS,), rhythm=rhythm))


def _line(bar: Bar) -> str:
    return KEY + "".join(REST * (beats - 1) + KEY for beats in bar)
