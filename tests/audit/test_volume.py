"""Whether there is enough of a deck, and for how long."""

from __future__ import annotations

from typing import Any

import pytest

from drillgrok.audit.finding import Severity

SUM = "(a + b) % 31"


def test_items_groups_and_their_three_parts_are_counted(table_deck: Any, found: Any) -> None:
    numbers = found(table_deck("{a: 0..30, b: 0..30}", SUM, inside="group: {unordered: [a, b]}"))[
        "volume.items"
    ].numbers
    assert (numbers["items"], numbers["groups"]) == (961, 496)
    assert numbers["practised"] + numbers["probes"] + numbers["reserve"] == 496


def test_a_large_deck_has_enough_of_everything(table_deck: Any, found: Any) -> None:
    findings = found(table_deck("{a: 0..99, b: 0..99}", "(a + b) % 100"))
    assert {findings[f"volume.{name}"].severity for name in ("items", "probes", "claims", "memory")} == {Severity.OK}


def test_a_small_deck_is_told_that_no_plateau_can_be_claimed_and_that_memory_holds_it(
    table_deck: Any, found: Any
) -> None:
    findings = found(table_deck("{a: 0..4, b: 0..4}", "(a + b) % 5"))
    assert findings["volume.probes"].severity is Severity.WARN
    assert findings["volume.claims"].severity is Severity.WARN
    assert findings["volume.memory"].severity is Severity.WARN
    assert findings["volume.memory"].numbers["days"] == 1


def test_a_middling_deck_is_told_that_news_comes_slowly(table_deck: Any, found: Any) -> None:
    probes = found(table_deck("{a: 0..12, b: 0..12}", "(a + b) % 13"))["volume.probes"]
    assert probes.severity is Severity.NOTE
    assert "held_out" in probes.mend


@pytest.mark.parametrize(("side", "least"), [(13, 30), (31, 40), (97, 40)])
def test_unseen_items_last_for_weeks_at_the_drill_s_own_rationing(
    table_deck: Any, found: Any, side: int, least: int
) -> None:
    numbers = found(table_deck(f"{{a: 0..{side - 1}, b: 0..{side - 1}}}", f"(a + b) % {side}"))["volume.probes"].numbers
    assert least <= numbers["last_day"]
    assert numbers["last_day"] >= numbers["probes"] / 10
