"""Positions like those of the games, with pieces moved: the raw material for motifs that games seldom bring. Boards and
a random generator in, boards out; what comes of them is for the engine to say."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Final

import chess

_MEN: Final = (chess.KNIGHT, chess.BISHOP, chess.ROOK, chess.QUEEN)


def varied(board: chess.Board, rng: Random) -> chess.Board | None:
    """A few of the pieces stand elsewhere or are gone; the files may be turned round."""
    changed = board.transform(chess.flip_horizontal) if rng.random() < 0.5 else board.copy(stack=False)
    for _ in range(rng.randint(1, 3)):
        men = list(chess.SquareSet(changed.occupied & ~changed.kings))
        if not men:
            return None
        square = rng.choice(men)
        piece = changed.remove_piece_at(square)
        free = [to for to in chess.SquareSet(~changed.occupied) if 0 < chess.square_rank(to) < 7]
        if rng.random() < 0.7:
            changed.set_piece_at(rng.choice(free), piece)
    return _cleaned(changed)


def shut_in(board: chess.Board, rng: Random) -> chess.Board | None:
    """The side that has just moved has its king on the first rank behind its pawns; the solver has a rook; some of the
    rest is gone."""
    changed = board.copy(stack=False)
    side = not board.turn
    _thin(changed, rng)
    file = rng.choice((1, 2, 6, 6, 7))
    home, before = (0, 1) if side == chess.WHITE else (7, 6)
    _place_king(changed, chess.square(file, home), side)
    for beside in range(max(file - 1, 0), min(file + 2, 8)):
        _put(changed, chess.square(beside, before), chess.PAWN, side)
    rank = rng.randrange(1, 7)
    _put(changed, chess.square(rng.randrange(8), rank), chess.ROOK, not side)
    return _cleaned(changed)


def cornered(board: chess.Board, rng: Random) -> chess.Board | None:
    """The side that has just moved has its king in or beside a corner among its own pieces; the solver has a knight and
    perhaps a queen near."""
    changed = board.copy(stack=False)
    side = not board.turn
    home, before = (0, 1) if side == chess.WHITE else (7, 6)
    files = rng.choice(((0, 1, 2), (7, 6, 5)))
    place = rng.choice((0, 0, 0, 1))
    king = chess.square(files[place], home)
    _place_king(changed, king, side)
    around = [chess.square(file, rank) for file, rank in product(files[: place + 2], (home, before))]
    around.remove(king)
    open_one = rng.randrange(len(around) + 2)
    for number, square in enumerate(around):
        if number != open_one:
            pawn = chess.square_rank(square) == before and rng.random() < 0.8
            _put(changed, square, chess.PAWN if pawn else rng.choice(_MEN[:3]), side)
    aim = chess.square(rng.choice((files[0], files[2])), 4 if side == chess.BLACK else 3)
    near = [square for square in chess.SQUARES if chess.square_distance(square, aim) <= 2]
    _put(changed, rng.choice(near), chess.KNIGHT, not side)
    if rng.random() < 0.6:
        _put(changed, rng.choice(near), chess.QUEEN, not side)
    return _cleaned(changed)


def before_a_move(board: chess.Board, rng: Random) -> chess.Board | None:
    """The same position, reached by a quiet move of a piece of the side that has just moved; None where there is
    none."""
    enemy = not board.turn
    steps = [
        (square, origin)
        for square in chess.SquareSet(board.occupied_co[enemy] & ~board.pawns)
        for origin in board.attacks(square) & ~board.occupied
    ]
    rng.shuffle(steps)
    for square, origin in steps:
        before = board.copy(stack=False)
        before.turn = enemy
        before.set_piece_at(origin, before.remove_piece_at(square))
        if before.is_valid() and not before.is_check():
            before.castling_rights = before.clean_castling_rights()
            before.push(chess.Move(origin, square))
            return before
    return None


def _thin(board: chess.Board, rng: Random) -> None:
    men = list(chess.SquareSet(board.occupied & ~board.kings))
    for square in rng.sample(men, min(rng.randint(1, 9), len(men) // 2)):
        board.remove_piece_at(square)


def _place_king(board: chess.Board, square: chess.Square, side: chess.Color) -> None:
    for old in board.pieces(chess.KING, side):
        board.remove_piece_at(old)
    if board.piece_type_at(square) != chess.KING:
        board.set_piece_at(square, chess.Piece(chess.KING, side))


def _put(board: chess.Board, square: chess.Square, kind: chess.PieceType, side: chess.Color) -> None:
    """A piece on a square, unless a king stands there or the side would have two queens."""
    if board.piece_type_at(square) != chess.KING and (kind != chess.QUEEN or not board.pieces(kind, side)):
        board.set_piece_at(square, chess.Piece(kind, side))


def _cleaned(board: chess.Board) -> chess.Board | None:
    """The changed position with the rights that its pieces still bear out; None where it could not arise or the solver
    stands in check."""
    board.castling_rights = board.clean_castling_rights()
    board.ep_square = None
    return board if board.is_valid() and not board.is_check() else None
