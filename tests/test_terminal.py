"""The drill in a real terminal of its own: kills, Ctrl+C, Ctrl+Z, and terminals that can or want little."""

from __future__ import annotations

import csv
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest

termios = pytest.importorskip("termios", reason="there are pseudo-terminals on POSIX systems only")

COLOUR = re.compile(rb"\x1b\[(?:[0-9]+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9]+)*m")
PATIENCE_S = 60.0
LONGER_THAN_A_GAP_S = 2.7

# Every answer is "7", so that a test can answer without reading large letters.
DECK = """
deck: sevens
title: Sevens
items: {table: {a: 0..999}, prompt: "Card {a}", answer: "7"}
rule: Seven.
"""


class Terminal:
    """A program on a pseudo-terminal of 80 x 24. A parent in its session makes it one that Ctrl+Z can stop."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._fd, slave = os.openpty()
        termios.tcsetwinsize(slave, (24, 80))
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, process_group=0
        )
        os.close(slave)
        self._unread = b""
        self.said = b""
        """Everything so far."""

    def press(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def read_until(self, text: bytes) -> None:
        """Wait for `text`; later calls look behind it."""
        while text not in self._unread:
            assert self._read(PATIENCE_S), f"{text!r} does not come; there is {self._unread!r}"
        self._unread = self._unread.partition(text)[2]

    def says_nothing_for(self, seconds: float) -> bool:
        return not self._read(seconds)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 65_536)
        except OSError:  # Linux tells the end of the other side so
            return False
        self._unread += data
        self.said += data
        return bool(data)

    def start_drilling(self) -> None:
        """Past the first screen and the warm-up."""
        self.read_until(b"Enter  starts")
        self.press("\r")
        self.read_until(b"Esc skips this")
        self.press("\x1b")
        self.read_until(b"Esc pause")

    def answer(self, answered: int, key: str = "7") -> None:
        """Give the answer that makes it so many, and wait for the page that counts it."""
        self.press(key)
        self.read_until(f"{answered} of 300".encode())

    def end(self) -> int:
        """Read to the end; the exit code."""
        while self._read(PATIENCE_S):
            pass
        return self.process.wait(PATIENCE_S)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._fd)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A colour terminal and a new learner."""
    unwanted = {"NO_COLOR", "COLUMNS", "LINES"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return kept | {"TERM": "xterm-256color", "DRILLGROK_HOME": str(tmp_path / "home")}


@pytest.fixture
def deck(tmp_path: Path) -> str:
    path = tmp_path / "sevens.yaml"
    path.write_text(DECK, encoding="utf-8")
    return str(path)


@pytest.fixture
def practise(deck: str, environment: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Start practising in a terminal of its own."""
    opened: list[Terminal] = []

    def start(**more: str) -> Terminal:
        opened.append(Terminal([sys.executable, "-m", "drillgrok", "practice", deck], environment | more))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


@pytest.fixture
def log(environment: dict[str, str]) -> Callable[[], list[dict[str, str]]]:
    """The response log as it stands."""

    def read() -> list[dict[str, str]]:
        command = [sys.executable, "-m", "drillgrok", "data", "export"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return list(csv.DictReader(StringIO(done.stdout)))

    return read


def test_a_killed_program_has_lost_no_answer_and_the_next_start_goes_on(practise, log, environment) -> None:
    acknowledged = 0
    for answers in (2, 5, 3):
        terminal = practise()
        terminal.start_drilling()
        for answered in range(1, answers + 1):
            terminal.answer(answered)
        terminal.press("7")  # it may arrive or not: nothing acknowledges it
        terminal.process.kill()
        terminal.process.wait()
        rows = log()
        acknowledged += answers
        assert acknowledged <= len(rows) <= acknowledged + 1
        assert [row["seq"] for row in rows] == [str(seq) for seq in range(1, len(rows) + 1)]
        acknowledged = len(rows)
    assert len({row["run"] for row in rows}) == 1
    assert len({row["session"] for row in rows}) == 3
    doctor = [sys.executable, "-m", "drillgrok", "data", "doctor"]
    assert subprocess.run(doctor, env=environment, capture_output=True, check=False).returncode == 0


def test_ctrl_c_leaves_with_130_and_gives_the_terminal_back(practise, log) -> None:
    terminal = practise()
    terminal.start_drilling()
    terminal.answer(1)
    terminal.press("\x03")
    assert terminal.end() == 130
    assert b"\x1b[?1049l" in terminal.said
    assert b"Every answer is stored." in terminal.said
    assert [row["outcome"] for row in log()] == ["answered", "void"]


def test_ctrl_c_on_the_first_screen_leaves_with_130_and_stores_nothing(practise, log) -> None:
    terminal = practise()
    terminal.read_until(b"Enter  starts")
    terminal.press("\x03")
    assert terminal.end() == 130
    assert log() == []


def test_ctrl_z_stops_the_program_and_voids_what_was_on_the_screen(practise, log) -> None:
    terminal = practise()
    terminal.start_drilling()
    terminal.answer(1)
    terminal.press("\x1a")
    _, status = os.waitpid(terminal.process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    terminal.read_until(b"\x1b[?1049l")
    while not terminal.says_nothing_for(LONGER_THAN_A_GAP_S):
        pass
    terminal.process.send_signal(signal.SIGCONT)
    terminal.read_until(b"asleep")
    terminal.press(" ")
    terminal.read_until(b"Esc pause")
    terminal.answer(2)
    rows = log()
    assert [row["outcome"] for row in rows] == ["answered", "void", "answered"]
    assert "suspended" in rows[1]["flags"]


def test_a_terminal_with_colours_gets_some_and_with_no_color_none(practise) -> None:
    for environment, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        terminal = practise(**environment)
        terminal.start_drilling()
        terminal.answer(1)
        terminal.press("\x03")
        assert terminal.end() == 130
        assert bool(COLOUR.search(terminal.said)) is coloured


def test_a_dumb_terminal_is_drilled_by_lines_without_any_control_sequence(practise, log) -> None:
    terminal = practise(TERM="dumb")
    terminal.read_until(b"Card ")
    terminal.press("7\r")
    terminal.read_until(b"right")
    terminal.read_until(b"Card ")
    terminal.press(":q\r")
    assert terminal.end() == 0
    assert b"\x1b" not in terminal.said
    assert [row["correct"] for row in log()] == ["1", ""]


def test_a_terminal_to_write_on_and_nothing_to_read_from_ends_kindly(deck, environment) -> None:
    command = f'exec "{sys.executable}" -m drillgrok practice "{deck}" <&-'
    terminal = Terminal(["sh", "-c", command], environment)
    try:
        assert terminal.end() == 0
    finally:
        terminal.close()
    assert b"No answers this time." in terminal.said
