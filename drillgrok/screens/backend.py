"""What a screen asks of the outside: what the first screen shows, then a run that is opened. Light to import: the first
screen stands on it before anything heavy is loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from drillgrok.library.ladder import Door, Rung
from drillgrok.model.log import Goal
from drillgrok.planning.plan import DayPlan

if TYPE_CHECKING:
    from drillgrok.history.figures import RunHistory
    from drillgrok.model.log import Stamp
    from drillgrok.planning.history import ChoiceKind
    from drillgrok.practice.events import Advice, Append, Commit, SaveCopyTime
    from drillgrok.practice.state import Session

INTERRUPTED = 130
"""Exit code after Ctrl+C."""


@dataclass(frozen=True, slots=True)
class DeckCard:
    """What the first screen says of a deck; all of it neutral."""

    id: str
    """Or the path that it was given by."""
    title: str
    about: str
    domain: str
    """The heading it is listed under."""
    responses: int
    """Answers this learner has given to it."""
    state: str = ""
    """Where it stands: `new`, `day 3`, `plateau since day 9` ..."""
    is_set_aside: bool = False
    kept: str = ""
    """Of a passed deck: what was kept, in a sentence or two."""
    rung: Rung | None = None
    """Its place on the way from easy to hard; None where nobody has given it one."""

    @property
    def starts_here(self) -> bool:
        """Whoever is new to the domain begins with it."""
        return self.rung is not None and self.rung.is_start and not self.responses and not self.is_set_aside


@dataclass(frozen=True, slots=True)
class Weekday:
    """One of the last seven days."""

    name: str
    answers: int


@dataclass(frozen=True, slots=True)
class Morning:
    """What the first screen shows of a learner's days: kept for it, so that no log is read."""

    cards: tuple[DeckCard, ...]
    """Every deck to choose from, domains and their decks from easy to hard; never empty."""
    goal: Goal
    """What was wished for a session."""
    named: str = ""
    """The deck that was asked for by name: the id of its card."""
    plan: DayPlan = field(default_factory=DayPlan)
    doors: tuple[Door, ...] = ()
    """For a learner who has not answered anything yet; else there are none."""
    week: tuple[Weekday, ...] = ()
    """The last seven days, today last."""
    answers: int = 0
    """On all decks together."""
    last_word: str = ""
    """What the coach said last of the deck that the day is about; empty where it no longer holds."""
    day: int = 0
    """Which day of practice it is on that deck, from 1; 0 where that is not to be told."""
    learner: str = ""
    """Who is meant, where several share the machine."""

    @property
    def done(self) -> int:
        """Answers of today."""
        return self.week[-1].answers if self.week else 0


class DrilledRun(Protocol):
    """A run that was opened, and all that its drill asks of the outside."""

    session: Session
    """As it was opened: its first stage is ready to be shown."""

    def carry_out(self, effect: Commit | Append | SaveCopyTime) -> None:
        """Store it; durable on return.

        Raises DrillgrokError where it cannot be stored.
        """

    def advise(self, session: Session) -> Advice | None:
        """What the coach makes of the run now, where that is new: called after an event that stored something, before
        the next one.

        Raises DrillgrokError where what it says cannot be stored.
        """

    def catch_up(self, session: Session) -> None:
        """Do what the last look put off, and a little of what the next one needs; behind a sitting's last page, begin
        what is to be done there. Called when nobody waits.

        Raises DrillgrokError where something cannot be stored.
        """

    @property
    def history(self) -> RunHistory:
        """The run's figures, for the summary."""


class Backend(Protocol):
    """Everything outside the screens. `prepare`, `describe`, `choose` and `open` are never called at the same time, and
    may come from another thread than the rest."""

    def morning(self) -> Morning:
        """What the first screen shows, at once and without loading any deck."""

    def describe(self, deck_id: str) -> tuple[str, ...]:
        """How a deck is answered, a line each; it is read for that.

        Raises DrillgrokError where it cannot be read.
        """

    def prepare(self, deck_id: str) -> None:
        """Load what opening a run needs, and this deck; called once, behind the first screen."""

    def keep_keys(self, keys: str) -> None:
        """Keep the learner's own keys for decks that are tapped."""

    def choose(self, deck_id: str, kind: ChoiceKind, at: Stamp) -> Morning:
        """Keep what the learner said of a deck, and return the day as it is planned now.

        Raises DrillgrokError where it cannot be stored.
        """

    def open(self, deck_id: str, goal: Goal, at: Stamp) -> DrilledRun:
        """The learner's run of this deck, with a new session.

        Raises DrillgrokError where the deck cannot be drilled.
        """
