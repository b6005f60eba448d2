"""A run goes on where it was left, without its log: whatever was kept, and whatever became of that."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from drillgrok.coaching.counts import RunCounts, counted
from drillgrok.model.log import UNDO_DEPTH
from drillgrok.phases.evidence import evidence_of
from drillgrok.phases.track import Track, begin, follow
from drillgrok.places import database
from drillgrok.practice.answering import BLOCK
from drillgrok.practice.events import Stopped
from drillgrok.practice.standing import fold
from drillgrok.practice.state import Stage
from drillgrok.runs.resuming import left_off
from drillgrok.store.database import open_store
from drillgrok.store.engine import reading
from drillgrok.store.journal import read_responses, stream_responses
from drillgrok.store.runs import runs
from tests.helpers.command_line import in_a_copy

DECK, DAILY, DAYS = "cinder-31", 120, 3


@pytest.fixture(scope="module")
def home(days_of: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    home = tmp_path_factory.mktemp("left") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRILLGROK_HOME", str(home))
        days = days_of("step", DECK, DAILY)
        days.live(DAYS)
    return days, home


@pytest.fixture
def next_morning(home: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Any]]:
    days, where = home
    yield from in_a_copy(days, where, tmp_path / "home", monkeypatch)


def sql(statement: str) -> list[Any]:
    with closing(sqlite3.connect(database())) as connection, connection:
        return connection.execute(statement).fetchall()


def rows_read(day: Any) -> int:
    """How many rows of the log opening this run again has to read."""
    with open_store(database()) as engine:
        with reading(engine) as connection:
            (record,) = runs(connection)
        return len(left_off(engine, record.id, day.run.session.run).rows)


def stands_on_the_log(day: Any) -> None:
    """All that is known of the run is what its log says."""
    with open_store(database()) as engine:
        with reading(engine) as connection:
            (record,) = runs(connection)
        log = read_responses(engine, record.id)
    run = day.live.session.run
    standing, past = fold(log, run.split, run.pace)
    assert (day.live.session.standing, day.live.session.past.responses) == (standing, past.responses)
    assert day.watch.counts_now == counted(RunCounts(), log)


def test_after_a_whole_session_opening_reads_what_an_undo_reaches_and_no_more(next_morning: Callable[[], Any]) -> None:
    day = next_morning()
    stands_on_the_log(day)
    assert rows_read(day) == UNDO_DEPTH


def test_a_session_that_was_cut_off_is_read_again_and_no_more(next_morning: Callable[[], Any]) -> None:
    day = next_morning()
    day.answer(70)
    day.close()
    day = next_morning()
    stands_on_the_log(day)
    assert rows_read(day) == UNDO_DEPTH + 70


def test_an_undo_reaches_back_into_the_session_before(next_morning: Callable[[], Any]) -> None:
    day = next_morning()
    day.command("u")
    day.answer(60)
    stands_on_the_log(day)


@pytest.mark.parametrize("kind", ["standing", "counts", "tallies", "sequels", "trail"])
@pytest.mark.parametrize("harm", ["state = x'7b7d'", "state = x''", "version = version + 1"])
def test_what_is_damaged_or_stale_is_made_again_from_the_log(
    next_morning: Callable[[], Any], kind: str, harm: str
) -> None:
    sql(f"update history set {harm} where kind = '{kind}'")
    day = next_morning()
    stands_on_the_log(day)
    day.answer(DAILY)
    stands_on_the_log(day)
    while day.live.session.stage != "finished":
        day.press("enter")
    assert rows_read(day) == UNDO_DEPTH
    day.close()


def test_who_never_comes_to_a_sessions_end_has_it_kept_at_a_break(next_morning: Callable[[], Any]) -> None:
    sql("delete from history")
    sql("delete from checkpoint")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("drillgrok.runs.live_figures._BEHIND", 300)
        day = next_morning()
        day.answer(60)
    assert rows_read(day) < 60 + UNDO_DEPTH
    day.close()
    stands_on_the_log(next_morning())


def to_the_break(day: Any) -> None:
    """Answers until the session rests."""
    day.answer(BLOCK)
    while day.live.session.stage is not Stage.BREAK:
        day.press("enter")


def kept_up_to() -> dict[str, int]:
    """The response that each kept part of the run stands at."""
    of_model = sql("select 'track', seq from checkpoint")
    return dict(sql("select kind, seq from history") + of_model)


def test_what_a_look_found_is_kept_behind_its_page(next_morning: Callable[[], Any]) -> None:
    day, before = next_morning(), kept_up_to()
    to_the_break(day)
    assert kept_up_to() == before
    day.live.catch_up()
    grown = {kind for kind, seq in kept_up_to().items() if seq > before[kind]}
    assert grown == {"tallies", "sequels", "trail", "track"}


def test_a_sitting_that_is_left_before_its_last_page_is_kept_whole(next_morning: Callable[[], Any]) -> None:
    day = next_morning()
    day.answer(20)
    day.live.tell(Stopped(day.stamp(1)))
    day.close()
    ((last,),) = sql("select max(seq) from response")
    assert last > DAILY * DAYS
    assert set(kept_up_to().values()) == {last - UNDO_DEPTH}
    assert rows_read(next_morning()) == UNDO_DEPTH


def test_a_look_that_could_not_be_kept_leaves_nothing_half_known(next_morning: Callable[[], Any]) -> None:
    day = next_morning()
    to_the_break(day)
    with closing(sqlite3.connect(database(), isolation_level=None)) as other:
        other.execute("begin immediate")
        day.live.catch_up()
    day.press("enter")
    day.answer(9)
    day.close()
    kept = kept_up_to()
    assert kept["trail"] == kept["track"]
    day = next_morning()
    stands_on_the_log(day)
    assert day.watch.track.posterior == replayed().posterior


def replayed() -> Track:
    """The phase model over the whole log."""
    with open_store(database()) as engine, reading(engine) as connection:
        (record,) = runs(connection)
        rows = list(stream_responses(connection, record.id))
    found = (evidence_of(response, session_id) for session_id, response in rows)
    return follow(begin(), [evidence for evidence in found if evidence is not None])
