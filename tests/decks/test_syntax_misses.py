"""A miss on a sentence shows both sentences whole, as they would be written, on a page of the usual size."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.domains.syntax.asking import answered
from drillgrok.model.deck import Deck
from drillgrok.model.log import Goal, Role
from drillgrok.practice.state import Stage
from drillgrok.screens.drill.page import drill_page
from tests.helpers.pages import plain_text


def _deck(name: str) -> Deck:
    return read_deck(load_source(next(bundled("decks").glob(f"syntax/{name}.yaml"))))


@pytest.mark.parametrize("name", ["english-gorse", "french-juniper", "german-alder", "german-birch", "english-ivy"])
def test_every_answer_makes_the_sentence_that_the_grammar_writes(name: str) -> None:
    domain = _deck(name).items.domain  # type: ignore[attr-defined]
    asked = domain._grammar.asked
    for index in range(0, len(domain), len(domain) // 12):
        prompt = domain.item(index).prompt
        keys = sorted(domain.field.closed or ())
        made = {answered(asked.way, prompt, key, spaces=domain._grammar.spaces) for key in keys}
        assert {sentence for sentence, _ in domain.readings(index)} <= made


@pytest.mark.parametrize("name", ["english-gorse", "german-birch", "mandarin-rowan"])
def test_both_sentences_stand_whole_on_the_page(name: str, hand_for: Callable[..., Any]) -> None:
    hand = hand_for(_deck(name), goal=Goal(responses=60))
    looked_at = 0
    while looked_at < 8:
        showing = hand.session.showing
        if showing.role is Role.PRACTISED:
            wrong = next(key for key in sorted(hand.run.field.closed) if key not in showing.item.accepts)
            hand.answer(wrong)
            assert hand.session.stage is Stage.CORRECTION
            page = plain_text(drill_page(hand.session, now_ns=hand.stamp().mono_ns, width=80, height=24))
            for told in hand.session.correction.corrected.spoken:
                assert "".join(told.split()) in "".join(page.split())
            looked_at += 1
        else:
            hand.answer_right()
        hand.move_on()


NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@pytest.mark.parametrize("name", sorted(path.stem for path in bundled("decks").glob("syntax/*.yaml")))
def test_an_introduction_promises_as_many_choices_as_there_are(name: str) -> None:
    """Where it names a number of things to choose from."""
    deck = _deck(name)
    promised = re.findall(rf"({'|'.join(NUMBERS)}) (?:spellings|words|forms|endings|places|signs)", deck.head.about)
    for word in promised:
        for index in range(0, len(deck.items), 50):
            prompt = deck.items.item(index, (), Random(0)).prompt
            assert len(re.findall(r"(?<!\S)\d (?=\S)", prompt.splitlines()[-1])) == NUMBERS[word]


THIRD = "ǎǒěǐǔǚ"
VOWELS = f"aoeiuüāáàōóòēéèīíìūúùǖǘǜ{THIRD}"


def most_thirds(sentence: str, gap: str) -> int:
    """The longest row of syllables that have the third tone by themselves, the one in the gap among them."""
    low = ["".join(found) for found in re.findall(f"[{VOWELS}]+", sentence.replace(gap, "ǎ").lower())]
    tones = "".join("3" if set(syllable) & set(THIRD) else "-" for syllable in low)
    return max(map(len, tones.split("-")))


def test_no_mandarin_sentence_has_three_third_tones_in_a_row() -> None:
    """A syllable that is spoken with the second before a third has the third by itself: the one that is asked for."""
    deck = _deck("mandarin-rowan")
    for index in range(len(deck.items)):
        for which in (None, *range(deck.rephrasings)):
            item = (
                deck.items.item(index, (), Random(0))
                if which is None
                else deck.items.rephrased(index, which, (), Random(0))
            )
            if item is not None:
                assert most_thirds(item.prompt.rpartition("\n")[0], "___") <= 2
