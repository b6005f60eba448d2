"""Which part of the filter of unseen accuracy earns what: each left out in turn."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarks import human
from benchmarks.data import data_folder
from benchmarks.measuring import Section, Table
from benchmarks.phases.networks import FILE, NetworkRun, network_runs
from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases.prior import Array
from drillgrok.phases.unseen import LEVELS, Dynamics, shipped
from drillgrok.simulation.random_curves import Curves, random_curves
from tools.phase_constants import beliefs, loss

_SEED: Final = 7000
_ALL: Final = shipped()
_WITHOUT: Final[dict[str, Dynamics]] = {
    "nothing": _ALL,
    "an error of chance": replace(_ALL, chance_error=1e-9),
    "blind answers": replace(_ALL, stray=0.0),
    "a place below guessing": replace(_ALL, below=1e-6),
    "climbs: steps alone": replace(_ALL, jumps=1.0),
    "drift of levels": replace(_ALL, low_drift=0.0, high_drift=0.0),
    "further moves of the risen": replace(_ALL, climbs_again=0.0, jumps_again=0.0, falls=0.0),
    "landings anywhere": replace(_ALL, top_flat=0.0),
    "the whole rule at once": replace(_ALL, top_full=0.0),
    "a late end of onsets": replace(_ALL, latest=1e6),
}
_HOW: Final = """\
The filter of unseen accuracy alone, on first-seen answers alone, with one part left out at a time and no other number
set anew. Networks: the Brier score of P(h' >= .6). Sudoku: that of P(h' >= .5) after 25 answers, for passing the test.
Random curves: the loss that the constants were set by, on fresh curves."""


def run(*, quick: bool) -> Section:
    """A minute or two; the random curves alone where the data are not at hand."""
    fresh = random_curves(60 if quick else 300, 140, _SEED)
    networks, people = data_folder("networks", FILE), data_folder("human", "sudoku.csv")
    curves = None if networks is None else _of_networks(list(network_runs(networks))[:: 3 if quick else 1])
    solvers = None if people is None else human.solver_answers(people)
    rows = []
    for name, dynamics in _WITHOUT.items():
        cells = [
            "" if curves is None else f"{_brier(dynamics, curves):.4f}",
            "" if solvers is None else f"{_foretold(dynamics, *solvers):.4f}",
            f"{loss(dynamics, fresh):.4f}",
        ]
        rows.append((name, *cells))
    return Section("Ablations", _HOW, (), (Table(("without", "networks", "Sudoku", "random curves"), tuple(rows)),))


def _of_networks(runs: list[NetworkRun]) -> Curves:
    """Their first-seen answers, as many as the shortest has."""
    places = [[k for k, a in enumerate(run.answers) if a.kind is EvidenceKind.FIRST_SEEN] for run in runs]
    length = min(map(len, places))
    kept = [(run, found[:length]) for run, found in zip(runs, places, strict=True)]
    return Curves(
        truth=np.array([[run.truths[k].unseen for k in found] for run, found in kept]).T,
        right=np.array([[run.answers[k].correct for k in found] for run, found in kept]).T,
        chance=np.array([run.answers[0].chance for run in runs]),
    )


def _brier(dynamics: Dynamics, curves: Curves) -> float:
    scores = [(_at_least(p, 0.6) - (curves.truth[number - 1] >= 0.6)) ** 2 for number, p in beliefs(dynamics, curves)]
    return float(np.mean(scores))


def _foretold(dynamics: Dynamics, right: npt.NDArray[np.bool_], passed: Array, chance: float) -> float:
    curves = Curves(np.zeros(right.T.shape), right.T, np.full(len(right), chance))
    *_, (_, last) = beliefs(dynamics, curves)
    return float(np.mean((_at_least(last, 0.5) - passed) ** 2))


def _at_least(levels: Array, share: float) -> Array:
    found: Array = levels[share - 1e-9 <= LEVELS].sum(axis=0)
    return found
