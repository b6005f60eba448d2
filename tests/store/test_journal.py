"""Responses and marks: durable, immutable, read back as they were."""

import subprocess
import sys
from dataclasses import replace
from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from drillgrok.errors import DrillgrokError
from drillgrok.model.log import Clock, Flag, Mark, MarkKind, Outcome, Pressure, Role
from drillgrok.store.engine import make_engine
from drillgrok.store.journal import Journal, read_marks, read_responses

APPEND_UNTIL_KILLED = """
import sys
from dataclasses import replace
from pathlib import Path
from drillgrok.store.engine import make_engine
from drillgrok.store.journal import Journal, read_responses
engine = make_engine(Path(sys.argv[1]))
journal = Journal(engine, sys.argv[2], sys.argv[3])
last = read_responses(engine, sys.argv[2])[-1]
while True:
    last = replace(last, seq=last.seq + 1)
    journal.append(last)
    print(last.seq, flush=True)
"""


def test_what_is_appended_is_read_back_equal_and_in_order(desk, response):
    written = (
        response(1),
        response(2, role=Role.PROBE, correct=False, answer='4, "5"\n=6 ∘ 字', clock=Clock.QUICK),
        response(3, outcome=Outcome.TIMED_OUT, correct=False, answer="", rt_ms=None, first_key_ms=None),
        response(4, outcome=Outcome.PASSED, correct=False, answer="", pressure=Pressure.HARD),
        response(5, outcome=Outcome.VOID, correct=None, flags=frozenset({Flag.PAUSED, Flag.PRIMED})),
        response(6, presentation="r2", chance=0.5, clock=Clock.STAIRCASE, flags=frozenset({Flag.REDRILL})),
    )
    for one in written:
        desk.journal.append(one)
    assert read_responses(desk.engine, desk.run.id) == written


def test_undone_and_idle_marks_are_joined_as_flags_and_the_row_stays(desk, response, noon):
    for seq in (1, 2, 3):
        desk.journal.append(response(seq, flags=frozenset({Flag.BASELINE})))
    desk.journal.mark(Mark(MarkKind.UNDONE, noon, (2,)))
    desk.journal.mark(Mark(MarkKind.IDLE, noon, (2, 3)))
    first, second, third = read_responses(desk.engine, desk.run.id)
    assert first.flags == {Flag.BASELINE}
    assert second.flags == {Flag.BASELINE, Flag.UNDONE, Flag.IDLE}
    assert third.flags == {Flag.BASELINE, Flag.IDLE}
    assert [second.answer, second.correct] == ["17", True]


def test_marks_are_read_back_in_the_order_they_were_made(desk, response, noon):
    desk.journal.append(response(1))
    marks = (
        Mark(MarkKind.NOTE, noon, text='it felt, like "two" things\n字'),
        Mark(MarkKind.UNDONE, noon, (1,)),
        Mark(MarkKind.AHA, noon),
    )
    for mark in marks:
        desk.journal.mark(mark)
    assert read_marks(desk.engine, desk.run.id) == marks
    assert read_responses(desk.engine, desk.run.id)[0].flags == {Flag.UNDONE}


def test_a_later_session_can_undo_the_last_response_of_an_earlier_one(desk, response, noon):
    desk.journal.append(response(1))
    desk.sit_down().mark(Mark(MarkKind.UNDONE, noon, (1,)))
    assert read_responses(desk.engine, desk.run.id)[0].flags == {Flag.UNDONE}


def test_a_mark_cannot_name_a_response_that_was_never_stored(desk, noon):
    with pytest.raises(IntegrityError):
        desk.journal.mark(Mark(MarkKind.UNDONE, noon, (1,)))
    assert read_marks(desk.engine, desk.run.id) == ()


def test_text_that_no_database_can_hold_is_stored_with_replacement_signs(desk, response):
    desk.journal.append(response(1, answer="a\0b\udcffc"))
    assert read_responses(desk.engine, desk.run.id)[0].answer == "a\ufffdb\ufffdc"


@pytest.mark.parametrize("table", ["response", "mark", "marked"])
@pytest.mark.parametrize("change", ["UPDATE {} SET rowid = rowid", "DELETE FROM {}"])
def test_the_log_refuses_to_be_changed(desk, response, noon, table, change):
    desk.journal.append(response(1))
    desk.journal.mark(Mark(MarkKind.UNDONE, noon, (1,)))
    with pytest.raises(IntegrityError, match="never change"), desk.engine.begin() as connection:
        connection.execute(text(change.format(table)))


def test_void_rows_are_neither_right_nor_wrong_and_others_are_one_of_them(desk, response):
    for wrong in (response(1, outcome=Outcome.VOID, correct=False), response(1, correct=None)):
        with pytest.raises(IntegrityError, match="void_is_neither"):
            desk.journal.append(wrong)


def test_a_second_window_on_the_same_run_is_told_so_and_loses_nothing(desk, response):
    other = desk.sit_down()
    desk.journal.append(response(1))
    with pytest.raises(DrillgrokError, match="another window"):
        other.append(response(1, answer="other"))
    assert read_responses(desk.engine, desk.run.id) == (response(1),)


def test_two_windows_on_different_runs_wait_for_each_other(database, store, desk_at, response):
    desks = [desk_at(store, name) for name in ("ada", "bo")]

    def practise(run_id: str, session: str) -> None:
        engine = make_engine(database)
        journal = Journal(engine, run_id, session)
        for seq in range(1, 101):
            journal.append(response(seq))
        engine.dispose()

    threads = [Thread(target=practise, args=(desk.run.id, desk.session)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(read_responses(store, desk.run.id)) for desk in desks] == [100, 100]


def test_a_full_disk_is_said_and_the_same_response_can_be_appended_once_there_is_room(desk, response):
    desk.journal.append(response(1))
    with desk.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    large = response(2, answer="x" * 100_000)
    with pytest.raises(DrillgrokError, match="disk is full"):
        desk.journal.append(large)
    assert len(read_responses(desk.engine, desk.run.id)) == 1
    with desk.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    desk.journal.append(large)
    assert read_responses(desk.engine, desk.run.id)[1] == large


def test_a_locked_database_is_said_and_the_same_response_can_be_appended_afterwards(desk, database, response):
    with desk.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 1")
    holder = make_engine(database).execution_options(begin="IMMEDIATE")
    with holder.begin(), pytest.raises(DrillgrokError, match="in use by another program"):
        desk.journal.append(response(1))
    holder.dispose()
    desk.journal.append(response(1))
    assert read_responses(desk.engine, desk.run.id) == (response(1),)


def test_sigkill_in_the_middle_of_appending_loses_no_acknowledged_response(desk, database, response):
    desk.journal.append(response(1))
    for _ in range(3):
        window = subprocess.Popen(
            [sys.executable, "-c", APPEND_UNTIL_KILLED, database, desk.run.id, desk.session],
            stdout=subprocess.PIPE,
            text=True,
        )
        acknowledged = [window.stdout.readline() for _ in range(40)]
        window.kill()
        acknowledged += window.stdout.readlines()
        window.wait()
        window.stdout.close()
        stored = read_responses(desk.engine, desk.run.id)
        assert [one.seq for one in stored] == list(range(1, len(stored) + 1))
        assert len(stored) >= max(int(line) for line in acknowledged if line.endswith("\n"))
    desk.journal.append(replace(stored[-1], seq=len(stored) + 1))
