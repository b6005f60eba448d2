"""Every harmony question answered a second time, by music21, from nothing but what a learner sees or hears."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
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


def cadence_of(chords: Iterable[Sequence[int]], tonic: int, *, minor: bool) -> str:
    """By ear: where the bass of the last chord lies above the tonic, and whether the one before has the leading note.

    `chords` are pitches in half steps. Raises ValueError for what is no cadence, or ends in an inversion.
    """
    *_, before, last = ({"bass": min(notes) % 12, "notes": {n % 12 for n in notes}} for notes in chords)
    bass = (last["bass"] - tonic) % 12  # type: ignore[operator]
    leading = (tonic + 11) % 12 in before["notes"]  # type: ignore[operator]
    triad = frozenset({0, 3 if minor else 4, 7})
    sounding_now = frozenset((n - tonic) % 12 for n in last["notes"])  # type: ignore[attr-defined]
    if bass == 0 and sounding_now <= triad:
        return "authentic" if leading else "plagal"
    if bass == 7 and sounding_now == {7, 11, 2}:
        return "half"
    if bass == (8 if minor else 9) and leading:
        return "deceptive"
    raise ValueError(f"{last} is no end over {tonic}")


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
    of = key_of(shown.known)
    chords = [[round(each.ps) for each in notes] for notes in shown.chords]
    return {cadence_of(chords, of.tonic.pitchClass, minor=of.mode == "minor")}


def degrees_of(chords: Iterable[Iterable[pitch.Pitch]], of: key.Key) -> str:
    """The degrees of the roots; of an incomplete chord the root is the note that a third stands on."""
    roots = (chord.Chord(list(notes)).root() for notes in chords)
    return "".join(str(next(d for d in range(1, 8) if of.pitchFromDegree(d).step == root.step)) for root in roots)


def _row(item: Item) -> set[str]:
    shown = seen(item)
    return {degrees_of(shown.chords, key_of(shown.known))}


def _figures(item: Item) -> set[str]:
    shown = seen(item)
    of, (notes,) = key_of(shown.known), shown.chords
    lowest = min(notes, key=lambda each: each.diatonicNoteNum)
    return set(figures_read(of.tonic.name, of.mode)[lowest.name, frozenset(each.name for each in notes)])


INVERSIONS = {3: ("", "6", "64"), 4: ("7", "65", "43", "42")}
ALL_FIGURES = {
    "major": (("I", "ii", "iii", "IV", "V", "vi", "viio"), ("I", "ii", "iii", "IV", "V", "vi", "vii/o")),
    "minor": (
        ("i", "iio", "III", "iv", "V", "VI", "VII", "viio"),
        ("i", "ii/o", "III", "iv", "V", "VI", "VII", "viio"),
    ),
}
APPLIED_TO = {"major": ("ii", "iii", "IV", "V", "vi"), "minor": ("III", "iv", "V", "VI", "VII")}


@cache
def figures_read(tonic: str, mode: str) -> dict[tuple[str, frozenset[str]], list[str]]:
    """(lowest note, all notes) to every numeral that music21 reads as these."""
    of = key.Key(tonic, mode)
    triads, sevenths = ALL_FIGURES[mode]
    asked = [numeral + figure for numeral in triads for figure in INVERSIONS[3]]
    asked += [numeral + figure for numeral in sevenths for figure in INVERSIONS[4]]
    asked += [f"{n}{figure}/{to}" for to in APPLIED_TO[mode] for n in ("V", "viio") for figure in INVERSIONS[4]]
    found: dict[tuple[str, frozenset[str]], list[str]] = {}
    for text in asked:
        read = roman.RomanNumeral(text.replace("/o", "ø"), of)
        found.setdefault((read.bass().name, frozenset(each.name for each in read.pitches)), []).append(text)
    return found


def _resolution(item: Item) -> set[str]:
    return ways_of(seen(item))


HEARD = {6: {"TT", "A4", "d5"}, 12: {"P8"}}


def _interval_heard(item: Item) -> set[str]:
    _, *asked = sounding(item)
    midis = [midi for together in asked for midi in together]
    semitones = max(midis) - min(midis)
    return HEARD.get(semitones) or {str(interval.ChromaticInterval(semitones).getDiatonic().name)}


def _quality_heard(item: Item) -> set[str]:
    midis = {midi % 12 for midi in sounding(item)[-1]}
    name = re.sub("^enharmonic (equivalent )?to ", "", chord.Chord(sorted(midis)).commonName)
    return {name.replace(" triad", "").replace(" chord", "").replace(" seventh", " 7")}


def _tonic(midis: list[int]) -> tuple[int, str]:
    """Pitch class and mode of a triad that is heard over its root."""
    minor = (min(midis) + 3) % 12 in {midi % 12 for midi in midis}
    return min(midis) % 12, "minor" if minor else "major"


SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 11)}
"""Half steps above the tonic, with the raised seventh of minor."""


def _settled(chords: list[list[int]]) -> tuple[int, str]:
    """Pitch class of the tonic and mode: the one scale that has all notes of some chords."""
    heard = {midi % 12 for midis in chords for midi in midis}
    fitting = [
        (tonic, mode)
        for tonic in range(12)
        for mode, scale in SCALES.items()
        if heard == {(tonic + step) % 12 for step in scale}
    ]
    (found,) = fitting
    return found


def _degree_heard(item: Item) -> set[str]:
    *opening, (asked,) = sounding(item)
    tonic, mode = _settled(opening)
    scale = [each.pitchClass for each in key.Key(pitch.Pitch(tonic).name, mode).pitches]
    return {str(scale.index(asked % 12) + 1)}


def _cadence_heard(item: Item) -> set[str]:
    opening, *chords = sounding(item)
    tonic, mode = _tonic(opening)
    return {cadence_of(chords, tonic, minor=mode == "minor")}


def _row_heard(item: Item) -> set[str]:
    chords = sounding(item)
    tonic, mode = _tonic(chords[0])
    of = key.Key(pitch.Pitch(tonic).name, mode)
    names = {each.pitchClass: each.name for each in of.pitches}
    names |= {(tonic + 11) % 12: of.pitchFromDegree(1).transpose("-m2").name}
    return {degrees_of(([pitch.Pitch(names[midi % 12]) for midi in midis] for midis in chords), of)}


def _tune_heard(item: Item) -> set[str]:
    opening, *notes = sounding(item)
    tonic, mode = _tonic(opening)
    scale = [each.pitchClass for each in key.Key(pitch.Pitch(tonic).name, mode).pitches]
    return {"".join(str(scale.index(midi % 12) + 1) for (midi,) in notes)}


ORACLES: dict[str, Callable[[Item], set[str]]] = {
    "loire": _interval,
    "elbe": _mode,
    "neva": _degree,
    "neva-alto-tenor": _degree,
    "amur": _sum,
    "oder": _mirror,
    "tiber": _quality,
    "volga": _numeral,
    "ganges": _target,
    "drava": _function,
    "tagus": _cadence,
    "isar": _resolution,
    "weser": _figures,
    "rhone": _row,
    "loire-by-ear": _interval_heard,
    "tiber-by-ear": _quality_heard,
    "neva-by-ear": _degree_heard,
    "tagus-by-ear": _cadence_heard,
    "rhone-by-ear": _row_heard,
    "douro-by-ear": _tune_heard,
}
