"""A learner at the command line: commands in this process, against a real database in a folder of one's own."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner, Result

from drillgrok.cli.app import app
from drillgrok.coaching.watch import Watch
from drillgrok.days import DAY_MS
from drillgrok.errors import DrillgrokError
from drillgrok.model.log import Goal, Moment, Response, Stamp
from drillgrok.practice.events import Key, Painted, Tick
from drillgrok.practice.state import Showing, Stage
from drillgrok.runs.open_run import OpenRun
from drillgrok.runs.opening import RunOpener
from drillgrok.runs.wishes import Wishes
from drillgrok.screens.drill.live import LiveSession
from drillgrok.screens.kit.trace import Trace
from drillgrok.simulation.learner import SyntheticLearner
from drillgrok.simulation.learners import LEARNERS

Log = list[dict[str, str]]
MORNING_MS = 1_767_254_400_000
"""2026-01-01 08:00 UTC."""
_LOOK_MS, _ENTER_MS = 500, 400

QUIET = """
deck: quiet-13
title: Quiet
family: quiet
about: Two numbers go in, one comes out.
items:
  table: {a: 0..12, b: 0..12}
  prompt: "{a} ∘ {b}"
  answer: (5 * a + b) % 13
pressure: {calm: 8 s, quick: 2.5 s, floor: 1.2 s}
rule: Five times the first, and the second.
"""


@pytest.fixture
def run(home: Path) -> Callable[..., Result]:
    """A command; only a DrillgrokError or bad usage may end it early."""

    def invoke(*arguments: object, typed: str = "") -> Result:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


@pytest.fixture
def log(run: Callable[..., Result]) -> Callable[..., Log]:
    """The exported rows, by column."""

    def read(*options: str) -> Log:
        return list(csv.DictReader(io.StringIO(run("data", "export", *options).stdout)))

    return read


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    """A deck file of the learner's own."""
    path = tmp_path / "mine" / "quiet-13.yaml"
    path.parent.mkdir()
    path.write_text(QUIET, encoding="utf-8")
    return path


@dataclass
class Day:
    """One day of a synthetic learner at the run that the program opened: its database, its coach, a clock of ours."""

    opener: RunOpener
    run: OpenRun
    live: LiveSession
    learner: SyntheticLearner
    utc_ms: int
    heard: list[str] = field(default_factory=list)
    """What stood on the screen at each break and at the end."""

    def stamp(self, after_ms: int = 0) -> Stamp:
        self.utc_ms += after_ms
        return Stamp(self.utc_ms * 1_000_000, Moment(self.utc_ms, 0))

    def press(self, name: str) -> None:
        self.live.tell(Painted(self.stamp(1)))
        self.live.tell(Key(name, name if len(name) == 1 else None, self.stamp(_LOOK_MS)))

    def command(self, letters: str) -> None:
        """Esc and a letter, or several, and back to the drill."""
        self.press("escape")
        for letter in letters:
            self.press(letter)
        self.press("enter")

    def answer(self, count: int) -> None:
        """So many answers, or fewer where the session ends before."""
        while count and self.live.session.stage is not Stage.FINISHED:
            session = self.live.session
            if session.stage is Stage.ASKING and session.showing is not None:
                self._answer_one(session.showing)
                count -= 1
            else:
                self.press("enter")
            self.listen()

    def listen(self) -> None:
        """Hear what the coach says where the session rests."""
        if self.live.session.stage in (Stage.BREAK, Stage.FINISHED):
            self.heard.append(self.live.session.advice.words)

    def _answer_one(self, showing: Showing) -> None:
        self.live.tell(Painted(self.stamp(1)))
        before = len(self.live.session.responses)
        reply = self.learner.reply(showing.item, self.live.session.standing.count + 1, showing.deadline_ms)
        at = self.stamp(min(reply.rt_ms, showing.deadline_ms))
        self.live.session = replace(self.live.session, last_event=at)  # the ticks in between would change nothing else
        if reply.rt_ms >= showing.deadline_ms:
            self.live.tell(Tick(at))
        else:
            self._type(reply.text or "", at, before, late_ms=max(0, _ENTER_MS - reply.rt_ms))
        last: Response = self.live.session.responses[before]
        if last.had_feedback:
            self.learner.told(showing.item, last.seq)

    def _type(self, text: str, at: Stamp, before: int, *, late_ms: int) -> None:
        for char in text:
            self.live.tell(Key(char, char, at))
            if len(self.live.session.responses) > before:
                return
        self.live.tell(Key("enter", None, self.stamp(late_ms)))

    @property
    def watch(self) -> Watch:
        """What the coach knows once nobody waits, behind its door."""
        self.live.catch_up()
        return self.run._coach._watch

    def close(self) -> None:
        self.learner.sleep()
        self.opener.close()


@dataclass
class Days:
    """A synthetic learner's days at one deck, in the home that the environment names."""

    name: str
    deck: str
    daily: int
    days: int = 0
    learner: SyntheticLearner | None = None

    def open(self) -> Day:
        """The next morning, with the first prompt up."""
        wishes = Wishes(self.deck, None, self.daily, "sim", "firm", new_run=False, seed=7, plain=False, trace=None)
        opener = RunOpener(wishes, "sim", by_lines=False, has_loudspeaker=lambda: True)
        utc_ms = MORNING_MS + self.days * DAY_MS
        self.days += 1
        at = Stamp(utc_ms * 1_000_000, Moment(utc_ms, 0))
        try:
            run = opener.open(self.deck, Goal(responses=self.daily), at)
        except DrillgrokError:
            opener.close()
            raise
        if self.learner is None:
            self.learner = LEARNERS[self.name](1, run.session.run)
        day = Day(opener, run, LiveSession(run, Trace(None)), self.learner, utc_ms)
        if run.session.stage is Stage.COPYING:
            day.press("escape")
        return day

    def live(self, days: int) -> list[Day]:
        """So many whole days."""
        lived = []
        for _ in range(days):
            day = self.open()
            day.answer(self.daily)
            if day.live.session.stage is Stage.CORRECTION:  # the last answer was wrong
                day.press("enter")
                day.listen()
            day.close()
            lived.append(day)
        return lived


def in_a_copy(days: Days, home: Path, copy: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Day]]:
    """For a fixture to yield from: opens the next day of these days in a copy of their home, and closes it again."""
    copytree(home, copy)
    monkeypatch.setenv("DRILLGROK_HOME", str(copy))
    own, opened = deepcopy(days), list[Day]()

    def open_day() -> Day:
        opened.append(own.open())
        return opened[-1]

    yield open_day
    for day in opened:
        day.opener.close()


@pytest.fixture(scope="session")
def days_of() -> Callable[..., Days]:
    """A named learner who sits down at a deck day after day."""

    def begin(name: str, deck: str, daily: int = 250) -> Days:
        return Days(name, deck, daily)

    return begin
