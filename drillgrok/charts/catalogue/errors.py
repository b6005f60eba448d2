"""Where the errors lie, once the exam is passed: by the values of a table, by right and given answer, by rating. A deck
without such a structure has no such chart."""

from __future__ import annotations

from collections.abc import Sequence

from drillgrok.charts.chart import Cell, Chart, Grid, Plot, Point, Scale, Series, Shape, Unit, Voice
from drillgrok.charts.numbers import written
from drillgrok.charts.statistics.interval import share
from drillgrok.history.breakdown import NO_ANSWER, Band, Breakdown, Confusions, GridCell

LEAST = 10
"""Answers that a band needs to have a height."""
_NOTE = "All plain answers of the run, including those from before it clicked."


def by_values(breakdown: Breakdown) -> Chart | None:
    """The share right of each pair of values."""
    values = breakdown.values
    if values is None:
        return None
    first, second = values.names
    n, right = _total(values.places)
    return Chart(
        id="errors_by_values",
        title=f"Right by {first} and {second}",
        says=f"{right:,} of {n:,} right. Rows are {first}, columns {second}; a pale row or column is a value that is "
        "still hard.",
        body=Grid(
            values.rows,
            values.columns,
            tuple(
                Cell(
                    place.row,
                    place.column,
                    place.right / place.n,
                    place.n,
                    f"{first} {values.rows[place.row]}, {second} {values.columns[place.column]}",
                )
                for place in values.places
            ),
            Unit.SHARE,
        ),
        note=_NOTE,
    )


def by_answers(breakdown: Breakdown) -> Chart | None:
    """Of each right answer, the share of every answer given."""
    confusions = breakdown.confusions
    if confusions is None:
        return None
    asked = [0] * len(confusions.answers)
    for place in confusions.places:
        asked[place.row] += place.n
    n, right = _total(confusions.places)
    columns = (*confusions.answers, NO_ANSWER)
    return Chart(
        id="errors_by_answer",
        title="Right and given answers",
        says=_most_common(confusions) or f"{right:,} of {n:,} right, and no other answer stands out.",
        body=Grid(
            confusions.answers,
            columns,
            tuple(
                Cell(
                    place.row,
                    place.column,
                    place.n / asked[place.row],
                    place.n,
                    f"{columns[place.column]} for {confusions.answers[place.row]}",
                )
                for place in confusions.places
            ),
            Unit.SHARE,
        ),
        note=f"Rows: the right answer; columns: the given one, as a share of the row. {NO_ANSWER}: passed or "
        f"timed out. {_NOTE}",
    )


def by_rating(breakdown: Breakdown) -> Chart | None:
    """The share right from the easiest items to the hardest."""
    bands = breakdown.bands
    if not bands:
        return None
    names = tuple(
        written(band.low, Unit.COUNT)
        if band.low == band.high
        else f"{written(band.low, Unit.COUNT)} to {written(band.high, Unit.COUNT)}"
        for band in bands
    )
    first, last = bands[0], bands[-1]
    return Chart(
        id="errors_by_rating",
        title="Right by rating",
        says=f"{first.right:,} of {first.n:,} right at {names[0]}, {last.right:,} of {last.n:,} at {names[-1]}.",
        body=Plot(
            x=Scale("rating", Unit.NAME, names=names),
            y=Scale("right", Unit.SHARE, low=0, high=1),
            series=(Series("right", Voice.PRACTISED, Shape.DOTS, tuple(map(_band, range(len(bands)), bands))),),
        ),
        note=f"{_NOTE} 90 % intervals (Wilson).",
    )


def _band(place: int, band: Band) -> Point:
    if band.n < LEAST:
        return Point(place, None, band.n)
    found = share(band.right, band.n)
    return Point(place, found.mean, band.n, found.low, found.high)


def _most_common(confusions: Confusions) -> str:
    """The wrong answer that was given most often."""
    wrong = [place for place in confusions.places if place.column not in (place.row, len(confusions.answers))]
    if not wrong:
        return ""
    worst = max(wrong, key=lambda place: place.n)
    given, right = confusions.answers[worst.column], confusions.answers[worst.row]
    times = "once" if worst.n == 1 else f"{worst.n:,} times"
    return f"The most common slip: {given} where {right} was right, {times}."


def _total(places: Sequence[GridCell]) -> tuple[int, int]:
    return sum(place.n for place in places), sum(place.right for place in places)
