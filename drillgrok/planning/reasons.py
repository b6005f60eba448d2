"""The sentences that a day's plan gives as its reasons: counts that the learner can look up, and nothing else."""

from __future__ import annotations

from typing import Final

from drillgrok.console.text import counted
from drillgrok.planning.checks import CHECK_ITEMS, CheckCourse, CheckOutcome, checks_paid
from drillgrok.planning.deck_state import DeckState, stands_at
from drillgrok.planning.history import DeckHistory
from drillgrok.planning.steps import QUICK_ANSWERS, Following

_NUMBERS: Final = {2: "two", 3: "three", 4: "four"}


def of_main(deck: DeckHistory, today: int, answers: int, *, before: int, follows: Following | None) -> str:
    """Why this deck is the main one. `before` answers of it were given today; a new one may follow a passed one."""
    record = deck.record
    if follows is not None:
        return _following(follows, today)
    if not deck.is_begun:
        return f"New to you: a first day is {answers:,} answer{_s(answers)}."
    day = record.practised_days + (before == 0)
    stands = stands_at(record, today)
    phase = f", {stands.words}" if stands.state in (DeckState.PLATEAU, DeckState.SHIFTING, DeckState.GROKKED) else ""
    so_far = f"Day {day} on it, {record.answers:,} answer{_s(record.answers)} so far{phase}"
    exam = f", or `drillgrok exam {deck.id}`" if stands.state is DeckState.GROKKED else ""
    return f"{so_far}: {answers:,} {'more ' if before else ''}today{exam}."


def _following(found: Following, today: int) -> str:
    when = _ago(today - (found.after.record.passed or today))
    passed = f"{found.after.title}, which you passed {when}"
    if found.up > 1:
        up = _steps_up(found.up).capitalize()
        return f"{up} from {found.after.title}, passed {when} within {QUICK_ANSWERS} answers."
    if found.up:
        return f"One step up from {passed}."
    if found.is_new_dial:
        return f"New to you: the first step of {found.deck.dial}, after {passed}."
    return f"New to you: it follows {passed}."


def _steps_up(up: int) -> str:
    return "one step up" if up == 1 else f"{_NUMBERS[up]} steps up"


def of_next_step(found: Following) -> str:
    """What is offered from this pass on, said at its end."""
    how = f", {_steps_up(found.up)}" if found.up else f", the first step of {found.deck.dial}" * found.is_new_dial
    return f"Next, if you like: {found.deck.title}{how}."


def of_step_down(stuck: DeckHistory) -> str:
    """Why an easier deck is offered beside one that goes on."""
    answers = f"{stuck.record.answers:,} answers on {stuck.title}"
    return f"Or one step down: {answers} have shown nothing yet. It waits as it is."


def of_check(deck: DeckHistory, course: CheckCourse, today: int) -> str:
    """Why a passed deck is checked."""
    if course.asked:
        still = f"{course.wanted} {'is' if course.wanted == 1 else 'are'} left"
        left = f"{course.wanted} more will decide" if course.asked >= CHECK_ITEMS else still
        return f"{course.right} of {counted(course.asked, 'unseen item was', 'unseen items were')} right: {left}."
    return f"{_since(deck, course, today)}: {course.wanted} {_which(deck)} show what you kept."


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
        return "Today's answers look tired: tomorrow is better."
    enough = "which was the goal" if reached else "and today's minutes are used up"
    return f"{done:,} answer{_s(done)} today, {enough}: more is up to you."


def of_rest(answers: int) -> str:
    """Why what is left of the goal waits."""
    return f"Tomorrow: today's answers look tired, and {answers:,} answer{_s(answers)} can wait."


def of_no_room(minutes: float) -> str:
    """Why a check waits for its second day."""
    return f"Tomorrow: today's {_minutes(minutes)} are full."


def of_many(count: int) -> str:
    """Why a check waits behind others."""
    return f"Tomorrow: {count} checks are enough for one day."


def of_sisters(title: str) -> str:
    """Why a deck waits for another of the same rule."""
    return f"Tomorrow: {title} has the same rule, and the two would get mixed up."


def _minutes(minutes: float) -> str:
    whole = max(1, round(minutes))
    return f"{whole} minute{_s(whole)}"


def _ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days:,} days ago")


def _s(count: int) -> str:
    return "" if count == 1 else "s"
