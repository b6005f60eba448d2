"""Learners whom the model was not made from: trained networks, with their true accuracies beside what was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.data import data_folder
from benchmarks.measuring import Figure, Section, Table
from benchmarks.phases.both_cores import mapped
from benchmarks.phases.claimed import outcomes
from benchmarks.phases.looks import told
from benchmarks.phases.networks import ANSWERS, FILE, NetworkRun, network_runs
from drillgrok.phases.decision import PROMISES
from drillgrok.phases.phase import PHASES, Phase
from drillgrok.phases.track import begin, follow

_EVERY: Final = 50
_LOOK_EVERY: Final = 20
_CLAIMED: Final = (Phase.PLATEAU, Phase.SHIFTING, Phase.GROKKED)
_FAIL_AT_MOST: Final = {Phase.PLATEAU: 0.05, Phase.SHIFTING: 0.1, Phase.GROKKED: 0.03}


@dataclass(frozen=True)
class Judged:
    """What was said of one network."""

    said: np.ndarray
    """(moments,) P(grokked) every 50 answers."""
    grokked: np.ndarray
    """(moments,) whether it had."""
    named: tuple[Phase, ...]
    """After every answer."""
    true: tuple[Phase, ...]
    inside: np.ndarray
    """(moments,) whether the interval of unseen accuracy held the truth."""
    claims: tuple[tuple[Phase, bool], ...]
    """By the rule's own promises."""

    @property
    def delay(self) -> int | None:
        """Answers from grokking to its name; None for who never grokked or was never said to have."""
        if Phase.GROKKED not in self.true or Phase.GROKKED not in self.named:
            return None
        return self.named.index(Phase.GROKKED) - self.true.index(Phase.GROKKED)

    @property
    def falsely(self) -> bool:
        """Called grokked without it, or more than 100 answers before."""
        if Phase.GROKKED not in self.named:
            return False
        return Phase.GROKKED not in self.true or (self.delay or 0) < -100


_HOW: Final = f"""\
Networks trained elsewhere, {ANSWERS:,} answers each; nothing of the model was fitted to them, and every look at them is
told in looks.md. Every {_EVERY} answers P(grokked) is scored against the truth by the Brier score, and the 90 %
interval of unseen accuracy is asked whether it holds the truth; the phase that is named, where one is, is compared with
the true one. A claim is made when a phase is named, one of a kind at a time, and decided by the answers that follow."""


def run(*, quick: bool) -> Section:
    """Half a minute; every third network when quick."""
    folder = data_folder("networks", FILE)
    if folder is None:
        return Section("Strangers", "The data are not at hand: set DRILLGROK_NETWORKS_DATA to their folder.")
    found = judge(folder, step=3 if quick else 1)
    figures = figures_of(found)
    told("networks, every third" if quick else "networks", figures)
    return Section("Strangers", _HOW, figures, (_confusion(found),))


def judge(folder: Path, *, step: int = 1) -> list[Judged]:
    """Every so many networks of the file."""
    runs = list(network_runs(folder))[::step]
    return list(mapped(lambda k: _judged(runs[k]), len(runs)))


def _judged(network: NetworkRun) -> Judged:
    track, named, said, inside = begin(), [], [], []
    for answer, truth in zip(network.answers, network.truths, strict=True):
        track = follow(track, (answer,))
        named.append(track.phase)
        if answer.number % _EVERY == 0:
            found = track.posterior
            said.append(found.p[Phase.GROKKED])
            inside.append(found.unseen.low <= truth.unseen <= found.unseen.high)
    true = tuple(truth.phase for truth in network.truths)
    return Judged(
        said=np.array(said),
        grokked=np.array([phase is Phase.GROKKED for phase in true[_EVERY - 1 :: _EVERY]]),
        named=tuple(named),
        true=true,
        inside=np.array(inside),
        claims=tuple(outcomes(named, network.answers, PROMISES, _LOOK_EVERY)),
    )


def figures_of(found: list[Judged]) -> tuple[Figure, ...]:
    """The figures that were promised, and what goes with them."""
    said, grokked, inside = (
        np.concatenate([getattr(one, name) for one in found]) for name in ("said", "grokked", "inside")
    )
    pairs = [
        pair
        for one in found
        for pair in zip(one.named[_EVERY - 1 :: _EVERY], one.true[_EVERY - 1 :: _EVERY], strict=True)
    ]
    known = [named is true for named, true in pairs if named is not Phase.UNCLEAR]
    delays = [one.delay for one in found if one.delay is not None and one.delay >= -100]
    return (
        Figure("Brier score of P(grokked)", float(np.mean((said - grokked) ** 2)), "Brier", 0.0135),
        Figure("wrong when a phase is named", 1 - float(np.mean(known)), "of them", 0.05),
        Figure("moments without a name", 1 - len(known) / len(pairs), "of them"),
        Figure(f"called grokked falsely, of {len(found)}", sum(one.falsely for one in found), "", 1),
        Figure("median delay", float(np.median(delays)), "answers", 60),
        Figure("90 % interval of unseen accuracy misses the truth", 1 - float(inside.mean()), "of them", 0.13),
        *_claims([claim for one in found for claim in one.claims]),
    )


def _claims(claims: list[tuple[Phase, bool]]) -> Iterator[Figure]:
    counted = Counter(claims)
    for phase in _CLAIMED:
        good, bad = counted[phase, True], counted[phase, False]
        share = bad / max(good + bad, 1)
        yield Figure(f"claims of {phase} that failed, of {good + bad}", share, "of them", _FAIL_AT_MOST[phase])


def _confusion(found: list[Judged]) -> Table:
    """Moments by the true phase and the name."""
    pairs = Counter(
        pair
        for one in found
        for pair in zip(one.true[_EVERY - 1 :: _EVERY], one.named[_EVERY - 1 :: _EVERY], strict=True)
    )
    names = (*PHASES, Phase.UNCLEAR)
    rows = tuple((true, *(str(pairs[true, name]) for name in names)) for true in PHASES)
    return Table(("true phase \\ named", *names), rows)
