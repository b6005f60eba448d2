"""What a response is evidence of: the one place that tells answers that measure unseen accuracy, memory or neither from
each other. What follows from an answer is for its readers."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from drillgrok.model.log import PLAIN, Clock, Flag, Outcome, Response, Role, is_measured

SETTLED_EXPOSURES = 6
"""Exposures of its group from which on an item counts as settled."""


HIGHEST_CHANCE = 0.99
"""An item that anyone gets right so often says nothing about anybody."""

FIRST_SEEN_NEEDED = 12
SETTLED_NEEDED = 23
"""Answers that any claim about a phase needs: a sequential test of .1 against .4, and of .9 against .7, at .05."""


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
    bears = _bears(response.outcome, response.role, response.presentation, response.flags)
    if bears is _Bears.ON_NOTHING or response.chance > HIGHEST_CHANCE:
        return None
    if bears is _Bears.UNLESS_SHOWN and response.shown > 0:
        return None
    if response.clock is not Clock.CALM:
        return EvidenceKind.PRESSED
    if response.seen == 0:
        return EvidenceKind.FIRST_SEEN if response.shown == 0 else EvidenceKind.REPROBE
    return EvidenceKind.RECALL


class _Bears(IntEnum):
    """Whether an answer given in some manner bears on a phase."""

    ON_NOTHING = 0
    ON_A_PHASE = 1
    UNLESS_SHOWN = 2
    """Only where its group had never been shown."""


@lru_cache(maxsize=1024)
def _bears(outcome: Outcome, role: Role, presentation: str, flags: frozenset[Flag]) -> _Bears:
    if not is_measured(outcome, flags) or role is Role.EXAM or presentation != PLAIN:
        return _Bears.ON_NOTHING
    if flags & {Flag.EXCEPTION, Flag.CONTRAST, Flag.AKIN, Flag.LEXEME}:
        return _Bears.ON_NOTHING
    return _Bears.UNLESS_SHOWN if Flag.FLOOD in flags else _Bears.ON_A_PHASE


def is_settled(kind: EvidenceKind | None, seen: int) -> bool:
    """Whether evidence of this kind, after so many exposures, measures what is held of settled items."""
    return kind is EvidenceKind.RECALL and seen >= SETTLED_EXPOSURES
