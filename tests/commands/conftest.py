"""A learner at the command line: commands in this process, against a real database in a folder of one's own."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from drillgrok.cli import app

Log = list[dict[str, str]]

QUIET = """
deck: quiet-13
title: Quiet
family: quiet
about: Two numbers go in, one comes out.
items:
  table: {a: 0..12, b: 0..12}
  prompt: "{a} ∘ {b}"
  answer: (5 * a + b) % 13
pressure: {calm: 8 s, quick: 2.5 s, floor: 1.2 s}
rule: Five times the first, and the second.
"""


@pytest.fixture
def run(home: Path) -> Callable[..., Result]:
    """A command; only a DrillgrokError or bad usage may end it early."""

    def invoke(*arguments: object, typed: str = "") -> Result:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


@pytest.fixture
def log(run: Callable[..., Result]) -> Callable[..., Log]:
    """The exported rows, by column."""

    def read(*options: str) -> Log:
        return list(csv.DictReader(io.StringIO(run("data", "export", *options).stdout)))

    return read


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    """A deck file of the learner's own."""
    path = tmp_path / "mine" / "quiet-13.yaml"
    path.parent.mkdir()
    path.write_text(QUIET, encoding="utf-8")
    return path
