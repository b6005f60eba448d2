"""The drill in a real terminal of its own: kills, Ctrl+C, Ctrl+Z, and terminals that can or want little."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time

from drillgrok.practice.session import STRAY_KEY_NS
from tests.helpers.pseudo_terminal import Terminal

COLOUR = re.compile(rb"\x1b\[(?:[0-9]+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9]+)*m")
LONGER_THAN_A_GAP_S = 2.7
SILENCE_S = STRAY_KEY_NS / 1e9 + 0.1
"""From here on a key is no longer taken for the one before."""


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
    assert b"Every answer is stored" in terminal.said
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
    time.sleep(SILENCE_S)
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
