"""Positions in which one move wins, each with a decoy: another move of such a piece from the same parent position,
after which no move wins though as many captures and checks can be made. What has just moved tells nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

import chess

from drillgrok.domains.chess.motifs import hanging_piece, line_of
from oracles.chess.engine import MATE, Engine
from oracles.chess.position import GlancedPosition, PairedPosition, placement
from oracles.chess.verify import only_one_wins

_NODES: Final = 40_000
_LEVEL: Final = (-150, 120)
"""Centipawns for the side to move in a decoy."""
_PARENT_LEVEL: Final = 300
_LOOKED_AT: Final = 6
"""Decoys put before the engine for one position."""
_PER_GAME: Final = 1
_LOOSE_SHARE: Final = 0.4
"""Of the positions in which the win is only a piece left unguarded."""


def pairs(engine: Engine, games: Path, used: frozenset[str], quota: int) -> Iterator[PairedPosition]:
    """`quota` times two records with `answer` y and n; positions whose placement is in `used` are passed over."""
    parents, asides = _read(games)
    Random(2).shuffle(asides)
    by_game: Counter[int] = Counter()
    shown: set[str] = set(used)
    count = loose = 0
    for record in asides:
        game = record["game"]
        parent = parents.get((game, record["ply"] - 1))
        if count == quota or parent is None or by_game[game] == _PER_GAME or placement(record["fen"]) in shown:
            continue
        board = chess.Board(record["fen"])
        choices = engine.choices(board, nodes=_NODES, width=2)
        is_loose = hanging_piece(line_of(board, (choices[0].move,)))
        if not only_one_wins(choices) or (is_loose and loose >= _LOOSE_SHARE * quota):
            continue
        calm = decoy(engine, parent, board, chess.Move.from_uci(record["last"]))
        if calm is None or calm.board_fen() in shown:
            continue
        shown |= {board.board_fen(), calm.board_fen()}
        count, loose, by_game[game] = count + 1, loose + is_loose, by_game[game] + 1
        yield _row(record, board, "y", choices[0].score)
        yield _row(record | {"last": calm.peek().uci()}, calm, "n", 0)


def _read(games: Path) -> tuple[dict[tuple[int, int], str], list[GlancedPosition]]:
    """The level positions of the games by game and ply, and the sharp side steps from them."""
    parents, asides = {}, []
    with games.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["aside"]:
                if record["best"][0][0] < MATE - 3:
                    asides.append(record)
            elif abs(record["best"][0][0]) <= _PARENT_LEVEL:
                parents[record["game"], record["ply"]] = record["fen"]
    return parents, asides


def decoy(engine: Engine, parent: str, like: chess.Board, but: chess.Move, nodes: int = _NODES) -> chess.Board | None:
    """The position after the other move, made as the move `but` was, whose captures and checks are most like those of
    `like`; of equals the one after the move that goes as far. None where no such move leaves things calm."""
    board = chess.Board(parent)
    steps = []
    for move in board.legal_moves:
        if move != but and manner(board, move) == manner(board, but):
            step = board.copy()
            step.push(move)
            steps.append(step)
    wanted, far = _forcing(like), _far(but)
    steps = [step for step in steps if not step.is_game_over()]
    steps.sort(key=lambda s: (_distance(_forcing(s), wanted), abs(_far(s.peek()) - far), s.peek().uci()))
    for step in steps[:_LOOKED_AT]:
        if _distance(_forcing(step), wanted) > 2:
            return None
        choices = engine.choices(step, nodes=nodes, width=2)
        if _LEVEL[0] <= choices[0].score <= _LEVEL[1]:
            return step
    return None


def manner(board: chess.Board, move: chess.Move) -> tuple[int | None, bool, bool, bool]:
    """What a glance at a move shows: which piece moves, whether it takes, gives check, and can itself be taken then."""
    after = board.copy(stack=False)
    after.push(move)
    can_be_taken = any(reply.to_square == move.to_square for reply in after.legal_moves)
    return board.piece_type_at(move.from_square), board.is_capture(move), board.gives_check(move), can_be_taken


def _far(move: chess.Move) -> int:
    return chess.square_distance(move.from_square, move.to_square)


def _forcing(board: chess.Board) -> tuple[int, int]:
    """How many captures and how many checks can be made."""
    moves = list(board.legal_moves)
    return sum(map(board.is_capture, moves)), sum(map(board.gives_check, moves))


def _distance(one: tuple[int, int], other: tuple[int, int]) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def _row(record: GlancedPosition, board: chess.Board, answer: str, score: int) -> PairedPosition:
    return {
        "game": record["game"],
        "ply": record["ply"],
        "fen": board.fen(),
        "last": record["last"],
        "answer": answer,
        "score": score,
    }
