"""Time of day: when the answers are given, and whether settled items come back better at some hours."""

from __future__ import annotations

from collections.abc import Sequence

from drillgrok.charts.chart import Chart, Plot, Point, Scale, Series, Shape, Unit, Voice
from drillgrok.charts.numbers import interval, written
from drillgrok.charts.statistics.shrinkage import Rate, rates
from drillgrok.history.figures import Hour

LEAST = 20
"""Settled answers that an hour needs, and two hours have to have."""
_NAMES = tuple(f"{hour:02}" for hour in range(24))
_AXIS = Scale("hour of the day", Unit.NAME, names=_NAMES)


def chart(hours: Sequence[Hour]) -> Chart:
    """Answers by the hour of the learner's wall clock."""
    if not any(one.responses for one in hours):
        return Chart("hours", "Time of day", "Nothing answered yet.", None)
    answers = {one.hour: one.responses for one in hours}
    busiest = max(answers, key=lambda hour: answers[hour])
    return Chart(
        id="hours",
        title="Time of day",
        says=_busiest(busiest, answers[busiest], sum(answers.values())),
        body=Plot(
            x=_AXIS,
            y=Scale("answers", Unit.COUNT, low=0),
            series=(
                Series(
                    "answers",
                    Voice.VOLUME,
                    Shape.BARS,
                    tuple(Point(hour, answers.get(hour, 0), answers.get(hour, 0)) for hour in range(24)),
                ),
            ),
        ),
    )


def _busiest(hour: int, there: int, of: int) -> str:
    between = f"between {hour:02}:00 and {(hour + 1) % 24:02}:00"
    if there == of:
        return f"{'The only answer' if of == 1 else f'All {of:,} answers'} so far fell {between}."
    return f"Most answers fall {between}: {there:,} of all {of:,}."


def accuracy(hours: Sequence[Hour]) -> Chart:
    """Settled accuracy by hour, drawn towards the mean of all hours."""
    asked = [one for one in hours if one.settled]
    if sum(one.settled >= LEAST for one in asked) < 2:
        missing = f"There is something to compare when two hours have {LEAST} settled answers each."
        return Chart("hour_accuracy", "Accuracy by time of day", missing, None)
    found = rates([(one.settled_right, one.settled) for one in asked])
    points = tuple(_point(one, rate) for one, rate in zip(asked, found, strict=True))
    return Chart(
        id="hour_accuracy",
        title="Accuracy by time of day",
        says=_says([point for point in points if point.y is not None]),
        body=Plot(
            x=_AXIS,
            y=Scale("right", Unit.SHARE, low=0, high=1),
            series=(Series("practised", Voice.PRACTISED, Shape.DOTS, points),),
        ),
        note=f"Settled items on the calm clock. Hours are drawn towards the mean of all, and have a figure from "
        f"{LEAST} answers on; 90 % intervals (beta-binomial empirical Bayes).",
    )


def _point(one: Hour, rate: Rate) -> Point:
    if one.settled < LEAST:
        return Point(one.hour, None, one.settled)
    low, high = rate.interval()
    return Point(one.hour, rate.mean, one.settled, low, high)


def _says(points: Sequence[Point]) -> str:
    best = max(points, key=lambda point: point.y or 0.0)
    worst = min(points, key=lambda point: point.y or 0.0)
    if (best.low or 0.0) <= (worst.high or 0.0):
        n = sum(point.n for point in points)
        return f"No hour stands out: the intervals of all {len(points)} hours overlap ({n:,} settled answers)."
    return f"{_hour(best)} stands above {_hour(worst)}."


def _hour(point: Point) -> str:
    share = written(point.y, Unit.SHARE)
    return f"{_NAMES[round(point.x)]}:00 with {share} right ({interval(point, Unit.SHARE)}, {point.n:,} answers)"
