"""The demo goes the whole way through the real drill and leaves nothing behind."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from drillgrok.commands import demo
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.library import catalog
from drillgrok.simulation.demo_deck import demo_deck


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All that the demo says on a pipe; nothing may be left in the learner's folder."""
    home = tmp_path_factory.mktemp("demo") / "home"
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out):
        patch.setenv("DRILLGROK_HOME", str(home))
        stats = demo.run()
    assert not home.exists()
    return f"{out.getvalue()}\n{stats}"


def test_the_demo_shows_the_plateau_before_the_shift_and_keeps_nothing(shown: str) -> None:
    days = shown.split("\nDay ")[1:]
    assert len(days) == demo.DAYS
    plateau = [k for k, day in enumerate(days) if "plateau" in day]
    exam = [k for k, day in enumerate(days) if "exam is open" in day]
    assert plateau
    assert exam
    assert max(plateau) < min(exam)
    assert "2,400 answers on 8 days" in " ".join(shown.split())


def test_the_demo_says_no_word_that_a_deck_forbids(shown: str, home: Path) -> None:
    decks = [demo_deck(), *(read_deck(catalog.find(head.id)) for head in catalog.heads())]
    forbidden = {word for deck in decks for word in deck.never_say}
    assert len(forbidden) > 20
    assert sorted(word for word in forbidden if re.search(rf"\b{re.escape(word)}", shown, re.IGNORECASE)) == []


def test_no_deck_has_the_rule_of_the_demo(home: Path) -> None:
    rule = " ".join(demo_deck().rule.split())
    for head in catalog.heads():
        text = "".join(catalog.find(head.id).files.values())
        assert rule not in " ".join(text.split())
        assert "(a * b + a + b)" not in text
