"""Charts as one picture: all of them on one white sheet, stacked, each under its title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from textwrap import wrap
from typing import Final

import vl_convert

from drillgrok.charts.chart import Chart, Listing
from drillgrok.charts.numbers import entry
from drillgrok.charts.web.drawing import specification
from drillgrok.charts.web.look import SHEET, SHEET_WIDTH_PX
from drillgrok.charts.web.plot import Spec
from drillgrok.charts.web.rows import Row, datasets

PNG_SCALE: Final = 2
_LINE_LETTERS: Final = 112
"""Letters of a chart's sentence that fit on a line of the sheet."""
_OWN: Final = ("color", "fill", "fillOpacity", "shape", "strokeDash", "strokeWidth")
"""What a chart says with these is its own; places are so by themselves."""
_ROW_PX: Final = 22
_LETTER_PX: Final = 7


def svg(charts: Sequence[Chart], *, title: str, subtitle: str) -> str:
    """The sheet as SVG."""
    text: str = vl_convert.vegalite_to_svg(_sheet(charts, title, subtitle))
    return text


def png(charts: Sequence[Chart], *, title: str, subtitle: str) -> bytes:
    """The sheet as PNG, two pixels for one."""
    picture: bytes = vl_convert.vegalite_to_png(_sheet(charts, title, subtitle), scale=PNG_SCALE)
    return picture


def _sheet(charts: Sequence[Chart], title: str, subtitle: str) -> Spec:
    rows: dict[str, list[Row]] = {}
    for chart in charts:
        rows |= datasets(chart)
    drawings = [_titled(chart) for chart in charts]
    return {
        "params": [param for drawing in drawings for param in drawing.pop("params", ())],  # allowed at the top alone
        "title": {"text": title, "subtitle": wrap(subtitle, _LINE_LETTERS), "fontSize": 24, "offset": 28},
        "padding": 36,
        "spacing": 56,
        "vconcat": drawings,
        "resolve": {"scale": dict.fromkeys(_OWN, "independent")},
        "datasets": rows,
        "config": SHEET.config,
    }


def _titled(chart: Chart) -> Spec:
    drawing = _listing(chart.body) if isinstance(chart.body, Listing) else specification(chart, SHEET)
    said = [*wrap(chart.says, _LINE_LETTERS), *wrap(chart.note, _LINE_LETTERS)]
    return {"title": {"text": chart.title, "subtitle": said}, **(drawing or _nothing())}


def _nothing() -> Spec:
    return {"data": {"values": []}, "width": SHEET_WIDTH_PX, "height": 1, "mark": "point"}


def _listing(listing: Listing) -> Spec:
    """Words placed in columns as wide as their longest."""
    pixels = {"type": "quantitative", "scale": None, "axis": None}
    inks = SHEET.inks
    ink = {"condition": {"test": "datum.head", "value": inks["soft"]}, "value": inks["ink"]}
    return {
        "width": SHEET_WIDTH_PX,
        "height": _ROW_PX * (len(listing.rows) + 1),
        "data": {"values": list(_words(listing))},
        "mark": {"type": "text", "align": "left", "fontSize": 12, "limit": {"expr": "datum.limit"}},
        "encoding": {
            "x": {"field": "x", **pixels},
            "y": {"field": "y", **pixels},
            "text": {"field": "text", "type": "nominal"},
            "color": ink,
        },
    }


def _words(listing: Listing) -> Iterator[Row]:
    lines = [listing.columns, *([entry(value) for value in row] for row in listing.rows)]
    widths = [max(len(line[place]) for line in lines) + 3 for place in range(len(listing.columns))]
    narrower = min(1.0, SHEET_WIDTH_PX / (_LETTER_PX * sum(widths)))
    limits = [width * _LETTER_PX * narrower for width in widths]
    for height, line in enumerate(lines):
        for x, limit, text in zip(accumulate(limits, initial=0.0), limits, line, strict=False):
            yield {"x": x, "y": _ROW_PX * (height + 0.5), "text": text, "limit": limit - 8, "head": height == 0}
