"""Which files hold chess positions with their best moves, and what reads each. A file is known by how it begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drillgrok.console.progress import Reached
from drillgrok.importers.chess_notation import EPD_LOOKS, PGN_LOOKS, read_epd, read_pgn
from drillgrok.importers.chess_puzzles import Wish, is_puzzle_head, read_puzzles
from drillgrok.importers.chess_rows import Harvest
from drillgrok.importers.packed import unpacked

_HEAD_BYTES: Final = 1 << 12


@dataclass(frozen=True, slots=True)
class PuzzleFormat:
    """A format of such files."""

    told: str
    """As the end of a sentence: what the file is."""
    looks: Callable[[bytes], bool]
    """Whether a file begins so."""
    read: Callable[[Path, Wish, Reached], Harvest]
    themed: bool = False
    """Its positions have themes and ratings."""


PUZZLE_FILE: Final = PuzzleFormat(
    "the public puzzle file", lambda head: is_puzzle_head(head.split(b"\n")[0]), read_puzzles, themed=True
)
PUZZLE_FORMATS: Final = (
    PUZZLE_FILE,
    PuzzleFormat("positions in EPD", lambda head: EPD_LOOKS.match(head) is not None, read_epd),
    PuzzleFormat("positions in PGN", lambda head: PGN_LOOKS.match(head) is not None, read_pgn),
)


def puzzle_format(file: Path) -> PuzzleFormat | None:
    """What a file is by how it begins, packed or not; None where it holds no positions or cannot be unpacked.

    Raises DrillgrokError where it cannot be read.
    """
    with unpacked(file) as (stream, _):
        head = stream.read(_HEAD_BYTES)
    return next((one for one in PUZZLE_FORMATS if one.looks(head)), None)
