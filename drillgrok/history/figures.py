"""The figures of one run as charts take them: few hundred numbers, however long the run. Only what they are; how they
come about is for the other files here."""

from __future__ import annotations

from dataclasses import dataclass

from drillgrok.coaching.claims import Score


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
    """Practised answers that had as many earlier exposures of their group."""

    first: int
    last: int
    """Exposure numbers, from 0; the same up to 15, then a doubling stretch each."""
    n: int
    right: int
    timed: int
    log_ms: float
    log_ms_squared: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of response numbers and what stood at its end."""

    first: int
    last: int
    volume: int
    """Measured responses up to its end."""
    met: int
    """Practised items met up to its end."""
    in_work: int
    """Different practised items among the last 100 practised showings."""
    staircase_ms: int | None
    """The staircase's deadline at its end."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of practice; days end at 04:00."""

    day: int
    """As `days.local_day` counts."""
    responses: int
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
class Belief:
    """What the phase model said after a response: chance-corrected accuracies with 90 % bounds."""

    number: int
    p: tuple[float, float, float, float]
    """Memorising, plateau, shifting, grokked."""
    phase: str
    """The leading phase, or unclear."""
    unseen: tuple[float, float, float]
    """Mean, low, high."""
    practised: tuple[float, float, float]
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
    score: Score


@dataclass(frozen=True, slots=True)
class RunHistory:
    """Everything that charts take from a run's log up to response `number`."""

    number: int
    volume: int
    """Measured responses."""
    settled: tuple[Block, ...]
    """Settled practised items in their plain wording on the calm clock: at most 256 blocks of 10, 20, 40, ..."""
    unseen: tuple[Block, ...]
    """First-seen items in their plain wording on the calm clock, in whole blocks of 10, 20, 40, ...; what is over stays
    out of sight until its ten are full."""
    unseen_waiting: int
    """How many are over."""
    exposures: tuple[Exposure, ...]
    stretches: tuple[Stretch, ...]
    """At most 256, of equal length."""
    early: tuple[Stretch, ...]
    """The same in lengths that grow with the response number, for logarithmic axes."""
    days: tuple[Day, ...]
    hours: tuple[Hour, ...]
    beliefs: tuple[Belief, ...]
    """At most 256, evenly spread; empty where the phase model has not gone over the run."""
    beliefs_stale: bool
    """An older version of the phase model made them."""
    claims: tuple[Scored, ...]
    sessions: tuple[int, ...]
    """Response number before which each sitting began, at most the last 512."""
