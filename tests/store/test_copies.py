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
from drillgrok.store.copies import LostError, best_good, copies, keep_daily, to_keep
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


def test_an_empty_or_broken_database_beside_copies_offers_the_best_good_one(desk, database, response) -> None:
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


def daily(database: Path, desk, response, on: Moment) -> Path:
    """One more answer, and a copy made while the clock says this."""
    seq = max((copy.responses or 0 for copy in copies(database)), default=0) + 1
    desk.journal.append(response(seq))
    made = keep_daily(database, on)
    assert made is not None
    return made


@pytest.mark.parametrize("wrong", [-9_000, 9_000], ids=["behind", "ahead"])
@pytest.mark.parametrize("turn", range(4))
def test_the_copy_with_most_answers_is_offered_whenever_the_clock_stood_wrong(
    desk, database, response, wrong, turn
) -> None:
    days = [-4, -3, -2, -1]
    days[turn] = wrong
    fullest = [daily(database, desk, response, at(day)) for day in days][-1]
    desk.engine.dispose()
    database.write_bytes(b"")
    with pytest.raises(LostError, match=", with 4 responses") as lost:
        ensure_current(database)
    assert lost.value.copy.path == fullest
    assert f"{fullest}" in " ".join(examine(database).problems)


def test_a_copy_made_by_hand_is_offered_where_it_holds_most(desk, database, response) -> None:
    """Its name does not tell how many."""
    daily(database, desk, response, at(-1))
    desk.journal.append(response(2))
    behind = copy_database(database, database.parent / "backups" / "drillgrok-backup-19700104T000000Z.db")
    assert best_good(database).path == behind


def test_a_copy_from_before_another_was_brought_back_is_not_offered_for_its_answers(desk, database, response) -> None:
    daily(database, desk, response, at(-9))
    fuller = daily(database, desk, response, at(-8))
    stem = "drillgrok-daily-20251231T120000Z-1.db.zst"
    (database.parent / "backups" / "drillgrok-before-restore-20251225T120000Z.db").write_bytes(b"what was there")
    less = fuller.with_name(stem)
    copies(database)[-1].path.rename(less)
    assert best_good(database).path == less


def test_one_sitting_with_a_clock_far_ahead_takes_no_copy_away(desk, database, response) -> None:
    made = [daily(database, desk, response, at(day)) for day in (-60, -53, -46, -39, -3, -2, -1, 0, 5_000, 1)]
    assert {copy.path for copy in copies(database)} >= set(made[4:])
    ahead = [daily(database, desk, response, at(day)) for day in range(5_001, 5_004)]
    assert {copy.path for copy in copies(database)} >= {*made[4:], *ahead}


def test_a_jump_of_the_clock_thins_nothing(desk, database, response) -> None:
    made = [daily(database, desk, response, at(day)) for day in range(-20, 1)]
    kept = {copy.path for copy in copies(database)}
    assert len(kept) < len(made)
    ahead = daily(database, desk, response, at(5_000))
    assert {copy.path for copy in copies(database)} == kept | {ahead}


def test_what_only_looks_like_a_copy_is_left_out(desk, database, response) -> None:
    good = daily(database, desk, response, at())
    folder = good.parent
    (folder / "drillgrok-daily-20301399T221129Z-99.db.zst").touch()
    (folder / "drillgrok-daily-00010101T000000Z-99.db.zst").touch()
    (folder / "drillgrok-daily-20300101T000000Z-99.db.zst").symlink_to("nowhere")
    (folder / "drillgrok-daily-20300102T000000Z-99.db.zst").symlink_to("drillgrok-daily-20300102T000000Z-99.db.zst")
    assert [copy.path for copy in copies(database)] == [good]


def in_the_way(folder: Path, what: str) -> None:
    """Put something else where the copies belong."""
    if folder.exists():
        folder.rename(folder.with_name("aside"))
    if what == "file":
        folder.touch()
    else:
        folder.symlink_to("nowhere" if what == "link to nothing" else folder.name)


@pytest.mark.parametrize("what", ["file", "link to nothing", "loop"])
def test_what_is_in_the_place_of_the_folder_of_copies_is_named_with_its_mend(desk, database, response, what) -> None:
    desk.journal.append(response(1))
    in_the_way(database.parent / "backups", what)
    for doing in (copies, best_good, lambda path: keep_daily(path, at()), lambda path: fresh_name(path, "backup")):
        with pytest.raises(DrillgrokError, match=r"in the place of the folder of copies\. Move it away"):
            doing(database)
    health = examine(database)
    assert health.problems == ()
    assert "Move it away" in " ".join(health.remarks)


def test_nothing_begins_afresh_beside_copies_that_cannot_be_looked_for(database) -> None:
    database.write_bytes(b"")
    in_the_way(database.parent / "backups", "file")
    with pytest.raises(DrillgrokError, match="Move it away"):
        ensure_current(database)
    assert "Move it away" in " ".join(examine(database).problems)
    assert database.read_bytes() == b""


@pytest.mark.parametrize("empty", [b"", None])
def test_nothing_begins_afresh_beside_copies_that_cannot_be_opened(desk, database, response, empty) -> None:
    bad = [daily(database, desk, response, at(day)) for day in (-1, 0)]
    for copy in bad:
        copy.write_bytes(b"no copy")
    desk.engine.dispose()
    database.unlink() if empty is None else database.write_bytes(empty)
    with pytest.raises(DrillgrokError, match="none of the 2 copies of it can be opened") as told:
        ensure_current(database)
    assert all(copy.name in str(told.value) for copy in bad)
    assert "begin afresh, move the copies" in " ".join(examine(database).problems)
    assert database.exists() is (empty is not None)


def test_what_killed_programs_left_is_swept_away(database) -> None:
    for name in (".drillgrok.db.1.part", "copy.db.part", "drillgrok.db.restored"):
        left = database.parent / name
        left.touch()
        os.utime(left, (0, 0))
    sweep_folder(database)
    assert [path.name for path in database.parent.iterdir()] == [database.name]


def test_no_good_copy_is_none(database) -> None:
    assert best_good(database) is None
