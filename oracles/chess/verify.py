"""A second, deeper look: does one move win and the next best not, how long is that so, and by which idea?"""

from __future__ import annotations

from typing import Final

import chess

from drillgrok.domains.chess.motifs import VALUE, Motif, MoveLine, forced_mates, line_of, motifs_of
from oracles.chess.engine import MATE, Choice, Engine
from oracles.chess.position import GlancedPosition, VerifiedPosition

WINS: Final = 250
"""Centipawns from which a move wins."""
DRAWS: Final = 100
"""Centipawns up to which a move does not."""
GAP: Final = 200
_NODES: Final = 40_000
_NEXT_NODES: Final = 20_000
_LONGEST: Final = 3
_LEVELS: Final = (1, 20, 100, 500, 2500, 10_000)
"""Nodes of ever better searches; how many of them miss the first move is its difficulty."""
PRIMARY: Final = (
    Motif.SMOTHERED_MATE,
    Motif.DEFLECTION,
    Motif.BACK_RANK_MATE,
    Motif.DISCOVERED_ATTACK,
    Motif.SKEWER,
    Motif.PIN,
    Motif.FORK,
    Motif.MATE_IN_2,
    Motif.MATE_IN_1,
    Motif.HANGING_PIECE,
)
"""A position goes to the first of these that it shows, the rarer before the commoner."""


def verified(engine: Engine, record: GlancedPosition) -> VerifiedPosition | None:
    """The record with what the look adds; None where no single move wins or no motif shows."""
    board = chess.Board(record["fen"])
    choices = engine.choices(board, nodes=_NODES, width=2)
    line = _mate(board, choices) or _win(engine, board, choices)
    if line is None:
        return None
    asked, seen = line
    motifs = motifs_of(line_of(board, seen))
    primary = primary_of(motifs)
    if primary is None:
        return None
    return {
        **record,
        "line": " ".join(move.uci() for move in asked),
        "seen": " ".join(move.uci() for move in seen),
        "scores": [choice.score for choice in choices],
        "motifs": sorted(motifs),
        "primary": primary,
        "level": level(engine, board, asked[0]),
    }


def primary_of(motifs: frozenset[Motif]) -> Motif | None:
    """The motif that a position is filed under; None where it only seems to have one."""
    primary = next((motif for motif in PRIMARY if motif in motifs), None)
    return None if primary is not Motif.HANGING_PIECE and Motif.HANGING_PIECE in motifs else primary


def level(engine: Engine, board: chess.Board, best: chess.Move) -> int:
    """How many of the searches, from the shortest up to the last that errs, miss the best move."""
    wrong = [
        number
        for number, nodes in enumerate(_LEVELS, start=1)
        if engine.choices(board, nodes=nodes, width=1)[0].move != best
    ]
    return max(wrong, default=0)


def greedy_rate(line: MoveLine) -> float:
    """How often somebody finds the first move who takes the greatest piece that can be taken."""
    board = line.boards[0]
    captures = list(board.generate_legal_captures())
    worth = {move: VALUE.get(board.piece_type_at(move.to_square) or 0, 1) for move in captures}
    greatest = [move for move in captures if worth[move] == max(worth.values())]
    return 1 / len(greatest) if line.moves[0] in greatest else 0.0


Lines = tuple[tuple[chess.Move, ...], tuple[chess.Move, ...]]


def _mate(board: chess.Board, choices: list[Choice]) -> Lines | None:
    """A mate in one, or the only way to mate in two: proved by trying all moves."""
    moves = MATE - choices[0].score
    if moves > 2:
        return None
    line = choices[0].line[: 2 * moves - 1]
    first = forced_mates(board, moves)
    return (line, line) if len(line) == 2 * moves - 1 and (moves == 1 or first == [line[0]]) else None


def _win(engine: Engine, board: chess.Board, choices: list[Choice]) -> Lines | None:
    if not only_one_wins(choices) or choices[0].score >= MATE - 2:
        return None
    asked: tuple[chess.Move, ...] = (choices[0].move,)
    seen = asked
    after, reply = board.copy(stack=False), choices[0].line[1:2]
    after.push(choices[0].move)
    open_ended = True
    while reply and len(asked) < 2 * _LONGEST - 1:
        after.push(reply[0])
        if after.is_game_over():
            break
        nexts = engine.choices(after, nodes=_NEXT_NODES, width=2)
        longer = (*seen, reply[0], nexts[0].move)
        open_ended = open_ended and only_one_wins(nexts)
        seen = longer if open_ended or len(seen) == 1 else seen
        if not open_ended:
            break
        asked = longer
        after.push(nexts[0].move)
        reply = nexts[0].line[1:2]
    return asked, seen


def only_one_wins(choices: list[Choice]) -> bool:
    """The best move wins and the next best does not, by a clear gap; an only legal move is no choice."""
    if len(choices) < 2:
        return False
    first, second = choices[0].score, choices[1].score
    return first >= WINS and second <= DRAWS and first - second >= GAP
