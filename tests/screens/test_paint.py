"""Colours are the terminal's own, and NO_COLOR takes them all away."""

from __future__ import annotations

import subprocess
import sys
from itertools import product

import pytest

from drillgrok.console.styles import styles
from drillgrok.model.drawing import Ground, Tone

HEAVY = ("numpy", "sqlalchemy", "alembic", "ruamel", "sklearn", "altair", "typer")


BOARD = set(Ground) - {Ground.OPEN}
"""A board brings its own ground."""


def test_every_tone_off_a_board_is_one_of_the_terminals_own_and_sets_no_background(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert set(styles()) == set(product(Tone, Ground))
    own = [style for (_, ground), style in styles().items() if ground not in BOARD]
    assert all(style.bgcolor is None for style in own)
    assert all(style.color is None or style.color.number is not None for style in own)
    assert all(style.color is None or style.color.number < 16 for style in own)


def test_a_board_has_a_ground_under_all_that_stands_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert all(styles()[tone, ground].bgcolor is not None for tone, ground in product(Tone, BOARD))


def test_no_color_leaves_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert all(style.color is None for style in styles().values())
    assert styles()[Tone.KEY, Ground.OPEN].reverse


def test_what_the_first_screen_needs_loads_nothing_heavy() -> None:
    code = f"import sys, drillgrok.screens.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_drill_behind_it_does_load_the_practice_core() -> None:
    code = "import sys, drillgrok.screens.drill.scene; print('drillgrok.practice.session' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
