"""The terminals that pictures are drawn of, and their colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rich.color import Color
from rich.style import Style

from drillgrok.console.background import Background
from drillgrok.console.styles import styles_on
from drillgrok.model.drawing import Ground, Tone

_TONES: Final = {
    style.color.name: tone
    for (tone, ground), style in styles_on(Background.UNKNOWN).items()
    if ground is Ground.OPEN and style.color is not None and not style.dim
}
"""The tone that each of the sixteen colours stands for where nobody says what the terminal is like."""


@dataclass(frozen=True, slots=True)
class Palette:
    """A terminal's own paper and ink, as `#rrggbb`, and what it is taken for."""

    name: str
    paper: str
    ink: str
    kind: Background
    coloured: bool = True

    def inks(self, style: Style) -> tuple[str, str]:
        """Ink and ground of a style here."""
        ink = self._colour(style.color, self._plain(dim=bool(style.dim)))
        ground = self._colour(style.bgcolor, self.paper)
        if style.reverse:
            ink, ground = ground, ink
        return ink, ground

    def _plain(self, *, dim: bool) -> str:
        faint = styles_on(self.kind)[Tone.FAINT, Ground.OPEN].color if self.coloured else None
        return faint.name if dim and faint is not None else self.ink

    def _colour(self, colour: Color | None, otherwise: str) -> str:
        """A colour by its own digits, or by the name of one of the sixteen as the program replaces it here."""
        if colour is None or colour.is_default:
            return otherwise
        if colour.name.startswith("#"):
            return colour.name
        if not self.coloured:
            return self.ink
        here = styles_on(self.kind)[_TONES[colour.name], Ground.OPEN].color
        return otherwise if here is None else here.name


def mixed(ink: str, ground: str, share: float) -> str:
    """The colour between two, `share` of it the first."""
    pairs = zip(_parts(ink), _parts(ground), strict=True)
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


DARK: Final = Palette("dark", "#14171c", "#e4e7eb", Background.DARK)
LIGHT: Final = Palette("light", "#ffffff", "#1f2328", Background.LIGHT)
TERMINALS: Final = (
    Palette("terminal-app-basic", "#ffffff", "#000000", Background.LIGHT),
    Palette("terminal-app-pro", "#000000", "#f2f2f2", Background.DARK),
    Palette("vs-code-dark", "#1e1e1e", "#cccccc", Background.DARK),
    Palette("solarized-light", "#fdf6e3", "#586e75", Background.LIGHT),
    Palette("ubuntu", "#300a24", "#ffffff", Background.DARK),
    Palette("no-color", "#14171c", "#e4e7eb", Background.DARK, coloured=False),
)
"""What is used much, by the papers and inks that it comes with."""
