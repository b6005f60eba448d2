"""A run's counts are what the log holds, however it is fed."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.coaching.counts import RunCounts, counted
from drillgrok.coaching.gather_facts import recent_of
from drillgrok.model.log import Flag


def test_fed_by_the_block_or_at_once_the_counts_are_the_same(coached):
    log = coached("step").log[:900]
    at_once = counted(RunCounts(), log)

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.integers(0, 900), max_size=8))
    def check(cuts):
        counts = RunCounts()
        edges = [0, *sorted(cuts), 900]
        for start, end in itertools.pairwise(edges):
            counts = counted(counts, log[start:end])
        assert counts == at_once

    check()


def test_counting_on_leaves_the_earlier_counts_as_they_were(coached):
    log = coached("step").log
    before = counted(RunCounts(), log[:100])
    again = counted(RunCounts(), log[:100])
    counted(before, log[100:200])
    assert before == again


def test_undone_answers_are_left_out_of_every_count_but_still_met(coached):
    log = coached("step").log[:300]
    undone = [replace(r, flags=r.flags | {Flag.UNDONE}) if r.seq % 10 == 0 else r for r in log]
    counts = counted(RunCounts(), undone)
    assert counts.volume == 270
    assert counts.volume_at(150) == 135
    assert len(counts.met) == len(counted(RunCounts(), log).met)
    assert all(a.number % 10 for a in (*counts.unseen, *counts.settled))


def test_days_and_items_are_counted_from_a_response_on(coached):
    counts = counted(RunCounts(), coached("step").log)
    assert counts.days_since(1) == 6
    assert counts.days_since(counts.number) == 1
    assert counts.items_at(0) == 0
    assert counts.items_at(counts.number) == len(counts.met)


def test_yesterdays_answers_do_not_tire_today(coached):
    counts = counted(RunCounts(), coached("step").log)
    assert recent_of(counts) is not None
    assert recent_of(counts, today=counts.day_starts[-1][0] + 1) is None
