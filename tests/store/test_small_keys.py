"""Responses name runs and sessions by small keys since revision 0008: nothing of a log from before is lost or changed,
whatever happens meanwhile, and damaged files of both kinds give what they have."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from drillgrok.errors import DrillgrokError
from drillgrok.store.backup import folder_beside
from drillgrok.store.database import open_store
from drillgrok.store.export import log_lines
from drillgrok.store.health import examine
from drillgrok.store.identity import HEAD, revision_of
from drillgrok.store.salvage import salvage
from drillgrok.store.upgrade import ensure_current

SCHEMAS = Path(__file__).parents[1] / "schemas"
BEFORE = "0007"
GUARDED = ("response", "mark", "marked", "verdict")
AT_MS = 1_772_449_200_000
VALUES = (
    "seq, utc_ms, offset_min, item, presentation, role, seen, shown, chance, outcome, answer, correct, rt_ms,"
    " first_key_ms, deadline_ms, clock, pressure, flags"
)
OF_BEFORE = f"SELECT id, run_id, session_id, {VALUES} FROM response ORDER BY id"
OF_NOW = (
    f"SELECT response.id, run.id, session.id, {', '.join(f'response.{name.strip()}' for name in VALUES.split(','))}"
    " FROM response JOIN run ON run.key = run_key JOIN session ON session.key = session_key ORDER BY response.id"
)
KILLED = """
import os, signal, sys
from pathlib import Path
from alembic import op
from drillgrok.store.upgrade import ensure_current
setattr(op, sys.argv[2], lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
ensure_current(Path(sys.argv[1]))
"""


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A database as the release before wrote it."""
    path = tmp_path / "drillgrok.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((SCHEMAS / f"{BEFORE}.sql").read_text(encoding="utf-8"))
    return path


@pytest.fixture
def crowded(earlier: Path) -> Callable[[int], Path]:
    """The same with runs and sessions whose responses came in by turns, with gaps between their numbers."""

    def fill(seed: int) -> Path:
        rng = random.Random(seed)
        with closing(sqlite3.connect(earlier)) as connection, connection:
            left = dict(_with_sessions(connection, rng, number) for number in range(2, 6))
            length = dict.fromkeys(left, 0)
            number = 100
            for _ in range(800):
                run, sessions = rng.choice(list(left.items()))
                if len(sessions) > 1 and rng.random() < 0.02:
                    sessions.pop()
                session = sessions[-1]
                length[run] += 1
                number += rng.choice((1, 1, 1, 7))
                connection.execute(
                    f"INSERT INTO response(id, run_id, session_id, {VALUES}) VALUES({','.join('?' * 21)})",
                    (number, run, session, length[run], *_answer(rng, number)),
                )
        return earlier

    return fill


def _with_sessions(connection: sqlite3.Connection, rng: random.Random, number: int) -> tuple[str, list[str]]:
    run = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    connection.execute(
        "INSERT INTO run(id, learner_id, deck_id, number, primed, imported, started_utc_ms, started_offset_min)"
        " VALUES(?, 1, 'lantern-31', ?, 0, 1, ?, 330)",
        (run, number, AT_MS + number),
    )
    sessions = [str(uuid.UUID(int=rng.getrandbits(128), version=4)) for _ in range(rng.randrange(1, 4))]
    for session in sessions:
        connection.execute(
            "INSERT INTO session(id, run_id, started_utc_ms, started_offset_min, pressure)"
            " VALUES(?, ?, ?, 330, 'firm')",
            (session, run, AT_MS + number),
        )
    return run, sessions


def _answer(rng: random.Random, number: int) -> tuple[object, ...]:
    void = rng.random() < 0.1
    answer = rng.choice(("17", "", '4, "5"\n=6 ∘ 字', "é" * 30))
    right, took_ms = (None, None) if void else (rng.randrange(2), rng.randrange(9_000))
    role, clock = rng.choice(("practised", "probe", "exam")), rng.choice(("calm", "quick", "staircase"))
    how = (rng.randrange(90), rng.randrange(90), rng.random(), "void" if void else "answered", answer, right, took_ms)
    flags = rng.choice(("", "", "redrill", "idle paused", "warmup"))
    at_ms = AT_MS + 4_000 * number
    return (at_ms, 330, f"{rng.randrange(600):012x}", "plain", role, *how, None, 8_900, clock, "firm", flags)


def rows(path: Path, chosen: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(chosen).fetchall()


def exported(path: Path) -> str:
    with open_store(path) as engine:
        return "".join(log_lines(engine))


def unguarded(path: Path, *changes: str) -> None:
    """Change what nobody may, as damage would."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in GUARDED:
            for change in ("update", "delete"):
                connection.execute(f"DROP TRIGGER IF EXISTS {table}_refuses_{change}")
        for change in changes:
            connection.execute(change)


@pytest.mark.parametrize("seed", range(3))
def test_every_row_is_the_same_in_the_same_place(crowded: Callable[[int], Path], seed: int) -> None:
    path = crowded(seed)
    responses, marked = rows(path, OF_BEFORE), rows(path, "SELECT mark_id, seq, run_id FROM marked ORDER BY rowid")
    frames = {table: rows(path, f"SELECT rowid, * FROM {table} ORDER BY rowid") for table in ("run", "session")}
    ensure_current(path)
    assert rows(path, OF_NOW) == responses
    of_now = "SELECT mark_id, seq, run.id FROM marked JOIN run ON run.key = run_key ORDER BY marked.rowid"
    assert rows(path, of_now) == marked != []
    for table, before in frames.items():
        assert rows(path, f"SELECT * FROM {table} ORDER BY key") == before
    assert examine(path).problems == ()


def test_the_file_is_as_small_as_what_is_in_it(crowded: Callable[[int], Path]) -> None:
    path = crowded(1)
    before = path.stat().st_size
    ensure_current(path)
    ((free,),) = rows(path, "PRAGMA freelist_count")
    assert (free, path.stat().st_size < before) == (0, True)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that nothing can catch")
@pytest.mark.parametrize("place", ["create_table", "drop_table", "create_index"])
def test_a_kill_in_the_midst_leaves_the_old_database_whole(crowded: Callable[[int], Path], place: str) -> None:
    path = crowded(2)
    before = rows(path, OF_BEFORE)
    done = subprocess.run([sys.executable, "-c", KILLED, path, place], capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert revision_of(path) == BEFORE
    assert rows(path, OF_BEFORE) == before
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    ensure_current(path)
    assert rows(path, OF_NOW) == before


def test_the_copy_made_before_it_is_the_way_back(crowded: Callable[[int], Path]) -> None:
    path = crowded(1)
    before = rows(path, OF_BEFORE)
    ensure_current(path)
    (copy,) = folder_beside(path).iterdir()
    assert revision_of(copy) == BEFORE
    assert rows(copy, OF_BEFORE) == before


def test_responses_whose_session_is_lost_stop_it_and_can_be_saved(earlier: Path, tmp_path: Path) -> None:
    unguarded(earlier, "DELETE FROM session WHERE run_id IN (SELECT id FROM run WHERE imported)")
    before = rows(earlier, OF_BEFORE)
    with pytest.raises(DrillgrokError, match=r"nothing was changed.*--salvage"):
        ensure_current(earlier)
    assert revision_of(earlier) == BEFORE
    salvage(earlier, tmp_path / "saved.db")
    assert rows(tmp_path / "saved.db", OF_NOW) == before
    assert examine(tmp_path / "saved.db").problems == ()


def test_a_damaged_file_from_before_is_saved_whole(crowded: Callable[[int], Path], tmp_path: Path) -> None:
    path = crowded(1)
    done = salvage(path, tmp_path / "saved.db")
    assert (sum(done.refused.values()), done.missing) == (0, 0)
    assert rows(tmp_path / "saved.db", OF_NOW) == rows(path, OF_BEFORE)
    assert exported(tmp_path / "saved.db") == exported(path)


@pytest.mark.parametrize("layout", [BEFORE, HEAD])
def test_a_lost_run_is_known_by_what_names_it(crowded: Callable[[int], Path], tmp_path: Path, layout: str) -> None:
    path = crowded(3)
    if layout == HEAD:
        ensure_current(path)
    before = rows(path, OF_NOW if layout == HEAD else OF_BEFORE)
    unguarded(path, "DELETE FROM run WHERE number > 2")
    shutil.rmtree(folder_beside(path), ignore_errors=True)
    salvage(path, tmp_path / "saved.db")
    assert rows(tmp_path / "saved.db", OF_NOW) == before
    assert examine(tmp_path / "saved.db").problems == ()


def test_lost_runs_and_sessions_are_known_from_a_copy_of_before(crowded: Callable[[int], Path], tmp_path: Path) -> None:
    path = crowded(3)
    ensure_current(path)
    before = exported(path)
    unguarded(path, "DELETE FROM session", "DELETE FROM run")
    salvage(path, tmp_path / "saved.db")
    assert exported(tmp_path / "saved.db") == before


def test_without_a_copy_every_response_is_saved_for_somebody_unknown(
    crowded: Callable[[int], Path], tmp_path: Path
) -> None:
    path = crowded(3)
    ensure_current(path)
    chosen = f"SELECT id, {VALUES} FROM response ORDER BY id"
    before = rows(path, chosen)
    runs = "SELECT count(DISTINCT run_key), count(DISTINCT session_key) FROM response"
    together = rows(path, runs)
    unguarded(path, "DELETE FROM session", "DELETE FROM run")
    shutil.rmtree(folder_beside(path))
    done = salvage(path, tmp_path / "saved.db")
    assert rows(tmp_path / "saved.db", chosen) == before
    assert rows(tmp_path / "saved.db", runs) == together
    assert done.responses == len(before)
    assert rows(tmp_path / "saved.db", "SELECT DISTINCT deck_id FROM run") == [("unknown",)]
    assert examine(tmp_path / "saved.db").problems == ()


def test_a_key_that_means_another_run_in_the_copy_gives_nobody_anothers_answers(
    crowded: Callable[[int], Path], tmp_path: Path
) -> None:
    path = crowded(1)
    ensure_current(path)
    before = rows(path, OF_NOW)
    copy = next(folder_beside(path).iterdir())
    copy.unlink()
    shutil.copy(path, copy)
    swapped = [
        f"UPDATE {table} SET {key} = {change.format(key=key)}"
        for change in ("107 - {key} WHERE {key} IN (3, 4)", "{key} - 100 WHERE {key} > 100")
        for table, key in (("run", "key"), ("response", "run_key"), ("marked", "run_key"))
    ]
    unguarded(copy, *swapped)
    unguarded(path, "DELETE FROM response WHERE run_key IN (3, 4) AND id % 3 = 0")
    done = salvage(path, tmp_path / "saved.db")
    assert done.from_copy["response"] > 0
    assert rows(tmp_path / "saved.db", OF_NOW) == before
