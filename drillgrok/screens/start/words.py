"""Every sentence of the first screen that is its own."""

from __future__ import annotations

from drillgrok.model.log import Goal
from drillgrok.screens.kit.words import answers

STARTS = "Enter  starts"
OPENING = "One moment ..."
OPENING_LONG = "Going over all your answers, as once after an update ..."
CHOOSE = "↑ ↓ another deck"
CHANGE_GOAL = "← → change"
HINT = "Enter starts · ? help · q quit"


def goal(chosen: Goal) -> str:
    """The goal as the first screen names it."""
    if chosen.minutes is not None:
        return f"{chosen.minutes:g} minute{'' if chosen.minutes == 1 else 's'}"
    return answers(chosen.responses or 0)
