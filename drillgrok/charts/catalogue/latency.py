"""How long right answers take, practised and unseen, and how many times as long the unseen ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, sqrt

from drillgrok.charts.catalogue.grokking import RESPONSES
from drillgrok.charts.chart import Chart, Plot, Point, Scale, Series, Shape, Unit, Voice
from drillgrok.charts.numbers import interval, written
from drillgrok.charts.statistics.blocks import fewer, in_stretches, joined, side_by_side
from drillgrok.charts.statistics.interval import t_90
from drillgrok.history.figures import Block, RunHistory

LEAST = 10
"""Right answers that a stretch needs."""
MOST = 64
"""Stretches of one line."""
_NOTE = "Geometric means of right answers on the calm clock with 90 % intervals (Student's t on logarithms)."


def chart(history: RunHistory) -> Chart:
    """Seconds of right answers over the run."""
    practised, unseen = _timed(history.settled), _timed(history.unseen)
    if not practised:
        return Chart("latency", "Time taken", f"There is a line from {LEAST} right settled answers on.", None)
    return Chart(
        id="latency",
        title="Time taken",
        says=_says(practised, unseen),
        body=Plot(
            x=Scale(RESPONSES, Unit.COUNT, low=0, high=history.number, may_be_log=True),
            y=Scale("seconds", Unit.SECONDS, may_be_log=True),
            series=tuple(
                Series(voice.value, voice, Shape.STEPS, _points(blocks))
                for voice, blocks in ((Voice.PRACTISED, practised), (Voice.UNSEEN, unseen))
                if blocks
            ),
        ),
        note=f"{_NOTE} Neighbouring blocks are joined until they hold {LEAST} right answers.",
    )


def gap(history: RunHistory) -> Chart:
    """How many times as long right unseen answers take as right practised ones of the same stretch."""
    points = tuple(_gaps(history))
    if not points:
        return Chart("gap", "Unseen beside practised", f"It takes {LEAST} right unseen answers to compare times.", None)
    now = points[-1]
    return Chart(
        id="gap",
        title="Unseen beside practised",
        says=f"A right unseen answer takes {written(now.y, Unit.RATIO)} the time of a practised one "
        f"({interval(now, Unit.RATIO)}; {now.n} right unseen ones). Where both take the same work, it is "
        "about 1×.",
        body=Plot(
            x=Scale(RESPONSES, Unit.COUNT, low=0, high=history.number, may_be_log=True),
            y=Scale("times as long", Unit.RATIO, may_be_log=True),
            series=(Series("unseen : practised", Voice.UNSEEN, Shape.STEPS, points),),
        ),
        note=_NOTE,
    )


def seconds(block: Block) -> float:
    """The geometric mean of its right answers; there is at least one."""
    return exp(block.log_ms / block.timed) / 1000


def _written(block: Block) -> str:
    return written(seconds(block), Unit.SECONDS)


def _timed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return in_stretches(fewer(blocks, MOST), lambda block: block.timed >= LEAST)


def _points(blocks: Sequence[Block]) -> tuple[Point, ...]:
    return tuple(_point(x_from, block) for x_from, block in side_by_side(blocks))


def _point(x_from: int, block: Block) -> Point:
    middle, wide = seconds(block), exp(t_90(block.timed - 1) * sqrt(_noise(block)))
    return Point(block.last, middle, block.timed, middle / wide, middle * wide, x_from=x_from)


def _noise(block: Block) -> float:
    """Variance of the mean logarithm."""
    mean = block.log_ms / block.timed
    return max(block.log_ms_squared - block.log_ms * mean, 0.0) / (block.timed - 1) / block.timed


def _gaps(history: RunHistory) -> Iterator[Point]:
    for x_from, unseen in side_by_side(_timed(history.unseen)):
        beside = [block for block in history.settled if block.last >= unseen.first and block.first <= unseen.last]
        practised = joined(beside) if beside else None
        if practised is None or practised.timed < LEAST:
            continue
        middle = seconds(unseen) / seconds(practised)
        freedom = min(unseen.timed, practised.timed) - 1  # fewer than Welch's, so the interval is rather too wide
        wide = exp(t_90(freedom) * sqrt(_noise(unseen) + _noise(practised)))
        yield Point(unseen.last, middle, unseen.timed, middle / wide, middle * wide, x_from=x_from)


def _says(practised: Sequence[Block], unseen: Sequence[Block]) -> str:
    first, now = practised[0], practised[-1]
    said = f"Right practised answers take {_written(now)} ({now.timed:,} answers)"
    if len(practised) > 1:
        said += f", {_written(first)} at first"
    if not unseen:
        return f"{said}; too few unseen answers were right to time them."
    return f"{said}; right unseen ones {_written(unseen[-1])} ({unseen[-1].timed:,} answers)."
