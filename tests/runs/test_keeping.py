"""Life after the pass and after days away, at the program's own backend: checks, the way back, and what is said."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from drillgrok.commands.data.export import export
from drillgrok.commands.replay import standings
from drillgrok.console.wall_clock import wall_clock
from drillgrok.days import DAY_MS, local_day
from drillgrok.model.log import Clock, Flag, Mark, MarkKind, Moment, Role
from drillgrok.places import database
from drillgrok.planning.checks import check_course
from drillgrok.planning.coming_back import WARM_UPS
from drillgrok.planning.deck_state import stands_at
from drillgrok.practice.queued import SETTLED_AGAIN, UNSEEN_AGAIN
from drillgrok.practice.state import Notice, Stage
from drillgrok.store.database import open_store
from drillgrok.store.deck_records import deck_records
from drillgrok.store.deck_standing import keep_pass
from drillgrok.store.engine import reading, writing
from drillgrok.store.exams import is_passed
from drillgrok.store.journal import append_mark
from tests.helpers.command_line import MORNING_MS, QUIET

DAILY, DAYS = 150, 3
DECK = "quiet-13"


def day_number(days: int) -> int:
    return local_day(MORNING_MS + days * DAY_MS, 0)


def record(days: int) -> Any:
    return deck_records(database(), "sim", day_number(days))[DECK]


def pass_it(days: int) -> None:
    with open_store(database()) as engine, writing(engine) as connection:
        (run_id,) = connection.exec_driver_sql("SELECT id FROM run").one()
        at = Moment(MORNING_MS + days * DAY_MS, 0)
        append_mark(connection, Mark(MarkKind.FINISHED, at), run_id, session_id=None)
        keep_pass(connection, run_id, day_number(days))


@pytest.fixture(scope="module")
def known(days_of: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Three days of a learner who has the rule. Read only: tests go on in a copy."""
    folder = tmp_path_factory.mktemp("kept")
    home, deck = folder / "home", folder / "quiet-13.yaml"
    deck.write_text(QUIET, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRILLGROK_HOME", str(home))
        days = days_of("knows, is fast", str(deck), DAILY)
        days.live(DAYS)
    return home, days


@pytest.fixture
def later(known: tuple[Path, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """Opens the deck so many days after the first one, passed on another if that is said."""
    home, days = known
    copytree(home, tmp_path / "copy")
    monkeypatch.setenv("DRILLGROK_HOME", str(tmp_path / "copy"))
    own, opened = deepcopy(days), []

    def at(day: int, *, passed: int | None = None) -> Any:
        while opened:
            opened.pop().close()
        if passed is not None:
            pass_it(passed)
        own.days = day
        opened.append(own.open())
        return opened[-1]

    yield at
    while opened:
        opened.pop().close()


def flags_of(day: Any) -> list[frozenset[Flag]]:
    return [response.flags for response in day.live.session.responses]


def test_a_check_asks_20_unseen_items_on_the_calm_clock_and_marks_nothing(later):
    day = later(4, passed=2)
    assert day.live.session.notice is Notice.CHECK
    day.answer(DAILY)
    responses = day.live.session.responses
    assert len(responses) == 20
    assert all(r.role is Role.PROBE and r.clock is Clock.CALM and r.first_seen for r in responses)
    assert all(Flag.CHECK in r.flags for r in responses)
    assert day.live.session.stage is Stage.FINISHED
    assert day.heard[-1].startswith("Kept: ")
    assert "The next check comes in 3 days" in day.heard[-1]
    assert check_course(record(4)).results[-1].asked == 20
    assert stands_at(record(4), day_number(4)).words == "passed"


def test_what_a_check_asks_is_taken_from_what_is_left_unseen(later):
    before = record(2).unseen
    later(4, passed=2).answer(20)
    assert record(4).unseen == before - 20


def test_an_answer_of_a_check_cannot_be_taken_back(later):
    day = later(4, passed=2)
    day.answer(3)
    day.command("u")
    assert all(Flag.UNDONE not in flags for flags in flags_of(day))


def test_a_check_left_halfway_goes_on_with_what_is_missing(later):
    later(4, passed=2).answer(12)
    day = later(5)
    assert day.live.session.goal.responses == 8
    day.answer(DAILY)
    assert check_course(record(5)).results[-1].asked == 20


def test_practice_after_the_pass_leaves_unseen_items_unseen(later):
    later(4, passed=2).answer(20)
    day = later(5)
    day.answer(60)
    assert {r.role for r in day.live.session.responses} == {Role.PRACTISED}
    assert day.heard[-1].startswith("You have passed this deck; practice keeps it fresh.")


def test_after_the_pass_the_coach_speaks_of_keeping_and_of_practice_and_says_nothing_twice(later):
    later(4, passed=2).answer(20)
    heard = []
    for number in (5, 6):
        day = later(number)
        day.answer(240)
        heard += [words for words in day.heard if words]
    assert "the record to beat" in " ".join(heard)
    assert len(set(heard)) == len(heard)
    assert not [words for words in heard if "plateau" in words or "exam" in words]


def test_space_after_a_check_goes_on_with_practice(later):
    day = later(4, passed=2)
    day.answer(20)
    day.press("space")
    day.answer(5)
    assert [r.role for r in day.live.session.responses[20:]] == [Role.PRACTISED] * 5


def test_after_days_away_20_answers_warm_up_and_the_next_measure_what_was_kept(later):
    day = later(30)
    assert day.live.session.notice is Notice.BACK
    day.answer(WARM_UPS + UNSEEN_AGAIN + SETTLED_AGAIN)
    responses = day.live.session.responses
    warm, measured = responses[:WARM_UPS], responses[WARM_UPS:]
    assert all(Flag.WARMUP in r.flags and r.had_feedback and not r.is_evidence for r in warm)
    assert sum(r.role is Role.PROBE and r.first_seen for r in measured) == UNSEEN_AGAIN
    assert all(r.clock is Clock.CALM and r.is_evidence for r in measured)
    assert day.live.session.measured == UNSEEN_AGAIN + SETTLED_AGAIN


def test_the_first_break_after_days_away_says_what_is_still_there(later):
    day = later(30)
    day.answer(WARM_UPS + 50)
    assert day.live.session.stage is Stage.BREAK
    assert day.heard[-1].startswith("After 28 days away you got ")
    assert "settled items right, and " in day.heard[-1]


def test_after_a_day_or_two_nobody_comes_back(later):
    day = later(6)
    assert (day.live.session.notice, day.live.session.queue) == (Notice.NONE, ())


def test_the_clock_opens_easier_after_days_away(later):
    next_day = later(3)
    before_ms = next_day.live.session.standing.staircase_ms
    next_day.answer(1)
    usual_ms = next_day.live.session.standing.staircase_ms
    next_day.opener.close()
    assert usual_ms > before_ms


def test_a_check_after_days_away_is_warmed_up_for(later):
    day = later(20, passed=2)
    day.answer(WARM_UPS + 20)
    assert [Flag.WARMUP in flags for flags in flags_of(day)] == [True] * 20 + [False] * 20
    assert check_course(record(20)).results[-1].asked == 20


def test_replaying_a_log_with_checks_and_warm_ups_gives_the_live_posterior(later, tmp_path):
    day = later(20, passed=2)
    day.answer(40)
    day.press("space")
    day.answer(20)
    live = day.watch.track.posterior
    log = tmp_path / "log.csv"
    export(log, stdout=io.BytesIO())
    (standing,) = standings(log, every=None, check=lambda _: None, advance=lambda _: None)
    assert standing.posterior == live


def test_by_lines_a_check_comes_first_and_practice_goes_on_to_the_goal(run, later, known):
    later(4, passed=2).close()
    with open_store(database()) as engine, writing(engine) as connection:
        yesterday = local_day(*wall_clock()) - 1
        connection.exec_driver_sql("UPDATE deck_standing SET passed_day = ?", (yesterday,))
    said = run(
        "practice", known[0].parent / "quiet-13.yaml", "--learner", "sim", "--responses", 30, typed="1\n" * 40
    ).stdout
    (last,) = [line for line in said.splitlines() if "unseen items right, " in line]
    assert last.startswith("Slipped: ")
    with open_store(database()) as engine, reading(engine) as connection:
        newest = connection.exec_driver_sql("SELECT flags, role FROM response ORDER BY id DESC LIMIT 30").all()[::-1]
    assert all("check" in flags for flags, _ in newest[:20])
    assert {role for _, role in newest[20:]} == {"practised"}


def test_after_the_pass_every_second_return_is_on_the_quick_clock_and_makes_a_record(later):
    later(4, passed=2).answer(20)
    day = later(5)
    day.answer(DAILY)
    clocks = {response.clock for response in day.live.session.responses}
    assert Clock.QUICK in clocks
    assert "On the quick clock " in day.heard[-1]
    assert day.heard[-1].endswith("that is the record to beat.")


def test_a_new_run_of_a_passed_deck_is_measured_like_any_other(run, later, known):
    later(4, passed=2).close()
    file = known[0].parent / "quiet-13.yaml"
    run("practice", file, "--learner", "sim", "--new-run", "--responses", 30, typed="1\n" * 40)
    with open_store(database()) as engine, reading(engine) as connection:
        newest, key = connection.exec_driver_sql("SELECT id, key FROM run ORDER BY number DESC LIMIT 1").one()
        flags = connection.exec_driver_sql("SELECT flags FROM response WHERE run_key = ?", (key,)).scalars().all()
        assert not is_passed(engine, newest)
    assert len(flags) == 30
    assert sum("baseline" in flag for flag in flags) == 12
    assert record(4).passed is None
