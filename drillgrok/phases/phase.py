"""The phases by name. Standard library only: charts and stores read them too."""

from enum import StrEnum


class Phase(StrEnum):
    """Where a learner stands."""

    MEMORISING = "memorising"
    PLATEAU = "plateau"
    SHIFTING = "shifting"
    GROKKED = "grokked"
    UNCLEAR = "unclear"


PHASES = (Phase.MEMORISING, Phase.PLATEAU, Phase.SHIFTING, Phase.GROKKED)
