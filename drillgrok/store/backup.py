"""Copies of the database: made whole while it is in use, checked before they have a name, and brought back without
losing the present one. Standard library only, but for copies that are compressed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from drillgrok.console.files import part_beside, private_folder, put, sweep
from drillgrok.errors import BusyError, DrillgrokError
from drillgrok.store.failures import HELP, IN_USE, explaining
from drillgrok.store.identity import existing

COMPRESSED: Final = ".zst"
_ZSTD_LEVEL: Final = 1  # 300 MB of a million answers become 39 MB; higher levels take twice the time for the same
_COMPANIONS: Final = ("-wal", "-shm")
_CHUNK: Final = 1 << 20


def folder_beside(database: Path) -> Path:
    """Where copies of `database` are kept."""
    return database.parent / "backups"


def refuse_other_than_folder(folder: Path) -> None:
    """Raise DrillgrokError where something else is in the place of the folder of copies."""
    with explaining(folder):
        if os.path.lexists(folder) and not folder.is_dir():
            other = "A link that leads to no folder" if folder.is_symlink() else "A file"
            raise DrillgrokError(
                f"{other} is in the place of the folder of copies.",
                where=str(folder),
                mend="Move it away; the folder is made again.",
            )


def fresh_name(database: Path, why: str) -> Path:
    """A path for a copy that no file has yet, named by the reason and the time (UTC). Raises DrillgrokError where the
    folder of copies cannot be looked into, or something else is in its place."""
    folder = folder_beside(database)
    refuse_other_than_folder(folder)
    stem = f"{database.stem}-{why}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    path = folder / f"{stem}.db"
    again = 2
    with explaining(folder):
        while path.exists() or path.is_symlink():
            path = folder / f"{stem}-{again}.db"
            again += 1
    return path


def copy_database(source: Path, target: Path) -> Path:
    """Copy the whole database `source`, also while it is being written, into the single file `target`; compressed where
    its name says so.

    `target` appears only when complete and found sound. Raises DrillgrokError.
    """
    with existing(source) as connection:
        return copy_open(connection, target, where=source)


def copy_open(source: sqlite3.Connection, target: Path, *, where: Path | None = None) -> Path:
    """The same of a database that is open, wherever its file lies now. Raises DrillgrokError."""
    with explaining(target):
        private_folder(target.parent)
        part = part_beside(target)
    try:
        with explaining(part):
            _make_private(part)
            with closing(sqlite3.connect(part)) as to:
                source.backup(to)
                to.execute("PRAGMA journal_mode=DELETE")  # one file, no companions
        check_whole(part, where=where, mend=HELP)
        if target.suffix == COMPRESSED:
            _compress(part)
        with explaining(target):
            put(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _make_private(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def _compress(part: Path) -> None:
    """The same file compressed, read back to its end before it counts."""
    from drillgrok.console.zstd import zstd

    packed = part.with_name(f"{part.name}{COMPRESSED}")
    with explaining(part):
        try:
            _make_private(packed)
            how: dict[int, int] = {
                zstd.CompressionParameter.compression_level: _ZSTD_LEVEL,
                zstd.CompressionParameter.checksum_flag: True,
            }
            with part.open("rb") as plain, packed.open("wb") as out:
                with zstd.open(out, "wb", options=how) as into:
                    shutil.copyfileobj(plain, into, _CHUNK)
                out.flush()
                os.fsync(out.fileno())
            with zstd.open(packed) as again:
                while again.read(_CHUNK):
                    pass
            packed.replace(part)
        finally:
            packed.unlink(missing_ok=True)


@contextmanager
def plain_copy(path: Path) -> Iterator[Path]:
    """The copy at `path` as a database that can be opened: itself, or unpacked beside the copies for as long as the
    block lasts. Raises DrillgrokError where it is damaged."""
    if path.suffix != COMPRESSED:
        yield path
        return
    from drillgrok.console.zstd import zstd

    with explaining(path):
        part = part_beside(path)
        try:
            _make_private(part)
            with zstd.open(path) as packed, part.open("wb") as out:
                shutil.copyfileobj(packed, out, _CHUNK)
            yield part
        except (zstd.ZstdError, EOFError):
            raise DrillgrokError("This copy is damaged.", where=str(path), mend="Choose another copy.") from None
        finally:
            part.unlink(missing_ok=True)


def check_whole(path: Path, *, where: Path | None = None, mend: str = "Choose another copy.") -> None:
    """Raise DrillgrokError, about `where` if that is given, unless SQLite finds the database at `path` sound."""
    with existing(path) as connection:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise DrillgrokError("The database is damaged.", where=str(where or path), mend=mend)


def replace_database(database: Path, copy: Path) -> Path | None:
    """Put `copy`, a database of one file, in the place of `database`, or of what that links to; the file that was there
    is kept, its new path returned.

    None when there was no database. Raises DrillgrokError when another program has the database open.
    """
    place = Path(os.path.realpath(database))  # a link that stays is still shared with whoever follows it
    if not place.parent.is_dir() and database.is_symlink():
        raise DrillgrokError("There is no such folder.", where=str(place.parent), mend=f"{database} leads there.")
    staged = copy_database(copy, place.with_name(f"{place.name}.restored"))
    try:
        with ExitStack() as held:
            kept = None
            before = fresh_name(database, "before-restore")
            if place.exists():
                file = held.enter_context(_alone(place))
                kept = _set_aside(file, before)
            _move_companions(place, before)
            if os.name != "posix":  # elsewhere no file can be replaced that is open, so that nobody can be at it
                held.close()
            with explaining(place):
                put(staged, place)
    finally:
        staged.unlink(missing_ok=True)
    return kept


def remove_copy(copy: Path) -> None:
    """Take a copy away, with what was set aside beside it. Raises OSError."""
    for end in ("", *_COMPANIONS):
        copy.with_name(f"{copy.name}{end}").unlink(missing_ok=True)


def sweep_folder(database: Path) -> None:
    """Take away what killed programs left half done, beside the database and among its copies."""
    for folder in {database.parent, Path(os.path.realpath(database)).parent, folder_beside(database)}:
        for left in (*folder.glob(".*.part*"), *folder.glob("*.part"), *folder.glob("*.restored")):
            sweep(left)


@contextmanager
def _alone(database: Path) -> Iterator[BinaryIO]:
    """The database's one file, its write-ahead log folded in, at which nobody else can be until the block ends. Refused
    while anyone else has it open; one that is damaged can be locked by nobody."""
    with (
        explaining(database),
        database.open("rb") as file,  # closed last: closing a file anywhere lets go of all the locks on it
        closing(sqlite3.connect(database, isolation_level=None)) as connection,
    ):
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("BEGIN EXCLUSIVE")
            if connection.execute("PRAGMA journal_mode").fetchone() == ("wal",):  # somebody has just opened it again
                raise BusyError(IN_USE[0], where=str(database), mend=IN_USE[1])
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
                raise
        yield file


def _set_aside(file: BinaryIO, kept: Path) -> Path:
    """Copy the present database's file to `kept`."""
    with explaining(kept):
        private_folder(kept.parent)
        part = part_beside(kept)
        try:
            _make_private(part)
            with part.open("wb") as out:
                shutil.copyfileobj(file, out, _CHUNK)
                out.flush()
                os.fsync(out.fileno())
            shutil.copystat(file.name, part)
            put(part, kept)
        finally:
            part.unlink(missing_ok=True)
    return kept


def _move_companions(database: Path, kept: Path) -> None:
    """Leave no write-ahead log behind that another database would take for its own: of one that is damaged, or that
    somebody has taken away without it."""
    for companion in _COMPANIONS:
        beside = database.with_name(database.name + companion)
        with explaining(beside):
            if beside.exists():
                private_folder(kept.parent)
                shutil.move(beside, kept.with_name(kept.name + companion))
