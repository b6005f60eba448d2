"""What reads each kind of file with chess positions and their best moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drillgrok.console.progress import Reached
from drillgrok.importers.chess_notation import read_epd, read_pgn
from drillgrok.importers.chess_puzzles import Wish, read_puzzles
from drillgrok.importers.chess_rows import Harvest
from drillgrok.importers.kinds import PUZZLES


@dataclass(frozen=True, slots=True)
class PuzzleFormat:
    """A format of such files."""

    told: str
    """As the end of a sentence: what the file is."""
    read: Callable[[Path, Wish, Reached], Harvest]
    themed: bool = False
    """Its positions have themes and ratings."""


PUZZLE_FORMATS: Final = {
    PUZZLES: PuzzleFormat("the public puzzle file", read_puzzles, themed=True),
    "epd": PuzzleFormat("positions in EPD", read_epd),
    "pgn": PuzzleFormat("positions in PGN", read_pgn),
}
"""By the names in kinds.POSITIONS."""
