"""What is pictured: a simulated learner in the drill, what the coach says, the plot of the whole way. Every learner has
its seed and a clock of its own, so that the same program gives the same pictures."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from drillgrok.commands import demo
from drillgrok.commands.morning import morning
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.history.figures import RunHistory
from drillgrok.library import catalog
from drillgrok.model.log import Goal, Moment, Pressure, Role, Stamp
from drillgrok.practice.begin import begin, lay_out
from drillgrok.practice.events import Painted
from drillgrok.practice.session import step
from drillgrok.practice.split import plan_split
from drillgrok.practice.state import Session, Stage
from drillgrok.runs.wishes import Wishes
from drillgrok.screens.drill.page import drill_page
from drillgrok.screens.start.offers import starting
from drillgrok.screens.start.page import start_page
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS
from drillgrok.store.database import open_store
from tools.pictures.screens import filled, of_page, of_printed
from tools.pictures.svg import Screen

COLUMNS, ROWS = 80, 24
DECKS: Final = Path(__file__).parents[2] / "decks"
_NS_PER_MS: Final = 1_000_000
_EVERY: Final = 60
"""Answers from one frame of the demo to the next."""
_AT: Final = 84
_MORNING: Final = Stamp(0, Moment(1_767_254_400_000, 0))


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture to be taken."""

    name: str
    label: str
    """What it shows, for those who do not see it."""
    screen: Callable[[], Screen]
    shared: bool = False
    """Also as PNG, for places that take no SVG."""


@contextmanager
def _at_home_in(folder: str) -> Iterator[None]:
    """The learner's folder is another one for as long as the block lasts."""
    before = os.environ.get("DRILLGROK_HOME")
    os.environ["DRILLGROK_HOME"] = folder
    try:
        yield
    finally:
        if before is None:
            del os.environ["DRILLGROK_HOME"]
        else:
            os.environ["DRILLGROK_HOME"] = before


def _doors() -> Screen:
    """The first screen of whoever has answered nothing yet."""
    wishes = Wishes(None, None, None, None, Pressure.FIRM, new_run=False, seed=None, plain=False, trace=None)
    with TemporaryDirectory() as folder, _at_home_in(folder):
        offered = morning(wishes, "somebody", catalog.heads(), None, _MORNING.moment)
        return of_page(start_page(starting(offered), COLUMNS, ROWS).page)


def _asked() -> Screen:
    """In the second day's session: an item is asked, and part of its time is over."""
    return _page(*_second_day(Stage.ASKING))


def _corrected() -> Screen:
    return _page(*_second_day(Stage.CORRECTION))


def _page(session: Session, now_ns: int) -> Screen:
    return of_page(drill_page(session, now_ns=now_ns, width=COLUMNS, height=ROWS))


@cache
def _second_day(stage: Stage) -> tuple[Session, int]:
    """The session once so many answers are given and it stands so, and the time a second and a half later."""
    run = demo_run(demo_deck(), demo.SEED)
    learner = LEARNERS[demo.LEARNER](demo.SEED, run)
    for day, session, response in drill_days(run, learner, days=2, daily=demo.DAILY):
        if day == 1 and session.measured >= _AT and session.stage is stage and response.role is Role.PRACTISED:
            return _looked_at(session)
    raise AssertionError("the learner is never so far")


def _looked_at(session: Session) -> tuple[Session, int]:
    at = session.last_event
    shown = Stamp(at.mono_ns + 400 * _NS_PER_MS, at.moment)
    if session.stage is Stage.ASKING:
        session, _ = step(session, Painted(shown))
    return session, shown.mono_ns + 1500 * _NS_PER_MS


def _first_item(deck: str) -> Screen:
    """The first item of a bundled deck; nothing of its answer is told."""
    (path,) = DECKS.glob(f"*/{deck}.yaml")
    deck_read = read_deck(load_source(path))
    plan = plan_split(deck_read.items, deck_read.held_out, demo.SEED)
    run = lay_out(deck_read, seed=demo.SEED, plan=plan, pace=deck_read.pace, primed=False)
    session = begin(run, (), goal=Goal(responses=300), pressure=Pressure.FIRM, copy_ms=900, by_lines=False, at=_MORNING)
    session, now_ns = _looked_at(session)
    return _page(session, now_ns)


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo from its first answer to its last."""

    screens: tuple[Screen, ...]
    """One for so many answers."""
    history: RunHistory
    """At its end."""


@cache
def the_demo() -> Demo:
    """The demo, gone through once."""
    screens: list[Screen] = []
    with TemporaryDirectory() as folder, open_store(Path(folder) / "demo.db") as engine:
        rehearsal = demo.prepared(engine)
        for number, _ in enumerate(demo.walked(rehearsal), start=1):
            if number % _EVERY == 0:
                screens.append(filled(of_printed(demo.picture(rehearsal), COLUMNS), ROWS))
        return Demo(tuple(screens), rehearsal.history)


def the_way() -> tuple[Screen, ...]:
    """Some moments of the drill, and then the demo."""
    return (*(_asked(),) * 3, *(_corrected(),) * 3, *the_demo().screens[1::2])


SCENES: Final = (
    Scene("start", "The first screen on a new machine: three doors, and what Enter starts.", _doors),
    Scene("drill", "The drill: an item in large letters, the time that is left, the day's goal.", _asked, shared=True),
    Scene("correction", "After a miss the right answer stands where one looks.", _corrected),
    Scene("chess", "A chess deck: the board, and the move that is being typed.", lambda: _first_item("agate")),
    Scene("eyes", "A deck to watch: which of two coins that fall is the fake?", lambda: _first_item("coins-of-bronze")),
    Scene("demo", "The plot of a whole run: practised answers are right early, unseen ones long after, at once.",
          lambda: the_demo().screens[-1], shared=True),
)  # fmt: skip
