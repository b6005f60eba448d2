"""Is a probability of .8 right four times in five: the posterior of the phase on learners whose true phase is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from random import Random
from typing import Final

import numpy as np

from benchmarks.measuring import Figure, Section, Table
from benchmarks.phases.both_cores import mapped
from benchmarks.phases.streams import Bools, Floats
from drillgrok.model.evidence import FIRST_SEEN_NEEDED, SETTLED_NEEDED
from drillgrok.phases import filter as phase_filter
from drillgrok.phases.evidence import Evidence, evidence_of
from drillgrok.phases.phase import PHASES, Phase
from drillgrok.phases.regions import lies_below, posterior
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learner import Truth
from drillgrok.simulation.learners import LEARNERS
from drillgrok.simulation.population import POPULATIONS, WORLDS, Observed

STRANGERS: Final = ("exemplars", "network", "network with decay")
_OWN: Final = "own"
_DRILLED: Final = "own, drilled"
_OWN_BAR, _BAR, _EXEMPLARS_BAR = 0.015, 0.04, 0.06
_MISSED = 0.13
"""Share of moments at which a 90 % interval may miss."""
_ANSWERS: Final = 1500
_DAILY: Final = 300
_EVERY: Final = 50
_BINS: Final = 15
_RESAMPLES: Final = 300
_FIRST_SEED: Final = 4000
_LEARNERS: Final = {_OWN: (20, 320), _DRILLED: (2, 12), **dict.fromkeys(STRANGERS, (2, 8))}
"""How many, in a quick run and a whole one. Of the model's own world many: of few the error is mostly luck."""

_HOW: Final = f"""\
Learners drawn from the model's own prior, from worlds that depart from it in one way, and from its own at the real
drill; the last three belong to another family and answer at the real drill too (seeds from {_FIRST_SEED}). Every
{_EVERY} of {_ANSWERS} answers the leading phase's probability is set against whether it is the true phase, by the table
of phases on the true accuracies. Expected calibration error over {_BINS} bins of equal count, with a 95 % bootstrap by
learner. "Supported" keeps the moments at which memorising and plateau may be named
({FIRST_SEEN_NEEDED} first-seen and {SETTLED_NEEDED} settled answers); "all four" is
the mean error of the four phases' own probabilities; "right" is how often the leading phase is the true one."""

Asked = Callable[[], Truth]
"""Measuring a truth takes time: it is done only where it is asked for."""

Moments = Floats
"""(moments, 9) one learner's: the four probabilities, the true phase's number, supported or not, whether the 90 %
interval of unseen accuracy holds the truth, the share of its posterior that lies below the truth, the learner."""


def run(*, quick: bool) -> Section:
    """Two minutes on two cores; a quarter of one when quick."""
    figures, rows, ranks = [], [], list[Table]()
    for name in (*WORLDS, _DRILLED, *STRANGERS):
        moments = _all_moments(name, quick=quick)
        error = expected_error(*_leading(moments))
        figures.append(Figure(f"calibration error, {name}", error, "ECE", _bar(name)))
        if name == _OWN:
            missed = 1 - float(moments[:, 6].mean())
            figures.append(Figure("90 % interval of unseen accuracy misses, own", missed, "of them", _MISSED))
            ranks.append(_ranks(moments))
        rows.append(_row(name, moments, error))
    header = (
        "learners",
        "number",
        "error",
        "95 %",
        "supported",
        "all four",
        "right",
        "said on average",
        "interval holds",
    )
    return Section("Calibration", _HOW, tuple(figures), (Table(header, tuple(rows)), *ranks))


def _bar(name: str) -> float:
    return {_OWN: _OWN_BAR, "exemplars": _EXEMPLARS_BAR}.get(name, _BAR)


def _ranks(moments: Moments) -> Table:
    """Simulation-based calibration (Talts et al. 2018): where the truth lies in its posterior, by tenths, for learners
    of the model's own world; a tenth each if all is well."""
    tenths = np.histogram(moments[:, 7], bins=10, range=(0, 1))[0] / len(moments)
    return Table(
        ("own world: truth in its posterior, by tenths", *(str(k) for k in range(1, 11))),
        (("share of moments", *(f"{share:.3f}" for share in tenths)),),
    )


def _all_moments(name: str, *, quick: bool) -> Moments:
    quickly, fully = _LEARNERS.get(name, (20, 100))
    work = partial(_stranger_moments if name in STRANGERS else _world_moments, name)
    found = list(mapped(work, quickly if quick else fully))
    return np.concatenate([np.c_[moments, np.full(len(moments), k)] for k, moments in enumerate(found) if len(moments)])


def _world_moments(name: str, number: int) -> Moments:
    observed = POPULATIONS[name](_FIRST_SEED + number, _ANSWERS)
    return _moments((one.evidence, partial(_known, one)) for one in observed)


def _known(one: Observed) -> Truth:
    return one.truth


def _stranger_moments(name: str, number: int) -> Moments:
    return _moments(drilled(name, _FIRST_SEED + number, _ANSWERS))


def drilled(name: str, seed: int, answers: int) -> Iterator[tuple[Evidence, Asked]]:
    """A synthetic learner's answers at the real drill; the truth may be asked of each before the next is taken."""
    run_of_it = demo_run(demo_deck(), seed)
    learner = LEARNERS[name](seed, run_of_it)
    for day, _, response in drill_days(run_of_it, learner, days=-(-answers // _DAILY), daily=_DAILY):
        evidence = evidence_of(response, str(day))
        if evidence is not None:
            yield evidence, partial(learner.truth, response.seq)


def _moments(answers: Iterable[tuple[Evidence, Asked]]) -> Moments:
    state, waiting, rows, coin = phase_filter.start(), [], [], Random(_FIRST_SEED)
    for evidence, truth in answers:
        waiting.append(evidence)
        if len(waiting) == _EVERY:
            state = phase_filter.take(state, waiting)
            waiting.clear()
            found = posterior(state, Phase.UNCLEAR)
            supported = found.first_seen >= FIRST_SEEN_NEEDED and found.settled >= SETTLED_NEEDED
            true = truth()
            inside = found.unseen.low <= true.unseen <= found.unseen.high
            below = lies_below(state, true.unseen, coin.random())
            rows.append([*found.p.values(), PHASES.index(true.phase), supported, inside, below])
    return np.array(rows).reshape(len(rows), 8)


def _leading(moments: Moments) -> tuple[Floats, Bools]:
    """The leading phase's probability and whether it is the true phase."""
    p = moments[:, :4]
    return p.max(axis=1), p.argmax(axis=1) == moments[:, 4]


def expected_error(said: Floats, true: Bools) -> float:
    """Mean distance of what was said from what came true, over bins of equal count."""
    order = np.argsort(said, kind="stable")
    bins = np.array_split(order, _BINS)
    return float(sum(len(b) * abs(said[b].mean() - true[b].mean()) for b in bins if len(b)) / len(said))


def _row(name: str, moments: Moments, error: float) -> tuple[str, ...]:
    said, true = _leading(moments)
    low, high = _interval(moments)
    supported = moments[moments[:, 5] == 1]
    four = np.mean([expected_error(moments[:, k], moments[:, 4] == k) for k in range(4)])
    learners = len(np.unique(moments[:, 8]))
    return (
        name,
        str(learners),
        f"{error:.3f}",
        f"{low:.3f} to {high:.3f}",
        f"{expected_error(*_leading(supported)):.3f}",
        f"{four:.3f}",
        f"{true.mean():.3f}",
        f"{said.mean():.3f}",
        f"{moments[:, 6].mean():.3f}",
    )


def _interval(moments: Moments) -> tuple[float, float]:
    rng = np.random.default_rng(_FIRST_SEED)
    said, true = _leading(moments)
    rows = [np.flatnonzero(moments[:, 8] == k) for k in np.unique(moments[:, 8])]
    errors = []
    for _ in range(_RESAMPLES):
        kept = np.concatenate([rows[k] for k in rng.integers(0, len(rows), len(rows))])
        errors.append(expected_error(said[kept], true[kept]))
    low, high = np.quantile(errors, (0.025, 0.975))
    return float(low), float(high)
