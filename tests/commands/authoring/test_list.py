"""`drillgrok deck list`: every deck once, family by family, and where the learner stands; nothing of a rule."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import Result

from drillgrok.commands.deck.list import in_family_order
from drillgrok.history.figures import BeliefAt
from drillgrok.history.kept import HISTORY_VERSION, trail_to_bytes
from drillgrok.history.trail import Trail
from drillgrok.library import catalog
from drillgrok.model.head import DeckHead
from drillgrok.phases.phase import Phase
from drillgrok.phases.version import MODEL_VERSION
from drillgrok.places import database

Run = Callable[..., Result]


def head(deck_id: str, family: str = "lamp", following: str = "", domain: str = "signs") -> DeckHead:
    return DeckHead(deck_id, deck_id, family, "", domain, following, "")


def order(*heads: DeckHead) -> list[tuple[str, int]]:
    return [(one.id, step) for one, step in in_family_order(heads)]


def test_a_family_stands_together_each_deck_before_the_one_it_names_as_next() -> None:
    decks = head("c", following="b"), head("x", family="other"), head("b"), head("a", following="c")
    assert order(*decks) == [("a", 0), ("c", 1), ("b", 2), ("x", 0)]


def test_domains_stand_together_in_the_order_in_which_they_first_come() -> None:
    decks = head("a"), head("b", family="b", domain="words"), head("c", family="c")
    assert [deck for deck, _ in order(*decks)] == ["a", "c", "b"]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("pq")), unique_by=lambda deck: deck[0]), st.data())
def test_every_deck_is_listed_once_whatever_they_name_as_next(decks: list[tuple[str, str]], data: Any) -> None:
    heads = [head(deck, family, data.draw(st.sampled_from("abcdefz"))) for deck, family in decks]
    assert sorted(deck for deck, _ in order(*heads)) == sorted(deck for deck, _ in decks)


def test_followers_are_set_in_under_the_first_of_their_family(run: Run, home: Path) -> None:
    lines = run("deck", "list").stdout.splitlines()
    first = next(k for k, line in enumerate(lines) if line.startswith("  lantern-31 "))
    assert lines[first + 1].startswith("    lantern-31-letters ")
    assert "answers" not in "\n".join(lines)


def test_a_step_of_a_dial_says_which_it_is(run: Run, home: Path) -> None:
    listed = {line.split()[0]: line for line in run("deck", "list").stdout.splitlines() if line.startswith(" ")}
    assert listed["marble-31"].split() == ["marble-31", "Marble", "Signs", "2/5"]
    assert listed["marble-97"].split() == ["marble-97", "Marble", "at", "full", "size"]
    decks = {deck["id"]: deck for deck in json.loads(run("deck", "list", "--json").stdout)}
    assert [decks["marble-31"][key] for key in ("dial", "dial_step")] == ["Signs", 2]


def test_json_holds_every_deck_with_where_it_is_from(run: Run, own: Path) -> None:
    decks = json.loads(run("deck", "list", "--json").stdout)
    assert {deck["id"] for deck in decks} == {one.id for one in catalog.heads()}
    assert {deck["source"] for deck in decks} == {"bundled", "own"}
    assert next(deck for deck in decks if deck["id"] == "quiet-13") == {
        "id": "quiet-13",
        "title": "Quiet",
        "domain": "own",
        "family": "quiet",
        "step": 0,
        "next": None,
        "dial": None,
        "dial_step": None,
        "source": "own",
        "responses": 0,
        "phase": None,
        "state": "new",
    }


def test_what_a_learner_has_done_stands_beside_the_deck(run: Run, own: Path) -> None:
    run("practice", "quiet-13", "--seed", "1", "--learner", "ada", typed="1\n" * 7)
    lines = run("deck", "list", "--learner", "ada").stdout.splitlines()
    at = lines.index(next(line for line in lines if line.startswith("own ")))
    assert lines[at].split() == ["own", "state", "answers"]
    assert lines[at + 1].split() == ["quiet-13", "Quiet", "day", "1", "7"]
    assert "day 1" not in run("deck", "list", "--learner", "grace").stdout


def test_beside_a_deck_that_was_begun_the_others_are_new(run: Run, own: Path) -> None:
    run("practice", "lantern-31", "--learner", "ada", typed="1\n" * 3)
    listed = {
        line.split()[0]: line.split() for line in run("deck", "list", "--learner", "ada").stdout.splitlines() if line
    }
    assert listed["lantern-31"][-3:] == ["day", "1", "3"]
    assert listed["ember-16"][-1] == "new"
    assert listed["quiet-13"] == ["quiet-13", "Quiet"], "nothing is begun under its heading"


def test_steps_of_dials_are_told_alike_in_every_table_whatever_state_a_deck_is_in(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("practice", "harbour-31-letters", "--learner", "sim", typed="1\n" * 3)
    with closing(sqlite3.connect(database())) as connection, connection:
        day = "CAST(julianday('now') - 2440587.5 AS INTEGER)"
        connection.execute(f"UPDATE deck_standing SET phase = 'plateau', phase_day = {day}")
        assert connection.execute("SELECT changes()").fetchone() == (1,)
    for columns, told in ((120, "Signs 1/5"), (80, "1/5"), (60, "")):
        monkeypatch.setenv("COLUMNS", str(columns))
        lines = run("deck", "list", "--learner", "sim").stdout.splitlines()
        assert max(map(len, lines)) <= max(columns, 75)
        steps = {line.split()[0]: re.search(r"(?:\w+ )?\d/5", line) for line in lines if line.startswith(" ")}
        assert (steps["lantern-31"] is None) == (not told)
        assert {bool(steps[deck]) for deck in ("lantern-31", "marble-31", "windows-1")} == {bool(told)}
        assert not told or steps["lantern-31"][0].endswith(told)


def practised(run: Run) -> list[dict[str, Any]]:
    return [deck for deck in json.loads(run("deck", "list", "--json", "--learner", "sim").stdout) if deck["responses"]]


def trail(phase: Phase, model_version: int = MODEL_VERSION) -> bytes:
    belief = BeliefAt(1, (0.25, 0.25, 0.25, 0.25), phase, (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1.0)
    return trail_to_bytes(Trail(number=1, latest=belief, model_version=model_version))


def test_the_phase_is_what_this_model_said_last_of_the_newest_run(run: Run, own: Path) -> None:
    for _ in range(2):
        run("practice", "quiet-13", "--new-run", "--learner", "sim", typed="1\n" * 3)
    for state, phase in (
        (trail(Phase.PLATEAU), "plateau"),
        (trail(Phase.PLATEAU, MODEL_VERSION - 1), None),
        (b"damaged", None),
    ):
        with closing(sqlite3.connect(database())) as connection, connection:
            connection.execute("DELETE FROM history")
            for number, kept in ((1, trail(Phase.GROKKED)), (2, state)):
                connection.execute(
                    "INSERT INTO history SELECT id, 'trail', 1, ?, ? FROM run WHERE number = ?",
                    (HISTORY_VERSION, kept, number),
                )
        (deck,) = practised(run)
        assert (deck["responses"], deck["phase"]) == (6, phase)


def test_practice_keeps_what_the_list_reads(run: Run, own: Path) -> None:
    run("practice", "quiet-13", "--learner", "sim", typed="1\n" * 3)
    assert practised(run)[0]["phase"] == Phase.UNCLEAR


def test_a_name_that_is_none_is_refused(run: Run, home: Path) -> None:
    assert run("deck", "list", "--learner", " ").exit_code == 1
