"""Which kind of evidence earns what: each left out in turn; and two that are left out were let in."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Final
from unittest.mock import patch

import numpy as np

from benchmarks.data import data_folder
from benchmarks.measuring import Section, Table
from benchmarks.phases.both_cores import mapped
from benchmarks.phases.networks import FILE, network_runs
from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases import filter as phase_filter
from drillgrok.phases import memory, prior, unseen
from drillgrok.phases.evidence import Evidence
from drillgrok.phases.filter import Filtered
from drillgrok.phases.phase import PHASES
from drillgrok.phases.prior import Array
from drillgrok.phases.regions import masses
from drillgrok.simulation.learner import Truth
from drillgrok.simulation.population import POPULATIONS

_NETWORKS: Final = "every third network"
_ASKED: Final = ("own, drilled", "quits", "lapses in bouts", "forgetting overnight", "exemplars")
_SEED: Final = 7100
_ANSWERS: Final = 1200
_EVERY: Final = 40
_NOVEL_SLOWER: Final = (0.45, 0.05)
_RT_SPREAD, _RT_WEIGHT, _RT_RATE = 0.8, 0.5, 0.05
_RECALL_WEIGHT: Final = 0.25

_HOW: Final = f"""\
The whole filter over {_ANSWERS:,} answers of learners at the drill, with one kind of evidence left out at a time and no
number set anew; then with two kinds let in that the model leaves out: latency, as the model before this one had it
(right first-seen answers beside recall's), and recall as a sign of the rule at a quarter of its weight (semi-modular
inference: Carmona and Nicholls 2020). Every {_EVERY} answers the four phases' probabilities are scored against the true
phase (Brier score, summed over the phases and halved), and P(engaged) against the truth. Less is better."""

_Extra = Callable[[Filtered, Evidence], None]
_Observed = Sequence[tuple[Evidence, Truth]]


def _all(_answer: Evidence) -> bool:
    return True


@dataclass(frozen=True)
class _Part:
    """What is left out or let in."""

    keeps: Callable[[Evidence], bool] = _all
    numbers: Mapping[str, object] = field(default_factory=dict)
    """Of `prior`, by name: what stands there instead."""
    extra: Callable[[], _Extra] | None = None


def _latency() -> _Extra:
    """A right first-seen answer is as quick as recall where the rule makes it."""
    usual: list[float] = []

    def take(state: Filtered, answer: Evidence) -> None:
        if not answer.correct or not answer.rt_ms:
            return
        log_rt = math.log(answer.rt_ms)
        if answer.kind is EvidenceKind.RECALL:
            usual[:] = [usual[0] + _RT_RATE * (log_rt - usual[0]) if usual else log_rt]
        elif answer.kind is EvidenceKind.FIRST_SEEN and usual:
            without, with_it = _NOVEL_SLOWER
            slower = without + (with_it - without) * np.maximum(_levels(), 0.0)
            _weigh(state, np.exp(-0.5 * _RT_WEIGHT * ((log_rt - usual[0] - slower) / _RT_SPREAD) ** 2)[:, None])

    return take


def _recall_as_rule() -> _Extra:
    """Who is right on a practised item may have it from the rule."""

    def take(state: Filtered, answer: Evidence) -> None:
        if answer.kind is not EvidenceKind.RECALL:
            return
        held = float(np.vdot(state.memory.sum(axis=0), memory.kept(phase_filter.nearest_kept(answer.seen))))
        accuracy = unseen.accuracies(unseen.shipped(), answer.chance)[unseen.motion(unseen.shipped()).level]
        right = accuracy + (1 - accuracy) * held
        _weigh(state, (right if answer.correct else 1 - right) ** _RECALL_WEIGHT)

    return take


def _levels() -> Array:
    return unseen.LEVELS[unseen.motion(unseen.shipped()).level]


def _weigh(state: Filtered, likelihood: Array) -> None:
    belief = state.unseen * likelihood
    state.unseen = belief / belief.sum()


_PARTS: Final[dict[str, _Part]] = {
    "all that the model has": _Part(),
    "without re-probes": _Part(keeps=lambda one: one.kind is not EvidenceKind.REPROBE),
    "without pressed answers": _Part(keeps=lambda one: one.kind is not EvidenceKind.PRESSED),
    "without time-outs": _Part(numbers={"TIME_OUT_SHARE": (0.5, 0.5)}),
    "without haste": _Part(numbers={"TOO_FAST_SHARE": (0.5, 0.5)}),
    "without nights": _Part(numbers={"NIGHT_KEEPS": 1.0}),
    "with latency": _Part(extra=_latency),
    "with recall as rule": _Part(extra=_recall_as_rule),
}


def run(*, quick: bool) -> Section:
    """Two minutes; the networks only where they are at hand."""
    observed = _observed(quick=quick)
    header = [f"{name}: {what}" for name in observed for what in ("phases", "engaged")]
    rows = [
        (name, *(word for learners in observed.values() for word in _scored(part, learners)))
        for name, part in _PARTS.items()
    ]
    return Section("Evidence", _HOW, (), (Table(("", *header), tuple(rows)),))


def _observed(*, quick: bool) -> dict[str, list[_Observed]]:
    found = {name: list(mapped(partial(_watched, name), 2 if quick else 8)) for name in _ASKED}
    folder = data_folder("networks", FILE)
    if folder is not None:
        runs = islice(network_runs(folder), 0, None, 9 if quick else 3)
        found[_NETWORKS] = [tuple(zip(one.answers, one.truths, strict=True)) for one in runs]
    return found


def _watched(name: str, number: int) -> _Observed:
    return [(one.evidence, one.truth) for one in POPULATIONS[name](_SEED + number, _ANSWERS)]


def _scored(part: _Part, learners: list[_Observed]) -> Iterator[str]:
    with _instead(part.numbers):
        scores = np.concatenate(list(mapped(lambda k: _scores(part, learners[k]), len(learners))))
    yield from (f"{score:.4f}" for score in scores.mean(axis=0))


@contextmanager
def _instead(numbers: Mapping[str, object]) -> Iterator[None]:
    """Other numbers of memory and engagement for a while."""
    memory.signs.cache_clear()
    with ExitStack() as stack:
        for name, value in numbers.items():
            stack.enter_context(patch.object(prior, name, value))
        yield
    memory.signs.cache_clear()


def _scores(part: _Part, answers: _Observed) -> Array:
    """(looks, 2) Brier scores of the phases and of P(engaged)."""
    state, rows, extra = phase_filter.own(phase_filter.start()), [], part.extra() if part.extra else None
    for k, (answer, truth) in enumerate(answers, 1):
        if part.keeps(answer):
            phase_filter.take_in_place(state, answer)
            if extra:
                extra(state, answer)
        if k % _EVERY == 0:
            true = [float(phase is truth.phase) for phase in PHASES]
            away = float(state.memory[0].sum()) - truth.engaged
            rows.append((np.square(np.subtract(masses(state), true)).sum() / 2, away**2))
    return np.array(rows).reshape(len(rows), 2)
