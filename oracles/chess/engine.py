"""Stockfish with one thread and counted nodes, so that a search gives the same answer on every machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import chess
import chess.engine

MATE: Final = 100_000
"""Score of a mate on the board; a mate in n is worth n less."""
_HASH_MB: Final = 16


@dataclass(frozen=True, slots=True)
class Choice:
    """One move that a search has weighed."""

    score: int
    """Centipawns for the side to move; beyond +-90,000 a mate."""
    line: tuple[chess.Move, ...]

    @property
    def move(self) -> chess.Move:
        """The move itself."""
        return self.line[0]


class Engine:
    """Searches, each of a fixed number of nodes."""

    def __init__(self, process: chess.engine.SimpleEngine) -> None:
        self._process = process

    @property
    def name(self) -> str:
        """Program and version."""
        return self._process.id["name"]

    def choices(self, board: chess.Board, *, nodes: int, width: int, game: object = None) -> list[Choice]:
        """The `width` best moves, best first. Searches of one `game` share the hash table; without one it is empty."""
        found = self._process.analyse(
            board, chess.engine.Limit(nodes=nodes), multipv=width, game=game if game is not None else object()
        )
        return [
            Choice(info["score"].pov(board.turn).score(mate_score=MATE), tuple(info["pv"]))
            for info in found
            if info.get("pv")
        ]


@contextmanager
def engine() -> Iterator[Engine]:
    """A running stockfish. Raises FileNotFoundError where there is none."""
    program = shutil.which("stockfish") or "/usr/games/stockfish"
    with chess.engine.SimpleEngine.popen_uci(program) as process:
        process.configure({"Threads": 1, "Hash": _HASH_MB})
        yield Engine(process)
