"""What is said: its numbers are the log's, it is short, and some things are never said."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from drillgrok.coaching import remarks
from drillgrok.coaching.verdicts import BY_KIND, not_enough_data, plateau
from drillgrok.coaching.ways import SENTENCE_RESTS, TOPIC_RESTS
from drillgrok.coaching.words import MEANINGS, say
from drillgrok.model.log import Clock, Role
from drillgrok.simulation.learners import LEARNERS
from tests.helpers.heard_by import SINGLES
from tests.helpers.speech import is_fit_to_be_said

QUOTED_FROM_THE_LOG = ["step", "never", "tired", "relapsing", "half-way", "expert beginner", "knows, is slow"]


@pytest.mark.parametrize(
    ("settled", "said"),
    [(0, "52 unseen answers and no settled one"), (1, "52 unseen and 1 settled answer"), (9, "answers")],
)
def test_what_was_given_so_far_is_counted_as_one_would_say_it(settled, said):
    figures = {"unseen_n": 52, "settled_n": settled, "unseen_needed": 12, "settled_needed": 23}
    ways = {way.name: way.say for way in not_enough_data.ROW.ways}
    for name in ("still_short", "short_again"):
        text = ways[name](figures)
        assert re.search(rf"{said}\b", text)
        assert "1 settled answers" not in text


@pytest.mark.parametrize("name", LEARNERS)
def test_whatever_a_learner_does_every_sentence_is_fit_and_about_ten_unseen_answers_or_more(coached, name):
    for verdict in coached(name).verdicts:
        assert is_fit_to_be_said(say(replace(verdict, explains=()))), say(verdict)
        for counted in ("unseen", "after", "before", "fallen", "slipping", "trace", "baseline", "quick"):
            assert verdict.figures.get(f"{counted}_n", 10) >= 10


FOR_WEEKS = [("never", 17, SINGLES), ("expert beginner", 6, ""), ("never, bad deck", 6, ""), ("relapsing", 6, "")]


@pytest.mark.parametrize(("name", "days", "deck"), FOR_WEEKS, ids=[name for name, _, _ in FOR_WEEKS])
def test_no_sentence_is_said_twice_in_ten_sessions_and_nothing_that_the_last_three_have_heard(
    coached, name, days, deck
):
    told = coached(name, days, deck=deck).told
    assert len({one.session for one in told}) > 1
    for number, one in enumerate(told):
        before = told[:number]
        lately = {(t.kind, t.way) for t in before if one.session - t.session < SENTENCE_RESTS}
        assert (one.kind, one.way) not in lately
        topics = {BY_KIND[t.kind].topic(t.way) for t in before if one.session - t.session <= TOPIC_RESTS}
        assert BY_KIND[one.kind].topic(one.way) not in topics


def test_a_plateau_of_weeks_is_spoken_of_in_nearly_every_session_and_as_another_thing_each_time(coached):
    run = coached("never", 17, deck=SINGLES)
    on_plateau = [v for v in run.told if v.kind == plateau.KIND]
    assert len(on_plateau) >= 13
    assert len({v.way for v in on_plateau[:11]}) == 11
    assert len({v.session for v in on_plateau}) == len(on_plateau)


def test_a_word_of_the_coachs_own_is_explained_where_it_is_heard_first_and_only_there(coached):
    told = coached("never", 17, deck=SINGLES).told
    assert re.search(r"\bunseen\b.*\bsettled\b", " ".join(map(say, told)), re.IGNORECASE | re.DOTALL)
    for word, meaning in MEANINGS.items():
        texts = [say(one) for one in told]
        heard = [text for text in texts if re.search(rf"\b{word}\b", text.replace(meaning, ""), re.IGNORECASE)]
        assert not heard or meaning in heard[0]
        assert sum(meaning in text for text in texts) == bool(heard)


def test_a_remark_holds_no_count_of_unseen_answers(coached):
    remarks_made = [one for one in coached("never", 17, deck=SINGLES).told if one.kind == remarks.KIND]
    assert len(remarks_made) >= 12
    assert not [one for one in remarks_made if re.search(r"unseen|rule|plateau", say(one), re.IGNORECASE)]


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
