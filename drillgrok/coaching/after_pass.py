"""What the coach says of a deck that was passed: what a check came to, when the next one comes, and what is left to
ask. Sentences from counts alone."""

from __future__ import annotations

from drillgrok.coaching.facts import Keeping
from drillgrok.coaching.luck import Count
from drillgrok.console.text import counted
from drillgrok.planning.checks import (
    CHECK_ITEMS,
    CheckCourse,
    CheckOutcome,
    CheckResult,
    check_course,
    check_due,
    checks_paid,
)
from drillgrok.planning.history import DeckRecord
from drillgrok.planning.passed import next_check
from drillgrok.practice.found_again import FoundAgain


def check_words(record: DeckRecord, today: int) -> str:
    """What is to be said where a check of this deck rests or ends; empty where there was none."""
    course = check_course(record)
    if course is None:
        return ""
    if course.asked:
        return _under_way(course)
    last = course.results[-1] if course.results else None
    return (
        f"{_came_to(last, record, course)} {next_check(record, today)}"
        if last is not None and last.day == today
        else ""
    )


def keeping_of(record: DeckRecord, today: int) -> Keeping | None:
    """Where a passed deck stands; None of a deck that was not passed."""
    course = check_course(record)
    if course is None or record.passed is None:
        return None
    last = course.results[-1] if course.results else None
    days = (record.passed, *(one.day for one in course.results))
    kept = (day - before for before, day, one in zip(days, days[1:], course.results, strict=False) if _is_kept(one))
    return Keeping(
        passed_days=today - record.passed,
        due_days=(check_due(record) or today) - today,
        checks_left=checks_paid(record.unseen or 0),
        longest_days=max(kept, default=0),
        last=None if last is None else Count(last.right, last.asked),
        last_days=0 if last is None else today - last.day,
    )


def _is_kept(result: CheckResult) -> bool:
    return result.outcome is CheckOutcome.KEPT


def _under_way(course: CheckCourse) -> str:
    if course.asked < CHECK_ITEMS:
        asked = f"{course.asked} of the {CHECK_ITEMS} items {'has' if course.asked == 1 else 'have'} been asked"
        return f"{asked}; {'one more waits' if course.wanted == 1 else f'the other {course.wanted} wait'} for you."
    return (
        f"You got {course.right} of {course.asked} unseen items right: too few to say kept, too many to say slipped. "
        f"{course.wanted} more, from tomorrow on, will decide."
    )


def _came_to(last: CheckResult, record: DeckRecord, course: CheckCourse) -> str:
    before = course.results[-2].day if len(course.results) > 1 else record.passed or last.day
    since = f"{counted(last.day - before, 'day')} after {'the last check' if len(course.results) > 1 else 'the exam'}"
    if last.outcome is CheckOutcome.KEPT:
        return f"Kept: you got {last.right} of {last.asked} unseen items right, {since}."
    return (
        f"Slipped: you got {last.right} of {last.asked} unseen items right, {since}. "
        "Nothing is taken away; checks come more often again for a while."
    )


def back_words(found: FoundAgain) -> str:
    """What was found after days away."""
    unseen = f", and {found.unseen.right} of {found.unseen.n} unseen ones" if found.unseen.n else ""
    return (
        f"After {counted(found.away_days, 'day')} away you got {found.settled.right} of {found.settled.n} settled "
        f"items right{unseen}: that is what you kept."
    )
