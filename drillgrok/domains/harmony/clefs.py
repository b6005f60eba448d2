"""The clefs: what their lines are called, where a signature stands in them, and how they are drawn, in block elements
that every terminal has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drillgrok.domains.harmony.pitches import Pitch

LOWEST, HIGHEST = -3, 11
"""Places that a note may take: 0 is the bottom line, 8 the top one; one more for each line and each space."""


@dataclass(frozen=True, slots=True)
class Clef:
    """A clef."""

    name: str
    bottom_step: int
    """The step of the bottom line."""
    sharps: tuple[int, ...]
    """Places of the sharps of a signature, in the order in which they come."""
    flats: tuple[int, ...]
    shape: tuple[str, ...]
    """A row for each place from HIGHEST down to LOWEST; a blank lets the line behind it be seen."""

    def place(self, pitch: Pitch) -> int:
        """Where a note stands, from LOWEST to HIGHEST for those that have room."""
        return pitch.step - self.bottom_step

    def octaves(self, lowest: Pitch, highest: Pitch) -> range:
        """So many octaves up do notes have room, from the lowest to the highest of them."""
        first = -(-(self.bottom_step + LOWEST - lowest.step) // 7)
        return range(first, (self.bottom_step + HIGHEST - highest.step) // 7 + 1)


_SHARPS = (8, 5, 9, 6, 3, 7, 4)
_FLATS = (4, 7, 3, 6, 2, 5, 1)
"""Places of a signature in the treble clef."""


def _moved(places: tuple[int, ...], by: int) -> tuple[int, ...]:
    return tuple(place + by for place in places)


TREBLE = Clef(
    "treble",
    bottom_step=30,
    sharps=_SHARPS,
    flats=_FLATS,
    shape=(
        "      ▟▙  ",
        "     ▐▌█  ",
        "     ▐▌█▘ ",
        "     ▐▙█  ",
        "     ▐█▘  ",
        "    ▗█▌   ",
        "   ▟█▀▌   ",
        "  ▗█▘ █▖  ",
        "  ▟▌ ▟█▜▙ ",
        "  █▌ ▙█ █ ",
        "  ▜█ ▀▜▌█ ",
        "   ▜██▟█▌ ",
        "     ▀▜▌  ",
        "    █▌▐▌  ",
        "    ▀█▛   ",
    ),
)
BASS = Clef(
    "bass",
    bottom_step=18,
    sharps=_moved(_SHARPS, -2),
    flats=_moved(_FLATS, -2),
    shape=(
        "          ",
        "          ",
        "          ",
        "   ▟██▙▖  ",
        "  ▐█  ▜█ ▄",
        "  ▝█▌ ▐█  ",
        "   ▀  ▐█ ▄",
        "      ▟▛  ",
        "     ▗█▘  ",
        "   ▗▄█▘   ",
        "  ▗▟▛▘    ",
        "  ▝▘      ",
        "          ",
        "          ",
        "          ",
    ),
)
_C_SHAPE = (
    "  █▐ ▄▀▀▄ ",
    "  █▐ ▀▘ ▐▌",
    "  █▐    ▐▌",
    "  █▐▗▙▄▄▛ ",
    "  █▐█▌    ",
    "  █▐▝▛▀▀▙ ",
    "  █▐    ▐▌",
    "  █▐ ▄▖ ▐▌",
    "  █▐ ▀▄▄▀ ",
)
"""From four places above the line that is C to four below."""


def _around(line: int) -> tuple[str, ...]:
    """The rows of a clef that makes the line at this place C."""
    above = HIGHEST - line - len(_C_SHAPE) // 2
    below = HIGHEST - LOWEST + 1 - above - len(_C_SHAPE)
    blank = " " * len(_C_SHAPE[0])
    return (*[blank] * above, *_C_SHAPE, *[blank] * below)


ALTO = Clef("alto", bottom_step=24, sharps=_moved(_SHARPS, -1), flats=_moved(_FLATS, -1), shape=_around(4))
TENOR = Clef("tenor", bottom_step=22, sharps=(2, 6, 3, 7, 4, 8, 5), flats=_moved(_FLATS, 1), shape=_around(6))
"""Its sharps begin low, so that none stands above the staff."""

Clefs = tuple[Clef, ...]
USUAL: Clefs = (TREBLE, BASS)
"""Of a drill that names none."""
CLEFS: Clefs = (*USUAL, ALTO, TENOR)
BOTH = "both"
"""The word for the usual ones."""


def clefs_of(words: Iterable[str]) -> Clefs:
    """The clefs of some names, in their own order."""
    wanted = set(words)
    return tuple(clef for clef in CLEFS if clef.name in wanted or (BOTH in wanted and clef in USUAL))
