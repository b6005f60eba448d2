"""Pages, drawings and what else rich can print -> the lines of a screen."""

from __future__ import annotations

from io import StringIO

from rich.console import Console, RenderableType
from rich.style import Style
from rich.text import Text

from drillgrok.console.background import Background
from drillgrok.console.styles import styles_on
from drillgrok.screens.kit.page import Page
from tools.pictures.svg import Line, Screen


def of_page(page: Page) -> Screen:
    """A page of the program as its own widget paints it where the terminal does not say what it is like."""
    style_of = styles_on(Background.UNKNOWN)
    return [[(piece.text, style_of[piece.tone, piece.ground]) for piece in row] for row in page]


def of_printed(printed: RenderableType, columns: int) -> Screen:
    """What is printed, as wide as the terminal."""
    console = Console(file=StringIO(), width=columns, force_terminal=True, color_system="truecolor", highlight=False)
    lines = console.render_lines(printed, pad=False)
    return [[(part.text, part.style or Style()) for part in line if not part.control] for line in lines]


def filled(screen: Screen, rows: int) -> list[Line]:
    """The screen with empty lines below, as high as the terminal."""
    return [*screen, *([] for _ in range(rows - len(screen)))]


def as_text(screen: Screen) -> Text:
    """The screen as one text for rich."""
    return Text("\n").join(Text.assemble(*line) for line in screen)
