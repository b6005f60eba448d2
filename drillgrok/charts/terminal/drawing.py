"""The door of the terminal: a chart in, its drawing out, with its question, its answer and how it was made."""

from __future__ import annotations

from drillgrok.charts.chart import Chart, Grid, Plot
from drillgrok.charts.terminal.canvas import wrapped
from drillgrok.charts.terminal.grid import grid_lines
from drillgrok.charts.terminal.listing import listing_lines
from drillgrok.charts.terminal.plot import plot_lines
from drillgrok.charts.terminal.spoken import spoken
from drillgrok.model.drawing import Drawing, DrawnLine, Tone

LEAST_WIDTH = 60
"""Cells below which the numbers are said instead of drawn."""
_MOST_TEXT_WIDTH = 100
"""Words in longer lines are hard to read."""


def draw(chart: Chart, *, width: int, log: bool = False, height: int | None = None, aligned: bool = False) -> Drawing:
    """The chart in lines of at most `width` cells.

    `log` draws powers of ten on the axes that may have them. `height` is how many lines there are for all of it: the
    picture takes what the words leave, but never less than a few rows, and the note goes first. `aligned` plots of the
    same width and scale have their axes in the same columns.
    """
    said = spoken(chart)
    text_width = min(width, _MOST_TEXT_WIDTH)
    if width < LEAST_WIDTH:
        return Drawing(tuple(line for text in said.split("\n") for line in wrapped(text, max(width, 1))), said)
    head = [*wrapped(chart.title, text_width, Tone.STRONG), *wrapped(chart.says, text_width)]
    note = wrapped(chart.note, text_width, Tone.FAINT)
    left = None if height is None else height - len(head) - bool(head) - len(note)
    body = _body(chart, width, log, left, aligned=aligned)
    if height is not None and len(head) + bool(head) + len(body) + len(note) > height:
        note = []
        body = _body(chart, width, log, height - len(head) - bool(head), aligned=aligned)
    gap: list[DrawnLine] = [()] if head and body else []
    return Drawing((*head, *gap, *body, *note), said)


def _body(chart: Chart, width: int, log: bool, height: int | None, *, aligned: bool) -> list[DrawnLine]:
    if chart.body is None:
        return []
    if isinstance(chart.body, Plot):
        return plot_lines(chart.body, width=width, height=height, log=log, aligned=aligned)
    if isinstance(chart.body, Grid):
        return grid_lines(chart.body, width=width, height=height)
    return listing_lines(chart.body, width=width, height=height)
