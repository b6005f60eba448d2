"""The overview: what a row says, in a table, in sentences and as data."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from drillgrok.charts.catalogue.overview import (
    CSV_COLUMNS,
    OverviewRow,
    as_csv,
    as_json,
    as_lines,
    as_table,
    rows,
)
from drillgrok.history.chart_inputs import ChartInputs
from drillgrok.history.figures import Day, FinishedRun, Told
from drillgrok.model.log import UNSEEN_LEAST
from tests.helpers.goldens import Goldens

GOLDEN = Path(__file__).with_name("goldens") / "overview.txt"
TODAY = 20_500
Make = Callable[..., Any]


@pytest.fixture
def run(history_with: Make) -> Make:
    """The material of a run whose history holds what is named."""

    def made(title: str = "Quiet", number: int = 1, told: tuple[Told, ...] = (), **parts: Any) -> ChartInputs:
        past = FinishedRun("ada", "quiet-13", number, False, history_with(**parts), told, (), False)
        return ChartInputs(past, title, TODAY)

    return made


@pytest.fixture
def new(run: Make) -> OverviewRow:
    """One answer, an unseen one."""
    (row,) = rows([run(number=1, volume=1, practice_days=1, unseen_waiting=1, days=(Day(TODAY, 1, 0, 0),))])
    return row


@pytest.fixture
def old(run: Make, block: Make, belief: Make) -> OverviewRow:
    """Far into the plateau, with all that a row can hold."""
    (row,) = rows(
        [
            run(
                "Tides at the full size",
                12,
                (Told(12_300, "no_sign", "12,345 answers, no sign of the rule so far."),),
                volume=12_345,
                practice_days=123,
                recent_ms=1_249,
                staircase_ms=12_340,
                settled=tuple(block(40 * k + 1, 40 * k + 40, 3 + k % 8) for k in range(60)),
                unseen=tuple(block(99 * k + 1, 99 * k + 99, k % 3) for k in range(25)),
                beliefs=(belief(12_300, "plateau"),),
                days=tuple(Day(TODAY - back, 100, 0, 0) for back in range(99, 0, -1)),
            )
        ]
    )
    return row


def drawn(*overview: OverviewRow) -> str:
    console = Console(width=80, color_system=None)
    with console.capture() as capture:
        console.print(as_table(overview))
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def test_the_table_is_what_it_was(new: OverviewRow, old: OverviewRow, goldens: Goldens) -> None:
    goldens.hold(GOLDEN, f"{drawn(new, old)}\n\n{as_lines([new, old])}\n")


def test_a_row_speaks_of_lately_and_of_the_whole(old: OverviewRow) -> None:
    assert old.practised.lately is not None
    assert old.practised.whole is not None
    assert (old.practised.lately.n, old.practised.whole.n) == (100, 600)
    assert old.unseen.lately is not None
    assert (old.unseen.lately.right, old.unseen.lately.n) == (6, 60)
    assert (old.phase, old.verdict, old.streak) == ("plateau", "no_sign", 99)


def test_several_learners_are_named(new: OverviewRow, old: OverviewRow) -> None:
    assert "ada" not in drawn(new, old)
    both = drawn(new, replace(old, learner="bob"))
    assert "ada" in both
    assert "bob" in both


def test_large_figures_fit_eighty_columns_without_a_cut(run: Make, block: Make) -> None:
    blocks = tuple(block(500 * k + 1, 500 * k + 500, 137, 160) for k in range(20))
    told = (Told(1, "memorised_only", "You hold what you were shown."),)
    (row,) = rows([run("Tides at the full size", 12, told, volume=98_765, settled=blocks, unseen=blocks)])
    table = drawn(row)
    assert max(map(len, table.splitlines())) <= 80
    assert "…" not in table
    assert all(figure in table for figure in ("98,765", "137 of 160  80-90 %", "memorised", "run 12"))


@pytest.mark.parametrize("unseen_n", [0, 1, UNSEEN_LEAST - 1])
def test_too_few_unseen_answers_have_a_count_and_no_result(run: Make, unseen_n: int) -> None:
    overview = rows([run(unseen_waiting=unseen_n)])
    (record,) = json.loads(as_json(overview))
    assert (record["unseen_n"], record["unseen_waiting"]) == (0, unseen_n)
    told = ("right", "low", "high", "lately_n", "lately_right", "lately_low", "lately_high")
    assert [record[f"unseen_{part}"] for part in told] == [None] * 7
    assert "Unseen: not enough yet." in as_lines(overview)


def test_a_phase_of_an_older_model_is_called_so(old: OverviewRow) -> None:
    stale = replace(old, stale=True)
    assert "older model" in drawn(stale)
    assert "Phase by an older model: plateau." in as_lines([stale])


def test_data_have_the_same_columns_whatever_is_known(new: OverviewRow, old: OverviewRow) -> None:
    for overview in ([], [new], [new, old]):
        assert as_csv(overview).splitlines()[0] == ",".join(CSV_COLUMNS)
        assert all(tuple(record) == CSV_COLUMNS for record in json.loads(as_json(overview)))
