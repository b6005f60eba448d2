"""What could be gone by on a staff or a sound without its rule: where notes stand, how many signs there are, how far
sounds lie apart. Knows no question."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from drillgrok.domains.harmony.pitches import LETTERS, letter, typed
from drillgrok.model.domain import Surface

if TYPE_CHECKING:  # they call these functions
    from drillgrok.domains.harmony.sounds import Tune
    from drillgrok.domains.harmony.staff import Staff

_OCTAVE = 12
_NOTES_ALIKE = 3
"""Half steps within which a sound is taken for another that was heard before."""


def staff_surface(staff: Staff) -> Surface:
    """What is seen of a staff by somebody who counts lines and signs."""
    notes = [pitch for chord in staff.chords for pitch in chord]
    places = [[staff.clef.place(pitch) for pitch in chord] for chord in staff.chords]
    bottom, top = staff.chords[0][0], staff.chords[-1][-1]
    signature = "" if staff.signature is None else str(staff.signature)
    shape = " ".join("-".join(str(b - a) for a, b in pairwise(chord)) for chord in places)
    marked = "" if staff.marked is None else str(notes.index(staff.marked))
    return Surface(
        cues={
            "bottom place": str(places[0][0]),
            "top place": str(places[-1][-1]),
            "bottom letter": LETTERS[letter(bottom.fifths)],
            "bottom note": typed(bottom.fifths),
            "top letter": LETTERS[letter(top.fifths)],
            "top note": typed(top.fifths),
            "clef": staff.clef.name,
            "notes": str(len(notes)),
            "signs": "".join(staff.signs),
            "shape": shape,
            "shape and signs": f"{shape} {' '.join(staff.signs)}",
            "signature": signature,
            "caption": staff.caption,
            "signature and caption": f"{signature} {staff.caption}",
            "caption and shape": f"{staff.caption} {shape}",
            "bass": str(places[-1][0] - places[0][0]),
            "marked note": marked,
            "marked note and shape": f"{marked} {shape}",
        }
    )


def names_surface(names: tuple[int, ...]) -> Surface:
    """Two notes in octaves that mean nothing: one of them again, or both as a table has them."""
    first, second = map(typed, names)
    return Surface(
        cues={"first note": first, "second note": second, "letters": f"{first[0]} {second[0]}"},
        habits={"the first again": (first,), "the second again": (second,)},
    )


def tune_surface(tune: Tune) -> Surface:
    """What is heard of a tune by somebody who hears how high and how far apart sounds are. Octaves are drawn afresh at
    each showing and are left out."""
    beats = [sorted(beat.midis) for beat in tune.beats if beat.midis]
    basses, last = [midis[0] for midis in beats], beats[-1]
    whole = [midi for midis in beats for midi in midis]
    return Surface(
        cues={
            "lowest": str(min(whole) % _OCTAVE // _NOTES_ALIKE),
            "highest": str(max(whole) % _OCTAVE // _NOTES_ALIKE),
            "notes": str(len(last)),
            "distance": str(max(last[-1], basses[0]) - min(last[0], basses[0])),
            "half steps": "-".join(str(b - a) for a, b in pairwise(last)),
            "first bass": str(basses[0] % _OCTAVE),
            "bass at the end": str((basses[-1] - basses[-2]) % _OCTAVE) if len(basses) > 1 else "",
            "bass line": " ".join(str((bass - basses[0]) % _OCTAVE) for bass in basses[1:]),
        }
    )
