"""Many learners: what the phase model would be given of each, answer by answer, with the truth beside it.

Its own world and worlds that it does not believe in are observed in bulk, without the drill; learners of another
family, and some of its own for comparison, at the real drill.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Final

from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases.evidence import Evidence, evidence_of
from drillgrok.practice.state import Run
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learner import Truth
from drillgrok.simulation.learners import LEARNERS, Factory
from drillgrok.simulation.mind import Mind, World, draw_mind
from drillgrok.simulation.prior_learner import Drawn
from drillgrok.simulation.timetable import DAILY, Card, Timetable

_CHANCES: Final = (1 / 31, 1 / 31, 1 / 16, 1 / 10, 1 / 4)
_PRESSED_RIGHT: Final = 0.88
_GIVES_UP_AFTER: Final = 200
"""Answers that a learner who has stopped trying still gives."""

WORLDS: Final[Mapping[str, World]] = {
    "own": World(),
    "chance x .5": World(chance_factor=0.5),
    "chance x 2": World(chance_factor=2.0),
    "wrong chance": World(understated=0.12),
    "drift of latency": World(latency_drift=0.02),
    "item difficulty": World(item_spread=1.2),
    "forgetting overnight": World(night_keeps=0.3),
    "symmetry leaks": World(leak=0.15),
    "growing habits": World(lift_growth=0.12),
    "copied neighbours": World(copies=0.7),
    "prior knowledge": World(brings_rule=0.5),
    "lapses in bouts": World(lapses=6.0),
    "quits": World(quits=True),
}


@dataclass(frozen=True, slots=True)
class Observed:
    """One answer as the phase model gets it, and what was true when it was given."""

    evidence: Evidence
    truth: Truth


def observe(world: World, seed: int, answers: int) -> Iterator[Observed]:
    """One learner of this world, drawn by the seed: so many answers, fewer from one who quits."""
    rng = Random(seed)
    stated_chance = rng.choice(_CHANCES)
    mind = draw_mind(rng, stated_chance, world)
    timetable = Timetable(rng)
    for number in range(1, answers + 1):
        card, kind = timetable.ask()
        mind.move(number, first_seen=kind is EvidenceKind.FIRST_SEEN)
        if mind.quits_at is not None and number > mind.quits_at + _GIVES_UP_AFTER:
            return
        yield Observed(_answer(mind, timetable, card, kind, stated_chance), mind.truth())
        if kind is EvidenceKind.RECALL:
            mind.shift_load()


def _answer(mind: Mind, timetable: Timetable, card: Card, kind: EvidenceKind, stated_chance: float) -> Evidence:
    right, exposures = _right(mind, timetable, card, kind)
    timed_out = not right and mind.times_out()
    evidence = Evidence(
        number=timetable.number,
        kind=kind,
        item=card.name,
        seen=card.seen,
        sitting=str(timetable.night),
        chance=stated_chance,
        correct=right,
        timed_out=timed_out,
        too_fast=mind.is_too_fast(),
        rt_ms=None if timed_out else mind.rt_ms(exposures),
    )
    timetable.answered(card, right=right)
    return evidence


def _right(mind: Mind, timetable: Timetable, card: Card, kind: EvidenceKind) -> tuple[bool, float]:
    """Whether the answer is right, and the exposures that count for it."""
    if kind is EvidenceKind.PRESSED:
        return mind.keeps_up(_PRESSED_RIGHT), card.seen
    exposures = card.seen * mind.world.night_keeps ** min(timetable.night - card.night, 3)
    if kind is EvidenceKind.FIRST_SEEN and mind.world.leak and mind.rng.random() < mind.world.leak:
        exposures = 3.0
    return mind.is_right(exposures, card.difficulty), exposures


def observe_drill(factory: Factory, seed: int, answers: int) -> Iterator[Observed]:
    """One learner at the real drill on the rehearsal deck: so many answers, less those that are no evidence."""
    run = demo_run(demo_deck(), seed)
    learner = factory(seed, run)
    for day, _, response in drill_days(run, learner, days=-(-answers // DAILY), daily=DAILY):
        if response.seq > answers:
            return
        evidence = evidence_of(response, str(day))
        if evidence is not None:
            yield Observed(evidence, learner.truth(response.seq))


def _own(seed: int, run: Run) -> Drawn:
    return Drawn(seed, run, WORLDS["own"])


Population = Callable[[int, int], Iterator[Observed]]
"""Seed and answers -> one learner."""

POPULATIONS: Final[Mapping[str, Population]] = {
    **{name: partial(observe, world) for name, world in WORLDS.items()},
    "own, drilled": partial(observe_drill, _own),
    **{name: partial(observe_drill, LEARNERS[name]) for name in ("exemplars", "network", "network with decay")},
}
