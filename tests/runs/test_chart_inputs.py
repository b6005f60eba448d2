"""What a run's deck adds to its charts: its text says so, wherever its file lies."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from drillgrok.days import DAY_MS
from drillgrok.history.chart_inputs import ChartInputs
from drillgrok.model.deck import key_text
from drillgrok.model.log import Goal, Moment, Stamp
from drillgrok.places import database
from drillgrok.practice.events import Commit
from drillgrok.runs.chart_inputs import deck_inputs
from drillgrok.runs.opening import RunOpener
from drillgrok.runs.wishes import Wishes
from drillgrok.store.database import open_store
from tests.helpers.command_line import MORNING_MS
from tests.helpers.lamps import lamp_answers

BREEZE = """
deck: breeze
title: Breeze
items:
  domain: {name: movement, drill: lamps}
rule: Each lamp says how far it is to the next.
"""
A_DAY = 60


@pytest.fixture
def breeze(home: Path) -> None:
    """Two sessions of a deck of lamps that lies among the learner's own."""
    own = home / "decks" / "breeze.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(BREEZE, encoding="utf-8")
    wishes = Wishes("breeze", None, None, "sim", "firm", new_run=False, seed=1, plain=False, trace=None)
    with closing(RunOpener(wishes, "sim", by_lines=False, has_loudspeaker=lambda: True)) as opener:
        for day in range(2):
            at = Moment(MORNING_MS + day * DAY_MS, 0)
            run = opener.open("breeze", Goal(responses=A_DAY), Stamp(at.utc_ms * 1_000_000, at))
            keys = [key_text(int(key)) for key in run.session.run.deck.items.keys]
            log = lamp_answers(day * A_DAY + 1, A_DAY, keys.__getitem__, start_ms=at.utc_ms)
            for number, response in enumerate(log, start=1):
                run.carry_out(Commit(response, number))


def inputs_of(deck: str) -> ChartInputs:
    with open_store(database()) as engine:
        return deck_inputs(engine, deck, None, None)


def test_a_deck_of_lamps_has_a_contrast_for_each_session_in_any_folder(breeze: None) -> None:
    found = inputs_of("breeze").transitions
    assert found is not None
    assert [(one.first, one.last) for one in found] == [(1, A_DAY), (A_DAY + 1, 2 * A_DAY)]
    assert all(one.low > 0 for one in found)


def test_a_run_whose_deck_file_is_gone_keeps_its_contrasts(breeze: None, home: Path) -> None:
    (home / "decks" / "breeze.yaml").unlink()
    assert inputs_of("breeze").transitions
