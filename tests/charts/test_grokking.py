"""The grokking plot: blocks as they are, thin ones without a height, phases that tile, and what to do tomorrow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.charts.catalogue import grokking
from drillgrok.charts.chart import Plot, Sign, SignKind, Voice
from drillgrok.coaching.verdicts import grokked, tired
from drillgrok.history.figures import BeliefAt, RunHistory

Make = Callable[..., Any]


def plot_of(history: RunHistory, **more: Any) -> Plot:
    body = grokking.chart(history, **more).body
    assert isinstance(body, Plot)
    return body


@pytest.fixture
def plateau(history_with: Make, block: Make, belief: Make) -> RunHistory:
    """Practised 28 of 30, unseen 1 of 20, three more waiting."""
    return history_with(
        settled=(block(51, 120, 8), block(121, 240, 10), block(241, 390, 10)),
        unseen=(block(2, 180, 1), block(181, 360, 0)),
        unseen_waiting=3,
        sessions=(1, 300),
        beliefs=tuple(belief(n, "unclear" if n < 200 else "plateau") for n in range(25, 401, 25)),
    )


@pytest.mark.parametrize(
    ("waiting", "said"),
    [(0, "No unseen answers yet; "), (1, "1 unseen answer so far; "), (7, "7 unseen answers so far; ")],
)
def test_where_nothing_can_be_counted_yet_each_sentence_is_one(history_with: Make, waiting: int, said: str) -> None:
    assert f"and a return. {said}they count in whole tens." in grokking.chart(history_with(unseen_waiting=waiting)).says


def test_unseen_answers_without_settled_ones_begin_a_sentence(history_with: Make, block: Make) -> None:
    says = grokking.chart(history_with(unseen=(block(2, 180, 1),))).says
    assert "and a return. Unseen 1 of 10, where guessing gives " in says


def test_every_block_is_a_point_with_its_share_its_n_and_its_interval(plateau: RunHistory) -> None:
    practised, unseen, _ = plot_of(plateau).series
    assert [(p.x, p.y, p.n) for p in practised.points] == [(120, 0.8, 10), (240, 1.0, 10), (390, 1.0, 10)]
    assert [(p.x, p.y, p.n) for p in unseen.points] == [(180, 0.1, 10), (360, 0.0, 10)]
    assert all(p.low is not None and p.high is not None and p.low <= p.y <= p.high for p in practised.points if p.y)


def test_a_step_is_not_smoothed(history_with: Make, block: Make) -> None:
    unseen = tuple(block(40 * k + 1, 40 * k + 40, 0 if k < 5 else 10) for k in range(10))
    _, series, _ = plot_of(history_with(unseen=unseen)).series
    assert [p.y for p in series.points] == [0.0] * 5 + [1.0] * 5


def test_stretches_of_a_line_touch(plateau: RunHistory) -> None:
    for series in plot_of(plateau).series[:2]:
        assert all(before.x == after.x_from for before, after in pairwise(series.points))


def test_the_guessing_line_is_the_mean_chance_of_the_unseen_items(plateau: RunHistory) -> None:
    guessing = plot_of(plateau).series[2]
    assert guessing.voice is Voice.GUESS
    assert {p.y for p in guessing.points} == {0.1}
    assert {p.n for p in guessing.points} == {20}


def test_a_last_block_that_is_too_small_joins_the_one_before(history_with: Make, block: Make) -> None:
    practised, *_ = plot_of(history_with(settled=(block(1, 90, 9), block(91, 120, 2, n=4)))).series
    assert [(p.x, p.n, p.y) for p in practised.points] == [(120, 14, 11 / 14)]


def test_thin_data_have_a_count_and_no_height(history_with: Make, block: Make) -> None:
    practised, unseen, _ = plot_of(history_with(settled=(block(60, 90, 5, n=6),), unseen_waiting=7)).series
    assert [(p.y, p.n) for p in practised.points] == [(None, 6)]
    assert [(p.y, p.n) for p in unseen.points] == [(None, 7)]


def test_an_unseen_answer_beyond_the_tens_changes_nothing_but_its_count(plateau: RunHistory) -> None:
    one_more = replace(plateau, unseen_waiting=4)
    assert grokking.chart(one_more) == grokking.chart(plateau)


@given(st.lists(st.sampled_from(["unclear", "memorising", "plateau", "shifting", "grokked"]), max_size=40))
def test_zones_tile_and_neighbours_differ(phases: list[str]) -> None:
    beliefs = [
        BeliefAt(25 * (k + 1), (0.25,) * 4, phase, (0.0,) * 3, (0.0,) * 3, 1.0) for k, phase in enumerate(phases)
    ]
    found = grokking.zones(beliefs)
    assert all(before.x == after.x_from and before.name != after.name for before, after in pairwise(found))
    for belief in beliefs:
        (zone,) = [zone for zone in found if zone.x_from < belief.number <= zone.x]
        assert zone.name == zone.voice == belief.phase
    if found:
        assert (found[0].x_from, found[-1].x) == (1, beliefs[-1].number)


def test_sittings_and_what_happened_are_signs_in_order(plateau: RunHistory) -> None:
    signs = plot_of(plateau, signs=(Sign(200, SignKind.AHA, "felt it click"),)).signs
    assert [(sign.x, sign.kind) for sign in signs] == [
        (1, SignKind.SESSION),
        (200, SignKind.AHA),
        (300, SignKind.SESSION),
    ]


def test_it_says_counts_luck_and_what_to_do(plateau: RunHistory) -> None:
    assert grokking.chart(plateau).says == (
        "Practised 28 of 30 right, unseen 1 of 20, where guessing gives about 2. "
        "You hold what you practised and miss what is new, the plateau: only more answers can tell, if you like."
    )


def test_the_coach_has_the_last_word_on_tomorrow(plateau: RunHistory) -> None:
    assert "rest today" in grokking.chart(plateau, verdicts=[tired.KIND]).says
    assert "speed" in grokking.chart(plateau, verdicts=[grokked.KIND], passed=True).says


def test_without_unseen_tens_their_right_answers_are_not_told(history_with: Make, block: Make) -> None:
    says = grokking.chart(history_with(settled=(block(1, 90, 9),), unseen_waiting=7)).says
    assert says.startswith("Practised 9 of 10 right. 7 unseen answers so far; they count in whole tens.")


def test_the_small_plot_is_the_picture_alone(plateau: RunHistory) -> None:
    found = grokking.small(plateau)
    assert (found.title, found.says, found.note) == ("", "", "")
    assert found.body == replace(plot_of(plateau), signs=())


def test_an_empty_run_has_nothing_to_draw(history_with: Make) -> None:
    chart = grokking.chart(history_with(number=0, volume=0))
    assert chart.body is None
    assert chart.says


def test_stale_phases_are_called_stale(history_with: Make, belief: Make, block: Make) -> None:
    stale = history_with(settled=(block(1, 90, 9),), beliefs=(belief(25, "plateau"),), beliefs_stale=True)
    assert "older version" in grokking.chart(stale).note
