"""`drillgrok practice` from the first line to the last, on a pipe and against a real database."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from typer.testing import Result

from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.model.deck import Deck
from drillgrok.model.item import AnswerKind
from drillgrok.model.log import Goal, Moment, Outcome
from drillgrok.places import database
from drillgrok.practice.state import Stage
from drillgrok.screens.kit.words import NO_RULE_FOUND, OLDER_DECK
from drillgrok.store.database import open_store
from drillgrok.store.learners import learner_named, save_copy_time

Run = Callable[..., Result]
Log = Callable[..., list[dict[str, str]]]


def measured(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows that were not void."""
    return [row for row in rows if row["outcome"] != "void"]


# Sittings and runs.


def test_each_line_is_one_answer_and_the_end_of_the_input_ends_the_sitting(run: Run, log: Log) -> None:
    done = run("practice", "lantern-31", typed="5\n\n7\n")
    assert done.exit_code == 0
    assert done.stdout.count(" ∘ ") >= 4
    assert "3 answers this time" in done.stdout
    assert [row["outcome"] for row in log()] == ["answered", "passed", "answered", "void"]
    assert [row["answer"] for row in log()] == ["5", "", "7", ""]
    assert log()[-1]["flags"] == "baseline paused"


def test_the_next_sitting_goes_on_where_the_last_one_ended(run: Run, log: Log) -> None:
    run("practice", "lantern-31", typed="1\n" * 20)
    second = run("practice", "lantern-31", typed="1\n" * 20)
    rows = log()
    assert len({row["run"] for row in rows}) == 1
    assert len({row["session"] for row in rows}) == 2
    assert [int(row["seq"]) for row in rows] == list(range(1, len(rows) + 1))
    assert f"{len(measured(rows))} of 10,000" in second.stdout
    assert sum("baseline" in row["flags"].split() for row in measured(rows)) == 12


def test_a_new_run_starts_afresh_and_keeps_the_old_one(run: Run, log: Log) -> None:
    run("practice", "lantern-31", "--seed", 3, typed="1\n" * 15)
    old = log()
    run("practice", "lantern-31", "--new-run", "--seed", 4, typed="1\n" * 5)
    rows = log()
    assert rows[: len(old)] == old
    assert {row["run"] for row in rows[len(old) :]}.isdisjoint({row["run"] for row in old})
    assert rows[len(old)]["seq"] == "1"
    run("practice", "lantern-31", typed="1\n")
    assert log()[-1]["run"] == rows[-1]["run"]


def test_a_seed_belongs_to_the_start_of_a_run(run: Run) -> None:
    assert run("practice", "lantern-31", "--seed", 3, typed="1\n").exit_code == 0
    again = run("practice", "lantern-31", "--seed", 4, typed="1\n")
    assert again.exit_code == 1
    assert "--new-run" in again.stderr
    assert again.stdout == ""


def test_two_learners_share_a_machine_and_nothing_else(run: Run, log: Log) -> None:
    run("practice", "lantern-31", "--learner", "Ada", typed="1\n" * 4)
    run("practice", "lantern-31", "--learner", "Bob", typed="2\n" * 3)
    rows = log()
    assert Counter(row["learner"] for row in measured(rows)) == {"Ada": 4, "Bob": 3}
    assert len({row["run"] for row in rows}) == 2
    assert {row["answer"] for row in measured(log("--learner", "Bob"))} == {"2"}


def test_a_deck_whose_sister_was_practised_is_marked_primed(run: Run, log: Log) -> None:
    run("practice", "ember-16", typed="1\n" * 3)
    run("practice", "ember-64", typed="1\n" * 3)
    run("practice", "lantern-31", typed="1\n" * 3)
    primed = {row["deck"]: "primed" in row["flags"].split() for row in log()}
    assert primed == {"ember-16": False, "ember-64": True, "lantern-31": False}


# Goals.


@pytest.mark.parametrize("responses", [1, 12, 30])
def test_a_goal_in_answers_ends_the_sitting_there(run: Run, log: Log, responses: int) -> None:
    run("practice", "card-number", "--responses", responses, typed="1\n\n" * 40)
    assert len(log()) == responses
    assert not [row for row in log() if row["outcome"] == "void"]


def test_an_answer_taken_back_does_not_count_towards_the_goal(run: Run, log: Log) -> None:
    run("practice", "card-number", "--responses", 3, typed="1\n1\n:u\n1\n1\n1\n1\n")
    rows = log()
    assert [("undone" in row["flags"].split()) for row in rows] == [False, True, False, False]


def test_a_goal_counts_what_was_answered_passed_and_timed_out(
    deck_from: Callable[..., Deck], hand_for: Callable[..., Any]
) -> None:
    hand = hand_for(deck_from(), by_lines=True, goal=Goal(responses=3))
    hand.look()
    hand.say("5")
    hand.look()
    hand.say("")
    hand.look()
    hand.wait(60_000)
    hand.say("5")
    assert [r.outcome for r in hand.stored] == [Outcome.ANSWERED, Outcome.PASSED, Outcome.TIMED_OUT]
    assert hand.session.stage is Stage.FINISHED


def test_a_goal_in_minutes_is_not_met_by_answers(run: Run, log: Log) -> None:
    run("practice", "card-number", "--minutes", 30, typed="1\n" * 350)
    assert len(measured(log())) == 350


# Notes, marks, trace.


def test_lines_that_begin_with_a_colon_are_commands(run: Run, log: Log) -> None:
    done = run("practice", "card-number", typed=":?\n:n the last two look alike\n:!\n1\n:q\n1\n")
    assert "Your note is kept." in done.stdout
    assert "Marked: you felt it click." in done.stdout
    assert len(measured(log())) == 1


def test_the_trace_tells_every_showing_and_its_commit_in_order(run: Run, log: Log, tmp_path: Path) -> None:
    trace = tmp_path / "trace.jsonl"
    run("practice", "card-number", "--responses", 5, "--trace", trace, typed="1\n" * 5)
    lines = [json.loads(line) for line in trace.read_text().splitlines()]
    assert [line["event"] for line in lines] == ["shown", "committed"] * 5
    assert [line["n"] for line in lines[::2]] == [1, 2, 3, 4, 5]
    assert [line["item"] for line in lines[1::2]] == [row["item"] for row in log()]
    assert [line["t_ns"] for line in lines] == sorted(line["t_ns"] for line in lines)


# Deadlines.


def test_the_deadline_is_copy_time_and_thinking_time(run: Run, log: Log, quiet: Path) -> None:
    run("practice", quiet, typed="1\n")
    unmeasured_ms = int(log()[0]["deadline_ms"])
    with open_store(database()) as engine:
        learner = learner_named(engine, log()[0]["learner"])
        save_copy_time(engine, learner, AnswerKind.DIGITS, [2100, 2000, 5000], Moment(0, 0))
    run("practice", quiet, typed="1\n")
    assert {int(row["deadline_ms"]) for row in log() if row["session"] == log()[-1]["session"]} == {8000 + 2100}
    assert unmeasured_ms == 8000 + 900


@pytest.mark.parametrize("pressure", ["calm", "firm", "hard"])
def test_the_pressure_asked_for_is_stored_with_each_response(run: Run, log: Log, pressure: str) -> None:
    run("practice", "card-number", "--pressure", pressure, typed="1\n" * 3)
    assert {row["pressure"] for row in log()} == {pressure}


# A deck of one's own, edited.


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_deck_given_by_its_path_is_drilled_and_resumed_by_its_id(run: Run, log: Log, quiet: Path, home: Path) -> None:
    run("practice", quiet, typed="1\n" * 4)
    own = home / "decks" / quiet.name
    own.parent.mkdir()
    quiet.rename(own)
    assert run("practice", "quiet-13", typed="1\n" * 4).exit_code == 0
    assert {row["deck"] for row in log()} == {"quiet-13"}
    assert len({row["run"] for row in log()}) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('prompt: "{a} ∘ {b}"', 'prompt: "{a} and {b} make"'),
        ("calm: 8 s", "calm: 9 s"),
        ("title: Quiet", "title: Very quiet"),
        ("rule: Five times the first, and the second.", "rule: 5a + b."),
    ],
)
def test_another_wording_or_pressure_goes_on_in_the_same_run(
    run: Run, log: Log, quiet: Path, old: str, new: str
) -> None:
    run("practice", quiet, typed="1\n" * 4)
    edit(quiet, old, new)
    done = run("practice", quiet, typed="1\n" * 4)
    assert done.exit_code == 0
    assert len({row["run"] for row in log()}) == 1
    assert ("and" in done.stdout.split("\n")[1]) == ("make" in new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("answer: (5 * a + b) % 13", "answer: (5 * a + b + 1) % 13"),
        ("answer: (5 * a + b) % 13", "answer: (5 * a + b) % 13\n  group: {unordered: [a, b]}"),
    ],
)
def test_with_other_answers_or_groups_the_run_goes_on_with_the_deck_as_it_was(
    run: Run, log: Log, quiet: Path, old: str, new: str
) -> None:
    run("practice", quiet, typed="1\n" * 4)
    before = log()
    edit(quiet, old, new)
    gone_on = run("practice", quiet, typed="1\n" * 4)
    assert gone_on.exit_code == 0
    assert OLDER_DECK in gone_on.stdout
    assert {row["run"] for row in log()} == {before[0]["run"]}
    renewed = run("practice", quiet, "--new-run", typed="1\n" * 4)
    assert OLDER_DECK not in renewed.stdout
    assert log()[: len(before)] == before
    assert run("practice", quiet, typed="1\n").exit_code == 0


LISTED = "deck: birds-1\ntitle: Birds\nitems:\n  list: birds.csv\nheld_out: 40%\nrule: The length of the word.\n"


def rows_of(words: list[str]) -> str:
    return "prompt,answer\n" + "".join(f"{word},{len(word)}\n" for word in words)


def words(count: int) -> list[str]:
    return [f"{'bird' * (k % 5 + 1)}{k:03}"[: 6 + k % 17] + f"-{k}" for k in range(count)]


@pytest.fixture
def birds(tmp_path: Path) -> Path:
    path = tmp_path / "birds-1.yaml"
    path.write_text(LISTED, encoding="utf-8")
    path.with_name("birds.csv").write_text(rows_of(words(60)), encoding="utf-8")
    return path


def test_new_rows_of_a_list_fall_into_place_and_move_nothing(run: Run, log: Log, birds: Path) -> None:
    run("practice", birds, typed="10\n" * 120)
    before = log()
    birds.with_name("birds.csv").write_text(rows_of(sorted(words(120), reverse=True)), encoding="utf-8")
    assert run("practice", birds, "--responses", 200, typed="10\n" * 200).exit_code == 0
    after = log()
    assert after[: len(before)] == before
    roles = {row["item"]: row["role"] for row in before}
    assert all(roles.get(row["item"], row["role"]) == row["role"] for row in after)
    deck = read_deck(load_source(birds))
    assert {row["item"] for row in after} <= {f"{key:012x}" for key in deck.items.keys.tolist()}


def test_with_a_corrected_row_that_was_met_the_run_goes_on_with_the_old_one(run: Run, birds: Path) -> None:
    run("practice", birds, typed="10\n" * 120)
    table = birds.with_name("birds.csv")
    table.write_text(re.sub(r",(\d+)$", r",1\1", table.read_text(), flags=re.MULTILINE), encoding="utf-8")
    assert OLDER_DECK in run("practice", birds, typed="10\n").stdout


# Probes, seen from outside.


def test_by_lines_a_right_and_a_wrong_probe_answer_are_followed_by_the_same(run: Run, log: Log) -> None:
    typed = ["1"] * 150
    first = run("practice", "long-years", "--learner", "a", "--seed", 2, "--responses", 150, typed="\n".join(typed))
    probes = [place for place, row in enumerate(log("--learner", "a")) if row["role"] == "probe"]
    assert probes
    last = probes[0]
    typed[last] = "2"
    second = run("practice", "long-years", "--learner", "b", "--seed", 2, "--responses", 150, typed="\n".join(typed))
    outcomes = [log("--learner", name)[last]["correct"] for name in ("a", "b")]
    assert sorted(outcomes) == ["0", "1"]
    assert upto(first.stdout, last + 2) == upto(second.stdout, last + 2)


def upto(transcript: str, prompts: int) -> str:
    """A transcript to the end of so many prompts; each stands after an empty line."""
    return "\n\n".join(transcript.split("\n\n")[:prompts]).rpartition("\n")[0]


# The log, elsewhere.


def test_an_export_read_into_an_empty_home_exports_the_same_bytes(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("practice", "card-number", "--learner", "ada", typed="1\n\n:u\n" * 20)
    run("practice", "lantern-31", "--learner", "bob", typed="1\n" * 20)
    exported = tmp_path / "log.csv"
    run("data", "export", exported)
    monkeypatch.setenv("DRILLGROK_HOME", str(tmp_path / "elsewhere"))
    assert "new runs read" in run("data", "import", exported).stdout
    again = tmp_path / "again.csv"
    run("data", "export", again)
    assert again.read_bytes() == exported.read_bytes()


# A deck in which no rule was found.


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """A word list: no answer follows from its prompt."""
    path = tmp_path / "pairs.yaml"
    path.write_text("deck: pairs\ntitle: Pairs\nitems: {list: pairs.csv}\nrule: None.\n", encoding="utf-8")
    rng = Random(1)
    halves = ["".join(rng.choice("bdfgklmnprst") + rng.choice("aeiou") for _ in range(4)) for _ in range(400)]
    rows = "".join(f"{a},{b}\n" for a, b in zip(halves[::2], halves[1::2], strict=True))
    path.with_name("pairs.csv").write_text("prompt,answer\n" + rows, encoding="utf-8")
    return path


def test_a_first_practice_and_the_deck_shown_say_that_no_rule_was_found(run: Run, pairs: Path) -> None:
    assert NO_RULE_FOUND in run("practice", pairs, typed="x\n" * 60).stdout
    assert NO_RULE_FOUND not in run("practice", pairs, typed="x\n").stdout
    assert "No rule was found" in run("deck", "show", pairs).stdout


@pytest.mark.parametrize("name", ["turkish-many", "lantern-31"])
def test_a_deck_with_a_rule_says_nothing_of_the_kind(run: Run, name: str) -> None:
    assert "No rule was found" not in run("practice", name, typed="x\n").stdout + run("deck", "show", name).stdout


def test_more_time_is_kept_with_the_session_and_no_limit_is_a_deadline_of_nought(run: Run, log: Log) -> None:
    run("practice", "card-number", "--time", "none", typed="1\n")
    assert {row["deadline_ms"] for row in log() if row["outcome"] == "answered"} == {"0"}
    with open_store(database()) as engine, engine.connect() as connection:
        kept = connection.exec_driver_sql("select text from mark where kind = 'time'").scalars().all()
    assert kept == ["none"]
