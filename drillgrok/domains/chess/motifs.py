"""Which idea makes a line of moves win: one predicate a motif, from the rules of chess alone. No engine and no learner
enters; an engine has to have said before that the line wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import chess

VALUE: Final = {
    chess.PAWN: 1,
    chess.KNIGHT: 3,
    chess.BISHOP: 3,
    chess.ROOK: 5,
    chess.QUEEN: 9,
    chess.KING: 100,
}
"""What the pieces are worth in pawns; the king is worth more than all of them."""
_PIECE: Final = VALUE[chess.KNIGHT]
SLIDERS: Final = frozenset({chess.BISHOP, chess.ROOK, chess.QUEEN})


class Motif(StrEnum):
    """The closed set of ideas."""

    HANGING_PIECE = "hanging piece"
    FORK = "fork"
    PIN = "pin"
    SKEWER = "skewer"
    DISCOVERED_ATTACK = "discovered attack"
    DEFLECTION = "deflection"
    BACK_RANK_MATE = "back-rank mate"
    SMOTHERED_MATE = "smothered mate"
    MATE_IN_1 = "mate in 1"
    MATE_IN_2 = "mate in 2"


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A position and the moves from it: the solver's, the reply, the solver's ...; `boards[n]` stands after n moves."""

    boards: tuple[chess.Board, ...]
    moves: tuple[chess.Move, ...]

    @property
    def solver(self) -> chess.Color:
        """The side that moves first."""
        return self.boards[0].turn


def line_of(board: chess.Board, moves: tuple[chess.Move, ...]) -> MoveLine:
    """The line with a board after each move. Raises ValueError at an illegal move."""
    boards = [board.copy(stack=False)]
    for move in moves:
        if not boards[-1].is_legal(move):
            raise ValueError(f"{move.uci()} is not legal in {boards[-1].fen()}")
        after = boards[-1].copy(stack=False)
        after.push(move)
        boards.append(after)
    return MoveLine(tuple(boards), moves)


def motifs_of(line: MoveLine) -> frozenset[Motif]:
    """Every motif that the line shows."""
    return frozenset(motif for motif, shows in PREDICATES.items() if shows(line))


def hanging_piece(line: MoveLine) -> bool:
    """The first move takes a piece that nothing protects; no mate follows."""
    move, board, after = line.moves[0], line.boards[0], line.boards[1]
    return (
        worth(board, move.to_square) >= _PIECE
        and not after.attackers(not line.solver, move.to_square)
        and not line.boards[-1].is_checkmate()
    )


def fork(line: MoveLine) -> bool:
    """The first move attacks two or more things at once with one piece; that piece then takes one of them."""
    if len(line.moves) < 3 or line.boards[-1].is_checkmate():
        return False
    move, _, harvest = line.moves[:3]
    attacked = prey(line.boards[1], move.to_square)
    return (
        len(attacked) >= 2
        and harvest.from_square == move.to_square
        and harvest.to_square in attacked
        and line.boards[2].is_capture(harvest)
    )


def pin(line: MoveLine) -> bool:
    """A piece that stands on a line before its king is helpless: it cannot take what moves in front of it, or it is
    attacked and cannot leave, as before its queen it had better not."""
    return not line.boards[-1].is_checkmate() and (_guards_in_vain(line) or _taken_where_it_stands(line))


def _guards_in_vain(line: MoveLine) -> bool:
    """The solver goes where only pinned pieces could take."""
    move, after, enemy = line.moves[0], line.boards[1], not line.solver
    guards = after.attackers(enemy, move.to_square) & ~chess.BB_SQUARES[after.king(enemy) or 0]
    return (
        bool(guards)
        and all(after.is_pinned(enemy, square) for square in guards)
        and not any(reply.to_square == move.to_square for reply in after.legal_moves)
    )


def _taken_where_it_stands(line: MoveLine) -> bool:
    """The first move pins a piece, or attacks one that is held; the solver's next takes it."""
    if len(line.moves) < 3:
        return False
    move, _, capture = line.moves[:3]
    victim, after = capture.to_square, line.boards[1]
    return (
        worth(after, victim) >= _PIECE
        and after.piece_at(victim) == line.boards[2].piece_at(victim)
        and is_held(after, victim)
        and victim in after.attacks(move.to_square)
        and not (is_held(line.boards[0], victim) and victim in line.boards[0].attacks(move.from_square))
    )


def is_held(board: chess.Board, square: chess.Square) -> bool:
    """What stands there is pinned to its king, or stands on an enemy's line before its own queen."""
    owner = board.color_at(square)
    if owner is None or board.is_pinned(owner, square):
        return owner is not None
    return any(
        board.piece_type_at(slider) in SLIDERS
        and (behind := next_beyond(board, slider, square)) is not None
        and board.color_at(behind) == owner
        and board.piece_type_at(behind) == chess.QUEEN
        for slider in board.attackers(not owner, square)
    )


def next_beyond(board: chess.Board, slider: chess.Square, square: chess.Square) -> chess.Square | None:
    """The first occupied square behind `square` as seen from a line-moving piece."""
    beyond = (
        other
        for other in chess.SquareSet.ray(slider, square) & board.occupied
        if square in chess.SquareSet.between(slider, other)
    )
    return min(beyond, key=lambda other: chess.square_distance(square, other), default=None)


def skewer(line: MoveLine) -> bool:
    """A line-moving piece attacks a great piece, which steps aside, and takes the lesser one behind it."""
    if len(line.moves) < 3 or line.boards[-1].is_checkmate():
        return False
    move, reply, capture = line.moves[:3]
    front, behind, after = reply.from_square, capture.to_square, line.boards[1]
    return (
        after.piece_type_at(move.to_square) in SLIDERS
        and capture.from_square == move.to_square
        and front in after.attacks(move.to_square)
        and front in chess.SquareSet.between(move.to_square, behind)
        and worth(after, front) > worth(after, behind) >= _PIECE
        and after.piece_at(behind) == line.boards[2].piece_at(behind)
    )


def discovered_attack(line: MoveLine) -> bool:
    """A piece steps out of the way of another, which now attacks: it takes what it sees, or checks while the first
    piece takes something."""
    if line.boards[-1].is_checkmate():
        return False
    return any(_pays(line, hidden, target) for hidden, target in unveiled(line))


def unveiled(line: MoveLine) -> list[tuple[chess.Square, chess.Square]]:
    """Pairs of own line-moving piece and enemy piece between which the first move has left."""
    move, before, after = line.moves[0], line.boards[0], line.boards[1]
    return [
        (hidden, target)
        for hidden in chess.SquareSet(after.occupied_co[line.solver])
        if hidden != move.to_square and after.piece_type_at(hidden) in SLIDERS
        for target in after.attacks(hidden) & after.occupied_co[not line.solver]
        if target not in before.attacks(hidden) and move.from_square in chess.SquareSet.between(hidden, target)
    ]


def _pays(line: MoveLine, hidden: chess.Square, target: chess.Square) -> bool:
    capture = line.moves[2] if len(line.moves) > 2 else None
    takes = capture is not None and line.boards[2].is_capture(capture)
    if line.boards[1].piece_type_at(target) == chess.KING:
        first = worth(line.boards[0], line.moves[0].to_square) >= _PIECE
        return first or (takes and capture is not None and capture.from_square == line.moves[0].to_square)
    return (
        takes
        and capture is not None
        and (capture.from_square, capture.to_square) == (hidden, target)
        and worth(line.boards[1], target) >= _PIECE
    )


def deflection(line: MoveLine) -> bool:
    """A guard is lured or driven from its duty by an offer or a check; the solver then goes where it guarded."""
    if len(line.moves) < 3:
        return False
    move, reply, blow = line.moves[:3]
    after, lured, end = line.boards[1], line.boards[2], line.boards[3]
    goal, enemy = blow.to_square, not line.solver
    return (
        (reply.to_square == move.to_square or after.is_check())
        and goal not in {move.to_square, reply.to_square}
        and goal in after.attacks(reply.from_square)
        and not lured.attackers(enemy, goal)
        and (end.is_checkmate() or worth(lured, goal) >= _PIECE)
    )


def back_rank_mate(line: MoveLine) -> bool:
    """Mate along the king's first rank, every square in front of it taken by its own side."""
    end = line.boards[-1]
    king = _mated_king(line)
    if king is None:
        return False
    rank = 0 if line.solver == chess.BLACK else 7
    ahead = [square for square in end.attacks(king) if chess.square_rank(square) != rank]
    return (
        chess.square_rank(king) == rank
        and all(end.color_at(square) == (not line.solver) for square in ahead)
        and any(
            end.piece_type_at(checker) in {chess.ROOK, chess.QUEEN} and chess.square_rank(checker) == rank
            for checker in end.checkers()
        )
    )


def smothered_mate(line: MoveLine) -> bool:
    """Mate by a knight, every square beside the king taken by its own side."""
    end = line.boards[-1]
    king = _mated_king(line)
    return (
        king is not None
        and all(end.color_at(square) == (not line.solver) for square in end.attacks(king))
        and any(end.piece_type_at(checker) == chess.KNIGHT for checker in end.checkers())
    )


def mate_in_1(line: MoveLine) -> bool:
    """The first move mates."""
    return line.boards[1].is_checkmate()


def mate_in_2(line: MoveLine) -> bool:
    """The solver's second move mates."""
    return len(line.moves) == 3 and line.boards[3].is_checkmate()


PREDICATES: Final[dict[Motif, Callable[[MoveLine], bool]]] = {
    Motif.HANGING_PIECE: hanging_piece,
    Motif.FORK: fork,
    Motif.PIN: pin,
    Motif.SKEWER: skewer,
    Motif.DISCOVERED_ATTACK: discovered_attack,
    Motif.DEFLECTION: deflection,
    Motif.BACK_RANK_MATE: back_rank_mate,
    Motif.SMOTHERED_MATE: smothered_mate,
    Motif.MATE_IN_1: mate_in_1,
    Motif.MATE_IN_2: mate_in_2,
}


def forced_mates(board: chess.Board, moves: int) -> list[chess.Move]:
    """Every move that mates in at most `moves` moves whatever the reply, by trying all."""
    found = []
    for move in board.legal_moves:
        board.push(move)
        if board.is_checkmate() or (moves > 1 and _always_mated(board, moves - 1)):
            found.append(move)
        board.pop()
    return found


def _always_mated(board: chess.Board, moves: int) -> bool:
    """Whatever the side to move plays, it is mated in at most `moves` moves; False for a stalemate."""
    replies = list(board.legal_moves)
    for reply in replies:
        board.push(reply)
        mated = bool(forced_mates(board, moves))
        board.pop()
        if not mated:
            return False
    return bool(replies)


def _mated_king(line: MoveLine) -> chess.Square | None:
    """Where the king stands that the last move mated; None without a mate by the solver."""
    end = line.boards[-1]
    return end.king(end.turn) if end.is_checkmate() and end.turn != line.solver else None


def worth(board: chess.Board, square: chess.Square) -> int:
    """The value of what stands there; 0 for nothing."""
    return VALUE.get(board.piece_type_at(square) or 0, 0)


def prey(board: chess.Board, hunter: chess.Square) -> list[chess.Square]:
    """Enemy pieces that the hunter may gladly take: the king, a greater piece, or a piece that nothing protects."""
    enemy = board.turn
    return [
        square
        for square in board.attacks(hunter) & board.occupied_co[enemy]
        if worth(board, square) > worth(board, hunter)
        or (worth(board, square) >= _PIECE and not board.attackers(enemy, square))
    ]
