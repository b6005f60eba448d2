"""Every harmony question answered a second time, by music21, from nothing but what a learner sees or hears."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from music21 import chord, interval, key, pitch, roman
from music21.figuredBass import resolution

from drillgrok.model.item import Item

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven")
SIGNS = {"♭": "-", "♯": "#", "×": "##", "b": "-", "#": "#", "x": "##"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A staff as it is told aloud."""

    known: str
    """Signature and mode, or the name of a key."""
    chords: tuple[tuple[pitch.Pitch, ...], ...]
    marked: pitch.Pitch | None = None


def note(text: str) -> pitch.Pitch:
    """`E flat 4`, `E♭4`, `Eb`, `C double sharp 5` -> a pitch of music21."""
    for words, sign in (("double flat", "--"), ("double sharp", "##"), ("flat", "-"), ("sharp", "#")):
        text = text.replace(words, sign)
    return pitch.Pitch("".join(SIGNS.get(char, char) for char in text.replace(" ", "")))


def seen(item: Item) -> Seen:
    """What is told aloud of an item's staff."""
    assert item.drawing is not None
    known, rest = item.drawing.spoken.rstrip(".").split(". ", 1)
    rest, _, marked = rest.partition(". Marked: ")
    chords = (re.sub("^Together: ", "", part) for part in rest.split(". "))
    if "Together" in rest:
        read = tuple(tuple(map(note, part.split(", "))) for part in chords)
    else:
        read = tuple((note(name),) for name in rest.split(", "))
    return Seen(known.partition(" clef")[2].lstrip(", "), read, note(marked) if marked else None)


@cache
def signature_of(known: str) -> int:
    """`three flats, minor` -> -3."""
    count, sign = known.lower().split()[:2]
    return 0 if count == "no" else NUMBERS.index(count) * (-1 if sign.startswith("flat") else 1)


@cache
def key_of(known: str) -> key.Key:
    """`three flats, minor` or `E flat minor` -> the key."""
    if known.partition(" ")[0].lower() in NUMBERS:
        named: key.Key = key.KeySignature(signature_of(known)).asKey(known.rpartition(" ")[2])
        return named
    name, mode = known.rsplit(" ", 1)
    return key.Key(note(name).name, mode)


def sounding(item: Item) -> list[list[int]]:
    """The notes that sound together, in semitones, in the order in which they come."""
    assert item.sound is not None
    notes = sorted(item.sound.notes, key=lambda each: (each.start_ms, each.midi))
    return [[int(each.midi) for each in together] for _, together in groupby(notes, lambda each: each.start_ms)]


# What a set of notes is.


def quality_of(notes: Iterable[pitch.Pitch]) -> str | None:
    """The kind of a spelled chord."""
    found = chord.Chord(list(notes))
    kinds = {
        "major": found.isMajorTriad(),
        "minor": found.isMinorTriad(),
        "diminished": found.isDiminishedTriad(),
        "augmented": found.isAugmentedTriad(),
        "dominant 7": found.isDominantSeventh(),
        "major 7": found.isSeventhOfType((0, 4, 7, 11)),
        "minor 7": found.isSeventhOfType((0, 3, 7, 10)),
        "half-diminished 7": found.isHalfDiminishedSeventh(),
        "diminished 7": found.isDiminishedSeventh(),
    }
    return next((kind for kind, holds in kinds.items() if holds), None)


def figure_of(notes: Iterable[pitch.Pitch], of: key.Key) -> str | None:
    """The numeral and figures of a triad."""
    found = sorted(notes, key=lambda each: each.diatonicNoteNum)
    return _triads(of.tonic.name, of.mode).get((found[0].name, frozenset(each.name for each in found)))


TRIADS = {
    "major": ("I", "ii", "iii", "IV", "V", "vi", "viio", "iv"),
    "minor": ("i", "iio", "III", "iv", "V", "VI", "VII", "viio"),
}


@cache
def _triads(tonic: str, mode: str) -> dict[tuple[str, frozenset[str]], str]:
    """(lowest note, all notes) of each numeral, as music21 reads it, to the numeral."""
    of = key.Key(tonic, mode)
    triads = {}
    for figure in (numeral + below for numeral in TRIADS[mode] for below in ("", "6", "64")):
        read = roman.RomanNumeral(figure, of)
        triads[read.bass().name, frozenset(each.name for each in read.pitches)] = figure
    return triads


def target_of(notes: Iterable[pitch.Pitch], of: key.Key) -> str | None:
    """The degree whose dominant or diminished seventh has these names."""
    names = {each.name for each in notes}
    return next((degree for degree, applied in _applied(of.tonic.name, of.mode) if names in applied), None)


@cache
def _applied(tonic: str, mode: str) -> tuple[tuple[str, tuple[set[str], ...]], ...]:
    of = key.Key(tonic, mode)
    targets = ("I", "ii", "iii", "IV", "V", "vi") if mode == "major" else ("i", "III", "iv", "V", "VI", "VII")
    degrees = "123456" if mode == "major" else "134567"
    return tuple(
        (
            degree,
            tuple(
                {each.name for each in roman.RomanNumeral(f"{figure}/{target}", of).pitches}
                for figure in ("V7", "viio7")
            ),
        )
        for degree, target in zip(degrees, targets, strict=True)
    )


FUNCTIONS = {"1": "mun", "6": "mun", "2": "tel", "4": "tel", "5": "sor", "7": "sor"}


def function_of(notes: Iterable[pitch.Pitch], of: key.Key) -> str | None:
    """By the degree of the root alone."""
    root = chord.Chord(list(notes)).root()
    degree = next(d for d in range(1, 8) if of.pitchFromDegree(d).step == root.step)
    return FUNCTIONS.get(str(degree))


def cadence_of(first: str, second: str) -> str:
    """By the two numerals, whatever their figures."""
    before, after = (re.sub(r"[^iv]", "", figure.lower()) for figure in (first, second))
    if after == "v":
        return "half"
    if after == "vi" and before == "v":
        return "deceptive"
    return "plagal" if before == "iv" else "authentic"


def ways_of(shown: Seen) -> set[str]:
    """Where the marked note goes: third and seventh as music21 resolves them, root and fifth to the tonic chord."""
    of, (notes,), marked = key_of(shown.known), shown.chords, shown.marked
    assert marked is not None
    seventh = chord.Chord(list(notes))
    if marked.name in {seventh.third.name, seventh.seventh.name}:
        high_to_low = tuple(sorted(notes, key=lambda each: -each.ps))
        resolved = (
            resolution.dominantSeventhToMajorTonic(high_to_low)
            if of.mode == "major"
            else resolution.dominantSeventhToMinorTonic(high_to_low)
        )
        moved = resolved[high_to_low.index(marked)]
        return {STEPS[round(moved.ps - marked.ps)]}
    tonic = {each.name for each in roman.RomanNumeral("i" if of.mode == "minor" else "I", of).pitches}
    if marked.name in tonic:
        return {"stays"}
    ways = {"up a whole step": "M2", "up a half step": "m2", "down a half step": "-m2", "down a whole step": "-M2"}
    return {way for way, name in ways.items() if interval.Interval(name).transposePitch(marked).name in tonic}


STEPS = {2: "up a whole step", 1: "up a half step", -1: "down a half step", -2: "down a whole step"}


# One oracle for each deck: what is right for an item.


def _interval(item: Item) -> set[str]:
    ((low, high),) = seen(item).chords
    return {interval.Interval(low, high).name}


def _mode(item: Item) -> set[str]:
    shown = seen(item)
    ((final,),) = shown.chords
    modes = ("ionian", "dorian", "phrygian", "lydian", "mixolydian", "aeolian", "locrian")
    return {mode for mode in modes if key.Key(final.name, mode).sharps == signature_of(shown.known)}


def _degree(item: Item) -> set[str]:
    shown = seen(item)
    ((found,),) = shown.chords
    return {str(key_of(shown.known).getScaleDegreeFromPitch(found))}


def typed(found: pitch.Pitch) -> str:
    """As learners type it: `Bbb`, `Fx`."""
    return str(found.name).replace("--", "bb").replace("-", "b").replace("##", "x")


def _sum(item: Item) -> set[str]:
    ((a,), (b,)) = seen(item).chords
    a.octave = b.octave = 5
    return {typed(interval.Interval(pitch.Pitch("C5"), a).transposePitch(b))}


def _mirror(item: Item) -> set[str]:
    ((a,), (b,)) = seen(item).chords
    a.octave = b.octave = 5
    return {typed(interval.Interval(b, a).transposePitch(a))}


def _quality(item: Item) -> set[str]:
    return {str(quality_of(seen(item).chords[0]))}


def _numeral(item: Item) -> set[str]:
    shown = seen(item)
    return {str(figure_of(shown.chords[0], key_of(shown.known)))}


def _target(item: Item) -> set[str]:
    shown = seen(item)
    return {str(target_of(shown.chords[0], key_of(shown.known)))}


def _function(item: Item) -> set[str]:
    shown = seen(item)
    return {str(function_of(shown.chords[0], key_of(shown.known)))}


def _cadence(item: Item) -> set[str]:
    shown = seen(item)
    first, second = (str(figure_of(notes, key_of(shown.known))) for notes in shown.chords)
    return {cadence_of(first, second)}


def _resolution(item: Item) -> set[str]:
    return ways_of(seen(item))


HEARD = {6: {"TT", "A4", "d5"}, 12: {"P8"}}


def _interval_heard(item: Item) -> set[str]:
    midis = [midi for together in sounding(item) for midi in together]
    semitones = max(midis) - min(midis)
    return HEARD.get(semitones) or {str(interval.ChromaticInterval(semitones).getDiatonic().name)}


def _quality_heard(item: Item) -> set[str]:
    (midis,) = sounding(item)
    name = re.sub("^enharmonic (equivalent )?to ", "", chord.Chord(midis).commonName)
    return {name.replace(" triad", "").replace(" chord", "").replace(" seventh", " 7")}


def _tonic(midis: list[int]) -> tuple[int, str]:
    """Pitch class and mode of the first triad that is heard over its root."""
    minor = (min(midis) + 3) % 12 in {midi % 12 for midi in midis}
    return min(midis) % 12, "minor" if minor else "major"


def _degree_heard(item: Item) -> set[str]:
    *_, last, (asked,) = sounding(item)
    tonic, mode = _tonic(last)
    scale = [each.pitchClass for each in key.Key(pitch.Pitch(tonic).name, mode).pitches]
    return {str(scale.index(asked % 12) + 1)}


def _cadence_heard(item: Item) -> set[str]:
    opening, first, second = sounding(item)
    tonic, mode = _tonic(opening)
    of = key.Key(pitch.Pitch(tonic).name, mode)
    classes = {figure: {each.pitchClass for each in roman.RomanNumeral(figure, of).pitches} for figure in TRIADS[mode]}
    found = [
        next(figure for figure, heard in classes.items() if heard == {midi % 12 for midi in midis})
        for midis in (first, second)
    ]
    return {cadence_of(*found)}


ORACLES: dict[str, Callable[[Item], set[str]]] = {
    "loire": _interval,
    "elbe": _mode,
    "neva": _degree,
    "amur": _sum,
    "oder": _mirror,
    "tiber": _quality,
    "volga": _numeral,
    "ganges": _target,
    "drava": _function,
    "tagus": _cadence,
    "isar": _resolution,
    "loire-by-ear": _interval_heard,
    "tiber-by-ear": _quality_heard,
    "neva-by-ear": _degree_heard,
    "tagus-by-ear": _cadence_heard,
}
