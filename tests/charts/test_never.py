"""P(never): the known values, growing with every answer, as a range and only while the question stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.charts.catalogue import never
from drillgrok.charts.catalogue.never import PRIORS, after_any_time, after_early_ones, p_never
from drillgrok.charts.chart import Listing
from drillgrok.coaching.verdicts import grokked, known, plateau, recited_only, shifting

Make = Callable[..., Any]
SURVIVALS = st.sampled_from([survival for _, survival in PRIORS])


@pytest.mark.parametrize(("t", "expected"), [(500, 2 / 3), (1000, 0.8), (2000, 16 / 17)])
def test_with_half_by_500_it_is_what_was_worked_out_by_hand(t: float, expected: float) -> None:
    assert p_never(t, 0.5, after_early_ones) == pytest.approx(expected)


def test_log_uniform_onsets_are_half_over_at_the_geometric_middle() -> None:
    assert after_any_time((100 * 20_000) ** 0.5) == pytest.approx(0.5)
    assert (after_any_time(50), after_any_time(30_000)) == (1.0, 0.0)


@given(SURVIVALS, st.floats(0, 30_000), st.floats(0, 30_000), st.sampled_from(never.NEVER))
def test_it_grows_with_every_answer_from_what_was_believed_at_first(
    survival: Callable[[float], float], one: float, other: float, share: float
) -> None:
    earlier, later = sorted((one, other))
    assert share <= p_never(earlier, share, survival) <= p_never(later, share, survival) <= 1
    assert p_never(0, share, survival) == pytest.approx(share)


def test_it_is_a_range_over_named_beliefs(history_with: Make) -> None:
    chart = never.chart(history_with(volume=2400))
    assert isinstance(chart.body, Listing)
    assert len(chart.body.rows) >= 3
    assert chart.says.startswith(
        "After 2,400 answers without a change, the probability that none ever comes is anything from 33 to 98 %"
    )
    assert "Your answers do not narrow it" in chart.says


def test_a_belief_that_ends_before_here_says_nothing(history_with: Make) -> None:
    chart = never.chart(history_with(volume=25_000))
    assert isinstance(chart.body, Listing)
    assert [row[1] for row in chart.body.rows] == [">99 %", "beyond it", "beyond it"]


@pytest.mark.parametrize("kind", [shifting.KIND, grokked.KIND, known.KIND, recited_only.KIND])
def test_once_something_moved_the_question_is_not_asked(history_with: Make, kind: str) -> None:
    assert never.chart(history_with(), said=[kind, plateau.KIND]).body is None


def test_nor_where_the_model_leads_with_a_change_or_the_seal_is_open(history_with: Make, belief: Make) -> None:
    assert never.chart(history_with(beliefs=(belief(400, "grokked"),))).body is None
    assert never.chart(history_with(), seal_open=True).body is None
    assert never.chart(history_with(beliefs=(belief(400, "plateau"),)), said=["plateau"]).body is not None
