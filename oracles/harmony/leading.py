"""How four voices move, looked at a second time by music21: from the notes that are told aloud, or from the keys of the
piano that are played."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from music21 import key, note, pitch
from music21.voiceLeading import VoiceLeadingQuartet

Chord = Sequence[pitch.Pitch]
"""From the lowest."""


def faults(chords: Sequence[Chord], of: key.Key) -> Iterator[str]:
    """What a teacher would mark: parallel fifths, octaves and unisons, voices that cross, a doubled leading note in a
    chord that leads, and an end that stands on no root."""
    for before, after in pairwise(chords):
        for low, high in combinations(range(len(before)), 2):
            a, b, c, d = (note.Note(each) for each in (before[high], after[high], before[low], after[low]))
            moved = VoiceLeadingQuartet(a, b, c, d)
            if moved.parallelFifth() or moved.parallelOctave() or moved.parallelUnison():
                yield f"parallels {before} {after}"
        if any(a.ps > b.ps for a, b in pairwise(after)):
            yield f"crossed {after}"
    leading = of.pitchFromDegree(1).transpose("-m2").name
    for each in chords:
        names = [one.name for one in each]
        if names.count(leading) > 1:
            yield f"doubled {leading} in {each}"
    last = chords[-1]
    sounding = {one.name for one in last}
    third, fifth = (last[0].transpose(step).name for step in ("M3", "P5"))
    minor = last[0].transpose("m3").name
    if not sounding <= {last[0].name, third, minor, fifth}:
        yield f"ends in an inversion: {last}"
