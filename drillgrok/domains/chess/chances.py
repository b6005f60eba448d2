"""How often somebody finds a line who looks for no idea at all: the chance level of a position."""

from __future__ import annotations

from collections.abc import Collection

import chess

from drillgrok.domains.chess.motifs import MoveLine


def chance_of(line: MoveLine, also: Collection[chess.Move] = ()) -> float:
    """The success rate of playing any capture or check, or any legal move where that is better, at every turn.

    A move that mates counts as right wherever it can be played, and so do the moves in `also` at the first turn.
    """
    rate = 1.0
    for turn, (board, move) in enumerate(zip(line.boards[:-1:2], line.moves[::2], strict=True)):
        rate *= _rate(board, {move} if turn else {move, *also})
    return rate


def _rate(board: chess.Board, best: Collection[chess.Move]) -> float:
    right = {*best, *(move for move in board.legal_moves if mates(board, move))}
    forcing = {move for move in board.legal_moves if board.is_capture(move) or board.gives_check(move)}
    return max(len(right & forcing) / max(len(forcing), 1), len(right) / board.legal_moves.count())


def mates(board: chess.Board, move: chess.Move) -> bool:
    """Whether a legal move mates at once."""
    if not board.gives_check(move):
        return False
    board.push(move)
    mated = board.is_checkmate()
    board.pop()
    return mated
