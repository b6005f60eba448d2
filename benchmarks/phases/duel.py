"""The phase model against every baseline, each tuned on the same streams and then tried on fresh ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from benchmarks.measuring import Figure, Section, Table
from benchmarks.phases.both_cores import mapped
from benchmarks.phases.contest import QUIET, Trial, at_delay, at_rate, delay_at, rate_at, resampled_rates, trial
from benchmarks.phases.detectors import BEST_CUSUM, DETECTORS, Statistic
from benchmarks.phases.judged import model_log_odds
from benchmarks.phases.known import known_log_odds
from benchmarks.phases.streams import Ints, Streams, streams

_DELAYS: Final = (5, 7, 9)
_FALSE_ALARM_EVERY: Final = (2000, 10_000)
_BAR, _CUSUM_BAR = 0.5, 0.7
_TUNING_SEED, _TEST_SEED = 3100, 3200
_QUICK, _TESTED, _TUNED = (300, 150), (600, 300), (800, 400)
"""Streams without a switch, and with one."""
_RESAMPLES: Final = 400
_NEVER, _ENDLESS = 1e-12, 100.0
"""A rate that stands for none in a resample, and ratios that then say nothing."""
_KINDS: Final[dict[str, Callable[[Trial], Trial]]] = {
    "all switches": lambda found: found,
    "steps only": lambda found: found.steps,
}
_NAMES: Final = tuple(detector.name for detector in DETECTORS)
_MODEL, _KNOWS = "the phase model", "knows the draw"

_HOW: Final = f"""\
Streams of 2,000 answers, 300 of them first-seen; chance .1; p0 in [.1, .28] and p1 in [.8, .97] are unknown. Fatigue
comes every 500 answers or so and lasts 20 to 80, in which half of the answers are blind. The other answers are to
practised items, most of them pressed. Two of three switches are steps, the others ramps over 45 to 170 answers. No
latencies are given. Each baseline's setting is chosen for each delay on {sum(_TUNED):,} streams for that (seed
{_TUNING_SEED}), for the fewest false alarms; then all meet the same fresh ones, {_TESTED[0]} without a switch and
{_TESTED[1]} with one (seed {_TEST_SEED}). The model has nothing to tune but its
threshold. Nobody may alarm in the first {QUIET} probes. A stream is left at its first alarm; false alarms are counted
by probe at risk, a delay from the first probe at half of the rule, its own counted. A ratio is the model's false alarms
over the other's, with a 95 % bootstrap by learner; a detector without a false alarm there has none. "Knows the draw" is
a Bayes filter that was told how the streams are made: the best there can be, out of reach for anybody in practice."""


@dataclass(frozen=True)
class _Cell:
    """One detector at one delay, on fresh streams."""

    setting: str
    rate: float
    """False alarms a probe; nan where the delay is out of the detector's reach."""
    resampled: np.ndarray


def run(*, quick: bool) -> Section:
    """A minute on two cores; half of one when quick."""
    test = _drawn(*(_QUICK if quick else _TESTED), _TEST_SEED)
    tuning = _drawn(*(_QUICK if quick else _TUNED), _TUNING_SEED)
    picks = _picks(len(test[0].probes))
    model, best = _tried(model_log_odds, test), _tried(known_log_odds, test)
    others = dict(zip(_NAMES, mapped(partial(_entered, tuning, test, picks), len(DETECTORS)), strict=True))
    figures: list[Figure] = []
    tables: list[Table] = []
    for label, kind in _KINDS.items():
        ours = [_cell("", kind(model), delay, picks) for delay in _DELAYS]
        known = [_cell("", kind(best), delay, picks) for delay in _DELAYS]
        rows = {name: [cells[label, delay] for delay in _DELAYS] for name, cells in others.items()}
        figures += _figures(label, ours, rows)
        tables.append(_table(label, ours, {_KNOWS: known, **rows}))
    tables.append(_delays({_MODEL: model, _KNOWS: best}))
    return Section("Detectors", _HOW, tuple(figures), tuple(tables))


def _drawn(null: int, moving: int, seed: int) -> tuple[Streams, Streams]:
    return streams(null, seed, switching=False), streams(moving, seed + 1, switching=True)


def _picks(count: int) -> Ints:
    """(resamples, streams) how often each null stream is drawn."""
    return np.random.default_rng(_TEST_SEED).multinomial(count, np.full(count, 1 / count), _RESAMPLES)


def _tried(statistic: Statistic, on: tuple[Streams, Streams]) -> Trial:
    null, moving = on
    return trial(statistic(null), statistic(moving), moving)


def _entered(
    tuning: tuple[Streams, Streams], test: tuple[Streams, Streams], picks: Ints, number: int
) -> dict[tuple[str, int], _Cell]:
    """One baseline, by kind of switch and delay: its best setting on the tuning streams, tried on the others."""
    settings = DETECTORS[number].settings
    best = {(label, delay): (np.inf, 0) for label in _KINDS for delay in _DELAYS}
    for index, (_, statistic) in enumerate(settings):
        found = _tried(statistic, tuning)
        for (label, delay), before in best.items():
            point = at_delay(_KINDS[label](found), delay)
            if point is not None:
                best[label, delay] = min(before, (rate_at(_KINDS[label](found), point), index))
    fresh = {index: _tried(settings[index][1], test) for _, index in best.values()}
    return {
        (label, delay): _cell(settings[index][0], _KINDS[label](fresh[index]), delay, picks)
        for (label, delay), (_, index) in best.items()
    }


def _cell(setting: str, found: Trial, delay: int, picks: Ints) -> _Cell:
    point = at_delay(found, delay)
    if point is None:
        return _Cell(setting, np.nan, np.full(_RESAMPLES, np.nan))
    return _Cell(setting, rate_at(found, point), resampled_rates(found, point, picks))


def _figures(label: str, ours: list[_Cell], others: dict[str, list[_Cell]]) -> list[Figure]:
    """The hardest baseline and the best CUSUM at each delay."""
    figures = []
    for column, delay in enumerate(_DELAYS):
        reached = {name: ours[column].rate / row[column].rate for name, row in others.items() if row[column].rate > 0}
        rivals = {name: ratio for name, ratio in reached.items() if name != BEST_CUSUM}
        hardest = max(rivals, key=rivals.__getitem__)
        at = f"false alarms at a delay of {delay}, {label}"
        figures.append(Figure(f"{at}: over {hardest}", rivals[hardest], "x", _BAR))
        figures.append(Figure(f"{at}: over {BEST_CUSUM}", reached[BEST_CUSUM], "x", _CUSUM_BAR))
    return figures


def _table(label: str, ours: list[_Cell], others: dict[str, list[_Cell]]) -> Table:
    header = [f"{label}: false alarms per 1,000 probes"]
    for delay in _DELAYS:
        header += [f"at {delay}", "ratio", "setting"]
    rows = [(_MODEL, *(word for cell in ours for word in (_rate(cell), "1", "")))]
    for name, row in others.items():
        words = [(_rate(cell), _ratio(own, cell), cell.setting) for own, cell in zip(ours, row, strict=True)]
        rows.append((name, *(word for cell in words for word in cell)))
    return Table(tuple(header), tuple(rows))


def _rate(cell: _Cell) -> str:
    return f"{1000 * cell.rate:.3f}" if np.isfinite(cell.rate) else "out of reach"


def _ratio(own: _Cell, other: _Cell) -> str:
    if not np.isfinite(other.rate) or not other.rate:
        return ""
    low, high = np.quantile(own.resampled / np.maximum(other.resampled, _NEVER), (0.025, 0.975))
    interval = f"{low:.2f} to {high:.2f}" if high < _ENDLESS else f"{low:.2f} or more"
    return f"{own.rate / other.rate:.2f} ({interval})"


def _delays(trials: dict[str, Trial]) -> Table:
    """Mean delays at stated rates of false alarms."""
    rows = []
    for name, found in trials.items():
        words = []
        for every in _FALSE_ALARM_EVERY:
            for kind in _KINDS.values():
                point = at_rate(kind(found), 1 / every)
                words.append("" if point is None else f"{delay_at(kind(found), point):.2f}")
        rows.append((name, *words))
    header = [f"{kind}, one in {every:,}" for every in _FALSE_ALARM_EVERY for kind in _KINDS]
    return Table(("delay in probes at a false alarm", *header), tuple(rows))
