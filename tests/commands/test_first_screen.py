"""What the first screen shows, gathered from a real database; and `drillgrok` alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import Result

from drillgrok import places
from drillgrok.commands.practice import PracticeBackend, run
from drillgrok.console.clock import stamp
from drillgrok.days import local_day
from drillgrok.library.ladder import doors, rungs
from drillgrok.model.log import Goal
from drillgrok.names import default_learner_name
from drillgrok.planning.history import ChoiceKind
from drillgrok.planning.plan import LineKind
from drillgrok.runs.wishes import Wishes
from drillgrok.screens.backend import Morning
from drillgrok.screens.start.offers import starting

Run = Callable[..., Result]
SCHEMAS = Path(__file__).parents[1] / "schemas"


def wishes(deck: str | None = None, **more: object) -> Wishes:
    asked = {"minutes": None, "responses": None, "learner": None, "pressure": "firm", "seed": None, "trace": None}
    return Wishes(deck, **(asked | {"new_run": False, "plain": True} | more))  # type: ignore[arg-type]


def morning(deck: str | None = None, **more: object) -> Morning:
    backend = PracticeBackend(wishes(deck, **more), default_learner_name())
    try:
        return backend.morning()
    finally:
        backend.close()


def execute(query: str, *values: object) -> None:
    with closing(sqlite3.connect(places.database())) as connection, connection:
        connection.execute(query, values)


def test_alone_on_a_pipe_the_program_prints_its_help(run: Run, home: Path) -> None:
    result = run()
    assert result.exit_code == 0
    assert "Drill one hidden rule at a time" in result.stdout
    assert "practice" in result.stdout
    assert not home.exists()


def test_a_new_learner_finds_doors_and_every_deck_in_the_order_of_the_ladder(home: Path) -> None:
    seen = morning()
    assert seen.doors == doors()
    assert [card.id for card in seen.cards] == list(rungs())
    assert {card.state for card in seen.cards} == {"new"}
    assert (seen.answers, seen.plan.lines, seen.last_word, seen.learner) == (0, (), "", "")
    assert [day.answers for day in seen.week] == [0] * 7


def test_after_the_first_answers_there_is_a_plan_and_no_door(run: Run) -> None:
    run("practice", "lantern-31", typed="1\n" * 5)
    seen = morning()
    assert seen.doors == ()
    assert seen.plan.first is not None
    assert (seen.plan.first.deck, seen.plan.first.kind) == ("lantern-31", LineKind.MAIN)
    assert (seen.answers, seen.done, seen.day) == (5, 5, 1)
    assert seen.last_word
    states = {card.id: card.state for card in seen.cards}
    assert (states["lantern-31"], states["lantern-97"]) == ("day 1", "new")


def test_a_remark_on_yesterdays_work_is_not_the_coachs_last_word(run: Run) -> None:
    run("practice", "lantern-31", typed="1\n" * 5)
    word = morning().last_word
    execute(
        "INSERT INTO verdict(run_id, session_id, seq, utc_ms, offset_min, kind, words, record) "
        "SELECT run_id, session_id, seq, utc_ms, offset_min, 'remark', ?, record FROM verdict LIMIT 1",
        "49 items were new to you today.",
    )
    assert word
    assert morning().last_word == word


def test_a_deck_asked_for_by_id_or_path_stands_alone(run: Run, quiet: Path) -> None:
    assert morning("lantern-97").named == "lantern-97"
    seen = morning(str(quiet))
    assert (seen.named, seen.cards[0].title) == (str(quiet), "Quiet")


def test_goal_and_minutes_are_those_that_were_wished_for(home: Path) -> None:
    assert morning().goal == Goal(responses=300)
    assert morning(responses=40).goal == Goal(responses=40)
    assert morning(minutes=12.0).goal == Goal(minutes=12.0)


def test_a_deck_that_is_passed_keeps_no_old_word_of_the_coach_and_has_no_day_in_the_story(run: Run) -> None:
    run("practice", "lantern-31", typed="1\n" * 5)
    assert morning().last_word
    day = local_day(stamp().moment.utc_ms, 0)
    execute("DELETE FROM deck_standing")
    execute(
        "INSERT INTO deck_standing(learner_id, deck_id, passed_day) VALUES (1, 'lantern-31', ?)",
        day - 1,
    )
    seen = morning()
    assert (seen.last_word, seen.day) == ("", 0)
    assert next(card.state for card in seen.cards if card.id == "lantern-31") == "check due"


@pytest.mark.parametrize(("answers", "step_up"), [(250, "cinder-31"), (400, "marble-31")])
def test_after_a_pass_the_next_step_is_planned_or_the_one_after_where_it_was_quick(
    run: Run, answers: int, step_up: str
) -> None:
    run("practice", "lantern-31", typed="1\n" * 5)
    day = local_day(stamp().moment.utc_ms, 0)
    execute("UPDATE practice_day SET day = ?, answers = ?", day - 1, answers)
    execute("DELETE FROM deck_standing")
    execute("INSERT INTO deck_standing(learner_id, deck_id, passed_day) VALUES (1, 'lantern-31', ?)", day - 1)
    plan = morning().plan
    assert [(line.deck, line.kind) for line in plan.lines] == [
        ("lantern-31", LineKind.CHECK),
        (step_up, LineKind.MAIN),
    ]
    assert "up from Lantern" in plan.lines[1].reason


def test_beside_a_deck_that_showed_nothing_in_ten_thousand_answers_an_easier_step_is_offered(run: Run) -> None:
    run("practice", "marble-31", typed="1\n" * 5)
    execute("UPDATE practice_day SET answers = 10400, day = day - 1")
    seen = morning()
    assert [line.deck for line in seen.plan.lines] == ["marble-31"]
    assert [(line.deck, line.kind) for line in seen.plan.offers] == [("lantern-31", LineKind.SISTER)]
    assert [offer.card.id for offer in starting(seen).offers] == ["marble-31", "lantern-31"]


def test_what_is_said_of_a_deck_is_kept_and_the_day_planned_anew(run: Run) -> None:
    run("practice", "lantern-31", typed="1\n" * 5)
    backend = PracticeBackend(wishes(), default_learner_name())
    try:
        aside = backend.choose("lantern-31", ChoiceKind.SET_ASIDE, stamp())
        assert "lantern-31" not in {line.deck for line in aside.plan.lines}
        card = next(card for card in aside.cards if card.id == "lantern-31")
        assert (card.is_set_aside, card.state) == (True, "set aside")
        assert morning().plan == aside.plan
        again = backend.choose("lantern-31", ChoiceKind.TAKEN_UP, stamp())
        assert again.plan.first is not None
        assert again.plan.first.deck == "lantern-31"
    finally:
        backend.close()


def test_whose_day_it_is_is_said_where_several_share_the_machine(run: Run) -> None:
    run("practice", "lantern-31", typed="1\n")
    assert morning().learner == ""
    run("practice", "lantern-31", "--learner", "bo", typed="1\n")
    assert morning().learner == default_learner_name()


def test_without_a_deck_practice_takes_the_first_door_and_later_what_is_planned_first(
    run: Run, log: Callable[..., list]
) -> None:
    run("practice", typed="1\n")
    run("practice", "lantern-31", typed="1\n" * 3)
    run("practice", typed="1\n")
    by_time = sorted(log(), key=lambda row: row["at"])
    assert by_time[0]["deck"] == doors()[0].deck
    assert by_time[-1]["deck"] == "lantern-31"


@pytest.mark.parametrize("revision", sorted(path.stem for path in SCHEMAS.glob("*.sql"))[:-1])
def test_a_database_of_an_older_program_is_brought_up_to_date_before_the_first_screen(
    home: Path, revision: str
) -> None:
    home.mkdir()
    with closing(sqlite3.connect(places.database())) as connection:
        connection.executescript((SCHEMAS / f"{revision}.sql").read_text(encoding="utf-8"))
    asked = wishes("no-such-deck", learner="ada")
    with pytest.raises(Exception, match="no deck"):
        run(asked)
    backend = PracticeBackend(wishes(learner="ada"), "ada")
    assert backend.morning().doors == ()
    backend.close()
