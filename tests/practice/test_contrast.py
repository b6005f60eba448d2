"""No key and no ending is right for long: whatever a deck covers first, classes of answers stay in contrast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.library.profiles import deck_profile
from drillgrok.model.deck import Deck, key_text
from drillgrok.model.log import Clock, Flag, Moment, Outcome, Pressure, Response, Role
from drillgrok.practice.begin import lay_out
from drillgrok.practice.contrast import ABOVE_SHARE, CLASSES_IN_A_WINDOW, UNMET_LEAST
from drillgrok.practice.picker import Pick, pick
from drillgrok.practice.split import plan_split
from drillgrok.practice.standing import BASELINE_ANSWERS, CONTRAST_WINDOW, GroupMemory, Standing, after
from drillgrok.practice.state import Run
from drillgrok.shortcuts.classes import REST, ItemClasses, item_classes
from drillgrok.shortcuts.profile import COMMON

DECKS = {path.stem: path for path in sorted(bundled("decks").glob("*/*.yaml"))}
SEEDS = range(20)
_MORNING_MS = 1_767_254_400_000


@cache
def deck_named(name: str) -> Deck:
    return read_deck(load_source(DECKS[name]))


def run_of(deck: Deck, seed: int) -> Run:
    plan = plan_split(deck.items, deck.held_out, seed)
    run = lay_out(deck, seed=seed, plan=plan, pace=deck.pace, primed=False, profile=deck_profile(deck))
    return replace(run, split=replace(run.split, classes=classes_of(deck.id)))


@cache
def classes_of(name: str) -> ItemClasses:
    """Found out once for all seeds: no class of these decks depends on a run's signs."""
    deck = deck_named(name)
    return item_classes(deck, (), deck_profile(deck))


def answered(run: Run, standing: Standing, picked: Pick, *, right: bool) -> Response:
    met = standing.groups.get(int(run.split.items.group_of[picked.index]), GroupMemory())
    return Response(
        seq=standing.count + 1,
        at=Moment(_MORNING_MS + 2000 * standing.count, 0),
        item=key_text(int(run.split.items.keys[picked.index])),
        presentation="plain",
        role=picked.role,
        seen=met.seen,
        shown=met.shown,
        chance=0.1,
        outcome=Outcome.ANSWERED,
        answer="x",
        correct=right,
        rt_ms=900,
        first_key_ms=500,
        deadline_ms=8000,
        clock=picked.clock,
        pressure=Pressure.FIRM,
        flags=picked.flags,
    )


class Asked(NamedTuple):
    """A practised showing."""

    shown: int
    """Its class."""
    watched: Mapping[int, float]
    """The deck's share of each class that had a twentieth of what was still to be met."""


def classes_asked(run: Run, count: int, is_right: Callable[[int], bool]) -> list[int]:
    return [one.shown for one in asked_of(run, count, is_right)]


def asked_of(run: Run, count: int, is_right: Callable[[int], bool]) -> list[Asked]:
    """The practised showings while enough is still to be met; `is_right` judges by an item's class."""
    standing, found = after(Standing(), (), run.split, run.pace), []
    left = Counter(map(run.split.classes.of, run.split.practised.tolist()))
    for _ in range(count):
        if len(run.split.practised) - len(standing.items) < UNMET_LEAST:
            break
        picked = pick(standing, run.split, Random(f"{run.seed}:{standing.count}"), daily_goal=300)
        shown = run.split.classes.of(picked.index)
        if picked.role is Role.PRACTISED:
            shares = run.split.classes.shares
            watched = {each: share for each, share in shares.items() if left[each] >= COMMON * left.total()}
            found.append(Asked(shown, watched))
            left[shown] -= picked.index not in standing.items
        standing = after(standing, (answered(run, standing, picked, right=is_right(shown)),), run.split, run.pace)
    return found


def breaches(asked: Sequence[Asked]) -> list[tuple[int, str]]:
    """Where a window breaks the law: a class that fills it, or too few of the classes that had a twentieth of what was
    unmet all through it."""
    windows = [(0, asked[:BASELINE_ANSWERS])]
    windows += [(at, asked[at : at + CONTRAST_WINDOW]) for at in range(len(asked) - CONTRAST_WINDOW + 1)]
    broken = []
    for at, window in windows:
        watched = set.intersection(*(set(one.watched) for one in window))
        counts = Counter(one.shown for one in window)
        shares = window[0].watched
        fills = any(counts[each] > len(window) * (shares[each] + ABOVE_SHARE) for each in watched)
        few = sum(1 for each in watched if counts[each]) < min(len(watched), CLASSES_IN_A_WINDOW)
        broken += [(at, "filled")] * fills + [(at, "few")] * few
    return broken


@pytest.mark.parametrize("name", DECKS)
def test_no_class_fills_a_window_and_several_stand_in_each(name: str) -> None:
    deck = deck_named(name)
    for seed in SEEDS if len(deck_profile(deck).shares) > 1 else ():
        run = run_of(deck, seed)
        rng = Random(seed)
        assert breaches(asked_of(run, 80, lambda _shown: rng.random() < 0.7)) == []  # noqa: B023


@pytest.mark.parametrize("name", ["turkish-many", "korean-three", "counterfeit-coins", "finnish-some"])
def test_classes_come_as_often_as_in_the_deck_even_for_who_knows_one_only(name: str) -> None:
    deck = deck_named(name)
    counts: Counter[int] = Counter()
    for seed in range(8):
        run = run_of(deck, seed)
        known = max(run.split.classes.shares, key=lambda each: run.split.classes.shares[each])
        counts.update(classes_asked(run, 250, lambda shown: shown == known))  # noqa: B023
    for each, share in run.split.classes.shares.items():
        assert counts[each] / counts.total() == pytest.approx(share, abs=0.04)


@pytest.mark.parametrize("name", ["turkish-many", "korean-three", "counterfeit-coins", "finnish-some"])
def test_answering_what_was_absent_longest_gains_next_to_nothing(name: str) -> None:
    deck = deck_named(name)
    right = asked = 0
    for seed in range(8):
        run = run_of(deck, seed)
        rng = Random(seed)
        last: dict[int, int] = {}
        for at, shown in enumerate(classes_asked(run, 250, lambda _shown: rng.random() < 0.7)):  # noqa: B023
            if at >= CONTRAST_WINDOW:
                right += shown == min(run.split.classes.shares, key=lambda each: last.get(each, -1))
                asked += 1
            last[shown] = at
    best = max(run.split.classes.shares.values())
    assert right / asked <= best + 0.02


def test_a_class_at_the_edge_of_the_watch_fills_no_window_either(tmp_path: Path) -> None:
    """Where classes stand in no column, what is left of them is counted by expectation: some are watched by the law and
    among the rest for the picker."""
    text = DECKS["loire"].read_text(encoding="utf-8")
    path = tmp_path / "loire.yaml"
    path.write_text(text.replace("drill: intervals", "drill: intervals, accidentals: single").replace("50%", "60%"))
    deck = read_deck(load_source(path))
    assert len(deck.items) != len(deck_named("loire").items)
    profile = deck_profile(deck)
    for seed in (1, 8, 10):
        plan = plan_split(deck.items, deck.held_out, seed)
        run = lay_out(deck, seed=seed, plan=plan, pace=deck.pace, primed=False, profile=profile)
        rng = Random(seed)
        assert breaches(asked_of(run, 80, lambda _shown: rng.random() < 0.7)) == []  # noqa: B023


def test_what_is_asked_again_after_the_end_is_no_part_of_a_window() -> None:
    run = run_of(deck_named("turkish-many"), 1)
    standing = after(Standing(), (), run.split, run.pace)
    picked = pick(standing, run.split, Random(1), daily_goal=300)
    again = Pick(picked.index, Role.PRACTISED, Clock.CALM, frozenset({Flag.REDRILL}))
    once = after(standing, (answered(run, standing, picked, right=True),), run.split, run.pace)
    twice = after(once, (answered(run, once, again, right=True),), run.split, run.pace)
    assert once.classes == twice.classes != ()


def test_a_rare_class_is_one_of_the_rest() -> None:
    run = run_of(deck_named("lantern-31"), 1)
    assert {run.split.classes.of(index) for index in range(50)} == {REST}
