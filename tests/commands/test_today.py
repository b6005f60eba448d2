"""`drillgrok today`: one line on what waits, and an exit code for a shell prompt."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from drillgrok.console.wall_clock import wall_clock
from drillgrok.days import local_day
from drillgrok.places import database
from drillgrok.store.database import open_store
from drillgrok.store.learners import learner_named

NOTHING_YET = "Nothing is planned yet: `drillgrok` begins.\n"


def today() -> int:
    return local_day(*wall_clock())


@pytest.fixture
def practised(home: Path) -> Any:
    """Says how much of a deck was practised so many days ago, and when it was passed."""
    with open_store(database()) as engine:
        learner = learner_named(engine, "ada")

    def say(deck: str, answers: dict[int, int], *, passed: int | None = None) -> None:
        with closing(sqlite3.connect(database())) as connection, connection:
            for ago, count in answers.items():
                row = (learner.id, deck, today() - ago, count, count * 3_000)
                connection.execute("INSERT INTO practice_day VALUES (?, ?, ?, ?, ?, 0, 0)", row)
            if passed is not None:
                row = (learner.id, deck, "grokked", today() - passed, today() - passed, 120, None)
                connection.execute("INSERT INTO deck_standing VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    return say


def test_before_the_first_answer_nothing_waits_and_no_file_is_made(run, home):
    result = run("today")
    assert (result.stdout, result.exit_code) == (NOTHING_YET, 0)
    assert not database().exists()


def test_what_waits_is_said_in_one_line_and_with_exit_code_3(run, practised):
    practised("lantern-31", {1: 300})
    practised("counterfeit-coins", {9: 300}, passed=9)
    result = run("today", "--learner", "ada")
    assert result.exit_code == 3
    assert result.stdout == (
        "2 to do: check of Counterfeit coins, 20 answers (2 min); Lantern, 300 answers (15 min).\n"
    )


def test_when_the_goal_is_reached_nothing_waits(run, practised):
    practised("lantern-31", {1: 300, 0: 312})
    result = run("today", "--learner", "ada")
    assert (result.stdout, result.exit_code) == ("Done for today: 312 answers.\n", 0)


def test_the_json_holds_the_plan_with_its_reasons_and_nothing_else_is_written(run, practised):
    practised("lantern-31", {2: 300, 0: 100})
    result = run("today", "--json", "--learner", "ada")
    found = json.loads(result.stdout)
    assert found["waits"] is True
    assert found["done"] == [{"deck": "lantern-31", "answers": 100, "checked": 0}]
    assert found["lines"] == [
        {
            "deck": "lantern-31",
            "title": "Lantern",
            "kind": "main",
            "answers": 200,
            "minutes": 10.0,
            "reason": "Day 2 on it, 400 answers so far: 200 more today.",
        }
    ]


def test_the_goal_is_the_one_that_was_set(run, practised, home):
    practised("lantern-31", {1: 300})
    (home / "settings.toml").write_text("goal = 120\n", encoding="utf-8")
    assert "Lantern, 120 answers" in run("today", "--learner", "ada").stdout


def test_where_the_day_has_minutes_a_second_deck_comes_on_top(run, practised, home):
    practised("lantern-31", {1: 300})
    practised("counterfeit-coins", {3: 200})
    (home / "settings.toml").write_text("day_minutes = 30\n", encoding="utf-8")
    assert "2 to do: Lantern, 300 answers (15 min); Counterfeit coins, 100 answers" in (
        run("today", "--learner", "ada").stdout
    )


def test_another_programs_database_is_refused_in_one_sentence(run, home):
    home.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(database())) as connection, connection:
        connection.execute("CREATE TABLE others (x)")
    result = run("today")
    assert result.exit_code == 1
    assert "belongs to another program" in result.stderr


def test_a_database_that_was_lost_beside_its_copies_is_not_taken_for_a_new_learners(run, practised, home):
    assert run("data", "backup").exit_code == 0
    for file in home.glob("drillgrok.db*"):
        file.unlink()
    database().touch()
    result = run("today")
    assert result.exit_code == 1
    assert "The best copy is of" in result.stderr
