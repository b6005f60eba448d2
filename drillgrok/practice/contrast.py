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

    item_class: int
    """REST: any item whose class is none of `not_rest`."""
    not_rest: frozenset[int]
    """The classes that are watched, and those that fill the window although they are not."""

    def fits(self, item_class: int) -> bool:
        """Whether an item of this class will do."""
        return item_class not in self.not_rest if self.item_class == REST else item_class == self.item_class

    def fit(self, classes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """The same of many."""
        return ~np.isin(classes, list(self.not_rest)) if self.item_class == REST else classes == self.item_class


def wanted_class(standing: Standing, split: Split, rng: Random) -> WantedClass | None:
    """The class of the next practised showing; None where any will do.

    Drawn by the classes' shares of the deck, so that what has been absent is no likelier to come; only a class that
    would fill the window is left out, and only where the window would else hold too few classes an absent one is drawn.
    """
    watched = _watched(standing, split)
    if not watched:
        return None
    whole = len(standing.classes) >= BASELINE_ANSWERS
    window = CONTRAST_WINDOW if whole else BASELINE_ANSWERS
    latest = Counter(standing.classes[-(window - 1) :])
    full = {each for each, share in split.classes.shares.items() if latest[each] + 1 > window * (share + ABOVE_SHARE)}
    allowed = {each: share for each, share in watched.items() if each not in full}
    absent = {each: share for each, share in allowed.items() if not latest[each]}
    missing = min(len(watched), _CLASSES_AIMED_AT) - sum(1 for each in watched if latest[each])
    left = 1 if whole else BASELINE_ANSWERS - len(standing.classes)
    not_rest = frozenset(watched) | full
    rest = 1 - sum(split.classes.shares[each] for each in not_rest)
    if rest > _ROUNDING:
        allowed[REST] = rest
    return WantedClass(_drawn(absent if absent and missing >= left else allowed, rng), not_rest)


def _watched(standing: Standing, split: Split) -> Mapping[int, float]:
    """The shares of the classes that make up a twentieth or more of what is still to be met; nothing where little is
    still to be met or one class is all there is."""
    practised = len(split.practised)
    unmet = practised - len(standing.items)
    if unmet < UNMET_LEAST:
        return {}
    left = {each: count - standing.met_classes.get(each, 0) for each, count in split.practised_classes.items()}
    watched = {each: share for each, share in split.classes.shares.items() if left[each] >= COMMON * unmet}
    alone = len(watched) == 1 and sum(watched.values()) > 1 - _ROUNDING
    return {} if alone else watched


def _drawn(shares: Mapping[int, float], rng: Random) -> int:
    return rng.choices(tuple(shares), tuple(shares.values()))[0]
