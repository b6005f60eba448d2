"""The terminal is asked once whether it is dark or light, and whoever does not answer keeps nobody waiting for long."""

from __future__ import annotations

import sys

import pytest

from tests.helpers.pseudo_terminal import Terminal

ASKED = b"\x1b]11;?\x1b\\\x1b[c"
WHO = "\x1b[?62;22c"
TELL = [sys.executable, "-c", "from drillgrok.console.background import background; print('it is', background())"]


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", b"light"),
        ("\x1b]11;rgb:fd/f6/e3\x07", b"light"),
        ("\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\", b"dark"),
        ("\x1b]11;rgb:8080/8080/8080\x1b\\", b"unknown"),
        ("", b"unknown"),
    ],
)
def test_it_is_what_the_terminal_says(environment, reply: str, told: bytes) -> None:
    environment.pop("COLORFGBG", None)
    terminal = Terminal(TELL, environment)
    before = terminal.modes()
    try:
        terminal.read_until(ASKED)
        terminal.press(reply + WHO)
        assert terminal.end() == 0
        assert b"it is " + told in terminal.said
        assert terminal.modes() == before
    finally:
        terminal.close()


def test_a_terminal_that_never_answers_is_taken_for_what_the_environment_says(environment) -> None:
    terminal = Terminal(TELL, environment | {"COLORFGBG": "0;15"})
    try:
        assert terminal.end() == 0
        assert b"it is light" in terminal.said
    finally:
        terminal.close()


@pytest.mark.parametrize("variable", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_nobody_is_asked_where_no_colour_is_wanted(environment, variable: dict[str, str]) -> None:
    terminal = Terminal(TELL, environment | variable)
    try:
        assert terminal.end() == 0
        assert ASKED not in terminal.said
    finally:
        terminal.close()
