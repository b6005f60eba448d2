"""Tones in colours that are read well on a dark or a light terminal, in the terminal's own where it does not say which
it is, or in none where NO_COLOR asks for that. Knows no page and no Textual."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Final

from rich.style import Style

from drillgrok.console.background import Background, background
from drillgrok.model.drawing import Ground, Tone

Styles = Mapping[tuple[Tone, Ground], Style]

# Off a board the ground is always the terminal's own, and nothing is said by colour alone. Where nobody says whether
# that is dark or light, what is readable among its sixteen colours is the terminal's business.
_TONES: Final = {
    Tone.PLAIN: Style(),
    Tone.STRONG: Style(bold=True),
    Tone.FAINT: Style(dim=True),
    Tone.ACCENT: Style(color="cyan"),
    Tone.METAL: Style(color="yellow"),
    Tone.SHADE: Style(color="yellow", dim=True),
    Tone.WHITE: Style(bold=True),
    Tone.BLACK: Style(bold=True),
    Tone.GROUND: Style(),
    Tone.RIGHT: Style(color="green", bold=True),
    Tone.WRONG: Style(color="red", bold=True),
    Tone.KEY: Style(reverse=True, bold=True),
}
# Of the 256 colours that nearly every terminal has: whatever is read stands out at 4.5 to 1 from any background of its
# kind, the shade of a figure at 3 to 1.
_INKS: Final[Mapping[Background, Mapping[Tone, str]]] = {
    Background.DARK: {
        Tone.FAINT: "#afafaf",
        Tone.ACCENT: "#5fd7d7",
        Tone.METAL: "#d7af5f",
        Tone.SHADE: "#af875f",
        Tone.RIGHT: "#87d787",
        Tone.WRONG: "#ff8787",
    },
    Background.LIGHT: {
        Tone.FAINT: "#4e4e4e",
        Tone.ACCENT: "#005f87",
        Tone.METAL: "#5f5f00",
        Tone.SHADE: "#875f00",
        Tone.RIGHT: "#005f00",
        Tone.WRONG: "#870000",
    },
    Background.UNKNOWN: {},
}
# A board brings its own grounds and pieces, so that white is white and black is black on any terminal. What stands on a
# square brings its own ground: each of these is read at a contrast of 7 to 1 at least.
_GROUNDS: Final = {Ground.LIGHT: "#8ba0af", Ground.DARK: "#5a7286", Ground.MARKED: "#a8883a"}
_DARKEST: Final = "#101010"
"""As an ink never bold: where there are sixteen colours, bold black is a grey."""
_ON_BOARD: Final = {
    Tone.WHITE: (_DARKEST, "#ffffff"),
    Tone.BLACK: ("#ffffff", _DARKEST),
    Tone.RIGHT: ("#ffffff", "#0b5d27"),
    Tone.WRONG: ("#ffffff", "#8f1414"),
}
"""Ink and ground."""


def _style(tone: Tone, ground: Ground, terminal: Background) -> Style:
    if ground is Ground.OPEN:
        ink = _INKS[terminal].get(tone)
        return _TONES[tone] if ink is None else Style(color=ink, bold=_TONES[tone].bold)
    colour = _GROUNDS[ground]
    if tone is Tone.GROUND:
        return Style(color=colour, bgcolor=colour)
    ink, own = _ON_BOARD.get(tone, (None, colour))
    return _TONES[tone] + Style(color=ink, bgcolor=own, bold=False if ink == _DARKEST else None)


@cache
def styles_on(terminal: Background, *, coloured: bool = True) -> Styles:
    """The style of each tone on each ground in a terminal of this kind."""
    found = {(tone, ground): _style(tone, ground, terminal) for tone in Tone for ground in Ground}
    return found if coloured else {key: _TONES[key[0]].without_color for key in found}


def styles() -> Styles:
    """The same in this terminal, without colours where the NO_COLOR variable asks for that."""
    if os.environ.get("NO_COLOR"):
        return styles_on(Background.UNKNOWN, coloured=False)
    return styles_on(background())
