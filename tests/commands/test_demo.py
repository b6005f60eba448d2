"""The demo goes the whole way through the real drill and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from drillgrok.commands import demo
from drillgrok.deckfile import catalog
from drillgrok.rehearsal.ground import rehearsal_deck


def test_the_demo_shows_the_plateau_before_the_shift_and_keeps_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stats = demo.run()
    days = capsys.readouterr().out.split("\nDay ")[1:]
    assert len(days) == demo.DAYS
    plateau = [k for k, day in enumerate(days) if "plateau" in day]
    exam = [k for k, day in enumerate(days) if "exam is open" in day]
    assert plateau
    assert exam
    assert max(plateau) < min(exam)
    assert "2,400 answers on 8 days" in " ".join(stats.split())
    assert not home.exists()


def test_no_deck_has_the_rule_of_the_demo(home: Path) -> None:
    rule = " ".join(rehearsal_deck().rule.split())
    for head in catalog.heads():
        text = "".join(catalog.find(head.id).files.values())
        assert rule not in " ".join(text.split())
        assert "(a * b + a + b)" not in text
