"""`drillgrok exam` against a real database: when it opens, what it stores, what it tells, and what it opens."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner, Result

from drillgrok.cli.app import app
from drillgrok.console.clock import stamp
from drillgrok.days import DAY_MS
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.library import catalog
from drillgrok.model.log import Moment, Stamp
from drillgrok.names import default_learner_name
from drillgrok.places import database
from drillgrok.practice.events import Line, Painted
from drillgrok.runs.open_exam import OpenExam, open_exam
from drillgrok.screens.exam import words as exam_words
from drillgrok.screens.exam.live import LiveExam
from drillgrok.screens.exam.plain import run_plain_exam
from drillgrok.store import runs
from drillgrok.store.database import open_store
from drillgrok.store.exams import read_attempts
from drillgrok.store.learners import learner_named

Run = Callable[..., Result]
Log = Callable[..., list[dict[str, str]]]

QUIET = """
deck: quiet-13
title: Quiet
about: Two numbers go in, one comes out.
items:
  table: {a: 0..12, b: 0..12}
  prompt: "{a} ∘ {b}"
  answer: (5 * a + b) % 13
rule: Five times the first, and the second.
"""
PROMPT = re.compile(r"(\d+) ∘ (\d+)")
RULE = "Five times the first, and the second."


@pytest.fixture(scope="module")
def practised_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with 300 answers in a deck of the learner's own, known by its id."""
    folder = tmp_path_factory.mktemp("practised") / "home"
    (folder / "decks").mkdir(parents=True)
    (folder / "decks" / "quiet-13.yaml").write_text(QUIET, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRILLGROK_HOME", str(folder))
        done = CliRunner().invoke(app, ["practice", "quiet-13", "--seed", "3"], input="1\n" * 300)
    assert done.exit_code == 0
    return folder


@pytest.fixture
def practised(run: Run, home: Path, practised_home: Path) -> Run:
    """Commands in a copy of that home."""
    copytree(practised_home, home)
    return run


class Solver(io.StringIO):
    """Input from someone who reads the prompts: the first `right` of them right, then "don't know"."""

    def __init__(self, shown: io.StringIO, right: int, then: str) -> None:
        super().__init__()
        self._shown = shown
        self._right = right
        self._then = then.splitlines(keepends=True)
        self.asked = 0

    def readline(self, size: int = -1, /) -> str:
        last = self._shown.getvalue().splitlines()[-2:]
        prompt = PROMPT.fullmatch(last[0])
        if prompt is None:
            return self._then.pop(0) if self._then else ""
        self.asked += 1
        a, b = map(int, prompt.groups())
        return f"{(5 * a + b) % 13}\n" if self.asked <= self._right else "\n"


@contextmanager
def opened(at: Stamp | None = None) -> Iterator[OpenExam]:
    with open_store(database()) as engine:
        deck = read_deck(catalog.find("quiet-13"))
        yield open_exam(engine, deck, default_learner_name(), by_lines=True, at=at or stamp())


def tomorrow() -> Stamp:
    now = stamp()
    return replace(now, moment=Moment(now.moment.utc_ms + DAY_MS, now.moment.offset_min))


def sit(*, right: int, then: str = "", at: Stamp | None = None) -> str:
    """An exam from the first line to the last; what was shown."""
    shown = io.StringIO()
    with opened(at) as exam:
        assert run_plain_exam(LiveExam(exam), stdin=Solver(shown, right, then), stdout=shown, is_terminal=False) == 0
    return shown.getvalue()


# Closed.


def test_without_a_run_there_is_no_exam_and_nothing_is_begun(run: Run, log: Log) -> None:
    refused = run("exam", "lantern-31")
    assert refused.exit_code == 1
    assert "has not practised lantern-31 yet" in refused.stderr
    assert log() == []


def test_before_300_answers_it_says_how_many_are_missing(run: Run) -> None:
    run("practice", "card-number", typed="1\n" * 20)
    refused = run("exam", "card-number")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == ("The exam opens after 280 more answers. `drillgrok practice card-number` goes on.\n")


def test_a_refused_exam_leaves_no_session(run: Run, log: Log) -> None:
    run("practice", "card-number", typed="1\n" * 5)
    run("practice", "lantern-31", typed="1\n" * 5)
    run("exam", "card-number")
    run("practice", typed="1\n")
    assert [row["deck"] for row in sorted(log(), key=lambda row: row["at"])][-1] == "lantern-31"


# Open.


def test_every_line_of_a_pipe_is_an_answer_and_the_rows_are_an_exams(practised: Run, log: Log) -> None:
    done = practised("exam", "quiet-13", typed="1\n" * 50)
    assert done.exit_code == 0
    rows = [row for row in log() if row["role"] == "exam"]
    assert 15 < len(rows) < 30
    assert {row["clock"] for row in rows} == {"quick"}
    assert {(row["seen"], row["shown"], row["presentation"]) for row in rows} == {("0", "0", "plain")}
    assert len({row["session"] for row in rows}) == 1
    assert len({row["item"] for row in rows}) == len(rows)
    practised_items = {row["item"] for row in log() if row["role"] != "exam"}
    assert not practised_items & {row["item"] for row in rows}


def test_a_failed_exam_tells_the_score_and_nothing_else(practised: Run) -> None:
    shown = sit(right=3)
    *_, before, score, after = shown.splitlines()
    asked = len(PROMPT.findall(shown))
    assert before == ""
    assert re.fullmatch(rf"Not this time: 3 of {asked}\. \d+ were needed\.", score)
    assert after == exam_words.next_exam(1)
    said = shown.splitlines()[len(list(exam_words.ready(asked, 1, 1, reworded=False))) + 1 : -3]
    assert all(PROMPT.fullmatch(line) or re.fullmatch(rf"|\(\d+ of {asked}\)", line) for line in said)
    assert RULE not in shown


def test_nothing_between_two_questions_depends_on_the_answer(practised: Run) -> None:
    with opened() as held:
        asked = held.exam.asked
    shown = sit(right=asked // 2)
    lines = [line for line in shown.splitlines() if line and not PROMPT.fullmatch(line)]
    assert [line for line in lines if line.startswith("(")] == [f"({k} of {asked})" for k in range(1, asked + 1)]


def test_after_a_fail_the_rule_stays_closed_and_the_next_exam_waits(practised: Run) -> None:
    sit(right=3)
    assert practised("rule", "quiet-13").exit_code == 1
    refused = practised("exam", "quiet-13")
    assert "after 300 more answers, and on another day" in refused.stderr
    practised("practice", "quiet-13", typed="1\n" * 300)
    refused = practised("exam", "quiet-13")
    assert refused.stderr.startswith("The exam opens on another day")


def test_a_pass_asks_for_the_rule_shows_it_and_gives_the_probes_back(practised: Run, log: Log) -> None:
    shown = sit(right=99, then="add with a twist\nin the night\n")
    after = shown[shown.index(exam_words.PASSED) :]
    assert RULE not in shown[: shown.index(exam_words.ASK_RULE)]
    assert after.startswith("Passed at the first attempt: ")
    assert f"{exam_words.YOURS}: add with a twist" in after
    assert RULE in after
    probes = [row for row in log() if row["role"] == "probe" and row["outcome"] != "void"]
    assert len(PROMPT.findall(after)) == len(probes) > 0
    assert f"{sum(row['correct'] == '1' for row in probes)} of {len(probes)} right" in after


def test_a_pass_at_the_second_attempt_says_so_and_asks_other_items(practised: Run, log: Log) -> None:
    sit(right=3)
    practised("practice", "quiet-13", typed="1\n" * 310)
    shown = sit(right=99, then="words\nnow\n", at=tomorrow())
    assert re.search(r"Passed at the second attempt: \d+ of \d+\.\nBefore: 3 of \d+\.", shown)
    asked = [row["item"] for row in log() if row["role"] == "exam"]
    assert len(asked) == len(set(asked))
    assert "You have passed this exam." in practised("exam", "quiet-13").stderr


def test_an_exam_that_is_cut_off_counts_as_an_attempt(practised: Run) -> None:
    with opened() as held:
        live = LiveExam(held)
        live.tell(Line("", stamp()))
        live.tell(Painted(stamp()))
        live.tell(Line("999", stamp()))
    with open_store(database()) as engine:
        run = runs.open_run(engine, learner_named(engine, default_learner_name()), "quiet-13")
        assert run is not None
        (attempt,) = read_attempts(engine, run.id)
    assert (attempt.asked, attempt.right, attempt.passed) == (live.exam.asked, 0, False)
    with pytest.raises(DrillgrokError, match="another day"), opened():
        pass


def test_quitting_ends_it_with_the_score_of_what_was_answered(practised: Run, log: Log) -> None:
    done = practised("exam", "quiet-13", typed="1\n:q\n1\n")
    assert re.search(r"Not this time: [01] of \d+\.", done.stdout)
    rows = [row for row in log() if row["role"] == "exam"]
    assert [row["outcome"] for row in rows] == ["answered", "void"]
    assert rows[-1]["flags"] == "paused"


def test_practice_goes_on_after_an_exam_in_the_same_run(practised: Run, log: Log) -> None:
    practised("exam", "quiet-13", typed="1\n")
    practised("practice", "quiet-13", typed="1\n" * 5)
    rows = log()
    assert [int(row["seq"]) for row in rows] == list(range(1, len(rows) + 1))
    assert len({row["run"] for row in rows}) == 1


def test_a_deck_whose_answers_changed_has_no_exam_for_the_old_run(practised: Run, home: Path) -> None:
    path = home / "decks" / "quiet-13.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("5 * a", "6 * a"), encoding="utf-8")
    refused = practised("exam", "quiet-13")
    assert refused.exit_code == 1
    assert "changed since your run began" in refused.stderr
