"""Which of the proved positions the deck of sides takes: as many of each answer, the colours by lot, and none of what
can be counted at a glance tells the answer much more often than a guess."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from random import Random
from typing import Final

import chess

from drillgrok.domains.chess.sides import sides_surface
from oracles.chess.position import SidedPosition
from oracles.chess.sides import BLACK, NEITHER, WHITE

MOST_RIGHT: Final = 0.38
"""How often a single count, or all of them together, may be right; a guess is right in a third."""
LEAST: Final = 84
"""Positions of each answer that are left at least when counts are weeded out."""
MOST: Final = 160
ANSWERS: Final = (WHITE, BLACK, NEITHER)
TURNED: Final = {WHITE: BLACK, BLACK: WHITE, NEITHER: NEITHER}
"""What is right where the colours have changed sides."""
_SEED: Final = 5
_ALL: Final = "all"
_A_FEW: Final = 50
"""A fiftieth leaves at a time."""

Cues = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sided:
    """A position and what is counted of it, as it stands and with the colours changed."""

    record: SidedPosition
    seen: tuple[tuple[str, Cues], tuple[str, Cues]]
    """(answer, cues) of both."""


def even(records: Sequence[SidedPosition]) -> list[tuple[chess.Board, str, SidedPosition]]:
    """At most `MOST` positions of each answer and as many of each: the board as it is to be shown, what is right, and
    the record. Those whose answer all that is counted tells most surely leave first."""
    rng = Random(_SEED)
    single = {min(board.board_fen(), board.mirror().board_fen()): record for board, record in _boards(records)}
    kept = [seen_of(record) for record in sorted(single.values(), key=lambda _: rng.random())]
    while _room(kept) > LEAST and (strong := {name for name, share in hits(kept).items() if share > MOST_RIGHT}):
        kept = _without_the_surest(kept, strong)
    fair = min(_room(kept), MOST)
    having, calm = _sorts(kept)
    wanted = [*[WHITE, BLACK] * fair, *[NEITHER] * fair]
    taken = [*having[: 2 * fair], *calm[:fair]]
    return [_coloured(one.record, answer, rng) for one, answer in zip(taken, wanted, strict=True)]


def _boards(records: Sequence[SidedPosition]) -> Iterator[tuple[chess.Board, SidedPosition]]:
    return ((chess.Board(record["fen"]), record) for record in records)


def hits(kept: Sequence[Sided]) -> dict[str, float]:
    """How often each count, and all together, tell the answer when they know those of other games, where each answer
    is right as often: with either colour on either side, so that it does not matter which one is shown."""
    told = _Told(kept)
    right: Counter[tuple[str, str]] = Counter()
    asked: Counter[str] = Counter()
    for one in kept:
        for answer, cues in one.seen:
            asked[answer] += 1
            for name, guessed in told.guesses(one, cues).items():
                right[name, answer] += guessed == answer
    names = {name for name, _ in right}
    return {name: sum(right[name, answer] / count for answer, count in asked.items()) / len(asked) for name in names}


def _sorts(kept: Sequence[Sided]) -> tuple[list[Sided], list[Sided]]:
    """Those of which a side has something, and those of which neither has."""
    having = [one for one in kept if one.record["answer"] != NEITHER]
    return having, [one for one in kept if one.record["answer"] == NEITHER]


def _room(kept: Sequence[Sided]) -> int:
    """How many positions of each answer they have room for."""
    having, calm = _sorts(kept)
    return min(len(calm), len(having) // 2)


def _without_the_surest(kept: Sequence[Sided], strong: Set[str]) -> list[Sided]:
    """Fewer by those that the counts in `strong` tell most surely, and of the sort of which there are too many."""
    told, room = _Told(kept), _room(kept)
    out = set()
    for sort, share in zip(_sorts(kept), (2, 1), strict=True):
        spare = len(sort) - share * (room - 1)
        surest = sorted(sort, key=lambda one: -told.sureness(one, strong))
        out |= {id(one) for one in surest[: min(spare, max(share, len(sort) // _A_FEW))]}
    return [one for one in kept if id(one) not in out]


class _Told:
    """How often each value of each count goes with each answer, by game."""

    def __init__(self, kept: Sequence[Sided]) -> None:
        self._all: Counter[tuple[str, str, str]] = Counter()
        self._of_game: defaultdict[int, Counter[tuple[str, str, str]]] = defaultdict(Counter)
        for one in kept:
            for answer, cues in one.seen:
                for name, value in cues.items():
                    self._all[name, value, answer] += 1
                    self._of_game[one.record["game"]][name, value, answer] += 1
        self._totals = Counter(answer for one in kept for answer, _ in one.seen)

    def guesses(self, one: Sided, cues: Cues) -> dict[str, str]:
        """What each count says, and what all say together."""
        found = {name: self._likeliest(one, name, value) for name, value in cues.items()}
        chances = self._chances(one, cues)
        return found | {_ALL: max(ANSWERS, key=lambda answer: chances[answer])}

    def sureness(self, one: Sided, names: Set[str]) -> float:
        """The log of how likely these counts together take the right answer to be."""
        answer, cues = one.seen[0]
        chances = self._chances(one, cues if _ALL in names else {name: cues[name] for name in names})
        return chances[answer] - math.log(sum(map(math.exp, chances.values())))

    def _likeliest(self, one: Sided, name: str, value: str) -> str:
        return max(ANSWERS, key=lambda answer: self._share(one, name, value, answer))

    def _chances(self, one: Sided, cues: Cues) -> dict[str, float]:
        """As if the counts did not depend on one another."""
        return {
            answer: sum(math.log(self._share(one, name, value, answer)) for name, value in cues.items())
            for answer in ANSWERS
        }

    def _share(self, one: Sided, name: str, value: str, answer: str) -> float:
        """Of the positions of other games with this answer, those with this value."""
        key = (name, value, answer)
        return (self._all[key] - self._of_game[one.record["game"]][key] + 1) / (self._totals[answer] + 1)


def seen_of(record: SidedPosition) -> Sided:
    """A position with what is counted of it."""
    board = chess.Board(record["fen"])
    answer = record["answer"]
    as_it_is, turned = (sides_surface(each).cues for each in (board, board.mirror()))
    return Sided(record, ((answer, as_it_is), (TURNED[answer], turned)))


def _coloured(record: SidedPosition, answer: str, rng: Random) -> tuple[chess.Board, str, SidedPosition]:
    """With the colours that make this answer right; where neither is, with either."""
    board = chess.Board(record["fen"])
    is_turned = rng.random() < 0.5 if answer == NEITHER else record["answer"] != answer
    return (board.mirror() if is_turned else board), answer, record
