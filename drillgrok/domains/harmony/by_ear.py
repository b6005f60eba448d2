"""Drills that are heard and not seen: intervals, chord qualities, degrees and cadences in equal temperament."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from drillgrok.domains.harmony.by_chord import CADENCES, cadence_pairs
from drillgrok.domains.harmony.chords import QUALITIES, MusicalKey, Names, chord, inverted
from drillgrok.domains.harmony.pitches import ascending
from drillgrok.domains.harmony.questions import Drill, HarmonyQuestion, Reworded, choice_field, typed_field
from drillgrok.domains.harmony.sounds import Beat, Tune, broken

TWELVE = range(-5, 7)
"""D flat to F sharp: one name for each key of the piano."""
HEARD_KEYS = tuple(MusicalKey(tonic, minor) for minor in (False, True) for tonic in TWELVE)
_NOTE_MS, _CHORD_MS, _CADENCE_MS, _BROKEN_MS = 700, 1400, 750, 300
_REST = Beat((), 500)
_OCTAVE = 4


def midis(names: Names) -> tuple[int, ...]:
    """The notes in close position, the first of them in the octave of middle C."""
    return tuple(pitch.midi for pitch in ascending(names, _OCTAVE))


def _heard(tune: Callable[[], Tune], prompt: str, answers: tuple[str, ...]) -> Reworded:
    """The same question with another sound."""
    return Reworded(prompt, answers, scene=tune())


# Intervals.

HEARD_INTERVALS = ("m2", "M2", "m3", "M3", "P4", "TT", "P5", "m6", "M6", "m7", "M7", "P8")
"""By semitones, from one to twelve."""
SAME_SOUND = {"TT": ("A4", "d5")}
"""Other names that are right."""
_WHICH_INTERVAL = "Listen: which interval?"


def heard_intervals() -> Drill:
    """Two notes, up, down or at once: which interval?

    A group is the lower note's name and the interval, in every octave and manner. An interval and its inversion are
    two groups: nobody hears that they share their notes. On other notes the same interval is another group.
    """
    asked = (
        question
        for low in TWELVE
        for semitones in range(1, 13)
        for manner in ("up", "down", "at once")
        for question in [_interval_heard(low, semitones, manner)]
    )
    others = (name for names in SAME_SOUND.values() for name in names)
    return Drill(_WHICH_INTERVAL, typed_field(*HEARD_INTERVALS, *others), tuple(asked))


def _interval_heard(low: int, semitones: int, manner: str) -> HarmonyQuestion:
    name = HEARD_INTERVALS[semitones - 1]
    answers = (name, *SAME_SOUND.get(name, ()))
    (first,) = midis((low,))
    in_turn = partial(two_notes, first, first + semitones, "in turn")
    return HarmonyQuestion(
        id=f"{low} {name}:{manner}",
        group=f"{low} {name}",
        answers=answers,
        scene=partial(two_notes, first, first + semitones, manner),
        parts=(name,),
        others=(partial(_heard, in_turn, _WHICH_INTERVAL, answers),),
    )


def two_notes(low: int, high: int, manner: str) -> Tune:
    """Two notes up, down, at once, or in turn three times."""
    if manner == "at once":
        return Tune((Beat((low, high), _CHORD_MS),), "Two notes at once.")
    if manner == "in turn":
        return Tune((Beat((low,), _BROKEN_MS), Beat((high,), _BROKEN_MS)) * 3, "Two notes in turn.")
    order = (low, high) if manner == "up" else (high, low)
    return Tune(tuple(Beat((midi,), _NOTE_MS) for midi in order), "Two notes, one after the other.")


# Qualities.

_WHICH_CHORD = "Listen: which chord?"
_ROOTS = {"augmented": TWELVE[:4], "diminished 7": TWELVE[:3]}
"""Where a chord and its inversions sound alike there are fewer of them."""


def heard_qualities() -> Drill:
    """A chord in any inversion: of which quality is it?

    A group is a set of keys of the piano: every inversion and octave of a chord.
    """
    asked = (
        _quality_heard(root, name, inversion)
        for name, shape in QUALITIES.items()
        for root in _ROOTS.get(name, TWELVE)
        for inversion in range(len(shape))
    )
    return Drill(_WHICH_CHORD, choice_field(*QUALITIES), tuple(asked))


def _quality_heard(root: int, name: str, inversion: int) -> HarmonyQuestion:
    names = inverted(chord(root, QUALITIES[name]), inversion)
    return HarmonyQuestion(
        id=f"{root} {name}:{inversion}",
        group=f"{root} {name}",
        answers=(name,),
        scene=partial(_at_once, names),
        surface=len(names),
        parts=(name,),
        others=(partial(_heard, partial(_note_by_note, names), _WHICH_CHORD, (name,)),),
    )


def _at_once(names: Names) -> Tune:
    return Tune((Beat(midis(names), _CHORD_MS),), "A chord.")


def _note_by_note(names: Names) -> Tune:
    return Tune(broken((Beat(midis(names), _CHORD_MS),), _NOTE_MS // 2), "A chord, note by note.")


# Degrees.

_WHICH_DEGREE = "Listen: which degree?"


def heard_degrees() -> Drill:
    """Four chords that settle a key, then a note: which degree of the scale?

    A group is a key and a degree; the note's octave has nothing to do with that of the chords.
    """
    asked = (_degree_heard(key, number) for key in HEARD_KEYS for number in range(1, 8))
    return Drill(_WHICH_DEGREE, choice_field(*"1234567"), tuple(asked))


def _degree_heard(key: MusicalKey, number: int) -> HarmonyQuestion:
    name, right = f"{key.id} {number}", (str(number),)
    return HarmonyQuestion(
        id=name,
        group=name,
        answers=right,
        scene=partial(_after_chords, key, number),
        parts=(f"{key.mode} {number}",),
        others=(partial(_heard, partial(_after_scale, key, number), _WHICH_DEGREE, right),),
    )


def _after_chords(key: MusicalKey, number: int) -> Tune:
    tonic, fourth, fifth = (key.numeral(n) for n in (("i", "iv", "V") if key.minor else ("I", "IV", "V")))
    opening = _led((tonic, fourth, fifth, tonic))
    return Tune((*opening, _REST, _degree(key, number)), "Four chords, then a note.", context=len(opening) + 1)


def _after_scale(key: MusicalKey, number: int) -> Tune:
    scale = tuple(Beat((midi,), _BROKEN_MS) for midi in midis((*key.scale, key.tonic)))
    return Tune((*scale, _REST, _degree(key, number)), "A scale, then a note.", context=len(scale) + 1)


def _degree(key: MusicalKey, number: int) -> Beat:
    return Beat(midis((key.scale[number - 1],)), _CHORD_MS)


def _led(chords: tuple[Names, ...]) -> tuple[Beat, ...]:
    """Triads one after the other over their roots: the upper voices move as little as they can."""
    upper = [midis(chords[0])]
    for names in chords[1:]:
        close = (midis(inverted(names, inversion)) for inversion in range(len(names)))
        moved = (tuple(midi + octave for midi in each) for each in close for octave in (-12, 0, 12))
        upper.append(min(moved, key=partial(_distance, upper[-1])))
    basses = (midis(names[:1])[0] - 12 for names in chords)
    return tuple(Beat((bass, *voices), _CADENCE_MS) for bass, voices in zip(basses, upper, strict=True))


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


# Cadences.

_WHICH_CADENCE = "Listen: which cadence?"


def heard_cadences() -> Drill:
    """The tonic chord, then two chords: which cadence? A group is a key and both chords."""
    asked = (_cadence_heard(key, *pair) for key in HEARD_KEYS for pair in cadence_pairs(key))
    return Drill(_WHICH_CADENCE, choice_field(*CADENCES), tuple(asked))


def _cadence_heard(key: MusicalKey, cadence: str, first: str, second: str) -> HarmonyQuestion:
    name = f"{key.id} {first} {second}"
    chords = tuple(key.numeral(numeral) for numeral in ("i" if key.minor else "I", first, second))
    return HarmonyQuestion(
        id=name,
        group=name,
        answers=(cadence,),
        scene=partial(_three_chords, chords),
        parts=(f"{key.mode} {first} {second}",),
        others=(partial(_heard, partial(_three_broken_chords, chords), _WHICH_CADENCE, (cadence,)),),
    )


def _three_chords(chords: tuple[Names, ...]) -> Tune:
    opening, *pair = _led(chords)
    return Tune((opening, _REST, *pair), "A chord, then two chords.")


def _three_broken_chords(chords: tuple[Names, ...]) -> Tune:
    opening, *pair = _led(chords)
    beats = (*broken((opening,), _BROKEN_MS), _REST, *broken(tuple(pair), _BROKEN_MS))
    return Tune(beats, "Three chords, note by note.")
