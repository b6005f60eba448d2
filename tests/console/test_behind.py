"""What is at work behind a screen that was left is not waited for, unless something else needs what it uses."""

from __future__ import annotations

import subprocess
import sys
from threading import Event
from time import sleep

import pytest

from drillgrok.console.behind import Behind, is_at_work

_LEFT = """
import sys, time
from drillgrok.cli.guard import guarded
from drillgrok.console.behind import Behind

def command():
    behind = Behind()
    behind.do(time.sleep, 600)
    print("shown")
    behind.end(wholly=False)
    sys.exit({code})

guarded(command)
"""


@pytest.mark.parametrize(("code", "left_with"), [("130", 130), ("0", 0), ("None", 0), ("'a sentence'", 1)])
def test_a_program_that_is_left_ends_with_its_code_whatever_is_at_work(code: str, left_with: int) -> None:
    script = _LEFT.format(code=code)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (left_with, "shown\n")


def test_a_thread_that_waits_for_more_is_not_at_work() -> None:
    behind = Behind()
    behind.do(len, "done").result()
    for _ in range(1000):  # its last step, to be no longer counted, comes after the result
        if not is_at_work():
            break
        sleep(0.01)
    assert not is_at_work()
    behind.end(wholly=True)


def test_what_was_begun_is_waited_for_a_moment_though_more_was_to_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drillgrok.console.behind._MOMENT_S", 60.0)
    behind, ended = Behind(), Event()

    def takes_a_moment() -> None:
        sleep(0.1)
        ended.set()

    behind.do(takes_a_moment)
    behind.do(len, "never begun")
    behind.end(wholly=False)
    assert ended.is_set()


def test_ended_wholly_nothing_is_at_work_any_more() -> None:
    behind, done = Behind(), list[int]()
    for number in range(20):
        behind.do(done.append, number)
    behind.end(wholly=True)
    assert not is_at_work()
    assert done == sorted(done)


def test_what_has_not_begun_when_the_screen_is_left_never_begins() -> None:
    behind, began, goes_on, second = Behind(), Event(), Event(), Event()

    def first() -> None:
        began.set()
        goes_on.wait()

    behind.do(first)
    behind.do(second.set)
    began.wait()
    behind.end(wholly=False)
    assert is_at_work()
    goes_on.set()
    behind.end(wholly=True)
    assert not second.is_set()
