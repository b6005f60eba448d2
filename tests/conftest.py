"""What several test rooms need: a home of one's own, decks from text, a hand that drives the drill, and kept texts."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from drillgrok.console.behind import is_at_work
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.model.deck import Deck
from drillgrok.model.log import Goal, Moment, Pressure, Response, Stamp
from drillgrok.practice.begin import begin
from drillgrok.practice.events import Append, Commit, Effect, Event, Line, NoteWritten, Tick
from drillgrok.practice.session import step
from drillgrok.practice.state import Run, Session, Stage
from tests.helpers.fingers import Fingers
from tests.helpers.goldens import Goldens
from tests.helpers.runs import laid_out

# How long an example takes says something of the machine, not of the program.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")

MORNING_MS = 1_767_254_400_000
"""2026-01-01 08:00 UTC."""

SUM_DECK = """
deck: lantern-7
title: Lantern
about: Two signs go in, one comes out.
items:
  table: {a: 0..12, b: 0..12}
  prompt: "{a} ∘ {b}"
  answer: (a + b) % 13
  group: {unordered: [a, b]}
  parts: [a, b, answer]
held_out: 40%
pressure: {calm: 8 s, quick: 2.5 s, floor: 1.2 s}
rule: |
  Add, and start again from 0 after 12.
"""


def pytest_configure() -> None:
    """A shell that starts the tests in the background has them ignore Ctrl+C and its like, and what they start."""
    for name in ("SIGINT", "SIGQUIT", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has the first alone
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write kept texts anew instead of comparing with them")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Only a test that holds a kept text has something to renew."""
    if config.getoption("--renew"):
        items[:] = [item for item in items if "goldens" in getattr(item, "fixturenames", ())]


@pytest.fixture(autouse=True)
def _nothing_at_work_behind() -> Iterator[None]:
    """A program that is left is cut off where a thread is still at work: what one test leaves behind would end the
    next one that leaves it."""
    yield
    waits_until_s = time.monotonic() + 60
    while is_at_work():
        assert time.monotonic() < waits_until_s, "the test left a thread at work behind a screen"
        time.sleep(0.01)


@pytest.fixture
def goldens(request: pytest.FixtureRequest) -> Goldens:
    """The kept texts of this test."""
    return Goldens(request.path, renewing=request.config.getoption("--renew"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's folder that nobody else uses."""
    path = tmp_path / "home"
    monkeypatch.setenv("DRILLGROK_HOME", str(path))
    return path


@pytest.fixture
def deck_from(tmp_path: Path) -> Callable[..., Deck]:
    """A deck from its text, with the files beside it."""

    def read(text: str = SUM_DECK, **files: str) -> Deck:
        folder = tmp_path / "signs"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / name.replace("_csv", ".csv")).write_text(content, encoding="utf-8")
        path = folder / "deck.yaml"
        path.write_text(text, encoding="utf-8")
        return read_deck(load_source(path))

    return read


@dataclass
class Hand(Fingers):
    """Drives a session as a person would: keys, waiting, looking. Keeps what was stored, like the journal does."""

    run: Run
    session: Session
    utc_ms: int = MORNING_MS
    mono_ms: int = MORNING_MS
    stored: list[Response] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)

    def stamp(self) -> Stamp:
        return Stamp(self.mono_ms * 1_000_000, Moment(self.utc_ms, 60))

    def send(self, event: Event) -> tuple[Effect, ...]:
        self.session, effects = step(self.session, event)
        self.effects += effects
        for effect in effects:
            if isinstance(effect, Commit):
                self.stored.append(effect.response)
            if isinstance(effect, Append):
                self._join(effect)
        return effects

    def _join(self, effect: Append) -> None:
        for k, response in enumerate(self.stored):
            if response.seq in effect.mark.seqs:
                self.stored[k] = replace(response, flags=response.flags | {effect.mark.kind.value})  # type: ignore[arg-type]

    def wait(self, ms: int) -> None:
        """Time goes by, ticking ten times a second."""
        while ms > 0:
            pause = min(100, ms)
            ms -= pause
            self.utc_ms += pause
            self.mono_ms += pause
            self.send(Tick(self.stamp()))

    def say(self, text: str) -> tuple[Effect, ...]:
        return self.send(Line(text, self.stamp()))

    def write_note(self, text: str) -> tuple[Effect, ...]:
        return self.send(NoteWritten(text, self.stamp()))

    @property
    def right(self) -> str:
        assert self.session.showing is not None
        return self.session.showing.item.right

    def answer(self, text: str, *, after_ms: int = 900) -> Response:
        """Look, wait, type, and Enter where the answer does not submit itself."""
        self.look()
        self.wait(after_ms)
        before = len(self.stored)
        for char in text:
            self.press(char)
        if len(self.stored) == before:
            self.press("enter")
        return self.stored[before]

    def answer_right(self, *, after_ms: int = 900) -> Response:
        return self.answer(self.right, after_ms=after_ms)

    def miss(self) -> Response:
        """Say "don't know" and read the right answer."""
        response = self.answer("")
        self.move_on()
        return response

    def move_on(self) -> None:
        """Past a correction or a break, if there is one."""
        while self.session.stage in (Stage.CORRECTION, Stage.BREAK):
            self.wait(400)
            self.press("enter")

    def practise(self, count: int, *, right: Callable[[Response | None], bool] = lambda _: True) -> None:
        """So many measured answers."""
        for _ in range(count):
            self.move_on()
            if right(None):
                self.answer_right()
            else:
                self.answer("")
        self.move_on()


@pytest.fixture
def hand_for() -> Callable[..., Hand]:
    """A sitting of a deck with a hand to drive it; `log` is what earlier sittings stored."""

    def sit(
        deck: Deck,
        *,
        log: tuple[Response, ...] = (),
        goal: Goal | None = None,
        seed: int = 7,
        copy_ms: int | None = 900,
        by_lines: bool = False,
        pressure: Pressure = Pressure.FIRM,
        start_ms: int = MORNING_MS,
    ) -> Hand:
        run = laid_out(deck, seed)
        at = Stamp(start_ms * 1_000_000, Moment(start_ms, 60))
        session = begin(
            run, log, goal=goal or Goal(responses=300), pressure=pressure, copy_ms=copy_ms, by_lines=by_lines, at=at
        )
        return Hand(run, session, utc_ms=start_ms, mono_ms=start_ms)

    return sit
