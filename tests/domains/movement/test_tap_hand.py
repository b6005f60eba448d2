"""The hand that taps: its laws under any keys, and what is seen of a stem that is flashed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.domains.movement.hand import LEAD_MS, TapHand
from drillgrok.domains.movement.lanes import lanes_drawing
from drillgrok.domains.movement.taps import keys_of, on_the_beat, read, written

WHOLE = TapHand("fj", "jf", ("fjff",), 3)
FLASHED = replace(WHOLE, flash_ms=400)
NAMES = ["f", "j", "F", "J", "d", "x", "1", "enter", "backspace", "left", "tab", "escape", "delete"]
STRUCK = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 900)), max_size=30)


def pressed(hand: TapHand, name: str, at_ms: int) -> TapHand:
    return hand.key(name.lower(), name if len(name) == 1 else None, at_ms)


@pytest.mark.parametrize("hand", [WHOLE, FLASHED])
@given(STRUCK)
def test_a_key_is_a_tap_or_a_slip_and_the_answer_is_whole_after_three_taps(
    hand: TapHand, struck: list[tuple[str, int]]
) -> None:
    now_ms, counted = 0, 0
    for name, gap_ms in struck:
        now_ms += gap_ms
        before = hand
        hand = pressed(hand, name, now_ms)
        counts = name.lower() in "fj" and counted < 3 and (hand.flash_ms is None or now_ms >= LEAD_MS + 1400)
        counted += counts
        assert hand.slipped is not counts
        assert len(hand.taps) == counted
        assert hand.done is (counted == 3)
        assert counts or hand == replace(before, slipped=True)
        assert read(hand.text) == hand.taps
        assert len(hand.drawing(now_ms).lines) == 2


def test_the_text_holds_the_times_since_the_first_tap() -> None:
    hand = pressed(pressed(pressed(WHOLE, "f", 731), "J", 980), "f", 1242)
    assert hand.done
    assert hand.text == "f+0 j+249 f+511"


@given(st.text("fjx. \t", max_size=12))
def test_a_line_is_an_answer_exactly_on_the_beat_or_a_slip(text: str) -> None:
    line = "".join(text.split()).strip(".")
    hand = FLASHED.line(text)
    fits = "x" not in line and len(line.replace(".", "")) == 3
    assert (hand.done, hand.slipped) == (fits, not fits)
    assert hand.text == (written(on_the_beat(line, 400)) if fits else "")


def test_the_mouse_and_a_slip_leave_the_taps_alone() -> None:
    hand = pressed(WHOLE, "f", 300)
    assert hand.click(3, 1, 500).taps == pressed(hand, "x", 500).taps == hand.taps


def row(hand: TapHand, at_ms: int) -> list[str]:
    return ["".join(span.text for span in line) for line in hand.drawing(at_ms).lines]


def test_a_flashed_stem_shows_one_stroke_at_a_time_and_all_of_them_once_the_answer_is_whole() -> None:
    dark = [" j │ · · · · ││ · · · │", " f │ · · · · ││ · · · │"]
    assert row(FLASHED, 0) == row(FLASHED, LEAD_MS + 399) == row(FLASHED, 99_999) == dark
    assert row(FLASHED, LEAD_MS) == [dark[0], " f │ ■ · · · ││ · · · │"]
    assert row(FLASHED, LEAD_MS + 400) == [" j │ · ■ · · ││ · · · │", dark[1]]
    assert row(FLASHED.line("fjf"), 99_999) == [" j │ · ■ · · ││ · ■ · │", " f │ ■ · ■ ■ ││ ■ · ■ │"]


def test_the_picture_changes_when_the_hand_says_so_and_at_no_other_time() -> None:
    turns, now_ms = [], 0
    while (turn_ms := FLASHED.changes_at_ms(now_ms)) is not None:
        assert row(FLASHED, turn_ms - 1) == row(FLASHED, now_ms)
        assert row(FLASHED, turn_ms) != row(FLASHED, now_ms)
        turns.append(turn_ms)
        now_ms = turn_ms
    assert turns == [LEAD_MS + 400 * beat + lit for beat in range(4) for lit in (0, 280)]
    assert WHOLE.changes_at_ms(0) is None


def test_what_is_told_holds_the_whole_stem_even_where_it_is_flashed() -> None:
    assert WHOLE.drawing(0).spoken == FLASHED.drawing(0).spoken == "f j f f ||"
    assert pressed(WHOLE, "j", 10).drawing(20).spoken == "f j f f || j"
    assert keys_of(FLASHED.line("jff").taps) == "jff"


def test_two_bars_and_notes_for_either_hand_stand_between_bar_lines() -> None:
    drawing = lanes_drawing("jxf", ("x.x.",), "fj", 3)
    assert ["".join(span.text for span in line) for line in drawing.lines] == [
        " j │         ││ · ■ · │",
        "   │ ■ · ■ · ││       │",
        " f │         ││ ■ · · │",
    ]
    two = lanes_drawing("jf", ("fj", "jf"), "", 1)
    assert ["".join(span.text for span in line) for line in two.lines] == [
        " j │ · ■ │ ■ · ││ · │",
        " f │ ■ · │ · ■ ││ · │",
    ]
