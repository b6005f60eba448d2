"""A position as either side sees it if it may move, and what of the two could be gone by at a glance. Nothing here
weighs a move, and nothing knows whose move it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import chess

from drillgrok.domains.chess.motifs import VALUE, worth
from drillgrok.domains.chess.surface import Turn
from drillgrok.model.domain import Surface

_MOST_APART: Final = 3
"""Beyond it differences are alike."""
_MEN_ALIKE: Final = 4
_MOVES_ALIKE: Final = 5
_PIECE: Final = VALUE[chess.KNIGHT]


def as_if_moving(board: chess.Board, side: chess.Color) -> chess.Board:
    """The position with this side to move; nothing is taken in passing."""
    turned = board.copy(stack=False)
    turned.turn, turned.ep_square = side, None
    return turned


def either_may_move(board: chess.Board) -> bool:
    """Whether the position is legal with White to move and with Black to move: nobody is in check."""
    return all(as_if_moving(board, side).is_valid() for side in chess.COLORS)


def sides_surface(board: chess.Board) -> Surface:
    """What can be counted of either side: how much more White has than Black, and what both have together."""
    white, black = (side_counts(board, side) for side in chess.COLORS)
    apart = {name: str(max(-_MOST_APART, min(white[name] - black[name], _MOST_APART))) for name in white}
    together = {f"{name}, both": str(min(white[name] + black[name], 2 * _MOST_APART)) for name in _TOGETHER}
    return Surface(
        cues={
            **apart,
            **together,
            "men": str(chess.popcount(board.occupied) // _MEN_ALIKE),
            "captures and checks": f"{apart['captures']} {apart['checks']}",
        }
    )


_TOGETHER: Final = ("captures", "checks", "free captures", "unguarded", "attacked and unguarded")


def side_counts(board: chess.Board, side: chess.Color) -> Mapping[str, int]:
    """What this side has if it may move, each in steps that an eye tells apart."""
    turn = Turn(as_if_moving(board, side), None)
    theirs = _pieces(board, not side)
    guarded = [square for square in theirs if board.is_attacked_by(not side, square)]
    attacked = [square for square in theirs if board.is_attacked_by(side, square)]
    free = turn.free_captures
    king = board.king(not side)
    near = sum(len(board.attackers(side, square)) for square in chess.SquareSet(chess.BB_KING_ATTACKS[king or 0]))
    return {
        "material": sum(VALUE[kind] * len(board.pieces(kind, side)) for kind in VALUE),
        "moves": len(turn.legal) // _MOVES_ALIKE,
        "captures": len(turn.captures),
        "checks": len(turn.checks),
        "safe checks": len(turn.safe(turn.checks)),
        "free captures": len(free),
        "greatest capture": _greatest(board, turn.captures),
        "greatest free capture": _greatest(board, free),
        "best trade": max((_gain(board, move, move in free) for move in turn.captures), default=0),
        "unguarded": len(theirs) - len(guarded),
        "attacked": len(attacked),
        "attacked and unguarded": len({*attacked} - {*guarded}),
        "near the king": near // 2,
    }


def _pieces(board: chess.Board, side: chess.Color) -> Sequence[chess.Square]:
    return [
        square
        for square in chess.SquareSet(board.occupied_co[side])
        if _PIECE <= worth(board, square) < VALUE[chess.KING]
    ]


def _greatest(board: chess.Board, captures: Sequence[chess.Move]) -> int:
    return max((worth(board, move.to_square) for move in captures), default=0)


def _gain(board: chess.Board, move: chess.Move, is_free: bool) -> int:
    """What a capture brings if whatever takes back does so at once."""
    return worth(board, move.to_square) - (0 if is_free else worth(board, move.from_square))
