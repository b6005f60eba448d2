"""The drill by lines: nothing waits on a pipe, and nothing but text is written."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drillgrok.errors import DrillgrokError
from drillgrok.model.deck import Deck
from drillgrok.model.log import Goal, MarkKind
from drillgrok.practice.events import Append, Commit
from drillgrok.screens.drill import words
from drillgrok.screens.drill.plain import run_plain
from drillgrok.screens.kit import words as kit_words


@pytest.fixture
def by_lines(backend: Any) -> Any:
    backend.by_lines = True
    return backend


def drill(backend: Any, text: str | None, *, responses: int = 300, is_terminal: bool = False) -> str:
    stdin = None if text is None else io.StringIO(text)
    stdout = io.StringIO()
    code = run_plain(
        backend,
        deck_id="lantern-7",
        goal=Goal(responses=responses),
        stdin=stdin,
        stdout=stdout,
        is_terminal=is_terminal,
    )
    assert code == 0
    return stdout.getvalue()


def test_one_line_is_one_answer_and_an_empty_one_is_dont_know(by_lines: Any) -> None:
    drill(by_lines, "1\n\n12\n")
    assert by_lines.answers[:3] == ["1", "", "12"]


def test_the_end_of_the_input_ends_with_a_summary(by_lines: Any) -> None:
    written = drill(by_lines, "1\n")
    assert "of 10,000 answers" in written.splitlines()[-4]


def test_a_closed_input_ends_at_once(by_lines: Any) -> None:
    assert words.NO_ANSWERS_YET in drill(by_lines, None)


def test_the_goal_ends_the_drill_though_more_lines_wait(by_lines: Any) -> None:
    drill(by_lines, "1\n" * 50, responses=5)
    assert len(by_lines.answers) == 5


def test_no_escape_sequence_is_ever_written(by_lines: Any) -> None:
    assert "\x1b" not in drill(by_lines, "1\n\x1b[2J\n:?\n", is_terminal=True)


def test_a_miss_tells_what_was_said_and_the_right_answer(by_lines: Any) -> None:
    written = drill(by_lines, "\n")
    assert f"✗ don't know; {kit_words.RIGHT_ANSWER}: " in written


def test_the_contract_stands_first_on_a_terminal_and_nowhere_on_a_pipe(by_lines: Any) -> None:
    assert all(line in drill(by_lines, "", is_terminal=True) for line in kit_words.CONTRACT)
    assert not any(line in drill(by_lines, "") for line in kit_words.CONTRACT)


def test_commands_undo_note_mark_and_help(by_lines: Any) -> None:
    written = drill(by_lines, "1\n:u\n:n it turns\n:!\n:?\n2\n", is_terminal=True)
    marks = [effect.mark for effect in by_lines.stored if isinstance(effect, Append)]
    assert [mark.kind for mark in marks] == [MarkKind.UNDONE, MarkKind.NOTE, MarkKind.AHA]
    assert marks[1].text == "it turns"
    assert words.PLAIN_HELP[0] in written
    assert "2" in by_lines.answers


def test_more_time_is_given_by_a_line_too_and_said(by_lines: Any) -> None:
    written = drill(by_lines, ":t\n1\n", is_terminal=True)
    assert kit_words.time_given("1.5") in written
    assert [effect.mark.kind for effect in by_lines.stored if isinstance(effect, Append)] == [MarkKind.TIME]
    assert "1" in by_lines.answers


def test_what_a_line_does_for_the_ears_is_said(by_lines: Any) -> None:
    written = drill(by_lines, ":s\n:k\n", is_terminal=True)
    assert kit_words.SOUND_NONE in written
    assert kit_words.NO_LEAD in written


def test_a_missed_item_and_its_answer_stand_apart(by_lines: Any) -> None:
    written = drill(by_lines, "\n" * 60, responses=60)
    named = [line for line in written.splitlines() if line.startswith(f"{words.ANOTHER_LOOK}: ")]
    assert named
    assert all(f", {kit_words.RIGHT_ANSWER}: " in line for line in named)


def test_quitting_by_command_leaves_the_other_lines_unread(by_lines: Any) -> None:
    drill(by_lines, ":q\n1\n", is_terminal=True)
    assert "1" not in by_lines.answers


def test_a_response_that_cannot_be_stored_ends_the_drill_with_an_error(by_lines: Any) -> None:
    by_lines.disk_full = True
    with pytest.raises(DrillgrokError, match="disk is full"):
        drill(by_lines, "1\n")


def test_bytes_that_are_no_text_do_not_end_the_drill(by_lines: Any) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n1\n"), encoding="utf-8")
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    run_plain(by_lines, deck_id="lantern-7", goal=Goal(responses=9), stdin=stdin, stdout=stdout, is_terminal=False)
    assert by_lines.answers[1] == "1"


def test_the_trace_tells_each_prompt_and_each_commit_in_order(
    by_lines: Any, tmp_path: Path, deck_from: Callable[..., Deck]
) -> None:
    path = tmp_path / "trace.jsonl"
    run_plain(
        by_lines,
        deck_id="lantern-7",
        goal=Goal(responses=2),
        stdin=io.StringIO("1\n2\n"),
        stdout=io.StringIO(),
        is_terminal=False,
        trace=path,
    )
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(line["event"], line["n"]) for line in lines] == [
        ("shown", 1),
        ("committed", 1),
        ("shown", 2),
        ("committed", 2),
    ]
    commits = [effect.response.item for effect in by_lines.stored if isinstance(effect, Commit)]
    assert [line["item"] for line in lines[1::2]] == commits
    assert [line["t_ns"] for line in lines] == sorted(line["t_ns"] for line in lines)


def test_a_trace_that_cannot_be_written_says_so(by_lines: Any, tmp_path: Path) -> None:
    with pytest.raises(DrillgrokError, match="trace cannot be written"):
        run_plain(
            by_lines,
            deck_id="lantern-7",
            goal=Goal(),
            stdin=None,
            stdout=io.StringIO(),
            is_terminal=False,
            trace=tmp_path / "no" / "folder",
        )
