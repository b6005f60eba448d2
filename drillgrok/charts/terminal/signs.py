"""What the signs below a plot mean, in words."""

from __future__ import annotations

from drillgrok.charts.chart import Plot, SignKind
from drillgrok.charts.numbers import written
from drillgrok.charts.terminal.canvas import flowed
from drillgrok.charts.terminal.looks import SIGNS
from drillgrok.model.drawing import DrawnLine, Tone

_MOST_LINES = 2


def sign_lines(plot: Plot, width: int) -> list[DrawnLine]:
    """Each sign with its name and place, in two lines at most; the last ones where there are more."""
    told = sorted((sign for sign in plot.signs if sign.kind is not SignKind.SESSION), key=lambda sign: sign.x)
    said = [f"{SIGNS[sign.kind]} {sign.name} {written(sign.x, plot.x.unit)}" for sign in told]
    for earlier in range(len(said)):
        counted = [f"{earlier} earlier"] if earlier else []
        if len(lines := flowed([*counted, *said[earlier:]], width, Tone.FAINT)) <= _MOST_LINES:
            return lines
    return []
