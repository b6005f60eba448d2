"""What a learner may type for a move: SAN, with or without its signs, or UCI. Texts in, legal moves out."""

from __future__ import annotations

import re
from itertools import product
from typing import Final
from unicodedata import normalize

import chess

_SIGNS: Final = re.compile(r"[-x+#=!?\s:()/]")
_NUMBER: Final = re.compile(r"\A\s*\d{1,3}\.+\s*")
_IN_PASSING: Final = re.compile(r"\s*e\.?p\.?\Z")
_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−", "-"),
        "×": "x",
        **dict(zip("♔♕♖♗♘♙", "KQRBNP", strict=True)),
        **dict(zip("♚♛♜♝♞♟", "KQRBNP", strict=True)),
        **dict.fromkeys("Оо", "O"),  # a Cyrillic keyboard's
    }
)
"""Signs of print and of other keyboards -> those of SAN."""
LETTERS: Final = frozenset("abcdefghABCDEFGH12345678KQRBNPkqrnpxXoO0-+#=!?:./()").union(map(chr, _PLAIN))
"""Characters that a typed move may hold."""
LONGEST: Final = 12


def read_move(board: chess.Board, text: str) -> chess.Move | None:
    """The legal move that a text means, with or without its number; None where it means none or several.

    Case matters only where it parts two moves: `bc4` takes with the pawn where it can, else the bishop goes there.
    """
    plain = _IN_PASSING.sub("", _NUMBER.sub("", normalize("NFKC", text).translate(_PLAIN)))
    bare = _SIGNS.sub("", plain).replace("0", "O")
    spelled: dict[str, set[chess.Move]] = {}
    for move in board.legal_moves:
        for spelling in _spellings(board, move):
            spelled.setdefault(spelling, set()).add(move)
    exact = spelled.get(bare) or {
        move for spelling, moves in spelled.items() if spelling.casefold() == bare.casefold() for move in moves
    }
    return next(iter(exact)) if len(exact) == 1 else None


def _spellings(board: chess.Board, move: chess.Move) -> set[str]:
    """Every way to write a move without its signs, the shorter ones shared with others perhaps."""
    uci = move.uci()
    if board.is_castling(move):
        file, signs = ("h", "OO") if board.is_kingside_castling(move) else ("a", "OOO")
        return {uci, f"{uci[:2]}{file}{uci[1]}", f"K{uci[2:]}", signs}
    origin, target = chess.square_name(move.from_square), chess.square_name(move.to_square)
    kind = board.piece_type_at(move.from_square) or chess.PAWN
    if kind != chess.PAWN:
        letter = chess.piece_symbol(kind).upper()
        return {uci, *(f"{letter}{file}{rank}{target}" for file, rank in product(("", origin[0]), ("", origin[1])))}
    promoted = chess.piece_symbol(move.promotion).upper() if move.promotion else ""
    short = f"{origin[0]}{target}" if board.is_capture(move) else target
    return {uci, f"{short}{promoted}", f"{origin}{target}{promoted}"}
