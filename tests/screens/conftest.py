"""A backend that keeps everything in memory, and golden pages as plain text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from drillgrok.errors import DrillgrokError
from drillgrok.history.figures import RunHistory
from drillgrok.history.gathering import Gathering, history
from drillgrok.model.deck import Deck
from drillgrok.model.log import Goal, Pressure, Stamp
from drillgrok.planning.history import ChoiceKind
from drillgrok.practice.begin import begin
from drillgrok.practice.events import Advice, Append, Commit, SaveCopyTime
from drillgrok.practice.state import Session, Stage
from drillgrok.screens.backend import DeckCard, Morning
from drillgrok.screens.kit.page import Page
from tests.helpers.goldens import Goldens
from tests.helpers.pages import plain_text
from tests.helpers.runs import laid_out

GOLDEN = Path(__file__).parent / "golden"


@dataclass
class MemoryBackend:
    """Everything outside the screens, without a disk."""

    deck: Deck
    by_lines: bool = False
    copy_ms: int | None = 900
    stored: list[Commit | Append | SaveCopyTime] = field(default_factory=list)
    prepared: int = 0
    refuses: str = ""
    """What opening a deck says instead of opening it."""
    disk_full: bool = False
    said: str = ""
    """What the coach says at breaks and at the end."""

    coach_fails: bool = False
    asked_after: list[int] = field(default_factory=list)
    """How many answers the sitting had when its coach was asked."""
    chosen: list[tuple[str, ChoiceKind]] = field(default_factory=list)
    """What was said of decks."""
    kept_keys: list[str] = field(default_factory=list)

    def morning(self, responses: int = 300) -> Morning:
        head = self.deck.head
        cards = (
            DeckCard(head.id, head.title, head.about, "signs", 1212),
            DeckCard("quill", "Quill", "A date goes in.", "everyday", 0),
        )
        return Morning(cards, Goal(responses=responses), named=head.id)

    def choose(self, deck_id: str, kind: ChoiceKind, at: Stamp) -> Morning:
        if self.disk_full:
            raise DrillgrokError("The disk is full.")
        self.chosen.append((deck_id, kind))
        return self.morning()

    def keep_keys(self, keys: str) -> None:
        self.kept_keys.append(keys)

    def describe(self, deck_id: str) -> tuple[str, ...]:
        return ("You type digits.", "Such as: 3, 12")

    def prepare(self, deck_id: str) -> None:
        self.prepared += 1

    def open(self, deck_id: str, goal: Goal, at: Stamp) -> MemoryRun:
        if self.refuses:
            raise DrillgrokError(self.refuses)
        run = laid_out(self.deck)
        session = begin(run, (), goal=goal, pressure=Pressure.FIRM, copy_ms=self.copy_ms, by_lines=self.by_lines, at=at)
        return MemoryRun(session, self)

    @property
    def answers(self) -> list[str]:
        """What was answered, in order."""
        return [effect.response.answer for effect in self.stored if isinstance(effect, Commit)]


@dataclass
class MemoryRun:
    """An opened run of such a backend."""

    session: Session
    backend: MemoryBackend
    history: RunHistory = field(default_factory=lambda: history(Gathering()))
    """Nothing is counted here."""

    def carry_out(self, effect: Commit | Append | SaveCopyTime) -> None:
        if self.backend.disk_full:
            raise DrillgrokError("The disk is full.")
        self.backend.stored.append(effect)

    def catch_up(self, session: Session) -> None:
        """Nothing is put off."""

    def advise(self, session: Session) -> Advice | None:
        """A coach who speaks at breaks and at the end."""
        self.backend.asked_after.append(len(session.responses))
        if self.backend.coach_fails and session.responses:
            raise RuntimeError("unforeseen")
        said = self.backend.said
        if session.stage not in (Stage.BREAK, Stage.FINISHED) or session.advice.words == said:
            return None
        return Advice(words=said)


@pytest.fixture
def at_a_break(hand_for: Callable[..., Any], deck_from: Callable[..., Deck]) -> Session:
    """A session after its first block."""
    hand = hand_for(deck_from())
    while hand.session.stage is not Stage.BREAK:
        hand.answer_right()
    session: Session = hand.session
    return session


@pytest.fixture
def backend(deck_from: Callable[..., Deck]) -> MemoryBackend:
    """A backend with one small table deck."""
    return MemoryBackend(deck_from())


@pytest.fixture
def golden(goldens: Goldens) -> Callable[[str, Page], None]:
    """Compares a page with tests/screens/golden/NAME.txt."""

    def compare(name: str, page: Page) -> None:
        goldens.hold(GOLDEN / f"{name}.txt", plain_text(page))

    return compare
