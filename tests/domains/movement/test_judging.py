"""Time is kept as people keep it: a share of each gap, with a floor; keys and time are told apart."""

from itertools import pairwise
from random import Random

import pytest

from drillgrok.domains.movement import fingers, gaps
from drillgrok.domains.movement.judging import FLOOR_MS, Judge, MissedSide, Rhythm
from drillgrok.domains.movement.phrases import PhraseItems, in_time
from drillgrok.domains.movement.taps import beats_of, on_the_beat, strokes, written

BARS = 600
TIMED = {
    "gaps": (in_time(gaps.exchanged(), None, Rhythm(0.3)), 300),
    "flashed": (in_time(fingers.walking(), 450, Rhythm(0.25, 450)), 450),
}


def played(line: str, beat_ms: float, spread: float, rng: Random) -> str:
    """Taps whose gaps vary by a share of themselves, as a player's do."""
    beats, at_ms = beats_of(line), [0.0]
    for early, late in pairwise(beats):
        at_ms.append(at_ms[-1] + max(0.05, rng.gauss(1, spread)) * (late - early) * beat_ms)
    return " ".join(f"{key}+{round(ms)}" for key, ms in zip(strokes(line), at_ms, strict=True))


def right_share(drill: PhraseItems, beat_ms: float, spread: float) -> float:
    rng = Random(7)
    lines = [rng.choice(drill.phrases).answer for _ in range(BARS)]
    judged = (Judge(line, drill.manner.rhythm)(played(line, beat_ms, spread, rng)) for line in lines)
    return sum(judged) / BARS


@pytest.mark.parametrize("name", TIMED)
def test_whoever_knows_the_bar_and_keeps_time_within_a_tenth_is_right_nine_times_in_ten(name: str) -> None:
    drill, beat_ms = TIMED[name]
    assert right_share(drill, beat_ms, 0.10) >= 0.9
    assert right_share(drill, beat_ms, 0.05) >= 0.99
    assert right_share(drill, beat_ms, 0.25) < 0.5


def test_no_other_bar_can_be_played_so_that_it_is_taken_for_this_one() -> None:
    drill, beat_ms = TIMED["gaps"]
    rng = Random(3)
    for _ in range(300):
        one, other = (rng.choice(drill.phrases).answer for _ in range(2))
        if one != other:
            assert not Judge(one, drill.manner.rhythm)(written(on_the_beat(other, round(beat_ms))))


def test_keys_and_time_are_told_apart() -> None:
    judge = Judge("j.jj", Rhythm(0.3, 400))
    assert judge.missed("j+0 j+800 j+1200") is None
    assert judge.missed("j+0 j+800 j+1600") is MissedSide.TIMING
    assert judge.missed("j+0 j+200 j+300") is MissedSide.TEMPO
    assert judge.missed("j+0 f+800 j+1200") is MissedSide.KEYS
    assert judge.missed("j+0 j+0 j+0") is MissedSide.TIMING


def test_a_gap_of_a_few_milliseconds_may_be_off_by_what_a_hand_is_always_off() -> None:
    rhythm = Rhythm(0.1)
    assert rhythm.missed([0, 100, 200 - FLOOR_MS + 2], [0, 1, 2]) is None
    assert rhythm.missed([0, 600, 1000], [0, 1, 2]) is MissedSide.TIMING
