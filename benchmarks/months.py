"""Twelve simulated months over twelve decks: whether plans fit, what they let wait, what the checks called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from benchmarks.measuring import Figure, Section, Table
from drillgrok.planning.plan import DayPlan
from drillgrok.simulation.planned_days import FOLLOWERS, Follower, PlannedYear, planned_year, twelve_decks

_HOW: Final = """\
Three simulated learners follow the plan over twelve decks for a year: a forgetful one who comes on five days a week, a
keen one, and an irregular one who comes in bouts of three weeks. How often each is right on unseen items is known, and
falls while a deck is left. A plan fits when its minutes and its answers are within the learner's own. A check waits
on a day on which it is due, the learner comes, and it is not in the plan; such days are counted in a row, for a check
that stood in the plan was asked, whether or not it was done. The fourteen days are those of a keen learner who stays
away on three, over decks a third as long."""
_BANDS: Final = ((0.9, 1.01), (0.75, 0.9), (0.5, 0.75), (0.0, 0.5))
_SKIPPED: Final = frozenset({3, 4, 9})
_FORTNIGHT: Final = 14


def run(*, quick: bool) -> Section:
    """Ten years of each, two when quick."""
    seeds = range(2 if quick else 10)
    years = {one.name: [planned_year(one, twelve_decks(), seed) for seed in seeds] for one in FOLLOWERS}
    every = [year for found in years.values() for year in found]
    days = sum(year.days for year in every)
    calls = [call for year in every for call in year.calls]
    figures = (
        Figure("days whose plan does not fit", 100 * sum(year.unfit_days for year in every) / days, "%", 1.0),
        Figure("days with two decks of one rule", sum(year.sister_days for year in every), "days", 0.0),
        Figure("checks that waited more than a day", sum(call.waited > 1 for call in calls), "", 0.0),
    )
    header = ("a year, on average", "days", "answers", "passed", "checks", "waited a day", "waited longer")
    rows = tuple(_row(name, found) for name, found in years.items())
    bands = tuple(
        (f"{low:.0%} to {min(high, 1):.0%}", f"{len(found):,}", f"{sum(found) / len(found):.1%}")
        for low, high in _BANDS
        if (found := [call.kept for call in calls if low <= call.truth < high])
    )
    short = tuple(replace(deck, needs=deck.needs // 3) for deck in twelve_decks())
    fortnight = planned_year(_who_skips(), short, 1, days=_FORTNIGHT)
    tables = (
        Table(header, rows),
        Table(("right on unseen items", "checks", "called kept"), bands),
        Table(("day", "plan", "why"), tuple(_lines(fortnight.plans))),
    )
    return Section("Twelve months of plans", _HOW, figures, tables)


def _row(name: str, years: list[PlannedYear]) -> tuple[str, ...]:
    count = len(years)
    calls = [call for year in years for call in year.calls]
    return (
        name,
        f"{sum(year.days for year in years) / count:.0f}",
        f"{sum(year.answers for year in years) / count:,.0f}",
        f"{sum(year.passed for year in years) / count:.1f}",
        f"{len(calls) / count:.0f}",
        f"{sum(call.waited == 1 for call in calls) / count:.1f}",
        f"{sum(call.waited > 1 for call in calls) / count:.1f}",
    )


def _who_skips() -> Follower:
    """Somebody keen who stays away on three days."""
    return replace(FOLLOWERS[1], comes=lambda _rng, number: number not in _SKIPPED, more=0.0, does=1.0)


def _lines(plans: list[tuple[int, DayPlan]]) -> Iterator[tuple[str, str, str]]:
    by_day = dict(plans)
    for number in range(_FORTNIGHT):
        plan = by_day.get(number)
        if plan is None:
            yield f"{number + 1}", "away", ""
            continue
        for place, line in enumerate((*plan.lines, *plan.waits)):
            waits = place >= len(plan.lines)
            what = f"{line.kind}: {line.deck}, {line.answers}"
            yield "" if place else f"{number + 1}", f"({what})" if waits else what, line.reason
