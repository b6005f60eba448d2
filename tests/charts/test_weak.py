"""Weak items: drawn towards the others, few and in no order while the seal is closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import log

import pytest

from drillgrok.charts.catalogue import weak
from drillgrok.charts.chart import Chart, Listing
from drillgrok.history.figures import ItemTally
from drillgrok.model.item import ItemKey

Make = Callable[..., Chart]


def item(number: int, right: int, n: int = 12, ms: float = 2000.0) -> ItemTally:
    middle = log(ms)
    key = ItemKey(f"{(number * 0x9E3779B97F4A) % (1 << 48):012x}")
    return ItemTally(key, number, n, n, right, right, right * middle, right * (middle**2 + 0.04))


HARD = [item(k, 6, ms=9000) for k in range(4)]
ITEMS = [*HARD, *(item(k, 11) for k in range(4, 60))]
NAMES = {one.item: f"prompt {one.first}" for one in ITEMS}
PROMPTS = NAMES.get
CHARTS = pytest.mark.parametrize("make", [weak.missed, weak.slow])


def listing_of(chart: Chart) -> Listing:
    assert isinstance(chart.body, Listing)
    return chart.body


def named(chart: Chart) -> list[object]:
    return [row[0] for row in listing_of(chart).rows]


@CHARTS
def test_the_weakest_items_are_named_once_the_seal_is_open_weakest_first(make: Make) -> None:
    assert set(named(make(ITEMS, PROMPTS, opened=True))[:4]) == {f"prompt {k}" for k in range(4)}


def test_while_it_is_closed_they_are_ten_at_most_and_ordered_by_key() -> None:
    falling = [replace(item(k, 12 - k % 9), first=k) for k in range(60)]
    names = named(weak.missed(falling, PROMPTS, opened=False))
    keys = {f"prompt {one.first}": one.item for one in falling}
    assert 0 < len(names) <= weak.NAMED
    assert names == sorted(names, key=lambda name: keys[str(name)])


@CHARTS
def test_the_order_in_which_items_are_handed_over_changes_nothing_while_it_is_closed(make: Make) -> None:
    apart = [item(k, 3 + k % 9, n=40, ms=2000 + 37 * k) for k in range(60)]
    assert make(apart, PROMPTS, opened=False) == make(apart[::-1], PROMPTS, opened=False)


def test_an_item_that_was_asked_seldom_is_not_named() -> None:
    rare = [*ITEMS[4:], item(99, 0, n=weak.LEAST - 1)]
    names = {**NAMES, rare[-1].item: "rare"}
    assert "rare" not in named(weak.missed(rare, names.get, opened=True))


def test_an_item_without_a_prompt_is_not_named() -> None:
    names = {key: name for key, name in NAMES.items() if key != HARD[0].item}
    assert "prompt 0" not in named(weak.missed(ITEMS, names.get, opened=True))


def test_it_says_how_many_are_clearly_below() -> None:
    often = [item(k, 12 if k < 4 else 36, n=40) for k in range(60)]
    says = weak.missed(often, PROMPTS, opened=False).says
    assert says == "All 60 items together are 86 % right; 4 of the 4 below are clearly under that."


@CHARTS
def test_few_items_are_not_compared(make: Make) -> None:
    assert make(ITEMS[:4], PROMPTS, opened=True).body is None


def test_equal_items_have_none_that_is_weak() -> None:
    alike = [item(k, 10) for k in range(20)]
    found = weak.missed(alike, PROMPTS, opened=True)
    assert found.body is None or "none of the" in found.says


def test_a_prompt_of_several_lines_stands_on_one() -> None:
    names = {key: f"two\n  lines {name}" for key, name in NAMES.items()}
    assert named(weak.missed(ITEMS, names.get, opened=True))[0] in {f"two lines prompt {k}" for k in range(4)}
