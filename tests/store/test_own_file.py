"""A database that is moved, deleted or replaced while it is open: nothing is stored where nobody looks for it, and what
was stored is found again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from drillgrok.errors import BusyError, DrillgrokError
from drillgrok.store.backup import _alone, copy_database, fresh_name, replace_database
from drillgrok.store.copies import copies
from drillgrok.store.engine import make_engine
from drillgrok.store.journal import Journal, read_responses
from drillgrok.store.own_file import MovedError
from drillgrok.store.upgrade import ensure_current


def stored(path: Path, run_id: str) -> int:
    engine = make_engine(path)
    try:
        return len(read_responses(engine, run_id))
    finally:
        engine.dispose()


def test_nothing_is_stored_in_a_database_that_was_moved_away_and_all_before_lies_there(
    desk, database, response, tmp_path
) -> None:
    desk.journal.append(response(1))
    place = tmp_path / "elsewhere.db"
    database.rename(place)
    with pytest.raises(MovedError, match=r"was taken away .* nothing was stored"):
        desk.journal.append(response(2))
    desk.engine.dispose()
    assert stored(place, desk.run.id) == 1
    assert database.with_name(f"{database.name}-wal").stat().st_size == 0


def test_what_was_stored_in_a_database_that_was_deleted_is_kept_among_the_copies(desk, database, response) -> None:
    desk.journal.append(response(1))
    database.unlink()
    with pytest.raises(MovedError) as told:
        desk.journal.append(response(2))
    desk.engine.dispose()
    (copy,) = copies(database)
    assert str(copy.path) in str(told.value)
    assert stored(copy.path, desk.run.id) == 1


def test_a_folder_that_was_deleted_is_not_made_again(desk_at, new_database, response, tmp_path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    engine = make_engine(new_database(home))
    desk = desk_at(engine)
    desk.journal.append(response(1))
    shutil.rmtree(home)
    with pytest.raises(MovedError, match="is gone"):
        desk.journal.append(response(2))
    engine.dispose()
    assert not home.exists()


def test_nothing_is_stored_in_a_database_that_another_took_the_place_of(desk, database, response, new_database) -> None:
    folder = database.with_name("other")
    folder.mkdir()
    new_database(folder).replace(database)
    with pytest.raises(MovedError, match="Another file has taken the place"):
        desk.journal.append(response(1))
    desk.engine.dispose()


def test_a_pen_that_is_taken_up_later_does_not_write_into_another_file(desk, database, response, new_database) -> None:
    """The run is not in it."""
    desk.engine.dispose()
    folder = database.with_name("other")
    folder.mkdir()
    new_database(folder).replace(database)
    pen = make_engine(database)
    with pytest.raises(MovedError):
        Journal(pen, desk.run.id, desk.session).append(response(1))
    pen.dispose()


def test_an_engine_makes_no_file(tmp_path) -> None:
    engine = make_engine(tmp_path / "none.db")
    with pytest.raises(MovedError):
        engine.connect()
    assert not list(tmp_path.iterdir())


def test_a_new_database_is_not_made_beside_answers_of_one_that_is_gone(desk, database, response) -> None:
    desk.journal.append(response(1))
    log = database.with_name(f"{database.name}-wal")
    kept = log.read_bytes()
    desk.engine.dispose()
    database.unlink()
    log.write_bytes(kept)
    with pytest.raises(DrillgrokError, match="answers that belong into it lie here"):
        ensure_current(database)
    assert log.read_bytes() == kept


def test_nobody_writes_to_a_database_while_it_is_being_replaced(desk, database, response) -> None:
    desk.engine.dispose()
    pen = make_engine(database, patience_s=0)
    with _alone(database), pytest.raises(BusyError):
        Journal(pen, desk.run.id, desk.session).append(response(1))
    pen.dispose()
    desk.journal.append(response(1))


def test_a_copy_takes_the_place_of_what_a_link_leads_to(desk, database, response, tmp_path) -> None:
    desk.journal.append(response(1))
    copy = copy_database(database, fresh_name(database, "backup"))
    desk.journal.append(response(2))
    desk.engine.dispose()
    synced = tmp_path / "sync" / "drillgrok.db"
    synced.parent.mkdir()
    database.rename(synced)
    database.symlink_to("sync/drillgrok.db")
    kept = replace_database(database, copy)
    assert database.is_symlink()
    assert (stored(synced, desk.run.id), stored(kept, desk.run.id)) == (1, 2)
    assert sorted(path.name for path in synced.parent.iterdir()) == ["drillgrok.db"]


def test_a_copy_is_not_put_where_a_link_leads_to_no_folder(database, tmp_path) -> None:
    copy = copy_database(database, tmp_path / "copy.db")
    database.unlink()
    database.symlink_to(tmp_path / "not mounted" / "drillgrok.db")
    with pytest.raises(DrillgrokError, match="no such folder"):
        replace_database(database, copy)
    assert not (tmp_path / "not mounted").exists()


def test_nothing_begins_afresh_where_a_link_leads_to_no_database(tmp_path) -> None:
    link = tmp_path / "drillgrok.db"
    for target in ("none.db", "drillgrok.db"):
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        with pytest.raises(DrillgrokError, match="link leads to no file"):
            ensure_current(link)
        assert list(tmp_path.iterdir()) == [link]
