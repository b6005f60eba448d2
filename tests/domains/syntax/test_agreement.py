"""The syntax decks beside their recognisers, which share nothing with them: a sample of each, in every wording."""

from __future__ import annotations

from pathlib import Path

import pytest

from drillgrok.bundled import bundled

pytest.importorskip("lark", reason="the recognisers are read by it")

from oracles.syntax import RECOGNISERS, accepts
from oracles.syntax.agreement import agreement

FILES = sorted(bundled("decks").glob("syntax/*.yaml"))
SAMPLED = 3


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_right_is_recognised_and_nothing_else_that_is_offered(file: Path) -> None:
    found = agreement(file, SAMPLED)
    assert found.strays == ()
    assert found.right
    assert found.refused


def test_no_recogniser_is_left_over() -> None:
    grammars = {file.stem for file in bundled("decks").glob("syntax/*.grammar")}
    assert {file.stem for file in RECOGNISERS.glob("*.lark")} == grammars


WRITTEN = {
    "german-birch": (
        "Er legt den Blorfer auf die Knalke, glaube ich.",
        "Er legt den Blorfer auf der Knalke, glaube ich.",
    ),
    "russian-umber": ("Вот двадцать два блармака сегодня.", "Вот двадцать два блармаков сегодня."),
    "dutch-elm": (
        "Het regent, als hij de kralpel wil snorfen.",
        "Het regent, als hij wil de kralpel snorfen.",
    ),
}


@pytest.mark.parametrize("deck", WRITTEN)
def test_a_recogniser_tells_sentences_that_were_written_by_hand(deck: str) -> None:
    right, wrong = WRITTEN[deck]
    assert accepts(deck, right)
    assert not accepts(deck, wrong)
