"""Learners for the contest of detectors: answers with a known switch, or with none. Nothing of the model enters.

Chance is .1. Before the switch unseen items come right at p0 in [.1, .28], which nobody is told; after it at p1. Two of
three switches are steps, the others ramps. Fatigue comes and goes: half of its answers are given without looking.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases.evidence import Evidence

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

CHANCE = 0.1
RESPONSES = 2000
BLOCK = 20
PROBES_A_BLOCK = 3
PROBES = RESPONSES // BLOCK * PROBES_A_BLOCK
PRESSED_SHARE = 0.6
"""Of practised answers: those on the staircase, which only tell of engagement."""
SITTING = 300
DIP_EVERY, DIP_LEAST, DIP_MOST = 500, 20, 80
DIP_LOSS = 0.5
RAMP_SHARE = 0.35
RAMP_LEAST, RAMP_MOST = 45, 170
"""Whole length in responses; a tenth is cut at each end for the 10 to 90 % width."""
ONSET_LEAST, ONSET_MOST = 200, 1200


@dataclass(frozen=True, eq=False)
class Streams:
    """(streams, RESPONSES) arrays, one row a learner; `probes` are the columns of first-seen answers."""

    kind: Ints
    correct: Bools
    timed_out: Bools
    item: Ints
    seen: Ints
    probes: Ints
    """(streams, PROBES)"""
    onset: Ints
    """(streams,) how many probes come before the first answered with any of the rule; PROBES where none is."""
    half_way: Ints
    """(streams,) the same for half of the rule or more: delays count from here. Equal to `onset` for steps."""

    @property
    def probe_answers(self) -> Bools:
        """(streams, PROBES) right or wrong."""
        return np.take_along_axis(self.correct, self.probes, axis=1)

    def at_probes(self, values: Floats) -> Floats:
        """(streams, PROBES) of (streams, RESPONSES) values: those that stand after each first-seen answer."""
        return np.take_along_axis(values, self.probes, axis=1)

    def evidence(self, stream: int) -> Iterator[Evidence]:
        """One learner's answers as the filter takes them; no latencies."""
        for column in range(RESPONSES):
            yield Evidence(
                number=column + 1,
                kind=EvidenceKind(self.kind[stream, column]),
                item=str(self.item[stream, column]),
                seen=int(self.seen[stream, column]),
                sitting=str(column // SITTING),
                chance=CHANCE,
                correct=bool(self.correct[stream, column]),
                timed_out=bool(self.timed_out[stream, column]),
                too_fast=False,
                rt_ms=None,
            )


def streams(count: int, seed: int, *, switching: bool) -> Streams:
    """So many learners who find the rule, or never do."""
    rng = np.random.default_rng(seed)
    before = rng.uniform(CHANCE, CHANCE + 0.2 * (1 - CHANCE), count)
    after = rng.uniform(0.8, 0.97, count)
    ramps = rng.random(count) < RAMP_SHARE
    length = np.where(ramps, rng.uniform(RAMP_LEAST, RAMP_MOST, count), 1.0)
    use = _rule_use(rng, length) if switching else np.zeros((count, RESPONSES))
    return _answered(rng, before, after, use, _dips(rng, count))


def textbook(count: int, seed: int, *, p0: float, p1: float, switching: bool) -> Streams:
    """The same with these rates for everybody and steps only; nobody tires."""
    rng = np.random.default_rng(seed)
    use = _rule_use(rng, np.ones(count)) if switching else np.zeros((count, RESPONSES))
    return _answered(rng, np.full(count, p0), np.full(count, p1), use, np.zeros((count, RESPONSES), dtype=np.bool_))


def _rule_use(rng: np.random.Generator, length: Floats) -> Floats:
    """(streams, RESPONSES) share of answers that the rule produces; it grows over `length` responses."""
    onset = rng.integers(ONSET_LEAST, ONSET_MOST, len(length))[:, None]
    use: Floats = np.clip((np.arange(RESPONSES)[None, :] - onset + 1) / length[:, None], 0.0, 1.0)
    return use


def _answered(rng: np.random.Generator, before: Floats, after: Floats, use: Floats, tired: Bools) -> Streams:
    """Draws who is asked what, and whether it comes right."""
    count = len(use)
    probes = _probe_places(rng, count)
    kind, item, seen = _asked(rng, probes)
    unseen = before[:, None] + (after - before)[:, None] * use
    rate, ceiling = rng.uniform(0.2, 0.6, count)[:, None], rng.uniform(0.75, 0.95, count)[:, None]
    kept = ceiling * (1 - (1 - rate) ** seen)
    recalled = use * after[:, None] + (1 - use) * (kept + (1 - kept) * before[:, None])
    right = np.select([kind == EvidenceKind.FIRST_SEEN, kind == EvidenceKind.RECALL], [unseen, recalled], default=0.88)
    blind = tired & (rng.random(right.shape) < DIP_LOSS)
    correct = rng.random(right.shape) < np.where(blind, CHANCE * (kind == EvidenceKind.FIRST_SEEN), right)
    timed_out = ~correct & (rng.random(right.shape) < np.where(tired, 0.6, 0.3))
    use = np.take_along_axis(use, probes, axis=1)
    return Streams(kind, correct, timed_out, item, seen, probes, (use == 0).sum(axis=1), (use < 0.5).sum(axis=1))


def _probe_places(rng: np.random.Generator, count: int) -> Ints:
    order = np.argsort(rng.random((count, RESPONSES // BLOCK, BLOCK)), axis=2)[:, :, :PROBES_A_BLOCK]
    starts = np.arange(0, RESPONSES, BLOCK)[None, :, None]
    return np.sort((order + starts).reshape(count, PROBES), axis=1)


def _asked(rng: np.random.Generator, probes: Ints) -> tuple[Ints, Ints, Ints]:
    """Kind, item and earlier exposures of every answer: half of the practised showings go to the 15 newest items."""
    count = len(probes)
    kind = np.where(rng.random((count, RESPONSES)) < PRESSED_SHARE, EvidenceKind.PRESSED, EvidenceKind.RECALL).astype(
        np.int64
    )
    np.put_along_axis(kind, probes, int(EvidenceKind.FIRST_SEEN), axis=1)
    met = np.maximum((kind == EvidenceKind.FIRST_SEEN).cumsum(axis=1), 1)
    newest = np.maximum(met - 1 - rng.integers(0, 15, kind.shape), 0)
    item = np.where(rng.random(kind.shape) < 0.5, newest, (rng.random(kind.shape) * met).astype(np.int64))
    item = np.where(kind == EvidenceKind.FIRST_SEEN, met - 1, item)
    earlier = np.maximum(np.stack([_exposures(row) for row in item]), 1)
    return kind, item, np.where(kind == EvidenceKind.FIRST_SEEN, 0, earlier)


def _exposures(items: Ints) -> Ints:
    """How often each entry stood earlier in the row."""
    order = np.argsort(items, kind="stable")
    ranked = items[order]
    starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])
    place = np.arange(len(items)) - np.repeat(starts, np.diff(np.r_[starts, len(items)]))
    seen = np.empty_like(place)
    seen[order] = place
    return seen


def _dips(rng: np.random.Generator, count: int) -> Bools:
    tired = np.zeros((count, RESPONSES), dtype=bool)
    for row in tired:
        for start in np.flatnonzero(rng.random(RESPONSES) < 1 / DIP_EVERY):
            row[start : start + rng.integers(DIP_LEAST, DIP_MOST)] = True
    return tired
