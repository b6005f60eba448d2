"""What a screen asks of the outside: cards for the first screen, then a run that is opened. Light to import: the first
screen stands on it before anything heavy is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from drillgrok.model.log import Goal

if TYPE_CHECKING:
    from drillgrok.history.figures import RunHistory
    from drillgrok.model.log import Stamp
    from drillgrok.practice.events import Advice, Append, Commit, SaveCopyTime
    from drillgrok.practice.state import Session

INTERRUPTED = 130
"""Exit code after Ctrl+C."""


@dataclass(frozen=True, slots=True)
class DeckCard:
    """What the first screen says of a deck; all of it neutral."""

    id: str
    title: str
    about: str
    domain: str
    """The heading it is listed under."""
    responses: int
    """Answers this learner has given in the open run."""


class DrilledRun(Protocol):
    """A run that was opened, and all that its drill asks of the outside."""

    session: Session
    """As it was opened: its first stage is ready to be shown."""

    def carry_out(self, effect: Commit | Append | SaveCopyTime) -> None:
        """Store it; durable on return.

        Raises DrillgrokError where it cannot be stored.
        """

    def advise(self, session: Session) -> Advice | None:
        """What the coach makes of the run now, where that is new: called after every event that stored something.

        Raises DrillgrokError where what it says cannot be stored.
        """

    def finished(self) -> None:
        """The sitting is over: what is to be done behind its last page begins."""

    @property
    def history(self) -> RunHistory:
        """The run's figures, for the summary: as they stood at the coach's last look."""


class Backend(Protocol):
    """Everything outside the screens. `prepare` and `open` are never called at the same time, and may come from another
    thread than the rest."""

    def cards(self) -> tuple[DeckCard, ...]:
        """Every deck to choose from, at once and without loading any of them."""

    def describe(self, deck_id: str) -> tuple[str, ...]:
        """How a deck is answered, a line each; it is read for that. Called as `prepare` is.

        Raises DrillgrokError where it cannot be read.
        """

    def prepare(self) -> None:
        """Load what opening a run needs; called once, behind the first screen."""

    def open(self, deck_id: str, goal: Goal, at: Stamp) -> DrilledRun:
        """The learner's run of this deck, with a new session.

        Raises DrillgrokError where the deck cannot be drilled.
        """
