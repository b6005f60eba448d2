"""What is said: its numbers are the log's, it is short, and some things are never said."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.coaching.facts import UNSEEN_LEAST
from drillgrok.coaching.verdict import Verdict, VerdictKind
from drillgrok.coaching.words import say
from drillgrok.model.log import Clock, Role
from drillgrok.phases.phase import Phase
from drillgrok.simulation.learners import LEARNERS

NEVER_SAID = re.compile(
    r"\bclose\b|\bnearly\b|\balmost\b|breakthrough|underneath|most people|\bdip\b|\bhelped\b|thanks to|\bsoon\b|"
    r"about to|\bfault\b|\blazy\b|you should|give up|quit|\bnever\b|%|congratulat|well done|error|mistake|off by",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"\.(?= [A-Z]|$)")
QUOTED_FROM_THE_LOG = ["step", "never", "tired", "relapsing", "half-way", "expert beginner", "knows, is slow"]
MAYBE = {
    VerdictKind.NOT_ENOUGH_DATA: ["unseen_n", "settled_n", "unseen_needed", "settled_needed"],
    VerdictKind.KNOWN: ["baseline_right", "baseline_n", "guessed"],
    VerdictKind.TIRED: ["recent_right", "recent_n", "usual", "timed_out"],
    VerdictKind.RECITED_ONLY: ["quick_right", "quick_n", "calm_right", "calm_n"],
    VerdictKind.MEMORISED_ONLY: ["settled_right", "settled_n", "rephrased_right", "rephrased_n"],
    VerdictKind.GROKKED: ["after_right", "after_n", "settled_right", "settled_n", "exam_passed"],
    VerdictKind.SHIFTING: ["after_right", "after_n", "before_right", "before_n", "onset", "onset_low", "onset_high"],
    VerdictKind.EXPERT_BEGINNER: ["settled_right", "settled_n", "pace_n", "late_ms", "deadline_ms", "tighter_ms"],
    VerdictKind.NO_SIGN: ["milestone", "volume", "unseen_right", "unseen_n", "guessed"],
    VerdictKind.PLATEAU: [
        "settled_right", "settled_n", "unseen_right", "unseen_n", "guessed", "answers", "days", "items", "items_then",
        "pace_n", "early_ms", "late_ms", "early_deadline_ms", "late_deadline_ms",
    ],
    VerdictKind.MEMORISING: ["items", "settled_right", "settled_n", "unseen_right", "unseen_n", "guessed"],
}  # fmt: skip


def is_fit_to_be_said(text: str) -> bool:
    return (
        not NEVER_SAID.search(text)
        and 1 <= len(SENTENCE_END.findall(text)) <= 2
        and re.search(r"\d", text) is not None
        and len(text) <= 330
    )


@pytest.mark.parametrize("name", LEARNERS)
def test_whatever_a_learner_does_every_sentence_is_fit_and_about_ten_unseen_answers_or_more(coached, name):
    for verdict in coached(name).verdicts:
        assert is_fit_to_be_said(say(verdict)), say(verdict)
        for counted in ("unseen", "after", "before", "fallen", "slipping", "trace", "baseline", "quick"):
            assert verdict.figures.get(f"{counted}_n", 10) >= 10


@given(kind=st.sampled_from(VerdictKind), data=st.data())
def test_with_any_figures_every_sentence_is_fit_to_be_said(kind, data):
    figures = {name: data.draw(st.integers(0, 99_999), label=name) for name in MAYBE[kind]}
    text = say(Verdict(kind, 1, Phase.PLATEAU, 1, figures, unseen=0))
    assert is_fit_to_be_said(text), text


@given(data=st.data())
def test_on_the_plateau_no_number_is_said_that_is_no_figure(data):
    figures = {name: data.draw(st.integers(0, 9_999), label=name) for name in MAYBE[VerdictKind.PLATEAU]}
    text = say(Verdict(VerdictKind.PLATEAU, 1, Phase.PLATEAU, 1, figures, unseen=0))
    said = {number.replace(",", "") for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}
    known = {str(UNSEEN_LEAST)} | {str(n) for n in figures.values()} | {f"{n / 1000:.1f}" for n in figures.values()}
    assert said <= known


def test_the_same_figures_give_the_same_words_and_later_ones_others(coached):
    run = coached("never", 17, deck="signs/cinder-31.yaml")
    plateau = [v for v in run.verdicts if v.kind is VerdictKind.PLATEAU]
    assert [say(v) for v in plateau] == [say(v) for v in plateau]
    shapes = {re.sub(r"\d[\d,.]*", "#", say(v)) for v in plateau}
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
