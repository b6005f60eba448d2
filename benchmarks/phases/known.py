"""The best that can be done on the contest's streams: a Bayes filter that knows how they were drawn, which no detector
in practice can. It is the population of `streams` written as a likelihood."""

from __future__ import annotations

import numpy as np

from benchmarks.phases import streams
from benchmarks.phases.streams import CHANCE, PROBES, RESPONSES, Bools, Floats, Streams
from drillgrok.model.evidence import EvidenceKind

_P0 = np.linspace(CHANCE, CHANCE + 0.2 * (1 - CHANCE), 7)
_P1 = np.linspace(0.8, 0.97, 4)
_USE = np.linspace(0, 1, 5)
_HAZARD = 0.7 / (streams.ONSET_MOST - streams.ONSET_LEAST)
_CLIMB = 4 / ((streams.RAMP_LEAST + streams.RAMP_MOST) / 2)
_PRACTISED_RIGHT = (0.8, 0.88)
"""Recalled, pressed."""
_DIP_LASTS = (streams.DIP_LEAST + streams.DIP_MOST) / 2


def known_log_odds(given: Streams) -> Floats:
    """(streams, PROBES) log odds that the rule produces at least half of the answers."""
    belief: Floats = np.zeros((len(given.probes), 2 * len(_USE), len(_P0) * len(_P1)))
    belief[:, 0] = 1 / belief.shape[-1]
    idle, moving = _moves(0.0), _moves(_HAZARD)
    found = np.empty((len(belief), PROBES))
    probes = np.zeros(len(belief), dtype=np.int64)
    for column in range(RESPONSES):
        onsets = streams.ONSET_LEAST <= column < streams.ONSET_MOST
        belief = ((moving if onsets else idle) @ belief) * _likelihood(given, column)
        belief /= belief.sum(axis=(1, 2), keepdims=True)
        asked = np.flatnonzero(given.kind[:, column] == EvidenceKind.FIRST_SEEN)
        found[asked, probes[asked]] = _log_odds(belief[asked])
        probes[asked] += 1
    return found


def _log_odds(belief: Floats) -> Floats:
    use = belief.reshape(len(belief), 2, len(_USE), -1).sum(axis=(1, 3))
    odds: Floats = np.log(use[:, 2:].sum(axis=1) + 1e-300) - np.log(use[:, :2].sum(axis=1) + 1e-300)
    return odds


def _moves(hazard: float) -> Floats:
    use = np.eye(len(_USE))
    use[:, 0] = [1 - hazard, hazard * streams.RAMP_SHARE, 0, 0, hazard * (1 - streams.RAMP_SHARE)]
    for k in (1, 2, 3):
        use[k, k], use[k + 1, k] = 1 - _CLIMB, _CLIMB
    tires, recovers = 1 / streams.DIP_EVERY, 1 / _DIP_LASTS
    return np.kron(np.array([[1 - tires, recovers], [tires, 1 - recovers]]), use).astype(np.float64)


def _likelihood(given: Streams, column: int) -> Floats:
    """(streams, 2 * use, p0 * p1)"""
    unseen = given.kind[:, column] == EvidenceKind.FIRST_SEEN
    right, timed_out = given.correct[:, column], given.timed_out[:, column]
    practised = np.where(given.kind[:, column] == EvidenceKind.PRESSED, _PRACTISED_RIGHT[1], _PRACTISED_RIGHT[0])
    by_state = practised[:, None] * np.array([1, 1 - streams.DIP_LOSS])
    engaged = np.where(right[:, None], by_state, (1 - by_state) * _time_outs(timed_out))
    on_practised = np.repeat(engaged, len(_USE), axis=1)[:, :, None]
    on_unseen = np.where(right[:, None, None], _UNSEEN, 1 - _UNSEEN)
    return np.where(unseen[:, None, None], on_unseen, on_practised)


def _time_outs(timed_out: Bools) -> Floats:
    """(streams, 2) of misses, engaged and tired."""
    return np.where(timed_out[:, None], np.array([0.3, 0.6]), np.array([0.7, 0.4]))


def _unseen() -> Floats:
    use, p0, p1 = _USE[:, None, None], _P0[None, :, None], _P1[None, None, :]
    accuracy = (p0 + (p1 - p0) * use).reshape(len(_USE), -1)
    return np.concatenate([accuracy, (1 - streams.DIP_LOSS) * accuracy + streams.DIP_LOSS * CHANCE])


_UNSEEN = _unseen()
