"""What a drawing is for: the live page or the printed sheet. The few choices that differ between the two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from drillgrok.charts.web.ink import LIGHT, LIVE

SHEET_WIDTH_PX: Final = 760


@dataclass(frozen=True, slots=True)
class Medium:
    """The page writes its legends and titles in HTML and can be moved; the sheet carries all in the drawing."""

    inks: Mapping[str, str]
    """A CSS colour for every name in ink.LIGHT."""
    width: int | Literal["container"]
    live: bool

    @property
    def config(self) -> dict[str, Any]:
        """Vega-Lite's `config`: quiet axes, no frame, one type size."""
        text = {"labelColor": self.inks["soft"], "titleColor": self.inks["soft"]}
        return {
            "font": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Helvetica, Arial, sans-serif",
            "background": "transparent" if self.live else self.inks["paper"],
            "view": {"stroke": None},
            "axis": {
                **text,
                "domainColor": self.inks["line"],
                "tickColor": self.inks["line"],
                "gridColor": self.inks["grid"],
                "labelFontSize": 12,
                "titleFontSize": 12,
                "titleFontWeight": "normal",
                "labelPadding": 5,
                "titlePadding": 8,
                "labelOverlap": "greedy",
                "labelSeparation": 6,
            },
            "axisX": {"grid": False},
            "axisY": {"domain": False, "ticks": False},
            "legend": {
                **text,
                "orient": "top",
                "labelFontSize": 12,
                "labelLimit": 320,
                "symbolOpacity": 1,
            },
            "title": {
                "color": self.inks["ink"],
                "subtitleColor": self.inks["soft"],
                "anchor": "start",
                "frame": "group",
                "fontSize": 17,
                "fontWeight": 600,
                "subtitleFontSize": 12.5,
                "subtitlePadding": 6,
                "offset": 12,
            },
        }

    def legend(self, **more: Any) -> dict[str, Any] | None:
        """None on the page, where the legend is text that wraps."""
        return None if self.live else {"title": None, **more}


PAGE: Final = Medium(LIVE, "container", live=True)
SHEET: Final = Medium(LIGHT, SHEET_WIDTH_PX, live=False)
