"""Several learners side by side, for their tutor: a row each, and on one deck a plot each over the same axes. Words
here speak of learners, not to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from drillgrok.charts.catalogue import grokking
from drillgrok.charts.catalogue.overview import Curve, OverviewRow
from drillgrok.charts.chart import Chart, Listing, Plot, Unit
from drillgrok.charts.numbers import between, written
from drillgrok.charts.signs import happened
from drillgrok.console.text import counted
from drillgrok.history.chart_inputs import ChartInputs

_COLUMNS: Final = ("learner", "deck", "phase", "answers", "days", "practised", "unseen", "guess")
_LISTED: Final = (
    "Practised and unseen lately, right of answered with 90 % ranges; guess: what blind guessing gives on the unseen."
)


def plots(runs: Sequence[ChartInputs]) -> tuple[Chart, ...]:
    """A plot for each run, all over as many answers as the longest has."""
    most = max((run.past.history.number for run in runs), default=0)
    several = len({run.past.deck for run in runs}) > 1
    return tuple(_plot(run, place, most, several=several) for place, run in enumerate(runs, start=1))


def _plot(run: ChartInputs, place: int, most: int, *, several: bool) -> Chart:
    past, history = run.past, run.past.history
    whole = grokking.chart(history).body
    body = None
    if isinstance(whole, Plot):
        body = replace(whole, x=replace(whole.x, high=most), signs=happened(past))
    again = f", run {past.number}" if past.number > 1 else ""
    phase = history.beliefs[-1].phase if history.beliefs else "unclear"
    return Chart(
        id=f"learner-{place}",
        title=f"{past.learner}{f', {run.title}' if several else ''}{again}: {phase}",
        says=grokking.stands(history),
        body=body,
    )


def listing(rows: Sequence[OverviewRow]) -> Chart:
    """The rows where no terminal draws them: on a page or in a picture."""
    learners, decks = len({row.learner for row in rows}), len({row.deck for row in rows})
    return Chart(
        id="learners",
        title="Learners",
        says=f"{counted(learners, 'learner')}, {counted(decks, 'deck')}.",
        body=Listing(_COLUMNS, tuple(_row(row) for row in rows)),
        note=_LISTED,
    )


def _row(row: OverviewRow) -> tuple[str | int, ...]:
    deck = f"{row.title}, run {row.run}" if row.run > 1 else row.title
    phase = row.phase or "unclear"
    guess = "" if row.unseen.chance is None else written(row.unseen.chance, Unit.SHARE)
    return (row.learner, deck, phase, row.responses, row.days, _share(row.practised), _share(row.unseen), guess)


def _share(curve: Curve) -> str:
    found = curve.lately
    if found is None:
        return "not yet"
    return f"{found.right:,} of {found.n:,}, {between(found.low, found.high, Unit.SHARE)}"
