"""Trained networks as learners: a response log is made of each one's curves. No model enters.

A curve is stretched over the answers of a run; one in eight or so is a probe, the others go round fifty practised
items, and now and then one is answered blindly.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import numpy as np

from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases.evidence import Evidence
from drillgrok.simulation.learner import Truth, corrected

FILE: Final = "curves.json.gz"
ANSWERS: Final = 2_400
PROBE_SHARE: Final = 0.12
PRACTISED: Final = 50
LAPSES: Final = 0.03
_SITTING: Final = 300


@dataclass(frozen=True, slots=True)
class NetworkRun:
    """One network: its answers as the filter takes them, and what was true at each."""

    kind: str
    answers: tuple[Evidence, ...]
    truths: tuple[Truth, ...]


def network_runs(folder: Path) -> Iterator[NetworkRun]:
    """Every network of the file, in its order; the draws of answers are seeded by that order."""
    with gzip.open(folder / FILE, "rt", encoding="utf-8") as file:
        learners = json.load(file)
    for seed, learner in enumerate(learners):
        yield _run(learner["kind"], learner["chance"], np.array(learner["curve"]), Random(seed))


def _run(kind: str, chance: float, curve: np.ndarray, rng: Random) -> NetworkRun:
    places = np.linspace(0, len(curve) - 1, ANSWERS)
    practised, unseen = (np.interp(places, np.arange(len(curve)), curve[:, side]).tolist() for side in (0, 1))
    answers = tuple(_answers(chance, practised, unseen, rng))
    truths = tuple(
        Truth(corrected(known, chance), corrected(new, chance), engaged=True)
        for known, new in zip(practised, unseen, strict=True)
    )
    return NetworkRun(kind, answers, truths)


def _answers(chance: float, practised: list[float], unseen: list[float], rng: Random) -> Iterator[Evidence]:
    waiting: list[int] = []
    seen = [0] * PRACTISED
    for k in range(ANSWERS):
        item, earlier = f"probe {k}", 0
        if rng.random() >= PROBE_SHARE:
            waiting = waiting or rng.sample(range(PRACTISED), PRACTISED)
            place = waiting.pop()
            item, earlier = f"item {place}", seen[place]
            seen[place] += 1
        accuracy = practised[k] if earlier else unseen[k]
        yield Evidence(
            number=k + 1,
            kind=EvidenceKind.RECALL if earlier else EvidenceKind.FIRST_SEEN,
            item=item,
            seen=earlier,
            sitting=str(k // _SITTING),
            chance=chance,
            correct=rng.random() < (chance if rng.random() < LAPSES else accuracy),
            timed_out=False,
            too_fast=False,
            rt_ms=None,
        )
