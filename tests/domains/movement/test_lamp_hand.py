"""The hand that follows lamps: when they light up, which keys count, and what is stored."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from drillgrok.domains.movement.lamps import KEYS, LEAD_MS, PAUSE_MS, Lamp, LampHand
from drillgrok.domains.movement.stretches import LastTaps, StretchItems
from drillgrok.domains.movement.taps import keys_of, meant, read
from drillgrok.model.item import Item, ItemKey

HAND = LampHand((Lamp(2, 5), Lamp(2, 1), Lamp(0, 8)), (3, 7))
NAMES = [*KEYS, "J", "x", "1", "enter", "backspace", "left", "tab"]


def pressed(hand: LampHand, name: str, at_ms: int) -> LampHand:
    return hand.key(name.lower(), name if len(name) == 1 else None, at_ms)


def text(hand: LampHand, at_ms: int) -> list[str]:
    return ["".join(span.text for span in line).rstrip() for line in hand.drawing(at_ms).lines]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 700)), max_size=60))
def test_only_the_lit_lamps_own_key_counts_until_the_stretch_is_followed(struck: list[tuple[str, int]]) -> None:
    hand, now_ms = HAND, 0
    for name, gap_ms in struck:
        now_ms += gap_ms
        before, lit = hand, "".join(text(hand, now_ms)[:3]).find("┏")
        hand = pressed(hand, name, now_ms)
        assert hand.slipped is (hand.taps == before.taps)
        assert not hand.slipped or hand == replace(before, slipped=True)
        if len(meant(before.taps)) < 3 and not hand.slipped:
            assert lit >= 0
            assert (lit == 12 * KEYS.index(hand.taps[-1].key)) is not hand.taps[-1].stray
        assert hand.done is (len(meant(hand.taps)) == 5)
        assert read(hand.text) == hand.taps
    assert keys_of(meant(hand.taps))[:3] == "jjd"[: len(meant(hand.taps))]


def test_a_key_in_another_lamps_place_is_kept_and_the_lamp_stays_on() -> None:
    hand = pressed(pressed(pressed(HAND, "j", 900), "f", 1300), "j", 1500)
    assert hand.text == "j+0 !f+400 j+600"
    assert not hand.slipped
    assert hand.changes_at_ms(1501) == 1500 + PAUSE_MS


def test_a_lamp_goes_on_after_a_pause_even_where_the_last_one_was() -> None:
    assert HAND.changes_at_ms(0) == LEAD_MS
    assert HAND.changes_at_ms(LEAD_MS) is None
    hand = pressed(HAND, "j", 900)
    assert hand.changes_at_ms(901) == 900 + PAUSE_MS
    assert pressed(hand, "j", 900 + PAUSE_MS - 1).slipped
    assert "5" not in text(hand, 1000)[1]
    assert "1" in text(hand, 900 + PAUSE_MS)[1]
    assert pressed(hand, "j", 1300).text == "j+0 j+400"


def test_what_comes_next_is_shown_when_the_stretch_is_followed_and_the_stretch_when_all_is_done() -> None:
    hand = HAND
    for at_ms, key in ((900, "j"), (1300, "j"), (1700, "d")):
        assert not any(text(hand, at_ms)[5:])
        hand = pressed(hand, key, at_ms)
    assert text(hand, 1701)[5:] == ["", "", f"{'3 → _   7 → _':^45}".rstrip()]
    hand = pressed(hand, "k", 2400)
    assert hand.changes_at_ms(2401) is None
    assert text(hand, 2401)[5:] == ["", "", f"{'3 → k   7 → _':^45}".rstrip()]
    hand = pressed(hand, "f", 2900)
    assert hand.text == "j+0 j+400 d+800 k+1500 f+2000"
    assert text(hand, 2901)[5].split() == ["j", "5", "j", "1", "d", "8"]


def test_by_lines_only_the_asked_keys_are_given() -> None:
    hand = HAND.line("kf")
    assert (hand.done, hand.text) == (True, "k+0 f+250")
    assert all(HAND.line(line).slipped for line in ("k", "kfd", "kx", "k."))
    assert HAND.drawing(0).spoken == "The lamps so far, each with its number: j 5, j 1, d 8.\nThe next numbers: 3, 7."


def test_the_last_four_taps_are_judged_whatever_came_before() -> None:
    items = StretchItems()
    item = Item(ItemKey("0" * 12), "", frozenset(), items.item(7).right, 0.1)
    dressed = items.dress(7, item, Random(1))
    assert dressed.judge == LastTaps(item.right)
    stretch = " ".join(f"d+{100 * k}" for k in range(8))
    last = " ".join(f"{key}+{900 + 10 * k}" for k, key in enumerate(item.right))
    assert LastTaps(item.right)(f"{stretch} {last}")
    assert not LastTaps(item.right)(f"{last.replace('900', '0', 1)} {stretch}")
    assert not LastTaps(item.right)("")
    assert not LastTaps("dddd")("no taps")
