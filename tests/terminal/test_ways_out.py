"""Every way out of the drill gives the terminal back, ends with its own code and keeps the answers."""

from __future__ import annotations

import os
import re
import signal
import time

import pytest

from tests.helpers.pseudo_terminal import Terminal

MODES = {"1049": "l", "25": "h", "2004": "l", "1004": "l", "7": "h", "1000": "l"}
"""How each private mode has to stand at the end, where it was touched: h is set, l reset."""
FATAL = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM)


def modes(said: bytes) -> dict[str, str]:
    """The private modes as the last request for each left them."""
    return {mode.decode(): way.decode() for mode, way in re.findall(rb"\x1b\[\?(\d+)([hl])", said)}


def assert_given_back(terminal: Terminal, before: list[object]) -> None:
    left = modes(terminal.said)
    assert {mode: left[mode] for mode in MODES if mode in left} == {mode: MODES[mode] for mode in MODES if mode in left}
    assert left["1049"] == "l"
    assert terminal.said.count(b"\x1b[>") == terminal.said.count(b"\x1b[<u")
    assert terminal.modes() == before
    assert b"Traceback" not in terminal.said


@pytest.mark.parametrize("number", FATAL, ids=lambda number: number.name)
def test_a_signal_ends_with_its_own_code_and_the_terminal_as_it_was(practise, log, number) -> None:
    terminal = practise()
    before = terminal.modes()
    terminal.start_drilling()
    terminal.answer(1)
    terminal.process.send_signal(number)
    assert terminal.end() == 128 + number
    assert_given_back(terminal, before)
    assert [row["outcome"] for row in log()] == ["answered", "void"]


def test_going_on_without_having_been_stopped_changes_nothing_at_the_end(practise, log) -> None:
    terminal = practise()
    before = terminal.modes()
    terminal.start_drilling()
    terminal.answer(1)
    for _ in range(3):
        terminal.process.send_signal(signal.SIGCONT)
        time.sleep(0.1)
    terminal.answer(2)
    terminal.press("\x03")
    assert terminal.end() == 130
    assert_given_back(terminal, before)
    assert [row["outcome"] for row in log()] == ["answered", "answered", "void"]


def test_a_stop_that_nobody_could_take_is_mended_by_going_on(practise) -> None:
    terminal = practise()
    before = terminal.modes()
    terminal.start_drilling()
    terminal.answer(1)
    terminal.process.send_signal(signal.SIGSTOP)
    os.waitpid(terminal.process.pid, os.WUNTRACED)
    terminal.set_modes(before)  # as a shell does that takes its terminal back
    terminal.process.send_signal(signal.SIGCONT)
    terminal.read_until(b"\x1b[?1049h")
    while terminal.modes() == before:
        time.sleep(0.01)
    terminal.press("\x03")
    assert terminal.end() == 130
    assert_given_back(terminal, before)


def test_a_terminal_that_is_gone_ends_the_program_and_keeps_the_answers(practise, log) -> None:
    terminal = practise()
    terminal.start_drilling()
    terminal.answer(1)
    terminal.hang_up()
    assert terminal.process.wait(30) == 128 + signal.SIGHUP
    assert [row["outcome"] for row in log()] == ["answered", "void"]


ODD = {
    "Latin-1": b"\xe9",
    "half a character": b"\xf0\x9f",
    "no such character": b"\x1b[1114112u",
    "no such text": b"\x1b[1089::99;5u",
    "half a pair": b"\x1b[55296u",
    "no pixels": b"\x1b[48;24;80;0;0t\x1b[<0;3;3M",
    "no size": b"\x1b[48;0;0;0;0t",
    "a vast size": b"\x1b[48;99999999;99999999;1;1t",
    "long numbers": b"\x1b[99999999999999999999999999u",
    "mouse": b"\x1b[<99999999;99999999;99999999M\x1b[M\xff\xff\xff",
    "nulls": b"\x00\x00",
}


def test_no_odd_byte_or_report_from_a_terminal_ends_the_drill(practise, log) -> None:
    terminal = practise()
    before = terminal.modes()
    terminal.start_drilling()
    terminal.answer(1)
    for odd in ODD.values():
        terminal.press_bytes(odd)
        time.sleep(0.15)
    terminal.press("\x03")
    assert terminal.end() == 130
    assert_given_back(terminal, before)
    assert [row["outcome"] for row in log()][:1] == ["answered"]


def test_a_paste_without_an_end_keeps_neither_ctrl_c_nor_an_answer_for_itself(practise, log) -> None:
    terminal = practise()
    terminal.start_drilling()
    terminal.press("\x1b[200~pasted")
    time.sleep(0.8)
    terminal.answer(1)
    terminal.press("\x1b[200~pasted\x03")
    assert terminal.end() == 130
    assert [row["outcome"] for row in log()] == ["answered", "void"]
