"""Colours are the terminal's own, and NO_COLOR takes them all away."""

from __future__ import annotations

import subprocess
import sys

import pytest

from drillgrok.screens.page import Ink
from drillgrok.screens.paint import styles

HEAVY = ("numpy", "sqlalchemy", "alembic", "ruamel", "sklearn", "altair", "typer")


def test_every_ink_has_a_style_and_none_sets_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert set(styles()) == set(Ink)
    assert all(style.bgcolor is None for style in styles().values())
    assert all(style.color is None or style.color.number is not None for style in styles().values())
    assert all(style.color is None or style.color.number < 16 for style in styles().values())


def test_no_color_leaves_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert all(style.color is None for style in styles().values())
    assert styles()[Ink.KEY].reverse


def test_what_the_first_screen_needs_loads_nothing_heavy() -> None:
    code = f"import sys, drillgrok.screens.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_drill_behind_it_does_load_the_practice_core() -> None:
    code = "import sys, drillgrok.screens.drilling; print('drillgrok.practice.session' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
