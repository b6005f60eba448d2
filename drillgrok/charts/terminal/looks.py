"""How each voice looks in every chart: its sign, its line and its tone. Told apart by shape first, by tone second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from string import ascii_letters
from typing import NamedTuple

from drillgrok.charts.chart import Series, SignKind, Voice
from drillgrok.model.drawing import Tone


class Pen(NamedTuple):
    """The six pieces of a line: flat, upright, and the corners by the two sides that they join."""

    flat: str
    upright: str
    right_down: str
    left_down: str
    right_up: str
    left_up: str


THIN = Pen(*"─│╭╮╰╯")
THICK = Pen(*"━┃┏┓┗┛")
DOUBLE = Pen(*"═║╔╗╚╝")
DASHED = Pen(*"┄┆╭╮╰╯")
BROKEN = Pen(*"╌╎╭╮╰╯")


@dataclass(frozen=True, slots=True)
class SeriesLook:
    """How one series is drawn."""

    sign: str
    """One cell; stands at the line's end and before the name. Stacks and bars side by side are filled with it."""
    pen: Pen
    tone: Tone
    band: str
    """What the 90 % band is filled with."""
    rank: int = 1
    """Drawn in this order; what comes later covers what was there."""


LOOKS = {
    Voice.PRACTISED: SeriesLook("○", THIN, Tone.ACCENT, "·"),
    Voice.UNSEEN: SeriesLook("●", THICK, Tone.STRONG, "░", rank=2),
    Voice.GUESS: SeriesLook("┄", DASHED, Tone.FAINT, " ", rank=0),
    Voice.CLOCK: SeriesLook("◆", DOUBLE, Tone.METAL, ":"),
    Voice.VOLUME: SeriesLook("■", THIN, Tone.PLAIN, "·"),
    Voice.MEMORISING: SeriesLook("░", BROKEN, Tone.FAINT, "·"),
    Voice.PLATEAU: SeriesLook("▒", THIN, Tone.METAL, "·"),
    Voice.SHIFTING: SeriesLook("▓", DOUBLE, Tone.ACCENT, "·"),
    Voice.GROKKED: SeriesLook("█", THICK, Tone.STRONG, "·"),
    Voice.UNCLEAR: SeriesLook("·", BROKEN, Tone.FAINT, " "),
}
_SPARE_SIGNS = "◇□△▽☆◌"

SIGNS = {
    SignKind.SESSION: "┴",
    SignKind.VERDICT: "▲",
    SignKind.AHA: "!",
    SignKind.EXAM: "▣",
    SignKind.SEAL: "✕",
}


def looks_of(series: Sequence[Series]) -> list[SeriesLook]:
    """A look for each series; a voice that speaks twice has a sign of its own the second time."""
    spare = chain(_SPARE_SIGNS, ascii_letters)
    taken: set[str] = set()
    looks: list[SeriesLook] = []
    for one in series:
        look = LOOKS[one.voice]
        if look.sign in taken:
            look = replace(look, sign=next(spare, "?"), pen=BROKEN)
        taken.add(look.sign)
        looks.append(look)
    return looks
