"""The synthetic learners by name. One row each: a seed and a run in, a learner out; nothing of theirs is told twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Final

from drillgrok.practice.state import Run
from drillgrok.simulation.exemplars import Exemplars
from drillgrok.simulation.learner import SyntheticLearner
from drillgrok.simulation.memory import Memory
from drillgrok.simulation.network import Network
from drillgrok.simulation.person import Attention, Person, Rule, TypingHand
from drillgrok.simulation.presser import presser
from drillgrok.simulation.trained_learner import Stranger, prompts_of
from drillgrok.simulation.waiter import Waiter

Factory = Callable[[int, Run], SyntheticLearner]
"""A learner for a run; the same seed gives the same learner."""

_WEIGHT_DECAY: Final = 0.6


@dataclass(frozen=True, slots=True)
class _PersonKind:
    """The parts of one kind of person; called like any factory."""

    rule: Rule = field(default_factory=Rule)
    attention: Attention = field(default_factory=Attention)
    hand: TypingHand = field(default_factory=TypingHand)
    memory: Callable[[], Memory] = Memory

    def __call__(self, seed: int, run: Run) -> SyntheticLearner:
        return Person(Random(seed), run, self.memory(), self.rule, self.attention, self.hand)


def _exemplars(seed: int, run: Run) -> SyntheticLearner:
    prompts = prompts_of(run)
    return Stranger(Random(seed), run, prompts, Exemplars(prompts))


def _network(weight_decay: float) -> Factory:
    def made(seed: int, run: Run) -> SyntheticLearner:
        prompts = prompts_of(run)
        return Stranger(Random(seed), run, prompts, Network(prompts, seed=seed, weight_decay=weight_decay))

    return made


def _waiter(seed: int, run: Run) -> SyntheticLearner:
    return Waiter(_PersonKind(memory=partial(Memory, first_span=120))(seed, run))


LEARNERS: Final[Mapping[str, Factory]] = {
    "step": _PersonKind(rule=Rule(found_at=1200)),
    "ramp": _PersonKind(rule=Rule(found_at=900, width=600)),
    "never": _PersonKind(hand=TypingHand(guesses=False)),
    "never, bad deck": _PersonKind(memory=partial(Memory, first_span=6, growth=0.25)),
    "tired": _PersonKind(attention=Attention(tires_after=110)),
    "quitter": _PersonKind(attention=Attention(gives_up_at=640)),
    "guesser": _PersonKind(memory=partial(Memory, first_span=0.5, growth=0.0), hand=TypingHand(rt_ms=700)),
    "expert beginner": _PersonKind(memory=partial(Memory, first_span=120), hand=TypingHand(rt_ms=2100, spread=0.12)),
    "recited only": _PersonKind(rule=Rule(found_at=0, rt_ms=5500, slip=0.08)),
    "relapsing": _PersonKind(rule=Rule(found_at=700, lost_at=1400)),
    "forgetful overnight": _PersonKind(memory=partial(Memory, night=900)),
    "knows, is fast": _PersonKind(rule=Rule(found_at=0, rt_ms=1200, slip=0.03)),
    "knows, is slow": _PersonKind(rule=Rule(found_at=0, rt_ms=4200, slip=0.03)),
    "half-way": _PersonKind(rule=Rule(before=0.5)),
    "presser": presser,
    "waiter": _waiter,
    "exemplars": _exemplars,
    "network": _network(0.0),
    "network with decay": _network(_WEIGHT_DECAY),
}
