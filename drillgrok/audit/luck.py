"""When do answers agree too often for coincidence? Counts only."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

HOLDS = 0.9
"""Share of the rows tried on which what gives an answer away keeps it."""
FALSE_ALARM = 1e-3
"""How often a table without any symmetry may be said to have one."""


def beyond_luck(same: npt.ArrayLike, asked: npt.ArrayLike, by_luck: float, tried: int) -> npt.NDArray[np.bool_]:
    """Whether `same` of `asked` answers agree nearly always, and would not by coincidence in any of `tried` changes: a
    share of HOLDS and more has at most the chance exp(-asked KL(HOLDS | by_luck)) (Chernoff 1952). `by_luck` is below
    HOLDS."""
    agree, rows = np.asarray(same), np.asarray(asked)
    luck = min(max(by_luck, 1e-9), HOLDS - 1e-9)
    divergence = HOLDS * np.log(HOLDS / luck) + (1 - HOLDS) * np.log((1 - HOLDS) / (1 - luck))
    found: npt.NDArray[np.bool_] = (agree >= HOLDS * rows) & (tried * np.exp(-rows * divergence) <= FALSE_ALARM)
    return found
