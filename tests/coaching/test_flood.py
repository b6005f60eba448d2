"""What the coach tells of new items when it names the plateau, and how many it lets in."""

from __future__ import annotations

import pytest

from drillgrok.coaching.flood import FLOOD_ANSWERS, FLOOD_MOST, INTAKE_WORDS, IntakeTold, flood_share, intake_told
from drillgrok.model.log import IntakeArm


def test_a_run_from_before_there_was_a_choice_is_told_nothing_of_it() -> None:
    assert intake_told(None, by_lot=False, too_small=False) is None
    assert intake_told(None, by_lot=False, too_small=True) is IntakeTold.TOO_SMALL


@pytest.mark.parametrize("arm", IntakeArm)
def test_a_lot_is_told_as_drawn_and_a_choice_as_chosen(arm: IntakeArm) -> None:
    drawn, chosen = (intake_told(arm, by_lot=by_lot, too_small=False) for by_lot in (True, False))
    assert drawn is not None
    assert "drawn" in INTAKE_WORDS[drawn]
    assert chosen is not None
    assert "chose" in INTAKE_WORDS[chosen]


def test_the_share_rises_to_half_of_all_showings_and_stays_there() -> None:
    assert flood_share(-5) == flood_share(0) == 0
    assert flood_share(FLOOD_ANSWERS // 2) == pytest.approx(FLOOD_MOST / 2)
    assert flood_share(FLOOD_ANSWERS) == flood_share(3 * FLOOD_ANSWERS) == FLOOD_MOST
