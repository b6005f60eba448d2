"""How soon somebody with a person's eyes and ears feels which of two coins is the fake, in simulation."""

import numpy as np
import pytest

from benchmarks.felt import ASKED, MARKS, RUNS, curve, ground_of, ideal, person


@pytest.mark.parametrize("deck_id", ["coins-of-bronze", "coins-of-copper-by-ear"])
def test_two_coins_are_told_apart_at_two_in_three_by_answer_60_and_at_four_in_five_by_300(deck_id: str) -> None:
    ground = ground_of(deck_id, ASKED + 300)
    mean = person(ground, RUNS).mean(0)
    by = dict(zip(MARKS, mean, strict=False))
    assert by[60] >= 0.65
    assert by[300] >= 0.8
    assert np.all(np.diff(mean) > 0), "and ever better"


def test_whoever_misses_nothing_and_knows_what_to_weigh_needs_few_trays() -> None:
    ground = ground_of("coins-of-bronze", ASKED + 150)
    assert curve(ground, ideal, 2).mean(0)[1] > 0.9
