"""Charts as one HTML page that holds all it needs. A strict policy keeps it from fetching anything."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from itertools import product
from typing import Any, Final

from drillgrok.charts.chart import Chart, Grid, Listing, Plot, Unit
from drillgrok.charts.web.drawing import specification
from drillgrok.charts.web.grid import CELL_PX
from drillgrok.charts.web.ink import DARK, LIGHT
from drillgrok.charts.web.legend import legend
from drillgrok.charts.web.look import PAGE
from drillgrok.charts.web.rows import Row, datasets
from drillgrok.charts.web.tables import listing, numbers


def page(charts: Sequence[Chart], *, title: str, subtitle: str) -> str:
    """The whole page. Titles and figures may come from strangers: all of them are escaped."""
    script, style = _script(), _style()
    policy = (
        f"default-src 'none'; script-src {_source(script)}; style-src {_source(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    contents = "".join(f'<li><a href="#{escape(one.id)}">{escape(one.title)}</a></li>' for one in charts)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(title)}</h1><p>{escape(subtitle)}</p>"
        f'<nav aria-label="Charts"><ul>{contents}</ul></nav></header>\n'
        f"<main>\n{''.join(map(_figure, charts))}</main>\n"
        f"<footer><p>{_HOW_TO_MOVE}</p><p>{_ORIGIN}</p></footer>\n"
        f'<script type="application/json" id="page-data">{_inert(_drawings(charts))}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


_HOW_TO_MOVE: Final = (
    "Drag a chart sideways to move along it; the buttons, or the wheel with Ctrl, bring it closer; two quick clicks "
    "show the whole of it again. The numbers stand under each chart."
)
_ORIGIN: Final = "Made by drillgrok. This page holds all its figures itself and asks nothing of the network."


def _figure(chart: Chart) -> str:
    match chart.body:
        case Plot(x=x):
            kind, body = "still" if x.unit is Unit.NAME else "movable", _drawing(chart)
        case Grid():
            kind, body = "still", _drawing(chart)
        case Listing() as rows:
            kind, body = "listing", listing(chart, rows)
        case None:
            kind, body = "empty", ""
    note = f'<p class="note">{escape(chart.note)}</p>' if chart.note else ""
    drawing = f' data-chart="{escape(chart.id)}"' if isinstance(chart.body, Plot | Grid) else ""
    return (
        f'<figure id="{escape(chart.id)}" class="{kind}"{drawing}><figcaption><h2>{escape(chart.title)}</h2>'
        f'<p class="says">{escape(chart.says)}</p></figcaption>{body}{note}{_numbers(chart)}</figure>\n'
    )


def _drawing(chart: Chart) -> str:
    said = escape(f"{chart.title}. {chart.says}")
    return (
        f'<div class="bar">{legend(chart)}{_tools(chart)}</div>'
        f'<div class="drawing" role="img" aria-label="{said}"></div>'
    )


_ZOOM: Final = (
    '<span class="zoom"><button type="button" data-zoom="2" aria-label="See more of it">−</button>'
    '<button type="button" data-zoom="0.5" aria-label="Look closer">+</button>'
    '<button type="button" data-zoom="0">whole</button></span>'
)


def _tools(chart: Chart) -> str:
    if not isinstance(chart.body, Plot):
        return ""
    axes = {"x": chart.body.x, "y": chart.body.y}
    switches = "".join(
        f'<label><input type="checkbox" data-log="{name}"> log {escape(axes[name].title)}</label>'
        for name in _loggable(chart.body)
    )
    zoom = "" if chart.body.x.unit is Unit.NAME else _ZOOM
    label = escape(f"{chart.title}: view")
    return f'<div class="tools" role="group" aria-label="{label}">{switches}{zoom}</div>' if switches or zoom else ""


def _numbers(chart: Chart) -> str:
    tables = numbers(chart)
    return f"<details><summary>Numbers</summary>{tables}</details>" if tables else ""


def _loggable(plot: Plot) -> tuple[str, ...]:
    return tuple(name for name, scale in (("x", plot.x), ("y", plot.y)) if scale.may_be_log)


def _drawings(charts: Sequence[Chart]) -> dict[str, Any]:
    """For the script: every view of every chart, by which axes are logarithmic, and the rows that they share."""
    rows: dict[str, Any] = {}
    views: dict[str, dict[str, Any]] = {}
    for chart in charts:
        rows |= {name: _packed(of_kind) for name, of_kind in datasets(chart).items()}
        axes = _loggable(chart.body) if isinstance(chart.body, Plot) else ()
        for chosen in product(*((name, "") for name in axes)):
            view = specification(chart, PAGE, log_x="x" in chosen, log_y="y" in chosen)
            if view is not None:
                views.setdefault(chart.id, {})["".join(chosen)] = view
    return {"cell": CELL_PX, "config": PAGE.config, "packed": rows, "charts": views}


def _packed(rows: Sequence[Row]) -> dict[str, Any]:
    """Rows, and what they say, with the names of their fields told once: all rows of a kind have the same."""
    fields = [field for field in rows[0] if field != "said"] if rows else []
    return {
        "fields": fields,
        "rows": [[_placed(row[field]) for field in fields] for row in rows],
        "lines": list(rows[0]["said"]) if rows else [],
        "said": [list(row["said"].values()) for row in rows],
    }


def _placed(value: object) -> object:
    """Seven digits place a mark to a thousandth of a pixel; the words beside it are made from the whole number."""
    return float(f"{value:.7g}") if isinstance(value, float) else value


def _inert(value: Mapping[str, Any]) -> str:
    r"""JSON that cannot end or open anything in HTML: ASCII, and no `<`, `>` or `&` outside `\u` escapes."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


@cache
def _script() -> str:
    """Vega-Lite, ready-made by `tools.javascript`, and the page's own script; nothing in it may close its element."""
    both = _beside("vega.js") + _beside("page.js")
    return both.replace("</script", r"<\/script").replace("<!--", r"<\!--")


@cache
def _style() -> str:
    """Both grounds and the sheet; paper is always white."""
    light, dark = ("".join(f"--{name}:{colour};" for name, colour in colours.items()) for colours in (LIGHT, DARK))
    grounds = f"html{{color-scheme:light dark;{light}}}@media screen and (prefers-color-scheme:dark){{html{{{dark}}}}}"
    return grounds + _beside("page.css")


def _beside(name: str) -> str:
    return files("drillgrok.charts.web").joinpath(name).read_text(encoding="utf-8")


def _source(text: str) -> str:
    """The only text of its kind that the policy lets run."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
