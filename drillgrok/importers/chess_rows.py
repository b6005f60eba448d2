"""Positions with their best moves -> the rows of a chess list, whatever file they stand in. Nothing is believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import chess

from drillgrok.domains.chess.chances import chance_of
from drillgrok.domains.chess.motifs import line_of

HEADER: Final = ("key", "group", "prompt", "answer", "chance", "rating", "fen", "last", "best")
PROMPT: Final = "Find the best move."
BETWEEN: Final = "|"
"""Between moves of which each is right, as a list has it."""
_LONGEST_FEN: Final = 100
_TOLD: Final = 5
"""Bad rows that are reported one by one."""

Row = tuple[str, ...]
"""Columns as in HEADER."""


@dataclass
class Harvest:
    """What came of reading a file."""

    read: int = 0
    fitting: int = 0
    bad: int = 0
    told: list[str] = field(default_factory=list)
    """The first few bad rows, each with its line."""
    taken: dict[str, list[Row]] = field(default_factory=dict)
    """For each theme that was asked for, in the order of the wish, its rows in the order of the file; one without a
    name where none was."""

    @property
    def rows(self) -> list[Row]:
        """Those of all themes."""
        return [row for rows in self.taken.values() for row in rows]

    def refuse(self, place: str, why: str) -> None:
        """Count a row that cannot be used."""
        self.bad += 1
        if len(self.told) < _TOLD:
            self.told.append(f"{place}: {why}")


def position_from(fen: str) -> chess.Board:
    """The listed position. Raises ValueError where it could not come about."""
    try:
        board = chess.Board(fen[:_LONGEST_FEN])
    except ValueError:
        raise ValueError("its position is not FEN") from None
    if not board.is_valid():
        raise ValueError("its position could not come about")
    return board


def row_of(
    name: str,
    board: chess.Board,
    lines: Sequence[tuple[chess.Move, ...]],
    *,
    group: str = "",
    rating: str = "0",
    last: str = "",
) -> Row:
    """A row as in HEADER: the position and its line, or several moves of which each is right. Raises ValueError where
    one cannot be played."""
    line = line_of(board, lines[0])
    for other in lines[1:]:
        line_of(board, other)
    chance = chance_of(line, [other[0] for other in lines[1:]])
    best = BETWEEN.join(" ".join(move.uci() for move in moves) for moves in lines)
    return (
        name,
        group or name,
        PROMPT,
        board.san(lines[0][0]),
        f"{min(max(chance, 0.001), 0.9):.3f}",
        rating,
        board.fen(),
        last,
        best,
    )
