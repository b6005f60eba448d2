"""One showing and what came of it: the closed sets of names that the response log writes, a response, a mark, an exam.
Frozen values; nothing to install."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from drillgrok.days import local_day
from drillgrok.model.item import ItemKey


class Part(StrEnum):
    """Where the frozen split puts a group."""

    PRACTISED = "practised"
    PROBE = "probe"
    RESERVE = "reserve"


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """All that has to be kept of a split: a group's part follows from these and the group's own hash."""

    salt: int
    held_out: float
    """Share of groups never practised."""
    reserve: float
    """Share of groups kept for exams, part of `held_out`."""


class Role(StrEnum):
    """What an item was asked for, as the response log writes it."""

    PRACTISED = "practised"
    PROBE = "probe"
    EXAM = "exam"


class Outcome(StrEnum):
    """How a showing ended."""

    ANSWERED = "answered"
    PASSED = "passed"
    TIMED_OUT = "timed_out"
    VOID = "void"


class Clock(StrEnum):
    """Which of the three deadlines a showing ran on."""

    STAIRCASE = "staircase"
    CALM = "calm"
    QUICK = "quick"


class Pressure(StrEnum):
    """How hard the staircase presses, chosen by the learner."""

    CALM = "calm"
    FIRM = "firm"
    HARD = "hard"


class IntakeArm(StrEnum):
    """How new items come in from the first plateau on; drawn by lot or chosen, for a whole run."""

    STEADY = "steady"
    """They wait until memory has room."""
    FLOOD = "flood"
    """They no longer wait: up to half of all showings are new."""


class Flag(StrEnum):
    """What else is true of a response; a response carries a sorted set of these."""

    AKIN = "akin"
    """A first answer to a practised item of a deck that keeps groups apart, after the baseline or after an answer to
    one of its block was told: a table may know it, so that it is no evidence of unseen accuracy."""
    BASELINE = "baseline"
    CHECK = "check"
    """Asked some days after the pass, to see what was kept: a probe like any other, of a check's own."""
    CONTRAST = "contrast"
    """An unseen item asked because a shortcut and the rule differ on it: no evidence of unseen accuracy."""
    EXCEPTION = "exception"
    """The rule does not hold for this item: its answers are no evidence for or against it."""
    FLOOD = "flood"
    """Asked while new items no longer waited, outside the core that is asked as before: no evidence of what is held."""
    IDLE = "idle"
    LEXEME = "lexeme"
    """A practised structure in words that nobody has met: no evidence of unseen or practised accuracy."""
    NARRATED = "narrated"
    PAUSED = "paused"
    PRIMED = "primed"
    REDRILL = "redrill"
    REPROBE = "reprobe"
    SUSPENDED = "suspended"
    TOO_FAST = "too_fast"
    UNDONE = "undone"
    UNHEARD = "unheard"
    """Answered before its question was heard: void, and asked again."""
    VALLEY = "valley"
    """On a staircase that presses harder than the chosen pressure does, from the plateau on and as it was announced."""
    WARMUP = "warmup"
    """One of the first answers after days away: an exposure, and no evidence of what was kept."""


PLAIN = "plain"
"""The presentation of an item in its own wording."""


UNSEEN_LEAST = 10
"""Unseen answers are shown in whole tens: two looks must not tell how the one between them went."""


UNDO_DEPTH = 8
"""How many responses a mark can reach back: the state before them is kept."""


NO_EVIDENCE = frozenset({Flag.UNDONE, Flag.IDLE, Flag.REDRILL, Flag.WARMUP})
"""Flags that take a response out of every measured figure; it still counts as an exposure."""


def is_measured(outcome: Outcome, flags: frozenset[Flag]) -> bool:
    """Whether an answer counts in measured figures."""
    return outcome is not Outcome.VOID and flags.isdisjoint(NO_EVIDENCE)


class MarkKind(StrEnum):
    """What can be said about responses after the fact; marks are appended, rows never change."""

    UNDONE = "undone"
    IDLE = "idle"
    AHA = "aha"
    NOTE = "note"
    EXAM = "exam"
    """An exam began in this session; the text is how many right answers it takes."""
    RULE = "rule"
    """After the pass: the rule in the learner's own words."""
    RULE_READ = "rule_read"
    """After the pass: the tutor's rule was shown, while sisters that share it were not begun."""
    KNEW = "knew"
    """After the pass: when the learner knew it."""
    FINISHED = "finished"
    """The coach called it grokked in a deck that has no exam."""
    TIME = "time"
    """From here on the session gives so many times the time; the text is the factor, `none` for no limit."""
    SEAL_BROKEN = "seal_broken"
    """The rule was shown before the exam was passed."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as the log keeps it: UTC and the learner's offset beside it."""

    utc_ms: int
    """Milliseconds since 1970-01-01 UTC."""
    offset_min: int
    """Minutes that the learner's wall clock is ahead of UTC."""

    @property
    def day(self) -> int:
        """The day of the learner's that it belongs to, as `days.local_day` counts."""
        return local_day(self.utc_ms, self.offset_min)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something happened, on both clocks."""

    mono_ns: int
    """Monotonic clock, for durations."""
    moment: Moment
    """Wall clock, for the log."""


@dataclass(frozen=True, slots=True)
class Response:
    """One showing and what came of it. Immutable; `seq` counts the run's rows from 1, void ones included."""

    seq: int
    at: Moment
    item: ItemKey
    presentation: str
    """`plain`, or `r1`, `r2`, ... for a rephrasing."""
    role: Role
    seen: int
    """Earlier exposures (showings with feedback) of the item's group in this run."""
    shown: int
    """Earlier showings of any kind of the item's group in this run."""
    chance: float
    outcome: Outcome
    answer: str
    correct: bool | None
    """None when void."""
    rt_ms: int | None
    """From the prompt's first paint to the last key that changed the answer; None on a time-out."""
    first_key_ms: int | None
    deadline_ms: int
    clock: Clock
    pressure: Pressure
    flags: frozenset[Flag] = frozenset()

    @property
    def first_seen(self) -> bool:
        """Given before any showing or feedback of its group."""
        return self.seen == 0 and self.shown == 0

    @property
    def is_evidence(self) -> bool:
        """Counts in measured figures."""
        return is_measured(self.outcome, self.flags)

    @property
    def had_feedback(self) -> bool:
        """The right answer was shown or confirmed, so this was an exposure."""
        return self.role is Role.PRACTISED and self.outcome is not Outcome.VOID


@dataclass(frozen=True, slots=True)
class Mark:
    """Something said about a run, or about the responses it names by `seqs`."""

    kind: MarkKind
    at: Moment
    seqs: tuple[int, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One exam of a run, whether it was gone through or left."""

    at: Moment
    """When it began."""
    asked: int
    to_pass: int
    right: int
    """An item that was paused, left or never reached is not right."""
    before_shortcuts: bool = False
    """Its length was not yet set by what shortcuts pass."""

    @property
    def passed(self) -> bool:
        """It opens the seal."""
        return self.right >= self.to_pass


@dataclass(frozen=True, slots=True)
class Goal:
    """What the learner set out to do; neither is set when going on past a goal, open-ended."""

    responses: int | None = None
    minutes: float | None = None
    camp: bool = False
    """The answers are what is left of a camp's day: its rests are told."""
