"""What could be gone by on a position without its idea: habits of choosing a move, and what the board looks like at a
glance. Nothing here knows which move is right but as the way on after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from random import Random
from typing import Final

import chess

from drillgrok.domains.chess.hand import board_after
from drillgrok.domains.chess.motifs import SLIDERS, VALUE, worth
from drillgrok.model.domain import Surface

MOST_ANSWERS: Final = 64
"""Of one habit; of more a subset drawn by a seed."""
_MOST_COUNTED: Final = 3
"""Checks and captures are told apart up to so many."""
_MEN_ALIKE: Final = 4

Moves = Sequence[chess.Move]
Line = tuple[chess.Move, ...]


class Turn:
    """A position with its legal moves by what is seen of them at a glance; each kind is made when it is asked for."""

    def __init__(self, board: chess.Board, last: chess.Move | None) -> None:
        self.board = board
        self._last = last

    @cached_property
    def legal(self) -> Moves:
        """Every move, in one order for ever."""
        return sorted(self.board.legal_moves, key=chess.Move.uci)

    @cached_property
    def checks(self) -> Moves:
        """Moves that give check."""
        return [move for move in self.legal if self.board.gives_check(move)]

    @cached_property
    def captures(self) -> Moves:
        """Moves that take."""
        return [move for move in self.legal if self.board.is_capture(move)]

    @cached_property
    def free_captures(self) -> Moves:
        """Captures after which nothing can take back."""
        return self.safe(self.captures)

    def safe(self, moves: Moves) -> Moves:
        """Those that end where no enemy reaches."""
        return [move for move in moves if not self._after(move).is_attacked_by(not self.board.turn, move.to_square)]

    def untaken(self, moves: Moves) -> Moves:
        """Those whose piece nothing can take."""
        return [
            move
            for move in moves
            if not any(self._after(move).generate_legal_captures(to_mask=chess.BB_SQUARES[move.to_square]))
        ]

    def by(self, kinds: frozenset[chess.PieceType], moves: Moves) -> Moves:
        """Those of such pieces."""
        return [move for move in moves if self.board.piece_type_at(move.from_square) in kinds]

    def greatest(self, moves: Moves) -> Moves:
        """Those that take the greatest piece that any of them takes."""
        taken = [worth(self.board, move.to_square) for move in moves]
        return [move for move, value in zip(moves, taken, strict=True) if value == max(taken)]

    def taking_back(self) -> Moves:
        """Captures of what moved last."""
        return [] if self._last is None else [move for move in self.captures if move.to_square == self._last.to_square]

    def _after(self, move: chess.Move) -> chess.Board:
        return board_after(self.board, (move,))


Choose = Callable[[Turn], Moves]

HABITS: Final[Mapping[str, Choose]] = {
    "any move": lambda turn: turn.legal,
    "any check": lambda turn: turn.checks,
    "safe check": lambda turn: turn.safe(turn.checks),
    "sliding check": lambda turn: turn.by(SLIDERS, turn.checks),
    "safe sliding check": lambda turn: turn.safe(turn.by(SLIDERS, turn.checks)),
    "check that nothing takes": lambda turn: turn.untaken(turn.checks),
    "knight check": lambda turn: turn.by(frozenset({chess.KNIGHT}), turn.checks),
    "capture": lambda turn: turn.captures,
    "free capture": lambda turn: turn.free_captures,
    "greatest capture": lambda turn: turn.greatest(turn.captures),
    "greatest free capture": lambda turn: turn.greatest(turn.free_captures),
    "taking back": Turn.taking_back,
    **{
        f"{chess.piece_name(kind)} move": lambda turn, kinds=frozenset({kind}): turn.by(kinds, turn.legal)  # type: ignore[misc]
        for kind in chess.PIECE_TYPES
    },
}
"""How a move is chosen by somebody who looks for no idea: any of those that it gives is as likely."""


def move_surface(board: chess.Board, line: Line, last: chess.Move | None) -> Surface:
    """The answers that each habit gives where `line` is right, and the piece and the kind of its first move."""
    return Surface(habits=_Answers(_LineTurn(board, last, line)), answer_class=_kind(board, line[0]))


class _Answers(Mapping[str, tuple[str, ...]]):
    """Each habit's answers, empty where it finds no move; found out when they are asked for, since a drill that keeps
    classes in contrast asks for none."""

    def __init__(self, start: _LineTurn) -> None:
        self._start = start
        self._found: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, name: str) -> tuple[str, ...]:
        if name not in self._found:
            self._found[name] = self._start.answers(HABITS[name], MOST_ANSWERS)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(HABITS)

    def __len__(self) -> int:
        return len(HABITS)


def _kind(board: chess.Board, move: chess.Move) -> str:
    """Such as `knight check`."""
    piece = chess.piece_name(board.piece_type_at(move.from_square) or chess.PAWN)
    if board.gives_check(move):
        return f"{piece} check"
    return f"{piece} {'capture' if board.is_capture(move) else 'move'}"


class _LineTurn:
    """A turn of the solver within an answer that is right so far: a wrong move ends it."""

    def __init__(self, board: chess.Board, last: chess.Move | None, line: Line, left: int | None = None) -> None:
        self._turn = Turn(board, last)
        self._line = line
        self._left = (len(line) + 1) // 2 if left is None else left
        """Moves of the solver that an answer still has."""
        self._next: dict[chess.Move, _LineTurn | None] = {}

    def answers(self, choose: Choose, most: int) -> tuple[str, ...]:
        """At most so many answers, each first move as often as any other. Where the habit has no move it gives none at
        the first turn."""
        moves = self._drawn(choose(self._turn), most if self._left == 1 else max(most // 4, 1))
        further = [self._further(move, choose, most // len(moves)) for move in moves]
        each = max(map(len, further), default=0)
        return tuple(text for texts in further for text in (texts * each)[:each])

    def _further(self, move: chess.Move, choose: Choose, most: int) -> tuple[str, ...]:
        """The answers that begin with this move."""
        following = self._following(move)
        if following is None:
            return (move.uci(),)
        rest = following.answers(choose, max(most, 1)) or following.answers(HABITS["any move"], max(most, 1))
        return tuple(f"{move.uci()} {text}" for text in rest)

    def _following(self, move: chess.Move) -> _LineTurn | None:
        """The solver's next turn after the reply; None where the answer ends."""
        if move not in self._next:
            self._next[move] = self._made(move)
        return self._next[move]

    def _made(self, move: chess.Move) -> _LineTurn | None:
        after = board_after(self._turn.board, (move,))
        if self._left == 1 or after.is_game_over() or self._line[:1] != (move,) or len(self._line) < 2:
            return None
        reply = self._line[1]
        after.push(reply)
        return None if after.is_game_over() else _LineTurn(after, reply, self._line[2:], self._left - 1)

    def _drawn(self, moves: Moves, most: int) -> Moves:
        return moves if len(moves) <= most else Random(self._turn.board.fen()).sample(list(moves), most)


def board_surface(board: chess.Board, last: chess.Move | None) -> Surface:
    """What a board looks like to somebody who weighs no move."""
    turn = Turn(board, last)
    moved = board.piece_type_at(last.to_square) if last else None
    balance = sum(
        VALUE[kind] * (len(board.pieces(kind, board.turn)) - len(board.pieces(kind, not board.turn))) for kind in VALUE
    )
    checks, captures = (str(min(len(moves), _MOST_COUNTED)) for moves in (turn.checks, turn.captures))
    piece = chess.piece_name(moved) if moved else ""
    return Surface(
        cues={
            "moved last": piece,
            "moved last, check": f"{piece} {board.is_check()}",
            "side to move": chess.COLOR_NAMES[board.turn],
            "material": str((balance > 0) - (balance < 0)),
            "men": str(chess.popcount(board.occupied) // _MEN_ALIKE),
            "checks": checks,
            "captures": captures,
            "checks and captures": f"{checks} {captures}",
        }
    )
