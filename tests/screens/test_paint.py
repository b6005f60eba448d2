"""Colours are read well wherever they are shown, and NO_COLOR takes them all away."""

from __future__ import annotations

import subprocess
import sys
from itertools import product

import pytest
from rich.color import ColorSystem

from drillgrok.console.background import LEAST_LIGHT, MOST_DARK, Background
from drillgrok.console.styles import styles, styles_on
from drillgrok.model.drawing import Ground, Tone
from tests.helpers.contrast import luminance, ratio

HEAVY = ("numpy", "sqlalchemy", "alembic", "ruamel", "sklearn", "altair", "typer")


BOARD = set(Ground) - {Ground.OPEN}
"""A board brings its own ground."""


def test_off_a_board_no_tone_sets_a_background() -> None:
    for terminal in Background:
        assert set(styles_on(terminal)) == set(product(Tone, Ground))
        assert all(style.bgcolor is None for (_, ground), style in styles_on(terminal).items() if ground not in BOARD)


def test_where_nobody_says_what_the_terminal_is_like_its_own_sixteen_colours_are_used() -> None:
    own = [style for (_, ground), style in styles_on(Background.UNKNOWN).items() if ground not in BOARD]
    assert all(style.color is None or style.color.number is not None for style in own)
    assert all(style.color is None or style.color.number < 16 for style in own)


@pytest.mark.parametrize(("terminal", "paper"), [(Background.DARK, MOST_DARK), (Background.LIGHT, LEAST_LIGHT)])
@pytest.mark.parametrize("tone", sorted(set(Tone)))
def test_on_every_dark_or_light_terminal_what_is_read_stands_out_at_four_and_a_half_to_one(
    terminal: Background, paper: float, tone: Tone
) -> None:
    colour = styles_on(terminal)[tone, Ground.OPEN].color
    if colour is None:
        return  # the terminal's own ink
    in_256 = colour.downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex
    for shown in (colour.name, in_256):
        assert ratio(luminance(shown), paper) >= (3.0 if tone is Tone.SHADE else 4.5)


def test_a_board_has_a_ground_under_all_that_stands_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert all(styles()[tone, ground].bgcolor is not None for tone, ground in product(Tone, BOARD))


def test_black_ink_on_a_board_is_not_bold_for_sixteen_colours_brighten_that_to_grey() -> None:
    for terminal in Background:
        for (_, ground), style in styles_on(terminal).items():
            if ground in BOARD and style.color is not None:
                assert not (style.bold and sum(style.color.get_truecolor()) < 3 * 64)


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
