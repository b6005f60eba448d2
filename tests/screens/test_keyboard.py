"""What a terminal sends becomes events, whatever it is; what makes no sense is dropped and nothing raises."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import textual.drivers
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from drillgrok.screens.kit.keyboard import TerminalReader

DRIVERS = Path(textual.drivers.__path__[0])


def keys(messages: Iterator[Message]) -> list[str]:
    return [message.key for message in messages if isinstance(message, events.Key)]


@pytest.mark.parametrize(
    "odd",
    [
        b"\xe9",
        b"\x1b[1114112u",
        b"\x1b[1089::99;5u",
        b"\x1b[55296u",
        b"\x1b[48;24;80;0;0t\x1b[<0;3;3M",
        b"\x1b[48;0;0;0;0t",
        b"\x1b[48;99999999;99999999;1;1t",
    ],
)
def test_what_makes_no_sense_is_dropped_and_the_next_key_arrives(odd: bytes) -> None:
    assert keys(TerminalReader().feed(odd + b"a"))[-1:] == ["a"]


def test_the_mouse_is_where_its_cell_is_though_the_terminal_told_its_pixels() -> None:
    report, press = b"\x1b[48;24;80;480;800t", b"\x1b[<0;21;11M"
    found = [event for event in TerminalReader().feed(report + press) if isinstance(event, events.MouseDown)]
    assert [(event.x, event.y) for event in found] == [(20, 10)]


def test_a_paste_is_one_event_however_it_is_cut() -> None:
    data = b"a\x1b[200~b\xc3\xa9\x1b[A\x1b[201~c"
    for cut in range(len(data)):
        reader = TerminalReader()
        found = [*reader.feed(data[:cut]), *reader.feed(data[cut:])]
        pasted = [event.text for event in found if isinstance(event, events.Paste)]
        assert (keys(iter(found)), pasted) == (["a", "c"], ["bé\x1b[A"])


@pytest.mark.parametrize("interrupt", [b"\x03", b"\x1b[99;5u"])
def test_ctrl_c_breaks_off_a_paste_without_an_end(interrupt: bytes) -> None:
    assert keys(TerminalReader().feed(b"\x1b[200~pasted" + interrupt)) == ["ctrl+c"]


def test_a_paste_without_an_end_is_over_when_nothing_more_comes() -> None:
    seconds = count()
    reader = TerminalReader(clock_s=lambda: float(next(seconds)))
    assert not list(reader.feed(b"\x1b[200~pasted"))
    assert [event.text for event in reader.tick() if isinstance(event, events.Paste)] == ["pasted"]
    assert keys(reader.feed(b"a")) == ["a"]


PIECES = st.sampled_from([b"\x1b", b"[", b"200~", b"201~", b"<", b";", b":", b"u", b"t", b"M", b"48", b"0", b"1114112"])


@given(st.lists(st.one_of(PIECES, st.binary(max_size=6)), max_size=30))
def test_no_bytes_raise_and_afterwards_a_key_is_a_key(chunks: list[bytes]) -> None:
    reader = TerminalReader()
    for chunk in chunks:
        list(reader.feed(chunk))
    list(reader.feed(b"\x1b[201~"))
    ended = keys(reader.feed(b"\x1b[0;0R~aa"))
    assert ended[-1:] == ["a"]


def test_textual_still_has_what_our_drivers_lean_on() -> None:
    from textual.drivers.linux_driver import LinuxDriver

    source = inspect.getsource(LinuxDriver)
    for name in ("_run_input_thread", "run_input_thread", "_sigtstp_application", "_sigcont_application"):
        assert callable(getattr(LinuxDriver, name))
    for name in ("self._file", "self.fileno", "self._key_thread", "self.exit_event", "self.attrs_before"):
        assert f"{name} = " in source or f"{name}:" in source


def test_textual_still_looks_up_its_reader_of_the_windows_console_where_ours_is_put() -> None:
    driver = ast.parse((DRIVERS / "windows_driver.py").read_text("utf-8"))
    calls = [ast.unparse(node.func) for node in ast.walk(driver) if isinstance(node, ast.Call)]
    assert "win32.EventMonitor" in calls
    win32 = ast.parse((DRIVERS / "win32.py").read_text("utf-8"))
    (monitor,) = (node for node in win32.body if isinstance(node, ast.ClassDef) and node.name == "EventMonitor")
    assert "run" in {node.name for node in monitor.body if isinstance(node, ast.FunctionDef)}
    assert "self.exit_event" in ast.unparse(monitor)
