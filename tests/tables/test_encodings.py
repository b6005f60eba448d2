"""Which letters a file has, from its bytes or as its reader says."""

from __future__ import annotations

from pathlib import Path

import pytest

from drillgrok.errors import DrillgrokError
from drillgrok.tables.encodings import decoded, encoding_of

CZECH = "Čeština;English\nkůň;horse\nžába;frog\n"


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "words.csv"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_text_in_unicode_is_read_without_a_word(name: str, tmp_path: Path) -> None:
    data = "prompt,answer\nMädchen,girl\n".encode(name)
    assert decoded(data, "x") == "prompt,answer\nMädchen,girl\n"
    assert not encoding_of(written(tmp_path, data)).guessed


def test_western_letters_of_windows_are_a_guess_and_told_as_one(tmp_path: Path) -> None:
    found = encoding_of(written(tmp_path, "Mädchen,girl\n".encode("cp1252")))
    assert (found.name, found.words) == ("cp1252", "Windows-1252 by the look of it")


@pytest.mark.parametrize("asked", ["windows-1250", "Windows 1250", "cp1250", "CP1250"])
def test_an_encoding_that_is_asked_for_is_taken(asked: str, tmp_path: Path) -> None:
    path = written(tmp_path, CZECH.encode("cp1250"))
    found = encoding_of(path, asked)
    assert path.read_text(encoding=found.name) == CZECH
    assert found.words == "Windows-1250"


@pytest.mark.parametrize(
    ("asked", "said"),
    [("klingon", "not an encoding"), ("rot13", "not an encoding"), ("idna", "not an encoding"), ("ascii", "not in")],
)
def test_an_encoding_that_there_is_not_or_that_does_not_fit_is_refused(asked: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(DrillgrokError, match=said):
        encoding_of(written(tmp_path, CZECH.encode("cp1250")), asked)


def test_line_ends_become_one_and_a_mark_is_dropped() -> None:
    assert decoded("a\r\nb\rc\n".encode("utf-8-sig"), "x") == "a\nb\nc\n"


def test_a_stray_byte_in_utf_8_is_named_by_its_place() -> None:
    with pytest.raises(DrillgrokError, match=r"x:2: Byte 7 is not UTF-8"):
        decoded("ü\nÄb".encode() + b"\xfcc", "x")


@pytest.mark.parametrize("mark", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_the_file_of_a_spreadsheet_is_told_how_to_be_saved(mark: bytes) -> None:
    with pytest.raises(DrillgrokError, match=r"spreadsheet's own file.*CSV \(UTF-8\)"):
        decoded(mark + b"\0" * 100, "x")
