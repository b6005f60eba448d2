"""A log of many pages comes in by the page, and what is wrong on a late one is found as on the first."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from drillgrok.errors import DrillgrokError
from drillgrok.model.log import Flag, Outcome
from drillgrok.responselog.row import csv_line
from drillgrok.store.engine import make_engine, writing
from drillgrok.store.export import log_lines
from drillgrok.store.import_log import import_log
from drillgrok.store.response_rows import append_rows

ROWS, IN_A_SESSION = 1_500, 400


@pytest.fixture
def log(desk_at, store: Engine, response) -> list[list[str]]:
    """Two runs of several pages, by turns of a session each row by row, as fields."""
    for name in ("ada", "bo"):
        desk = desk_at(store, name)
        sessions = [desk.session, *(desk.sit_down()._session_id for _ in range(ROWS // IN_A_SESSION))]
        rows = [
            (desk.run.id, sessions[seq // IN_A_SESSION], response(seq, **_manner(seq))) for seq in range(1, ROWS + 1)
        ]
        with writing(store) as connection:
            append_rows(connection, rows)
    return list(csv.reader(io.StringIO("".join(log_lines(store)))))


def _manner(seq: int) -> dict[str, object]:
    if seq % 97 == 0:
        return {"outcome": Outcome.VOID, "correct": None, "flags": frozenset({Flag.IDLE, Flag.PAUSED})}
    return {"correct": seq % 3 > 0, "answer": "字" if seq % 5 else 'a "b",\n', "rt_ms": seq or None}


@pytest.fixture
def other(tmp_path: Path, new_database: Callable[[Path], Path]):
    (tmp_path / "other").mkdir()
    engine = make_engine(new_database(tmp_path / "other"))
    yield engine
    engine.dispose()


def written(folder: Path, rows: list[list[str]]) -> Path:
    path = folder / "log.csv"
    path.write_text("".join(map(csv_line, rows)), encoding="utf-8", newline="")
    return path


def test_a_log_of_many_pages_comes_back_as_the_same_bytes(log, other, tmp_path) -> None:
    file = written(tmp_path, log)
    assert import_log(other, file).rows == 2 * ROWS
    assert "".join(log_lines(other)) == file.read_bytes().decode()


def test_a_longer_log_adds_its_new_pages(log, other, tmp_path) -> None:
    import_log(other, written(tmp_path, log[: ROWS // 2]))
    done = import_log(other, written(tmp_path, log))
    assert (done.rows, done.known_rows, done.runs) == (2 * ROWS - ROWS // 2 + 1, ROWS // 2 - 1, 1)
    assert "".join(log_lines(other)) == "".join(map(csv_line, log))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("seq", "1400"), "seq: 1399 should come here"),
        (("learner", "cy"), "run: It belongs to learner 'ada'"),
        (("session", None), "session: It belongs to another run"),
        (("arm", "flood"), "arm: It is the same"),
        (("correct", "2"), "correct: "),
    ],
)
def test_what_is_wrong_on_a_late_page_is_found_and_nothing_comes_in(log, other, tmp_path, wrong, said) -> None:
    name, value = wrong
    column, last = log[0].index(name), 1_399
    log[last][column] = log[-1][column] if value is None else value
    if name == "arm":
        log[last][column + 1] = "1"
    if value is None:
        log.insert(1, log.pop())  # the other run's session is known by then
        log[1][log[0].index("seq")] = "1"
        last += 1
    with pytest.raises(DrillgrokError, match=said):
        import_log(other, written(tmp_path, log))
    assert len(list(log_lines(other))) == 1
