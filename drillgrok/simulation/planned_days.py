"""A simulated year of somebody who follows the day's plan, more or less: what it asked of them, what it let wait, and
what its checks called. Their memory is known here, so that every call can be held against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import exp2
from random import Random
from typing import Final

from drillgrok.planning.checks import CheckOutcome, check_course, check_due
from drillgrok.planning.history import RECENT_DAYS, DayCount, DeckHistory, DeckRecord
from drillgrok.planning.plan import Budget, DayPlan, LineKind, PlanLine
from drillgrok.planning.today import plan_day

_FIRST_DAY: Final = 20_454
_MOST_LINES: Final = 6
"""Enters in a day, at most."""
_UNSEEN: Final = 160
"""Groups that each deck has left after its pass."""


@dataclass(frozen=True, slots=True)
class PlannedDeck:
    """A deck of the simulated year."""

    id: str
    family: str
    next: str
    needs: int
    """Answers until it is passed."""


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody who follows plans."""

    name: str
    budget: Budget
    comes: Callable[[Random, int], bool]
    """Whether they come on this day."""
    does: float
    """How likely each line is done, once they are there."""
    more: float
    """How likely they go on past the goal."""
    answer_s: float
    retains: float
    """Days in which half of what they had in hand after a pass is lost."""


@dataclass(frozen=True, slots=True)
class CheckCall:
    """One check and the truth about it."""

    kept: bool
    truth: float
    """How often they are right on unseen items, on the day it ended."""
    waited: int
    """Days in a row, at most, on which they came and it was due and not in the plan."""


@dataclass
class PlannedYear:
    """What became of it."""

    days: int = 0
    """On which they came."""
    unfit_days: int = 0
    """On which the plan asked more than their minutes or their goal."""
    sister_days: int = 0
    """On which two decks of one rule were planned."""
    answers: int = 0
    passed: int = 0
    calls: list[CheckCall] = field(default_factory=list)
    plans: list[tuple[int, DayPlan]] = field(default_factory=list)
    """The first plan of each day, by the day's number from 0."""


@dataclass
class _DeckLife:
    """One deck while the year goes on."""

    deck: PlannedDeck
    days: dict[int, list[int]] = field(default_factory=dict)
    """Answers, milliseconds, check answers, right ones."""
    passed: int | None = None
    unseen: int = _UNSEEN
    waits: int = 0
    """Days in a row on which they came and the check that was due was not in the plan."""
    waited: int = 0
    """The longest such row since the last check."""

    @property
    def answers(self) -> int:
        return sum(day[0] for day in self.days.values())

    def record(self, today: int) -> DeckRecord:
        counts = [DayCount(day, *numbers) for day, numbers in sorted(self.days.items())]
        return DeckRecord(
            self.deck.id,
            answers=self.answers,
            practised_days=len(counts),
            last_day=counts[-1].day if counts else None,
            recent=tuple(count for count in counts if count.day > today - RECENT_DAYS),
            checks=tuple(count for count in counts if count.checked),
            passed=self.passed,
            unseen=self.unseen,
        )

    def history(self, today: int) -> DeckHistory:
        deck = self.deck
        return DeckHistory(deck.id, deck.id.title(), deck.family, "tables", deck.next, self.record(today))


@dataclass(frozen=True, slots=True)
class _DayLived:
    """One day, while it is lived."""

    follower: Follower
    today: int
    year: PlannedYear
    rng: Random


def planned_year(follower: Follower, decks: tuple[PlannedDeck, ...], seed: int, days: int = 365) -> PlannedYear:
    """So many days of this follower; the same seed gives the same days."""
    rng = Random(f"{follower.name}:{seed}")
    works = {deck.id: _DeckLife(deck) for deck in decks}
    first = next(iter(works.values()))
    first.days[_FIRST_DAY - 1] = [50, round(50_000 * follower.answer_s), 0, 0]
    year = PlannedYear()
    for number in range(days):
        if follower.comes(rng, number):
            _live(follower, works, number, year, rng)
    year.answers = sum(work.answers for work in works.values())
    year.passed = sum(work.passed is not None for work in works.values())
    return year


def _live(follower: Follower, works: Mapping[str, _DeckLife], number: int, year: PlannedYear, rng: Random) -> None:
    today = _FIRST_DAY + number
    year.days += 1
    plan = _plan(follower, works, today)
    _count_waiting(works, plan, today)
    year.plans.append((number, plan))
    year.unfit_days += not _fits(plan, follower.budget)
    families = [works[line.deck].deck.family for line in plan.lines]
    year.sister_days += len(set(families)) < len({line.deck for line in plan.lines})
    day = _DayLived(follower, today, year, rng)
    left_out: set[str] = set()
    for _ in range(_MOST_LINES):
        line = next((line for line in plan.lines if line.deck not in left_out), None)
        if line is None or (line.kind is LineKind.MORE and rng.random() >= follower.more):
            break
        if rng.random() < follower.does:
            _do(day, works[line.deck], line)
            plan = _plan(follower, works, today)
        else:
            left_out.add(line.deck)


def _count_waiting(works: Mapping[str, _DeckLife], plan: DayPlan, today: int) -> None:
    planned = {line.deck for line in plan.lines if line.kind is LineKind.CHECK}
    for work in works.values():
        due = check_due(work.record(today))
        is_left_out = due is not None and due <= today and work.deck.id not in planned
        work.waits = work.waits + 1 if is_left_out else 0
        work.waited = max(work.waited, work.waits)


def _plan(follower: Follower, works: Mapping[str, _DeckLife], today: int) -> DayPlan:
    return plan_day([work.history(today) for work in works.values()], follower.budget, today)


def _fits(plan: DayPlan, budget: Budget) -> bool:
    goal = sum(line.answers for line in plan.lines if line.kind is LineKind.MAIN)
    minutes = sum(line.minutes for line in plan.lines if line.kind is not LineKind.MORE)
    return (budget.goal is None or goal <= budget.goal) and (budget.minutes is None or minutes <= budget.minutes)


def _do(day: _DayLived, work: _DeckLife, line: PlanLine) -> None:
    counts = work.days.setdefault(day.today, [0, 0, 0, 0])
    counts[0] += line.answers
    counts[1] += sum(_answer_ms(day.follower, day.rng) for _ in range(line.answers))
    if line.kind is LineKind.CHECK:
        _check(day, work, line)
    elif work.passed is None and work.answers >= work.deck.needs:
        work.passed = day.today


def _answer_ms(follower: Follower, rng: Random) -> int:
    return round(1000 * follower.answer_s * rng.lognormvariate(0, 0.3))


def _check(day: _DayLived, work: _DeckLife, line: PlanLine) -> None:
    today = day.today
    truth = _truth(day.follower, work, today)
    before = check_course(work.record(today))
    counts = work.days[today]
    counts[2] += line.answers
    counts[3] += sum(day.rng.random() < truth for _ in range(line.answers))
    work.unseen -= line.answers
    after = check_course(work.record(today))
    if before is None or after is None or len(after.results) == len(before.results):
        return
    kept = after.results[-1].outcome is CheckOutcome.KEPT
    day.year.calls.append(CheckCall(kept, truth, work.waited))
    work.waited = 0


def _truth(follower: Follower, work: _DeckLife, today: int) -> float:
    """Right answers on unseen items: .96 fresh, down to .3; every check brings half of the loss back for good."""
    last = max((day for day in work.days if day < today), default=today)
    checks = sum(1 for numbers in work.days.values() if numbers[2])
    return 0.3 + 0.66 * exp2(-(today - last) / (follower.retains * (1 + checks)))


def _weekly(rng: Random, _number: int) -> bool:
    return rng.random() < 5 / 7


def _daily(rng: Random, _number: int) -> bool:
    return rng.random() < 0.97


def _in_bouts(rng: Random, number: int) -> bool:
    """Three weeks with three days in five, then up to a month of nothing."""
    return number % 45 < 21 and rng.random() < 0.6


FOLLOWERS: Final = (
    Follower("forgetful", Budget(300, 35), _weekly, does=0.85, more=0.1, answer_s=4.5, retains=12),
    Follower("keen", Budget(300, 60), _daily, does=0.98, more=0.6, answer_s=3.5, retains=240),
    Follower("irregular", Budget(200, 25), _in_bouts, does=0.8, more=0.05, answer_s=5.0, retains=90),
)
"""The learners of the simulated months."""


def twelve_decks() -> tuple[PlannedDeck, ...]:
    """Four pairs of sisters and four decks by themselves, some of them long."""
    return tuple(_decks())


def _decks() -> Iterator[PlannedDeck]:
    for place, name in enumerate(("amber", "beryl", "coral", "diopside")):
        yield PlannedDeck(f"{name}-1", name, f"{name}-2", 3_000 + 1_000 * place)
        yield PlannedDeck(f"{name}-2", name, "", 6_000 + 1_500 * place)
    for place, name in enumerate(("epidote", "fluorite", "garnet-1", "howlite")):
        yield PlannedDeck(name, name, "", 5_000 + 2_500 * place)
