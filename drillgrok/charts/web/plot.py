"""A plot as a Vega-Lite specification: what is drawn over what, and what the pointer finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from drillgrok.charts.chart import Chart, Plot, Shape, SignKind, Unit
from drillgrok.charts.web.axes import HEAD_PX, Axis, x_axis, y_axis
from drillgrok.charts.web.ink import SIGN_MARKERS, SIGN_NAMES, dashes
from drillgrok.charts.web.look import Medium

Spec = dict[str, Any]
"""A piece of Vega-Lite (https://vega.github.io/vega-lite/docs/), as it stands in JSON."""

SAID: Final[Spec] = {"value": {"expr": "(datum.datum || datum).said"}}
"""The tooltip of every mark is made with its row; where the nearest mark is sought, `datum` is the mark."""
HEIGHT_PX: Final = 300
_FOOT_PX: Final = 9
"""Keeps a line at nought, and its marker, clear of the axis."""
_SIGN_PX: Final = HEAD_PX - 9
_SESSION_PX: Final = HEIGHT_PX - 5
_ZONE_NAME_PX: Final = 9
_ACROSS: Final = ("x", "x_from", "ends", "left", "right")
"""The fields of a row that are places on the x axis."""
_UPWARD: Final = ("low", "high", "base", "top")
"""The fields that are places on the y axis."""
# Each level has two corners, in the order of the line.
_CORNERS: Final[tuple[Spec, ...]] = (
    {"fold": ["x_from", "ends"], "as": ["corner", "place"]},
    {"calculate": "2 * datum.order + (datum.corner == 'ends' ? 1 : 0)", "as": "order"},
)
_HAS_BAND: Final[Spec] = {"filter": "datum.low !== null && datum.high !== null"}
# The wheel alone scrolls the page; with Ctrl or Command, or pinched on a touch pad, it zooms.
_MOVED: Final[Spec] = {
    "name": "moved",
    "select": {"type": "interval", "encodings": ["x"], "zoom": "wheel![event.ctrlKey || event.metaKey]"},
    "bind": "scales",
}
_NEAR: Final[Spec] = {
    "name": "near",
    "select": {"type": "point", "nearest": True, "on": "pointerover", "clear": "pointerout"},
}


def plot_spec(chart: Chart, plot: Plot, look: Medium, *, log_x: bool, log_y: bool) -> Spec:
    """The layers of a plot from back to front."""
    canvas = _PlotParts(
        chart.id,
        plot,
        look,
        x_axis(plot, log=log_x, names_param=f"{chart.id}_x_names"),
        y_axis(plot, log=log_y, names_param=f"{chart.id}_y_names"),
    )
    layers = [*_zones(canvas), *_areas(canvas), *_lines(canvas), *_signs(canvas)]
    if look.live and plot.x.unit is not Unit.NAME:
        layers[0]["params"] = [_MOVED]
    words = {
        canvas.x.names_param: plot.x.names,
        canvas.y.names_param: plot.y.names,
        f"{chart.id}_sign_names": SIGN_NAMES,
    }
    return {
        "name": chart.id,
        "width": look.width,
        "height": HEIGHT_PX,
        "params": [{"name": name, "value": value} for name, value in words.items()],
        "layer": layers,
    }


@dataclass(frozen=True, slots=True)
class _PlotParts:
    """One plot with everything its layers share."""

    name: str
    plot: Plot
    look: Medium
    x: Axis
    y: Axis

    def has(self, *shapes: Shape) -> bool:
        return any(one.shape in shapes for one in self.plot.series)

    def layer(self, kind: str, mark: Spec, encoding: Spec, *transforms: Spec) -> Spec:
        """A layer over the rows of one kind; what has left the axes is cut off."""
        return {
            "data": {"name": f"{self.name}_{kind}"},
            "transform": list(transforms),
            "mark": {"clip": True, **mark},
            "encoding": encoding,
        }

    def held(self, *fields: str) -> list[Spec]:
        """On a logarithmic axis nothing lies below its beginning."""
        axes = {**dict.fromkeys(_ACROSS, self.x), **dict.fromkeys(_UPWARD, self.y)}
        return [{"calculate": axes[field].held(field), "as": field} for field in fields if axes[field].log]

    def of(self, *shapes: Shape) -> list[Spec]:
        """Only the rows of series of these shapes."""
        return [{"filter": {"field": "shape", "oneOf": list(shapes)}}, *self.held(*_ACROSS, *_UPWARD)]

    def x_of(self, field: str) -> Spec:
        return {
            "field": field,
            "type": "quantitative",
            "scale": self.x.to_scale(),
            "axis": self.x.to_axis(ticks={"expr": "max(2, ceil(width / 85))"}),
        }

    def y_of(self, field: str) -> Spec:
        head = HEAD_PX if self.plot.zones or self.plot.signs else _FOOT_PX
        foot = _FOOT_PX if self.has(Shape.STEPS, Shape.LINE, Shape.DOTS) else 0
        scale = self.y.to_scale() | {"range": [HEIGHT_PX - foot, head]}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": self.y.to_axis(ticks=5)}

    def color(self) -> Spec:
        return self._by_series([self.look.inks[one.voice] for one in self.plot.series])

    def dash(self) -> Spec:
        return self._by_series([list(dash) or [1, 0] for dash in dashes(self.plot.series)])

    def _by_series(self, looks: list[Any]) -> Spec:
        scale = {"domain": [one.name for one in self.plot.series], "range": looks}
        lines = self.has(Shape.STEPS, Shape.LINE)
        swatch = {"symbolType": "stroke", "symbolSize": 220} if lines else {"symbolType": "square"}
        legend = self.look.legend(**swatch) if len(looks) > 1 else None
        return {"field": "series", "type": "nominal", "scale": scale, "legend": legend}


def _zones(canvas: _PlotParts) -> Iterator[Spec]:
    voices = list(dict.fromkeys(zone.voice for zone in canvas.plot.zones))
    inks = {"domain": voices, "range": [canvas.look.inks[voice] for voice in voices]}
    held = canvas.held("x_from", "x")
    yield canvas.layer(
        "zones",
        {"type": "rect", "opacity": 0.13},
        {
            "x": canvas.x_of("x_from"),
            "x2": {"field": "x"},
            "y": {"value": 0},
            "y2": {"value": HEIGHT_PX},
            "fill": {"field": "voice", "type": "nominal", "scale": inks, "legend": None},
            "tooltip": SAID,
        },
        *held,
    )
    room = f"scale('{canvas.name}_x', datum.x) - scale('{canvas.name}_x', datum.x_from)"
    fits = {"expr": f"{room} > 6.5 * length(datum.name) + 4 ? 1 : 0"}
    yield canvas.layer(
        "zones",
        {"type": "text", "align": "left", "dx": 5, "fontSize": 11, "color": canvas.look.inks["soft"], "opacity": fits},
        {
            "x": canvas.x_of("x_from"),
            "y": {"value": _ZONE_NAME_PX},
            "text": {"field": "name", "type": "nominal"},
            "tooltip": SAID,
        },
        *held,
    )


def _areas(canvas: _PlotParts) -> Iterator[Spec]:
    """Bands of 90 %, stacked shares and bars."""
    joined = {"x": canvas.x_of("place"), "detail": {"field": "piece", "type": "nominal"}, "color": canvas.color()}
    yield canvas.layer(
        "points",
        {"type": "area", "opacity": 0.16},
        {**joined, "y": canvas.y_of("low"), "y2": {"field": "high"}},
        _HAS_BAND,
        *canvas.of(Shape.STEPS, Shape.LINE),
        *_CORNERS,
    )
    if canvas.has(Shape.STACK):
        yield canvas.layer(
            "points",
            {"type": "area", "opacity": 0.85, "stroke": canvas.look.inks["paper"], "strokeWidth": 1},
            {**joined, "y": canvas.y_of("base"), "y2": {"field": "top"}},
            *canvas.of(Shape.STACK),
            *_CORNERS,
        )
    if canvas.has(Shape.BARS):
        yield canvas.layer(
            "points",
            {"type": "rect", "cornerRadius": 1.5},
            {
                "x": canvas.x_of("left"),
                "x2": {"field": "right"},
                "y": canvas.y_of("base"),
                "y2": {"field": "top"},
                "color": canvas.color(),
                "tooltip": SAID,
            },
            *canvas.of(Shape.BARS),
        )


def _lines(canvas: _PlotParts) -> Iterator[Spec]:
    """Levels and lines, whiskers, and the markers that the pointer finds."""
    yield canvas.layer(
        "points",
        {"type": "line", "interpolate": "linear", "strokeJoin": "round"},
        {
            "x": canvas.x_of("place"),
            "y": canvas.y_of("top"),
            "detail": {"field": "piece", "type": "nominal"},
            "order": {"field": "order", "type": "quantitative"},
            "color": canvas.color(),
            "strokeDash": canvas.dash(),
            "strokeWidth": {"field": "width", "type": "quantitative", "scale": None},
        },
        *canvas.of(Shape.STEPS, Shape.LINE),
        *_CORNERS,
    )
    yield canvas.layer(
        "points",
        {"type": "rule", "strokeWidth": 1.5, "opacity": 0.7},
        {"x": canvas.x_of("middle"), "y": canvas.y_of("low"), "y2": {"field": "high"}, "color": canvas.color()},
        _HAS_BAND,
        *canvas.of(Shape.DOTS, Shape.BARS),
        {"calculate": "(datum.left + datum.right) / 2", "as": "middle"},
    )
    yield _markers(canvas)


def _markers(canvas: _PlotParts) -> Spec:
    middle = "sqrt(datum.x_from * datum.x)" if canvas.x.log else "(datum.x_from + datum.x) / 2"
    height = f"datum.shape == '{Shape.STACK}' ? (datum.base + datum.top) / 2 : datum.top"
    shown = f"datum.marked && datum.shape != '{Shape.STACK}'"
    layer = canvas.layer(
        "points",
        {"type": "point", "filled": True, "size": 48, "stroke": canvas.look.inks["paper"], "strokeWidth": 1},
        {
            "x": canvas.x_of("middle"),
            "y": canvas.y_of("height"),
            "color": canvas.color(),
            "shape": {"field": "marker", "type": "nominal", "scale": None},
            "opacity": {"condition": {"test": shown, "value": 1}, "value": 0},
        },
        *canvas.of(Shape.STEPS, Shape.LINE, Shape.DOTS, Shape.STACK),
        {"calculate": middle, "as": "middle"},
        {"calculate": height, "as": "height"},
    )
    if canvas.look.live:
        near = {"param": "near", "empty": False}
        layer["params"] = [_NEAR]
        layer["encoding"] |= {
            "tooltip": SAID,
            "size": {"condition": {**near, "value": 130}, "value": 48},
            "opacity": {"condition": [{**near, "value": 1}, {"test": shown, "value": 1}], "value": 0},
        }
    return layer


def _signs(canvas: _PlotParts) -> Iterator[Spec]:
    """Sittings as ticks on the x axis; all else above the figures, with a thread down to them."""
    if not canvas.plot.signs:
        return  # a legend without entries has no size
    ink, held = canvas.look.inks["ink"], canvas.held("x")
    session = f"datum.kind == '{SignKind.SESSION}'"
    yield canvas.layer(
        "signs",
        {"type": "rule", "strokeDash": [1, 3], "color": canvas.look.inks["soft"], "opacity": 0.7},
        {"x": canvas.x_of("x"), "y": {"value": _SIGN_PX}, "y2": {"value": HEIGHT_PX}},
        *held,
        {"filter": f"!({session})"},
    )
    kinds = [kind for kind in SignKind if any(sign.kind is kind for sign in canvas.plot.signs)]
    shape = {
        "field": "what",
        "type": "nominal",
        "scale": {"domain": [SIGN_NAMES[kind] for kind in kinds], "range": [SIGN_MARKERS[kind] for kind in kinds]},
        "legend": canvas.look.legend(symbolFillColor=ink, symbolStrokeColor=ink, symbolSize=160),
    }
    yield canvas.layer(
        "signs",
        {"type": "point", "filled": True, "size": 110, "color": ink, "opacity": 1},
        {
            "x": canvas.x_of("x"),
            "y": {"field": "height", "type": "quantitative", "scale": None, "axis": None},
            "shape": shape,
            "tooltip": SAID,
        },
        *held,
        {"calculate": f"{session} ? {_SESSION_PX} : {_SIGN_PX}", "as": "height"},
    )
