"""A position as a picture and in words. Draws what it is told; knows no answer and no learner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

import chess

from drillgrok.model.drawing import Drawing, DrawnLine, Ground, Span, Tone


class BoardScale(NamedTuple):
    """How large a square is drawn."""

    columns: int
    rows: int


SCALES: Final = (BoardScale(5, 2), BoardScale(7, 3), BoardScale(9, 4))
"""From the smallest, which fits 80 columns and 22 rows."""
EDGE_CELLS: Final = 3
"""Cells on the left for the rank's number."""
_PANEL_GAP: Final = Span("   ")

# Each piece stands on a tile of its own colour, with its letter beside its glyph: small and in brackets it is black.
# Signs in the ground's own ink vanish where there are colours and carry the picture where there are none: brackets,
# dots for a dark square, waves for the last move.
_GLYPHS: Final = dict(zip(chess.PIECE_TYPES, "♟♞♝♜♛♚", strict=True))
_GRAIN: Final = {Ground.LIGHT: " ", Ground.DARK: "·", Ground.MARKED: "~"}
_NAMES: Final = {chess.WHITE: "White", chess.BLACK: "Black"}
SIDES: Final = "K white, (k) black"
"""How the sides are told apart, for the panel."""


@dataclass(frozen=True, slots=True)
class View:
    """What of a position is to be seen."""

    board: chess.Board
    below: chess.Color
    """The side at the lower edge."""
    last: chess.Move | None = None
    """The move that is marked."""
    cursor: chess.Square | None = None
    picked: chess.Square | None = None
    panel: tuple[DrawnLine, ...] = ()
    """Lines beside the board, from its upper edge down."""
    signs: Mapping[chess.Square, tuple[str, Tone]] = field(default_factory=dict)
    """A sign and its tone at the foot of some squares."""
    mover_told: bool = True
    """Whether the words say who is to move."""


@dataclass(frozen=True, slots=True)
class LargerBoard:
    """The same view on larger squares."""

    view: View
    scale: BoardScale

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows that it takes, with its panel."""
        panel = max((sum(len(span.text) for span in line) for line in self.view.panel), default=0)
        beside = panel + len(_PANEL_GAP.text) if panel else 0
        return EDGE_CELLS + 8 * self.scale.columns + beside, 8 * self.scale.rows + 1

    def drawing(self) -> Drawing:
        """The board at this scale."""
        return board_drawing(self.view, self.scale)

    def cell(self, column: int, row: int) -> tuple[int, int]:
        """The cell of the smallest board that stands for one of this; the panel's rows are the same on both."""
        edge = EDGE_CELLS + 8 * self.scale.columns
        if column >= edge:
            return EDGE_CELLS + 8 * SCALES[0].columns + column - edge, row
        across, down = (column - EDGE_CELLS) // self.scale.columns, row // self.scale.rows
        return EDGE_CELLS + across * SCALES[0].columns, down * SCALES[0].rows


def board_drawing(view: View, scale: BoardScale = SCALES[0]) -> Drawing:
    """The board and its panel, and the same in words: at the smallest scale 17 rows of 43 cells and the panel."""
    rows = tuple(row for rank in range(8) for row in _rank(view, rank, scale))
    files = "abcdefgh" if view.below == chess.WHITE else "hgfedcba"
    letters = " " * EDGE_CELLS + "".join(f"{letter:^{scale.columns}}" for letter in files)
    lines = (*rows, (Span(letters, Tone.FAINT),))
    panel = view.panel + ((),) * (len(lines) - len(view.panel))
    beside = (line + ((_PANEL_GAP, *words) if words else ()) for line, words in zip(lines, panel, strict=True))
    following = SCALES[SCALES.index(scale) + 1 :]
    return Drawing(tuple(beside), spoken(view), LargerBoard(view, following[0]) if following else None)


def square_at(column: int, row: int, below: chess.Color) -> chess.Square | None:
    """The square at a cell of the smallest drawing, counted from 0; None beside the board."""
    across, down = (column - EDGE_CELLS) // SCALES[0].columns, row // SCALES[0].rows
    return _square(across, down, below) if 0 <= across < 8 and 0 <= down < 8 else None


def spoken(view: View) -> str:
    """Who is to move where that is told, where everything stands, and the last move."""
    mover = f"{to_move(view.board)}.\n" if view.mover_told else ""
    last = f" The last move was {_from_to(view.last)}." if view.last else ""
    return f"{mover}{_side(view.board, chess.WHITE)}\n{_side(view.board, chess.BLACK)}{last}"


def _from_to(move: chess.Move) -> str:
    return f"{chess.square_name(move.from_square)} to {chess.square_name(move.to_square)}"


def to_move(board: chess.Board) -> str:
    """Who moves, for the panel."""
    return f"{_NAMES[board.turn]} to move"


def _side(board: chess.Board, side: chess.Color) -> str:
    places = (
        f"{chess.piece_symbol(kind).upper() if kind != chess.PAWN else ''}{chess.square_name(square)}"
        for kind in reversed(chess.PIECE_TYPES)
        for square in board.pieces(kind, side)
    )
    return f"{_NAMES[side]}: {', '.join(places)}."


def _square(across: int, down: int, below: chess.Color) -> chess.Square:
    return chess.square(across, 7 - down) if below == chess.WHITE else chess.square(7 - across, down)


def _rank(view: View, down: int, scale: BoardScale) -> tuple[DrawnLine, ...]:
    squares = [_square(across, down, view.below) for across in range(8)]
    number = Span(f" {chess.square_rank(squares[0]) + 1} ", Tone.FAINT)
    blank = Span(" " * EDGE_CELLS)
    parts = [_cells(view, square, scale) for square in squares]
    middle = _middle(scale)
    return tuple(
        (number if row == middle else blank, *(span for part in parts for span in part[row]))
        for row in range(scale.rows)
    )


def _middle(scale: BoardScale) -> int:
    """The row of a square that its piece stands in."""
    return (scale.rows - 1) // 2


def _cells(view: View, square: chess.Square, scale: BoardScale) -> tuple[DrawnLine, ...]:
    """One square: its piece in the middle row, a sign at its foot; the cursor and a picked piece are framed."""
    ground = _ground(view, square)
    empty: DrawnLine = (_grain(_GRAIN[ground] * scale.columns, ground),)
    rows = [empty] * scale.rows
    rows[_middle(scale)] = _piece_row(view, square, scale.columns)
    if square in view.signs:
        sign, tone = view.signs[square]
        side = (scale.columns - 3) // 2
        rows[-1] = (
            _grain(_GRAIN[ground] * side, ground),
            Span(f" {sign} ", tone, ground),
            _grain(_GRAIN[ground] * side, ground),
        )
    return tuple(rows)


def _piece_row(view: View, square: chess.Square, columns: int) -> DrawnLine:
    ground, piece = _ground(view, square), view.board.piece_at(square)
    grain, side = _GRAIN[ground], (columns - 3) // 2
    is_black = piece is not None and piece.color == chess.BLACK
    men = Tone.BLACK if is_black else Tone.WHITE
    frame = "<>" if square == view.picked else "[]" if square == view.cursor else ""
    brackets = "()" if is_black else grain * 2
    left, right = (Span(sign, men, ground) if frame else _grain(sign, ground) for sign in frame or brackets)
    inside = _grain(grain * 3, ground) if piece is None else Span(_tile(piece), men, ground)
    beside = (_grain(grain * (side - 1), ground),) if side > 1 else ()
    return (*beside, left, inside, right, *beside)


def _tile(piece: chess.Piece) -> str:
    """A glyph and the piece's letter, small where it is black; pawns need none."""
    letter = " " if piece.piece_type == chess.PAWN else piece.symbol()
    glyph = _GLYPHS[piece.piece_type]
    return f" {glyph} " if letter == " " else f"{glyph} {letter}"


def _grain(text: str, ground: Ground) -> Span:
    return Span(text, Tone.GROUND, ground)


def _ground(view: View, square: chess.Square) -> Ground:
    if view.last is not None and square in {view.last.from_square, view.last.to_square}:
        return Ground.MARKED
    light = (chess.square_file(square) + chess.square_rank(square)) % 2
    return Ground.LIGHT if light else Ground.DARK


def with_signs(view: View, moves: Mapping[str, tuple[chess.Move | None, Tone]]) -> View:
    """The view with a sign at both ends of some moves; where two meet, the first has the square."""
    signs: dict[chess.Square, tuple[str, Tone]] = {}
    for sign, (move, tone) in moves.items():
        for square in () if move is None else (move.to_square, move.from_square):
            signs.setdefault(square, (sign, tone))
    return replace(view, signs=signs)
