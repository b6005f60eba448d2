"""Copies of a learner's history, there and back, and looking it over."""

import sqlite3
from contextlib import closing

import pytest

from drillgrok import places
from drillgrok.errors import DrillgrokError
from drillgrok.store.backup import copy_database, folder_beside, fresh_name, replace_database
from drillgrok.store.engine import make_engine
from drillgrok.store.health import examine
from drillgrok.store.identity import HEAD
from drillgrok.store.journal import read_responses


def alone(path) -> bool:
    """The file has no write-ahead log beside it."""
    return not [beside for beside in path.parent.iterdir() if beside.name.startswith(path.name + "-")]


def test_copies_lie_where_places_says(home):
    assert folder_beside(places.database()) == places.backups()


def test_a_copy_made_during_practice_is_one_whole_file(desk, database, response, tmp_path):
    desk.journal.append(response(1))
    copy = copy_database(database, tmp_path / "copies" / "one.db")
    desk.journal.append(response(2))
    assert alone(copy)
    assert sorted(path.name for path in copy.parent.iterdir()) == ["one.db"]
    engine = make_engine(copy)
    assert read_responses(engine, desk.run.id) == (response(1),)
    engine.dispose()


def test_two_copies_in_one_second_do_not_overwrite_each_other(database):
    first = copy_database(database, fresh_name(database, "backup"))
    second = copy_database(database, fresh_name(database, "backup"))
    assert first != second
    assert first.exists()
    assert second.exists()


def test_a_copy_takes_the_place_of_the_database_and_the_old_one_is_kept(desk, database, response):
    desk.journal.append(response(1))
    copy = copy_database(database, fresh_name(database, "backup"))
    desk.journal.append(response(2))
    desk.engine.dispose()
    kept = replace_database(database, copy)
    for path, length in ((database, 1), (kept, 2)):
        engine = make_engine(path)
        assert len(read_responses(engine, desk.run.id)) == length
        engine.dispose()
        assert alone(path)


def test_a_database_that_is_open_elsewhere_is_not_replaced(desk, database, response):
    copy = copy_database(database, fresh_name(database, "backup"))
    desk.journal.append(response(1))
    with pytest.raises(DrillgrokError, match="in use by another program"):
        replace_database(database, copy)
    assert read_responses(desk.engine, desk.run.id) == (response(1),)


def test_a_damaged_database_can_be_replaced_and_is_kept(database):
    copy = copy_database(database, fresh_name(database, "backup"))
    database.write_bytes(b"something else entirely")
    kept = replace_database(database, copy)
    assert kept.read_bytes() == b"something else entirely"
    assert examine(database).problems == ()


def test_a_sound_database_has_no_problems(desk, database, response):
    desk.journal.append(response(1))
    health = examine(database)
    assert (health.revision, health.responses, health.problems) == (HEAD, 1, ())


def test_no_database_is_no_problem(tmp_path):
    assert examine(tmp_path / "drillgrok.db").problems == ()


def test_missing_guards_gaps_and_strays_are_found(desk, database, response):
    desk.journal.append(response(1))
    desk.journal.append(response(2))
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DROP TRIGGER response_refuses_delete")
        connection.execute("DELETE FROM response WHERE seq = 1")
        connection.execute("DELETE FROM session")
        connection.commit()
    problems = " ".join(examine(database).problems)
    assert "response_refuses_delete" in problems
    assert "Run 1 of lantern-31 counts to 2 but has 1 row." in problems
    assert "2 rows refer to a row" in problems  # the response that is left, and what its session looked for


def test_a_damaged_database_is_a_finding(tmp_path):
    path = tmp_path / "drillgrok.db"
    path.write_bytes(b"this is no database at all")
    assert "damaged" in examine(path).problems[0]
