"""One person's data goes for good: all of it, nobody else's, and it does not come back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from drillgrok.errors import DrillgrokError
from drillgrok.model.item import AnswerKind
from drillgrok.model.log import Mark, MarkKind, Moment
from drillgrok.planning.history import ChoiceKind
from drillgrok.store import schema
from drillgrok.store.backup import copy_database, fresh_name
from drillgrok.store.choices import keep_choice
from drillgrok.store.copies import keep_daily
from drillgrok.store.engine import make_engine
from drillgrok.store.erasure import copies_that_hold, erase, holdings, leave_only
from drillgrok.store.export import log_lines
from drillgrok.store.health import examine
from drillgrok.store.import_log import import_log
from drillgrok.store.learners import all_learners, rename_learner, save_copy_time
from drillgrok.store.verdicts import StoredVerdict, keep_checkpoint, keep_verdict

SCHEMAS = Path(__file__).parents[1] / "schemas"
SECRET = "the ones with a long tail felt alike"
IMPERSONAL = {"deck_version", "tombstone"}


@pytest.fixture
def two(store: Engine, desk_at: Callable, response: Callable, noon: Moment) -> Engine:
    """Ada and Bo, each with everything that can be kept of a person."""
    for name in ("ada", "bo"):
        desk = desk_at(store, name)
        for seq in range(1, 5):
            desk.journal.append(response(seq, answer=f"{name}-{seq}"))
        desk.journal.mark(Mark(MarkKind.UNDONE, noon, (4,)))
        desk.journal.mark(Mark(MarkKind.NOTE, noon, text=f"{name}: {SECRET}"))
        keep_choice(store, desk.learner, "lantern-31", ChoiceKind.SET_ASIDE, noon)
        save_copy_time(store, desk.learner, AnswerKind.DIGITS, (900, 870, 1200), noon)
        keep_verdict(store, desk.run.id, desk.session, StoredVerdict(4, noon, "unclear", f"{name}, go on.", "{}"))
        with store.begin() as connection:
            keep_checkpoint(connection, desk.run.id, seq=4, model_version=1, state=b"state")
    store.dispose()
    return store


def rows(database: Path) -> dict[str, int]:
    with closing(sqlite3.connect(database)) as connection:
        return {
            table.name: connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]
            for table in schema.metadata.sorted_tables
        }


def test_every_table_says_whose_its_rows_are_so_that_none_can_be_forgotten() -> None:
    personal = {"run_key", "run_id", "learner_id", "session_id"}
    for table in schema.metadata.sorted_tables:
        if table.name not in IMPERSONAL | {"learner"}:
            assert personal & set(table.columns.keys()), table.name


def test_what_goes_is_counted_first(two: Engine, database: Path) -> None:
    found = holdings(database, "ada")
    assert (found.decks, found.runs, found.sessions, found.responses) == (("lantern-31",), 1, 1, 4)
    assert (found.marks, found.verdicts, found.copy_times) == (2, 1, 1)


def test_all_of_one_learner_goes_and_all_of_the_other_stays(two: Engine, database: Path) -> None:
    before, of_bo = rows(database), "".join(log_lines(two, learner="bo"))
    two.dispose()
    erase(database, "ada", 7)
    after = rows(database)
    personal = {name for name in before if name not in IMPERSONAL}
    assert {name: after[name] for name in personal} == {name: before[name] // 2 for name in personal}
    assert "".join(log_lines(two)) == of_bo
    assert examine(database).problems == ()


def test_nothing_of_it_is_left_in_the_files(two: Engine, database: Path) -> None:
    erase(database, "ada", 7)
    for file in database.parent.glob(f"{database.name}*"):
        assert b"ada" not in file.read_bytes()
    assert b"bo: " + SECRET.encode() in database.read_bytes()


def test_every_dump_of_a_past_release_loses_its_learner_whole(tmp_path: Path) -> None:
    database = tmp_path / "drillgrok.db"
    newest = max(SCHEMAS.glob("*.sql"))
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(newest.read_text(encoding="utf-8"))
    for name in ("ada", "bo"):
        erase(database, name, 7)
    left = {name for name, count in rows(database).items() if count}
    assert left == {"tombstone"}


def test_what_was_deleted_does_not_come_back_by_import(two: Engine, database: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("".join(log_lines(two, learner="ada")), encoding="utf-8")
    two.dispose()
    erase(database, "ada", 7)
    with pytest.raises(DrillgrokError, match="deleted here with its learner"):
        import_log(two, log)
    assert [one.name for one in all_learners(two)] == ["bo"]


def test_rows_of_the_log_still_cannot_be_deleted_by_anybody_else(two: Engine, database: Path) -> None:
    erase(database, "ada", 7)
    with closing(sqlite3.connect(database)) as connection:
        for table in ("response", "mark", "marked", "verdict"):
            with pytest.raises(sqlite3.IntegrityError, match="never change"):
                connection.execute(f"DELETE FROM {table}")


def test_copies_are_found_by_name_and_by_runs_from_under_an_earlier_name(two: Engine, database: Path) -> None:
    both = copy_database(database, fresh_name(database, "backup"))
    rename_learner(two, "ada", "grace")
    two.dispose()
    (held,) = copies_that_hold(database, "grace")
    assert (held.copy.path, held.others) == (both, 1)
    assert copies_that_hold(database, "bo")[0].others == 1
    erase(database, "grace", 7)
    copy_database(database, fresh_name(database, "without"))
    assert [one.copy.path for one in copies_that_hold(database, "bo")] != []


def test_a_copy_that_cannot_be_read_may_hold_anybody(two: Engine, database: Path) -> None:
    copy = copy_database(database, fresh_name(database, "backup"))
    copy.write_bytes(b"wreckage")
    (held,) = copies_that_hold(database, "ada")
    assert held.others is None


def test_a_copy_that_was_kept_is_no_sign_of_loss(two: Engine, database: Path) -> None:
    keep_daily(database, Moment(1_767_268_800_000, 0))
    erase(database, "ada", 1_767_268_900_000)
    assert examine(database).problems == ()


def test_while_another_window_is_open_nothing_is_deleted(two: Engine, database: Path) -> None:
    engine = make_engine(database)
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM learner").fetchone()
        with pytest.raises(DrillgrokError, match="in use"):
            erase(database, "ada", 7)
    engine.dispose()
    assert holdings(database, "ada").responses == 4


def test_what_fails_half_way_leaves_everything_as_it_was(two: Engine, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TRIGGER stop BEFORE DELETE ON learner BEGIN SELECT RAISE(ABORT, 'no'); END")
        connection.commit()
    before = rows(database)
    with pytest.raises(DrillgrokError):
        erase(database, "ada", 7)
    assert rows(database) == before


def test_a_copy_can_be_left_with_one_learner_alone(two: Engine, database: Path, tmp_path: Path) -> None:
    own = shutil.copy(database, tmp_path / "own.db")
    of_ada = "".join(log_lines(two, learner="ada"))
    two.dispose()
    leave_only(own, "ada")
    engine = make_engine(own)
    assert "".join(log_lines(engine)) == of_ada
    engine.dispose()
    assert rows(own)["tombstone"] == 0
    assert b"bo: " not in own.read_bytes()


@pytest.mark.parametrize("act", [holdings, lambda database, name: erase(database, name, 7), leave_only])
def test_a_learner_who_is_not_there_is_told(act: Callable, two: Engine, database: Path) -> None:
    with pytest.raises(DrillgrokError, match="no learner 'eve'"):
        act(database, "eve")


def test_a_renamed_learner_keeps_everything_and_takes_nobody_elses_name(two: Engine) -> None:
    rename_learner(two, "ada", " grace ")
    assert [(one.name, one.decks, one.responses) for one in all_learners(two)] == [("bo", 1, 4), ("grace", 1, 4)]
    with pytest.raises(DrillgrokError, match="two people cannot become one"):
        rename_learner(two, "grace", "bo")
    with pytest.raises(DrillgrokError, match="no learner 'ada'"):
        rename_learner(two, "ada", "eve")
    with pytest.raises(DrillgrokError, match="A learner's name"):
        rename_learner(two, "bo", "\x1b[31m")
