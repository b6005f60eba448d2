"""Taps in time and how they are written down: `f+0 j+212 f+431`, each key with the milliseconds since the first; `!`
before a key that was struck in another's place and answers nothing. What was asked and who tapped is not known here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

REST: Final = "."
"""A beat without a stroke, in a line of strokes: `f.jf` is three strokes on the first, third and fourth beat."""

_WRITTEN = re.compile(r"(!?)([a-z])\+(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Tap:
    """One key and when it was struck."""

    key: str
    at_ms: int
    """Since the first tap, which has 0."""
    stray: bool = False
    """Struck in another key's place: kept, and part of no answer."""


Taps = tuple[Tap, ...]


def written(taps: Taps) -> str:
    """The canonical text of some taps; empty for none."""
    return " ".join(f"{'!' * tap.stray}{tap.key}+{tap.at_ms}" for tap in taps)


def read(text: str) -> Taps | None:
    """The taps that a text was written from; None where it has another form or its times run backwards."""
    found = [_WRITTEN.fullmatch(word) for word in text.split()]
    taps = tuple(Tap(match[2], int(match[3]), stray=bool(match[1])) for match in found if match)
    if len(taps) < len(found) or (taps and taps[0].at_ms) or any(gap_ms < 0 for gap_ms in gaps_ms(taps)):
        return None
    return taps


def then(taps: Taps, key: str, at_ms: int, *, first_ms: int, stray: bool = False) -> Taps:
    """The taps and one more, struck at `at_ms` on the clock on which the first was struck at `first_ms`."""
    earliest_ms = taps[-1].at_ms if taps else 0
    return (*taps, Tap(key, max(earliest_ms, at_ms - first_ms) if taps else 0, stray))


def meant(taps: Taps) -> Taps:
    """The taps that answer: all but the stray ones."""
    return tuple(tap for tap in taps if not tap.stray)


def gaps_ms(taps: Sequence[Tap]) -> tuple[int, ...]:
    """The time between each tap and the next."""
    return tuple(later.at_ms - tap.at_ms for tap, later in pairwise(taps))


def keys_of(taps: Taps) -> str:
    """The keys alone."""
    return "".join(tap.key for tap in taps)


def strokes(line: str) -> str:
    """The keys of a line of strokes without its rests."""
    return line.replace(REST, "")


def beats_of(line: str) -> tuple[int, ...]:
    """On which beat each stroke of a line falls, counted from the first stroke."""
    struck = [beat for beat, sign in enumerate(line) if sign != REST]
    return tuple(beat - struck[0] for beat in struck)


def keys_said(text: str) -> str:
    """The keys of an answer, of taps with their times or of a line of strokes."""
    taps = read(text)
    return strokes(text) if taps is None else keys_of(meant(taps))


def on_the_beat(line: str, beat_ms: int) -> Taps:
    """A line of strokes as taps that are exactly in time."""
    return tuple(Tap(key, beat * beat_ms) for key, beat in zip(strokes(line), beats_of(line), strict=True))
