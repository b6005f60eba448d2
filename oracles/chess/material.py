"""What a side can win by force in a few moves, in pawns, by a plain search: captures to the end, and nothing else
of what an engine knows. It shares nothing with the engine that made the positions."""

from __future__ import annotations

from typing import Final

import chess

from drillgrok.domains.chess.motifs import VALUE

MATE: Final = 100
"""Pawns that a mate counts as."""
_ENDLESS: Final = 1000


def gain(board: chess.Board, plies: int) -> int:
    """Pawns that the side to move gains at least if both sides look so many plies ahead and then only at captures."""
    return _best(board.copy(stack=False), plies, -_ENDLESS, _ENDLESS) - _balance(board)


def _best(board: chess.Board, plies: int, least: int, most: int) -> int:
    """The balance of the side to move after best play, as far as it lies between `least` and `most`."""
    if plies <= 0 and not board.is_check():
        return _quiet(board, least, most)
    moves = sorted(board.legal_moves, key=lambda move: -_worth(board, move))
    if not moves:
        return -MATE if board.is_check() else 0
    for move in moves:
        board.push(move)
        least = max(least, -_best(board, plies - 1, -most, -least))
        board.pop()
        if least >= most:
            break
    return least


def _quiet(board: chess.Board, least: int, most: int) -> int:
    """As `_best`, where whoever is to move may also let things stand."""
    least = max(least, _balance(board))
    for move in sorted(board.generate_legal_captures(), key=lambda move: -_worth(board, move)):
        if least >= most:
            break
        board.push(move)
        least = max(least, -_quiet(board, -most, -least))
        board.pop()
    return least


def _balance(board: chess.Board) -> int:
    return sum(
        VALUE[kind] * (len(board.pieces(kind, board.turn)) - len(board.pieces(kind, not board.turn)))
        for kind in VALUE
        if kind != chess.KING
    )


def _worth(board: chess.Board, move: chess.Move) -> int:
    """Captures of the greater pieces by the lesser ones first."""
    taken = board.piece_type_at(move.to_square)
    return 10 * VALUE[taken] - VALUE[board.piece_type_at(move.from_square) or chess.PAWN] if taken else 0
