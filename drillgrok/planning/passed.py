"""Where a deck stands that was passed, in sentences from counts alone: for lists, charts and the coach."""

from __future__ import annotations

from drillgrok.console.text import counted
from drillgrok.planning.checks import check_course, check_due, checks_paid
from drillgrok.planning.history import DeckRecord


def passed_words(record: DeckRecord, today: int) -> str:
    """Where a passed deck stands, for lists and charts. Empty of a deck that was not passed."""
    course = check_course(record)
    if course is None:
        return ""
    since = f"Passed {_ago(today - (record.passed or today))}"
    if course.results:
        last = course.results[-1]
        since = f"{since}; {last.outcome} {_ago(today - last.day)}, {last.right} of {last.asked} unseen items"
    return f"{since}. {next_check(record, today)}"


def next_check(record: DeckRecord, today: int) -> str:
    """When the next check comes, and what is left to ask."""
    due = check_due(record) or today
    when = (
        "A check is due, and comes first" if due <= today else f"The next check comes in {counted(due - today, 'day')}"
    )
    if record.unseen is None:
        return f"{when}."
    paid = checks_paid(record.unseen)
    if not paid:
        return f"{when}, with items seen long ago: too few unseen ones are left."
    return f"{when}; {record.unseen} unseen items are left, enough for {counted(paid, 'check')}."


def _ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{counted(days, 'day')} ago")
