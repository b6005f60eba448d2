"""Shortcuts are worth what they get of items that a run would hold out, told what it would practise."""

from __future__ import annotations

from collections.abc import Callable

from drillgrok.model.deck import Deck
from drillgrok.shortcuts.measure import Measuring, measured_on

ROWS = [(first, vowel + last) for first in "bdfghklm" for vowel in "aio" for last in "lmnrst"]
"""The vowel tells the answer; so do the last two letters, to whoever was told them."""
ANSWER_OF = {"a": "x", "i": "y", "o": "z"}
WORDS = "prompt,answer,end,vowel\n" + "".join(
    f"{first}urk{end},{ANSWER_OF[end[0]]},{end},{end[0]}\n" for first, end in ROWS
)
WHOLE = "deck: own\ntitle: Own\nitems: {list: own.csv%s}\nrule: The last vowel.\n"


def worth(deck: Deck) -> dict[str, float]:
    return {one.name: one.success for one in measured_on(Measuring(deck), deck.reads).tried}


def test_a_table_is_told_nothing_of_what_is_kept_apart(deck_from: Callable[..., Deck]) -> None:
    together, apart = (deck_from(WHOLE % extra, own_csv=WORDS) for extra in ("", ", apart: end"))
    assert worth(together)["last 2 letters"] == worth(together)["last vowel"] == 1
    assert worth(apart)["last 2 letters"] < 0.5 < worth(apart)["last vowel"]


def test_a_table_over_what_the_rule_reads_is_listed_and_bars_nothing(deck_from: Callable[..., Deck]) -> None:
    deck = deck_from(WHOLE % ", apart: end" + "reads: [vowel, last vowel]\n", own_csv=WORDS)
    assert worth(deck)["vowel"] == worth(deck)["last vowel"]
    assert measured_on(Measuring(deck), deck.reads).from_memory.success < worth(deck)["vowel"]
