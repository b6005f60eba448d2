"""The sentences that a day's plan gives as its reasons: counts that the learner can look up, and nothing else."""

from __future__ import annotations

from drillgrok.planning.checks import CHECK_ITEMS, CheckCourse, CheckOutcome, checks_paid
from drillgrok.planning.deck_state import DeckState, stands_at
from drillgrok.planning.history import DeckHistory


def of_main(deck: DeckHistory, today: int, answers: int, *, before: int, follows: DeckHistory | None) -> str:
    """Why this deck is the main one. `before` answers of it were given today; a new one may follow a passed one."""
    record = deck.record
    if follows is not None:
        since = today - (follows.record.passed or today)
        return f"New to you: it follows {follows.title}, which you passed {_ago(since)}."
    if not deck.is_begun:
        return f"New to you: {answers:,} answers make a first day."
    day = record.practised_days + (before == 0)
    stands = stands_at(record, today)
    phase = f", {stands.words}" if stands.state in (DeckState.PLATEAU, DeckState.SHIFTING, DeckState.GROKKED) else ""
    so_far = f"Day {day} on it, {record.answers:,} answer{_s(record.answers)} so far{phase}"
    return f"{so_far}: {answers:,} {'more ' if before else ''}today."


def of_check(deck: DeckHistory, course: CheckCourse, today: int) -> str:
    """Why a passed deck is checked."""
    if course.asked:
        left = f"{course.wanted} more decide" if course.asked >= CHECK_ITEMS else f"{course.wanted} are left"
        return f"{course.right} of {course.asked} unseen items were right: {left}."
    return f"{_since(deck, course, today)}: {course.wanted} {_which(deck)} show what was kept."


def _since(deck: DeckHistory, course: CheckCourse, today: int) -> str:
    if not course.results:
        return f"Passed {_ago(today - (deck.record.passed or today))}"
    last = course.results[-1]
    word = "Kept" if last.outcome is CheckOutcome.KEPT else "Slipped"
    return f"{word} {_ago(today - last.day)} ({last.right} of {last.asked})"


def _which(deck: DeckHistory) -> str:
    unseen = deck.record.unseen
    return "unseen items" if unseen is None or checks_paid(unseen) else "items seen long ago"


def of_other(deck: DeckHistory, today: int, minutes: float) -> str:
    """Why a second deck comes on top."""
    last = deck.record.last_day
    when = "" if last is None else f", last practised {_ago(today - last)}"
    return f"Another rule in the {_minutes(minutes)} that are left{when}."


def of_more(done: int, *, reached: bool, tired: bool) -> str:
    """What stands behind a goal that is reached."""
    if tired:
        return "The coach saw tiredness in today's answers: tomorrow is better."
    enough = "which was the goal" if reached else "and today's minutes are used"
    return f"{done:,} answer{_s(done)} today, {enough}: more is up to you."


def of_rest(answers: int) -> str:
    """Why what is left of the goal waits."""
    return f"Tomorrow: the coach saw tiredness, and {answers:,} answer{_s(answers)} can wait."


def of_no_room(minutes: float) -> str:
    """Why a check waits for its second day."""
    return f"Tomorrow: the {_minutes(minutes)} of today are full."


def of_many(count: int) -> str:
    """Why a check waits behind others."""
    return f"Tomorrow: {count} checks are enough for a day."


def of_sisters(title: str) -> str:
    """Why a deck waits for another of the same rule."""
    return f"Tomorrow: {title} has the same rule, and the two would mix."


def _minutes(minutes: float) -> str:
    whole = max(1, round(minutes))
    return f"{whole} minute{_s(whole)}"


def _ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days:,} days ago")


def _s(count: int) -> str:
    return "" if count == 1 else "s"
