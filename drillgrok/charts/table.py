"""The charts of a run in the order they are shown: one row a chart, whose file stands in the catalogue. How a chart is
made is not said here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from drillgrok.charts import totals
from drillgrok.charts.catalogue import (
    calendar,
    change,
    deadline,
    errors,
    exposure,
    grokking,
    hours,
    latency,
    lexemes,
    load,
    never,
    phases,
    record,
    transitions,
    volume,
    weak,
)
from drillgrok.charts.chart import Chart
from drillgrok.charts.signs import happened
from drillgrok.history.breakdown import Breakdown
from drillgrok.history.chart_inputs import ChartInputs


def _grokking(run: ChartInputs) -> Chart:
    past = run.past
    verdicts = [one.kind for one in past.told]
    return grokking.chart(past.history, signs=happened(past), verdicts=verdicts, passed=run.passed)


def _never(run: ChartInputs) -> Chart:
    return never.chart(run.past.history, said=[one.kind for one in run.past.told], seal_open=run.past.seal_open)


def _transitions(run: ChartInputs) -> Chart | None:
    return None if run.transitions is None else transitions.chart(run.transitions, last=run.past.history.number)


def _opened(run: ChartInputs, make: Callable[[Breakdown], Chart | None]) -> Chart | None:
    """A chart of the run's errors, once its seal is open."""
    return make(run.breakdown) if run.past.seal_open and run.breakdown else None


CHARTS: Final[Mapping[str, Callable[[ChartInputs], Chart | None]]] = {
    "grokking": _grokking,
    "phases": lambda run: phases.chart(run.past.history, signs=happened(run.past)),
    "change": lambda run: change.chart(run.past.history),
    "latency": lambda run: latency.chart(run.past.history),
    "gap": lambda run: latency.gap(run.past.history),
    "lexemes": lambda run: lexemes.chart(run.past.history),
    "load": lambda run: load.chart(run.past.history),
    "clock": lambda run: deadline.chart(run.past.history),
    "exposure": lambda run: exposure.chart(run.past.history.exposures),
    "volume": lambda run: volume.chart(run.past.history.days, volume=run.past.history.volume),
    "calendar": lambda run: calendar.chart(run.past.history.days, today=run.today),
    "hours": lambda run: hours.chart(run.past.history.hours),
    "hour_accuracy": lambda run: hours.accuracy(run.past.history.hours),
    "record": lambda run: record.chart(run.past.history.claims),
    "never": _never,
    "missed": lambda run: weak.missed(run.past.items, run.prompt_of, opened=run.past.seal_open),
    "slow": lambda run: weak.slow(run.past.items, run.prompt_of, opened=run.past.seal_open),
    "stretches": _transitions,
    "errors_by_values": lambda run: _opened(run, errors.by_values),
    "errors_by_answer": lambda run: _opened(run, errors.by_answers),
    "errors_by_rating": lambda run: _opened(run, errors.by_rating),
}
"""A chart's id -> what makes it; None for a run that has no such chart."""


def of_run(run: ChartInputs) -> tuple[Chart, ...]:
    """All charts that one run has."""
    return tuple(chart for make in CHARTS.values() if (chart := make(run)) is not None)


def of_all(runs: Sequence[ChartInputs]) -> tuple[Chart, ...]:
    """The charts of all runs together; none where there is no run."""
    if not runs:
        return ()
    histories = [run.past.history for run in runs]
    days = totals.days(history.days for history in histories)
    return (
        calendar.chart(days, today=runs[0].today),
        hours.chart(totals.hours(history.hours for history in histories)),
        volume.chart(days, volume=sum(history.volume for history in histories)),
    )
