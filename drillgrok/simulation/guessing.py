"""Guessing: one of the answers heard so far, as often as it was heard."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from drillgrok.model.item import AnswerKind, Item
from drillgrok.practice.state import Run


@dataclass(slots=True)
class Guessing:
    """A guesser, and how often guessing is right on unseen items."""

    run: Run
    heard: list[str] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)
    _asked: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        probes = self.run.split.probes
        sample = probes[:: len(probes) // 200 + 1].tolist()
        self._asked.update(self.run.item(index).right for index in sample)

    def hear(self, answer: str) -> None:
        """An answer was told."""
        self.heard.append(answer)
        self._counts[answer] += 1

    def guess(self, item: Item, rng: Random, *, but: str | None = None) -> str | None:
        """An answer, other than `but`; None where none is known."""
        if item.choices:
            return rng.choice([choice for choice in item.choices if choice != but])
        for _ in range(8):
            if self.heard and (answer := rng.choice(self.heard)) != but and self._can_be_given(answer):
                return answer
        return None

    def _can_be_given(self, answer: str) -> bool:
        """Answers that were told to a reworded question are not all among the choices of the plain one."""
        asked = self.run.field
        return asked.kind is not AnswerKind.CHOICE or answer in asked.choices

    def accuracy(self) -> float:
        """How often a guess is right on an unseen item."""
        if not self.heard:
            return 0.0
        asked = self._asked.total()
        return sum(n / len(self.heard) * self._asked[answer] / asked for answer, n in self._counts.items())
