"""Analyses of music: what becomes of RomanText and of DCML's tables, held against another program's reading of the same
numerals; and what is left out, with its reason."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from music21 import corpus, key, roman

from drillgrok.commands.deck.import_analysis import AnalysisWish, import_analysis
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.domains.harmony.analysed import AnalysedChord, Notation, NotDrilled, analysed
from drillgrok.domains.harmony.chords import MusicalKey
from drillgrok.domains.harmony.pitches import parse_pitch, typed
from drillgrok.errors import DrillgrokError
from drillgrok.importers.analyses import ANALYSIS_FORMATS, entries
from drillgrok.importers.kinds import kind_of
from drillgrok.importers.numeral_deck import HEADER, harvested, rows_of
from drillgrok.importers.questions import Skipped
from tests.importers.conftest import EXAMPLES_OF_ANALYSES

ROMANTEXT = Notation(raised_implied=True, sevenths_in_key=True)
DCML = Notation(raised_implied=False, sevenths_in_key=False)
C, A_MINOR = MusicalKey(0, minor=False), MusicalKey(3, minor=True)


def found_in(path: Path) -> list[AnalysedChord | Skipped]:
    kind = kind_of(path)
    assert kind is not None
    return list(entries(path, ANALYSIS_FORMATS[kind]))


def names(chord: AnalysedChord) -> str:
    """From the lowest note."""
    own = (*chord.names[chord.inversion :], *chord.names[: chord.inversion])
    return " ".join(map(typed, own))


@pytest.mark.parametrize(
    ("tonic", "told", "notation", "text", "notes"),
    [
        (C, "V6/5", ROMANTEXT, "V65", "B D F G"),
        (C, "ii2", ROMANTEXT, "ii42", "C D F A"),
        (C, "IV7", ROMANTEXT, "IV7", "F A C E"),
        (C, "IVM7", DCML, "IV7", "F A C E"),
        (C, "V7/IV", ROMANTEXT, "V7/IV", "C E G Bb"),
        (C, "viio7/V", ROMANTEXT, "viio7/V", "F# A C Eb"),
        (C, "vii/o65", ROMANTEXT, "vii/o65", "D F A B"),
        (C, "vii%65", DCML, "vii/o65", "D F A B"),
        (C, "bII6", DCML, "bII6", "F Ab Db"),
        (A_MINOR, "viio6", ROMANTEXT, "viio6", "B D G#"),
        (A_MINOR, "#viio6", DCML, "viio6", "B D G#"),
        (A_MINOR, "V", DCML, "V", "E G# B"),
        (A_MINOR, "VI7", ROMANTEXT, "VI7", "F A C E"),
        (A_MINOR, "VII7", ROMANTEXT, "VII7", "G B D F"),
        (A_MINOR, "III+", ROMANTEXT, "III+", "C E G#"),
        (A_MINOR, "#viio7/v", DCML, "viio7/v", "D# F# A C"),
    ],
)
def test_a_numeral_is_read_as_its_notation_means_it(
    tonic: MusicalKey, told: str, notation: Notation, text: str, notes: str
) -> None:
    chord = analysed(tonic, told, notation)
    assert (chord.text, names(chord)) == (text, notes)


@pytest.mark.parametrize(
    ("tonic", "told", "notation"),
    [
        (C, "Ger65", ROMANTEXT),
        (C, "V(64)", DCML),
        (C, "V[no3]", ROMANTEXT),
        (C, "ii754", ROMANTEXT),
        (C, "V9", ROMANTEXT),
        (C, "vii/o", ROMANTEXT),
        (C, "bVII7", ROMANTEXT),
        (C, "IV7", DCML),
        (C, "VM7", DCML),
        (A_MINOR, "vi", ROMANTEXT),
        (A_MINOR, "#vi7", ROMANTEXT),
        (A_MINOR, "V/vi", ROMANTEXT),
        (C, "", ROMANTEXT),
        (C, "\x1b[2J", DCML),
        (C, "V" * 5000, DCML),
    ],
)
def test_what_is_no_such_chord_or_could_be_read_in_two_ways_is_refused(
    tonic: MusicalKey, told: str, notation: Notation
) -> None:
    with pytest.raises(NotDrilled):
        analysed(tonic, told, notation)


def chorales() -> Iterator[Path]:
    """Some analyses that another program ships."""
    for number in (1, 3, 6, 10, 17):
        yield Path(str(corpus.getWork(f"bach/choraleAnalyses/riemenschneider{number:03}.rntxt")))


def test_every_chord_of_some_chorales_has_the_notes_that_another_program_gives_it() -> None:
    """Asked by the numeral as it is typed here, so that the answers of the deck are held against it."""
    found = {chord for path in chorales() for chord in found_in(path) if isinstance(chord, AnalysedChord)}
    assert len(found) > 100
    for chord in found:
        tonic = typed(chord.key.tonic).replace("b", "-")
        home = key.Key(tonic.lower() if chord.key.minor else tonic, chord.key.mode)
        other = roman.RomanNumeral(chord.text, home)
        told = {pitch.name.replace("-", "b").replace("##", "x") for pitch in other.pitches}
        assert (set(map(typed, chord.names)), typed(chord.names[chord.inversion])) == (
            told,
            other.bass().name.replace("-", "b").replace("##", "x"),
        ), chord


def test_hardly_a_chord_of_a_chorale_is_left_out() -> None:
    found = [one for path in chorales() for one in found_in(path)]
    assert sum(isinstance(one, Skipped) for one in found) < 0.05 * len(found)


@pytest.mark.parametrize("name", EXAMPLES_OF_ANALYSES)
def test_an_analysis_is_known_by_how_it_begins(name: str, tmp_path: Path) -> None:
    path = tmp_path / "analysis.csv"
    path.write_text(EXAMPLES_OF_ANALYSES[name], encoding="utf-8")
    assert kind_of(path) == name


def test_keys_bars_and_repeats_of_romantext_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "piece.txt"
    path.write_text(EXAMPLES_OF_ANALYSES["romantext"], encoding="utf-8")
    told = [(one.key.name, one.text) if isinstance(one, AnalysedChord) else one.why for one in found_in(path)]
    assert told == [
        ("C major", "I"),
        ("C major", "V65"),
        ("C major", "I"),
        ("A minor", "i"),
        ("A minor", "viio6"),
        "'Ger65' is no triad or seventh chord.",
        ("B♭ major", "V7"),
    ]


def test_local_keys_pedals_and_changes_of_a_table_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "piece.tsv"
    path.write_text(EXAMPLES_OF_ANALYSES["dcml"], encoding="utf-8")
    told = [(one.key.name, one.text) if isinstance(one, AnalysedChord) else one.why for one in found_in(path)]
    assert told == [
        ("G major", "I"),
        ("D major", "V43"),
        ("E minor", "viio6"),
        "'V(64)' is no triad or seventh chord.",
        "'IV' stands over a pedal point.",
        "It names no chord.",
        ("B minor", "i"),
    ]


def test_a_deck_is_made_and_what_is_left_out_is_counted_with_its_reason(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "My piece.rntxt"
    path.write_text(EXAMPLES_OF_ANALYSES["romantext"], encoding="utf-8")
    out = io.StringIO()
    said = import_analysis(path, "romantext", AnalysisWish(yes=True), stdin=None, stdout=out)
    assert out.getvalue().splitlines() == [
        "This is an analysis in RomanText.",
        "7 chords read, 1 left out; 5 different ones in 3 keys.",
        "  once: 'Ger65' is no triad or seventh chord.",
    ]
    assert "Chords (my-piece): no mistakes." in said
    deck = read_deck(load_source(home / "decks" / "my-piece.yaml"))
    assert (len(deck.items), deck.rephrasings) == (5, 2)


def test_every_chord_stands_on_its_staff_as_it_is_named() -> None:
    harvest = harvested(one for path in chorales() for one in found_in(path))
    rows = [dict(zip(HEADER, row, strict=True)) for row in rows_of(harvest)]
    assert len({row["key"] for row in rows}) == len(rows) > 100
    for row in rows:
        pitches = [parse_pitch(note) for note in row["notes"].split("+")]
        assert [typed(pitch.fifths) for pitch in pitches if pitch] == [
            name.replace("♯", "#").replace("♭", "b").replace("×", "x") for name in row["chord"].split()
        ]
        assert row["lowest"] == row["chord"].split()[0].replace("♯", "#").replace("♭", "b").replace("×", "x")


def test_a_file_without_a_chord_makes_nothing(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "piece.rntxt"
    path.write_text("m1 C: Ger65\nm2 C: It6\n", encoding="utf-8")
    with pytest.raises(DrillgrokError, match="There is no chord that can be drilled"):
        import_analysis(path, "romantext", AnalysisWish(yes=True), stdin=None, stdout=io.StringIO())
    assert not list((home / "decks").glob("*"))


def test_nothing_is_written_where_nobody_agrees(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "piece.rntxt"
    path.write_text(EXAMPLES_OF_ANALYSES["romantext"], encoding="utf-8")
    with pytest.raises(DrillgrokError, match="nobody here to ask"):
        import_analysis(path, "romantext", AnalysisWish(), stdin=None, stdout=io.StringIO())
    assert not list((home / "decks").glob("*"))
