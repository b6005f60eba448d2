"""What is left of a damaged database, read row by row into a new one, and filled up from a copy. The damaged files are
never opened themselves, only a copy of them. Standard library, and the schema of the new database."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from drillgrok.console.files import part_beside, private_folder, put
from drillgrok.errors import DrillgrokError
from drillgrok.store.backup import plain_copy
from drillgrok.store.columns import is_worth_saving
from drillgrok.store.copies import newest_good
from drillgrok.store.failures import explaining
from drillgrok.store.upgrade import ensure_current

_FRAMES: Final = ("learner", "deck_version", "run", "session", "response")
"""Parents first; what of them is lost can be stood in for."""
_BESIDE: Final = (
    *("tombstone", "intake", "session_shortcuts", "mark", "marked", "copy_time", "verdict"),
    *("deck_choice", "deck_standing", "practice_day"),
)
"""What says nothing without what it speaks of, and who was deleted. What is made again from the log is not saved."""
_BLOCK: Final = 256
"""Rows that are asked for at once; where a block cannot be read, each by itself."""
_FARTHEST: Final = 200
"""Rows that a page holds at most, by which the last one's number is guessed where nothing tells it."""
_LAST: Final = 2**62
"""No row is believed to have a higher number."""
_UNKNOWN: Final = "unknown"

Row = tuple[Any, ...]


@dataclass
class Salvaged:
    """What came of it."""

    read: Counter[str] = field(default_factory=Counter)
    """Rows by table that the damaged database gave."""
    refused: Counter[str] = field(default_factory=Counter)
    """Rows by table that could be read and made no sense."""
    from_copy: Counter[str] = field(default_factory=Counter)
    """Rows by table that a copy still had."""
    copy: Path | None = None
    missing: int = 0
    """Responses that are known to have been there: each run counts its own from 1."""

    @property
    def responses(self) -> int:
        """How many the new database holds."""
        return self.read["response"] + self.from_copy["response"]


def salvage(database: Path, target: Path) -> Salvaged:
    """Save what can be read of `database` into a new database `target`, which appears only when it is done.

    Raises DrillgrokError where nothing can be read at all, or `target` cannot be written.
    """
    done = Salvaged()
    with explaining(target):
        private_folder(target.parent)
        part = part_beside(target)
    try:
        ensure_current(part)
        with explaining(target), closing(sqlite3.connect(part, isolation_level=None)) as new:
            copy = newest_good(database)
            with _laid_aside(database) as damaged, plain_copy(copy.path) if copy else nullcontext() as plain:
                for tables in (_FRAMES, _BESIDE):
                    new.execute(f"PRAGMA foreign_keys={'OFF' if tables is _FRAMES else 'ON'}")
                    _save(damaged, new, tables, done.read, done.refused)
                    if plain is not None:
                        _save(plain, new, tables, done.from_copy, Counter())
                    if tables is _FRAMES:
                        _adopt_orphans(new)
            done.copy = copy.path if copy and done.from_copy else None
            done.missing = _missing(new)
            new.execute("PRAGMA journal_mode=DELETE")
        if not done.responses:
            raise DrillgrokError("Nothing in it can be read any more.", where=str(database), mend="Bring back a copy.")
        with explaining(target):
            put(part, target)
    finally:
        for end in ("", "-wal", "-shm"):
            part.with_name(f"{part.name}{end}").unlink(missing_ok=True)
    return done


@contextmanager
def _laid_aside(database: Path) -> Iterator[Path]:
    """A copy of the damaged files in a folder of its own: SQLite may write to it what it likes."""
    with explaining(database), TemporaryDirectory(prefix="drillgrok-", ignore_cleanup_errors=True) as folder:
        place = Path(folder, "damaged.db")
        for end in ("", "-wal"):
            source = database.with_name(f"{database.name}{end}")
            if source.exists():
                shutil.copyfile(source, f"{place}{end}")
        yield place


def _save(
    source: Path, new: sqlite3.Connection, tables: Iterable[str], taken: Counter[str], refused: Counter[str]
) -> None:
    """Every row of every table that the source still gives and the new database does not have yet."""
    with closing(sqlite3.connect(source, isolation_level=None)) as old:
        old.text_factory = lambda data: data.decode("utf-8", "replace")
        for table in tables:
            columns = [name for _, name, *_ in new.execute(f"PRAGMA table_info({table})")]
            kept = _columns(old, table, columns)
            marks = ",".join("?" * (len(kept) + 1))
            into = f"INSERT INTO {table}(rowid,{','.join(kept)}) VALUES({marks})"
            there = {rowid for (rowid,) in new.execute(f"SELECT rowid FROM {table}")}
            new.execute("BEGIN")
            for row in _rows(old, table, kept, source.stat().st_size):
                if row[0] in there:
                    continue
                if not is_worth_saving(table, kept, row[1:]):
                    refused[table] += 1
                    continue
                try:
                    new.execute(into, row)
                    taken[table] += 1
                except (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, OverflowError):
                    refused[table] += 1
            new.execute("COMMIT")


def _columns(old: sqlite3.Connection, table: str, wanted: list[str]) -> list[str]:
    """Those columns of the new table that the old one has; where its description is gone, all of them."""
    with suppress(sqlite3.DatabaseError):
        there = {name for _, name, *_ in old.execute(f"PRAGMA table_info({table})")}
        return [name for name in wanted if name in there] or wanted
    return wanted


def _rows(old: sqlite3.Connection, table: str, columns: list[str], size_bytes: int) -> Iterator[Row]:
    """The rows that can be read, by their numbers: what lies on a damaged page is passed over, and where no rows are,
    the next one is gone to. Numbers that the file has no room for are believed only as long as they lead to rows: a
    damaged page may name any number as the last."""
    chosen = f"SELECT rowid,{','.join(columns)} FROM {table} WHERE rowid BETWEEN ? AND ?"
    first, room = 1, size_bytes // 4096 * _FARTHEST
    try:
        old.execute(f"SELECT rowid FROM {table} WHERE 0").close()
    except sqlite3.DatabaseError:
        return  # what the tables are is lost, so no row of any can be asked for
    while first < _LAST:
        following = _following(old, table, first)
        if following is None and first > room:
            return
        first = max(following or 0, first)
        try:
            yield from old.execute(chosen, (first, first + _BLOCK - 1)).fetchall()
        except (sqlite3.DatabaseError, OverflowError):
            for one in range(first, first + _BLOCK):
                with suppress(sqlite3.DatabaseError, OverflowError):
                    yield from old.execute(chosen, (one, one)).fetchall()
        first += _BLOCK


def _following(old: sqlite3.Connection, table: str, first: int) -> int | None:
    """The number of the first row from `first` on; None where there is none, or none can be told."""
    with suppress(sqlite3.DatabaseError):
        (found,) = old.execute(f"SELECT min(rowid) FROM {table} WHERE rowid >= ?", (first,)).fetchone()
        return found if found is not None and found >= first else None
    return None


def _adopt_orphans(new: sqlite3.Connection) -> None:
    """Give responses whose session, run or learner is lost ones of which nothing is known, so that they can be looked
    at and exported; a run whose deck is lost can be looked at, and not continued."""
    new.executescript(f"""
        BEGIN;
        INSERT INTO session(id, run_id, started_utc_ms, started_offset_min, pressure)
            SELECT session_id, run_id, min(utc_ms), min(offset_min), min(pressure) FROM response
            WHERE session_id NOT IN (SELECT id FROM session) GROUP BY session_id;
        INSERT INTO learner(name) SELECT '{_UNKNOWN}' WHERE NOT EXISTS (SELECT 1 FROM learner WHERE name = '{_UNKNOWN}')
            AND (EXISTS (SELECT 1 FROM session WHERE run_id NOT IN (SELECT id FROM run))
                OR EXISTS (SELECT 1 FROM run WHERE learner_id NOT IN (SELECT id FROM learner)));
        INSERT INTO run(id, learner_id, deck_id, number, primed, imported, started_utc_ms, started_offset_min)
            SELECT run_id, (SELECT id FROM learner WHERE name = '{_UNKNOWN}'), '{_UNKNOWN}',
                row_number() OVER (ORDER BY min(started_utc_ms)), 0, 1, min(started_utc_ms), min(started_offset_min)
            FROM session WHERE run_id NOT IN (SELECT id FROM run) GROUP BY run_id;
        UPDATE run SET learner_id = (SELECT id FROM learner WHERE name = '{_UNKNOWN}'), number = rowid + 1000000
            WHERE learner_id NOT IN (SELECT id FROM learner);
        UPDATE run SET imported = 1, deck_hash = NULL WHERE deck_hash NOT IN (SELECT hash FROM deck_version);
        UPDATE session SET deck_hash = NULL WHERE deck_hash NOT IN (SELECT hash FROM deck_version);
        COMMIT;
    """)


def _missing(new: sqlite3.Connection) -> int:
    gaps = new.execute("SELECT max(seq) - count(*) FROM response GROUP BY run_id").fetchall()
    return sum(gap for (gap,) in gaps)
