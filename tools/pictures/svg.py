"""A terminal's screen as SVG, in any palette, without a font of its own: letters by name, all else as shapes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from rich.cells import cell_len
from rich.style import Style

from tools.pictures.glyphs import HEIGHT, SHADES, WIDTH, Box, boxes
from tools.pictures.palette import Palette, mixed

Line = Sequence[tuple[str, Style]]
"""One line of a screen, from the left."""
Screen = Sequence[Line]

_FONTS: Final = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
_HELD: Final = 6
"""How many times longer the last of moving screens stands."""
_MARGIN: Final = 14.0
_BAR: Final = 26.0
"""Of the window's head."""
_SIZE: Final = 13.4
_BASE: Final = 13.0
"""From a line's top to the foot of its letters."""
_SHAPES: Final = "\u2500-\u259f\u2800-\u28ff"
_RUNS: Final = re.compile(rf"[{_SHAPES}]+|[^ {_SHAPES}]+(?: [^ {_SHAPES}]+)*")
_SAME: Final = re.compile(r"(.)\1*")


def still(screen: Screen, palette: Palette, *, columns: int, label: str) -> str:
    """One screen in a window."""
    return _window(_drawn(screen, palette), palette, columns, len(screen), label=label)


def moving(screens: Sequence[Screen], palette: Palette, *, columns: int, label: str, seconds: float) -> str:
    """Screens that follow one another for so long, for ever; who wants no motion sees the last one."""
    shown = len(screens) + _HELD
    share, long = 100 / shown, 100 * (_HELD + 1) / shown
    style = (
        f".f{{visibility:hidden;animation:f {seconds:g}s step-end infinite}}.f:last-child{{animation-name:l}}"
        f"@keyframes f{{0%{{visibility:visible}}{share:.4f}%{{visibility:hidden}}100%{{visibility:hidden}}}}"
        f"@keyframes l{{0%{{visibility:visible}}{long:.4f}%{{visibility:hidden}}100%{{visibility:hidden}}}}"
        "@media (prefers-reduced-motion:reduce){.f{animation:none}.f:last-child{visibility:visible}}"
    )
    frames = "\n".join(
        f'<g class="f" style="animation-delay:{seconds * number / shown:.3f}s">\n{_drawn(screen, palette)}\n</g>'
        for number, screen in enumerate(screens)
    )
    rows = max(map(len, screens))
    return _window(frames, palette, columns, rows, label=label, style=f"<style>{style}</style>")


def _window(body: str, palette: Palette, columns: int, rows: int, *, label: str, style: str = "") -> str:
    width, height = columns * WIDTH + 2 * _MARGIN, rows * HEIGHT + _BAR + _MARGIN
    dot = mixed(palette.ink, palette.paper, 0.3)
    dots = "".join(f'<circle cx="{_MARGIN + 4 + 16 * number:g}" cy="14" r="4.5"/>' for number in range(3))
    frame = f'width="{width - 1:g}" height="{height - 1:g}" rx="8" fill="{palette.paper}" stroke="{dot}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(label)}" '
        f'font-family="{_FONTS}" font-size="{_SIZE:g}">{style}\n'
        f'<rect x="0.5" y="0.5" {frame}/>\n'
        f'<g fill="{dot}">{dots}</g>\n'
        f'<g transform="translate({_MARGIN:g} {_BAR:g})" xml:space="preserve">\n{body}\n</g>\n</svg>\n'
    )


def _drawn(screen: Screen, palette: Palette) -> str:
    shapes: dict[str, list[str]] = defaultdict(list)
    letters: list[str] = []
    for row, line in enumerate(screen):
        column = 0
        for text, style in line:
            ink, ground = palette.inks(style)
            if ground != palette.paper:
                shapes[ground].append(_path(column, row, (0, 0, cell_len(text), 1)))
            for at, run in _runs(text):
                sign = run[0]
                shape = boxes(sign)
                if shape is None:
                    letters.append(_letters(column + at, row, run, ink, style))
                    continue
                filled = mixed(ink, ground, SHADES[sign]) if sign in SHADES else ink
                shapes[filled].extend(_path(column + at, row, box) for box in _repeated(shape, len(run)))
            column += cell_len(text)
    drawn = [f'<path fill="{ink}" d="{"".join(paths)}"/>' for ink, paths in shapes.items()]
    return "\n".join([*drawn, *letters])


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """The same sign again and again where it is drawn as a shape, letters as long as they follow one another, two
    spaces parting them; each with the cell that it begins at."""
    for found in _RUNS.finditer(text):
        at = cell_len(text[: found.start()])
        if boxes(found[0][0]) is not None:
            for same in _SAME.finditer(found[0]):
                yield at + same.start(), same[0]
        else:
            yield at, found[0]


def _repeated(shape: tuple[Box, ...], times: int) -> Iterator[Box]:
    """A shape so many times side by side; what goes from edge to edge is drawn once."""
    for left, top, wide, high in shape:
        if wide == 1:
            yield left, top, times, high
        else:
            yield from ((left + number, top, wide, high) for number in range(times))


def _letters(column: int, row: int, text: str, ink: str, style: Style) -> str:
    looks = ' font-weight="bold"' * bool(style.bold) + ' font-style="italic"' * bool(style.italic)
    return (
        f'<text x="{column * WIDTH:g}" y="{row * HEIGHT + _BASE:g}" textLength="{cell_len(text) * WIDTH:g}" '
        f'lengthAdjust="spacingAndGlyphs" fill="{ink}"{looks}>{escape(text, quote=False)}</text>'
    )


def _path(column: float, row: int, box: Box) -> str:
    left, top, wide, high = box
    x, y = (column + left) * WIDTH, (row + top) * HEIGHT
    return f"M{_n(x)} {_n(y)}h{_n(wide * WIDTH)}v{_n(high * HEIGHT)}h{_n(-wide * WIDTH)}z"


def _n(number: float) -> str:
    return f"{round(number, 2):g}"
