"""What each voice looks like on paper and on glass. Colours, dashes and signs; no data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from drillgrok.charts.chart import Series, SignKind, Voice


@dataclass(frozen=True, slots=True)
class Style:
    """How one voice is drawn, in every chart alike; dash and marker tell it apart where colours do not."""

    light: str
    """Its colour on white: 3 to 1 at least, 4.5 to 1 for lines."""
    dark: str
    """Its colour on near-black."""
    dash: tuple[int, ...] = ()
    marker: str = "circle"
    """A Vega symbol, or a path within one unit of its centre."""
    width: float = 1.7


# Hues after Okabe and Ito (2008), which stay apart for colour-blind readers; lightness fitted to each ground.
STYLES: Final[Mapping[Voice, Style]] = {
    Voice.PRACTISED: Style("#0072b2", "#62b4ec"),
    Voice.UNSEEN: Style("#c24e00", "#ff9d57", dash=(12, 3), marker="diamond", width=2.6),
    Voice.GUESS: Style("#6b6b6b", "#a3a3a3", dash=(2, 3), marker="stroke"),
    Voice.CLOCK: Style("#96508f", "#d99ed2", dash=(6, 2, 2, 2), marker="triangle-down"),
    Voice.VOLUME: Style("#007a5a", "#43c59e", marker="square"),
    Voice.MEMORISING: Style("#4596c8", "#56b4e9"),
    Voice.PLATEAU: Style("#d18f00", "#e6a81f", dash=(9, 3), marker="square"),
    Voice.SHIFTING: Style("#b8608f", "#cc79a7", dash=(6, 2, 2, 2), marker="triangle-up"),
    Voice.GROKKED: Style("#009e73", "#14b88a", dash=(3, 2), marker="diamond"),
    Voice.UNCLEAR: Style("#8c8c8c", "#8a8a8a", dash=(2, 3), marker="stroke"),
}
_SPARE_DASHES: Final = ((4, 3), (1, 3), (12, 3, 2, 3))
"""For a second, third and fourth series of one voice in one chart."""

_STAR = "M0,-1L.27,-.35L.95,-.31L.42,.13L.59,.81L0,.44L-.59,.81L-.42,.13L-.95,-.31L-.27,-.35Z"
_KEYHOLE = "M-.28,.9L-.14,.05A.48,.48,0,1,1,.14,.05L.28,.9Z"
SIGN_MARKERS: Final[Mapping[SignKind, str]] = {
    SignKind.SESSION: "M-.13,-.6L.13,-.6L.13,.6L-.13,.6Z",
    SignKind.VERDICT: "triangle-down",
    SignKind.AHA: _STAR,
    SignKind.EXAM: "diamond",
    SignKind.SEAL: _KEYHOLE,
}
SIGN_NAMES: Final[Mapping[SignKind, str]] = {
    SignKind.SESSION: "a session begins",
    SignKind.VERDICT: "the coach's verdict changes",
    SignKind.AHA: "you marked a click",
    SignKind.EXAM: "exam",
    SignKind.SEAL: "seal broken",
}

_GROUND_LIGHT: Final[Mapping[str, str]] = {
    "paper": "#ffffff",
    "ink": "#1d2025",
    "soft": "#555b64",
    "line": "#d9dce1",
    "grid": "#edeff2",
}
_GROUND_DARK: Final[Mapping[str, str]] = {
    "paper": "#15171b",
    "ink": "#e7e9ec",
    "soft": "#a7adb7",
    "line": "#3a3f47",
    "grid": "#262a30",
}
LIGHT: Final[Mapping[str, str]] = {**_GROUND_LIGHT, **{voice.value: style.light for voice, style in STYLES.items()}}
"""Every colour by its name, on white."""
DARK: Final[Mapping[str, str]] = {**_GROUND_DARK, **{voice.value: style.dark for voice, style in STYLES.items()}}
"""The same names on near-black."""
LIVE: Final[Mapping[str, str]] = {name: f"var(--{name})" for name in LIGHT}
"""The same names as the style sheet gives them: one drawing that follows the reader from light to dark."""


def dashes(series: tuple[Series, ...]) -> list[tuple[int, ...]]:
    """The dash of each series: none for one that is alone; a second one of its voice gets a spare one."""
    if len(series) == 1:
        return [()]
    chosen: list[tuple[int, ...]] = []
    for position, one in enumerate(series):
        before = sum(other.voice is one.voice for other in series[:position])
        spare = _SPARE_DASHES[(before - 1) % len(_SPARE_DASHES)]
        chosen.append(spare if before else STYLES[one.voice].dash)
    return chosen
