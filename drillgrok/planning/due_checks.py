"""Which checks a day holds and which wait: whatever waits longest comes first, no two of one family, two a day; where
sisters are due together, they take turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from drillgrok.planning import reasons
from drillgrok.planning.checks import CheckCourse, check_course, check_due
from drillgrok.planning.coming_back import AWAY_DAYS, WARM_UPS
from drillgrok.planning.day_room import DayRoom, is_barred, minutes_for, wanted_answers
from drillgrok.planning.history import DeckHistory
from drillgrok.planning.plan import LineKind, PlanLine

MOST_CHECKS: Final = 2
"""In one day: what fell due meanwhile is spread, so that a way back is no heap."""


@dataclass(frozen=True, slots=True)
class DueCheck:
    """A check that could be asked today."""

    deck: DeckHistory
    course: CheckCourse
    due: int
    """The day from which it is."""
    warm_ups: int = 0
    """Answers before it that count for nothing, after days away."""

    @property
    def minutes(self) -> float:
        """What it takes."""
        return minutes_for(self.deck, self.warm_ups + self.course.wanted)

    def line(self, reason: str) -> PlanLine:
        """As the plan has it, for this reason."""
        return PlanLine(self.deck.id, LineKind.CHECK, self.course.wanted, self.minutes, reason)


def checks_of_the_day(
    free: Sequence[DeckHistory], day: DayRoom, main: DeckHistory | None
) -> tuple[list[DueCheck], list[PlanLine]]:
    """The checks of the day, and those that wait with the reason why."""
    planned: list[DueCheck] = []
    waits: list[PlanLine] = []
    goal_minutes = 0.0
    if main is not None and day.goal is not None:
        goal_minutes = minutes_for(main, wanted_answers(main, day.goal, day.today))
    left = day.minutes_left
    taken = dict(day.touched)
    for one in _due(free, day.today):
        room = left if one.due < day.today else left - goal_minutes
        if is_barred(one.deck, taken):
            waits.append(one.line(reasons.of_sisters(taken[one.deck.family].title)))
        elif len(planned) + day.checked >= MOST_CHECKS:
            waits.append(one.line(reasons.of_many(MOST_CHECKS)))
        elif one.minutes > room:
            waits.append(one.line(reasons.of_no_room(day.minutes_left)))
        else:
            planned.append(one)
            left -= one.minutes
            taken[one.deck.family] = one.deck
    return planned, waits


def _due(free: Sequence[DeckHistory], today: int) -> list[DueCheck]:
    """Whatever waits longest comes first; of sisters the one whose turn it is."""
    found = ((deck, check_course(deck.record), check_due(deck.record)) for deck in free)
    due = [
        DueCheck(deck, course, day, _warm_ups(deck, today))
        for deck, course, day in found
        if course and day is not None and day <= today
    ]
    came = {count.day for deck in free for count in deck.record.recent if count.day < today}
    by_family: dict[str, list[DueCheck]] = {}
    for one in sorted(due, key=lambda one: one.due):
        by_family.setdefault(one.deck.family, []).append(one)
    turns = {family: iter(_in_turn(sisters, came)) for family, sisters in by_family.items()}
    return [next(turns[one.deck.family]) for one in sorted(due, key=lambda one: one.due)]


def _in_turn(sisters: Sequence[DueCheck], came: set[int]) -> list[DueCheck]:
    """Another one comes first on each day that the learner came since all were due: a check that they leave out does
    not keep its sister from being asked."""
    all_due = max(one.due for one in sisters)
    turn = sum(day >= all_due for day in came) % len(sisters)
    return [*sisters[turn:], *sisters[:turn]]


def _warm_ups(deck: DeckHistory, today: int) -> int:
    last = deck.record.last_day
    return WARM_UPS if last is not None and today - last >= AWAY_DAYS else 0
