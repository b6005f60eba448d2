"""The grid that the filter runs on, its prior and its dynamics: every number of the model, with its source."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

RULE_USE = np.array([0.0, 0.25, 0.5, 0.75, 1.0, 0.25, 0.5, 0.75])
"""u: share of answers that the rule produces. The last three are half a rule that rests, the three after zero are on
their way up."""
FULL = 4
CEILING = np.array([0.10, 0.30, 0.50, 0.65, 0.78, 0.88, 0.96])
"""c: share of well-practised items that memory holds. It drifts: the pile of stored items grows every day."""
MEMORY_RATE = np.array([0.18, 0.5])
"""a: what one exposure adds to what memory lacks."""
ERROR = np.array([0.02, 0.07, 0.16])
"""eps: slips in using the rule; people are right .80 to .97 of the time after the switch."""
UNSEEN_LIFT = np.array([-0.7, 0.0, 0.05, 0.11, 0.17, 0.23, 0.28])
"""Unseen accuracy without the rule. Below zero: this share of chance is lost (time-outs, copied neighbours). From zero:
chance-corrected accuracy by half rules and good habits."""

RULE_USE_PRIOR = np.array([0.94, 0.0045, 0.0045, 0.0045, 0.03, 0.006, 0.006, 0.0045])
PRIMED_PRIOR = np.array([0.5, 0.03, 0.03, 0.04, 0.3, 0.03, 0.03, 0.04])
"""A sister deck was opened before: the learner may bring the rule along."""
CEILING_PRIOR = np.array([0.10, 0.10, 0.13, 0.17, 0.20, 0.17, 0.13])
MEMORY_RATE_PRIOR = np.array([0.5, 0.5])
ERROR_PRIOR = np.array([0.3, 0.45, 0.25])
UNSEEN_LIFT_PRIOR = np.array([0.15, 0.33, 0.19, 0.13, 0.1, 0.07, 0.03])

NEVER = 0.5
"""Prior share of learners who never find the rule (base rates of .31 to .6 for ever finding it)."""
EARLIEST, LATEST = 10.0, 3_000.0
"""Onsets of the others are log-uniform between these, in first-seen answers: about 100 to 20,000 responses of a drill.
No human data constrain the late end; the early one is where most people who master a small puzzle do so (Nam and
McClelland 2024: within ten practice trials, every one a first exposure)."""
STEP_SHARE, RAMP_SHARE = 0.65, 0.2
"""Of onsets; the others bring half a rule that rests."""
RAMP_STEP = 1 / 35
"""Chance a response of climbing one quarter on a ramp: a 10 to 90 % width of about 90 responses."""
REST_STEP, REST_LOSS = 1 / 400, 1 / 800
"""Chances a response that half a rule which rests gains or loses a quarter."""
FALL_BACK = 1e-3
"""Chance a response of forgetting a quarter of the rule."""
SLIP_BACK = 0.002
"""The same on the way up."""
ENTER_LAPSE, LEAVE_LAPSE = 1 / 400, 1 / 40
LAPSE_LOSS = 0.55
"""While lapsing so many answers are given without looking."""
DRIFT = 0.01
"""Chance a recall answer that the ceiling moves to a neighbour on the grid."""
DRIFT_EVERY = 32
"""Responses in each of which habits are looked at once."""
LIFT_DRIFT = 0.04
"""Chance a stretch that unseen accuracy without the rule moves to a neighbour on the grid: habits grow and fade."""

NIGHT_KEEPS = 0.75
"""Share of exposures that still count after a night."""
TIME_OUT_SHARE = (0.3, 0.65)
"""Of misses that are time-outs, engaged and lapsing."""
TOO_FAST_SHARE = (0.01, 0.12)
"""Of answers that come before they can have been thought of, engaged and lapsing."""
NOVEL_SLOWER = (0.45, 0.05)
"""Log latency of right first-seen answers beyond recall's, without the rule and with it (dots study: d = .44, .04)."""
SETTLED_AT = 10.0
"""Exposures of a typical settled item."""

SHAPE = (2, len(RULE_USE), len(CEILING), len(MEMORY_RATE) * len(UNSEEN_LIFT) * len(ERROR))
"""Engaged or lapsing, u, c, and the unknowns that never change, flattened in the order a, lift, eps."""


@cache
def initial(*, primed: bool = False) -> Array:
    """(engagement, u, c, rest) prior."""
    rest = np.einsum("a,p,e->ape", MEMORY_RATE_PRIOR, UNSEEN_LIFT_PRIOR, ERROR_PRIOR).ravel()
    rule_use = PRIMED_PRIOR if primed else RULE_USE_PRIOR
    joint: Array = np.einsum("e,u,c,r->eucr", np.array([0.9, 0.1]), rule_use, CEILING_PRIOR, rest)
    joint.setflags(write=False)
    return joint


def onset_hazard(number: int) -> float:
    """Chance that the rule is found at first-seen answer `number`, given that it was not before: of a share that never
    finds it and onsets log-uniform from 10 to 3,000 first-seen answers."""
    if number < EARLIEST or number >= LATEST:
        return 0.0
    span = np.log(LATEST / EARLIEST)
    density = 1.0 / (number * span)
    survival = NEVER / (1 - NEVER) + 1.0 - np.log(number / EARLIEST) / span
    return float(density / survival)


def use_movement(hazard: float) -> Array:
    """(u, u) transition of rule use in one response, from column to row."""
    rests = (1 - STEP_SHARE - RAMP_SHARE) / 3
    moves = np.zeros((len(RULE_USE), len(RULE_USE)))
    moves[:, 0] = hazard * np.array([0, RAMP_SHARE, 0, 0, STEP_SHARE, rests, rests, rests])
    for k in (1, 2, 3):
        moves[k + 1, k], moves[k - 1, k] = RAMP_STEP, SLIP_BACK
    for k, (higher, lower) in {5: (6, 0), 6: (7, 5), 7: (FULL, 6)}.items():
        moves[higher, k], moves[lower, k] = REST_STEP, REST_LOSS
    moves[3, FULL] = moves[7, FULL] = FALL_BACK / 2
    stays: Array = moves + np.diag(1 - moves.sum(axis=0))
    return stays


def movement(hazard: float) -> Array:
    """(2 * u, 2 * u) transition of engagement and rule use in one response, from column to row."""
    engagement = np.array([[1 - ENTER_LAPSE, LEAVE_LAPSE], [ENTER_LAPSE, 1 - LEAVE_LAPSE]])
    return np.kron(engagement, use_movement(hazard))


@cache
def drift() -> Array:
    """(c, c) transition of the ceiling at a recall answer, from column to row."""
    return _to_neighbours(len(CEILING), DRIFT)


@cache
def habit_drift() -> Array:
    """(rest, rest) transition of unseen accuracy without the rule in one stretch, from column to row."""
    moves = _to_neighbours(len(UNSEEN_LIFT), LIFT_DRIFT)
    return np.kron(np.eye(len(MEMORY_RATE)), np.kron(moves, np.eye(len(ERROR))))


def _to_neighbours(n: int, share: float) -> Array:
    moves = np.eye(n) * (1 - share)
    for k in range(n):
        for neighbour in (k - 1, k + 1):
            moves[min(max(neighbour, 0), n - 1), k] += share / 2
    return moves


@cache
def unseen_accuracy(chance: float) -> Array:
    """(rest,) accuracy on unseen items without the rule."""
    lift = np.where(UNSEEN_LIFT < 0, chance * (1 + UNSEEN_LIFT), chance + UNSEEN_LIFT * (1 - chance))
    return np.broadcast_to(lift[None, :, None], (len(MEMORY_RATE), len(lift), len(ERROR))).ravel()


@cache
def slips() -> Array:
    """(rest,) eps of every cell."""
    return np.broadcast_to(ERROR[None, None, :], (len(MEMORY_RATE), len(UNSEEN_LIFT), len(ERROR))).ravel()


@cache
def memory_rates() -> Array:
    """(rest,) a of every cell."""
    return np.broadcast_to(MEMORY_RATE[:, None, None], (len(MEMORY_RATE), len(UNSEEN_LIFT), len(ERROR))).ravel()
