"""Learners, deck versions, runs, sessions and copy times."""

import getpass
from dataclasses import replace

import pytest
from sqlalchemy import select

from drillgrok.errors import DrillgrokError
from drillgrok.model.item import AnswerKind
from drillgrok.model.log import Moment, SplitPlan
from drillgrok.names import default_learner_name
from drillgrok.store import schema
from drillgrok.store.engine import reading
from drillgrok.store.learners import copy_time_ms, learner_named, save_copy_time
from drillgrok.store.runs import deck_version, family_met, keep_deck_version, open_run, runs, start_run


def test_a_learner_is_entered_once(store):
    assert learner_named(store, "ada") == learner_named(store, " ada ")


@pytest.mark.parametrize("name", ["", "  ", "a\x1b[31m", "a\nb", "x" * 201, "\udcff"])
def test_a_name_that_cannot_be_printed_safely_is_refused(store, name):
    with pytest.raises(DrillgrokError, match="learner's name"):
        learner_named(store, name)


def test_the_default_learner_is_the_systems_user(monkeypatch):
    monkeypatch.setattr(getpass, "getuser", lambda: "ada")
    assert default_learner_name() == "ada"


def test_a_system_that_knows_no_user_calls_the_learner_me(monkeypatch):
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert default_learner_name() == "me"


def test_a_run_is_open_until_a_newer_one_of_the_same_deck_begins(desk, noon):
    assert open_run(desk.engine, desk.learner, "lantern-31") == desk.run
    earlier_by_the_clock = Moment(noon.utc_ms - 1, noon.offset_min)
    newer = start_run(desk.engine, desk.learner, "lantern-31", desk.run.plan, earlier_by_the_clock)
    assert open_run(desk.engine, desk.learner, "lantern-31") == newer
    assert [desk.run.number, newer.number] == [1, 2]


def test_runs_of_other_decks_and_learners_are_no_open_run(desk):
    assert open_run(desk.engine, desk.learner, "coins") is None
    assert open_run(desk.engine, learner_named(desk.engine, "bo"), "lantern-31") is None


def test_runs_are_listed_by_learner_deck_and_number(desk_at, store):
    expected = [
        desk_at(store, name, deck).run for name, deck in (("ada", "coins"), ("ada", "lantern-31"), ("bo", "coins"))
    ]
    again = desk_at(store, "ada", "coins").run
    with reading(store) as connection:
        assert runs(connection) == (expected[0], again, *expected[1:])
        assert runs(connection, learner="ada", deck_id="coins") == (expected[0], again)


def test_a_run_knows_the_version_of_the_answers_it_began_with(desk):
    assert desk.run.answers_version == "a1"


@pytest.mark.parametrize("seed", [-1, 2**63])
def test_a_seed_that_the_database_cannot_hold_is_refused(desk, noon, seed):
    with pytest.raises(DrillgrokError, match="seed"):
        start_run(desk.engine, desk.learner, "lantern-31", replace(desk.run.plan, seed=seed), noon)


def test_a_split_is_stored_as_json_and_comes_back_as_the_same_plan(desk):
    with reading(desk.engine) as connection:
        stored = connection.scalar(select(schema.run.c.split))
    assert stored == '{"salt": 112, "held_out": 0.4, "reserve": 0.1}'
    assert open_run(desk.engine, desk.learner, "lantern-31").plan.split == SplitPlan(112, 0.4, 0.1)


def test_a_deck_version_is_kept_once_as_it_was(desk, noon):
    kept = deck_version(desk.engine, "h1")
    keep_deck_version(desk.engine, replace(kept, pack=b"another"), noon)
    assert deck_version(desk.engine, "h1") == kept
    assert kept.pack == b"sealed"
    assert deck_version(desk.engine, "h2") is None


def test_a_family_is_met_once_something_was_answered_in_another_deck_of_it(desk, response):
    assert not family_met(desk.engine, desk.learner, "lantern", "lantern-97")
    desk.journal.append(response(1))
    assert family_met(desk.engine, desk.learner, "lantern", "lantern-97")
    assert not family_met(desk.engine, desk.learner, "lantern", "lantern-31")
    assert not family_met(desk.engine, desk.learner, "coins", "lantern-97")
    assert not family_met(desk.engine, desk.learner, "", "lantern-97")
    assert not family_met(desk.engine, learner_named(desk.engine, "bo"), "lantern", "lantern-97")


def test_the_last_copy_time_of_each_kind_counts(desk, noon):
    assert copy_time_ms(desk.engine, desk.learner, AnswerKind.DIGITS) is None
    save_copy_time(desk.engine, desk.learner, AnswerKind.DIGITS, (900, 1100, 4000), noon)
    save_copy_time(desk.engine, desk.learner, AnswerKind.LETTERS, (500,), noon)
    assert save_copy_time(desk.engine, desk.learner, AnswerKind.DIGITS, (700, 800, 810), noon) == 800
    assert copy_time_ms(desk.engine, desk.learner, AnswerKind.DIGITS) == 800
    assert copy_time_ms(desk.engine, desk.learner, AnswerKind.LETTERS) == 500
