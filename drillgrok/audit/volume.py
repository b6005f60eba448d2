"""Is there enough of the deck? Items, the supply of unseen ones, and what memory could simply hold. Counts only."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np

from drillgrok.audit.finding import Finding, Severity
from drillgrok.console.text import counted
from drillgrok.model.deck import Deck
from drillgrok.model.evidence import FIRST_SEEN_NEEDED, SETTLED_NEEDED
from drillgrok.practice.picker import PROBE_DAYS, PROBES_A_DAY, probe_share
from drillgrok.practice.split import Split, carry_out, plan_split
from drillgrok.practice.standing import Standing

DAILY = 300
"""Answers a day."""
PROBES_FOR_LONG = 3 * PROBE_DAYS
"""Three unseen items on each of the days over which the drill spreads them."""
MEMORY_A_DAY = 27
"""New items that a rule-free memoriser takes in of 300 answers a day (25 to 30 in the simulation that the two tiers of
practice were tuned on)."""
ODOMETER = 10_000
"""Answers that the drill counts towards; a memory that is full before has met all there is."""

_ANY_SEED = 1
_LONGEST_DAYS = 2_000


def volume(deck: Deck) -> Iterator[Finding]:
    """Findings on the deck's size."""
    split = carry_out(deck.items, plan_split(deck.items, deck.held_out, _ANY_SEED))
    practised, _, reserve = (int(count) for count in np.bincount(split.part_of_group, minlength=3))
    yield _items(deck, split, practised, reserve)
    yield _probes(split.probe_groups)
    yield _claims(practised, split.probe_groups)
    yield _memory(practised)


def _items(deck: Deck, split: Split, practised: int, reserve: int) -> Finding:
    """How many groups there are tells how items go together, which is sealed."""
    groups = len(deck.items.group_hashes)
    held_out = split.probe_groups + reserve
    return Finding(
        "volume.items",
        Severity.OK,
        f"{counted(len(deck.items), 'item', 'items')} in {counted(groups, 'group', 'groups')}, {held_out:,} of them"
        f" held out: {split.probe_groups:,} to be asked unseen, {reserve:,} for exams. {practised:,} are practised.",
        {
            "items": len(deck.items),
            "groups": groups,
            "practised": practised,
            "probes": split.probe_groups,
            "reserve": reserve,
        },
    )


def _probes(supply: int) -> Finding:
    """On which day the drill's own rationing has used up the unseen items."""
    days = _days_until_spent(supply)
    a_day = min(supply / PROBE_DAYS, PROBES_A_DAY)
    numbers = {"probes": supply, "a_day": a_day, "last_day": days}
    if supply < FIRST_SEEN_NEEDED:
        severity, verdict = Severity.WARN, f" No plateau can be claimed on fewer than {FIRST_SEEN_NEEDED}."
    elif supply < PROBES_FOR_LONG:
        severity, verdict = (
            Severity.NOTE,
            f" That is fewer than {PROBES_FOR_LONG}, three a day for {PROBE_DAYS} days: a click shows late.",
        )
    else:
        severity, verdict = Severity.OK, ""
    spread = (
        f": at {DAILY} answers a day the drill spreads them over {PROBE_DAYS} days and more,"
        f" {a_day:.1f} a day at first, and the last one comes on day {days}."
    )
    return Finding(
        "volume.probes",
        severity,
        f"{counted(supply, 'unseen item', 'unseen items')} to ask{spread if supply else '.'}{verdict}",
        numbers,
        "" if severity is Severity.OK else "Make more items, or raise held_out.",
        open=True,
    )


def _days_until_spent(supply: int) -> int:
    """The day of the last first-seen probe when every day brings 300 answers and nothing moves."""
    rng, standing = Random(_ANY_SEED), Standing()
    left, last = supply, 0
    for day in range(1, _LONGEST_DAYS):
        standing.days, standing.probes_today = day, 0
        share = probe_share(standing, left, DAILY, moving=False)
        for _ in range(DAILY):
            if left and rng.random() < share:
                left, last = left - 1, day
                standing.probes_today += 1
                share = probe_share(standing, left, DAILY, moving=False)
        if not left:
            break
    return last


def _claims(practised: int, probes: int) -> Finding:
    """What the phase model needs before it names a plateau (science: 12 first-seen and 23 settled answers)."""
    enough = practised >= SETTLED_NEEDED and probes >= FIRST_SEEN_NEEDED
    return Finding(
        "volume.claims",
        Severity.OK if enough else Severity.WARN,
        f"A plateau is named after {FIRST_SEEN_NEEDED} unseen and {SETTLED_NEEDED} settled answers; the deck can give"
        f" {probes:,} unseen and {'any number of' if practised >= SETTLED_NEEDED else f'{practised:,}'} settled ones.",
        {"first_seen_needed": FIRST_SEEN_NEEDED, "settled_needed": SETTLED_NEEDED},
        "" if enough else "The deck is too small to be measured: make more items.",
        open=True,
    )


def _memory(practised: int) -> Finding:
    """Whether remembering every practised group is easier than finding the rule; their number is sealed as well."""
    days = -(-practised // MEMORY_A_DAY)
    answers = days * DAILY
    says = (
        f"Somebody who finds no rule learns about {MEMORY_A_DAY} items a day, and knows all {practised:,} practised"
        f" groups after {counted(days, 'day', 'days')} ({answers:,} answers)."
    )
    numbers = {"practised": practised, "days": days, "answers": answers}
    if answers >= ODOMETER:
        return Finding("volume.memory", Severity.OK, says, numbers)
    return Finding(
        "volume.memory",
        Severity.WARN if answers <= ODOMETER / 4 else Severity.NOTE,
        f"{says} After that nothing makes them look further for a rule.",
        numbers,
        f"Make more items: about {MEMORY_A_DAY * ODOMETER // DAILY:,} practised groups last for {ODOMETER:,} answers.",
    )
