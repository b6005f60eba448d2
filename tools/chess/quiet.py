"""Whether a position is even and calm enough to hide a motif: a sieve that spares the engine most positions."""

from __future__ import annotations

from typing import Final

import chess

from drillgrok.domains.chess.motifs import VALUE, worth

_PIECE: Final = 3
_MEN: Final = tuple((kind, value) for kind, value in VALUE.items() if kind != chess.KING)
_LEAD: Final = (-4, 1)
"""Pawns by which the side to move may be ahead before it wins something."""


def is_quiet(board: chess.Board) -> bool:
    """Neither side is far ahead, and the side to move can simply take nothing at a profit."""
    return _LEAD[0] <= lead(board) <= _LEAD[1] and not any(
        worth(board, goal) >= _PIECE
        and any(
            not board.attackers(not board.turn, goal) or worth(board, taker) < worth(board, goal)
            for taker in board.attackers(board.turn, goal)
        )
        for goal in chess.SquareSet(board.occupied_co[not board.turn])
    )


def lead(board: chess.Board) -> int:
    """Pawns by which the side to move is ahead."""
    return sum(
        value * (board.pieces_mask(kind, board.turn).bit_count() - board.pieces_mask(kind, not board.turn).bit_count())
        for kind, value in _MEN
    )
