"""Two sticks, `f` for the left hand and `j` for the right: which stroke comes next, and which hand plays a note."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from drillgrok.domains.movement.lanes import ANY_HAND
from drillgrok.domains.movement.phrases import BACKWARDS, MIRRORED, Manner, Phrase, PhraseItems
from drillgrok.domains.movement.taps import REST

HANDS: Final = "fj"
LANES: Final = "jf"

SHOWN: Final = 16
"""Strokes of a stem that returns."""
ASKED: Final = 4
RETURNS_AFTER: Final = range(7, 13)
"""After how many strokes the beginning may come back; a stem shows at least four strokes of the return."""
_COULD_RETURN: Final = range(3, SHOWN - 2)
"""Returns that an eye could find in a stem: all but one of them have to be ruled out by what is shown."""

_OTHERS: Final = {
    length: tuple((after, (1 << SHOWN - after) - 1) for after in _COULD_RETURN if after != length)
    for length in RETURNS_AFTER
}
"""For each return, every other one and the bits that it would have to swap."""

_STRUCK: Final = str.maketrans("01", HANDS)

NOTES: Final = range(3, 8)
USUAL_NOTES: Final = 6
BARS: Final = (16, 24)
"""Beats of a bar of notes."""
UNDER: Final = {
    "hickory": "jfjjfjff",
    "maple": "jffjfjjf",
    "oak": "jjfjffjf",
    "birch": "jjffffjj",
    "beech": "jffffjjj",
}
"""A word that says nothing -> the hands that lie under the beats, over and over; each ends as it began, swapped."""
_COUNTED: Final = ("three", "four", "five", "six", "seven")


def returning() -> PhraseItems:
    """Stems in which the beginning comes back with the hands swapped, as a paradiddle's does.

    A word holds the strokes up to the return, the first in the highest bit, the right hand as 1. A group is all
    displacements of one endless pattern; the swapped pattern is one of them.
    """
    phrases = tuple(phrase for length in RETURNS_AFTER for phrase in _returns(length))
    manner = Manner("Go on: tap the next four strokes.", HANDS, LANES, (MIRRORED, BACKWARDS))
    return PhraseItems(phrases, manner)


def _returns(length: int) -> Iterator[Phrase]:
    """The phrases whose stems can be read as a return after `length` strokes and in no other way."""
    pattern_of = _patterns(length)
    past = 4 * length - SHOWN
    for word in range(1 << length):
        endless = _endless(word, length)
        stem = endless >> past
        if not any((stem ^ stem >> after) & every == every for after, every in _OTHERS[length]):
            strokes = format(endless, f"0{4 * length}b").translate(_STRUCK)
            yield Phrase(f"{length} {pattern_of[word]}", (strokes[:SHOWN],), strokes[SHOWN : SHOWN + ASKED])


def _endless(word: int, length: int) -> int:
    """The word, swapped, and both once more: 4 x `length` strokes."""
    whole = word << length | (word ^ (1 << length) - 1)
    return whole << 2 * length | whole


def _patterns(length: int) -> dict[int, int]:
    """Every word -> the least word of its endless pattern."""
    every = (1 << length) - 1
    least: dict[int, int] = {}
    for word in range(1 << length):
        displaced = word
        while displaced not in least:
            least[displaced] = word
            first = displaced >> length - 1
            displaced = (displaced << 1 | (first ^ 1)) & every
    return least


def noted(notes: int = USUAL_NOTES, beats: int = BARS[0], wood: str = "hickory") -> PhraseItems:
    """Every bar of so many notes, the first on the first beat; each is played by the hand that lies under its beat.

    A group is a bar moved by whole quarters of its beats, which leaves each hand or swaps all of them.
    """
    bars = ((0, *places) for places in combinations(range(1, beats), notes - 1))
    phrases = (
        Phrase(_quarters(places, beats), (_notes(places, beats),), _hands(places, UNDER[wood])) for places in bars
    )
    manner = Manner(
        f"Play these {_COUNTED[notes - NOTES.start]} notes, left and right.",
        HANDS,
        f"{LANES[0]}{ANY_HAND}{LANES[1]}",
        (MIRRORED, BACKWARDS),
    )
    return PhraseItems(tuple(phrases), manner)


def _quarters(places: tuple[int, ...], beats: int) -> str:
    """The name of a bar wherever its quarters begin."""
    bar = sum(1 << place for place in places)
    return str(min((bar << by | bar >> beats - by) & (1 << beats) - 1 for by in range(0, beats, 4)))


def _notes(places: tuple[int, ...], beats: int) -> str:
    return "".join(ANY_HAND if beat in places else REST for beat in range(beats))


def _hands(places: tuple[int, ...], under: str) -> str:
    return "".join(under[place % len(under)] for place in places)
