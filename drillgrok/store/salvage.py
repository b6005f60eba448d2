"""What is left of a damaged database, read row by row into a new one, and filled up from a copy. The damaged files are
never opened themselves, only a copy of them. Standard library, and the schema of the new database."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from drillgrok.console.files import part_beside, private_folder, put
from drillgrok.errors import DrillgrokError
from drillgrok.store.backup import plain_copy
from drillgrok.store.columns import is_worth_saving
from drillgrok.store.copies import best_good
from drillgrok.store.failures import explaining
from drillgrok.store.salvage_keys import Names, stand_in_run, unknown_learner
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
_KEYED: Final = frozenset({"run", "session"})
"""Tables whose rows have an id for the world; theirs is what tells whether a row is there."""
_EARLIER: Final = {"key": "rowid", "run_key": "run_id", "session_key": "session_id"}
"""What columns were before revision 0008."""

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
            copy = best_good(database)
            with _laid_aside(database) as damaged, plain_copy(copy.path) if copy else nullcontext() as plain:
                _save_all(new, damaged, plain, done)
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


@dataclass(frozen=True, slots=True)
class _Source:
    """A database that rows are taken from."""

    old: sqlite3.Connection
    size_bytes: int
    names: Names
    taken: Counter[str]
    refused: Counter[str]


@contextmanager
def _opened(path: Path, names: Names, taken: Counter[str], refused: Counter[str]) -> Iterator[_Source]:
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.text_factory = lambda data: data.decode("utf-8", "replace")
        yield _Source(old, path.stat().st_size, names, taken, refused)


def _save_all(new: sqlite3.Connection, damaged: Path, copy: Path | None, done: Salvaged) -> None:
    """Every table from the damaged database, and then what of it the copy still has; what rows speak of comes first."""
    of_copy = Names(new)
    with ExitStack() as stack:
        sources = [stack.enter_context(_opened(damaged, Names(new, of_copy), done.read, done.refused))]
        if copy is not None:
            sources.append(stack.enter_context(_opened(copy, of_copy, done.from_copy, Counter())))
        for tables in (_FRAMES, _BESIDE):
            new.execute(f"PRAGMA foreign_keys={'OFF' if tables is _FRAMES else 'ON'}")
            for table, source in product(tables, sources):
                new.execute("BEGIN")
                _save(source, new, table)
                new.execute("COMMIT")
            if tables is _FRAMES:
                _adopt_orphans(new)


def _save(source: _Source, new: sqlite3.Connection, table: str) -> None:
    """Every row of the table that the source still gives and the new database does not have yet."""
    columns = _columns(source.old, table, [name for _, name, *_ in new.execute(f"PRAGMA table_info({table})")])
    kept = ["rowid", *columns]
    into = f"INSERT INTO {table}({','.join(kept)}) VALUES({','.join('?' * len(kept))})"
    is_there = _by_id(source, new, table) if table in _KEYED else _by_number(new, table)
    for values in _rows(source.old, table, list(columns.values()), source.size_bytes):
        row = dict(zip(kept, values, strict=True))
        if is_there(row):
            continue
        if not is_worth_saving(table, kept, values):
            source.refused[table] += 1
            continue
        try:
            _translate(table, row, source.names)
            new.execute(into, tuple(row.values()))
            source.taken[table] += 1
        except (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, OverflowError):
            source.refused[table] += 1


def _by_number(new: sqlite3.Connection, table: str) -> Callable[[dict[str, Any]], bool]:
    there = {number for (number,) in new.execute(f"SELECT rowid FROM {table}")}
    return lambda row: row["rowid"] in there


def _by_id(source: _Source, new: sqlite3.Connection, table: str) -> Callable[[dict[str, Any]], bool]:
    """Of a run or a session its id tells; one whose key another has gets a new key."""
    there = dict(new.execute(f"SELECT id, key FROM {table}"))
    taken = set(there.values())

    def is_there(row: dict[str, Any]) -> bool:
        source.names.learn(table, row)
        if row["key"] in taken:
            row["rowid"] = row["key"] = None
        return row["id"] in there

    return is_there


def _translate(table: str, row: dict[str, Any], names: Names) -> None:
    """Let a row name its run and its session as the new database does."""
    if table == "response":
        row["run_key"], row["session_key"] = names.place(row)
    elif table == "marked":
        row["run_key"] = names.run_key(row["run_key"])


def _columns(old: sqlite3.Connection, table: str, wanted: list[str]) -> dict[str, str]:
    """Those columns of the new table that the old one has, and what they are called there; where its description is
    gone, all of them as they are called now."""
    with suppress(sqlite3.DatabaseError):
        there = {name for _, name, *_ in old.execute(f"PRAGMA table_info({table})")}
        called = {name: name if name in there else _EARLIER.get(name, "") for name in wanted}
        found = {name: earlier for name, earlier in called.items() if earlier in {*there, "rowid"}}
        if there and found:
            return found
    return {name: name for name in wanted}


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
    """Give sessions and runs whose run or learner is lost ones of which nothing is known; a run whose deck is lost can
    be looked at, and not continued."""
    new.execute("BEGIN")
    orphans = "run_id NOT IN (SELECT id FROM run) GROUP BY run_id ORDER BY min(started_utc_ms)"
    began = f"SELECT run_id, min(started_utc_ms), min(started_offset_min) FROM session WHERE {orphans}"
    for run_id, utc_ms, offset_min in new.execute(began).fetchall():
        stand_in_run(new, run_id, utc_ms, offset_min)
    if new.execute("SELECT 1 FROM run WHERE learner_id NOT IN (SELECT id FROM learner)").fetchone():
        change = "UPDATE run SET learner_id = ?, number = key + 1000000"
        new.execute(f"{change} WHERE learner_id NOT IN (SELECT id FROM learner)", (unknown_learner(new),))
    lost = "deck_hash = NULL WHERE deck_hash NOT IN (SELECT hash FROM deck_version)"
    new.execute(f"UPDATE run SET imported = 1, {lost}")
    new.execute(f"UPDATE session SET {lost}")
    new.execute("COMMIT")


def _missing(new: sqlite3.Connection) -> int:
    gaps = new.execute("SELECT max(seq) - count(*) FROM response GROUP BY run_key").fetchall()
    return sum(gap for (gap,) in gaps)
