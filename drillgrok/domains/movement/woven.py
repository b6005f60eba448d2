"""Two hands that play into each other: four fingers on d f j k, where a bar of both hands makes the next one, and two
sticks, where the other part is tapped in time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from itertools import combinations, pairwise, product
from random import Random
from typing import Final

from drillgrok.domains.movement.fingers import KEYS, LANES
from drillgrok.domains.movement.nearest import line_said
from drillgrok.domains.movement.orbits import Figure
from drillgrok.domains.movement.phrases import BACKWARDS, MIRRORED, Manner, Phrase, PhraseItems
from drillgrok.domains.movement.sticks import HANDS
from drillgrok.domains.movement.sticks import LANES as STICKS
from drillgrok.domains.movement.taps import REST

TAPS: Final = 9
RUNS: Final = (4, 6)
"""How often a bar changes hands, round its end: seldom enough that going by the stroke before says little, and often
enough that the hands are heard to answer."""
LONGEST: Final = 3
"""Taps of one hand on end."""
BEATS: Final = 16
STROKES: Final = 6
FEWEST: Final = 2
"""Strokes of either hand."""
_PARTNER_GAPS: Final = (1, 2)
_OUTER: Final = 0
_OTHER_FINGERS: Final = ((0, 1, 2, 3), (3, 2, 1, 0), (1, 0, 3, 2), (2, 3, 0, 1))
"""As it is, with the hands swapped, with outer and inner fingers swapped, with both."""

Bar = Figure
"""Fingers, numbered from the left."""


def fingers_woven() -> PhraseItems:
    """Every place keeps its hand; its finger is the fellow of the one that the other hand struck last, round the end.

    The rule does alike to a bar, to its displacements, to the bar with the hands swapped, and to the one with outer and
    inner fingers swapped; and a tap that none of the other hand follows changes nothing. A group is all bars whose
    answers are one answer, moved so. Every such bar is asked once, moved by lot.
    """
    phrases = tuple(dict.fromkeys(_woven_phrases(Random("woven"))))
    return PhraseItems(phrases, Manner("Tap the next bar.", KEYS, LANES, (MIRRORED, BACKWARDS)))


def _woven_phrases(rng: Random) -> Iterator[Phrase]:
    for hands in product((0, 1), repeat=TAPS):
        if not _is_woven(hands) or hands != min(_turned_hands(hands)):
            continue
        for kinds in product((0, 1), repeat=TAPS - 1):
            bar = tuple(map(_finger, hands, (_OUTER, *kinds)))
            answer = _answered(bar)
            if answer != bar:
                moved = _moved_by_lot(bar, rng)
                yield Phrase(_line(_least(answer)), (_line(moved),), _line(_answered(moved)))


def _is_woven(hands: Bar) -> bool:
    changes = [place for place, hand in enumerate(hands) if hand != hands[place - 1]]
    longest = max((b - a for a, b in pairwise((*changes, *(changes and [changes[0] + TAPS])))), default=TAPS)
    return len(changes) in RUNS and longest <= LONGEST


def _turned_hands(hands: Bar) -> Iterator[Bar]:
    """The same turns of the hands, begun anywhere, by either hand first."""
    for by in range(TAPS):
        turned = (*hands[by:], *hands[:by])
        yield turned
        yield tuple(1 - hand for hand in turned)


def _finger(hand: int, kind: int) -> int:
    """Of the left hand the outer finger is the first, of the right hand the last."""
    return kind if hand == 0 else len(KEYS) - 1 - kind


def _hand(finger: int) -> int:
    return finger // 2


def _fellow(finger: int) -> int:
    return len(KEYS) - 1 - finger


def _answered(bar: Bar) -> Bar:
    struck = {_hand(finger): finger for finger in bar}
    answer = []
    for finger in bar:
        struck[_hand(finger)] = finger
        answer.append(_fellow(struck[1 - _hand(finger)]))
    return tuple(answer)


def _moves(bar: Bar) -> Iterator[Bar]:
    """The bar from whichever tap it is begun, as it is and with hands and fingers swapped."""
    for by in range(len(bar)):
        for table in _OTHER_FINGERS:
            yield _moved(bar, by, table)


def _moved(bar: Bar, by: int, table: Bar) -> Bar:
    return tuple(table[finger] for finger in (*bar[by:], *bar[:by]))


@cache
def _least(bar: Bar) -> Bar:
    return min(_moves(bar))


def _moved_by_lot(bar: Bar, rng: Random) -> Bar:
    by, table = int(rng.random() * len(bar)), int(rng.random() * len(_OTHER_FINGERS))
    return _moved(bar, by, _OTHER_FINGERS[table])


def _line(bar: Bar) -> str:
    return "".join(KEYS[finger] for finger in bar)


def sticks_partner() -> PhraseItems:
    """The other part strikes where this one is silent, each time by the hand that did not strike last, round the end.

    No two strokes of a bar are on beats that follow each other, so that the other part has gaps of one beat and of two
    and none is taken for another. The rule does alike to a bar, to its displacements and to all of these with the hands
    swapped: they are a group, and of every two bars with swapped hands the one that begins on the left is asked.
    """
    phrases = (
        Phrase(_least_line(bar), (bar,), _partner(bar))
        for places in combinations(range(BEATS), STROKES)
        if _is_loose(places)
        for hands in product(HANDS, repeat=STROKES - 1)
        if FEWEST <= hands.count(HANDS[1]) <= STROKES - FEWEST
        for bar in [_bar(places, (HANDS[0], *hands))]
    )
    manner = Manner(
        "Tap what the partner plays.",
        HANDS,
        STICKS,
        (MIRRORED, BACKWARDS),
        said=partial(line_said, lengths=_PARTNER_GAPS),
    )
    return PhraseItems(tuple(phrases), manner)


def _is_loose(places: tuple[int, ...]) -> bool:
    return all((after - place) % BEATS > 1 for place, after in zip(places, (*places[1:], places[0]), strict=True))


def _bar(places: tuple[int, ...], hands: tuple[str, ...]) -> str:
    struck = dict(zip(places, hands, strict=True))
    return "".join(struck.get(beat, REST) for beat in range(BEATS))


_SWAPPED: Final = str.maketrans(HANDS, HANDS[::-1])


def _partner(bar: str) -> str:
    """A line of strokes from its first to its last."""
    last = bar.replace(REST, "")[-1]
    beats = []
    for sign in bar:
        last = last if sign == REST else sign
        beats.append(last.translate(_SWAPPED) if sign == REST else REST)
    return "".join(beats).strip(REST)


def _least_line(bar: str) -> str:
    twice = (bar * 2, bar.translate(_SWAPPED) * 2)
    return min(line[by : by + BEATS] for line in twice for by in range(BEATS))
