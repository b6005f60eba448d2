"""The numbers of memory, engagement and nights. Those of unseen accuracy are in constants.json."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

CEILING = np.array([0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.78, 0.85, 0.91, 0.96, 0.99])
"""c: share of well-practised items that memory holds. It drifts: the pile of stored items grows every day."""
CEILING_PRIOR = np.array([0.04, 0.06, 0.06, 0.07, 0.08, 0.08, 0.09, 0.1, 0.1, 0.1, 0.09, 0.07, 0.06])
MEMORY_RATE = np.array([0.12, 0.3, 0.6, 0.9])
"""a: what one exposure adds to what memory lacks. Who remembers nearly everything at once must not look like a rule."""
MEMORY_RATE_PRIOR = np.array([0.3, 0.3, 0.25, 0.15])
DRIFT = 0.01
"""Chance a recall answer that the ceiling moves to a neighbour on the grid."""
NIGHT_KEEPS = 0.75
"""Share of exposures that still count after a night."""
SETTLED_AT = 10.0
"""Exposures of a typical settled item."""

BEGINS_LAPSING = 0.05
ENTER_LAPSE, LEAVE_LAPSE = 1 / 400, 1 / 40
"""Chances an answer of beginning to lapse and of being back."""
LAPSE_LOSS = 0.55
"""While lapsing so many answers are given without looking."""
TIME_OUT_SHARE = (0.3, 0.65)
"""Of misses that are time-outs, engaged and lapsing."""
TOO_FAST_SHARE = (0.01, 0.12)
"""Of answers that come before they can have been thought of, engaged and lapsing."""
PRESSED_TARGET = 0.85
"""Share right on deadlines that follow the learner, before it is known."""

YOUNG_WEIGHT = 0.3
"""An item below six exposures is often asked soon after it was shown: it says less of what is held of settled ones."""
REPROBE_WEIGHT = 0.25
"""A re-probe carries the memory of one's own answer."""


def to_a_neighbour(n: int, share: float) -> Array:
    """(n, n) chances, from column to row, of moving one place, up or down alike; at the ends it stays instead."""
    moves = np.eye(n) * (1 - share)
    for k in range(n):
        for neighbour in (k - 1, k + 1):
            moves[min(max(neighbour, 0), n - 1), k] += share / 2
    return moves
