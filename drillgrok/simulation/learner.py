"""What a synthetic learner is to the drill, and its truth, which the drill never sees. No learner is in here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from drillgrok.model.item import Item
from drillgrok.phases.phase import Phase
from drillgrok.phases.regions import phase_of
from drillgrok.practice.state import Run

COPY_MS: Final = 900
"""Every synthetic learner types an answer in this time."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a learner does with a prompt: the text typed, None for "don't know", and when.

    A reply at or after the deadline is a time-out. A learner who leaves is not seen again.
    """

    text: str | None
    rt_ms: int
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Truth:
    """What a learner could do now if asked without end. The drill and the phase model never see it."""

    practised: float
    """True chance-corrected accuracy on settled items on the calm clock, while engaged: s'."""
    unseen: float
    """The same on never-seen items: h'."""
    engaged: bool

    @property
    def phase(self) -> Phase:
        """The true phase, by the table that the posterior is read by."""
        return phase_of(self.practised, self.unseen)


class SyntheticLearner(Protocol):
    """Someone who answers prompts and sees the right answers of some."""

    def reply(self, item: Item, now: int, deadline_ms: int, /) -> Reply:
        """The answer to a prompt. `now` counts the prompts so far."""

    def told(self, item: Item, now: int, /) -> None:
        """The right answer was shown or confirmed."""

    def sleep(self) -> None:
        """A day is over."""

    def truth(self, now: int, /) -> Truth:
        """What the learner could do at prompt `now`. Asking changes nothing."""


def corrected(accuracy: float, chance: float) -> float:
    """Accuracy beyond chance, as a share of what chance leaves, 0 where that is nothing; below zero when worse than
    blind guessing."""
    return (accuracy - chance) / (1 - chance) if chance < 1 else 0.0


def unseen_chance(run: Run) -> float:
    """What blind guessing gives on this run's unseen items: the mean over at most 200 of them."""
    probes = run.split.probes
    sample = probes[:: len(probes) // 200 + 1].tolist()
    return sum(run.item(index).chance for index in sample) / len(sample)
