"""The physical limit: the least worst-case delay that any detector can have, by the exact Markov chain of CUSUM.

For rates .1 and .9 the chart's steps are equal up and down, so its states are the whole numbers. CUSUM with a coin at
its threshold is optimal in Lorden's sense for every rate of false alarms (Moustakides 1986).
"""

from __future__ import annotations

import numpy as np

P0, P1 = 0.1, 0.9
_HALVINGS = 60


def least_delay(false_alarm_every: float) -> float:
    """Probes from the switch to the alarm, its own counted, when with no switch an alarm comes once in so many."""
    steps = 1
    while run_length(P0, steps + 1, 1.0) < false_alarm_every:
        steps += 1
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        coin = (low + high) / 2
        low, high = (coin, high) if run_length(P0, steps, coin) > false_alarm_every else (low, coin)
    return run_length(P1, steps, low)


def run_length(rate: float, steps: int, coin: float) -> float:
    """Mean probes from 0 to the alarm at this rate of right answers. At `steps` the alarm comes with probability
    `coin`, and for certain one above."""
    states = steps + 1
    moves = np.zeros((states, states))
    for state in range(states):
        moves[state, max(state - 1, 0)] += 1 - rate
        if state + 1 < steps:
            moves[state, state + 1] += rate
        elif state + 1 == steps:
            moves[state, steps] += rate * (1 - coin)
    return float(np.linalg.solve(np.eye(states) - moves, np.ones(states))[0])
