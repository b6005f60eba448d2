"""Deadlines: the weighted up-down staircase, its loosening, and the fixed clocks. Milliseconds in, milliseconds out."""

from __future__ import annotations

import math
from statistics import median

from drillgrok.model.item import AnswerKind, Pace
from drillgrok.model.log import Clock, Pressure

TARGET = {Pressure.CALM: 0.92, Pressure.FIRM: 0.88, Pressure.HARD: 0.84}
"""Share of right answers that the staircase settles at."""
STEP = 0.025
"""Natural log of the factor that one right answer takes off the thinking time."""
TIME_OUTS_TO_LOOSEN = 3
LOOSEN = 1.25
PUSH = 0.85
"""What a harder pressure leaves of the thinking time."""
COPY_SAMPLES = 20
DEFAULT_COPY_MS = {
    AnswerKind.DIGITS: 900,
    AnswerKind.LETTERS: 900,
    AnswerKind.TEXT: 2500,
    AnswerKind.KEY: 450,
    AnswerKind.CHOICE: 500,
    AnswerKind.MOVE: 2500,
    AnswerKind.TAPS: 1500,
}
"""Used until the learner's own copy time is measured."""


def after_answer(thinking_ms: float, *, right: bool, pressure: Pressure, pace: Pace) -> float:
    """The staircase's next thinking time (Kaernbach 1991, eq. 1: step_up * (1 - p) = step_down * p)."""
    target = TARGET[pressure]
    change = -STEP if right else STEP * target / (1 - target)
    return bounded(thinking_ms * math.exp(change), pace)


def pressed_ms(thinking_ms: float, *, before: Pressure | None, now: Pressure, pace: Pace) -> float:
    """The staircase when the pressure changes: a harder level presses at once, an easier one lets it rise."""
    levels = list(Pressure)
    harder = before is not None and levels.index(now) > levels.index(before)
    return bounded(thinking_ms * PUSH, pace) if harder else thinking_ms


def loosened(thinking_ms: float, pace: Pace) -> float:
    """After three time-outs in a row."""
    return bounded(thinking_ms * LOOSEN, pace)


def next_day(thinking_ms: float, *, pressure: Pressure, pace: Pace) -> float:
    """A day opens one step easier."""
    return after_answer(thinking_ms, right=False, pressure=pressure, pace=pace)


def bounded(thinking_ms: float, pace: Pace) -> float:
    """Between the deck's floor and its calm clock."""
    return min(max(thinking_ms, float(pace.floor_ms)), float(pace.calm_ms))


def deadline_ms(clock: Clock, *, copy_ms: int, staircase_ms: float, pace: Pace) -> int:
    """Copy time plus the thinking time of the clock."""
    thinking = {Clock.CALM: float(pace.calm_ms), Clock.QUICK: float(pace.quick_ms), Clock.STAIRCASE: staircase_ms}
    return round(copy_ms + thinking[clock])


def copy_time_ms(samples_ms: tuple[int, ...]) -> int:
    """The learner's time to type what is shown: the median, which one slip does not move."""
    return round(median(samples_ms))
