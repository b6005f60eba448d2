"""Coins that fall or ring: their contract, that a part of what counts hardly tells, and how they move."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.domains import domain_items
from drillgrok.domains.drops import CUSHION, TABLE, DropItems
from drillgrok.domains.drops.cues import CUES, GAPS, TRAYS, cue_of, evidence, fake_of, habits
from drillgrok.domains.drops.motion import ASPECTS, FRAMES_A_SECOND, LEAD_MS, CoinFall, looks
from drillgrok.domains.drops.ringing import STRIKES
from drillgrok.domains.drops.watching import WatchingHand
from drillgrok.errors import DrillgrokError
from drillgrok.model.domain import DomainOptions
from drillgrok.model.drawing import Tone
from drillgrok.model.item import AnswerKind, Item, ItemKey

NUMBERS = st.integers(0, TRAYS - 1)
SEEDS = st.integers(0, 2**32)
unhurried = settings(deadline=None, max_examples=40)
every_ground = pytest.mark.parametrize("onto", [CUSHION, TABLE])


def made(onto: str = CUSHION, cue: str = "anyword", **more: str) -> DropItems:
    items = domain_items(DomainOptions("drops", {"onto": onto, "cue": cue, **more}))
    assert isinstance(items, DropItems)
    return items


def shown(items: DropItems, number: int, seed: int = 1, presentation: str = "plain") -> Item:
    raw = items.item(number)
    item = Item(ItemKey("0" * 12), raw.prompt, frozenset(raw.accepts), raw.right, 0.5, presentation)
    return items.dress(number, item, Random(seed))


def moving(items: DropItems, number: int, seed: int = 1, presentation: str = "plain") -> CoinFall:
    hand = shown(items, number, seed, presentation).hand
    assert isinstance(hand, WatchingHand)
    return hand.motion


@every_ground
@pytest.mark.parametrize("coins", ["2", "3", "4"])
def test_a_tray_is_answered_by_the_number_of_a_coin(onto: str, coins: str) -> None:
    items = made(onto, coins=coins)
    assert items.field.kind is AnswerKind.KEY
    assert items.field.closed == items.field.alphabet == frozenset("1234"[: int(coins)])
    assert (len(items), items.traits(0).chance) == (TRAYS, 1 / int(coins))
    assert made(onto, coins=coins) == items


@every_ground
@unhurried
@given(number=NUMBERS, size=st.integers(1, len(GAPS)), coins=st.integers(2, 3))
def test_the_fake_has_more_evidence_than_every_other_coin(onto: str, number: int, size: int, coins: int) -> None:
    items = made(onto, size=str(size), coins=str(coins))
    told = [evidence(items.cue, items.aspects, coin) for coin in items.tray(number)]
    fake = int(items.item(number).right) - 1
    assert min(told[fake] - one for place, one in enumerate(told) if place != fake) >= 0.8 * GAPS[size - 1]
    for coin in items.tray(number):
        assert all(a.least <= amount <= a.most for a, amount in zip(items.aspects, coin, strict=True))


@every_ground
def test_one_aspect_or_two_hardly_tell_the_fake_of_two_coins(onto: str) -> None:
    """For every cue on average; a look at all four is always right."""
    hits: Counter[str] = Counter()
    asked = 0
    for word in ("teal", "dune", "wheat", "alder"):
        items = made(onto, word)
        for number in range(250):
            asked += 1
            fake = fake_of(number, 2)
            hits.update(name for name, place in habits(items.aspects, items.tray(number)) if place == fake)
    assert max(hits.values()) / asked < 0.66


def test_one_coin_alone_hardly_tells_whether_it_is_the_fake() -> None:
    """Its evidence against the mean of all coins, as somebody would judge who had learnt everything else and missed
    nothing: three in four."""
    items = made(cue="teal")
    told = np.array([[evidence(items.cue, ASPECTS, coin) for coin in items.tray(n)] for n in range(400)])
    fakes = np.array([fake_of(n, 2) for n in range(400)])
    first_is_fake = told[:, 0] > told.mean()
    assert 0.6 < (first_is_fake == (fakes == 0)).mean() < 0.82


def test_the_fake_lies_in_every_place_equally_often() -> None:
    assert Counter(fake_of(number, 2) for number in range(TRAYS)) == {0: TRAYS // 2, 1: TRAYS // 2}
    assert len({tuple(fake_of(2 * block + place, 2) for place in (0, 1)) for block in range(40)}) == 2


def test_trays_never_change_whatever_the_python() -> None:
    assert "".join(made().item(number).right for number in range(24)) == GOLDEN_RIGHTS
    assert (made(cue="teal").tray(7), made(TABLE, "wheat").tray(7)) == GOLDEN_TRAYS


GOLDEN_RIGHTS = "211221211212121212122112"
GOLDEN_TRAYS = (((13, 7, 13, 16), (26, 17, 6, 16)), ((81, 135, 64, 296), (81, 133, 63, 594)))


def test_every_cue_can_be_picked_by_some_word_and_has_aspects_on_both_sides() -> None:
    assert {cue_of(f"word{number}") for number in range(400)} == set(CUES)
    assert all({-1, 1} == set(cue) for cue in CUES)


@unhurried
@given(number=NUMBERS, one=SEEDS, other=SEEDS)
def test_a_tray_shown_again_moves_alike_and_looks_different(number: int, one: int, other: int) -> None:
    first, second = moving(made(), number, one), moving(made(), number, other)
    assert first.coins == second.coins
    assert first.turns == second.turns
    assert one == other or first.looks != second.looks


@unhurried
@given(number=NUMBERS, seed=SEEDS)
def test_coins_fall_one_after_the_other_at_thirty_frames_a_second(number: int, seed: int) -> None:
    motion = moving(made(), number, seed)
    (fall, falling, depth, sinking), second = motion.coins
    frame_ms = 1000 / FRAMES_A_SECOND
    assert min(b - a for (a, _), (b, _) in pairwise(motion.turns)) >= int(frame_ms)
    assert motion.turns[0][0] > LEAD_MS
    rests_ms = LEAD_MS + round((falling + sinking) * frame_ms)
    heights = [now for at_ms, now in motion.turns if at_ms <= rests_ms]
    assert heights[-1] == (fall + depth, 0), "the second one still hangs"
    assert motion.turns[-1][1] == (fall + depth, second[0] + second[2])
    assert motion.length_ms <= 4_000


def test_nothing_moves_once_all_coins_are_at_rest() -> None:
    motion = moving(made(), 3)
    assert motion.changes_at_ms(motion.length_ms) is None
    assert motion.drawing(motion.length_ms) == motion.drawing(motion.length_ms + 60_000)


def test_upside_down_is_the_same_picture_turned() -> None:
    up, down = moving(made(), 3), moving(made(), 3, presentation="r1")
    assert (down.coins, down.looks, down.turns) == (up.coins, up.looks, up.turns)
    tones = [[span.tone for span in line if span.text.strip()] for line in up.drawing(1_000).lines[:-1]]
    turned = [[span.tone for span in line if span.text.strip()] for line in down.drawing(1_000).lines[:-1]]
    assert turned == tones[::-1]
    assert "rises" in down.drawing(0).spoken


def test_what_is_told_is_what_moves() -> None:
    motion = moving(made(), 11)
    for line, (fall, falling, depth, sinking) in zip(motion.drawing(0).spoken.splitlines(), motion.coins, strict=True):
        assert line.endswith(f"falls {fall} in {falling} beats, sinks {depth} in {sinking}.")


def test_a_coin_is_named_by_its_key_at_any_time_or_by_the_mouse() -> None:
    hand = shown(made(), 3).hand
    assert isinstance(hand, WatchingHand)
    assert hand.key("2", "2", 10).text == "2"
    assert hand.key("3", "3", 10).slipped
    assert hand.click(5, 5, 10).text == "1"
    assert hand.click(70, 5, 10).text == "2"
    assert hand.click(37, 5, 10).text == "", "between two lanes"


def test_scratches_towns_and_years_differ_from_showing_to_showing_and_say_nothing_of_the_fake() -> None:
    items = made()
    seen = [looks(2, Random(seed)) for seed in range(400)]
    assert len({look.legend for pair in seen for look in pair}) > 300
    assert {look.tone for pair in seen for look in pair} == {Tone.METAL, Tone.ACCENT, Tone.PLAIN}
    wide = [max((0, 1), key=lambda place, n=n: moving(items, n, n).looks[place].half_width) for n in range(400)]
    assert abs(np.mean([fake_of(n, 2) == place for n, place in enumerate(wide)]) - 0.5) < 0.1


@unhurried
@given(number=NUMBERS, seed=SEEDS, again=st.booleans())
def test_a_ringing_coin_is_heard_as_its_aspects_say(number: int, seed: int, again: bool) -> None:
    items = made(TABLE)
    sound = shown(items, number, seed, "r1" if again else "plain").sound
    assert sound is not None
    slower = 1.5 if again else 1
    for place, (pitch, bounce, shrinking, ring) in enumerate(items.tray(number)):
        notes = sound.notes[place * STRIKES : (place + 1) * STRIKES]
        assert {note.midi for note in notes} == {pitch}
        gaps = [b.start_ms - a.start_ms for a, b in pairwise(notes)]
        assert gaps[0] == pytest.approx(bounce * slower, abs=1)
        assert gaps[1] / gaps[0] == pytest.approx(shrinking / 100, abs=0.02)
        assert notes[-1].length_ms == pytest.approx(ring * slower, abs=1)
    assert sound.length_ms < 8_000


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"onto": "sand"},
        {"onto": CUSHION, "cue": "Two words"},
        {"onto": CUSHION, "coins": "5"},
        {"onto": TABLE, "size": "0"},
    ],
)
def test_strange_options_are_refused_with_what_to_do(values: dict[str, str]) -> None:
    with pytest.raises(DrillgrokError) as refusal:
        domain_items(DomainOptions("drops", values))
    assert refusal.value.mend
