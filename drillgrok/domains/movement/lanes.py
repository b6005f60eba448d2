"""Strokes as a picture: a lane for each key, time from left to right, a bar line, and what has been tapped so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from drillgrok.domains.movement.taps import REST
from drillgrok.model.drawing import Drawing, DrawnLine, Span, Tone

ANY_HAND: Final = "x"
"""A stroke in a stem that leaves the hand open."""
_STRUCK: Final = "■"
_EMPTY: Final = "·"


def lanes_drawing(lanes: str, bars: Sequence[str], tapped: str, count: int, *, lit: int | None = None) -> Drawing:
    """The bars of a stem, and `tapped` of `count` places after a double line.

    `lanes` are the keys from the top down. While a stem is flashed, `lit` is the beat that is on now, -1 between two;
    None shows all of it.
    """
    shown = bars if lit is None else _flashed(bars, lit)
    lines = tuple(_lane(key, shown, tapped, count) for key in lanes)
    told = " | ".join(" ".join(bar) for bar in bars)
    return Drawing(lines, spoken=f"{told} || {' '.join(tapped)}".rstrip())


def _flashed(bars: Sequence[str], lit: int) -> list[str]:
    """The bars with every beat empty but the one that is lit."""
    shown, first = [], 0
    for bar in bars:
        shown.append("".join(sign if first + beat == lit else REST for beat, sign in enumerate(bar)))
        first += len(bar)
    return shown


def _lane(key: str, bars: Sequence[str], tapped: str, count: int) -> DrawnLine:
    label = " " if key == ANY_HAND else key
    parts = [Span(f" {label} ", Tone.ACCENT), Span("│", Tone.FAINT)]
    any_hand = ANY_HAND in "".join(bars)
    for bar in bars:
        parts += [*_signs(key, bar, Tone.STRONG, used=any_hand is (key == ANY_HAND)), Span(" │", Tone.FAINT)]
    taps = _signs(key, tapped.ljust(count, REST), Tone.ACCENT, used=key != ANY_HAND)
    return (*parts, Span("│", Tone.FAINT), *taps, Span(" │", Tone.FAINT))


def _signs(key: str, bar: str, tone: Tone, *, used: bool) -> list[Span]:
    """A bar in one lane; a lane that is not used in this part of the line stays blank."""
    empty = Span(f" {_EMPTY}" if used else "  ", Tone.FAINT)
    return [Span(f" {_STRUCK}", tone) if sign == key else empty for sign in bar]
