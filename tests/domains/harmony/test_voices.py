"""Four voices as teachers want them: the laws by music21, over every way that a deck may show or play, and a few cases
worked by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from music21 import key, pitch

from drillgrok.domains.harmony.by_ear import HEARD_KEYS
from drillgrok.domains.harmony.chords import MusicalKey
from drillgrok.domains.harmony.figures import harmony, texts
from drillgrok.domains.harmony.pitches import typed, written
from drillgrok.domains.harmony.progressions import Progression, degree, endings, openings, rows
from drillgrok.domains.harmony.voices import Passage, passages, sound
from oracles.harmony.leading import faults

C_MAJOR, A_MINOR = MusicalKey(0, minor=False), MusicalKey(3, minor=True)


def every(mode: str) -> list[Progression]:
    return [*(ending for _, ending in endings(mode)), *openings(mode), *rows(mode)]


def as_music21(passage: Passage) -> list[list[pitch.Pitch]]:
    return [
        [pitch.Pitch(each.written.replace("♭", "-").replace("♯", "#").replace("×", "##")) for each in v]
        for v in passage
    ]


@pytest.mark.parametrize("of", HEARD_KEYS, ids=lambda of: of.mode)
def test_no_way_to_lead_chords_has_a_fault(of: MusicalKey) -> None:
    named = key.Key("C", of.mode)
    checked = 0
    for numerals in every(of.mode):
        found = passages(of, numerals)
        for passage in (*found[:2], *found[-1:]):
            shown = as_music21(passage)
            told = [fault for fault in faults(shown, named) if "inversion" not in fault or numerals[-1] in "IViv"]
            assert told == [], numerals
            checked += 1
    assert checked > 150


@pytest.mark.parametrize("mode", ["major", "minor"])
def test_every_cadence_ends_in_root_position_and_can_be_led(mode: str) -> None:
    of = MusicalKey(0, minor=mode == "minor")
    for _, ending in endings(mode):
        assert ending[-1].lower() in {"i", "v", "vi"}
        assert passages(of, ending)
        assert "64" not in ending[1] or (ending[0][-1] != "4" and ending[2] == "V")


def test_a_six_four_is_followed_by_the_chord_over_its_bass_alone() -> None:
    for mode in ("major", "minor"):
        rows_and_ends = every(mode)
        after = {b for each in rows_and_ends for a, b in pairwise(each) if a.endswith("64")}
        assert after == {"V", "V7"}


def test_parallels_and_a_doubled_leading_note_are_refused() -> None:
    from drillgrok.domains.harmony.pitches import parse_pitch

    def voices(text: str) -> tuple:  # type: ignore[type-arg]
        return tuple(parse_pitch(name) for name in text.split())

    one, five = harmony(C_MAJOR, "I"), harmony(C_MAJOR, "V")
    assert not sound(voices("C3 G3 E4 C5"), voices("G3 D4 G4 B4"), one, five)
    assert sound(voices("C3 G3 E4 C5"), voices("G2 G3 D4 B4"), one, five)
    leading = five.leading
    assert leading is not None
    assert written(leading) == "B"
    for passage in passages(C_MAJOR, ("I", "V", "I")):
        assert [pitch.fifths for pitch in passage[1]].count(leading) == 1


NUMERALS = {
    (C_MAJOR, "ii65"): "F A C D",
    (C_MAJOR, "V42"): "F G B D",
    (C_MAJOR, "vii/o7"): "B D F A",
    (C_MAJOR, "V7/V"): "D F# A C",
    (C_MAJOR, "V65/ii"): "C# E G A",
    (C_MAJOR, "viio7/vi"): "G# B D F",
    (C_MAJOR, "I7"): "C E G B",
    (A_MINOR, "ii/o65"): "D F A B",
    (A_MINOR, "viio7"): "G# B D F",
    (A_MINOR, "V43"): "B D E G#",
    (A_MINOR, "V7/iv"): "A C# E G",
    (A_MINOR, "V7/III"): "G B D F",
    (A_MINOR, "VII7"): "G B D F",
    (A_MINOR, "i64"): "E A C",
}


@pytest.mark.parametrize(("of", "text"), NUMERALS, ids=lambda each: getattr(each, "mode", each))
def test_a_numeral_means_the_notes_that_a_textbook_has(of: MusicalKey, text: str) -> None:
    chord = harmony(of, text)
    notes = (*chord.names[chord.inversion :], *chord.names[: chord.inversion])
    assert " ".join(map(typed, notes)) == NUMERALS[of, text]
    assert text in texts(of.mode)


def test_a_row_is_typed_by_its_degrees() -> None:
    assert [degree(numeral) for numeral in ("I", "ii6", "V7", "VI", "iio6", "viio6")] == ["1", "2", "5", "6", "2", "7"]
