"""One key and the time between its strokes: a bar of long and short gaps is shown, the next is tapped in time."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import Final

from drillgrok.domains.movement.nearest import line_said
from drillgrok.domains.movement.orbits import groups_of
from drillgrok.domains.movement.phrases import BACKWARDS, Manner, Phrase, PhraseItems
from drillgrok.domains.movement.taps import REST

KEY: Final = "j"
EXCHANGED: Final = {1: 4, 2: 2, 4: 1}
"""The beats that a gap may last, each twice the one before it, so that none is taken for another; and what each becomes
in the next bar."""
GAPS: Final = 9
EVEN: Final = 1
"""By how many the shortest gaps of a bar may outnumber the longest, or the other way round: counting them says
nothing, and no bar is long."""

LENGTHENED: Final = {1: 2, 2: 4, 4: 1}
"""What each gap becomes where it grows; the longest begins anew."""
FEWEST_LONG: Final = 2
"""Longest gaps of a bar whose gaps are not of equal numbers: of each three such bars that grow into each other the
shortest one is asked."""

Bar = tuple[int, ...]
"""The beats of each gap."""

_MANNER: Final = Manner("Tap the next bar.", KEY, KEY, (BACKWARDS,), said=partial(line_said, lengths=tuple(EXCHANGED)))
"""One key says nothing by itself: the gaps do."""


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
    return PhraseItems(phrases, _MANNER)


def lengthened() -> PhraseItems:
    """The next bar begins with the second gap, and every gap has become the next longer one, the longest the shortest.

    The rule does alike to a bar, to its displacements, and to all of these grown once or twice: they are a group. Bars
    hold two to four gaps of each length, so that none is taken for another at another tempo; where both bars are one
    there is nothing to find.
    """
    bars = [bar for bar in product(LENGTHENED, repeat=GAPS) if sorted(map(bar.count, LENGTHENED)) in _MIXED]
    least = groups_of(bars, (_displaced, _lengthened))
    made = ((bar, _lengthened(_displaced(bar))) for bar in bars if _is_asked(bar))
    phrases = tuple(
        Phrase("".join(map(str, least[bar])), (_line(bar),), _line(answer)) for bar, answer in made if answer != bar
    )
    return PhraseItems(phrases, _MANNER)


_MIXED: Final = ([3, 3, 3], [2, 3, 4])


def _is_asked(bar: Bar) -> bool:
    return bar.count(max(LENGTHENED)) == FEWEST_LONG or len(set(map(bar.count, LENGTHENED))) == 1


def _lengthened(bar: Bar) -> Bar:
    return tuple(LENGTHENED[beats] for beats in bar)


GROUNDS: Final = {"heath": exchanged, "moor": lengthened}
"""A word that says nothing -> what makes the bars."""


def _is_even(bar: Bar) -> bool:
    shortest, longest = min(EXCHANGED), max(EXCHANGED)
    return abs(bar.count(shortest) - bar.count(longest)) <= EVEN


def _line(bar: Bar) -> str:
    return KEY + "".join(REST * (beats - 1) + KEY for beats in bar)
