"""More of the rare motifs: composed positions and changed ones of the games, judged by a glance of the engine.

A position comes from a seed, and a changed one from a game's too; the engine looks at each with care later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Final

import chess

from drillgrok.domains.chess.motifs import Motif, line_of, motifs_of
from oracles.chess.engine import Engine
from oracles.chess.position import GlancedPosition, VerifiedPosition
from tools.chess import selfplay
from tools.chess.changes import before_a_move, cornered, shut_in, varied
from tools.chess.compose import composed
from tools.chess.quiet import is_quiet
from tools.chess.selfplay import is_sharp

COMPOSED: Final = (Motif.HANGING_PIECE, Motif.FORK, Motif.SKEWER, Motif.PIN, Motif.DISCOVERED_ATTACK, Motif.DEFLECTION)
CHANGED: Final[dict[Motif, Callable[[chess.Board, Random], chess.Board | None]]] = {
    Motif.BACK_RANK_MATE: shut_in,
    Motif.SMOTHERED_MATE: cornered,
}
STEERED: Final = frozenset({*COMPOSED, *CHANGED})
_GLANCE_NODES: Final = 1500
_VARIANTS: Final = 8


def from_nothing(engine: Engine, motif: Motif, number: int, rng: Random) -> Iterator[GlancedPosition]:
    """A record, as self-play writes them, of a composed position in which a rare motif seems to win; mostly none."""
    for record in _glanced(engine, composed(motif, rng), number, rng):
        if _glimpsed(record) & STEERED:
            yield record | {"composed": 1}


def from_game(engine: Engine, motif: Motif, record: GlancedPosition, rng: Random) -> Iterator[GlancedPosition]:
    """The same of a position of a game that was changed towards the motif."""
    board = CHANGED[motif](chess.Board(record["fen"]), rng)
    if board is not None and is_quiet(board):
        for found in _glanced(engine, board, record["game"], rng):
            if _glimpsed(found) & STEERED:
                yield found | {"composed": 1}


def variants(engine: Engine, record: VerifiedPosition, rng: Random) -> Iterator[GlancedPosition]:
    """Records of positions like a verified one, its pieces partly elsewhere, that show its motif still."""
    board, motif = chess.Board(record["fen"]), Motif(record["primary"])
    for _ in range(_VARIANTS):
        for found in _glanced(engine, varied(board, rng), record["game"], rng):
            if motif in _glimpsed(found):
                yield found | {"composed": 2}


def _glanced(engine: Engine, board: chess.Board | None, game: int, rng: Random) -> Iterator[GlancedPosition]:
    """The record of a position that is sharp, its pieces having come there by a quiet move."""
    reached = before_a_move(board, rng) if board is not None else None
    if reached is not None:
        choices = engine.choices(reached, nodes=_GLANCE_NODES, width=2)
        if is_sharp(choices):
            yield selfplay.record(game, reached, choices, aside=True)


def _glimpsed(record: GlancedPosition) -> frozenset[Motif]:
    """The motifs that the first three plies of a record's best line show."""
    moves = tuple(map(chess.Move.from_uci, record["best"][0][1].split()[:3]))
    return motifs_of(line_of(chess.Board(record["fen"]), moves))
