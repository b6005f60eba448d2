"""What practice worked on: the items met with their tallies, and the load over stretches of the run. As large as the
items met are many, so an overview does without."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from drillgrok.history.figures import Episode, ItemTally
from drillgrok.history.sums import MOST, TEN, Sum
from drillgrok.model.item import ItemKey
from drillgrok.model.log import PLAIN, Clock, Outcome, Response, Role

IN_WORK = 100
"""Practised showings whose different items are the ones in work."""
_WIDENING = 11
"""An early stretch is longer than all before it by one part in so many: about 9 %."""


@dataclass(slots=True)
class ItemSum:
    """One practised item, added up in place."""

    first: int
    exposures: int = 0
    plain: Sum = field(default_factory=Sum)


@dataclass(slots=True)
class Work:
    """The load up to response `number`; grows in place."""

    number: int = 0
    volume: int = 0
    items: dict[ItemKey, ItemSum] = field(default_factory=dict)
    """In the order met."""
    lately: list[ItemKey] = field(default_factory=list)
    """The last practised showings."""
    staircase_ms: int | None = None
    length: int = TEN
    stretches: list[Episode] = field(default_factory=list)
    """Whole ones, each of `length` response numbers."""
    early: list[Episode] = field(default_factory=list)

    def copy(self) -> Work:
        """Another one that grows by itself."""
        return replace(
            self,
            items={key: replace(item, plain=replace(item.plain)) for key, item in self.items.items()},
            lately=list(self.lately),
            stretches=list(self.stretches),
            early=list(self.early),
        )

    def take(self, _sitting: str, response: Response) -> None:
        """One more row of the log."""
        self.number = response.seq
        measured = response.is_evidence
        if measured:
            self.volume += 1
            if response.clock is Clock.STAIRCASE:
                self.staircase_ms = response.deadline_ms
        if response.role is Role.PRACTISED and response.outcome is not Outcome.VOID:
            self._practise(response, counts=measured and response.presentation == PLAIN)
        if response.seq >= self._end(self.stretches) + self.length:
            self._close_stretch()
        if response.seq >= next_early(self._end(self.early)):
            self.early.append(self._stretch(self.early))

    def _practise(self, response: Response, *, counts: bool) -> None:
        item = self.items.get(response.item)
        if item is None:
            item = self.items[response.item] = ItemSum(response.seq)
        item.exposures += 1
        if counts:
            item.plain.add(right=bool(response.correct), rt_ms=response.rt_ms)
        self.lately.append(response.item)
        if len(self.lately) > IN_WORK:
            del self.lately[0]

    def _close_stretch(self) -> None:
        self.stretches.append(self._stretch(self.stretches))
        if len(self.stretches) == MOST:
            pairs = zip(self.stretches[::2], self.stretches[1::2], strict=True)
            self.stretches = [replace(later, first=one.first) for one, later in pairs]
            self.length *= 2

    def stretches_until_now(self) -> tuple[Episode, ...]:
        """The stretches and the one that has begun."""
        return self._until_now(self.stretches)

    def early_until_now(self) -> tuple[Episode, ...]:
        """The same in growing lengths."""
        return self._until_now(self.early)

    def _until_now(self, stretches: list[Episode]) -> tuple[Episode, ...]:
        begun = (self._stretch(stretches),) if self.number > self._end(stretches) else ()
        return (*stretches, *begun)

    def _stretch(self, before: list[Episode]) -> Episode:
        return Episode(
            first=self._end(before) + 1,
            last=self.number,
            volume=self.volume,
            met=len(self.items),
            in_work=len(set(self.lately)),
            staircase_ms=self.staircase_ms,
        )

    @staticmethod
    def _end(stretches: list[Episode]) -> int:
        return stretches[-1].last if stretches else 0

    @property
    def tallies(self) -> tuple[ItemTally, ...]:
        """Every item met, in that order."""
        return tuple(
            ItemTally(
                item=key,
                first=item.first,
                exposures=item.exposures,
                n=item.plain.n,
                right=item.plain.right,
                timed=item.plain.timed,
                log_ms=item.plain.log_ms,
                log_ms_squared=item.plain.log_ms_squared,
            )
            for key, item in self.items.items()
        )


def next_early(end: int) -> int:
    """Where the early stretch after `end` ends: at every response first, then ever further apart."""
    return end + max(1, end // _WIDENING)
