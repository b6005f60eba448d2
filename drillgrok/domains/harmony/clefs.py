"""The two clefs: what their lines are called and how they are drawn, in block elements that every terminal has."""

from __future__ import annotations

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
    flats_down: int
    """How many places lower than in the treble clef a signature stands."""
    shape: tuple[str, ...]
    """A row for each place from HIGHEST down to LOWEST; a blank lets the line behind it be seen."""

    def place(self, pitch: Pitch) -> int:
        """Where a note stands, from LOWEST to HIGHEST for those that have room."""
        return pitch.step - self.bottom_step

    def octaves(self, lowest: Pitch, highest: Pitch) -> range:
        """So many octaves up do notes have room, from the lowest to the highest of them."""
        first = -(-(self.bottom_step + LOWEST - lowest.step) // 7)
        return range(first, (self.bottom_step + HIGHEST - highest.step) // 7 + 1)


TREBLE = Clef(
    "treble",
    bottom_step=30,
    flats_down=0,
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
    flats_down=2,
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
CLEFS = (TREBLE, BASS)
