"""Drills about several chords in four voices on a staff: cadences and rows of chords; and numerals with sevenths and
applied dominants."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from drillgrok.domains.harmony.by_note import NOTE_NAMES
from drillgrok.domains.harmony.chords import KEYS, MusicalKey
from drillgrok.domains.harmony.clefs import Clef, Clefs
from drillgrok.domains.harmony.figures import harmony, texts
from drillgrok.domains.harmony.pitches import can_be_written, octaves_up, typed
from drillgrok.domains.harmony.progressions import CADENCES, Progression, degree, endings, rows
from drillgrok.domains.harmony.questions import (
    Drill,
    HarmonyQuestion,
    Reworded,
    best_shares,
    choice_field,
    no_two_alike,
    shuffled,
    typed_field,
)
from drillgrok.domains.harmony.stacks import NoteStack, by_name, chord_words, stacked, staff_of
from drillgrok.domains.harmony.staff import Staff, accidental, signature_words
from drillgrok.domains.harmony.voices import Passage, passages

USUAL_KEYS = tuple(key for key in KEYS if abs(key.signature) <= 5)
"""Keys in which music for four voices is written: up to five sharps or flats."""
_NEAR_KEYS = tuple(key for key in KEYS if abs(key.signature) <= 4)


def on_staffs(key: MusicalKey, numerals: Progression, clefs: Clefs) -> Iterator[tuple[str, Clef, Passage]]:
    """(name, clef, chords): some ways to lead the chords, in each of these clefs that has room.

    The ways are dealt out to the keys, so that what is seen in one key looks otherwise in another as far as they go.
    """
    alike = [other for other in USUAL_KEYS if other.minor == key.minor]
    dealt = shuffled(passages(key, numerals), " ".join(numerals))
    for number, passage in enumerate((dealt[alike.index(key) :: len(alike)] or dealt[:1])[:_MOST_WAYS]):
        pitches = sorted((pitch for voices in passage for pitch in voices), key=lambda pitch: pitch.step)
        for clef in clefs:
            for octaves in clef.octaves(pitches[0], pitches[-1])[:1]:
                placed = tuple(octaves_up(voices, octaves) for voices in passage)
                yield f"{clef.name} {number} {octaves}", clef, placed  # type: ignore[misc]


_MOST_WAYS = 4


def _staff(clef: Clef, passage: Passage, caption: str) -> Staff:
    return Staff(clef, passage, caption=caption)


# Cadences.


def cadences(clefs: Clefs) -> Drill:
    """The name of a key and three chords in four voices: which cadence do the last two make?

    Every accidental is written and no signature is. A group is a key and the last two chords, in every octave, clef and
    voicing and after whatever chord.
    """
    asked = (
        question for key in USUAL_KEYS for ending in endings(key.mode) for question in _cadences_of(key, clefs, *ending)
    )
    return Drill("Which cadence?", choice_field(*CADENCES), no_two_alike(asked))


def _cadences_of(
    key: MusicalKey, clefs: Clefs, cadence: str, numerals: Progression
) -> Iterator[tuple[tuple[str, Clef, Passage], HarmonyQuestion]]:
    last = " ".join(numerals[1:])
    inverse = partial(_pair_of_cadence, key, cadence, numerals)
    for name, clef, passage in on_staffs(key, numerals, clefs):
        staff = partial(_staff, clef, passage, key.name)
        question = HarmonyQuestion(
            id=f"{key.id} {' '.join(numerals)}:{name}",
            group=f"{key.id} {last}",
            answers=(cadence,),
            scene=staff,
            parts=(key.id, f"{key.mode} {last}"),
            others=(partial(by_name, staff, "Which cadence?", (cadence,)), inverse),
        )
        yield (key.id, clef, passage), question


def _pair_of_cadence(key: MusicalKey, cadence: str, numerals: Progression) -> Reworded:
    """The last two chords, and two of each other cadence."""
    others = {name: each[1:] for name, each in endings(key.mode) if name != cadence and "64" not in each[1]}
    right, *wrong = (
        ", ".join(chord_words(harmony(key, numeral).names) for numeral in pair)
        for pair in (numerals[1:], *others.values())
    )
    return Reworded(
        f"{key.name}.\nWhich of these is {cadence}?",
        (right,),
        chance=1 / 4,
        choices=shuffled((right, *wrong), f"{key.id} {' '.join(numerals)}"),
    )


# Rows of chords.


def chord_rows(clefs: Clefs) -> Drill:
    """The name of a key and three to five chords in four voices: on which degrees do they stand?

    Every accidental is written and no signature is. A group is a key and a row.
    """
    answers = {degrees(row) for mode in ("major", "minor") for row in rows(mode)}
    asked = (question for key in USUAL_KEYS for row in rows(key.mode) for question in _rows_of(key, row, clefs))
    return Drill("Which degrees? Type them in a row.", typed_field(*answers), tuple(asked))


def degrees(row: Progression) -> str:
    """The degrees of a row's chords, such as `1451`."""
    return "".join(map(degree, row))


def _rows_of(key: MusicalKey, row: Progression, clefs: Clefs) -> Iterator[HarmonyQuestion]:
    right = (degrees(row),)
    for name, clef, passage in list(on_staffs(key, row, clefs))[:1]:
        staff = partial(_staff, clef, passage, key.name)
        yield HarmonyQuestion(
            id=f"{key.id} {' '.join(row)}:{name}",
            group=f"{key.id} {' '.join(row)}",
            answers=right,
            scene=staff,
            surface=len(row),
            parts=(key.id,),
            others=(partial(by_name, staff, "Which degrees?", right), partial(_in_thirds, key, row)),
        )


def _in_thirds(key: MusicalKey, row: Progression) -> Reworded:
    """The chords by name, no note twice and in no order."""
    chords = (shuffled(harmony(key, numeral).names, f"{key.id} {numeral}") for numeral in row)
    shown = ", ".join(map(chord_words, chords))
    return Reworded(f"{key.name}: {shown}.\nWhich degrees?", (degrees(row),))


# Numerals with everything.


def figures(clefs: Clefs) -> Drill:
    """A signature, the word major or minor, and a triad, a seventh chord or an applied dominant, in any inversion:
    which numeral, with its figures? What can be read in two ways takes both.

    A group is a key and a numeral, in every inversion, octave and clef.
    """
    every = {text for mode in ("major", "minor") for text in texts(mode)}
    questions = tuple(question for key in _NEAR_KEYS for question in _figures_of(key, clefs))
    return Drill("Which numeral, with its figures?", typed_field(*every, *NOTE_NAMES), questions)


def _figures_of(key: MusicalKey, clefs: Clefs) -> Iterator[HarmonyQuestion]:
    read = readings(key)
    lowest = best_shares(("", (typed(names[inversion]),)) for names, inversion in read)[""]
    for (names, inversion), answers in read.items():
        own = (*names[inversion:], *names[:inversion])
        shown: dict[str, NoteStack] = {}
        for stack in stacked(own, clefs, inversion):
            shown.setdefault(stack.clef.name, stack)
        for stack in shown.values():
            staff = partial(staff_of, stack, key.signature, key.mode)
            yield HarmonyQuestion(
                id=f"{key.id} {answers[0]}:{stack.id}",
                group=f"{key.id} {' '.join(sorted(map(typed, names)))}",
                answers=answers,
                scene=staff,
                surface=(key.mode, len(names), inversion, sum(bool(accidental(n, key.signature)) for n in names)),
                parts=(key.id,),
                others=(
                    partial(by_name, staff, "Which numeral, with its figures?", answers),
                    partial(_lowest_note, key, answers[0], lowest),
                ),
            )


@cache
def readings(key: MusicalKey) -> dict[tuple[tuple[int, ...], int], tuple[str, ...]]:
    """(notes, inversion) -> every numeral that they may be called by, those without a target first."""
    found: dict[tuple[tuple[int, ...], int], tuple[str, ...]] = {}
    for text in texts(key.mode):
        chord = harmony(key, text)
        if can_be_written(chord.names):
            place = chord.names, chord.inversion
            found[place] = (*found.get(place, ()), text)
    return found


def _lowest_note(key: MusicalKey, text: str, chance: float) -> Reworded:
    chord = harmony(key, text)
    known = f"{signature_words(key.signature).capitalize()}, {key.mode}"
    return Reworded(
        f"{known}.\nThe lowest note of {text}? Type it.", (typed(chord.names[chord.inversion]),), chance=chance
    )
