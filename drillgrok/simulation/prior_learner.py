"""A learner drawn from the phase model's prior, at the real drill: the same mind that bulk rehearsals use."""

from __future__ import annotations

from random import Random
from typing import Final

from drillgrok.model.item import Item
from drillgrok.practice.state import Run
from drillgrok.simulation.guessing import Guessing
from drillgrok.simulation.learner import Reply, Truth, unseen_chance
from drillgrok.simulation.mind import Mind, World, draw_mind

_FAST_MS: Final = (60, 170)


class Drawn:
    """Counts exposures by group, as the model does."""

    def __init__(self, seed: int, run: Run, world: World) -> None:
        self._rng = Random(seed)
        self._run = run
        self._mind: Mind = draw_mind(self._rng, unseen_chance(run), world)
        self._guessing = Guessing(run)
        self._exposures: dict[int, tuple[int, int]] = {}
        """Group -> how often it was told, and the night before the last time."""
        self._night = 0

    def reply(self, item: Item, now: int, deadline_ms: int, /) -> Reply:
        """The answer to a prompt. `now` counts the prompts so far."""
        mind = self._mind
        told, night = self._exposures.get(self._group(item), (0, self._night))
        mind.move(now, first_seen=not told)
        exposures = told * mind.world.night_keeps ** min(self._night - night, 3)
        right = mind.is_right(exposures, 0.0)
        if exposures and deadline_ms >= self._run.pace.calm_ms:
            mind.shift_load()
        if not right and mind.times_out():
            return Reply(None, deadline_ms)
        rt_ms = self._rng.randrange(*_FAST_MS) if mind.is_too_fast() else mind.rt_ms(exposures)
        return Reply(item.right if right else self._guessing.guess(item, self._rng, but=item.right), rt_ms)

    def told(self, item: Item, _now: int, /) -> None:
        """The right answer was shown or confirmed."""
        self._guessing.hear(item.right)
        told, _ = self._exposures.get(self._group(item), (0, 0))
        self._exposures[self._group(item)] = told + 1, self._night

    def sleep(self) -> None:
        """A day is over."""
        self._night += 1

    def truth(self, _now: int, /) -> Truth:
        """What the mind could do at its last answer."""
        return self._mind.truth()

    def _group(self, item: Item) -> int:
        index = self._run.split.find(item.key)
        if index is None:
            raise AssertionError("an item of another deck was asked")
        return int(self._run.split.items.group_of[index])
