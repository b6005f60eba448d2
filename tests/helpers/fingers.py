"""What a person does before a screen, as events. What comes of them is for the test's own person to keep."""

from __future__ import annotations

from abc import ABC, abstractmethod

from drillgrok.model.log import Stamp
from drillgrok.practice.events import Effect, Event, Key, Painted


class Fingers(ABC):
    """Presses keys one after the other, on the clock of whoever has them."""

    @abstractmethod
    def stamp(self) -> Stamp:
        """The moment that it is."""

    @abstractmethod
    def send(self, event: Event) -> tuple[Effect, ...]:
        """Hand an event over; what has to be carried out for it."""

    def press(self, *names: str) -> tuple[Effect, ...]:
        """Keys by their names; what has to be carried out for the last."""
        effects: tuple[Effect, ...] = ()
        for name in names:
            effects = self.send(Key(name, name if len(name) == 1 else None, self.stamp()))
        return effects

    def look(self) -> None:
        """The prompt reaches the screen."""
        self.send(Painted(self.stamp()))
