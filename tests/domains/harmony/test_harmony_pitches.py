"""Spelling on the line of fifths: the laws of intervals, and that C flat is not B."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.domains.harmony.pitches import (
    SPELLINGS,
    Interval,
    Pitch,
    alteration,
    ascending,
    letter,
    parse_pitch,
    quality,
    rising,
    said,
    spelling,
    typed,
    written,
)

names = st.sampled_from(SPELLINGS)
pitches = st.builds(Pitch, names, st.integers(0, 8))


def test_every_name_has_a_place_of_its_own_on_the_line_of_fifths() -> None:
    assert [typed(place) for place in range(-2, 8)] == ["Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#"]
    assert (typed(-15), typed(19)) == ("Fbb", "Bx")
    assert len({typed(place) for place in SPELLINGS}) == 35
    assert all(spelling(letter(place), alteration(place)) == place for place in SPELLINGS)


def test_c_flat_is_not_b_though_it_sounds_like_it() -> None:
    c_flat, b = parse_pitch("Cb4"), parse_pitch("B3")
    assert c_flat is not None
    assert b is not None
    assert c_flat != b
    assert c_flat.midi == b.midi == 59
    assert c_flat.step == b.step + 1
    assert rising(c_flat.fifths - b.fifths).name == "d2"


def semitones(low: int, high: int) -> int:
    """From one name up to the next note with the other."""
    below, above = ascending((low, high), octave=4)
    return above.midi - below.midi


@given(names, names)
def test_an_interval_and_its_inversion_make_an_octave_and_nine(low: int, high: int) -> None:
    up, down = rising(high - low), rising(low - high)
    if up.steps:
        assert int(up.name[-1]) + int(down.name[-1]) == 9
        assert semitones(low, high) + semitones(high, low) == 12
    inverted = {"P": "P", "M": "m", "m": "M", "A": "d", "d": "A"}
    assert [inverted[letter] for letter in quality(high - low)] == list(quality(low - high))


@given(names, names, st.integers(-7, 7))
def test_a_transposed_interval_has_the_same_name_and_width(low: int, high: int, move: int) -> None:
    if {low + move, high + move} <= set(SPELLINGS):
        assert ascending((low, high))[1].step - ascending((low, high))[0].step in {rising(high - low).steps, 7}
        assert semitones(low, high) == semitones(low + move, high + move)


@given(names, names)
def test_two_names_sound_alike_when_they_lie_twelve_fifths_apart(one: int, other: int) -> None:
    alike = Pitch(one, 4).midi % 12 == Pitch(other, 4).midi % 12
    assert alike == ((one - other) % 12 == 0)


@given(st.lists(names, min_size=1, max_size=5))
def test_notes_that_rise_never_reach_an_octave_between_neighbours(given_names: list[int]) -> None:
    made = ascending(given_names, octave=3)
    assert [pitch.fifths for pitch in made] == given_names
    steps = [pitch.step for pitch in made]
    assert all(1 <= high - low <= 7 for low, high in itertools.pairwise(steps))


@given(pitches)
def test_a_note_is_read_back_as_it_is_written(pitch: Pitch) -> None:
    assert parse_pitch(pitch.written) == parse_pitch(f"{typed(pitch.fifths)}{pitch.octave}") == pitch
    assert parse_pitch(typed(pitch.fifths).lower(), octave=pitch.octave) == pitch


@pytest.mark.parametrize("text", ["", "H4", "C", "Cbbb4", "C4 ", "4C", "C10", "C♯b4", "C-", "é4"])
def test_what_is_no_note_is_none(text: str) -> None:
    assert parse_pitch(text) is None


def test_names_as_they_are_typed_written_and_said() -> None:
    assert [typed(place) for place in (-9, -3, 6, 13)] == ["Bbb", "Eb", "F#", "Fx"]
    assert [written(place) for place in (-9, -3, 6, 13)] == ["B♭♭", "E♭", "F♯", "F×"]
    assert [said(place) for place in (-9, 13)] == ["B double flat", "F double sharp"]


def test_wide_and_doubly_altered_intervals_are_named_too() -> None:
    assert (Interval(4, 9).name, Interval(13, 3).name, Interval(-13, 4).name) == ("M10", "AA4", "dd5")
