"""What stands on the screen at a block's end: the verdict in its words, or when the coach looks again. How each verdict
is put stands in its file."""

from __future__ import annotations

from drillgrok.coaching.facts import Facts
from drillgrok.coaching.verdict import Verdict
from drillgrok.coaching.verdicts import BY_KIND


def say(verdict: Verdict) -> str:
    """The verdict in words: one or two plain sentences."""
    return BY_KIND[verdict.kind].say(verdict.figures)


def report(facts: Facts, verdict: Verdict) -> str:
    """What to show at a block's end: the verdict, or when there may be a new one if this one was just said."""
    return wait(facts) if verdict == facts.said.last else say(verdict)


def wait(facts: Facts) -> str:
    """When the coach looks again."""
    last = facts.said.last
    all_day = BY_KIND[last.kind].all_day if last and facts.said_today else ""
    if all_day:
        return all_day
    if facts.unseen_to_wait:
        return f"Nothing new to report; I look again after {_more(facts.unseen_to_wait)}."
    return "Nothing new to report; I look again after the next block."


def _more(count: int) -> str:
    return f"{count} more unseen answers" if count > 1 else "1 more unseen answer"
