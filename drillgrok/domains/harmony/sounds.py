"""Chords and notes in time, as sounds: octaves drawn afresh at each showing. Tones themselves are made elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random
from typing import NamedTuple

from drillgrok.model.domain import Surface
from drillgrok.model.drawing import TIMBRES, Home, Note, Sound
from drillgrok.model.item import Item

LOWEST_MIDI, HIGHEST_MIDI = 48, 84
"""C 3 to C 6: where pitch is heard well, and small loudspeakers still play it."""
_OCTAVE, _FIFTH = 12, 7
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
    anywhere: bool = False
    """In any key and any timbre: only how its notes lie to one another is the question."""
    cadence: tuple[Beat, ...] = ()
    """Chords that lead to its first degree, the bass of the last one; only where they give nothing of an answer."""

    def dress(self, item: Item, rng: Random) -> Item:
        """The item with this tune as its sound, in octaves drawn by `rng`."""
        moved = int(rng.random() * _OCTAVE) - _OCTAVE // 2 if self.anywhere else 0
        timbre = int(rng.random() * TIMBRES) if self.anywhere else 0
        tune = _moved(self.beats, moved)
        beats = (*_somewhere(tune[: self.context], rng), *_somewhere(tune[self.context :], rng))
        home = _home(_moved(self.cadence, moved)) if self.cadence else None
        return replace(item, sound=Sound(tuple(in_time(beats)), self.spoken, timbre, home))

    def surface(self) -> Surface:
        """What is heard of it by somebody who hears how high and how far apart sounds are."""
        return _surface(self)


def _moved(beats: tuple[Beat, ...], half_steps: int) -> tuple[Beat, ...]:
    return tuple(Beat(tuple(midi + half_steps for midi in beat.midis), beat.length_ms) for beat in beats)


def _somewhere(beats: tuple[Beat, ...], rng: Random) -> tuple[Beat, ...]:
    """The same beats in one of the octaves that have room for them."""
    if not any(beat.midis for beat in beats):
        return beats
    down, up = _room(beats)
    # What is wider than that goes below rather than above: a deep bass is still told from its overtones.
    return _moved(beats, _OCTAVE * (int(rng.random() * (down + up + 1)) - down if down + up >= 0 else up))


def _room(beats: tuple[Beat, ...]) -> tuple[int, int]:
    """Octaves by which they can go down, and up; below zero where they have to go the other way."""
    midis = [midi for beat in beats for midi in beat.midis]
    return (min(midis) - LOWEST_MIDI) // _OCTAVE, (HIGHEST_MIDI - max(midis)) // _OCTAVE


def _home(cadence: tuple[Beat, ...]) -> Home:
    """A cadence in the lowest octave that has room for it, and its key's first and fifth degree."""
    placed = _moved(cadence, -_OCTAVE * _room(cadence)[0])
    tonic = LOWEST_MIDI + (min(placed[-1].midis) - LOWEST_MIDI) % _OCTAVE
    return Home(tuple(in_time(placed)), (tonic, tonic + _FIFTH))


def in_time(beats: Sequence[Beat]) -> list[Note]:
    """The beats as notes, one beat after the other with a breath between."""
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


_NOTES_ALIKE = 3
"""Half steps within which a sound is taken for another that was heard before."""


def _surface(tune: Tune) -> Surface:
    """What is heard of a tune by somebody who hears how high and how far apart sounds are. Octaves are drawn afresh at
    each showing and are left out."""
    beats = [sorted(beat.midis) for beat in tune.beats if beat.midis]
    basses, last = [midis[0] for midis in beats], beats[-1]
    whole = [midi for midis in beats for midi in midis]
    heights = (
        {}
        if tune.anywhere
        else {
            "lowest": str(min(whole) % _OCTAVE // _NOTES_ALIKE),
            "highest": str(max(whole) % _OCTAVE // _NOTES_ALIKE),
            "first bass": str(basses[0] % _OCTAVE),
        }
    )
    return Surface(
        cues={
            **heights,
            "notes": str(len(last)),
            "distance": str(max(last[-1], basses[0]) - min(last[0], basses[0])),
            "half steps": "-".join(str(b - a) for a, b in pairwise(last)),
            "bass at the end": str((basses[-1] - basses[-2]) % _OCTAVE) if len(basses) > 1 else "",
            "bass line": " ".join(str((bass - basses[0]) % _OCTAVE) for bass in basses[1:]),
        }
    )
