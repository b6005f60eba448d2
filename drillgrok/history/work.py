"""What practice worked on: the items met with their tallies, and the load over episodes of the run. As large as the
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
"""An early episode is longer than all before it by one part in so many: about 9 %."""


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
    episodes: list[Episode] = field(default_factory=list)
    """Whole ones, each of `length` response numbers."""
    early: list[Episode] = field(default_factory=list)

    def copy(self) -> Work:
        """Another one that grows by itself."""
        return replace(
            self,
            items={key: replace(item, plain=replace(item.plain)) for key, item in self.items.items()},
            lately=list(self.lately),
            episodes=list(self.episodes),
            early=list(self.early),
        )

    def take(self, _session_id: str, response: Response) -> None:
        """One more row of the log."""
        self.number = response.seq
        measured = response.is_evidence
        if measured:
            self.volume += 1
            if response.clock is Clock.STAIRCASE:
                self.staircase_ms = response.deadline_ms
        if response.role is Role.PRACTISED and response.outcome is not Outcome.VOID:
            self._practise(response, counts=measured and response.presentation == PLAIN)
        if response.seq >= self._end(self.episodes) + self.length:
            self._close_episode()
        if response.seq >= next_early(self._end(self.early)):
            self.early.append(self._episode(self.early))

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

    def _close_episode(self) -> None:
        self.episodes.append(self._episode(self.episodes))
        if len(self.episodes) == MOST:
            pairs = zip(self.episodes[::2], self.episodes[1::2], strict=True)
            self.episodes = [replace(later, first=one.first) for one, later in pairs]
            self.length *= 2

    def episodes_until_now(self) -> tuple[Episode, ...]:
        """The episodes and the one that has begun."""
        return self._until_now(self.episodes)

    def early_until_now(self) -> tuple[Episode, ...]:
        """The same in growing lengths."""
        return self._until_now(self.early)

    def _until_now(self, episodes: list[Episode]) -> tuple[Episode, ...]:
        begun = (self._episode(episodes),) if self.number > self._end(episodes) else ()
        return (*episodes, *begun)

    def _episode(self, before: list[Episode]) -> Episode:
        return Episode(
            first=self._end(before) + 1,
            last=self.number,
            volume=self.volume,
            met=len(self.items),
            in_work=len(set(self.lately)),
            staircase_ms=self.staircase_ms,
        )

    @staticmethod
    def _end(episodes: list[Episode]) -> int:
        return episodes[-1].last if episodes else 0

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
    """Where the early episode after `end` ends: at every response first, then ever further apart."""
    return end + max(1, end // _WIDENING)
