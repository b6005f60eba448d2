"""`drillgrok deck simulate`: synthetic learners drill a deck through the real drill. Nothing of it is stored, and no
item is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from drillgrok.charts.catalogue import expected
from drillgrok.charts.terminal import draw
from drillgrok.console.progress import bar
from drillgrok.console.terminal import columns, painted
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.library import catalog
from drillgrok.model.deck import Deck
from drillgrok.model.log import Pressure
from drillgrok.simulation.courses import Course, LearnerCourse, walk

LEARNERS, DAYS, DAILY, SEED = 5, 6, 300, 1
_WIDEST = 120


@dataclass(frozen=True, slots=True)
class SimulationPlan:
    """Who drills how long."""

    course: Course
    learners: int
    """At each pressure the same ones."""
    pressures: tuple[Pressure, ...]
    seed: int


def simulate(
    name: str,
    *,
    learners: int = LEARNERS,
    days: int = DAYS,
    daily: int = DAILY,
    pressure: str | None = None,
    seed: int = SEED,
    as_json: bool = False,
) -> str:
    """What to print. Without a pressure all three are compared. Raises DrillgrokError where the deck cannot be read or
    holds nothing out."""
    deck = read_deck(catalog.find(name))
    pressures = tuple(Pressure) if pressure is None else (Pressure(pressure),)
    plan = SimulationPlan(Course(days, daily), learners, pressures, seed)
    ways = tuple(_ways(deck, plan))
    return _as_json(deck, plan, ways) if as_json else _drawn(deck, plan, ways)


def _ways(deck: Deck, plan: SimulationPlan) -> Iterator[LearnerCourse]:
    answers = len(plan.pressures) * plan.learners * plan.course.answers
    with bar("simulating", answers) as advance:
        for pressure in plan.pressures:
            for learner in range(plan.learners):
                for way in walk(deck, plan.course, learner=learner, seed=plan.seed, pressure=pressure):
                    advance(1)
                    if way is not None:
                        yield way


def _drawn(deck: Deck, plan: SimulationPlan, ways: Sequence[LearnerCourse]) -> str:
    from rich.text import Text

    middle = Pressure.FIRM if Pressure.FIRM in plan.pressures else plan.pressures[0]
    charts = [expected.chart([way for way in ways if way.pressure is middle], plan.course)]
    if len(plan.pressures) > 1:
        charts.append(expected.pressures(ways, plan.course))
    heading = Text.assemble((deck.head.title, "bold"), f"   {deck.id}, {len(deck.items):,} items")
    drawings = [part for chart in charts for part in ("", draw(chart, width=min(columns(), _WIDEST)))]
    return painted(heading, *drawings)


def _as_json(deck: Deck, plan: SimulationPlan, ways: Sequence[LearnerCourse]) -> str:
    """One object; answer numbers as in `Way`, null where it did not happen."""
    return json.dumps(
        {
            "deck": deck.id,
            "synthetic": True,
            "days": plan.course.days,
            "daily": plan.course.daily,
            "seed": plan.seed,
            "rule_from": plan.course.rule_from,
            "ways": [asdict(way) for way in ways],
        },
        indent=2,
    )
