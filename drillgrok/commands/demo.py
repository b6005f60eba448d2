"""`drillgrok demo`: a simulated learner goes the whole way through the real drill in a throw-away database."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import fill
from typing import TYPE_CHECKING

from drillgrok.charts.catalogue import grokking, overview
from drillgrok.charts.terminal import draw
from drillgrok.console.terminal import is_terminal, painted, texts
from drillgrok.history.chart_inputs import ChartInputs
from drillgrok.history.gathering import Gathering, gathered, history
from drillgrok.model.log import Goal, Response
from drillgrok.practice.events import Advised, Event
from drillgrok.runs.coach import Coach
from drillgrok.runs.finished import finished_runs
from drillgrok.runs.laid_out import keep_deck, session_plan
from drillgrok.runs.resuming import left_off
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS
from drillgrok.store import learners, runs
from drillgrok.store.database import open_store
from drillgrok.store.journal import Journal

if TYPE_CHECKING:
    from rich.console import Group
    from sqlalchemy import Engine

    from drillgrok.history.figures import RunHistory
    from drillgrok.practice.state import Run, Session

SEED = 1
DAYS, DAILY = 8, 300
LEARNER = "step"
_STRETCH = 40
_PLOT_WIDTH, _PLOT_HEIGHT = 78, 11
_SECONDS = 24.0
"""How long it takes on a terminal; elsewhere nothing waits."""
INTRODUCTION = (
    f"A simulated learner practises a rule that none of your decks has, {DAILY} answers a day for {DAYS} days, in the "
    "same drill that you will use. It memorises first. Watch what happens to the unseen items."
)
BACK = "Enter goes back to the first screen."
_COLUMNS = 78


@dataclass
class Rehearsal:
    """The run as it grows: what was answered and what the coach said last."""

    engine: Engine
    run: Run
    record: runs.RunRecord
    log: list[Response] = field(default_factory=list)
    words: str = ""
    day: int = 0
    _rows: list[tuple[str, Response]] = field(default_factory=list)
    _gathering: Gathering = field(default_factory=Gathering)
    _session_id: str = ""
    _coach: Coach | None = None

    @property
    def history(self) -> RunHistory:
        """The run's figures until now."""
        self._gathering = gathered(self._gathering, self._rows[self._gathering.number :])
        return history(self._gathering)

    def hear(self, session: Session, response: Response) -> Iterator[Event]:
        """Store one response and let the coach look on, as in a person's practice."""
        if self._coach is None or len(session.responses) == 1:
            self._begin_day(session)
        Journal(self.engine, self.record.id, self._session_id).append(response)
        self.log.append(response)
        self._rows.append((self._session_id, response))
        if self._coach is None:
            raise AssertionError("the day has begun")
        self._coach.hear(response)
        advice = self._coach.advise(session)
        self._coach.catch_up(session)
        if advice is not None:
            self.words = self._coach.last_words
            yield Advised(advice, session.last_event)

    def _begin_day(self, session: Session) -> None:
        plan = session_plan(session, Goal(responses=DAILY))
        self.day += 1
        self._session_id = runs.start_session(self.engine, self.record, plan, session.last_event.moment)
        self._coach = Coach(
            self.engine, self.record.id, self._session_id, left_off(self.engine, self.record.id, self.run), self.run
        )


def run() -> str:
    """Show the rehearsal and return the stats it ends with."""
    with TemporaryDirectory() as folder, open_store(Path(folder) / "demo.db") as engine:
        rehearsal = prepared(engine)
        heard = walked(rehearsal)
        if is_terminal():
            _show(rehearsal, heard)
        else:
            _tell(rehearsal, heard)
        return _stats(engine, rehearsal)


def show_and_wait() -> None:
    """The same for somebody who came from the first screen, and goes back to it."""
    sys.stdout.write(f"{run()}\n\n{BACK} ")
    sys.stdout.flush()
    sys.stdin.readline()


def prepared(engine: Engine) -> Rehearsal:
    """The run as it begins, in this database."""
    deck = demo_deck()
    run = demo_run(deck, SEED)
    first = next(response for _, _, response in drill_days(run, LEARNERS[LEARNER](SEED, run), days=1, daily=1))
    keep_deck(engine, deck, first.at)
    pace = run.pace
    plan = runs.RunPlan(deck.head.version, SEED, run.split.plan, pace.calm_ms, pace.quick_ms, primed=False)
    record = runs.start_run(engine, learners.learner_named(engine, "demo"), deck.id, plan, first.at)
    return Rehearsal(engine, run, record)


def walked(rehearsal: Rehearsal) -> Iterator[Response]:
    """Every answer of the learner, whom the coach hears; the run grows with them."""
    learner = LEARNERS[LEARNER](SEED, rehearsal.run)
    for _, _, response in drill_days(rehearsal.run, learner, days=DAYS, daily=DAILY, advice=rehearsal.hear):
        yield response


def _show(rehearsal: Rehearsal, heard: Iterator[Response]) -> None:
    """On a terminal: the plot as it grows, with the coach below."""
    from rich.live import Live

    began, every = time.monotonic(), _STRETCH // 4
    with Live(picture(rehearsal), refresh_per_second=20, transient=False) as live:
        for number, _ in enumerate(heard, start=1):
            if number % every == 0:
                live.update(picture(rehearsal))
                ahead_s = began + _SECONDS * number / (DAYS * DAILY) - time.monotonic()
                time.sleep(max(ahead_s, 0.0))
        live.update(picture(rehearsal))


def picture(rehearsal: Rehearsal) -> Group:
    """What a terminal shows of the run at this moment."""
    from rich.console import Group
    from rich.text import Text

    plot = draw(grokking.small(rehearsal.history), width=_PLOT_WIDTH, height=_PLOT_HEIGHT)
    head = Text(f"day {max(rehearsal.day, 1)} of {DAYS}, {len(rehearsal.log):,} answers", style="bold")
    said = Text(_wrapped(rehearsal.words), style="italic")
    return Group(Text(_wrapped(INTRODUCTION)), Text(), head, *texts(plot), Text(), said, Text())


def _wrapped(text: str) -> str:
    return fill(text, _COLUMNS)


def _tell(rehearsal: Rehearsal, heard: Iterator[Response]) -> None:
    """By lines: what the coach says at the end of each day."""
    sys.stdout.write(f"{_wrapped(INTRODUCTION)}\n\n")
    before = ""
    for number, _ in enumerate(heard, start=1):
        if number % DAILY == 0:
            said = rehearsal.words if rehearsal.words != before else "The coach has nothing to add."
            sys.stdout.write(f"{_wrapped(f'Day {rehearsal.day}, {number:,} answers. {said}')}\n")
            before = rehearsal.words


def _stats(engine: Engine, rehearsal: Rehearsal) -> str:
    last = rehearsal.log[-1].at
    today, title = last.day, rehearsal.run.deck.head.title
    rows = overview.rows([ChartInputs(past, title, today) for past in finished_runs(engine)])
    end = "That was a program. Only your own answers can tell whether it happens to you: `drillgrok` begins."
    stats = painted(overview.as_table(rows)) if is_terminal() else _wrapped(overview.as_lines(rows))
    return f"{stats}\n\n{_wrapped(end)}"
