"""A miss on a sentence shows both sentences whole, as they would be written, on a page of the usual size."""

from __future__ import annotations

from collections.abc import Callable
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
