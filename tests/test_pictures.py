"""Pictures in the docs show the program as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("vl_convert", reason="pictures are drawn where there is a build of what draws them")

from tools.pictures.made import FOLDER, Picture, pictures

ROOT = Path(__file__).parents[1]
MADE = list(pictures())
SVGS = [FOLDER / picture.name for picture in MADE if picture.name.endswith(".svg")]
ELSEWHERE = {"phase-model.svg"}
"""Drawn by tools/phase_picture.py."""


@pytest.mark.parametrize("picture", MADE, ids=lambda picture: picture.name)
def test_a_picture_is_as_the_program_would_draw_it_now(picture: Picture) -> None:
    path = FOLDER / picture.name
    assert path.exists(), "python -m tools.pictures"
    assert not picture.is_stale(path.read_bytes()), "python -m tools.pictures"


def test_no_picture_is_left_that_nobody_draws() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {picture.name for picture in MADE} | ELSEWHERE


@pytest.mark.parametrize("path", SVGS, ids=lambda path: path.name)
def test_a_picture_asks_nothing_of_a_network_and_says_what_it_shows(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"(?:href|src|url)\s*[=(]", text) == []
    assert re.search(r'aria-label="[^"]{20,}"', text)
