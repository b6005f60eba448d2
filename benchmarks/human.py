"""People: do 25 answers foretell a test they sat later, and is anybody who only memorised ever said to have grokked?

The data are other people's and are read where they lie: DRILLGROK_HUMAN_DATA, or a folder beside the repository. What a
look at them said is told in looks.md.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarks.data import data_folder
from benchmarks.measuring import Figure, Section, Table
from benchmarks.phases.looks import told
from drillgrok.model.log import Response
from drillgrok.phases.evidence import evidence_of
from drillgrok.phases.phase import Phase
from drillgrok.phases.prior import Array
from drillgrok.phases.regions import at_least, grokked_for_sure
from drillgrok.phases.track import Track, begin, follow
from drillgrok.responselog.reader import log_rows

Indexes = npt.NDArray[np.int64]

_PASSED_FROM: Final = 0.75
"""Test accuracy that counts as having the rule."""
_LEARNT: Final = 0.95
"""BKT's usual threshold of mastery."""
_FOLDS: Final = 10
_LAST: Final = 10

_HOW: Final = """\
Sudoku (Nam and McClelland 2024): 271 people answered 25 puzzles, every one a first exposure, then a test of 64. The
posterior after the 25 says how likely a chance-corrected accuracy of .5 is (75 % right where guessing gives 50 %); it
is scored against the test by the Brier score, and nothing of it is fitted to these data. Its rivals are: each is
trained on nine tenths and scored on the last, in turn. Memorisers (Collins and Frank 2018): 40 people learn which of
three keys goes with each picture, and there is no rule to find; counted is who is ever said to have found one.
Bayesian knowledge tracing (BKT) takes all of a run's answers as one skill, with the usual .1 for knowing it before,
for learning it at each answer and for slips, and chance for guesses."""


def run(*, quick: bool) -> Section:  # noqa: ARG001 - it takes seconds either way
    """Both data sets. Without the data a section that says so."""
    folder = data_folder("human", "sudoku.csv")
    if folder is None:
        return Section("People", "The data are not at hand: set DRILLGROK_HUMAN_DATA to their folder.")
    scores = sudoku_scores(folder)
    called = memoriser_calls(folder)
    rival = min(score for name, score in scores.items() if not name.startswith("posterior"))
    figures = (
        Figure("Sudoku, Brier score of the posterior", scores["posterior"], "Brier", rival),
        Figure("memorisers ever called grokked by phase, of 40", called["grokked, by phase"], "", 1),
        Figure("memorisers ever called grokked by the coach's bar, of 40", called["grokked, for sure"], "", 1),
    )
    told("people", figures)
    return Section(
        "People",
        _HOW,
        figures,
        (
            Table(("Sudoku: foretold by", "Brier score"), tuple((n, f"{s:.4f}") for n, s in scores.items())),
            Table(("memorisers: ever called", "runs of 40"), tuple((n, str(k)) for n, k in called.items())),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Solver:
    """One person's 25 answers and what came of the test."""

    answers: tuple[Response, ...]
    passed: bool

    @property
    def right(self) -> Array:
        return np.array([bool(r.correct) for r in self.answers], dtype=np.float64)


def sudoku_scores(folder: Path) -> dict[str, float]:
    """Foretold by -> mean squared error of the probability that the test is passed."""
    solvers = list(_solvers(folder))
    passed = np.array([solver.passed for solver in solvers], dtype=np.float64)
    chance = solvers[0].answers[0].chance
    posterior = np.array([_foretold(_tracked(solver.answers)) for solver in solvers])
    rights = np.stack([solver.right for solver in solvers])
    logit = np.log(np.clip(posterior, 1e-4, 1 - 1e-4) / np.clip(1 - posterior, 1e-4, 1 - 1e-4))
    lately, overall = rights[:, -_LAST:].mean(axis=1), rights.mean(axis=1)
    foretold = {
        "posterior": posterior,
        "posterior, scale fitted": _crossed(lambda train, test: _logistic(logit, passed, train)[test], passed),
        "last 10, logistic": _crossed(lambda train, test: _logistic(lately, passed, train)[test], passed),
        "all 25, logistic": _crossed(lambda train, test: _logistic(overall, passed, train)[test], passed),
        "k in a row, best k": _crossed(lambda train, test: _row_rule(rights, passed, train)[test], passed),
        "BKT p(known), usual": np.array([_known(right, 0.1, 0.1, chance, 0.1)[-1] for right in rights]),
        "BKT p(known), best of 60": _crossed(
            lambda train, test: _best_bkt(rights, passed, chance, train)[test], passed
        ),
        "share who pass": _crossed(lambda train, test: np.full(len(test), passed[train].mean()), passed),
    }
    return {name: float(np.mean((p - passed) ** 2)) for name, p in foretold.items()}


def solver_answers(folder: Path) -> tuple[npt.NDArray[np.bool_], Array, float]:
    """Of everybody who solved Sudoku: (people, 25) right or wrong, whether the test was passed, and chance."""
    solvers = list(_solvers(folder))
    right = np.stack([solver.right for solver in solvers]) > 0
    return right, np.array([float(solver.passed) for solver in solvers]), solvers[0].answers[0].chance


def _solvers(folder: Path) -> Iterator[_Solver]:
    with (folder / "sudoku.csv").open(encoding="utf-8") as file:
        practice = {(row["learner"], int(row["seq"])) for row in csv.DictReader(file) if row["phase"] == "1"}
    with (folder / "sudoku_truth.csv").open(encoding="utf-8") as file:
        tests = {row["learner"]: float(row["test_accuracy"]) for row in csv.DictReader(file)}
    for learner, answers in _runs(folder / "sudoku.csv"):
        yield _Solver(tuple(r for r in answers if (learner, r.seq) in practice), tests[learner] >= _PASSED_FROM)


def _runs(path: Path) -> Iterator[tuple[str, tuple[Response, ...]]]:
    """Learner and answers, as they lie together in the file."""
    rows = log_rows(path, lambda _bytes: None)
    for learner, group in groupby(rows, key=lambda row: row.learner):
        yield learner, tuple(row.response for row in group)


def _tracked(answers: Sequence[Response]) -> Track:
    return follow(begin(), (evidence for r in answers if (evidence := evidence_of(r, "")) is not None))


def _foretold(track: Track) -> float:
    """Posterior probability that unseen items come out right often enough to pass."""
    chance = track.state.chance
    return at_least(track.state, (_PASSED_FROM - chance) / (1 - chance))


def _crossed(predict: Callable[[Indexes, Indexes], Array], passed: Array) -> Array:
    """Out-of-fold predictions; `predict` takes who to train on and whom to foretell."""
    order = np.random.default_rng(1).permutation(len(passed))
    found = np.empty(len(passed))
    for fold in range(_FOLDS):
        test = order[fold::_FOLDS]
        found[test] = predict(np.setdiff1d(order, test), test)
    return found


def _logistic(x: Array, passed: Array, train: Indexes) -> Array:
    """For everyone, trained on some: Newton's method with a trace of ridge."""
    columns = np.stack([np.ones_like(x), x], axis=1)
    weights = np.zeros(2)
    for _ in range(30):
        p = _sigmoid(columns[train] @ weights)
        slope = columns[train].T @ (passed[train] - p) - 1e-3 * weights
        curve = (columns[train] * (p * (1 - p))[:, None]).T @ columns[train] + 1e-3 * np.eye(2)
        weights = weights + np.linalg.solve(curve, slope)
    return _sigmoid(columns @ weights)


def _sigmoid(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-x)))


def _row_rule(rights: Array, passed: Array, train: Indexes) -> Array:
    """Who ends on k right in a row passes at the rate of those who did; k as serves the training data best."""
    rules = [rights[:, -k:].min(axis=1) for k in range(2, 21)]
    return _best([_rates(rule, passed, train) for rule in rules], passed, train)


def _rates(rule: Array, passed: Array, train: Indexes) -> Array:
    kept, broken = (passed[train][rule[train] == held] for held in (1, 0))
    found: Array = np.where(rule == 1, (kept.sum() + 1) / (len(kept) + 2), (broken.sum() + 1) / (len(broken) + 2))
    return found


def _best(foretold: Sequence[Array], passed: Array, train: Indexes) -> Array:
    return min(foretold, key=lambda p: float(np.mean((p[train] - passed[train]) ** 2)))


def _known(right: Array, before: float, learns: float, guess: float, slip: float) -> Array:
    """Bayesian knowledge tracing: P(known) after each answer."""
    known, found = before, np.empty(len(right))
    for k, hit in enumerate(right):
        if_known, if_not = (1 - slip, guess) if hit else (slip, 1 - guess)
        known = known * if_known / (known * if_known + (1 - known) * if_not)
        known += (1 - known) * learns
        found[k] = known
    return found


def _best_bkt(rights: Array, passed: Array, chance: float, train: Indexes) -> Array:
    grid = product((0.02, 0.05, 0.1, 0.2, 0.4), (0.002, 0.01, 0.03, 0.1), (0.02, 0.05, 0.1))
    foretold = [np.array([_known(right, b, t, chance, s)[-1] for right in rights]) for b, t, s in grid]
    return _best(foretold, passed, train)


def memoriser_calls(folder: Path) -> dict[str, int]:
    """What a run is ever called -> how many of the runs."""
    called = {"grokked, for sure": 0, "grokked, by phase": 0, "shifting": 0, "plateau": 0, "mastered, by BKT": 0}
    for _learner, answers in _runs(folder / "memorisers.csv"):
        track, phases, sure = begin(), set(), False
        for response in answers:
            evidence = evidence_of(response, "")
            if evidence is None:
                continue
            track = follow(track, (evidence,))
            phases.add(track.phase)
            sure = sure or (track.phase is Phase.GROKKED and grokked_for_sure(track.posterior))
        right = np.array([bool(r.correct) for r in answers], dtype=np.float64)
        called["grokked, for sure"] += sure
        called["grokked, by phase"] += Phase.GROKKED in phases
        called["shifting"] += Phase.SHIFTING in phases
        called["plateau"] += Phase.PLATEAU in phases
        called["mastered, by BKT"] += bool((_known(right, 0.1, 0.1, answers[0].chance, 0.1) > _LEARNT).any())
    return called
