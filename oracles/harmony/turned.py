"""The questions turned round, as exams ask some of them, answered a second time by music21."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from music21 import interval, key, pitch, roman

from drillgrok.model.item import Item
from oracles.harmony.oracle import (
    Seen,
    cadence_of,
    degrees_of,
    function_of,
    key_of,
    note,
    quality_of,
    signature_of,
    target_of,
    typed,
    ways_of,
)


def _parts(pattern: str, item: Item) -> tuple[str, ...]:
    """What stands in the places of the wording that a question is asked in."""
    found = re.fullmatch(pattern, item.prompt)
    assert found is not None, item.prompt
    return found.groups()


def _turned_interval(item: Item) -> set[str]:
    low, name = _parts(r"(\S+) \+ (\S+) = \?", item)
    return {typed(interval.Interval(name).transposePitch(note(f"{low}5")))}


def _turned_mode(item: Item) -> set[str]:
    final, mode = item.prompt.removesuffix(": which signature?").split()
    sharps = key.Key(note(final).name, mode).sharps
    return {choice for choice in item.choices if signature_of(choice) == sharps}


def _turned_degree(item: Item) -> set[str]:
    known, degree = _parts(r"(.*)\.\nWhich note is degree (.)\?", item)
    right = key_of(known).pitchFromDegree(int(degree))
    return {choice for choice in item.choices if note(choice).name == right.name}


def _one_and_third(item: Item) -> tuple[pitch.Pitch, pitch.Pitch]:
    a, c = _parts(r"(\S+) and \? make (\S+)\.\nWhich note\?", item)
    return note(f"{a}5"), note(f"{c}5")


def _turned_sum(item: Item) -> set[str]:
    a, c = _one_and_third(item)
    return {typed(interval.Interval(a, c).transposePitch(pitch.Pitch("C5")))}


def _turned_mirror(item: Item) -> set[str]:
    a, c = _one_and_third(item)
    return {typed(interval.Interval(c, a).transposePitch(a))}


def _asked(item: Item) -> tuple[str, str]:
    """(what is known, what is looked for) of a question among choices."""
    known, _, wanted = item.prompt.rpartition("Which of these is ")
    return known.strip().rstrip("."), wanted.rstrip("?")


def _notes(names: str) -> list[pitch.Pitch]:
    return [note(f"{name}4") for name in names.split()]


def _turned_quality(item: Item) -> set[str]:
    _, wanted = _asked(item)
    return {choice for choice in item.choices if quality_of(_notes(choice)) == wanted}


def _turned_numeral(item: Item) -> set[str]:
    known, figure = _parts(r"(.*)\.\nThe lowest note of (\S+)\? Type it\.", item)
    return {typed(roman.RomanNumeral(figure, key_of(known)).bass())}


def _turned_target(item: Item) -> set[str]:
    known, wanted = _asked(item)
    return {choice for choice in item.choices if target_of(_notes(choice), key_of(known)) == wanted}


def _turned_function(item: Item) -> set[str]:
    known, wanted = _asked(item)
    return {choice for choice in item.choices if function_of(_notes(choice), key_of(known)) == wanted}


def _turned_cadence(item: Item) -> set[str]:
    known, wanted = _asked(item)
    of = key_of(known)
    found = set()
    for choice in item.choices:
        chords = []
        for names in choice.split(", "):
            bass, *others = (each.pitchClass for each in _notes(names))
            chords.append([bass, *(12 + other for other in others)])
        if cadence_of(chords, of.tonic.pitchClass, minor=of.mode == "minor") == wanted:
            found.add(choice)
    return found


def _turned_row(item: Item) -> set[str]:
    known, chords = _parts(r"(.*?): (.*)\.\nWhich degrees\?", item)
    return {degrees_of(map(_notes, chords.split(", ")), key_of(known))}


def _turned_figures(item: Item) -> set[str]:
    known, asked = _parts(r"(.*)\.\nThe lowest note of (.*)\? Type it\.", item)
    of = key_of(known)
    return {typed(roman.RomanNumeral(asked.replace("/o", "ø"), of).bass())}


def _turned_resolution(item: Item) -> set[str]:
    known, names, way = _parts(r"(.*): (.*)\.\nWhich note fits “(.*)”\?", item)
    notes = _notes(names)
    for below, above in pairwise(notes):
        while above.diatonicNoteNum < below.diatonicNoteNum:
            above.octave = above.implicitOctave + 1
    shown = {choice: Seen(known, (tuple(notes),), each) for choice, each in zip(item.choices, notes, strict=True)}
    return {choice for choice, each in shown.items() if way in ways_of(each)}


TURNED: dict[str, Callable[[Item], set[str]]] = {
    "loire": _turned_interval,
    "elbe": _turned_mode,
    "neva": _turned_degree,
    "neva-alto-tenor": _turned_degree,
    "amur": _turned_sum,
    "oder": _turned_mirror,
    "tiber": _turned_quality,
    "volga": _turned_numeral,
    "ganges": _turned_target,
    "drava": _turned_function,
    "tagus": _turned_cadence,
    "isar": _turned_resolution,
    "weser": _turned_figures,
    "rhone": _turned_row,
}
