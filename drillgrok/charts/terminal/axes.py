"""What stands round the picture of a plot: both axes with their numbers, the ribbon of zones, the signs of events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drillgrok.charts.chart import Scale, Sign, SignKind, Unit, Zone
from drillgrok.charts.terminal.canvas import Canvas, cells_of, cut
from drillgrok.charts.terminal.looks import LOOKS, SIGNS
from drillgrok.charts.terminal.ruler import Ruler
from drillgrok.model.drawing import Tone

_MOST_LABEL_CELLS = 18


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the picture lies: `left` cells for the numbers of the y axis, `gutter` cells for names at the right."""

    x: Ruler
    y: Ruler
    left: int
    gutter: int

    @property
    def width(self) -> int:
        """Cells of a whole line."""
        return self.left + self.x.cells + self.gutter


def ground_lines(x: Scale, gutter: int) -> int:
    """Lines of the x axis: two where its title finds room in the gutter, else one more."""
    return 2 if gutter > cells_of(x.title) else 3


def label_cells(y: Ruler) -> int:
    """Cells that the numbers of the y axis take, with the space behind them."""
    return min(max((cells_of(y.label(value)) for value in _y_named(y)), default=0), _MOST_LABEL_CELLS) + 1


def _y_named(y: Ruler) -> list[float]:
    """Shares by halves or quarters, other numbers in every second row at most, names all."""
    if y.scale.unit is Unit.NAME:
        return y.named(y.cells)
    if y.scale.unit is Unit.SHARE:
        return y.named(2 if y.cells < 17 else 4)
    return y.named(y.cells // 2)


def upright(sheet: Canvas, top: int, frame: Frame) -> None:
    """The y axis with its numbers."""
    for row in range(frame.y.cells):
        sheet.put(top + row, frame.left - 1, "│", Tone.FAINT)
    for value in _y_named(frame.y):
        label = cut(frame.y.label(value), frame.left - 2)
        row = top + frame.y.row(value)
        sheet.write(row, frame.left - 2 - cells_of(label), label, Tone.FAINT)
        sheet.put(row, frame.left - 1, "┤", Tone.FAINT)


def ground(sheet: Canvas, row: int, frame: Frame, signs: Sequence[Sign]) -> None:
    """The x axis with its numbers and its title, and on it where sessions began, unless they crowd."""
    sheet.put(row, frame.left - 1, "└", Tone.FAINT)
    for column in range(frame.x.cells):
        sheet.put(row, frame.left + column, "─", Tone.FAINT)
    begun = {frame.x.column(sign.x) for sign in signs if sign.kind is SignKind.SESSION}
    for column in begun if len(begun) <= frame.x.cells // 4 else ():
        sheet.put(row, frame.left + column, SIGNS[SignKind.SESSION], Tone.FAINT)
    for column, label in _x_named(frame.x):
        centre = frame.left + column
        start = min(max(centre - (cells_of(label) - 1) // 2, 0), frame.width - cells_of(label))
        sheet.put(row, centre, "┼" if column in begun else "┬", Tone.FAINT)
        sheet.write(row + 1, start, label, Tone.FAINT)
    title = cut(frame.x.scale.title, frame.width)
    if ground_lines(frame.x.scale, frame.gutter) == 2:
        sheet.write(row, frame.left + frame.x.cells + 1, title, Tone.FAINT)
    else:
        sheet.write(row + 2, frame.width - cells_of(title), title, Tone.FAINT)


def _x_named(x: Ruler) -> list[tuple[int, str]]:
    """As many numbers as stand apart."""
    found: list[tuple[int, str]] = []
    for most in range(x.cells // 5, 0, -1):
        found = [(x.column(value), cut(x.label(value), _MOST_LABEL_CELLS)) for value in x.named(most)]
        if all(_apart(left, right) for left, right in pairwise(found)):
            return found
    return found[:1]


def _apart(left: tuple[int, str], right: tuple[int, str]) -> bool:
    return right[0] - left[0] > (cells_of(left[1]) + cells_of(right[1])) // 2 + 1


def ribbon(sheet: Canvas, row: int, frame: Frame, zones: Sequence[Zone]) -> None:
    """Each zone's name over its stretch, in a line of its own kind; where the name has no room, the line alone."""
    for zone, columns in _stretches(frame.x, zones):
        look = LOOKS[zone.voice]
        for column in columns:
            sheet.put(row, frame.left + column, look.pen.flat, look.tone)
        room = len(columns) - cells_of(zone.name)
        if room >= 0:
            name = f" {zone.name} " if room >= 2 else zone.name
            sheet.write(row, frame.left + columns.start + (len(columns) - cells_of(name)) // 2, name, look.tone)


def borders(picture: Canvas, x: Ruler, zones: Sequence[Zone]) -> None:
    """A faint upright where a zone begins."""
    for _, columns in _stretches(x, zones):
        for row in range(picture.height if columns.start else 0):
            picture.put(row, columns.start, "┊", Tone.FAINT)


def _stretches(x: Ruler, zones: Sequence[Zone]) -> Iterator[tuple[Zone, range]]:
    """A column in which one zone ends and the next begins belongs to the next."""
    for zone in zones:
        start, end = x.column(zone.x_from), x.column(zone.x)
        yield zone, range(start, max(end + (zone is zones[-1]), start + 1))


def marks(sheet: Canvas, row: int, frame: Frame, signs: Sequence[Sign]) -> None:
    """The signs below their places; the rarer kind covers the commoner."""
    for kind in (SignKind.VERDICT, SignKind.EXAM, SignKind.AHA, SignKind.SEAL):
        for sign in signs:
            if sign.kind is kind:
                sheet.put(row, frame.left + frame.x.column(sign.x), SIGNS[kind], Tone.PLAIN)
