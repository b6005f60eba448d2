"""Which class of items comes next, so that no key and no ending can be right for long: classes are drawn by their share
of the deck, none fills a window, and several stand in each. Reads the standing; picks no item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

import numpy as np
import numpy.typing as npt

from drillgrok.practice.split import Split
from drillgrok.practice.standing import BASELINE_ANSWERS, CONTRAST_WINDOW, Standing
from drillgrok.shortcuts.classes import REST
from drillgrok.shortcuts.profile import COMMON

ABOVE_SHARE: Final = 0.25
"""A class fills no more of a window than its share of the deck and this much."""
CLASSES_IN_A_WINDOW: Final = 6
"""What is promised, of the classes that are watched all through a window."""
_CLASSES_AIMED_AT: Final = CLASSES_IN_A_WINDOW + 3
"""Classes enter and leave the watch, and where they do not stand in columns their items are counted by expectation."""
_ROUNDING: Final = 1e-9
UNMET_LEAST: Final = 24
"""With fewer practised items still to be met there is too little to choose among."""


@dataclass(frozen=True, slots=True)
class WantedClass:
    """The class that is wanted next."""

    shown: int
    """REST: any that is not watched."""
    watched: frozenset[int]

    def fits(self, shown: int) -> bool:
        """Whether an item of this class will do."""
        return shown not in self.watched if self.shown == REST else shown == self.shown

    def fit(self, shown: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """The same of many."""
        return ~np.isin(shown, list(self.watched)) if self.shown == REST else shown == self.shown


def wanted_class(standing: Standing, split: Split, rng: Random) -> WantedClass | None:
    """The class of the next practised showing; None where any will do.

    Drawn by the classes' shares of the deck, so that what has been absent is no likelier to come; only a class that
    would fill the window is left out, and only where the window would else hold too few classes an absent one is drawn.
    """
    shares = _watched(standing, split)
    if not shares:
        return None
    whole = len(standing.classes) >= BASELINE_ANSWERS
    window = CONTRAST_WINDOW if whole else BASELINE_ANSWERS
    latest = Counter(standing.classes[-(window - 1) :])
    allowed = {
        each: share
        for each, share in shares.items()
        if each == REST or latest[each] + 1 <= window * (share + ABOVE_SHARE)
    }
    absent = {each: share for each, share in allowed.items() if each != REST and not latest[each]}
    missing = min(len(shares) - (REST in shares), _CLASSES_AIMED_AT) - sum(
        1 for each in shares if each != REST and latest[each]
    )
    left = 1 if whole else BASELINE_ANSWERS - len(standing.classes)
    chosen = _drawn(absent if absent and missing >= left else allowed, rng)
    return WantedClass(chosen, frozenset(shares) - {REST})


def _watched(standing: Standing, split: Split) -> Mapping[int, float]:
    """The shares of the classes that make up a twentieth or more of what is still to be met, and of all others as one;
    nothing where little is still to be met or one class is all there is."""
    practised = len(split.practised)
    unmet = practised - len(standing.items)
    if unmet < UNMET_LEAST:
        return {}
    left = {each: count - standing.met_classes.get(each, 0) for each, count in split.practised_classes.items()}
    watched = {each: share for each, share in split.classes.shares.items() if left[each] >= COMMON * unmet}
    rest = 1 - sum(watched.values())
    if rest > _ROUNDING:
        watched[REST] = rest
    return watched if len(watched) > 1 else {}


def _drawn(shares: Mapping[int, float], rng: Random) -> int:
    return rng.choices(tuple(shares), tuple(shares.values()))[0]
