"""Games of two players who err as people do: they know an opening, look at the likeliest moves, and miss an answer.

What such a player overlooked on the way is looked at too: from every position a few of the moves that it might have
made instead. Every game is made from its own number alone: the same number gives the same game.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import chess

from oracles.chess.engine import Choice, Engine
from oracles.chess.position import GlancedPosition
from tools.chess.selfplay import is_sharp, record

OPENINGS: Final = Path(__file__).parent / "openings.txt"
_KNOWN_PLIES: Final = (4, 12)
_NODES: Final = 1500
_TRY_NODES: Final = 1000
_WIDTH: Final = 8
"""Moves that a player weighs."""
_TRIES: Final = 12
"""Looks at what else might have been played; the likely moves are tried once."""
_LAX: Final = 2.0
"""How much more a player overlooks on a bad day."""
_LONGEST: Final = 150
_DECIDED: Final = 450
_DECIDED_PLIES: Final = 4
_PAWN: Final = 100.0


class Sight(NamedTuple):
    """What a player sees: how often the best move, for how many nodes it looks otherwise, and how many centipawns
    apart two moves are to it before it minds."""

    best: float
    nodes: int
    blur: float


def openings() -> tuple[tuple[str, ...], ...]:
    """Lines that players know, as moves of a score sheet."""
    return tuple(tuple(line.split()) for line in OPENINGS.read_text(encoding="utf-8").splitlines())


def play(engine: Engine, number: int) -> Iterator[GlancedPosition]:
    """Game `number`, a record for every position after the opening, and for every move not made that lets a tactic
    in."""
    rng = Random(f"weak {number}")
    game = object()
    board = _opened(rng)
    sight = {side: _sight(rng) for side in chess.COLORS}
    decided = 0
    while not board.is_game_over(claim_draw=True) and board.ply() < _LONGEST and decided < _DECIDED_PLIES:
        choices = engine.choices(board, nodes=_NODES, width=2, game=game)
        yield record(number, board, choices, aside=False)
        weighed = _weighed(engine, board, sight[board.turn])
        lax = sight[board.turn]._replace(blur=sight[board.turn].blur * _LAX)
        tried = {_drawn(weighed, lax, rng) for _ in range(_TRIES)} - {choices[0].move}
        yield from _overlooked(engine, number, board, sorted(tried, key=chess.Move.uci))
        decided = decided + 1 if abs(choices[0].score) > _DECIDED else 0
        best = rng.random() < sight[board.turn].best
        board.push(choices[0].move if best else _drawn(weighed, sight[board.turn], rng))


def write_games(engine: Engine, first: int, out: Path) -> Iterator[list[GlancedPosition]]:
    """Append games `first`, `first` + 1, ... without end to `out`, a JSON line a position; each game as it was
    written."""
    number = first
    while True:
        played = list(play(engine, number))
        with out.open("a", encoding="utf-8") as file:
            file.write("".join(json.dumps(one) + "\n" for one in played))
        yield played
        number += 1


def _opened(rng: Random) -> chess.Board:
    board = chess.Board()
    line = rng.choice(openings())
    for san in line[: rng.randint(*_KNOWN_PLIES)]:
        board.push_san(san)
    return board


def _sight(rng: Random) -> Sight:
    nodes = round(math.exp(rng.uniform(math.log(20), math.log(600))))
    return Sight(rng.uniform(0.5, 0.95), nodes, rng.uniform(25, 110))


def _weighed(engine: Engine, board: chess.Board, sight: Sight) -> list[Choice]:
    return engine.choices(board, nodes=sight.nodes * _WIDTH // 2, width=_WIDTH)


def _drawn(weighed: list[Choice], sight: Sight, rng: Random) -> chess.Move:
    """One of the moves, the better ones likelier."""
    best = max(choice.score for choice in weighed)
    weights = [math.exp(max(choice.score - best, -20 * _PAWN) / sight.blur) for choice in weighed]
    return rng.choices(weighed, weights)[0].move


def _overlooked(engine: Engine, number: int, board: chess.Board, moves: list[chess.Move]) -> Iterator[GlancedPosition]:
    for move in moves:
        step = board.copy()
        step.push(move)
        choices = engine.choices(step, nodes=_TRY_NODES, width=2)
        if choices and is_sharp(choices):
            yield record(number, step, choices, aside=True)
