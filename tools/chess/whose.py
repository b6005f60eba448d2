"""Positions in which one side could win something if it were its move, each with a decoy in which neither could: made
as in `pairs`, but judged for both sides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

import chess

from drillgrok.domains.chess.sides import either_may_move, side_counts
from oracles.chess.engine import Engine
from oracles.chess.position import GlancedPosition, SidedPosition, placement
from oracles.chess.sides import NEITHER, owner
from tools.chess.pairs import decoy

_GLANCE_NODES: Final = 3000
_NODES: Final = 20_000
_SEEMS: Final = 260
"""Centipawns that the harvest's glance takes the best move to be worth."""
_TOLERANCE: Final = 100
"""Centipawns by which a glance may be wrong."""
_LOOKED_AT: Final = 8
"""Positions of one game among which one is drawn."""
_OF_A_GAME: Final = 3
"""How often one is drawn."""
_MOST_LEANING: Final = 3
_FEWEST: Final = 14
"""Pieces and pawns: on an emptier board who has something is seen at once."""
_SEED: Final = 4


def sided(engine: Engine, games: Path, used: frozenset[str], quota: int) -> Iterator[SidedPosition]:
    """So many positions of which one side has something, and after each, where there is one, its decoy. Those whose
    placement is in `used` are passed over."""
    found = 0
    shown = set(used)
    for record in _drawn(games, used):
        if found == quota:
            return
        board = chess.Board(record["fen"])
        answer = _judged(engine, board) if board.board_fen() not in shown else None
        if answer is None or answer == NEITHER:
            continue
        found += 1
        shown.add(board.board_fen())
        yield _row(record, board, answer)
        calm = decoy(engine, record.get("parent", ""), board, chess.Move.from_uci(record["last"]), _NODES)
        if calm is not None and calm.board_fen() not in shown and owner(engine, calm, nodes=_NODES) == NEITHER:
            shown.add(calm.board_fen())
            yield _row(record | {"last": calm.peek().uci()}, calm, NEITHER)


def _judged(engine: Engine, board: chess.Board) -> str | None:
    """Who has something, after a glance that spares most positions the long look."""
    glanced = owner(engine, board, nodes=_GLANCE_NODES, tolerance=_TOLERANCE)
    return None if glanced is None or glanced == NEITHER else owner(engine, board, nodes=_NODES)


def _drawn(games: Path, used: frozenset[str]) -> Iterator[GlancedPosition]:
    """A few positions of each game, in an order by lot. Of some the side to move has more of what is seen at a glance,
    of as many the other side has: a position is drawn whose lean is nearest to one drawn by lot."""
    by_game: dict[int, list[GlancedPosition]] = {}
    with games.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            by_game.setdefault(record["game"], []).append(record)
    rng = Random(_SEED)
    order = sorted(by_game) * _OF_A_GAME
    rng.shuffle(order)
    for game in order:
        wanted = rng.randint(-_MOST_LEANING, _MOST_LEANING)
        records = rng.sample(by_game[game], min(_LOOKED_AT, len(by_game[game])))
        fit = [record for record in records if placement(record["fen"]) not in used and _fits(record)]
        if fit:
            yield min(fit, key=lambda record: abs(_lean(chess.Board(record["fen"])) - wanted))


def _fits(record: GlancedPosition) -> bool:
    board = chess.Board(record["fen"])
    return (
        record["best"][0][0] >= _SEEMS
        and "parent" in record
        and chess.popcount(board.occupied) >= _FEWEST
        and either_may_move(board)
    )


def _lean(board: chess.Board) -> int:
    """Of how many things the side to move has more, less of how many the other side has."""
    mine, theirs = (side_counts(board, side) for side in (board.turn, not board.turn))
    return sum((mine[name] > theirs[name]) - (mine[name] < theirs[name]) for name in mine)


def _row(record: GlancedPosition, board: chess.Board, answer: str) -> SidedPosition:
    return {
        "game": record["game"],
        "ply": record["ply"],
        "fen": board.fen(),
        "last": record["last"],
        "answer": answer,
        "level": 0,
    }
