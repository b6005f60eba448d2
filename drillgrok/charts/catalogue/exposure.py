"""Learning by exposure: how often practised items come back right after so many earlier showings."""

from __future__ import annotations

from collections.abc import Sequence

from drillgrok.charts.chart import Chart, Plot, Point, Scale, Series, Shape, Unit, Voice
from drillgrok.charts.statistics.interval import share
from drillgrok.history.figures import Exposure

LEAST = 10
"""Answers that a place needs to have a height."""
_SETTLED = 6


def chart(exposures: Sequence[Exposure]) -> Chart:
    """Share right by the number of earlier showings with feedback."""
    if not any(one.n >= LEAST for one in exposures):
        return Chart("exposure", "Learning by showing", f"It takes {LEAST} practised answers.", None)
    return Chart(
        id="exposure",
        title="Learning by showing",
        says=_says(exposures),
        body=Plot(
            x=Scale("earlier showings", Unit.NAME, names=tuple(map(_name, exposures))),
            y=Scale("right", Unit.SHARE, low=0, high=1),
            series=(Series("practised", Voice.PRACTISED, Shape.DOTS, tuple(map(_point, range(999), exposures))),),
        ),
        note="Practised answers on the calm clock; items that came more often were met earlier. 90 % intervals "
        "(Wilson).",
    )


def _name(one: Exposure) -> str:
    return str(one.first) if one.first == one.last else f"{one.first:,} to {one.last:,}"


def _point(place: int, one: Exposure) -> Point:
    if one.n < LEAST:
        return Point(place, None, one.n)
    found = share(one.right, one.n)
    return Point(place, found.mean, one.n, found.low, found.high)


def _says(exposures: Sequence[Exposure]) -> str:
    """The first sight, the second, and from the sixth showing on."""
    parts = []
    for wording, low, high in (
        ("at first sight", 0, 0),
        ("after one showing", 1, 1),
        (f"after {_SETTLED} or more", _SETTLED, None),
    ):
        there = [one for one in exposures if one.first >= low and (high is None or one.last <= high)]
        n, right = sum(one.n for one in there), sum(one.right for one in there)
        if n >= LEAST:
            parts.append(f"{wording} {right:,} of {n:,}")
    return f"Right {', '.join(parts)}." if parts else "Too few answers at each number of showings to compare them."
