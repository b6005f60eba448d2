"""Inks in the terminal's own colours, or in none where NO_COLOR asks for that. Knows no page and no Textual."""

from __future__ import annotations

import os
from typing import Final

from rich.style import Style

from drillgrok.screens.kit.page import Ink

# A board brings its own grounds and pieces, so that white is white and black is black on any terminal. What is written
# in a ground's own ink can be seen where there are no colours only.
_GROUNDS: Final = {Ink.LIGHT: "#8ba0af", Ink.DARK: "#5a7286", Ink.MARKED: "#a8883a"}
_BOARD: Final = {
    Ink.LIGHT: (_GROUNDS[Ink.LIGHT], Ink.LIGHT),
    Ink.DARK: (_GROUNDS[Ink.DARK], Ink.DARK),
    Ink.MARKED: (_GROUNDS[Ink.MARKED], Ink.MARKED),
    Ink.WHITE_ON_LIGHT: ("#ffffff", Ink.LIGHT),
    Ink.WHITE_ON_DARK: ("#ffffff", Ink.DARK),
    Ink.WHITE_ON_MARKED: ("#ffffff", Ink.MARKED),
    Ink.BLACK_ON_LIGHT: ("#101010", Ink.LIGHT),
    Ink.BLACK_ON_DARK: ("#101010", Ink.DARK),
    Ink.BLACK_ON_MARKED: ("#101010", Ink.MARKED),
}


def _on_board(ink: Ink) -> Style:
    colour, ground = _BOARD[ink]
    return Style(color=colour, bgcolor=_GROUNDS[ground], bold=ink not in _GROUNDS)


# Only the terminal's sixteen colours and its own background: what is readable there is the terminal's business, light
# or dark. Nothing is said by colour alone.
_COLOURS: Final = {
    Ink.PLAIN: Style(),
    Ink.STRONG: Style(bold=True),
    Ink.FAINT: Style(dim=True),
    Ink.ACCENT: Style(color="cyan"),
    Ink.METAL: Style(color="yellow"),
    Ink.SHADE: Style(color="yellow", dim=True),
    Ink.RIGHT: Style(color="green", bold=True),
    Ink.WRONG: Style(color="red", bold=True),
    Ink.KEY: Style(reverse=True, bold=True),
} | {ink: _on_board(ink) for ink in _BOARD}
_NO_COLOURS: Final = {ink: style.without_color for ink, style in _COLOURS.items()}


def styles() -> dict[Ink, Style]:
    """The style of each ink, without colours where the NO_COLOR variable asks for that."""
    return _NO_COLOURS if os.environ.get("NO_COLOR") else _COLOURS
