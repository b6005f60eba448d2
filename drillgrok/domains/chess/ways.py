"""How the rows of a list become boards and moves: the columns they need, what may be wrong with them, what they show.

A position may be shown turned: the colours change sides and the board is turned with them, so that everything looks new
and means the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Final

import chess

from drillgrok.domains.chess.board import SIDES, View, board_drawing, to_move
from drillgrok.domains.chess.correcting import line_corrected
from drillgrok.domains.chess.hand import MoveHand, board_after, sans
from drillgrok.domains.chess.sides import either_may_move, sides_surface
from drillgrok.domains.chess.surface import board_surface, move_surface
from drillgrok.model.corrected import Corrected
from drillgrok.model.domain import Surface, Way, WayKind
from drillgrok.model.drawing import Span, Tone
from drillgrok.model.item import AnswerField, AnswerKind, Item
from drillgrok.model.options import COLUMN, DomainOption, OneOf

SEPARATOR: Final = "|"
"""Between moves of which each is right."""
Lines = tuple[tuple[chess.Move, ...], ...]
"""What is right: one line, or several moves."""


@dataclass(frozen=True, slots=True)
class Position:
    """The columns of a position, and whether it is turned."""

    fen: str
    last: str | None
    turned: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it reads."""
        return (self.fen, self.last) if self.last else (self.fen,)

    def flaw(self, cells: Mapping[str, str]) -> str | None:
        """What is wrong with the cells, as a sentence."""
        try:
            board = chess.Board(cells[self.fen])
            last = cells[self.last] if self.last else ""
            ended = chess.Move.from_uci(last).to_square if last else None
        except ValueError:
            return "The position is not FEN, or the last move is not like e2e4."
        if not board.is_valid():
            return "The position cannot come about in a game."
        if ended is not None and board.color_at(ended) != (not board.turn):
            return "The last move did not end on a piece of the side that made it."
        return None

    def read(self, cells: Mapping[str, str]) -> tuple[chess.Board, chess.Move | None]:
        """The position and the move that led to it."""
        board = chess.Board(cells[self.fen])
        last = chess.Move.from_uci(cells[self.last]) if self.last and cells[self.last] else None
        return (board.mirror(), last and turned_move(last)) if self.turned else (board, last)


@dataclass(frozen=True, slots=True)
class ShowBoard(Way):
    """`show: {board: fen}`."""

    position: Position
    mover_told: bool
    """Where it is not, White is below, and either side may be to move."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it reads."""
        return self.position.columns

    def flaw(self, cells: Mapping[str, str]) -> str | None:
        """What is wrong with a row."""
        flaw = self.position.flaw(cells)
        if flaw is None and not self.mover_told and not either_may_move(chess.Board(cells[self.position.fen])):
            return "A king is in check, so only one side can be to move."
        return flaw

    def dress(self, item: Item, cells: Mapping[str, str], _rng: Random) -> Item:
        """The item with its board, seen from the side to move."""
        board, last = self.position.read(cells)
        if not self.mover_told:
            panel = ((Span(SIDES, Tone.FAINT),),)
            return replace(item, drawing=board_drawing(View(board, chess.WHITE, last, mover_told=False, panel=panel)))
        panel = ((Span(to_move(board), Tone.STRONG),),)
        return replace(item, drawing=board_drawing(View(board, board.turn, last, panel=panel)))

    def surface(self, cells: Mapping[str, str]) -> Surface:
        """What the board looks like at a glance."""
        board, last = self.position.read(cells)
        return board_surface(board, last) if self.mover_told else sides_surface(board)


@dataclass(frozen=True, slots=True)
class JudgeMove(Way):
    """`judge: {move: best, board: fen}`."""

    position: Position
    best: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it reads."""
        return (self.best, *self.position.columns)

    def flaw(self, cells: Mapping[str, str]) -> str | None:
        """What is wrong with a row."""
        flaw = self.position.flaw(cells)
        if flaw is not None:
            return flaw
        board = chess.Board(cells[self.position.fen])
        try:
            lines = lines_of(board, cells[self.best])
        except ValueError:
            return f"The line {cells[self.best]!r} cannot be played."
        if len(lines) > 1 and any(len(line) > 1 for line in lines):
            return "Where several moves are right, each stands alone: no line goes on."
        return None if all(len(line) % 2 for line in lines) else "A line ends with a move of the side that begins it."

    def field(self, _answers: AnswerField) -> AnswerField:
        """A move."""
        return AnswerField(AnswerKind.MOVE)

    def dress(self, item: Item, cells: Mapping[str, str], _rng: Random) -> Item:
        """The item answered on its board: right is the line, or any mate instead of one of its moves."""
        board, last, lines = self._read(cells)
        told = [" ".join(sans(board, line)) for line in lines]
        return replace(
            item,
            accepts=frozenset({*told, *(" ".join(move.uci() for move in line[::2]) for line in lines)}),
            right=told[0],
            hand=MoveHand(board, lines[0], last),
            judge=Solution(board, lines),
        )

    def corrected(self, item: Item, _cells: Mapping[str, str], given: str) -> Corrected | None:
        """Both lines on the board, in SAN; None where the item was answered in words."""
        return line_corrected(item.hand, given) if isinstance(item.hand, MoveHand) else None

    def surface(self, cells: Mapping[str, str]) -> Surface:
        """The answers of those who look for no idea."""
        board, last, lines = self._read(cells)
        return move_surface(board, lines[0], last)

    def _read(self, cells: Mapping[str, str]) -> tuple[chess.Board, chess.Move | None, Lines]:
        """The position, the move that led to it and the lines."""
        lines = lines_of(chess.Board(cells[self.position.fen]), cells[self.best])
        board, last = self.position.read(cells)
        return board, last, tuple(tuple(map(turned_move, line)) for line in lines) if self.position.turned else lines


def lines_of(board: chess.Board, text: str) -> Lines:
    """The lines in a cell, one or several, from a position. Raises ValueError where one cannot be played."""
    return tuple(_line_of(board.copy(stack=False), line) for line in text.split(SEPARATOR))


def _line_of(board: chess.Board, text: str) -> tuple[chess.Move, ...]:
    return tuple(board.push_uci(move) for move in text.split())


@dataclass(frozen=True, slots=True)
class Solution:
    """The moves that are right in a position; judges an answer."""

    board: chess.Board
    lines: Lines

    def __call__(self, text: str) -> bool:
        """Whether the solver's moves in `text` (UCI, parted by spaces) are those of a line, up to a mate."""
        return any(self._plays(line, text.split()) for line in self.lines)

    def _plays(self, line: tuple[chess.Move, ...], words: list[str]) -> bool:
        for number, word in enumerate(words):
            ply = 2 * number
            before = board_after(self.board, line[:ply])
            move = _move(word)
            if move is None or ply >= len(line) or not before.is_legal(move):
                return False
            if board_after(before, (move,)).is_checkmate():
                return number == len(words) - 1
            if move != line[ply]:
                return False
        return 2 * len(words) > len(line)


def _move(word: str) -> chess.Move | None:
    """A move from UCI; None where the word is none."""
    try:
        return chess.Move.from_uci(word)
    except ValueError:
        return None


def turned_move(move: chess.Move) -> chess.Move:
    """The same move where the colours have changed sides."""
    return chess.Move(chess.square_mirror(move.from_square), chess.square_mirror(move.to_square), move.promotion)


_PLACED = (
    DomainOption("last", "the column of the move that led there, such as g8f6; a cell may be empty", COLUMN),
    DomainOption("turned", "the colours change sides and the board is turned", OneOf(("yes", "no")), default="no"),
)
BOARD = WayKind(
    "as a board",
    (
        DomainOption("board", "the column of the position as FEN, the side to move being the learner's", COLUMN, None),
        *_PLACED,
        DomainOption(
            "mover", "untold: either side may be to move, and White is below", OneOf(("told", "untold")), "told"
        ),
    ),
    lambda told: ShowBoard(_position(told), told["mover"] == "told"),
)
MOVE = WayKind(
    "the answer is a move, or a line",
    (
        DomainOption(
            "move",
            "a column: g5f7, the reply, the next move ...; | parts moves that are all right",
            COLUMN,
            None,
        ),
        DomainOption("board", "the column of the position as FEN", COLUMN, None),
        *_PLACED,
    ),
    lambda told: JudgeMove(_position(told), told["move"]),
)


def _position(told: Mapping[str, str]) -> Position:
    return Position(told["board"], told["last"] or None, told["turned"] == "yes")
