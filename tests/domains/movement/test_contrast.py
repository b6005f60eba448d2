"""The contrast between two kinds of stretches: what counts, what is measured, and when nothing is said."""

import math
from random import Random
from statistics import fmean, stdev

import pytest

from drillgrok.domains.movement.contrast import FEWEST, StretchKind, contrast, latency_log

TAPS = 12


def answer(gaps_ms: list[int]) -> str:
    at_ms = [sum(gaps_ms[:k]) for k in range(len(gaps_ms) + 1)]
    return " ".join(f"d+{each}" for each in at_ms)


def answers(rng: Random, kind: StretchKind, mean_log: float, count: int) -> list[tuple[StretchKind, str]]:
    return [(kind, answer([round(math.exp(rng.gauss(mean_log, 0.2))) for _ in range(TAPS - 1)])) for _ in range(count)]


def test_only_the_lamps_that_could_be_foreseen_are_measured() -> None:
    told = [900, *[400] * 6, 3000, 2000, 1000, 900]
    assert latency_log(answer(told)) == pytest.approx(math.log(400))
    assert latency_log(answer([300, *told[1:]])) == pytest.approx(math.log(400))


def test_a_gap_that_was_no_reaction_is_left_out() -> None:
    assert latency_log(answer([900, 400, 400, 20, 400, 9000, 400, 1, 1, 1, 1])) == pytest.approx(math.log(400))
    assert latency_log(answer([5] * (TAPS - 1))) is None


@pytest.mark.parametrize("text", ["", "d+0 f+250 j+500", "dfj", "d+0"])
def test_an_answer_without_its_stretch_says_nothing(text: str) -> None:
    assert latency_log(text) is None


def test_d_is_the_difference_of_mean_logs_in_pooled_deviations_between_answers() -> None:
    rng = Random(1)
    leading, stray = answers(rng, StretchKind.LEADING, 6.0, 200), answers(rng, StretchKind.STRAY, 6.05, 100)
    found = contrast([*leading, *stray])
    assert found is not None
    logs = [[latency_log(text) for _, text in each] for each in (leading, stray)]
    spread = math.sqrt((199 * stdev(logs[0]) ** 2 + 99 * stdev(logs[1]) ** 2) / 298)
    assert found.d == pytest.approx((fmean(logs[1]) - fmean(logs[0])) / spread)
    assert (found.leading, found.stray) == (200, 100)


@pytest.mark.parametrize("shift", [0.0, 0.05])
def test_nine_intervals_in_ten_hold_the_true_contrast(shift: float) -> None:
    """An answer's mean over six gaps of deviation .2 has a deviation of .2 / sqrt(6)."""
    true = shift / (0.2 / math.sqrt(6))
    rng, held = Random(3), 0
    for _ in range(200):
        found = contrast(answers(rng, StretchKind.LEADING, 6.0, 40) + answers(rng, StretchKind.STRAY, 6.0 + shift, 20))
        assert found is not None
        held += found.low <= true <= found.high
    assert 0.85 <= held / 200 <= 0.96


def test_too_few_answers_or_answers_all_alike_say_nothing() -> None:
    rng = Random(2)
    enough = answers(rng, StretchKind.LEADING, 6.0, FEWEST)
    assert contrast([*enough, *answers(rng, StretchKind.STRAY, 6.0, FEWEST - 1)]) is None
    assert contrast([*enough, *answers(rng, StretchKind.STRAY, 6.0, FEWEST)]) is not None
    assert contrast([(kind, answer([400] * (TAPS - 1))) for kind in StretchKind for _ in range(9)]) is None
    assert contrast([]) is None


def test_a_lamp_that_was_searched_for_says_nothing_of_how_soon_the_hand_goes_there() -> None:
    gaps = [300] * 11
    text = "d+0 " + " ".join(f"d+{sum(gaps[: k + 1])}" for k in range(11))
    searched = text.replace("d+1200", "!f+1000 d+1200")
    assert latency_log(text) == pytest.approx(math.log(300))
    assert latency_log(searched) == pytest.approx(math.log(300))
    slow = searched.replace("d+1200", "d+1490")
    assert latency_log(slow) != pytest.approx(latency_log(text.replace("d+1200", "d+1490")))
