"""King and pawn against king, solved backwards from every end: where White, who has the pawn, wins. Whole tables by
array arithmetic; no rule of thumb enters, and nothing of the drills is read."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.bool_]
"""By the squares of pawn, white king and black king: 0 for a1, 1 for b1."""
_SIDE: Final = 8
_SQUARES: Final = range(_SIDE * _SIDE)
_PAWNS: Final = range(_SIDE, _SIDE * (_SIDE - 1))
_SECOND_RANK: Final = _PAWNS[:_SIDE]
_SEVENTH_RANK: Final = _PAWNS[-_SIDE:]


class PawnEnding(NamedTuple):
    """Where White wins."""

    white_to_move: Table
    black_to_move: Table


def _near(square: int) -> list[int]:
    row, column = divmod(square, _SIDE)
    rows = range(max(row - 1, 0), min(row + 2, _SIDE))
    columns = range(max(column - 1, 0), min(column + 2, _SIDE))
    return [_SIDE * r + c for r in rows for c in columns if (r, c) != (row, column)]


_NEAR: Final = [_near(square) for square in _SQUARES]


@cache
def solved() -> PawnEnding:
    """The whole ending. A new queen counts as won unless Black takes her at once; where she would give stalemate a rook
    is made instead."""
    with_white, with_black = _possible()
    white, black = with_white & _promotes(), np.zeros_like(with_white)
    while True:
        black_now = with_black & _every_move_loses(white, with_white)
        white_now = white | (with_white & _some_move_wins(black_now))
        if np.array_equal(black_now, black) and np.array_equal(white_now, white):
            return PawnEnding(white, black)
        white, black = white_now, black_now


def _possible() -> tuple[Table, Table]:
    """Positions that can stand on a board, with White and with Black to move."""
    black = np.zeros((64, 64, 64), np.bool_)
    black[list(_PAWNS)] = True
    for square in _SQUARES:
        black[square, square, :] = black[square, :, square] = False
        black[:, square, [square, *_NEAR[square]]] = False
    white = black.copy()
    for pawn in _PAWNS:
        ahead = pawn + _SIDE
        white[pawn, :, [to for to in _NEAR[pawn] if to // _SIDE == ahead // _SIDE and to != ahead]] = False
    return white, black


def _promotes() -> Table:
    """Pawns that can become a queen which Black cannot take."""
    found = np.zeros((64, 64, 64), np.bool_)
    for pawn in _SEVENTH_RANK:
        ahead = pawn + _SIDE
        found[pawn] = True
        found[pawn, :, _NEAR[ahead]] = False
        for king in _NEAR[ahead]:
            found[pawn, king, :] = True
        found[pawn, ahead, :] = found[pawn, :, ahead] = False
    return found


def _some_move_wins(black: Table) -> Table:
    """Whether White can reach a position that is won with Black to move."""
    found = np.zeros_like(black)
    for king in _SQUARES:
        found[:, king, :] = black[:, _NEAR[king], :].any(axis=1)
    for pawn in _PAWNS[:-_SIDE]:
        ahead = pawn + _SIDE
        found[pawn] |= _unless_on(black[ahead], ahead)
        if pawn in _SECOND_RANK:
            found[pawn] |= _unless_on(black[ahead + _SIDE], ahead, ahead + _SIDE)
    return found


def _unless_on(won: Table, *squares: int) -> Table:
    """Without the positions in which a king stands on one of these squares."""
    found = won.copy()
    for square in squares:
        found[square, :] = found[:, square] = False
    return found


def _every_move_loses(white: Table, with_white: Table) -> Table:
    """Whether Black has a move, and every one leads to a position that is won with White to move. Taking the pawn
    draws."""
    found = np.zeros_like(white)
    for other in _SQUARES:
        legal = with_white[:, :, _NEAR[other]]
        found[:, :, other] = legal.any(axis=2) & (~legal | white[:, :, _NEAR[other]]).all(axis=2)
    for pawn in _PAWNS:
        unguarded = [king for king in _SQUARES if king not in _NEAR[pawn]]
        found[pawn][np.ix_(unguarded, _NEAR[pawn])] = False
    return found
