"""Copies that are made by themselves, how they thin out, and what is brought back from them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random

import pytest

from drillgrok.days import DAY_MS
from drillgrok.errors import DrillgrokError
from drillgrok.model.log import Moment
from drillgrok.store.backup import copy_database, fresh_name, plain_copy, sweep_folder
from drillgrok.store.copies import LostError, copies, keep_daily, newest_good, to_keep
from drillgrok.store.engine import make_engine
from drillgrok.store.health import examine
from drillgrok.store.journal import read_responses
from drillgrok.store.upgrade import ensure_current

NOON_MS = 1_767_268_800_000
TODAY = NOON_MS // DAY_MS


def at(days: int = 0) -> Moment:
    return Moment(NOON_MS + days * DAY_MS, 0)


def overwrite(path: Path, place: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(data)


def test_a_copy_is_made_once_a_day_and_holds_everything(desk, database, response) -> None:
    assert keep_daily(database, at()) is None  # nothing has been answered
    desk.journal.append(response(1))
    copy = keep_daily(database, at())
    desk.journal.append(response(2))
    assert keep_daily(database, at()) is None
    assert keep_daily(database, at(1)) is not None
    found = copies(database)
    assert [(one.why, one.responses) for one in found] == [("daily", 2), ("daily", 1)]
    with plain_copy(copy) as plain:
        engine = make_engine(plain)
        assert read_responses(engine, desk.run.id) == (response(1),)
        engine.dispose()
    assert sorted(path.suffix for path in copy.parent.iterdir()) == [".zst", ".zst"]


def test_copies_thin_out_to_days_weeks_and_months() -> None:
    kept = to_keep(range(TODAY - 999, TODAY + 1), TODAY)
    ages = sorted(TODAY - day for day in kept)
    assert ages[:14] == list(range(14))
    assert len([age for age in ages if 14 <= age < 70]) in {8, 9}
    months = {(on.year, on.month) for day in kept if TODAY - day >= 70 for on in [date.fromordinal(719_163 + day)]}
    assert len([age for age in ages if age >= 70]) == len(months)
    assert to_keep(kept, TODAY) == kept


def test_thinning_every_day_keeps_what_thinning_once_would(desk) -> None:
    """Whatever days are skipped, a copy of every month stays, and no more than a few dozen in all."""
    rng, kept = Random(7), frozenset[int]()
    days = sorted(rng.sample(range(TODAY - 900, TODAY + 1), 500))
    for day in days:
        kept = to_keep({*kept, day}, day)
    months = {(on.year, on.month) for day in days for on in [date.fromordinal(719_163 + day)]}
    assert {(on.year, on.month) for day in kept for on in [date.fromordinal(719_163 + day)]} == months
    assert len(kept) <= 14 + 9 + len(months)


def test_no_copy_is_made_of_a_damaged_database(desk, database, response) -> None:
    desk.journal.append(response(1))
    desk.engine.dispose()
    overwrite(database, 5 * 4096, b"\xa5" * 3 * 4096)
    for target in (fresh_name(database, "backup"), database.with_name("copy.db.zst")):
        with pytest.raises(DrillgrokError, match="damaged"):
            copy_database(database, target)
        assert not target.exists()
    assert not [path for path in database.parent.rglob("*") if ".part" in path.name]


def test_an_empty_or_broken_database_beside_copies_offers_the_newest_good_one(desk, database, response) -> None:
    desk.journal.append(response(1))
    good = keep_daily(database, at())
    desk.journal.append(response(2))
    bad = keep_daily(database, at(1))
    overwrite(bad, 200, b"\0" * 100)
    desk.engine.dispose()
    for broken in (b"", b"this is no database at all", None):
        database.unlink() if broken is None else database.write_bytes(broken)
        with pytest.raises(LostError) as lost:
            ensure_current(database)
        assert lost.value.copy.path == good
        assert str(good) in str(lost.value)
        assert str(good) in " ".join(examine(database).problems)
        assert database.exists() is (broken is not None)


def test_a_database_that_holds_less_than_its_copy_is_found_out(desk, database, response) -> None:
    desk.journal.append(response(1))
    desk.engine.dispose()
    before = database.read_bytes()
    engine = make_engine(database)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    engine.dispose()
    before = database.read_bytes()
    desk.sit_down().append(response(2))
    desk.engine.dispose()
    keep_daily(database, at())
    database.write_bytes(before)
    assert "holds 2 responses, more than the database" in " ".join(examine(database).problems)


def test_what_killed_programs_left_is_swept_away(database) -> None:
    for name in (".drillgrok.db.1.part", "copy.db.part", "drillgrok.db.restored"):
        left = database.parent / name
        left.touch()
        os.utime(left, (0, 0))
    sweep_folder(database)
    assert [path.name for path in database.parent.iterdir()] == [database.name]


def test_no_good_copy_is_none(database) -> None:
    assert newest_good(database) is None
