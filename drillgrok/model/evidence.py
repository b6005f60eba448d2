"""What a response is evidence of: the one place that tells answers that measure unseen accuracy, memory or neither from
each other. What follows from an answer is for its readers."""

from __future__ import annotations

from enum import IntEnum

from drillgrok.model.log import PLAIN, Clock, Flag, Response, Role

SETTLED_EXPOSURES = 6
"""Exposures of its group from which on an item counts as settled."""


HIGHEST_CHANCE = 0.99
"""An item that anyone gets right so often says nothing about anybody."""


class EvidenceKind(IntEnum):
    """What an answer bears on."""

    FIRST_SEEN = 0
    """Unseen accuracy: given before any feedback on its group."""
    REPROBE = 1
    """The same, but the learner may remember their own earlier answer."""
    RECALL = 2
    """Memory: an item on the calm clock after one exposure or more."""
    PRESSED = 3
    """Engagement only: a deadline that follows the learner pins accuracy."""


def evidence_kind(response: Response) -> EvidenceKind | None:
    """What a response bears on, or None when it is no evidence of a phase: void, undone, idle, re-drilled, an exam's,
    reworded, of an item for which the rule does not hold or that anyone gets right, chosen because a shortcut fails on
    it, akin to what was told, or seen before in a flood that leaves it no time to be held."""
    if not response.is_evidence or response.chance > HIGHEST_CHANCE:
        return None
    if response.role is Role.EXAM or response.presentation != PLAIN:
        return None
    flooded = Flag.FLOOD in response.flags and response.shown > 0
    if flooded or response.flags & {Flag.EXCEPTION, Flag.CONTRAST, Flag.AKIN, Flag.LEXEME}:
        return None
    if response.clock is not Clock.CALM:
        return EvidenceKind.PRESSED
    if response.seen == 0:
        return EvidenceKind.FIRST_SEEN if response.shown == 0 else EvidenceKind.REPROBE
    return EvidenceKind.RECALL


def is_settled(kind: EvidenceKind | None, seen: int) -> bool:
    """Whether evidence of this kind, after so many exposures, measures what is held of settled items."""
    return kind is EvidenceKind.RECALL and seen >= SETTLED_EXPOSURES
