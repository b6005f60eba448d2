"""The shortcut that stands against the rule, as a value with its counts, and from when on it holds a claim back.
Standard library only: verdicts are read where nothing heavy is loaded."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LEAD: Final = 20
"""Likelihood ratio, for each shortcut that was tried, by which the rule has to lead."""
DIFFERING_LEAST: Final = 12
"""Answers where rule and shortcut differ without which nothing is decided."""
SUSPECT: Final = math.log(20)
"""Log likelihood ratio over guessing from which a shortcut explains answers at all."""


class HandHabit(StrEnum):
    """Habits of the hand: these may be named to the learner."""

    ONE_KEY = "one_key"
    LAST_ANSWER = "last_answer"
    ALTERNATING = "alternating"
    ONE_ANSWER = "one_answer"


@dataclass(frozen=True, slots=True)
class Explanation:
    """The shortcut that stands against the rule, with its counts."""

    name: str
    """Never shown to a learner."""
    hand: HandHabit | None
    """Which habit of the hand it is, if one."""
    matches: int
    """Answers that are what it gives."""
    answers: int
    differing: int
    """Answers to items where it and the rule differ."""
    log_lead: float
    """Log likelihood ratio of the rule over it."""
    tried: int
    """How many shortcuts were."""

    @property
    def missing(self) -> int:
        """Differing answers that are needed before anything can be decided."""
        return max(DIFFERING_LEAST - self.differing, 0)

    @property
    def holds_back(self) -> bool:
        """Nothing that claims the rule may be said yet."""
        return bool(self.missing) or self.log_lead < math.log(LEAD * self.tried)

    @property
    def explains(self) -> bool:
        """It explains the answers better than the rule does."""
        return not self.missing and self.log_lead <= -SUSPECT
