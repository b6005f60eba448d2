"""Numbers are written the same way everywhere."""

from __future__ import annotations

import pytest

from drillgrok.charts.chart import Unit
from drillgrok.charts.numbers import between, written


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.96, Unit.SHARE, "96 %"),
        (0.0, Unit.SHARE, "0 %"),
        (1.0, Unit.SHARE, "100 %"),
        (-0.05, Unit.SHARE, "-5 %"),
        (1240, Unit.COUNT, "1,240"),
        (2.5, Unit.COUNT, "2.5"),
        (-0.001, Unit.COUNT, "0"),
        (2.13, Unit.SECONDS, "2.1 s"),
        (0.85, Unit.SECONDS, "0.85 s"),
        (12.4, Unit.SECONDS, "12 s"),
        (2.0, Unit.SECONDS, "2 s"),
        (1.44, Unit.RATIO, "1.4×"),
        (0.0, Unit.NAME, "1"),
        (None, Unit.SHARE, "unclear"),
    ],
)
def test_each_unit_has_its_way(value: float | None, unit: Unit, text: str) -> None:
    assert written(value, unit) == text


@pytest.mark.parametrize(("share", "text"), [(0.004, "<1 %"), (0.9951, ">99 %")])
def test_a_share_is_all_or_nothing_only_when_it_is(share: float, text: str) -> None:
    assert written(share, Unit.SHARE) == text


def test_an_interval_names_its_unit_once() -> None:
    assert between(0.02, 0.35, Unit.SHARE) == "2 to 35 %"
    assert between(1.0, 1.3, Unit.SECONDS) == "1 to 1.3 s"
    assert between(0.9, 1.4, Unit.RATIO) == "0.9 to 1.4×"
    assert between(0.004, 0.3, Unit.SHARE) == "<1 to 30 %"
    assert not between(None, 0.3, Unit.SHARE)
