"""Four fingers on d f j k: a bar is shown, whole or flashed, and the next bar is made of it by one rule."""

from __future__ import annotations

from itertools import product
from typing import Final

from drillgrok.domains.movement.orbits import groups_of
from drillgrok.domains.movement.phrases import BACKWARDS, MIRRORED, Manner, Phrase, PhraseItems

KEYS: Final = "dfjk"
LANES: Final = KEYS[::-1]
TAPS: Final = 6
"""Of a bar that is sorted."""
WALKED: Final = 7
"""Of a bar that walks."""

Bar = tuple[int, ...]
"""Fingers, numbered from the left."""


def walking() -> PhraseItems:
    """The next bar begins one tap later, and every finger has moved one to the right, round the end.

    The rule does alike to a bar, to its displacements, and to all of these moved by any number of fingers. Moving a bar
    of seven adds seven to the sum of its fingers: of each four, the one whose sum is a multiple of four is asked. A
    group is such a bar with its displacements.
    """
    bars = [bar for bar in _bars(WALKED) if sum(bar) % len(KEYS) == 0]
    least = groups_of(bars, (_displaced,))
    phrases = (Phrase(_line(least[bar]), (_line(bar),), _line(_moved_right(_displaced(bar)))) for bar in bars)
    return PhraseItems(tuple(phrases), Manner("Tap the next bar.", KEYS, LANES, (MIRRORED, BACKWARDS)))


def sorting() -> PhraseItems:
    """The next bar is the left hand's taps in their order, then the right hand's from the last to the first.

    A group is all bars with one answer: what each hand taps is the same in them, however the hands take turns. Where
    both bars are one there is nothing to find: such bars are not asked.
    """
    made = ((bar, _line(_left_then_right(bar))) for bar in _bars(TAPS))
    phrases = (Phrase(answer, (_line(bar),), answer) for bar, answer in made if _line(bar) != answer)
    return PhraseItems(tuple(phrases), Manner("Tap the next bar.", KEYS, LANES, (MIRRORED, BACKWARDS)))


def _bars(taps: int) -> list[Bar]:
    """All bars of so many taps that use at least two fingers."""
    return [bar for bar in product(range(len(KEYS)), repeat=taps) if len(set(bar)) > 1]


def _displaced(bar: Bar) -> Bar:
    return (*bar[1:], bar[0])


def _moved_right(bar: Bar) -> Bar:
    return tuple((finger + 1) % len(KEYS) for finger in bar)


def _left_then_right(bar: Bar) -> Bar:
    left = (finger for finger in bar if finger < len(KEYS) // 2)
    right = (finger for finger in reversed(bar) if finger >= len(KEYS) // 2)
    return (*left, *right)


def _line(bar: Bar) -> str:
    return "".join(KEYS[finger] for finger in bar)
