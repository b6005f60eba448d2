"""Games of two players who err as people do: they know an opening, see a few moves ahead, and now and then only what is
there at sight.

What they might have overlooked is looked at too: from every position each move that seems as good as others at sight.
Every game is made from its own number alone: the same number gives the same game.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import chess

from drillgrok.domains.chess.motifs import VALUE, worth
from oracles.chess.engine import MATE
from oracles.chess.position import GlancedPosition
from tools.chess.glances import Glance, Glances

OPENINGS: Final = Path(__file__).parent / "openings.txt"
_KNOWN_PLIES: Final = (4, 12)
_DEPTH: Final = 3
"""Plies: what a player sees, and the first look for a tactic."""
_WINS: Final = 220
_HELD: Final = 150
"""Centipawns that the best move may leave to the opponent, where another leaves a win."""
_FREE: Final = 0.1
"""Share of the pieces left unguarded that are kept: games have more of them than of all else."""
_SEEMS_AS_GOOD: Final = 150
"""Centipawns that a move may seem worse at sight than the best, to be one that somebody might make."""
_LONGEST: Final = 100
_FEWEST: Final = 9
"""Pieces and pawns: with fewer of them ideas are seen at once."""
_DECIDED: Final = 450
_DECIDED_PLIES: Final = 4
_PAWN: Final = 100.0


class Sight(NamedTuple):
    """What a player sees: how many centipawns apart two moves are to it before it minds, and how often it goes by what
    is there at sight."""

    blur: float
    careless: float


def openings() -> tuple[tuple[str, ...], ...]:
    """Lines that players know, as moves of a score sheet."""
    return tuple(tuple(line.split()) for line in OPENINGS.read_text(encoding="utf-8").splitlines())


def play(glances: Glances, number: int) -> Iterator[GlancedPosition]:
    """Game `number`: a record for every move, made or not, that seems to let a tactic in."""
    rng = Random(f"weak {number}")
    board = _opened(rng)
    sight = {side: _sight(rng) for side in chess.COLORS}
    decided = 0
    glances.forget()
    while not _is_over(board) and decided < _DECIDED_PLIES:
        seen = glances.moves(board, depth=_DEPTH)
        made = _drawn(seen, sight[board.turn], rng)
        yield from _let_in(number, board, seen, made, rng)
        decided = decided + 1 if abs(min(reply.score for reply in seen.values())) > _DECIDED else 0
        board.push(made)


def write_games(glances: Glances, first: int, out: Path) -> Iterator[list[GlancedPosition]]:
    """Append games `first`, `first` + 1, ... without end to `out`, a JSON line a position; each game as it was
    written."""
    number = first
    while True:
        played = list(play(glances, number))
        with out.open("a", encoding="utf-8") as file:
            file.write("".join(json.dumps(one) + "\n" for one in played))
        yield played
        number += 1


def _is_over(board: chess.Board) -> bool:
    return (
        board.ply() >= _LONGEST
        or chess.popcount(board.occupied) < _FEWEST
        or board.is_repetition()
        or board.is_game_over()
    )


def _opened(rng: Random) -> chess.Board:
    board = chess.Board()
    line = rng.choice(openings())
    for san in line[: rng.randint(*_KNOWN_PLIES)]:
        board.push_san(san)
    return board


def _sight(rng: Random) -> Sight:
    return Sight(rng.uniform(10, 50), rng.uniform(0.05, 0.3))


def _drawn(seen: Mapping[chess.Move, Glance], sight: Sight, rng: Random) -> chess.Move:
    """One of the moves, the better ones likelier."""
    careless = rng.random() < sight.careless
    scores = [reply.at_sight if careless else reply.score for reply in seen.values()]
    best = min(scores)
    weights = [math.exp(max(best - score, -20 * _PAWN) / sight.blur) for score in scores]
    return rng.choices(list(seen), weights)[0]


def _let_in(
    number: int, board: chess.Board, seen: Mapping[chess.Move, Glance], made: chess.Move, rng: Random
) -> Iterator[GlancedPosition]:
    """The move made before others, and of others that let the same answer in the least bad one; none whose answer takes
    the piece that has just been put there."""
    best = min(reply.score for reply in seen.values())
    at_sight = min(reply.at_sight for reply in seen.values())
    order = sorted(seen.items(), key=lambda pair: (pair[0] != made, pair[1].score))
    answers, parent = set(), board.fen()
    for move, (score, line, seems) in order:
        first = line.partition(" ")[0]
        mates = score >= MATE - 3
        if not line or first in answers or not (mates or (score >= _WINS and best <= _HELD)):
            continue
        if move != made and seems > at_sight + _SEEMS_AS_GOOD:
            continue
        step = board.copy(stack=False)
        step.push(move)
        answer = chess.Move.from_uci(first)
        if answer.to_square == move.to_square or (_is_free(step, answer) and rng.random() >= _FREE):
            continue
        answers.add(first)
        yield {
            "game": number,
            "ply": step.ply(),
            "aside": int(move != made),
            "fen": step.fen(),
            "last": move.uci(),
            "parent": parent,
            "best": [(score, line)],
        }


def _is_free(board: chess.Board, answer: chess.Move) -> bool:
    return worth(board, answer.to_square) >= VALUE[chess.KNIGHT] and not board.attackers(
        not board.turn, answer.to_square
    )
