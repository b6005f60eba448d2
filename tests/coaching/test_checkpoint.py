"""Counts that were kept and put back go on as if they had never been away."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.coaching.checkpoint import counts_from_bytes, counts_to_bytes
from drillgrok.coaching.counts import RunCounts, counted
from drillgrok.model.packed import unpacked
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS


@pytest.fixture(scope="module")
def log():
    run = demo_run(demo_deck(), 1)
    return [response for _, _, response in drill_days(run, LEARNERS["step"](1, run), days=2, daily=250)]


def test_read_on_from_any_cut_they_are_what_one_pass_makes_them(log):
    whole = counted(RunCounts(), log)

    @settings(max_examples=25, deadline=None)
    @given(cut=st.integers(0, len(log)))
    def check(cut: int) -> None:
        known = counts_from_bytes(counts_to_bytes(counted(RunCounts(), log[:cut])))
        assert known == counted(RunCounts(), log[:cut])
        assert counted(known, log[cut:]) == whole

    check()


def test_no_field_is_left_behind(log):
    head, columns = unpacked(counts_to_bytes(counted(RunCounts(), log)))
    assert {field.name for field in fields(RunCounts)} <= set(head) | set(columns)


@pytest.mark.parametrize("data", [b"", b"{}", b"abcdefgh", bytes(100)])
def test_what_is_none_is_refused(data):
    with pytest.raises(ValueError, match=r"damaged|Expecting"):
        counts_from_bytes(data)
