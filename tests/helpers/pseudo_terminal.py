"""Programs on pseudo-terminals of their own, and a deck that is answered without looking."""

from __future__ import annotations

import csv
import os
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest

termios = pytest.importorskip("termios", reason="there are pseudo-terminals on POSIX systems only")

PATIENCE_S = 60.0

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
        self.press_bytes(keys.encode())

    def press_bytes(self, keys: bytes) -> None:
        os.write(self._fd, keys)

    def modes(self) -> list[object]:
        """Echo, lines, signals and the like, as they stand."""
        return list(termios.tcgetattr(self._fd))

    def set_modes(self, modes: list[object]) -> None:
        termios.tcsetattr(self._fd, termios.TCSANOW, modes)

    def hang_up(self) -> None:
        """The terminal goes away."""
        os.close(self._fd)
        self._fd = -1

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
        if self._fd >= 0:
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
