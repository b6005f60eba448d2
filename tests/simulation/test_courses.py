"""Synthetic learners on any deck: what is measured of them, and that the drill is the real one."""

from __future__ import annotations

import pytest

from drillgrok.coaching.verdicts import not_enough_data, plateau
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.library.catalog import find
from drillgrok.model.head import DeckSource
from drillgrok.model.log import Pressure
from drillgrok.simulation.coached import Coached
from drillgrok.simulation.courses import BLOCK_ANSWERS, Course, walk
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS

COURSE = Course(days=4, daily=300)


def way(course=COURSE, *, learner=0, seed=1, pressure=Pressure.FIRM, deck=None):
    *_, found = walk(deck or demo_deck(), course, learner=learner, seed=seed, pressure=pressure)
    return found


@pytest.fixture(scope="module")
def firm():
    return way()


def test_the_deck_is_memorised_then_the_plateau_is_said_then_the_shift(firm):
    assert firm.early is None
    assert firm.memorised < firm.plateau <= COURSE.rule_from < firm.shift


def test_stretches_hold_every_answer_of_the_course_once(firm):
    assert [one.last for one in firm.stretches] == list(range(BLOCK_ANSWERS, COURSE.answers + 1, BLOCK_ANSWERS))
    assert all(one.settled_right <= one.settled and one.unseen_right <= one.unseen for one in firm.stretches)
    assert all(one.settled + one.unseen <= BLOCK_ANSWERS for one in firm.stretches)


def test_unseen_items_come_right_only_once_the_rule_has_come(firm):
    before, after = firm.stretches[:6], firm.stretches[9:]
    assert sum(one.unseen_right for one in before) < 0.3 * sum(one.unseen for one in before)
    assert sum(one.unseen_right for one in after) > 0.7 * sum(one.unseen for one in after)


def test_the_same_seed_gives_the_same_way_and_another_learner_another():
    short = Course(days=1, daily=120)
    assert way(short) == way(short)
    assert way(short).stretches != way(short, learner=1).stretches


def test_a_harder_pressure_makes_more_answers_late():
    calm, hard = (way(Course(2, 200), pressure=pressure) for pressure in (Pressure.CALM, Pressure.HARD))
    assert calm.timed_out < hard.timed_out


def test_a_step_of_the_walk_is_an_answer():
    assert (
        sum(step is None for step in walk(demo_deck(), Course(1, 60), learner=0, seed=1, pressure=Pressure.CALM)) == 60
    )


def test_a_deck_that_holds_nothing_out_is_refused():
    files = {
        "deck.yaml": "deck: lots\ntitle: L\nitems: {list: i.csv}\nrule: x\n",
        "i.csv": "prompt,answer\na,1\nb,2\nc,3\n",
    }
    deck = read_deck(DeckSource("deck.yaml", files, path=None, domain="own", sealed=False))
    with pytest.raises(DrillgrokError, match="lots: No item of this deck is held out"):
        way(deck=deck)


@pytest.mark.parametrize("name", ["chinook", "zephyr", "robots-of-the-snow", "weekday-of-a-date"])
def test_moves_taps_and_choices_are_given_as_they_are_in_the_drill(name):
    run = demo_run(read_deck(find(name)), 1)
    log = [response for _, _, response in drill_days(run, LEARNERS["knows, is fast"](1, run), days=1, daily=60)]
    assert sum(bool(response.correct) for response in log) > 45


def test_the_coach_beside_a_rehearsal_says_what_the_learner_is():
    run = demo_run(demo_deck(), 3)
    coached = Coached(run)
    for _ in drill_days(run, LEARNERS["never"](3, run), days=3, daily=250, advice=coached):
        pass
    kinds = [verdict.kind for verdict in coached.verdicts]
    assert kinds[0] == not_enough_data.KIND
    assert kinds[-1] == plateau.KIND
    assert [one.number for one in coached.verdicts] == sorted({one.number for one in coached.verdicts})
