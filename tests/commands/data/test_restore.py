"""`drillgrok data restore`: a sound copy comes back, and nothing is lost by it."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from drillgrok import places
from drillgrok.commands.data.backup import backup
from drillgrok.commands.data.import_ import import_responses
from drillgrok.commands.data.restore import restore
from drillgrok.errors import BusyError, DrillgrokError
from drillgrok.store.database import open_store
from drillgrok.store.learners import learner_named


def names() -> list[str]:
    with open_store(places.database()) as engine, engine.connect() as connection:
        return [name for (name,) in connection.exec_driver_sql("SELECT name FROM learner")]


def test_a_backup_restores_what_was_and_keeps_what_is(home, log, tmp_path):
    import_responses(log)
    copy = backup(tmp_path / "copy.db")
    with open_store(places.database()) as engine:
        learner_named(engine, "bo")
    restored = restore(copy)
    assert names() == ["ada"]
    with closing(sqlite3.connect(restored.kept)) as connection:
        assert connection.execute("SELECT count(*) FROM learner").fetchone() == (2,)


def test_a_backup_restores_on_a_new_machine(home, log, tmp_path, monkeypatch):
    import_responses(log)
    copy = backup(tmp_path / "copy.db")
    monkeypatch.setenv("DRILLGROK_HOME", str(tmp_path / "new machine"))
    assert restore(copy).kept is None
    assert names() == ["ada"]


def test_a_file_that_is_no_database_is_not_restored(home, log, tmp_path):
    import_responses(log)
    for path in (log, tmp_path / "none.db", tmp_path):
        with pytest.raises(DrillgrokError):
            restore(path)
    assert names() == ["ada"]


def test_a_copy_from_a_newer_drillgrok_is_not_restored(home, log, tmp_path):
    import_responses(log)
    copy = backup(tmp_path / "copy.db")
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(DrillgrokError, match="newer drillgrok"):
        restore(copy)
    assert names() == ["ada"]


def test_a_damaged_copy_is_not_restored(home, log, tmp_path):
    import_responses(log)
    copy = backup(tmp_path / "copy.db")
    content = bytearray(copy.read_bytes())
    content[8192:-4096] = b"\xff" * (len(content) - 8192 - 4096)
    copy.write_bytes(content)
    with pytest.raises(DrillgrokError):
        restore(copy)
    assert names() == ["ada"]


_STOPPED = """
import os, signal, sys
from pathlib import Path

def stop(event, arguments):
    if event == "os.rename" and str(arguments[1]).endswith("drillgrok.db"):
        os.kill(os.getpid(), signal.SIGSTOP)

from drillgrok.commands.data.restore import restore
sys.addaudithook(stop)
restore(Path(sys.argv[1]))
"""
"""A restore that is stopped when all is done but giving the copy its name."""


@pytest.mark.skipif(os.name != "posix", reason="nobody can be stopped here")
def test_whoever_begins_while_a_copy_takes_the_databases_place_is_kept_out(home, log, tmp_path):
    import_responses(log)
    copy = backup(tmp_path / "copy.db")
    with open_store(places.database()) as engine:
        learner_named(engine, "bo")
    open_already = sqlite3.connect(places.database(), timeout=0)
    with closing(open_already), subprocess.Popen([sys.executable, "-c", _STOPPED, copy]) as restoring:
        os.waitpid(restoring.pid, os.WUNTRACED)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            open_already.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError), open_store(places.database()) as engine:
            learner_named(engine, "cy")
        restoring.send_signal(signal.SIGCONT)
        assert restoring.wait() == 0
    assert names() == ["ada"]
