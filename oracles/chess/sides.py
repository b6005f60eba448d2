"""Which side could win something by force if it were its move: judged by looking at the position from both sides."""

from __future__ import annotations

from typing import Final

import chess

from drillgrok.domains.chess.sides import as_if_moving, either_may_move
from oracles.chess.engine import Choice, Engine
from oracles.chess.verify import DRAWS, GAP, WINS

NOTHING: Final = 180
"""Centipawns up to which a side has nothing: so much the move alone may be worth, to a side that has just moved."""
WHITE, BLACK, NEITHER = "w", "b", "n"
_SIDES: Final = {chess.WHITE: WHITE, chess.BLACK: BLACK}
_LEVELS: Final = (1, 20, 100, 500, 2500, 10_000)
"""Nodes of ever better searches; how many of them misjudge a position is its difficulty."""


def owner(engine: Engine, board: chess.Board, *, nodes: int, tolerance: int = 0) -> str | None:
    """`w` or `b` where one move of this side wins, and the other side has nothing; `n` where neither has anything; None
    where it is none of these, or not both sides may move. The thresholds give way by so many centipawns."""
    if not either_may_move(board):
        return None
    found = {}
    for side in chess.COLORS:
        choices = engine.choices(as_if_moving(board, side), nodes=nodes, width=2)
        found[side] = _has(choices, tolerance)
        if found[side] is None:
            return None
    having = [side for side in chess.COLORS if found[side]]
    return None if len(having) > 1 else _SIDES[having[0]] if having else NEITHER


def agrees(engine: Engine, board: chess.Board, answer: str, *, nodes: int, tolerance: int) -> bool:
    """Whether the side that the answer names wins by one move alone, within so many centipawns, and no other does."""
    for side, name in _SIDES.items():
        choices = engine.choices(as_if_moving(board, side), nodes=nodes, width=2)
        if name == answer and not _has(choices, tolerance):
            return False
        if name != answer and choices[0].score >= WINS:
            return False
    return True


def misjudged(engine: Engine, board: chess.Board, right: str) -> int:
    """How many of the searches, from the shortest up to the last that errs, say otherwise."""
    wrong = [number for number, nodes in enumerate(_LEVELS, start=1) if _roughly(engine, board, nodes) != right]
    return max(wrong, default=0)


def _has(choices: list[Choice], tolerance: int) -> bool | None:
    """Whether a side has something; None where that is not clear."""
    if len(choices) < 2:
        return None
    first, second = choices[0].score, choices[1].score
    if first >= WINS - tolerance and second <= DRAWS + tolerance and first - second >= GAP - 2 * tolerance:
        return True
    return False if first <= NOTHING + tolerance else None


def _roughly(engine: Engine, board: chess.Board, nodes: int) -> str:
    winning = [
        name
        for side, name in _SIDES.items()
        if engine.choices(as_if_moving(board, side), nodes=nodes, width=1)[0].score >= WINS
    ]
    return winning[0] if len(winning) == 1 else NEITHER
