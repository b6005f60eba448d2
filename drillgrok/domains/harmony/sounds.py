"""Chords and notes in time, as sounds: octaves drawn afresh at each showing. Tones themselves are made elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple

from drillgrok.domains.harmony.surface import tune_surface
from drillgrok.model.domain import Surface
from drillgrok.model.drawing import Note, Sound
from drillgrok.model.item import Item

LOWEST_MIDI, HIGHEST_MIDI = 48, 84
"""C 3 to C 6: where pitch is heard well, and small loudspeakers still play it."""
_BREATH_MS = 60
"""Silence between two beats."""
_ALONE, _TOGETHER = 0.9, 0.6
"""Loudness of a note alone, and of one in a chord."""


class Beat(NamedTuple):
    """Some notes at once, in semitones as MIDI numbers them; none for a rest."""

    midis: tuple[int, ...]
    length_ms: int


@dataclass(frozen=True, slots=True)
class Tune:
    """Beats one after the other, in some octave: the first `context` of them move together, the others on their own."""

    beats: tuple[Beat, ...]
    spoken: str
    """What is heard, without the answer."""
    context: int = 0

    def dress(self, item: Item, rng: Random) -> Item:
        """The item with this tune as its sound, in octaves drawn by `rng`."""
        beats = (*_somewhere(self.beats[: self.context], rng), *_somewhere(self.beats[self.context :], rng))
        return replace(item, sound=Sound(tuple(_in_time(beats)), self.spoken))

    def surface(self) -> Surface:
        """What is heard of it by somebody who hears how high and how far apart sounds are."""
        return tune_surface(self)


def _somewhere(beats: tuple[Beat, ...], rng: Random) -> tuple[Beat, ...]:
    """The same beats in one of the octaves that have room for them."""
    midis = [midi for beat in beats for midi in beat.midis]
    if not midis:
        return beats
    down, up = (min(midis) - LOWEST_MIDI) // 12, (HIGHEST_MIDI - max(midis)) // 12
    moved = 12 * (int(rng.random() * (down + up + 1)) - down)
    return tuple(Beat(tuple(midi + moved for midi in beat.midis), beat.length_ms) for beat in beats)


def _in_time(beats: Sequence[Beat]) -> list[Note]:
    notes: list[Note] = []
    start_ms = 0
    for beat in beats:
        loudness = _ALONE if len(beat.midis) == 1 else _TOGETHER
        notes += [Note(midi, start_ms, beat.length_ms, loudness) for midi in beat.midis]
        start_ms += beat.length_ms + _BREATH_MS
    return notes


def broken(beats: tuple[Beat, ...], length_ms: int) -> tuple[Beat, ...]:
    """Each chord as its notes one after the other, from the lowest."""
    return tuple(Beat((midi,), length_ms) for beat in beats for midi in sorted(beat.midis))
