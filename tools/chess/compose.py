"""Positions put together from nothing so that a motif stands in the geometry, with pawns and pieces strewn about until
the sides are even. Whether it wins is for the engine to say, and mostly it does not. Random numbers in, a board out."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

import chess

from drillgrok.domains.chess.motifs import SLIDERS, Motif
from tools.chess.quiet import is_quiet, lead

_MEN: Final = (chess.KNIGHT, chess.BISHOP, chess.ROOK, chess.QUEEN)
_PAWNS: Final = (1, 5)
_FILLERS: Final = (chess.PAWN, chess.KNIGHT, chess.BISHOP, chess.ROOK, chess.QUEEN)


class Sketch:
    """A board on which pieces are put on free squares; White will be the solver."""

    def __init__(self, rng: Random) -> None:
        self.board = chess.Board(None)
        self.rng = rng

    def put(self, kind: chess.PieceType, side: chess.Color, squares: chess.SquareSet) -> chess.Square | None:
        """A piece on any free one of the squares; None where there is none."""
        free = list(squares & ~self.board.occupied)
        if kind == chess.PAWN:
            free = [square for square in free if 0 < chess.square_rank(square) < 7]
        if not free:
            return None
        square = self.rng.choice(free)
        self.board.set_piece_at(square, chess.Piece(kind, side))
        return square

    def reach(self, kind: chess.PieceType, square: chess.Square) -> chess.SquareSet:
        """Where a white piece of this kind could go from the square, and whence it could have come, but for pawns."""
        there = self.board.piece_at(square)
        self.board.set_piece_at(square, chess.Piece(kind, chess.WHITE))
        reached = self.board.attacks(square)
        self.board.set_piece_at(square, there)
        return reached

    def ray(self, kind: chess.PieceType, square: chess.Square) -> list[chess.Square]:
        """The squares of one line from the square, the nearest first."""
        reached = list(self.reach(kind, square))
        first = self.rng.choice(reached)
        line = chess.SquareSet.ray(square, first) & chess.SquareSet(reached)
        side = [other for other in line if (other > square) == (first > square)]
        return sorted(side, key=lambda other: chess.square_distance(square, other))

    def comes_to(self, kind: chess.PieceType, square: chess.Square, but: chess.SquareSet) -> bool:
        """A white piece stands where it can move to the square from, though not on these squares."""
        if kind == chess.PAWN:
            return square >= 16 and self.put(kind, chess.WHITE, chess.SquareSet([square - 8]) - but) is not None
        return self.put(kind, chess.WHITE, self.reach(kind, square) - but) is not None


def composed(motif: Motif, rng: Random) -> chess.Board | None:
    """A quiet position with the motif's geometry, either side to move; None where it did not come out."""
    sketch = Sketch(rng)
    if not rng.choice(_PLANS[motif])(sketch):
        return None
    for side in chess.COLORS:
        if sketch.board.king(side) is None:
            sketch.put(chess.KING, side, chess.SquareSet(chess.BB_ALL))
        for _ in range(rng.randint(*_PAWNS)):
            sketch.put(chess.PAWN, side, chess.SquareSet(chess.BB_ALL))
    if not _evened(sketch):
        return None
    board = sketch.board if rng.random() < 0.5 else sketch.board.mirror()
    calm = motif is Motif.HANGING_PIECE or is_quiet(board)
    return board if calm and board.is_valid() and not board.is_check() else None


def _evened(sketch: Sketch) -> bool:
    """Pieces strewn for the side that is behind until neither is far ahead."""
    aim = sketch.rng.randint(-3, 0)
    for _ in range(4):
        ahead = lead(sketch.board) - aim
        if abs(ahead) <= 1:
            return True
        behind = chess.BLACK if ahead > 0 else chess.WHITE
        kind = sketch.rng.choice(_FILLERS[: 1 + min(abs(ahead) // 2, 4)])
        sketch.put(kind, behind, chess.SquareSet(chess.BB_ALL))
    return abs(lead(sketch.board) - aim) <= 1


def _two_aims(sketch: Sketch) -> bool:
    kind = sketch.rng.choice((chess.KNIGHT, chess.KNIGHT, chess.QUEEN, chess.BISHOP, chess.ROOK, chess.PAWN))
    centre = sketch.rng.randrange(64)
    aims = sketch.reach(kind, centre)
    first = sketch.put(sketch.rng.choice((chess.KING, chess.KING, chess.QUEEN, chess.ROOK)), chess.BLACK, aims)
    second = sketch.put(sketch.rng.choice(_MEN), chess.BLACK, aims)
    return (
        first is not None
        and second is not None
        and sketch.comes_to(kind, centre, aims if kind == chess.PAWN else chess.SquareSet())
    )


def _lined_up(sketch: Sketch, front: chess.PieceType, behind: chess.PieceType) -> bool:
    """A white line-moving piece can come to a line on which two black pieces stand."""
    kind = sketch.rng.choice(tuple(SLIDERS))
    end = sketch.rng.randrange(64)
    line = sketch.ray(kind, end)
    if len(line) < 2:
        return False
    near, far = sorted(sketch.rng.sample(range(len(line)), 2))
    sketch.board.set_piece_at(line[near], chess.Piece(front, chess.BLACK))
    sketch.board.set_piece_at(line[far], chess.Piece(behind, chess.BLACK))
    return sketch.comes_to(kind, end, chess.SquareSet(line))


def _great_before_lesser(sketch: Sketch) -> bool:
    front = sketch.rng.choice((chess.KING, chess.KING, chess.QUEEN))
    lesser = (chess.ROOK, chess.ROOK, chess.BISHOP, chess.KNIGHT, *((chess.QUEEN,) * 2 if front == chess.KING else ()))
    return _lined_up(sketch, front, sketch.rng.choice(lesser))


def _lesser_before_great(sketch: Sketch) -> bool:
    behind = sketch.rng.choice((chess.KING, chess.KING, chess.QUEEN))
    return _lined_up(sketch, sketch.rng.choice(_MEN[: 4 if behind == chess.KING else 3]), behind)


def _slider_line(sketch: Sketch) -> list[chess.Square]:
    """The squares of one line from a white line-moving piece that is put anywhere, the nearest first; none where there
    is no room for it."""
    kind = sketch.rng.choice(tuple(SLIDERS))
    slider = sketch.put(kind, chess.WHITE, chess.SquareSet(chess.BB_ALL))
    return [] if slider is None else sketch.ray(kind, slider)


def _guard_before_king(sketch: Sketch) -> bool:
    """A black piece that guards another stands on a white piece's line before its king; White attacks the other."""
    line = _slider_line(sketch)
    if len(line) < 2:
        return False
    near, far = sorted(sketch.rng.sample(range(len(line)), 2))
    guard = sketch.rng.choice((chess.PAWN, *_MEN))
    sketch.board.set_piece_at(line[near], chess.Piece(guard, chess.BLACK))
    sketch.board.set_piece_at(line[far], chess.Piece(chess.KING, chess.BLACK))
    ward = sketch.put(sketch.rng.choice(_MEN), chess.BLACK, sketch.board.attacks(line[near]) - chess.SquareSet(line))
    return ward is not None and sketch.comes_to(sketch.rng.choice(_MEN), ward, chess.SquareSet(line))


def _aim_behind_own(sketch: Sketch) -> bool:
    """A black piece stands on a white piece's line behind another white piece, which has an aim of its own."""
    line = _slider_line(sketch)
    if len(line) < 2:
        return False
    near, far = sorted(sketch.rng.sample(range(len(line)), 2))
    screen = sketch.rng.choice(_MEN[:3])
    sketch.board.set_piece_at(line[near], chess.Piece(screen, chess.WHITE))
    target = sketch.rng.choice((chess.KING, chess.QUEEN, chess.QUEEN, chess.ROOK))
    sketch.board.set_piece_at(line[far], chess.Piece(target, chess.BLACK))
    steps = list(sketch.board.attacks(line[near]) - chess.SquareSet(line) - chess.SquareSet(sketch.board.occupied))
    if not steps:
        return False
    aims = sketch.reach(screen, sketch.rng.choice(steps)) - chess.SquareSet(line)
    others = (*_MEN, chess.KING, chess.KING) if target != chess.KING else _MEN
    return sketch.put(sketch.rng.choice(others), chess.BLACK, aims) is not None


def _two_duties(sketch: Sketch) -> bool:
    """One black piece guards two others, and white pieces attack both."""
    guard = sketch.rng.choice((*_MEN, chess.KING))
    square = sketch.put(guard, chess.BLACK, chess.SquareSet(chess.BB_ALL))
    if square is None:
        return False
    reach = sketch.reach(guard, square)
    great = sketch.put(sketch.rng.choice((chess.ROOK, chess.QUEEN)), chess.BLACK, reach)
    bait = sketch.put(sketch.rng.choice((chess.PAWN, chess.KNIGHT, chess.BISHOP, chess.ROOK)), chess.BLACK, reach)
    if great is None or bait is None:
        return False
    nowhere = chess.SquareSet()
    return sketch.comes_to(sketch.rng.choice((chess.ROOK, chess.QUEEN)), great, nowhere) and sketch.comes_to(
        sketch.rng.choice(_MEN[:3]), bait, nowhere
    )


def _loose_among_guarded(sketch: Sketch) -> bool:
    """White attacks a black piece that nothing guards, and one or two others, mostly greater, that pawns guard."""
    anywhere, nowhere = chess.SquareSet(chess.BB_ALL), chess.SquareSet()
    loose = sketch.put(sketch.rng.choice(_MEN[:3]), chess.BLACK, anywhere)
    if loose is None or not sketch.comes_to(sketch.rng.choice(_MEN), loose, nowhere):
        return False
    for _ in range(sketch.rng.randint(1, 2)):
        guarded = sketch.put(sketch.rng.choice((chess.BISHOP, chess.ROOK, chess.ROOK)), chess.BLACK, anywhere)
        if guarded is None or not sketch.comes_to(sketch.rng.choice((chess.ROOK, chess.QUEEN)), guarded, nowhere):
            return False
        # A black pawn takes as a white one would from the square that it takes on.
        guards = chess.SquareSet(chess.BB_PAWN_ATTACKS[chess.WHITE][guarded])
        if sketch.put(chess.PAWN, chess.BLACK, guards) is None:
            return False
    return True


_PLANS: Final[dict[Motif, tuple[Callable[[Sketch], bool], ...]]] = {
    Motif.HANGING_PIECE: (_loose_among_guarded,),
    Motif.FORK: (_two_aims,),
    Motif.SKEWER: (_great_before_lesser,),
    Motif.PIN: (_lesser_before_great, _guard_before_king),
    Motif.DISCOVERED_ATTACK: (_aim_behind_own,),
    Motif.DEFLECTION: (_two_duties,),
}
