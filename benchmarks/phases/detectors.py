"""The baselines: one row a detector, with every setting among which its tuning may choose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import product

from benchmarks.phases import beliefs, rules, splits
from benchmarks.phases.streams import CHANCE, Floats, Streams

Statistic = Callable[[Streams], Floats]

_LEVELS = (0.3, 0.4, 0.5, 0.6, 0.7)
_GUESSES = (0.1, 0.15, 0.2, 0.25, 0.3)


@dataclass(frozen=True)
class Detector:
    """A name and the statistics that are this detector at one setting each."""

    name: str
    settings: tuple[tuple[str, Statistic], ...]


def _on_probes(rule: Callable[..., Floats], **choices: tuple[float, ...]) -> tuple[tuple[str, Statistic], ...]:
    """One statistic for each combination of the settings."""
    combinations = [dict(zip(choices, values, strict=True)) for values in product(*choices.values())]
    return tuple((_named(setting), partial(_probes, rule, setting)) for setting in combinations)


def _named(setting: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in setting.items())


def _probes(rule: Callable[..., Floats], setting: dict[str, float], given: Streams) -> Floats:
    return rule(given.probe_answers, **setting)


def _ewma_of_all(rate: float, given: Streams) -> Floats:
    return given.at_probes(rules.ewma(given.correct, rate=rate))


def _tracing_of_all(given: Streams) -> Floats:
    return given.at_probes(beliefs.two_states(given.correct, guess=0.3, known=0.9, enter=0.01))


BEST_CUSUM = "CUSUM, best-tuned"

DETECTORS = (
    Detector("k in a row", _on_probes(rules.run_length)),
    Detector("j of the last n", _on_probes(rules.window_count, last=tuple(range(4, 21)))),
    Detector("CUSUM, nominal .1 to .9", _on_probes(rules.cusum, p0=(CHANCE,), p1=(0.9,))),
    Detector(BEST_CUSUM, _on_probes(rules.cusum, p0=_GUESSES, p1=(0.5, 0.6, 0.7, 0.8, 0.9))),
    Detector("GLR, unknown rates (FOCuS)", _on_probes(splits.likelihood_ratio, least=(1, 3, 6, 12))),
    Detector("BOCPD, Beta-Bernoulli", _on_probes(beliefs.run_lengths, hazard=(0.002, 0.005, 0.02), above=_LEVELS)),
    Detector("ADWIN", _on_probes(splits.adaptive_window, least=(1, 3, 6, 12))),
    Detector("HDDM-A", _on_probes(splits.hoeffding, least=(1, 3, 6, 12))),
    Detector("Page-Hinkley", _on_probes(rules.page_hinkley, slack=(0.05, 0.1, 0.2, 0.3, 0.4, 0.5))),
    Detector(
        "BKT on unseen answers",
        _on_probes(beliefs.two_states, guess=_GUESSES, known=(0.7, 0.8, 0.9), enter=(0.001, 0.003, 0.01, 0.03)),
    ),
    Detector("BKT on all answers", (("guess .3, slip .1, learn .01", _tracing_of_all),)),
    Detector("EWMA of unseen answers", _on_probes(rules.ewma, rate=(0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4))),
    Detector("EWMA of all answers", tuple((f"rate {r:g}", partial(_ewma_of_all, r)) for r in (0.01, 0.03, 0.1))),
    Detector("Smith 2004 state space", _on_probes(beliefs.random_walk, spread=(0.1, 0.2, 0.4, 0.7), above=_LEVELS)),
    Detector(
        "Maggi 2024 decayed Beta", _on_probes(beliefs.decayed_counts, decay=(0.7, 0.8, 0.85, 0.9, 0.95), above=_LEVELS)
    ),
    Detector(
        "two-state HMM",
        _on_probes(
            beliefs.two_states, guess=_GUESSES, known=(0.7, 0.8, 0.9), enter=(0.001, 0.01), leave=(0.003, 0.01, 0.03)
        ),
    ),
)
"""Bayesian knowledge tracing on unseen answers is Shiryaev's procedure with its rates tuned."""
