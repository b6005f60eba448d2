"""Notes out of an .apkg: a zip archive with a SQLite collection in one of three layouts. Nothing in it is trusted: one
member is unpacked, bounded, into a folder that is thrown away, and only plain tables are read."""

from __future__ import annotations

import json
import sqlite3
import stat
import struct
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import IO, Final

from drillgrok.console.text import counted
from drillgrok.console.zstd import unpacking, zstd
from drillgrok.errors import DrillgrokError
from drillgrok.importers.columns import SAMPLES, Layout, lay_out
from drillgrok.importers.notes import plain_fields, questions_of
from drillgrok.importers.questions import ColumnWishes, Entry, Losses, OpenedFile, Skipped
from drillgrok.tables.rows import TableRow

MOST_COLLECTION_BYTES: Final = 256 << 20
MOST_RATIO: Final = 200
"""Unpacked bytes for each packed one; collections of real notes stay below 20."""
_COLLECTIONS: Final = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first: a package may hold an older one beside it that only says 'please update'."""
_MOST_DIRECTORY_BYTES: Final = 16 << 20
_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\x05\x06"
_LONGEST_COMMENT: Final = 1 << 16
_CHUNK_BYTES: Final = 1 << 20
_MOST_FIELD_BYTES: Final = 4 << 20
_MOST_STEPS: Final = 2_000_000_000
"""Of SQLite's machine, for everything that is asked."""
_STEPS_A_LOOK: Final = 1_000_000
_FIELDS_APART: Final = "\x1f"
_FIELDS: Final = "ifnull(CAST(flds AS TEXT), '')"
_PLAIN_TABLE: Final = (
    "SELECT count(*) FROM sqlite_schema WHERE name = ? AND type = 'table' AND sql LIKE 'create table%'"
)


@dataclass(frozen=True, slots=True)
class NoteType:
    """A kind of note and the names of its fields."""

    name: str
    fields: tuple[str, ...]


@contextmanager
def read(file: Path, wishes: ColumnWishes) -> Iterator[OpenedFile]:
    """The package's notes; columns are the fields of the commonest type of note.

    Raises DrillgrokError where it is no package, is damaged, or unpacks to far more than notes take.
    """
    with tempfile.TemporaryDirectory(prefix="drillgrok-") as folder:
        path = Path(folder, "collection")
        _unpack(file, path)
        try:
            with closing(_connect(path)) as collection:
                yield _material(collection, wishes, file)
        except (sqlite3.Error, UnicodeDecodeError):  # what SQLite complains of need not be UTF-8
            raise _damaged(file) from None


def _material(collection: sqlite3.Connection, wishes: ColumnWishes, file: Path) -> OpenedFile:
    if not collection.execute(_PLAIN_TABLE, ("notes",)).fetchone()[0]:
        raise _damaged(file)
    types = _note_types(collection)
    counts = Counter(dict(collection.execute("SELECT mid, count(*) FROM notes GROUP BY mid").fetchall()))
    if not counts:
        raise DrillgrokError("There are no notes in the package.", where=str(file))
    commonest = counts.most_common(1)[0][0]
    first = _first(collection, commonest)
    main = types.get(commonest, NoteType("without a name", ()))
    layout = lay_out(first, wishes, main.fields or [f"field {k}" for k, _ in enumerate(first[0].cells, start=1)])
    layouts = {key: _laid_out(types[key], wishes) for key in counts if key in types} | {commonest: layout}
    return OpenedFile(
        f"{counted(sum(counts.values()), 'note')}, most of the type {main.name!r}, HTML taken out",
        lambda losses: _entries(collection, layouts, losses),
        layout.preview(first),
        tuple(row.line for row in first[:SAMPLES]),
        unit="note",
        free_text=not layout.own,
        telling_apart=layout.telling_apart,
    )


def _first(collection: sqlite3.Connection, note_type: int) -> list[TableRow]:
    """The first notes of a type, with their places among all notes."""
    place = "(SELECT count(*) FROM notes AS earlier WHERE earlier.id <= notes.id)"
    chosen = f"SELECT {place}, {_FIELDS} FROM notes WHERE mid IS ? ORDER BY id LIMIT {SAMPLES}"
    return [
        TableRow(place, plain_fields(flds.split(_FIELDS_APART), Losses(), html=True))
        for place, flds in collection.execute(chosen, (note_type,))
    ]


def _laid_out(note_type: NoteType, wishes: ColumnWishes) -> Layout | str:
    """How a type of note is read, or why it cannot be."""
    try:
        return lay_out([TableRow(1, list(note_type.fields))], wishes, note_type.fields)
    except DrillgrokError as error:
        return f"It is of the type {note_type.name!r}. {error.what}"


def _entries(collection: sqlite3.Connection, layouts: Mapping[int, Layout | str], losses: Losses) -> Iterator[Entry]:
    notes = collection.execute(f"SELECT mid, {_FIELDS} FROM notes ORDER BY id")
    for number, (mid, flds) in enumerate(notes, start=1):
        layout = layouts.get(mid, "Its type is missing.")
        if isinstance(layout, str):
            yield Skipped(number, layout)
            continue
        yield from questions_of(number, plain_fields(flds.split(_FIELDS_APART), losses, html=True), layout, losses)


def _note_types(collection: sqlite3.Connection) -> dict[int, NoteType]:
    """Types of notes by their id: from their own tables in a new collection, from one JSON text in an old one."""
    if collection.execute(_PLAIN_TABLE, ("notetypes",)).fetchone()[0]:
        names: dict[int, str] = dict(collection.execute("SELECT id, name FROM notetypes").fetchall())
        fields: dict[int, dict[int, str]] = {}
        for note_type, order, name in collection.execute("SELECT ntid, ord, name FROM fields"):
            fields.setdefault(note_type, {})[order] = str(name)
        return {
            key: NoteType(str(name), tuple(text for _, text in sorted(fields.get(key, {}).items())))
            for key, name in names.items()
        }
    models = collection.execute("SELECT models FROM col").fetchone()
    try:
        told = json.loads(models[0]) if models else {}
        return {int(key): NoteType(model["name"], _field_names(model["flds"])) for key, model in told.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise sqlite3.DatabaseError("the types of notes cannot be read") from None


def _field_names(fields: list[dict[str, object]]) -> tuple[str, ...]:
    return tuple(str(field["name"]) for field in sorted(fields, key=lambda field: int(str(field["ord"]))))


def _connect(path: Path) -> sqlite3.Connection:
    """The collection, read only, nothing in its schema trusted, and stopped where it would not end."""
    collection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    collection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_FIELD_BYTES)
    collection.text_factory = lambda data: data.decode("utf-8", "replace")
    collection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    steps = iter(range(_MOST_STEPS // _STEPS_A_LOOK))
    collection.set_progress_handler(lambda: next(steps, None) is None, _STEPS_A_LOOK)
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
        collection.execute(f"PRAGMA {pragma}").close()
    return collection


def _unpack(file: Path, target: Path) -> None:
    """The newest collection in the package -> a file, no larger than any real one."""
    try:
        _check_directory(file)
        with zipfile.ZipFile(file) as package:
            member = _member(package, file)
            with package.open(member) as packed, target.open("wb") as out:
                _copy(unpacking(packed) if member.filename.endswith("b") else packed, out, member.compress_size, file)
    except (zipfile.BadZipFile, zlib.error, zstd.ZstdError, EOFError, NotImplementedError, ValueError):
        raise _damaged(file) from None


def _check_directory(file: Path) -> None:
    """Refuse an archive whose list of files alone would fill the memory, before anything is made of it."""
    with file.open("rb") as raw:
        size = raw.seek(0, 2)
        raw.seek(max(size - _END.size - _LONGEST_COMMENT, 0))
        tail = raw.read()
    at = tail.rfind(_END_MARK)
    if at < 0 or at + _END.size > len(tail):
        raise _damaged(file)
    directory_bytes = _END.unpack_from(tail, at)[5]
    if directory_bytes > _MOST_DIRECTORY_BYTES:
        mend = "Export it again without pictures and sounds."
        raise DrillgrokError("The package holds too many files.", where=str(file), mend=mend)


def _member(package: zipfile.ZipFile, file: Path) -> zipfile.ZipInfo:
    """The collection to read. A link, a locked or a doubled one is refused, and so is one that unpacks to too much."""
    found = {name: [one for one in package.infolist() if one.filename == name] for name in _COLLECTIONS}
    name = next((name for name in _COLLECTIONS if found[name]), None)
    if name is None:
        raise DrillgrokError(
            "There is no collection of notes in the package.", where=str(file), mend="Export it again."
        )
    member = found[name][0]
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if len(found[name]) > 1 or is_link or member.flag_bits & 1:
        raise _damaged(file)
    if member.file_size > min(MOST_COLLECTION_BYTES, MOST_RATIO * max(member.compress_size, 1) + _CHUNK_BYTES):
        raise _too_large(file)
    return member


def _copy(source: IO[bytes] | BufferedIOBase, out: IO[bytes], packed_bytes: int, file: Path) -> None:
    """Chunk by chunk, up to the bounds: what an archive says of its sizes may be a lie."""
    most = min(MOST_COLLECTION_BYTES, MOST_RATIO * packed_bytes + _CHUNK_BYTES)
    written = 0
    while chunk := source.read(_CHUNK_BYTES):
        written += len(chunk)
        if written > most:
            raise _too_large(file)
        out.write(chunk)


def _damaged(file: Path) -> DrillgrokError:
    return DrillgrokError("This is not a valid Anki package.", where=str(file), mend="Export it again.")


def _too_large(file: Path) -> DrillgrokError:
    mend = "Export fewer notes, without pictures and sounds."
    return DrillgrokError("The package unpacks to far more than notes take.", where=str(file), mend=mend)
