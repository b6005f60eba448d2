"""A learner's pager between the program and the terminal: whoever ends it, the terminal is as it was."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.helpers.pseudo_terminal import Terminal

# Takes the terminal as `less` does, and gives nothing back when it is killed.
PAGER = """
import os, sys, termios
from tty import setraw
sys.stdin.read()
setraw(1)
os.write(1, b"READY")
os.read(1, 1)
"""


@pytest.fixture
def paged(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[[], Terminal]]:
    """A long list of decks in that pager."""
    script = tmp_path / "pager.py"
    script.write_text(PAGER, encoding="utf-8")
    opened: list[Terminal] = []

    def start() -> Terminal:
        asked = [sys.executable, "-m", "drillgrok", "deck", "list"]
        opened.append(Terminal(asked, environment | {"PAGER": f"{sys.executable} {script}"}))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_ends_the_pager_first_and_leaves_the_terminal_as_it_was(
    paged: Callable[[], Terminal], number: signal.Signals
) -> None:
    terminal = paged()
    before = terminal.modes()
    terminal.read_until(b"READY")
    assert terminal.modes() != before
    terminal.process.send_signal(number)
    assert terminal.end() == 128 + number
    assert terminal.modes() == before


def test_ctrl_c_is_the_pagers_and_the_program_waits_for_its_end(paged: Callable[[], Terminal]) -> None:
    terminal = paged()
    before = terminal.modes()
    terminal.read_until(b"READY")
    os.kill(terminal.process.pid, signal.SIGINT)
    assert terminal.says_nothing_for(0.3)
    assert terminal.process.poll() is None
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.modes() == before


def test_a_pager_that_cannot_be_called_is_done_without(environment: dict[str, str]) -> None:
    asked = [sys.executable, "-m", "drillgrok", "deck", "list"]
    terminal = Terminal(asked, environment | {"PAGER": "less -R'"})
    terminal.read_until(b"lantern-31")
    assert terminal.end() == 0
    terminal.close()
