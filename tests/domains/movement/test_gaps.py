"""Bars on one key: what an answer says is its gaps, at whatever tempo it was tapped."""

from __future__ import annotations

from random import Random

import pytest

from drillgrok.domains.movement.gaps import KEY, bar_said, exchanged
from drillgrok.domains.movement.taps import Tap, on_the_beat, written


@pytest.mark.parametrize("beat_ms", [90, 200, 700])
def test_taps_come_to_the_line_that_they_keep_time_with(beat_ms: int) -> None:
    rng = Random(beat_ms)
    phrases = exchanged().phrases
    for phrase in rng.sample(phrases, 200):
        at_ms, taps = 0, []
        exact = on_the_beat(phrase.answer, beat_ms)
        for before, tap in zip((exact[0], *exact), exact, strict=False):
            at_ms += round((tap.at_ms - before.at_ms) * rng.uniform(0.88, 1.12))
            taps.append(Tap(KEY, at_ms))
        assert bar_said(written(tuple(taps))) == bar_said(phrase.answer) == phrase.answer


def test_two_bars_on_one_key_say_different_things() -> None:
    phrases = exchanged().phrases
    assert len({bar_said(written(on_the_beat(one.answer, 300))) for one in phrases}) == len(
        {one.answer for one in phrases}
    )


@pytest.mark.parametrize("text", ["", "j+0", "j+0 j+0", "!j+0"])
def test_what_is_no_bar_comes_to_something_else_than_a_bar(text: str) -> None:
    assert len(bar_said(text)) <= 2
