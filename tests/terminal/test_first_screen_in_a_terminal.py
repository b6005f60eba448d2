"""`drillgrok` alone in a real terminal: the first screen at once, by keys and by the mouse, and the way out."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator

import pyte
import pytest

from tests.helpers.pseudo_terminal import Terminal


@pytest.fixture
def alone(environment: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Start the program without a word."""
    opened: list[Terminal] = []

    def start(**more: str) -> Terminal:
        opened.append(Terminal([sys.executable, "-m", "drillgrok"], environment | more))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


def test_alone_the_program_opens_the_doors_and_q_leaves_with_0(alone: Callable[..., Terminal]) -> None:
    terminal = alone()
    before = terminal.modes()
    terminal.read_until(b"Where would you like to begin?")
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.modes() == before
    assert b"\x1b[?1000l" in terminal.said, "the mouse is given back"


def test_a_deck_is_found_by_letters_and_drilled_after_two_times_enter(
    alone: Callable[..., Terminal], log: Callable[[], list[dict[str, str]]]
) -> None:
    terminal = alone()
    terminal.read_until(b"Enter  starts")
    terminal.press("/lantern")
    terminal.read_until(b"3 of ")
    terminal.press("\r")
    terminal.start_drilling()
    terminal.press("\x03")
    assert terminal.end() == 130
    assert {row["deck"] for row in log()} == {"lantern-31"}


def test_a_click_chooses_a_door_and_another_one_starts_it(alone: Callable[..., Terminal]) -> None:
    terminal = alone()
    terminal.read_until(b"Enter  starts")
    row = next(number for number, line in enumerate(seen(terminal.said), start=1) if "Words of a language" in line)
    terminal.press(f"\x1b[<0;10;{row}M\x1b[<0;10;{row}m")
    terminal.read_until(b"Turkish plurals")
    terminal.press(f"\x1b[<0;10;{row}M\x1b[<0;10;{row}m")
    terminal.read_until(b"Esc skips this")
    terminal.press("\x03")
    assert terminal.end() == 130


def test_without_colours_and_on_a_bare_terminal_it_opens_as_well(alone: Callable[..., Terminal]) -> None:
    plain = alone(NO_COLOR="1")
    plain.read_until(b"Where would you like to begin?")
    plain.press("q")
    assert plain.end() == 0
    bare = alone(TERM="dumb")
    bare.read_until(b"Where would you like to begin?\r\n> ")
    bare.press("1\n")
    bare.read_until("\N{RING OPERATOR}".encode())
    bare.press(":q\n")
    assert bare.end() == 0


def test_what_is_painted_before_the_screens_are_loaded_is_what_they_show(alone: Callable[..., Terminal]) -> None:
    terminal = alone()
    terminal.read_until(b"q quit")
    first = seen(terminal.said)
    terminal.press("?")
    terminal.read_until(b"any key goes back")
    terminal.press("x")
    terminal.read_until(b"q quit")
    assert seen(terminal.said) == first
    terminal.press("q")
    assert terminal.end() == 0


def seen(said: bytes) -> list[str]:
    """The screen of 80 x 24 after all that."""
    screen = pyte.Screen(80, 24)
    pyte.ByteStream(screen).feed(said)
    return list(screen.display)


def test_a_signal_while_the_screens_are_still_loaded_gives_the_terminal_back(alone: Callable[..., Terminal]) -> None:
    terminal = alone()
    before = terminal.modes()
    terminal.read_until(b"Enter  starts")
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGTERM
    assert terminal.modes() == before
    assert terminal.said.rindex(b"\x1b[?1049l") > terminal.said.rindex(b"\x1b[?1049h")


def test_the_second_screen_is_asked_for_once_so_that_the_first_page_is_not_wiped_away(
    alone: Callable[..., Terminal],
) -> None:
    terminal = alone()
    terminal.read_until(b"Enter  starts")
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.said.count(b"\x1b[?1049h") == 1


def test_d_shows_the_demo_and_enter_comes_back_to_the_first_screen(alone: Callable[..., Terminal]) -> None:
    terminal = alone()
    before = terminal.modes()
    terminal.read_until(b"Enter  starts")
    terminal.press("d")
    terminal.read_until(b"Enter goes back to the first screen.")
    assert terminal.modes() == before
    terminal.press("\n")
    terminal.read_until(b"Enter  starts")
    terminal.press("q")
    assert terminal.end() == 0
