"""`drillgrok data`: the learner's files, and what they hold, in and out."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from drillgrok import places
from drillgrok.commands import data
from drillgrok.errors import DrillgrokError
from drillgrok.responselog.row import HEADER
from drillgrok.store.database import open_store
from drillgrok.store.identity import HEAD
from drillgrok.store.learners import learner_named

ROW = (
    "ada,lantern-31,5e0b7f0e-6a53-4a55-9f50-3c8b1f1b7a01,5e0b7f0e-6a53-4a55-9f50-3c8b1f1b7a02,{seq},"
    "2026-03-05T14:03:22.123+01:00,00000000002a,plain,practised,0,0,0.5,answered,17,1,1500,900,8900,calm,firm,\n"
)
LOG = ",".join(HEADER) + "\n" + ROW.format(seq=1) + ROW.format(seq=2)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(LOG, encoding="utf-8")
    return path


def names() -> list[str]:
    with open_store(places.database()) as engine, engine.connect() as connection:
        return [name for (name,) in connection.exec_driver_sql("SELECT name FROM learner")]


def test_where_names_every_place_before_anything_is_there(home):
    locations = data.where()
    assert (locations.home, locations.database, locations.database_bytes) == (home, home / "drillgrok.db", None)
    assert not home.exists()


def test_what_is_imported_is_exported_to_a_file_or_a_stream(home, log, tmp_path):
    assert data.import_(log).rows == 2
    stream = io.BytesIO()
    assert data.export(None, stdout=stream) == 2
    assert stream.getvalue().decode() == LOG
    out = tmp_path / "out.csv"
    assert data.export(out, stdout=stream, learner="ada", deck_id="lantern-31") == 2
    assert out.read_text(encoding="utf-8") == LOG
    with pytest.raises(DrillgrokError, match="no responses of learner 'bo'"):
        data.export(out, stdout=stream, learner="bo")
    assert out.read_text(encoding="utf-8") == LOG


def test_an_export_into_a_missing_folder_is_said_and_leaves_nothing(home, tmp_path):
    with pytest.raises(DrillgrokError, match="No such file"):
        data.export(tmp_path / "none" / "out.csv", stdout=io.BytesIO())


def test_a_backup_restores_what_was_and_keeps_what_is(home, log, tmp_path):
    data.import_(log)
    copy = data.backup(tmp_path / "copy.db")
    with open_store(places.database()) as engine:
        learner_named(engine, "bo")
    restored = data.restore(copy)
    assert names() == ["ada"]
    with closing(sqlite3.connect(restored.kept)) as connection:
        assert connection.execute("SELECT count(*) FROM learner").fetchone() == (2,)


def test_a_backup_goes_among_the_copies_by_default(home, log):
    data.import_(log)
    assert data.backup().parent == home / "backups"


def test_a_backup_restores_on_a_new_machine(home, log, tmp_path, monkeypatch):
    data.import_(log)
    copy = data.backup(tmp_path / "copy.db")
    monkeypatch.setenv("DRILLGROK_HOME", str(tmp_path / "new machine"))
    assert data.restore(copy).kept is None
    assert names() == ["ada"]


def test_a_backup_overwrites_nothing(home, log):
    data.import_(log)
    with pytest.raises(DrillgrokError, match="a file here already"):
        data.backup(log)
    assert log.read_text(encoding="utf-8") == LOG


def test_nothing_is_backed_up_while_there_is_nothing(home):
    with pytest.raises(DrillgrokError, match="nothing to back up"):
        data.backup()


def test_a_file_that_is_no_database_is_not_restored(home, log, tmp_path):
    data.import_(log)
    for path in (log, tmp_path / "none.db", tmp_path):
        with pytest.raises(DrillgrokError):
            data.restore(path)
    assert names() == ["ada"]


def test_a_copy_from_a_newer_drillgrok_is_not_restored(home, log, tmp_path):
    data.import_(log)
    copy = data.backup(tmp_path / "copy.db")
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(DrillgrokError, match="newer drillgrok"):
        data.restore(copy)
    assert names() == ["ada"]


def test_a_damaged_copy_is_not_restored(home, log, tmp_path):
    data.import_(log)
    copy = data.backup(tmp_path / "copy.db")
    content = bytearray(copy.read_bytes())
    content[8192:-4096] = b"\xff" * (len(content) - 8192 - 4096)
    copy.write_bytes(content)
    with pytest.raises(DrillgrokError):
        data.restore(copy)
    assert names() == ["ada"]


def test_the_doctor_finds_a_sound_database_sound(home, log):
    data.import_(log)
    health = data.doctor()
    assert (health.database, health.revision, health.responses, health.problems) == (
        home / "drillgrok.db",
        HEAD,
        2,
        (),
    )
