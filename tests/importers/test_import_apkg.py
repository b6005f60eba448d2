"""Anki's packages, in their three layouts; and archives that only look like one."""

from __future__ import annotations

import io
import json
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from drillgrok.console.zstd import zstd
from drillgrok.errors import DrillgrokError
from drillgrok.importers import anki_package
from drillgrok.importers.markup import MEDIA

FoundIn = Callable[..., Any]
BASIC, CLOZE = 1_700_000_000_001, 1_700_000_000_002
NOTES = [
    (BASIC, "der <b>Baum</b>\x1ftree [sound:t.mp3]\x1f"),
    (BASIC, "das Haus\x1fhouse\x1f"),
    (CLOZE, "{{c1::Rom}} liegt in {{c2::Italien}}.\x1f"),
    (BASIC, "ohne\x1f<img src='x.png'>\x1f"),
    (99, "no type\x1fleft"),
]
WANTED = [
    ("der Baum", "tree"),
    ("das Haus", "house"),
    ("[...] liegt in Italien.", "Rom"),
    ("Rom liegt in [...].", "Italien"),
]
OLD = {
    str(BASIC): {
        "name": "Basic",
        "flds": [{"name": "Back", "ord": 1}, {"name": "Front", "ord": 0}, {"name": "x", "ord": 2}],
    },
    str(CLOZE): {"name": "Cloze", "flds": [{"name": "Text", "ord": 0}, {"name": "Extra", "ord": 1}]},
}


@pytest.fixture
def collection(tmp_path: Path) -> Callable[..., bytes]:
    """The bytes of a collection."""

    def made(*, new: bool = False, script: str = "", notes: list[tuple[int, str]] = NOTES) -> bytes:
        path = tmp_path / "made.sqlite"
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as database, database:
            database.create_collation("unicase", lambda one, other: (one > other) - (one < other))
            database.executescript(script or _schema(new=new))
            if not script:
                rows = [(k, str(k), mid, flds) for k, (mid, flds) in enumerate(notes, start=1000)]
                database.executemany("INSERT INTO notes (id, guid, mid, flds) VALUES (?, ?, ?, ?)", rows)
        return path.read_bytes()

    return made


def _schema(*, new: bool) -> str:
    notes = "CREATE TABLE notes (id integer primary key, guid text, mid integer, flds text);"
    if not new:
        return f"{notes} CREATE TABLE col (models text); INSERT INTO col VALUES ('{json.dumps(OLD)}');"
    return f"""{notes}
    CREATE TABLE notetypes (id integer primary key, name text NOT NULL COLLATE unicase, config blob);
    CREATE UNIQUE INDEX idx_notetypes_name ON notetypes (name);
    CREATE TABLE fields (ntid integer, ord integer, name text COLLATE unicase, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
    CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid);
    INSERT INTO notetypes VALUES ({BASIC}, 'Basic', x'00'), ({CLOZE}, 'Cloze', x'0801');
    INSERT INTO fields VALUES ({BASIC}, 1, 'Back'), ({BASIC}, 0, 'Front'), ({BASIC}, 2, 'x'), ({CLOZE}, 0, 'Text'),
        ({CLOZE}, 1, 'Extra');"""


def package(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*members, ("media", b"{}")):
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("layout", ["collection.anki2", "collection.anki21", "collection.anki21b"])
def test_the_notes_of_every_layout_become_questions(
    found_in: FoundIn, collection: Callable[..., bytes], layout: str
) -> None:
    data = collection(new=layout.endswith("b"))
    data = zstd.compress(data) if layout.endswith("b") else data
    found = found_in(package((layout, data)), "deck.apkg")
    assert found.pairs == WANTED
    assert found.lines == [1, 2, 3, 3]
    assert [(one.place, one.why) for one in found.left_out] == [(4, "It has no answer."), (5, "Its type is missing.")]
    assert found.losses == {MEDIA: 2}
    assert [(one.name, one.taken_as) for one in found.columns] == [
        ("Front", "prompt"),
        ("Back", "answer"),
        ("x", "left out"),
    ]


def test_the_newest_layout_is_read_where_an_older_one_says_please_update(
    found_in: FoundIn, collection: Callable[..., bytes]
) -> None:
    stale = collection(notes=[(BASIC, "Please update\x1fto the newest version\x1f")])
    found = found_in(package(("collection.anki2", stale), ("collection.anki21", collection())), "deck.apkg")
    assert found.pairs == WANTED


def test_fields_are_taken_by_name_and_notes_without_them_are_left_out(
    found_in: FoundIn, collection: Callable[..., bytes]
) -> None:
    found = found_in(package(("collection.anki2", collection())), "deck.apkg", prompt="Back", answer="Front")
    assert found.pairs == [("tree", "der Baum"), ("house", "das Haus")]
    assert [one.why for one in found.left_out if one.place == 3] == [
        "It is of the type 'Cloze'. There is no column 'Back'."
    ]


def test_a_package_under_another_name_is_known_by_its_bytes(
    found_in: FoundIn, collection: Callable[..., bytes]
) -> None:
    assert found_in(package(("collection.anki2", collection())), "deck.zip").pairs == WANTED


# Hostile archives.


def refused(found_in: FoundIn, data: bytes, words: str) -> None:
    with pytest.raises(DrillgrokError, match=words):
        found_in(data, "deck.apkg")


def test_a_name_in_the_archive_that_is_no_text_is_damage(found_in: FoundIn, collection: Callable[..., bytes]) -> None:
    data = bytearray(package(("collection.anki2", collection())))
    data[7] |= 0x08  # the name is said to be UTF-8
    data[30:32] = b"\xce\x28"
    refused(found_in, bytes(data), "not a valid Anki package|damaged")


def test_an_archive_that_is_none_or_holds_no_collection_is_refused(found_in: FoundIn) -> None:
    refused(found_in, b"", "not a valid Anki package")
    refused(found_in, b"PK\x03\x04" + b"x" * 100, "not a valid Anki package")
    refused(found_in, package(("notes.db", b"")), "no collection of notes")


def test_a_truncated_or_changed_package_is_refused(found_in: FoundIn, collection: Callable[..., bytes]) -> None:
    whole = package(("collection.anki2", collection()))
    for size in (10, len(whole) // 3, len(whole) - 10):
        refused(found_in, whole[:size], "not a valid Anki package")
    changed = bytearray(whole)
    changed[200] ^= 0xFF
    refused(found_in, bytes(changed), "not a valid Anki package")


def test_a_collection_that_is_no_database_is_refused(found_in: FoundIn) -> None:
    for data in (b"", b"SQLite format 3\0" + b"\xff" * 4000, b"text"):
        refused(found_in, package(("collection.anki2", data)), "not a valid Anki package")
    refused(found_in, package(("collection.anki21b", b"no zstandard")), "not a valid Anki package")


def test_a_link_in_the_place_of_a_collection_is_refused(found_in: FoundIn) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("collection.anki2")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    refused(found_in, out.getvalue(), "not a valid Anki package")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_collection_that_is_there_twice_is_refused(found_in: FoundIn, collection: Callable[..., bytes]) -> None:
    data = collection()
    refused(found_in, package(("collection.anki2", data), ("collection.anki2", data)), "not a valid Anki package")


def test_a_locked_package_is_refused(found_in: FoundIn, collection: Callable[..., bytes]) -> None:
    data = bytearray(package(("collection.anki2", collection())))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02", 0, data.rfind(b"collection.anki2")) + 8] |= 1
    refused(found_in, bytes(data), "not a valid Anki package")


def test_a_bomb_is_refused_before_and_while_it_unpacks(found_in: FoundIn, monkeypatch: pytest.MonkeyPatch) -> None:
    zeros = b"\0" * (8 << 20)
    refused(found_in, package(("collection.anki2", zeros)), "far more than notes take")
    refused(found_in, package(("collection.anki21b", zstd.compress(zeros))), "far more than notes take")
    lying = bytearray(package(("collection.anki2", zeros)))
    at = lying.rfind(b"PK\x01\x02", 0, lying.rfind(b"collection.anki2"))
    lying[at + 24 : at + 28] = (100).to_bytes(4, "little")
    refused(found_in, bytes(lying), "not a valid Anki package|far more than notes take")


def test_a_list_of_files_that_would_fill_the_memory_is_refused(found_in: FoundIn) -> None:
    data = bytearray(package(("collection.anki2", b"")))
    at = data.rfind(b"PK\x05\x06")
    data[at + 12 : at + 16] = (1 << 30).to_bytes(4, "little")
    refused(found_in, bytes(data), "too many files")


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE col (models text);",
        "CREATE TABLE x (mid, flds, id); CREATE VIEW notes AS SELECT * FROM x;",
        "CREATE TABLE notes (id integer primary key, mid, flds); INSERT INTO notes VALUES (1, 2, 'a');",
        "CREATE TABLE notes (id integer primary key, mid, flds); CREATE TABLE col (models);"
        "INSERT INTO notes VALUES (1, 2, 'a'); INSERT INTO col VALUES ('{\"2\": {\"name\": 3}}');",
        "CREATE TABLE notes (id integer primary key); CREATE TABLE col (models text);",
    ],
)
def test_a_schema_that_is_not_anki_s_is_refused(
    found_in: FoundIn, collection: Callable[..., bytes], script: str
) -> None:
    refused(found_in, package(("collection.anki2", collection(script=script))), "valid Anki package|no two columns")


def test_a_collection_whose_reading_would_not_end_is_stopped(
    found_in: FoundIn, collection: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anki_package, "_MOST_STEPS", 2_000_000)
    endless = "WITH RECURSIVE n(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    script = f"""CREATE TABLE t (x); CREATE VIEW v AS {endless};
    CREATE TABLE notes (id integer primary key, mid integer, flds text); INSERT INTO notes VALUES (1, {BASIC}, 'a');
    CREATE VIEW col AS SELECT x AS models FROM ({endless.replace("max(x)", "max(x) AS x")});"""
    refused(found_in, package(("collection.anki2", collection(script=script))), "not a valid Anki package")


def test_a_note_may_hold_anything(found_in: FoundIn, collection: Callable[..., bytes]) -> None:
    odd: list[Any] = [
        (BASIC, "a\x1fb\x1fc\x1fd\x1fe"),
        (BASIC, ""),
        (BASIC, 7),
        (BASIC, None),
        ("x", "a\x1fb"),
        (BASIC, b"\xff\x1fz"),
    ]
    found = found_in(package(("collection.anki2", collection(notes=odd))), "deck.apkg")
    assert len(found.left_out) + len(found.questions) == len(odd)
