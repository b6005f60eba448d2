"""The overview: what a row says, in a table, in sentences and as data."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from drillgrok.charts.interval import share
from drillgrok.charts.overview import CSV_COLUMNS, Row, as_csv, as_json, as_lines, as_table
from drillgrok.practice.summary import UNSEEN_LEAST

GOLDEN = Path(__file__).with_name("goldens") / "overview.txt"

NEW = Row(
    learner="ada",
    deck="quiet-13",
    title="Quiet",
    run=1,
    responses=1,
    days=1,
    practised=None,
    practised_chance=None,
    unseen=None,
    unseen_n=1,
    unseen_chance=0.08,
    deadline_ms=None,
    median_rt_ms=None,
)
OLD = Row(
    learner="ada",
    deck="tides-23",
    title="Tides at the full size",
    run=12,
    responses=12_345,
    days=123,
    practised=share(3456, 3999),
    practised_chance=0.0433,
    unseen=share(123, 1234),
    unseen_n=1234,
    unseen_chance=0.0435,
    deadline_ms=12_340,
    median_rt_ms=1_249,
)


def drawn(*rows: Row) -> str:
    console = Console(width=80, color_system=None)
    with console.capture() as capture:
        console.print(as_table(rows))
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def test_the_table_is_what_it_was() -> None:
    sentences = as_lines([NEW, OLD])
    assert f"{drawn(NEW, OLD)}\n\n{sentences}\n" == GOLDEN.read_text(encoding="utf-8")


def test_several_learners_are_named() -> None:
    assert "ada" not in drawn(NEW, OLD)
    both = drawn(NEW, replace(OLD, learner="bob"))
    assert "ada" in both
    assert "bob" in both


def test_large_figures_fit_eighty_columns_without_a_cut() -> None:
    table = drawn(OLD)
    assert max(map(len, table.splitlines())) <= 80
    assert "…" not in table
    assert all(figure in table for figure in ("12,345", "3456 of 3999", "123 of 1234", "12.3 s", "1.2 s"))


@pytest.mark.parametrize("unseen_n", [0, 1, UNSEEN_LEAST - 1])
def test_too_few_unseen_answers_have_a_count_and_no_result(unseen_n: int) -> None:
    (record,) = json.loads(as_json([replace(NEW, unseen_n=unseen_n)]))
    assert record["unseen_n"] == unseen_n
    assert [record[f"unseen_{part}"] for part in ("right", "low", "high")] == [None] * 3
    assert "Unseen: not enough yet." in as_lines([replace(NEW, unseen_n=unseen_n)])


def test_data_have_the_same_columns_whatever_is_known() -> None:
    for rows in ([], [NEW], [NEW, OLD]):
        assert as_csv(rows).splitlines()[0] == ",".join(CSV_COLUMNS)
        assert all(tuple(record) == CSV_COLUMNS for record in json.loads(as_json(rows)))
