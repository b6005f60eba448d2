"""Checks after the pass: when one is due, what came of it, how many a deck can still pay. Arithmetic only.

20 unseen items some days after the pass: kept with 16 or more right, slipped below 12, and between them 20 more, 30 of
the 40. Days count from the check that was really done. Of learners who are right nine times in ten, 16 of 20 alone
would call 4.3 % slipped each time; with the 20 more it is .1 %. Of those who are right six times in ten 7 % are called
kept (binomial).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from drillgrok.planning.history import DayCount, DeckRecord

INTERVALS = (1, 3, 7, 21, 60, 180)
"""Days to the next check; the last one repeats."""
CHECK_ITEMS = 20
KEPT_FROM = 16
SLIPPED_BELOW = 12
BOTH_ITEMS = 40
BOTH_KEPT_FROM = 30
LONG_AGO_DAYS = 60
"""Days without an answer after which items that were met can say again what was kept."""
LAPSES_AFTER = 7
"""Days after which a check that was left halfway is begun afresh."""


class CheckOutcome(StrEnum):
    """What a check came to."""

    KEPT = "kept"
    SLIPPED = "slipped"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A check that was done to its end."""

    day: int
    asked: int
    right: int
    outcome: CheckOutcome


@dataclass(frozen=True, slots=True)
class CheckCourse:
    """The checks of one deck since its pass."""

    results: tuple[CheckResult, ...]
    """Oldest first."""
    step: int
    """Which of `INTERVALS` runs now."""
    due: int
    """The day from which the next check is asked."""
    asked: int = 0
    """Answers of the check that is under way."""
    right: int = 0
    wanted: int = CHECK_ITEMS
    """Items that it takes from here."""


def check_course(record: DeckRecord) -> CheckCourse | None:
    """Where a passed deck stands; None of a deck that was not passed."""
    if record.passed is None:
        return None
    return course_since(record.passed, record.checks)


def check_due(record: DeckRecord) -> int | None:
    """The day from which a passed deck is checked: as its course says, or, where it has too few unseen items left for
    that, once its items are long ago. None of a deck that was not passed."""
    course = check_course(record)
    if course is None:
        return None
    if record.unseen is None or record.unseen >= course.wanted:
        return course.due
    return max(course.due, (record.last_day or course.due) + LONG_AGO_DAYS)


def course_since(passed: int, days: Iterable[DayCount]) -> CheckCourse:
    """What the checks since the day of the pass came to; earlier days are left out."""
    course = CheckCourse((), 0, passed + INTERVALS[0])
    last_asked = passed
    for day in (day for day in days if day.day >= passed):
        if course.asked and day.day - last_asked > LAPSES_AFTER:
            course = CheckCourse(course.results, course.step, course.due)
        course = _asked(course, day)
        last_asked = day.day
    return course


def _asked(course: CheckCourse, day: DayCount) -> CheckCourse:
    """The course after one day's check answers."""
    asked, right = course.asked + day.checked, course.right + day.checked_right
    outcome = outcome_of(asked, right)
    if outcome is None:
        whole = CHECK_ITEMS if asked < CHECK_ITEMS else BOTH_ITEMS
        due = course.due if asked < CHECK_ITEMS else day.day + 1
        return CheckCourse(course.results, course.step, due, asked, right, whole - asked)
    step = min(course.step + 1, len(INTERVALS) - 1) if outcome is CheckOutcome.KEPT else max(course.step - 1, 0)
    results = (*course.results, CheckResult(day.day, asked, right, outcome))
    return CheckCourse(results, step, day.day + INTERVALS[step])


def outcome_of(asked: int, right: int) -> CheckOutcome | None:
    """What so many right answers say; None where more have to be asked."""
    if asked >= BOTH_ITEMS:
        return CheckOutcome.KEPT if right >= BOTH_KEPT_FROM else CheckOutcome.SLIPPED
    if asked == CHECK_ITEMS and right >= KEPT_FROM:
        return CheckOutcome.KEPT
    return CheckOutcome.SLIPPED if asked == CHECK_ITEMS and right < SLIPPED_BELOW else None


def checks_paid(unseen: int) -> int:
    """How many whole checks so many unseen groups pay."""
    return unseen // CHECK_ITEMS
