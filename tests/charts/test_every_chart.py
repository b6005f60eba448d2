"""What holds for every chart, whatever it shows. Each row of the table is drawn from runs made by hand; how it looks
and what figures it has are kept beside this file, under its id."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import altair
import pytest
from jsonschema import Draft7Validator
from rich.cells import cell_len

from drillgrok.charts import catalogue, table
from drillgrok.charts.catalogue import expected, learners, overview
from drillgrok.charts.chart import Chart, Grid, Listing, Plot, Point
from drillgrok.charts.numbers import entry, written
from drillgrok.charts.rows import records
from drillgrok.charts.terminal import draw, spoken
from drillgrok.charts.web.drawing import specification
from drillgrok.charts.web.look import SHEET
from drillgrok.charts.web.rows import datasets
from drillgrok.model.log import Pressure
from drillgrok.simulation.courses import AnswerBlock, Course, LearnerCourse
from tests.helpers.chart_runs import empty, opened, waiting
from tests.helpers.goldens import Goldens

KEPT = Path(__file__).parent / "goldens" / "catalogue"
WIDTHS = (60, 80, 140)
GRAMMAR = Draft7Validator({**altair.LayerChart._rootschema, **altair.LayerChart._schema})
"""Of layered drawings: what `from_dict` holds them against, read once."""
RUNS = (opened(), waiting())

# Charts that are made of something else than one run.
COURSE = Course(days=2, daily=300)
COURSES = tuple(
    LearnerCourse(
        learner=number,
        pressure=pressure,
        chance=0.1,
        memorised=100 + 20 * number,
        plateau=250 if number else None,
        shift=400 + 25 * number,
        early=None,
        right=0.8 - 0.05 * place,
        timed_out=0.02 + 0.04 * place,
        minutes_a_day=9.0 - place,
        stretches=tuple(AnswerBlock(100 * k, 20, 12 + k + number, 10, 8 * (k > 3)) for k in range(1, 7)),
    )
    for place, pressure in enumerate(Pressure)
    for number in range(3)
)
OTHERS = {
    "learners": learners.listing(overview.rows(RUNS)),
    "learner-1": learners.plots(RUNS)[0],
    "expected": expected.chart(COURSES[3:6], COURSE),
    "pressures": expected.pressures(COURSES, COURSE),
}
UNBASED = {"never": "it is what was believed before the first answer"}
"""Charts that say something of a run without an answer, and why they may."""


def drawn_from_a_run(id_: str) -> Chart:
    """The chart of the first of the two runs that has something to draw in it."""
    made = [chart for run in RUNS if (chart := table.CHARTS[id_](run)) is not None and chart.body is not None]
    assert made, f"{id_} draws nothing of the runs in tests/helpers/chart_runs.py: add there what it shows"
    return made[0]


IDS = [*table.CHARTS, *OTHERS]


@pytest.fixture(params=IDS)
def chart(request: pytest.FixtureRequest) -> Chart:
    """Every chart."""
    return OTHERS.get(request.param) or drawn_from_a_run(request.param)


def picture(chart: Chart, width: int) -> str:
    lines = draw(chart, width=width).lines
    return "\n".join("".join(span.text for span in line).rstrip() for line in lines)


def looks(chart: Chart) -> str:
    drawings = [f"{width} columns\n\n{picture(chart, width)}" for width in WIDTHS[1:]]
    return "\n\n\n".join([*drawings, f"In words\n\n{spoken(chart)}"]) + "\n"


def figures(chart: Chart) -> str:
    """The records, a line each, to six digits: the last ones are the machine's."""
    short = [
        {name: float(f"{value:.6g}") if isinstance(value, float) else value for name, value in record.items()}
        for record in records(chart)
    ]
    rows = ",\n".join(json.dumps(record, ensure_ascii=False) for record in short)
    return f"[\n{rows}\n]\n"


def test_every_file_of_the_catalogue_is_drawn_by_a_row_of_the_table() -> None:
    files = {path.stem for path in Path(catalogue.__path__[0]).glob("*.py")} - {"__init__"}
    assert sorted(files - set(vars(table))) == ["class_table", "expected", "learners", "overview"]


def test_the_name_of_a_row_is_the_id_of_its_chart_and_no_two_are_the_same() -> None:
    made = {id_: drawn_from_a_run(id_).id for id_ in table.CHARTS} | {id_: chart.id for id_, chart in OTHERS.items()}
    assert made == {id_: id_ for id_ in IDS}
    assert [id_ for id_, times in Counter(IDS).items() if times > 1] == []


def test_it_looks_and_sounds_as_it_did(chart: Chart, goldens: Goldens) -> None:
    goldens.hold(KEPT / f"{chart.id}.txt", looks(chart))


def test_its_figures_are_what_they_were(chart: Chart, goldens: Goldens) -> None:
    goldens.hold(KEPT / f"{chart.id}.json", figures(chart))


def test_nothing_is_kept_of_a_chart_that_is_gone() -> None:
    assert {path.stem for path in KEPT.iterdir()} - set(IDS) == set()


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_the_terminal(chart: Chart, width: int) -> None:
    assert max(map(cell_len, picture(chart, width).splitlines())) <= width


def test_it_has_a_title_and_says_what_there_is_to_read(chart: Chart) -> None:
    assert chart.title
    assert chart.says.endswith(".")


def bases(chart: Chart) -> Iterator[tuple[float | None, int]]:
    """Every figure with the answers that it rests on."""
    if isinstance(chart.body, Plot):
        yield from ((point.y, point.n) for series in chart.body.series for point in series.points)
    elif isinstance(chart.body, Grid):
        yield from ((cell.value, cell.n) for cell in chart.body.cells)


def test_no_figure_stands_without_the_answers_that_it_rests_on(chart: Chart) -> None:
    assert [figure for figure in bases(chart) if figure[0] and figure[1] <= 0] == []


def ends(points: tuple[Point, ...]) -> list[Point]:
    clear = [point for point in points if point.y is not None]
    return [clear[0], clear[-1]] if clear else []


def told(chart: Chart) -> Iterator[str]:
    """Figures that have to be heard: where each line begins and ends, the last cell, the first rows."""
    body = chart.body
    if isinstance(body, Plot):
        for series in body.series:
            yield series.name
            yield from (written(point.y, body.y.unit) for point in ends(series.points))
    elif isinstance(body, Grid):
        yield f"{written(body.cells[-1].value, body.unit)}"
        yield f"n {sum(cell.n for cell in body.cells):,} in all"
    elif isinstance(body, Listing):
        yield from (
            f"{name} {entry(value)}" for row in body.rows[:10] for name, value in zip(body.columns, row, strict=True)
        )


def test_what_is_said_of_it_holds_the_figures_that_are_drawn(chart: Chart) -> None:
    said = spoken(chart)
    assert chart.says in said
    assert [words for words in told(chart) if words not in said] == []


def test_the_page_s_drawing_of_it_is_known_to_the_grammar(chart: Chart) -> None:
    spec = specification(chart, SHEET, log_x=True)
    assert (spec is None) is isinstance(chart.body, Listing)
    if spec is not None:
        assert list(GRAMMAR.iter_errors({**spec, "config": SHEET.config})) == []
        assert any(datasets(chart).values())


@pytest.mark.parametrize("id_", table.CHARTS)
def test_a_run_without_an_answer_is_told_so_and_not_drawn(id_: str) -> None:
    chart = table.CHARTS[id_](empty())
    if chart is not None and id_ not in UNBASED:
        assert chart.body is None
        assert chart.says.endswith(".")
