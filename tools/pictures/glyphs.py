"""Signs that fill their cell, drawn as shapes: blocks, lines and dots join in a picture whatever font it is read in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

WIDTH, HEIGHT = 8.0, 17.0
"""Of a cell."""

Box = tuple[float, float, float, float]
"""Left, top, width and height, in cells."""

_BLOCKS: Final[dict[str, tuple[Box, ...]]] = {
    "▀": ((0, 0, 1, 0.5),),
    "▄": ((0, 0.5, 1, 0.5),),
    "█": ((0, 0, 1, 1),),
    "▌": ((0, 0, 0.5, 1),),
    "▐": ((0.5, 0, 0.5, 1),),
    "▖": ((0, 0.5, 0.5, 0.5),),
    "▗": ((0.5, 0.5, 0.5, 0.5),),
    "▘": ((0, 0, 0.5, 0.5),),
    "▝": ((0.5, 0, 0.5, 0.5),),
    "▙": ((0, 0, 0.5, 0.5), (0, 0.5, 1, 0.5)),
    "▛": ((0, 0, 1, 0.5), (0, 0.5, 0.5, 0.5)),
    "▜": ((0, 0, 1, 0.5), (0.5, 0.5, 0.5, 0.5)),
    "▟": ((0.5, 0, 0.5, 0.5), (0, 0.5, 1, 0.5)),
    "▚": ((0, 0, 0.5, 0.5), (0.5, 0.5, 0.5, 0.5)),
    "▞": ((0.5, 0, 0.5, 0.5), (0, 0.5, 0.5, 0.5)),
    **{sign: ((0, 1 - rows / 8, 1, rows / 8),) for rows, sign in zip((1, 2, 3, 5, 6, 7), "▁▂▃▅▆▇", strict=True)},
    **{sign: ((0, 0, columns / 8, 1),) for columns, sign in zip((1, 2, 3, 5, 6, 7), "▏▎▍▋▊▉", strict=True)},
}
SHADES: Final = {"░": 0.25, "▒": 0.5, "▓": 0.75}
"""How much of the ink covers the cell."""
_THIN, _THICK = 0.09, 0.17
"""Of a line, in widths of a cell."""
# Which sides a line reaches: left, right, up, down.
_LINES: Final = {
    "─": "lr", "│": "ud", "┌": "rd", "╭": "rd", "┐": "ld", "╮": "ld", "└": "ru", "╰": "ru", "┘": "lu", "╯": "lu",
    "├": "rud", "┤": "lud", "┬": "lrd", "┴": "lru", "┼": "lrud", "╵": "u", "╷": "d", "╴": "l", "╶": "r",
    "━": "LR", "┃": "UD", "┏": "RD", "┓": "LD", "┗": "RU", "┛": "LU", "╸": "L", "╺": "R", "╹": "U", "╻": "D",
    "═": "lr", "║": "ud", "╔": "rd", "╗": "ld", "╚": "ru", "╝": "lu",
}  # fmt: skip
_DASHES: Final = {"┄": ("x", 3), "╌": ("x", 2), "┆": ("y", 3), "╎": ("y", 2)}
_DOTS: Final = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""Column and row of a braille sign's dots, by the bits of its number."""
_BRAILLE: Final = 0x2800


def boxes(sign: str) -> tuple[Box, ...] | None:
    """The parts of a cell that a sign fills; None for a letter, or several."""
    if sign in _BLOCKS:
        return _BLOCKS[sign]
    if sign in SHADES:
        return _BLOCKS["█"]
    if sign in _LINES:
        return tuple(_arms(_LINES[sign]))
    if sign in _DASHES:
        return tuple(_dashes(*_DASHES[sign]))
    if len(sign) == 1 and _BRAILLE <= ord(sign) < _BRAILLE + 256:
        return tuple(_braille(ord(sign) - _BRAILLE))
    return None


def _arms(sides: str) -> Iterator[Box]:
    if sides.lower() in {"lr", "ud"}:
        wide = _THICK if sides.isupper() else _THIN
        tall = wide * WIDTH / HEIGHT
        yield (0, 0.5 - tall / 2, 1, tall) if sides.lower() == "lr" else (0.5 - wide / 2, 0, wide, 1)
        return
    for side in sides:
        wide = _THICK if side.isupper() else _THIN
        tall = wide * WIDTH / HEIGHT
        yield {
            "l": (0, 0.5 - tall / 2, 0.5 + wide / 2, tall),
            "r": (0.5 - wide / 2, 0.5 - tall / 2, 0.5 + wide / 2, tall),
            "u": (0.5 - wide / 2, 0, wide, 0.5 + tall / 2),
            "d": (0.5 - wide / 2, 0.5 - tall / 2, wide, 0.5 + tall / 2),
        }[side.lower()]


def _dashes(along: str, count: int) -> Iterator[Box]:
    tall = _THIN * WIDTH / HEIGHT
    for number in range(count):
        at, long = (number + 0.2) / count, 0.6 / count
        yield (at, 0.5 - tall / 2, long, tall) if along == "x" else (0.5 - _THIN / 2, at, _THIN, long)


def _braille(bits: int) -> Iterator[Box]:
    size = 0.3
    for bit, (column, row) in enumerate(_DOTS):
        if bits >> bit & 1:
            tall = size * WIDTH / HEIGHT
            yield (column * 0.5 + 0.25 - size / 2, row * 0.25 + 0.125 - tall / 2, size, tall)
