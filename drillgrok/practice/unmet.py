"""Which of a run's items are still to be met: a set that only ever shrinks, asked by the thousand. Draws; picks
nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

_WHOLE = 4_096
"""Up to so many items are looked through; of more some are drawn, so that a deck of a million costs no more."""
_DRAWN = 256
_NEVER = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True, eq=False)
class _Meetings:
    """What was met and in which order, grown in place and shared by the states of one run: each knows a beginning."""

    order: list[int]
    place: npt.NDArray[np.int32]
    """By key: where it stands in the order."""


@dataclass(frozen=True, slots=True, eq=False)
class Unmet:
    """The items that have not been met, or none of their group. A value: `meet` makes another one.

    A pool of items that were all unmet once is drawn from; when half of them have been met it is made anew, so that
    every second one drawn is unmet, and over a run each item costs the same.
    """

    group_of: Numbers | None
    """(items,) the group that is met where an item is shown; None where each item is met by itself."""
    sizes: Numbers | None
    """(groups,) how many of the items each has; None where each item is met by itself."""
    pool: Numbers
    """Items in increasing order."""
    stale: int
    """Those of the pool that have been met."""
    count: int
    """Groups met."""
    meetings: _Meetings

    @classmethod
    def of(cls, items: Numbers, total: int, group_of: Numbers | None = None, met: Sequence[int] = ()) -> Unmet:
        """Of these items, after `met` in this order. `total`: how many groups there are, or items that could be met."""
        order = list(met)
        place = np.full(total, _NEVER, np.int32)
        place[order] = np.arange(len(order))
        sizes = None if group_of is None else np.bincount(group_of[items], minlength=total)
        each = np.ones(len(order), np.int64) if sizes is None else sizes[order]
        until = np.concatenate(([0], np.cumsum(each)))
        count, pool = 0, items
        while (until[-1] - until[count]) * 2 > len(pool):  # anew as often as `meet` would have, one by one
            count = int(np.searchsorted(until, until[count] + len(pool) // 2, side="right"))
            pool = pool[place[pool if group_of is None else group_of[pool]] >= count]
        return cls(group_of, sizes, pool, int(until[-1] - until[count]), len(order), _Meetings(order, place))

    def meet(self, group: int) -> Unmet:
        """With one more group met, which was not."""
        order, place = self.meetings.order, self.meetings.place
        if len(order) > self.count:  # another state went on from here
            order, place = order[: self.count], np.where(place < self.count, place, _NEVER)
        order.append(group)
        place[group] = self.count
        stale = self.stale + (1 if self.sizes is None else int(self.sizes[group]))
        meetings = _Meetings(order, place)
        new = Unmet(self.group_of, self.sizes, self.pool, stale, self.count + 1, meetings)
        if stale * 2 <= len(self.pool):
            return new
        return Unmet(self.group_of, self.sizes, new.among(self.pool), 0, self.count + 1, meetings)

    @property
    def met(self) -> list[int]:
        """The groups met, in order."""
        return self.meetings.order[: self.count]

    def among(self, items: Numbers) -> Numbers:
        """Those of any items that are unmet."""
        groups = items if self.group_of is None else self.group_of[items]
        return items[self.meetings.place[groups] >= self.count]

    def has(self, item: int) -> bool:
        """Whether an item is unmet."""
        group = item if self.group_of is None else self.group_of[item]
        return bool(self.meetings.place[group] >= self.count)

    def some(self, rng: Random) -> Numbers:
        """All of them where they are few, else some that are drawn."""
        return self.among(drawn(self.pool, rng))

    def all(self) -> Numbers:
        """All of them, however many."""
        return self.among(self.pool)


def drawn(items: Numbers, rng: Random) -> Numbers:
    """All where they are few, else some that are drawn."""
    return items if len(items) <= _WHOLE else items[rng.choices(range(len(items)), k=_DRAWN)]
