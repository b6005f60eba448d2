"""What shortcuts are worth on a deck, by name and for its author alone: the best that needs no memory, the best table
or likeness, and the exam that they cannot pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from drillgrok.audit.finding import Finding, Severity, percent
from drillgrok.model.deck import Deck
from drillgrok.practice.exam_plan import exam_plan
from drillgrok.shortcuts.measure import Found, Measured

MUCH: Final = 0.15
"""Beyond a guess, from which a shortcut is worth a note."""
_READS = 5


def shortcuts(deck: Deck, found: Measured) -> Iterator[Finding]:
    """The best shortcut of each kind on held-out items, and what the deck's `reads` leaves out."""
    free, learnt = found.without_memory, found.from_memory
    best = max(free.success, learnt.success)
    plan = exam_plan(best)
    numbers = {"guess": found.guess, "without_memory": free.success, "from_memory": learnt.success}
    says = f"Without the rule, {_told(free)} is right in {percent(free.success)} of held-out items"
    says += f", {_told(learnt)} in {percent(learnt.success)}" if learnt.name else ""
    if plan is None:
        says += "; no exam can tell that from the rule"
        severity = Severity.WARN
        mend = "Balance the items, keep what gives answers away `apart`, or name what the rule `reads`."
    else:
        says += f"; an exam of {plan.asked} with {plan.to_pass} to pass keeps that out"
        severity = Severity.NOTE if best > found.guess + MUCH else Severity.OK
        mend = "Balance the items, or keep what gives answers away `apart`." if severity is Severity.NOTE else ""
    yield Finding("shortcuts.best", severity, f"{says}.", numbers, mend)
    exempt = [one for one in found.tried if one.name in deck.reads][:_READS]
    if exempt:
        named = ", ".join(f"{_told(one)} {percent(one.success)}" for one in exempt)
        says = f"Tables over what the rule reads, which are no shortcuts: {named}."
        yield Finding("shortcuts.reads", Severity.OK, says)


def _told(one: Found) -> str:
    if one.name == "nearest":
        return "copying the most alike practised item"
    return f"a table over {one.name!r}" if one.from_memory else repr(one.name)
