"""The staff as it is drawn and told."""

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from music21.clef import AltoClef, BassClef, TenorClef, TrebleClef

from drillgrok.domains.harmony.chords import KEYS, SIGNATURES, chord, inverted
from drillgrok.domains.harmony.clefs import ALTO, BASS, CLEFS, HIGHEST, LOWEST, TENOR, TREBLE, Clef
from drillgrok.domains.harmony.pitches import LETTERS, SPELLINGS, Pitch, alteration, ascending, letter, typed
from drillgrok.domains.harmony.stacks import stacks, staff_of
from drillgrok.domains.harmony.staff import HEAD, POINTER, Chord, Staff, accidental, altered_by, drawing, names, spoken
from drillgrok.domains.harmony.ways import parse_notes
from drillgrok.model.drawing import Tone
from tests.helpers.goldens import Goldens

GOLDEN = Path(__file__).parent / "goldens"
ORDER_OF_SHARPS = "FCGDAEB"


def notes(text: str) -> tuple[Chord, ...]:
    read = parse_notes(text)
    assert read is not None
    return read


def lines(staff: Staff) -> list[str]:
    return ["".join(span.text for span in line) for line in drawing(staff).lines]


def row_of(place: int) -> int:
    """The line of the picture that a place on the staff takes; the caption stands above."""
    return 1 + HIGHEST - place


PICTURES = {
    "treble": Staff(TREBLE, notes("C4+E4+G4 B3 A5 B5"), 3),
    "bass": Staff(BASS, notes("D2 E2 Bb2 F#3 C4 D4"), -4, "minor"),
    "cadence": Staff(TREBLE, notes("D4+G4+B4 C4+E4+C5"), caption="C major"),
    "seconds": Staff(BASS, notes("Cb3+Db3+Fx3+G#3 A2+B2+C3+D3"), 7),
    "alto": Staff(ALTO, notes("C4 A3 F3 B4 E3"), 4, "minor"),
    "tenor": Staff(TENOR, notes("C4 A3 D3 F4 G#3"), 6, "major"),
    "marked": Staff(TREBLE, notes("G4+B4+D5+F5"), caption="C minor", marked=Pitch(-1, 5)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_staff_looks_as_it_did(name: str, goldens: Goldens) -> None:
    text = "\n".join(line.rstrip() for line in lines(PICTURES[name])) + f"\n\n{spoken(PICTURES[name])}\n"
    goldens.hold(GOLDEN / f"{name}.txt", text)


@given(st.sampled_from(CLEFS), st.sampled_from(SPELLINGS), st.sampled_from([None, *SIGNATURES]), st.data())
def test_a_note_stands_where_the_clef_puts_it_with_its_accidental(
    clef: Clef, name: int, signature: int | None, data: st.DataObject
) -> None:
    octave = data.draw(st.sampled_from([o for o in range(9) if LOWEST <= clef.place(Pitch(name, o)) <= HIGHEST]))
    pitch = Pitch(name, octave)
    drawn = lines(Staff(clef, ((pitch,),), signature))
    rows = [number for number, line in enumerate(drawn) if HEAD in line]
    assert rows == [row_of(clef.place(pitch))]
    sign = accidental(name, signature)
    before = drawn[rows[0]].partition(HEAD)[0]
    assert before[:-1].endswith(sign)
    given_by_signature = altered_by(signature or 0, letter(name)) == alteration(name)
    assert (sign == "") == given_by_signature


def test_treble_and_bass_agree_on_middle_c() -> None:
    middle_c = Pitch(0, 4)
    assert (TREBLE.place(middle_c), BASS.place(middle_c)) == (-2, 10)
    assert (TREBLE.place(Pitch(1, 4)), BASS.place(Pitch(-1, 3))) == (2, 6)


@pytest.mark.parametrize(("clef", "line"), [(ALTO, 3), (TENOR, 4)])
def test_the_middle_of_a_c_clef_is_drawn_on_the_line_that_is_middle_c(clef: Clef, line: int) -> None:
    place = clef.place(Pitch(0, 4))
    assert place == 2 * (line - 1)
    drawn = [row for row, text in enumerate(clef.shape) if text.strip()]
    assert (drawn[0] + drawn[-1]) / 2 == HIGHEST - place


@pytest.mark.parametrize("clef", CLEFS)
def test_music21_finds_the_same_note_on_the_bottom_line(clef: Clef) -> None:
    known = {"treble": TrebleClef, "bass": BassClef, "alto": AltoClef, "tenor": TenorClef}[clef.name]()
    assert known.lowestLine == clef.bottom_step + 1


SIGNS_IN_PRINT = {
    "treble": ("F5 C5 G5 D5 A4 E5 B4", "B4 E5 A4 D5 G4 C5 F4"),
    "bass": ("F3 C3 G3 D3 A2 E3 B2", "B2 E3 A2 D3 G2 C3 F2"),
    "alto": ("F4 C4 G4 D4 A3 E4 B3", "B3 E4 A3 D4 G3 C4 F3"),
    "tenor": ("F3 C4 G3 D4 A3 E4 B3", "B3 E4 A3 D4 G3 C4 F3"),
}
"""Clef -> where printed music has the sharps and the flats of a signature, in their order."""


@pytest.mark.parametrize("clef", CLEFS)
def test_a_signature_stands_where_printed_music_has_it(clef: Clef) -> None:
    letters = "CDEFGAB"
    for places, printed in zip((clef.sharps, clef.flats), SIGNS_IN_PRINT[clef.name], strict=True):
        steps = [letters.index(note[0]) + 7 * int(note[1]) - clef.bottom_step for note in printed.split()]
        assert list(places) == steps
        assert all(-1 <= place <= 9 for place in places)


@pytest.mark.parametrize("signature", SIGNATURES)
@pytest.mark.parametrize("clef", CLEFS)
def test_a_signature_alters_the_letters_of_its_key_in_order_and_on_their_places(clef: Clef, signature: int) -> None:
    altered = [each for each in LETTERS if altered_by(signature, LETTERS.index(each))]
    order = ORDER_OF_SHARPS if signature > 0 else ORDER_OF_SHARPS[::-1]
    assert set(altered) == set(order[: abs(signature)])
    picture = lines(Staff(clef, ((Pitch(0, 4),),), signature))
    sign = "♯" if signature > 0 else "♭"
    found = sorted((line.index(sign, at), row) for row, line in enumerate(picture) for at in marks(line, sign))
    letters = [LETTERS[(clef.bottom_step + HIGHEST + 1 - row) % 7] for _, row in found]
    assert "".join(letters) == order[: abs(signature)]


def marks(line: str, sign: str) -> list[int]:
    """Where the signature's signs stand in a line; a C natural beside it has none of these."""
    return [at for at, char in enumerate(line) if char == sign]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_the_notes_of_a_key_need_no_accidental_under_its_signature(key: object) -> None:
    assert all(accidental(name, key.signature) == "" for name in key.scale)  # type: ignore[attr-defined]


@settings(deadline=None)
@given(st.sampled_from(CLEFS), st.lists(st.sampled_from(SPELLINGS), min_size=1, max_size=4), st.randoms())
def test_heads_of_a_chord_never_touch_and_the_picture_keeps_its_size(
    clef: Clef, given_names: list[int], random: Random
) -> None:
    made = ascending(given_names)
    room = clef.octaves(made[0], made[-1])
    if not room:
        return
    octaves = random.choice(room)
    staff = Staff(clef, (tuple(Pitch(pitch.fifths, pitch.octave + octaves) for pitch in made),), 7)
    picture = drawing(staff)
    assert len(picture.lines) == 16
    assert picture.width <= 76
    assert {sum(len(span.text) for span in line) for line in picture.lines[1:]} == {picture.width}
    heads = [(row, line.index(HEAD)) for row, line in enumerate(lines(staff)) if HEAD in line]
    assert len(heads) == len(made)
    for (row, column), (below, beside) in pairwise(heads):
        assert below - row > 1 or abs(column - beside) >= len(HEAD)


def test_every_chord_of_a_key_fits_on_the_screen_in_every_position() -> None:
    for key in KEYS:
        for stack in stacks(chord(key.tonic + 1, (0, 4, 1, -2)), CLEFS):
            assert staff_of(stack, key.signature, key.mode).width <= 76
            assert len(stack.chord) == 4
            assert {typed(pitch.fifths) for pitch in stack.chord} == {typed(name) for name in stack.names}


def test_ledger_lines_lead_to_notes_outside_the_staff() -> None:
    below, above = (lines(Staff(TREBLE, notes(text))) for text in ("B3", "B5"))
    assert "─────" in below[row_of(-2)]
    assert "─────" in above[row_of(10)]
    inside = lines(Staff(TREBLE, notes("G4")))
    assert "─" not in inside[row_of(-2)] + inside[row_of(10)]


def test_a_marked_note_is_told_apart_without_colour() -> None:
    plain = Staff(TREBLE, notes("G4+B4+D5+F5"))
    marked = PICTURES["marked"]
    pointed = [row for row, line in enumerate(lines(marked)) if POINTER in line]
    assert pointed == [row_of(8)]
    assert not [line for line in lines(plain) if POINTER in line]
    heads = [span for line in drawing(marked).lines for span in line if HEAD in span.text]
    assert [span.tone for span in heads].count(Tone.ACCENT) == 1


def test_what_is_told_names_clef_signature_caption_and_notes() -> None:
    assert spoken(Staff(TREBLE, notes("Bb4 D5"), -2)) == "Treble clef, two flats. B flat 4, D 5."
    assert spoken(Staff(BASS, notes("C3+E3"), 0, "minor")) == (
        "Bass clef, no sharps or flats, minor. Together: C 3, E 3."
    )
    assert spoken(PICTURES["marked"]) == "Treble clef, C minor. Together: G 4, B 4, D 5, F 5. Marked: F 5."
    assert names(PICTURES["cadence"]) == "D4  G4  B4  |  C4  E4  C5"


def test_inversions_are_the_same_notes() -> None:
    triad = chord(-3, (0, 4, 1))
    assert [inverted(triad, k)[0] for k in range(3)] == list(triad)
    assert {frozenset(inverted(triad, k)) for k in range(3)} == {frozenset(triad)}
