"""An answer given on the board: typed moves, a cursor, the mouse, and the opponent's replies. A value; no clock enters.

A line is over at its first wrong move. Of an item never told right or wrong it is played to its end, whatever is
played: nothing that is shown depends on whether a move is right. What is stored ends at the first wrong move in both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import Final

import chess

from drillgrok.domains.chess.board import EDGE_CELLS, SCALES, SIDES, View, board_drawing, square_at, to_move
from drillgrok.domains.chess.motifs import worth
from drillgrok.domains.chess.spelling import LETTERS, LONGEST, read_move
from drillgrok.model.drawing import Drawing, DrawnLine, Hand, Span, Tone

_STEPS: Final = {"left": (-1, 0), "right": (1, 0), "up": (0, 1), "down": (0, -1)}
_WAYS: Final = ("Type Nf3 or g1f3,", "or use arrows and", "Enter, or the mouse.")
PANEL_CELLS: Final = max(map(len, _WAYS))
"""What the panel takes beside every board, so that none stands elsewhere than the one before."""
_SIDES_ROW: Final = 11
_TYPED_ROW: Final = 9
_WAYS_ROW: Final = 13
_PROMOTIONS: Final = {"q": chess.QUEEN, "r": chess.ROOK, "b": chess.BISHOP, "n": chess.KNIGHT}
_CHOICE_ROW: Final = 4
"""The panel's row of the first piece that a pawn may become, each of them in a row of its own."""
_BECOMES: Final = "It becomes:"
MOST_TOLD: Final = 6
"""Moves that the panel has rows for."""


@dataclass(frozen=True, slots=True)
class MoveHand(Hand):
    """Moves on a board."""

    start: chess.Board
    """Never changed."""
    right: tuple[chess.Move, ...]
    """The right moves and the replies; the solver's moves stand at 0, 2, ..."""
    last: chess.Move | None = None
    """The move that led to the start."""
    played: tuple[chess.Move, ...] = ()
    """The learner's moves and the replies so far."""
    typed: str = ""
    cursor: chess.Square | None = None
    picked: chess.Square | None = None
    promoting: chess.Square | None = None
    """Where a picked pawn will stand once its piece is chosen."""
    becomes: str = "q"
    """The letter of that piece, as chosen so far."""
    silent: bool = False
    """A wrong move is played on like a right one."""
    slipped: bool = False
    is_refused: bool = False
    """What is typed was taken for a move, and is none."""

    @property
    def board(self) -> chess.Board:
        """The position as it stands now."""
        return board_after(self.start, self.played)

    @property
    def text(self) -> str:
        """The learner's moves in UCI and what stands there unfinished, parted by spaces."""
        squares = (self.picked, self.cursor if self.promoting is None else self.promoting)
        unfinished = self.typed or "".join(chess.square_name(square) for square in squares if square is not None)
        moves = [move.uci() for move in self.played[: self._until : 2]]
        return " ".join((*moves, unfinished) if unfinished and not self.done and self._until is None else moves)

    @property
    def unfinished(self) -> bool:
        """A move has been begun."""
        return bool(self.typed) or any(square is not None for square in (self.cursor, self.picked))

    @property
    def _until(self) -> int | None:
        """Moves and replies up to the first wrong move, it included; None while none is wrong."""
        for ply in range(0, len(self.played), 2):
            if self.played[ply] != self.right[ply]:
                mates = board_after(self.start, self.played[: ply + 1]).is_checkmate()
                return None if mates else ply + 1
        return None

    @property
    def done(self) -> bool:
        """As many moves are played as the line has, or the game is over, or a move is wrong and that may be seen."""
        if self._until is not None and not self.silent:
            return True
        return len(self.played) >= len(self.right) or (bool(self.played) and self.board.is_game_over())

    def drawing(self, _elapsed_ms: int) -> Drawing:
        """The board as it stands; a whole answer is seen off by the position it was asked from."""
        played = () if self.done else self.played
        board = board_after(self.start, played)
        last = played[-1] if played else self.last
        return board_drawing(View(board, self.start.turn, last, self.cursor, self.picked, self._panel(board)))

    def unmarked(self) -> MoveHand:
        """The same, played on whatever is played."""
        return replace(self, silent=True)

    def _panel(self, board: chess.Board) -> tuple[DrawnLine, ...]:
        """Beside the board: who moves, the moves so far, what is typed, and how to answer."""
        rows: list[DrawnLine] = [()] * (_WAYS_ROW + len(_WAYS))
        rows[0] = (Span(to_move(board), Tone.STRONG),)
        for number, san in enumerate(sans(self.start, self.played)[:MOST_TOLD], start=2):
            rows[number] = (Span(san, Tone.PLAIN),)
        if self.promoting is not None:
            rows[_CHOICE_ROW - 1] = (Span(_BECOMES, Tone.STRONG),)
            for number, (letter, kind) in enumerate(_PROMOTIONS.items(), start=_CHOICE_ROW):
                chosen = Tone.KEY if letter == self.becomes else Tone.PLAIN
                rows[number] = (Span(f" {letter.upper()} ", chosen), Span(f" {chess.piece_name(kind)}"))
        rows[_SIDES_ROW] = (Span(SIDES, Tone.FAINT),)
        rows[_TYPED_ROW] = (Span("› ", Tone.FAINT), Span(f"{self.typed}_".ljust(LONGEST + 1), Tone.STRONG))
        for number, words in enumerate(_WAYS, start=_WAYS_ROW):
            rows[number] = (Span(words.ljust(PANEL_CELLS), Tone.FAINT),)
        return tuple(rows)

    def key(self, name: str, char: str | None, _elapsed_ms: int) -> MoveHand:
        """Letters type, arrows and space play by the cursor, Enter takes what is typed or else plays by the cursor."""
        if name == "enter" and not self.typed and self.cursor is None and self.promoting is None:
            return self
        hand = replace(self, slipped=False, is_refused=False)
        if hand.promoting is not None:
            return hand._choose(name, char)
        if name in _STEPS:
            return hand._stepped(*_STEPS[name])
        if name in {"enter", "space"}:
            return hand._enter(takes=name == "enter")
        if name == "backspace":
            return replace(hand, typed=hand.typed[:-1], picked=None)
        if char is not None and self.is_refused:
            hand = replace(hand, typed="")  # the next move is typed over the one that is none
        return hand if char is None else hand._type(char)

    def _enter(self, *, takes: bool) -> MoveHand:
        """Take what is typed where the key does that, else press where the cursor stands."""
        if takes and self.typed:
            return self._take(self.typed)
        return self if self.cursor is None else self._press(self.cursor)

    def _choose(self, name: str, char: str | None) -> MoveHand:
        """A pawn's new piece: by its letter, or by arrows and Enter; backspace thinks again."""
        letter = (char or "").lower()
        if letter in _PROMOTIONS:
            return replace(self, becomes=letter)._promote()
        if name in {"enter", "space"}:
            return self._promote()
        if name in _STEPS:
            letters = list(_PROMOTIONS)
            step = 1 if name in {"right", "down"} else -1
            return replace(self, becomes=letters[(letters.index(self.becomes) + step) % len(letters)])
        return replace(self, promoting=None, picked=None) if name == "backspace" else replace(self, slipped=True)

    def _promote(self) -> MoveHand:
        if self.picked is None or self.promoting is None:
            return self
        return self._play(chess.Move(self.picked, self.promoting, _PROMOTIONS[self.becomes]))

    def _type(self, char: str) -> MoveHand:
        if char not in LETTERS or len(self.typed) >= LONGEST:
            return replace(self, slipped=True)
        return replace(self, typed=self.typed + char, cursor=None, picked=None)

    def click(self, column: int, row: int, _elapsed_ms: int) -> MoveHand:
        """A press on a square picks a piece up or puts it down; beside the board it says nothing."""
        square = square_at(column, row, self.start.turn)
        hand = replace(self, slipped=False)
        if hand.promoting is not None and square is None:
            place = row - _CHOICE_ROW
            beside = column >= EDGE_CELLS + 8 * SCALES[0].columns and 0 <= place < len(_PROMOTIONS)
            return replace(hand, becomes=list(_PROMOTIONS)[place])._promote() if beside else hand
        if hand.promoting is not None:
            hand = replace(hand, promoting=None, picked=None)
        return hand if square is None else replace(hand, typed="", cursor=None)._press(square)

    def line(self, text: str) -> MoveHand:
        """After a line of one or more moves parted by spaces; one that is none undoes the whole line."""
        hand = replace(self, slipped=False, typed="", cursor=None, picked=None)
        for word in text.split():
            if hand.done and hand._until is not None:
                return hand
            hand = hand._take(word) if not hand.done else replace(hand, slipped=True)
            if hand.slipped:
                return replace(self, slipped=True)
        return hand

    def _stepped(self, across: int, up: int) -> MoveHand:
        """The cursor one square further as the board is turned; it begins where the last move ended."""
        if self.cursor is None:
            ended = self.played[-1] if self.played else self.last
            start = ended.to_square if ended else self.start.king(self.start.turn)
            return replace(self, typed="", cursor=start)
        if self.start.turn == chess.BLACK:
            across, up = -across, -up
        file, rank = chess.square_file(self.cursor) + across, chess.square_rank(self.cursor) + up
        return replace(self, typed="", cursor=chess.square(min(max(file, 0), 7), min(max(rank, 0), 7)))

    def _press(self, square: chess.Square) -> MoveHand:
        """Pick up an own piece, put it down again, or move it; a pawn that arrives is asked what it becomes."""
        board = self.board
        if square == self.picked:
            return replace(self, picked=None)
        if self.picked is not None:
            move = chess.Move(self.picked, square)
            if board.is_legal(move):
                return self._play(move)
            if board.is_legal(replace_promotion(move, chess.QUEEN)):
                return replace(self, promoting=square, becomes="q")
        if board.color_at(square) == board.turn:
            return replace(self, picked=square)
        return replace(self, slipped=True)

    def _take(self, text: str) -> MoveHand:
        move = read_move(self.board, text)
        return replace(self, typed=text, slipped=True, is_refused=True) if move is None else self._play(move)

    def _play(self, move: chess.Move) -> MoveHand:
        played = (*self.played, move)
        board = board_after(self.start, played)
        hand = replace(self, played=played, typed="", cursor=None, picked=None, promoting=None, becomes="q")
        if hand.done or len(played) >= len(self.right) or board.is_game_over():
            return hand
        reply = self.right[len(played)] if played == self.right[: len(played)] else reply_to(board)
        return replace(hand, played=(*played, reply))


def replace_promotion(move: chess.Move, promotion: chess.PieceType) -> chess.Move:
    """The move with a pawn that becomes this piece."""
    return chess.Move(move.from_square, move.to_square, promotion)


def reply_to(board: chess.Board) -> chess.Move:
    """What an opponent answers to a move that the line does not foresee: the greatest capture, else the first move by
    name; always the same."""
    return min(board.legal_moves, key=lambda move: (-worth(board, move.to_square), move.uci()))


def board_after(start: chess.Board, moves: tuple[chess.Move, ...]) -> chess.Board:
    """The position after some moves; the start stays as it is."""

    def after(board: chess.Board, move: chess.Move) -> chess.Board:
        board.push(move)
        return board

    return reduce(after, moves, start.copy(stack=False))


def sans(start: chess.Board, moves: tuple[chess.Move, ...]) -> tuple[str, ...]:
    """Each move in SAN."""
    return tuple(board_after(start, moves[:number]).san(move) for number, move in enumerate(moves))
