"""How the numbers of each unit are written, the same in the terminal, on the page and in sentences."""

from __future__ import annotations

from drillgrok.charts.chart import Entry, Point, Unit

UNCLEAR = "unclear"
"""Written where the data are too thin for a number."""


def written(value: float | None, unit: Unit) -> str:
    """The number as it is read: `96 %`, `1,240`, `2.1 s`, `1.4×`.

    A share is 0 % or 100 % only when it is exactly that. Of a name this is its place, counted from 1.
    """
    if value is None:
        return UNCLEAR
    if unit is Unit.SHARE:
        return _percent(value)
    if unit is Unit.SECONDS:
        return f"{_short(value)} s"
    if unit is Unit.RATIO:
        return f"{_short(value)}×"
    return _count(value + 1 if unit is Unit.NAME else value)


def between(low: float | None, high: float | None, unit: Unit) -> str:
    """An interval, its unit written once where both ends share it: `92 to 98 %`. Empty where there is none."""
    if low is None or high is None:
        return ""
    first, last = written(low, unit), written(high, unit)
    sign = {Unit.SHARE: " %", Unit.SECONDS: " s", Unit.RATIO: "×"}.get(unit, "")
    return f"{first.removesuffix(sign)} to {last}"


def entry(value: Entry) -> str:
    """One entry of a listing, in one line."""
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    return f"{value:,}" if isinstance(value, int) else f"{value:,.3g}"


def interval(point: Point, unit: Unit) -> str:
    """The 90 % interval of a point."""
    return between(point.low, point.high, unit)


def _percent(share: float) -> str:
    if 0 < share < 0.01:
        return "<1 %"
    if 0.99 < share < 1:
        return ">99 %"
    return f"{_whole(100 * share)} %"


def _count(value: float) -> str:
    return _whole(value) if abs(value) >= 100 or abs(value - round(value)) < 0.005 else f"{value:.1f}"


def _short(value: float) -> str:
    """Two digits that matter, no more."""
    return _whole(value) if abs(value) >= 9.95 or abs(value) < 0.001 else f"{value:.2g}"


def _whole(value: float) -> str:
    text = f"{value:,.0f}"
    return "0" if text == "-0" else text
