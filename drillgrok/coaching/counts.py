"""What a run's log adds up to, as far as the coach speaks of it: a fold over responses. Only counting, no judgement."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from drillgrok.model.evidence import HIGHEST_CHANCE, EvidenceKind, evidence_kind, is_settled
from drillgrok.model.item import ItemKey
from drillgrok.model.log import PLAIN, Clock, Flag, Outcome, Response, Role
from drillgrok.phases.evidence import MeasuredAnswer

PRACTISED_KEPT = 1000
REPHRASED_KEPT = 24
SETTLED_KEPT = 200
TOLD_KEPT = 60
GIVEN_UNSEEN_KEPT = 200
GIVEN_KEPT = 44
FIRST_SHOWN_KEPT = 40
CAME_AFTER = 3
"""Misses in a row, from which an item that comes right came at last."""


class MetItem(NamedTuple):
    """One practised item. `first` and `last` are response numbers."""

    first: int
    last: int
    missed: int
    """Misses in a row, up to the last answer."""


class PracticeEvent(NamedTuple):
    """Something that a practised item did at a response, and its size in misses or answers."""

    number: int
    size: int


_NO_FIRST_SHOWING: Final = frozenset({Flag.AKIN, Flag.CONTRAST, Flag.EXCEPTION, Flag.REDRILL, Flag.UNHEARD})
_NOTHING: Final = PracticeEvent(0, 0)


@dataclass(frozen=True, slots=True)
class Practised:
    """A practised answer of any kind."""

    day: int
    right: bool
    timed_out: bool
    rt_ms: int | None
    staircase_ms: int | None
    """The whole deadline where it was the staircase's."""


@dataclass(frozen=True, slots=True)
class GivenUnseen:
    """What was answered to an item never shown before, and what was answered and asked before it."""

    item: ItemKey
    answer: str
    correct: bool
    told: bool
    """What was right was told afterwards."""
    answers_before: tuple[str, str]
    """The last answer given, and the one before it."""
    item_before: ItemKey | None


@dataclass(frozen=True)
class RunCounts:
    """The counts of a run up to response `number`. Response numbers count every row, void ones included."""

    number: int = 0
    left_out: tuple[int, ...] = ()
    """Numbers of the rows that are no evidence."""
    met: Mapping[ItemKey, MetItem] = field(default_factory=dict)
    """Practised items in the order met."""
    came: PracticeEvent = _NOTHING
    """The last item that came right after three misses in a row or more."""
    longest: PracticeEvent = _NOTHING
    """The longest absence after which an item came right, in answers."""
    day_starts: tuple[tuple[int, int], ...] = ()
    """Day and its first response."""
    day_spent_ms: tuple[int, ...] = ()
    """Time spent on answers, day by day."""
    unseen: tuple[MeasuredAnswer, ...] = ()
    """Every first-seen answer on the calm clock."""
    settled: tuple[MeasuredAnswer, ...] = ()
    """The last 200 on the calm clock."""
    practised: tuple[Practised, ...] = ()
    """The last 1,000."""
    rephrased: tuple[MeasuredAnswer, ...] = ()
    """The last 24 practised items asked in other words."""
    told_quick: tuple[MeasuredAnswer, ...] = ()
    """The last 60 unseen items on the quick clock since the rule was revealed."""
    told_calm: tuple[MeasuredAnswer, ...] = ()
    """The same on the calm clock."""
    given_unseen: tuple[GivenUnseen, ...] = ()
    """The last 200, those asked for contrast too."""
    given: tuple[str, ...] = ()
    """The last 44 answers to practised items."""
    first_shown: tuple[bool, ...] = ()
    """Whether the last 40 first showings on the calm clock were answered, and the answer not taken back."""
    before: tuple[tuple[str, str], ItemKey | None] = (("", ""), None)
    """The last two answers of any kind, and the item asked last."""

    @property
    def withheld(self) -> int:
        """How many of the last 40 first showings were taken back, paused or left."""
        return self.first_shown.count(False)

    @property
    def volume(self) -> int:
        """Measured responses."""
        return self.volume_at(self.number)

    def volume_at(self, number: int) -> int:
        """Measured responses up to response `number`."""
        return number - bisect_right(self.left_out, number)

    def items_at(self, number: int) -> int:
        """Practised items met up to response `number`."""
        return bisect_right(tuple(self.met.values()), number, key=lambda item: item.first)

    def days_since(self, number: int) -> int:
        """Days with answers from response `number` on, its own day included."""
        later = sum(first > number for _, first in self.day_starts)
        return later + any(first <= number for _, first in self.day_starts)


def counted(counts: RunCounts, responses: Iterable[Response]) -> RunCounts:
    """The counts after more responses; the given ones are left as they were. One call for many costs the least."""
    open_counts = _OpenCounts(counts)
    for response in responses:
        open_counts.take(response)
    return open_counts.close()


class _OpenCounts:
    """The counts while more is added."""

    def __init__(self, counts: RunCounts) -> None:
        self.number = counts.number
        self.left_out = list(counts.left_out)
        self.met = dict(counts.met)
        self.came, self.longest = counts.came, counts.longest
        self.day_starts = list(counts.day_starts)
        self.day_spent_ms = list(counts.day_spent_ms)
        self.unseen = list(counts.unseen)
        self.settled = list(counts.settled)
        self.practised = list(counts.practised)
        self.rephrased = list(counts.rephrased)
        self.told_quick, self.told_calm = list(counts.told_quick), list(counts.told_calm)
        self.given_unseen, self.given, self.before = list(counts.given_unseen), list(counts.given), counts.before
        self.first_shown = list(counts.first_shown)

    def close(self) -> RunCounts:
        return RunCounts(
            number=self.number,
            left_out=tuple(self.left_out),
            met=self.met,
            came=self.came,
            longest=self.longest,
            day_starts=tuple(self.day_starts),
            day_spent_ms=tuple(self.day_spent_ms),
            unseen=tuple(self.unseen),
            settled=tuple(self.settled[-SETTLED_KEPT:]),
            practised=tuple(self.practised[-PRACTISED_KEPT:]),
            rephrased=tuple(self.rephrased[-REPHRASED_KEPT:]),
            told_quick=tuple(self.told_quick[-TOLD_KEPT:]),
            told_calm=tuple(self.told_calm[-TOLD_KEPT:]),
            given_unseen=tuple(self.given_unseen[-GIVEN_UNSEEN_KEPT:]),
            given=tuple(self.given[-GIVEN_KEPT:]),
            first_shown=tuple(self.first_shown[-FIRST_SHOWN_KEPT:]),
            before=self.before,
        )

    def take(self, response: Response) -> None:
        self.number = response.seq
        measured = response.is_evidence
        if response.had_feedback:
            self._meet(response, measured=measured)
        if _is_first_showing(response):
            self.first_shown.append(measured)
        if not measured:
            self.left_out.append(response.seq)
            return
        day = response.at.day
        if not self.day_starts or self.day_starts[-1][0] != day:
            self.day_starts.append((day, response.seq))
            self.day_spent_ms.append(0)
        self.day_spent_ms[-1] += response.deadline_ms if response.rt_ms is None else response.rt_ms
        self._sort(response)
        self._give(response)
        if response.role is Role.PRACTISED and response.presentation == PLAIN:
            self.practised.append(_practised(response, day))

    def _meet(self, response: Response, *, measured: bool) -> None:
        number = response.seq
        before = self.met.get(response.item)
        if before is None:
            self.met[response.item] = MetItem(number, number, int(not response.correct))
            return
        if response.correct and measured:
            if before.missed >= CAME_AFTER:
                self.came = PracticeEvent(number, before.missed)
            if number - before.last > self.longest.size:
                self.longest = PracticeEvent(number, number - before.last)
        missed = 0 if response.correct else before.missed + 1
        self.met[response.item] = MetItem(before.first, number, missed)

    def _sort(self, response: Response) -> None:
        if response.chance > HIGHEST_CHANCE:
            return
        if response.presentation != PLAIN:
            if response.role is Role.PRACTISED:
                self.rephrased.append(_answer(response))
            return
        if Flag.NARRATED in response.flags and response.first_seen:
            self._told(response.clock, _answer(response))
        kind = evidence_kind(response)
        if kind is EvidenceKind.FIRST_SEEN:
            self.unseen.append(_answer(response))
        elif is_settled(kind, response.seen):
            self.settled.append(_answer(response))

    def _give(self, response: Response) -> None:
        answers, item = self.before
        if is_given_unseen(response):
            self.given_unseen.append(
                GivenUnseen(
                    response.item, response.answer, bool(response.correct), response.had_feedback, answers, item
                )
            )
        elif response.role is Role.PRACTISED and response.presentation == PLAIN:
            self.given.append(response.answer)
        self.before = (response.answer, answers[0]), response.item

    def _told(self, clock: Clock, answer: MeasuredAnswer) -> None:
        if clock is Clock.QUICK:
            self.told_quick.append(answer)
        elif clock is Clock.CALM:
            self.told_calm.append(answer)


def _answer(response: Response) -> MeasuredAnswer:
    return MeasuredAnswer(response.seq, bool(response.correct), response.chance)


def _is_first_showing(response: Response) -> bool:
    """Whether its answer is evidence of unseen accuracy, or would be had it been given and left standing."""
    return (
        response.first_seen
        and response.clock is Clock.CALM
        and response.presentation == PLAIN
        and response.role is not Role.EXAM
        and response.flags.isdisjoint(_NO_FIRST_SHOWING)
    )


def is_given_unseen(response: Response) -> bool:
    """Whether an answer shows what a learner goes by: measured, calm, plain, and given before any showing."""
    return (
        response.first_seen
        and response.is_evidence
        and response.clock is Clock.CALM
        and response.presentation == PLAIN
        and response.role is not Role.EXAM
        and Flag.EXCEPTION not in response.flags
    )


def _practised(response: Response, day: int) -> Practised:
    return Practised(
        day=day,
        right=bool(response.correct),
        timed_out=response.outcome is Outcome.TIMED_OUT,
        rt_ms=response.rt_ms,
        staircase_ms=response.deadline_ms if response.clock is Clock.STAIRCASE else None,
    )
