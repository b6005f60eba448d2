"""Games of the engine against itself, in which both sides err now and then, so that tactics come about.

Every game is made from its own number alone: the same number gives the same game.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import chess

from oracles.chess.engine import MATE, Choice, Engine
from oracles.chess.position import GlancedPosition

_OPENING_PLIES: Final = (4, 10)
_OPENING_NODES: Final = 1500
_OPENING_WIDTH: Final = 6
_OPENING_LOSS: Final = 90
"""Centipawns that an opening move may be worse than the best."""
_NODES: Final = 5000
_SHALLOW_NODES: Final = (1, 60)
_LONGEST: Final = 150
_TRIES: Final = 3
"""Side steps from every position: what if this move had been played instead?"""
_TRY_NODES: Final = 2500
_WINS: Final = 220
_GAP: Final = 120
_DECIDED: Final = 1100
_DECIDED_PLIES: Final = 8


class Care(NamedTuple):
    """How often a side plays its best move, and how often any move; the two sides of a game are of unequal strength."""

    best: float
    accident: float


def play(engine: Engine, number: int) -> Iterator[GlancedPosition]:
    """Game `number`, a record for every position after the opening, and for every side step from it that lets a tactic
    in."""
    for board, choices, steps in _plies(engine, number):
        yield record(number, board, choices, aside=False)
        for step in steps:
            found = engine.choices(step, nodes=_TRY_NODES, width=2)
            if found and is_sharp(found):
                yield record(number, step, found, aside=True)


def boards_of(engine: Engine, number: int) -> frozenset[str]:
    """The boards of game `number` and of all side steps from it, without a look at these: half an hour's games are
    played again in a few minutes, to tell whether a position comes from one of them."""
    return frozenset(
        one.board_fen() for board, _, steps in _plies(engine, number) for one in (board.copy(stack=False), *steps)
    )


def _plies(engine: Engine, number: int) -> Iterator[tuple[chess.Board, list[Choice], list[chess.Board]]]:
    """After each move the position, its two best moves and the side steps from it."""
    rng = Random(number)
    game = object()
    board = _opening(engine, rng, game)
    care = {side: Care(rng.uniform(0.3, 0.9), rng.uniform(0.02, 0.2)) for side in chess.COLORS}
    decided = 0
    while not board.is_game_over(claim_draw=True) and board.ply() < _LONGEST and decided < _DECIDED_PLIES:
        choices = engine.choices(board, nodes=_NODES, width=2, game=game)
        steps = _steps(board, choices[0].move, rng)
        yield board, choices, steps
        if steps:  # The hash table is emptied as it was by looks at them, whether these were made or not.
            game = object()
        decided = decided + 1 if abs(choices[0].score) > _DECIDED else 0
        board.push(_move(engine, board, choices, rng, care[board.turn]))


def record(number: int, board: chess.Board, choices: list[Choice], *, aside: bool) -> GlancedPosition:
    """A position as it is kept, with the engine's two best moves."""
    return {
        "game": number,
        "ply": board.ply(),
        "aside": int(aside),
        "fen": board.fen(),
        "last": board.peek().uci(),
        "best": best_of(choices),
    }


def best_of(choices: Sequence[Choice]) -> list[tuple[int, str]]:
    """What a record keeps of each choice: its score and up to six plies of its line."""
    return [(choice.score, " ".join(move.uci() for move in choice.line[:6])) for choice in choices]


def _steps(board: chess.Board, best: chess.Move, rng: Random) -> list[chess.Board]:
    others = [move for move in board.legal_moves if move != best]
    steps = []
    for move in rng.sample(others, min(_TRIES, len(others))):
        step = board.copy()
        step.push(move)
        steps.append(step)
    return steps


def is_sharp(choices: list[Choice]) -> bool:
    """A glance says that one move wins and the next best does not, or that there is a mate in three or fewer."""
    first, second = choices[0].score, choices[1].score if len(choices) > 1 else -MATE
    if first >= MATE - 3:
        return True
    return first >= _WINS and second <= _WINS - _GAP and first - second >= _GAP


def _opening(engine: Engine, rng: Random, game: object) -> chess.Board:
    board = chess.Board()
    for _ in range(rng.randint(*_OPENING_PLIES)):
        choices = engine.choices(board, nodes=_OPENING_NODES, width=_OPENING_WIDTH, game=game)
        playable = [choice.move for choice in choices if choice.score >= choices[0].score - _OPENING_LOSS]
        board.push(rng.choice(playable))
    return board


def _move(engine: Engine, board: chess.Board, choices: list[Choice], rng: Random, care: Care) -> chess.Move:
    """The best move, any legal one, or what a glance of a few nodes finds: it sees a capture and misses the answer."""
    luck = rng.random()
    if luck < care.best:
        return choices[0].move
    if luck < care.best + care.accident:
        return rng.choice(list(board.legal_moves))
    return engine.choices(board, nodes=rng.randint(*_SHALLOW_NODES), width=1)[0].move


def write_games(engine: Engine, first: int, count: int, out: Path) -> None:
    """Append games `first`, `first` + 1, ... to `out`, a JSON line a position, game by game."""
    with out.open("a", encoding="utf-8") as file:
        for number in range(first, first + count):
            file.writelines(json.dumps(record) + "\n" for record in play(engine, number))
            file.flush()
