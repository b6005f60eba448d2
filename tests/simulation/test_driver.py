"""The walk: a learner at the real drill, day after day."""

from __future__ import annotations

from itertools import pairwise

import pytest

from benchmarks.decks import bundled_deck
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.model.head import DeckSource
from drillgrok.model.log import Moment, Outcome
from drillgrok.practice.events import NoteWritten, Stamp
from drillgrok.practice.state import Notice
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learner import Reply, Truth
from drillgrok.simulation.learners import LEARNERS

CHOICES = """
deck: lots
title: Lots
items:
  list: items.csv
answers: choice
choices: [left, right]
rule: even and odd
"""
ROWS = "prompt,answer\n" + "".join(f"lot {k},{('left', 'right')[k % 2]}\n" for k in range(40))


class Same:
    """Always does the same."""

    def __init__(self, reply):
        self.always = reply
        self.heard = []
        self.nights = 0

    def reply(self, item, now, deadline_ms, /):
        return self.always

    def told(self, item, now, /):
        self.heard.append(now)

    def sleep(self):
        self.nights += 1

    def truth(self, now, /):
        return Truth(0, 0, engaged=True)


@pytest.fixture
def run_of_choices():
    files = {"deck.yaml": CHOICES, "items.csv": ROWS}
    return demo_run(read_deck(DeckSource("deck.yaml", files, path=None, domain="own", sealed=False)), 1)


@pytest.fixture
def run():
    return demo_run(demo_deck(), 1)


def test_every_day_has_its_measured_answers_and_ends_in_sleep(run):
    learner = Same(Reply(None, 900))
    log = list(drill_days(run, learner, days=3, daily=40))
    assert [day for day, _, _ in log] == [0] * 40 + [1] * 40 + [2] * 40
    assert [response.seq for _, _, response in log] == list(range(1, 121))
    assert learner.nights == 3


def test_time_goes_forward_and_a_day_later_it_is_morning_again(run):
    log = list(drill_days(run, Same(Reply(None, 900)), days=2, daily=30))
    assert all(one.at.utc_ms < other.at.utc_ms for (_, _, one), (_, _, other) in pairwise(log))
    assert log[30][2].at.utc_ms - log[0][2].at.utc_ms == 86_400_000


def test_the_learner_hears_what_had_feedback_and_nothing_else(run):
    learner = Same(Reply(None, 900))
    log = [response for _, _, response in drill_days(run, learner, days=3, daily=60)]
    assert learner.heard == [r.seq for r in log if r.had_feedback]
    assert len(learner.heard) < len(log)


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Reply("3", 900), Outcome.ANSWERED),
        (Reply("3", 40), Outcome.ANSWERED),
        (Reply(None, 900), Outcome.PASSED),
        (Reply(None, 0), Outcome.PASSED),
        (Reply("3", 60_000), Outcome.TIMED_OUT),
        (Reply(None, 60_000), Outcome.TIMED_OUT),
    ],
)
def test_a_reply_ends_as_the_drill_has_it(run, reply, outcome):
    log = [response for _, _, response in drill_days(run, Same(reply), days=1, daily=15)]
    assert {r.outcome for r in log} == {outcome}
    if outcome is Outcome.ANSWERED:
        assert {r.rt_ms for r in log} == {reply.rt_ms}


def test_who_leaves_is_not_seen_again(run):
    log = list(drill_days(run, Same(Reply(None, 500, leaves=True)), days=5, daily=20))
    assert [response.outcome for _, _, response in log] == [Outcome.VOID]


def test_a_choice_is_made_by_its_number(run_of_choices):
    log = [response for _, _, response in drill_days(run_of_choices, Same(Reply("right", 900)), days=1, daily=20)]
    assert {r.answer for r in log} == {"right"}
    assert any(r.correct for r in log)


def test_learners_of_the_table_can_drill_a_deck_of_choices(run_of_choices):
    run = run_of_choices
    for name in ("never, bad deck", "exemplars"):
        log = [response for _, _, response in drill_days(run, LEARNERS[name](1, run), days=1, daily=60)]
        assert {r.answer for r in log} - {""} == {"left", "right"}


def test_advice_reaches_the_session_before_the_next_prompt(run):
    at = Stamp(0, Moment(0, 0))
    told = []

    def advice(session, response):
        told.append(response.seq)
        return [NoteWritten("look", at)]

    log = list(drill_days(run, Same(Reply("3", 900)), days=1, daily=10, advice=advice))
    assert {session.notice for _, session, _ in log} == {Notice.NOTE_KEPT}
    assert told == [response.seq for _, _, response in log]


def test_a_question_by_ear_is_answered_when_it_has_been_heard():
    run = demo_run(bundled_deck("coins-of-copper-by-ear"), 1)
    key = min(run.field.closed)
    log = [response for _, _, response in drill_days(run, Same(Reply(key, 900)), days=1, daily=20)]
    assert {r.outcome for r in log} == {Outcome.ANSWERED}
    assert {r.rt_ms for r in log} == {900}
