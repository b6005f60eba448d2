"""The ledger counts what the log holds, however it is fed."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.coaching.counts import Ledger, enter
from drillgrok.coaching.facts import recent_of
from drillgrok.coaching.luck import Count, beyond_usual, luck, shortfall
from drillgrok.coaching.thresholds import FILE, thresholds
from drillgrok.model.log import Flag


def test_fed_by_the_block_or_at_once_the_ledger_is_the_same(coached):
    log = coached("step").log[:900]
    at_once = enter(Ledger(), log)

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.integers(0, 900), max_size=8))
    def check(cuts):
        ledger = Ledger()
        edges = [0, *sorted(cuts), 900]
        for start, end in itertools.pairwise(edges):
            ledger = enter(ledger, log[start:end])
        assert ledger == at_once

    check()


def test_entering_leaves_the_ledger_as_it_was(coached):
    log = coached("step").log
    before = enter(Ledger(), log[:100])
    again = enter(Ledger(), log[:100])
    enter(before, log[100:200])
    assert before == again


def test_undone_answers_are_left_out_of_every_count_but_still_met(coached):
    log = coached("step").log[:300]
    undone = [replace(r, flags=r.flags | {Flag.UNDONE}) if r.seq % 10 == 0 else r for r in log]
    ledger = enter(Ledger(), undone)
    assert ledger.volume == 270
    assert ledger.volume_at(150) == 135
    assert len(ledger.met) == len(enter(Ledger(), log).met)
    assert all(a.number % 10 for a in (*ledger.unseen, *ledger.settled))


def test_days_and_items_are_counted_from_a_response_on(coached):
    ledger = enter(Ledger(), coached("step").log)
    assert ledger.days_since(1) == 6
    assert ledger.days_since(ledger.number) == 1
    assert ledger.items_at(0) == 0
    assert ledger.items_at(ledger.number) == len(ledger.met)


def test_yesterdays_answers_do_not_tire_today(coached):
    ledger = enter(Ledger(), coached("step").log)
    assert recent_of(ledger) is not None
    assert recent_of(ledger, today=ledger.day_starts[-1][0] + 1) is None


@given(n=st.integers(1, 1200), chance=st.floats(0, 1), share=st.floats(0, 1), data=st.data())
def test_tails_are_probabilities_that_fall_as_the_surprise_grows(n, chance, share, data):
    right = data.draw(st.integers(0, n))
    found = Count(right, n, n * chance)
    assert 0 <= luck(found) <= 1 + 1e-9
    assert 0 <= shortfall(found, share) <= 1 + 1e-9
    if right < n:
        more = Count(right + 1, n, n * chance)
        assert luck(more) <= luck(found) + 1e-9
        assert shortfall(more, share) >= shortfall(found, share) - 1e-9


def test_a_tail_is_the_textbooks():
    assert luck(Count(2, 2, 0.5)) == pytest.approx(1 / 16)
    assert shortfall(Count(0, 2, 0.0), 0.5) == pytest.approx(1 / 4)
    assert beyond_usual(10, 40, 0.5) == pytest.approx(-10 / 10**0.5)


def test_thresholds_come_from_the_file_that_says_how_they_were_made():
    assert '"command"' in FILE.read_text(encoding="utf-8")
    assert 0.5 < thresholds().shifting_alarm < 1
    assert thresholds().tired_sd <= -2
