"""Bars in time: what an answer says is its keys and gaps, at whatever tempo it was tapped."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from drillgrok.domains.movement.gaps import exchanged, lengthened
from drillgrok.domains.movement.phrases import PhraseItems
from drillgrok.domains.movement.taps import Tap, on_the_beat, written
from drillgrok.domains.movement.woven import sticks_partner

TIMED = [exchanged, lengthened, sticks_partner]
timed = pytest.mark.parametrize("drill", TIMED)
bar_said = exchanged().manner.said


@timed
@pytest.mark.parametrize("beat_ms", [90, 200, 700])
def test_taps_come_to_the_line_that_they_keep_time_with(drill: Callable[[], PhraseItems], beat_ms: int) -> None:
    rng = Random(beat_ms)
    made = drill()
    said = made.manner.said
    for phrase in rng.sample(made.phrases, 200):
        at_ms, taps = 0, []
        exact = on_the_beat(phrase.answer, beat_ms)
        for before, tap in zip((exact[0], *exact), exact, strict=False):
            at_ms += round((tap.at_ms - before.at_ms) * rng.uniform(0.88, 1.12))
            taps.append(Tap(tap.key, at_ms))
        assert said(written(tuple(taps))) == said(phrase.answer) == phrase.answer


@timed
def test_two_bars_say_different_things(drill: Callable[[], PhraseItems]) -> None:
    made = drill()
    said = {made.manner.said(written(on_the_beat(one.answer, 300))) for one in made.phrases}
    assert len(said) == len({one.answer for one in made.phrases})


@pytest.mark.parametrize("text", ["", "j+0", "j+0 j+0", "!j+0"])
def test_what_is_no_bar_comes_to_something_else_than_a_bar(text: str) -> None:
    assert len(bar_said(text)) <= 2
