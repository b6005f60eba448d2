"""The legend of a chart as HTML: a swatch drawn like its mark, and its name. It wraps, and never covers a figure."""

from __future__ import annotations

from html import escape

from drillgrok.charts.chart import Chart, Grid, Plot, Shape, SignKind
from drillgrok.charts.numbers import written
from drillgrok.charts.web.grid import FAINTEST, strongest
from drillgrok.charts.web.ink import SIGN_MARKERS, SIGN_NAMES, STYLES, dashes

# Vega's own symbols as paths within one unit of the centre.
_PATHS = {
    "circle": "M-.7,0A.7,.7,0,1,1,.7,0A.7,.7,0,1,1,-.7,0",
    "square": "M-.65,-.65H.65V.65H-.65Z",
    "diamond": "M0,-.95L.95,0L0,.95L-.95,0Z",
    "triangle-up": "M0,-.8L.9,.75H-.9Z",
    "triangle-down": "M0,.8L.9,-.75H-.9Z",
    "stroke": "",
}


def legend(chart: Chart) -> str:
    """Empty where the drawing explains itself."""
    match chart.body:
        case Plot() as plot:
            entries = [*_series(plot), *_signs(plot)]
        case Grid() as grid:
            entries = [_strengths(grid)]
        case _:
            entries = []
    items = "".join(f"<li>{entry}</li>" for entry in entries)
    return f'<ul class="legend" aria-label="Legend">{items}</ul>' if items else ""


def _series(plot: Plot) -> list[str]:
    """A series that is alone may have its name on the axis."""
    if [one.name for one in plot.series] == [plot.y.title]:
        return []
    return [
        _swatch(f"var(--{one.voice})", one.shape, dash, STYLES[one.voice].marker) + escape(one.name)
        for one, dash in zip(plot.series, dashes(plot.series), strict=True)
    ]


def _signs(plot: Plot) -> list[str]:
    kinds = [kind for kind in SignKind if any(sign.kind is kind for sign in plot.signs)]
    return [_svg(12, _marker(SIGN_MARKERS[kind], "var(--ink)", 6)) + escape(SIGN_NAMES[kind]) for kind in kinds]


def _strengths(grid: Grid) -> str:
    low, high = written(0, grid.unit), written(strongest(grid), grid.unit)
    steps = (FAINTEST + (1 - FAINTEST) * step / 4 for step in range(5))
    boxes = "".join(
        f'<rect x="{14 * k}" y="0" width="12" height="12" rx="2" fill="var(--volume)" fill-opacity="{strength:.2f}"/>'
        for k, strength in enumerate(steps)
    )
    return f"{low} {_svg(70, boxes)} {high}"


def _swatch(ink: str, shape: Shape, dash: tuple[int, ...], marker: str) -> str:
    if shape in (Shape.BARS, Shape.STACK):
        return _svg(14, f'<rect x="1" y="0" width="12" height="12" rx="2" fill="{ink}"/>')
    line = "" if shape is Shape.DOTS else f'<path d="M0,6H34" stroke="{ink}" stroke-width="2" {_dashed(dash)}/>'
    return _svg(34, line + _marker(marker, ink, 17))


def _dashed(dash: tuple[int, ...]) -> str:
    return f'stroke-dasharray="{" ".join(map(str, dash))}"' if dash else ""


def _marker(marker: str, ink: str, x: int) -> str:
    return f'<path transform="translate({x},6) scale(5)" d="{_PATHS.get(marker, marker)}" fill="{ink}"/>'


def _svg(width: int, inside: str) -> str:
    return f'<svg width="{width}" height="12" viewBox="0 0 {width} 12" aria-hidden="true">{inside}</svg>'
