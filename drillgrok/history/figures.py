"""The figures of a run as charts take them: a few hundred numbers, however long the run. Only what they are; how they
come about is for the other files here."""

from __future__ import annotations

from dataclasses import dataclass

from drillgrok.coaching.claims import ClaimScore
from drillgrok.model.item import ItemKey
from drillgrok.model.log import IntakeArm, MarkKind


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive answers of one kind, added up."""

    first: int
    last: int
    """Response numbers of the first and the last one."""
    n: int
    right: int
    chance: float
    """Sum of the chances of its answers."""
    timed: int
    """Right answers with a latency."""
    log_ms: float
    """Sum of the natural logarithms of their latencies in milliseconds."""
    log_ms_squared: float


@dataclass(frozen=True, slots=True)
class Exposure:
    """Practised answers that had as many earlier exposures of their group, in their plain wording on the calm clock:
    the staircase's deadline pins accuracy."""

    first: int
    last: int
    """Exposure numbers, from 0; the same up to 15, then 16 to 31, 32 to 63 and so on."""
    n: int
    right: int
    timed: int
    log_ms: float
    log_ms_squared: float


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of response numbers and what stood at its end."""

    first: int
    last: int
    volume: int
    """Measured responses up to its end."""
    met: int
    """Practised items met up to its end, whatever became of the answer."""
    in_work: int
    """Different practised items among the last 100 practised showings."""
    staircase_ms: int | None
    """The staircase's deadline at its end."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of practice."""

    day: int
    """As `days.local_day` counts."""
    responses: int
    """Measured ones; 0 where all of a day's rows are void, undone or re-drilled."""
    settled: int
    settled_right: int


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the learner's wall clock, all days together."""

    hour: int
    """0 to 23."""
    responses: int
    settled: int
    settled_right: int


@dataclass(frozen=True, slots=True)
class BeliefAt:
    """What the phase model said after a response: chance-corrected accuracies with 90 % bounds. To four decimals."""

    number: int
    p: tuple[float, float, float, float]
    """Memorising, plateau, shifting, grokked."""
    phase: str
    """The leading phase, or unclear."""
    unseen: tuple[float, float, float]
    """Mean, low, high."""
    practised: tuple[float, float, float]
    """The same."""
    engaged: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A claim that the coach made and how it turned out so far."""

    number: int
    """The response at which it was made."""
    verdict: str
    """Kind of the verdict that made it."""
    measure: str
    at_least: bool
    share: float
    """Chance-corrected accuracy that was claimed to be reached, or not to be."""
    horizon: int
    followed: int
    """Measured responses since, up to the horizon."""
    n: int
    right: int
    chance: float
    """Of the answers the claim is about: how many, how many right, the sum of their chances."""
    score: ClaimScore


@dataclass(frozen=True, slots=True)
class RunHistory:
    """Everything that charts take from a run's log up to response `number`."""

    number: int
    volume: int
    """Measured responses."""
    practice_days: int
    """Days with a row of any kind."""
    recent_ms: int | None
    """Middle latency of the last 300 right answers."""
    staircase_ms: int | None
    """The staircase's last deadline."""
    settled: tuple[Block, ...]
    """Settled practised items in their plain wording on the calm clock: at most 256 blocks of 10, 20, 40, ...; the last
    one may hold fewer."""
    unseen: tuple[Block, ...]
    """First-seen items in their plain wording on the calm clock, in the same way but in whole tens only: what is over
    stays out of sight until its ten are full."""
    unseen_waiting: int
    """How many are over."""
    lexemes: tuple[Block, ...]
    """Practised structures in words that nobody had met: neither settled nor unseen; in whole tens only."""
    exposures: tuple[Exposure, ...]
    exceptions: int
    exceptions_right: int
    """Answers like the settled ones, of items for which the rule does not hold: counted apart."""
    days: tuple[Day, ...]
    """At most the last 1,000, by day."""
    hours: tuple[Hour, ...]
    """Those with a row, by hour."""
    sessions: tuple[int, ...]
    """Number of the first response of each session, at most the last 512."""
    claims: tuple[Scored, ...]
    """At most the last 512, oldest first; empty in an overview."""
    episodes: tuple[Episode, ...]
    """At most 256, of equal length but for the last; empty in an overview."""
    early: tuple[Episode, ...]
    """The same in lengths that grow with the response number, for logarithmic axes; empty in an overview."""
    beliefs: tuple[BeliefAt, ...]
    """At most 256 at equal distances and the latest one; in an overview only that. Empty where the phase model has not
    gone over the run."""
    beliefs_stale: bool
    """An older version of the phase model made them."""


@dataclass(frozen=True, slots=True)
class ItemTally:
    """One practised item: its answers in the plain wording, on whatever clock."""

    item: ItemKey
    first: int
    """The response at which it was met."""
    exposures: int
    """Showings with feedback, in any wording; undone ones too."""
    n: int
    right: int
    timed: int
    """Right answers with a latency."""
    log_ms: float
    log_ms_squared: float


@dataclass(frozen=True, slots=True)
class Told:
    """Something that the coach said."""

    number: int
    """The last response it knew."""
    kind: str
    """Of the verdict."""
    words: str
    before_shortcuts: bool = False
    """Said before shortcuts were looked for."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that happened once, beside the answers: the learner's aha, an exam gone through, a broken seal."""

    number: int
    """The last response before it; of an exam, its own last one."""
    kind: MarkKind
    """AHA, EXAM, FINISHED or SEAL_BROKEN."""
    right: int = 0
    asked: int = 0
    passed: bool = False
    """These three of an exam."""
    before_shortcuts: bool = False
    """An exam that was taken before its length was set by what shortcuts pass."""


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """A run as it lies behind the learner."""

    learner: str
    deck: str
    number: int
    """1, 2, ... of this learner on this deck."""
    imported: bool
    history: RunHistory
    told: tuple[Told, ...]
    """What the coach said, oldest first; in an overview the last only."""
    milestones: tuple[Milestone, ...]
    """By number."""
    seal_open: bool
    """This learner passed an exam of this deck or broke its seal, in whichever run."""
    items: tuple[ItemTally, ...] = ()
    """Practised items in the order met; empty in an overview."""
    intake: IntakeArm | None = None
    """How new items come in from the first plateau on; None where there was no choice."""
