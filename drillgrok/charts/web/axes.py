"""The axes of a plot: where they begin and end, linear or in powers of ten, and how their numbers are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, log10
from typing import Any, Final

from drillgrok.charts.chart import Plot, Scale, Shape, Unit

HEAD_PX: Final = 36
"""Free height above the figures, for the names of zones and for signs."""

# Vega expressions; `datum.value` is the place of a tick.
_WRITTEN: Final = {
    Unit.SHARE: "format(datum.value * 100, '~f') + ' %'",
    Unit.COUNT: "format(datum.value, ',~f')",
    Unit.SECONDS: "format(datum.value, '~g') + ' s'",
    Unit.RATIO: "format(datum.value, '~g') + '×'",
}
# A logarithmic axis has a tick at 1, 2, 3 ... 9 of each power of ten; 1, 2 and 5 get a number.
_HAS_NUMBER: Final = "indexof([1, 2, 5], round(datum.value / pow(10, floor(log(datum.value) / LN10 + 1e-9)))) >= 0"


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis with its ends; with `log`, both are above 0."""

    scale: Scale
    low: float
    high: float
    log: bool
    names_param: str
    """The Vega parameter that holds the names of a NAME axis."""

    def to_scale(self) -> dict[str, Any]:
        """Vega-Lite's `scale`."""
        kind: dict[str, Any] = {"type": "log"} if self.log else {"type": "linear", "zero": False}
        return {**kind, "domain": [self.low, self.high], "nice": False}

    def to_axis(self, *, ticks: int | dict[str, str]) -> dict[str, Any]:
        """Vega-Lite's `axis` with about so many ticks.

        Names are looked up in a parameter, so that no name is ever part of an expression.
        """
        if self.scale.unit is Unit.NAME:
            places = list(range(len(self.scale.names)))
            return {"title": self.scale.title, "values": places, "labelExpr": f"{self.names_param}[datum.value]"}
        words = _WRITTEN[self.scale.unit]
        whole = {"tickMinStep": 1} if self.scale.unit is Unit.COUNT else {}
        return {
            "title": self.scale.title,
            "tickCount": ticks,
            "labelExpr": f"{_HAS_NUMBER} ? {words} : ''" if self.log else words,
            **whole,
        }

    def held(self, field: str) -> str:
        """A Vega expression for a field that a logarithmic axis can show: nothing lies below its beginning."""
        return f"max(datum.{field}, {self.low!r})"


def x_axis(plot: Plot, *, log: bool, names_param: str) -> Axis:
    """From the first figure or zone to the last. Logarithmic, it begins half-way into the first stretch."""
    places = [*_x_places(plot), *(place for zone in plot.zones for place in (zone.x_from, zone.x))]
    low, high = _ends(plot.x, places)
    if log:
        low = max(low, min((place for place in places if place > 0), default=1.0))
        first = min((point.x for one in plot.series for point in one.points if point.x > 0), default=low)
        low = max(low, first / 2)
    return Axis(plot.x, low, high if high > low else low + 1, log, names_param)


def y_axis(plot: Plot, *, log: bool, names_param: str) -> Axis:
    """Shares from 0 to 1; other figures from 0 to a round number, or, logarithmic, a little beyond the figures."""
    if plot.y.unit is Unit.SHARE and plot.y.low is None and plot.y.high is None:
        return Axis(plot.y, 0.0, 1.0, log=False, names_param=names_param)
    low, high = _ends(plot.y, [*_y_places(plot), *([] if log else [0.0])])
    if log:
        positive = [place for place in _y_places(plot) if place > 0] or [1.0]
        low, high = min(positive) / 1.25, max(positive) * 1.25
    elif plot.y.high is None and plot.y.unit is not Unit.NAME:
        high = _round_above(high)
    return Axis(plot.y, low, high if high > low else low + 1, log, names_param)


def _ends(scale: Scale, places: list[float]) -> tuple[float, float]:
    if scale.unit is Unit.NAME:
        return -0.5, len(scale.names) - 0.5
    low = min(places, default=0.0) if scale.low is None else scale.low
    high = max(places, default=1.0) if scale.high is None else scale.high
    return low, high


def _x_places(plot: Plot) -> Iterator[float]:
    for series in plot.series:
        half_bar = 0.5 if series.shape is Shape.BARS else 0.0
        for point in series.points:
            yield point.x + (half_bar if point.x_from is None else 0.0)
            yield point.x - half_bar if point.x_from is None else point.x_from


def _y_places(plot: Plot) -> Iterator[float]:
    for series in plot.series:
        for point in series.points:
            yield from (place for place in (point.y, point.low, point.high) if place is not None)


def _round_above(value: float) -> float:
    """The next of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** (ceil(log10(value)) - 1)
    return next((step * power for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * power >= value), value)
