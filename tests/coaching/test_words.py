"""What is said: its numbers are the log's, it is short, and some things are never said."""

from __future__ import annotations

import re

import pytest

from drillgrok.coaching.verdicts import plateau
from drillgrok.coaching.words import say
from drillgrok.model.log import Clock, Role
from drillgrok.simulation.learners import LEARNERS
from tests.helpers.heard_by import SINGLES
from tests.helpers.speech import is_fit_to_be_said

QUOTED_FROM_THE_LOG = ["step", "never", "tired", "relapsing", "half-way", "expert beginner", "knows, is slow"]


@pytest.mark.parametrize("name", LEARNERS)
def test_whatever_a_learner_does_every_sentence_is_fit_and_about_ten_unseen_answers_or_more(coached, name):
    for verdict in coached(name).verdicts:
        assert is_fit_to_be_said(say(verdict)), say(verdict)
        for counted in ("unseen", "after", "before", "fallen", "slipping", "trace", "baseline", "quick"):
            assert verdict.figures.get(f"{counted}_n", 10) >= 10


def test_the_same_figures_give_the_same_words_and_later_ones_others(coached):
    run = coached("never", 17, deck=SINGLES)
    on_plateau = [v for v in run.verdicts if v.kind == plateau.KIND]
    assert [say(v) for v in on_plateau] == [say(v) for v in on_plateau]
    shapes = {re.sub(r"\d[\d,.]*", "#", say(v)) for v in on_plateau}
    assert len(shapes) >= 4


@pytest.mark.parametrize("name", QUOTED_FROM_THE_LOG)
def test_counts_in_a_verdict_are_the_logs(coached, name):
    run = coached(name)
    for verdict in run.verdicts:
        log = [r for r in run.log if r.seq <= verdict.number and r.is_evidence]
        calm = [r for r in log if r.clock is Clock.CALM]
        unseen = [r for r in calm if r.first_seen]
        counted = unseen[: verdict.unseen]
        settled = [r for r in calm if r.role is Role.PRACTISED and r.seen >= 6][-200:]
        figures = verdict.figures
        if "settled_right" in figures:
            assert (figures["settled_right"], figures["settled_n"]) == right_of(settled)
        if "unseen_right" in figures:
            phase = [r for r in counted if r.seq > verdict.since] if "answers" in figures else counted
            assert (figures["unseen_right"], figures["unseen_n"]) == right_of(phase)
            assert figures["guessed"] == round(sum(r.chance for r in phase))
        if "after_right" in figures:
            assert (figures["after_right"], figures["after_n"]) == right_of(counted[-figures["after_n"] :])
        if "before_right" in figures:
            assert (figures["before_right"], figures["before_n"]) == right_of(counted[: -figures["after_n"]])
        if "items" in figures:
            assert figures["items"] == len({r.item for r in run.log if r.had_feedback and r.seq <= verdict.number})
        if "answers" in figures:
            assert figures["answers"] == sum(r.seq > verdict.since for r in log)
        if "recent_right" in figures:
            practised = [r for r in log if r.role is Role.PRACTISED][-40:]
            assert (figures["recent_right"], figures["recent_n"]) == right_of(practised)
            assert figures["timed_out"] == sum(r.outcome == "timed_out" for r in practised)


def right_of(responses) -> tuple[int, int]:
    return sum(bool(r.correct) for r in responses), len(responses)
