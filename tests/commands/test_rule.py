"""`drillgrok rule`: closed before the exam, open after it, and what it costs to open it early."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import Result

from drillgrok.console.clock import stamp
from drillgrok.model.log import Attempt, Flag, Mark, MarkKind, Moment, Pressure
from drillgrok.names import default_learner_name
from drillgrok.places import database
from drillgrok.store import runs
from drillgrok.store.database import open_store
from drillgrok.store.exams import read_attempts, seal_broken
from drillgrok.store.journal import Journal, read_marks
from drillgrok.store.learners import learner_named

Run = Callable[..., Result]
Log = Callable[..., list[dict[str, str]]]

RULE = "Five times the first, and the second."


@pytest.fixture
def practised(run: Run, home: Path, quiet: Path) -> Run:
    """A few answers in a deck of the learner's own, known by its id."""
    (home / "decks").mkdir(parents=True)
    (home / "decks" / quiet.name).write_text(quiet.read_text(encoding="utf-8"), encoding="utf-8")
    run("practice", "quiet-13", "--seed", 3, typed="1\n" * 5)
    return run


def in_terminal(home: Path, *arguments: str, typed: str) -> str:
    """A command in a pseudo-terminal of its own; what stood on it in the end."""
    pty = pytest.importorskip("pty", reason="there are pseudo-terminals on POSIX systems only")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "drillgrok", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"DRILLGROK_HOME": str(home)},
    ) as process:
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        process.wait(timeout=60)
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so when the other side has closed
        return b""


def test_it_is_closed_before_the_exam_and_gives_nothing_away(practised: Run) -> None:
    refused = practised("rule", "quiet-13")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == (
        "The rule of quiet-13 is sealed until you pass its exam. `drillgrok practice quiet-13` goes on, "
        "and `drillgrok exam quiet-13` opens it.\n"
    )


def test_it_is_closed_for_a_deck_that_was_never_practised(run: Run) -> None:
    assert run("rule", "lantern-31").exit_code == 1


def test_an_authors_path_shows_the_rule_at_once(run: Run, quiet: Path) -> None:
    for option in ((), ("--break-seal",)):
        assert run("rule", quiet, *option).stdout == f"{RULE}\n"


def exam_of(right: int, shortcuts_version: int | None = 1) -> None:
    """An exam of six in the learner's run, sat by another program."""
    now = stamp().moment
    with open_store(database()) as engine:
        record = runs.open_run(engine, learner_named(engine, default_learner_name()), "quiet-13")
        assert record is not None
        assert record.plan is not None
        plan = runs.SessionPlan(
            record.plan.deck_hash, Pressure.FIRM, runs.GoalKind.RESPONSES, 6.0, "0", 900, shortcuts_version
        )
        session = runs.start_session(engine, record, plan, now)
        journal = Journal(engine, record.id, session)
        journal.mark(Mark(MarkKind.EXAM, now, text=str(6 - right)))
        journal.mark(Mark(MarkKind.RULE, now, text="add with\x1b[31m a twist"))
        journal.mark(Mark(MarkKind.KNEW, now, text="at night"))
        (attempt,) = read_attempts(engine, record.id)
        older = shortcuts_version is None
        assert attempt == Attempt(now, asked=6, to_pass=6 - right, right=0, before_shortcuts=older)


def test_after_the_pass_it_shows_the_rule_the_words_and_the_day(practised: Run) -> None:
    exam_of(right=6)
    shown = practised("rule", "quiet-13").stdout
    today = datetime.now(UTC).astimezone().date().isoformat()
    assert shown.splitlines() == [
        RULE,
        "",
        f"Run 1: passed on {today} at the first attempt, 0 of 6.",
        "Your words: add with[31m a twist",
        "When did you know it: at night",
    ]


def test_a_pass_from_before_shortcuts_stands_and_says_so(practised: Run) -> None:
    exam_of(right=6, shortcuts_version=None)
    assert "at the first attempt, 0 of 6, older than shortcuts." in practised("rule", "quiet-13").stdout


def test_a_failed_exam_opens_nothing(practised: Run) -> None:
    exam_of(right=5)
    assert practised("rule", "quiet-13").exit_code == 1


def test_another_learner_finds_it_closed(practised: Run) -> None:
    exam_of(right=6)
    assert practised("rule", "quiet-13", "--learner", "ada").exit_code == 1


# Breaking it.


def test_a_pipe_breaks_no_seal(practised: Run) -> None:
    refused = practised("rule", "quiet-13", "--break-seal", typed="quiet-13\n")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "typed confirmation" in refused.stderr


def test_there_is_no_seal_to_break_without_a_run(run: Run) -> None:
    refused = run("rule", "lantern-31", "--break-seal")
    assert refused.exit_code == 1
    assert "no run of lantern-31" in refused.stderr


def test_anything_but_the_decks_id_leaves_it_closed(practised: Run, home: Path) -> None:
    shown = in_terminal(home, "rule", "quiet-13", "--break-seal", typed="yes\n")
    assert "marked as narrated" in shown
    assert shown.endswith("The seal stays closed. Nothing was recorded.\n")
    assert RULE not in shown
    assert practised("rule", "quiet-13").exit_code == 1


def test_a_broken_seal_is_recorded_and_narrates_this_run_and_the_next(practised: Run, home: Path, log: Log) -> None:
    assert RULE in in_terminal(home, "rule", "quiet-13", "--break-seal", typed="quiet-13\n")
    shown = practised("rule", "quiet-13").stdout
    assert shown.startswith(f"{RULE}\n\nRun 1: the seal was broken on ")
    with open_store(database()) as engine:
        learner = learner_named(engine, default_learner_name())
        record = runs.open_run(engine, learner, "quiet-13")
        assert record is not None
        assert [mark.kind for mark in read_marks(engine, record.id)] == [MarkKind.SEAL_BROKEN]
        assert seal_broken(engine, learner, "quiet-13")
        assert not seal_broken(engine, learner, "lantern-31")
        assert not seal_broken(engine, learner_named(engine, "ada"), "quiet-13")
    again = in_terminal(home, "rule", "quiet-13", "--break-seal", typed="")
    assert again.startswith(RULE)
    assert again.count("broken on") == 1


def test_what_an_exam_of_a_broken_seal_stores_says_so(practised: Run, home: Path, log: Log) -> None:
    practised("practice", "quiet-13", typed="1\n" * 300)
    in_terminal(home, "rule", "quiet-13", "--break-seal", typed="quiet-13\n")
    practised("exam", "quiet-13", typed="1\n")
    rows = [row for row in log() if row["role"] == "exam"]
    assert rows
    assert all(Flag.NARRATED in row["flags"].split() for row in rows)


def test_a_moment_is_told_on_the_learners_own_calendar(practised: Run) -> None:
    with open_store(database()) as engine:
        record = runs.open_run(engine, learner_named(engine, default_learner_name()), "quiet-13")
        assert record is not None
        Journal(engine, record.id, _session(engine, record)).mark(
            Mark(MarkKind.SEAL_BROKEN, Moment(1_767_225_000_000, 120))
        )
    assert "broken on 2026-01-01" in practised("rule", "quiet-13").stdout


def _session(engine: object, record: runs.RunRecord) -> str:
    assert record.plan is not None
    plan = runs.SessionPlan(record.plan.deck_hash, Pressure.FIRM, runs.GoalKind.RESPONSES, 6.0, "0", 900, 1)
    return runs.start_session(engine, record, plan, stamp().moment)  # type: ignore[arg-type]
