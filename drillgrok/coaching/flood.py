"""How many new items a run on the plateau lets in, past what memory can carry: the share, and the words that announce
it. Which item it is stands with the picker."""

from __future__ import annotations

from enum import IntEnum
from random import Random
from typing import Final

from drillgrok.model.log import IntakeArm

FLOOD_ANSWERS: Final = 3_000
"""Answers over which the share rises."""
FLOOD_MOST: Final = 0.5
"""Of all practised showings, from then on."""
FLOOD_LEAST_ITEMS: Final = 300
"""Practised items without which a deck has nothing to flood with: they would all be met before it began."""


def drawn_intake(seed: int) -> IntakeArm:
    """Either with the same probability; the seed of the run is the lot."""
    return Random(f"{seed}:intake").choice(tuple(IntakeArm))


class IntakeTold(IntEnum):
    """What the coach tells of it when the plateau is first named, as it is kept among a verdict's figures."""

    STEADY_BY_LOT = 1
    STEADY_BY_HAND = 2
    FLOOD_BY_LOT = 3
    FLOOD_BY_HAND = 4
    TOO_SMALL = 5


def flood_share(answers: int) -> float:
    """The share of practised showings that go to unmet items, this many answers after the first plateau was named."""
    return FLOOD_MOST * min(max(answers, 0) / FLOOD_ANSWERS, 1.0)


def intake_told(intake: IntakeArm | None, *, by_lot: bool, too_small: bool) -> IntakeTold | None:
    """What there is to tell; nothing of a run from before there was a choice."""
    if intake is None:
        return IntakeTold.TOO_SMALL if too_small else None
    if intake is IntakeArm.FLOOD:
        return IntakeTold.FLOOD_BY_LOT if by_lot else IntakeTold.FLOOD_BY_HAND
    return IntakeTold.STEADY_BY_LOT if by_lot else IntakeTold.STEADY_BY_HAND


_FLOOD_WORDS: Final = "From here on new items no longer wait until you hold the old ones, so there will be more misses"
INTAKE_WORDS: Final = {
    IntakeTold.STEADY_BY_LOT: "New items still wait until you hold the old ones, as drawn at random for this run",
    IntakeTold.STEADY_BY_HAND: "New items still wait until you hold the old ones, as you chose",
    IntakeTold.FLOOD_BY_LOT: f"{_FLOOD_WORDS}, as drawn at random for this run",
    IntakeTold.FLOOD_BY_HAND: f"{_FLOOD_WORDS}, as you chose",
    IntakeTold.TOO_SMALL: "This deck is too small to send you more new items than you can hold",
}
