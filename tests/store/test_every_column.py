"""Every column of every table has a meaning: a value that it cannot have is refused by the database or found by the
examination that `data doctor` makes."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Float, Integer, LargeBinary

from drillgrok.model.item import AnswerKind
from drillgrok.model.log import Mark, MarkKind
from drillgrok.planning.history import ChoiceKind
from drillgrok.store import schema
from drillgrok.store.choices import keep_choice
from drillgrok.store.columns import MEANINGS, NUMBERED
from drillgrok.store.engine import make_engine
from drillgrok.store.health import examine
from drillgrok.store.learners import save_copy_time
from drillgrok.store.verdicts import StoredVerdict, keep_verdict
from tests.helpers.responses import NOON, right_answer

COLUMNS: Final = [(table.name, column) for table in schema.metadata.sorted_tables for column in table.columns]
FREE: Final = {"response.answer", "mark.text", "verdict.words", "response.flags"}
"""Texts that may be empty."""
_RUN: Final = "(SELECT id FROM run LIMIT 1)"
_KEPT: Final = f"""
INSERT INTO deck_standing VALUES ((SELECT id FROM learner), 'lantern-31', 'plateau', 20454, 20460, 300, 20455)
    ON CONFLICT DO UPDATE SET phase = 'plateau', phase_day = 20454, passed_day = 20460, unseen = 300, rest_day = 20455;
INSERT INTO checkpoint VALUES ({_RUN}, 2, 1, X'01');
INSERT INTO history VALUES ({_RUN}, 'overview', 2, 1, X'01');
INSERT INTO intake VALUES ({_RUN}, 'flood', 1);
INSERT INTO tombstone VALUES ('6f9619ff-8b86-4d01-b42d-00cf4fc964ff', 1767268800000);
"""


def wrong_values(table: str, column: Column[Any]) -> Iterator[Any]:
    """What nothing of ours can have written, as SQL: of another type, out of every range, no text of any encoding."""
    kind, where = column.type, f"{table}.{column.name}"
    if column.nullable is False:
        yield "NULL"
    if isinstance(kind, LargeBinary):
        yield from ("'text'", "X''", "7")
        return
    yield "X'00FF'"
    if isinstance(kind, Boolean):
        yield from ("2", "-1", "'yes'", "0.5")
    elif isinstance(kind, Integer | BigInteger):
        yield from ("'many'", "1.5", "-1000000000000000")
        if where != "run.seed":
            yield "4611686018427387904"
        if column.name in {"calm_ms", "quick_ms", "number", "id", "key"}:
            yield "0"
    elif isinstance(kind, Float):
        yield from ("'even'", "-0.5", "9e999")
    else:
        yield from ("CAST(X'FF' AS TEXT)", "'a' || char(0)")
        if where not in FREE:
            yield "''"
        if column.name in {"split", "samples_ms", "record"}:
            yield from ("'{'", "'7'")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, _empty_database: Path, desk_at: Callable[..., Any]) -> Path:
    """A sound database with a row in every table."""
    path = Path(shutil.copy(_empty_database, tmp_path_factory.mktemp("full") / "drillgrok.db"))
    engine = make_engine(path)
    desk = desk_at(engine)
    for seq in (1, 2):
        desk.journal.append(right_answer(seq))
    desk.journal.mark(Mark(MarkKind.UNDONE, NOON, (2,)))
    save_copy_time(engine, desk.learner, AnswerKind.DIGITS, [800], NOON)
    keep_verdict(engine, desk.run.id, desk.session, StoredVerdict(2, NOON, "plateau", "Go on.", "{}"))
    keep_choice(engine, desk.learner, "lantern-31", ChoiceKind.MAIN, NOON)
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_KEPT)
        connection.execute("PRAGMA journal_mode=DELETE")
    return path


def test_a_database_with_a_row_in_every_table_is_sound(full: Path) -> None:
    assert examine(full).problems == ()
    with closing(sqlite3.connect(full)) as connection:
        for table in schema.metadata.tables:
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0], table


def test_every_column_has_a_meaning_numbers_its_rows_or_names_a_row_of_another_table() -> None:
    for table, column in COLUMNS:
        meant = column.name in MEANINGS.get(table, {}) or column.name == NUMBERED.get(table)
        in_a_pair = any(
            column.name in pair.column_keys for pair in schema.metadata.tables[table].foreign_key_constraints
        )
        assert meant or column.foreign_keys or in_a_pair, f"{table}.{column.name}"


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[f"{table}.{column.name}" for table, column in COLUMNS])
def test_a_wrong_value_is_refused_or_found(full: Path, tmp_path: Path, table: str, column: Column[Any]) -> None:
    sound = full.read_bytes()
    for number, value in enumerate(wrong_values(table, column)):
        spoilt = tmp_path / f"{number}.db"
        spoilt.write_bytes(sound)
        if is_taken(spoilt, table, column.name, value):
            assert examine(spoilt).problems, f"{table}.{column.name} = {value}"


def is_taken(path: Path, table: str, column: str, value: str) -> bool:
    """Put a value into every row of a column behind the guards; False where the database itself refuses."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("PRAGMA synchronous=OFF; BEGIN")
        guards = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        try:
            connection.execute(f"UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT max(rowid) FROM {table})")
        except (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.OperationalError):
            return False
        for _, sql in guards:
            connection.execute(sql)
        connection.execute("COMMIT")
    return True


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE run SET calm_ms = 100, quick_ms = 200", "less time for an answer on the calm clock"),
        ("UPDATE practice_day SET checked_right = 9", "more right checks than checks"),
    ],
)
def test_values_that_contradict_each_other_are_found(full: Path, tmp_path: Path, change: str, said: str) -> None:
    spoilt = tmp_path / "spoilt.db"
    spoilt.write_bytes(full.read_bytes())
    with closing(sqlite3.connect(spoilt)) as connection, connection:
        connection.execute(change)
    assert said in " ".join(examine(spoilt).problems)
