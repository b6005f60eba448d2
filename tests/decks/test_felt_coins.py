"""The coins that are felt: each sealed rule is what tells the fake, as it can be read off what is shown or heard."""

import re
from collections.abc import Callable
from math import log
from random import Random

import pytest

from drillgrok.domains.drops.cues import cue_of
from drillgrok.model.deck import Deck
from drillgrok.model.item import Item

SHOWN = re.compile(r"falls (\d+) in (\d+) beats, sinks (\d+) in (\d+)\.")
WORDS = {"coins-of-bronze": "teal", "coins-of-nickel": "dune", "coins-of-copper-by-ear": "wheat"}


def seen(item: Item) -> list[tuple[float, ...]]:
    """Fall, time, depth and time of each coin."""
    assert item.drawing is not None
    return [tuple(map(float, found)) for found in SHOWN.findall(item.drawing.spoken)]


def speed_kept(coin: tuple[float, ...]) -> float:
    fall, falling, depth, sinking = coin
    return (depth / sinking) / (fall / falling)


def taken_in(coin: tuple[float, ...]) -> float:
    fall, falling, depth, sinking = coin
    return (depth * sinking) / (fall * falling)


@pytest.mark.parametrize(("name", "most"), [("coins-of-bronze", speed_kept), ("coins-of-nickel", taken_in)])
def test_the_sealed_rule_is_what_tells_the_fake(
    decks: dict[str, Deck], name: str, most: Callable[[tuple[float, ...]], float]
) -> None:
    for index in range(200):
        item = decks[name].items.item(index, (), Random(index))
        told = [most(coin) for coin in seen(item)]
        assert item.right == str(told.index(max(told)) + 1)


def test_the_fake_that_is_heard_is_short_for_how_high_and_slow_it_begins(decks: dict[str, Deck]) -> None:
    for index in range(200):
        item = decks["coins-of-copper-by-ear"].items.item(index, (), Random(index))
        assert item.sound is not None
        notes = item.sound.notes
        dull = []
        for coin in (notes[:5], notes[5:]):
            first, second = (coin[k + 1].start_ms - coin[k].start_ms for k in (0, 1))
            places = ((coin[0].midi - 72) / 24, _by_ratio(first, 120), (second / first - 0.6) / 0.24)
            dull.append(places[0] + places[1] - places[2] - _by_ratio(coin[-1].length_ms, 240))
        assert item.right == str(dull.index(max(dull)) + 1)


def _by_ratio(amount: float, least: float) -> float:
    return log(amount / least) / log(3)


def test_the_words_of_the_decks_stand_for_these_cues() -> None:
    assert {name: cue_of(word) for name, word in WORDS.items()} == {
        "coins-of-bronze": (-1, 1, 1, -1),
        "coins-of-nickel": (-1, -1, 1, 1),
        "coins-of-copper-by-ear": (1, 1, -1, -1),
    }
