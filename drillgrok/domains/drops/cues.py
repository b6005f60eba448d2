"""Trays of a few coins by number: what can be perceived of each coin, and which of them is the fake. How coins look or
sound is settled elsewhere, and nothing in here says what a deck's word stands for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import product
from operator import mul
from random import Random
from typing import Final

TRAYS: Final = 3_000


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that can be perceived of a coin, as a whole number from least to most."""

    name: str
    least: int
    most: int
    by_ratio: bool = True
    """Three times as much is as far above as once as much is above a third; else by difference."""

    def amount(self, place: float) -> int:
        """The whole number nearest to a place from 0 to 1."""
        if self.by_ratio:
            return round(self.least * math.pow(self.most / self.least, place))
        return round(self.least + (self.most - self.least) * place)

    def place(self, amount: int) -> float:
        """Where an amount stands, from 0 to 1."""
        if self.by_ratio:
            return math.log(amount / self.least) / math.log(self.most / self.least)
        return (amount - self.least) / (self.most - self.least)


Aspects = tuple[Aspect, Aspect, Aspect, Aspect]
Cue = tuple[int, ...]
"""For each aspect whether more of it counts for a fake (1) or against one (-1)."""
Coin = tuple[int, ...]
"""The amount of each aspect."""

CUES: Final[tuple[Cue, ...]] = tuple(cue for cue in product((-1, 1), repeat=4) if abs(sum(cue)) < 4)
"""All aspects count, and some of them against the others: there is no most of everything."""


def cue_of(word: str) -> Cue:
    """The cue that a deck's word stands for: by a hash, so that the word says nothing to whoever reads it."""
    digest = blake2b(word.encode(), digest_size=2, person=b"drops").digest()
    return CUES[int.from_bytes(digest) % len(CUES)]


def evidence(cue: Cue, aspects: Aspects, coin: Coin) -> float:
    """How much speaks for a fake: the places of all aspects, for and against."""
    return sum(sign * aspect.place(amount) for sign, aspect, amount in zip(cue, aspects, coin, strict=True))


GAPS: Final = (0.35, 0.45, 0.6, 0.8)
"""For each size from 1 on, how far the fake's evidence lies above that of every other coin."""
_KEPT: Final = 0.85
"""Of that gap, what is left at least once amounts are whole numbers."""
_COMMON: Final = 4.0
"""Of half the gap, how far the evidence of all coins of a tray may lie from that of another tray's: a coin alone proves
little."""
LED_BY_CHANCE: Final = 0.8
"""How far chance parts the fake from each other coin in any one or two aspects, as a share of what the cue does
in them. So a look at a part of what counts hardly tells."""


def fake_of(number: int, coins: int) -> int:
    """The fake of tray `number`, counted from 0: of so many trays in turn each place has one, in an order drawn by
    lot."""
    block, place = divmod(number, coins)
    return _fakes(block, coins)[place]


@lru_cache(maxsize=4)
def _fakes(block: int, coins: int) -> list[int]:
    return _shuffled(coins, Random(f"fakes {coins} {block}"))


@lru_cache(maxsize=4)
def tray(number: int, cue: Cue, aspects: Aspects, coins: int, size: int) -> tuple[Coin, ...]:
    """The coins of tray `number`, the same at every showing. The newest are kept while they are asked about."""
    rng = Random(f"drops {number} {coins} {size} {' '.join(map(str, cue))}")
    fake, gap = fake_of(number, coins), GAPS[size - 1]
    while True:
        away = [_away(cue, gap, rng) for _ in range(coins - 1)]
        placed = _placed(cue, away, gap, rng)
        if placed is not None:
            own, *others = placed
            made = _rounded(cue, aspects, (*others[:fake], own, *others[fake:]), fake, gap)
            if made is not None:
                return made


Places = list[float]
"""Of a coin, for each aspect."""


def _away(cue: Cue, gap: float, rng: Random) -> Places:
    """How far the fake lies from another coin: the gap along the cue, and by chance across it, so that hardly a part of
    the cue tells. Whether the fake leads in most aspects or in few is drawn by lot."""
    step, leads = gap / len(cue), rng.random() < 0.5
    while True:
        drawn = [rng.random() - rng.random() for _ in cue]
        mean = sum(drawn) / len(cue)
        first, *others = by_chance = [one - mean for one in drawn]
        pairs = min(abs(first + other) for other in others)  # the other pairs are these with another sign
        if min(map(abs, by_chance)) < LED_BY_CHANCE * step or pairs < LED_BY_CHANCE * 2 * step:
            continue
        ahead = sum(one > -step for one in by_chance)
        if 2 * ahead == len(cue) or (2 * ahead > len(cue)) == leads:
            return [sign * (one + step) for sign, one in zip(cue, by_chance, strict=True)]


def _placed(cue: Cue, away: list[Places], gap: float, rng: Random) -> list[Places] | None:
    """The fake and the others so far away from it, somewhere; None where they do not fit."""
    ends = [(max(0.0, *far), 1 + min(0.0, *far)) for far in zip(*away, strict=True)]
    if any(low > high for low, high in ends):
        return None
    drawn = [low + (high - low) * rng.random() for low, high in ends]
    wanted = sum(cue) / 2 + (1 + (rng.random() - 0.5) * _COMMON) * gap / 2
    step = (wanted - sum(map(mul, cue, drawn))) / len(cue)
    own = [place + sign * step for sign, place in zip(cue, drawn, strict=True)]
    if any(not low <= place <= high for place, (low, high) in zip(own, ends, strict=True)):
        return None
    return [own, *([mine - far for mine, far in zip(own, one, strict=True)] for one in away)]


def _rounded(cue: Cue, aspects: Aspects, places: Sequence[Places], fake: int, gap: float) -> tuple[Coin, ...] | None:
    """The coins in whole numbers; None where too little of the gap is left."""
    made = tuple(tuple(a.amount(place) for a, place in zip(aspects, one, strict=True)) for one in places)
    told = [evidence(cue, aspects, one) for one in made]
    most = max(each for coin, each in enumerate(told) if coin != fake)
    return made if told[fake] - most >= _KEPT * gap else None


def habits(aspects: Aspects, coins: tuple[Coin, ...]) -> Iterator[tuple[str, int]]:
    """The coin that has most or least of one aspect, or of two together or one less another, by the name of it."""
    for looked in _looks():
        told = [evidence(looked, aspects, coin) for coin in coins]
        name = " ".join(
            f"{'more' if sign > 0 else 'less'} {aspect.name}"
            for sign, aspect in zip(looked, aspects, strict=True)
            if sign
        )
        yield name, max(range(len(coins)), key=told.__getitem__)


@lru_cache(maxsize=1)
def _looks() -> tuple[Cue, ...]:
    """One aspect or two, each for or against."""
    return tuple(look for look in product((-1, 0, 1), repeat=4) if 1 <= sum(map(abs, look)) <= 2)


def _shuffled(count: int, rng: Random) -> list[int]:
    """In an order drawn from `random()` alone: the one sequence that no later Python may change."""
    return sorted(range(count), key=lambda _: rng.random())
