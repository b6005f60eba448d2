"""What holds of every verdict, whatever it is about. A new one is taken in by its row in the table."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.coaching import verdicts
from drillgrok.coaching.claims import Measure
from drillgrok.coaching.facts import (
    RECENT,
    UNSEEN_STEP,
    Circumstances,
    ExamResult,
    Facts,
    Keeping,
    LateInTime,
    Recent,
    RecentPace,
)
from drillgrok.coaching.look import look
from drillgrok.coaching.luck import Count
from drillgrok.coaching.record import from_json, to_json
from drillgrok.coaching.said import said
from drillgrok.coaching.today import PracticeToday
from drillgrok.coaching.verdict import Said, Verdict
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.verdicts import BY_KIND, ROWS, memorising, no_sign, plateau
from drillgrok.coaching.words import MEANINGS, say
from drillgrok.phases.onset import Onset
from drillgrok.phases.phase import PHASES, Phase
from drillgrok.phases.regions import Belief, Posterior
from tests.helpers.speech import is_fit_to_be_said, numbers_in

few = settings(max_examples=60)
every_verdict = pytest.mark.parametrize("row", ROWS, ids=[row.kind for row in ROWS])
every_row = pytest.mark.parametrize("row", BY_KIND.values(), ids=BY_KIND)
"""Remarks too."""
PROMISED = ("close", "near", "almost", "soon", "breakthrough", "forming", "most people", "will click", "dip")
SAID_WITHOUT_A_FIGURE = {UNSEEN_STEP, *no_sign.MILESTONES}
"""Numbers that are the same for everybody."""

UNSEEN = ("unseen", "unseen_in_phase", "unseen_lately", "unseen_last", "unseen_after", "unseen_before", "baseline")

# Facts of any kind, with nothing missing that a verdict could need.

SOME = st.integers(0, 9_999)
PROBABILITY = st.floats(0, 1)
BELIEFS = st.builds(Belief, PROBABILITY, PROBABILITY, PROBABILITY)
ANY_PHASE = st.sampled_from(Phase)


def counts(most: int = 9_999) -> st.SearchStrategy[Count]:
    """Half of them as luck would have it: who is lucky hears of nothing else on the plateau."""

    def count(n: int, right: float | None, chance: float) -> Count:
        return Count(round(n * (chance if right is None else right)), n, n * chance)

    return st.builds(count, st.integers(UNSEEN_STEP, most), st.none() | PROBABILITY, st.floats(0.01, 0.9))


@st.composite
def sayings(draw: Any) -> Said:
    """What was said so far: nothing, or one verdict of any kind."""
    row = draw(st.none() | st.sampled_from(ROWS))
    if row is None:
        return Said()
    phase = draw(ANY_PHASE | st.just(Phase.PLATEAU))  # has the most to say once it has been named
    figures = {"milestone": draw(st.sampled_from(no_sign.MILESTONES))} if row is no_sign.ROW else {}
    return said([Verdict(row.kind, draw(SOME), phase, 1, figures, unseen=0)])


POSTERIORS = st.builds(
    Posterior,
    SOME,
    ANY_PHASE,
    st.just(dict.fromkeys(PHASES, 0.25)),
    BELIEFS,
    BELIEFS,
    PROBABILITY,
    SOME,
    SOME,
    PROBABILITY,
)
KEEPING = st.builds(Keeping, SOME, st.integers(-9, 200), SOME, SOME, st.none() | counts(40), SOME)
CIRCUMSTANCES = st.builds(
    Circumstances,
    narrated=st.booleans(),
    exam=st.none() | st.builds(ExamResult, SOME, SOME, st.booleans()),
    exam_open=st.booleans(),
    exam_items=SOME,
    exam_needed=SOME,
    deadline_ms=SOME,
    tighter_ms=SOME,
    floor_ms=SOME,
    keeping=st.none() | KEEPING,
)
TODAY = st.just(PracticeToday()) | st.builds(
    PracticeToday,
    **dict.fromkeys(
        ("number", "answers", "answers_a_week_ago", "most_before", "items_before", "first_day_items"), SOME
    ),
    **dict.fromkeys(("week_minutes", "week_before_minutes", "late", "late_before", "row", "row_before"), SOME),
    **dict.fromkeys(("fast_ms", "fast_before_ms", "came", "came_at", "absent"), SOME),
    practised=counts(300),
    practised_before=counts(1_000),
)
FACTS = st.builds(
    Facts,
    number=SOME,
    posterior=POSTERIORS,
    phase=ANY_PHASE,
    since=SOME,
    moved=PROBABILITY,
    known=st.booleans(),
    attested=st.booleans(),
    unclaimed=st.booleans(),
    withheld=st.sampled_from([0, 5, 40]),
    volume=SOME | st.sampled_from(no_sign.MILESTONES),
    items=SOME,
    items_then=SOME,
    answers=SOME,
    days=SOME,
    baseline=counts(UNSEEN_STEP),
    fresh=st.booleans(),
    unseen=counts(),
    unseen_in_phase=counts(),
    unseen_lately=counts(60),
    unseen_last=counts(UNSEEN_STEP),
    unseen_after=counts(60),
    unseen_before=counts(),
    onset=st.none() | st.builds(Onset, SOME, SOME, SOME),
    settled=counts(200),
    recent=st.builds(Recent, SOME, st.just(RECENT), SOME, PROBABILITY),
    said_today=st.booleans(),
    pace=st.builds(RecentPace, SOME, SOME, SOME, SOME, SOME),
    on_the_clock=st.none() | st.builds(LateInTime, st.just(100), st.integers(0, 100), SOME),
    rephrased=counts(24),
    told_quick=counts(60),
    told_calm=counts(60),
    today=TODAY,
    felt=st.sampled_from([(), (7,), (7, 9_000)]),
    circumstances=CIRCUMSTANCES,
    said=sayings(),
)


# The table and the files.


def test_every_file_is_a_row_and_every_row_a_file_of_its_name():
    assert sorted(module.name for module in iter_modules(verdicts.__path__)) == sorted(row.kind for row in ROWS)
    for row in ROWS:
        module = import_module(f"{verdicts.__name__}.{row.kind}")
        assert module.ROW is row
        assert row.kind == module.KIND


@given(facts=FACTS)
def test_whatever_the_facts_something_is_said(facts):
    found = look(facts)
    assert found.kind in {row.kind for row in ROWS}


# Words.


def sentences(row: VerdictRow, facts: Facts) -> list[str]:
    """Whatever could be said of these facts."""
    figures = row.figures(facts)
    return [way.say(figures) for way in row.ways if way.holds(figures)]


@every_row
def test_each_way_has_a_name_of_its_own(row: VerdictRow):
    assert len({way.name for way in row.ways}) == len(row.ways)


@pytest.mark.parametrize("row", [plateau.ROW, memorising.ROW], ids=lambda row: row.kind)
@few
@given(facts=FACTS)
def test_what_can_last_for_weeks_can_be_put_in_eight_ways_at_least_that_tell_different_things(
    row: VerdictRow, facts: Facts
):
    assert len({way.told(row.kind) for way in row.ways}) >= 8
    texts = sentences(row, facts)
    assert len(set(texts)) == len(texts)


def test_what_the_coach_means_by_its_words_is_said_in_a_short_sentence_each():
    for meaning in MEANINGS.values():
        assert re.fullmatch(r"[A-Z][^.]{20,70}\.", meaning)
        assert not numbers_in(meaning)


@every_row
@few
@given(facts=FACTS)
def test_every_sentence_is_fit_to_be_said(row: VerdictRow, facts: Facts):
    for text in sentences(row, facts):
        assert is_fit_to_be_said(text), text


@every_row
@few
@given(facts=FACTS)
def test_no_number_is_said_that_is_no_figure(row: VerdictRow, facts: Facts):
    figures = row.figures(facts)
    known = {str(n) for n in (*figures.values(), *SAID_WITHOUT_A_FIGURE)} | {
        f"{n / 1000:.1f}" for n in figures.values()
    }
    for text in sentences(row, facts):
        assert numbers_in(text) <= known, text


@every_row
@few
@given(facts=FACTS, unseen=counts())
def test_a_row_that_counts_no_unseen_answers_has_the_same_figures_whatever_they_were(
    row: VerdictRow, facts: Facts, unseen: Count
):
    if row.counts_unseen:
        return
    others = dict.fromkeys(UNSEEN, unseen)
    assert row.figures(replace(facts, **others)) == row.figures(facts)


@every_row
def test_an_aside_counts_no_unseen_answers(row: VerdictRow):
    assert not (row.is_aside and row.counts_unseen)


@every_row
def test_the_next_step_is_a_sentence_without_a_figure_or_a_promise(row: VerdictRow):
    assert re.fullmatch(r"[A-Z][^.]+\.", row.next_step)
    assert not numbers_in(row.next_step)
    assert not [word for word in PROMISED if word in row.next_step.lower()]


# What is stored.


@every_row
@few
@given(facts=FACTS)
def test_a_verdict_comes_back_from_its_record_with_words_and_claim(row: VerdictRow, facts: Facts):
    figures = row.figures(facts)
    for way in row.ways:
        if way.holds(figures):
            verdict = Verdict(row.kind, 7, facts.phase, 3, figures, 12, row.claim, way.name, 5, ("unseen",))
            again = from_json(to_json(verdict))
            assert again == verdict
            assert say(again) == f"{way.say(figures)} {MEANINGS['unseen']}"


@every_verdict
def test_a_claim_can_be_decided(row: VerdictRow):
    claim = row.claim
    if claim is not None:
        assert claim.measure in set(Measure)
        assert 0 < claim.share < 1
        assert 0 < claim.least <= claim.horizon
        assert row.counts_unseen
