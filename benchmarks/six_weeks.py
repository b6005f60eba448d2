"""Six simulated weeks of a learner who only memorises, at the real drill: is the load kept at memory's edge?"""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Final

from benchmarks.decks import bundled_deck, deck_from_text
from benchmarks.measuring import Figure, Section, Table
from drillgrok.model.deck import Deck
from drillgrok.model.log import Response, Role
from drillgrok.practice.begin import lay_out
from drillgrok.practice.split import plan_split
from drillgrok.practice.standing import Standing
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS

_DAILY: Final = 300
_WEEK: Final = 7
_WEEKS: Final = 6
_SEED: Final = 5
_SINGLES: Final = """
deck: singles-{n}
title: Singles
items: {{table: {{a: 0..{last}}}, prompt: "{{a}}", answer: a * 389 % 211}}
rule: A product.
"""
_HEADER: Final = (
    "deck", "week", "items met", "new a day", "returns due", "probes asked", "right of all", "settled right"
)  # fmt: skip

_HOW: Final = """\
A learner who never finds the rule ("never" of drillgrok.simulation) answers 300 prompts a day through the real session,
key by key, on simulated clocks. Items met and returns due are counted at the week's end; the rest is of the week alone.
Settled: calm answers to earned items with at least six exposures. The decks: 150 and 1,000 groups of one item, and a
date's weekday (36,525 items in 1,200 groups)."""


@dataclass(slots=True)
class _Week:
    """What a week's responses add up to."""

    right: list[bool] = field(default_factory=list)
    settled: list[bool] = field(default_factory=list)
    new: int = 0
    probes: int = 0
    standing: Standing = field(default_factory=Standing)
    """At the week's end."""

    def take(self, standing: Standing, before: Standing | None, response: Response) -> None:
        """One response, with the standing after it and, within a day, before it."""
        self.right.append(bool(response.correct))
        self.probes += response.role is Role.PROBE
        self.new += len(standing.items) - len(self.standing.items if before is None else before.items)
        if before is not None and standing.settled is not before.settled:
            self.settled.append(standing.settled[-1])
        self.standing = standing


def run(*, quick: bool) -> Section:
    """Six weeks of each deck; two of the small ones when quick."""
    decks = [deck_from_text(_SINGLES.format(n=n, last=n - 1)) for n in (150, 1000)]
    if not quick:
        decks.append(bundled_deck("weekday-of-a-date"))
    rows: list[tuple[str, ...]] = []
    took_ms: list[float] = []
    for deck in decks:
        started = perf_counter()
        weeks = _weeks(deck, 2 if quick else _WEEKS)
        took_ms.append((perf_counter() - started) * 1000 / (len(weeks) * _WEEK * _DAILY))
        rows += [_row(deck, number, week) for number, week in enumerate(weeks, start=1)]
    figures = (Figure("one simulated answer, session and picker", median(took_ms), "ms"),)
    return Section("Six weeks of a memoriser", _HOW, figures, (Table(_HEADER, tuple(rows)),))


def _weeks(deck: Deck, count: int) -> list[_Week]:
    plan = plan_split(deck.items, deck.held_out, _SEED)
    laid_out = lay_out(deck, seed=_SEED, plan=plan, pace=deck.pace, primed=False)
    learner = LEARNERS["never"](_SEED, laid_out)
    weeks = [_Week()]
    today, before = 0, None
    for day, session, response in drill_days(laid_out, learner, days=count * _WEEK, daily=_DAILY):
        if day != today:
            today, before = day, None
            if day % _WEEK == 0:
                weeks.append(_Week(standing=weeks[-1].standing))
        weeks[-1].take(session.standing, before, response)
        before = session.standing
    return weeks


def _row(deck: Deck, number: int, week: _Week) -> tuple[str, ...]:
    standing = week.standing
    due = sum(memory.earned and memory.due <= standing.count for memory in standing.items.values())
    return (
        f"{deck.id} ({len(deck.items):,})",
        f"{number}",
        f"{len(standing.items):,}",
        f"{week.new / _WEEK:.1f}",
        f"{due:,}",
        f"{week.probes:,}",
        _share(week.right),
        _share(week.settled),
    )


def _share(right: list[bool]) -> str:
    return f"{sum(right) / len(right):.0%} of {len(right):,}" if right else "none"
