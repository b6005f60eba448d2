"""Tones in the terminal's own colours, or in none where NO_COLOR asks for that. Knows no page and no Textual."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

from rich.style import Style

from drillgrok.model.drawing import Ground, Tone

Styles = Mapping[tuple[Tone, Ground], Style]

# Only the terminal's sixteen colours and its own background: what is readable there is the terminal's business, light
# or dark. Nothing is said by colour alone.
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
# A board brings its own grounds and pieces, so that white is white and black is black on any terminal. What stands on a
# square brings its own ground: each of these is read at a contrast of 7 to 1 at least.
_GROUNDS: Final = {Ground.LIGHT: "#8ba0af", Ground.DARK: "#5a7286", Ground.MARKED: "#a8883a"}
_ON_BOARD: Final = {
    Tone.WHITE: ("#101010", "#ffffff"),
    Tone.BLACK: ("#ffffff", "#101010"),
    Tone.RIGHT: ("#ffffff", "#0b5d27"),
    Tone.WRONG: ("#ffffff", "#8f1414"),
}
"""Ink and ground."""


def _style(tone: Tone, ground: Ground) -> Style:
    if ground is Ground.OPEN:
        return _TONES[tone]
    colour = _GROUNDS[ground]
    if tone is Tone.GROUND:
        return Style(color=colour, bgcolor=colour)
    ink, own = _ON_BOARD.get(tone, (None, colour))
    return _TONES[tone] + Style(color=ink, bgcolor=own)


_COLOURS: Final = {(tone, ground): _style(tone, ground) for tone in Tone for ground in Ground}
_NO_COLOURS: Final = {key: style.without_color for key, style in _COLOURS.items()}


def styles() -> Styles:
    """The style of each tone on each ground, without colours where the NO_COLOR variable asks for that."""
    return _NO_COLOURS if os.environ.get("NO_COLOR") else _COLOURS
