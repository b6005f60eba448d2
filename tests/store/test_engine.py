"""How the database is opened, and who may write when."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from drillgrok.errors import DrillgrokError
from drillgrok.store.database import open_store
from drillgrok.store.engine import make_engine, reading, writing
from drillgrok.store.learners import learner_named


def test_every_connection_is_durable_and_checks_foreign_keys(store):
    with store.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 60000}


def test_what_can_be_made_again_is_written_without_waiting_for_the_disk_and_the_next_answer_is_not(store):
    synchronous = []
    for durable in (True, False, False, True):
        with writing(store, durable=durable) as connection:
            synchronous.append(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())
    assert synchronous == [2, 1, 1, 2]


def test_a_writer_holds_the_lock_from_its_first_read_so_that_it_is_never_refused_halfway(store, database):
    with writing(store) as connection:
        connection.execute(text("SELECT count(*) FROM learner"))
        with (
            closing(sqlite3.connect(database, timeout=0)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("INSERT INTO learner (name) VALUES ('bo')")
        connection.execute(text("INSERT INTO learner (name) VALUES ('ada')"))
    assert learner_named(store, "ada").id == 1


def test_a_reader_that_turned_writer_would_be_refused_at_once(store, database):
    def read_then_write() -> None:
        with reading(store) as connection:
            connection.execute(text("SELECT count(*) FROM learner")).all()
            with closing(sqlite3.connect(database, isolation_level=None)) as other:
                other.execute("INSERT INTO learner (name) VALUES ('bo')")
            connection.execute(text("INSERT INTO learner (name) VALUES ('ada')"))

    with pytest.raises(DrillgrokError, match="in use"):
        read_then_write()


def test_a_reader_sees_one_state_of_the_database_throughout(store, database):
    with reading(store) as connection:
        before = connection.scalar(text("SELECT count(*) FROM learner"))
        other = make_engine(database)
        learner_named(other, "bo")
        other.dispose()
        assert connection.scalar(text("SELECT count(*) FROM learner")) == before


def test_a_writer_that_raises_leaves_nothing_behind(store):
    def fail_after_writing() -> None:
        with writing(store) as connection:
            connection.execute(text("INSERT INTO learner (name) VALUES ('ada')"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_writing()
    with reading(store) as connection:
        assert connection.scalar(text("SELECT count(*) FROM learner")) == 0


def test_the_store_opens_at_paths_with_spaces_percent_signs_and_question_marks(tmp_path):
    path = tmp_path / "my data 100%20 ?mode=ro#" / "drill grok.db"
    with open_store(path) as engine:
        learner_named(engine, "ada")
    with open_store(path) as engine:
        assert learner_named(engine, "ada").id == 1
