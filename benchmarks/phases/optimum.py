"""The textbook's switch from .1 to .9: the exact optimum beside what was measured."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from benchmarks.measuring import Figure, Section, Table
from benchmarks.phases import rules
from benchmarks.phases.contest import QUIET, at_rate, delay_at, trial
from benchmarks.phases.detectors import Statistic
from benchmarks.phases.judged import model_log_odds
from benchmarks.phases.limits import P0, P1, least_delay
from benchmarks.phases.streams import Bools, Floats, Streams, textbook

_FALSE_ALARM_EVERY: Final = (500, 2000, 10_000)
_NAMED: Final = 2000
_SEED: Final = 3300

_HOW: Final = f"""\
First-seen answers are right with .1 before and .9 after a step; nobody tires (seed {_SEED}). The optimum is CUSUM with
a coin at its threshold, by its exact Markov chain, for the worst moment of the switch (Moustakides 1986). What is
measured is the mean over switches at any moment, which is kinder by a part of a probe: so CUSUM and the best run rule
are measured too, on the same streams. CUSUM knows both rates; the model knows neither. Nobody may alarm in the first
{QUIET} probes."""


def run(*, quick: bool) -> Section:
    """Half a minute on two cores; less when quick."""
    null = textbook(120 if quick else 600, _SEED, p0=P0, p1=P1, switching=False)
    moving = textbook(60 if quick else 200, _SEED + 1, p0=P0, p1=P1, switching=True)
    measured = {
        "the phase model": _delays(model_log_odds, null, moving),
        "CUSUM that knows .1 and .9": _delays(partial(_on_probes, _cusum), null, moving),
        "k in a row": _delays(partial(_on_probes, rules.run_length), null, moving),
    }
    least = [least_delay(every) for every in _FALSE_ALARM_EVERY]
    rows = [("the exact optimum, worst moment", *(f"{delay:.2f}" for delay in least))]
    rows += [(name, *(_words(delay) for delay in delays)) for name, delays in measured.items()]
    column = _FALSE_ALARM_EVERY.index(_NAMED)
    ours = measured["the phase model"][column]
    figures = (
        Figure(f"the optimum's delay, one false alarm in {_NAMED:,}", least[column], "probes"),
        *(() if ours is None else (Figure(f"the model's delay, one false alarm in {_NAMED:,}", ours, "probes"),)),
    )
    header = ("delay in probes at a false alarm in", *(f"{every:,}" for every in _FALSE_ALARM_EVERY))
    return Section("The textbook's switch", _HOW, figures, (Table(header, tuple(rows)),))


def _on_probes(rule: Callable[[Bools], Floats], given: Streams) -> Floats:
    return rule(given.probe_answers)


def _cusum(right: Bools) -> Floats:
    return rules.cusum(right, p0=P0, p1=P1)


def _delays(statistic: Statistic, null: Streams, moving: Streams) -> list[float | None]:
    """At each rate of false alarms; None where these streams are too few to tell."""
    found = trial(statistic(null), statistic(moving), moving)
    points = [at_rate(found, 1 / every) for every in _FALSE_ALARM_EVERY]
    return [None if point is None else delay_at(found, point) for point in points]


def _words(delay: float | None) -> str:
    return "too few streams" if delay is None else f"{delay:.2f}"
