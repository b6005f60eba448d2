"""A last, longer look at everything that is to be shipped: what it does not confirm is struck out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import chess

from oracles.chess.engine import MATE, Engine
from oracles.chess.position import PairedPosition, SidedPosition, VerifiedPosition
from oracles.chess.sides import misjudged, owner
from oracles.chess.verify import WINS, only_one_wins

NODES: Final = 120_000
"""Three times what the positions were verified with."""


def confirmed(engine: Engine, record: VerifiedPosition) -> bool:
    """Whether the same move still wins alone. Mates in one and two were proved by trying all moves."""
    if record["scores"][0] >= MATE - 2:
        return True
    choices = engine.choices(chess.Board(record["fen"]), nodes=NODES, width=2)
    return only_one_wins(choices) and choices[0].move.uci() == record["line"].partition(" ")[0]


def confirmed_pairs(engine: Engine, rows: list[PairedPosition]) -> Iterator[PairedPosition]:
    """The pairs of which one move wins in the first position alone, and none in the second."""
    for won, calm in zip(rows[::2], rows[1::2], strict=True):
        first, second = (engine.choices(chess.Board(row["fen"]), nodes=NODES, width=2) for row in (won, calm))
        if only_one_wins(first) and second[0].score < WINS:
            yield from (won, calm)


def confirmed_sides(engine: Engine, rows: Iterable[SidedPosition]) -> Iterator[SidedPosition]:
    """Those in which the same side still has something, or neither has; with how hard that is to see."""
    for row in rows:
        board = chess.Board(row["fen"])
        if owner(engine, board, nodes=NODES) == row["answer"]:
            yield {**row, "level": misjudged(engine, board, row["answer"])}
