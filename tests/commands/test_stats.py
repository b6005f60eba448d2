"""`drillgrok stats` against the exported log: every figure is worked out again here, from the rows alone."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Run = Callable[..., Result]
Log = Callable[..., list[dict[str, str]]]

NO_EVIDENCE = {"undone", "idle", "redrill"}
EASY = """
deck: easy-4
title: Easy
about: Type 1 or 2.
items:
  table: {a: 0..9, b: 0..9}
  prompt: "{a} {b}"
  answer: 1 + (a * b > 19)
answers: key
rule: Two when it is more than 19.
"""


def evidence(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in rows if row["outcome"] != "void" and not NO_EVIDENCE & set(row["flags"].split())]


def low_and_high(right: int, n: int) -> tuple[float, float]:
    """The 90 % score interval as the roots of (p - t)² n = z² t (1 - t)."""
    z2 = 1.6448536269514722**2
    a, b, c = n + z2, -(2 * right + z2), right * right / n
    root = sqrt(max(b * b - 4 * a * c, 0.0))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def figures(rows: list[dict[str, str]]) -> dict[str, Any]:
    """The columns of `stats --json` for the rows of one run."""
    kept = evidence(rows)
    calm = [row for row in kept if row["clock"] == "calm" and row["presentation"] == "plain"]
    settled = [row for row in calm if row["role"] == "practised" and int(row["seen"]) >= 6]
    unseen = [row for row in calm if row["seen"] == row["shown"] == "0"]
    unseen = unseen[: len(unseen) // 10 * 10]  # only in whole tens, so that two looks do not tell one answer
    right_ms = [int(row["rt_ms"]) for row in kept if row["correct"] == "1" and row["rt_ms"]][-300:]
    deadlines_ms = [int(row["deadline_ms"]) for row in kept if row["clock"] == "staircase"]
    return {
        "learner": rows[0]["learner"],
        "deck": rows[0]["deck"],
        "responses": len(kept),
        "days": len({(datetime.fromisoformat(row["at"]) - timedelta(hours=4)).date() for row in rows}),
        **share("practised", settled, least=1),
        **share("unseen", unseen, least=10),
        "deadline_ms": deadlines_ms[-1] if deadlines_ms else None,
        "median_rt_ms": sorted(right_ms)[(len(right_ms) - 1) // 2] if right_ms else None,
    }


def share(name: str, rows: list[dict[str, str]], *, least: int) -> dict[str, Any]:
    n, right = len(rows), sum(row["correct"] == "1" for row in rows)
    told = n >= least
    low, high = low_and_high(right, n) if told else (0.0, 0.0)
    return {
        f"{name}_right": right if told else None,
        f"{name}_n": n,
        f"{name}_low": pytest.approx(low, abs=6e-5) if told else None,
        f"{name}_high": pytest.approx(high, abs=6e-5) if told else None,
        f"{name}_chance": pytest.approx(sum(float(row["chance"]) for row in rows) / n, abs=6e-5) if n else None,
    }


@pytest.fixture
def easy(home: Path) -> str:
    """A deck among the learner's own, quick to be right in by chance."""
    path = home / "decks" / "easy-4.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(EASY, encoding="utf-8")
    return "easy-4"


@pytest.fixture
def practised(run: Run, easy: str) -> None:
    """Two decks, two learners, two runs, answers of every kind."""
    mixed = "1\n1\n2\n:u\n1\n\n1\n1\nnonsense\n"
    run("practice", easy, "--learner", "ada", "--seed", 1, typed=mixed * 60)
    run("practice", easy, "--learner", "ada", typed="1\n" * 40)
    run("practice", easy, "--learner", "ada", "--new-run", "--seed", 2, typed="1\n" * 30)
    run("practice", easy, "--learner", "bob", "--seed", 3, typed="1\n" * 9)
    run("practice", easy, "--learner", "cyd", "--seed", 4, "--responses", 700, typed=mixed * 120)
    run("practice", "card-number", "--learner", "bob", "--seed", 3, typed="4\n" * 25)


def runs_of(rows: list[dict[str, str]]) -> list[list[dict[str, str]]]:
    """The rows of each run, in the order of the log."""
    runs: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        runs.setdefault(row["run"], []).append(row)
    return list(runs.values())


@pytest.mark.usefixtures("practised")
def test_every_figure_is_what_the_exported_rows_add_up_to(run: Run, log: Log) -> None:
    shown = json.loads(run("stats", "--json").stdout)
    newest = {(rows[0]["learner"], rows[0]["deck"]): figures(rows) for rows in runs_of(log())}
    assert {(row["learner"], row["deck"]) for row in shown} == set(newest)
    for found in shown:
        expected = newest[found["learner"], found["deck"]]
        assert {name: found[name] for name in expected} == expected
    assert max(found["practised_n"] for found in shown) >= 10
    assert min(found["unseen_n"] for found in shown) < 10


@pytest.mark.usefixtures("practised")
def test_the_levels_of_the_grokking_plot_are_shares_of_exported_rows(run: Run, log: Log, easy: str) -> None:
    rows = runs_of([row for row in log() if (row["learner"], row["deck"]) == ("cyd", easy)])[0]
    calm = [row for row in evidence(rows) if row["clock"] == "calm" and row["presentation"] == "plain"]
    settled = [row for row in calm if row["role"] == "practised" and int(row["seen"]) >= 6]
    unseen = [row for row in calm if row["seen"] == row["shown"] == "0"]
    (plot,) = (one for one in charts(run, easy, "--learner", "cyd") if one["chart"] == "grokking")
    assert blocks(plot, "unseen") == tens(unseen[: len(unseen) // 10 * 10])
    drawn, expected = blocks(plot, "practised"), tens(settled)
    assert len(drawn) > 2
    assert drawn[:-1] == expected[: len(drawn) - 1]
    assert sum(n for _, n, *_ in drawn) == len(settled)


def charts(run: Run, *arguments: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("stats", *arguments, "--json").stdout)
    return found


def blocks(plot: dict[str, Any], series: str) -> list[tuple[Any, ...]]:
    points = [one for one in plot["records"] if one["series"] == series]
    return [(one["x"], one["n"], one["y"], one["low"], one["high"]) for one in points]


def tens(rows: list[dict[str, str]]) -> list[tuple[Any, ...]]:
    found = []
    for first in range(0, len(rows), 10):
        block = rows[first : first + 10]
        right = sum(row["correct"] == "1" for row in block)
        low, high = low_and_high(right, len(block))
        share = right / len(block)
        found.append(
            (int(block[-1]["seq"]), len(block), share, pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))
        )
    return found


@pytest.mark.usefixtures("practised")
def test_without_a_deck_the_newest_run_of_each_deck_and_learner_is_shown(run: Run) -> None:
    shown = json.loads(run("stats", "--json").stdout)
    assert [(row["learner"], row["deck"], row["run"]) for row in shown] == [
        ("ada", "easy-4", 2),
        ("bob", "card-number", 1),
        ("bob", "easy-4", 1),
        ("cyd", "easy-4", 1),
    ]
    assert json.loads(run("stats", "--json", "--learner", "nobody").stdout) == []


@pytest.mark.usefixtures("practised")
def test_a_run_or_a_learner_that_is_not_there_is_named_with_those_that_are(run: Run, easy: str) -> None:
    assert "There are runs 1, 2." in run("stats", easy, "--learner", "ada", "--run", 7).stderr
    assert "Choose one of: ada, bob, cyd." in run("stats", easy).stderr
    assert "Nothing of lantern-31 has been practised yet." in run("stats", "lantern-31").stderr
    assert run("stats", "no-such-deck").exit_code == 1


@pytest.mark.usefixtures("practised")
@pytest.mark.parametrize(
    ("option", "begins"), [("--html", b"<!doctype html>"), ("--svg", b"<svg"), ("--png", b"\x89PNG")]
)
def test_charts_are_written_as_a_page_a_picture_or_an_image(
    run: Run, tmp_path: Path, option: str, begins: bytes
) -> None:
    target = tmp_path / "charts"
    told = run("stats", "card-number", option, str(target)).stdout
    assert target.read_bytes().lower().startswith(begins.lower())
    assert f"written to {target}" in told
    refused = run("stats", "card-number", option, str(tmp_path))
    assert refused.exit_code == 1
    assert "is a folder" in refused.stderr


def test_two_forms_at_once_are_bad_usage(run: Run) -> None:
    assert run("stats", "--json", "--csv").exit_code == 2
    assert run("stats", "--run", 2).exit_code == 2


@pytest.mark.usefixtures("practised")
def test_json_and_csv_tell_the_same(run: Run) -> None:
    as_json = json.loads(run("stats", "--json").stdout)
    as_csv = list(csv.DictReader(io.StringIO(run("stats", "--csv").stdout)))
    assert [{name: "" if value is None else str(value) for name, value in row.items()} for row in as_json] == as_csv


@pytest.mark.usefixtures("practised")
def test_the_table_and_the_sentences_tell_the_same_counts(run: Run) -> None:
    (row,) = (row for row in json.loads(run("stats", "--json").stdout) if row["deck"] == "card-number")
    said = f"{row['unseen_right']} of {row['unseen_n']}"
    table, sentences = run("stats").stdout, run("stats", "--plain").stdout
    assert said in table
    assert said in sentences
    assert f"{row['responses']} answers on 1 day" in sentences
    assert max(map(len, table.splitlines())) <= 80


@pytest.mark.usefixtures("practised")
def test_names_and_titles_cannot_colour_or_steer_the_terminal(run: Run, home: Path) -> None:
    run("practice", "card-number", "--learner", "[red]eve", typed="1\n")
    for form in ((), ("--plain",)):
        assert "[red]eve" in run("stats", *form).stdout


def test_stats_write_nothing_but_what_a_first_look_needs(run: Run, home: Path) -> None:
    run("practice", "card-number", typed="1\n" * 12)
    before = run("data", "export").stdout
    for form in ((), ("--plain",), ("--json",), ("--csv",)):
        run("stats", *form)
    assert run("data", "export").stdout == before
