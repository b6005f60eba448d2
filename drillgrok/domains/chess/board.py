"""A position as a picture and in words. Draws what it is told; knows no answer and no learner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import chess

from drillgrok.model.drawing import Drawing, DrawnLine, Ground, Span, Tone

FILE_CELLS: Final = 5
RANK_ROWS: Final = 2
EDGE_CELLS: Final = 3
"""Cells on the left for the rank's number."""
_PANEL_GAP: Final = Span("   ")

# Filled glyphs for both sides, told apart by their inks. Signs in the ground's own ink vanish where there are colours
# and carry the picture where there are none: brackets make a piece black, dots a dark square, waves the last move.
_GLYPHS: Final = dict(zip(chess.PIECE_TYPES, "♟♞♝♜♛♚", strict=True))
_GRAIN: Final = {Ground.LIGHT: " ", Ground.DARK: "·", Ground.MARKED: "~"}
_NAMES: Final = {chess.WHITE: "White", chess.BLACK: "Black"}


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


def board_drawing(view: View) -> Drawing:
    """The board, 17 rows of 43 cells and the panel, and the same in words."""
    rows = tuple(row for rank in range(8) for row in _rank(view, rank))
    files = "abcdefgh" if view.below == chess.WHITE else "hgfedcba"
    letters = " " * EDGE_CELLS + "".join(f"{letter:^{FILE_CELLS}}" for letter in files)
    lines = (*rows, (Span(letters, Tone.FAINT),))
    panel = view.panel + ((),) * (len(lines) - len(view.panel))
    beside = (line + ((_PANEL_GAP, *words) if words else ()) for line, words in zip(lines, panel, strict=True))
    return Drawing(tuple(beside), spoken(view))


def square_at(column: int, row: int, below: chess.Color) -> chess.Square | None:
    """The square at a cell of the drawing, counted from 0; None beside the board."""
    across, down = (column - EDGE_CELLS) // FILE_CELLS, row // RANK_ROWS
    return _square(across, down, below) if 0 <= across < 8 and 0 <= down < 8 else None


def spoken(view: View) -> str:
    """Who is to move, where everything stands, and the last move."""
    last = f" The last move was {view.last.uci()}." if view.last else ""
    return f"{to_move(view.board)}.\n{_side(view.board, chess.WHITE)}\n{_side(view.board, chess.BLACK)}{last}"


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


def _rank(view: View, down: int) -> tuple[DrawnLine, ...]:
    squares = [_square(across, down, view.below) for across in range(8)]
    number = Span(f" {chess.square_rank(squares[0]) + 1} ", Tone.FAINT)
    edges = (number, *(Span(" " * EDGE_CELLS) for _ in range(RANK_ROWS - 1)))
    parts = [_cells(view, square) for square in squares]
    return tuple((edge, *(span for part in parts for span in part[row])) for row, edge in enumerate(edges))


def _cells(view: View, square: chess.Square) -> tuple[DrawnLine, ...]:
    """One square, its piece in the upper row; the cursor and a picked piece are framed."""
    ground, piece = _ground(view, square), view.board.piece_at(square)
    grain = _GRAIN[ground] * FILE_CELLS
    is_black = piece is not None and piece.color == chess.BLACK
    men = Tone.BLACK if is_black else Tone.WHITE
    frame = "<>" if square == view.picked else "[]" if square == view.cursor else ""
    left, right = (Span(sign, men, ground) for sign in frame) if frame else (_grain(grain[0], ground),) * 2
    if piece is None:
        upper: DrawnLine = (left, _grain(grain[1:-1], ground), right)
    else:
        opens, closes = "()" if is_black else "  "
        glyph = Span(_GLYPHS[piece.piece_type], men, ground)
        upper = (left, _grain(opens, ground), glyph, _grain(closes, ground), right)
    return (upper, *(((_grain(grain, ground),),) * (RANK_ROWS - 1)))


def _grain(text: str, ground: Ground) -> Span:
    return Span(text, Tone.GROUND, ground)


def _ground(view: View, square: chess.Square) -> Ground:
    if view.last is not None and square in {view.last.from_square, view.last.to_square}:
        return Ground.MARKED
    light = (chess.square_file(square) + chess.square_rank(square)) % 2
    return Ground.LIGHT if light else Ground.DARK
