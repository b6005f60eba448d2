"""Two windows at one run: what one has stored, the other never overlooks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from drillgrok import places
from drillgrok.errors import BusyError, DrillgrokError
from drillgrok.model.log import Mark, MarkKind, Moment
from drillgrok.store.engine import make_engine
from drillgrok.store.journal import Journal, written
from tests.helpers.command_line import Day, Days


@pytest.fixture
def windows(home, quiet, days_of) -> Iterator[tuple[Day, Day]]:
    days: Days = days_of("never", str(quiet), 20)
    first = days.open()
    first.answer(5)
    second = days.open()
    yield first, second
    for window in (first, second):
        window.opener.close()


def test_an_answer_that_is_taken_back_in_an_older_window_stops_the_newer_one(windows) -> None:
    first, second = windows
    first.command("u")
    with pytest.raises(DrillgrokError, match="another window"):
        second.answer(1)


def test_nothing_is_taken_back_in_a_window_that_does_not_know_the_last_answers(windows) -> None:
    first, second = windows
    second.answer(2)
    with pytest.raises(DrillgrokError, match="another window"):
        first.command("u")


def test_a_mark_that_changes_no_answer_stops_nobody(windows) -> None:
    first, second = windows
    engine = make_engine(places.database())
    run_id = first.run._journal._run_id
    Journal(engine, run_id, first.run._journal._session_id).mark(Mark(MarkKind.NOTE, Moment(1_767_268_800_000, 0)))
    engine.dispose()
    second.answer(2)
    assert second.live.session.standing.count >= 7


def test_an_answer_waits_while_another_program_holds_the_database_and_is_stored_once(windows) -> None:
    first, _ = windows
    holder = make_engine(places.database()).execution_options(begin="IMMEDIATE")
    before = first.live.session
    with holder.begin():
        first.press("7")
        first.press("enter")
        assert first.live.waits
        assert first.live.session.responses == before.responses
        first.press("8")  # refused: nothing can be typed meanwhile
    holder.dispose()
    first.press("9")
    assert not first.live.waits
    assert len(first.live.session.responses) == len(before.responses) + 1
    assert first.live.session.typed.text == ""
    engine = make_engine(places.database())
    assert written(engine, first.run._journal._run_id).seq == first.live.session.standing.count
    engine.dispose()


def test_the_end_waits_for_some_seconds_and_then_says_what_was_not_stored(windows, monkeypatch) -> None:
    from drillgrok.practice.events import Stopped

    monkeypatch.setattr("drillgrok.screens.kit.unstored.LAST_TRIES_S", 0.3)
    first, _ = windows
    holder = make_engine(places.database()).execution_options(begin="IMMEDIATE")
    with holder.begin():
        first.press("7")
        first.press("enter")
        with pytest.raises(BusyError, match="could not be stored"):
            first.live.tell(Stopped(first.stamp(1)))
    holder.dispose()
