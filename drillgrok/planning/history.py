"""What is known of each deck when a day is planned: counts by day, and the few facts that are kept beside them. Values
only; the store fills them, and nothing here says what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Protocol

    class PlannedHead(Protocol):
        """What a plan wants of a deck's head."""

        @property
        def id(self) -> str:
            """The deck's id."""

        @property
        def title(self) -> str:
            """Its name."""

        @property
        def family(self) -> str:
            """What it shares with its sisters."""

        @property
        def domain(self) -> str:
            """Where it is listed."""

        @property
        def next(self) -> str:
            """The id of the harder sister, or nothing."""

    class Turned(Protocol):
        """Where a deck stands on its dial."""

        @property
        def dial(self) -> str:
            """Its name, or nothing."""

        @property
        def step(self) -> int:
            """From 1, the shallowest; 0 where there is no dial."""


RECENT_DAYS = 120
"""How far back single days are handed on: what lies before is in the totals."""


class ChoiceKind(StrEnum):
    """What a learner can say of a deck, apart from answering it; the newest word counts."""

    MAIN = "main"
    """This is the deck to go on with."""
    SKIPPED = "skipped"
    """Not today."""
    SET_ASIDE = "set_aside"
    """Not before it is taken up again: nothing is planned or said of it."""
    TAKEN_UP = "taken_up"


class DayCount(NamedTuple):
    """One deck on one day of the learner's calendar, its imported runs left out."""

    day: int
    """Days since 1970-01-01; see `drillgrok.days`."""
    answers: int
    """Measured ones: without void, undone, idle, re-drilled and warm-up rows."""
    spent_ms: int = 0
    """From answer to answer, corrections included, pauses cut at a minute each."""
    checked: int = 0
    """How many of the answers belonged to a check."""
    checked_right: int = 0


@dataclass(frozen=True, slots=True)
class DeckRecord:
    """What is kept of one learner's work on one deck."""

    deck: str
    answers: int = 0
    """Measured ones, all own runs together."""
    practised_days: int = 0
    last_day: int | None = None
    """None of a deck that was never answered."""
    recent: tuple[DayCount, ...] = ()
    """The practised days of the last `RECENT_DAYS`, oldest first."""
    checks: tuple[DayCount, ...] = ()
    """Every day since the pass on which a check was asked, oldest first."""
    phase: str = ""
    """As the coach named it last: memorising, plateau, shifting, grokked or unclear; empty before it looked."""
    phase_since: int | None = None
    """The day on which it was first named so."""
    passed: int | None = None
    """The day of the passed exam, or of the end where the deck has none."""
    answers_to_pass: int | None = None
    """Measured ones up to the end of that day, the exam's own among them; None of a deck that was not passed."""
    unseen: int | None = None
    """Groups that were never shown and could be asked; None where that is not known yet."""
    told_to_rest: int | None = None
    """The last day on which the coach saw tiredness."""
    chosen: ChoiceKind | None = None
    """The learner's last word on it, but for `SKIPPED`; at most one deck is MAIN."""
    chosen_day: int = 0
    skipped: int | None = None
    """The last day for which it was skipped."""

    def practised_on(self, day: int) -> int:
        """Answers of that day beside its checks."""
        counts = self.on(day)
        return counts.answers - counts.checked

    def on(self, day: int) -> DayCount:
        """What was done on a day of the last `RECENT_DAYS`."""
        return next((one for one in reversed(self.recent) if one.day == day), DayCount(day, 0))

    @property
    def is_set_aside(self) -> bool:
        """Nothing is planned or said of it."""
        return self.chosen is ChoiceKind.SET_ASIDE


@dataclass(frozen=True, slots=True)
class DeckHistory:
    """A deck there is, and what its learner has done with it so far."""

    id: str
    title: str
    family: str
    """Decks of one family are sisters: they share a rule."""
    domain: str
    next: str
    """The id of the harder sister; empty where none follows."""
    record: DeckRecord
    dial: str = ""
    """The dial that it is a step of; empty where it is of none."""
    step: int = 0
    """From 1, the shallowest."""

    @property
    def is_begun(self) -> bool:
        """It has an answer."""
        return self.record.answers > 0


def deck_histories(
    heads: Iterable[PlannedHead], records: Mapping[str, DeckRecord], turned: Mapping[str, Turned]
) -> tuple[DeckHistory, ...]:
    """The decks there are, in the order of their heads, each with what is kept of it and its place on a dial."""
    return tuple(_history(head, records.get(head.id, DeckRecord(head.id)), turned.get(head.id)) for head in heads)


def _history(head: PlannedHead, record: DeckRecord, turned: Turned | None) -> DeckHistory:
    dial, step = (turned.dial, turned.step) if turned is not None else ("", 0)
    return DeckHistory(head.id, head.title, head.family, head.domain, head.next, record, dial, step)
