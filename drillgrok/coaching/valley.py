"""The clock of the plateau: it presses harder by and by, after it was announced and while the plateau stands."""

from __future__ import annotations

from typing import Final

from drillgrok.coaching.facts import Circumstances
from drillgrok.coaching.verdict import Said
from drillgrok.coaching.ways import sentence
from drillgrok.model.log import Pressure
from drillgrok.phases.phase import Phase
from drillgrok.practice.deadlines import VALLEY_ANSWERS, target

ANNOUNCED_BY: Final = sentence(Phase.PLATEAU, "valley")
"""The sentence that says so beforehand."""


def cut_off(pressure: Pressure) -> tuple[int, int]:
    """Of 100 answers, how many the staircase makes fail at this pressure, and how many at the valley's end."""
    return round(100 * (1 - target(pressure))), round(100 * (1 - target(pressure, VALLEY_ANSWERS)))


def is_announced(said: Said) -> bool:
    """The learner was told."""
    return ANNOUNCED_BY in said.sentences


def presses(said: Said, circumstances: Circumstances) -> bool:
    """Whether the clock may press now: not on a day on which the learner went back to the calm pressure or was told to
    rest."""
    on_plateau = said.standing is not None and said.standing.phase is Phase.PLATEAU
    return on_plateau and is_announced(said) and not circumstances.at_ease
