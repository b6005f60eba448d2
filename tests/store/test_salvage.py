"""What is left of damaged databases."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from drillgrok.errors import DrillgrokError
from drillgrok.model.log import Moment
from drillgrok.store import schema
from drillgrok.store.copies import keep_daily
from drillgrok.store.engine import make_engine, writing
from drillgrok.store.health import examine
from drillgrok.store.response_rows import append_rows
from drillgrok.store.salvage import _BESIDE, _FRAMES, _rows, salvage

ROWS = 2000
PAGE = 4096
TRIGGER = "SELECT name FROM sqlite_schema WHERE sql LIKE '%UPDATE ON response%'"


@pytest.fixture
def full(desk, database, response) -> Path:
    """A database of some hundred pages, closed."""
    with writing(desk.engine) as connection:
        append_rows(connection, [(desk.run.id, desk.session, response(seq)) for seq in range(1, ROWS + 1)])
    desk.engine.dispose()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    return database


def test_every_table_is_saved_or_made_again_from_the_log() -> None:
    made_again = {"checkpoint", "history"}
    assert {*_FRAMES, *_BESIDE} | made_again == set(schema.metadata.tables)


def leaves(path: Path) -> list[int]:
    """The pages that hold responses."""
    content = path.read_bytes()
    return [
        at // PAGE
        for at in range(0, len(content), PAGE)
        if content[at : at + 1] == b"\x0d" and b"practised" in content[at : at + PAGE]
    ]


def answers(path: Path) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT seq, answer FROM response ORDER BY seq").fetchall()


def test_a_sound_database_is_saved_whole(full, tmp_path) -> None:
    done = salvage(full, tmp_path / "saved.db")
    assert (done.responses, done.missing, sum(done.refused.values())) == (ROWS, 0, 0)
    assert answers(tmp_path / "saved.db") == answers(full)
    assert examine(tmp_path / "saved.db").problems == ()


@pytest.mark.parametrize("seed", range(4))
def test_damaged_pages_cost_only_what_lay_on_them(full, tmp_path, seed) -> None:
    before, rng = dict(answers(full)), Random(seed)
    with full.open("r+b") as file:
        for page in rng.sample(leaves(full), 4):
            file.seek(page * PAGE)
            file.write(rng.randbytes(PAGE))
    done = salvage(full, tmp_path / "saved.db")
    saved = dict(answers(tmp_path / "saved.db"))
    assert saved.items() <= before.items()
    assert len(saved) == done.responses >= ROWS - 4 * 80
    assert done.missing <= ROWS - len(saved)
    assert not [found for found in examine(tmp_path / "saved.db").problems if "counts to" not in found][1:]


def test_a_copy_fills_the_gaps(full, tmp_path) -> None:
    keep_daily(full, Moment(1_767_268_800_000, 0))
    before = answers(full)
    with full.open("r+b") as file:
        for page in leaves(full)[4:12]:
            file.seek(page * PAGE)
            file.write(b"\xa5" * PAGE)
    done = salvage(full, tmp_path / "saved.db")
    assert done.copy is not None
    assert done.from_copy["response"] > 0
    assert (done.responses, done.missing) == (ROWS, 0)
    assert answers(tmp_path / "saved.db") == before


def test_a_file_of_which_nothing_can_be_read_is_said_to_be_one(tmp_path) -> None:
    path = tmp_path / "drillgrok.db"
    path.write_bytes(Random(1).randbytes(50_000))
    with pytest.raises(DrillgrokError, match="Nothing in it can be read"):
        salvage(path, tmp_path / "saved.db")
    assert not (tmp_path / "saved.db").exists()


def test_values_that_nobody_can_have_written_are_found_and_left_out(full, tmp_path, desk) -> None:
    with closing(sqlite3.connect(full)) as connection:
        connection.executescript("DROP TRIGGER response_refuses_update")
        connection.execute("UPDATE response SET role = 'practisfd' WHERE seq = 7")
        connection.execute("UPDATE run SET split = '{'")
        connection.commit()
    problems = " ".join(examine(full).problems)
    assert "role is 'practisfd'" in problems
    assert "split is '{'" in problems
    done = salvage(full, tmp_path / "saved.db")
    assert done.refused == {"response": 1, "run": 1}
    assert done.responses == ROWS - 1


def test_a_mark_of_a_kind_that_there_is_not_is_damage(full) -> None:
    from drillgrok.store.journal import read_marks

    with closing(sqlite3.connect(full)) as connection:
        connection.execute(
            "INSERT INTO mark (run_id, kind, utc_ms, offset_min, text) SELECT id, 'odd', 1, 0, '' FROM run"
        )
        ((run_id,),) = connection.execute("SELECT id FROM run")
        connection.commit()
    engine = make_engine(full)
    with pytest.raises(DrillgrokError, match="A mark of a run"):
        read_marks(engine, run_id)
    engine.dispose()


@pytest.mark.parametrize(
    "damage",
    [
        "role = 'practisfd'",
        "utc_ms = 'yesterday'",
        "utc_ms = 9223372036854775807",
        "offset_min = 100000",
        "chance = 'even'",
        "seen = -3",
    ],
)
def test_a_log_whose_values_are_spoilt_is_said_to_be_so(full, damage) -> None:
    from drillgrok.store.export import log_lines
    from drillgrok.store.health import examine
    from drillgrok.store.runs import runs

    with closing(sqlite3.connect(full)) as connection:
        connection.executescript("DROP TRIGGER response_refuses_update")
        connection.execute(f"UPDATE response SET {damage} WHERE seq = 7")
        connection.commit()
    assert any(f"row of the table response, {damage.split()[0]} is" in problem for problem in examine(full).problems)
    engine = make_engine(full)
    with pytest.raises(DrillgrokError, match="Response 7"):
        list(log_lines(engine))
    with closing(sqlite3.connect(full)) as connection:
        connection.execute("UPDATE run SET split = '{'")
        connection.commit()
    with pytest.raises(DrillgrokError, match="is damaged"), engine.connect() as connection:
        runs(connection)
    engine.dispose()


@pytest.mark.parametrize("last", [2**39, 2**62 + 1])
def test_a_row_number_that_the_file_has_no_room_for_costs_no_search_up_to_it(full, tmp_path, last) -> None:
    before = answers(full)
    with closing(sqlite3.connect(full)) as connection, connection:
        (trigger,) = connection.execute(TRIGGER).fetchone()
        connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("UPDATE response SET id = ? WHERE seq = ?", (last, ROWS))
    done = salvage(full, tmp_path / "saved.db")
    assert done.responses >= ROWS - 1
    assert set(answers(tmp_path / "saved.db")) <= set(before)


def test_where_the_tables_are_not_known_any_more_no_row_is_searched_for(full, tmp_path) -> None:
    keep_daily(full, Moment(1_767_268_800_000, 0))
    before = answers(full)
    with full.open("r+b") as file:
        file.seek(100)
        file.write(Random(1).randbytes(PAGE - 100))
    asked: list[str] = []
    with closing(sqlite3.connect(full)) as old:
        old.set_trace_callback(asked.append)
        assert [row for table in _FRAMES for row in _rows(old, table, ["rowid"], full.stat().st_size)] == []
    assert len(asked) <= len(_FRAMES)
    done = salvage(full, tmp_path / "saved.db")
    assert done.read["response"] == 0
    assert answers(tmp_path / "saved.db") == before
