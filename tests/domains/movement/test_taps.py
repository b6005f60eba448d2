"""How taps are written down, read back, and judged by their keys and in time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.domains.movement.judging import Judge, Rhythm
from drillgrok.domains.movement.taps import Tap, Taps, beats_of, on_the_beat, read, strokes, then, written

KEYS = st.sampled_from("dfjk")
GAPS = st.lists(st.tuples(KEYS, st.integers(0, 9000)), max_size=12)
LINES = st.text("fj.", min_size=1, max_size=20).map(lambda text: f"f{text}j")


def tapped(struck: list[tuple[str, int]]) -> Taps:
    """Taps from keys, each with the time since the one before."""
    taps: Taps = ()
    now_ms = 700
    for key, gap_ms in struck:
        now_ms += gap_ms
        taps = then(taps, key, now_ms, first_ms=700 + struck[0][1])
    return taps


@given(GAPS)
def test_what_is_written_reads_back_the_same(struck: list[tuple[str, int]]) -> None:
    assert read(written(tapped(struck))) == tapped(struck)


def test_the_canonical_text_is_each_key_with_the_time_since_the_first() -> None:
    assert written(tapped([("f", 431), ("j", 212), ("f", 219)])) == "f+0 j+212 f+431"
    assert written(()) == ""


@given(st.text(max_size=30))
def test_reading_any_text_never_fails_and_gives_back_only_what_it_says(text: str) -> None:
    taps = read(text)
    assert taps is None or read(written(taps)) == taps


@pytest.mark.parametrize(
    "text", ["fjf", "f+12", "f+0 j+200 f+199", "f+0 j", "F+0", "f+0 j+-3", "f+0, j+3", "f+0 j+12345678901"]
)
def test_another_form_is_no_taps(text: str) -> None:
    assert read(text) is None


def test_times_never_run_backwards() -> None:
    taps = then(then((), "f", 500, first_ms=500), "j", 480, first_ms=500)
    assert taps == (Tap("f", 0), Tap("j", 0))


@given(LINES)
def test_a_line_on_the_beat_has_its_strokes_and_is_in_time(line: str) -> None:
    taps = on_the_beat(line, 300)
    assert "".join(tap.key for tap in taps) == strokes(line)
    assert [tap.at_ms // 300 for tap in taps] == list(beats_of(line))
    assert Judge(line, Rhythm(0.05, 300))(written(taps))


@given(LINES, st.floats(0.68, 1.45), st.integers(0, 10**6))
def test_the_whole_may_be_somewhat_faster_or_slower(line: str, factor: float, seed: int) -> None:
    taps = tuple(Tap(tap.key, round(tap.at_ms * factor)) for tap in on_the_beat(line, 300))
    assert Judge(line, Rhythm(0.1, 300))(written(taps))


RIGHT = "ff.j"
JUDGED = {
    "f+0 f+400 j+1200": (True, True, True),
    "f+0 f+480 j+1200": (True, True, True),
    "f+0 f+510 j+1200": (True, False, False),
    "f+0 f+300 j+1200": (True, True, True),
    "f+0 f+290 j+1200": (True, False, False),
    "f+0 f+600 j+1200": (True, False, False),
    "f+0 f+200 j+600": (True, True, False),
    "f+0 f+800 j+2400": (True, True, False),
    "f+0 f+0 j+0": (True, False, False),
    "f+0 j+400 j+1200": (False, False, False),
    "f+0 f+400": (False, False, False),
    "ffj": (False, False, False),
    "": (False, False, False),
}
"""Text -> right by its keys; in time at any tempo; in time on a beat of 400 ms. A quarter of a beat may be off."""


@pytest.mark.parametrize("text", JUDGED)
def test_rhythm_is_judged_against_the_beat(text: str) -> None:
    judges = (Judge(RIGHT), Judge(RIGHT, Rhythm(0.25)), Judge(RIGHT, Rhythm(0.25, 400)))
    assert tuple(judge(text) for judge in judges) == JUDGED[text]


def test_one_stroke_is_always_in_time() -> None:
    assert Judge("f", Rhythm(0.1, 300))("f+0")
