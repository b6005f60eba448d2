"""What happened in a run, in words and in its order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from drillgrok.charts.chart import SignKind
from drillgrok.charts.signs import happened
from drillgrok.history.chart_inputs import ChartInputs
from drillgrok.history.figures import FinishedRun, Milestone, Told
from drillgrok.model.log import IntakeArm, MarkKind

FAILED = Milestone(900, MarkKind.EXAM, 20, 30, passed=False)
PASSED = Milestone(1200, MarkKind.EXAM, 27, 30, passed=True)


@pytest.fixture
def past(history_with: Callable[..., Any]) -> FinishedRun:
    """A run with a bit of everything."""
    told = tuple(
        Told(100 * k, kind, "") for k, kind in enumerate(["plateau", "plateau", "no_sign", "plateau"], start=1)
    )
    milestones = (Milestone(850, MarkKind.AHA), FAILED, Milestone(1000, MarkKind.SEAL_BROKEN))
    return FinishedRun("ada", "quiet-13", 1, False, history_with(), told, milestones, seal_open=True)


def test_signs_stand_in_order_and_verdicts_only_where_they_change(past: FinishedRun) -> None:
    assert [(sign.x, sign.kind, sign.name) for sign in happened(past)] == [
        (100, SignKind.VERDICT, "plateau"),
        (300, SignKind.VERDICT, "no sign"),
        (400, SignKind.VERDICT, "plateau"),
        (850, SignKind.AHA, "felt it click"),
        (900, SignKind.EXAM, "exam failed, 20 of 30"),
        (1000, SignKind.SEAL, "rule read early"),
    ]


def test_verdicts_and_passes_from_before_shortcuts_are_marked(past: FinishedRun) -> None:
    told = (Told(100, "grokked", "", before_shortcuts=True), Told(1300, "plateau", ""))
    older = replace(past, told=told, milestones=(replace(PASSED, before_shortcuts=True),))
    assert [sign.name for sign in happened(older)] == [
        "grokked, older than shortcuts",
        "exam passed, 27 of 30, older than shortcuts",
        "plateau",
    ]


def test_only_an_exam_that_was_passed_passes_the_run(past: FinishedRun) -> None:
    assert not ChartInputs(past, "Quiet", 0).passed
    assert ChartInputs(replace(past, milestones=(FAILED, PASSED)), "Quiet", 0).passed


def test_where_new_items_begin_to_flood_in_is_a_sign_at_the_first_plateau(past: FinishedRun) -> None:
    names = [sign.name for sign in happened(replace(past, intake=IntakeArm.FLOOD))]
    assert names[:3] == ["plateau, new items flood in", "no sign", "plateau"]
    assert happened(replace(past, intake=IntakeArm.STEADY)) == happened(past)
