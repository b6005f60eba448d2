"""Which positions a deck takes: so many of a motif that most come from games, and that no habit of choosing a move is
right of them much more often than a blind guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

import chess

from drillgrok.domains.chess.motifs import MoveLine
from drillgrok.domains.chess.surface import move_surface
from drillgrok.domains.chess.ways import Solution
from oracles.chess.position import VerifiedPosition

NATURAL: Final = 0.85
"""The share of positions from games that compositions leave, where games bring enough: above the .8 that is promised,
for what habits are right of is taken out afterwards."""
ABOVE_A_GUESS: Final = 0.1
"""What the best habit may gain over guessing, below the .15 that is promised: the half of the items that a habit is
confirmed on may be kinder to it than the whole."""
_SEED: Final = 3
_MOST_ALIKE: Final = 0.1
"""Share of positions with one and the same answer."""
_OF_A_GROUP: Final = 3
"""Compositions of one group."""
_SPARE: Final = 2
"""Compositions for each that is wanted, so that habits can be weeded out."""
_MEN_ALIKE: Final = 3
_RATHER_COMPOSED: Final = 0.3
"""How much a habit has to gain on a position from a game before that leaves, rather than a composition."""

_FEWEST: Final = 10
"""Pieces and pawns of a composition: on an emptier board it looks like one."""
_AT_FIRST: Final = {chess.ROOK: 2, chess.KNIGHT: 2}
_PAWNS: Final = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A position that may be taken, with what each habit gets of it."""

    record: VerifiedPosition
    natural: bool
    answer: str
    guess: float
    hits: Mapping[str, float]
    men: int
    """Pieces and pawns on the board."""


def habit_hits(line: MoveLine, last: chess.Move) -> dict[str, float]:
    """How often each habit plays what the drill takes for right: the solver's moves to the end, or any mate."""
    board, moves = line.boards[0], line.moves
    is_right = Solution(board, (moves,))
    found = move_surface(board.copy(stack=False), moves, last).habits
    return {name: sum(map(is_right, answers)) / len(answers) if answers else 0.0 for name, answers in found.items()}


def could_be_played(one: Candidate) -> bool:
    """Whether it could pass for a position of a game: it is one, or enough stands on the board and no pawn has become
    anything but a queen."""
    board = chess.Board(one.record["fen"])
    return one.natural or (one.men >= _FEWEST and all(_came_simply(board, side) for side in chess.COLORS))


def _came_simply(board: chess.Board, side: chess.Color) -> bool:
    """A side's pieces are those of the beginning, and queens for pawns that are gone."""
    bishops = board.pieces(chess.BISHOP, side)
    queens_more = max(len(board.pieces(chess.QUEEN, side)) - 1, 0)
    return (
        all(len(board.pieces(kind, side)) <= number for kind, number in _AT_FIRST.items())
        and all(len(bishops & squares) <= 1 for squares in (chess.BB_LIGHT_SQUARES, chess.BB_DARK_SQUARES))
        and queens_more + len(board.pieces(chess.PAWN, side)) <= _PAWNS
    )


def chosen(pool: Sequence[Candidate], *, least: int, most: int) -> list[Candidate]:
    """At most `most` of them, drawn by lot; of compositions only as many as bring the list to `least`, or as its share
    from games allows, the fullest boards first.

    What a habit that does too well is right of leaves the list, one position after the other, until no habit does too
    well or `least` are left: once of all, and once of what is left when the compositions have gone that were to spare.
    """
    rng = Random(_SEED)
    mixed = sorted(pool, key=lambda _: rng.random())
    natural = [one for one in mixed if one.natural]
    others = _few_of_each(sorted((one for one in mixed if not one.natural), key=lambda one: -(one.men // _MEN_ALIKE)))
    few = max(least, int(len(natural) / NATURAL)) - len(natural)
    kept = [*natural, *others[: max(few, 0) * _SPARE]]
    kept = _without_habits(kept, least)
    spare = max(len(kept) - max(least, int(sum(one.natural for one in kept) / NATURAL)), 0)
    composed = [one for one in kept if not one.natural]
    left_out = {id(one) for one in composed[len(composed) - min(spare, len(composed)) :]}
    kept = _without_habits([one for one in kept if id(one) not in left_out], least)
    taken = {id(one) for one in kept}
    return [one for one in mixed if id(one) in taken][:most]


def _few_of_each(composed: Sequence[Candidate]) -> list[Candidate]:
    """The first few of each group: of a position and its variants, or of those made from one game."""
    taken: Counter[int] = Counter()
    few = []
    for one in composed:
        game = one.record["game"]
        if taken[game] < _OF_A_GROUP:
            taken[game] += 1
            few.append(one)
    return few


def _without_habits(kept: list[Candidate], least: int) -> list[Candidate]:
    kept = list(kept)
    answers = Counter(one.answer for one in kept)
    while len(kept) > least:
        count = len(kept)
        bound = sum(one.guess for one in kept) / count + ABOVE_A_GUESS
        means = {name: sum(one.hits[name] for one in kept) / count for name in kept[0].hits}
        strong = [name for name, mean in means.items() if mean > bound]
        common = {answer for answer, number in answers.items() if number > _MOST_ALIKE * count}
        if not strong and not common:
            break
        worst = max(
            range(count),
            key=lambda place: (
                sum(kept[place].hits[name] - bound for name in strong)
                + (kept[place].answer in common)
                + _RATHER_COMPOSED * (not kept[place].natural)
            ),
        )
        answers[kept.pop(worst).answer] -= 1
    return kept
