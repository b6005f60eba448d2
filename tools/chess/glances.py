"""A short look at a whole position: one search weighs every move, and finds for each the best answer. A search for each
would take three times as long."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final, NamedTuple

import chess

from oracles.chess.engine import MATE

_MOVES: Final = 250
"""More than any position has."""


class Glance(NamedTuple):
    """What a short look says of a move."""

    score: int
    """Centipawns for whoever answers it, as of a `Choice`."""
    line: str
    """The best moves after it, in UCI; empty where the game is over."""
    at_sight: int
    """The score that a look of one ply gives: what is seen before any reply is thought of."""


class Glances:
    """A running stockfish. It keeps its hash table: what it says follows from all that it was asked since `forget`."""

    def __init__(self, asked: IO[str], told: IO[str]) -> None:
        self._asked, self._told = asked, told

    def forget(self) -> None:
        """Begin with an empty hash table."""
        self._asked.write("ucinewgame\n")

    def moves(self, board: chess.Board, *, depth: int) -> dict[chess.Move, Glance]:
        """Every move of a position, in one order for ever."""
        self._asked.write(f"position fen {board.fen()}\ngo depth {depth}\n")
        self._asked.flush()
        first: dict[str, str] = {}
        last: dict[str, tuple[str, str]] = {}
        for said in self._told:
            if said.startswith("bestmove"):
                break
            facts, _, line = said.partition(" pv ")
            if line and "bound " not in facts:
                move, _, further = line.strip().partition(" ")
                first.setdefault(move, facts)
                last[move] = (facts, further)
        return {
            chess.Move.from_uci(move): Glance(-_score(facts), further, -_score(first[move]))
            for move, (facts, further) in sorted(last.items())
        }


def _score(facts: str) -> int:
    kind, value = facts.partition(" score ")[2].split()[:2]
    score = int(value)
    if kind == "mate":
        return MATE - score if score > 0 else -MATE - score
    return score


@contextmanager
def glances() -> Iterator[Glances]:
    """A running stockfish for short looks. Raises FileNotFoundError where there is none."""
    program = shutil.which("stockfish") or "/usr/games/stockfish"
    with subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdin is None or process.stdout is None:
            raise AssertionError
        process.stdin.write(f"setoption name Threads value 1\nsetoption name MultiPV value {_MOVES}\n")
        try:
            yield Glances(process.stdin, process.stdout)
        finally:
            process.stdin.write("quit\n")
            process.stdin.flush()
