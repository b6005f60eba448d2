"""A key to be heard before a sound or below it, as the learner asked for it. Sounds in, sounds out; knows no music
beyond twelve half steps and nothing of what is asked."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Final

from drillgrok.model.drawing import Note, Sound

_REST_MS: Final = 500
"""Between a cadence and what comes after it."""
_UNDER: Final = 0.22
"""Loudness of each note of a drone: below what is asked."""
_MIDDLE_MIDI: Final = 66
_OCTAVE: Final = 12


class Lead(StrEnum):
    """How a key is heard beside the items that lie in it."""

    NONE = "none"
    EACH = "each"
    """A cadence before each item."""
    THIRD = "third"
    """A cadence before every third item; the key stays for all three."""
    DRONE = "drone"
    """Its first and fifth degree below each item."""


def after_cadence(sound: Sound) -> Sound:
    """The sound with its key's cadence before it; as it is where it has none."""
    if sound.home is None:
        return sound
    cadence_ms = max((note.start_ms + note.length_ms + _REST_MS for note in sound.home.cadence), default=0)
    later = tuple(replace(note, start_ms=note.start_ms + cadence_ms) for note in sound.notes)
    return replace(sound, notes=(*sound.home.cadence, *later), spoken=f"First a cadence. {sound.spoken}")


def over_drone(sound: Sound) -> Sound:
    """The sound over the drone of its key, from its first tone to its last; as it is where it has none."""
    if sound.home is None:
        return sound
    drone = tuple(Note(midi, 0, sound.length_ms, _UNDER, steady=True) for midi in sound.home.drone)
    return replace(sound, notes=(*drone, *sound.notes), spoken=f"Over a drone. {sound.spoken}")


def in_key_of(sound: Sound, tonic: float) -> Sound:
    """The sound moved to another first degree, in the octave that leaves it nearest to the middle; as it is where it
    has no key."""
    if sound.home is None or not sound.notes:
        return sound
    apart = round(tonic - sound.home.drone[0]) % _OCTAVE
    midis = [note.midi for note in sound.notes]
    middle = (min(midis) + max(midis)) / 2
    moved = min((apart - _OCTAVE, apart), key=lambda steps: abs(middle + steps - _MIDDLE_MIDI)) if apart else 0
    home = replace(
        sound.home, cadence=_moved(sound.home.cadence, moved), drone=tuple(midi + moved for midi in sound.home.drone)
    )
    return replace(sound, notes=_moved(sound.notes, moved), home=home)


def _moved(notes: tuple[Note, ...], half_steps: float) -> tuple[Note, ...]:
    return tuple(replace(note, midi=note.midi + half_steps) for note in notes)
