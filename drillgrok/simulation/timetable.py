"""The order in which a bulk rehearsal asks: the drill's two tiers in a few lines, with no items, words or clocks.

It stands in for the picker where thousands of learners are wanted; what it asks depends on answers alone.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from random import Random
from typing import Final

from drillgrok.model.evidence import EvidenceKind
from drillgrok.practice.picker import ACTIVE_FEW, RETURN_SHARE, STAIRCASE_FROM_EXPOSURE
from drillgrok.practice.standing import BASELINE_ANSWERS, MISSED_RETURN_LAG, RETURN_LAG, STREAK_TO_EARN

DAILY: Final = 300
"""Answers a day."""
_PROBE_SHARE: Final = 10 / DAILY
_ACTIVE_MANY: Final = 16
_HOLDING: Final = 0.75


@dataclass(slots=True)
class Card:
    """One item of the timetable; a probe is a card that is asked once."""

    name: str
    difficulty: float
    """In standard deviations."""
    is_probe: bool
    seen: int = 0
    streak: int = 0
    last: int = -DAILY
    night: int = 0
    """The night before its last exposure."""
    earned: bool = False
    returns: int = 0


@dataclass(slots=True)
class Timetable:
    """What is asked next, of one learner."""

    rng: Random
    number: int = 0
    cards: int = 0
    active: list[Card] = field(default_factory=list)
    waiting: deque[Card] = field(default_factory=deque)
    """Earned cards, those asked longest ago in front."""
    holding: float = 1.0
    """Slow running share of practised answers that are right."""

    @property
    def night(self) -> int:
        """Nights so far."""
        return max(self.number - 1, 0) // DAILY

    def ask(self) -> tuple[Card, EvidenceKind]:
        """The next card, and what its answer bears on."""
        self.number += 1
        if self.number <= BASELINE_ANSWERS:
            return self._new(), EvidenceKind.FIRST_SEEN
        if self.rng.random() < _PROBE_SHARE:
            return self._made(is_probe=True), EvidenceKind.FIRST_SEEN
        if self.waiting and self.rng.random() < RETURN_SHARE and self._is_due(self.waiting[0]):
            card = self.waiting.popleft()
            card.returns += 1
            return card, EvidenceKind.RECALL if card.returns % 2 else EvidenceKind.PRESSED
        if len(self.active) < (_ACTIVE_MANY if self.holding >= _HOLDING else ACTIVE_FEW):
            return self._new(), EvidenceKind.FIRST_SEEN
        card = self.rng.choice(self.active)
        return card, EvidenceKind.RECALL if card.seen < STAIRCASE_FROM_EXPOSURE else EvidenceKind.PRESSED

    def _is_due(self, card: Card) -> bool:
        return self.number - card.last >= (RETURN_LAG if card.streak else MISSED_RETURN_LAG)

    def _made(self, *, is_probe: bool) -> Card:
        self.cards += 1
        return Card(f"{self.cards:012x}", self.rng.gauss(0, 1), is_probe)

    def _new(self) -> Card:
        card = self._made(is_probe=False)
        self.active.append(card)
        return card

    def answered(self, card: Card, *, right: bool) -> None:
        """The card goes where the drill would put it. A probe gets no feedback and is not seen again."""
        if card.is_probe:
            return
        card.seen += 1
        card.streak = card.streak + 1 if right else 0
        card.last, card.night = self.number, self.night
        self.holding += 0.03 * (right - self.holding)
        if card.earned:
            self.waiting.append(card)
        elif card.streak >= STREAK_TO_EARN:
            card.earned = True
            self.active.remove(card)
            self.waiting.append(card)
