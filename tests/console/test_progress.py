"""Bars on stderr: where they are seen, and that they leave nothing behind."""

from __future__ import annotations

import io
from contextlib import redirect_stderr
from pathlib import Path

import pytest

from drillgrok.console.progress import bar, reading, unwatched

LONG = 20_000
LARGE = 1_000_000


class Screen(io.StringIO):
    """A stderr with a person before it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def xterm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.csv"
    path.write_bytes(b"x" * LARGE)
    return path


def test_long_work_has_a_bar_on_a_terminal() -> None:
    with redirect_stderr(Screen()) as screen, bar("counting", LONG) as advance:
        advance(LONG // 2)
        advance(LONG // 2)
    assert "counting" in screen.getvalue()
    assert "100%" in screen.getvalue()


def test_many_small_steps_move_a_bar_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[float] = []
    monkeypatch.setattr("rich.progress.Progress.advance", lambda _bars, _task, done: moved.append(done))
    with redirect_stderr(Screen()), bar("counting", 5 * LONG) as advance:
        for _ in range(5 * LONG):
            advance(1)
    assert len(moved) == 1_000
    assert sum(moved) == 5 * LONG


def test_a_file_has_a_bar_for_each_time_that_it_is_read(large: Path) -> None:
    with redirect_stderr(Screen()) as screen, reading(large, "checking", "replaying") as (check, replay):
        check(LARGE)
        replay(LARGE // 4)
    for told in ("checking", "100%", "replaying", "25%"):
        assert told in screen.getvalue()


def test_short_work_and_a_missing_file_have_none(tmp_path: Path) -> None:
    short = tmp_path / "short.csv"
    short.write_bytes(b"x" * (LARGE - 1))
    with redirect_stderr(Screen()) as screen:
        with bar("counting", LONG - 1) as advance, reading(short, "checking", "counting") as reached:
            assert (advance, *reached) == (unwatched,) * 3
        with reading(tmp_path / "none.csv", "checking") as reached:
            assert reached == (unwatched,)
    assert screen.getvalue() == ""


def test_a_bar_that_would_be_in_the_way_is_not_shown(large: Path) -> None:
    with redirect_stderr(Screen()) as screen, reading(large, "checking", shown=False) as reached:
        assert reached == (unwatched,)
    assert screen.getvalue() == ""


def test_on_a_pipe_there_is_none(large: Path) -> None:
    with (
        redirect_stderr(io.StringIO()) as pipe,
        bar("counting", LONG) as advance,
        reading(large, "checking") as reached,
    ):
        assert (advance, *reached) == (unwatched, unwatched)
    assert pipe.getvalue() == ""
