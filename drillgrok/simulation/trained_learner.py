"""A learner of a family that the phase model does not know: anything that spreads belief over answers and can be told.
How it learns is the business of its mechanism."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from drillgrok.model.item import Item, ItemKey
from drillgrok.practice.state import Run
from drillgrok.simulation.exposures import Tellings
from drillgrok.simulation.learner import Reply, Truth, corrected, unseen_chance

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_RT_MS: Final = 1300.0
_RT_SPREAD: Final = 0.35
_PROBES: Final = 100
"""Unseen items that the truth is taken over."""
_TRUTH_LASTS: Final = 10
"""Prompts for which one measurement of the truth serves."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """The items of a run as what stands on the screen: words by place, and the answers."""

    words: tuple[tuple[str, ...], ...]
    answers: tuple[str, ...]
    answer_of: Ints
    """(n,) number of each item's right answer."""

    def numbered(self) -> Ints:
        """(n, places) each word of each place by a number of its own, dense from 0."""
        numbers: dict[tuple[int, str], int] = {}
        return np.array([[numbers.setdefault((k, w), len(numbers)) for k, w in enumerate(row)] for row in self.words])


def prompts_of(run: Run) -> Prompts:
    """Every item's prompt, split at what is no letter, digit or sign. Prompts must have as many words each."""
    items = [run.item(index) for index in range(len(run.deck.items))]
    numbers: dict[str, int] = {}
    answer_of = np.array([numbers.setdefault(item.right, len(numbers)) for item in items])
    return Prompts(tuple(tuple(re.findall(r"\w+", item.prompt)) for item in items), tuple(numbers), answer_of)


class Mechanism(Protocol):
    """What has been learnt, and how. Items are numbers in the run's deck."""

    def beliefs(self, items: Ints, now: int, /) -> Array:
        """(items, answers) the chance of each answer. Asking changes nothing."""

    def tell(self, item: int, now: int, /) -> None:
        """The right answer of an item was shown or confirmed."""


@dataclass
class Stranger:
    """Answers as its mechanism believes, slower where that is unsure."""

    rng: Random
    run: Run
    prompts: Prompts
    mechanism: Mechanism
    tellings: Tellings = field(default_factory=Tellings)
    _measured: tuple[int, Truth] | None = None

    def reply(self, item: Item, now: int, _deadline_ms: int, /) -> Reply:
        """The answer to a prompt, or "don't know" before anything was told."""
        rt_ms = _RT_MS * math.exp(self.rng.gauss(0, _RT_SPREAD))
        if not self.tellings.count:
            return Reply(None, round(rt_ms))
        beliefs = self.mechanism.beliefs(np.array([self._index(item.key)]), now)[0]
        answer = self.rng.choices(self.prompts.answers, beliefs.tolist())[0]
        return Reply(answer, round(rt_ms * (2 - float(beliefs.max()))))

    def told(self, item: Item, now: int, /) -> None:
        """The right answer was shown or confirmed."""
        self.tellings.add(item.key, now)
        self.mechanism.tell(self._index(item.key), now)

    def sleep(self) -> None:
        """Nights leave no trace."""

    def truth(self, now: int, /) -> Truth:
        """Measured on unseen items and on the settled ones that come back next, at most ten prompts ago."""
        if self._measured is None or not 0 <= now - self._measured[0] < _TRUTH_LASTS:
            settled = np.array([self._index(key) for key in self.tellings.settled(now)], dtype=np.int64)
            self._measured = now, Truth(self._accuracy(settled, now), self._accuracy(self._unseen, now), engaged=True)
        return self._measured[1]

    def _accuracy(self, items: Ints, now: int) -> float:
        right = self.mechanism.beliefs(items, now)[np.arange(len(items)), self.prompts.answer_of[items]]
        return corrected(float(right.mean()) if len(items) else 0.0, self._chance)

    def _index(self, key: ItemKey) -> int:
        index = self.run.split.find(key)
        if index is None:
            raise AssertionError("an item of another deck was asked")
        return index

    @cached_property
    def _unseen(self) -> Ints:
        probes = self.run.split.probes
        return probes[:: len(probes) // _PROBES + 1]

    @cached_property
    def _chance(self) -> float:
        return unseen_chance(self.run)
