"""Deadlines: the clock that finds the learner, its loosening, the fixed clocks. Milliseconds in, milliseconds out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median
from typing import Final

from drillgrok.model.item import AnswerKind, Pace
from drillgrok.model.log import Clock, Pressure
from drillgrok.planning.coming_back import AWAY_DAYS

TARGET = {Pressure.CALM: 0.92, Pressure.FIRM: 0.88, Pressure.HARD: 0.84}
"""Share of right answers that the staircase settles at, of those that the learner gets right without hurry."""
VALLEY_MOST: Final = 0.08
"""By how much the plateau's clock lowers that share in the end: from 12 answers in 100 that fail, over 16, to 20."""
VALLEY_ANSWERS: Final = 3_000
"""Measured answers until then."""
TIME_FACTORS: Final = (1.0, 1.5, 2.0, 4.0, 10.0, math.inf)
"""What a learner may ask for (WCAG 2.2, 2.2.1: at least ten times, or none)."""
READ_ALOUD_MS: Final = 65
"""A character that a screen reader says: some 180 words a minute."""
OWN_ANSWERS: Final = 12
"""Right answers on the calm clock that tell the learner's own time on a deck."""
START: Final = 1.5
"""Times that own time: where 88 in 100 answers of a person are in, whose times spread by .35 in the logarithm."""
FIRST_GAIN: Final = 1.75
GAIN_AFTER: Final = 4
GAIN: Final = 0.1
"""How far an answer moves the logarithm of the deadline, times how far the answer was from the target: 1.75 over the
answers so far, which is the step that comes nearest in few answers (Robbins and Monro 1951; 1 over the slope of such a
person's accuracy at the target), and never less than .1, so that the clock follows who gets faster."""
HELD_ANSWERS: Final = 96
"""Answers that say how much is held: at nine in ten the deadline strays by some 5 % for it."""
HELD_NEEDED: Final = 48
"""Fewer say too little, and before some 500 answers on a deck there are fewer: until then all counts as held."""
LEAST_HELD: Final = 0.5
"""Who has lost more, or does not try, is not pressed for it."""
TIME_OUTS_TO_LOOSEN = 3
LOOSEN = 1.25
BACK: Final = 1.5
"""How many times the deadline a learner finds who comes back to a deck."""
PUSH = 0.85
"""What a harder pressure leaves of the deadline."""
LEAST_THINKING_MS: Final = 200
"""Beyond the time that the hands need."""
_LEAST_MS: Final = 300.0
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


def start_ms(own_ms: Sequence[int]) -> float:
    """Where the clock begins, by the learner's own times of right answers without hurry."""
    return START * median(own_ms)


def target(pressure: Pressure, valley: int | None = None, *, held: float = 1.0) -> float:
    """The share of right answers that the staircase settles at; `valley`: measured answers since the plateau's clock
    began to press, where it does; `held`: the share of what is asked that the learner gets right without hurry. What
    memory has lost is no miss of the clock, which would else let go the more was lost."""
    share = TARGET[pressure]
    if valley is not None:
        share -= VALLEY_MOST * min(max(valley, 0) / VALLEY_ANSWERS, 1.0)
    return share * held


def held_share(unhurried: Sequence[bool]) -> float:
    """What is held, by the last answers that no clock cut off; all of it while they are too few to say."""
    if len(unhurried) < HELD_NEEDED:
        return 1.0
    return max((sum(unhurried) + 1) / (len(unhurried) + 1), LEAST_HELD)


def after_answer(deadline_ms: float, *, right: bool, target: float, pressed: int, pace: Pace) -> float:
    """The staircase's next deadline after an answer on it that `pressed` others came before (weighted up and down:
    Kaernbach 1991, eq. 1: step_up * (1 - p) = step_down * p)."""
    gain = max(GAIN, FIRST_GAIN / (pressed + GAIN_AFTER))
    return bounded(deadline_ms * math.exp(-gain * (1 - target) if right else gain * target), pace)


def pressed_ms(deadline_ms: float, *, before: Pressure | None, now: Pressure, pace: Pace) -> float:
    """The staircase when the pressure changes: a harder level presses at once, an easier one lets it rise."""
    levels = list(Pressure)
    harder = before is not None and levels.index(now) > levels.index(before)
    return bounded(deadline_ms * PUSH, pace) if harder else deadline_ms


def loosened(deadline_ms: float, pace: Pace) -> float:
    """After three time-outs in a row."""
    return bounded(deadline_ms * LOOSEN, pace)


def next_day(deadline_ms: float, *, days: int, pressure: Pressure, pace: Pace) -> float:
    """A day opens one small step easier; after `days` that are many, a large one: what is lost then is readiness, which
    comes back within minutes (Kumar, Benjamin, Heathcote & Steyvers 2022)."""
    eased = math.exp(GAIN * TARGET[pressure]) if days < AWAY_DAYS else BACK
    return bounded(deadline_ms * eased, pace)


def bounded(deadline_ms: float, pace: Pace) -> float:
    """Within what a clock can be; 0, which is a clock that has not found its learner, stays so."""
    return min(max(deadline_ms, _LEAST_MS), 2.0 * pace.calm_ms) if deadline_ms else 0.0


def deadline_ms(clock: Clock, *, copy_ms: int, staircase_ms: float, pace: Pace) -> int:
    """The whole deadline: copy time and thinking time of a fixed clock; the staircase's own, which leaves the hands
    their time and is never longer than calm, and calm until it has found the learner."""
    if clock is Clock.QUICK:
        return copy_ms + pace.quick_ms
    calm_ms = copy_ms + pace.calm_ms
    if clock is Clock.CALM or not staircase_ms:
        return calm_ms
    return round(min(max(staircase_ms, copy_ms + LEAST_THINKING_MS), calm_ms))


def tightness(deadline_ms: int, *, copy_ms: int, pace: Pace) -> float:
    """How far the thinking time of a deadline lies from the calm clock's to the floor, by ratio: 0 to 1."""
    if pace.calm_ms <= pace.floor_ms:
        return 0.0
    thinking_ms = max(deadline_ms - copy_ms, 1)
    return min(max(math.log(pace.calm_ms / thinking_ms) / math.log(pace.calm_ms / pace.floor_ms), 0.0), 1.0)


def stretched_ms(deadline_ms: int, factor: float) -> int:
    """The deadline times the learner's factor; 0 is no deadline."""
    return 0 if math.isinf(factor) else round(deadline_ms * factor)


def factor_name(factor: float) -> str:
    """As it is stored and set: `1.5`, or `none` without a limit."""
    return "none" if math.isinf(factor) else f"{factor:g}"


def copy_time_ms(samples_ms: tuple[int, ...]) -> int:
    """The learner's time to type what is shown: the median, which one slip does not move."""
    return round(median(samples_ms))
