"""The phases by name, and what any claim about one needs. Standard library only: charts and stores read them too."""

from enum import StrEnum

FIRST_SEEN_NEEDED = 12
SETTLED_NEEDED = 23
"""Answers that any claim about a phase needs: a sequential test of .1 against .4, and of .9 against .7, at .05."""


class Phase(StrEnum):
    """Where a learner stands."""

    MEMORISING = "memorising"
    PLATEAU = "plateau"
    SHIFTING = "shifting"
    GROKKED = "grokked"
    UNCLEAR = "unclear"


PHASES = (Phase.MEMORISING, Phase.PLATEAU, Phase.SHIFTING, Phase.GROKKED)
