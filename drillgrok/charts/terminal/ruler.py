"""From values to cells and back to round numbers: where a value lies on an axis, and which values are named there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

from drillgrok.charts.chart import Scale, Unit
from drillgrok.charts.numbers import written

_ROUND = (1, 2, 5)
_DECADES = (_ROUND, (1, 3), (1,))
_ONE_VALUE = 1e-9
"""Ends that are so near, in parts of the lower one, are one value: no round number lies between."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """One axis laid on a number of cells, from `low` to `high`."""

    scale: Scale
    low: float
    high: float
    cells: int
    log: bool

    def share(self, value: float) -> float:
        """How far along the axis a value lies, 0 to 1; values beyond an end lie at that end."""
        low, high, at = self.low, self.high, min(max(value, self.low), self.high)
        if self.log:
            low, high, at = log10(low), log10(high), log10(at)
        return (at - low) / (high - low)

    def column(self, value: float) -> int:
        """The cell from the left; the cells share the axis between them."""
        return min(int(self.share(value) * self.cells), self.cells - 1)

    def row(self, value: float) -> int:
        """The cell from the top; both ends of the axis lie in the middle of a cell."""
        return round((1 - self.share(value)) * (self.cells - 1))

    def value(self, column: float) -> float:
        """The value at a place counted in cells from the left: the inverse of `column`."""
        share = column / self.cells
        if self.log:
            return float(self.low ** (1 - share) * self.high**share)
        return self.low + share * (self.high - self.low)

    def named(self, most: int) -> list[float]:
        """At most so many values to name, round ones."""
        if self.scale.unit is Unit.NAME:
            every = max(ceil(len(self.scale.names) / max(most, 1)), 1)
            return [float(place) for place in range(0, len(self.scale.names), every)]
        decades = _decades(self.low, self.high, most) if self.log else []
        return decades if len(decades) > 2 else _rounds(self.low, self.high, most, self.scale.unit)

    def label(self, value: float) -> str:
        """A named value as it is written at the axis."""
        if self.scale.unit is Unit.NAME:
            place = round(value)
            return self.scale.names[place] if 0 <= place < len(self.scale.names) else ""
        return written(value, self.scale.unit)


def ruler(scale: Scale, values: Iterable[float], cells: int, *, log: bool, margin: float = 0.0) -> Ruler:
    """The axis over these values, from the scale's own ends where it states them; `margin` is added at both ends.

    `log` is heeded where the scale allows it and something lies above 0.
    """
    found = list(values)
    powers = log and scale.may_be_log and any(value > 0 for value in found)
    if scale.unit is Unit.NAME:
        return Ruler(scale, -0.5, max(len(scale.names), 1) - 0.5, cells, log=False)
    if powers:
        found = [value for value in found if value > 0]
    low, high = min(found, default=0.0) - margin, max(found, default=1.0) + margin
    if powers:
        low = scale.low if scale.low and scale.low > 0 else min(found)
        high = scale.high if scale.high and scale.high > 0 else max(found)
    else:
        low = scale.low if scale.low is not None else _easy_low(scale.unit, low, high)
        high = scale.high if scale.high is not None else _easy_high(scale.unit, high)
    if high - low <= _ONE_VALUE * abs(low):
        high = low * 10 if powers else low + max(1.0, abs(low))
    return Ruler(scale, low, high, cells, powers)


def _easy_low(unit: Unit, low: float, high: float) -> float:
    """Nothing is hidden below the axis: shares and what begins near nothing begin at nothing."""
    return min(low, 0.0) if unit is Unit.SHARE or low <= 0.5 * high else low


def _easy_high(unit: Unit, high: float) -> float:
    return max(high, 1.0) if unit is Unit.SHARE else high


def _rounds(low: float, high: float, most: int, unit: Unit) -> list[float]:
    whole = unit is Unit.COUNT
    step = _step((high - low) / max(most, 1), halves=unit is Unit.SHARE)
    if whole:
        step = max(step, 1.0)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [round(k * step, 12) for k in range(first, last + 1)]


def _step(least: float, *, halves: bool) -> float:
    """The smallest round step that is no smaller; shares may go by quarters as well."""
    if halves and 0.1 < least <= 0.5:
        return next(step for step in (0.2, 0.25, 0.5) if step >= least)
    power = 10.0 ** floor(log10(least))
    return float(next(power * k for k in (*_ROUND, 10, 20) if power * k >= least * (1 - 1e-9)))


def _decades(low: float, high: float, most: int) -> list[float]:
    powers = range(floor(log10(low)), ceil(log10(high)) + 1)
    for digits in _DECADES:
        found = [float(k * 10.0**p) for p in powers for k in digits if low <= k * 10.0**p <= high]
        if len(found) <= most:
            return found
    return found[:: ceil(len(found) / max(most, 1))]
