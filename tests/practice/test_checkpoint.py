"""A standing that was kept and put back is the one that a pass over the whole log makes, to the next pick."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.model.log import UNDO_DEPTH, Flag, Response
from drillgrok.model.packed import unpacked
from drillgrok.practice.checkpoint import standing_from_bytes, standing_to_bytes
from drillgrok.practice.picker import Mood, pick
from drillgrok.practice.standing import Standing, after, fold
from drillgrok.practice.state import Run
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS

LENGTH = 900


@cache
def run_and_log(name: str = "demo") -> tuple[Run, tuple[Response, ...]]:
    deck = demo_deck() if name == "demo" else read_deck(load_source(bundled("decks") / "language" / f"{name}.yaml"))
    run = demo_run(deck, 1)
    walked = drill_days(run, LEARNERS["never"](1, run), days=3, daily=LENGTH // 3)
    return run, tuple(response for _, _, response in walked)


def kept(standing: Standing, run: Run) -> Standing:
    found = standing_from_bytes(standing_to_bytes(standing, run), run)
    assert found is not None
    return found


def same(one: Standing, other: Standing, run: Run) -> bool:
    """In all that they hold, and in what comes next."""
    moods = (Mood(), Mood(moving=True), Mood(tired=True, plateau=True))
    picks = [
        [pick(standing, run.split, Random(seed), daily_goal=300, mood=mood) for seed in range(8) for mood in moods]
        for standing in (one, other)
    ]
    return one == other and picks[0] == picks[1]


@pytest.mark.parametrize("name", ["demo", "finnish-in"])
@settings(max_examples=15, deadline=None)
@given(cut=st.integers(0, LENGTH), undone=st.integers(1, UNDO_DEPTH))
def test_read_on_from_any_cut_it_is_what_one_pass_makes_it(name: str, cut: int, undone: int) -> None:
    run, log = run_and_log(name)
    log = tuple(replace(r, flags=r.flags | {Flag.UNDONE}) if r.seq == len(log) - undone else r for r in log)
    whole, past = fold(log, run.split, run.pace)
    known = kept(after(Standing(), log[: min(cut, len(log) - UNDO_DEPTH)], run.split, run.pace), run)
    again, again_past = fold(log[known.count :], run.split, run.pace, known=known)
    assert same(again, whole, run)
    assert again_past == past


def test_an_undo_after_it_was_put_back_is_the_undo_of_one_pass() -> None:
    run, log = run_and_log()
    known = kept(after(Standing(), log[:700], run.split, run.pace), run)
    _, past = fold(log[700:720], run.split, run.pace, known=known)
    found = past.marked({716}, Flag.UNDONE, lambda standing, r: after(standing, (r,), run.split, run.pace))
    assert found is not None
    marked = tuple(replace(r, flags=r.flags | {Flag.UNDONE}) if r.seq == 716 else r for r in log[:720])
    assert same(found[0], fold(marked, run.split, run.pace)[0], run)


def test_no_field_of_a_standing_is_left_behind() -> None:
    run, log = run_and_log()
    head, columns = unpacked(standing_to_bytes(after(Standing(), log[:100], run.split, run.pace), run))
    made_of_the_others = {"waiting", "fresh", "unmet"}
    assert {field.name for field in fields(Standing)} - made_of_the_others <= set(head) | set(columns)


def test_of_another_run_deck_or_pace_it_is_none() -> None:
    run, log = run_and_log()
    data = standing_to_bytes(after(Standing(), log[:100], run.split, run.pace), run)
    assert standing_from_bytes(data, run) is not None
    others = [
        demo_run(demo_deck(), 2),
        replace(run, pace=replace(run.pace, floor_ms=run.pace.floor_ms + 1)),
        replace(run, deck=replace(run.deck, head=replace(run.deck.head, version="edited"))),
    ]
    assert [standing_from_bytes(data, other) for other in others] == [None] * 3


@settings(max_examples=40, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(1, 255))
def test_damage_anywhere_is_noticed(place: float, byte: int) -> None:
    run, log = run_and_log()
    data = bytearray(standing_to_bytes(after(Standing(), log[:60], run.split, run.pace), run))
    data[int(place * len(data))] ^= byte
    with pytest.raises(ValueError, match="damaged"):
        standing_from_bytes(bytes(data), run)
