"""Runs about random curves: answers as the phase model gets them, with memory of some shape beside unseen accuracy.

For setting by simulation what naming a phase takes. Neither networks nor people, nor the model's own prior.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases.evidence import Evidence
from drillgrok.simulation.learner import Truth
from drillgrok.simulation.random_curves import Curves, random_curves

ANSWERS: Final = 2_000
PROBE_SHARES: Final = (0.06, 0.2)
PRACTISED: Final = (15, 120)
"""Items in rounds."""
CEILINGS: Final = (0.1, 1.0)
RATES: Final = (0.08, 0.9)
GROWS: Final = (1.0, 1_500.0)
"""Answers in which the ceiling reaches two thirds, log-uniform."""
_SITTING: Final = 300
_SETTLED_AT: Final = 10


@dataclass(frozen=True, slots=True)
class RandomRun:
    """One learner's answers, and what was true at each."""

    answers: tuple[Evidence, ...]
    truths: tuple[Truth, ...]


def random_runs(count: int, seed: int) -> Iterator[RandomRun]:
    """So many learners, one at a time."""
    curves = random_curves(count, ANSWERS, seed)
    for learner in range(count):
        yield _run(curves, learner, Random(f"{seed}:{learner}"))


def _run(curves: Curves, learner: int, rng: Random) -> RandomRun:
    chance = float(curves.chance[learner])
    probes = rng.uniform(*PROBE_SHARES)
    pool = rng.randint(*PRACTISED)
    rate = rng.uniform(*RATES)
    top, grows = rng.uniform(*CEILINGS), GROWS[1] ** rng.random()
    answers, truths, seen, waiting, unseen = [], [], [0] * pool, list[int](), 0
    for number in range(1, ANSWERS + 1):
        item, earlier = f"probe {number}", 0
        if rng.random() >= probes:
            waiting = waiting or rng.sample(range(pool), pool)
            place = waiting.pop()
            item, earlier = str(place), seen[place]
            seen[place] += 1
        level = float(curves.truth[unseen, learner])
        ceiling = top * number / (number + grows / 2)
        if earlier:
            held = ceiling * (1 - (1 - rate) ** earlier)
            right = rng.random() < held + (1 - held) * (chance + max(level, 0.0) * (1 - chance))
        else:
            right = bool(curves.right[unseen, learner])
            unseen += 1
        settled = ceiling * (1 - (1 - rate) ** _SETTLED_AT)
        truths.append(Truth(1 - (1 - max(level, 0.0)) * (1 - settled), level, engaged=True))
        answers.append(
            Evidence(
                number=number,
                kind=EvidenceKind.RECALL if earlier else EvidenceKind.FIRST_SEEN,
                item=item,
                seen=earlier,
                sitting=str(number // _SITTING),
                chance=chance,
                correct=right,
                timed_out=False,
                too_fast=False,
                rt_ms=None,
            )
        )
    return RandomRun(tuple(answers), tuple(truths))
