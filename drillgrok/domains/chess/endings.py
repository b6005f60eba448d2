"""Endings of king and pawn against king in which a rule without exceptions says who gets what: which positions are
asked, and what is right in each. No engine and no table of results enters; an oracle holds every one of them against
both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from random import Random
from typing import Final, NamedTuple

import chess

COLOURS: Final = ("white", "black", "both")
"""Who has the pawn."""
_FILES: Final = range(8)
_INNER: Final = range(1, 7)
"""Files whose pawn is no rook's pawn."""


class PawnPlace(NamedTuple):
    """A position as if White had the pawn."""

    pawn: chess.Square
    king: chess.Square
    """Of the side with the pawn."""
    other: chess.Square
    mover: bool
    """Whether the side with the pawn is to move."""


class AskedEnding(NamedTuple):
    """A position and what is right in it."""

    place: PawnPlace
    wins: bool
    group: str


def board_of(place: PawnPlace, *, white: bool) -> chess.Board:
    """The position on a board, with the pawn White's or Black's."""
    board = chess.Board(None)
    board.set_piece_at(place.pawn, chess.Piece(chess.PAWN, chess.WHITE))
    board.set_piece_at(place.king, chess.Piece(chess.KING, chess.WHITE))
    board.set_piece_at(place.other, chess.Piece(chess.KING, chess.BLACK))
    board.turn = chess.WHITE if place.mover else chess.BLACK
    return board if white else board.mirror()


def _is_possible(place: PawnPlace) -> bool:
    """Whether it can stand on a board: by hand, since there are many."""
    pawn, king, other, mover = place
    if pawn in {king, other} or chess.square_distance(king, other) < 2:
        return False
    return not (mover and chess.BB_PAWN_ATTACKS[chess.WHITE][pawn] & chess.BB_SQUARES[other])


def _row(square: chess.Square) -> int:
    return chess.square_rank(square)


def _column(square: chess.Square) -> int:
    return chess.square_file(square)


def _mirrored(place: PawnPlace) -> PawnPlace:
    """The same with left and right exchanged."""
    return PawnPlace(place.pawn ^ 7, place.king ^ 7, place.other ^ 7, place.mover)


def _named(place: PawnPlace) -> str:
    """A name for the squares of a placement and of its mirror image."""
    squares = min(place[:3], _mirrored(place)[:3])
    return " ".join(map(chess.square_name, squares))


def _drawn(asked: Iterable[AskedEnding], name: str) -> list[AskedEnding]:
    """In an order that the name settles, by `random()` alone: no later Python may change it."""
    rng = Random(name)
    return sorted(asked, key=lambda _: rng.random())


def _balanced(asked: Iterable[AskedEnding], kind: Callable[[AskedEnding], object], name: str) -> Iterator[AskedEnding]:
    """Of every kind as many positions that are won as not."""
    sorts: dict[object, tuple[list[AskedEnding], list[AskedEnding]]] = defaultdict(lambda: ([], []))
    for one in _drawn(asked, name):
        sorts[kind(one)][one.wins].append(one)
    for drawn, won in sorts.values():
        yield from (one for pair in zip(drawn, won, strict=False) for one in pair)


# The runner.

_AWAY: Final = 5
"""Squares between the pawn and its own king, who then has no say."""
_NEAR: Final = 1
"""Moves by which the race is won or lost at most."""


def runners() -> list[AskedEnding]:
    """A pawn beyond its second rank, its own king far behind: does it become a queen?

    A group is how far the pawn has to go, where the other king stands beside it, and who is to move.
    """
    placed = product(_FILES, range(2, 7), chess.SQUARES, (True, False))
    asked = [
        one
        for column, row, other, mover in placed
        if (one := _runner(chess.square(column, row), other, mover=mover)) is not None
    ]
    return list(_balanced(asked, lambda one: (one.place.mover, _row(one.place.pawn)), "runners"))


def _runner(pawn: chess.Square, other: chess.Square, *, mover: bool) -> AskedEnding | None:
    """The race, where it is close; None where it is not, or has no place for the pawn's king."""
    goal = chess.square(_column(pawn), 7)
    ahead = chess.square_distance(other, goal) - (7 - _row(pawn)) - (not mover)
    kings = (square for square in chess.SQUARES[:16] if chess.square_distance(square, pawn) >= _AWAY)
    places = [place for king in kings if _is_possible(place := PawnPlace(pawn, king, other, mover))]
    if not -_NEAR < ahead <= _NEAR or not places:
        return None
    far = abs(_column(other) - _column(pawn))
    place = places[int(Random(f"{pawn} {other} {mover}").random() * len(places))]
    return AskedEnding(place, ahead > 0, f"{_row(pawn)} {_row(other)} {far} {mover}")


# The escort.

_FACING: Final = ((2, 0), (2, 1), (3, 0), (3, 1))
"""How far the other king stands in front of the pawn's, and to its side."""


def escorts() -> list[AskedEnding]:
    """A king one rank before its pawn, the other king before him: does the side with the pawn win?

    A group is a placement of the three and its mirror image, whoever is to move.
    """
    opposed = [place for place in _escorted() if _facing(place) == _FACING[0]]
    rest = [place for place in _escorted() if _facing(place) != _FACING[0] and place[:3] <= _mirrored(place)[:3]]
    rng = Random("escorts")
    rest.sort(key=lambda _: rng.random())
    half = len(opposed)
    asked = [_escort(place, mover=mover) for place in opposed for mover in (True, False)]
    asked += [_escort(place, mover=True) for place in rest[:half]]
    return asked + [_escort(place, mover=False) for place in rest[half : 2 * half]]


def _escorted() -> Iterator[PawnPlace]:
    for column, row, aside in product(_INNER, range(1, 4), (-1, 0, 1)):
        king = chess.square(column + aside, row + 1)
        for far, side in _FACING:
            for to in {side, -side}:
                at = column + aside + to
                if at in _FILES and row + 1 + far in _FILES:
                    yield PawnPlace(chess.square(column, row), king, chess.square(at, row + 1 + far), mover=False)


def _facing(place: PawnPlace) -> tuple[int, int]:
    return _row(place.other) - _row(place.king), abs(_column(place.other) - _column(place.king))


def _escort(place: PawnPlace, *, mover: bool) -> AskedEnding:
    """Drawn where the other king stands opposite and need not move, or can go there."""
    return AskedEnding(place._replace(mover=mover), (_facing(place) == _FACING[0]) is not mover, _named(place))


# Whoever is to move.


def footholds() -> list[AskedEnding]:
    """A king near its pawn, the other one near, too: does the side with the pawn win, whoever is to move?

    A group is where the pawn and its king stand, and its mirror image.
    """
    asked = [one for column, row in product(_INNER, range(1, 5)) for one in _footholds(chess.square(column, row))]
    return list(_balanced(asked, lambda one: (_row(one.place.pawn), one.place.mover), "footholds"))


def _footholds(pawn: chess.Square) -> Iterator[AskedEnding]:
    held = _held(pawn)
    for king, other in product(chess.SQUARES, repeat=2):
        if chess.square_distance(king, pawn) > 2 or min(chess.square_distance(other, square) for square in held) > 1:
            continue
        mover = Random(f"{pawn} {king} {other}").random() < 0.5
        place = PawnPlace(pawn, king, other, mover)
        if all(_is_possible(place._replace(mover=turn)) for turn in (True, False)) and _is_clear(place, king in held):
            yield AskedEnding(place, king in held, _named(place._replace(other=king)))


def _held(pawn: chess.Square) -> set[chess.Square]:
    """From these squares the king wins whoever is to move: on the second rank before the pawn, and beyond the middle on
    the first one, too."""
    rows = (2,) if _row(pawn) < 4 else (1, 2)
    return {chess.square(_column(pawn) + side, _row(pawn) + ahead) for side in (-1, 0, 1) for ahead in rows}


def _is_clear(place: PawnPlace, held: bool) -> bool:
    """The pawn is not lost at once, and the other king stands before it where that is what counts."""
    lost = chess.square_distance(place.other, place.pawn) == 1 and chess.square_distance(place.king, place.pawn) > 1
    if held or lost:
        return not lost
    before = _row(place.other) >= _row(place.pawn) + 2 and abs(_column(place.other) - _column(place.pawn)) <= 1
    beside = abs(_column(place.other) - _column(place.king)) <= 1
    return before and (beside or _row(place.king) <= _row(place.pawn))


class EndingDrill(NamedTuple):
    """What is asked."""

    prompt: str
    turned: str
    """The same the other way round: right is the other answer."""
    asked: Callable[[], list[AskedEnding]]


DRILLS: Final = {
    "runner": EndingDrill("Does the pawn become a queen?", "Is the pawn stopped?", runners),
    "escort": EndingDrill("Does the side with the pawn win?", "Is it a draw?", escorts),
    "foothold": EndingDrill(
        "Does the side with the pawn win, whoever is to move?", "Is it a draw, if the right side is to move?", footholds
    ),
}
