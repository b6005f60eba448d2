"""`data doctor` in a terminal: what it says of the terminal itself."""

from __future__ import annotations

import sys

from tests.helpers.pseudo_terminal import Terminal


def test_the_doctor_tells_size_colours_keys_and_how_exact_times_are(environment) -> None:
    terminal = Terminal([sys.executable, "-m", "drillgrok", "data", "doctor"], environment)
    before = terminal.modes()
    try:
        terminal.read_until(b"\x1b[?u\x1b[c")
        terminal.press("\x1b[?0u\x1b[?62c")
        assert terminal.end() == 0
        for said in (b"80 columns and 24 lines", b"Colours: 256", b"kitty's protocol", b"Timing: this machine wakes"):
            assert said in terminal.said
        assert terminal.modes() == before
    finally:
        terminal.close()
